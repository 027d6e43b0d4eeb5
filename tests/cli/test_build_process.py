"""`reportgen build` as a process: interrupted, its reader gone, on a terminal and off it."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.builds import BRIEFS, command, environment
from tests.house import House


@pytest.fixture
def house(good_project: Path) -> House:
    """A project whose memo is quick to set."""
    made = House(good_project)
    made.body("<h1>{{ memo.title }}</h1><p>{{ memo.date }} {{ memo.output.page.value }}</p>")
    return made


@pytest.fixture
def brief(house: House) -> Path:
    return house.root / "ferry.yaml"


def heeds_interrupts() -> None:
    """As on a terminal: a shell starts what runs in the background with interrupts ignored, and tests may run there."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(*arguments: str | Path, **streams: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command("build", *arguments),
        env=environment(measured=True, TERM="xterm"),
        preexec_fn=heeds_interrupts,  # noqa: PLW1509 (no threads here)
        **streams,
    )


def test_an_interrupt_ends_it_at_once_and_leaves_no_half(tmp_path: Path) -> None:
    process = start(*BRIEFS.values(), "-o", tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    first = process.stdout.readline()
    sent = time.monotonic()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert time.monotonic() - sent < 5
    assert process.returncode == 130
    assert err.decode().strip() == "interrupted; nothing is left half written"
    written = [Path(line) for line in (first + out).decode().splitlines()]
    assert 1 <= len(written) < len(BRIEFS)
    assert {path.suffix for path in tmp_path.iterdir()} == {".pdf"}
    assert all(path.read_bytes().rstrip().endswith(b"%%EOF") for path in tmp_path.iterdir())


def test_a_reader_that_goes_away_is_no_error_of_ours(brief: Path, tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    process = start("--set", "template=house", brief, "-o", tmp_path, stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (141, b"")


@pytest.fixture
def two(house: House, brief: Path) -> tuple[Path, Path]:
    second = house.root / "second.yaml"
    second.write_bytes(brief.read_bytes())
    return brief, second


def on_a_terminal(process: subprocess.Popen[bytes], terminal: int) -> str:
    """What a process prints on a terminal until it ends."""
    parts = []
    while True:
        ready, _, _ = select.select([terminal], [], [], 60)
        assert ready, "nothing came for a minute"
        try:
            data = os.read(terminal, 65536)
        except OSError:  # Linux: the other side is closed
            data = b""
        if not data:
            break
        parts.append(data)
    assert process.wait(60) == 0
    return b"".join(parts).decode()


def test_a_bar_shows_progress_on_a_terminal_and_stdout_has_the_paths(two: tuple[Path, Path], tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    process = start("--set", "template=house", *two, "-o", tmp_path, stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    shown = on_a_terminal(process, ours)
    assert process.stdout is not None
    assert process.stdout.read().decode() == f"{tmp_path / 'ferry.pdf'}\n{tmp_path / 'second.pdf'}\n"
    process.stdout.close()
    os.close(ours)
    assert "Building" in shown
    assert "ferry.pdf" not in shown


def test_paths_and_bar_share_a_terminal(two: tuple[Path, Path], tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    process = start("--set", "template=house", *two, "-o", tmp_path, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown = on_a_terminal(process, ours)
    os.close(ours)
    assert "Building" in shown
    plain = "".join(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown).split())
    for name in ("ferry.pdf", "second.pdf"):
        assert f"{tmp_path / name}" in plain


@pytest.mark.parametrize("reason", ["one brief", "no terminal", "a dumb terminal", "json"])
def test_no_bar(reason: str, two: tuple[Path, Path], tmp_path: Path) -> None:
    code = "import sys; from reportgen.cli import cli; cli(sys.argv[1:], standalone_mode=False); "
    code += "assert 'rich' not in sys.modules"
    briefs = two[:1] if reason == "one brief" else two
    options = ["--json"] if reason == "json" else []
    line = [sys.executable, "-c", code, "build", "--set", "template=house", *map(str, briefs), "-o", str(tmp_path)]
    ours, theirs = pty.openpty()
    env = environment(TERM="dumb" if reason == "a dumb terminal" else "xterm")
    process = subprocess.Popen(
        [*line, *options],
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL if reason == "no terminal" else theirs,
    )
    os.close(theirs)
    shown = "" if reason == "no terminal" else on_a_terminal(process, ours)
    assert process.wait(60) == 0
    os.close(ours)
    assert shown == ""


@pytest.mark.parametrize("no_color", [False, True])
def test_colour_on_a_terminal_unless_no_color(no_color: bool, brief: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    env = environment(TERM="xterm", NO_COLOR="1" if no_color else "")
    brief.write_text("title: x\n", encoding="utf-8")
    line = command("build", brief, "-o", tmp_path)
    process = subprocess.Popen(line, env=env, stdout=subprocess.DEVNULL, stderr=theirs)
    process.wait(60)
    os.close(theirs)
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    assert "R111" in shown
    assert ("\x1b[" in shown) is not no_color
