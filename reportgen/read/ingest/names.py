"""What the front matter and the closing notes say of who asks and who answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from reportgen.model.transcript import Role, Transcript
from reportgen.read.ingest.labels import INTERVIEWEE, INTERVIEWER, is_full_name
from reportgen.read.ingest.unmarked import described, folded

_CAPITAL = r"[^\W\d_a-z](?:\.|[\w'-]*)"
_PERSON = rf"(?:(?:Dr|Mr|Mrs|Ms|Prof)\.? )?({_CAPITAL}(?: (?:{_CAPITAL}|de|van|von|der|al|bin|la|le)){{1,4}})"
_TALKS = r"(?:asks?|asked|interview(?:s|ed)|(?:talk|speak)s? (?:with|to)|(?:talked|spoke) (?:with|to)|met)"
_ASKED = re.compile(rf"{_PERSON} {_TALKS} {_PERSON}")
_BY = re.compile(rf"[Ii]nterview(?:ed)? (?:was )?(?:conducted )?by {_PERSON}")
_KIND = re.compile(
    r"(?:an? |the )?(?:interview|q ?& ?a|transcript|conversation|podcast)s?(?: transcript)?", re.IGNORECASE
)
_FIELD = re.compile(
    r"by |(?:date|time|place|location|venue|duration|length|recorded|host|guest|moderator|transcrib|interview(?:er|ee))"
    r"[^:]{0,20}:",
    re.IGNORECASE,
)


class Known(NamedTuple):
    """What a text says of itself: each is empty where it does not say."""

    title: str | None
    subtitle: str | None
    interviewers: tuple[str, ...]
    interviewee: str | None
    others: tuple[str, ...]


def known(text: str, transcript: Transcript, roles: Mapping[str, str], record: Mapping[str, str]) -> Known:
    """Title and people, from the labels (`roles`, by name), the record at the top, and what the text says around."""
    said = {segment.id: text[segment.start : segment.end] for segment in transcript.segments}
    titles = [said[s.id] for s in transcript.segments if s.role is Role.TITLE and s.id.startswith("front.")]
    titles = [one for one in titles if not _KIND.fullmatch(one.strip()) and not _FIELD.match(one)]
    around = [folded(said[s.id]) for s in transcript.segments if s.id.startswith(("front.", "back."))]
    asker, answerer = _in_prose(around)
    named = {role: [name for name, its in roles.items() if its == role and name not in (INTERVIEWER, INTERVIEWEE)]
             for role in (INTERVIEWER, INTERVIEWEE, "other")}  # fmt: skip
    full = [name for name in (record.get(INTERVIEWER), record.get(INTERVIEWEE), asker, answerer) if name]
    asking = [_full(name, full) for name in named[INTERVIEWER]] or [record.get(INTERVIEWER) or asker or ""]
    answering = [_full(name, full) for name in named[INTERVIEWEE]] or [record.get(INTERVIEWEE) or answerer or ""]
    return Known(
        title=" ".join(titles[0].split()) if titles else None,
        subtitle=" ".join(titles[1].split()) if len(titles) > 1 else None,
        interviewers=tuple(name for name in asking if name),
        interviewee=answering[0] or None,
        others=tuple(named["other"]),
    )


def _in_prose(around: list[str]) -> tuple[str | None, str | None]:
    """Who asks and who answers, where a sentence says so; a closing note describes whoever it begins with."""
    for text in around:
        if found := _ASKED.search(text):
            return found[1], found[2]
    by = next((found[1] for text in around if (found := _BY.search(text))), None)
    notes = [name for text in around if (name := described(text)) and is_full_name(name) and name != by]
    return by, notes[0] if len(notes) == 1 else None


def _full(name: str, full: list[str]) -> str:
    """The full name that a family name in a label stands for."""
    if " " in name:
        return name
    return next((one for one in full if one.split()[-1].casefold() == name.casefold()), name)
