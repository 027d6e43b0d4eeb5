"""The checks of references, as pure functions from values with their lines to problems: all of them at once."""

from __future__ import annotations

from reportgen.evidence import rules_brief, rules_dataset
from reportgen.model.problem import Problem, in_order
from reportgen.model.project import LoadedDataset, Project


def check_dataset(dataset: LoadedDataset) -> tuple[Problem, ...]:
    """What in a dataset refers to nothing: R202, R203, R208, R210, R212, R213. Sorted by file, line and column."""
    return in_order(problem for rule in rules_dataset.RULES for problem in rule(dataset))


def check_brief(project: Project) -> tuple[Problem, ...]:
    """What in a brief refers to nothing: R117, R201, R202, R207, R211. Sorted by file, line and column."""
    return in_order(problem for rule in rules_brief.RULES for problem in rule(project))
