"""`--jobs`, `--timeout` and `--scheduler`: what the library is asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

import reportgen
from reportgen.cli import build as build_module
from reportgen.cli import cli, workers
from tests.house import House


class Library:
    """Stands in for the library: notes what it is asked for, and builds nothing."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.events: list[str] = []

    def build_memos(self, *_names: object, **arguments: Any) -> Iterator[reportgen.Outcome]:
        self.asked.append(arguments)
        try:
            yield reportgen.Outcome(Path("a.yaml"), Path("out/a.pdf"))
        finally:
            self.events.append("ended")

    @contextmanager
    def cluster(self, address: str) -> Iterator[str]:
        if address == "nowhere":
            raise reportgen.MissingDependencyError("no scheduler answers at `nowhere`")
        self.events.append(f"joined {address}")
        yield "hands"
        self.events.append("left")


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Library:
    made = Library()
    monkeypatch.setattr(reportgen, "build_memos", made.build_memos)
    monkeypatch.setattr(reportgen, "cluster", made.cluster, raising=False)
    return made


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["build", "a.yaml", *arguments])


def who(library: Library) -> dict[str, Any]:
    (asked,) = library.asked
    return {name: asked[name] for name in ("jobs", "timeout", "executor") if name in asked}


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        ((), {"jobs": 7, "timeout": None}),
        (("-j", "1"), {"jobs": 1, "timeout": None}),
        (("--jobs", "3", "--timeout", "2.5"), {"jobs": 3, "timeout": 2.5}),
        (("--timeout", "30"), {"jobs": 7, "timeout": 30.0}),
        (("--scheduler", "tcp://10.0.0.1:8786", "--timeout", "30"), {"executor": "hands", "timeout": 30.0}),
    ],
)
def test_what_is_asked_for(
    arguments: tuple[str, ...], asked: dict[str, Any], library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "cores", lambda: 7)
    result = run(*arguments)
    assert (result.exit_code, who(library)) == (0, asked), result.output
    assert library.events == (["joined tcp://10.0.0.1:8786", "ended", "left"] if "executor" in asked else ["ended"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-j", "0"), "0 is not in the range x>=1"),
        (("-j", "two"), "'two' is not a valid integer"),
        (("--timeout", "0"), "a memo needs a number of seconds above 0"),
        (("--timeout", "-1"), "a memo needs a number of seconds above 0"),
        (("--timeout", "nan"), "a memo needs a number of seconds above 0"),
        (("--timeout", "inf"), "a memo needs a number of seconds above 0"),
        (("--scheduler", "x", "-j", "2"), "--scheduler has workers of its own: leave out --jobs"),
        (("--check", "-j", "2"), "--check builds nothing: leave out --jobs, --timeout and --scheduler"),
        (("--check", "--timeout", "2"), "--check builds nothing: leave out --jobs"),
        (("--check", "--scheduler", "x"), "--check builds nothing: leave out --jobs"),
    ],
)
def test_what_cannot_be_meant(arguments: tuple[str, ...], words: str, library: Library) -> None:
    result = run(*arguments)
    assert (result.exit_code, library.asked) == (2, [])
    assert words in " ".join(result.stderr.split())


def test_a_cluster_that_does_not_answer(library: Library) -> None:
    result = run("--scheduler", "nowhere")
    assert (result.exit_code, result.stderr) == (3, "error: no scheduler answers at `nowhere`\n")


def test_an_interrupt_ends_the_work(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(build_module, "_print", interrupted)
    with pytest.raises(
        click.Abort
    ) as held:  # its traceback holds whatever was under way, so that nothing ends by itself
        cli.main(["build", "a.yaml"], standalone_mode=False)
    assert library.events == ["ended"]
    assert isinstance(held.value.__cause__ or held.value.__context__, KeyboardInterrupt)


def test_cores_are_those_that_the_process_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 3, 5}, raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    assert workers.cores() == 3
    monkeypatch.delattr(os, "sched_getaffinity")
    assert workers.cores() == 8
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert workers.cores() == 1


def test_two_processes_make_what_one_makes(good_project: Path, tmp_path: Path) -> None:
    House(good_project).body("<h1>{{ memo.title }}</h1>")
    brief = good_project / "ferry.yaml"
    (good_project / "second.yaml").write_bytes(brief.read_bytes())
    made = []
    for jobs in ("1", "2"):
        out = tmp_path / jobs
        arguments = ["build", str(good_project), "--set", "template=house", "-j", jobs, "-o", str(out)]
        result = CliRunner().invoke(cli, arguments)
        assert result.exit_code == 0, result.output
        assert [Path(line).name for line in result.stdout.splitlines()] == ["ferry.pdf", "second.pdf"]
        made.append({path.name: path.read_bytes() for path in out.iterdir()})
    assert made[0] == made[1]
