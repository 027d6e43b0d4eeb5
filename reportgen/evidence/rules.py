"""The checks of references, as pure functions from values with their lines to problems: all of them at once."""

from __future__ import annotations

from reportgen.evidence import (
    rules_brief,
    rules_dataset,
    rules_figures,
    rules_numbers,
    rules_quotes,
    rules_support,
    rules_terms,
)
from reportgen.model.problem import Problem, in_order
from reportgen.model.project import LoadedDataset, Project


def check_dataset(dataset: LoadedDataset) -> tuple[Problem, ...]:
    """What in a dataset refers to nothing (R202, R203, R208, R210, R212, R213), what its claims misquote (E1xx), and
    sources whose terms it does not keep (R215, E106). Sorted by file, line and column.
    """
    rules = (*rules_dataset.RULES, *rules_quotes.DATASET_RULES, *rules_terms.DATASET_RULES)
    return in_order(problem for rule in rules for problem in rule(dataset))


def check_brief(project: Project) -> tuple[Problem, ...]:
    """What in a brief refers to nothing (R117, R201, R202, R207, R210, R211), what it misquotes or may not print
    (E1xx), what its claims do not bear (E2xx), what rests on nothing (E3xx), and figures that nothing fills (R219) or
    that cannot be drawn (R220). Sorted by file, line and column.
    """
    rules = (
        *rules_brief.RULES,
        *rules_quotes.BRIEF_RULES,
        *rules_terms.BRIEF_RULES,
        *rules_numbers.RULES,
        *rules_support.RULES,
        *rules_figures.RULES,
    )
    return in_order(problem for rule in rules for problem in rule(project))
