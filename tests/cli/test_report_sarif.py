"""SARIF: valid, with every rule, and with places that a viewer finds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import reportgen
from reportgen import Problem
from reportgen.cli.reports.run import Found, Run
from reportgen.cli.reports.sarif import document
from tests import runs
from tests.sarif_schema import SCHEMA


def read(run: Run) -> dict[str, Any]:
    """The one run of a log, which is valid."""
    log = json.loads(document(run))
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    validator = jsonschema.Draft7Validator(SCHEMA, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)
    assert [error.message for error in validator.iter_errors(log)] == []
    (found,) = log["runs"]
    assert isinstance(found, dict)
    return found


def results(run: Run) -> list[dict[str, Any]]:
    return [*read(run)["results"]]


@pytest.mark.parametrize(
    "items",
    [(), (runs.BUILT, runs.FRESH, runs.PASSED), (runs.ODDLY_BUILT, runs.FAILED, runs.STALE)],
    ids=["nothing", "all well", "problems"],
)
def test_it_is_valid(items: tuple[Any, ...]) -> None:
    read(runs.run(*items))


def test_the_tool_and_its_rules() -> None:
    driver = read(runs.run())["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("reportgen", reportgen.__version__)
    ids = [rule["id"] for rule in driver["rules"]]
    assert ids == [*reportgen.CODES, "stale"]
    for rule in driver["rules"]:
        title = rule["shortDescription"]["text"]
        assert title[0].isupper()
        assert rule["id"] in rule["help"]["text"]


def test_a_problem_with_its_place() -> None:
    found = read(runs.run(runs.FAILED))
    (result,) = found["results"]
    assert found["columnKind"] == "unicodeCodePoints"
    assert found["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "R201"
    assert result["level"] == "error"
    assert result["message"]["text"] == "there is no claim `hull-odd`\ndid you mean `hull-old`?"
    (place,) = result["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "briefs/ferry.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 7, "startColumn": 14, "endColumn": 23},
    }
    assert found["originalUriBaseIds"] == {"%SRCROOT%": {"uri": f"{runs.ROOT.as_uri()}/"}}


def test_a_problem_of_a_whole_file_and_one_of_a_line() -> None:
    line = runs.FAILED._replace(problems=(runs.problem(4),))
    warning, error = results(runs.run(runs.ODDLY_BUILT, line))
    assert warning["level"] == "warning"
    assert "region" not in warning["locations"][0]["physicalLocation"]
    assert error["locations"][0]["physicalLocation"]["region"] == {"startLine": 4}


def test_braces_and_links_are_no_markup() -> None:
    one = Problem(code="P101", message="{{ memo }} and [a](1) and {0}", file="f")
    (result,) = results(runs.run(runs.FAILED._replace(problems=(Found(one, "f"),))))
    assert result["message"]["text"] == "{{{{ memo }}}} and [a] (1) and {{0}}"


@pytest.mark.parametrize(
    ("file", "artifact"),
    [
        ("briefs/a b#c%é.yaml", {"uri": "briefs/a%20b%23c%25%C3%A9.yaml", "uriBaseId": "%SRCROOT%"}),
        ("a:b.yaml", {"uri": "a%3Ab.yaml", "uriBaseId": "%SRCROOT%"}),
        ("x\udcff.yaml", {"uri": "x%FF.yaml", "uriBaseId": "%SRCROOT%"}),
        ("/elsewhere/a b.yaml", {"uri": "file:///elsewhere/a%20b.yaml"}),
    ],
)
def test_files_are_uris(file: str, artifact: dict[str, str]) -> None:
    (result,) = results(runs.run(runs.STALE._replace(brief=file)))
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == artifact


def test_a_stale_file_is_a_result_of_its_brief() -> None:
    (result,) = results(runs.run(runs.STALE))
    assert (result["ruleId"], result["level"]) == ("stale", "error")
    assert result["message"]["text"] == "out/old.pdf: claim `a` changed; `title` changed"
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "briefs/old.yaml"


def test_a_code_that_is_no_rule_has_no_index() -> None:
    one = Problem(code="X999", message="new", file="f")
    (result,) = results(runs.run(runs.FAILED._replace(problems=(Found(one, "f"),))))
    assert (result["ruleId"], "ruleIndex" in result) == ("X999", False)


def fingerprints(*problems: Found) -> list[str]:
    found = results(runs.run(runs.FAILED._replace(problems=problems)))
    return [result["partialFingerprints"]["reportgenProblem/v1"] for result in found]


def test_a_fingerprint_outlives_lines_above_and_tells_likes_apart() -> None:
    one = Problem(code="E301", message="rests on nothing", file="f", line=4)
    below = Problem(code="E301", message="rests on nothing", file="f", line=9)
    other = Problem(code="E302", message="rests on nothing", file="f", line=4)
    first, second = fingerprints(Found(one, "f"), Found(below, "f"))
    assert first != second
    assert fingerprints(Found(below, "f")) == [first]
    assert len({first, *fingerprints(Found(one, "g")), *fingerprints(Found(other, "f"))}) == 3


def test_a_refusal_is_a_notification() -> None:
    error = reportgen.UsageError("no brief matches `{x}`", hint="name one")
    (invocation,) = read(runs.run(code=2)._replace(error=error))["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    assert invocation["toolExecutionNotifications"] == [
        {"level": "error", "message": {"text": "no brief matches `{{x}}`\nname one"}}
    ]
    assert read(runs.run(code=1))["invocations"] == [{"executionSuccessful": True, "exitCode": 1}]


def test_the_root_of_the_file_system_is_a_root() -> None:
    found = read(runs.run()._replace(root=Path("/")))
    assert found["originalUriBaseIds"] == {"%SRCROOT%": {"uri": "file:///"}}
