"""The look of a memo: nothing left open, so that memo.json says how it was set."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

import reportgen
from reportgen.compose.look import look
from reportgen.model import memo as memos
from reportgen.model.page import Language, Notes, Page
from reportgen.model.style import (
    PLAIN,
    SANS,
    SERIF,
    Colours,
    Face,
    Family,
    Fonts,
    Margins,
    Organisation,
    Style,
    TitleForm,
)

SYSTEM = Family(name="Harbour Sans")
FILES = Family(name="Quay", faces=(Face(file="fonts/quay.otf"), Face(file="fonts/quay-it.otf", italic=True)))
OTHER = Family(name="Pier", faces=(Face(file="fonts/pier.otf"),))


def test_a_style_that_says_nothing_is_the_program_s_own_look() -> None:
    assert look(Style()) == PLAIN
    assert PLAIN.fonts == Fonts(text=SERIF, heading=SERIF, apparatus=SANS)


@pytest.mark.parametrize(
    ("fonts", "names"),
    [
        (Fonts(text=FILES), ("Memo Serif", "Memo Serif", "Memo Sans")),
        (Fonts(heading=FILES), ("Memo Serif", "Memo Heading", "Memo Sans")),
        (Fonts(text=FILES, apparatus=FILES), ("Memo Serif", "Memo Serif", "Memo Serif")),
        (Fonts(text=FILES, heading=OTHER, apparatus=OTHER), ("Memo Serif", "Memo Sans", "Memo Sans")),
        (Fonts(text=SYSTEM), ("Harbour Sans", "Harbour Sans", "Memo Sans")),
        (Fonts(text=SYSTEM, apparatus=Family(name="Quay")), ("Harbour Sans", "Harbour Sans", "Quay")),
        (Fonts(text=FILES, heading=SYSTEM, apparatus=OTHER), ("Memo Serif", "Harbour Sans", "Memo Sans")),
    ],
)
def test_families_of_files_go_by_our_names_and_each_by_one(fonts: Fonts, names: tuple[str, str, str]) -> None:
    found = look(Style(fonts=fonts)).fonts
    families = [family for family in (found.text, found.heading, found.apparatus) if family]
    assert tuple(family.name for family in families) == names
    wanted = (fonts.text or SERIF, fonts.heading or fonts.text or SERIF, fonts.apparatus or SANS)
    assert [family.faces for family in families] == [one.faces for one in wanted]


def test_what_a_template_needs_is_kept_and_what_the_memo_says_elsewhere_is_not() -> None:
    style = Style(
        title="Ansel",
        extends="print",
        organisation=Organisation(name="Ansel"),
        colours=Colours(accent="#7a1f1f"),
        size=11,
        leading=1.5,
        heads=TitleForm.BAND,
        justified=True,
        margins=Margins(left=30),
        page=Page.LETTER,
        notes=Notes.END,
        language=Language.FR,
        legal=("All rights reserved.",),
    )
    kept = {"title", "colours", "size", "leading", "heads", "justified", "margins", "legal"}
    found = look(style)
    for field in msgspec.structs.fields(Style):
        if field.name != "fonts":
            expected = getattr(style if field.name in kept else PLAIN, field.name)
            assert getattr(found, field.name) == expected, field.name


def test_a_memo_carries_its_look(good_project: Path) -> None:
    overrides = {"style": "modern"}
    memo = reportgen.compose_memo(reportgen.load_project(good_project / "ferry.yaml", overrides=overrides))
    assert (memo.look.title, memo.look.heads) == ("Modern", TitleForm.BAND)
    assert memos.decode(memos.encode(memo)) == memo
    assert b"HankenGrotesk-Regular.otf" in memos.encode(memo)


def test_the_style_s_paper_and_notes_stand_unless_the_brief_says_otherwise(good_project: Path) -> None:
    path = good_project / "ferry.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("  notes: foot\n", "  comments: true\n"), encoding="utf-8")
    overrides = {"style.page": "letter", "style.notes": "end", "style.citation": "apa"}
    output = reportgen.compose_memo(reportgen.load_project(path, overrides=overrides)).output
    assert (output.page, output.notes, output.citation) == ("letter", "end", "apa")
    overrides |= {"output.page": "a4", "output.notes": "foot"}
    output = reportgen.compose_memo(reportgen.load_project(path, overrides=overrides)).output
    assert (output.page, output.notes) == ("a4", "foot")
