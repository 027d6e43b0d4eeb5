"""Whether a file already is what a build would make, and why not. No memory but the file's own build key."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from reportgen.build.checks import NO_OVERRIDES, check_project
from reportgen.build.plan import Target, plan
from reportgen.build.stages import compose_memo, folders_of
from reportgen.errors import ProblemsError, ReportgenError
from reportgen.model import memo as memos
from reportgen.model.memo import Memo
from reportgen.model.problem import Problem
from reportgen.model.template import Format
from reportgen.read.text import NO_SOURCES, Sources
from reportgen.render import identity, key
from reportgen.render.readback import read_pdf
from reportgen.render.web_blocks import data_blocks

Folders = tuple[pathlib.Path, ...]
StrPath = str | os.PathLike[str]
NAMED = 4
"""Reasons of one sort that are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Staleness:
    """What a build would do to one file."""

    brief: pathlib.Path
    output: pathlib.Path
    format: Format
    reasons: tuple[str, ...]
    """Why it would be built; nothing where it is fresh, or where problems stand in the way."""
    problems: tuple[Problem, ...] = ()

    @property
    def fresh(self) -> bool:
        return not self.reasons and not any(problem.severity == "error" for problem in self.problems)


def find_stale(
    briefs: Iterable[StrPath],
    output_dir: StrPath = "out",
    *,
    formats: Iterable[str] = (Format.PDF,),
    overrides: Mapping[str, str] = NO_OVERRIDES,
    sources: Sources = NO_SOURCES,
) -> Iterator[Staleness]:
    """What `build_memos` would do with the same arguments: for each file whether it is fresh, and if not, why.

    Renders and writes nothing. Raises `UsageError` as `build_memos` does.
    """
    for target in plan((os.fspath(brief) for brief in briefs), os.fspath(output_dir), formats):
        checked = check_project(target.brief, overrides=overrides, sources=sources)
        reasons: tuple[str, ...] = ()
        problems = checked.problems
        if checked.project is not None and checked.ok:
            try:
                memo = compose_memo(checked.project)
                reasons = reasons_of(target, memo, folders_of(checked.project.root))
            except ProblemsError as error:
                problems += error.problems
        yield Staleness(target.brief, target.output, target.format, reasons, problems)


def is_fresh(target: Target, memo: Memo, folders: Folders) -> bool:
    """Whether the file at the target's place carries the key of what would be built."""
    found = identity.key_in(target.output, target.format)
    return found is not None and found == key.key_of(memos.encode(memo), _recipe(target, memo, folders)).hex()


def reasons_of(target: Target, memo: Memo, folders: Folders) -> tuple[str, ...]:
    """Why the file is not what would be built, in words; nothing where it is."""
    if not target.output.exists():
        return ("it is not there",)
    if identity.key_in(target.output, target.format) is None:
        return ("it carries no build key, or one that does not settle it",)
    if is_fresh(target, memo, folders):
        return ()
    old = _carried(target)
    if old is None:
        return ("its build key is another, and it does not say what it was made from",)
    return tuple(_differences(*old, memo, _recipe(target, memo, folders)))


def _recipe(target: Target, memo: Memo, folders: Folders) -> key.Recipe:
    return key.recipe(memo, folders) if target.format is Format.PDF else key.web_recipe(memo, folders)


def _carried(target: Target) -> tuple[Memo, key.Recipe] | None:
    """The memo and the recipe that a file carries."""
    try:
        if target.format is Format.PDF:
            attached = dict(read_pdf(target.output).attachments)
            memo, recipe = attached["memo.json"], attached["build.json"]
        else:
            blocks = data_blocks(target.output.read_text(encoding="utf-8"))
            memo, recipe = blocks["memo"], blocks["build"]
        return memos.decode(memo), key.decode(recipe)
    except (ReportgenError, OSError, ValueError, KeyError, msgspec.MsgspecError):
        return None


def _differences(old: Memo, then: key.Recipe, new: Memo, now: key.Recipe) -> Iterator[str]:
    """First what the memo says, then what it is made with."""
    before = {claim.id: claim for claim in old.claims}
    after = {claim.id: claim for claim in new.claims}
    yield from _listed("claim", "changed", [id_ for id_ in after if id_ in before and before[id_] != after[id_]])
    yield from _listed("claim", "added", [id_ for id_ in after if id_ not in before])
    yield from _listed("claim", "left out", [id_ for id_ in before if id_ not in after])
    fields = [field.encode_name for field in msgspec.structs.fields(Memo) if field.name != "claims"]
    was, is_ = msgspec.to_builtins(old), msgspec.to_builtins(new)
    yield from _listed("", "changed", [name for name in fields if was.get(name) != is_.get(name)])
    names = sorted(name for name in {*then, *now} if then.get(name) != now.get(name))
    yield from _listed("", "changed", [name for name in names if not name.startswith("version ")])
    for name in names:
        if name.startswith("version "):
            yield f"{name.removeprefix('version ')}: {then.get(name, 'none')} then, {now.get(name, 'none')} now"


def _listed(what: str, how: str, names: list[str]) -> Iterator[str]:
    for name in names[:NAMED]:
        yield f"{what} `{name}` {how}".strip()
    if len(names) > NAMED:
        yield f"{len(names) - NAMED} more {how}"
