"""Matrices of a codebook: codes by exchange, by interview, by each other. All count sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from gettext import NullTranslations

from reportgen.compose.coding import BACK, FRONT, Coding, region, regions
from reportgen.evidence import locate
from reportgen.model.codebook import Code, Participant
from reportgen.model.dataset import within
from reportgen.model.matrix import COLUMNS, Column, Matrix, Row
from reportgen.model.transcript import Transcript


def by_exchange(
    codes: Sequence[Code],
    coding: Coding,
    participants: Sequence[Participant],
    transcripts: Mapping[str, Transcript],
    words: NullTranslations,
) -> tuple[Matrix, ...]:
    """A matrix for each interview: its exchanges, and what stands before and after them where that is coded."""
    totals = Counter(map(region, coding.whole.sentences))
    found = {code.path: Counter(map(region, coding.of(code.path).sentences)) for code in codes}
    matrices = []
    for participant in participants:
        transcript = transcripts[participant.source]
        places = regions(participant.source, transcript, coding.whole)
        matrices.append(
            Matrix(
                columns=tuple(
                    Column(label=place.partition("/")[2], name=_named(place, words), total=totals[place])
                    for place in places
                ),
                rows=tuple(_row(code, [found[code.path][place] for place in places]) for code in codes),
                source=participant.source,
                name=participant.name,
            )
        )
    return tuple(matrices)


def by_interview(codes: Sequence[Code], coding: Coding, participants: Sequence[Participant]) -> Matrix:
    """Codes by who is interviewed."""
    totals = Counter(map(_source, coding.whole.sentences))
    rows = []
    for code in codes:
        found = Counter(map(_source, coding.of(code.path).sentences))
        rows.append(_row(code, [found[participant.source] for participant in participants]))
    columns = (Column(label=str(item.number), name=item.name, total=totals[item.source]) for item in participants)
    return Matrix(columns=tuple(columns), rows=tuple(rows))


def together(codes: Sequence[Code], coding: Coding) -> Matrix | None:
    """Sentences that bear two codes: of all codes, or of those at the top where all would be too many.

    None where there are no two codes to compare. A code says nothing beside one that it is part of.
    """
    top = [code for code in codes if not any(within(code.path, other.path) for other in codes if other is not code)]
    compared = codes if len(codes) <= COLUMNS + 1 else top
    sentences = {code.path: coding.of(code.path).sentences for code in compared}
    rows = []
    for place, code in enumerate(compared):
        cells = [
            None
            if column >= place or within(code.path, other.path)
            else len(sentences[code.path] & sentences[other.path])
            for column, other in enumerate(compared[:-1])
        ]
        rows.append(Row(number=code.number, name=code.name, level=code.level, cells=tuple(cells), total=code.sentences))
    if len(rows) < 2:
        return None
    columns = (Column(label=code.number, name=code.name, total=code.sentences) for code in compared[:-1])
    return Matrix(columns=tuple(columns), rows=tuple(rows[1:]))


def _row(code: Code, cells: Sequence[int]) -> Row:
    return Row(number=code.number, name=code.name, level=code.level, cells=tuple(cells), total=sum(cells))


def _named(place: str, words: NullTranslations) -> str:
    _ = words.gettext
    around = {FRONT: _("before the first question"), BACK: _("after the last answer")}
    return around.get(place.partition("/")[2]) or locate.describe(place, words=words)


def _source(locator: str) -> str:
    return locator.partition("/")[0]
