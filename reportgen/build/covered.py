"""Whether the inputs that a brief's bytes told of are those its memo was made from in the end."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportgen.build.inputs import Known, Parts, belongs
from reportgen.model.project import Project
from reportgen.model.style import Style
from reportgen.read.claims import SplitMap

if TYPE_CHECKING:
    from reportgen.model.dataset import Dataset

_SAID_OTHERWISE = ("library ", "medium")
"""Parts of a recipe that are in a digest by themselves: the format, and what sets pages."""


def all_in(known: Known, project: Project, recipe: Parts) -> bool:
    """Whether all that a project was read from, and all of the recipe it is rendered by, is known."""
    return (
        project.dataset.folder.resolve() == known.folder
        and all(name in known.dataset for name in _values(project))
        and all(_is_told(known, text) for text in _texts(project.dataset.value))
        and set(_named(project)) <= known.named.keys()
        and not _asks_the_machine(project.style)
        and all(_is_rendered(known, name, value) for name, value in recipe.items())
    )


def _values(project: Project) -> Iterator[str]:
    """The dataset's file and those of claims and indexes, by their path below its folder."""
    dataset = project.dataset.dataset
    yield dataset.path.name
    if isinstance(dataset.source_map, SplitMap):
        yield _plain(dataset.source_map.name)
    yield from (_plain(source.transcript) for source in dataset.value.sources)


def _texts(dataset: Dataset) -> Iterator[str]:
    return (_plain(source.text) for source in dataset.sources)


def _is_told(known: Known, text: str) -> bool:
    """Whether a text is known, or would be if it came to be there."""
    if os.path.lexists(known.folder / text):
        return text in known.dataset
    return all(map(belongs, text.split("/")))


def _plain(name: str) -> str:
    return pathlib.PurePosixPath(name).as_posix()


def _named(project: Project) -> Iterator[str]:
    """The files that the brief itself names. Those of a style's file stand in a templates folder, which is known."""
    brief = project.brief.value
    styles = [brief.style] if isinstance(brief.style, Style) else []
    for body in (brief.organisation, *(style.organisation for style in styles)):
        if body and body.logo:
            yield body.logo
    for section in brief.sections:
        if section.figure and section.figure.spec:
            yield section.figure.spec


def _asks_the_machine(style: Style) -> bool:
    """Whether a family comes from the machine, where fonts come and go."""
    families = (style.fonts.text, style.fonts.heading, style.fonts.apparatus)
    return any(family.beyond or not family.faces for family in families if family)


def _is_rendered(known: Known, name: str, value: str) -> bool:
    """Whether a part of a recipe is known, and is what it was when the digest was taken."""
    if name.startswith(_SAID_OTHERWISE):
        return True
    sort, _, rest = name.partition(" ")
    alike = (name, f"template own {rest}", f"template bundled {rest}") if sort == "font" else (name,)
    return any(known.rest.get(one) == value for one in alike)
