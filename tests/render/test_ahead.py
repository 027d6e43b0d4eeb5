"""Figures drawn by another process are the same, and whatever goes wrong there is done here."""

from __future__ import annotations

import queue
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.render import ahead
from reportgen.render.ahead import Figure

_SPEC = '{"data": {"values": [{"a": "quay", "b": 2}]}, "mark": "bar", "encoding": {"x": {"field": "b"}}}'
_BROKEN = '{"mark": "ferry"}'
FONTS = Path(__file__).parent

_DRAWN_AHEAD = """
import pathlib, sys
import reportgen
from reportgen.render import ahead, charts
project = reportgen.load_project(sys.argv[1])
memo = reportgen.compose_memo(project)
with ahead.readied(pathlib.Path(sys.argv[1])):
    print(ahead._READY.qsize(), end=" ")
    with charts.drawn_ahead(memo):
        drawn = charts.draw(memo.figures[0], memo.look)
print("vl_convert" in sys.modules, end=" ")
charts._convert.cache_clear()
print(drawn == charts.draw(memo.figures[0], memo.look))
"""


@pytest.fixture(autouse=True)
def _nothing_left() -> Iterator[None]:
    yield
    assert ahead._READY.empty()


@pytest.fixture
def worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that has started neither Vega nor WeasyPrint, with two cores."""
    monkeypatch.setattr(ahead, "_cores", lambda: 2)
    monkeypatch.delitem(sys.modules, "vl_convert", raising=False)
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)


def test_what_can_be_drawn_is_and_what_cannot_is_left() -> None:
    figures = [Figure(_SPEC, "{}"), Figure(_BROKEN, "{}")]
    with ahead.drawing(figures, FONTS) as drawing:
        assert drawing is not None
        svg = drawing.svg(figures[0])
        assert svg is not None
        assert svg.startswith("<svg")
        assert drawing.svg(figures[1]) is None
        assert drawing.svg(Figure(_SPEC, '{"background": "red"}')) is None


def test_no_figures_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_started", lambda: pytest.fail("started"))
    with ahead.drawing([], FONTS) as drawing:
        assert drawing is None


@pytest.mark.parametrize("program", ["raise SystemExit(3)", "print('no JSON')", "print('[]')", "print('[1]')"])
def test_a_process_that_fails_draws_nothing(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_PROGRAM", program)
    with ahead.drawing([Figure(_SPEC, "{}")], FONTS) as drawing:
        assert drawing is not None
        assert drawing.svg(Figure(_SPEC, "{}")) is None


def test_a_process_that_does_not_answer_is_given_up_and_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_PROGRAM", "import time; time.sleep(60)")
    monkeypatch.setattr(ahead, "_PATIENCE", 0.1)
    with ahead.drawing([Figure(_SPEC, "{}")], FONTS) as drawing:
        assert drawing is not None
        assert drawing.svg(Figure(_SPEC, "{}")) is None
        process = drawing._process
    assert process.returncode is not None


def test_where_python_cannot_be_started_nothing_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(FONTS / "no-python"))
    with ahead.drawing([Figure(_SPEC, "{}")], FONTS) as drawing:
        assert drawing is None


@pytest.mark.usefixtures("worth_it")
@pytest.mark.parametrize(
    ("executable", "gains"),
    [("/usr/bin/python3", True), ("/usr/bin/python", True), ("", False), (None, False), ("/opt/app/server", False)],
)
def test_only_python_is_run_again(executable: str | None, gains: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    assert ahead.gains() is gains


@pytest.mark.usefixtures("worth_it")
def test_nothing_is_gained_with_one_core_or_when_all_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("vl_convert", "weasyprint"):
        with monkeypatch.context() as patch:
            patch.setitem(sys.modules, name, sys)
            assert not ahead.gains()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "frozen", True, raising=False)
        assert not ahead.gains()
    monkeypatch.setattr(ahead, "_cores", lambda: 1)
    assert not ahead.gains()


@pytest.mark.usefixtures("worth_it")
def test_a_process_is_readied_for_a_brief_that_may_have_a_figure(tmp_path: Path) -> None:
    brief = tmp_path / "ferry.yaml"
    brief.write_text("sections:\n- figure: {kind: bars}\n")
    with ahead.readied(brief):
        process = ahead._READY.get_nowait()
        ahead._READY.put(process)
    assert process.returncode is not None
    brief.write_text("sections: []\n")
    for other in (brief, tmp_path / "none.yaml", None):
        with ahead.readied(other):
            assert ahead._READY.empty()


@pytest.mark.usefixtures("worth_it")
def test_the_process_that_is_ready_draws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    brief = tmp_path / "ferry.yaml"
    brief.write_text("figure:")
    with ahead.readied(brief):
        monkeypatch.setattr(ahead, "_started", lambda: pytest.fail("a second process"))
        with ahead.drawing([Figure(_SPEC, "{}")], FONTS) as drawing:
            assert drawing is not None
            assert drawing.svg(Figure(_SPEC, "{}")) is not None


def test_it_is_ended_after_an_error(tmp_path: Path, worth_it: None) -> None:
    brief = tmp_path / "ferry.yaml"
    brief.write_text("figure:")
    with pytest.raises(ValueError, match="odd"), ahead.readied(brief):
        raise ValueError("odd")
    with pytest.raises(queue.Empty):
        ahead._READY.get_nowait()


@pytest.mark.skipif(ahead._cores() < 2, reason="one core draws nothing ahead")
def test_a_memo_s_figure_is_the_same_wherever_it_is_drawn() -> None:
    brief = Path(__file__).parents[2] / "briefs" / "nato.yaml"
    ran = subprocess.run([sys.executable, "-c", _DRAWN_AHEAD, str(brief)], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout.split()) == (0, ["1", "False", "True"]), ran.stderr
