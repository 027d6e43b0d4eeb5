"""The annotated transcript as a PDF: its tags and comments, what verify makes of it, and the terms of its sources."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Mapping
from pathlib import Path

import msgspec
import pikepdf
import pypdfium2
import pytest

import reportgen
from reportgen import Memo
from reportgen.model import memo as memos
from reportgen.model.verification import Verdict
from reportgen.render import annotate
from tests.annotated import compose, of, write
from tests.build.test_terms_in_pdf import MARAN, holding
from tests.ferry import change_dataset, texts
from tests.pdfs import Pdf
from tests.render.tagtree import Tag, Tags
from tests.verapdf.verapdf import VeraPdf

POINTS = 2.0
LINE, NOTE = 14.0, 10.5
"""Points from one line of the text, and of the notes, to the next."""
MARGIN, FOOT = 310.0, 45.0
"""Points from the left from which notes stand, and from below up to which the page's number does."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    good = Path(__file__).parent / "fixtures" / "good"
    return Path(shutil.copytree(good, tmp_path_factory.mktemp("edition") / "good"))


@pytest.fixture(scope="module")
def built(project: Path) -> Path:
    return reportgen.build_memo(write(project), project / "out", sources=texts(project))


@pytest.fixture(scope="module")
def bare(project: Path) -> Path:
    return reportgen.build_memo(write(project), project / "bare")


@pytest.fixture(scope="module")
def memo(project: Path) -> Memo:
    return compose(project)


def squeezed(text: str) -> str:
    return "".join(text.split())


def paragraph(tags: Tags, words: str) -> Tag:
    return next(tag for tag in tags.document.all("P") if squeezed(words) in squeezed(tag.text))


def verdicts(path: Path, sources: Mapping[str, str]) -> dict[str, Verdict]:
    """The worst verdict of each check."""
    found: dict[str, Verdict] = {}
    for finding in reportgen.verify_pdf(path, sources=sources).findings:
        if found.get(finding.check) is not Verdict.FAILED:
            found[finding.check] = finding.verdict
    return found


def test_a_note_is_read_after_its_sentence(built: Path) -> None:
    text = squeezed(paragraph(Tags(built.read_bytes()), "What worries me is the hull.").text)
    order = [
        *("q1.p2", "Whatworriesmeisthehull.", "Thehulldatesfrom1971", "eachwinterindrydockislongerthanthelast."),
        *("Iwouldreplaceitwithinfiveyears.", "Thehullshouldbereplaced"),
    ]
    at = [text.index(words) for words in order]
    assert at == sorted(at)


def test_claims_beside_a_sentence_keep_their_order(project: Path) -> None:
    change_dataset(
        project,
        (
            "claims:\n",
            (
                "claims:\n  - {id: hull-worry, text: The hull is a worry., kind: assessment, speaker: ilse-maran,"
                " themes: [fleet], evidence: [maran/q1.p2.s1]}\n"
            ),
        ),
    )
    try:
        memo = compose(project)
        tags = Tags(reportgen.render_pdf(memo, root=project))
    finally:
        change_dataset(project, ("  - {id: hull-worry,", "  # - {id: hull-worry,"))
    text = squeezed(paragraph(tags, "What worries me is the hull.").text)
    first, second = (squeezed(claim.text) for claim in memo.claims[1:3])
    assert text.index("Whatworriesme") < text.index(first) < text.index(second) < text.index("eachwinter")


def test_notes_are_tagged_as_notes(built: Path, memo: Memo) -> None:
    notes = [squeezed(tag.text) for tag in Tags(built.read_bytes()).document.all("Note")]
    for claim in memo.claims:
        assert any(squeezed(claim.text) in note for note in notes), claim.id
    assert any("Anasidewithoutafinding" in note for note in notes)


def test_each_sentence_with_claims_has_one_comment_over_its_words(built: Path, memo: Memo) -> None:
    expected = annotate.comments(memo)
    resting = [item for _, item in of(memo).sentences if item.resting]
    assert list(expected) == [item.marks[0].anchor for item in resting]
    with pikepdf.open(built) as pdf, pypdfium2.PdfDocument(built) as document:
        found = {}
        for number, page in enumerate(pdf.pages):
            text = document[number].get_textpage()
            for item in page.get("/Annots", []):
                if item.Subtype != "/Highlight":
                    continue
                quads = [float(value) for value in item.QuadPoints]
                assert len(quads) % 8 == 0
                left, bottom, right, top = (float(value) for value in item.Rect)
                lines = []
                for at in range(0, len(quads), 8):
                    x1, y2, x2, _, _, y1, _, _ = quads[at : at + 8]
                    assert left <= x1 < x2 <= right
                    assert bottom <= y1 < y2 <= top
                    lines.append(text.get_text_bounded(x1 - POINTS, y1, x2 + POINTS, y2))
                found[str(item.NM)] = squeezed(" ".join(lines).replace("\x02", "").replace("\ufffe", ""))
                assert str(item.Contents) == expected[str(item.NM)].contents
                assert item.F == 4
    assert sorted(found) == sorted(expected)
    for item in resting:
        assert squeezed(item.text or "") in found[item.marks[0].anchor].replace("-", ""), item.anchor


