"""Which faces a memo may be set in, which fonts are strangers to it, and where what they would draw stands."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec
import pytest

from reportgen.model.memo import Memo
from reportgen.model.style import PLAIN, Face, Family, Fonts, Style
from reportgen.render import places
from reportgen.render.fonts import declared, families, strangers, styled, where
from tests.house import House

SYSTEM = msgspec.structs.replace(PLAIN, fonts=Fonts(text=Family(name="Harbour Serif"), apparatus=PLAIN.fonts.apparatus))


@dataclass
class Used:
    """A font as the renderer records it."""

    family: str
    to_unicode: dict[int, str] = field(default_factory=dict)
    missing: dict[int, int] = field(default_factory=dict)


@pytest.fixture
def memo(house: House) -> Memo:
    house.body("x")
    return house.memo()


def test_the_program_s_own_faces_come_from_packages() -> None:
    assert {face.family for face in styled(PLAIN)} == {"Memo Serif", "Memo Sans"}
    assert all(face.packaged for face in (*styled(PLAIN), *declared("policy-memo", places.search_path(None))))


def test_faces_are_those_of_the_style_each_family_once() -> None:
    own = Family(name="Memo Serif", faces=(Face(file="fonts/a.otf"), Face(file="fonts/a-it.otf", italic=True)))
    look = Style(fonts=Fonts(text=own, heading=own, apparatus=Family(name="Harbour Sans")))
    assert [(face.family, face.packaged) for face in styled(look)] == [("Memo Serif", False)] * 2
    assert len({face.rule for face in styled(look)}) == 2
    assert families(look) == (own, Family(name="Harbour Sans"))


def test_faces_are_found_in_style_sheets_and_pages_in_any_quoting(house: House) -> None:
    rules = (
        "@font-face{font-family:One;src:url(template:house/a.otf)}",
        "@font-face { src: url('font:font_source_sans_pro/x.otf'); font-family: 'Two Words'; }",
        '@font-face { font-family : "Three" ; src: local(Arial), url(template:house/b.otf) }',
        "@font-face { font-family: Four; src: local(Arial) }",
    )
    house.body(f"<style>{rules[0]}</style>")
    house.write("house/more.css", "\n".join(rules[1:]))
    house.write("house/notes.txt", "@font-face { font-family: Five; src: url(template:house/a.otf) }")
    found = declared("house", places.search_path(house.root))
    own = [(face.family, face.packaged) for face in found if not face.family.startswith("Memo")]
    assert own == [("One", False), ("Two Words", True)]


def test_the_rule_that_the_style_fills_in_declares_nothing_by_itself() -> None:
    assert {face.family for face in declared("policy-memo", places.search_path(None))} == {"Memo Signs"}


# Strangers


@pytest.mark.parametrize(
    ("look", "family"), [(PLAIN, "Memo Serif"), (SYSTEM, "Harbour Serif"), (SYSTEM, "harbourserif")]
)
def test_a_face_of_the_style_is_no_stranger(memo: Memo, look: Style, family: str) -> None:
    memo = msgspec.structs.replace(memo, look=look)
    assert strangers([Used(family, {1: "a"})], styled(look), memo, "m.yaml") == ()


def test_a_system_family_is_one_only_to_the_style_that_names_it(memo: Memo) -> None:
    assert len(strangers([Used("Harbour Serif", {1: "a"})], styled(PLAIN), memo, "m.yaml")) == 1


def test_a_font_of_the_machine_is_named_with_what_it_would_draw_and_where(memo: Memo) -> None:
    memo = msgspec.structs.replace(memo, title="Ferry for €9", to="The € board")
    (found,) = strangers([Used("DejaVu Sans", {1: "€", 2: "Ł€"})], styled(memo.look), memo, "m.yaml")
    assert (found.code, found.file) == ("P105", "m.yaml")
    assert found.message == (
        "`DejaVu Sans`, a font of this machine, would have to draw “Ł” (U+0141), “€” (U+20AC): `title`; `to`"
    )


def test_a_sign_of_the_template_s_own_is_said_to_be_so(memo: Memo) -> None:
    (found,) = strangers([Used("DejaVu Sans", {1: "↑"})], styled(memo.look), memo, "m.yaml")
    assert found.message.endswith("“↑” (U+2191): in the template’s own words")


def test_a_font_of_the_machine_that_draws_nothing_known_is_named_too(memo: Memo) -> None:
    (found,) = strangers([Used("Noto Color Emoji")], styled(memo.look), memo, "m.yaml")
    assert found.message.startswith("`Noto Color Emoji`, a font of this machine, would have to draw text: ")


def test_characters_without_a_glyph_are_named_once_and_not_all(memo: Memo) -> None:
    used = Used("Memo Serif", missing={0x0E00 + n: n for n in range(1, 30)})
    (found,) = strangers([used], styled(memo.look), memo, "m.yaml")
    assert found.message.startswith("no font draws “")
    assert found.message.count("U+") == 12
    assert "and 17 more" in found.message


# Where characters stand


def test_parts_are_named_as_a_reader_knows_them(memo: Memo) -> None:
    sections = tuple(msgspec.structs.replace(item, heading=f"{item.heading} Ж") for item in memo.sections[:1])
    claims = tuple(msgspec.structs.replace(item, text=f"{item.text} Ж") for item in memo.claims[1:3])
    memo = msgspec.structs.replace(memo, subtitle="Ж", sections=sections, claims=claims)
    assert set(where(memo, "Жщ")) == {
        "section 1, “The boat wears out faster than the budget Ж”",
        *(f"claim `{claim.id}`" for claim in claims),
        "`subtitle`",
    }
    assert where(memo, "щ") == ()


def test_what_is_not_set_on_the_page_is_not_searched(memo: Memo) -> None:
    memo = msgspec.structs.replace(memo, keywords=("Ж",), description="Ж", template="Ж")
    evidence = tuple(msgspec.structs.replace(item, passage="Ж") for item in memo.claims[0].evidence)
    claims = (msgspec.structs.replace(memo.claims[0], evidence=evidence), *memo.claims[1:])
    assert where(msgspec.structs.replace(memo, claims=claims), "Ж") == ()


def test_places_are_counted_after_the_fourth(memo: Memo) -> None:
    claims = tuple(msgspec.structs.replace(item, text="Ж") for item in memo.claims[:6])
    memo = msgspec.structs.replace(memo, claims=claims)
    (found,) = strangers([Used("DejaVu Sans", {1: "Ж"})], styled(memo.look), memo, "m.yaml")
    assert found.message.count("claim `") == 4
    assert found.message.endswith(" and 2 more places")
