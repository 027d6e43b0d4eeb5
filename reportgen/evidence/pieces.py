"""What of a brief rests on claims: each statement of its prose, its title and its headings, with its place."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from reportgen.evidence import fields, statements
from reportgen.evidence.statements import Statement
from reportgen.model.brief import Brief
from reportgen.model.problem import Path

FINDINGS = ("title", "subtitle", "description")
"""Plain texts that state findings of the whole memo."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One statement at its place in a brief."""

    path: Path
    field: str
    """The whole text that stands at the path."""
    statement: Statement
    rests_on: tuple[str, ...]
    """Claims that bear it apart from its own citations: those of a recommendation, or of what a heading stands over."""
    scope: str = "here"
    """Where the claims are cited, for messages."""

    @property
    def cited(self) -> tuple[str, ...]:
        """Every claim it rests on, each once."""
        return tuple(dict.fromkeys((*self.statement.cited, *self.rests_on)))

    @property
    def supported(self) -> bool:
        """Whether it rests on a claim or is marked as the author's. Headings stand over what does."""
        statement = self.statement
        return bool(self.cited) or statement.analysis or statement.carried or statement.heading

    def means_to_cite(self, known: Container[str]) -> bool:
        """Whether it holds what is meant as a citation of a claim and is not written as one."""
        return self.statement.unclear or any(id_ in known for id_ in self.statement.bare)

    def needle(self, at: int = 0) -> tuple[str, int]:
        """The word at an offset of the statement as a file has it, and how often it stands before in the text."""
        at += self.statement.start
        word = self.field[at:].split(maxsplit=1)[0] if self.field[at:].strip() else ""
        return word, sum(self.field.startswith(word, before) for before in range(at))


def pieces(brief: Brief) -> Iterator[Piece]:
    """Every piece, in the order of the brief's fields."""
    for path, text in fields.prose(brief):
        rests_on = brief.recommendations[int(path[1])].rests_on if path[0] == "recommendations" else ()
        found = statements.find(text)
        below = _cited(found, brief.sections[int(path[1])].key_claims if path[0] == "sections" else ())
        for statement in found:
            if statement.heading:
                yield Piece(path, text, statement, below, "in this section")
            else:
                yield Piece(path, text, statement, rests_on)
    for path, text in fields.plain(brief):
        if path[-1] == "heading":
            section = brief.sections[int(path[1])]
            below = _cited(statements.find(section.text), section.key_claims)
            yield Piece(path, text, _heading(text), below, "in this section")
        elif len(path) == 1 and path[0] in FINDINGS:  # what a figure says, it rests on its own claims
            yield Piece(path, text, _heading(text), cited(brief), "in this memo")


def cited(brief: Brief) -> tuple[str, ...]:
    """Every claim that a brief cites or lists, each once."""
    in_prose = (_cited(statements.find(text)) for _, text in fields.prose(brief))
    listed = (id_ for _, id_ in fields.claim_lists(brief))
    return tuple(dict.fromkeys((*(id_ for ids in in_prose for id_ in ids), *listed)))


def _cited(found: Iterable[Statement], more: tuple[str, ...] = ()) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*(id_ for item in found for id_ in item.cited), *more)))


def _heading(text: str) -> Statement:
    return Statement(text, 0, heading=True)
