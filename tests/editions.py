"""A second edition of an interview of the good fixture: paragraphs swapped, passages reworded, doubled and cut."""

from __future__ import annotations

from pathlib import Path

import reportgen

TOWN = (
    "The town pays about sixty per cent of what the crossing costs. Fares bring in the rest."
    " Nobody here expects a boat to earn its keep."
)
HULL = (
    "What worries me is the hull. It was built in 1971, and each winter in dry dock is longer than the last."
    " I would replace it within five years."
)
CAFE = "A café on the quay sold more coffee than we sold tickets last July. That tells you who the crossing is for."
BRIDGE = "The council says that a bridge would pay for itself in thirty years."
ELECTRIC = "We will try an electric boat on the short run. If the batteries last a winter, the old hull can rest."
SWAPPED = ((f"{TOWN}\n\n{HULL}", f"{HULL}\n\n{TOWN}"),)
REWORDED = (("I think they forget", "They forget"),)
DOUBLED = ((CAFE, "Such is life."), (f"{ELECTRIC}\n", f"{CAFE}\n\n{ELECTRIC}\n\nWhat else?\n\n{CAFE}\n"))
CUT = ((f"{BRIDGE} ", ""),)
EVERYTHING = (*SWAPPED, *REWORDED, *DOUBLED, *CUT)

MOVED = {
    "maran/q1.p1.s1-s2": "maran/q1.p2.s1-s2",
    "maran/q1.p2.s1-s2": "maran/q1.p1.s1-s2",
    "maran/q1.p2.s3": "maran/q1.p1.s3",
    "maran/q1.p1.s3": "maran/q1.p2.s3",
    "maran/q3.p1": "maran/q3.p2",
}
"""What the second edition only moves, and where to."""
DECIDED = {
    "maran/q2.p1.s1": ("maran/q2.q",),
    "maran/q2.p1.s2-s3": (),
    "maran/q2.p2": ("maran/q3.p1", "maran/q4.p1"),
}
"""What someone could decide of the rest: lost, changed, ambiguous."""


def dataset_of(project: Path) -> Path:
    return project / "datasets" / "ferry"


def text_of(project: Path, source: str = "maran") -> Path:
    return dataset_of(project) / source / "text.txt"


def second_edition(project: Path, *changes: tuple[str, str]) -> Path:
    """The text of the first interview with these words in place of those."""
    text = text_of(project).read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path = project / "second.txt"
    path.write_text(text, encoding="utf-8")
    return path


def relocated(project: Path, *changes: tuple[str, str], **options: object) -> reportgen.Relocations:
    """The ferry's dataset onto an edition with these changes, with the old text at hand."""
    given = {"source": "maran", "old": text_of(project)} | options
    return reportgen.relocate(dataset_of(project), second_edition(project, *changes), **given)  # type: ignore[arg-type]


def fates(found: reportgen.Relocations) -> dict[str, str]:
    return {item.locator: item.fate.value for item in found.items}


def contents(project: Path) -> dict[str, bytes]:
    folder = dataset_of(project)
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
