"""Whether the pages of a codebook say what it says; and that a tampered one is found out."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pypdfium2
import pytest

import reportgen
from reportgen import Memo
from reportgen.build.printed import departures, statements
from reportgen.model.verification import Verdict
from tests import codebooks, ferry


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ferry's project with a codebook of it, with the texts."""
    import shutil

    from tests.conftest import FIXTURES

    project = Path(shutil.copytree(FIXTURES / "good", tmp_path_factory.mktemp("printed") / "good"))
    brief = codebooks.write(project)
    reportgen.build_memo(brief, project / "out", sources=ferry.texts(project))
    return project


@pytest.fixture(scope="module")
def memo(folder: Path) -> Memo:
    return codebooks.memo(folder, *ferry.SOURCES)


@pytest.fixture(scope="module")
def pages(folder: Path) -> list[str]:
    with pypdfium2.PdfDocument(folder / "out" / "codebook.pdf") as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def missing(memo: Memo, pages: list[str]) -> list[str]:
    return [item.statement.where for item in departures(memo, pages)]


def test_the_pages_say_it_all_in_order(memo: Memo, pages: list[str]) -> None:
    assert departures(memo, pages) == ()


def test_definitions_examples_claims_and_numbers_are_among_it(memo: Memo) -> None:
    said = {item.where: item.text for item in statements(memo)}
    assert said["the definition of code 2"] == "Boats, their state and what may replace them."
    assert said["the example of code 2"] == "The hull dates from 1971 and needs more repair each winter."
    assert said["the quotation of code 2"].startswith("What worries me is the hull.")
    assert said["claim 3 of code 2"] == "The hull should be replaced within five years."
    assert said["the other claims of code 4"] == "8 (1.1)"
    assert said["codes by exchange, maran, code 2"] == "2 Fleet 3 0 2 5"
    assert said["codes by exchange, maran, any code"] == "5 3 2 10"
    assert said["codes by interview, code 1"] == "1 Money 3 2 5"
    assert said["codes by code, code 4"] == "4 Passengers 2 2 0 0 0 5"
    assert said["the reason for maran/q2.p2"] == "An anecdote on the café trade."
    assert said["claim 8 in the register"] == "8 okoro/q2.p1.s1-s2 1.1, 4"
    assert said["item 12 of COREQ"] == "12 Number of participants 2 participants, 2 interviews."


@pytest.mark.parametrize(
    ("before", "after", "where"),
    [
        ("what may replace them", "what might replace them", "the definition of code 2"),
        ("What worries me", "What worried me", "the quotation of code 2"),
        ("Who pays for the crossing, and how much", "Who pays", "the definition of code 1"),
        ("An anecdote on the café trade", "An anecdote", "the reason for maran/q2.p2"),
    ],
)
def test_a_changed_word_is_found(memo: Memo, pages: list[str], before: str, after: str, where: str) -> None:
    flat = [" ".join(page.split()) for page in pages]
    assert sum(page.count(before) for page in flat) == 1
    assert missing(memo, [page.replace(before, after) for page in flat]) == [where]


def test_a_changed_number_of_a_matrix_is_found(memo: Memo, pages: list[str]) -> None:
    flat = [" ".join(page.split()) for page in pages]
    row = "2 Fleet 3 0 2 5"
    assert sum(page.count(row) for page in flat) == 1
    found = missing(memo, [page.replace(row, "2 Fleet 3 0 4 5") for page in flat])
    assert found == ["codes by exchange, maran, code 2"]


def test_verify_proves_the_file_and_its_passages(folder: Path) -> None:
    found = reportgen.verify_pdf(
        folder / "out" / "codebook.pdf", sources=ferry.texts(folder), rebuild=True, root=folder
    )
    assert [(item.check, item.detail) for item in found.findings if item.verdict is not Verdict.PROVED] == []
    (maran,) = [item for item in found.findings if "`maran`" in item.detail]
    assert maran.detail.startswith("4 quotations and 6 passages")


def test_verify_fails_a_file_whose_definition_is_not_the_memo_s(folder: Path, memo: Memo, tmp_path: Path) -> None:
    book = codebooks.book(memo)
    money = msgspec.structs.replace(book.codes[0], definition="Who pays for the bridge.")
    other = msgspec.structs.replace(memo, codebook=msgspec.structs.replace(book, codes=(money, *book.codes[1:])))
    with pypdfium2.PdfDocument(reportgen.render_pdf(other, root=folder)) as document:
        tampered = [page.get_textpage().get_text_bounded() for page in document]
    assert missing(memo, tampered) == ["the definition of code 1"]
    assert missing(other, tampered) == []


def test_many_interviews_are_listed_and_matrices_cut(tmp_path: Path) -> None:
    memo = codebooks.study(6, 2, 2, 2)
    said = [item.where for item in statements(memo)]
    assert not codebooks.book(memo).tabled
    assert "where code 1 is found" in said
    assert not any(where.startswith("codes by exchange") for where in said)
