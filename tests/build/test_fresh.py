"""What is fresh is left as it is: told by the build key in the file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import reportgen
from reportgen import Outcome, Staleness, UsageError
from reportgen.model.formats import Format
from reportgen.render import identity, versions
from tests.house import House

TINY = {"template": "house"}
PAGE = "<h1>{{ memo.title }}</h1>"


@pytest.fixture
def house(good_project: Path) -> House:
    made = House(good_project)
    made.body(PAGE)
    return made


@pytest.fixture
def brief(house: House) -> Path:
    return house.root / "ferry.yaml"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def build(brief: Path, out: Path, *formats: str, **how: bool) -> list[Outcome]:
    overrides = {"overrides": TINY}
    return list(reportgen.build_memos([brief], out, formats=formats or ("pdf",), **overrides, **how))  # type: ignore[arg-type]


def stale(brief: Path, out: Path, *formats: str, **overrides: str) -> list[Staleness]:
    return list(reportgen.find_stale([brief], out, formats=formats or ("pdf",), overrides={**TINY, **overrides}))


def swap(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("formats", [("pdf",), ("html",), ("pdf", "html")])
def test_a_second_build_writes_nothing(brief: Path, out: Path, formats: tuple[str, ...]) -> None:
    first = build(brief, out, *formats)
    assert [(one.fresh, one.size > 0) for one in first] == [(False, True)] * len(formats)
    before = [one.output.stat() for one in first if one.output]
    os.utime(brief)
    second = build(brief, out, *formats)
    assert [(one.ok, one.fresh, one.size, one.output) for one in second] == [
        (True, True, 0, one.output) for one in first
    ]
    after = [one.output.stat() for one in second if one.output]
    assert [(stat.st_ino, stat.st_mtime_ns) for stat in after] == [(stat.st_ino, stat.st_mtime_ns) for stat in before]


def test_nothing_of_the_renderer_is_asked_where_all_is_fresh(
    brief: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(brief, out)
    monkeypatch.setattr("reportgen.build.crew.run_job", lambda *_, **__: pytest.fail("rendered"))
    (outcome,) = build(brief, out)
    assert outcome.fresh


def test_force_builds_what_is_fresh_and_the_bytes_are_the_same(brief: Path, out: Path) -> None:
    (first,) = build(brief, out)
    assert first.output
    data, inode = first.output.read_bytes(), first.output.stat().st_ino
    (again,) = build(brief, out, force=True)
    assert (again.fresh, again.size) == (False, len(data))
    assert first.output.read_bytes() == data
    assert first.output.stat().st_ino != inode


@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        ("ferry.yaml", "title: Port", "title: Old Port", "`title` changed"),
        ("datasets/ferry/dataset.yaml", "text: The hull", "text: This hull", "claim `hull-old` changed"),
        ("templates/house/memo.html", PAGE, f"{PAGE}<p>More</p>", "`template own house/memo.html` changed"),
    ],
)
def test_what_the_memo_shows_or_is_made_with_makes_it_stale(
    brief: Path, house: House, out: Path, file: str, old: str, new: str, reason: str
) -> None:
    build(brief, out, "pdf", "html")
    swap(house.root / file, old, new)
    assert [one.reasons for one in stale(brief, out, "pdf", "html")] == [(reason,)] * 2
    pdf, html = build(brief, out, "pdf", "html", explain=True)
    assert (pdf.fresh, html.fresh) == (False, False)
    assert pdf.reasons == html.reasons == (reason,)
    assert all(one.fresh for one in stale(brief, out, "pdf", "html"))


def test_a_claim_that_the_memo_does_not_show_makes_nothing_stale(brief: Path, house: House, out: Path) -> None:
    shown = {claim.id for claim in reportgen.compose_memo(reportgen.load_project(brief)).claims}
    dataset = house.root / "datasets" / "ferry" / "dataset.yaml"
    claims = reportgen.load_dataset(dataset.parent).value.claims
    hidden = next(claim for claim in claims if claim.id not in shown)
    build(brief, out)
    swap(dataset, hidden.text[:20], f"Indeed, {hidden.text[:20]}")
    assert [one.reasons for one in stale(brief, out)] == [()]


def test_a_version_of_what_sets_pages_makes_it_stale(brief: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(brief, out)
    version = versions.version_of
    monkeypatch.setattr(versions, "version_of", lambda name: "99" if name == "weasyprint" else version(name))
    (one,) = stale(brief, out)
    assert one.reasons == (f"weasyprint: {version('weasyprint')} then, 99 now",)


def test_a_font_that_comes_or_goes_is_not_called_changed(brief: Path, house: House, out: Path) -> None:
    build(brief, out)
    more = "font:font_source_sans_pro/SourceSansPro-Black.otf"
    house.body(f"{PAGE}<style>@font-face {{ font-family: More; src: url('{more}'); }}</style>")
    (one,) = stale(brief, out)
    added = "`font font_source_sans_pro/SourceSansPro-Black.otf` added"
    assert one.reasons == ("`template own house/memo.html` changed", added)
    build(brief, out)
    house.body(PAGE)
    assert stale(brief, out)[0].reasons[1] == added.replace("added", "left out")


def test_many_reasons_are_counted(brief: Path, out: Path) -> None:
    build(brief, out)
    keys = {"to": "A", "re": "B", "series": "C", "funding": "D", "licence": "E", "subtitle": "F"}
    (one,) = stale(brief, out, **keys)
    assert len(one.reasons) == 5
    assert one.reasons[-1] == "2 more changed"


def test_what_is_not_there_or_not_ours_is_stale(brief: Path, out: Path) -> None:
    assert [one.reasons for one in stale(brief, out)] == [("it is not there",)]
    out.mkdir()
    (out / "ferry.pdf").write_bytes(b"%PDF-1.7\nold\n%%EOF\n")
    assert [one.reasons for one in stale(brief, out)] == [("it carries no build key, or one that does not settle it",)]
    (outcome,) = build(brief, out)
    assert not outcome.fresh


def test_a_file_that_does_not_say_what_it_was_made_from(brief: Path, house: House, out: Path) -> None:
    build(brief, out, "html")
    page = out / "ferry.html"
    swap(page, 'id="memo"', 'id="other"')
    swap(house.root / "ferry.yaml", "title: Port", "title: Old Port")
    assert "does not say what it was made from" in stale(brief, out, "html")[0].reasons[0]


def test_a_cut_file_is_stale(brief: Path, out: Path) -> None:
    build(brief, out)
    path = out / "ferry.pdf"
    path.write_bytes(path.read_bytes()[:-10])
    assert not stale(brief, out)[0].fresh


def test_problems_are_no_reasons_and_not_fresh(brief: Path, house: House, out: Path) -> None:
    build(brief, out)
    swap(brief, "[@hull-old]", "[@hull-gone]")
    (one,) = stale(brief, out)
    assert (one.reasons, one.fresh) == ((), False)
    assert [problem.code for problem in one.problems] == ["R201"]


def test_a_format_that_the_template_is_not_made_for_is_no_reason(brief: Path, house: House, out: Path) -> None:
    house.write("house/template.yaml", "title: House\npurpose: To try.\nformats: [pdf]\n")
    pdf, html = stale(brief, out, "pdf", "html")
    assert (pdf.reasons, pdf.problems) == (("it is not there",), ())
    assert (html.reasons, html.fresh, [problem.code for problem in html.problems]) == ((), False, ["R222"])


def test_two_briefs_of_one_name_are_refused(brief: Path, out: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        list(reportgen.find_stale([brief, tmp_path / "ferry.yaml"], out))


# What the key does not settle


def test_what_the_renderer_complained_of_is_built_and_said_again(brief: Path, house: House, out: Path) -> None:
    house.body(f"{PAGE}<style>h1 {{ colour: red }}</style>")
    first, again = build(brief, out)[0], build(brief, out)[0]
    assert [problem.code for problem in first.problems] == ["P103"]
    assert (again.fresh, again.problems) == (False, first.problems)
    assert build(brief, out, strict=True)[0].output is None


def test_a_picture_of_the_template_is_in_the_key(brief: Path, house: House, out: Path) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    house.write("house/seal.svg", picture)
    house.body(f'{PAGE}<img src="template:house/seal.svg" alt="Seal">')
    build(brief, out, "pdf", "html")
    before = (out / "ferry.pdf").read_bytes()
    house.write("house/seal.svg", picture.replace("rect ", "rect x='3' "))
    pdf, html = build(brief, out, "pdf", "html")
    assert (pdf.fresh, html.fresh) == (False, False)
    assert (out / "ferry.pdf").read_bytes() != before


def test_a_file_says_that_its_key_does_not_settle_it(brief: Path, out: Path) -> None:
    build(brief, out)
    path = out / "ferry.pdf"
    data = path.read_bytes()
    assert identity.key_in(path, Format.PDF) is not None
    marked = identity.unsettled(data)
    assert len(marked) == len(data)
    path.write_bytes(marked)
    assert identity.key_in(path, Format.PDF) is None
    assert identity.unsettled(marked) == marked
    with pytest.raises(ValueError, match="no build key"):
        identity.unsettled(b"%PDF-1.7 (x)")


def test_pictures_of_pages_are_drawn_of_a_fresh_file_too(brief: Path, out: Path) -> None:
    build(brief, out)
    (outcome,) = reportgen.build_memos([brief], out, overrides=TINY, png=20)
    assert outcome.fresh
    assert [path.name for path in outcome.pictures] == ["ferry-1.png"]
