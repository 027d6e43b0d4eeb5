"""What each code looks like: one of its claims, and its passage word for word where that may be printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from reportgen.compose.apparatus import may_carry_passages
from reportgen.compose.terms import Callings
from reportgen.evidence.excerpt import Excerpt, excerpt
from reportgen.evidence.quote import count_words
from reportgen.model.brief import Quote
from reportgen.model.cited import CitedClaim, Quotation
from reportgen.model.codebook import Code, Example
from reportgen.model.dataset import Claim
from reportgen.model.project import LoadedDataset
from reportgen.model.prose import Mark

_LETTERS = 6
"""Of a word with its space, about: a passage is judged by its length before its words are at hand."""


class Found(NamedTuple):
    """An example of a code."""

    example: Example
    left_out: bool = False
    """Whether its passage is not printed because the text is not at hand."""


class Examples:
    """Picks examples from the claims of a codebook."""

    def __init__(self, loaded: LoadedDataset, cited: Mapping[str, CitedClaim], callings: Callings, words: int) -> None:
        """`cited` has the codebook's claims by id; `words` is the longest passage that is quoted."""
        self._loaded = loaded
        self._claims = {claim.id: claim for claim in loaded.value.claims}
        self._cited = cited
        self._sources = {source.id: source for source in loaded.value.sources}
        self._callings = callings
        self._words = words

    def of(self, code: Code) -> Found | None:
        """The example of a code: of the claims printed below it the one that bears the fewest codes.

        Of several it is the first whose passage may be quoted and is not too long. Where all are printed below other
        codes it is one of those. Texts at hand make no difference to the choice.
        """
        marks = code.listed or code.also
        if not marks:
            return None
        mark = min(marks, key=self._rank)
        claim, cited = self._claims[mark.claim], self._cited[mark.claim]
        if len(claim.evidence) > 1 or not may_carry_passages(self._sources[cited.source]):
            return Found(Example(mark=mark))
        if cited.source not in self._loaded.texts:
            return Found(Example(mark=mark), left_out=True)
        return Found(Example(mark=mark, quotation=self._quotation(claim, cited)))

    def _quotation(self, claim: Claim, cited: CitedClaim) -> Quotation | None:
        """The passage of a claim that rests on one place; none where it is too long or gives a protected name."""
        (evidence,) = cited.evidence
        source = cited.source
        cut = excerpt(Quote(at=evidence.locator), self._loaded.texts[source], self._loaded.transcripts[source])
        assert isinstance(cut, Excerpt), "a place without `from` and `to` is cut as it is"
        if evidence.passage is None or count_words(cut.text) > self._words:
            return None
        return Quotation(
            text=cut.text,
            source=source,
            locator=evidence.locator,
            place=evidence.place,
            speaker=self._callings.shown(claim.speaker, source).full,
            start=cut.place.start,
            end=cut.place.end,
        )

    def _rank(self, mark: Mark) -> tuple[int, bool, int, bool, int]:
        claim, cited = self._claims[mark.claim], self._cited[mark.claim]
        silent = not may_carry_passages(self._sources[cited.source])
        length = cited.evidence[0].end - cited.evidence[0].start
        return len(claim.themes), silent, len(claim.evidence), length > _LETTERS * self._words, mark.number
