"""One brief of a build: what has to be made for it, and what came of that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from typing import NamedTuple

from reportgen.build.checks import check_project
from reportgen.build.crew import Crew
from reportgen.build.formats import check_formats
from reportgen.build.fresh import is_fresh, reasons_of
from reportgen.build.inputs import Inputs
from reportgen.build.job import Job, Result
from reportgen.build.kits import Kits
from reportgen.build.plan import Target
from reportgen.build.shared import Shared
from reportgen.build.stages import compose_memo, folders_of, job_of
from reportgen.errors import ProblemsError
from reportgen.model.problem import Problem, Severity
from reportgen.model.project import Project
from reportgen.read.text import Sources
from reportgen.render import identity


class How(NamedTuple):
    """What is asked of a build."""

    strict: bool = False
    png: int | None = None
    force: bool = False
    explain: bool = False


class Awaited(NamedTuple):
    """A file under way."""

    target: Target
    job: Job
    future: Future[Result]
    inputs: str | None
    """The digest of what it is made from, where the file may carry it."""
    reasons: tuple[str, ...]


class File(NamedTuple):
    """A file that was made, or is there already."""

    target: Target
    data: bytes | None = None
    """None where it is there already."""
    problems: tuple[Problem, ...] = ()
    pictures: tuple[bytes, ...] = ()
    reasons: tuple[str, ...] = ()
    seconds: float = 0.0


class Begun(NamedTuple):
    """A brief that was read: its files that are there already or under way, none where problems stand in the way."""

    targets: tuple[Target, ...]
    problems: tuple[Problem, ...] = ()
    files: tuple[File | Awaited, ...] = ()

    @property
    def awaited(self) -> tuple[Awaited, ...]:
        return tuple(file for file in self.files if isinstance(file, Awaited))

    def is_done(self) -> bool:
        """Whether nothing has to be waited for."""
        return all(file.future.done() for file in self.awaited)


class Made(NamedTuple):
    """What came of a brief: its files, or the problems that stood in the way of them."""

    files: tuple[File, ...]
    problems: tuple[Problem, ...]
    seconds: float
    stopped: bool


class Making:
    """The making of briefs in one call, with what they share."""

    def __init__(self, overrides: Mapping[str, str], sources: Sources, how: How, inputs: Inputs) -> None:
        self._overrides = overrides
        self._sources = sources
        self._how = how
        self._inputs = inputs
        self._shared = Shared()
        self._kits = Kits()

    def begin(self, targets: tuple[Target, ...], hands: Crew) -> Begun:
        """Reads, checks and composes a brief, and has its files drawn that are not fresh."""
        if not self._how.force and self._inputs.unchanged(targets):
            return Begun(targets, files=tuple(map(File, targets)))
        digests = {target: self._inputs.digest(target.brief, target.format) for target in targets}
        brief = targets[0].brief
        checked = check_project(brief, overrides=self._overrides, sources=self._sources, shared=self._shared)
        if checked.project is None:
            return Begun(targets, checked.problems)
        wrong = check_formats(checked.project, (target.format for target in targets))
        problems = (*checked.problems, *wrong)
        if stopping(problems, self._how.strict):
            return Begun(targets, problems)
        try:
            return Begun(targets, problems, self._taken_up(targets, checked.project, digests, hands))
        except ProblemsError as error:
            return Begun(targets, (*problems, *error.problems))

    def finish(self, begun: Begun, hands: Crew) -> Made:
        """The files of a brief, all of them or none."""
        files = tuple(file if isinstance(file, File) else self._fetched(file, begun, hands) for file in begun.files)
        problems = (*begun.problems, *(problem for file in files for problem in file.problems))
        stopped = not files or stopping(problems, self._how.strict)
        return Made(files, problems, sum(file.seconds for file in files), stopped)

    def _taken_up(
        self, targets: tuple[Target, ...], project: Project, digests: Mapping[Target, str | None], hands: Crew
    ) -> tuple[File | Awaited, ...]:
        """The files of a brief, those to be made given to the crew. Raises `ProblemsError` before any is."""
        memo, folders = compose_memo(project), folders_of(project.root)
        files: list[File | Awaited] = []
        for target in targets:
            recipe = self._kits.recipe(memo, target.format, folders)
            if not self._how.force and is_fresh(target, memo, recipe):
                files.append(File(target))
                continue
            reasons = reasons_of(target, memo, recipe) if self._how.explain else ()
            digest = digests[target] if self._inputs.cover(target.brief, project, recipe) else None
            job = job_of(memo, target.format, project.root, self._kits, brief=str(target.brief), png=self._how.png)
            files.append(Awaited(target, job, hands.take(job), digest, reasons))
        return tuple(files)

    def _fetched(self, file: Awaited, begun: Begun, hands: Crew) -> File:
        """A file with what came of its job. Where nothing was complained of, it says what it was made from."""
        made = hands.result(file.job, file.future)
        data = made.data
        if data is not None and file.inputs is not None and not begun.problems and not made.problems:
            data = identity.stamped(data, file.target.format, file.inputs)
        return File(file.target, data, made.problems, made.pictures, file.reasons, made.seconds)


def stopping(problems: Iterable[Problem], strict: bool) -> bool:
    """Whether any of the problems stands in the way of writing."""
    return any(strict or problem.severity is Severity.ERROR for problem in problems)
