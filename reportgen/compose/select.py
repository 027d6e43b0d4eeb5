"""Which claims a memo may draw on."""

from __future__ import annotations

from reportgen.model.brief import Brief
from reportgen.model.dataset import Claim, Dataset


def select(dataset: Dataset, brief: Brief) -> tuple[Claim, ...]:
    """The claims the brief's selection takes in, in the dataset's order."""
    return tuple(claim for claim in dataset.claims if brief.select.takes(claim))


def theme_names(dataset: Dataset) -> dict[str, str]:
    """Each theme path's name, parents first: `nato/summits` gives `NATO: Summits`."""
    names: dict[str, str] = {}
    for path, theme in dataset.walk_themes():
        parent, _, _ = path.rpartition("/")
        names[path] = f"{names[parent]}: {theme.name}" if parent else theme.name
    return names


def selected_themes(dataset: Dataset, brief: Brief) -> tuple[str, ...]:
    """Names of the themes the brief selects; of all top-level ones where it names none."""
    names = theme_names(dataset)
    return tuple(names[path] for path in (brief.select.themes or tuple(theme.id for theme in dataset.themes)))
