"""A dataset's folder to a dataset with the index of each source's text, and the texts that are at hand."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Iterator

from reportgen.errors import ProblemsError, ReportgenError
from reportgen.model.dataset import Dataset, Source
from reportgen.model.edtf import EdtfError, parse
from reportgen.model.problem import Path, Problem, SourceMap, in_order
from reportgen.model.project import Loaded, LoadedDataset
from reportgen.model.transcript import Transcript
from reportgen.read.claims import with_claims
from reportgen.read.decode import decode
from reportgen.read.files import MIB, display_name
from reportgen.read.inside import inside
from reportgen.read.jsontext import read_json
from reportgen.read.text import NO_SOURCES, Sources, load_texts
from reportgen.read.transcript import read_transcript
from reportgen.read.yaml import read_yaml

FILES = ("dataset.yaml", "dataset.json")
"""What holds a dataset, in its folder: one of the two."""
LIMIT = 32 * MIB
JSON_LIMIT = 256 * MIB


def load_dataset(folder: str | os.PathLike[str], *, sources: Sources = NO_SOURCES, texts: bool = True) -> LoadedDataset:
    """The dataset in a folder, or in the file given, the indexes it names, and the texts that are at hand.

    A file that ends in `.json` is read as JSON, any other as YAML; `claims:` may name a file of JSON Lines.

    A text is at hand where `sources` names its file by source id (`""` for the only source), or where the reader's
    copy stands in the dataset's folder; `texts=False` looks for none. Raises `ProblemsError` with every problem:
    R101 to R115 for the files, R223 for a folder with two datasets, R209 for claims or an index missing or outside the
    folder, R214 for a file of no source, E401 for a text that is not the one indexed.
    """
    path = pathlib.Path(folder)
    if path.is_dir():
        path = dataset_file(path)
    dataset, source_map = _decoded(path)
    problems = list(_bad_dates(dataset, source_map))
    transcripts: dict[str, Transcript] = {}
    for index, source in enumerate(dataset.sources):
        try:
            transcripts[source.id] = _transcript(source, ("sources", index), path.parent, source_map)
        except ProblemsError as error:
            problems.extend(error.problems)
    at_hand: dict[str, str] = {}
    if texts:
        try:
            at_hand = load_texts(dataset, transcripts, path.parent, source_map, sources)
        except ProblemsError as error:
            problems.extend(error.problems)
    if problems:
        raise ProblemsError(in_order(problems))
    return LoadedDataset(Loaded(dataset, path, source_map), transcripts, at_hand)


def dataset_file(folder: pathlib.Path) -> pathlib.Path:
    """The file of the dataset in a folder; the YAML one where there is none. Raises `ProblemsError`: R223."""
    found = [folder / name for name in FILES if os.path.lexists(folder / name)]
    if len(found) > 1:
        message = f"the folder holds {' and '.join(FILES)}, and one of them is the dataset"
        problem = Problem(code="R223", message=message, file=display_name(folder), hint="keep one of the two")
        raise ProblemsError([problem])
    return found[0] if found else folder / FILES[0]


def is_json(path: pathlib.Path) -> bool:
    """Whether a dataset's file is read as JSON, by its name; any other is YAML."""
    return path.suffix == ".json"


def _decoded(path: pathlib.Path) -> tuple[Dataset, SourceMap]:
    raw, source_map = read_json(path, limit=JSON_LIMIT) if is_json(path) else read_yaml(path, limit=LIMIT)
    raw, source_map = with_claims(raw, source_map, path.parent)
    return decode(raw, Dataset, source_map), source_map


def _bad_dates(dataset: Dataset, source_map: SourceMap) -> Iterator[Problem]:
    dates: list[tuple[Path, str | None]] = [
        *((("sources", index, "issued"), source.issued) for index, source in enumerate(dataset.sources)),
        *((("claims", index, "when"), claim.when) for index, claim in enumerate(dataset.claims)),
    ]
    for path, text in dates:
        if text is None:
            continue
        try:
            parse(text)
        except EdtfError as error:
            yield source_map.problem("R115", f"`{path[-1]}`: {error}", path, hint=error.hint)


def _transcript(source: Source, at: Path, folder: pathlib.Path, source_map: SourceMap) -> Transcript:
    at = (*at, "transcript")
    try:
        path = inside(folder, source.transcript)
    except ReportgenError as error:
        problem = source_map.problem("R209", f"the index of `{source.id}`: {error.message}", at, hint=error.hint)
        raise ProblemsError([problem]) from error
    if not path.exists():
        message = f"the index of `{source.id}` is missing: there is no `{source.transcript}`"
        hint = f"`reportgen ingest TEXT -o {display_name(path.parent)}` makes it from the interview's text"
        raise ProblemsError([source_map.problem("R209", message, at, hint=hint)])
    return read_transcript(pathlib.Path(display_name(path)))
