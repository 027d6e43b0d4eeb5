"""What files are made from, as one digest of bytes: told without reading any of it as values.

A finished file carries the digest of its inputs. Where it still is the same, nothing has changed, and nothing is
parsed; where it is another, only composing the memo tells whether that matters. Nothing is remembered elsewhere, and
times do not count.

In the digest are: the format; the versions of Python, of this program and of what it reads, checks and draws with, and
for a PDF those of Pango and HarfBuzz; what is set from outside; the brief; the files that it names; the dataset's
folder by name, its texts among them; the texts given from outside, by source; the project's templates folder and the
one that comes with the program, with styles, fonts and fixed words; and the files of font packages that any of these
name. Fonts of the machine are not: a file that is set in one, or whose inputs were told wrongly, is never stamped
(`covered`).
"""

from __future__ import annotations

import functools
import hashlib
import os
import pathlib
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from reportgen.build import named
from reportgen.build.tree import Entry, entries
from reportgen.model.formats import Format
from reportgen.render import identity, libraries, places, versions

if TYPE_CHECKING:
    from reportgen.build.plan import Target
    from reportgen.model.project import Project

LENGTH = 32
"""Hexadecimal digits of a digest: what the second element of `/ID` holds."""
MIB = 1 << 20
BRIEF_LIMIT, PICTURE_LIMIT, TEXT_LIMIT, VALUES_LIMIT = MIB, 5 * MIB, 8 * MIB, 256 * MIB
VALUES = (".json", ".jsonl", ".yaml", ".yml")
"""How files of a dataset end that are not texts."""
OUTPUTS = (".html", ".pdf", ".png")
"""How files end that are built: they may stand below a dataset, and do not belong to it."""
DEFAULT_FONTS = tuple(
    (f"font_source_{name}_pro", f"Source{name.title()}Pro-{face}.otf")
    for name in ("serif", "sans")
    for face in ("Regular", "It", "Semibold", "SemiboldIt")
)
"""Package and file of the faces that a style need not name."""
_FONT = re.compile(places.FONT_URL.pattern.encode("ascii"))

Parts = Mapping[str, str]
"""What goes into a digest: by name, a SHA-256, a version, or what stands in its place."""


class Known(NamedTuple):
    """What a digest was made of."""

    folder: pathlib.Path
    """The dataset's, without links."""
    dataset: Parts
    """Its files, by their path below it."""
    named: Parts
    """The files that the brief names, by the name it gives them."""
    rest: Parts
    """Templates, fonts, versions and libraries, by the names that a recipe has for them."""


class Inputs:
    """The inputs of briefs that are built in one call, with the same options. Each file is read once."""

    def __init__(self, overrides: Mapping[str, str], sources: Mapping[str, str | os.PathLike[str]]) -> None:
        self._overrides = dict(overrides)
        self._sources = {name: pathlib.Path(path) for name, path in sources.items()}
        self._found: dict[pathlib.Path, tuple[str, Known] | None] = {}
        self._real = functools.cache(pathlib.Path.resolve)
        self._outside = functools.cache(lambda: _over(_from_outside(self._overrides, self._sources)))
        self._dataset = functools.cache(lambda folder: _with_digest(_of_dataset(folder)))
        self._rest = functools.cache(lambda root: _with_digest({**_programme(), **_templates(root)}))
        self._picture = functools.cache(_of_picture)
        self._libraries = functools.cache(lambda: _over(_libraries()))

    def digest(self, brief: pathlib.Path, format_: Format) -> str | None:
        """The digest of all that a brief is made from; None where it cannot be told from bytes."""
        if brief not in self._found:
            try:
                self._found[brief] = self._read(brief)
            except (OSError, ValueError):  # whoever reads it as values says what is wrong
                self._found[brief] = None
        found = self._found[brief]
        if found is None:
            return None
        set_by = self._libraries() if format_ is Format.PDF else ""
        return _over({"format": format_.value, "inputs": found[0], "libraries": set_by})[:LENGTH]

    def unchanged(self, targets: Iterable[Target]) -> bool:
        """Whether each file was made from the very inputs that are there now, so that nothing needs to be read."""
        digests = ((target, self.digest(target.brief, target.format)) for target in targets)
        return all(
            digest is not None and identity.inputs_in(target.output, target.format) == digest
            for target, digest in digests
        )

    def cover(self, brief: pathlib.Path, project: Project, recipe: Parts) -> bool:
        """Whether what was read and rendered in the end is all in the digest taken before: else no file is stamped.

        `recipe` is that of the build key.
        """
        from reportgen.build import covered

        found = self._found.get(brief)
        return found is not None and covered.all_in(found[1], project, recipe)

    def _read(self, brief: pathlib.Path) -> tuple[str, Known]:
        """Raises `OSError`, and `ValueError` for what cannot be told."""
        data = _bytes(brief, BRIEF_LIMIT)
        text = data.decode("utf-8")
        root = self._real(brief.parent)
        name = named.dataset(text, self._overrides)
        if name is None:
            raise ValueError("the dataset is not told")
        folder = self._real(root / name)
        folder = folder.parent if folder.is_file() else folder
        if not folder.is_relative_to(root):
            raise ValueError("the dataset lies outside")
        whole = named.with_overrides(text, self._overrides)
        files = {name: self._picture(root, name) for name in named.files(whole)}
        fonts = dict(_fonts([whole.encode("utf-8")])) if "font:" in whole else {}
        (dataset, dataset_digest), (rest, rest_digest) = self._dataset(folder), self._rest(root)
        parts = {
            "brief": hashlib.sha256(data).hexdigest(),
            "outside": self._outside(),
            "dataset": dataset_digest,
            "named": _over(files),
            "fonts": _over(fonts),
            "rest": rest_digest,
        }
        return _over(parts), Known(folder, dataset, files, {**rest, **fonts} if fonts else rest)


