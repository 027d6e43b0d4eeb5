"""Codebooks to test with: of the ferry's two interviews, and of made-up studies of any size."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import reportgen
from reportgen import Memo
from reportgen.build.templates import manifest
from reportgen.compose.memo import compose
from reportgen.model.brief import Brief, Select
from reportgen.model.codebook import Code, Codebook
from reportgen.model.dataset import Claim, Dataset, Kind, Name, Person, SetAside, Source, Theme
from reportgen.model.problem import SourceMap
from reportgen.model.project import Loaded, LoadedDataset, Project
from reportgen.model.transcript import Role, Segment, Span, Transcript
from reportgen.render import places
from tests import ferry

BRIEF = """\
title: Money and boats are spoken of together
date: 2026-05-04
dataset: datasets/ferry
template: codebook
{more}"""


def write(project: Path, more: str = "") -> Path:
    """A brief for a codebook of the ferry, beside its dataset."""
    path = project / "codebook.yaml"
    path.write_text(BRIEF.format(more=more), encoding="utf-8")
    return path


def memo(project: Path, *sources: str, more: str = "") -> Memo:
    """The memo of such a brief, with the texts of the sources named."""
    named = ferry.texts(project, *sources) if sources else {}
    return reportgen.compose_memo(reportgen.load_project(write(project, more), sources=named))


def book(memo: Memo) -> Codebook:
    assert memo.codebook is not None
    return memo.codebook


def codes(memo: Memo) -> Mapping[str, Code]:
    """The codes by their paths."""
    return {code.path: code for code in book(memo).codes}


def transcript(exchanges: int, sentences: int, *, front: int = 0, timed: bool = False) -> Transcript:
    """The index of an interview: so many exchanges, each answered in one paragraph of so many sentences."""
    at, segments = 0, []

    def segment(id_: str, role: Role, count: int) -> Segment:
        nonlocal at
        spans = tuple(
            Span(id=f"{id_}.s{n}", start=at + 40 * n, end=at + 40 * n + 39, digest="") for n in range(1, count + 1)
        )
        start, at = at, at + 40 * (count + 2)
        times = {"time": start * 100, "time_end": at * 100} if timed else {}
        return Segment(id=id_, role=role, start=start + 40, end=at - 41, digest="", sentences=spans, **times)

    if front:
        segments.append(segment("front.p1", Role.INTRO, front))
    for number in range(1, exchanges + 1):
        segments.append(segment(f"q{number}.q", Role.QUESTION, 0))
        segments.append(segment(f"q{number}.p1", Role.ANSWER, sentences))
    return Transcript(
        format="reportgen-transcript/1",
        media_type="text/plain",
        normalization="NFC, LF, no BOM",
        length=at,
        sha256=hashlib.sha256(str(at).encode()).hexdigest(),
        segments=tuple(segments),
    )


def project(
    claims: Sequence[Claim],
    themes: Sequence[Theme],
    transcripts: Mapping[str, Transcript],
    *,
    set_aside: Sequence[SetAside] = (),
    select: Select | None = None,
    interviewer: bool = False,
) -> Project:
    """A project that needs no files: one interview for each transcript, by its id."""
    people = [Person(id=f"p-{id_}", name=Name(given="Ada", family=f"Witness-{id_}")) for id_ in transcripts]
    dataset = Dataset(
        id="study",
        title="A study",
        sources=tuple(
            Source(
                id=id_, title=f"Interview {id_}", interviewee=f"p-{id_}", interviewer="asker" if interviewer else None
            )
            for id_ in transcripts
        ),
        people=(*people, Person(id="asker", name=Name(given="Tom", family="Asker"))),
        themes=tuple(themes),
        claims=tuple(claims),
        set_aside=tuple(set_aside),
    )
    brief = Brief(
        title="The study in its codes",
        date=datetime.date(2026, 5, 4),
        dataset="study",
        template="codebook",
        select=select or Select(),
    )
    folder = Path("/nowhere")
    loaded = LoadedDataset(Loaded(dataset, folder / "dataset.yaml", SourceMap("dataset.yaml")), transcripts)
    return Project(
        Loaded(brief, folder / "study.yaml", SourceMap("study.yaml")),
        loaded,
        manifest=manifest("codebook", places.search_path(None)),
    )


def study(sources: int, exchanges: int, tops: int, below: int) -> Memo:
    """The codebook of a made-up study: long names, three levels of codes, three claims for each answer."""
    words = ("harbours and quays", "crossings after dark", "pay of the crews", "bridges that were promised", "weather")
    themes, paths = [], []
    for top in range(tops):
        children = []
        for child in range(below):
            leaf = Theme(id="detail", name=f"Details of {words[child % 5]}", definition="What is said in passing.")
            children.append(
                Theme(
                    id=f"c{child}",
                    name=f"On {words[(top + child) % 5]} and what becomes of them",
                    definition="What those who cross make of it, and what those who pay for it answer them.",
                    include="Views of any kind.",
                    themes=(leaf,) if child == 0 else (),
                )
            )
            paths += [f"t{top}/c{child}", *([f"t{top}/c{child}/detail"] if child == 0 else [])]
        themes.append(
            Theme(
                id=f"t{top}", name=f"The {words[top % 5]}", definition="Whatever bears on it.", themes=tuple(children)
            )
        )
        paths.append(f"t{top}")
    ids = [f"interview-{number}" for number in range(1, sources + 1)]
    claims = []
    for source, id_ in enumerate(ids):
        for exchange in range(1, exchanges + 1):
            for part in range(3):
                at = source * 7 + exchange * 3 + part
                chosen = dict.fromkeys([paths[at % len(paths)], paths[(at * 5 + 1) % len(paths)]])
                claims.append(
                    Claim(
                        id=f"claim-{source}-{exchange}-{part}",
                        text=f"In answer {exchange} the speaker holds view {at} of the matter, and says why at length.",
                        kind=list(Kind)[at % 3],
                        speaker=f"p-{id_}",
                        themes=tuple(chosen),
                        evidence=(f"{id_}/q{exchange}.p1.s{part + 1}",),
                    )
                )
    return compose(project(claims, themes, {id_: transcript(exchanges, 4) for id_ in ids}, interviewer=True))
