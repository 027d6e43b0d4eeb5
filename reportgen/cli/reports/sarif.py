"""SARIF 2.1.0 (OASIS), the format in which code scanning takes findings. Columns count code points."""

from __future__ import annotations

import hashlib
import json
import os
import pathlib
import urllib.parse
from collections import Counter
from typing import Any

import reportgen
from reportgen.cli.console import token_length
from reportgen.cli.reports.run import Found, Item, Run

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
STALE = "stale"
_RULES = {**reportgen.CODES, STALE: "a file that is not what would be built"}
_INDEX = {code: number for number, code in enumerate(_RULES)}


def document(run: Run) -> bytes:
    """The log in UTF-8: one run, each problem a result, and what was refused a notification of the tool."""
    root = run.root.as_uri()
    results = [*map(_problem, run.found), *(_stale(item) for item in run.items if item.result == "stale")]
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver()},
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {ROOT: {"uri": root if root.endswith("/") else f"{root}/"}},
                "invocations": [_invocation(run)],
                "results": _with_fingerprints(results),
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2).encode("utf-8", "replace") + b"\n"


def _driver() -> dict[str, Any]:
    return {
        "name": "reportgen",
        "version": reportgen.__version__,
        "rules": [
            {
                "id": code,
                "shortDescription": _message(f"{title[0].upper()}{title[1:]}"),
                "help": _message(f"{code} finds {title}. Each result says where, and what to do."),
            }
            for code, title in _RULES.items()
        ],
    }


def _invocation(run: Run) -> dict[str, Any]:
    found: dict[str, Any] = {"executionSuccessful": run.error is None, "exitCode": run.code}
    if run.error is not None:
        text = "\n".join(part for part in (run.error.message, run.error.hint) if part)
        found["toolExecutionNotifications"] = [{"level": "error", "message": _message(text)}]
    return found


def _problem(found: Found) -> dict[str, Any]:
    problem = found.problem
    region: dict[str, Any] = {}
    if found.line is not None:
        region["startLine"] = found.line
        if found.column is not None:
            region["startColumn"] = found.column
            length = token_length(problem)
            if length > 1:
                region["endColumn"] = found.column + length
    text = f"{found.place}: {problem.message}" if found.elsewhere else problem.message
    text += f"\n{problem.hint}" if problem.hint else ""
    return _result(problem.code, problem.severity.value, text, found.file, region)


def _stale(item: Item) -> dict[str, Any]:
    return _result(STALE, "error", f"{item.output}: {'; '.join(item.reasons)}", item.brief, {})


def _result(rule: str, level: str, text: str, file: str, region: dict[str, Any]) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _artifact(file)}
    if region:
        place["region"] = region
    index = {"ruleIndex": _INDEX[rule]} if rule in _INDEX else {}
    return {
        "ruleId": rule,
        **index,
        "level": level,
        "message": _message(text),
        "locations": [{"physicalLocation": place}],
    }


def _artifact(file: str) -> dict[str, str]:
    if pathlib.PurePath(file).is_absolute():
        return {"uri": pathlib.PurePath(file).as_uri()}
    return {"uri": urllib.parse.quote(os.fsencode(file)), "uriBaseId": ROOT}


def _message(text: str) -> dict[str, str]:
    """A plain text message: braces are doubled, since `{0}` is a placeholder, and nothing reads as a link (3.11)."""
    return {"text": text.replace("{", "{{").replace("}", "}}").replace("](", "] (")}


def _with_fingerprints(results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each result with what stays the same when lines move: rule, file and message, and its number among its likes."""
    seen: Counter[str] = Counter()
    for result in results:
        file = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        words = json.dumps([result["ruleId"], file, result["message"]["text"]])
        digest = hashlib.sha256(words.encode()).hexdigest()[:32]
        seen[digest] += 1
        result["partialFingerprints"] = {"reportgenProblem/v1": f"{digest}:{seen[digest]}"}
    return results
