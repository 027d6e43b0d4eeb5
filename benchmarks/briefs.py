"""Makes up briefs on the repository's dataset, each with other text: the same number gives the same bytes.

Claims are said in the dataset's own words, each with its citation; what stands between them is made up here.
"""

from __future__ import annotations

import pathlib
import random
import shutil
from collections.abc import Iterator, Sequence
from typing import Any, Literal

import yaml

from benchmarks.measure import BRIEFS

DATASET = pathlib.PurePath("datasets/japan-ukraine")
CITED, SECTIONS = 16, 3
"""Claims that a full memo cites; its sections."""
FIGURED = 4
"""One full memo in so many has a figure, as about a third of the repository's briefs do."""
Size = Literal["full", "small"]
_OPENINGS = ("The reading here", "What this adds up to", "The point for planners", "Taken together, this")
_WEIGHTS = ("rests on a single voice", "leaves room for doubt", "is firmer than it looks", "may date quickly")
_REASONS = (
    "and the second interview, once held, ought to test it",
    "because motives are easier to state than to measure",
    "though budgets would show it sooner than speeches",
    "as long as nobody mistakes a wish for a plan",
    "so that a reader should weigh it against other accounts",
)
_VERBS = ("Watch", "Record", "Compare", "Publish", "Test")
_OBJECTS = ("the budget line that would show a change", "what partners say they expect", "who pays for which promise")
_ACTORS = ("The planning staff", "The finance ministry", "A parliamentary committee", "The desk")
_ADJECTIVES = ("early", "patient", "uneven", "quiet", "costly", "cautious", "open", "narrow", "steady", "late")
_NOUNS = ("reckoning", "hedge", "bargain", "ledger", "wager", "course", "balance", "answer", "habit", "margin")


def write(folder: pathlib.Path, count: int, size: Size = "full") -> list[pathlib.Path]:
    """Writes that many briefs and a copy of the dataset's tracked files, and gives the briefs' paths."""
    folder.mkdir(parents=True, exist_ok=True)
    _copy_dataset(folder)
    claims = claims_of(folder / DATASET)
    made = []
    for number in range(count):
        path = folder / f"memo-{number:04}.yaml"
        path.write_text(dumped(brief(number, claims, size)), encoding="utf-8")
        made.append(path)
    return made


def _copy_dataset(folder: pathlib.Path) -> None:
    """The claims and the index; never a text, with which the same briefs would make other memos."""
    target = folder / DATASET
    target.mkdir(parents=True, exist_ok=True)
    for name in ("dataset.yaml", "transcript.json"):
        shutil.copy(BRIEFS / DATASET / name, target / name)


def claims_of(dataset: pathlib.Path) -> list[dict[str, Any]]:
    """The claims that can be said in a sentence: those that quote would need the interview's text for a proof."""
    loaded = yaml.load((dataset / "dataset.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return [claim for claim in loaded["claims"] if not set("“”") & set(claim["text"])]


def dumped(made: dict[str, Any]) -> str:
    return yaml.dump(made, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=110)


def brief(number: int, claims: Sequence[dict[str, Any]], size: Size = "full") -> dict[str, Any]:
    """The brief of this number, as the mapping its file holds."""
    chance = random.Random(number)
    chosen = chance.sample(list(claims), CITED if size == "full" else 3)
    title = f"The {_ADJECTIVES[number % 10]} {_NOUNS[number // 10 % 10]}, as one expert tells it"
    made: dict[str, Any] = {
        "title": f"{title} ({word(number)})",
        "date": "2026-11-24",
        "dataset": str(DATASET),
        "series": "Made-up memos",
        "number": str(number + 1),
        "bottom_line": " ".join(map(said, chosen[:2])),
        "takeaways": [said(claim) for claim in chosen[2 : 5 if size == "full" else 3]],
    }
    if size == "small":
        return made | {"sections": [_section(chosen, chance)], "output": {"notes": "end", "comments": False}}
    rest = chosen[5:]
    share = -(-len(rest) // SECTIONS)
    made["to"], made["from"] = chance.choice(_ACTORS), "Made-up desk"
    made["sections"] = [_section(rest[at : at + share], chance) for at in range(0, len(rest), share)]
    if number % FIGURED == 0:
        made["sections"][0]["figure"] = {
            "kind": "coverage",
            "title": f"Where the answers touch on it ({word(number)})",
            "themes": sorted({claim["themes"][0].partition("/")[0] for claim in chosen})[:3],
        }
    made["recommendations"] = [
        {"actor": actor, "text": f"{chance.choice(_VERBS)} {chance.choice(_OBJECTS)}.", "rests_on": [claim["id"]]}
        for actor, claim in zip(chance.sample(_ACTORS, 3), chosen, strict=False)
    ]
    made["limits"] = f"[analysis] {_reflection(chance)} {_reflection(chance)}"
    return made


def _section(claims: Sequence[dict[str, Any]], chance: random.Random) -> dict[str, Any]:
    """Two claims a paragraph, and the author's own one at the end."""
    pairs = (claims[at : at + 2] for at in range(0, len(claims), 2))
    paragraphs = [*(" ".join(map(said, pair)) for pair in pairs), f"[analysis] {_reflection(chance)}"]
    heading = f"{chance.choice(_ADJECTIVES).capitalize()} {chance.choice(_NOUNS)}, {chance.choice(_ADJECTIVES)} means"
    return {"heading": heading, "themes": list(_themes(claims)), "text": "\n\n".join(paragraphs) + "\n"}


def _themes(claims: Sequence[dict[str, Any]]) -> Iterator[str]:
    yield from dict.fromkeys(claim["themes"][0] for claim in claims)


def _reflection(chance: random.Random) -> str:
    return f"{chance.choice(_OPENINGS)} {chance.choice(_WEIGHTS)}, {chance.choice(_REASONS)}."


def said(claim: dict[str, Any]) -> str:
    """A claim as a sentence with its citation before the full stop."""
    return f"{' '.join(claim['text'].split()).removesuffix('.')} [@{claim['id']}]."


def word(number: int) -> str:
    """A made-up word for each number, different from all others; no digit, which would need a claim that bears it."""
    syllables = [a + b for a in "bdgklmnprst" for b in "aeiou"]
    found = ""
    for _ in range(3):
        number, at = divmod(number, len(syllables))
        found += syllables[at]
    return found
