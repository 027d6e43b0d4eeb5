"""`reportgen build`: paths to stdout, problems to stderr, one report as JSON, and exit codes that say what happened."""

from __future__ import annotations

import json
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
from click.testing import CliRunner, Result

import reportgen
from reportgen.cli import cli
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


def run(*arguments: str | Path, template: str | None = "house") -> Result:
    chosen = ("--set", f"template={template}") if template else ()
    return CliRunner().invoke(cli, ["build", *chosen, *map(str, arguments)])


def broken(brief: Path, name: str = "broken.yaml") -> Path:
    """A brief that cites a claim there is not."""
    path = brief.with_name(name)
    path.write_text(brief.read_text(encoding="utf-8").replace("[@hull-old]", "[@hull-odd]", 1), encoding="utf-8")
    return path


# What is printed


def test_the_paths_written_go_to_stdout_and_nothing_else(brief: Path, tmp_path: Path) -> None:
    result = run(brief, "-o", tmp_path / "out")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{tmp_path / 'out' / 'ferry.pdf'}\n"
    assert (tmp_path / "out" / "ferry.pdf").read_bytes().startswith(b"%PDF")


def test_problems_go_to_stderr_and_the_others_are_built(brief: Path, tmp_path: Path) -> None:
    bad = broken(brief)
    result = run(brief, bad, "-o", tmp_path)
    assert result.exit_code == 1
    assert result.stdout == f"{tmp_path / 'ferry.pdf'}\n"
    assert f"{bad}:" in result.stderr
    assert "error R201: there is no claim `hull-odd`" in result.stderr
    assert "hint: did you mean `hull-old`?" in result.stderr
    assert result.stderr.endswith("1 error\n1 of 2 memos were not built\n")
    assert not (tmp_path / "broken.pdf").exists()


