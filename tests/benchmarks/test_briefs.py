"""The made-up briefs: distinct, the same each time, without problems; and the pages given to WeasyPrint by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportgen
from benchmarks import briefs, plain
from benchmarks.changed import built, change
from benchmarks.measure import BRIEFS, Run

CLAIMS = briefs.claims_of(BRIEFS / briefs.DATASET)


@pytest.mark.parametrize("size", ["full", "small"])
def test_no_two_are_alike(size: briefs.Size) -> None:
    made = [briefs.brief(number, CLAIMS, size) for number in range(300)]
    assert len({brief["title"] for brief in made}) == 300
    assert len({brief["bottom_line"] + brief["sections"][0]["text"] for brief in made}) == 300


def test_both_hundreds_have_the_same_make_up() -> None:
    made = [briefs.brief(number, CLAIMS) for number in range(200)]
    shapes = [
        (
            len(brief["sections"]),
            len(brief["takeaways"]),
            "figure" in brief["sections"][0],
            len(brief["recommendations"]),
        )
        for brief in made
    ]
    assert shapes[:100] == shapes[100:]
    assert sum(shape[2] for shape in shapes) == 50


def test_made_up_words_are_distinct_and_without_digits() -> None:
    words = [briefs.word(number) for number in range(3_000)]
    assert len(set(words)) == 3_000
    assert all(word.isalpha() for word in words)


def test_the_same_number_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (briefs.write(tmp_path / name, 5) for name in ("a", "b"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    copied = sorted(path.name for path in (tmp_path / "a" / briefs.DATASET).iterdir())
    assert copied == ["dataset.yaml", "transcript.json"], "the reader's own text makes no other memos"


def test_they_have_no_problems(tmp_path: Path) -> None:
    made = [*briefs.write(tmp_path / "full", 20), *briefs.write(tmp_path / "small", 6, "small")]
    assert {path: problems for path in made if (problems := reportgen.check_brief(path))} == {}


@pytest.mark.slow
def test_they_build_without_a_complaint(tmp_path: Path) -> None:
    full = briefs.write(tmp_path / "full", 2)  # the first has a figure
    small = briefs.write(tmp_path / "small", 1, "small")
    found = [next(iter(reportgen.build_memos([path], path.parent / "out"))) for path in (*full, *small)]
    assert [(outcome.ok, outcome.problems) for outcome in found] == [(True, ())] * 3
    assert found[0].size > found[1].size > found[2].size


def test_a_changed_brief_is_another_and_still_without_problems(tmp_path: Path) -> None:
    made = briefs.write(tmp_path, 2)
    before = [path.read_text(encoding="utf-8") for path in made]
    seen = set(before)
    for turn in range(3):
        change(made, turn)
        seen |= {path.read_text(encoding="utf-8") for path in made}
    assert len(seen) == 8
    assert made[0].read_text(encoding="utf-8").splitlines()[1:] == before[0].splitlines()[1:]
    assert reportgen.check_brief(made[0]) == ()


def test_a_build_of_more_or_fewer_than_two_is_not_what_was_to_be_measured() -> None:
    run = Run(1, 1, 1, "a.pdf\nb.pdf\n")
    assert built(run) is run
    with pytest.raises(RuntimeError, match="not 1"):
        built(Run(1, 1, 1, "a.pdf\n"))


def test_weasyprint_by_hand_gets_the_page_of_the_build(tmp_path: Path) -> None:
    (page,) = plain.pages([BRIEFS / "nato.yaml"], tmp_path)
    html = page.read_text(encoding="utf-8")
    project = reportgen.load_project(BRIEFS / "nato.yaml")
    memo = reportgen.compose_memo(project)
    own = reportgen.render_html(memo, root=project.root, medium="print")
    assert len(html.splitlines()) == len(own.splitlines())
    assert html.count("file://") == own.count("font:font_") > 3
    assert "<script" not in html


@pytest.mark.parametrize(
    ("page", "reason"),
    [("url(font:font_nowhere/Face.otf)", "is not installed"), ("url(template:house/seal.svg)", "by reportgen alone")],
)
def test_what_weasyprint_cannot_read_by_itself_is_refused(page: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        plain.readable(page)
