"""How an interview is cited: Chicago (17th edition, notes and bibliography, 14.211) and APA (7th edition)."""

from __future__ import annotations

from reportgen.compose.dates import in_words
from reportgen.model.brief import Citation, Language
from reportgen.model.dataset import Person, Source
from reportgen.model.prose import Emphasis, Inline, TextRun

NO_DATE = "n.d."


def reference(
    source: Source,
    interviewee: Person,
    interviewer: Person | None,
    publisher: Person | None,
    form: Citation,
    language: Language,
) -> tuple[Inline, ...]:
    """The entry for a list of sources. What the source does not say is left out; a missing date is "n.d."."""
    if form is Citation.APA:
        return _apa(source, interviewee, interviewer, publisher, language)
    return _chicago(source, interviewee, interviewer, publisher, language)


def first_note(
    source: Source, interviewee: Person, interviewer: Person | None, publisher: Person | None, language: Language
) -> str:
    """The full form a first note takes, without the place: names, title left to the list of sources."""
    by = f"interview by {interviewer.name.full}" if interviewer else "interview"
    parts = [interviewee.name.full, by]
    if publisher:
        parts.append(publisher.name.full)
    return ", ".join([*parts, dated(source, language) or NO_DATE])


def dated(source: Source, language: Language) -> str | None:
    """The source's date in words, or None where it says none."""
    return in_words(source.issued, language) if source.issued else None


def _chicago(
    source: Source, interviewee: Person, interviewer: Person | None, publisher: Person | None, language: Language
) -> tuple[Inline, ...]:
    by = f"Interview by {interviewer.name.full}. " if interviewer else "Interview. "
    date = dated(source, language) or NO_DATE
    imprint = f"{publisher.name.full}, {date}" if publisher else date
    text = f"{_stop(_inverted(interviewee))} “{_stop(source.full_title)}” {by}{_stop(imprint)}"
    return (TextRun(text=text + _url(source)),)


def _apa(
    source: Source, interviewee: Person, interviewer: Person | None, publisher: Person | None, language: Language
) -> tuple[Inline, ...]:
    date = in_words(source.issued, language, year_first=True) if source.issued else NO_DATE
    role = f" ({_initials_first(interviewer)}, Interviewer)" if interviewer else ""
    house = f" {_stop(publisher.name.full)}" if publisher else ""
    return (
        TextRun(text=f"{_stop(_family_initials(interviewee))} ({date}). "),
        Emphasis(content=(TextRun(text=source.full_title),)),
        TextRun(text=f"{role} [Interview].{house}{_url(source)}"),
    )


def _url(source: Source) -> str:
    return f" {source.url}" if source.url else ""


def _stop(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else text + "."


def _inverted(person: Person) -> str:
    name = person.name
    if name.literal or not (name.family and name.given):
        return name.full
    return f"{name.family} {name.given}" if name.family_first else f"{name.family}, {name.given}"


def _initials(given: str) -> str:
    return " ".join("-".join(f"{part[0]}." for part in word.split("-") if part) for word in given.split())


def _family_initials(person: Person) -> str:
    name = person.name
    if name.literal or not (name.family and name.given):
        return name.full
    return f"{name.family}, {_initials(name.given)}"


def _initials_first(person: Person) -> str:
    name = person.name
    if name.literal or not (name.family and name.given):
        return name.full
    return f"{_initials(name.given)} {name.family}"
