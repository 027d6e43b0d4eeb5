"""Results as values, and the page that is put together from them."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from benchmarks import __main__ as suite
from benchmarks import machine, report
from benchmarks.machine import Machine
from benchmarks.measure import Spread
from benchmarks.result import Bound, Result, Table, counted, keep, kept

ONE = Spread(0.5, 0.5, 0.5)
QUIET = Machine(
    python="3.13.0", system="Linux", processor="CPU", cores=2, memory="4 GiB", load=0.1, versions={"click": "8.2"}
)
RESULT = Result(
    title="Ferries",
    measured="How long a crossing takes.",
    commands=("ferry --there", "ferry --back"),
    runs="3 pairs",
    bounds=(
        Bound(what="There / back", found=Spread(1.234, 1.1, 1.3), limit=1.2, figures="5 s, 4 s"),
        Bound(what="Boats", found=Spread(3, 3, 3), limit=2.5, at_least=True),
        Bound(what="Waves", found=Spread(0.02, 0.01, 0.03), unit="s"),
    ),
    tables=(Table(("harbour", "fee"), (("Holm", "2 | 3"),)),),
    notes=("The sea was calm.",),
    machine=QUIET,
    seconds=61.4,
)
SECTION = """\
## <a id="ferry"></a>Ferries

How long a crossing takes.

    ferry --there
    ferry --back

3 pairs; `python -m benchmarks ferry` took 61 s.

| what | median (range) | bound | verdict | figures |
| --- | --- | --- | --- | --- |
| There / back | 1.23 (1.10–1.30) | ≤ 1.2 | **not met** | 5 s, 4 s |
| Boats | 3.00 | ≥ 2.5 | met |  |
| Waves | 0.02 (0.01–0.03) s | none |  |  |

| harbour | fee |
| --- | --- |
| Holm | 2 \\| 3 |

The sea was calm.
"""


@pytest.mark.parametrize(
    ("found", "limit", "at_least", "met"),
    [(1.0, 1.0, False, True), (1.01, 1.0, False, False), (1.7, 1.7, True, True), (1.69, 1.7, True, False)],
)
def test_a_bound_is_met_up_to_its_limit(found: float, limit: float, at_least: bool, met: bool) -> None:
    assert Bound(what="", found=Spread(found, 0, 9), limit=limit, at_least=at_least).met is met


def test_without_a_limit_nothing_is_met_or_missed() -> None:
    assert Bound(what="", found=ONE).met is None


def test_a_result_is_kept_and_read_back(tmp_path: Path) -> None:
    folder = tmp_path / "results"
    assert kept("ferry", folder) is None
    assert keep("ferry", RESULT, folder) == folder / "ferry.json"
    assert kept("ferry", folder) == RESULT


@pytest.mark.parametrize(
    ("found", "unit", "shown"),
    [
        (Spread(0.9311, 0.91, 0.954), "", "0.93 (0.91–0.95)"),
        (ONE, "s", "0.50 s"),
        (Spread(0.0203, 0.0203, 0.0203), "", "0.02"),
        (Spread(1234.5, 88.25, 2000), "MiB", "1,234 (88.2–2,000) MiB"),
    ],
)
def test_figures_are_shown_with_the_digits_they_deserve(found: Spread, unit: str, shown: str) -> None:
    assert report.shown(found, unit) == shown


def test_things_are_counted_in_words() -> None:
    assert (counted(1, "pair"), counted(30, "pair")) == ("1 pair", "30 pairs")


def test_a_section_says_what_was_measured_how_and_whether_it_is_enough() -> None:
    page = report.page({"ferry": RESULT}, "Nothing.\n", "Much.\n")
    assert SECTION in page
    assert "| [There / back](#ferry) | 1.23 (1.10–1.30) | ≤ 1.2 | **not met** |" in page
    assert "[Waves]" not in page, "a figure without a bound is in its section only"
    assert page.endswith("## What stands in the way\n\nNothing.\n\n## What each change gave\n\nMuch.\n")
    assert "click 8.2; Python 3.13.0, Linux; CPU, 2 cores, 4 GiB. The load average before: ferry (load 0.10)." in page
    assert "busy" not in page
    assert "quick" not in page


def test_a_busy_machine_and_a_quick_run_are_owned_up_to() -> None:
    from msgspec.structs import replace

    busy = replace(RESULT, machine=replace(QUIET, load=2.0), quick=True)
    page = report.page({"ferry": RESULT, "sea": busy}, "", "")
    assert "**The machine was busy** when these were measured, and their figures say little: sea." in page
    assert "took 61 s. A quick run: fewer rounds than a full one." in page
    assert page.count("Measured on:") == 1, "it is one machine"
    assert "The load average before: ferry (load 0.10), sea (load 2.00)." in " ".join(page.split())


def test_the_machine_says_what_it_is() -> None:
    found = machine.look()
    assert found.cores >= 1
    assert {"weasyprint", "click"} <= set(found.versions)
    assert str(found).startswith("reportgen-memo ")


@pytest.mark.parametrize("name", [*suite.SUITE, suite.PEERS])
def test_each_benchmark_says_what_it_is_and_can_be_run(name: str) -> None:
    module = importlib.import_module(f"benchmarks.{name}")
    assert (module.__doc__ or "").splitlines()[0].endswith(".")
    assert callable(module.measure)


def test_an_unknown_name_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["benchmarks", "noop", "rowing"])
    with pytest.raises(SystemExit) as end:
        suite.main()
    assert end.value.code == 2
    assert "there is no benchmark rowing" in capsys.readouterr().err


def test_a_part_is_measured_kept_and_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    asked: list[bool] = []

    def measured(quick: bool) -> Result:
        asked.append(quick)
        return RESULT

    monkeypatch.setattr("benchmarks.noop.measure", measured)
    monkeypatch.setattr(suite, "keep", lambda name, result: keep(name, result, tmp_path))
    suite.measure(["noop"], quick=True)
    found = kept("noop", tmp_path)
    assert found is not None
    assert (asked, found.quick, found.bounds) == ([True], True, RESULT.bounds)
    assert found.machine is not None
    assert "  There / back: 1.23 (1.10–1.30) NOT MET  5 s, 4 s\n" in capsys.readouterr().out


def test_the_page_in_the_repository_is_that_of_its_parts() -> None:
    results = {name: found for name in (*suite.SUITE, suite.PEERS) if (found := kept(name))}
    assert results
    limits, levers = (path.read_text(encoding="utf-8") for path in (report.LIMITS, report.LEVERS))
    said = "run `python -m benchmarks --report`"
    assert suite.RESULTS.read_text(encoding="utf-8") == report.page(results, limits, levers), said
