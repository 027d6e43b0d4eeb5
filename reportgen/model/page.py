"""How a page is set: paper, notes, citations, language. Shared by briefs, styles and memos."""

from __future__ import annotations

import enum
from typing import Annotated, NamedTuple

from msgspec import Meta

Relative = Annotated[str, Meta(min_length=1, description="A path relative to the file, inside its folder.")]


class Page(enum.StrEnum):
    """Paper size."""

    A4 = "a4"
    LETTER = "letter"


class Notes(enum.StrEnum):
    """Where the notes to the citations stand."""

    MARGIN = "margin"
    FOOT = "foot"
    END = "end"


class Citation(enum.StrEnum):
    """The form in which the interview is cited."""

    CHICAGO = "chicago"
    APA = "apa"


class Language(enum.StrEnum):
    """Language of the memo: hyphenation, dates and fixed words."""

    EN_GB = "en-GB"
    EN_US = "en-US"
    FR = "fr"
    DE = "de"
    ES = "es"
    JA = "ja"

    @property
    def locale(self) -> str:
        """As CLDR, Babel and gettext name it: `en_GB`."""
        return self.value.replace("-", "_")

    @property
    def english(self) -> bool:
        """Whether it is English of any country."""
        return self in (Language.EN_GB, Language.EN_US)

    @property
    def signs(self) -> Signs:
        """How it punctuates what the program puts together."""
        return _SIGNS.get(self, Signs())


class Signs(NamedTuple):
    """Punctuation between values, with the space that belongs to it."""

    opening: str = "“"
    closing: str = "”"
    space: str = " "
    """Between sentences."""
    clause: str = "; "
    """Between clauses of a sentence."""
    stop: str = ". "
    colon: str = ": "
    semicolon: str = "; "
    left: str = " ("
    right: str = ")"

    def quoted(self, text: str) -> str:
        """A text in quotation marks."""
        return f"{self.opening}{text}{self.closing}"


_SIGNS = {
    Language.FR: Signs(opening="«\u202f", closing="\u202f»", colon="\u202f: ", semicolon="\u202f; ", clause="\u202f; "),
    Language.DE: Signs(opening="„", closing="“"),
    Language.ES: Signs(opening="«", closing="»"),
    Language.JA: Signs(
        opening="「", closing="」", space="", clause="。", stop="。", colon="：", semicolon="；", left="（", right="）"
    ),
}