def belongs(name: str) -> bool:
    """Whether a file or folder of that name belongs to the dataset below whose folder it stands."""
    return not name.startswith(".") and not name.endswith(OUTPUTS)


def _of_dataset(folder: pathlib.Path) -> dict[str, str]:
    return {
        name: value
        for entry in entries(str(folder), belongs)
        for name, value in _parts(entry, VALUES_LIMIT if entry.name.endswith(VALUES) else TEXT_LIMIT)
    }


def _templates(root: pathlib.Path) -> dict[str, str]:
    """The templates of a project and of the program, with styles and fixed words, and the fonts that they name."""
    bundled = places.bundled_templates()
    found: dict[str, str] = {}
    texts = [f"font:{package}/{file}".encode("ascii") for package, file in DEFAULT_FONTS]
    for folder in places.search_path(root):
        origin = "bundled" if folder == bundled else "own"
        for entry in entries(str(folder)):
            found |= {f"template {origin} {name}": value for name, value in _parts(entry, VALUES_LIMIT, texts.append)}
    return {**found, **dict(_fonts(texts))}


def _fonts(texts: Iterable[bytes]) -> Iterator[tuple[str, str]]:
    """The font files that texts name, as a recipe has them."""
    folders = functools.cache(places.font_folders)
    for found in sorted({found[0].decode("ascii") for text in texts for found in _FONT.finditer(text)}):
        package, file = found.removeprefix("font:").split("/")
        path = places.find_file(file, folders(package))
        yield f"font {package}/{file}", _sha256(_bytes(path, VALUES_LIMIT)) if path else "missing"


def _parts(entry: Entry, limit: int, take: Callable[[bytes], None] | None = None) -> Iterator[tuple[str, str]]:
    """A file by its name: what it holds, and where it points to; `take` gets what may name a font."""
    if entry.link is not None:
        yield f"{entry.name} ->", entry.link
    if entry.size is None or entry.size > limit:
        yield entry.name, "no file" if entry.size is None else "too large"
        return
    data = _bytes(pathlib.Path(entry.path), limit)
    if take and b"font:" in data:
        take(data)
    yield entry.name, _sha256(data)


def _of_picture(root: pathlib.Path, name: str) -> str:
    path = root / name
    if not os.path.isfile(path):  # noqa: PTH113 (False too for what no file can be called)
        return "no file"
    return "refused" if places.contained(path, root) is None else _sha256(_bytes(path, PICTURE_LIMIT))


def _from_outside(overrides: Mapping[str, str], sources: Mapping[str, pathlib.Path]) -> dict[str, str]:
    """Values, and texts by what they hold and how their names end."""
    texts = {
        f"source {id_}": f"{path.suffix.lower()} {_sha256(_bytes(path, TEXT_LIMIT))}" for id_, path in sources.items()
    }
    return {**texts, **{f"set {key}": value for key, value in overrides.items()}}


def _programme() -> dict[str, str]:
    names = dict.fromkeys((*versions.PDF, *versions.WEB, *versions.READERS, *versions.DRAWERS))
    python = f"{sys.implementation.name} {sys.version.split()[0]}"
    return {"python": python, **{f"version {name}": versions.version_or(name, "missing") for name in names}}


def _libraries() -> dict[str, str]:
    return {
        "library pango": libraries.version_of(libraries.PANGO, "pango_version_string"),
        "library harfbuzz": libraries.version_of(libraries.HARFBUZZ, "hb_version_string"),
    }


def _bytes(path: pathlib.Path, limit: int) -> bytes:
    """A regular file's. Raises `OSError`, and `ValueError` for what is none, or larger."""
    with open(path, "rb", opener=_without_waiting) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise ValueError("no regular file")
        data = file.read(limit + 1)
    if len(data) > limit:
        raise ValueError("too large")
    return data


def _without_waiting(path: str, flags: int) -> int:
    """Opens a pipe too without waiting for who writes to it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _with_digest(parts: dict[str, str]) -> tuple[dict[str, str], str]:
    return parts, _over(parts)


def _over(parts: Parts) -> str:
    """One SHA-256 over parts, whatever their order."""
    whole = hashlib.sha256()
    for name, value in sorted(parts.items()):
        whole.update(f"{len(name)} {name} {len(value)} {value}\n".encode("utf-8", "surrogatepass"))
    return whole.hexdigest()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
