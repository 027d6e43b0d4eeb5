"""Writing a file whole or not at all."""

from __future__ import annotations

import errno
import os
import pathlib

from reportgen.errors import OutputError

_HINTS = {
    errno.EACCES: "choose another folder with -o, or make it writable",
    errno.EPERM: "choose another folder with -o, or make it writable",
    errno.EROFS: "the file system is read-only: choose another folder with -o",
    errno.ENOSPC: "the disk is full: free some room, or choose another folder with -o",
    errno.EDQUOT: "the disk quota is used up: free some room, or choose another folder with -o",
    errno.ENOTDIR: "part of the path is a file: choose another folder with -o",
    errno.EEXIST: "a file stands where the folder should be: choose another folder with -o",
    errno.EISDIR: "a folder stands where the file should be: move it away",
}


def write_file(path: str | os.PathLike[str], data: bytes) -> pathlib.Path:
    """Write bytes so that the path holds the old file or the new one, never half, whenever the process dies.

    They go to a temporary file in the same folder, are flushed to disk, and renamed into place. Missing folders are
    made. Raises `OutputError`; then the old file stands as it was.
    """
    target = pathlib.Path(path)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "it is a folder")
        try:
            with part.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hint = _HINTS.get(error.errno or 0)
        raise OutputError(f"cannot write `{target}`: {reason}", hint=hint) from error
    _settle(target.parent)
    return target


def _settle(folder: pathlib.Path) -> None:
    """Flush the folder's own entry, where the system can: a rename survives a power cut only then."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass  # some file systems cannot; the file itself is on disk
    finally:
        os.close(descriptor)
