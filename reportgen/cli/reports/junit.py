"""JUnit XML, as servers for continuous integration read it: a suite for each brief, a case for each format.

There is no standard of it. Kept to is what Jenkins and GitLab read: `testsuites`, `testsuite`, `testcase`, `failure`,
`error`, `system-out`, `system-err`, in that order.
"""

from __future__ import annotations

import itertools
import xml.etree.ElementTree as ET
from collections.abc import Sequence

from reportgen.cli.reports.run import Found, Item, Run


def document(run: Run) -> bytes:
    """The report in UTF-8. Problems that stop a brief are its failures; other warnings stand in `system-err`."""
    root = ET.Element("testsuites", name=f"reportgen {run.command}")
    for brief, items in itertools.groupby(run.items, key=lambda item: item.brief):
        _suite(root, brief, tuple(items))
    if run.error is not None:
        suite = ET.SubElement(root, "testsuite", {"name": f"reportgen {run.command}", **_counts(1, 0, 1, 0.0)})
        case = ET.SubElement(suite, "testcase", name=run.command, classname="reportgen", time="0.000")
        text = "\n".join(part for part in (run.error.message, run.error.hint) if part)
        error = ET.SubElement(case, "error", message=_safe(run.error.message), type=type(run.error).__name__)
        error.text = _safe(text)
    failed = sum(not item.ok for item in run.items)
    refused = int(run.error is not None)
    root.attrib.update(_counts(len(run.items) + refused, failed, refused, _total(run.items)))
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _suite(root: ET.Element, brief: str, items: Sequence[Item]) -> None:
    failed = sum(not item.ok for item in items)
    suite = ET.SubElement(root, "testsuite", {"name": _safe(brief), **_counts(len(items), failed, 0, _total(items))})
    for item in items:
        case = ET.SubElement(
            suite,
            "testcase",
            name=_safe(item.name),
            classname=_safe(brief.removesuffix(".yaml").removesuffix(".yml").replace(".", "_")),
            file=_safe(brief),
            time=f"{item.seconds or 0:.3f}",
        )
        if item.result == "failed":
            for found in item.problems:
                _failure(case, found)
        elif item.result == "stale":
            why = "; ".join(item.reasons)
            failure = ET.SubElement(case, "failure", message=_safe(f"stale: {why}"), type="stale")
            failure.text = _safe(f"{item.output}: {why}")
        if item.output is not None:
            ET.SubElement(case, "system-out").text = _safe(f"{item.result}: {item.output}")
        if item.result != "failed" and item.problems:
            ET.SubElement(case, "system-err").text = _safe("\n".join(map(_text, item.problems)))


def _failure(case: ET.Element, found: Found) -> None:
    message = f"{found.problem.code} {found.problem.message}"
    failure = ET.SubElement(case, "failure", message=_safe(message), type=found.problem.code)
    failure.text = _safe(_text(found))


def _text(found: Found) -> str:
    """A problem as it is printed, with its line and hint."""
    problem = found.problem
    head = f"{found.place}: {problem.severity.value} {problem.code}: {problem.message}"
    return "\n".join(part for part in (head, problem.excerpt, problem.hint and f"hint: {problem.hint}") if part)


def _counts(tests: int, failures: int, errors: int, seconds: float) -> dict[str, str]:
    return {
        "tests": str(tests),
        "failures": str(failures),
        "errors": str(errors),
        "skipped": "0",
        "time": f"{seconds:.3f}",
    }


def _total(items: Sequence[Item]) -> float:
    return sum(item.seconds or 0 for item in items)


def _safe(text: str) -> str:
    """A text of characters that XML 1.0 can hold (its production 2, `Char`); others become U+FFFD."""
    return "".join(
        character
        if character in "\t\n\r" or "\x20" <= character <= "\ud7ff" or "\ue000" <= character <= "\ufffd"
        or character >= "\U00010000"
        else "\ufffd"
        for character in text
    )  # fmt: skip
