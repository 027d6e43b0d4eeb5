"""How a house style shows on the page: type, colours, head, paper, columns, legal lines; in every shipped style."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

import reportgen
from reportgen.read.style import style_names
from reportgen.render import places, system_fonts
from tests.conftest import FIXTURES
from tests.house import House
from tests.verapdf.verapdf import VeraPdf

STYLES = style_names((places.bundled_templates(),))
FORMS = ("rule", "band", "centred", "plain")


def css(house: House, **overrides: str) -> str:
    return house.html("policy-memo", **overrides).partition("<style>")[2].partition("</style>")[0]


def test_type_and_colours_are_the_style_s(house: House) -> None:
    overrides = {"style.size": "11.5", "style.leading": "1.5", "style.colours.accent": "#7a1f1f"}
    sheet = css(house, **overrides)
    assert 'font: 400 11.5pt/1.5 "Memo Serif"' in sheet
    assert "#7a1f1f" in sheet
    assert "#0b4f5c" not in sheet


def test_every_colour_on_the_page_is_one_of_the_style_s(house: House) -> None:
    names = ("accent", "text", "muted", "rule", "paper", "tint")
    given = {name: f"#0000{number}0" for number, name in enumerate(names)} | {"paper": "#fefefe", "tint": "#fdfdfd"}
    for form in FORMS:
        overrides = {f"style.colours.{name}": value for name, value in given.items()} | {"style.heads": form}
        assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", css(house, **overrides))) <= set(given.values())


def test_no_size_on_the_page_is_fixed(house: House) -> None:
    """Type follows the style's size: only rules, millimetres of the page and slivers are given in fixed units."""
    sheet = re.sub(r"@font-face.*", "", css(house))
    assert not re.findall(r"font(?:-size)?:[^;]*?[0-9.]+(?:pt|px|mm)", sheet.replace("400 10.0pt/1.4", ""))


