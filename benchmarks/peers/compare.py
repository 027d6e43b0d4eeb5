"""Measures the tools that are installed against reportgen: cold, warm, ten of a hundred changed, and what came out."""

from __future__ import annotations

import functools
import json
import pathlib
import tempfile
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from benchmarks import briefs
from benchmarks.changed import change
from benchmarks.measure import BRIEFS, REPORTGEN, Run, Spread, apart, rounds, timed
from benchmarks.peers.facts import Facts, facts
from benchmarks.peers.prepare import NOTES, PAGE_WORDS, prepare
from benchmarks.peers.tables import Found, bounds, costs, outputs, sentences
from benchmarks.peers.tools import TOOLS, Tool
from benchmarks.result import Result, counted


class Sizes(NamedTuple):
    """How much is measured."""

    turns: int
    """Rounds of cold runs."""
    warm: int
    """Rounds of loops."""
    loop: int
    """Memos in one process."""
    hundred: int
    changed: int


FULL, QUICK = Sizes(5, 3, 20, 100, 10), Sizes(1, 1, 4, 10, 1)


def measure(quick: bool) -> Result:
    """All tools that are here take turns; the others are named with the line that installs them."""
    sizes = QUICK if quick else FULL
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        brief = BRIEFS / "nato.yaml"
        made = apart(briefs.write, folder / "briefs", sizes.hundred)
        (memo,) = apart(prepare, [brief], folder / "one")
        many = apart(prepare, made[: sizes.loop], folder / "many")
        versions = {tool.name: tool.version() for tool in TOOLS}
        failed = {tool.name: reason for tool in TOOLS if versions[tool.name] and (reason := _failure(tool, memo))}
        tools = [tool for tool in TOOLS if versions[tool.name] and tool.name not in failed]
        ours = (*REPORTGEN, "build", str(brief), "--force", "-o", str(folder / "out"))
        cold = rounds(
            functools.partial(timed, ours),
            *(functools.partial(timed, tool.command([memo])) for tool in tools),
            count=sizes.turns,
        )
        warm = _warm(tools, many, made[: sizes.loop], folder, sizes.warm)
        again = _again(made, sizes.changed, folder)
        files = {"reportgen": folder / "out" / "nato.pdf", **{tool.name: tool.pdf(memo) for tool in tools}}
        given = {"reportgen": PAGE_WORDS, **{tool.name: tool.words for tool in tools}}
        read = apart(_read, files, given, memo)
        verdicts, judged = apart(_judged, files)
    found = _found(tools, versions, cold, warm, again, read, verdicts, sizes)
    missing = [f"{tool.name}: not installed here; `{tool.installs}`." for tool in TOOLS if not versions[tool.name]]
    stopped = [f"{name}: failed on this memo: {reason}" for name, reason in failed.items()]
    return Result(
        title="Compared with others",
        measured=(
            "The memo of briefs/nato.yaml made with what else could make it: our page for tools that set HTML (its "
            "notes at the end where a tool does not set our margin), the same words, notes, tables and figure as "
            "Markdown and as Typst markup for the others, in a plain layout (benchmarks/peers/). All but reportgen get "
            "the finished text: they read, check and compose nothing. Warm is the wall time that each further of "
            f"{sizes.loop} memos adds in one process, for libraries. For {sizes.hundred} memos of which "
            f"{sizes.changed} changed, reportgen is measured with `-j 1`; what makes all of them anew is reckoned from "
            "the cold and the warm time. A makefile that names every input of every memo would save that."
        ),
        commands=("reportgen build briefs/nato.yaml --force",),
        runs=f"{counted(sizes.turns, 'round')} cold, {counted(sizes.warm, 'round')} warm",
        bounds=bounds(found),
        tables=(costs(found), outputs(found)),
        notes=(*sentences(found), judged, *stopped, *missing),
    )


def _failure(tool: Tool, memo: pathlib.Path) -> str:
    """The last line of what a tool says where it cannot make the memo at all."""
    try:
        timed(tool.command([memo]))
    except RuntimeError as error:
        return str(error).strip().splitlines()[-1]
    return "" if tool.pdf(memo).is_file() else "it wrote no file"


def _warm(
    tools: Sequence[Tool], many: Sequence[pathlib.Path], made: Sequence[pathlib.Path], folder: pathlib.Path, turns: int
) -> dict[str, float]:
    """Seconds that each further memo adds in one process: for each tool the median of some turns."""
    build = [*REPORTGEN, "build", "--force", "-j", "1", "-o", str(folder / "warm")]
    commands = {"reportgen": ([*build, str(made[0])], [*build, *map(str, made)])}
    commands |= {tool.name: (tool.command(many[:1]), tool.command(many)) for tool in tools if tool.script}
    sides = [functools.partial(timed, line) for pair in commands.values() for line in pair]
    made_rounds = rounds(*sides, count=turns, warm_up=False)
    return {
        name: Spread.of((each[2 * at + 1].wall - each[2 * at].wall) / (len(many) - 1) for each in made_rounds).median
        for at, name in enumerate(commands)
    }


def _again(made: Sequence[pathlib.Path], changed: int, folder: pathlib.Path) -> float:
    """Seconds for a build of all briefs after some have changed."""
    build = [*REPORTGEN, "build", str(made[0].parent), "-o", str(folder / "again")]
    timed(build)
    change(list(made[:: len(made) // changed]), 1)
    run = timed([*build, "-j", "1"])
    if len(run.printed.splitlines()) != changed:
        raise RuntimeError(f"{changed} memos were to be built, not {len(run.printed.splitlines())}")
    return run.wall


def _read(files: Mapping[str, pathlib.Path], given: Mapping[str, str], memo: pathlib.Path) -> dict[str, Facts]:
    """What is in each file, against the words that its tool was given."""
    notes = json.loads((memo / NOTES).read_text(encoding="utf-8"))
    return {name: facts(path, (memo / given[name]).read_text(encoding="utf-8"), notes) for name, path in files.items()}


def _judged(files: Mapping[str, pathlib.Path]) -> tuple[dict[tuple[str, str], bool], str]:
    """veraPDF's verdict on each file by tool and standard, and what to say of it where it cannot run."""
    from tests.verapdf.verapdf import VeraPdf, VeraPdfMissingError

    names = {path: name for name, path in files.items()}
    try:
        verdicts = VeraPdf.find().validate(files.values())
    except VeraPdfMissingError as error:
        return {}, f"The standards were not checked: {error}."
    return {(names[one.file], one.flavour): one.compliant for one in verdicts}, "The standards were checked by veraPDF."


def _found(
    tools: Sequence[Tool],
    versions: Mapping[str, str | None],
    cold: Sequence[tuple[Run, ...]],
    warm: Mapping[str, float],
    again: float,
    read: Mapping[str, Facts],
    verdicts: Mapping[tuple[str, str], bool],
    sizes: Sizes,
) -> list[Found]:
    """Everything known of each, reportgen first."""
    found = []
    for side, name in enumerate(["reportgen", *(tool.name for tool in tools)]):
        walls = Spread.of(each[side].wall for each in cold)
        rest = warm.get(name, walls.median)
        found.append(
            Found(
                name=name,
                version=versions.get(name) or "",
                cold=walls,
                ratio=Spread.of(each[side].wall / each[0].wall for each in cold),
                peak=Spread.of(each[side].memory for each in cold).median,
                warm=warm.get(name),
                again=again if name == "reportgen" else walls.median + (sizes.hundred - 1) * rest,
                facts=read[name],
                ua=verdicts.get((name, "ua1")),
                archive=verdicts.get((name, "3a")),
            )
        )
    return found
