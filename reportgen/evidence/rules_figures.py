"""What in a brief's figures is missing, draws nothing, reaches outside, or is borne by none of the claims drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from reportgen.evidence import drawn, fields
from reportgen.evidence.drawn import Placed, figures
from reportgen.evidence.pieces import Piece
from reportgen.evidence.rules_numbers import Everywhere, of_piece
from reportgen.evidence.statements import Statement
from reportgen.model import vegalite
from reportgen.model.figure import CLAIM_FIELDS, FigureKind
from reportgen.model.nearest import did_you_mean
from reportgen.model.problem import Problem
from reportgen.model.project import Project

SOURCES = 16
"""Interviews that a matrix has columns for."""
_OF_KIND = {"unit": FigureKind.QUANTITIES, "spec": FigureKind.SPEC}
_NEEDS = {
    FigureKind.TIMELINE: "`when`",
    FigureKind.QUANTITIES: "`quantity`",
    FigureKind.COVERAGE: "evidence in an answer",
}


def keys(project: Project) -> Iterator[Problem]:
    """R110: a key that is another kind's. R111: one that a figure by specification needs."""
    lines = project.brief.source_map
    for figure, _, path in figures(project.brief.value):
        for key, kind in _OF_KIND.items():
            if getattr(figure, key) is not None and figure.kind is not kind:
                message = f"a figure of kind `{figure.kind}` has no `{key}`"
                yield lines.problem("R110", message, (*path, key), at_key=True, hint=f"`{key}` is for kind `{kind}`")
        if figure.kind is FigureKind.SPEC:
            for key, hint in (
                ("spec", "name a Vega-Lite specification"),
                ("alt", "say in words what the figure shows"),
            ):
                if getattr(figure, key) is None:
                    message = f"the key `{key}` is missing"
                    yield lines.problem("R111", message, (*path, "kind"), hint=f"add `{key}:`: {hint}")


def themes(project: Project) -> Iterator[Problem]:
    """R202: a theme that the codebook does not have."""
    known = [path for path, _ in project.dataset.value.walk_themes()]
    for figure, _, path in figures(project.brief.value):
        for index, theme in enumerate(figure.themes):
            if theme not in known:
                hint = did_you_mean(theme, known)
                message = f"there is no theme `{theme}`"
                yield project.brief.source_map.problem("R202", message, (*path, "themes", index), hint=hint)


def filled(project: Project) -> Iterator[Problem]:
    """R219: no claim that a figure can draw, one named that it cannot, several units, too many columns.

    R201 and R219: a label of a claim that is not there or not drawn.
    """
    brief, dataset, lines = project.brief.value, project.dataset.value, project.brief.source_map
    selected = {claim.id: claim for claim in dataset.claims if brief.select.takes(claim)}
    for placed in figures(brief):
        figure, section, path = placed
        claims = drawn.drawn(figure, section, brief, dataset)
        unfit = [claim for claim in dict.fromkeys(figure.claims) if claim in selected and selected[claim] not in claims]
        for claim in unfit:
            message = f"claim `{claim}` has no {_wanted(placed)}, which a figure of kind `{figure.kind}` draws"
            index = figure.claims.index(claim)
            yield lines.problem("R219", message, (*path, "claims", index), hint="name another claim, or leave it out")
        if not claims and selected and not unfit and set(figure.claims) <= set(selected):
            yield lines.problem(
                "R219", "no selected claim fills the figure", path, at_key=True, hint=_why(project, placed)
            )
        found = dict.fromkeys(claim.quantity.unit for claim in claims if claim.quantity)
        if figure.kind is FigureKind.QUANTITIES and len(found) > 1:
            message = f"the claims have several units: {', '.join(f'`{unit}`' for unit in found)}"
            yield lines.problem("R219", message, path, at_key=True, hint="name one of them as `unit:`")
        of = {drawn.source(place) for claim in claims for place in claim.evidence}
        if figure.kind is FigureKind.COVERAGE and len(of) > SOURCES:
            message = f"the claims are from {len(of)} interviews, and a matrix has room for {SOURCES}"
            yield lines.problem("R219", message, path, at_key=True, hint="name fewer `themes` or `claims`")
        yield from _labels(project, placed, {claim.id for claim in claims})


def _labels(project: Project, placed: Placed, ids: set[str]) -> Iterator[Problem]:
    lines = project.brief.source_map
    known = [claim.id for claim in project.dataset.value.claims]
    for id_ in placed.figure.labels:
        at = (*placed.path, "labels", id_)
        if id_ not in known:
            hint = did_you_mean(id_, known)
            yield lines.problem("R201", f"there is no claim `{id_}`", at, at_key=True, hint=hint)
        elif id_ not in ids:
            hint = "leave the label out, or draw the claim"
            yield lines.problem("R219", f"the figure does not draw claim `{id_}`", at, at_key=True, hint=hint)


def _wanted(placed: Placed) -> str:
    unit = placed.figure.unit
    return f"quantity in `{unit}`" if unit is not None else _NEEDS.get(placed.figure.kind, "data")


def _why(project: Project, placed: Placed) -> str:
    brief, dataset = project.brief.value, project.dataset.value
    units = drawn.units(placed.figure, placed.section, brief, dataset)
    if placed.figure.unit is not None and units:
        return did_you_mean(placed.figure.unit, units) or f"their units are {', '.join(f'`{unit}`' for unit in units)}"
    return f"it draws claims that have {_wanted(placed)}: name other `themes` or `claims`, or widen `select`"


def specifications(project: Project) -> Iterator[Problem]:
    """R220: a Vega-Lite specification that is no JSON, brings other data than the claims, or reaches outside."""
    for figure, _, path in figures(project.brief.value):
        data = project.assets.get(figure.spec or "")
        if figure.kind is not FigureKind.SPEC or data is None:
            continue
        try:
            spec = vegalite.parse(data)
        except ValueError as error:
            message = f"`{figure.spec}` is no JSON: {error}"
            yield project.brief.source_map.problem("R220", message, (*path, "spec"), hint="mend it at that place")
            continue
        for fault in dict.fromkeys(vegalite.faults(spec, fields=CLAIM_FIELDS)):
            where = f"`{figure.spec}`, at `{fault.at}`" if fault.at else f"`{figure.spec}`"
            message = f"{where}: {fault.message}"
            yield project.brief.source_map.problem("R220", message, (*path, "spec"), hint=fault.hint)


def numbers(project: Project) -> Iterator[Problem]:
    """E201 to E204 for the words of a figure, which rest on the claims it draws, and may say what it counts."""
    brief, dataset = project.brief.value, project.dataset.value
    everywhere = Everywhere(dataset.claims)
    for figure, section, path in figures(brief):
        ids = tuple(claim.id for claim in drawn.drawn(figure, section, brief, dataset))
        counts = drawn.counts(figure, section, project)
        for at, text in fields.figure(path, figure) if ids else ():
            rests_on = (str(at[-1]),) if at[-2] == "labels" else ids
            piece = Piece(at, text, Statement(text, 0, heading=True), rests_on, "in this figure")
            yield from of_piece(project, piece, everywhere, counts if at[-2] != "labels" else ())


RULES: Sequence[Callable[[Project], Iterable[Problem]]] = (keys, themes, filled, specifications, numbers)
