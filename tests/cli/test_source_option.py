"""`--source` of build and check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportgen.cli import cli
from tests.ferry import texts, write_brief

WRONG = "It is “longer than the first” [@hull-old]."


def run(*arguments: str | Path) -> tuple[int, str, str]:
    done = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def both(good_project: Path) -> list[str]:
    return [part for id_, path in texts(good_project).items() for part in ("--source", f"{id_}={path}")]


def test_a_text_proves_quotations(good_project: Path, both: list[str]) -> None:
    brief = write_brief(good_project, WRONG)
    code, _, err = run("check", brief, *both)
    assert code == 1
    assert "small.yaml:9:13: error E101: these are not the words of `maran/q1.p2.s2`" in err
    assert "hint: the text has: longer than the [last]\n         - first + last" in err
    assert run("check", brief)[0] == 0


def test_a_memo_is_built_with_it_and_without(good_project: Path, tmp_path: Path, both: list[str]) -> None:
    brief = write_brief(good_project, "It is old [@hull-old].", quote="{at: maran/q1.p2.s3}")
    assert run("build", brief, "-o", tmp_path / "with", *both)[0] == 0
    assert run("build", brief, "-o", tmp_path / "without")[0] == 0
    with_text, without = ((tmp_path / name / "small.pdf").read_bytes() for name in ("with", "without"))
    assert with_text != without
    code, out, _ = run("build", brief, "-o", tmp_path / "json", "--json", *both)
    assert (code, json.loads(out)["ok"]) == (0, True)
    assert (tmp_path / "json" / "small.pdf").read_bytes() == with_text


def test_a_text_that_is_not_there_or_another_is_an_error(good_project: Path, tmp_path: Path) -> None:
    brief = write_brief(good_project, "It is old [@hull-old].")
    code, _, err = run("build", brief, "-o", tmp_path, "--source", f"maran={tmp_path / 'gone.txt'}")
    assert (code, "error R101: there is no such file" in err) == (1, True)
    code, _, err = run("check", brief, "--source", f"maran={texts(good_project)['okoro']}")
    assert (code, "error E401: this is not the text that `maran` was indexed from" in err) == (1, True)
    code, _, err = run("check", brief, "--source", texts(good_project)["maran"])
    assert (code, "--source: error R214: the dataset has 2 sources" in err) == (1, True)
    assert not (tmp_path / "small.pdf").exists()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["a.txt", "b.txt"], "two files, and none says of which source"),
        (["maran=a.txt", "maran=b.txt"], "two files for `maran`"),
        (["maran="], "`maran=` names no file"),
        ([""], "`` names no file"),
    ],
)
@pytest.mark.parametrize("command", ["build", "check"])
def test_what_cannot_be_meant_is_wrong_usage(good_project: Path, command: str, given: list[str], message: str) -> None:
    options = [part for value in given for part in ("--source", value)]
    code, _, err = run(command, good_project / "ferry.yaml", *options)
    assert (code, message in err) == (2, True)


def test_a_file_whose_name_has_an_equals_sign(good_project: Path, tmp_path: Path) -> None:
    brief = write_brief(good_project, WRONG)
    (tmp_path / "maran=1.txt").write_bytes(Path(texts(good_project)["maran"]).read_bytes())
    code, _, err = run("check", brief, "--source", f"maran={tmp_path / 'maran=1.txt'}")
    assert (code, "E101" in err) == (1, True)
    assert "R214" in run("check", brief, "--source", f"{tmp_path / 'maran=1.txt'}")[2]
