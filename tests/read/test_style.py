"""House styles: found by name, by file or in the brief; what they extend; what is wrong with them, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.errors import ProblemsError
from reportgen.model import contrast
from reportgen.model.page import Page
from reportgen.model.problem import Problem
from reportgen.model.style import Colours, Style, TitleForm
from reportgen.read.brief import load_brief
from reportgen.read.style import LoadedStyle, read_style, style_names, style_of
from reportgen.render import places

BAD = Path(__file__).parents[1] / "fixtures" / "bad" / "style"
BUNDLED = (places.bundled_templates(),)

FILES = [
    ("unknown-key", "R110", 2, 3, "unknown key `acent` | did you mean `accent`?"),
    ("colour-by-name", "R113", 2, 11, "`accent` cannot be `teal` | A colour as `#rrggbb`."),
    ("faint-text", "R122", 3, 9, "`text` #8a8f94 has a contrast of 2.91:1 on `tint` #eef3f4, and text needs 4.5:1"),
    ("extends-unknown", "R217", 1, 10, "there is no style `morden` | did you mean `modern`?"),
    ("extends-by-path", "R217", 1, 10, "there is no style `../print`"),
    ("margin-too-wide", "R113", 2, 9, "`left` must be at most 60"),
    ("type-too-large", "R113", 1, 7, "`size` must be at most 16"),
    ("unknown-head", "R113", 1, 8, "`heads` cannot be `banner` | "),
    ("family-by-name-alone", "R112", 2, 9, "`text` must be a mapping of keys to values, and this is a text"),
    ("list-for-style", "R112", 1, 1, "must be a mapping"),
]


def refused(path: Path, folders: tuple[Path, ...] = BUNDLED) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsError) as raised:
        read_style(path, folders)
    return raised.value.problems


@pytest.mark.parametrize(("name", "code", "line", "column", "words"), FILES, ids=[row[0] for row in FILES])
def test_a_file_that_is_no_style(name: str, code: str, line: int, column: int, words: str) -> None:
    path = BAD / f"{name}.yaml"
    (found,) = refused(path)
    assert (found.code, found.line, found.column) == (code, line, column)
    assert Path(found.file).name == path.name
    assert words in f"{found.message} | {found.hint}"


def test_every_fixture_is_tried() -> None:
    assert {path.stem for path in BAD.glob("*.yaml")} == {name for name, *_ in FILES} | {"paper-and-tint-apart"}


def test_the_colour_offered_passes_on_every_ground_and_is_the_nearest() -> None:
    (found,) = refused(BAD / "faint-text.yaml")
    assert found.hint == "the nearest colour that passes is #6a6f74"
    offered, grounds = found.hint.split()[-1], (Colours().paper, Colours().tint)
    assert all(contrast.ratio(offered, ground) >= 4.5 for ground in grounds)
    lighter = contrast.nearest("#8a8f94", grounds, 4.4)
    assert lighter is not None
    assert lighter > offered


def test_grounds_that_no_colour_stands_out_from_are_said_to_be_so() -> None:
    found = refused(BAD / "paper-and-tint-apart.yaml")
    assert [problem.code for problem in found] == ["R122"] * 3
    assert {problem.hint for problem in found} == {"make `paper` and `tint` more alike"}
    assert found[2].message.startswith("`accent` #ffffff has a contrast of 1.00:1 on `paper` #ffffff")


# Where a brief's style comes from


def style(project: Path, text: str = "", *, override: str | None = None) -> LoadedStyle | None:
    """What a brief of the good fixture is set in, `text` added to it."""
    path = project / "ferry.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n" + text, encoding="utf-8")
    overrides = {"style": override} if override else {}
    return style_of(load_brief(path, overrides=overrides), places.search_path(project))


def write(project: Path, name: str, text: str) -> None:
    path = project / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_brief_that_names_none_has_none(good_project: Path) -> None:
    assert style(good_project) is None


def test_the_project_s_own_file_is_taken_where_the_brief_names_none(good_project: Path) -> None:
    write(good_project, "style.yaml", "title: Ansel\nsize: 11\n")
    loaded = style(good_project)
    assert loaded is not None
    assert loaded.value == Style(title="Ansel", size=11)


def test_a_named_style_goes_before_the_project_s_own_file(good_project: Path) -> None:
    write(good_project, "style.yaml", "size: 11\n")
    write(good_project, "styles/quay.yaml", "size: 12\n")
    loaded = style(good_project, "style: quay\n")
    assert loaded is not None
    assert loaded.value.size == 12


def test_a_named_style_of_the_project_goes_before_the_bundled_one(good_project: Path) -> None:
    write(good_project, "styles/print.yaml", "size: 12\n")
    loaded = style(good_project, override="print")
    assert loaded is not None
    assert loaded.value == Style(size=12)


def test_the_three_bundled_styles_are_found_and_differ_in_everything_seen_at_once(good_project: Path) -> None:
    assert style_names(BUNDLED) == ("modern", "print", "screen")
    styles = [read_style(BUNDLED[0] / "styles" / f"{name}.yaml", BUNDLED).value for name in style_names(BUNDLED)]
    for what in (
        [one.heads for one in styles],
        [one.size for one in styles],
        [one.colours.accent for one in styles],
        [one.fonts.text for one in styles],
    ):
        assert len(set(what)) == 3


def test_a_style_written_out_in_the_brief(good_project: Path) -> None:
    loaded = style(good_project, "style:\n  heads: band\n  page: letter\n")
    assert loaded is not None
    assert (loaded.value.heads, loaded.value.page, loaded.folder) == (TitleForm.BAND, Page.LETTER, good_project)


@pytest.mark.parametrize(
    ("text", "code", "at", "words"),
    [
        ("style: modren\n", "R217", (1, 8), "there is no style `modren` | did you mean `modern`?"),
        ("style:\n  colors: {}\n", "R110", (2, 3), "unknown key `colors` | did you mean `colours`?"),
        (
            "style: [print]\n",
            "R112",
            (1, 8),
            "`style` must be a text or a mapping of keys to values, and this is a list",
        ),
        ("style: 7\n", "R112", (1, 8), "`style` must be a text or a mapping of keys to values, and this is a number"),
        ("style: ''\n", "R113", (1, 8), "`style` must not be empty"),
        ("style:\n  fonts: {text: {}}\n", "R111", (2, 11), "the family has no `name`"),
        ("style:\n  colours: {accent: '#ffcc00'}\n", "R122", (2, 21), "the nearest colour that passes is #"),
        ("style:\n  extends: slate\n", "R217", (2, 12), "there is `modern`, `print`, `screen`"),
    ],
)
def test_what_is_wrong_in_the_brief_is_placed_there(
    good_project: Path, text: str, code: str, at: tuple[int, int], words: str
) -> None:
    before = (good_project / "ferry.yaml").read_text(encoding="utf-8").count("\n") + 1
    with pytest.raises(ProblemsError) as raised:
        style(good_project, text)
    (found,) = raised.value.problems
    assert (found.code, Path(found.file).name) == (code, "ferry.yaml")
    assert found.line is not None
    assert (found.line - before, found.column) == at
    assert words in f"{found.message} | {found.hint}"


# What a style extends


def test_what_a_style_leaves_open_is_what_it_extends(good_project: Path) -> None:
    write(good_project, "styles/quay.yaml", 'extends: modern\ncolours: {accent: "#7a1f1f"}\n')
    loaded, base = style(good_project, "style: quay\n"), read_style(BUNDLED[0] / "styles" / "modern.yaml").value
    assert loaded is not None
    assert loaded.value.colours.accent == "#7a1f1f"
    assert loaded.value.colours.tint == base.colours.tint
    assert (loaded.value.fonts, loaded.value.size, loaded.value.heads) == (base.fonts, base.size, base.heads)


def test_what_is_written_goes_first_even_where_it_is_the_program_s_own(good_project: Path) -> None:
    write(good_project, "styles/quay.yaml", "extends: print\njustified: false\nsize: 10\n")
    loaded = style(good_project, "style: quay\n")
    assert loaded is not None
    assert (loaded.value.justified, loaded.value.size, loaded.value.heads) == (False, 10, TitleForm.CENTRED)


def test_an_override_goes_before_what_is_extended(good_project: Path) -> None:
    path = good_project / "ferry.yaml"
    brief = load_brief(path, overrides={"style.extends": "print", "style.justified": "false"})
    loaded = style_of(brief, BUNDLED)
    assert loaded is not None
    assert (loaded.value.justified, loaded.value.heads) == (False, TitleForm.CENTRED)


def test_a_style_may_extend_the_next_of_its_own_name(good_project: Path) -> None:
    write(good_project, "styles/print.yaml", "extends: print\nsize: 12\n")
    loaded = style(good_project, "style: print\n")
    assert loaded is not None
    assert (loaded.value.size, loaded.value.heads) == (12, TitleForm.CENTRED)


def test_no_style_extends_itself_by_way_of_another(good_project: Path) -> None:
    write(good_project, "styles/quay.yaml", "extends: pier\n")
    write(good_project, "styles/pier.yaml", "extends: quay\n")
    (found,) = refused(good_project / "templates" / "styles" / "quay.yaml", places.search_path(good_project))
    assert (found.code, Path(found.file).name, found.line) == ("R217", "pier.yaml", 1)
    assert found.message == "the style `quay` extends itself"


def test_a_colour_is_blamed_where_it_was_written(good_project: Path) -> None:
    """The base's muted colour cannot be read on the paper chosen here: neither file is wrong by itself."""
    write(good_project, "styles/base.yaml", 'colours:\n  muted: "#747474"\n  tint: "#ffffff"\n')
    write(good_project, "styles/quay.yaml", 'extends: base\ncolours: {paper: "#eeeeee"}\n')
    (found,) = refused(good_project / "templates" / "styles" / "quay.yaml", places.search_path(good_project))
    assert (found.code, Path(found.file).name, found.line) == ("R122", "base.yaml", 2)
    assert "on `paper` #eeeeee" in found.message


def test_a_style_that_a_link_leads_out_to_is_not_there(good_project: Path, tmp_path: Path) -> None:
    (tmp_path / "away.yaml").write_text("size: 12\n", encoding="utf-8")
    write(good_project, "styles/quay.yaml", "size: 11\n")
    (good_project / "templates" / "styles" / "away.yaml").symlink_to(tmp_path / "away.yaml")
    with pytest.raises(ProblemsError) as raised:
        style(good_project, "style: away\n")
    assert raised.value.problems[0].code == "R217"
