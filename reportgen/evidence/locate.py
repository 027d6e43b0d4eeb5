"""Locators to places: in the text, among the sentences, and in words for a reader.

`oshea/q3.p2.s2` is source / exchange . paragraph . sentence; `q3` the whole answer, `q3.q` the question, `front` and
`back` what stands before and after. Positions are code points of the normalised text, from 0, end exclusive.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.errors import ReportgenError
from reportgen.model.project import ENGLISH
from reportgen.model.transcript import Role, Segment, Span, Transcript

_LOCATOR = re.compile(
    r"(?P<source>[a-z0-9]+(?:-[a-z0-9]+)*)/"
    r"(?:q(?P<exchange>[1-9][0-9]*)(?P<question>\.q)?|(?P<region>front|back)(?=\.p))"
    r"(?(question)|(?:\.p(?P<paragraph>[1-9][0-9]*)(?:\.s(?P<first>[1-9][0-9]*)(?:-s(?P<last>[1-9][0-9]*))?)?)?)",
    re.ASCII,
)

Words = gettext.NullTranslations


@dataclass(frozen=True, slots=True)
class Place:
    """A locator taken apart. Numbers count from 1; what the locator leaves out is None."""

    source: str
    region: str
    """`front`, `back`, or the exchange: `q3`."""
    exchange: int | None = None
    paragraph: int | None = None
    first: int | None = None
    last: int | None = None
    """The last sentence; that of a single sentence is the first too."""
    is_question: bool = False

    @property
    def segment(self) -> str | None:
        """The id of the one segment the place is or lies in; None for a whole answer."""
        if self.is_question:
            return f"{self.region}.q"
        return None if self.paragraph is None else f"{self.region}.p{self.paragraph}"


def parse(locator: str) -> Place:
    """A locator taken apart. Raises `ReportgenError` where it is none."""
    found = _LOCATOR.fullmatch(locator)
    if not found:
        raise ReportgenError(f"`{locator}` is not a locator", hint="a locator looks like `oshea/q3.p2.s2`")
    number = {key: int(found[key]) if found[key] else None for key in ("exchange", "paragraph", "first", "last")}
    return Place(
        source=found["source"],
        region=found["region"] or f"q{found['exchange']}",
        exchange=number["exchange"],
        paragraph=number["paragraph"],
        first=number["first"],
        last=number["last"] or number["first"],
        is_question=found["question"] is not None,
    )


def resolve(locator: str, transcript: Transcript) -> tuple[int, int] | None:
    """Start and end of a place in its source's text; None where the source has no such place or a range descends.

    A whole answer runs from its first paragraph to its last, without the question.
    """
    spans = _spans(locator, transcript)
    return (spans[0].start, spans[-1].end) if spans else None


def sentences(locator: str, transcript: Transcript) -> tuple[str, ...]:
    """The ids of the sentences a place covers, such as `q3.p2.s2`; none for a question or for no place."""
    found: list[str] = []
    for span in _spans(locator, transcript):
        found += [sentence.id for sentence in span.sentences] if isinstance(span, Segment) else [span.id]
    return tuple(found)


def _spans(locator: str, transcript: Transcript) -> Sequence[Segment | Span]:
    """The segments, or the sentences of one segment, that a place consists of."""
    sentence = transcript.sentences_by_id.get(locator.partition("/")[2])
    if sentence is not None:
        return [sentence]
    place = parse(locator)
    if place.segment is None:
        return transcript.paragraphs.get(place.region, ())
    segment = transcript.by_id.get(place.segment)
    if segment is None:
        return []
    if place.first is None or place.last is None:
        return [segment]
    is_range = "-" in locator.rpartition("/")[2]
    if place.last > len(segment.sentences) or (is_range and place.last <= place.first):
        return []
    return segment.sentences[place.first - 1 : place.last]


def describe(locator: str, transcript: Transcript | None = None, words: Words = ENGLISH) -> str:
    """A place in words: "answer 3, paragraph 2, sentences 2–4", "question 3".

    With the index at hand, what stands before and after is called what it is, and counted within its kind:
    "introduction, sentence 2", "closing note 1"; without it, "front matter, paragraph 4". `words` are those of another
    language than English.
    """
    place = parse(locator)
    parts = [*_whereabouts(place, transcript, words, words.gettext("paragraph %(n)s")), *_sentence_words(place, words)]
    return words.pgettext("between the parts of a place", ", ").join(parts)


def short(locator: str, transcript: Transcript | None = None, words: Words = ENGLISH) -> str:
    """A place down to its paragraph, for a margin note: "answer 3, ¶2", "question 3", "introduction"."""
    parts = _whereabouts(parse(locator), transcript, words, words.gettext("¶%(n)s"))
    return words.pgettext("between the parts of a place", ", ").join(parts)


def _whereabouts(place: Place, transcript: Transcript | None, words: Words, paragraph: str) -> Iterator[str]:
    """The answer, question or other part, and the paragraph where that needs saying."""
    if place.exchange is not None:
        form = words.gettext("question %(n)s") if place.is_question else words.gettext("answer %(n)s")
        yield form % {"n": place.exchange}
        if place.paragraph is not None:
            yield paragraph % {"n": place.paragraph}
        return
    segment = transcript.by_id.get(place.segment or "") if transcript else None
    if transcript is None or segment is None or segment.role not in (Role.TITLE, Role.INTRO, Role.BIO):
        yield words.gettext("front matter") if place.region == "front" else words.gettext("closing notes")
        yield paragraph % {"n": place.paragraph}
        return
    alike = [other.id for other in transcript.segments if other.role is segment.role]
    number = alike.index(segment.id) + 1
    if segment.role is Role.INTRO:
        yield words.gettext("introduction")
        if len(alike) > 1:
            yield paragraph % {"n": number}
    elif len(alike) == 1:
        yield words.gettext("title line") if segment.role is Role.TITLE else words.gettext("closing note")
    else:
        form = words.gettext("title line %(n)s") if segment.role is Role.TITLE else words.gettext("closing note %(n)s")
        yield form % {"n": number}


def _sentence_words(place: Place, words: Words) -> Iterator[str]:
    if place.first == place.last:
        if place.first is not None:
            yield words.gettext("sentence %(n)s") % {"n": place.first}
    else:
        yield words.gettext("sentences %(first)s–%(last)s") % {"first": place.first, "last": place.last}
