"""Sources not on the record: no value of a memo gives the name, and every place says what is said instead."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportgen
from reportgen import Memo
from reportgen.model.prose import plain
from tests.ferry import change, change_dataset, texts, write_brief

TITLE = "    title: A Passenger’s View of the Crossing\n"
TEXT = "Riders want “the first boat before six” [@first-boat], and it is old [@hull-old]. She agrees [@agrees]."
AGREES = """\
  - id: agrees
    text: The riders are right about the first boat.
    kind: reported
    speaker: ilse-maran
    attributed_to: ben-okoro
    themes: [passengers]
    evidence: [maran/q3.p1.s1]

set_aside:
"""


@pytest.fixture
def protected(good_project: Path) -> Path:
    """The ferry, its second interviewee not named; the source's title and address give the name."""
    change_dataset(
        good_project,
        ("  - id: okoro\n", "  - id: rider\n"),
        (TITLE, "    title: Ben Okoro on the Crossing\n    url: https://ansel.example/ben-okoro\n"),
        (
            "    transcript: okoro",
            "    terms: not-for-attribution\n    attribution: a daily rider\n    transcript: okoro",
        ),
        ("okoro/q", "rider/q"),
        ("set_aside:\n", AGREES),
    )
    return good_project


def sources(project: Path) -> dict[str, str]:
    files = texts(project)
    return {"maran": files["maran"], "rider": files["okoro"]}


def compose(project: Path, text: str = TEXT, **parts: str) -> Memo:
    return reportgen.compose_memo(reportgen.load_project(write_brief(project, text, **parts), sources=sources(project)))


def test_the_description_of_a_source_is_in_the_memo_s_language(protected: Path) -> None:
    path = write_brief(protected, "Les usagers veulent partir tôt [@first-boat].")
    project = reportgen.load_project(path, overrides={"output.language": "fr"})
    assert reportgen.compose_memo(project).sources[1].title == "Entretien avec a daily rider"


def test_a_description_stands_in_place_of_the_name(protected: Path) -> None:
    memo = compose(protected, quote="{at: rider/q2.p1.s3}")
    claims = {claim.id: claim for claim in memo.claims}
    assert (claims["first-boat"].speaker, claims["first-boat"].speaker_short) == ("A daily rider", "A daily rider")
    assert (claims["agrees"].speaker_short, claims["agrees"].attributed_to) == ("Maran", "a daily rider")
    source = memo.sources[1]
    assert (source.id, source.terms) == ("rider", "not-for-attribution")
    assert (source.interviewee.name, source.interviewee.family, source.interviewee.given) == (
        "A daily rider",
        None,
        None,
    )
    assert (source.interviewee.role, source.interviewee.affiliation) == (None, None)
    assert source.interviewer is not None
    assert source.interviewer.name == "Tomas Vell"
    assert source.title == "Interview with a daily rider"
    assert plain(source.reference) == "A daily rider. “Interview with a daily rider.” Interview by Tomas Vell. n.d."
    assert source.note == "A daily rider, interview by Tomas Vell, n.d."
    assert {quotation.speaker for quotation in memo.quotations} == {"A daily rider"}
    assert memo.note_form(claims["first-boat"].number) == source.note


def test_the_on_record_source_beside_it_keeps_its_names(protected: Path) -> None:
    maran = compose(protected).sources[0]
    assert (maran.interviewee.name, maran.interviewee.role) == ("Ilse Maran", "Harbour manager")
    assert maran.title == "Keeping the Harbour Ferry Afloat"


@pytest.mark.parametrize("form", ["chicago", "apa"])
def test_no_value_gives_the_name_or_the_affiliation(protected: Path, form: str) -> None:
    more = f"output: {{citation: {form}}}\n"
    data = reportgen.encode_memo(compose(protected, more=more, quote="{at: rider/q2}")).decode()
    assert "Slow boats are forgiven" in data
    for word in ("Okoro", "okoro", "passengers’ association"):
        assert word not in data


