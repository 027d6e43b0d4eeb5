"""The apparatus of a memo: the claims it cites with their places, and the sources they come from."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.compose import cite
from reportgen.compose.numbering import Numbering
from reportgen.compose.select import theme_names
from reportgen.compose.terms import Callings, kind_names
from reportgen.evidence import locate
from reportgen.evidence.coverage import ExchangeCoverage, coverage
from reportgen.model.cited import CitedClaim, CitedSource, Evidence, PersonRecord, Quotation
from reportgen.model.dataset import Person, Source, Terms
from reportgen.model.memo import Setting
from reportgen.model.page import Language
from reportgen.model.project import LoadedDataset

CONTEXT = 32
"""Code points kept before and after a passage, to find it again by."""
_NAME = 64
"""Code points by which more is looked at for a protected name: half a name would be kept otherwise."""


def cited_claims(
    loaded: LoadedDataset, numbering: Numbering, callings: Callings, language: Language = Language.EN_GB
) -> tuple[CitedClaim, ...]:
    """The claims numbered so far, by number, with everything a template prints of them."""
    dataset = loaded.value
    themes, kinds = theme_names(dataset), kind_names(callings.words)
    result = []
    for claim_id, number, anchors in numbering.numbered():
        claim = dataset.claims_by_id[claim_id]
        source = claim.evidence[0].partition("/")[0]
        speaker = callings.shown(claim.speaker, source)
        result.append(
            CitedClaim(
                number=number,
                id=claim.id,
                text=claim.text,
                kind=claim.kind,
                speaker=speaker.full,
                speaker_short=speaker.short,
                attributed_to=callings.shown(claim.attributed_to, source).within if claim.attributed_to else None,
                source=source,
                evidence=tuple(_evidence(loaded, locator, callings) for locator in claim.evidence),
                themes=tuple(themes[path] for path in claim.themes),
                anchors=anchors,
                quantity=claim.quantity,
                when=claim.when,
                kind_called=None if kinds[claim.kind] == claim.kind else kinds[claim.kind],
                joint=language.signs.semicolon,
            )
        )
    return tuple(result)


def cited_sources(
    loaded: LoadedDataset,
    claims: Sequence[CitedClaim],
    quotations: Sequence[Quotation],
    output: Setting,
    callings: Callings,
) -> tuple[CitedSource, ...]:
    """The sources the claims rest on and the quotations come from, in the dataset's order."""
    dataset = loaded.value
    drawn_on = {item.locator.partition("/")[0] for claim in claims for item in claim.evidence}
    drawn_on |= {quotation.source for quotation in quotations}
    answers: dict[str, list[ExchangeCoverage]] = {}
    for answer in coverage(dataset, {id_: loaded.transcripts[id_] for id_ in drawn_on}).exchanges:
        answers.setdefault(answer.exchange.partition("/")[0], []).append(answer)
    result = []
    for source in (callings.source(source) for source in dataset.sources if source.id in drawn_on):
        interviewee = callings.person(source.interviewee, source.id)
        interviewer = callings.person(source.interviewer, source.id) if source.interviewer else None
        publisher = callings.person(source.publisher, source.id) if source.publisher else None
        own = answers.get(source.id, [])
        result.append(
            CitedSource(
                id=source.id,
                title=source.full_title,
                interviewee=_record(interviewee),
                interviewer=_record(interviewer) if interviewer else None,
                publisher=publisher.name.full if publisher else None,
                issued=source.issued,
                dated=cite.dated(source, output.language, callings.words),
                reference=cite.reference(
                    source, interviewee, interviewer, publisher, output.citation, output.language, callings.words
                ),
                note=cite.first_note(source, interviewee, interviewer, publisher, output.language, callings.words),
                terms=source.terms,
                text_at_hand=source.id in loaded.texts,
                text_sha256=loaded.transcripts[source.id].sha256,
                text_length=loaded.transcripts[source.id].length,
                media_type=loaded.transcripts[source.id].media_type,
                sentences=sum(answer.total for answer in own),
                coded=sum(answer.evidenced for answer in own),
                set_aside=sum(answer.set_aside for answer in own),
            )
        )
    return tuple(result)


def _evidence(loaded: LoadedDataset, locator: str, callings: Callings) -> Evidence:
    source_id = locator.partition("/")[0]
    transcript = loaded.transcripts[source_id]
    span = locate.resolve(locator, transcript)
    assert span is not None, f"{locator} was checked"
    start, end = span
    carries = may_carry_passages(loaded.value.sources_by_id[source_id])
    text = loaded.texts.get(source_id) if carries else None
    passage = carried(text, start, end, callings)
    return Evidence(
        locator=locator,
        place=locate.describe(locator, transcript, callings.words),
        short=locate.short(locator, transcript, callings.words),
        start=start,
        end=end,
        passage=passage,
        prefix=None if passage is None else carried(text, max(0, start - CONTEXT), start, callings),
        suffix=None if passage is None else carried(text, end, end + CONTEXT, callings),
    )


def carried(text: str | None, start: int, end: int, callings: Callings) -> str | None:
    """Words of a text; none where a protected name stands among them, whole or cut in two."""
    if text is None:
        return None
    first = max(0, start - _NAME)
    around = text[first : end + _NAME]
    for person in callings.watch.may(around):
        if any(first + left < end and start < first + right for left, right in person.find(around)):
            return None
    return text[start:end]


def may_carry_passages(source: Source) -> bool:
    """Whether comments and attachments may carry a source's words beside the quotations that are printed.

    Not on background, and not where the source counts the words a memo may quote. What gives a protected name is
    not carried either.
    """
    return source.terms is not Terms.BACKGROUND and source.quotation_words is None


def _record(person: Person) -> PersonRecord:
    return PersonRecord(
        name=person.name.full,
        family=person.name.family,
        given=person.name.given,
        role=person.role,
        affiliation=person.affiliation,
    )
