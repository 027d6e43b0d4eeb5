"""Steps of GitHub's workflows and actions, run here as a runner would run them."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
ACTION = ROOT / ".github" / "actions" / "reportgen" / "action.yml"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def read(path: Path) -> Any:
    """The YAML of a file, all values as text."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def steps(path: Path) -> list[dict[str, Any]]:
    """All steps of a workflow or an action."""
    found = read(path)
    jobs = found["jobs"].values() if "jobs" in found else [found["runs"]]
    return [step for job in jobs for step in job["steps"]]


def step(path: Path, name: str) -> dict[str, Any]:
    (found,) = [one for one in steps(path) if one.get("name") == name]
    return found


@dataclass
class Ran:
    """How a step ended."""

    code: int
    log: str
    """What it printed."""
    outputs: Mapping[str, str]


@dataclass
class Runner:
    """A machine with a checkout, for the steps of one job. Programs in `bin` come before those of the system."""

    folder: Path
    system: str = "Linux"
    count: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        for path in (self.checkout, self.temp, self.bin):
            path.mkdir(parents=True, exist_ok=True)

    @property
    def checkout(self) -> Path:
        return self.folder / "checkout"

    @property
    def temp(self) -> Path:
        return self.folder / "temp"

    @property
    def bin(self) -> Path:
        return self.folder / "bin"

    @property
    def summary(self) -> Path:
        return self.folder / "summary.md"

    def program(self, path: Path, script: str) -> None:
        """A program that stands in for another."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/bash\n{script}\n", encoding="utf-8")
        path.chmod(0o755)

    def run(self, one: Mapping[str, Any], inputs: Mapping[str, str] | None = None) -> Ran:
        """Run a `run` step, in a shell and with the files that GitHub gives it."""
        self.count += 1
        script = self.temp / f"step-{self.count}.sh"
        script.write_text(one["run"], encoding="utf-8")
        output = self.folder / f"output-{self.count}"
        output.touch()
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "GITHUB_", "COV"))}
        given = {name: _evaluated(value, inputs or {}) for name, value in one.get("env", {}).items()}
        environment = kept | {
            "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}",
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(self.checkout),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_PATH": str(self.folder / "path"),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "RUNNER_OS": self.system,
            "RUNNER_TEMP": str(self.temp),
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.checkout,
            env=environment | given,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        return Ran(done.returncode, done.stdout, _outputs(output.read_text(encoding="utf-8")))


def inputs_of(path: Path, **given: str) -> dict[str, str]:
    """The inputs of an action, by default as it says; `check_only` stands for `check-only`."""
    known = {name: entry["default"] for name, entry in read(path)["inputs"].items()}
    named = {name.replace("_", "-"): value for name, value in given.items()}
    assert named.keys() <= known.keys()
    return known | named


def _evaluated(value: str, inputs: Mapping[str, str]) -> str:
    values = {f"inputs.{name}": text for name, text in inputs.items()} | {"github.action_path": str(ACTION.parent)}
    return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda match: values[match[1]], value)


def _outputs(text: str) -> dict[str, str]:
    """What a step wrote to `GITHUB_OUTPUT`: `name=value`, or `name<<END`, lines, and `END`."""
    found, lines = {}, iter(text.splitlines())
    for line in lines:
        name, several, end = line.partition("<<")
        if several and "=" not in name:
            found[name] = "\n".join(iter(lambda end=end: next(lines), end))  # type: ignore[misc]
        else:
            name, _, found_value = line.partition("=")
            found[name] = found_value
    return found