def test_a_passage_that_gives_the_name_is_not_carried(protected: Path) -> None:
    change_dataset(protected, ("evidence: [rider/q1]", "evidence: [rider/front.p2.s2]"))
    memo = compose(protected, "Riders matter [@first-boat; @missing-boats].")
    front, answer = (claim.evidence[0] for claim in memo.claims if claim.source == "rider")
    assert (front.passage, front.prefix, front.suffix) == (None, None, None)
    assert answer.passage == "Slow boats are forgiven; missing boats are not."
    assert (answer.prefix, answer.suffix) == ("e matters more than a new boat. ", None)


def test_what_stands_beside_a_passage_is_left_out_where_it_would_hold_half_a_name(protected: Path) -> None:
    memo = compose(protected, "Riders matter [@missing-boats].")
    text = Path(sources(protected)["rider"]).read_text(encoding="utf-8")
    (evidence,) = (item for claim in memo.claims if claim.id == "missing-boats" for item in claim.evidence)
    assert "Ben Okoro"[:4] in text[evidence.end : evidence.end + 32]
    assert evidence.suffix is None


@pytest.mark.parametrize(
    ("before", "prefix"),
    [
        ("in this interview what they need.", "this interview what they need.\n\n"),
        ("what they need. Okoro knows their needs.", None),
        ("what they need. Okoro also knows what they need.", None),
    ],
)
def test_what_stands_before_a_passage_is_left_out_where_it_would_hold_the_name_or_half_of_it(
    protected: Path, before: str, prefix: str | None
) -> None:
    folder = protected / "datasets" / "ferry" / "okoro"
    change(folder / "text.txt", ("in this interview what they need.", before))
    (folder / "transcript.json").write_bytes(reportgen.encode_transcript(reportgen.ingest(folder / "text.txt")))
    change_dataset(protected, ("evidence: [rider/q1]", "evidence: [rider/q1.q]"))
    memo = compose(protected, "Riders matter [@first-boat].")
    (evidence,) = (item for claim in memo.claims if claim.id == "first-boat" for item in claim.evidence)
    assert (evidence.passage, evidence.prefix) == ("What do passengers need most?", prefix)


def test_nothing_is_carried_of_a_source_on_background(protected: Path) -> None:
    change_dataset(protected, ("terms: not-for-attribution", "terms: background"))
    memo = compose(protected, "Riders matter [@first-boat].")
    (claim,) = (claim for claim in memo.claims if claim.source == "rider")
    assert [item.passage for item in claim.evidence] == [None]
    assert "spoke on background: called by a description throughout, and not quoted" in reportgen.render_html(
        memo, medium="print"
    )


def test_a_person_on_the_record_elsewhere_is_named_only_there(protected: Path) -> None:
    change_dataset(protected, ("    interviewee: ilse-maran\n", "    interviewee: ben-okoro\n"))
    memo = compose(protected)
    assert [source.interviewee.name for source in memo.sources] == ["Ben Okoro", "A daily rider"]


def test_the_page_says_how_they_spoke(protected: Path) -> None:
    html = " ".join(reportgen.render_html(compose(protected), medium="print").split())
    assert "The interviewee spoke not for attribution, and is called by a description throughout. Of the 5" in html
    assert "<strong>A daily rider</strong>. The views reported" in html
    assert "Maran, reporting a daily rider" in html
    assert "<strong>Ilse Maran</strong>, Harbour manager, Port Ansel (at the time of the interview)." in html


def test_a_first_letter_is_raised_and_the_rest_left_alone(protected: Path) -> None:
    change_dataset(protected, ("attribution: a daily rider", "attribution: an NGO’s head"))
    change(protected / "datasets" / "ferry" / "dataset.yaml", ("NGO’s", "NGO’s"))
    assert compose(protected).sources[1].interviewee.name == "An NGO’s head"


def test_the_title_of_another_source_is_no_way_round(protected: Path) -> None:
    change_dataset(protected, ("title: Keeping the Harbour Ferry Afloat", "title: After Okoro"))
    assert compose(protected).sources[0].title == "Interview with Ilse Maran"
