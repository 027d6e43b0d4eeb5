"""Each citation mark carries its evidence as a PDF comment, in a form that archives and screen readers take."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pikepdf
import pytest
import weasyprint

import reportgen
from reportgen import Memo
from reportgen.model.cited import CitedClaim, Evidence
from reportgen.model.dataset import Kind
from reportgen.model.page import Language
from reportgen.render import annotate, places
from reportgen.render.tags import Tree
from tests.render.memos import NOTES, ferry, render, texts
from tests.render.tagtree import Tags

MARK = re.compile(r'<a id="(cite-\d+-\d+)" href="#evidence-(\d+)"')


def comments(tree: Tags) -> list[Any]:
    return [item for page in tree.pdf.pages for item in page.get("/Annots", []) if item.Subtype == "/Highlight"]


@pytest.fixture
def memo(good_project: Path) -> Memo:
    return ferry(good_project, notes="margin")


@pytest.fixture
def tree(memo: Memo) -> Tags:
    return Tags(render(memo))


@pytest.mark.parametrize("notes", NOTES)
def test_each_mark_has_one_comment_and_nothing_else_has(good_project: Path, notes: str) -> None:
    memo = ferry(good_project, notes=notes)
    marks = MARK.findall(reportgen.render_html(memo, medium="print"))
    assert len(marks) > len(memo.claims), "some claims are cited twice"
    tree = Tags(render(memo))
    found = {str(item.NM): item for item in comments(tree)}
    assert sorted(found) == sorted(name for name, _ in marks)
    for name, number in marks:
        claim = memo.claim(int(number))
        assert str(found[name].T) == claim.speaker
        assert str(found[name].Contents) == annotate.text(claim)
        assert str(found[name].Subj) == claim.kind.value.capitalize()


def test_a_comment_lies_under_the_link_of_its_mark(tree: Tags) -> None:
    for page in tree.pdf.pages:
        items = list(page.get("/Annots", []))
        for at, item in enumerate(items):
            if item.Subtype == "/Highlight":
                link = items[at + 1]
                assert link.Subtype == "/Link"
                assert str(link.Dest) == f"evidence-{str(item.NM).split('-')[1]}"
                (x1, y1, x2, y2), (lx1, ly1, lx2, ly2) = map(rectangle, (item, link))
                assert (x1, x2) == (min(lx1, lx2), max(lx1, lx2))
                assert (y1, y2) == (min(ly1, ly2), max(ly1, ly2))
                assert x2 - x1 > 2
                assert y2 - y1 > 5, "something to see and to click"
                assert [float(value) for value in item.QuadPoints] == [x1, y2, x2, y2, x1, y1, x2, y1]


def rectangle(item: Any) -> list[float]:
    return [float(value) for value in item.Rect]


def test_a_comment_is_dated_by_the_memo_printed_and_drawn(tree: Tags) -> None:
    assert comments(tree)
    for item in comments(tree):
        assert str(item.M) == str(item.CreationDate) == "D:20260504000000Z"
        assert int(item.F) == 4
        assert b"re\nf" in item.AP.N.read_bytes()
        assert item.AP.N.Resources.ExtGState.Multiply.BM == "/Multiply"
        assert "/Popup" not in item
        assert item.P.objgen in {page.objgen for page in tree.pdf.pages}
    assert len({str(item.NM) for item in comments(tree)}) == len(comments(tree))
    assert len({item.AP.N.objgen for item in comments(tree)}) == 1, "one drawing for all"


def test_a_comment_is_tagged_beside_its_link(tree: Tags) -> None:
    assert tree.flaws() == []
    tagged = tree.document.all("Annot")
    assert len(tagged) == len(comments(tree))
    for parent in tree.document.walk():
        for before, tag in zip([None, *parent.tags], parent.tags, strict=False):
            if tag.kind == "Annot":
                (comment,) = tag.annotations
                assert before is not None
                assert before.kind == "Link"
                assert rectangle(comment)[::2] == rectangle(before.annotations[0])[::2]


def test_a_brief_can_do_without_comments(good_project: Path) -> None:
    tree = Tags(render(ferry(good_project, comments="false")))
    assert comments(tree) == []
    assert tree.document.all("Annot") == []
    assert tree.document.all("Reference"), "the marks are there all the same"


def test_the_passage_is_quoted_word_for_word(good_project: Path) -> None:
    memo = ferry(good_project)
    found = texts(good_project)
    tree = Tags(render(memo))
    said = {str(item.NM).split("-")[1]: str(item.Contents) for item in comments(tree)}
    for claim in memo.claims:
        for item in claim.evidence:
            words = found[item.locator.partition("/")[0]][item.start : item.end]
            assert f"“{words}”" in said[str(claim.number)]


def test_without_the_text_there_is_no_quotation(good_project: Path) -> None:
    tree = Tags(render(ferry(good_project, with_texts=False)))
    for item in comments(tree):
        assert "“" not in str(item.Contents)
        assert len(str(item.Contents).splitlines()) == 2


def claim(*evidence: Evidence, **changes: Any) -> CitedClaim:
    fields: dict[str, Any] = {
        "number": 1,
        "id": "hull-old",
        "text": "The hull is old.",
        "kind": Kind.ASSESSMENT,
        "speaker": "Ilse Maran",
        "speaker_short": "Maran",
        "source": "maran",
        "evidence": evidence,
        "themes": ("Fleet",),
        "anchors": ("cite-1-1",),
    }
    return CitedClaim(**{**fields, **changes})


def place(words: str, passage: str | None = None) -> Evidence:
    return Evidence(locator="maran/q1.p1", place=words, short="answer 1, ¶1", start=0, end=9, passage=passage)


def test_a_comment_says_kind_place_and_claim() -> None:
    said = annotate.text(claim(place("answer 1, paragraph 2, sentence 3")))
    assert said == "Assessment. Answer 1, paragraph 2, sentence 3.\nThe hull is old."


def test_a_reported_claim_says_whose_view_it_is() -> None:
    said = annotate.text(claim(place("answer 1"), kind=Kind.REPORTED, attributed_to="Town council"))
    assert said.startswith("Reported (Town council). Answer 1.\n")


def test_a_passage_is_never_cut_or_mended() -> None:
    passage = "It was  “old” then,\n\nand " + "older each winter. " * 400
    said = annotate.text(claim(place("answer 1", passage)))
    assert said == f"Assessment. Answer 1.\nThe hull is old.\n“{passage}”"


def test_each_of_several_passages_says_where_it_stands() -> None:
    said = annotate.text(claim(place("answer 1", "One."), place("answer 2"), place("answer 3", "Three.")))
    assert said.splitlines()[2:] == ["Answer 1: “One.”", "Answer 3: “Three.”"]
    said = annotate.text(claim(place("answer 1"), place("answer 2", "Two.")))
    assert said.splitlines()[2:] == ["Answer 2: “Two.”"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.FR, ["Fait (Le conseil). Réponse 1; réponse 2.", "Réponse 1 : « Oui. »", "Réponse 2 : « Non. »"]),
        (Language.DE, ["Fait (Le conseil). Réponse 1; réponse 2.", "Réponse 1: „Oui.“", "Réponse 2: „Non.“"]),
        (Language.JA, ["Fait（Le conseil）。Réponse 1; réponse 2。", "Réponse 1：「Oui.」", "Réponse 2：「Non.」"]),
    ],
)
def test_a_comment_is_punctuated_as_its_language_does(language: Language, said: list[str]) -> None:
    item = claim(place("réponse 1", "Oui."), place("réponse 2", "Non."), kind_called="fait", attributed_to="Le conseil")
    lines = annotate.text(item, language).replace("\u202f", " ").splitlines()
    assert [lines[0], *lines[2:]] == said


def test_characters_of_any_script_survive(good_project: Path) -> None:
    memo = ferry(good_project)
    passage = "€ “ß” \\ ( 🙂"
    evidence = (msgspec.structs.replace(memo.claims[0].evidence[0], passage=passage),)
    first = msgspec.structs.replace(memo.claims[0], speaker="大阪 Ōsaka (\\)", evidence=evidence)
    tree = Tags(render(msgspec.structs.replace(memo, claims=(first, *memo.claims[1:]))))
    item = next(item for item in comments(tree) if str(item.NM).startswith("cite-1-"))
    assert str(item.T) == "大阪 Ōsaka (\\)"
    assert str(item.Contents).endswith(f"“{passage}”")


def test_links_that_are_no_marks_get_no_comment(memo: Memo) -> None:
    body = """<a href="#evidence-1">no id</a> <a id="cite-1-1" href="#other">elsewhere</a>
        <a id="cite-x" href="#evidence-1">no mark</a> <a id="cite-1-2" href="https://example.org/">out</a>
        <a id="cite-99-1" href="#evidence-99">no claim</a> <a id="evidence-99" href="#evidence-0">no target</a>"""
    page = f'<html lang="en"><title>A</title><p>{body}<b id="evidence-1">1</b> <b id="other">2</b></html>'

    def finish(document: weasyprint.Document, pdf: Any) -> None:
        before = len(pdf.objects)
        assert annotate.add_comments(Tree(pdf), document.pages, memo) == 0
        assert len(pdf.objects) == before

    weasyprint.HTML(string=page).write_pdf(pdf_tags=True, finisher=finish)


def test_a_mark_over_two_lines_has_one_comment(memo: Memo) -> None:
    page = """<html lang="en"><title>A</title><p style="width: 5em"><a id="cite-1-1" href="#evidence-1">one mark over
        lines</a></p><p id="evidence-1">1</p></html>"""

    def finish(document: weasyprint.Document, pdf: Any) -> None:
        assert len(document.pages[0].links) > 1
        assert annotate.add_comments(Tree(pdf), document.pages, memo) == 1

    weasyprint.HTML(string=page).write_pdf(pdf_tags=True, finisher=finish)


def test_a_mark_that_leads_nowhere_is_a_problem_not_a_crash(good_project: Path) -> None:
    folder = good_project / "templates" / "shared"
    folder.mkdir(parents=True)
    macros = (places.bundled_templates() / "shared" / "apparatus.html").read_text(encoding="utf-8")
    (folder / "apparatus.html").write_text(macros.replace('<tr id="evidence-', '<tr id="row-'), encoding="utf-8")
    with pytest.raises(reportgen.ProblemsError) as caught:
        reportgen.render_pdf(ferry(good_project), root=good_project)
    assert {problem.code for problem in caught.value.problems} == {"P102"}


PROGRAM = """
import dataclasses, hashlib, sys
import reportgen
project = reportgen.load_project(sys.argv[1])
print(hashlib.sha256(reportgen.render_pdf(reportgen.compose_memo(project), root=project.root)).hexdigest())
"""


def test_bytes_repeat_whatever_the_hash_seed(good_project: Path) -> None:
    digests = set()
    for seed in ("1", "2"):
        command = [sys.executable, "-c", PROGRAM, str(good_project / "ferry.yaml")]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        digests.add(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)
    assert len(digests) == 1


def test_comments_can_be_read_by_other_software(tree: Tags, tmp_path: Path) -> None:
    """A file that pikepdf writes anew keeps them: they are ordinary annotations."""
    tree.pdf.save(tmp_path / "again.pdf")
    with pikepdf.open(tmp_path / "again.pdf") as again:
        names = [str(item.NM) for page in again.pages for item in page.get("/Annots", []) if "/NM" in item]
    assert names == [str(item.NM) for item in comments(tree)]
