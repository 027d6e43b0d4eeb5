"""The texts of a dataset's interviews, where the reader has them: read as they were indexed, and proved to be the same.

A text that is absent is no problem: everything but quotations is made without it.
"""

from __future__ import annotations

import hashlib
import os
import pathlib
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from reportgen.errors import ProblemsError, ReportgenError
from reportgen.model.dataset import Dataset, Source
from reportgen.model.nearest import did_you_mean
from reportgen.model.problem import Problem, SourceMap
from reportgen.model.transcript import Segment, Span, Transcript
from reportgen.read.files import display_name
from reportgen.read.ingest import read_text
from reportgen.read.inside import inside

StrPath = str | os.PathLike[str]
Sources = Mapping[str, StrPath]
"""Files that hold the texts, by source id; the key `""` stands for a dataset's only source."""

NO_SOURCES: Sources = MappingProxyType({})
OPTION = "--source"
"""What problems of the files named from outside call their place, as `--set` does."""


def load_texts(
    dataset: Dataset,
    transcripts: Mapping[str, Transcript],
    folder: pathlib.Path,
    source_map: SourceMap,
    sources: Sources = NO_SOURCES,
) -> dict[str, str]:
    """The normalised texts at hand, by source id: those of `sources`, then those the dataset names that are there.

    Raises `ProblemsError` with every problem: R214 for a name in `sources` that is no source's, R101, R102 and R104
    for a file that cannot be read, R209 for one outside the folder, E401 for a text that was not the one indexed.
    """
    problems: list[Problem] = [*_misnamed(dataset, sources)]
    texts: dict[str, str] = {}
    named = _by_id(dataset, sources)
    for index, source in enumerate(dataset.sources):
        transcript = transcripts.get(source.id)
        try:
            path = named.get(source.id) or _beside(source, folder, source_map, index)
            if path is None or transcript is None:
                continue
            text = read_text(path, transcript.media_type)
            if difference := _difference(text, transcript):
                raise ProblemsError([_another(source, path, difference, dataset)])
            texts[source.id] = text
        except ProblemsError as error:
            problems.extend(error.problems)
    if problems:
        raise ProblemsError(problems)
    return texts


def _by_id(dataset: Dataset, sources: Sources) -> dict[str, pathlib.Path]:
    only = dataset.sources[0].id if len(dataset.sources) == 1 else ""
    return {id_ or only: pathlib.Path(path) for id_, path in sources.items()}


def _misnamed(dataset: Dataset, sources: Sources) -> Iterable[Problem]:
    """R214: a file for a source the dataset does not have, or for one of several without saying which."""
    known = [source.id for source in dataset.sources]
    for id_, path in sources.items():
        if not id_ and len(known) > 1:
            message = f"the dataset has {len(known)} sources, and nothing says whose text `{os.fspath(path)}` is"
            hint = f"write {' or '.join(f'`{OPTION} {name}=FILE`' for name in known[:3])}"
            yield Problem(code="R214", message=message, file=OPTION, hint=hint)
        elif id_ and id_ not in known:
            hint = did_you_mean(id_, known) or f"sources: {', '.join(known)}"
            yield Problem(code="R214", message=f"the dataset has no source `{id_}`", file=OPTION, hint=hint)


def _beside(source: Source, folder: pathlib.Path, source_map: SourceMap, index: int) -> pathlib.Path | None:
    """The reader's copy below the dataset's folder; none where there is no such file."""
    try:
        path = inside(folder, source.text)
    except ReportgenError as error:
        at = ("sources", index, "text")
        problem = source_map.problem("R209", f"the text of `{source.id}`: {error.message}", at, hint=error.hint)
        raise ProblemsError([problem]) from error
    return pathlib.Path(display_name(path)) if os.path.lexists(path) else None


def _difference(text: str, transcript: Transcript) -> str | None:
    """In words, how a text differs from the one indexed; None where it is the same."""
    if _digest(text) == transcript.sha256:
        return None
    changed = next((part for part in _parts(transcript) if _digest(text[part.start : part.end]) != part.digest), None)
    where = f"the first difference is in or before {changed.id}" if changed else "only what stands between them differs"
    if len(text) != transcript.length:
        where = f"{len(text):,} characters where the index counts {transcript.length:,}, and {where}"
    return where


def _parts(transcript: Transcript) -> Iterable[Segment | Span]:
    """Sentences, and the segments that have none, in order."""
    for segment in transcript.segments:
        yield from segment.sentences or (segment,)


def _another(source: Source, path: pathlib.Path, difference: str, dataset: Dataset) -> Problem:
    """E401, with what to do about it."""
    file = display_name(path)
    hint = "find the text that was indexed; or move the dataset onto this one with `reportgen relocate`"
    if sum(other.text == source.text for other in dataset.sources) > 1 and path.name == source.text:
        hint += "; where each source has a text of its own, name it with `text:`"
    message = f"this is not the text that `{source.id}` was indexed from: {difference}"
    return Problem(code="E401", message=message, file=file, hint=hint)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
