"""What can be told where nothing but the text says who speaks: titles, questions, closing notes.

What is recognised, in this order: title lines, an introduction, then questions, each with the paragraphs of its
answer, then closing notes on the people. A question is a paragraph that ends with a question mark and is followed by
one that does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.read.ingest.letters import asks, ends
from reportgen.read.ingest.paragraphs import Paragraph
from reportgen.read.ingest.sentences import sentences

SHORT = 120
"""Code points up to which a line may be a title."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_MEETING = re.compile(r"interview|q&a|conversation|spoke|\b(?:speak|talk|ask|answer|discuss)", re.IGNORECASE)
_ABOUT_INTERVIEW = re.compile(
    r"th(?:is|e) (?:interview|conversation|q&a|transcript) (?:was|is|has been|took place|first|originally|appeared)\b"
    r"|interview(?:ed)? (?:conducted|edited|and edited|by)\b"
    r"|\W{0,5}end of (?:the )?(?:interview|conversation|recording|transcript)\b",
    re.IGNORECASE,
)
_ABOUT_PERSON = re.compile(r"(?:(?:Dr|Mr|Mrs|Ms|Prof)\.? )?(\S+(?: \S+){1,5}?) (?:is|was)\b")


def title_lines(paragraphs: Sequence[Paragraph], language: str) -> frozenset[int]:
    """Short lines without a final stop that stand before the first long paragraph and the first question.

    A line that asks is a title only above all else and in title case, as in "Will the Pact Hold?". What the format
    marks as a heading is always one.
    """
    found: set[int] = set()
    for number, paragraph in enumerate(paragraphs):
        words = _WORD.findall(paragraph.text)
        in_title_case = len(words) > 1 and all(word[0].isupper() for word in words)
        asking = asks(paragraph.text, language)
        if paragraph.heading:
            found.add(number)
        elif (
            len(paragraph.text) > SHORT or paragraph.label or (asking and not (in_title_case and len(found) == number))
        ):
            break
        elif asking or not ends(paragraph.text):
            found.add(number)
    return frozenset(found)


def opens(paragraphs: Sequence[Paragraph], number: int, language: str) -> bool:
    """Whether a paragraph is a question: it asks, and the next does not."""
    following = paragraphs[number + 1 : number + 2]
    if paragraphs[number].heading or not following:
        return False
    return asks(paragraphs[number].text, language) and not asks(following[0].text, language)


def body_end(paragraphs: Sequence[Paragraph], first: int, titles: frozenset[int], language: str) -> int:
    """Where the closing notes begin. The first question keeps at least one paragraph of answer."""
    end = len(paragraphs)
    while end > first + 2 and closes(paragraphs, end - 1, first, titles, language):
        end -= 1
    return end


def closes(paragraphs: Sequence[Paragraph], number: int, first: int, titles: frozenset[int], language: str) -> bool:
    """Whether a paragraph is about the interview, or begins with a participant's full name and what they are."""
    text = folded(paragraphs[number].text)
    if _ABOUT_INTERVIEW.match(text):
        return True
    name = described(text)
    if name is None:
        return False
    said = _participants(paragraphs[:first], titles, language)
    return re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", said) is not None


def described(text: str) -> str | None:
    """The full name with which a text begins that says what someone is."""
    found = _ABOUT_PERSON.match(text)
    return found[1] if found and found[1][0].isupper() else None


def _participants(front: Sequence[Paragraph], titles: frozenset[int], language: str) -> str:
    """What the front matter says of who meets whom: its titles, and the sentences that speak of the interview."""
    said: list[str] = []
    for number, paragraph in enumerate(front):
        if number in titles:
            said.append(paragraph.text)
        else:
            places = sentences(paragraph.text, language)
            said += [text for start, end in places if _MEETING.search(text := paragraph.text[start:end])]
    return folded(" ".join(said)).casefold()


def folded(text: str) -> str:
    """One spelling for white space and apostrophes, for comparing names."""
    return re.sub(r"\s+", " ", text.replace("’", "'"))
