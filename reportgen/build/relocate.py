"""A dataset onto a new edition of an interview's text: shown first, written when nothing is left to decide."""

from __future__ import annotations

import hashlib
import os
import pathlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reportgen.build.pair import finish, replace_pair
from reportgen.build.rewrite import rewrite
from reportgen.build.write import write_file
from reportgen.errors import ProblemsError, ReportgenError, UsageError
from reportgen.evidence import relocate as passages
from reportgen.evidence import rules_relocate
from reportgen.evidence.editions import Edition, edition, run_of
from reportgen.evidence.relocation import Relocation, used
from reportgen.evidence.rules_dataset import no_place
from reportgen.model.dataset import Source
from reportgen.model.nearest import did_you_mean
from reportgen.model.problem import Path, Problem, SourceMap, in_order
from reportgen.model.project import LoadedDataset
from reportgen.model.transcript import Transcript
from reportgen.read.claims import SplitMap
from reportgen.read.dataset import load_dataset
from reportgen.read.ingest import read_interview, read_text
from reportgen.read.inside import inside
from reportgen.read.transcript import read_transcript, write_transcript

StrPath = str | os.PathLike[str]
NOTHING: Mapping[str, Sequence[str]] = {}


@dataclass(frozen=True, slots=True)
class Relocations:
    """What became of every passage of a source that a dataset uses. Nothing is written yet."""

    loaded: LoadedDataset = field(repr=False)
    source: Source = field(repr=False)
    transcript: Transcript
    """The index of the new text."""
    new: Edition = field(repr=False)
    items: tuple[Relocation, ...] = field(repr=False)
    """In the order in which the dataset uses them."""
    without_old: str | None = None
    """Why there was no old text to compare with; None where there was."""
    stale: pathlib.Path | None = None
    """The reader's copy in the dataset's folder, where it is not the new text."""
    doubts: tuple[Problem, ...] = field(default=(), repr=False)
    """What is uncertain about the reading of the new text: R121. Nothing where its index was given."""

    def __repr__(self) -> str:
        return f"<Relocations of {self.source.id}: {len(self.items)} passages, {len(self.problems)} problems>"

    @property
    def uses(self) -> Mapping[str, tuple[Path, ...]]:
        """Where the dataset uses each passage, by locator."""
        return used(self.loaded.value, self.source.id)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What has to be decided before anything is written: E402, E403, E404."""
        return self.left()

    @property
    def is_new(self) -> bool:
        """Whether the new text has another index than the dataset."""
        return self.transcript != self.loaded.transcripts[self.source.id]

    def left(self, accept: Mapping[str, Sequence[str]] = NOTHING) -> tuple[Problem, ...]:
        """What has to be decided still when `accept` is. Raises `UsageError` for what cannot be accepted."""
        decided = rules_relocate.decide(self.items, accept, self.new)
        dataset = self.loaded.dataset
        return rules_relocate.undecided(decided.open, dataset.value, self.source.id, dataset.source_map)


def relocate(
    dataset: StrPath, text: StrPath, *, source: str = "", old: StrPath | None = None, index: StrPath | None = None
) -> Relocations:
    """What became of the passages that a dataset rests on in a new edition of a source's text.

    `source` is the source's id, and may be left out where there is one. `old` is the text that was indexed; where it
    is left out, the reader's copy in the dataset's folder is taken, if it still is that text. `index` is the index of
    the new text, where `ingest` needed corrections to make it. Writes nothing, but completes what an interrupted
    `write_relocations` left half done. Raises `ProblemsError` for files that cannot be read and locators of no place
    (R1xx, R209, R210), and `UsageError` for a source, an old text or an index that is another one.
    """
    path = pathlib.Path(dataset)
    finish(path if path.is_dir() else path.parent)
    loaded = load_dataset(path, texts=False)
    chosen = _source(loaded, source, text)
    copy = _readers_copy(loaded, chosen)
    was = _old_text(loaded, chosen, old, copy)
    before = edition(chosen.id, loaded.transcripts[chosen.id], was)
    if problems := tuple(_no_places(loaded, before)):
        raise ProblemsError(in_order(problems))
    transcript, doubts = _new_index(text, index, loaded.transcripts[chosen.id].language)
    now = read_text(text, transcript.media_type)
    if _digest(now) != transcript.sha256:
        what = "changed while it was read" if index is None else f"is not the text that `{os.fspath(index)}` indexes"
        raise UsageError(f"`{os.fspath(text)}` {what}", hint="try again" if index is None else None)
    new = edition(chosen.id, transcript, now)
    return Relocations(
        loaded,
        chosen,
        transcript,
        new,
        items=passages.relocate(used(loaded.value, chosen.id), before, new),
        without_old=None if was is not None else copy.missing or f"`{chosen.text}` is not the text that was indexed",
        stale=copy.path if copy.text is not None and _digest(copy.text) != transcript.sha256 else None,
        doubts=doubts,
    )


def write_relocations(found: Relocations, accept: Mapping[str, Sequence[str]] = NOTHING) -> tuple[pathlib.Path, ...]:
    """Writes new locators into the dataset's files, in place, and the index of the new text: all or none.

    `accept` takes changed passages by their locator, with no place for the one that was found, or with other places.
    Gives the paths written, none where all is as it should be. Raises `ProblemsError` where something is left to
    decide, `UsageError` for what cannot be accepted, `OutputError` where the files cannot be written, and
    `ReportgenError` where locators cannot be replaced in place or the dataset was changed since it was read.
    """
    decided = rules_relocate.decide(found.items, accept, found.new)
    if problems := found.left(accept):
        raise ProblemsError(problems)
    loaded, index = found.loaded, found.loaded.folder / found.source.transcript
    for other in loaded.value.sources:
        if other != found.source and other.transcript == found.source.transcript:
            message = f"`{other.transcript}` is the index of `{other.id}` too, whose locators would be of another text"
            raise ReportgenError(message, hint="give each source an index of its own with `transcript:`")
    data = write_transcript(found.transcript)
    if not decided.places:
        return (write_file(index.resolve(), data),) if found.is_new else ()
    path, lines = loaded.dataset.path, loaded.dataset.source_map
    text, claims = rewrite(loaded.dataset, decided.places)
    beside: dict[str, bytes] = {}
    if isinstance(lines, SplitMap) and claims is not None:
        beside[lines.name] = _in_bytes(loaded.folder / lines.name, lines.claims, claims)
    replace_pair(path, _in_bytes(path, lines, text), found.source.transcript, data, beside)
    return path, *(loaded.folder / name for name in beside), index


def _in_bytes(path: pathlib.Path, lines: SourceMap, new: str) -> bytes:
    """A file's new text, with the mark that it begins with. Refused where the file is not what was read."""
    old = path.read_bytes()
    bom, written = (old[:3], old[3:]) if old.startswith(b"\xef\xbb\xbf") else (b"", old)
    if written != lines.text.encode():
        raise ReportgenError(f"`{path}` was changed while it was read", hint="try again")
    return bom + new.encode()


