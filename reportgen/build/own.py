"""A project's own template files as a value that can travel, and laid out again where a memo is set."""

from __future__ import annotations

import atexit
import functools
import hashlib
import os
import pathlib
import shutil
import tempfile
from collections.abc import Mapping

from reportgen.model.memo import Memo
from reportgen.render import fonts, places

Files = Mapping[str, bytes]
"""Files by their name below a templates folder, such as `gazette/memo.html`."""
KEPT = 8
"""Folders laid out at a time in a process."""


def own_files(memo: Memo, folders: tuple[pathlib.Path, ...]) -> Files:
    """What the build key covers of a project's own templates folder; the bundled ones are wherever reportgen is."""
    named = [name.split(" ", 1) for name, _ in places.template_files(memo.template, folders)]
    names = {name for origin, name in named if origin == "own"}
    faces = [face for family in fonts.families(memo.look) for face in family.faces if not face.packaged]
    names |= {face.file for face in faces}
    own = tuple(folder for folder in folders if folder != places.bundled_templates())
    found = {name: places.find_file(name, own) for name in sorted(names)}
    return {name: path.read_bytes() for name, path in found.items() if path is not None}


def laid_out(files: Files) -> pathlib.Path | None:
    """A templates folder of this process that holds these files; None for none. The same files give the same folder."""
    if not files:
        return None
    folder = _base(os.getpid()) / _digest(files)
    if folder.is_dir():
        os.utime(folder)
        return folder
    for old in sorted(folder.parent.iterdir(), key=lambda path: path.stat().st_mtime_ns)[: 1 - KEPT]:
        shutil.rmtree(old, ignore_errors=True)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def _digest(files: Files) -> str:
    whole = hashlib.sha256()
    for name, data in sorted(files.items()):
        whole.update(f"{name}\0{hashlib.sha256(data).hexdigest()}\n".encode())
    return whole.hexdigest()[:32]


@functools.cache
def _base(process: int) -> pathlib.Path:
    """Where this process lays out folders, until it ends; one forked off has its own."""
    base = pathlib.Path(tempfile.mkdtemp(prefix="reportgen-")).resolve()

    def remove() -> None:
        if os.getpid() == process:
            shutil.rmtree(base, ignore_errors=True)

    atexit.register(remove)
    return base
