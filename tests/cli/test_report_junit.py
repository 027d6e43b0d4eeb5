"""JUnit XML, read back with a parser."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import reportgen
from reportgen import Problem
from reportgen.cli.reports.junit import document
from reportgen.cli.reports.run import Found, Run
from tests import runs


def read(run: Run) -> ET.Element:
    data = document(run)
    assert data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ')
    return ET.fromstring(data)


def test_a_suite_for_each_brief_and_a_case_for_each_format() -> None:
    root = read(runs.run(runs.BUILT, runs.FRESH, runs.FAILED))
    assert [suite.get("name") for suite in root] == ["briefs/nato.yaml", "briefs/ferry.yaml"]
    cases = [(case.get("classname"), case.get("name"), case.get("file")) for case in root.iter("testcase")]
    assert cases == [
        ("briefs/nato", "nato.pdf", "briefs/nato.yaml"),
        ("briefs/nato", "nato.html", "briefs/nato.yaml"),
        ("briefs/ferry", "ferry.pdf", "briefs/ferry.yaml"),
    ]


def test_counts_and_times_add_up() -> None:
    root = read(runs.run(runs.BUILT, runs.FRESH, runs.FAILED))
    assert root.attrib == {
        "name": "reportgen build",
        "tests": "3",
        "failures": "1",
        "errors": "0",
        "skipped": "0",
        "time": "1.750",
    }
    assert [(suite.get("tests"), suite.get("failures"), suite.get("time")) for suite in root] == [
        ("2", "0", "1.750"),
        ("1", "1", "0.000"),
    ]
    assert [case.get("time") for case in root.iter("testcase")] == ["1.250", "0.500", "0.000"]


def test_what_is_built_or_fresh_has_passed() -> None:
    cases = [*read(runs.run(runs.BUILT, runs.FRESH, runs.PASSED)).iter("testcase")]
    assert [[(child.tag, child.text) for child in case] for case in cases] == [
        [("system-out", "built: out/nato.pdf")],
        [("system-out", "fresh: out/nato.html")],
        [],
    ]


def test_each_problem_of_what_failed_is_a_failure() -> None:
    two = runs.FAILED._replace(problems=(*runs.FAILED.problems, runs.problem(4)))
    first, second = read(runs.run(two)).iter("failure")
    assert first.attrib == {"message": "R201 there is no claim `hull-odd`", "type": "R201"}
    assert first.text == (
        "briefs/ferry.yaml:7:14: error R201: there is no claim `hull-odd`\n"
        "  cost [it] [@hull-odd].\n"
        "hint: did you mean `hull-old`?"
    )
    assert (second.get("type"), second.text) == ("E301", "briefs/long.yaml:4: error E301: paragraph 4")


def test_a_warning_that_stops_nothing_is_no_failure() -> None:
    (case,) = read(runs.run(runs.ODDLY_BUILT)).iter("testcase")
    assert [child.tag for child in case] == ["system-out", "system-err"]
    assert case[1].text == "briefs/odd.yaml: warning P103: 50% of it, or {0}: odd"
    stopped = runs.ODDLY_BUILT._replace(result="failed", output=None)
    (case,) = read(runs.run(stopped)).iter("testcase")
    assert [child.tag for child in case] == ["failure"]


def test_a_stale_file_is_a_failure() -> None:
    root = read(runs.run(runs.STALE, command="build --check"))
    (failure,) = root.iter("failure")
    assert failure.attrib == {"message": "stale: claim `a` changed; `title` changed", "type": "stale"}
    assert (root.get("name"), root.get("failures")) == ("reportgen build --check", "1")


def test_a_refusal_is_an_error() -> None:
    refused = runs.run(runs.BUILT)._replace(error=reportgen.OutputError("the disk is full", hint="free some room"))
    root = read(refused)
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("2", "0", "1")
    (error,) = root.iter("error")
    assert error.attrib == {"message": "the disk is full", "type": "OutputError"}
    assert error.text == "the disk is full\nfree some room"


def test_a_check_has_the_brief_as_its_case() -> None:
    (case,) = read(runs.run(runs.PASSED, command="check")).iter("testcase")
    assert (case.get("classname"), case.get("name")) == ("briefs/nato", "nato.yaml")


def test_characters_that_xml_cannot_hold_are_replaced_and_no_others() -> None:
    text = 'a\x00b\x1bc\udcffd\ufffee <&"> \t\u0085é日\U0001f600\nf'
    one = Problem(code="R101", message=text, file="f", excerpt=text)
    (failure,) = read(runs.run(runs.FAILED._replace(problems=(Found(one, "f"),)))).iter("failure")
    kept = 'a\ufffdb\ufffdc\ufffdd\ufffde <&"> \t\u0085é日\U0001f600\nf'
    assert failure.get("message") == f"R101 {kept}"
    assert failure.text == f"f: error R101: {kept}\n{kept}"
