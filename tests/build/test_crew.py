"""Many memos: the same bytes in the same order whoever sets them, and what becomes of those that cannot be set."""

from __future__ import annotations

import dataclasses
import errno
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psutil
import pytest

import reportgen
from reportgen import MissingDependencyError, Outcome, UsageError
from reportgen.build import checks, crew, run
from reportgen.build.job import Job, Result, run_job
from reportgen.build.kits import Kits
from reportgen.build.stages import job_of
from reportgen.model.formats import Format
from reportgen.render import places
from tests.builds import command, environment
from tests.crews import children, kills_itself, never_ends, wait_for
from tests.house import House

TINY = {"template": "house"}
PAGE = "<h1>{{ memo.title }}</h1><img alt='Seal' src='template:house/seal.svg'>"
SEAL = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def house(good_project: Path) -> House:
    """A project whose memo is quick to set, with a template and a picture of its own."""
    made = House(good_project)
    made.write("house/seal.svg", SEAL)
    made.body(PAGE)
    return made


def briefs(house: House, *names: str) -> list[Path]:
    """Copies of the brief, each with a title of its own."""
    text = (house.root / "ferry.yaml").read_text(encoding="utf-8")
    paths = [house.root / f"{name}.yaml" for name in names]
    for path in paths:
        path.write_text(text.replace("title: Port", f"title: {path.stem} Port", 1), encoding="utf-8")
    return paths


def build(paths: list[Path], out: Path, **how: Any) -> list[Outcome]:
    return list(reportgen.build_memos(paths, out, overrides=TINY, **how))


def codes(outcomes: list[Outcome]) -> list[tuple[str, list[str]]]:
    return [(one.brief.stem, [problem.code for problem in one.problems]) for one in outcomes]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# The same, whoever does it


def test_the_same_files_in_the_same_order_whoever_sets_them(house: House, tmp_path: Path) -> None:
    paths = briefs(house, "a", "b", "c", "d", "e")
    paths[2].write_text(paths[2].read_text(encoding="utf-8").replace("[@hull-old]", "[@hull-gone]"), encoding="utf-8")
    how = {"formats": ("pdf", "html"), "png": 20}
    here = build(paths, tmp_path / "here", **how)
    workers = build(paths, tmp_path / "workers", jobs=2, **how)
    with ThreadPoolExecutor(3) as threads:
        in_threads = build(paths, tmp_path / "threads", executor=threads, **how)
    assert files(tmp_path / "here") == files(tmp_path / "workers") == files(tmp_path / "threads")
    assert len(files(tmp_path / "here")) == 4 * 3
    for made in (workers, in_threads):
        assert [(one.brief, one.format, one.size, one.problems) for one in made] == [
            (one.brief, one.format, one.size, one.problems) for one in here
        ]
        assert all((one.seconds > 0) == one.ok for one in made)
    assert codes(here)[4:6] == [("c", ["R201"])] * 2
    assert children() == []