def _no_places(loaded: LoadedDataset, before: Edition) -> Iterator[Problem]:
    """R210: locators that the index at hand has no place for, of which nothing can be said."""
    for locator, paths in used(loaded.value, before.source).items():
        if run_of(locator, before) is None and (found := no_place(locator, loaded)):
            message, hint = found
            yield from (loaded.dataset.source_map.problem("R210", message, path, hint=hint) for path in paths)


def _source(loaded: LoadedDataset, named: str, text: StrPath) -> Source:
    sources = {source.id: source for source in loaded.value.sources}
    if not named and len(sources) == 1:
        return loaded.value.sources[0]
    if named in sources:
        return sources[named]
    if not named:
        message = f"the dataset has {len(sources)} sources, and nothing says whose text `{os.fspath(text)}` is"
        raise UsageError(message, hint=f"write `--source {next(iter(sources))}={os.fspath(text)}`")
    hint = did_you_mean(named, sources) or f"sources: {', '.join(sources)}"
    raise UsageError(f"the dataset has no source `{named}`", hint=hint)


def _new_index(text: StrPath, index: StrPath | None, language: str) -> tuple[Transcript, tuple[Problem, ...]]:
    """The index of the new text, with what is uncertain about it. Sentences are told as those of the old one were."""
    if index is not None:
        return read_transcript(index), ()
    interview = read_interview(text, language=language)
    return interview.transcript, interview.doubts


class _Copy(NamedTuple):
    """The reader's copy of a source's text, in the dataset's folder."""

    path: pathlib.Path | None
    text: str | None
    missing: str | None
    """Why there is no text."""


def _readers_copy(loaded: LoadedDataset, source: Source) -> _Copy:
    try:
        path = inside(loaded.folder, source.text)
        if path.exists():
            return _Copy(path, read_text(path, loaded.transcripts[source.id].media_type), None)
    except ReportgenError as error:
        return _Copy(None, None, f"`{source.text}` cannot be read: {error.message}")
    return _Copy(None, None, f"there is no `{source.text}` in the dataset's folder")


def _old_text(loaded: LoadedDataset, source: Source, named: StrPath | None, copy: _Copy) -> str | None:
    """The text that was indexed: the one named, or the reader's copy where it is that text."""
    indexed = loaded.transcripts[source.id]
    if named is None:
        return copy.text if copy.text is not None and _digest(copy.text) == indexed.sha256 else None
    text = read_text(named, indexed.media_type)
    if _digest(text) != indexed.sha256:
        message = f"`{os.fspath(named)}` is not the text that `{source.id}` was indexed from"
        raise UsageError(message, hint="leave out --old where that text is lost: digests are compared then")
    return text


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
