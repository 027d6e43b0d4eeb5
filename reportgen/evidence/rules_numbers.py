"""Numbers in a brief that the claims cited for them do not bear."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

from reportgen.evidence import bearing, numbers, rules_digits, statements
from reportgen.evidence import number_phrases as phrases
from reportgen.evidence.number_types import Number, Sort
from reportgen.evidence.pieces import Piece, pieces
from reportgen.model.dataset import Claim
from reportgen.model.problem import Problem, Severity
from reportgen.model.project import Project

_DATED = (Sort.YEAR, Sort.SPAN, Sort.DAY)
_SMALL = 12
"""Up to here a count may be the author's own."""
_SHOWN = 4
"""Numbers that a hint lists at most."""

_SENTENCE_END = re.compile(r"[.!?][”’\"')]*\s+[^a-z\s]")
_AND = re.compile(r"[,;]\s*(?:and\s|or\s)?|\s(?:and|or)\s")

Claims = Mapping[str, Claim]


def borne(project: Project) -> Iterator[Problem]:
    """E201: a number no cited claim bears. E202: against the claim's hedge. E203: a wrong date. E204: another claim's.

    A piece is left alone while it is not known what it rests on: for R117, R201 and E301 to say. Of other languages
    than English only digits are known: `rules_digits`.
    """
    if not project.language.english:
        yield from rules_digits.borne(project)
        return
    everywhere = Everywhere(project.dataset.value.claims)
    for piece in pieces(project.brief.value):
        yield from of_piece(project, piece, everywhere)


def of_piece(project: Project, piece: Piece, everywhere: Everywhere, counts: Container[int] = ()) -> Iterator[Problem]:
    """The same of one piece, which may also say the `counts` that it stands beside."""
    found = numbers.find(piece.statement.text)
    claims = project.dataset.value.claims_by_id
    known = all(id_ in claims for id_ in piece.cited)
    if found and known and not piece.means_to_cite(claims) and piece.supported:
        said = [number for number in found if not _a_count_of(number, counts)]
        yield from _check(project, piece, said, claims, everywhere)


def _a_count_of(number: Number, counts: Container[int]) -> bool:
    return number.sort is Sort.AMOUNT and not number.unit and number.value in counts


