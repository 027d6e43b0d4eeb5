"""One file to be made, as a value: drawn the same in this process, in a worker of this machine, or on a cluster."""

from __future__ import annotations

import dataclasses
import errno
import gettext
import pathlib
import tempfile
import threading
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from reportgen.build.house import words
from reportgen.build.install import remedy
from reportgen.build.kits import Kits
from reportgen.build.own import Files, laid_out
from reportgen.errors import MissingDependencyError, ProblemsError, ReportgenError
from reportgen.model import memo as memos
from reportgen.model.formats import Format
from reportgen.model.memo import Memo
from reportgen.model.problem import Problem, Severity
from reportgen.render import libraries, places
from reportgen.render.key import Recipe

Folders = tuple[pathlib.Path, ...]
NAMED = 4
"""Differences of two recipes that are named."""

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the system says where a file has no room."""
_ALONE = threading.Lock()
"""One memo is set at a time in a process: neither WeasyPrint nor Vega promises to bear several threads."""
_KITS = Kits()


@dataclass(frozen=True, slots=True)
class Job:
    """All that a file is made from. It can be pickled, and says nothing of where it came from."""

    brief: str
    """What problems call the brief."""
    format: Format
    memo: bytes
    """memo.json."""
    recipe: Recipe
    """What the file is to be made with; a machine that would use something else refuses."""
    files: Files
    """The project's own template files."""
    folder: str = "templates"
    """What problems call the folder of these files."""
    png: int | None = None
    """Dots per inch of page pictures, where they are asked for."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a job."""

    data: bytes | None
    """The file; None where a problem stood in the way."""
    problems: tuple[Problem, ...] = ()
    """What stood in the way, or what was found odd."""
    pictures: tuple[bytes, ...] = ()
    """The PDF's pages as PNG images."""
    seconds: float = 0.0
    """How long it took, by the clock on the wall."""


def run_job(job: Job, *, elsewhere: bool = True) -> Result:
    """Makes the file. The same job gives the same bytes wherever it runs, or a problem (P111) that says why not.

    `elsewhere=False` is for the process that made the job, and takes the recipe on trust. Whatever goes wrong in the
    drawing is a problem of the job (P101 to P108). Raises `MissingDependencyError` where this machine cannot draw.
    """
    with _ALONE:
        begun = time.perf_counter()
        home = laid_out(job.files)
        folders = (*([] if home is None else [home]), places.bundled_templates())
        try:
            result = _made(job, folders, elsewhere)
        except ProblemsError as error:
            result = Result(None, error.problems)
        except ReportgenError:
            raise
        except Exception as error:  # noqa: BLE001 (whatever the renderer stumbles over concerns this memo alone)
            result = Result(None, (_crash(job, error),))
        problems = tuple(_at_home(problem, home, job.folder) for problem in result.problems)
        return dataclasses.replace(result, problems=problems, seconds=time.perf_counter() - begun)


def _made(job: Job, folders: Folders, elsewhere: bool) -> Result:
    memo = memos.decode(job.memo)
    if elsewhere and not _KITS.agree(memo, job.format, folders, job.recipe):
        raise ProblemsError([_other(job, _KITS.recipe(memo, job.format, folders))])
    said = words(memo.output.language, folders)
    return _page(job, memo, folders, said) if job.format is Format.HTML else _pdf(job, memo, folders, said)


def _page(job: Job, memo: Memo, folders: Folders, said: gettext.NullTranslations) -> Result:
    from reportgen.render import web
    from reportgen.render.template import render_html

    page = web.self_contained(render_html(memo, folders, said, "web"), memo, folders, file=job.brief)
    return Result(page.encode("utf-8"))


def _pdf(job: Job, memo: Memo, folders: Folders, said: gettext.NullTranslations) -> Result:
    from reportgen.render.charts import drawn_ahead
    from reportgen.render.template import render_html

    with drawn_ahead(memo, folders):
        try:
            from reportgen.render import pdf
        except OSError as error:  # a system library that WeasyPrint loads is not there
            raise MissingDependencyError(
                "this machine lacks Pango, which sets the pages", hint=remedy(libraries.PANGO)
            ) from error
        html = render_html(memo, folders, said, "print")
    made = pdf.paginate(html, memo, job.recipe, folders, words=said, file=job.brief)
    return Result(made.data, made.warnings, tuple(_pictures(made.data, job.png)))


def _pictures(pdf: bytes, png: int | None) -> Iterator[bytes]:
    if png is not None:
        from reportgen.build.pictures import render_pages

        yield from render_pages(pdf, png)


def _at_home(problem: Problem, home: pathlib.Path | None, folder: str) -> Problem:
    """A problem of a file laid out here, told of the folder that it came from."""
    if home is None:
        return problem
    file, message = (text.replace(str(home), folder) for text in (problem.file, problem.message))
    return msgspec.structs.replace(problem, file=file, message=message)


def _other(job: Job, here: Recipe) -> Problem:
    names = sorted(name for name in {*here, *job.recipe} if here.get(name) != job.recipe.get(name))
    told = [f"{name}: {_short(job.recipe.get(name))} asked for, {_short(here.get(name))} there" for name in names]
    more = [f"{len(told) - NAMED} more"] if len(told) > NAMED else []
    return Problem(
        code="P111",
        message=f"a worker would make other bytes: {'; '.join([*told[:NAMED], *more])}",
        file=job.brief,
        hint="give workers and caller the same versions, then start the workers again",
    )


def _short(value: str | None) -> str:
    return "none" if value is None else value if len(value) < 20 else f"{value[:8]}…"


def _crash(job: Job, error: Exception) -> Problem:
    """An exception of the renderer as what it is: its type, its words and where it comes from."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    at = f"{'/'.join(pathlib.PurePath(last.filename).parts[-2:])}:{last.lineno}"
    words_ = f"{type(error).__name__}: {error}".splitlines()[0].removesuffix(": ")
    full = isinstance(error, OSError) and error.errno in _FULL
    return Problem(
        code="P102",
        message=f"the renderer failed at {at} with {words_}",
        file=job.brief,
        severity=Severity.ERROR,
        hint=f"free some room in `{tempfile.gettempdir()}`, where fonts are put, or set TMPDIR to another folder"
        if full
        else "mend the template's HTML or CSS; where nothing is wrong with it, report this",
    )
