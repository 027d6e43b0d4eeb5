"""A dataset and an index its locators are of, replaced together or not at all; the dataset may be of two files.

Either alone would point citations at other words. So all are on disk beside their targets, and a note says so, before
any is touched: from then on `finish` can complete the pair. The dataset goes first: should the process die between
the renames, the index is still that of the old text, and whoever goes on with the new one is told so (E401) and
sent to `relocate`, which begins with `finish`. In the other order the new text would fit its index, and nothing would
show that the locators are the old ones.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pathlib
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Annotated

import msgspec

from reportgen.build.write import write_file
from reportgen.errors import OutputError, ReportgenError
from reportgen.read.inside import inside

NOTE = ".relocate.json"
NOTHING: Mapping[str, bytes] = MappingProxyType({})


class _Change(msgspec.Struct, frozen=True):
    """A file that is being replaced: the dataset comes first, the index last."""

    name: str
    """The dataset's own name; that of others below its folder."""
    before: str
    """SHA-256 of its bytes."""
    after: str


def replace_pair(
    dataset: pathlib.Path, new_dataset: bytes, index: str, new_index: bytes, beside: Mapping[str, bytes] = NOTHING
) -> None:
    """Replace a dataset and the index of that name below its folder. Permissions and symbolic links are kept.

    `beside` is what else the dataset consists of, by name below its folder. Raises `OutputError`; then none is
    replaced.
    """
    folder = dataset.parent
    files = {dataset.name: new_dataset, **beside, index: new_index}
    targets = _targets(folder, *files)
    try:
        old = [target.read_bytes() for target in targets]
        changes = [_stage(target, *file) for target, file in zip(targets, files.items(), strict=True)]
        write_file(folder / NOTE, msgspec.json.encode(changes))
    except (OSError, OutputError) as error:
        _clear(folder, targets)
        raise _failed(error) from error
    for turn, target in enumerate(targets):
        try:
            _staged(target).replace(target)
        except OSError as error:
            for number in reversed(range(turn)):
                _restore(targets[number], old[number], changes[number].name)
            _clear(folder, targets)
            raise _failed(error) from error
    _clear(folder, targets)


def finish(folder: pathlib.Path) -> None:
    """Complete the pair that a process left half replaced in a dataset's folder; nothing where there is none.

    Raises `ReportgenError` where a file has been changed since, or what is needed has gone.
    """
    path = folder / NOTE
    if not path.is_file():
        return
    try:
        changes = msgspec.json.decode(path.read_bytes(), type=Annotated[list[_Change], msgspec.Meta(min_length=2)])
        targets = _targets(folder, *(change.name for change in changes))
        for target in [target for target, change in zip(targets, changes, strict=True) if _is_open(target, change)]:
            _staged(target).replace(target)
    except (OSError, ValueError, ReportgenError) as error:
        why = error.message if isinstance(error, ReportgenError) else str(error)
        message = f"a relocation was interrupted in `{folder}`, and cannot be completed: {why}"
        hint = f"restore the dataset and its index from before, delete `{path}`, and try again"
        raise ReportgenError(message, hint=hint) from error
    _clear(folder, targets)


def _targets(folder: pathlib.Path, dataset: str, *others: str) -> list[pathlib.Path]:
    """The files, whatever links lead there. Only the dataset's own may stand outside the folder."""
    return [(folder / pathlib.Path(dataset).name).resolve(), *(inside(folder, name).resolve() for name in others)]


def _is_open(target: pathlib.Path, change: _Change) -> bool:
    """Whether a file has still to be replaced. Raises `ReportgenError` where that cannot be done any more."""
    now = _digest(target.read_bytes())
    if now == change.after:
        return False
    if now != change.before:
        raise ReportgenError(f"`{target.name}` has been changed since")
    if _digest(_staged(target).read_bytes()) != change.after:
        raise ReportgenError(f"`{_staged(target).name}` is not what was to be written")
    return True


def _stage(target: pathlib.Path, name: str, data: bytes) -> _Change:
    """What is to replace a file, on disk beside it; nobody may read it before it has the file's permissions."""
    staged = _staged(target)
    staged.unlink(missing_ok=True)
    with os.fdopen(os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    staged.chmod(target.stat().st_mode)
    return _Change(name, _digest(target.read_bytes()), _digest(data))


def _staged(target: pathlib.Path) -> pathlib.Path:
    return target.with_name(f".{target.name}.relocated")


def _restore(target: pathlib.Path, old: bytes, name: str) -> None:
    try:
        _stage(target, name, old)
        _staged(target).replace(target)
    except OSError as error:  # the note stays
        message = f"the index cannot be written, nor the dataset put back: {(error.strerror or str(error)).lower()}"
        raise OutputError(message, hint="run `reportgen relocate` again: it completes what was begun") from error


def _clear(folder: pathlib.Path, targets: Iterable[pathlib.Path]) -> None:
    """Remove the note, and what was staged."""
    for path in (folder / NOTE, *map(_staged, targets)):
        with contextlib.suppress(OSError):
            path.unlink()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _failed(error: OSError | OutputError) -> OutputError:
    reason = error.message if isinstance(error, OutputError) else (error.strerror or str(error)).lower()
    hint = "both are as they were; see that the files and their folders can be written, and try again"
    return OutputError(f"cannot write the dataset and its index: {reason}", hint=hint)
