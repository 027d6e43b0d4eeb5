"""How an interview is cited: Chicago (17th edition, notes and bibliography, 14.211) and APA (7th edition).

Each form is one message in the memo's language. What the source does not say is left out; a missing date is "n.d.".
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping

from reportgen.compose.dates import in_words
from reportgen.model.dataset import Person, Source
from reportgen.model.page import Citation, Language
from reportgen.model.project import ENGLISH
from reportgen.model.prose import Emphasis, Inline, TextRun

Words = gettext.NullTranslations

_PLACEHOLDER = re.compile(r"%\((?P<name>\w+)\)s(?P<stop>[.。]?)")
_STOPS = (".", "?", "!", "。", "？", "！")


def reference(
    source: Source,
    interviewee: Person,
    interviewer: Person | None,
    publisher: Person | None,
    form: Citation,
    language: Language,
    words: Words = ENGLISH,
) -> tuple[Inline, ...]:
    """The entry for a list of sources. `words` are those of the language."""
    if form is Citation.APA:
        return _apa(source, interviewee, interviewer, publisher, language, words)
    return _chicago(source, interviewee, interviewer, publisher, language, words)


def first_note(
    source: Source,
    interviewee: Person,
    interviewer: Person | None,
    publisher: Person | None,
    language: Language,
    words: Words = ENGLISH,
) -> str:
    """The full form a first note takes, without the place: names, title left to the list of sources."""
    if interviewer and publisher:
        form = words.gettext("%(name)s, interview by %(interviewer)s, %(publisher)s, %(date)s")
    elif interviewer:
        form = words.gettext("%(name)s, interview by %(interviewer)s, %(date)s")
    elif publisher:
        form = words.gettext("%(name)s, interview, %(publisher)s, %(date)s")
    else:
        form = words.gettext("%(name)s, interview, %(date)s")
    values = {
        "name": interviewee.name.full,
        "interviewer": interviewer.name.full if interviewer else "",
        "publisher": publisher.name.full if publisher else "",
        "date": dated(source, language, words) or undated(words),
    }
    return _filled(form, values)


def dated(source: Source, language: Language, words: Words = ENGLISH) -> str | None:
    """The source's date in words, or None where it says none."""
    return in_words(source.issued, language, words) if source.issued else None


def undated(words: Words = ENGLISH) -> str:
    """What stands in place of a date that the source does not say."""
    return words.gettext("n.d.")


def _chicago(
    source: Source,
    interviewee: Person,
    interviewer: Person | None,
    publisher: Person | None,
    language: Language,
    words: Words,
) -> tuple[Inline, ...]:
    if interviewer and publisher:
        form = words.gettext("%(name)s. “%(title)s.” Interview by %(interviewer)s. %(publisher)s, %(date)s.")
    elif interviewer:
        form = words.gettext("%(name)s. “%(title)s.” Interview by %(interviewer)s. %(date)s.")
    elif publisher:
        form = words.gettext("%(name)s. “%(title)s.” Interview. %(publisher)s, %(date)s.")
    else:
        form = words.gettext("%(name)s. “%(title)s.” Interview. %(date)s.")
    values = {
        "name": _inverted(interviewee),
        "title": source.full_title,
        "interviewer": interviewer.name.full if interviewer else "",
        "publisher": publisher.name.full if publisher else "",
        "date": dated(source, language, words) or undated(words),
    }
    return (TextRun(text=_filled(form, values) + _url(source)),)


def _apa(
    source: Source,
    interviewee: Person,
    interviewer: Person | None,
    publisher: Person | None,
    language: Language,
    words: Words,
) -> tuple[Inline, ...]:
    if interviewer and publisher:
        form = words.gettext(
            "%(name)s. (%(date)s). %(title)s (%(interviewer)s, Interviewer) [Interview]. %(publisher)s."
        )
    elif interviewer:
        form = words.gettext("%(name)s. (%(date)s). %(title)s (%(interviewer)s, Interviewer) [Interview].")
    elif publisher:
        form = words.gettext("%(name)s. (%(date)s). %(title)s [Interview]. %(publisher)s.")
    else:
        form = words.gettext("%(name)s. (%(date)s). %(title)s [Interview].")
    date = in_words(source.issued, language, words, year_first=True) if source.issued else undated(words)
    values = {
        "name": _family_initials(interviewee),
        "interviewer": _initials_first(interviewer) if interviewer else "",
        "publisher": publisher.name.full if publisher else "",
        "date": date,
    }
    before, _, after = form.partition("%(title)s")
    return (
        TextRun(text=_filled(before, values)),
        Emphasis(content=(TextRun(text=source.full_title),)),
        TextRun(text=_filled(after, values) + _url(source)),
    )


def _filled(form: str, values: Mapping[str, str]) -> str:
    """A form with its values; one that ends a sentence by itself takes no stop behind it."""

    def value(match: re.Match[str]) -> str:
        text = values[match["name"]]
        return text if text.endswith(_STOPS) else text + match["stop"]

    return _PLACEHOLDER.sub(value, form)


def _url(source: Source) -> str:
    return f" {source.url}" if source.url else ""


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
