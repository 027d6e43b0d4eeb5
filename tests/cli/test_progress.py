"""The bar: when there is one, and what it says. How it looks on a terminal is in `test_build_process`."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen import Outcome
from reportgen.cli import progress
from tests.builds import environment

BRIEFS = [
    Path(f"briefs/{name}.yaml") for name in ("fresh", "built", "broken", "a-name-of-more-letters-than-there-is-room")
]
OUTCOMES = (
    Outcome(BRIEFS[0], Path("out/fresh.pdf"), fresh=True),
    Outcome(BRIEFS[1], Path("out/built.pdf")),
    Outcome(BRIEFS[2], None),
    Outcome(BRIEFS[3], Path("out/long.pdf")),
)


class Terminal(io.StringIO):
    """A terminal that keeps what is drawn on it."""

    def isatty(self) -> bool:
        return True


def a_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """One in place of stderr. Called in the test itself, since pytest sets stderr anew after fixtures."""
    made = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(sys, "stderr", made)
    return made


def test_it_says_what_is_next_and_how_it_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = a_terminal(monkeypatch)
    shown = [terminal.getvalue() for _ in progress.with_progress(OUTCOMES, BRIEFS)]
    everything = terminal.getvalue()
    assert shown[:2] == ["", ""]  # nothing is drawn before something was built
    assert "Building broken" in everything
    assert "2/4" in everything
    assert "1 fresh" in everything
    assert "Building fresh" not in everything


def test_names_are_short_and_harmless() -> None:
    assert progress._building(BRIEFS, 3) == "Building a-name-of-more-letters-…"
    assert progress._building(BRIEFS, 4) == "Building a-name-of-more-letters-…"
    assert progress._building([Path("[red]a\nb\x1b.yaml")], 0) == "Building [red]a\ufffdb\ufffd"


@pytest.mark.parametrize(
    ("fresh", "failed", "words"), [(0, 0, ""), (3, 0, "3 fresh"), (0, 1, "1 failed"), (2, 1, "2 fresh, 1 failed")]
)
def test_counts(fresh: int, failed: int, words: str) -> None:
    assert progress.counted(fresh, failed) == words


def test_a_bar_that_is_left_is_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = a_terminal(monkeypatch)

    def coming() -> Iterator[Outcome]:
        yield from OUTCOMES
        raise AssertionError("asked for more than there is use for")

    bar = progress.with_progress(coming(), BRIEFS)
    assert next(bar) is OUTCOMES[0]
    assert next(bar) is OUTCOMES[1]
    assert next(bar) is OUTCOMES[2]
    bar.close()  # type: ignore[attr-defined]
    assert terminal.getvalue().endswith(("\x1b[?25h", "\x1b[2K"))  # the cursor is back, and the bar is gone


def test_nothing_to_do_draws_nothing_and_imports_nothing() -> None:
    code = (
        "import io, pathlib, sys\n"
        "from reportgen import Outcome\n"
        "from reportgen.cli.progress import with_progress\n"
        "class Terminal(io.StringIO):\n"
        "    def isatty(self): return True\n"
        "shown = sys.stderr = Terminal()\n"
        "paths = [pathlib.Path('a'), pathlib.Path('b')]\n"
        "list(with_progress([Outcome(path, path, fresh=True) for path in paths], paths))\n"
        "print(repr(shown.getvalue()), 'rich' in sys.modules)\n"
    )
    line = [sys.executable, "-c", code]
    done = subprocess.run(line, env=environment(TERM="xterm"), capture_output=True, text=True, check=True)
    assert done.stdout == "'' False\n"
