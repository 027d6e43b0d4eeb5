"""The apparatus of a memo: the claims it cites with their places, and the sources they come from."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.compose import cite
from reportgen.compose.numbering import Numbering
from reportgen.compose.select import theme_names
from reportgen.evidence import locate
from reportgen.evidence.coverage import coverage
from reportgen.model.brief import Output
from reportgen.model.dataset import Person
from reportgen.model.memo import CitedClaim, CitedSource, Evidence, PersonRecord
from reportgen.model.project import LoadedDataset


def cited_claims(loaded: LoadedDataset, numbering: Numbering) -> tuple[CitedClaim, ...]:
    """The claims numbered so far, by number, with everything a template prints of them."""
    dataset = loaded.value
    claims = {claim.id: claim for claim in dataset.claims}
    people = {person.id: person for person in dataset.people}
    themes = theme_names(dataset)
    result = []
    for claim_id, number, anchors in numbering.numbered():
        claim = claims[claim_id]
        speaker = people[claim.speaker]
        result.append(
            CitedClaim(
                number=number,
                id=claim.id,
                text=claim.text,
                kind=claim.kind,
                speaker=speaker.name.full,
                speaker_short=speaker.name.short,
                attributed_to=people[claim.attributed_to].name.full if claim.attributed_to else None,
                source=claim.evidence[0].partition("/")[0],
                evidence=tuple(_evidence(loaded, locator) for locator in claim.evidence),
                themes=tuple(themes[path] for path in claim.themes),
                anchors=anchors,
                quantity=claim.quantity,
                when=claim.when,
            )
        )
    return tuple(result)


def cited_sources(loaded: LoadedDataset, claims: Sequence[CitedClaim], output: Output) -> tuple[CitedSource, ...]:
    """The sources the claims rest on, in the dataset's order."""
    dataset = loaded.value
    people = {person.id: person for person in dataset.people}
    answers = coverage(dataset, loaded.transcripts).exchanges
    drawn_on = {item.locator.partition("/")[0] for claim in claims for item in claim.evidence}
    result = []
    for source in dataset.sources:
        if source.id not in drawn_on:
            continue
        interviewee = people[source.interviewee]
        interviewer = people[source.interviewer] if source.interviewer else None
        publisher = people[source.publisher] if source.publisher else None
        own = [answer for answer in answers if answer.exchange.startswith(f"{source.id}/")]
        result.append(
            CitedSource(
                id=source.id,
                title=source.full_title,
                interviewee=_record(interviewee),
                interviewer=_record(interviewer) if interviewer else None,
                publisher=publisher.name.full if publisher else None,
                issued=source.issued,
                dated=cite.dated(source, output.language),
                reference=cite.reference(source, interviewee, interviewer, publisher, output.citation, output.language),
                note=cite.first_note(source, interviewee, interviewer, publisher, output.language),
                text_sha256=loaded.transcripts[source.id].sha256,
                sentences=sum(answer.total for answer in own),
                coded=sum(answer.evidenced for answer in own),
                set_aside=sum(answer.set_aside for answer in own),
            )
        )
    return tuple(result)


def _evidence(loaded: LoadedDataset, locator: str) -> Evidence:
    transcript = loaded.transcripts[locator.partition("/")[0]]
    return Evidence(
        locator=locator, place=locate.describe(locator, transcript), short=locate.short(locator, transcript)
    )


def _record(person: Person) -> PersonRecord:
    return PersonRecord(
        name=person.name.full,
        family=person.name.family,
        given=person.name.given,
        role=person.role,
        affiliation=person.affiliation,
    )
