"""The quotations a memo prints, each with its speaker and place, and those it had to do without."""

from __future__ import annotations

from typing import NamedTuple

from reportgen.compose.terms import Callings
from reportgen.evidence import locate
from reportgen.evidence.proof import Place
from reportgen.evidence.quotations import Apart, quotations
from reportgen.evidence.regions import locator_of
from reportgen.model.cited import Quotation
from reportgen.model.dataset import Source
from reportgen.model.project import LoadedDataset, Project
from reportgen.model.transcript import Role


class Quotations(NamedTuple):
    """All quotations of a memo."""

    every: tuple[Quotation, ...]
    """Printed and proved, in reading order."""
    apart: dict[int, Quotation]
    """Those set apart, by the section's index."""
    left_out: int
    unproved: int


def quoted(project: Project, callings: Callings) -> Quotations:
    """The quotations of a checked project."""
    every: list[Quotation] = []
    apart: dict[int, Quotation] = {}
    left_out = unproved = 0
    for item in quotations(project):
        if isinstance(item, Apart):
            if item.excerpt is None:
                left_out += 1
                continue
            apart[item.section] = _quotation(item.excerpt.place, item.excerpt.text, project.dataset, callings)
            every.append(apart[item.section])
        elif item.place is None:
            unproved += 1
        else:
            every.append(_quotation(item.place, item.text, project.dataset, callings))
    return Quotations(tuple(every), apart, left_out, unproved)


def _quotation(place: Place, text: str, loaded: LoadedDataset, callings: Callings) -> Quotation:
    transcript = loaded.transcripts[place.source]
    locator = locator_of(place.source, transcript, place.start, place.end)
    return Quotation(
        text=text,
        source=place.source,
        locator=locator,
        place=locate.describe(locator, transcript, callings.words),
        speaker=_speaker(place, loaded, callings),
        start=place.start,
        end=place.end,
    )


def _speaker(place: Place, loaded: LoadedDataset, callings: Callings) -> str:
    """Who says the words: the speaker of the claims that rest there, else whoever holds that part of an interview."""
    dataset, transcript = loaded.value, loaded.transcripts[place.source]
    for claim in dataset.claims_by_source.get(place.source, ()):
        for locator in claim.evidence:
            span = locate.resolve(locator, transcript) if locator.startswith(f"{place.source}/") else None
            if span is not None and span[0] < place.end and place.start < span[1]:
                return callings.shown(claim.speaker, place.source).full
    source = dataset.sources_by_id[place.source]
    role = next(part.role for part in transcript.segments if part.start < place.end and place.start < part.end)
    person = _holder(role, source)
    return callings.shown(person, source.id).full if person else callings.source(source).full_title


def _holder(role: Role, source: Source) -> str | None:
    """The person who answers, asks, or publishes what stands around the interview."""
    if role is Role.ANSWER:
        return source.interviewee
    return source.interviewer if role is Role.QUESTION else source.publisher
