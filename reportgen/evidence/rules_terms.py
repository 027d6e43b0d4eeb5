"""The terms on which a source spoke: what its interviewee is called, and names that must not be printed."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence

from reportgen.evidence import drawn, fields, names, statements
from reportgen.evidence.citations import find
from reportgen.evidence.names import Protected
from reportgen.evidence.pieces import cited
from reportgen.evidence.plain import Plain, plain
from reportgen.evidence.quotations import Apart, quotations
from reportgen.evidence.watch import Watch
from reportgen.model.brief import Brief
from reportgen.model.dataset import Claim, Dataset, Terms, Theme
from reportgen.model.problem import Path, Problem, SourceMap
from reportgen.model.project import LoadedDataset, Project
from reportgen.model.template import Shows


def attributions(loaded: LoadedDataset) -> Iterator[Problem]:
    """R215: a source not on the record that says not, or says too well, what its interviewee is to be called."""
    dataset, lines = loaded.value, loaded.dataset.source_map
    people = {person.source: person for person in names.protected(dataset)}
    for index, source in enumerate(dataset.sources):
        if source.terms is Terms.ON_RECORD:
            continue
        hint = "describe the interviewee, such as `attribution: a harbour official`"
        if source.attribution is None:
            message = (
                f"`{source.id}` spoke {_words(source.terms)}, and nothing says what the interviewee is to be called"
            )
            yield lines.problem("R215", message, ("sources", index, "terms"), hint=hint)
        elif source.id in people and names.gives_away(source.attribution, [people[source.id]]):
            message = f"the attribution of `{source.id}` gives a name or an affiliation that its terms protect"
            yield lines.problem("R215", message, ("sources", index, "attribution"), hint=hint)


def source_ids(loaded: LoadedDataset) -> Iterator[Problem]:
    """E106: a source whose id, which every locator prints, gives the name that its terms protect."""
    watch = Watch(names.protected(loaded.value))
    for index, source in enumerate(loaded.value.sources):
        for person in watch.in_id(source.id):
            message = f"the id `{source.id}` gives the name of `{person.person}`, and locators print it"
            hint = "rename the source, here and in all locators: `interview-1`"
            yield loaded.dataset.source_map.problem("E106", message, ("sources", index, "id"), hint=hint)


def names_in_brief(project: Project) -> Iterator[Problem]:
    """E106: words of the brief, or of a passage it sets apart, that name someone protected."""
    watch = Watch(names.protected(project.dataset.value))
    lines = project.brief.source_map
    prose = {path for path, _ in fields.prose(project.brief.value)}
    for path, text in _printed(project.brief.value) if watch.people else ():
        yield from _named(text, path, lines, watch, is_prose=path in prose)
    for item in quotations(project) if watch.people else ():
        if isinstance(item, Apart) and item.excerpt and watch.finds(item.excerpt.text):
            message = f"the passage set apart from `{item.source}` gives a name that the terms of a source protect"
            yield lines.problem("E106", message, item.path, hint="choose other words with `from` and `to`")


def names_in_claims(project: Project) -> Iterator[Problem]:
    """E106: words of the dataset that the memo prints, and that name someone protected."""
    dataset, lines = project.dataset.value, project.dataset.dataset.source_map
    watch = Watch(names.protected(dataset))
    if not watch.people:
        return
    printed = _printed_claims(project)
    for path, text in _dataset_words(dataset, printed):
        yield from _named(text, path, lines, watch)
    if project.manifest.shows is not Shows.MEMO:
        for path, text in _codebook_words(dataset):
            yield from _named(text, path, lines, watch)
        yield from _theme_ids(dataset.themes, ("themes",), watch, lines)
    # Those who ask may belong to the same body.
    asking = Watch(tuple(dataclasses.replace(person, affiliations=()) for person in watch.people))
    for path, text, may_share in _people_words(dataset, printed):
        yield from _named(text, path, lines, asking if may_share else watch)
    for index, claim in enumerate(dataset.claims):
        for person in watch.in_id(claim.id) if claim.id in printed else ():
            message = f"the claim id `{claim.id}` gives the name of `{person.person}`, and memo.json holds it"
            yield lines.problem("E106", message, ("claims", index, "id"), hint="rename the claim")


def _printed_claims(project: Project) -> set[str]:
    """The claims the memo holds: those it cites or draws, or the whole selection where its template sets the coding."""
    brief = project.brief.value
    if project.manifest.shows is Shows.MEMO:
        return {*cited(brief), *drawn.claims(project)}
    return {claim.id for claim in project.dataset.value.claims if brief.select.takes(claim)}


def _theme_ids(themes: Sequence[Theme], at: Path, watch: Watch, lines: SourceMap) -> Iterator[Problem]:
    for index, theme in enumerate(themes):
        for person in watch.in_id(theme.id):
            message = f"the theme id `{theme.id}` gives the name of `{person.person}`, and the memo prints it"
            yield lines.problem("E106", message, (*at, index, "id"), hint="rename the theme")
        yield from _theme_ids(theme.themes, (*at, index, "themes"), watch, lines)


def _named(text: str, path: Path, lines: SourceMap, watch: Watch, *, is_prose: bool = False) -> Iterator[Problem]:
    printed = [plain(item.text, item.start) for item in statements.find(text)] if is_prose else []
    people = dict.fromkeys(person for form in (text, *(item.text for item in printed)) for person in watch.may(form))
    groups = find(text) if people else ()  # ids are the dataset's words
    for person in people:
        for start, end in sorted(_spans(text, person, printed)):
            if any(group.start <= start < group.end for group in groups):
                continue
            words = text[start:end]
            occurrence = sum(text.startswith(words, at) for at in range(start))
            message = f"`{' '.join(words.split())}` tells who spoke: the terms of `{person.source}` protect the name"
            hint = f"write “{person.attribution}”, or leave it out"
            yield lines.problem("E106", message, path, needle=words, occurrence=occurrence, hint=hint)


def _spans(text: str, person: Protected, printed: Sequence[Plain]) -> set[tuple[int, int]]:
    """Where a text names someone, as it is written or, where it is Markdown, as it is printed."""
    spans = set(person.find(text))
    for paragraph in printed:
        for start, end in person.find(paragraph.text):
            place = paragraph.offsets[start], paragraph.offsets[end - 1] + 1
            if not any(left <= place[0] and place[1] <= right for left, right in spans):
                spans.add(place)
    return spans


def _printed(brief: Brief) -> Iterator[tuple[Path, str]]:
    """Every text of a brief that its memo holds."""
    yield from fields.prose(brief)
    yield from fields.plain(brief)
    for key, values in (("keywords", brief.keywords), ("authors", brief.authors)):
        yield from (((key, index), value) for index, value in enumerate(values))
    if brief.organisation:
        yield ("organisation", "name"), brief.organisation.name
        if brief.organisation.contact:
            yield ("organisation", "contact"), brief.organisation.contact


def _dataset_words(dataset: Dataset, printed: set[str]) -> Iterator[tuple[Path, str]]:
    """The texts of a dataset that a memo holds: its title, the names of themes, and the claims it cites."""
    yield ("title",), dataset.title
    yield from _theme_names(dataset.themes, ("themes",))
    for number, claim in enumerate(dataset.claims):
        if claim.id in printed:
            yield from _claim_words(claim, number)


def _codebook_words(dataset: Dataset) -> Iterator[tuple[Path, str]]:
    """What of a dataset only a template prints that sets the coding: what themes mean, why passages are set aside."""
    yield from _meanings(dataset.themes, ("themes",))
    for index, passage in enumerate(dataset.set_aside):
        yield ("set_aside", index, "reason"), passage.reason


def _meanings(themes: Sequence[Theme], at: Path) -> Iterator[tuple[Path, str]]:
    for index, theme in enumerate(themes):
        for key, text in (("definition", theme.definition), ("include", theme.include), ("exclude", theme.exclude)):
            if text:
                yield (*at, index, key), text
        yield from _meanings(theme.themes, (*at, index, "themes"))


def _people_words(dataset: Dataset, printed: set[str]) -> Iterator[tuple[Path, str, bool]]:
    """What a memo prints of people who are not protected, and whether they ask or publish: those stay as they are."""
    hidden = {person.person for person in names.protected(dataset)}
    interviewees = {source.interviewee for source in dataset.sources} - hidden
    interviewers = {source.interviewer for source in dataset.sources}
    publishers = {source.publisher for source in dataset.sources}
    claims = [claim for claim in dataset.claims if claim.id in printed]
    others = {id_ for claim in claims for id_ in (claim.speaker, claim.attributed_to)} - hidden
    for index, person in enumerate(dataset.people):
        may_share = person.id in interviewers | publishers
        if person.id in others - interviewers - publishers:
            yield ("people", index, "name"), person.name.full, may_share
        if person.id in interviewees | interviewers:
            yield from (
                (("people", index, key), text, may_share)
                for key, text in (("role", person.role), ("affiliation", person.affiliation))
                if text
            )


def _claim_words(claim: Claim, number: int) -> Iterator[tuple[Path, str]]:
    yield ("claims", number, "text"), claim.text
    if claim.quantity:
        yield ("claims", number, "quantity", "unit"), claim.quantity.unit
        yield ("claims", number, "quantity", "label"), claim.quantity.label


def _theme_names(themes: Sequence[Theme], at: Path) -> Iterator[tuple[Path, str]]:
    for index, theme in enumerate(themes):
        yield (*at, index, "name"), theme.name
        yield from _theme_names(theme.themes, (*at, index, "themes"))


def _words(terms: Terms) -> str:
    return "on background" if terms is Terms.BACKGROUND else "not for attribution"


DATASET_RULES: Sequence[Callable[[LoadedDataset], Iterable[Problem]]] = (attributions, source_ids)
BRIEF_RULES: Sequence[Callable[[Project], Iterable[Problem]]] = (names_in_brief, names_in_claims)
