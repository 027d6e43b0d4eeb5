"""Memos of the ferry project for the tests of rendering, with or without the interviews' texts."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import reportgen
from reportgen import Memo

NOTES = ("margin", "foot", "end")
SOURCES = ("maran", "okoro")


def texts(project: Path) -> dict[str, str]:
    """The interviews' texts by source, as they were indexed."""
    return {source: (project / "datasets" / "ferry" / source / "text.txt").read_text("utf-8") for source in SOURCES}


def ferry(project: Path, *, with_texts: bool = True, **output: str) -> Memo:
    """The ferry memo; `output` sets keys such as `notes`."""
    loaded = reportgen.load_project(project / "ferry.yaml", overrides={f"output.{k}": v for k, v in output.items()})
    found = texts(project) if with_texts else {}
    dataset = dataclasses.replace(loaded.dataset, texts=found)
    return reportgen.compose_memo(dataclasses.replace(loaded, dataset=dataset))


def render(memo: Memo) -> bytes:
    return reportgen.render_pdf(memo)
