"""From a brief and two interviews to a memo: numbers in reading order, places in words, nothing lost."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

import reportgen
from reportgen import Memo
from reportgen.model.memo import FORMAT
from reportgen.model.prose import Block, Cite, Emphasis, Link, ListBlock, Mark, Strong, plain
from tests.pictures import png


def compose(project: Path, **overrides: str) -> Memo:
    return reportgen.compose_memo(reportgen.load_project(project / "ferry.yaml", overrides=overrides))


@pytest.fixture
def memo(good_project: Path) -> Memo:
    return compose(good_project)


def marks(blocks: tuple[Block, ...]) -> Iterator[Mark]:
    """Every mark in blocks, in reading order."""
    for block in blocks:
        if isinstance(block, ListBlock):
            for item in block.items:
                yield from marks(item)
        else:
            yield from _marks(block.content)


def _marks(content: tuple[object, ...]) -> Iterator[Mark]:
    for node in content:
        if isinstance(node, Cite):
            yield from node.marks
        elif isinstance(node, Emphasis | Strong | Link):
            yield from _marks(node.content)


def parts(memo: Memo) -> Iterator[list[Mark]]:
    """The marks of each part, from the top of the memo to its end."""
    yield [*marks(memo.bottom_line), *(mark for takeaway in memo.takeaways for mark in marks(takeaway))]
    for section in memo.sections:
        yield [*section.key_claims, *marks(section.blocks)]
    yield [mark for item in memo.recommendations for mark in (*marks(item.blocks), *item.rests_on.marks)]
    yield [*marks(memo.limits)]


def test_claims_are_numbered_from_the_top_of_the_page_down(memo: Memo) -> None:
    numbers = [mark.number for part in parts(memo) for mark in part]
    assert list(dict.fromkeys(numbers)) == list(range(1, len(memo.claims) + 1))
    assert [claim.id for claim in memo.claims] == [
        "hull-old",
        "town-share",
        "replace-hull",
        "pass-price",
        "electric-trial",
        "bridge-pays",
        "bridge-sand",
        "first-boat",
    ]


def test_key_claims_stand_above_the_text_of_their_section(good_project: Path) -> None:
    overrides = {
        "bottom_line": "'[analysis] Old.'",
        "takeaways": "['[analysis] Old.']",
        "sections.0.key_claims": "[electric-trial, hull-old]",
    }
    memo = compose(good_project, **overrides)
    assert [claim.id for claim in memo.claims][:3] == ["electric-trial", "hull-old", "replace-hull"]
    assert [mark.claim for mark in memo.sections[0].key_claims] == ["electric-trial", "hull-old"]


def test_every_anchor_is_one_mark_and_every_mark_an_anchor(memo: Memo) -> None:
    anchors = [mark.anchor for part in parts(memo) for mark in part]
    assert len(set(anchors)) == len(anchors)
    assert sorted(anchors) == sorted(anchor for claim in memo.claims for anchor in claim.anchors)
    for mark in (mark for part in parts(memo) for mark in part):
        assert mark.anchor in memo.claim(mark.number).anchors
        assert memo.claim(mark.number).id == mark.claim


def test_a_claim_is_noted_once_in_each_part_and_first_once_in_all(memo: Memo) -> None:
    for part in parts(memo):
        noted = [mark.claim for mark in part if mark.noted]
        assert len(noted) == len(set(noted))
    firsts = [mark.claim for part in parts(memo) for mark in part if mark.first]
    assert sorted(firsts) == sorted(claim.id for claim in memo.claims)
    bottom_line, first_section, *_ = parts(memo)
    assert next(mark.claim for mark in bottom_line if mark.noted) == "hull-old"
    assert [mark.claim for mark in first_section if mark.noted] == ["hull-old", "replace-hull", "electric-trial"]


def test_no_note_stands_at_what_a_recommendation_rests_on(memo: Memo) -> None:
    for item in memo.recommendations:
        assert [mark.noted or mark.first for mark in item.rests_on.marks] == [False, False]


def test_a_claim_that_prose_cites_only_after_a_recommendation_rests_on_it_keeps_its_footnote(
    good_project: Path,
) -> None:
    overrides = {"recommendations.0.rests_on": "[town-share]", "limits": "She may be wrong [@town-share]."}
    texts = {"bottom_line": "Old [@hull-old].", "sections.0.text": "Old [@hull-old]."}
    memo = compose(good_project, **overrides, **texts)
    (mark,) = marks(memo.limits)
    assert (mark.claim, mark.first, mark.noted) == ("town-share", True, True)


def test_a_claim_brings_all_that_a_template_prints_of_it(memo: Memo) -> None:
    claim = next(claim for claim in memo.claims if claim.id == "bridge-pays")
    assert (claim.speaker, claim.speaker_short) == ("Ilse Maran", "Maran")
    assert claim.attributed_to == "Town council of Port Ansel"
    assert (claim.source, claim.kind, claim.short) == ("maran", "reported", "answer 2, ¶1")
    assert claim.themes == ("Alternatives", "Money")
    assert claim.quantity is not None
    assert claim.quantity.value == 30
    assert [(item.locator, item.place) for item in claim.evidence] == [
        ("maran/q2.p1.s1", "answer 2, paragraph 1, sentence 1")
    ]
    hull = memo.claim(1)
    assert (hull.when, hull.place) == ("1971", "answer 1, paragraph 2, sentences 1–2")


def test_a_place_is_named_once_in_a_note(good_project: Path) -> None:
    path = good_project / "datasets" / "ferry" / "dataset.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("[maran/q1.p2.s1-s2]", "[maran/q1.p2.s1, maran/q1.p2.s2, maran/q2.p1.s1]"), encoding="utf-8"
    )
    assert compose(good_project).claim(1).short == "answer 1, ¶2; answer 2, ¶1"


def test_both_sources_are_described_in_the_order_of_the_dataset(memo: Memo) -> None:
    maran, okoro = memo.sources
    assert (maran.id, okoro.id) == ("maran", "okoro")
    assert maran.interviewee.name == "Ilse Maran"
    assert (maran.interviewee.family, maran.interviewee.given) == ("Maran", "Ilse")
    assert (maran.interviewee.role, maran.interviewee.affiliation) == ("Harbour manager", "Port Ansel")
    assert maran.interviewer is not None
    assert maran.interviewer.name == "Tomas Vell"
    assert (maran.publisher, okoro.publisher) == ("The Ansel Courier", None)
    assert (maran.issued, maran.dated) == ("2025-03~", "ca. March 2025")
    assert (okoro.issued, okoro.dated) == (None, None)
    assert (maran.sentences, maran.coded, maran.set_aside) == (13, 10, 3)
    assert (okoro.sentences, okoro.coded, okoro.set_aside) == (5, 5, 0)
    assert maran.text_sha256 != okoro.text_sha256
    assert plain(okoro.reference).startswith("Okoro, Ben. “A Passenger’s View of the Crossing.” Interview by Tomas")


def test_a_source_that_no_claim_draws_on_is_left_out(good_project: Path) -> None:
    overrides = {
        "takeaways": "['Old [@hull-old].']",
        "sections.2.text": "Late [@hull-old].",
        "sections.2.themes": "[fleet]",
    }
    assert [source.id for source in compose(good_project, **overrides).sources] == ["maran"]


def test_the_reference_takes_the_form_the_brief_asks_for(good_project: Path) -> None:
    memo = compose(good_project, **{"output.citation": "apa", "output.language": "en-US"})
    assert plain(memo.sources[0].reference) == (
        "Maran, I. (ca. 2025, March). Keeping the Harbour Ferry Afloat (T. Vell, Interviewer) [Interview]. "
        "The Ansel Courier."
    )


def test_a_source_is_named_in_full_at_its_first_claim_and_by_its_speaker_after(memo: Memo) -> None:
    forms = [memo.note_form(claim.number) for claim in memo.claims]
    assert forms[0] == "Ilse Maran, interview by Tomas Vell, The Ansel Courier, ca. March 2025"
    assert forms[3] == "Ben Okoro, interview by Tomas Vell, n.d."
    assert [*forms[1:3], *forms[4:]] == ["Maran"] * 5 + ["Okoro"]
    assert memo.note_form(1, first=False) == "Maran"


def test_speakers_are_named_once(memo: Memo) -> None:
    every = tuple(mark for part in parts(memo) for mark in part)
    assert memo.speakers(every) == ("Maran", "Okoro")


def test_the_method_counts(memo: Memo) -> None:
    method = memo.method
    assert (method.claims_cited, method.claims_selected, method.claims_total) == (8, 8, 9)
    assert method.themes == ("Money", "Fleet", "Alternatives", "Passengers")
    assert method.dataset == "Two interviews on the Port Ansel ferry"


def test_the_brief_s_own_words_come_through(memo: Memo) -> None:
    assert (memo.format, memo.template) == (FORMAT, "policy-memo")
    assert memo.generator == f"reportgen {reportgen.__version__}"
    assert memo.title == "Port Ansel should replace its ferry before it plans a bridge"
    assert memo.subtitle == "What the harbour manager and the passengers say"
    assert memo.date == datetime.date(2026, 5, 4)
    assert (memo.series, memo.number) == ("Harbour Notes", "7")
    assert (memo.to, memo.from_, memo.re) == ("Town council", "Harbour Forum", "The crossing after 2030")
    assert memo.authors == ("Ansel Harbour Forum",)
    assert memo.keywords == ("ferry", "harbour", "public transport")
    assert [section.anchor for section in memo.sections] == ["section-1", "section-2", "section-3"]
    assert memo.sections[1].heading == "A bridge moves the sand"
    assert [(item.number, item.actor) for item in memo.recommendations] == [(1, "The town council")]


def test_the_logo_travels_inside_the_memo(good_project: Path) -> None:
    logo = compose(good_project).organisation
    assert logo is not None
    assert logo.logo is not None
    assert logo.logo.media_type == "image/svg+xml"
    assert logo.logo.data == (good_project / "logo.svg").read_bytes()
    assert logo.logo.uri.startswith("data:image/svg+xml;base64,")
    (good_project / "seal.png").write_bytes(png())
    other = compose(good_project, **{"organisation.logo": "seal.png"}).organisation
    assert other is not None
    assert other.logo is not None
    assert other.logo.media_type == "image/png"


def test_a_brief_may_do_without_what_is_optional(good_project: Path) -> None:
    path = good_project / "ferry.yaml"
    text = path.read_text(encoding="utf-8")
    head, _, rest = text.partition("organisation:")
    bare = head + rest[rest.index("select:") : rest.index("recommendations:")]
    path.write_text(bare, encoding="utf-8")
    memo = compose(good_project)
    assert (memo.organisation, memo.limits, memo.recommendations) == (None, (), ())
    assert (memo.to, memo.from_, memo.re, memo.series, memo.authors) == (None, None, None, None, ())


def test_the_memo_is_its_json(memo: Memo) -> None:
    data = reportgen.encode_memo(memo)
    assert reportgen.decode_memo(data) == memo
    assert reportgen.encode_memo(reportgen.decode_memo(data)) == data
    assert data.endswith(b"}\n")
    assert "Passenger’s".encode() in data
    assert repr(memo) == f"<Memo {memo.title!r}: 3 sections, 8 claims cited>"


def test_what_is_no_memo_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        reportgen.decode_memo(b'{"title": 1}')


def test_the_same_project_makes_the_same_memo(good_project: Path) -> None:
    assert compose(good_project) == compose(good_project)
