"""A brief's file to all that its memo is made from."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol, TypeVar

from reportgen.errors import ProblemsError, ReportgenError
from reportgen.model.brief import Brief
from reportgen.model.nearest import nearest
from reportgen.model.problem import Path, Problem, SourceMap, in_order
from reportgen.model.project import Loaded, LoadedDataset, Project
from reportgen.read.assets import load_asset, load_specification
from reportgen.read.brief import NO_OVERRIDES, read_raw
from reportgen.read.dataset import FILES, dataset_file, load_dataset
from reportgen.read.decode import decode
from reportgen.read.inside import inside
from reportgen.read.text import NO_SOURCES, Sources

T = TypeVar("T")


class ReadDataset(Protocol):
    """Reads the dataset of a file, as `load_dataset` does."""

    def __call__(self, path: pathlib.Path, /, *, sources: Sources) -> LoadedDataset: ...


def load_project(
    brief_path: str | os.PathLike[str],
    *,
    overrides: Mapping[str, str] = NO_OVERRIDES,
    sources: Sources = NO_SOURCES,
    read_dataset: ReadDataset = load_dataset,
) -> Project:
    """The brief, its dataset with the indexes and texts, and the pictures and specifications it names.

    Nothing outside the brief's folder is read but the texts that `sources` names. `read_dataset` may give a dataset
    that was read before.

    Raises `ProblemsError` with the problems of all of them: R101 to R115 for the files, R118 for an override, R205 for
    a picture, R209 for a dataset, index or text that is missing or outside, R223 for two datasets, R214 and E401 for a
    text, R220 for a figure's specification.
    """
    path = pathlib.Path(brief_path)
    raw, source_map = read_raw(path, overrides)
    problems: list[Problem] = []
    brief = _gather(problems, lambda: decode(raw, Brief, source_map))
    dataset = _gather(problems, lambda: _dataset(raw, source_map, path.parent, sources, read_dataset))
    assets = _gather(problems, lambda: _assets(raw, source_map, path.parent))
    if problems or brief is None or dataset is None or assets is None:
        raise ProblemsError(in_order(problems))
    return Project(Loaded(brief, path, source_map), dataset, assets)


def _gather(problems: list[Problem], read: Callable[[], T]) -> T | None:
    try:
        return read()
    except ProblemsError as error:
        problems.extend(error.problems)
        return None


def _text(raw: object, *path: str) -> str | None:
    """A text of the raw brief; what is not there or not text is for `decode` to name."""
    for step in path:
        raw = raw.get(step) if isinstance(raw, dict) else None
    return raw if isinstance(raw, str) and raw.strip() else None


def _dataset(
    raw: object, source_map: SourceMap, root: pathlib.Path, sources: Sources, read: ReadDataset
) -> LoadedDataset | None:
    named = _text(raw, "dataset")
    if named is None:
        return None
    try:
        folder = inside(root, named)
        path = dataset_file(folder) if folder.is_dir() else folder
        inside(root, path.relative_to(root).as_posix())
    except ProblemsError:
        raise
    except ReportgenError as error:
        raise ProblemsError([source_map.problem("R209", error.message, ("dataset",), hint=error.hint)]) from error
    if not folder.exists():
        message, hint = f"there is no dataset `{named}`", _datasets(root, named)
        raise ProblemsError([source_map.problem("R209", message, ("dataset",), hint=hint)])
    if not path.exists():
        message, hint = f"the folder `{named}` holds no {' or '.join(FILES)}", _datasets(root, named)
        raise ProblemsError([source_map.problem("R209", message, ("dataset",), hint=hint)])
    return read(path, sources=sources)


def _datasets(root: pathlib.Path, named: str) -> str | None:
    """A hint at a dataset beside the one named, or right below the folder named."""
    folder = root / named
    places = {folder.parent, folder}
    found = sorted({path.parent for name in FILES for place in places for path in place.glob(f"*/{name}")})
    names = {path.name: path.relative_to(root).as_posix() for path in found}
    alike = nearest(folder.name, names)
    if alike is not None:
        return f"did you mean `{names[alike]}`?"
    return f"datasets here: {', '.join(names.values())}" if names else None


def _assets(raw: object, source_map: SourceMap, root: pathlib.Path) -> Mapping[str, bytes]:
    """The logo and the specifications of figures."""
    found: dict[str, bytes] = {}
    problems: list[Problem] = []
    for named, code, path, read in _named(raw):
        try:
            found[named] = read(root, named)
        except ReportgenError as error:
            problems.append(source_map.problem(code, error.message, path, hint=error.hint))
    if problems:
        raise ProblemsError(problems)
    return found


def _named(raw: object) -> Iterator[tuple[str, str, Path, Callable[[pathlib.Path, str], bytes]]]:
    """Each file that the raw brief names, with the code of its problems, its place and how it is read."""
    logo = _text(raw, "organisation", "logo")
    if logo is not None:
        yield logo, "R205", ("organisation", "logo"), load_asset
    sections = raw.get("sections") if isinstance(raw, dict) else None
    for index, section in enumerate(sections if isinstance(sections, list) else ()):
        spec = _text(section, "figure", "spec")
        if spec is not None:
            yield spec, "R220", ("sections", index, "figure", "spec"), load_specification