def test_one_brief_needs_no_count(brief: Path, tmp_path: Path) -> None:
    result = run(broken(brief), "-o", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "memos" not in result.stderr


def test_a_warning_is_printed_and_stops_only_a_strict_build(house: House, brief: Path, tmp_path: Path) -> None:
    house.body("<h1 style='text-wrop: x'>y</h1>")
    result = run(brief, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "house: warning P103: " in result.stderr
    assert result.stderr.endswith("\n1 warning\n")
    strict = run(brief, "-o", tmp_path / "strict", "--strict")
    assert (strict.exit_code, strict.stdout, strict.stderr) == (1, "", result.stderr)
    assert not (tmp_path / "strict").exists()


def test_a_folder_and_a_pattern(house: House, brief: Path, tmp_path: Path) -> None:
    (house.root / "second.yaml").write_bytes(brief.read_bytes())
    for name in (house.root, f"{house.root}/*.yaml"):
        result = run(name, "-o", tmp_path / "out")
        assert result.exit_code == 0
        assert [Path(line).name for line in result.stdout.splitlines()] == ["ferry.pdf", "second.pdf"]


def test_keys_are_set_and_the_date_is_the_one_given(brief: Path, tmp_path: Path) -> None:
    options = ("--set", "title=A = B", "--set", "output.page=letter", "--date", "2026-12-24")
    result = run(brief, "-o", tmp_path, *options)
    assert result.exit_code == 0, result.stderr
    memo = _memo(tmp_path / "ferry.pdf")
    assert (memo.title, memo.date.isoformat(), memo.output.page.value) == ("A = B", "2026-12-24", "letter")


def _memo(path: Path) -> reportgen.Memo:
    import pikepdf

    with pikepdf.open(path) as file:
        return reportgen.decode_memo(file.attachments["memo.json"].get_file().read_bytes())


def test_the_date_wins_over_a_key_set(brief: Path, tmp_path: Path) -> None:
    assert run(brief, "-o", tmp_path, "--set", "date=2020-01-01", "--date", "2026-12-24").exit_code == 0
    assert _memo(tmp_path / "ferry.pdf").date.isoformat() == "2026-12-24"


# JSON


def test_json_for_what_was_built(brief: Path, tmp_path: Path) -> None:
    result = run(brief, "-o", tmp_path, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    path = tmp_path / "ferry.pdf"
    memo = {"brief": str(brief), "output": str(path), "bytes": path.stat().st_size, "problems": []}
    assert json.loads(result.stdout) == {"reportgen": reportgen.__version__, "ok": True, "memos": [memo]}


def test_json_for_problems(brief: Path, tmp_path: Path) -> None:
    bad = broken(brief)
    result = run(brief, bad, "-o", tmp_path, "--json")
    assert (result.exit_code, result.stderr) == (1, "")
    report = json.loads(result.stdout)
    assert report["ok"] is False
    good_memo, bad_memo = report["memos"]
    assert (good_memo["problems"], bad_memo["output"], bad_memo["bytes"]) == ([], None, 0)
    (problem,) = bad_memo["problems"]
    assert problem.keys() == {"code", "severity", "message", "file", "line", "column", "hint", "excerpt"}
    assert (problem["code"], problem["severity"], problem["file"]) == ("R201", "error", str(bad))


def test_json_for_a_warning(house: House, brief: Path, tmp_path: Path) -> None:
    house.body("<h1 style='text-wrop: x'>y</h1>")
    result = run(brief, "-o", tmp_path, "--json")
    (memo,) = json.loads(result.stdout)["memos"]
    assert (result.exit_code, memo["problems"][0]["severity"]) == (0, "warning")
    strict = run(brief, "-o", tmp_path, "--json", "--strict")
    assert (strict.exit_code, json.loads(strict.stdout)["ok"]) == (1, False)


def test_json_for_wrong_usage(tmp_path: Path) -> None:
    result = run(tmp_path, "-o", tmp_path, "--json")
    assert (result.exit_code, result.stderr) == (2, "")
    report = json.loads(result.stdout)
    assert (report["ok"], report["memos"]) == (False, [])
    assert "holds no brief" in report["error"]["message"]
    assert report["error"]["hint"]


def test_json_for_a_machine_that_lacks_something(brief: Path, tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    result = run(brief, "-o", tmp_path / "out", "--json")
    assert (result.exit_code, result.stderr) == (3, "")
    assert json.loads(result.stdout)["error"]["message"].startswith("cannot write `")


# Exit codes


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Missing argument 'BRIEF...'"),
        (("{brief}", "--colour"), "--colour"),
        (("{brief}", "--set", "output.page"), "`output.page` is not KEY=VALUE, such as output.page=letter"),
        (("{brief}", "--set", "=letter"), "`=letter` is not KEY=VALUE"),
        (("{brief}", "--date", "24 December 2026"), "`24 December 2026` is no date of the form YYYY-MM-DD"),
        (("{brief}", "--date", "2026-02-30"), "`2026-02-30` is no date of the form YYYY-MM-DD"),
        (("{folder}/datasets",), "holds no brief"),
        (("{folder}/*.json",), "no brief matches"),
        (("{brief}", "{folder}/more/ferry.yaml"), "would both write `out/ferry.pdf`"),
    ],
)
def test_wrong_usage_ends_with_2(arguments: tuple[str, ...], words: str, brief: Path) -> None:
    (brief.parent / "more").mkdir()
    (brief.parent / "more" / "ferry.yaml").touch()
    result = run(*(argument.format(brief=brief, folder=brief.parent) for argument in arguments), template=None)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in " ".join(result.stderr.split())


def test_what_the_machine_lacks_ends_with_3(brief: Path, tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    result = run(brief, "-o", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.splitlines() == [
        f"error: cannot write `{tmp_path / 'out' / 'ferry.pdf'}`: file exists",
        "   hint: a file stands where the folder should be: choose another folder with -o",
    ]


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    result = run(tmp_path / "none.yaml", "-o", tmp_path, template=None)
    assert result.exit_code == 1
    assert "error R101: there is no such file" in result.stderr


def test_without_pango_two_lines_say_what_to_do(brief: Path, tmp_path: Path) -> None:
    (tmp_path / "broken" / "weasyprint").mkdir(parents=True)
    init = tmp_path / "broken" / "weasyprint" / "__init__.py"
    init.write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")", encoding="utf-8")
    env = environment(PYTHONPATH=f"{tmp_path / 'broken'}{os.pathsep}{environment()['PYTHONPATH']}")
    done = subprocess.run(
        command("build", brief, "-o", tmp_path / "out"), env=env, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (3, "")
    first, second = done.stderr.splitlines()
    assert first == "error: this machine lacks Pango, which sets the pages"
    assert second.startswith("   hint: ")
    assert not (tmp_path / "out").exists()


# A process of its own


def start(*arguments: str | Path, **streams: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command("build", *arguments), env=environment(TERM="xterm"), **streams)


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
    line = command("build", broken(brief), "-o", tmp_path)
    process = subprocess.Popen(line, env=env, stdout=subprocess.DEVNULL, stderr=theirs)
    process.wait(60)
    os.close(theirs)
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    assert "R201" in shown
    assert ("\x1b[" in shown) is not no_color


def test_without_a_terminal_there_is_no_colour(brief: Path, tmp_path: Path) -> None:
    assert "\x1b" not in run(broken(brief), "-o", tmp_path).stderr
