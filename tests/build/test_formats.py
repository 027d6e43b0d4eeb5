"""One brief in several formats: a file for each, all of them or none."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportgen
from tests.builds import as_built
from tests.house import House

TINY = {"template": "house"}


@pytest.fixture
def house(good_project: Path) -> House:
    """A project whose memo is quick to set."""
    made = House(good_project)
    made.body("<h1>{{ memo.title }}</h1><p>{{ medium }}</p>")
    return made


@pytest.fixture
def brief(house: House) -> Path:
    return house.root / "ferry.yaml"


def test_a_brief_is_built_in_each_format_with_an_outcome_for_each(brief: Path, house: House, tmp_path: Path) -> None:
    outcomes = list(reportgen.build_memos([brief], tmp_path, formats=["pdf", "html"], overrides=TINY))
    assert [(outcome.brief, outcome.output, outcome.format.value) for outcome in outcomes] == [
        (brief, tmp_path / "ferry.pdf", "pdf"),
        (brief, tmp_path / "ferry.html", "html"),
    ]
    assert [outcome.size for outcome in outcomes] == [
        outcome.output.stat().st_size for outcome in outcomes if outcome.output
    ]
    pdf, page = tmp_path / "ferry.pdf", tmp_path / "ferry.html"
    assert pdf.read_bytes() == as_built(pdf, house.pdf())
    assert page.read_bytes() == as_built(page, house.web().encode("utf-8"))
    assert "<p>web</p>" in house.web()
    assert "<p>print</p>" in house.html()


def test_pages_alone_write_no_pdf(brief: Path, tmp_path: Path) -> None:
    (outcome,) = reportgen.build_memos([brief], tmp_path, formats=["html"], overrides=TINY)
    assert (outcome.ok, outcome.problems) == (True, ())
    assert [path.name for path in tmp_path.glob("ferry.*")] == ["ferry.html"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("{% if medium == 'web' %}{{ memo.titel }}{% endif %}", "P101"),
        ("{% if medium == 'print' %}{{ memo.titel }}{% endif %}", "P101"),
        ("{% if medium == 'web' %}<script src='x.js'></script>{% endif %}", "P104"),
    ],
)
def test_where_one_format_fails_none_is_written(body: str, code: str, house: House, tmp_path: Path) -> None:
    house.body(body)
    (tmp_path / "ferry.pdf").write_bytes(b"old")
    briefs = [house.root / "ferry.yaml"]
    outcomes = list(reportgen.build_memos(briefs, tmp_path, formats=["pdf", "html"], overrides=TINY))
    assert [(outcome.ok, outcome.size) for outcome in outcomes] == [(False, 0), (False, 0)]
    assert [[found.code for found in outcome.problems] for outcome in outcomes] == [[code], [code]]
    assert (tmp_path / "ferry.pdf").read_bytes() == b"old"
    assert not (tmp_path / "ferry.html").exists()


def test_a_warning_of_the_pdf_is_not_the_page_s_and_stops_both_where_it_is_strict(house: House, tmp_path: Path) -> None:
    house.body("<p style='text-wrop: x'>y</p>")
    briefs = [house.root / "ferry.yaml"]
    pdf, page = reportgen.build_memos(briefs, tmp_path, formats=["pdf", "html"], overrides=TINY)
    assert ([found.code for found in pdf.problems], page.problems) == (["P103"], ())
    strict = reportgen.build_memos(briefs, tmp_path / "s", formats=["pdf", "html"], overrides=TINY, strict=True)
    assert [outcome.ok for outcome in strict] == [False, False]
    assert not (tmp_path / "s").exists()


def test_a_format_that_the_template_is_not_made_for_is_r222(house: House, tmp_path: Path) -> None:
    house.write("house/template.yaml", "title: House\npurpose: For tests.\nformats: [pdf]\n")
    brief = house.root / "ferry.yaml"
    brief.write_text(f"template: house\n{brief.read_text(encoding='utf-8')}", encoding="utf-8")
    outcomes = list(reportgen.build_memos([brief], tmp_path / "out", formats=["pdf", "html"]))
    assert [outcome.ok for outcome in outcomes] == [False, False]
    (found,) = outcomes[0].problems
    assert (found.code, found.line, found.column) == ("R222", 1, 11)
    assert found.message == "the template `house` is not made for `html`"
    assert found.hint == "build it with --format pdf, or choose another template"
    assert not (tmp_path / "out").exists()
    (pdf,) = reportgen.build_memos([brief], tmp_path / "out")
    assert pdf.ok


def test_a_page_is_no_pdf_to_verify(brief: Path, tmp_path: Path) -> None:
    (outcome,) = reportgen.build_memos([brief], tmp_path, formats=["html"], overrides=TINY)
    assert outcome.output
    with pytest.raises(reportgen.ReportgenError, match="is a web page, and only PDFs are verified"):
        reportgen.verify_pdf(outcome.output)
