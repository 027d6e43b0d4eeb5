"""How processes are measured and what is worked out from it. No test here depends on how fast anything is."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from benchmarks import noop, steady, thousand
from benchmarks.measure import ROOT, Run, Spread, apart, environment, ratio, rounds, spread, timed

PYTHON = (sys.executable, "-c")
BUSY = "import time\nwhile time.process_time() < 0.3: pass"


def test_a_spread_is_median_least_and_most() -> None:
    assert Spread.of([5.0, 1.0, 2.0]) == Spread(2.0, 1.0, 5.0)
    assert Spread.of([3.0, 1.0]) == Spread(2.0, 1.0, 3.0)


def test_a_ratio_is_worked_out_round_by_round() -> None:
    made = [(Run(2, 9, 1), Run(1, 3, 1)), (Run(6, 8, 1), Run(2, 2, 1)), (Run(5, 1, 1), Run(5, 1, 1))]
    assert ratio(made, "wall") == Spread(2.0, 1.0, 3.0)  # the medians' own would be 2.5
    assert ratio(made, "cpu", 1, 0) == Spread(1 / 3, 1 / 4, 1.0)
    assert spread(made, "wall", 1) == Spread(2, 1, 5)


def test_sides_take_turns_and_the_first_round_is_not_counted() -> None:
    order: list[str] = []

    def side(name: str) -> Run:
        order.append(name)
        return Run(len(order), 0, 0)

    made = rounds(lambda: side("a"), lambda: side("b"), count=2)
    assert "".join(order) == "ababab"
    assert [tuple(run.wall for run in each) for each in made] == [(3, 4), (5, 6)]
    assert len(rounds(lambda: side("c"), count=1, warm_up=False)) == 1
    assert order[6:] == ["c"]


def test_a_run_counts_its_children_and_keeps_what_is_printed() -> None:
    script = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {BUSY!r}], check=True)\nprint('done')"
    run = timed([*PYTHON, script])
    assert run.cpu >= 0.3
    assert run.memory > 1
    assert (run.printed, run.code) == ("done\n", 0)


def test_a_run_that_fails_says_why() -> None:
    failing = [*PYTHON, "import sys; sys.exit('no such thing')"]
    with pytest.raises(RuntimeError, match="ended with 1:\nno such thing"):
        timed(failing)
    assert timed(failing, codes=(0, 1)).code == 1


def test_what_is_measured_is_this_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert environment()["PYTHONPATH"] == str(ROOT)
    assert "PYTHONDONTWRITEBYTECODE" not in environment(), "else each cold run compiles reportgen, and only that"
    found = timed([*PYTHON, "import reportgen; print(reportgen.__file__)"]).printed
    assert Path(found.strip()).is_relative_to(ROOT)


def test_what_is_made_ready_is_made_in_another_process() -> None:
    assert apart(os.getpid) != os.getpid()


def test_a_build_that_writes_is_no_measure_of_nothing_to_do() -> None:
    assert noop.fresh(*PYTHON, "").code == 0
    with pytest.raises(RuntimeError, match=r"nothing to do, and wrote: out/memo\.pdf"):
        noop.fresh(*PYTHON, "print('out/memo.pdf')")


def test_modules_are_said_to_be_imported_or_not() -> None:
    said = noop.said({"sys", "reportgen", "reportgen.cli", "rich"})
    assert said.startswith("Of 4 modules 2 are reportgen’s. Not imported: weasyprint, jinja2")
    assert said.endswith("Imported all the same: rich.")
    assert "all the same" not in noop.said({"sys"})


def test_each_further_brief_is_the_difference_by_their_number(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def made_up(command: list[str]) -> Run:
        alone = command[-3].endswith("first.yaml")
        return Run(2, 1, 50) if alone else Run(4, 1 + 0.099 * 3, 60)

    built = Run(9, 9, 9, "memo.pdf\n" * 100)
    monkeypatch.setattr(thousand, "apart", lambda *_: [tmp_path / "first.yaml"])
    monkeypatch.setattr(thousand, "timed", lambda _: built)
    monkeypatch.setattr(thousand, "fresh", lambda *command: made_up(list(command)))
    cpu, wall = thousand.measure(quick=True).bounds
    assert cpu.found.median == pytest.approx(3)
    assert cpu.met
    assert wall.found.median == pytest.approx(2 / 99 * 1000)
    monkeypatch.setattr(thousand, "timed", lambda _: Run(9, 9, 9, "memo.pdf\n"))
    with pytest.raises(RuntimeError, match="not all of the 100"):
        thousand.measure(quick=True)


def test_a_process_is_steady_where_later_memos_cost_what_earlier_ones_do(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = [(9.0, 90.0)] * 3 + [(1.0, 90.0)] * 5, [(1.5, 100.0)] * 8
    samples = [*first, *second, *[(7.0, 110.0)] * 23, (7.0, 120.0)]
    plain = [*samples[:-1], (7.0, 130.0)]
    runs = [Run(1, 1, 1, json.dumps(one)) for one in (samples, plain)]
    monkeypatch.setattr(steady, "apart", lambda *_: [])
    monkeypatch.setattr(steady, "timed", lambda _: runs.pop(0))
    time, memory, by_hand = steady.measure(quick=True).bounds
    assert (by_hand.found.median, by_hand.met) == (1.3, None)
    assert (time.found.median, time.met) == (1.5, False)
    assert (memory.found.median, memory.met) == (1.2, False)
    assert memory.figures == "120 MiB, 100 MiB"
