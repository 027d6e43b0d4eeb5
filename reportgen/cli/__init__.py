"""The `reportgen` command: argv to public calls to an exit code."""

from __future__ import annotations

import gc
import importlib
import os
import signal
import sys
from typing import Any

import click

import reportgen

COMMANDS = ("build", "check", "doctor", "ingest", "inspect", "relocate", "schema", "templates", "verify")
"""Each in a module of its name, which is imported when the command is."""
INTERRUPTED = 130
PIPE_CLOSED = 141
TERMINATED = 143


class _Group(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = getattr(importlib.import_module(f"{__name__}.{cmd_name}"), cmd_name)
        return found

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


def _print_version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        click.echo(f"reportgen, version {reportgen.__version__}", color=context.color)
        context.exit()


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "-V",
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_print_version,
    help="Show the version and exit.",
)
def cli() -> None:
    """Turn a coded interview into policy memos in which every statement is tied to its passage.

    Exit codes: 0 done, 1 problems found, 2 wrong usage, 3 this machine lacks something.
    """


def _terminated(_number: int, _frame: object) -> None:
    raise SystemExit(TERMINATED)  # so that workers are ended, and half-written files removed


def main() -> None:
    """The console script."""
    gc.disable()  # most commands end before there is garbage worth looking for
    before = signal.signal(signal.SIGTERM, _terminated)
    try:
        code = cli.main(prog_name="reportgen", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.exceptions.Abort, KeyboardInterrupt):
        print("interrupted; nothing is left half written", file=sys.stderr)
        code = INTERRUPTED
    finally:
        signal.signal(signal.SIGTERM, before)
    gc.freeze()  # nor is there when Python looks for it once more as it ends
    sys.exit(code)
