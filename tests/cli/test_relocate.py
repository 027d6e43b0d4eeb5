"""`reportgen relocate`: what it shows, what it writes, and with which exit code it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

import reportgen
from reportgen.cli.relocate import relocate
from tests.editions import CUT, DOUBLED, EVERYTHING, REWORDED, SWAPPED, contents, dataset_of, second_edition, text_of
from tests.ferry import change_dataset

TEXT = {"type": "string", "minLength": 1}
TEXTS = {"type": "array", "items": TEXT}
CANDIDATE = {
    "type": "object",
    "properties": {
        "places": {**TEXTS, "minItems": 1},
        "score": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
        "diff": {"type": ["string", "null"]},
    },
    "required": ["places", "score", "diff"],
    "additionalProperties": False,
}
PASSAGE = {
    "type": "object",
    "properties": {
        "locator": TEXT,
        "fate": {"enum": [fate.value for fate in reportgen.Fate]},
        "candidates": {"type": "array", "items": CANDIDATE},
        "note": {"type": ["string", "null"]},
        "places": TEXTS,
        "claims": TEXTS,
        "set_aside": {"type": "boolean"},
    },
    "required": ["locator", "fate", "candidates", "note", "places", "claims", "set_aside"],
    "additionalProperties": False,
}
PROBLEM = {"type": "object", "required": ["code", "severity", "message", "file", "line", "column", "hint", "excerpt"]}
FILE = {"type": "object", "properties": {"path": TEXT, "state": {"const": "written"}}, "required": ["path", "state"]}
REPORT = {
    "type": "object",
    "properties": {
        "reportgen": {"const": reportgen.__version__},
        "ok": {"type": "boolean"},
        "passages": {"type": "array", "items": PASSAGE},
        "problems": {"type": "array", "items": PROBLEM},
        "doubts": {"type": "array", "items": {"type": "object", "required": ["code", "message", "line"]}},
        "files": {"type": "array", "items": FILE},
        "error": {"type": "object", "properties": {"message": TEXT}, "required": ["message", "hint"]},
    },
    "required": ["reportgen", "ok", "passages", "problems", "doubts", "files"],
    "additionalProperties": False,
}


def run(project: Path, *options: str | Path, changes: tuple[tuple[str, str], ...] = (), old: bool = True) -> Result:
    """The command on the ferry's dataset and a second edition of the first interview's text."""
    second = second_edition(project, *changes)
    given = ["--old", text_of(project)] if old else []
    arguments = [dataset_of(project), "--source", f"maran={second}", *given, *options]
    return CliRunner().invoke(relocate, [str(argument) for argument in arguments])


def report(result: Result) -> dict[str, Any]:
    """The JSON report, whose form is checked."""
    found: dict[str, Any] = json.loads(result.stdout)
    jsonschema.validate(found, REPORT)
    assert result.stderr == ""
    return found


def accepted(*values: str) -> list[str]:
    return [part for value in values for part in ("--accept", value)]


ALL = accepted("maran/q2.p1.s1=maran/q2.q", "maran/q2.p1.s2-s3", "maran/q2.p2=maran/q3.p1, maran/q4.p1")


def test_what_stands_elsewhere_is_a_table_and_what_is_open_are_problems(good_project: Path) -> None:
    result = run(good_project, changes=EVERYTHING)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "Passage            Is         Now                       Alike",
        "maran/q1.p1.s1-s2  moved      maran/q1.p2.s1-s2          1.00",
        "maran/q1.p2.s1-s2  moved      maran/q1.p1.s1-s2          1.00",
        "maran/q1.p2.s3     moved      maran/q1.p1.s3             1.00",
        "maran/q2.p1.s1     lost",
        "maran/q2.p1.s2-s3  changed    maran/q2.p1.s1-s2          0.94",
        "maran/q3.p1        moved      maran/q3.p2                1.00",
        "maran/q1.p1.s3     moved      maran/q1.p2.s3             1.00",
        "maran/q2.p2        ambiguous  maran/q3.p1, maran/q4.p1   1.00",
        "",
        "5 moved, 1 changed, 1 ambiguous, 1 lost",
    ]
    errors = [line.partition(": ")[2] for line in result.stderr.splitlines() if ": error " in line]
    assert errors == [
        "error E403: claim `bridge-pays` rests on `maran/q2.p1.s1`, which is not in the new text",
        "error E402: claim `bridge-sand` rests on `maran/q2.p1.s2-s3`, which has changed",
        "error E404: `maran/q2.p2`, which is set aside, may be at 2 places",
    ]
    assert "hint: [-I think they-] {+They+} forget the bar at the river mouth." in result.stderr
    assert "`maran/q2.p1.s1-s2` (0.94): `--accept maran/q2.p1.s2-s3` takes it" in result.stderr
    assert result.stderr.endswith("3 errors\n")


def test_the_text_that_was_indexed_leaves_nothing_to_do(good_project: Path) -> None:
    before = contents(good_project)
    for options in ((), ("--write",)):
        result = run(good_project, *options)
        assert (result.exit_code, result.stdout) == (0, "8 exact\n")
        assert result.stderr == "nothing to do: the dataset fits this text\n"
    assert contents(good_project) == before


def test_what_could_be_written_is_not_without_being_told_to(good_project: Path) -> None:
    before = contents(good_project)
    for changes in (SWAPPED, (("sails at a loss", "still sails at a loss"),)):
        result = run(good_project, changes=changes)
        assert result.exit_code == 1
        assert result.stderr == "nothing is written: --write writes it\n"
    assert contents(good_project) == before


def test_what_only_moved_is_written(good_project: Path) -> None:
    result = run(good_project, "--write", changes=SWAPPED)
    assert result.exit_code == 0
    folder = dataset_of(good_project)
    names = ("dataset.yaml", "maran/transcript.json")
    assert result.stderr == "".join(f"{folder / name}: written\n" for name in names)
    assert reportgen.check_dataset(folder, sources={"maran": good_project / "second.txt"}) == ()
    assert run(good_project, "--write", changes=SWAPPED, old=False).stdout == "8 exact\n"


def test_nothing_is_written_while_anything_is_open(good_project: Path) -> None:
    before = contents(good_project)
    result = run(good_project, "--write", *ALL[:4], changes=EVERYTHING)
    assert result.exit_code == 1
    assert result.stderr.endswith("1 error\nnothing is written\n")
    assert "E404" in result.stderr
    assert contents(good_project) == before


def test_accepted_all_is_written(good_project: Path) -> None:
    result = run(good_project, "--write", *ALL, changes=EVERYTHING)
    assert result.exit_code == 0, result.stderr
    assert "changed    maran/q2.p1.s1-s2" in result.stdout
    yaml = (dataset_of(good_project) / "dataset.yaml").read_text(encoding="utf-8")
    assert "evidence: [maran/q2.q]" in yaml
    assert "  - at: maran/q3.p1\n    reason: An anecdote on the café trade.\n  - at: maran/q4.p1\n" in yaml
    assert reportgen.check_dataset(dataset_of(good_project), sources={"maran": good_project / "second.txt"}) == ()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (accepted("maran/q2.p1.s2-s3="), "`maran/q2.p1.s2-s3=` names no place after `=`"),
        (accepted("maran/q3.p1", "maran/q3.p1=maran/q1"), "`maran/q3.p1` is accepted twice"),
        (accepted("maran/q2.p1.s9"), "nothing in the dataset stands on it\n   hint: did you mean `maran/q2.p1.s1`?"),
        (accepted("maran/q3.p1"), "`maran/q3.p1` needs no decision: it is exact\n   hint: leave out --accept"),
        (accepted("maran/q2.p1.s2-s3=here"), "cannot become `here`: the new text has no such place"),
        (accepted("maran/q2.p1.s2-s3=maran/q2,"), "cannot become ``: the new text has no such place"),
        (["--source", "maran="], "`maran=` names no file"),
        (["--source", "holm=x.txt"], "the dataset has no source `holm`\n   hint: sources: maran, okoro"),
        (["--old", dataset_of(Path()) / "okoro" / "text.txt"], "is not the text that `maran` was indexed from"),
    ],
)
def test_what_cannot_be_meant_ends_with_2(
    good_project: Path, options: list[str | Path], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(good_project)
    before = contents(good_project)
    result = run(good_project, "--write", *options, changes=REWORDED)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert contents(good_project) == before


def test_a_text_that_is_not_there_is_a_problem(good_project: Path) -> None:
    result = run(good_project, "--source", "maran=none.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "error R101: there is no such file" in result.stderr


def test_without_the_old_text_it_says_what_cannot_be_told(good_project: Path) -> None:
    result = run(good_project, changes=REWORDED, old=False)
    assert result.exit_code == 1
    assert result.stdout.endswith("\n\n7 exact, 1 unknown\n")
    assert result.stderr.startswith(
        "what changed and what is lost cannot be told apart: there is no `interview.txt` in the dataset's folder\n"
    )
    assert "error E403" in result.stderr


def test_a_copy_that_is_still_the_old_text_is_named(good_project: Path) -> None:
    line = "transcript: maran/transcript.json"
    change_dataset(good_project, (line, f"{line}\n    text: maran/text.txt"))
    options = accepted("maran/q2.p1.s2-s3")
    assert "still another text" not in run(good_project, *options, changes=REWORDED, old=False).stderr
    result = run(good_project, "--write", *options, changes=REWORDED, old=False)
    assert result.exit_code == 0
    copy = text_of(good_project)
    assert result.stderr.endswith(f"{copy}: still another text; put the new one in its place\n")


def test_a_likeness_is_never_rounded_up_to_1(good_project: Path) -> None:
    result = run(good_project, changes=(("last July.", "last July!"),))
    assert "changed  maran/q2.p2   0.99" in result.stdout


def test_doubts_about_the_new_text_are_counted(good_project: Path) -> None:
    new = good_project / "other.txt"
    new.write_text("Maran: Who keeps it?\n\nVell: The town.\n\nWell. Who else?\n\nMaran: So?\n\nVell: No.\n", "utf-8")
    count = len(reportgen.read_interview(new, language="en").doubts)
    assert count == 1
    result = run(good_project, "--source", f"maran={new}")
    assert "1 doubt about who says what in the new text: `reportgen ingest` names and corrects" in result.stderr
    assert len(report(run(good_project, "--source", f"maran={new}", "--json"))["doubts"]) == count


def test_a_dataset_that_uses_no_passage_of_the_source(good_project: Path) -> None:
    yaml = (dataset_of(good_project) / "dataset.yaml").read_text(encoding="utf-8")
    (dataset_of(good_project) / "dataset.yaml").write_text(yaml.replace("maran/q", "okoro/q"), encoding="utf-8")
    change_dataset(good_project, ("okoro/q1.p2.s1-s2", "okoro/q1"), ("okoro/q1.p2.s3", "okoro/q2.p1"))
    change_dataset(
        good_project, ("okoro/q2.p2", "okoro/q2"), ("okoro/q3.p1", "okoro/q1"), ("okoro/q1.p1.s3", "okoro/q1")
    )
    assert run(good_project, changes=SWAPPED).stdout == "no passage is used\n"


# For programs


def test_the_report_has_every_passage(good_project: Path) -> None:
    result = run(good_project, "--json", changes=(*REWORDED, *CUT, *DOUBLED))
    found = report(result)
    assert (result.exit_code, found["ok"], found["files"]) == (1, False, [])
    passages = {passage["locator"]: passage for passage in found["passages"]}
    assert len(passages) == 8
    assert passages["maran/q2.p1.s2-s3"] == {
        "locator": "maran/q2.p1.s2-s3",
        "fate": "changed",
        "candidates": [
            {
                "places": ["maran/q2.p1.s1-s2"],
                "score": pytest.approx(0.94, abs=0.01),
                "diff": passages["maran/q2.p1.s2-s3"]["candidates"][0]["diff"],
            }
        ],
        "note": None,
        "places": ["maran/q2.p1.s1-s2"],
        "claims": ["bridge-sand"],
        "set_aside": False,
    }
    assert (passages["maran/q2.p2"]["claims"], passages["maran/q2.p2"]["set_aside"]) == ([], True)
    assert (passages["maran/q2.p2"]["places"], len(passages["maran/q2.p2"]["candidates"])) == ([], 2)
    assert [problem["code"] for problem in found["problems"]] == ["E403", "E402", "E404"]


def test_the_report_has_what_was_written_or_refused(good_project: Path) -> None:
    refused = run(good_project, "--json", "--write", "--accept", "maran/q9", changes=EVERYTHING)
    assert refused.exit_code == 2
    assert "nothing in the dataset stands on it" in report(refused)["error"]["message"]
    unread = run(good_project, "--json", "--source", "maran=none.txt")
    assert (unread.exit_code, json.loads(unread.stdout)["problems"][0]["code"]) == (1, "R101")
    written = run(good_project, "--json", "--write", *ALL, changes=EVERYTHING)
    found = report(written)
    assert (written.exit_code, found["ok"], found["problems"]) == (0, True, [])
    names = [str(dataset_of(good_project) / name) for name in ("dataset.yaml", "maran/transcript.json")]
    assert [file["path"] for file in found["files"]] == names
    again = report(run(good_project, "--json", changes=EVERYTHING, old=False))
    assert (again["ok"], {passage["fate"] for passage in again["passages"]}) == (True, {"exact"})
