"""`--jobs`, `--timeout` and `--scheduler`: who does the work of a build."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import click

import reportgen

Command = Callable[..., Any]


class Workers(NamedTuple):
    """What the options say; nothing where they are not given."""

    jobs: int | None = None
    timeout: float | None = None
    scheduler: str | None = None


def working(command: Command) -> Command:
    """`-j`, `--timeout` and `--scheduler`, as `jobs`, `timeout` and `scheduler`."""
    for add in (
        click.option(
            "--scheduler",
            metavar="ADDRESS",
            help="Let the workers of a Dask cluster do it: the address of its scheduler, such as tcp://10.0.0.1:8786.",
        ),
        click.option(
            "--timeout",
            type=float,
            metavar="SECONDS",
            callback=_timeout,
            help="Give up a memo that takes longer, and go on with the others.",
        ),
        click.option(
            "-j",
            "--jobs",
            type=click.IntRange(min=1),
            metavar="N",
            help="Memos to render at a time. By default as many as there are cores.",
        ),
    ):
        command = add(command)
    return command


@contextmanager
def ready(workers: Workers) -> Iterator[dict[str, Any]]:
    """The arguments of `build_memos` that say who does the work, for as long as it is done.

    Raises `click.UsageError` for a scheduler beside a number of jobs: a cluster has as many workers as it has.
    """
    if workers.scheduler is None:
        yield {"jobs": workers.jobs or cores(), "timeout": workers.timeout}
        return
    if workers.jobs is not None:
        raise click.UsageError("--scheduler has workers of its own: leave out --jobs")
    with reportgen.cluster(workers.scheduler) as executor:
        yield {"executor": executor, "timeout": workers.timeout}


def cores() -> int:
    """Cores that this process may use: fewer than there are in a container or under `taskset`."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _timeout(_context: click.Context, _parameter: click.Parameter, value: float | None) -> float | None:
    if value is not None and not 0 < value < float("inf"):
        raise click.BadParameter("a memo needs a number of seconds above 0")
    return value
