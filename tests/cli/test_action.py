"""The action and the workflows: valid, safe, and run step by step as GitHub would run them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import workflows
from tests.builds import ROOT
from tests.house import House
from tests.workflows import ACTION, WORKFLOWS, Ran, Runner

MEMOS = ROOT / ".github" / "workflows" / "memos.yml"
CI = ROOT / ".github" / "workflows" / "ci.yml"


@pytest.mark.parametrize("kind", ["workflows", "actions"])
def test_they_are_what_github_takes(kind: str) -> None:
    files = [ACTION] if kind == "actions" else WORKFLOWS
    line = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.github-{kind}", *map(str, files)]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(files) >= 1


@pytest.mark.parametrize("path", [ACTION, *WORKFLOWS], ids=lambda path: path.name)
def test_nothing_from_outside_is_read_as_a_script_and_other_actions_are_pinned(path: Path) -> None:
    for step in workflows.steps(path):
        assert "${{" not in step.get("run", "")
        if "uses" in step:
            assert re.fullmatch(r"\./[\w./-]+|[\w-]+/[\w/-]+@[0-9a-f]{40}", step["uses"])


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_only_read(path: Path) -> None:
    found = workflows.read(path)
    assert found["permissions"] == {"contents": "read"}
    assert "concurrency" in found
    assert all("timeout-minutes" in job and "permissions" not in job for job in found["jobs"].values())


def test_each_input_reaches_a_script_and_each_output_comes_from_one() -> None:
    action = workflows.read(ACTION)
    used = {name for step in action["runs"]["steps"] for value in step.get("env", {}).values()
            for name in re.findall(r"inputs\.([\w-]+)", value)}  # fmt: skip
    assert used == set(action["inputs"])
    build = workflows.step(ACTION, "Build memos")
    for name, output in action["outputs"].items():
        assert output["value"] == f"${{{{ steps.build.outputs.{name} }}}}"
        assert re.search(rf"\b{name}(=|<<)", build["run"])


def test_ci_installs_what_the_script_for_other_machines_does() -> None:
    (wanted,) = re.findall(r"wanted=\((.*?)\)", (ROOT / ".ci" / "run").read_text(encoding="utf-8"))
    installed = workflows.step(CI, "Install what the tests need")["run"].split()
    on_the_runner = {"chromium", "make"}  # as Chrome
    assert set(wanted.split()) - on_the_runner <= set(installed)


# Installing


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A machine whose Python makes environments that hold this reportgen, and notes what it is asked to install."""
    made = Runner(tmp_path)
    script = f"""
    case "$*" in
      "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" && cp "{made.bin}/reportgen" "$3/bin" ;;
      *) printf '%s\\n' "$@" >> "{tmp_path}/python.log" ;;
    esac"""
    made.program(made.bin / "python3", script)
    line = "from reportgen.cli import main; main()"
    made.program(made.bin / "reportgen", f'PYTHONPATH="{ROOT}" exec "{sys.executable}" -c "{line}" "$@"')
    return made


def install(runner: Runner, **inputs: str) -> Ran:
    return runner.run(workflows.step(ACTION, "Install reportgen"), workflows.inputs_of(ACTION, **inputs))


def test_the_checkout_of_the_action_is_installed_or_what_is_named(runner: Runner, tmp_path: Path) -> None:
    assert install(runner).code == 0
    named = (tmp_path / "python.log").read_text(encoding="utf-8").splitlines()[-1]
    assert named.endswith("/../../..[charts]")
    assert (Path(named.removesuffix("[charts]")) / "pyproject.toml").resolve() == ROOT / "pyproject.toml"
    assert (tmp_path / "path").read_text(encoding="utf-8") == f"{runner.temp}/reportgen/bin\n"
    assert install(runner, install="reportgen-memo >= 0.1; touch hacked").code == 0
    log = (tmp_path / "python.log").read_text(encoding="utf-8").splitlines()
    assert log[-5:-1] == ["pip", "install", "--quiet", "--disable-pip-version-check"]
    assert log[-1] == "reportgen-memo >= 0.1; touch hacked"
    assert not (runner.checkout / "hacked").exists()


