"""The good fixture with its texts at hand: small briefs over two invented interviews."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reportgen.build.checks import check_project
from reportgen.model.problem import Problem
from reportgen.model.project import Project
from reportgen.read.project import load_project

SOURCES = ("maran", "okoro")

BRIEF = """\
title: {title}
date: 2026-05-04
dataset: datasets/ferry
bottom_line: The hull dates from 1971 [@hull-old].
takeaways: ["The hull should be replaced [@replace-hull]."]
sections:
  - heading: {heading}
    text: |
      {text}
{more}"""


def texts(project: Path, *ids: str) -> dict[str, str]:
    """The files of the interviews' texts, by source id; of all where none is named."""
    return {id_: str(project / "datasets" / "ferry" / id_ / "text.txt") for id_ in ids or SOURCES}


def write_brief(
    project: Path, text: str, *, title: str = "The crossing", heading: str = "The boat", quote: str = "", more: str = ""
) -> Path:
    """A brief of one section over the ferry's dataset. The section's text begins in line 9, column 7."""
    path = project / "small.yaml"
    lines = text.replace("\n", "\n      ")
    apart = f"    quote: {quote}\n" if quote else ""
    path.write_text(BRIEF.format(title=title, heading=heading, text=lines, more=apart + more), encoding="utf-8")
    return path


def load(project: Path, text: str, sources: Mapping[str, str] | None = None, **parts: str) -> Project:
    """Such a brief, read with the texts named, or with all."""
    path = write_brief(project, text, **parts)
    return load_project(path, sources=texts(project) if sources is None else sources)


def problems(project: Path, text: str, sources: Mapping[str, str] | None = None, **parts: str) -> list[Problem]:
    """What is wrong with the quotations, names and places of such a brief."""
    path = write_brief(project, text, **parts)
    found = check_project(path, sources=texts(project) if sources is None else sources).problems
    return [problem for problem in found if problem.code.startswith(("E1", "E4", "R"))]


def change(path: Path, *changes: tuple[str, str]) -> None:
    """Replaces words of a file, each of which must stand there."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def change_dataset(project: Path, *changes: tuple[str, str]) -> None:
    """The same in the ferry's dataset."""
    change(project / "datasets" / "ferry" / "dataset.yaml", *changes)
