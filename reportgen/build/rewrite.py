"""New locators into a dataset's files, in place: comments, order and layout stay as they were written.

Only the locators' own characters are replaced. The result is read again, and taken only where it is the dataset that
was meant: nothing but its locators may have changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from reportgen.errors import ProblemsError, ReportgenError
from reportgen.model.dataset import Claim, Dataset
from reportgen.model.problem import Path, SourceMap
from reportgen.model.project import Loaded
from reportgen.read.claims import SplitMap
from reportgen.read.dataset import is_json
from reportgen.read.decode import decode
from reportgen.read.jsontext import parse_json, parse_json_lines
from reportgen.read.yaml import parse_yaml

Places = Mapping[str, tuple[str, ...]]
"""By old locator: the one that takes its place, or several."""

_ITEM = re.compile(r"( *)-( +)")


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


def rewrite(dataset: Loaded[Dataset], places: Places) -> tuple[str, str | None]:
    """The text of the dataset's file with new locators, and that of its file of claims, where it has one.

    A locator that becomes several is several items of `evidence`, and several entries of `set_aside`. Raises
    `ReportgenError` where that cannot be written without changing more, such as a locator with escapes.
    """
    lines = dataset.source_map
    listed = lines.claims if isinstance(lines, SplitMap) else lines
    evidence, aside = list(_evidence(dataset.value, places, lines)), list(_set_aside(dataset.value, places, lines))
    text = _edited(lines, aside if listed is not lines else [*evidence, *aside])
    claims = _edited(listed, evidence) if listed is not lines else None
    try:
        raw, source_map = (parse_json if is_json(dataset.path) else parse_yaml)(text, lines.file)
        if claims is not None and isinstance(raw, dict):
            raw = {**raw, "claims": parse_json_lines(claims, listed.file)[0]}
        result = decode(raw, Dataset, source_map)
    except ProblemsError as error:
        raise _refused(lines, (), "the file would not be read any more") from error
    if result != _expected(dataset.value, places):
        raise _refused(lines, (), "more than locators would change")
    return text, claims


def _edited(lines: SourceMap, edits: Iterable[_Edit]) -> str:
    parts, done = [], 0
    for edit in sorted(set(edits)):  # an alias is where its anchor stands
        parts += [lines.text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*parts, lines.text[done:]])


def _expected(dataset: Dataset, places: Places) -> Dataset:
    """The dataset as it is meant to be read afterwards."""

    def new(locator: str) -> tuple[str, ...]:
        return places.get(locator, (locator,))

    claims: list[Claim] = []
    for claim in dataset.claims:
        evidence = tuple(place for locator in claim.evidence for place in new(locator))
        claims.append(msgspec.structs.replace(claim, evidence=evidence))
    aside = [msgspec.structs.replace(passage, at=place) for passage in dataset.set_aside for place in new(passage.at)]
    return msgspec.structs.replace(dataset, claims=tuple(claims), set_aside=tuple(aside))


def _evidence(dataset: Dataset, places: Places, lines: SourceMap) -> Iterator[_Edit]:
    for index, claim in enumerate(dataset.claims):
        for number, locator in enumerate(claim.evidence):
            if locator in places:
                own, path = lines.part(("claims", index, "evidence", number))
                yield _item(path, locator, places[locator], own)


def _set_aside(dataset: Dataset, places: Places, lines: SourceMap) -> Iterator[_Edit]:
    for index, passage in enumerate(dataset.set_aside):
        if passage.at in places:
            yield from _entry(("set_aside", index), passage.at, places[passage.at], lines)


def _item(path: Path, locator: str, new: Sequence[str], lines: SourceMap) -> _Edit:
    """A locator in a list, by one or more items written as it is: bare or in quotes, on one line or on lines."""
    at = _offset(path, locator, lines)
    quote = lines.text[at - 1] if lines.text[at - 1] in "'\"" else ""
    between = f"{quote}{_separator(lines.values[path][0], lines)}{quote}"
    return _Edit(at, at + len(locator), between.join(new))


def _entry(path: Path, locator: str, new: Sequence[str], lines: SourceMap) -> Iterator[_Edit]:
    """A locator of an entry; where it becomes several, by entries of the same reason before it."""
    at = _offset((*path, "at"), locator, lines)
    yield _Edit(at, at + len(locator), new[-1])
    if len(new) > 1:
        start, end = lines.values[path]
        if lines.text[start] != "{":  # what ends by its indentation: without the comments below
            end = max(lines.values[(*path, key)][1] for key in ("at", "reason"))
        head, tail = lines.text[start:at], lines.text[at + len(locator) : end].rstrip()
        separator = _separator(start, lines)
        yield _Edit(start, start, "".join(f"{head}{place}{tail}{separator}" for place in new[:-1]))


def _offset(path: Path, locator: str, lines: SourceMap) -> int:
    """Where the locator's characters stand: last in its value, after an anchor or the head of a block."""
    start, end = lines.values[path]
    at = lines.text.rfind(locator, start, end)
    if at < 0:
        raise _refused(lines, path, f"`{locator}` is not written out there")
    return at


def _separator(start: int, lines: SourceMap) -> str:
    """What to put between an item of a list and the next: a dash on a new line, or a comma."""
    line = lines.text.rfind("\n", 0, start) + 1
    item = _ITEM.fullmatch(lines.text[line:start])
    if item is None:
        return ", "
    return ("\r\n" if "\r\n" in lines.text else "\n") + item[0]


def _refused(lines: SourceMap, path: Path, why: str) -> ReportgenError:
    problem = lines.problem("", "", path)
    hint = "write its locators plainly, as `maran/q3.p2.s2`, without anchors, and try again"
    return ReportgenError(f"the locators cannot be replaced: {why}", location=problem.location, hint=hint)
