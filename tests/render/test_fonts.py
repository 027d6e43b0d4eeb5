"""Which faces a template declares, and which fonts are strangers to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportgen.render import places
from reportgen.render.fonts import Face, declared, strangers
from tests.house import House

FACES = (Face("Memo Serif", "…", True),)


@dataclass
class Used:
    """A font as the renderer records it."""

    family: str
    to_unicode: dict[int, str] = field(default_factory=dict)
    missing: dict[int, int] = field(default_factory=dict)


def test_the_bundled_faces_come_from_packages() -> None:
    faces = declared("policy-memo", places.search_path(None))
    assert {face.family for face in faces} == {"Memo Serif", "Memo Sans"}
    assert all(face.packaged for face in faces)


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


def test_a_declared_face_is_no_stranger() -> None:
    assert strangers([Used("Memo Serif", {1: "a"})], FACES, "m.yaml") == ()


def test_a_font_of_the_machine_is_named_with_what_it_would_draw() -> None:
    (found,) = strangers([Used("DejaVu Sans", {1: "b", 2: "ab", 3: "€"})], FACES, "m.yaml")
    assert (found.code, found.file) == ("P105", "m.yaml")
    assert found.message == (
        "`DejaVu Sans`, a font of this machine, would have to draw “a” (U+0061), “b” (U+0062), “€” (U+20AC)"
    )


def test_a_font_of_the_machine_that_draws_nothing_known_is_named_too() -> None:
    (found,) = strangers([Used("Noto Color Emoji")], FACES, "m.yaml")
    assert found.message == "`Noto Color Emoji`, a font of this machine, would have to draw text"


def test_characters_without_a_glyph_are_named_once_and_not_all() -> None:
    (found,) = strangers([Used("Memo Serif", missing={n: 0x0E00 + n for n in range(1, 30)})], FACES, "m.yaml")
    assert found.message.startswith("no font draws “")
    assert found.message.count("U+") == 12
