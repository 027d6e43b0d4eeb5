"""The `reportgen` command: argv to public calls to an exit code."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

import reportgen
from reportgen.cli.build import build as _build
from reportgen.cli.check import check as _check
from reportgen.cli.doctor import doctor as _doctor
from reportgen.cli.ingest import ingest as _ingest
from reportgen.cli.inspect import inspect as _inspect
from reportgen.cli.relocate import relocate as _relocate
from reportgen.cli.schema import schema as _schema
from reportgen.cli.templates import templates as _templates
from reportgen.cli.verify import verify as _verify

INTERRUPTED = 130
PIPE_CLOSED = 141


class _Group(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. Where whoever reads the output has gone, end as a program does that the pipe kills."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except BrokenPipeError:  # here, since click would end with 1, which is for problems
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python flushes once more as it ends
            ctx.exit(PIPE_CLOSED)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(reportgen.__version__, "-V", "--version", prog_name="reportgen")
def cli() -> None:
    """Turn a coded interview into policy memos in which every statement is tied to its passage.

    Exit codes: 0 done, 1 problems found, 2 wrong usage, 3 this machine lacks something.
    """


for command in (_build, _check, _inspect, _ingest, _relocate, _schema, _templates, _verify, _doctor):
    cli.add_command(command)


def main() -> None:
    """The console script."""
    try:
        code = cli.main(prog_name="reportgen", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.exceptions.Abort, KeyboardInterrupt):
        print("interrupted; nothing is left half written", file=sys.stderr)
        code = INTERRUPTED
    sys.exit(code)