def test_a_job_is_a_value_that_needs_nothing_of_where_it_came_from(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = house.pdf()
    job = pickle.loads(pickle.dumps(job_of(house.memo(), Format.PDF, house.root, Kits(), brief="ferry.yaml")))
    assert sorted(job.files) == ["house/memo.html", "house/seal.svg"]
    house.root.rename(tmp_path / "elsewhere")
    monkeypatch.chdir("/")
    assert run_job(job).data == made


def test_a_template_that_fails_is_named_as_the_project_has_it(house: House, out: Path) -> None:
    paths = briefs(house, "a", "b")
    house.body("\n{{ memo.titel }}")
    here, workers = build(paths, out), build(paths, out, jobs=2)
    assert here[0].problems == workers[0].problems
    assert codes(workers) == [("a", ["P101"]), ("b", ["P101"])]
    (problem,) = workers[0].problems
    assert (problem.file, problem.line) == (str(house.root.resolve() / "templates" / "house" / "memo.html"), 7)


def test_a_template_that_changes_is_set_as_it_is(house: House, out: Path) -> None:
    paths = briefs(house, "a")
    build(paths, out)
    before = files(out)
    house.write("house/seal.svg", SEAL.replace("rect ", "rect x='3' "))
    assert not build(paths, out)[0].fresh
    assert files(out) != before


def test_fonts_and_words_of_the_project_travel_too(house: House) -> None:
    path = places.font_file("font_source_sans_pro", "SourceSansPro-Bold.otf")
    assert path is not None
    house.write("fonts/Quay.otf", path.read_bytes())
    house.write("style.yaml", "fonts: {text: {name: Quay, faces: [{file: fonts/Quay.otf}]}}\n")
    house.write("shared/messages/fr.po", 'msgid "Bottom line"\nmsgstr "En bref"\n')
    job = job_of(house.memo(), Format.PDF, house.root, Kits(), brief="ferry.yaml")
    assert {"fonts/Quay.otf", "shared/messages/fr.po"} <= job.files.keys()
    assert "style.yaml" not in job.files


# What is not the same elsewhere


@pytest.mark.parametrize(
    ("name", "there", "said"),
    [
        ("library pango", "1.2.3", "library pango: 1.2.3 asked for, "),
        ("template own house/seal.svg", "0" * 64, "template own house/seal.svg: 00000000… asked for, "),
        ("font fonts/None.otf", "1" * 64, "font fonts/None.otf: 11111111… asked for, none there"),
    ],
)
def test_a_worker_that_would_make_other_bytes_makes_none(name: str, there: str, said: str, house: House) -> None:
    job = job_of(house.memo(), Format.PDF, house.root, Kits(), brief="ferry.yaml")
    result = run_job(dataclasses.replace(job, recipe={**job.recipe, name: there}))
    assert result.data is None
    (problem,) = result.problems
    assert (problem.code, problem.file) == ("P111", "ferry.yaml")
    assert said in problem.message


def test_many_differences_are_counted(house: House) -> None:
    job = job_of(house.memo(), Format.HTML, house.root, Kits(), brief="ferry.yaml")
    (problem,) = run_job(dataclasses.replace(job, recipe={})).problems
    assert problem.message.endswith(" more")


def test_a_worker_looks_again_before_it_says_so(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    job = job_of(house.memo(), Format.PDF, house.root, Kits(), brief="ferry.yaml")
    assert run_job(job).data
    monkeypatch.setattr("reportgen.render.key.DISTRIBUTIONS", ("weasyprint",))
    fewer = {name: value for name, value in job.recipe.items() if not name.startswith("version ")}
    fewer["version weasyprint"] = job.recipe["version weasyprint"]
    assert run_job(dataclasses.replace(job, recipe=fewer)).data


# What stands in the way of one memo


def test_a_brief_whose_process_dies_stops_only_itself(house: House, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "run_job", kills_itself)
    outcomes = build(briefs(house, "a", "dies", "c", "d"), out, jobs=2)
    assert codes(outcomes) == [("a", []), ("dies", ["P109"]), ("c", []), ("d", [])]
    (problem,) = outcomes[1].problems
    assert problem.message == "the process that set the memo ended: killed by SIGKILL"
    assert problem.file == str(house.root / "dies.yaml")
    assert sorted(files(out)) == ["a.pdf", "c.pdf", "d.pdf"]
    assert children() == []


@pytest.mark.parametrize("jobs", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_memo_that_takes_too_long_stops_only_itself(
    jobs: int, house: House, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "run_job", never_ends)
    outcomes = build(briefs(house, "a", "hangs", "c"), out, jobs=jobs, timeout=4)
    assert codes(outcomes) == [("a", []), ("hangs", ["P110"]), ("c", [])]
    assert outcomes[1].problems[0].message == "the memo took longer than 4 seconds as PDF"
    assert sorted(files(out)) == ["a.pdf", "c.pdf"]
    assert children() == []


def test_a_full_temporary_folder_is_told_from_a_crash(house: House, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("reportgen.render.pdf.paginate", full)
    (found,) = build(briefs(house, "a"), out)[0].problems
    assert (found.code, "No space left on device" in found.message) == ("P102", True)
    assert found.hint is not None
    assert "TMPDIR" in found.hint


@pytest.mark.parametrize("how", [{}, {"jobs": 2}])
def test_a_crash_of_the_renderer_stops_only_its_brief(
    how: dict[str, int], house: House, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_arguments: object, **_options: object) -> None:
        raise IndexError("list index out of range\nand more")

    monkeypatch.setattr("reportgen.render.pdf.paginate", crash)
    monkeypatch.setattr(crew, "Workers", _InThreads)
    first, second = build(briefs(house, "a", "b"), out, formats=("pdf", "html"), **how)[::2]
    assert codes([first, second]) == [("a", ["P102"]), ("b", ["P102"])]
    assert "test_crew.py:" in first.problems[0].message
    assert first.problems[0].message.endswith("with IndexError: list index out of range")
    assert not (out).exists()


class _InThreads(ThreadPoolExecutor):
    """In place of worker processes, which know nothing of what a test has changed."""

    def __init__(self, number: int, **_options: object) -> None:
        super().__init__(number)

    def kill(self) -> None:
        self.shutdown()


def test_a_machine_that_cannot_draw_ends_the_build(house: House, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lacks(_job: Job) -> Result:
        raise MissingDependencyError("lacks Pango", hint="install it")

    monkeypatch.setattr(crew, "run_job", lacks)
    monkeypatch.setattr(crew, "Workers", _InThreads)
    with pytest.raises(MissingDependencyError, match="lacks Pango"):
        build(briefs(house, "a", "b"), out, jobs=2)


# Executors of the caller


class _Odd(Executor):
    """An executor with one way of failing."""

    def __init__(self, fail: Callable[[], Future[Any]]) -> None:
        self.fail = fail

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if "odd" in args[0].brief:
            return self.fail()
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def _broken() -> Future[Any]:
    raise RuntimeError("the pool is broken")


def _cancelled() -> Future[Any]:
    future: Future[Any] = Future()
    future.cancel()
    future.set_running_or_notify_cancel()
    return future


@pytest.mark.parametrize(
    ("fail", "code", "message"),
    [
        (_broken, "P109", "the process that set the memo ended: RuntimeError: the pool is broken"),
        (_cancelled, "P109", "the process that set the memo ended: CancelledError"),
        (Future, "P110", "the memo took longer than 0.5 seconds as PDF"),
    ],
)
def test_an_executor_that_fails_a_job_fails_that_brief(
    fail: Callable[[], Future[Any]], code: str, message: str, house: House, out: Path
) -> None:
    outcomes = build(briefs(house, "a", "odd", "c"), out, executor=_Odd(fail), timeout=0.5)
    assert codes(outcomes) == [("a", []), ("odd", [code]), ("c", [])]
    assert outcomes[1].problems[0].message == message


def test_an_executor_is_the_caller_s_to_end(house: House, out: Path) -> None:
    with ThreadPoolExecutor(1) as threads:
        build(briefs(house, "a"), out, executor=threads)
        assert threads.submit(int, "7").result() == 7


def test_jobs_of_an_executor_are_called_off_where_nobody_asks_for_more(house: House, out: Path) -> None:
    held, futures = threading.Event(), []

    class Slow(ThreadPoolExecutor):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            future = super().submit(lambda: held.wait(20) and fn(*args, **kwargs))
            futures.append(future)
            return future

    with Slow(1) as executor:
        outcomes = reportgen.build_memos(
            briefs(house, "a", "b", "c"), out, overrides=TINY, executor=executor, timeout=0.2
        )
        assert codes([next(outcomes)]) == [("a", ["P110"])]
        outcomes.close()
        held.set()
    assert [future.cancelled() for future in futures] == [False, True, True]


# No more than is needed


@pytest.mark.parametrize(("stale", "started"), [(0, 0), (1, 0), (2, 2), (3, 3)])
def test_processes_are_started_for_stale_files_and_not_for_one(
    stale: int, started: int, house: House, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = briefs(house, "a", "b", "c", "d")
    build(paths[stale:], out)
    most = []
    kept = crew.Workers.shutdown
    monkeypatch.setattr(crew.Workers, "shutdown", lambda self: (most.append(len(children())), kept(self)))
    outcomes = build(paths, out, jobs=4)
    assert [one.fresh for one in outcomes] == [number >= stale for number in range(4)]
    assert max(most, default=0) == started


def test_each_outcome_comes_as_it_is_there_and_closing_ends_the_processes(house: House, out: Path) -> None:
    outcomes = reportgen.build_memos(briefs(house, *"abcdefghijkl"), out, overrides=TINY, jobs=2)
    assert next(outcomes).brief.stem == "a"
    assert len(children()) == 2
    assert 1 <= len(files(out)) < 3
    outcomes.close()
    assert children() == []
    assert not [name for name in files(out) if name.endswith(".part")]


def test_a_dataset_is_read_and_checked_once(house: House, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []
    load, check = checks.load_dataset, checks.rules.check_dataset
    checked: list[object] = []
    monkeypatch.setattr(checks, "load_dataset", lambda path, **how: read.append(path) or load(path, **how))
    monkeypatch.setattr(checks.rules, "check_dataset", lambda loaded: checked.append(loaded) or check(loaded))
    assert all(one.ok for one in build(briefs(house, "a", "b", "c"), out))
    assert read == [house.root / "datasets" / "ferry" / "dataset.yaml"]
    assert len(checked) == 1
    assert all(one.fresh for one in build([house.root / "a.yaml"], out))


def test_a_dataset_with_problems_is_read_once_and_told_of_each_brief(
    house: House, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = briefs(house, "a", "b")
    (house.root / "datasets" / "ferry" / "dataset.yaml").write_text("id: [", encoding="utf-8")
    read: list[Path] = []
    load = checks.load_dataset
    monkeypatch.setattr(checks, "load_dataset", lambda path, **how: read.append(path) or load(path, **how))
    assert codes(build(paths, out)) == [("a", ["R105"]), ("b", ["R105"])]
    assert len(read) == 1


def test_no_more_is_begun_than_there_is_room_for(house: House, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    most = 0

    def outcomes(in_view: Any) -> int:
        nonlocal most
        found: int = sum(len(begun.awaited) for begun in in_view)
        most = max(most, found)
        return found

    monkeypatch.setattr(run, "_under_way", outcomes)
    build(briefs(house, *"abcdefghijklmnop"), out, jobs=2)
    assert 4 <= most <= crew.AHEAD * 2 + 1


@pytest.mark.parametrize("how", [{"jobs": 0}, {"timeout": 0.0}, {"timeout": float("nan")}, {"timeout": float("inf")}])
def test_numbers_that_cannot_be_meant_are_wrong_usage(how: dict[str, Any], house: House, out: Path) -> None:
    with pytest.raises(UsageError):
        build(briefs(house, "a"), out, **how)


# As a process


SCRIPT = """
import sys, reportgen
print("begun", flush=True)
for outcome in reportgen.build_memos(sys.argv[2:], sys.argv[1], overrides={"template": "house"}, jobs=2):
    print(outcome.brief.stem, outcome.ok, flush=True)
"""


def test_a_script_needs_no_guard(house: House, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    line = [sys.executable, str(script), str(tmp_path / "out"), *map(str, briefs(house, "a", "b", "c"))]
    done = subprocess.run(line, env=environment(), capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.splitlines() == ["begun", "a True", "b True", "c True"]
    assert done.stderr == ""


@pytest.mark.slow
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
@pytest.mark.parametrize("whole_group", [True, False])
def test_interrupted_it_leaves_no_process_and_no_half_file(
    sent: signal.Signals, code: int, whole_group: bool, house: House, tmp_path: Path
) -> None:
    house.body("<h1>{{ memo.title }}</h1>{% for _ in range(400) %}<p>{{ memo.title }}</p>{% endfor %}")
    out, said, temporary = tmp_path / "out", tmp_path / "said.txt", tmp_path / "temporary"
    temporary.mkdir()
    with said.open("wb") as stdout, (tmp_path / "errors.txt").open("wb") as stderr:
        process = subprocess.Popen(
            command("build", *briefs(house, *"abcdefghijklmnopqrst"), "-o", out, "--set=template=house", "-j2"),
            env=environment(TMPDIR=str(temporary)),
            stdout=stdout,
            stderr=stderr,
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 (no threads here)
        )
        wait_for(said)
        family = psutil.Process(process.pid).children(recursive=True)
        assert len(family) == 2
        if whole_group:
            os.killpg(process.pid, sent)
        else:
            process.send_signal(sent)
        begun = time.monotonic()
        assert process.wait(timeout=20) == code
    _, alive = psutil.wait_procs(family, timeout=5)
    assert alive == []
    assert time.monotonic() - begun < 5
    assert all(path.read_bytes().rstrip().endswith(b"%%EOF") for path in out.glob("*.pdf"))
    errors = (tmp_path / "errors.txt").read_text(encoding="utf-8")
    assert "Traceback" not in errors
    if sent is not signal.SIGKILL:
        assert {path.suffix for path in out.iterdir()} == {".pdf"}
        assert list(temporary.iterdir()) == []
