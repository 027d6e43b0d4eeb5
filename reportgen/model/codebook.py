"""The codebook: themes with definitions and what is coded to them, as a template sets it. Values.

A sentence counts once for each code it bears, and a code takes in the codes below it, in counts and in matrices.
Sentences are those of the interviews' indexes; a passage is a paragraph, or a question.
"""

from __future__ import annotations

from reportgen.model.asset import Value
from reportgen.model.cited import Quotation
from reportgen.model.matrix import Matrix
from reportgen.model.prose import Mark

TABLES = 4
"""Interviews that are given a matrix each; of more, only what is not zero is listed."""


class Example(Value, frozen=True, kw_only=True):
    """What a code looks like: one of its claims, printed apart from the others."""

    mark: Mark
    quotation: Quotation | None = None
    """Its passage word for word, where the text is at hand and the source's terms let it be quoted."""


class Code(Value, frozen=True, kw_only=True):
    """One theme (REFI-QDA `Code`)."""

    path: str
    number: str
    """Its place in the tree, from 1: `2.1` is the first below the second. A selection does not change it."""
    level: int
    """1 for a top-level code."""
    name: str
    definition: str
    own: int
    """Claims that name the code itself."""
    claims: int
    """Claims that name it or one below it; as all counts but `own`."""
    sentences: int
    passages: int
    sources: int
    include: str | None = None
    exclude: str | None = None
    listed: tuple[Mark, ...] = ()
    """The claims printed here, but for the example."""
    also: tuple[Mark, ...] = ()
    """Claims of the code itself that are printed below another code only."""
    example: Example | None = None

    @property
    def anchor(self) -> str:
        return f"code-{self.number.replace('.', '-')}"


class Participant(Value, frozen=True, kw_only=True):
    """An interview, by who is interviewed, and how far its answers are coded."""

    number: int
    source: str
    """Source id."""
    name: str
    """As the memo calls them."""
    exchanges: int
    sentences: int
    """Sentences in all answers."""
    coded: int
    """Those that are evidence for a claim of the dataset, selected or not."""
    set_aside: int
    role: str | None = None

    @property
    def uncoded(self) -> int:
        return self.sentences - self.coded - self.set_aside


class Aside(Value, frozen=True, kw_only=True):
    """A passage that bears no claim."""

    locator: str
    place: str
    sentences: int
    reason: str | None = None
    """Why it was set aside; none where it is not coded and nothing says why."""


class Listing(Value, frozen=True, kw_only=True):
    """Where a claim stands in the codebook."""

    number: str
    """The code's."""
    name: str
    anchor: str
    whole: bool
    """Whether it is printed there, and not only named by its number."""


class CoreqItem(Value, frozen=True, kw_only=True):
    """An item of COREQ (Tong, Sainsbury and Craig 2007)."""

    number: int
    topic: str
    answer: str | None = None
    """What the data says; none where it does not."""


class Codebook(Value, frozen=True, kw_only=True):
    """The codes of a dataset and their use."""

    codes: tuple[Code, ...]
    """Parents first."""
    sentences: int
    """Sentences in all answers."""
    coded: int
    """Those that the claims printed here rest on."""
    outside: int
    """Sentences before and after the interviews that they rest on too."""
    participants: tuple[Participant, ...]
    listings: tuple[tuple[Listing, ...], ...]
    """Where each claim is printed and named, in order of number, then of reading."""
    exchanges: tuple[Matrix, ...] = ()
    """Codes by exchange, one for each interview."""
    interviews: Matrix | None = None
    """Codes by interview, where there are several."""
    together: Matrix | None = None
    """Codes by code: sentences that bear both. The upper half is left out, and what a code shares with those below."""
    aside: tuple[Aside, ...] = ()
    """What is set aside, then what is not coded."""
    coreq: tuple[CoreqItem, ...] = ()

    @property
    def levels(self) -> int:
        return max((code.level for code in self.codes), default=0)

    @property
    def top(self) -> tuple[Code, ...]:
        """The codes above which none is shown."""
        shown = {code.path for code in self.codes}
        return tuple(code for code in self.codes if not any(code.path.startswith(f"{path}/") for path in shown))

    def home(self, number: int) -> Listing:
        """Where a claim is printed first."""
        return next(listing for listing in self.listings[number - 1] if listing.whole)

    def found(self, code: int) -> str:
        """Where a code is found, by its place among the codes: `maran q1 (3), q2 (1); okoro q2 (2)`."""
        rows = ((matrix, matrix.rows[code].cells) for matrix in self.exchanges)
        places = (
            f"{matrix.source} "
            + ", ".join(f"{column.label} ({cell})" for column, cell in zip(matrix.columns, cells, strict=True) if cell)
            for matrix, cells in rows
            if any(cells)
        )
        return "; ".join(places)

    @property
    def tabled(self) -> bool:
        """Whether there are few enough interviews for a matrix of each."""
        return len(self.exchanges) <= TABLES
