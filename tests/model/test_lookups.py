"""What datasets and indexes look up by id: worked out once, and no part of their value."""

from __future__ import annotations

import msgspec
import pytest

from reportgen.model.brief import Select
from reportgen.model.dataset import Claim, Dataset, Kind, Name, Person, Source, Theme
from reportgen.model.transcript import Role, Segment, Span, Transcript


def claim(id_: str, *evidence: str, theme: str = "nato") -> Claim:
    return Claim(id=id_, text="So.", kind=Kind.FACT, speaker="ann", themes=(theme,), evidence=evidence)


def dataset(*claims: Claim) -> Dataset:
    return Dataset(
        id="one",
        title="One",
        sources=tuple(Source(id=name, title=name, interviewee="ann") for name in ("a", "b")),
        people=(Person(id="ann", name=Name(literal="Ann")),),
        themes=(Theme(id="nato", name="NATO", definition="It."),),
        claims=claims,
    )


def test_claims_by_source_come_once_each_and_in_order() -> None:
    first, second, third = claim("c1", "b/q1", "a/q1", "b/q2"), claim("c2", "a/q2"), claim("c3", "b/q1")
    value = dataset(first, second, third)
    assert value.claims_by_source == {"a": (first, second), "b": (first, third)}
    assert value.claims_by_id == {"c1": first, "c2": second, "c3": third}
    assert list(value.sources_by_id) == ["a", "b"]


def test_what_was_looked_up_is_no_part_of_the_value() -> None:
    value, same = dataset(claim("c1", "a/q1")), dataset(claim("c1", "a/q1"))
    assert value.claims_by_id
    assert value == same
    assert hash(value) == hash(same)
    assert msgspec.json.encode(value) == msgspec.json.encode(same)
    assert msgspec.structs.replace(value, claims=(claim("c2", "a/q1"),)).claims_by_id.keys() == {"c2"}


@pytest.mark.parametrize(
    ("theme", "taken"), [("nato", True), ("nato/summits", True), ("natopolicy", False), ("summits/nato", False)]
)
def test_a_selected_theme_takes_what_is_below_it(theme: str, taken: bool) -> None:
    select = Select(themes=("japan", "nato"))
    assert select.takes(claim("c1", "a/q1", theme=theme)) is taken
    assert not Select(themes=("nato",), exclude=("c1",)).takes(claim("c1", "a/q1"))
    assert not Select(kinds=(Kind.REPORTED,)).takes(claim("c1", "a/q1"))


def test_an_index_is_looked_up_by_segment_paragraph_and_sentence() -> None:
    spans = [Span(id=f"q1.p1.s{n}", start=n, end=n + 1, digest="") for n in (1, 2)]
    ids = ("front.p1", "q1.q", "q1.p1", "q1.p2", "q11.p1", "back.p1")
    segments = tuple(
        Segment(id=id_, role=Role.ANSWER, start=0, end=1, digest="", sentences=tuple(spans) if id_ == "q1.p1" else ())
        for id_ in ids
    )
    index = Transcript(format="", media_type="", normalization="", length=1, sha256="", segments=segments)
    assert tuple(index.by_id) == tuple(reversed(ids))
    assert {name: [part.id for part in parts] for name, parts in index.paragraphs.items()} == {
        "front": ["front.p1"],
        "q1": ["q1.p1", "q1.p2"],
        "q11": ["q11.p1"],
        "back": ["back.p1"],
    }
    assert list(index.sentences_by_id.values()) == spans
