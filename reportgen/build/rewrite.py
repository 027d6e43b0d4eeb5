"""New locators into a dataset's YAML, in place: comments, order and layout stay as they were written.

Only the locators' own characters are replaced. The result is read again, and taken only where it is the dataset that
was meant: nothing but its locators may have changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from reportgen.errors import ProblemsError, ReportgenError
from reportgen.model.dataset import Claim, Dataset
from reportgen.model.problem import Path, SourceMap
from reportgen.model.project import Loaded
from reportgen.read.decode import decode
from reportgen.read.yaml import parse_yaml

Places = Mapping[str, tuple[str, ...]]
"""By old locator: the one that takes its place, or several."""

_ITEM = re.compile(r"( *)-( +)")


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


def rewrite(dataset: Loaded[Dataset], places: Places) -> str:
    """The file's text with new locators.

    A locator that becomes several is several items of `evidence`, and several entries of `set_aside`. Raises
    `ReportgenError` where that cannot be written without changing more, such as a locator with escapes.
    """
    lines = dataset.source_map
    parts, done = [], 0
    for edit in sorted(set(_edits(dataset.value, places, lines))):  # an alias is where its anchor stands
        parts += [lines.text[done : edit.start], edit.text]
        done = edit.end
    text = "".join([*parts, lines.text[done:]])
    try:
        raw, source_map = parse_yaml(text, lines.file)
        result = decode(raw, Dataset, source_map)
    except ProblemsError as error:
        raise _refused(lines, (), "the file would not be read any more") from error
    if result != _expected(dataset.value, places):
        raise _refused(lines, (), "more than locators would change")
    return text


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


def _edits(dataset: Dataset, places: Places, lines: SourceMap) -> Iterator[_Edit]:
    for index, claim in enumerate(dataset.claims):
        for number, locator in enumerate(claim.evidence):
            if locator in places:
                yield _evidence(("claims", index, "evidence", number), locator, places[locator], lines)
    for index, passage in enumerate(dataset.set_aside):
        if passage.at in places:
            yield from _set_aside(("set_aside", index), passage.at, places[passage.at], lines)


def _evidence(path: Path, locator: str, new: Sequence[str], lines: SourceMap) -> _Edit:
    """A locator in a list, by one or more items written as it is: bare or in quotes, on one line or on lines."""
    at = _offset(path, locator, lines)
    quote = lines.text[at - 1] if lines.text[at - 1] in "'\"" else ""
    between = f"{quote}{_separator(lines.values[path][0], lines)}{quote}"
    return _Edit(at, at + len(locator), between.join(new))


def _set_aside(path: Path, locator: str, new: Sequence[str], lines: SourceMap) -> Iterator[_Edit]:
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