def test_a_comment_lies_over_what_follows_under_the_same_claim(memo: Memo) -> None:
    comments = annotate.comments(memo)
    first = next(item for _, item in of(memo).sentences if item.anchor == "maran/q1.p1.s1")
    comment = comments[first.marks[0].anchor]
    assert comment.sentences == ("maran/q1.p1.s1", "maran/q1.p1.s2")
    assert comment.contents == (
        "maran/q1.p1.s1: A2 Subsidy\n1. The town bears about 60 per cent of the cost of the ferry. (fact)"
    )
    assert comment.author == "Ilse Maran"


def test_without_the_words_nothing_is_commented_and_all_claims_stand(bare: Path, memo: Memo) -> None:
    with pikepdf.open(bare) as pdf:
        kinds = {str(item.Subtype) for page in pdf.pages for item in page.get("/Annots", [])}
    assert "/Highlight" not in kinds
    assert verdicts(bare, {}) | {"quotations": Verdict.PROVED} == dict.fromkeys(verdicts(bare, {}), Verdict.PROVED)
    with pypdfium2.PdfDocument(bare) as document:
        text = squeezed(" ".join(page.get_textpage().get_text_bounded() for page in document))
    assert squeezed("the text was not at hand") in text
    assert "Whatworriesme" not in text
    assert all(squeezed(claim.text) in text for claim in memo.claims)


def test_places_can_be_named_in_a_link_from_outside(built: Path, memo: Memo) -> None:
    with pikepdf.open(built) as pdf:
        names = {str(name) for name in list(pdf.Root.Names.Dests.Names)[::2]}
    assert {item.anchor for _, item in of(memo).sentences if item.resting} <= names
    assert {"maran/q1", "maran/q1.p2", "okoro/q2.q"} <= names


def test_verify_proves_every_sentence(built: Path, project: Path, memo: Memo) -> None:
    findings = reportgen.verify_pdf(built, sources=texts(project), rebuild=True).findings
    assert {finding.verdict for finding in findings} == {Verdict.PROVED}, findings
    said = " ".join(finding.detail for finding in findings if finding.check == "quotations")
    for id_ in ("maran", "okoro"):
        count = sum(1 for edited, item in of(memo).sentences if edited.id == id_ and item.text)
        assert f"the {count} sentences printed" in said


def test_a_changed_sentence_is_found_on_the_page_and_in_the_text(built: Path, project: Path, tmp_path: Path) -> None:
    """A tamperer changes a word of the interview in memo.json: neither the pages nor the text have it so."""
    copy = tmp_path / "edition.pdf"
    with pikepdf.open(built) as pdf:
        data = pdf.attachments["memo.json"].get_file().read_bytes()
        changed = data.replace(b"I would replace it within five years.", b"I would replace it within nine years.")
        assert changed != data
        memo = memos.decode(changed)
        spec = pikepdf.AttachedFileSpec(pdf, memos.encode(memo), mime_type="application/json")
        pdf.attachments["memo.json"] = spec
        pdf.save(copy)
    faults = {
        finding.check: finding.detail
        for finding in reportgen.verify_pdf(copy, sources=texts(project)).findings
        if finding.verdict is Verdict.FAILED
    }
    assert "the text at maran/q1.p2.s3 is not on the pages" in faults["text"]
    assert "the sentence at maran/q1.p2.s3 is not the text's" in faults["quotations"]