def test_another_python(runner: Runner, tmp_path: Path) -> None:
    runner.program(runner.bin / "python9", f'touch "{tmp_path}/asked"; exit 4')
    assert install(runner, python="python9").code == 4
    assert (tmp_path / "asked").exists()


def test_pango_is_installed_by_the_line_of_the_doctor(runner: Runner, tmp_path: Path) -> None:
    log = tmp_path / "apt.log"
    runner.program(runner.bin / "sudo", 'exec "$@"')
    runner.program(runner.bin / "apt-get", f'echo "$@" >> "{log}"')
    own = runner.temp / "reportgen" / "bin" / "reportgen"
    runner.program(
        own, '[ "$*" = "doctor --install-line" ] && echo "sudo apt-get update && sudo apt-get install -y x"; exit 3'
    )
    ran = runner.run(workflows.step(ACTION, "Install Pango"))
    assert (ran.code, log.read_text(encoding="utf-8")) == (0, "update\ninstall -y x\n")
    assert ran.log == "sudo apt-get update && sudo apt-get install -y x\n"
    log.unlink()
    runner.program(own, "exit 0")
    assert runner.run(workflows.step(ACTION, "Install Pango")).code == 0
    assert not log.exists()


# Building


@pytest.fixture
def ready(runner: Runner, good_project: Path) -> Runner:
    """A machine on which reportgen is installed, with two briefs in its checkout."""
    House(good_project).body("<h1>{{ memo.title }}</h1>")
    shutil.copytree(good_project, runner.checkout / "briefs")
    briefs = runner.checkout / "briefs"
    text = (briefs / "ferry.yaml").read_text(encoding="utf-8")
    (briefs / "ferry.yaml").write_text(f"{text}template: house\n", encoding="utf-8")
    (briefs / "second.yaml").write_text(f"{text}template: house\n", encoding="utf-8")
    assert install(runner).code == 0
    return runner


def build(runner: Runner, **inputs: str) -> Ran:
    return runner.run(workflows.step(ACTION, "Build memos"), workflows.inputs_of(ACTION, **inputs))


def change(brief: Path, old: str, new: str) -> None:
    text = brief.read_text(encoding="utf-8")
    assert old in text
    brief.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_first_run_builds_the_second_finds_all_fresh_and_a_change_builds_one(ready: Runner) -> None:
    first = build(ready)
    assert first.code == 0, first.log
    assert first.outputs == {"files": "out/ferry.pdf\nout/second.pdf", "count": "2", "stale": "0"}
    before = {path.name: path.stat().st_ino for path in (ready.checkout / "out").iterdir()}

    second = build(ready)
    assert (second.code, second.outputs) == (0, {"files": "", "count": "0", "stale": "0"})
    assert "2 files are fresh" in second.log

    change(ready.checkout / "briefs" / "second.yaml", "title: ", "title: Now ")
    third = build(ready)
    assert (third.code, third.outputs["files"], third.outputs["count"]) == (0, "out/second.pdf", "1")
    after = {path.name: path.stat().st_ino for path in (ready.checkout / "out").iterdir()}
    assert [name for name in before if before[name] != after[name]] == ["second.pdf"]

    heads = re.findall("^### .*$", ready.summary.read_text(encoding="utf-8"), re.MULTILINE)
    assert heads == [f"### reportgen build: {what}" for what in ("2 built", "2 fresh", "1 built, 1 fresh")]


def test_a_problem_is_an_annotation_fails_the_step_and_stops_no_other(ready: Runner) -> None:
    change(ready.checkout / "briefs" / "ferry.yaml", "[@hull-old]", "[@hull-odd]")
    ran = build(ready, strict="true")
    assert (ran.code, ran.outputs["files"]) == (1, "out/second.pdf")
    (annotation,) = [line for line in ran.log.splitlines() if line.startswith("::")]
    assert annotation.startswith("::error file=briefs/ferry.yaml,line=")


