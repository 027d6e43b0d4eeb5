"""All that is said of a brief before a page is laid out."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportgen
from reportgen import Problem, ProblemsError
from reportgen.build.checks import check_project
from tests.builds import BRIEFS


def change(project: Path, old: str, new: str, name: str = "ferry.yaml") -> Path:
    """The brief, with one text in it (or in another file) replaced."""
    path = project / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return project / "ferry.yaml"


def only(problems: tuple[Problem, ...]) -> Problem:
    (found,) = problems
    return found


def shown(problem: Problem) -> str:
    """The excerpt from the problem's column on."""
    assert problem.excerpt is not None
    assert problem.column is not None
    return problem.excerpt[problem.column - 1 :]


def test_a_sound_brief_has_no_problems(good_project: Path) -> None:
    assert reportgen.check_brief(good_project / "ferry.yaml") == ()
    assert reportgen.check_dataset(good_project / "datasets" / "ferry") == ()
    assert reportgen.check_dataset(reportgen.load_dataset(good_project / "datasets" / "ferry")) == ()


def test_problems_of_every_kind_come_at_once_in_order(good_project: Path) -> None:
    change(good_project, "themes: [alternatives]\n    text", "themes: [alternatives, boats]\n    text")
    change(good_project, "town-share].", "town-shares].")
    change(good_project, "The first boat", "The `first` boat")
    change(good_project, "limits: |\n  [analysis] Neither", "template: letter\nlimits: |\n  [analysis] `Neither`")
    change(good_project, "speaker: ilse-maran", "speaker: ilse", "datasets/ferry/dataset.yaml")
    problems = reportgen.check_brief(good_project / "ferry.yaml")
    assert [problem.code for problem in problems] == ["R203", "R201", "R202", "R116", "R204", "R116"]
    assert [problem.line for problem in problems[1:]] == sorted(problem.line or 0 for problem in problems[1:])


def test_r204_names_the_templates_there_are(good_project: Path) -> None:
    (good_project / "templates" / "gazette").mkdir(parents=True)
    (good_project / "templates" / "gazette" / "memo.html").touch()
    found = only(reportgen.check_brief(change(good_project, "output:", "template: gazete\noutput:")))
    assert (found.code, found.hint) == ("R204", "did you mean `gazette`?")
    assert shown(found) == "gazete"


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ("Each winter costs", "Each `winter` costs", "`winter` costs more"),
        ("within five years", "in [five](ftp://a.example) years", "ftp://a.example) years"),
        ("      [analysis] A trial", "      > A trial", "> A trial and a replacement"),
        ("      [analysis] A trial", "      [analysis]\n\n      A trial", "[analysis]"),
        ("      that its piers", "      that its ![piers](x.png)", "![piers](x.png) would"),
        ('"The first boat', '"![The](x.png) first boat', "![The](x.png) first boat"),
        ("[analysis] Neither of the two", "1971. Neither of the two", "1971. Neither of the two"),
    ],
    ids=["first line", "second line", "block", "marker", "folded", "quoted", "limits"],
)
def test_r116_stands_where_the_markdown_does(good_project: Path, old: str, new: str, at: str) -> None:
    problems = reportgen.check_brief(change(good_project, old, new))
    found = only([problem for problem in problems if problem.code.startswith("R")])
    assert found.code == "R116"
    assert shown(found).startswith(at)


def test_r116_tells_two_of_a_kind_apart(good_project: Path) -> None:
    change(good_project, "costs more than the last", "`costs` more than the last")
    first, second = reportgen.check_brief(change(good_project, "would replace", "would `costs` replace"))
    assert (first.line, second.line) == (first.line, first.line)
    assert (first.column or 0) < (second.column or 0)


def test_what_is_set_from_outside_is_checked_too(good_project: Path) -> None:
    overrides = {"limits": "[analysis] See `this`.", "template": "letter"}
    problems = reportgen.check_brief(good_project / "ferry.yaml", overrides=overrides)
    assert sorted(problem.code for problem in problems) == ["R116", "R204"]


def test_a_brief_that_cannot_be_read_has_no_project(tmp_path: Path) -> None:
    checked = check_project(tmp_path / "none.yaml")
    assert (checked.project, checked.ok) == (None, False)
    assert only(checked.problems).code == "R101"


def test_loading_raises_all_problems(good_project: Path) -> None:
    path = change(good_project, "town-share].", "town-shares; @hulls].")
    with pytest.raises(ProblemsError) as caught:
        reportgen.load_project(path)
    assert [problem.code for problem in caught.value.problems] == ["R201", "R201"]
    with pytest.raises(ProblemsError) as caught:
        reportgen.load_project(path.parent / "none.yaml")
    assert [problem.code for problem in caught.value.problems] == ["R101"]


def test_a_dataset_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    assert [problem.code for problem in reportgen.check_dataset(tmp_path)] == ["R101"]


@pytest.mark.parametrize("name", BRIEFS)
def test_the_briefs_of_the_repository_have_no_problems(name: str) -> None:
    assert reportgen.check_brief(BRIEFS[name]) == ()