def test_verify_misses_a_page(built: Path, project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "edition.pdf"
    with pikepdf.open(built) as pdf:
        del pdf.pages[1]
        pdf.save(copy)
    assert verdicts(copy, {})["text"] is Verdict.FAILED


@pytest.mark.parametrize("terms", ["not-for-attribution", "background"])
def test_no_byte_of_the_file_gives_the_name(good_project: Path, tmp_path: Path, terms: str) -> None:
    change_dataset(
        good_project,
        ("  - id: maran\n    title: Keeping the Harbour Ferry Afloat", "  - id: harbour\n    title: Ilse Maran Speaks"),
        ("    affiliation: Port Ansel\n", "    affiliation: Harbour Office\n"),
        ("maran/q", "harbour/q"),
        ("    attributed_to: council\n    themes", "    attributed_to: ilse-maran\n    themes"),
        ("  - id: harbour\n", f"  - id: harbour\n    terms: {terms}\n    attribution: a harbour official\n"),
    )
    files = texts(good_project)
    sources = {"harbour": files["maran"], "okoro": files["okoro"]}
    data = reportgen.build_memo(write(good_project), tmp_path, sources=sources).read_bytes()
    assert holding(data, MARAN) == set()
    assert holding(data, ("arbour official", "Tomas Vell")) == {"arbour official", "Tomas Vell"}
    printed = terms == "not-for-attribution"
    assert bool(holding(data, ("moves the sand", "[sentence withheld]"))) == printed
    assert holding(data, ("harbour manager",)) == set(), "the closing note would tell as much as the name"
    assert holding(data, ("spoke on background",)) == (set() if printed else {"spoke on background"})


def test_the_search_would_find_the_name(built: Path) -> None:
    assert holding(built.read_bytes(), ("Maran", "maran", "moves the sand")) == {"Maran", "maran", "moves the sand"}


def test_long_notes_do_not_touch_and_stand_beside_their_sentences(project: Path) -> None:
    """Four long claims on each of five sentences: the text waits, no note lies on another or far from its sentence."""
    long = "A claim that takes several lines of the margin since it says at some length what might be said in short."
    more = "".join(
        f"  - {{id: long-{at}-{n}, text: {long}, kind: fact, speaker: ilse-maran, themes: [fleet],"
        f" evidence: [maran/q2.p{1 + at // 3}.s{1 + at % 3}]}}\n"
        for at in range(5)
        for n in range(4)
    )
    change_dataset(project, ("claims:\n", f"claims:\n{more}"))
    try:
        memo = compose(project)
        data = reportgen.render_pdf(memo, root=project)
    finally:
        change_dataset(project, (more, ""))
    (path := project / "long.pdf").write_bytes(data)
    pdf = Pdf(path)
    places = pdf.places
    notes = [places[f"evidence-{claim.number}"] for claim in memo.claims]
    for above, below in itertools.pairwise(notes):
        assert above[0] < below[0] or above[2] - below[2] >= 2 * NOTE, "two lines at least"
    for _, item in of(memo).sentences:
        if item.resting:
            page, _, top = places[item.anchor]
            beside, _, note = places[f"evidence-{item.marks[0].number}"]
            assert beside == page
            assert -LINE < top - note < 5 * LINE, f"{item.anchor} and its note"
    foot = [run for run in pdf.runs if run.left > MARGIN and FOOT < run.bottom < 27 / 25.4 * 72 - NOTE]
    assert foot == [], "a note in the foot of the page"


@pytest.mark.slow
@pytest.mark.parametrize("claims", ["true", "false"])
def test_both_standards_are_kept(project: Path, tmp_path: Path, verapdf: VeraPdf, claims: str) -> None:
    files = [
        reportgen.build_memo(
            write(project), tmp_path / name, sources=sources, overrides={"output.options.claims": claims}
        )
        for name, sources in (("with", texts(project)), ("without", {}))
    ]
    assert [str(verdict) for verdict in verapdf.validate(files) if not verdict.compliant] == []


def test_the_claims_may_stand_behind_the_text(project: Path, tmp_path: Path) -> None:
    more = "output: {options: {claims: false, sentences: false, index: false}}\n"
    path = reportgen.build_memo(write(project, more), tmp_path, sources=texts(project))
    write(project)
    tags = Tags(path.read_bytes())
    assert len(tags.document.all("Table")) == 1
    assert "Index of themes" not in tags.document.text
    text = squeezed(paragraph(tags, "What worries me is the hull.").text)
    assert "Thehulldates" not in text
    assert text.startswith("q1.p2What"), "no numbers of sentences"
    assert set(verdicts(path, texts(project)).values()) == {Verdict.PROVED}


def test_what_memo_json_holds_can_be_read_back(built: Path, memo: Memo) -> None:
    with pikepdf.open(built) as pdf:
        data = pdf.attachments["memo.json"].get_file().read_bytes()
    assert memos.decode(data).edition == memo.edition
    assert msgspec.json.decode(data)["edition"]["sources"][0]["parts"][1]["label"] == "q1"
