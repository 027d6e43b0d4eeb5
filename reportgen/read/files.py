"""Files to bytes and text: regular files only, none larger than its limit, UTF-8."""

from __future__ import annotations

import os
import pathlib
import stat

from reportgen.errors import ProblemsError
from reportgen.model.nearest import did_you_mean
from reportgen.model.problem import Problem

MIB = 1024 * 1024

_BOM = "\ufeff"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def display_name(path: str | os.PathLike[str]) -> str:
    """The name problems give a file: relative to the working directory when below it, otherwise as given."""
    given = os.fspath(path)
    absolute = os.path.abspath(given)  # noqa: PTH100 (resolve() would follow links)
    here = os.getcwd()  # noqa: PTH109 (as texts: there may be thousands of files)
    below = here if here.endswith(os.sep) else here + os.sep
    if absolute == here:
        return "."
    return absolute.removeprefix(below) if absolute.startswith(below) else given


def load_bytes(path: str | os.PathLike[str], *, limit: int, name: str | None = None) -> bytes:
    """The bytes of a regular file of at most `limit` bytes.

    Raises `ProblemsError`: R101 when the file cannot be read, R104 when it is larger. Pipes and devices are not opened.
    """
    name = name or display_name(path)
    path = pathlib.Path(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise _refused("R101", name, "this is a folder, where a file is needed")
        if not stat.S_ISREG(status.st_mode):
            raise _refused("R101", name, "this is not a regular file", "pipes and devices are not read")
        if status.st_size > limit:
            raise _too_large(name, status.st_size, limit)
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        raise _refused("R101", name, "there is no such file", _siblings(path)) from None
    except PermissionError:
        raise _refused("R101", name, "the file may not be read", "check its permissions") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise _refused("R101", name, f"the file cannot be read: {reason}") from error
    if len(data) > limit:
        raise _too_large(name, len(data), limit)
    return data


def load_text(path: str | os.PathLike[str], *, limit: int, name: str | None = None) -> str:
    """The text of a UTF-8 file, without a byte order mark; line ends as they are.

    Raises `ProblemsError`: R101 and R104 as `load_bytes`, R102 where the bytes are not UTF-8.
    """
    name = name or display_name(path)
    data = load_bytes(path, limit=limit, name=name)
    try:
        return data.decode().removeprefix(_BOM)
    except UnicodeDecodeError as error:
        raise ProblemsError([_not_utf8(data, error.start, name)]) from None


def _not_utf8(data: bytes, offset: int, name: str) -> Problem:
    if data.startswith(_UTF16):
        message = "the file is UTF-16, where UTF-8 is needed"
        return Problem(code="R102", message=message, file=name, line=1, column=1, hint="save the file as UTF-8")
    character = data[offset : offset + 1].decode("cp1252", errors="replace")
    meant = "" if character == "\ufffd" else f"; in Windows-1252 the byte is `{character}`"
    start = data.rfind(b"\n", 0, offset) + 1
    end = data.find(b"\n", offset)
    return Problem(
        code="R102",
        message=f"byte 0x{data[offset]:02X} at offset {offset} is not UTF-8",
        file=name,
        line=data.count(b"\n", 0, offset) + 1,
        column=len(data[start:offset].decode(errors="replace")) + 1,
        hint="save the file as UTF-8" + meant,
        excerpt=data[start : end if end >= 0 else len(data)].decode(errors="replace").rstrip("\r").removeprefix(_BOM),
    )


def _siblings(path: pathlib.Path) -> str | None:
    try:
        return did_you_mean(path.name, sorted(child.name for child in path.parent.iterdir()))
    except OSError:
        return None


def _too_large(name: str, size: int, limit: int) -> ProblemsError:
    message = f"the file has {size / MIB:.1f} MiB, and at most {limit / MIB:g} MiB are read"
    return _refused("R104", name, message)


def _refused(code: str, name: str, message: str, hint: str | None = None) -> ProblemsError:
    return ProblemsError([Problem(code=code, message=message, file=name, hint=hint)])
