"""What in a brief rests on no claim and is not marked as the author's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from reportgen.evidence import statements
from reportgen.evidence.pieces import Piece, pieces
from reportgen.model.problem import Problem, Severity
from reportgen.model.project import Project

_NAMES = {"bottom_line": "the bottom line", "takeaways": "the takeaway"}


def uncited(project: Project) -> Iterator[Problem]:
    """E301: a paragraph or list item that cites no claim and is not marked as analysis.

    Recommendations rest on the claims they list. A list that a paragraph introduces stands or falls with it.
    """
    known = project.dataset.value.claims_by_id
    for piece in pieces(project.brief.value):
        if piece.supported or piece.means_to_cite(known):  # how it is written is for R117
            continue
        needle, occurrence = piece.needle()
        yield project.brief.source_map.problem(
            "E301",
            f"{_name(piece)} cites no claim and is not marked as analysis",
            piece.path,
            needle=needle,
            occurrence=occurrence,
            hint="cite the claim it rests on as `[@claim-id]`, or begin it with `[analysis]`",
        )


def _name(piece: Piece) -> str:
    if piece.statement.item:
        return "the list item"
    return _NAMES.get(str(piece.path[0]), "the paragraph")


def sections(project: Project) -> Iterator[Problem]:
    """E302: a section that is the author's throughout: marked as analysis, without a claim or a quotation."""
    for index, section in enumerate(project.brief.value.sections):
        found = [statement for statement in statements.find(section.text) if not statement.heading]
        rests = section.key_claims or section.quote is not None or any(item.cited for item in found)
        if found and not rests and all(item.analysis for item in found):
            yield project.brief.source_map.problem(
                "E302",
                "the section cites no claim",
                ("sections", index, "heading"),
                hint="cite the claims that its analysis starts from",
                severity=Severity.WARNING,
            )


RULES: Sequence[Callable[[Project], Iterable[Problem]]] = (uncited, sections)
