"""What in a brief refers to nothing in its dataset, or to what its selection leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from reportgen.evidence import fields
from reportgen.evidence.citations import Bare, Malformed, find, scan
from reportgen.model.brief import Brief, Select
from reportgen.model.dataset import Claim, within
from reportgen.model.nearest import did_you_mean
from reportgen.model.problem import Path, Problem, SourceMap
from reportgen.model.project import Project


class _Place(NamedTuple):
    """Where a problem stands: at a value, or at the nth time some text stands in it."""

    path: Path
    needle: str | None = None
    occurrence: int = 0


def claims(project: Project) -> Iterator[Problem]:
    """R201: a claim that the dataset does not have. R211: one that the selection leaves out."""
    select, lines = project.brief.value.select, project.brief.source_map
    takes_any = any(map(select.takes, project.dataset.value.claims))
    known = project.dataset.value.claims_by_id
    for id_, place in _cited(project.brief.value):
        claim = known.get(id_)
        if claim is None:
            yield _problem(lines, "R201", f"there is no claim `{id_}`", place, did_you_mean(id_, known))
        elif takes_any and not select.takes(claim):  # an empty selection is one problem, not one for each citation
            message = f"claim `{id_}` is cited, and the selection leaves it out"
            yield _problem(lines, "R211", message, place, _to_take_in(claim, select))
    for index, id_ in enumerate(select.exclude):
        if id_ not in known:
            place = _Place(("select", "exclude", index))
            yield _problem(lines, "R201", f"there is no claim `{id_}`", place, did_you_mean(id_, known))


def _cited(brief: Brief) -> Iterator[tuple[str, _Place]]:
    """Every claim id that is cited in prose or listed, with its place."""
    for path, text in fields.prose(brief):
        for group in find(text):
            at = group.start
            for id_ in group.ids:
                at = text.index(f"@{id_}", at)
                yield id_, _within_text(path, text, f"@{id_}", at)
                at += 1
    for path, id_ in fields.claim_lists(brief):
        yield id_, _Place(path)


def _within_text(path: Path, text: str, needle: str, at: int) -> _Place:
    """The place of a needle that stands at an offset of a text; how often it stood before, overlaps included."""
    count, found = 0, text.find(needle)
    while 0 <= found < at:
        count, found = count + 1, text.find(needle, found + 1)
    return _Place(path, needle, count)


def _problem(lines: SourceMap, code: str, message: str, place: _Place, hint: str | None) -> Problem:
    return lines.problem(code, message, place.path, hint=hint, needle=place.needle, occurrence=place.occurrence)


def _to_take_in(claim: Claim, select: Select) -> str:
    """What to change in a selection for it to take a claim in."""
    changes = []
    if claim.id in select.exclude:
        changes.append(f"take `{claim.id}` out of `select.exclude`")
    if claim.kind not in select.kinds:
        changes.append(f"add `{claim.kind}` to `select.kinds`")
    if select.themes and not any(within(path, theme) for path in claim.themes for theme in select.themes):
        changes.append(f"add {' or '.join(f'`{path}`' for path in claim.themes)} to `select.themes`")
    return ", and ".join(changes)


def citations(project: Project) -> Iterator[Problem]:
    """R117: what is meant as a citation and is not written as one, or stands where nothing can be cited."""
    brief, lines = project.brief.value, project.brief.source_map
    known = project.dataset.value.claims_by_id
    for path, text in fields.prose(brief):
        for item in scan(text):
            if isinstance(item, Malformed):
                place = _within_text(path, text, item.text.split()[0], item.start)
                yield _problem(lines, "R117", item.message, place, item.hint)
            elif isinstance(item, Bare) and item.id in known:
                place = _within_text(path, text, f"@{item.id}", item.start)
                message = f"the citation `@{item.id}` has no brackets"
                yield _problem(lines, "R117", message, place, f"write `[@{item.id}]`")
    for path, text in fields.plain(brief):
        for group in find(text):
            place = _within_text(path, text, f"@{group.ids[0]}", group.start)
            message = f"`{path[-1]}` is printed as it stands and cannot cite `{group.ids[0]}`"
            yield _problem(lines, "R117", message, place, "cite the claim in the text below")


def themes(project: Project) -> Iterator[Problem]:
    """R202: a theme that the codebook does not have. R207: one that no selected claim bears."""
    brief, dataset, lines = project.brief.value, project.dataset.value, project.brief.source_map
    known = [path for path, _ in dataset.walk_themes()]
    selected = [claim for claim in dataset.claims if brief.select.takes(claim)]
    if not selected:
        hint = "widen `themes` or `kinds`, or exclude fewer claims"
        yield lines.problem("R207", "the selection takes in no claim", ("select",), at_key=True, hint=hint)
    for path, theme in _themes(project):
        if theme not in known:
            message, hint_ = f"there is no theme `{theme}`", did_you_mean(theme, known)
            yield lines.problem("R202", message, path, hint=hint_)
        elif selected and not _bears(selected, theme):
            yield lines.problem("R207", f"no selected claim bears the theme `{theme}`", path, hint=_why(project, theme))


def _themes(project: Project) -> Iterator[tuple[Path, str]]:
    brief = project.brief.value
    yield from ((("select", "themes", index), theme) for index, theme in enumerate(brief.select.themes))
    for number, section in enumerate(brief.sections):
        yield from ((("sections", number, "themes", index), theme) for index, theme in enumerate(section.themes))


def _bears(claims: Iterable[Claim], theme: str) -> bool:
    return any(within(path, theme) for claim in claims for path in claim.themes)


def _why(project: Project, theme: str) -> str:
    """A hint at why no selected claim bears a theme."""
    for claim in project.dataset.value.claims:
        if _bears([claim], theme):
            return f"claim `{claim.id}` does: {_to_take_in(claim, project.brief.value.select)}"
    return "no claim of the dataset does"


RULES: Sequence[Callable[[Project], Iterable[Problem]]] = (claims, citations, themes)
