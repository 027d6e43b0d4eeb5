"""The seven briefs of the repository built by the command, once a session for each paper and place of notes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import reportgen
from reportgen import Memo
from reportgen.model.formats import Format
from reportgen.render import identity

ROOT = Path(__file__).parent.parent
EVERY_BRIEF: Mapping[str, Path] = {path.stem: path for path in sorted((ROOT / "briefs").glob("*.yaml"))}
BRIEFS = {name: path for name, path in EVERY_BRIEF.items() if "\ntemplate:" not in path.read_text(encoding="utf-8")}
"""Those that `policy-memo` sets."""
PAPERS = ("a4", "letter")
NOTES = ("margin", "foot", "end")

every_memo = pytest.mark.parametrize("name", BRIEFS)
every_page = pytest.mark.parametrize(("name", "paper"), [(name, paper) for name in BRIEFS for paper in PAPERS])
every_setting = pytest.mark.parametrize(
    ("name", "paper", "notes"),
    [
        pytest.param(name, paper, notes, marks=() if notes == "margin" else pytest.mark.slow)
        for paper in PAPERS
        for notes in NOTES
        for name in BRIEFS
    ],
)


def environment(*, measured: bool = False, **changes: str) -> dict[str, str]:
    """The environment of this process, for a command to run in as it would alone.

    It is left out of coverage, which slows it down, unless `measured`.
    """
    left_out = ("PYTEST",) if measured else ("PYTEST", "COVERAGE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    return kept | {"PYTHONPATH": str(ROOT), **changes}


def as_built(path: Path, made: bytes) -> bytes:
    """The bytes of a stage with the digest of the inputs that the build put into its file."""
    format_ = Format(path.suffix[1:])
    inputs = identity.inputs_in(path, format_)
    assert inputs is not None, path
    return identity.stamped(made, format_, inputs)


def command(*arguments: str | Path) -> list[str]:
    """The command line of `reportgen`."""
    return [sys.executable, "-c", "from reportgen.cli import main; main()", *map(str, arguments)]


def settings(paper: str, notes: str) -> dict[str, str]:
    """The keys of a brief that are set for a set of builds. Away from the margin, notes take pages."""
    keys = {"output.page": paper, "output.notes": notes}
    return keys if notes == "margin" else keys | {"output.max_pages": "9"}


def compose(name: str, paper: str = "a4", notes: str = "margin") -> Memo:
    """The memo of a brief as it is built for a set."""
    return reportgen.compose_memo(reportgen.load_project(BRIEFS[name], overrides=settings(paper, notes)))


@dataclass(frozen=True)
class Builds:
    """PDFs by paper and notes, each set built when it is first asked for; at most two sets at a time."""

    folder: Path
    _pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(2))
    _started: dict[tuple[str, str], Future[dict[str, Path]]] = field(default_factory=dict)

    def start(self) -> None:
        """Begin with the sets that most tests ask for, in the background."""
        for paper in PAPERS:
            self._start(paper, "margin")

    def get(self, paper: str = "a4", notes: str = "margin") -> dict[str, Path]:
        """The PDF of every brief, by its name."""
        return self._start(paper, notes).result()

    def all(self) -> dict[tuple[str, str], dict[str, Path]]:
        """Every set."""
        wanted = [(paper, notes) for paper in PAPERS for notes in NOTES]
        for paper, notes in wanted:
            self._start(paper, notes)
        return {key: self.get(*key) for key in wanted}

    def _start(self, paper: str, notes: str) -> Future[dict[str, Path]]:
        if (paper, notes) not in self._started:
            self._started[paper, notes] = self._pool.submit(self._build, paper, notes)
        return self._started[paper, notes]

    def _build(self, paper: str, notes: str) -> dict[str, Path]:
        folder = self.folder / f"{paper}-{notes}"
        options = [f"--set={key}={value}" for key, value in settings(paper, notes).items()]
        run(BRIEFS.values(), folder, *options)
        return {name: folder / f"{name}.pdf" for name in BRIEFS}


def run(briefs: Iterable[Path], folder: Path, *options: str, **changes: str) -> None:
    """Build briefs into a folder by the command, in a process of its own."""
    line = command("build", *briefs, "-o", folder, *options)
    done = subprocess.run(
        line, env=environment(**changes), capture_output=True, text=True, encoding="utf-8", timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
