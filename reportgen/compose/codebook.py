"""The codebook of a project: its codes with what is coded to them, where, and what is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from reportgen.compose import coreq, matrices, reach
from reportgen.compose.coding import Coding, coding, is_answer, shown
from reportgen.compose.examples import Examples
from reportgen.compose.numbering import Numbering
from reportgen.compose.select import select
from reportgen.compose.terms import Callings
from reportgen.evidence.coverage import coverage
from reportgen.model.cited import CitedClaim, Quotation
from reportgen.model.codebook import Code, Codebook, Listing
from reportgen.model.project import Project
from reportgen.model.template import Scalar

WORDS = 60
"""Words of the longest passage that is an example, where the template has no option for it."""


class Composed(NamedTuple):
    """A codebook with its quotations."""

    codebook: Codebook
    quotations: tuple[Quotation, ...]
    """The passages of its examples, in reading order."""
    left_out: int
    """Passages that are not printed because the text is not at hand."""


class Outline(NamedTuple):
    """The codes with the marks of their claims: all that has to be known before claims are described."""

    codes: tuple[Code, ...]
    coding: Coding


def outline(project: Project, numbering: Numbering) -> Outline:
    """Numbers the claims of the selection in the dataset's order, and gives each a mark wherever it is named.

    A claim is printed below the first of its themes that is shown, and named below the others.
    """
    dataset, brief = project.dataset.value, project.brief.value
    claims = select(dataset, brief)
    numbering.number(claim.id for claim in claims)
    found = coding(claims, project.dataset)
    themes = shown(dataset, brief.select.themes)
    paths = {path for _, path, _ in themes}
    home = {claim.id: next(path for path in claim.themes if path in paths) for claim in claims}
    codes = []
    for number, path, theme in themes:
        own = [claim.id for claim in claims if path in claim.themes]
        coded = found.of(path)
        codes.append(
            Code(
                path=path,
                number=number,
                level=number.count(".") + 1,
                name=theme.name,
                definition=theme.definition,
                include=theme.include,
                exclude=theme.exclude,
                own=len(own),
                claims=len(coded.claims),
                sentences=len(coded.sentences),
                passages=len(coded.passages),
                sources=len(coded.sources),
                listed=numbering.cite([id_ for id_ in own if home[id_] == path], noted=False).marks,
                also=numbering.cite([id_ for id_ in own if home[id_] != path], noted=False).marks,
            )
        )
    return Outline(tuple(codes), found)


def compose(
    project: Project,
    outlined: Outline,
    claims: Sequence[CitedClaim],
    callings: Callings,
    options: dict[str, Scalar],
    generator: str,
) -> Composed:
    """The codebook whose outline was made, its claims described by now."""
    loaded = project.dataset
    exampled = _Exampled(outlined.codes)
    if options.get("examples", True):
        words = int(options.get("example_words", WORDS))
        cited = {claim.id: claim for claim in claims}
        exampled = _with_examples(outlined.codes, Examples(project.dataset, cited, callings, words))
    codes = exampled.codes
    covered = coverage(loaded.value, loaded.transcripts)
    participants = tuple(reach.participants(loaded, covered, callings))
    is_shown = bool(options.get("matrices", True))
    sentences = outlined.coding.whole.sentences
    coded = sum(map(is_answer, sentences))
    items = coreq.items(
        loaded, codes, callings, project.words, generator=generator, quotations=len(exampled.quotations)
    )
    codebook = Codebook(
        codes=codes,
        sentences=covered.total,
        coded=coded,
        outside=len(sentences) - coded,
        participants=participants,
        listings=_listings(codes, len(claims)),
        exchanges=matrices.by_exchange(codes, outlined.coding, participants, loaded.transcripts, project.words)
        if is_shown
        else (),
        interviews=matrices.by_interview(codes, outlined.coding, participants)
        if is_shown and len(participants) > 1
        else None,
        together=matrices.together(codes, outlined.coding) if is_shown else None,
        aside=tuple(reach.aside(loaded, covered, callings.words)),
        coreq=tuple(items) if options.get("coreq", True) else (),
    )
    return Composed(codebook, exampled.quotations, exampled.left_out)


class _Exampled(NamedTuple):
    """The codes, each with an example where they have a claim of their own; the passages printed, those left out."""

    codes: tuple[Code, ...]
    quotations: tuple[Quotation, ...] = ()
    left_out: int = 0


def _with_examples(codes: Sequence[Code], examples: Examples) -> _Exampled:
    """An example is taken out of the claims it stands among."""
    done: list[Code] = []
    quotations: list[Quotation] = []
    left_out = 0
    for code in codes:
        found = examples.of(code)
        if found is None:
            done.append(code)
            continue
        example = found.example
        listed, also = (tuple(mark for mark in marks if mark != example.mark) for marks in (code.listed, code.also))
        done.append(msgspec.structs.replace(code, example=example, listed=listed, also=also))
        left_out += found.left_out
        if example.quotation:
            quotations.append(example.quotation)
    return _Exampled(tuple(done), tuple(quotations), left_out)


def _listings(codes: Sequence[Code], claims: int) -> tuple[tuple[Listing, ...], ...]:
    found: list[list[Listing]] = [[] for _ in range(claims)]
    for code in codes:
        example = (code.example.mark,) if code.example else ()
        for marks, whole in (((*example, *code.listed), True), (code.also, False)):
            for mark in marks:
                listing = Listing(number=code.number, name=code.name, anchor=mark.anchor, whole=whole)
                found[mark.number - 1].append(listing)
    return tuple(map(tuple, found))
