"""The texts of a brief by the path of each: those that may cite, and those printed as they stand."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.model.brief import Brief
from reportgen.model.figure import Figure
from reportgen.model.problem import Path


def prose(brief: Brief) -> Iterator[tuple[Path, str]]:
    """Every Markdown text, in the order a reader meets them."""
    if brief.bottom_line is not None:
        yield ("bottom_line",), brief.bottom_line
    for index, takeaway in enumerate(brief.takeaways):
        yield ("takeaways", index), takeaway
    for index, section in enumerate(brief.sections):
        yield ("sections", index, "text"), section.text
    for index, recommendation in enumerate(brief.recommendations):
        yield ("recommendations", index, "text"), recommendation.text
    if brief.limits is not None:
        yield ("limits",), brief.limits


def plain(brief: Brief) -> Iterator[tuple[Path, str]]:
    """Every text that is printed as it stands, without Markdown: titles, headings, actors."""
    single = {
        "title": brief.title,
        "subtitle": brief.subtitle,
        "series": brief.series,
        "number": brief.number,
        "to": brief.to,
        "from": brief.from_,
        "re": brief.re,
        "description": brief.description,
        "funding": brief.funding,
        "licence": brief.licence,
    }
    yield from (((key,), text) for key, text in single.items() if text is not None)
    for index, section in enumerate(brief.sections):
        yield ("sections", index, "heading"), section.heading
        if section.figure is not None:
            yield from figure(("sections", index, "figure"), section.figure)
    for index, recommendation in enumerate(brief.recommendations):
        yield ("recommendations", index, "actor"), recommendation.actor


def figure(path: Path, value: Figure) -> Iterator[tuple[Path, str]]:
    """The words of a figure, which stands at a path."""
    yield (*path, "title"), value.title
    yield from (((*path, "labels", claim), label) for claim, label in value.labels.items())
    for key, text in (("alt", value.alt), ("note", value.note)):
        if text is not None:
            yield (*path, key), text


def claim_lists(brief: Brief) -> Iterator[tuple[Path, str]]:
    """Every claim id that stands in a list: key claims, what a figure draws, and what recommendations rest on."""
    for index, section in enumerate(brief.sections):
        yield from _items(("sections", index, "key_claims"), section.key_claims)
        if section.figure is not None:
            yield from _items(("sections", index, "figure", "claims"), section.figure.claims)
    for index, recommendation in enumerate(brief.recommendations):
        yield from _items(("recommendations", index, "rests_on"), recommendation.rests_on)


def _items(path: Path, ids: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    return (((*path, index), claim) for index, claim in enumerate(ids))
