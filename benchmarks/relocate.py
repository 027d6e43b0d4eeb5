"""Moving the dataset of a long interview onto a second edition of its text, against indexing that text."""

from __future__ import annotations

import pathlib
import random
import tempfile
from collections.abc import Iterator, Sequence

from benchmarks.measure import REPORTGEN, apart, ratio, rounds, spread, timed
from benchmarks.result import Bound, Result, counted

SENTENCES, PARAGRAPHS = 5, 3
"""In a paragraph; in an answer."""
LENGTH, LOCATORS = 30_000, 500
"""Sentences of the answers, about a thousand pages; locators of the dataset."""
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


def measure(quick: bool) -> Result:
    """Rounds of three commands; problems found (exit code 1) are expected of the first two."""
    length, turns = (3_000, 2) if quick else (LENGTH, 5)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        apart(prepare, folder, length)
        new = str(folder / "new.txt")
        relocate = [*REPORTGEN, "relocate", str(folder / "dataset"), "--source", new]
        made = rounds(
            lambda: timed([*relocate, "--old", str(folder / "old.txt")], codes=(0, 1)),
            lambda: timed(relocate, codes=(0, 1)),
            lambda: timed([*REPORTGEN, "ingest", new, "-o", str(folder / "new"), "--force"]),
            count=turns,
        )
        size = (folder / "new.txt").stat().st_size / 1e6
    wall = [spread(made, "wall", side).median for side in range(3)]
    peak = [spread(made, "memory", side).median for side in range(3)]
    return Result(
        title="A second edition of a long interview",
        measured=(
            f"A made-up interview of {length:,} sentences ({size:.1f} MB) and a second edition of it, in which a tenth "
            "of the sentences have other words and a tenth of the exchanges stand elsewhere; a dataset with "
            f"{LOCATORS} locators. `reportgen relocate` with and without the old text, against `reportgen ingest` of "
            "the new one, which is part of either."
        ),
        commands=(
            "reportgen relocate dataset --source new.txt --old old.txt",
            "reportgen relocate dataset --source new.txt",
            "reportgen ingest new.txt",
        ),
        runs=counted(turns, "round"),
        bounds=tuple(
            Bound(
                what=f"Relocate {how} the old text / ingest, wall",
                found=ratio(made, "wall", side, 2),
                figures=f"{wall[side]:.2f} s, {wall[2]:.2f} s; peak {peak[side]:.0f} MiB, {peak[2]:.0f} MiB",
            )
            for side, how in enumerate(("with", "without"))
        ),
    )


def prepare(folder: pathlib.Path, length: int) -> None:
    """The two texts, and the dataset of the first."""
    import reportgen

    chance = random.Random(7)
    old = list(made_up(chance, length // (SENTENCES * PARAGRAPHS)))
    new = edited(old, chance)
    dataset = folder / "dataset"
    dataset.mkdir()
    places = locators(len(old), LOCATORS, chance)
    claims = "".join(CLAIM.format(number, place) for number, place in enumerate(places))
    (dataset / "dataset.yaml").write_text(HEAD + claims, encoding="utf-8")
    for path, text in ((folder / "old.txt", old), (folder / "new.txt", new)):
        lines = (" ".join(paragraph) for exchange in text for paragraph in exchange)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    index = reportgen.encode_transcript(reportgen.ingest(folder / "old.txt"))
    (dataset / "transcript.json").write_bytes(index)
    if problems := reportgen.check_dataset(dataset):
        raise ValueError(f"the dataset that was made up has problems: {problems[0]}")


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
