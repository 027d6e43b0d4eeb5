"""Pictures of pages: what they show, that they repeat, and what becomes of those of an earlier build."""

from __future__ import annotations

import errno
import io
import math
from pathlib import Path

import pytest
from PIL import Image

import reportgen
from reportgen import OutputError, ProblemsError, UsageError
from reportgen.build.pictures import write_pages
from tests.house import House
from tests.pictures import png


@pytest.fixture
def house(good_project: Path) -> House:
    return House(good_project)


def with_pages(house: House, count: int) -> None:
    """A template that sets so many pages, each of one colour."""
    colours = ("#cc0000", "#00aa00", "#0000dd", "#777777")
    sheets = "".join(
        f"<div style='page: p{number}; background: {colours[number]}; height: 100mm'>{number}</div>"
        for number in range(count)
    )
    house.body(f"<h1>{{{{ memo.title }}}}</h1><style>{_breaks(count)}</style>{sheets}")


def _breaks(count: int) -> str:
    return "".join(f"@page p{number} {{ margin: 20mm }}" for number in range(count))


def build(house: House, folder: Path, *, dpi: int | None = 40) -> reportgen.Outcome:
    (outcome,) = reportgen.build_memos([house.root / "ferry.yaml"], folder, overrides={"template": "house"}, png=dpi)
    return outcome


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_each_page_is_drawn_at_the_resolution_asked_for(house: House) -> None:
    with_pages(house, 2)
    pdf = house.pdf()
    for dpi in (36, 150):
        pictures = [opened(data) for data in reportgen.render_pages(pdf, dpi)]
        assert len(pictures) == 3  # the title's page, and two
        for picture in pictures:
            assert (picture.format, picture.mode) == ("PNG", "RGB")
            assert picture.size == (math.ceil(210 / 25.4 * dpi), math.ceil(297 / 25.4 * dpi))
            assert round(picture.info["dpi"][0]) == dpi
    red, green = (picture.getpixel((picture.width // 2, picture.height // 4)) for picture in pictures[1:])
    assert (red, green) == ((204, 0, 0), (0, 170, 0))


def test_the_same_pdf_gives_the_same_bytes(house: House) -> None:
    with_pages(house, 1)
    pdf = house.pdf()
    assert list(reportgen.render_pages(pdf)) == list(reportgen.render_pages(pdf))


def test_a_build_writes_them_beside_the_pdf(house: House, tmp_path: Path) -> None:
    with_pages(house, 1)
    outcome = build(house, tmp_path / "out")
    assert outcome.output == tmp_path / "out" / "ferry.pdf"
    assert outcome.pictures == (tmp_path / "out" / "ferry-1.png", tmp_path / "out" / "ferry-2.png")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["ferry-1.png", "ferry-2.png", "ferry.pdf"]
    assert [path.read_bytes() for path in outcome.pictures] == [
        *reportgen.render_pages(outcome.output.read_bytes(), 40)
    ]


def test_none_are_written_unless_asked_for(house: House, tmp_path: Path) -> None:
    with_pages(house, 1)
    assert build(house, tmp_path, dpi=None).pictures == ()
    assert [path.name for path in tmp_path.glob("*.png")] == []


def test_pictures_of_pages_that_are_no_more_go(house: House, tmp_path: Path) -> None:
    with_pages(house, 3)
    assert len(build(house, tmp_path).pictures) == 4
    with_pages(house, 1)
    build(house, tmp_path)
    assert sorted(path.name for path in tmp_path.glob("*.png")) == ["ferry-1.png", "ferry-2.png"]


@pytest.mark.parametrize("name", ["ferry-3.png", "ferry-03.png", "ferry-3.jpg", "ferry-x.png", "ferry.png"])
def test_what_others_made_stays(house: House, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(png())
    with_pages(house, 1)
    build(house, tmp_path)
    assert (tmp_path / name).read_bytes() == png()


@pytest.mark.parametrize("name", ["other-3.png", "ferry-2-3.png", "ferry-03.png", "old-ferry-3.png"])
def test_pictures_of_other_memos_stay(house: House, tmp_path: Path, name: str) -> None:
    with_pages(house, 2)
    ours = build(house, tmp_path).pictures[2]
    ours.rename(tmp_path / name)
    with_pages(house, 1)
    build(house, tmp_path)
    assert (tmp_path / name).is_file()


def test_a_folder_or_a_link_of_that_name_is_left_alone(house: House, tmp_path: Path) -> None:
    with_pages(house, 2)
    ours = build(house, tmp_path / "first").pictures[2]
    (tmp_path / "ferry-3.png").symlink_to(ours)
    (tmp_path / "ferry-4.png").mkdir()
    with_pages(house, 1)
    build(house, tmp_path)
    assert (tmp_path / "ferry-3.png").is_symlink()
    assert ours.is_file()
    assert (tmp_path / "ferry-4.png").is_dir()


def test_nothing_is_written_where_a_problem_stands_in_the_way(house: House, tmp_path: Path) -> None:
    house.body("{{ memo.nothing }}")
    outcome = build(house, tmp_path / "out")
    assert (outcome.output, outcome.pictures) == (None, ())
    assert not (tmp_path / "out").exists()


def test_a_picture_that_cannot_be_written_is_said_to_be_so(house: House, tmp_path: Path) -> None:
    (tmp_path / "ferry-1.png").mkdir()
    with_pages(house, 1)
    with pytest.raises(OutputError, match=r"ferry-1\.png"):
        build(house, tmp_path)


def test_a_left_over_that_cannot_be_removed_is_said_to_be_so(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_pages(house, 1)
    write_pages(tmp_path / "ferry.pdf", tuple(reportgen.render_pages(house.pdf(), 20)))

    def refuse(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(OutputError, match=r"cannot remove `.*ferry-1\.png`: permission denied"):
        write_pages(tmp_path / "ferry.pdf", ())


def test_pictures_are_of_a_pdf(house: House, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="page images are drawn from the PDF"):
        list(reportgen.build_memos([house.root / "ferry.yaml"], tmp_path, formats=["html"], png=40))
    with pytest.raises(UsageError, match="0 dots per inch"):
        list(reportgen.build_memos([house.root / "ferry.yaml"], tmp_path, png=0))


def test_a_brief_with_a_web_page_too_has_pictures_of_the_pdf(house: House, tmp_path: Path) -> None:
    with_pages(house, 1)
    outcomes = list(
        reportgen.build_memos(
            [house.root / "ferry.yaml"], tmp_path, formats=["pdf", "html"], overrides={"template": "house"}, png=40
        )
    )
    assert {outcome.format.value: len(outcome.pictures) for outcome in outcomes} == {"pdf": 2, "html": 0}


def test_a_single_memo_raises_as_before(house: House, tmp_path: Path) -> None:
    house.body("{{ memo.nothing }}")
    with pytest.raises(ProblemsError):
        reportgen.build_memo(house.root / "ferry.yaml", tmp_path, overrides={"template": "house"})
