"""Coverage and counts: every sentence of every answer once, and every claim where it belongs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

import reportgen
from reportgen.evidence.coverage import ExchangeCoverage, Summary, coverage, summarize
from reportgen.evidence.locate import resolve
from reportgen.model.dataset import Claim, Dataset, Kind, Name, Person, SetAside, Source, Theme
from reportgen.model.problem import SourceMap
from reportgen.model.project import Loaded, LoadedDataset
from reportgen.read.ingest import index_text

SHIPPED = Path(__file__).parents[2] / "briefs" / "datasets" / "japan-ukraine"

TRANSCRIPTS = {
    "wray": index_text(
        "The Compact\nDid it work?\nMostly. In part.\nAh well.\nWhat next?\nDredging.\nThe interview was short.\n"
    ),
    "holm": index_text("Who pays?\nNobody. Not yet.\n"),
}


def claim(
    name: str,
    *evidence: str,
    kind: Kind = Kind.FACT,
    themes: Iterable[str] = ("lake",),
    attributed_to: str | None = None,
) -> Claim:
    return Claim(
        id=name,
        text=f"Claim {name}.",
        kind=kind,
        speaker="tomas",
        themes=tuple(themes),
        evidence=evidence,
        attributed_to=attributed_to,
    )


def dataset(*claims: Claim, set_aside: Iterable[str] = ()) -> Dataset:
    return Dataset(
        id="orrin",
        title="The Orrin compact",
        sources=tuple(Source(id=name, title=name, interviewee="tomas") for name in TRANSCRIPTS),
        people=(
            Person(id="tomas", name=Name(given="Tomas", family="Wray"), role="Historian"),
            Person(id="towns", name=Name(literal="The towns")),
        ),
        themes=(
            Theme(
                id="lake",
                name="The lake",
                definition="Water.",
                themes=(Theme(id="ports", name="Ports", definition="Piers."),),
            ),
            Theme(id="lakefront", name="The front", definition="Land."),
        ),
        claims=claims,
        set_aside=tuple(SetAside(at=place, reason="Courtesy.") for place in set_aside),
    )


def summary(*claims: Claim) -> Summary:
    value = dataset(*claims)
    return summarize(LoadedDataset(Loaded(value, Path("dataset.yaml"), SourceMap("dataset.yaml")), TRANSCRIPTS))


def test_each_sentence_of_an_answer_is_evidence_set_aside_or_uncovered() -> None:
    found = coverage(dataset(claim("a", "wray/q1.p1.s1", "holm/q1"), set_aside=["wray/q1.p2"]), TRANSCRIPTS)
    assert found.exchanges == (
        ExchangeCoverage("wray/q1", total=3, evidenced=1, set_aside=1, uncovered=("wray/q1.p1.s2",)),
        ExchangeCoverage("wray/q2", total=1, evidenced=0, set_aside=0, uncovered=("wray/q2.p1.s1",)),
        ExchangeCoverage("holm/q1", total=2, evidenced=2, set_aside=0, uncovered=()),
    )
    assert (found.total, found.evidenced, found.set_aside) == (6, 3, 1)
    assert found.uncovered == ("wray/q1.p1.s2", "wray/q2.p1.s1")
    assert found.share == pytest.approx(4 / 6)
    assert [exchange.share for exchange in found.exchanges] == [pytest.approx(2 / 3), 0.0, 1.0]
    assert repr(found) == "<Coverage: 4 of 6 sentences in 3 answers>"


def test_a_sentence_that_is_evidence_and_set_aside_counts_once() -> None:
    found = coverage(dataset(claim("a", "wray/q2"), claim("b", "wray/q2.p1.s1"), set_aside=["wray/q2"]), TRANSCRIPTS)
    assert found.exchanges[1] == ExchangeCoverage("wray/q2", total=1, evidenced=1, set_aside=0)


def test_front_matter_questions_and_places_that_are_not_there_cover_nothing() -> None:
    places = ("wray/front.p1", "wray/q1.q", "wray/back.p1", "wray/q9", "elsewhere/q1")
    found = coverage(dataset(claim("a", *places)), TRANSCRIPTS)
    assert (found.total, found.evidenced) == (6, 0)


def test_a_theme_counts_its_own_claims_and_those_below_it_each_once() -> None:
    claims = (
        claim("a", "wray/q1", themes=["lake", "lake/ports"]),
        claim("b", "wray/q1", themes=["lake/ports"]),
        claim("c", "wray/q1", themes=["lakefront"]),
    )
    counts = [(theme.path, theme.own, theme.total) for theme in summary(*claims).themes]
    assert counts == [("lake", 1, 2), ("lake/ports", 2, 2), ("lakefront", 1, 1)]


def test_people_and_kinds_are_counted_with_those_that_have_none() -> None:
    found = summary(claim("a", "wray/q1"), claim("b", "wray/q1", kind=Kind.REPORTED, attributed_to="towns"))
    assert [(person.name, person.speaks, person.attributed) for person in found.people] == [
        ("Tomas Wray", 2, 0),
        ("The towns", 0, 1),
    ]
    assert dict(found.kinds) == {Kind.FACT: 1, Kind.ASSESSMENT: 0, Kind.FORECAST: 0, Kind.REPORTED: 1}
    assert list(found.kinds) == list(Kind)
    assert (found.claims, found.sources) == (2, 2)


@pytest.fixture(scope="module")
def shipped() -> LoadedDataset:
    return reportgen.load_dataset(SHIPPED)


def test_every_sentence_of_the_shipped_interview_is_accounted_for(shipped: LoadedDataset) -> None:
    found = coverage(shipped.value, shipped.transcripts)
    assert found.uncovered == ()
    assert found.share == 1.0
    assert [exchange.total for exchange in found.exchanges] == [12, 13, 12, 13, 11]


def test_every_locator_of_the_shipped_dataset_is_a_place(shipped: LoadedDataset) -> None:
    places = {place for one in shipped.value.claims for place in one.evidence}
    places |= {passage.at for passage in shipped.value.set_aside}
    lost = [place for place in places if resolve(place, shipped.transcripts[place.partition("/")[0]]) is None]
    assert lost == []