def test_a_family_s_name_cannot_break_out_of_its_string(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.render.system_fonts.files", lambda name: (Path("/a"),))
    sheet = css(house, **{"style.fonts.text.name": "'A\"; } </style><b>'"})
    assert "<b>" not in sheet
    assert r'"A\22 ; } \3c /style\3e \3c b\3e "' in sheet


def test_margins_are_the_style_s(house: House) -> None:
    sheet = css(house, **{"style.margins": "{left: 30, right: 20, top: 25, bottom: 31}", "output.notes": "end"})
    assert "margin: 25.0mm 56.0mm 31.0mm 30.0mm;" in sheet  # A4: 210 = 30 + 124 + 36 + 20


@pytest.mark.parametrize(("form", "page"), [("rule", "letter"), ("band", "a4"), ("centred", "letter"), ("plain", "a4")])
def test_the_head_s_form_changes_the_look_and_no_word(house: House, form: str, page: str) -> None:
    overrides = {"output.page": page, "style.heads": form}
    first = PdfDocument(house.pdf("policy-memo", **overrides))[0].get_textpage().get_text_bounded()
    memo = house.memo("policy-memo", **overrides)
    assert memo.organisation
    for words in (memo.organisation.name, memo.title, memo.subtitle, "To", memo.to, memo.from_, "4 May 2026", memo.re):
        assert words
        assert "".join(words.split()) in "".join(first.split())


def test_legal_lines_close_the_annex(house: House) -> None:
    lines = ("Views are the speakers’ own.", "© Ansel <Forum>")
    html = house.html("policy-memo", **{"style.legal": f'["{lines[0]}", "{lines[1]}"]'})
    annex = html.partition('id="annex"')[2]
    assert '<p class="legal">Views are the speakers’ own.</p>' in annex
    assert "© Ansel &lt;Forum&gt;" in annex


# Notes at the foot


@pytest.mark.parametrize("size", ["9", "10", "12.5", "13", "14", "16"])
def test_notes_at_the_foot_are_not_put_off_at_any_size(house: House, size: str) -> None:
    """WeasyPrint 70 may find by a rounding error that no note fits, and puts one on each page that follows."""
    overrides = {"style.size": size, "style.leading": "1.5", "output.notes": "foot"}
    memo = house.memo("policy-memo", **overrides)
    pages = [page.get_textpage().get_text_bounded() for page in PdfDocument(house.pdf("policy-memo", **overrides))]
    proper = "".join(pages[: next(number for number, text in enumerate(pages) if "How this memo was made" in text) + 1])
    for claim in memo.claims:
        if claim.anchors:
            note = rf"{claim.number}\s+{re.escape(memo.note_form(claim.number))}".replace(r"\ ", r"\s+")
            assert re.search(note, proper), f"note {claim.number} comes after the memo"
    assert len(pages) <= 8


# Two columns


def test_two_columns_have_their_notes_at_the_end(house: House) -> None:
    overrides = {"output.options.columns": "2", "output.notes": "end"}
    html = house.html("policy-memo", **overrides)
    assert '<div class="text">' in html
    assert 'class="endnotes"' in html
    assert "columns: 2; column-gap: 7mm" in html
    assert '<div class="text">' not in house.html("policy-memo")


def test_two_columns_of_a_brief_that_leaves_the_notes_open(house: House) -> None:
    brief = house.root / "ferry.yaml"
    brief.write_text(
        brief.read_text(encoding="utf-8").replace("  notes: foot\n", "  comments: true\n"), encoding="utf-8"
    )
    assert house.memo("policy-memo", **{"output.options.columns": "2"}).output.notes == "end"
    assert house.memo("policy-memo").output.notes == "margin"


def test_notes_that_two_columns_leave_no_room_for(house: House) -> None:
    overrides = {"output.options.columns": "2", "output.notes": "margin"}
    (found,) = reportgen.check_brief(house.root / "ferry.yaml", overrides=overrides)
    assert (found.code, found.file) == ("R113", "--set")
    assert found.message == "the template `policy-memo` cannot set its notes at `margin` with `columns: 2`"
    assert found.hint == "it can at `end`"


# The shipped styles


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A memo in each style on each paper, and in two columns."""
    folder = tmp_path_factory.mktemp("shipped")
    root = Path(shutil.copytree(FIXTURES / "good", folder / "good"))
    ways = {style: {"style": style} for style in STYLES} | {"columns": {"output.options.columns": "2"}}
    return {
        f"{name} {page}": reportgen.build_memo(
            root / "ferry.yaml",
            folder / f"{name}-{page}",
            overrides={"output.page": page, "output.notes": "end", **way},
            strict=True,
        )
        for name, way in ways.items()
        for page in ("a4", "letter")
    }


def test_every_shipped_style_is_set_to_both_standards(shipped: dict[str, Path], verapdf: VeraPdf) -> None:
    for verdict in verapdf.validate(list(shipped.values()), ["ua1", "3a"]):
        assert verdict.compliant, (verdict.file, verdict.flavour, verdict.failures)


@pytest.mark.parametrize("name", ["print a4", "modern letter", "screen a4", "columns letter"])
def test_a_memo_says_by_itself_how_it_was_set(shipped: dict[str, Path], name: str) -> None:
    """The attached memo gives the same bytes, without the style's file."""
    findings = reportgen.verify_pdf(shipped[name], rebuild=True).findings
    verdicts = {finding.check: (finding.verdict, finding.detail) for finding in findings}
    for check in ("attachments", "key", "text", "comments", "rebuild"):
        assert verdicts[check][0] == "proved", verdicts[check]


def test_a_family_of_the_machine_is_no_stranger_where_the_style_names_it(house: House) -> None:
    family = next((name for name in ("DejaVu Serif", "Liberation Serif") if system_fonts.files(name)), None)
    if family is None:
        pytest.skip("this machine has neither DejaVu Serif nor Liberation Serif")
    house.write(
        "house/memo.html",
        '<html lang="en"><title>x</title><style>{% include "shared/fonts.css" %}\n'
        "html { font: 10pt {{ memo.look.fonts.text.name | css_string | safe }} }</style><p>Quay</p></html>",
    )
    assert house.refusals(**{"style.fonts.text.name": family}) == ()
    assert [problem.code for problem in house.refusals()] == []
