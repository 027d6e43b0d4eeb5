"""What the library offers, and what it never does: print, exit, set up logging, import what it does not need."""

from __future__ import annotations

import inspect
import logging
import subprocess
import sys
from pathlib import Path

import pytest

import reportgen
from tests.builds import environment
from tests.house import House

LIGHT = ("babel", "fontTools", "jinja2", "jsonschema", "markdown_it", "rich", "sentencex", "weasyprint")


def test_what_is_offered_is_there_and_in_order() -> None:
    assert list(reportgen.__all__) == sorted(reportgen.__all__, key=lambda name: (not name.isupper(), *_order(name)))
    assert all(hasattr(reportgen, name) for name in reportgen.__all__)
    public = {
        name for name, value in vars(reportgen).items() if not name.startswith("_") and not inspect.ismodule(value)
    }
    assert public - {"TYPE_CHECKING", "annotations"} == set(reportgen.__all__) - {"__version__"}


def _order(name: str) -> tuple[bool, str]:
    return (name[0].islower() or name.startswith("_"), name)


def test_everything_offered_says_what_it_is_for() -> None:
    for name in reportgen.__all__:
        value = getattr(reportgen, name)
        if inspect.isfunction(value) or inspect.isclass(value):
            assert inspect.getdoc(value), name


def test_the_errors_are_of_one_family() -> None:
    kinds = (reportgen.ProblemsError, reportgen.OutputError, reportgen.UsageError, reportgen.MissingDependencyError)
    assert all(issubclass(kind, reportgen.ReportgenError) for kind in kinds)


def test_an_error_prints_with_its_place_and_what_to_do() -> None:
    location = reportgen.Location("a.yaml", 3, 7)
    error = reportgen.ReportgenError("it broke", location=location, hint="mend it")
    assert str(error) == "a.yaml:3:7: it broke\nmend it"
    assert str(reportgen.ReportgenError("it broke")) == "it broke"
    problem = reportgen.Problem(code="R201", message="no claim `x`", file="a.yaml", line=3, column=7, hint="mend it")
    assert str(reportgen.ProblemsError([problem])) == "a.yaml:3:7: R201 no claim `x`\nmend it"
    assert str(reportgen.ProblemsError([problem] * 3)).startswith("a.yaml:3:7: R201 no claim `x` (and 2 more)")
    assert str(reportgen.ProblemsError([])) == "no problem was named"


def test_importing_the_library_or_its_command_imports_nothing_heavy() -> None:
    code = "import sys, reportgen, reportgen.cli; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True)
    assert set(LIGHT).isdisjoint(done.stdout.split())


def test_the_stages_one_by_one(good_project: Path, tmp_path: Path) -> None:
    project = reportgen.load_project(good_project / "ferry.yaml", overrides={"output.notes": "end"})
    assert (project.name, project.root) == ("ferry", good_project)
    assert "3 sections" in repr(project.brief.value)
    assert repr(project.dataset.value) == "<Dataset ferry: 2 sources, 9 claims>"
    assert project.dataset.folder == good_project / "datasets" / "ferry"
    memo = reportgen.compose_memo(project)
    assert "8 claims cited" in repr(memo)
    html = reportgen.render_html(memo, root=project.root)
    assert html.lstrip().startswith("<!doctype html>")
    pdf = reportgen.render_pdf(memo, root=project.root)
    path = reportgen.write_file(tmp_path / "ferry.pdf", pdf)
    assert path.read_bytes() == pdf


def test_values_are_frozen(good_project: Path) -> None:
    project = reportgen.load_project(good_project / "ferry.yaml")
    memo = reportgen.compose_memo(project)
    for value in (project.brief.value, project.dataset.value, memo, memo.claims[0], memo.sections[0].blocks[0]):
        with pytest.raises((AttributeError, TypeError)):
            value.title = "x"  # type: ignore[union-attr, misc]
    with pytest.raises(AttributeError):
        project.assets = {}  # type: ignore[misc]


def test_nothing_is_printed_and_logging_is_left_alone(
    good_project: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    house = House(good_project)
    house.body("{{ memo.nothing }}")
    loggers = [logging.getLogger(), *(logging.getLogger(name) for name in ("weasyprint", "fontTools", "reportgen"))]
    reportgen.build_memo(good_project / "ferry.yaml", tmp_path)
    before = [(logger.level, list(logger.handlers), logger.disabled) for logger in loggers]
    outcomes = list(reportgen.build_memos([good_project], tmp_path, overrides={"template": "house"}, strict=True))
    assert [outcome.ok for outcome in outcomes] == [False]
    reportgen.check_dataset(good_project / "datasets" / "none")
    reportgen.inspect_environment(tmp_path)
    assert [(logger.level, list(logger.handlers), logger.disabled) for logger in loggers] == before
    assert capfd.readouterr() == ("", "")
