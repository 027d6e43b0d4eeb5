"""The ferry's interviews as an annotated transcript, with their texts or without."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import reportgen
from reportgen import Memo
from reportgen.model.edition import EditedSource, Edition, Passage, Sentence
from tests.ferry import texts

BRIEF = """\
title: The town keeps the ferry
date: 2026-05-04
dataset: datasets/ferry
template: annotated-transcript
"""


def write(project: Path, more: str = "") -> Path:
    """The brief of such a document."""
    path = project / "edition.yaml"
    path.write_text(BRIEF + more, encoding="utf-8")
    return path


def compose(project: Path, more: str = "", sources: Mapping[str, str] | None = None) -> Memo:
    """The document of a brief, with the texts named or with all."""
    found = texts(project) if sources is None else sources
    return reportgen.compose_memo(reportgen.load_project(write(project, more), sources=found))


def of(memo: Memo) -> Edition:
    assert memo.edition is not None
    return memo.edition


def source(memo: Memo, id_: str) -> EditedSource:
    return next(source for source in of(memo).sources if source.id == id_)


def passage(memo: Memo, anchor: str) -> Passage:
    return next(item for source in of(memo).sources for item in source.passages if item.anchor == anchor)


def sentence(memo: Memo, anchor: str) -> Sentence:
    return next(item for _, item in of(memo).sentences if item.anchor == anchor)
