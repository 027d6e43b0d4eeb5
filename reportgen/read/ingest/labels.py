"""What a line says of who speaks: the forms in which transcripts put a name, and often a time, before the words."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from reportgen.read.ingest.letters import ends
from reportgen.read.ingest.script import Line

Form = Literal["colon", "bracket", "heading", "own-line"]
FORMS: tuple[Form, ...] = ("colon", "bracket", "heading", "own-line")
INTERVIEWER, INTERVIEWEE = "interviewer", "interviewee"

LONGEST = 160
"""Code points of a line in which a label is looked for."""

_ASKING = (
    *("q", "question", "questioner", "interviewer", "host", "moderator"),
    *("frage", "pregunta", "domanda", "вопрос", "سؤال", "שאלה", "問", "问", "聞き手", "記者"),
)
_ANSWERING = (
    *("a", "answer", "interviewee", "guest", "respondent", "participant"),
    *("antwort", "respuesta", "réponse", "risposta", "ответ", "جواب", "תשובה", "答", "話し手"),
)
_ROLES = {**dict.fromkeys(_ASKING, INTERVIEWER), **dict.fromkeys(_ANSWERING, INTERVIEWEE)}
_NUMBERED = re.compile(r"(q|a|question|answer|frage|antwort|pregunta|respuesta|réponse) ?\d+")
"""What is often counted, as in `Q3`; `Participant 3` is someone else than `Participant 2`."""
_STAGE = frozenset(
    (
        *("applause", "laugh", "laughing", "laughs", "laughter", "music", "pause", "sighs", "silence"),
        *("break", "crosstalk", "end", "inaudible", "indistinct", "note", "overlapping", "recording", "unclear"),
        "unintelligible",
    )
)
"""What stands in brackets and is no name."""

_PARTICLES = frozenset(["al", "and", "bin", "da", "de", "del", "der", "di", "dos", "el", "la", "le", "van", "von", "y"])
_ELISION = re.compile(r"(?:d|l|o|dell|dall)['’](?=\w)")
_TIME = r"(?:\d{1,3}:)?[0-5]?\d:[0-5]\d(?:[.,]\d{1,3})?"
_WORD = r"[^\W\d_](?:[^\W_]|[.'’‘ʼ–・·-])*"
_NAME = rf"{_WORD}(?:[ \u00a0]+(?:{_WORD}|\d{{1,3}}(?!\d|:\d)|&)){{0,5}}"
_MARK = r"(?:\*\*|__|\*|_)?"
_LEAD = rf"{_MARK}(?:[\[(]?(?P<before>{_TIME})[\])]?[\s|,–—-]*)?{_MARK}"
_AFTER = rf"(?:[\s|,–—-]*[\[(]?(?P<after>{_TIME})[\])]?|\s*\([^()]{{1,60}}\))?"
_PATTERNS: dict[Form, re.Pattern[str]] = {
    "colon": re.compile(
        rf"{_LEAD}(?:(?P<name>{_NAME}){_AFTER}\s*{_MARK}\s*(?::{_MARK}(?=\s|$)|：{_MARK})|(?P<dotted>[QA]\d{{0,3}})\.{_MARK}(?=\s|$))"
        rf"\s*(?:[\[(](?P<late>{_TIME})[\])]\s*)?"
    ),
    "bracket": re.compile(
        rf"{_LEAD}\[(?P<name>{_NAME})(?:[\s|,–—-]+(?P<after>{_TIME}))?\]{_MARK}\s*[:：]?{_MARK}"
        rf"(?:\s*(?P<late>{_TIME})(?=\s*$))?(?:\s+|$)"
    ),
    "heading": re.compile(rf"(?:#{{1,6}}\s+)?{_LEAD}(?P<name>{_NAME}){_AFTER}{_MARK}\s*:?\s*#*$"),
    "own-line": re.compile(rf"{_LEAD}(?P<name>{_NAME}){_AFTER}{_MARK}$"),
}


class Label(NamedTuple):
    """Who speaks from a line on."""

    name: str
    """As written; of `Q` and `A` and their like what they stand for."""
    key: str
    """One for all spellings of a name."""
    role: str | None
    """`interviewer` or `interviewee` where the label says so."""
    length: int
    """Code points of the line before the words; the whole line where the words come below."""
    time: int | None = None
    """Milliseconds from the start of the recording."""
    dotted: bool = False
    """Whether it is `Q.` or `A.`, which might be an initial too."""


def find_label(line: Line, form: Form) -> Label | None:
    """The label of that form a line begins with, if it does: whether it is one, its recurring has to show."""
    text = line.text[:LONGEST]
    if form == "heading" and not (line.raw.heading or text.startswith("#")):
        return None
    if form == "own-line" and (line.raw.heading or ends(text)):
        return None
    found = _PATTERNS[form].match(text)
    if not found or (form in ("heading", "own-line") and len(line.text) > LONGEST):
        return None
    groups = found.groupdict()
    time = next((groups[name] for name in ("before", "after", "late") if groups.get(name)), None)
    dotted = groups.get("dotted")
    name = dotted or groups["name"]
    if not _is_capitalised(name) or (form == "bracket" and key_of(name).split()[0] in _STAGE):
        return None
    return label(name, found.end(), milliseconds(time), dotted=bool(dotted))


def _is_capitalised(name: str) -> bool:
    """Whether each word begins as those of names do: with a capital, or a letter of a script that has none."""
    words = [word for word in name.split() if word.casefold() not in _PARTICLES]
    first = [_ELISION.sub("", word)[:1] for word in words]
    return bool(words) and words[0][0].isalpha() and not any(letter.islower() for letter in first)


def label(name: str, length: int, time: int | None = None, *, dotted: bool = False) -> Label:
    """A label by the name that stands in it."""
    key = key_of(name)
    numbered = _NUMBERED.fullmatch(key)
    role = _ROLES.get(numbered[1] if numbered else key)
    return Label(role or " ".join(name.split()).strip(" ,"), role or key, role, length, time, dotted)


def key_of(name: str) -> str:
    """One spelling for a name: case, white space and apostrophes count as the same."""
    return " ".join(name.replace("’", "'").casefold().split()).strip(" .,:")


def is_full_name(name: str) -> bool:
    """Whether a name has at least two words in capitals, as those of people have."""
    words = name.split()
    return len(words) > 1 and words[0][0].isupper() and words[-1][0].isupper() and _is_capitalised(name)


def milliseconds(time: str | None) -> int | None:
    """`1:02:03.5` or `02:03` as milliseconds; None for none."""
    if not time:
        return None
    *above, seconds = time.replace(",", ".").split(":")
    whole = 0
    for part in above:
        whole = whole * 60 + int(part)
    return whole * 60_000 + round(float(seconds) * 1000)
