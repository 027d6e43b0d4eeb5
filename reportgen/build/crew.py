"""Who does the jobs of a build: this process, workers of its own, or an executor that it is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from typing import Protocol

from reportgen.build.job import Job, Result, run_job
from reportgen.build.workers import TookTooLongError, WorkerEndedError, Workers
from reportgen.errors import ReportgenError
from reportgen.model.formats import Format
from reportgen.model.problem import Problem

AHEAD = 3
"""Jobs for each worker that are drawn, wait to be, or wait to be written: memory stays flat over thousands of memos."""
FOREIGN = 64
"""The same for an executor that does not say how many workers it has."""


class Crew(Protocol):
    """Takes jobs, and gives their results in the order in which it is asked for them."""

    room: int
    """Jobs that it is to be given beyond those whose results were fetched."""

    def take(self, job: Job) -> Future[Result]:
        """Begins with a job, at once or later."""

    def result(self, job: Job, future: Future[Result]) -> Result:
        """What became of a job, when it is done. Raises `MissingDependencyError` where it cannot be drawn."""

    def stop(self) -> None:
        """Gives up all jobs, in the midst of them where that can be."""

    def close(self) -> None:
        """There are no more jobs."""


@contextmanager
def crew(jobs: int, timeout: float | None, executor: Executor | None, formats: Iterable[Format]) -> Iterator[Crew]:
    """The crew for a build, for as long as it takes. Left with an exception, it stops at once."""
    hands: Crew
    if executor is not None:
        hands = _Foreign(executor, timeout, jobs)
    elif jobs > 1 or timeout is not None:
        hands = _Own(jobs, timeout, formats)
    else:
        hands = _Here()
    try:
        yield hands
    except BaseException:
        hands.stop()
        raise
    hands.close()


class _Here:
    """This process: a job is done when its result is asked for."""

    room = 0

    def take(self, job: Job) -> Future[Result]:
        return Future()

    def result(self, job: Job, future: Future[Result]) -> Result:
        return run_job(job, elsewhere=False)

    def stop(self) -> None:
        pass

    def close(self) -> None:
        pass


class _Own:
    """Worker processes of this machine. Where there is but one job, and no limit of time, none is started."""

    def __init__(self, jobs: int, timeout: float | None, formats: Iterable[Format]) -> None:
        self.room = AHEAD * jobs
        self._timeout = timeout
        modules = {Format.PDF: "reportgen.render.pdf", Format.HTML: "reportgen.render.web"}
        names = ["reportgen.build.job", "reportgen.render.template", *(modules[one] for one in formats)]
        self._workers = Workers(jobs, timeout=timeout, modules=names)
        self._waiting: tuple[Job, Future[Result]] | None = None
        self._alone = timeout is None
        """Whether the next job is held back until there is another."""

    def take(self, job: Job) -> Future[Result]:
        if self._alone:
            self._alone = False
            self._waiting = (job, Future())
            return self._waiting[1]
        self._hand_over()
        return self._workers.submit(run_job, job)

    def result(self, job: Job, future: Future[Result]) -> Result:
        if self._waiting is not None and self._waiting[1] is future:
            self._waiting = None
            return run_job(job, elsewhere=False)
        return _result(job, future, self._timeout)

    def stop(self) -> None:
        self._workers.kill()

    def close(self) -> None:
        self._workers.shutdown()

    def _hand_over(self) -> None:
        """Gives the job that was held back to a worker."""
        if self._waiting is None:
            return
        (job, promised), self._waiting = self._waiting, None
        self._workers.submit(run_job, job).add_done_callback(lambda done: _pass_on(done, promised))


class _Foreign:
    """An executor of the caller's, which stays the caller's to end.

    It is not told when a job has taken too long: from then on nobody waits for it.
    """

    def __init__(self, executor: Executor, timeout: float | None, jobs: int) -> None:
        self.room = getattr(executor, "room", max(FOREIGN, AHEAD * jobs))
        self._executor = executor
        self._timeout = timeout
        self._under_way: set[Future[Result]] = set()

    def take(self, job: Job) -> Future[Result]:
        try:
            future = self._executor.submit(run_job, job)
        except RuntimeError as error:  # it was shut down, or has broken
            future = Future()
            future.set_exception(error)
        self._under_way.add(future)
        return future

    def result(self, job: Job, future: Future[Result]) -> Result:
        self._under_way.discard(future)
        try:
            return _result(job, future, self._timeout, wait=self._timeout)
        finally:
            future.cancel()

    def stop(self) -> None:
        for future in self._under_way:
            future.cancel()

    def close(self) -> None:
        pass


def _pass_on(done: Future[Result], promised: Future[Result]) -> None:
    if done.cancelled():
        promised.cancel()
    elif (error := done.exception()) is not None:
        promised.set_exception(error)
    else:
        promised.set_result(done.result())


def _result(job: Job, future: Future[Result], timeout: float | None, *, wait: float | None = None) -> Result:
    """The result of a future; what keeps it from coming is a problem of this job alone."""
    try:
        return future.result(wait)
    except ReportgenError:
        raise
    except (CancelledError, Exception) as error:  # noqa: BLE001 (executors have errors of their own)
        if timeout is not None and isinstance(error, TookTooLongError | TimeoutError):
            return Result(None, (_too_long(job, timeout),))
        return Result(None, (_ended(job, error),))


def _too_long(job: Job, timeout: float) -> Problem:
    return Problem(
        code="P110",
        message=f"the memo took longer than {timeout:g} seconds as {job.format.upper()}",
        file=job.brief,
        hint="shorten it, or allow more time with `--timeout`",
    )


def _ended(job: Job, error: BaseException) -> Problem:
    said = str(error).splitlines()[:1]
    how = said[0] if isinstance(error, WorkerEndedError) else ": ".join([type(error).__name__, *said])
    return Problem(
        code="P109",
        message=f"the process that set the memo ended: {how}",
        file=job.brief,
        hint="where memory ran out, build with fewer jobs (`-j 1`); else build this brief alone",
    )
