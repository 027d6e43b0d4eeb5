"""Where templates and fonts stand, and what may be read from there."""

from __future__ import annotations

import importlib.util
import pathlib
import re

BUNDLED = "_templates"
SHARED = "shared"
ENTRY = "memo.html"
FONT_URL = re.compile(r"font:(?P<package>font_[a-z0-9_]+)/(?P<file>[A-Za-z0-9_.-]+)")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_NAMED_FOLDER = re.compile(rb"""(?:["']|template:)([A-Za-z0-9][A-Za-z0-9_-]*)/""")


def bundled_templates() -> pathlib.Path:
    """The folder of the templates that come with reportgen: inside the wheel, or beside the package in a checkout."""
    package = pathlib.Path(__file__).resolve().parent.parent
    inside = package / BUNDLED
    return inside if inside.is_dir() else package.parent / "templates"


def search_path(root: pathlib.Path | None) -> tuple[pathlib.Path, ...]:
    """Folders templates are looked for in, the project's own `templates/` first."""
    own = (root / "templates",) if root is not None and (root / "templates").is_dir() else ()
    return (*own, bundled_templates())


def find_template(name: str, folders: tuple[pathlib.Path, ...]) -> pathlib.Path | None:
    """The entry page of a template, or None when no folder holds one of that name."""
    if not _NAME.fullmatch(name):
        return None
    return find_file(f"{name}/{ENTRY}", folders)


def template_names(folders: tuple[pathlib.Path, ...]) -> tuple[str, ...]:
    """The templates to choose from."""
    return tuple(sorted({entry.parent.name for folder in folders for entry in folder.glob(f"*/{ENTRY}")}))


def find_file(name: str, folders: tuple[pathlib.Path, ...]) -> pathlib.Path | None:
    """The first file of that relative name whose real place lies in the folder: no `..`, no link leading outside."""
    for folder in folders:
        candidate = contained(folder / name, folder)
        if candidate is not None and candidate.is_file():
            return candidate
    return None


def contained(path: pathlib.Path, folder: pathlib.Path) -> pathlib.Path | None:
    """The path with links resolved, or None when it leads outside the folder."""
    real = path.resolve()
    return real if real.is_relative_to(folder.resolve()) else None


def template_files(name: str, folders: tuple[pathlib.Path, ...]) -> tuple[tuple[str, pathlib.Path], ...]:
    """Every file a template may draw on: its own folder, `shared`, and the folders these name, wherever they stand.

    Gives names such as `own policy-memo/memo.css`, sorted: `own` files stand in the project, `bundled` ones come with
    reportgen.
    """
    found: dict[str, pathlib.Path] = {}
    seen: set[str] = set()
    waiting = {name, SHARED}
    while waiting:
        part = waiting.pop()
        seen.add(part)
        for folder in folders:
            origin = "bundled" if folder == bundled_templates() else "own"
            for path in (folder / part).rglob("*"):
                if path.is_file() and contained(path, folder):
                    found[f"{origin} {path.relative_to(folder).as_posix()}"] = path
                    waiting |= _named(path) - seen
    return tuple(sorted(found.items()))


def _named(path: pathlib.Path) -> set[str]:
    """The folders a template's source names: `{% extends "policy-memo/memo.html" %}`, `url(template:house/a.svg)`."""
    return {match.decode("ascii") for match in _NAMED_FOLDER.findall(path.read_bytes())}


def font_folders(package: str) -> tuple[pathlib.Path, ...]:
    """Where an installed font package (`font_…`) has its files, found without importing it; none where it is not."""
    spec = importlib.util.find_spec(package)
    folders = (spec.submodule_search_locations or ()) if spec else ()
    return tuple(pathlib.Path(folder) / "files" for folder in folders)


def font_files(package: str) -> tuple[str, ...]:
    """The names of the files an installed font package holds; none where it is not installed."""
    return tuple(sorted(path.name for folder in font_folders(package) for path in folder.glob("*.*tf")))


def font_file(package: str, file: str) -> pathlib.Path | None:
    """A font file inside an installed font package."""
    return find_file(file, font_folders(package))
