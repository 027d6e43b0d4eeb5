"""The workers of a Dask cluster as an executor. The only file that imports `distributed`."""

from __future__ import annotations

import importlib.metadata
import logging
import platform
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from reportgen.build.crew import AHEAD, FOREIGN
from reportgen.errors import MissingDependencyError, ReportgenError, UsageError

if TYPE_CHECKING:
    import types

    import distributed

T = TypeVar("T")
PATIENCE = 10.0
"""Seconds in which a scheduler has to answer."""
RETRIES = 2
"""How often a job is tried again that fails for want of its worker."""
OURS = "reportgen-memo"
_REQUIREMENT = "distributed>=2024.8"


@contextmanager
def cluster(address: str, *, patience: float = PATIENCE) -> Iterator[Executor]:
    """An executor of a Dask cluster, by its scheduler's address, such as `tcp://10.0.0.1:8786`.

    A job whose worker is lost is done by another. Nothing but jobs and files goes over the wire: the workers need
    reportgen and fonts of the same versions, and no disk in common.

    Raises `MissingDependencyError` without `distributed`, `UsageError` where no scheduler answers within `patience`
    seconds, and `ReportgenError` where a worker has another Python or reportgen.
    """
    library = _library()

    class Client(library.Client):  # type: ignore[misc, name-defined]
        def __del__(self) -> None:
            """One that never was connected would wait to be closed, and print that it waited in vain."""

    try:
        client = _in_time(lambda: Client(address, timeout=patience, set_as_default=False), 2 * patience)
    except (OSError, ValueError, TypeError, ImportError) as error:  # unreachable, or no address of its kinds
        raise UsageError(
            f"no Dask scheduler answers at `{address}`: {_first_line(error)}",
            hint="start one with `dask scheduler`, and give the address that it prints: tcp://HOST:8786",
        ) from error
    try:
        _check_versions(client)
        yield _Cluster(client)
    finally:
        client.close(timeout=patience)


def _in_time(connect: Callable[[], T], patience: float) -> T:
    """What it gives, in a thread that is left to itself after some seconds: what is no scheduler may never answer."""
    promised: Future[T] = Future()

    def keep() -> None:
        try:
            promised.set_result(connect())
        except BaseException as error:  # noqa: BLE001 (it is raised where it is waited for)
            promised.set_exception(error)

    threading.Thread(target=keep, daemon=True).start()
    try:
        return promised.result(patience)
    except TimeoutError as error:
        silent = f"what listens there does not answer as one in {patience:g} seconds"
        raise TimeoutError(str(error) or silent) from error


class _Cluster(Executor):
    """Jobs as tasks of a cluster."""

    def __init__(self, client: distributed.Client) -> None:
        self._executor = client.get_executor(pure=False, retries=RETRIES)  # type: ignore[no-untyped-call]
        self.room = max(FOREIGN, AHEAD * sum(client.nthreads().values()))  # type: ignore[no-untyped-call]
        """Jobs that it is good to have under way."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        future: Future[T] = self._executor.submit(fn, *args, **kwargs)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._executor.shutdown(wait=wait)


def _library() -> types.ModuleType:
    """`distributed`, without the handlers that importing it puts on its loggers: to print is for the caller."""
    known = "distributed" in sys.modules
    try:
        import distributed
    except ImportError as error:
        raise MissingDependencyError(
            "the Python library `distributed`, which talks to Dask clusters, is missing",
            hint=f'{sys.executable} -m pip install "{_REQUIREMENT}"',
        ) from error
    if not known:
        for name in ("distributed", "distributed.client", "bokeh", "tornado", "tornado.application"):
            logger = logging.getLogger(name)
            logger.handlers[:] = [logging.NullHandler()]
            logger.propagate = True
    return distributed


def _check_versions(client: distributed.Client) -> None:
    """Raises `ReportgenError` where a worker that is there has another Python or reportgen than this process."""
    here = _here()
    asked = {"Python": (platform.python_version,), "reportgen": (importlib.metadata.version, OURS)}
    for name, (function, *arguments) in asked.items():
        for worker, found in client.run(function, *arguments, on_error="return").items():
            there = "none" if isinstance(found, Exception) else str(found)
            if _relevant(name, there) != _relevant(name, here[name]):
                raise ReportgenError(
                    f"the worker at {worker} has {name} {there}, and here it is {here[name]}",
                    hint="install the same versions on all machines, and start the workers again",
                )


def _here() -> dict[str, str]:
    return {"Python": platform.python_version(), "reportgen": importlib.metadata.version(OURS)}


def _relevant(name: str, version: str) -> str:
    """Python's releases of one minor version understand each other."""
    return version.rpartition(".")[0] if name == "Python" else version


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
