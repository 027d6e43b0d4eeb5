"""Which claims a figure draws, and under which themes it counts them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportgen.evidence import locate
from reportgen.model.brief import Brief, Section
from reportgen.model.dataset import Claim, Dataset, Kind, within
from reportgen.model.figure import Figure, FigureKind
from reportgen.model.problem import Path
from reportgen.model.project import Project

_COUNTED = (FigureKind.COVERAGE, FigureKind.THEMES)


class Placed(NamedTuple):
    """A figure of a brief, with its section and its place."""

    figure: Figure
    section: Section
    path: Path


def figures(brief: Brief) -> Iterator[Placed]:
    """The figures of a brief, in reading order."""
    for index, section in enumerate(brief.sections):
        if section.figure is not None:
            yield Placed(section.figure, section, ("sections", index, "figure"))


def claims(project: Project) -> frozenset[str]:
    """Every claim that a figure of a brief draws, by id."""
    brief, dataset = project.brief.value, project.dataset.value
    return frozenset(
        claim.id for figure, section, _ in figures(brief) for claim in drawn(figure, section, brief, dataset)
    )


def drawn(figure: Figure, section: Section, brief: Brief, dataset: Dataset) -> tuple[Claim, ...]:
    """The claims a figure draws: those it names, else those of its themes, as far as they fill its kind.

    In the order it names them, else in the dataset's. None that the selection leaves out or the dataset lacks.
    """
    return tuple(claim for claim in _meant(figure, section, brief, dataset) if fills(figure, claim))


def units(figure: Figure, section: Section, brief: Brief, dataset: Dataset) -> tuple[str, ...]:
    """The units of the quantities that a figure might draw, each once."""
    claims = _meant(figure, section, brief, dataset)
    return tuple(dict.fromkeys(claim.quantity.unit for claim in claims if claim.quantity))


def fills(figure: Figure, claim: Claim) -> bool:
    """Whether a claim has what the figure's kind draws."""
    if figure.kind is FigureKind.TIMELINE:
        return claim.when is not None
    if figure.kind is FigureKind.QUANTITIES:
        return claim.quantity is not None and figure.unit in (None, claim.quantity.unit)
    return figure.kind is not FigureKind.COVERAGE or any(map(in_answer, claim.evidence))


def in_answer(locator: str) -> bool:
    """Whether a place lies in an answer: neither a question nor what stands before and after."""
    place = locate.parse(locator)
    return place.exchange is not None and not place.is_question


def rows(figure: Figure, section: Section, brief: Brief, dataset: Dataset) -> tuple[str, ...]:
    """The themes that a figure counts by, as paths.

    Those it names, in its order, or where it names one, that with the themes right below it; else the section's in the
    same way; else the top-level themes of its claims.
    """
    if figure.kind not in _COUNTED:
        return ()
    known = [path for path, _ in dataset.walk_themes()]
    named = figure.themes or (() if figure.claims else section.themes)
    if len(named) == 1:
        return tuple(path for path in known if path == named[0] or path.rpartition("/")[0] == named[0])
    if named:
        return tuple(dict.fromkeys(path for path in named if path in known))
    top = {path.partition("/")[0] for claim in drawn(figure, section, brief, dataset) for path in claim.themes}
    return tuple(path for path in known if path in top)


def counts(figure: Figure, section: Section, project: Project) -> frozenset[int]:
    """What a figure counts, and its words may say: its claims, and by theme and kind claims, sentences and answers."""
    brief, dataset = project.brief.value, project.dataset.value
    whole = drawn(figure, section, brief, dataset)
    paths = {path for claim in whole for path in claim.themes} | set(rows(figure, section, brief, dataset))
    groups = [whole, *([claim for claim in whole if any(within(one, path) for one in claim.themes)] for path in paths)]
    found: set[int] = set()
    for group in groups:
        found.update(_counted(group, project))
        for kind in Kind:
            found.update(_counted([claim for claim in group if claim.kind is kind], project))
    return frozenset(found)


def _counted(group: Sequence[Claim], project: Project) -> Iterator[int]:
    """Claims, and of the answers that they rest on sentences, answers and interviews."""
    transcripts = project.dataset.transcripts
    places = {place for claim in group for place in claim.evidence if in_answer(place) and source(place) in transcripts}
    sentences = {
        (source(place), one) for place in places for one in locate.sentences(place, transcripts[source(place)])
    }
    yield len(group)
    yield len(sentences)
    yield len({(of, one.partition(".")[0]) for of, one in sentences})
    yield len({of for of, _ in sentences})


def source(locator: str) -> str:
    """The source of a place, by id."""
    return locator.partition("/")[0]


def _meant(figure: Figure, section: Section, brief: Brief, dataset: Dataset) -> Sequence[Claim]:
    selected = {claim.id: claim for claim in dataset.claims if brief.select.takes(claim)}
    if figure.claims:
        return [selected[id_] for id_ in dict.fromkeys(figure.claims) if id_ in selected]
    themes = figure.themes or section.themes
    bears = (claim for claim in selected.values() if any(within(path, one) for path in claim.themes for one in themes))
    return list(bears) if themes else list(selected.values())
