"""Numbers in digits that the claims cited for them do not bear, in a brief of another language than English.

What is said in words is not read, and neither are hedges (E202) and which of several claims stands behind a number
(E204). A number is borne by a claim that has it, whatever it counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from reportgen.evidence import bearing, digits
from reportgen.evidence.digits import Digits
from reportgen.evidence.number_types import Number, Sort
from reportgen.evidence.pieces import Piece, pieces
from reportgen.model.dataset import Claim
from reportgen.model.page import Language
from reportgen.model.problem import Problem
from reportgen.model.project import Project

_SHOWN = 4


def borne(project: Project) -> Iterator[Problem]:
    """E201: a number in digits that no cited claim bears. E203: a year that the cited claims do not have."""
    claims = {claim.id: claim for claim in project.dataset.value.claims}
    language, own = project.language, _of_the_memo(project)
    for piece in pieces(project.brief.value):
        if not all(id_ in claims for id_ in piece.cited) or piece.means_to_cite(claims) or not piece.supported:
            continue  # for R117, R201 and E301 to say
        cited = [claims[id_] for id_ in piece.cited]
        values = own | {value for claim in cited for value in _values(claim, language)}
        for number in digits.find(piece.statement.text, language):
            if number.value not in values:
                yield _problem(project, piece, number, cited)


def _values(claim: Claim, language: Language) -> Iterator[Fraction]:
    """Every value by which a claim's numbers may be written: of a unit or of its parts, of a date each part."""
    for number in bearing.borne(claim):
        yield from _written(number)
    for found in digits.find(claim.text, language):
        yield found.value


def _written(number: Number) -> Iterator[Fraction]:
    yield from (number.value, number.value / number.each, number.value / number.scale, number.last)
    yield from (Fraction(part) for part in number.date if part is not None)
    if number.sort is Sort.CLOCK:
        yield from (Fraction(part) for part in divmod(number.value, 60))


def _of_the_memo(project: Project) -> frozenset[Fraction]:
    """The parts of the memo's own date and of those of its sources."""
    own = project.brief.value.date
    issued = (date for source in project.dataset.value.sources for date in bearing.dates(source.issued))
    parts = [value for date in issued for value in _written(date)]
    return frozenset((*map(Fraction, (own.year, own.month, own.day)), *parts))


def _problem(project: Project, piece: Piece, number: Digits, cited: Sequence[Claim]) -> Problem:
    dated = any(item.sort in (Sort.YEAR, Sort.DAY, Sort.SPAN) for claim in cited for item in bearing.borne(claim))
    if number.is_year and dated:
        code, message = "E203", f"`{number.text}` is no year of a claim cited {piece.scope}"
    else:
        code, message = "E201", f"no claim cited {piece.scope} bears `{number.text}`"
    needle, occurrence = piece.needle(number.start)
    return project.brief.source_map.problem(
        code, message, piece.path, hint=_hint(project, number, cited), needle=needle, occurrence=occurrence
    )


def _hint(project: Project, number: Digits, cited: Iterable[Claim]) -> str:
    language = project.language
    for claim in project.dataset.value.claims:
        if number.value in set(_values(claim, language)):
            return f"claim `{claim.id}` bears it: cite it, or correct the number"
    own = [f"{item.text} (`{claim.id}`)" for claim in cited for item in bearing.borne(claim)]
    if own:
        return f"the claims cited have {', '.join(own[:_SHOWN])}"
    return "cite the claim that bears it, or leave the number out"
