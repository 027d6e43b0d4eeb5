"""A speaker pattern of the user's own: a regular expression, held to bounds."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping

from reportgen.errors import UsageError
from reportgen.read.ingest.labels import Label, label, milliseconds
from reportgen.read.ingest.script import Script
from reportgen.read.ingest.speakers import Speakers

LONGEST = 500
"""Code points a pattern may have."""
REACH = 400
"""Code points of a line that it is tried on."""
SECONDS = 5.0
"""Time it may take for a whole text. A pattern that backtracks without end takes hours."""

_HELP = r"write one such as '(?P<speaker>[A-Z]+) \((?P<time>[\d:]+)\):'"


def find_by_pattern(script: Script, pattern: str) -> Speakers:
    """The labels that a pattern finds at the beginnings of lines; what follows it are the words.

    It has a group `speaker` and may have a group `time` (`1:02:03`, `02:03.5`), and is matched by the `regex` package,
    which knows what `re` knows. Raises `UsageError` for a pattern that is none, lacks the group, is too long, takes
    too much time, or matches nothing.
    """
    labels = dict(_matches(script, pattern))
    if not labels:
        raise UsageError("the speaker pattern matches at the beginning of no line", hint=_HELP)
    return Speakers(labels)


def _matches(script: Script, pattern: str) -> Iterator[tuple[int, Label]]:
    import regex  # here, for those who give a pattern: unlike `re` it can be told to stop

    if len(pattern) > LONGEST:
        raise UsageError(f"the speaker pattern has {len(pattern)} characters, and at most {LONGEST} are tried")
    try:
        compiled = regex.compile(pattern)
    except (regex.error, OverflowError, RecursionError, ValueError) as error:
        raise UsageError(f"the speaker pattern is no regular expression: {error}", hint=_HELP) from error
    if "speaker" not in compiled.groupindex:
        raise UsageError("the speaker pattern has no group named `speaker`", hint=_HELP)
    deadline = time.monotonic() + SECONDS
    for number, line in enumerate(script.lines):
        try:
            found = compiled.match(line.text[:REACH], timeout=max(deadline - time.monotonic(), 0.001))
        except TimeoutError as error:
            message = (
                f"the speaker pattern takes more than {SECONDS:g} seconds: it was given up at line {line.raw.number}"
            )
            hint = "let no repeated group hold another: `(a+)+` can be matched in too many ways"
            raise UsageError(message, hint=hint) from error
        if found and (found["speaker"] or "").strip():
            yield number, label(found["speaker"], found.end(), _time(found.groupdict()))


def _time(groups: Mapping[str, str | None]) -> int | None:
    try:
        return milliseconds((groups.get("time") or "").strip("[]() "))
    except ValueError as error:
        raise UsageError(
            f"the group `time` of the speaker pattern matched `{groups['time']}`, which is no time", hint=_HELP
        ) from error