def test_check_only_builds_nothing_and_counts_what_is_stale(ready: Runner) -> None:
    ran = build(ready, check_only="true", jobs="2")
    assert (ran.code, ran.outputs) == (1, {"files": "", "count": "0", "stale": "2"})
    assert not (ready.checkout / "out").exists()
    build(ready, jobs="2")
    assert build(ready, check_only="true").code == 0


def test_inputs_become_options_and_nothing_else(ready: Runner, tmp_path: Path) -> None:
    log = tmp_path / "asked"
    own = ready.temp / "reportgen" / "bin" / "reportgen"
    ready.program(own, f'printf \'%s\\n\' "$@" > "{log}"; echo out/a.pdf')
    ran = build(
        ready,
        briefs="\n  briefs/a b.yaml \r\n\n--force\n$(touch hacked); `touch hacked`\n*.yaml\n",
        output="some out",
        formats="pdf,html",
        strict="true",
        date="today",
        jobs="3",
        args='--set=title=A "b" $HOME\n--png',
    )
    assert (ran.code, ran.outputs["files"]) == (0, "out/a.pdf")
    assert log.read_text(encoding="utf-8").splitlines() == [
        "build",
        "--format=github",
        "--format=pdf,html",
        "--output-dir=some out",
        "--strict",
        "--date=today",
        "--jobs=3",
        '--set=title=A "b" $HOME',
        "--png",
        "--",
        "briefs/a b.yaml",
        "--force",
        "$(touch hacked); `touch hacked`",
        "*.yaml",
    ]
    assert not (ready.checkout / "hacked").exists()
    build(ready)
    plain = ["build", "--format=github", "--format=pdf", "--output-dir=out", "--", "briefs"]
    assert log.read_text(encoding="utf-8").splitlines() == plain


@pytest.mark.parametrize("name", ["strict", "check-only"])
def test_what_is_neither_true_nor_false_is_said(name: str, ready: Runner) -> None:
    ran = build(ready, **{name.replace("-", "_"): "yes"})
    assert (ran.code, ran.log) == (2, f"::error title=reportgen::{name} is neither true nor false\n")


def test_on_a_mac_the_libraries_of_homebrew_are_found(ready: Runner) -> None:
    ready.system = "macOS"
    ready.program(ready.bin / "brew", 'echo "/opt/homebrew"')
    own = ready.temp / "reportgen" / "bin" / "reportgen"
    ready.program(own, 'echo "$DYLD_FALLBACK_LIBRARY_PATH"')
    assert build(ready).outputs["files"] == "/opt/homebrew/lib:/usr/local/lib:/usr/lib"


def test_a_memo_whose_brief_is_gone_goes_too(runner: Runner) -> None:
    step = workflows.step(MEMOS, "Take away memos whose brief is gone")
    assert runner.run(step).code == 0  # there are none yet
    for name in ("briefs/kept.yaml", "out/kept.pdf", "out/gone.pdf", "out/-gone too.pdf"):
        path = runner.checkout / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    assert runner.run(step).code == 0
    assert [path.name for path in (runner.checkout / "out").iterdir()] == ["kept.pdf"]


def test_the_scheduled_workflow_asks_the_action_for_what_it_has() -> None:
    (use,) = [step for step in workflows.steps(MEMOS) if step.get("uses", "").startswith("./")]
    assert (ROOT / use["uses"] / "action.yml").resolve() == ACTION
    assert workflows.inputs_of(ACTION).keys() >= use["with"].keys()
    saved, restored = (
        next(step["with"] for step in workflows.steps(MEMOS) if f"actions/cache/{what}@" in step.get("uses", ""))
        for what in ("save", "restore")
    )
    assert saved.items() <= restored.items()
    assert restored["key"].startswith(restored["restore-keys"])
