"""Worker processes on this machine, as an executor: one that dies or takes too long fails its own call only.

`concurrent.futures.ProcessPoolExecutor` and Pebble give up all calls where a worker dies, and `multiprocessing` imports
the caller's script anew in each worker. So there is one thread for each worker here, which starts the process, hands it
a call, waits, and ends it.
"""

from __future__ import annotations

import functools
import json
import os
import pathlib
import pickle
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Pipe
from typing import Any, TypeVar

from reportgen.build.worker import START

T = TypeVar("T")
_PATIENCE = 5.0
"""Seconds in which a worker without work ends by itself."""


class WorkerEndedError(Exception):
    """The process ended in the midst of a call; the message says how."""


class TookTooLongError(Exception):
    """A call took longer than it may; its process was ended."""


class Workers(Executor):
    """At most `number` processes, started when calls ask for them, and kept.

    A call of more than `timeout` seconds, counted from when its worker is ready, raises `TookTooLongError`; one whose
    process ends raises `WorkerEndedError`. `modules` are imported by each worker before its first call.
    """

    def __init__(self, number: int, *, timeout: float | None = None, modules: Sequence[str] = ()) -> None:
        self._timeout = timeout
        self._modules = tuple(modules)
        self._threads = ThreadPoolExecutor(number, thread_name_prefix="reportgen-worker")
        self._folder = tempfile.TemporaryDirectory(prefix="reportgen-", ignore_cleanup_errors=True)
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []
        self._started: set[_Worker] = set()
        self._killed = False

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        return self._threads.submit(self._run, functools.partial(fn, *args, **kwargs))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Ends the workers once the calls are done."""
        self._threads.shutdown(wait=wait, cancel_futures=cancel_futures)
        if wait:
            self._end(_Worker.close)

    def kill(self) -> None:
        """Ends the workers at once, in the midst of their calls. Nothing of them is left, and no temporary file."""
        with self._lock:
            self._killed = True
            started = tuple(self._started)
        for worker in started:
            worker.kill()
        self._threads.shutdown(cancel_futures=True)
        self._end(_Worker.kill)

    def _end(self, how: Callable[[_Worker], None]) -> None:
        for worker in self._started:
            worker.release()
        for worker in self._started:
            how(worker)
        self._started.clear()
        self._idle.clear()
        self._folder.cleanup()

    def _run(self, call: Callable[[], T]) -> T:
        """A call, in a thread that has a worker for its length."""
        worker = self._take()
        try:
            value: T = worker.call(call, self._timeout)
        except (WorkerEndedError, TookTooLongError):
            worker.kill()
            with self._lock:
                self._started.discard(worker)
            raise
        except BaseException:
            self._idle.append(worker)
            raise
        self._idle.append(worker)
        return value

    def _take(self) -> _Worker:
        with suppress(IndexError):
            while True:
                worker = self._idle.pop()
                if worker.is_alive():
                    return worker
                worker.kill()
                with self._lock:
                    self._started.discard(worker)
        with self._lock:
            if self._killed:
                raise WorkerEndedError("the build was stopped")
            worker = _Worker(pathlib.Path(tempfile.mkdtemp(dir=self._folder.name)), self._modules)
            self._started.add(worker)
            return worker


class _Worker:
    """One process. It has a temporary folder of its own, so that nothing is left of it however it ends."""

    def __init__(self, folder: pathlib.Path, modules: Sequence[str]) -> None:
        self._folder = folder
        self._words = folder.with_suffix(".txt")
        self._ready = False
        self._connection, theirs = Pipe()
        with self._words.open("wb") as words:
            self._process = subprocess.Popen(
                [sys.executable, "-c", START, str(theirs.fileno()), json.dumps([*map(str, sys.path)]), *modules],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.PIPE,  # ends when this process does
                stdout=words,
                stderr=words,
                env={**os.environ, "TMPDIR": str(folder)},
                process_group=0,  # a terminal's Ctrl-C is for the caller
            )
        theirs.close()

    def call(self, call: Callable[[], T], timeout: float | None) -> T:
        """What the call gives or raises. Raises `WorkerEndedError` and `TookTooLongError` too."""
        try:
            if not self._ready:
                self._connection.recv()
                self._ready = True
            self._connection.send_bytes(pickle.dumps(call))
            if not self._connection.poll(timeout):
                raise TookTooLongError(f"{timeout:g} seconds")
            returned, value = self._connection.recv()
        except (EOFError, OSError) as error:
            raise WorkerEndedError(self._ending()) from error
        if not returned:
            raise value
        done: T = value
        return done

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def release(self) -> None:
        """Tells the process that no more calls will come."""
        with suppress(OSError):
            self._connection.close()

    def close(self) -> None:
        """Waits until it has ended."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_PATIENCE)
        self.kill()

    def kill(self) -> None:
        """Ends it."""
        self._process.kill()
        self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _ending(self) -> str:
        """How it ended, with its last words."""
        try:
            code = self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            return "it closed its connection"
        said = self._words.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        last = f" ({said[-1][:200]})" if said else ""
        if code >= 0:
            return f"exit code {code}{last}"
        with suppress(ValueError):
            return f"killed by {signal.Signals(-code).name}{last}"
        return f"killed by signal {-code}{last}"
