"""What relocating a long interview costs, as whole processes: machines drift, ratios hold.

    python benchmarks/relocate.py [--sentences N] [--locators N] [--runs N]

Makes up an interview of about a thousand pages and a second edition of it, in which a tenth of the sentences have
other words and a tenth of the exchanges stand elsewhere, and a dataset with locators of sentences, ranges, paragraphs
and answers. Then times in turn `reportgen relocate` with and without the old text, and `reportgen ingest` of the new
text, which is part of either.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import reportgen

SENTENCES, PARAGRAPHS = 5, 3
"""In a paragraph; in an answer."""
HEAD = """id: made-up
title: A made-up interview
sources: [{id: it, title: A made-up interview, interviewee: nn}]
people: [{id: nn, name: {literal: Nobody}}]
themes: [{id: all, name: All, definition: Everything.}]
claims:
"""
CLAIM = "- {{id: c{0}, text: Claim {0}., kind: fact, speaker: nn, themes: [all], evidence: [{1}]}}\n"

Exchange = list[list[str]]
"""The question, as a paragraph of one sentence, and the paragraphs of the answer."""


class Run(NamedTuple):
    """One finished process: seconds on the wall, seconds of processor, peak memory in MiB, exit code."""

    wall: float
    cpu: float
    memory: float
    code: int


def main() -> None:
    """Make the texts, time the commands in turn, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sentences", type=int, default=30_000, help="sentences of the answers (default 30000)")
    parser.add_argument("--locators", type=int, default=500, help="locators of the dataset (default 500)")
    parser.add_argument("--runs", type=int, default=5, help="rounds counted, after one that is not (default 5)")
    options = parser.parse_args()
    chance = random.Random(7)
    old = list(made_up(chance, options.sentences // (SENTENCES * PARAGRAPHS)))
    new = edited(old, chance)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        commands = prepared(folder, old, new, locators(len(old), options.locators, chance))
        size = (folder / "new.txt").stat().st_size / 1e6
        rounds = [[timed(command) for command in commands.values()] for _ in range(options.runs + 1)][1:]
    print(f"Python {platform.python_version()}, {platform.platform()}, {os.cpu_count()} cores")
    print(f"{options.sentences:,} sentences, {size:.1f} MB, {options.locators} locators, {options.runs} rounds\n")
    report(list(commands), rounds)


def made_up(chance: random.Random, exchanges: int) -> Iterator[Exchange]:
    """Exchanges whose words are as unevenly common as those of a language."""
    syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
    words = ["".join(chance.choices(syllables, k=chance.choice((1, 2, 2, 3, 3, 4)))) for _ in range(20_000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]

    def sentence(mark: str) -> str:
        # The last word is too long for an abbreviation, which would end no sentence.
        return " ".join([*chance.choices(words, weights, k=chance.randint(8, 24)), "indeed"]).capitalize() + mark

    for _ in range(exchanges):
        answer = [[sentence(".") for _ in range(SENTENCES)] for _ in range(PARAGRAPHS)]
        yield [[sentence("?")], *answer]


def edited(old: Sequence[Exchange], chance: random.Random) -> list[Exchange]:
    """A second edition: a tenth of the sentences changed, a tenth of the exchanges moved."""
    new = [[[changed(text, chance) for text in paragraph] for paragraph in exchange] for exchange in old]
    moved = chance.sample(range(len(new)), len(new) // 10)
    for here, there in zip(sorted(moved), moved, strict=True):
        new[here], new[there] = new[there], new[here]
    return new


def changed(text: str, chance: random.Random) -> str:
    if chance.random() >= 0.1:
        return text
    words = text.split()
    for _ in range(chance.randint(1, 4)):
        words[chance.randrange(len(words) - 1)] = "changed"
    return " ".join(words)


def locators(exchanges: int, count: int, chance: random.Random) -> list[str]:
    """Places all over the text, of every form."""
    forms = ("q{0}.p{1}.s{2}", "q{0}.p{1}.s1-s3", "q{0}.p{1}", "q{0}")
    places = (chance.choices(forms, (6, 2, 1, 1))[0] for _ in range(count))
    return [
        "it/" + place.format(*(chance.randint(1, n) for n in (exchanges, PARAGRAPHS, SENTENCES))) for place in places
    ]


def prepared(
    folder: pathlib.Path, old: Sequence[Exchange], new: Sequence[Exchange], places: Sequence[str]
) -> dict[str, list[str]]:
    """The texts and the dataset on disk, and the commands by their names."""
    dataset = folder / "dataset"
    dataset.mkdir()
    claims = "".join(CLAIM.format(number, place) for number, place in enumerate(places))
    (dataset / "dataset.yaml").write_text(HEAD + claims, encoding="utf-8")
    for path, text in ((folder / "old.txt", old), (folder / "new.txt", new)):
        lines = (" ".join(paragraph) for exchange in text for paragraph in exchange)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    index = reportgen.encode_transcript(reportgen.ingest(folder / "old.txt"))
    (dataset / "transcript.json").write_bytes(index)
    if problems := reportgen.check_dataset(dataset):
        raise SystemExit(f"the dataset that was made up has problems: {problems[0]}")
    command = [sys.executable, "-c", "from reportgen.cli import main; main()"]
    relocate = [*command, "relocate", str(dataset), "--source", str(folder / "new.txt")]
    return {
        "with the old text": [*relocate, "--old", str(folder / "old.txt")],
        "without": relocate,
        "ingest alone": [*command, "ingest", str(folder / "new.txt"), "-o", str(folder / "new"), "--force"],
    }


def timed(command: Sequence[str]) -> Run:
    """Run a command to its end and take the operating system's account of it. Problems found (1) are expected."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit, process.returncode)


def report(names: Sequence[str], rounds: Sequence[Sequence[Run]]) -> None:
    """The median of each command, and of its ratio to the last."""
    print(f"{'':20}{'wall, s':>10}{'cpu, s':>10}{'MiB':>8}{'ratio':>8}   range")
    for place, name in enumerate(names):
        runs = [one[place] for one in rounds]
        ratios = [one[place].wall / one[-1].wall for one in rounds]
        row = f"{name:20}{statistics.median(run.wall for run in runs):10.2f}"
        row += f"{statistics.median(run.cpu for run in runs):10.2f}{statistics.median(run.memory for run in runs):8.0f}"
        print(f"{row}{statistics.median(ratios):8.2f}   {min(ratios):.2f} to {max(ratios):.2f}")


if __name__ == "__main__":
    main()
