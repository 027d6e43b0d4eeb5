"""A text cut into digits, words and signs, without what only looks like a number: addresses, names, idioms."""

from __future__ import annotations

import re
from typing import NamedTuple

from reportgen.evidence import number_phrases as phrases
from reportgen.evidence import number_words as words

_NOT_TEXT = re.compile(
    r"""`+[^`]*`+                                     # code
      | \]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)       # where a Markdown link leads
      | <[^<>\s]+>                                    # an address in angle brackets
      | (?:https?://|www\.|mailto:|doi:)[^\s<>\]]+
      | [\w.+-]+@[\w-]+\.[\w.-]+
      | \[\s*@[^\]]*\] | @[\w-]+                        # a citation
      | &(?:[a-z]+|\#\w+);
      | [*\\]""",
    re.VERBOSE | re.IGNORECASE,
)
_TOKEN = re.compile(
    r"""(?P<digits>
        (?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?![\d])(?:\.\d+)?
      | \d{1,3}(?:,\d{2})*(?:,\d{3})+(?!\d)(?:\.\d+)?
      | \d+(?:\.\d+|,\d{1,2}(?!\d))?)
      | (?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)
      | (?P<sign>[^\s\w]|_)""",
    re.VERBOSE,
)
_GROUPED = re.compile(r"[,'’ \u00a0\u2009\u202f](?=\d{2,3}(?:\D|$))")
_SPACE = re.compile(r"\s")
_HYPHENS = frozenset("-\u2010\u2011")
DASHES = frozenset("-\u2010\u2011\u2012–—")
_SENTENCE_ENDS = frozenset('.!?:;…—–•(“‘"')


class Token(NamedTuple):
    """One piece of a text; offsets in code points, the end exclusive."""

    kind: str
    """`digits`, `word` or `sign`."""
    text: str
    low: str
    """In lower case."""
    start: int
    end: int


class Tokens(tuple[Token, ...]):
    """The pieces of one text. Looked up anywhere: past either end stands nothing."""

    def word(self, at: int) -> str:
        """The word there in lower case, or nothing."""
        return self[at].low if 0 <= at < len(self) and self[at].kind == "word" else ""

    def sign(self, at: int) -> str:
        return self[at].text if 0 <= at < len(self) and self[at].kind == "sign" else ""

    def digits(self, at: int) -> str:
        return self[at].text if 0 <= at < len(self) and self[at].kind == "digits" else ""

    def glued(self, at: int) -> bool:
        """Whether nothing stands between this piece and the one before it."""
        return 0 < at < len(self) and self[at - 1].end == self[at].start

    def past_hyphen(self, at: int) -> int:
        """Behind a hyphen that joins two words, if there is one."""
        return at + 1 if self.sign(at) in _HYPHENS and self.glued(at) and self.glued(at + 1) else at

    def starts_sentence(self, at: int) -> bool:
        return at == 0 or self[at - 1].text in _SENTENCE_ENDS

    def in_title_case(self) -> bool:
        """Whether most longer words have a capital, as in some headings."""
        longer = [token.text for token in self if token.kind == "word" and len(token.text) > 3]
        return len(longer) > 2 and 3 * sum(word[0].isupper() for word in longer) > 2 * len(longer)


def only_text(text: str) -> str:
    """A text of Markdown with blanks for citations, code and addresses: offsets stay those of the text."""
    return _NOT_TEXT.sub(_blank, text)


def tokenise(text: str) -> Tokens:
    """The pieces of a text, in order. Names and addresses leave blanks: offsets stay those of the text."""
    text = only_text(text)
    text = phrases.IDIOMS.sub(_blank, _SPACE.sub(" ", text))
    found = (
        Token(match.lastgroup or "", match[0], match[0].lower(), match.start(), match.end())
        for match in _TOKEN.finditer(text)
    )
    return Tokens(found)


def _blank(match: re.Match[str]) -> str:
    return " " * (match.end() - match.start())


def plain(digits: str) -> str:
    """Digits as Python reads them: `12,000` and `12 000` are 12000, `12,5` is 12.5."""
    return _GROUPED.sub("", digits).replace(",", ".") if len(digits) > 1 else digits


def in_name(tokens: Tokens, at: int) -> int | None:
    """Where to go on behind digits that are part of a name, address or enumeration, or nothing where they are not."""
    before, after = tokens.word(at - 1) if tokens.glued(at) else "", tokens.word(at + 1) if tokens.glued(at + 1) else ""
    if before:
        return at + 1  # G7
    if after and tokens[at + 1].text.isupper() and after not in words.SHORT_SCALES and after not in words.UNITS:
        return at + 2  # 5G
    if tokens.glued(at) and tokens.sign(at - 1) and tokens.sign(at - 1) in "-/_#§№":
        stem = tokens[at - 2] if tokens.glued(at - 1) else None
        named = stem is not None and stem.kind == "word" and stem.text != stem.low
        if tokens.sign(at - 1) in "#§№" or (named and tokens.word(at - 2) not in words.BEFORE_YEARS):
            return at + 1  # F-16
    if tokens.glued(at + 1) and tokens.sign(at + 1) == "." and tokens.glued(at + 2) and tokens.digits(at + 2):
        return at + 3  # 1.2.3
    if tokens.sign(at - 1) == "(" and tokens.sign(at + 1) == ")" and len(tokens[at].text) == 1:
        return at + 2  # (1)
    if _after_acronym(tokens, at):
        return at + 1  # ICD 203
    return after_label(tokens, at)


def _after_acronym(tokens: Tokens, at: int) -> bool:
    """Whether digits follow an acronym, or end in `.0` behind a name, and nothing is counted with them."""
    before, digits = tokens[at - 1].text if tokens.word(at - 1) else "", tokens.digits(at)
    acronym = len(before) > 1 and before.isupper() and len(digits) < 4
    if not acronym and not (digits.endswith(".0") and before.istitle()):
        return False
    after = tokens[at + 1].text if at + 1 < len(tokens) else "."
    return (not after[0].isalnum() and after not in "%-") or after.lower() in phrases.FUNCTION_WORDS


def after_label(tokens: Tokens, at: int) -> int | None:
    """Where to go on behind a number that a label precedes, such as `Article 4` or `Articles 4 and 5`."""
    before = at - 2 if tokens.sign(at - 1) == "." else at - 1
    label = tokens[before].text if tokens.word(before) else ""
    if before == at - 2:
        known = phrases.SHORT_LABELS
    else:
        known = phrases.NAME_LABELS | (phrases.LABELS if tokens.digits(at) else phrases.WORD_LABELS)
    if label not in known and (label.lower() not in known or known is phrases.SHORT_LABELS):
        return None
    end = at + 1
    while (tokens.word(end) or tokens.sign(end)) in phrases.CHAINS and tokens.digits(end + 1):
        end += 2
    return end