class Everywhere:
    """The numbers of all claims of a dataset: worked out once, and only where one is looked for."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = claims

    @functools.cached_property
    def _borne(self) -> Sequence[tuple[Number, Claim]]:
        return [(number, claim) for claim in self._claims for number in bearing.borne(claim)]

    def bearer(self, number: Number) -> Claim | None:
        """A claim that bears a number; a small count would fit too many."""
        if _a_small_count(number):
            return None
        return next((claim for own, claim in self._borne if bearing.same(number, own)), None)


def _check(
    project: Project, piece: Piece, found: Sequence[Number], claims: Claims, everywhere: Everywhere
) -> Iterator[Problem]:
    cited = [claims[id_] for id_ in piece.cited]
    settled: list[Number] = []  # what repeats one of them needs no citation of its own
    for number in found:
        bearers = [claim for claim in cited if bearing.bears(claim, number)]
        behind = _cited_behind(piece, number)
        near = [claim for claim in bearers if claim.id in behind]
        if not bearers:
            if not _of_the_memo(project, piece, number, cited):
                yield _not_borne(project, piece, number, cited, everywhere.bearer(number))
        elif not near and not any(bearing.same(number, item) for item in settled):
            yield _borne_by_another(project, piece, number, bearers[0], behind)
        else:
            settled.append(number)
            for_it = near or bearers
            if all(bearing.contradicts(number.hedge, bearing.bears(claim, number)) for claim in for_it):
                yield _hedged_otherwise(project, piece, number, for_it[0])


def _cited_behind(piece: Piece, number: Number) -> frozenset[str]:
    """The claims that stand for a number: those of the next citation, or of one before it in the same sentence.

    What introduces its list or heads all of it stands for it too; where no citation follows, every claim does.
    """
    statement = piece.statement
    following = next((group for group in statement.groups if group.start >= number.end), None)
    if following is None:
        return frozenset(piece.cited)
    near = [*following.ids, *statement.shared, *piece.rests_on]
    for group in statement.groups:
        if group.end <= number.start and not _SENTENCE_END.search(statement.text, group.end, number.start + 1):
            near += group.ids
    return frozenset(near)


def _of_the_memo(project: Project, piece: Piece, number: Number, cited: Sequence[Claim]) -> bool:
    """Whether a number is the memo's own: its date, a source's date of issue, what it counts of itself."""
    sources, own = project.dataset.value.sources, project.brief.value.date
    evidence = [{locator.partition("/")[0] for locator in claim.evidence} for claim in cited]
    drawn_on = set().union(*evidence) or {source.id for source in sources}
    if number.sort is Sort.AMOUNT and not number.unit:
        counts = {len(sources), len(drawn_on)} if number.noun in phrases.SPEAKERS else set()
        return number.value in counts | {piece.statement.items, _listed(piece, number)} - {0}
    today = Number(Sort.DAY, number.value, "", date=(own.year, own.month, own.day))
    issued = [date for source in sources if source.id in drawn_on for date in bearing.dates(source.issued)]
    return any(bearing.same(number, date) for date in issued) or (
        number.sort is Sort.DAY and number.date[0] is not None and bearing.same(number, today)
    )


def _listed(piece: Piece, number: Number) -> int:
    """How many things the sentence lists behind a colon that follows the number: `three states: A, B and C`."""
    text = statements.without_citations(piece.statement)
    end = _SENTENCE_END.search(text, number.end)
    _, colon, behind = text[number.end : end.start() if end else len(text)].partition(":")
    return sum(1 for item in _AND.split(behind) if item.strip(" .\n")) if colon else 0


def _not_borne(
    project: Project, piece: Piece, number: Number, cited: Sequence[Claim], elsewhere: Claim | None
) -> Problem:
    """E201, or E203 where the claims cited have other dates."""
    own = [(item, claim) for claim in cited for item in bearing.borne(claim)]
    dated = [(item, claim) for item, claim in own if item.sort in _DATED]
    if number.sort in _DATED and dated:
        what = "year" if number.sort is Sort.YEAR else "date"
        return _problem(
            project, piece, number, "E203", f"`{number.text}` is no {what} of a claim cited {piece.scope}", _list(dated)
        )
    if elsewhere is not None:
        hint = f"claim `{elsewhere.id}` bears it: cite it, or correct the number"
    elif own:
        hint = _list(own)
    else:
        hint = "cite the claim that bears it, or leave the number out"
    message, severity = f"no claim cited {piece.scope} bears `{number.text}`", Severity.ERROR
    in_words = not number.text[0].isdecimal() and number.hedge is None
    if in_words and _a_small_count(number) and not any(_a_small_count(item) for item, _ in own):
        # The author may have counted; against a count of a claim it weighs in full.
        severity, hint = Severity.WARNING, "cite the claim that bears it, or leave the count out"
    return _problem(project, piece, number, "E201", message, hint, severity)


def _a_small_count(number: Number) -> bool:
    return number.sort is Sort.AMOUNT and not number.unit and number.value <= _SMALL


def _list(own: Iterable[tuple[Number, Claim]]) -> str:
    """The numbers of the claims cited, each with its claim."""
    by_claim: dict[str, list[Number]] = {}
    for item, claim in own:
        listed = by_claim.setdefault(claim.id, [])
        if not any(bearing.same(item, other) for other in listed):
            listed.append(item)
    shown = [f"{' and '.join(map(_in_words, items))} (`{id_}`)" for id_, items in by_claim.items()]
    more = f" and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else ""
    return f"the claims cited have {', '.join(shown[:_SHOWN])}{more}"


def _in_words(number: Number) -> str:
    """A number with what it counts, as a claim has it."""
    counted = number.sort in (Sort.AMOUNT, Sort.RANK) and number.noun not in phrases.FUNCTION_WORDS
    text = number.text[0].lower() + number.text[1:] if number.sort is Sort.AMOUNT else number.text
    return f"{text} {number.noun}".strip() if counted and not number.unit else text


def _hedged_otherwise(project: Project, piece: Piece, number: Number, claim: Claim) -> Problem:
    """E202."""
    said = sorted(bearing.hedges(bearing.bears(claim, number)))[0].replace("-", " ")
    hedge = (number.hedge or "").replace("-", " ")
    message = f"`{number.text}` is hedged with `{hedge}`, and claim `{claim.id}` says `{said}`"
    return _problem(project, piece, number, "E202", message, f"write `{said}`, or no hedge")


def _borne_by_another(project: Project, piece: Piece, number: Number, claim: Claim, behind: frozenset[str]) -> Problem:
    """E204."""
    others = " and ".join(f"`{id_}`" for id_ in piece.cited if id_ in behind)
    message = f"`{number.text}` stands before the citation of {others}, and claim `{claim.id}` bears it"
    hint = f"correct the number, or cite `{claim.id}` behind it"
    return _problem(project, piece, number, "E204", message, hint, Severity.WARNING)


def _problem(
    project: Project,
    piece: Piece,
    number: Number,
    code: str,
    message: str,
    hint: str,
    severity: Severity = Severity.ERROR,
) -> Problem:
    needle, occurrence = piece.needle(number.start)
    lines = project.brief.source_map
    return lines.problem(code, message, piece.path, hint=hint, needle=needle, occurrence=occurrence, severity=severity)


RULES: Sequence[Callable[[Project], Iterable[Problem]]] = (borne,)
