"""Where reports go: to stdout, to the files that `--format` names, and to the summary of a GitHub job."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

import reportgen
from reportgen.cli.options import STDOUT, Wanted

if TYPE_CHECKING:
    from reportgen.cli.reports.run import Run

SUMMARY = "GITHUB_STEP_SUMMARY"
"""The environment variable that names the file of a job's summary."""


class Manner(NamedTuple):
    """What a command prints itself, besides its reports. A report or JSON on stdout has it for itself."""

    paths: bool
    """Paths, and how it ended: all but problems. GitHub's annotations go well with them."""
    problems: bool
    github: bool
    """Whether GitHub reads along, so that no path may be taken for a command."""

    def line(self, text: str) -> str:
        """A line that holds a path, as it may be printed."""
        if not self.github:
            return text
        from reportgen.cli.reports.github import harmless

        return harmless(text)


def manner(wanted: Wanted, as_json: bool) -> Manner:
    """How to print, given what is asked for."""
    report = wanted.on_stdout
    return Manner(not as_json and report in (None, "github"), not as_json and report is None, report == "github")


def is_reported(wanted: Wanted) -> bool:
    """Whether anyone wants a report."""
    return bool(wanted.reports or os.environ.get(SUMMARY))


def publish(run: Run, wanted: Wanted) -> None:
    """Write all reports of a command. Raises `OutputError` where a file cannot be written."""
    for name, file in wanted.reports.items():
        data = _document(name, run)
        if file == STDOUT:
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
        else:
            reportgen.write_file(file, data)
    _summarise(run)


def _document(name: str, run: Run) -> bytes:
    if name == "github":
        from reportgen.cli.reports import github

        return github.document(run)
    if name == "sarif":
        from reportgen.cli.reports import sarif

        return sarif.document(run)
    from reportgen.cli.reports import junit

    return junit.document(run)


def _summarise(run: Run) -> None:
    """Append the summary where a job has one. It is for readers only: what goes wrong with it is no error."""
    file = os.environ.get(SUMMARY)
    if not file:
        return
    from reportgen.cli.reports.summary import LIMIT, markdown

    try:
        with open(file, "ab") as stream:  # noqa: PTH123 (a name as the system gives it)
            text = markdown(run, LIMIT - stream.tell())
            stream.write(text.encode("utf-8", "replace"))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        print(f"warning: cannot write the summary `{file}`, which {SUMMARY} names: {reason}", file=sys.stderr)
        return
    if not text:
        print(f"warning: the summary `{file}` is full: nothing was added", file=sys.stderr)
