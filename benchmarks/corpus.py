"""Makes up a corpus of coded interviews, and a brief that draws on a handful of its claims.

    python -m benchmarks.corpus FOLDER [--interviews N] [--claims N] [--format yaml|json|jsonl] [--texts]

In FOLDER: `memo.yaml`, and `corpus` with the dataset as YAML, as JSON, or as JSON with the claims in JSON Lines, and
for each interview a folder with its index and, with --texts, its text. The words are made up, and the same numbers
give the same bytes. One interview in ten is on background, one in ten not for attribution.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import pathlib
import random
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import yaml

import reportgen
from reportgen.model.transcript import Role, Segment, Span

FORMATS = ("yaml", "json", "jsonl")
EXCHANGES, PARAGRAPHS, SENTENCES = 10, 3, 5
"""In an interview; in an answer; in a paragraph."""
BODIES, THEMES, SUBTHEMES = 20, 8, 6
CITED = 12
"""Claims that the brief cites."""
_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
_KINDS = ("fact", "assessment", "forecast", "reported")
_TERMS = {3: "background", 7: "not-for-attribution"}
"""By the last digit of an interview's number."""


class Interview(NamedTuple):
    """A text, its index, and the locators of the sentences that answer."""

    text: str
    transcript: reportgen.Transcript
    places: Sequence[str]


def main() -> None:
    """Write a corpus."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--interviews", type=int, default=1_000, help="default 1000")
    parser.add_argument("--claims", type=int, default=100_000, help="default 100000")
    parser.add_argument("--format", choices=FORMATS, default="jsonl", help="default jsonl")
    parser.add_argument("--texts", action="store_true", help="write the interviews' texts too")
    options = parser.parse_args()
    print(write(options.folder, options.interviews, options.claims, options.format, texts=options.texts))


def write(folder: pathlib.Path, interviews: int, claims: int, form: str, *, texts: bool = False) -> pathlib.Path:
    """Write a corpus of that many interviews and claims, and give the brief's path."""
    chance = random.Random(11)
    corpus = folder / "corpus"
    made: list[Interview] = []
    for number in range(interviews):
        made.append(interview(number, chance))
        below = corpus / source_id(number)
        below.mkdir(parents=True)
        (below / "transcript.json").write_bytes(reportgen.encode_transcript(made[-1].transcript))
        if texts:
            (below / "interview.txt").write_text(made[-1].text, encoding="utf-8")
    dataset = head(interviews)
    coded = list(coding(made, claims, chance))
    _write_dataset(corpus, dataset, coded, form)
    path = folder / "memo.yaml"
    path.write_text(yaml.safe_dump(brief(coded), sort_keys=False, allow_unicode=True), encoding="utf-8")
    return path


def _write_dataset(corpus: pathlib.Path, dataset: dict[str, Any], claims: list[dict[str, Any]], form: str) -> None:
    if form == "jsonl":
        lines = (json.dumps(claim, ensure_ascii=False) + "\n" for claim in claims)
        (corpus / "claims.jsonl").write_text("".join(lines), encoding="utf-8")
        dataset["claims"] = "claims.jsonl"
    else:
        dataset["claims"] = claims
    if form == "yaml":
        dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
        text = yaml.dump(dataset, Dumper=dumper, sort_keys=False, allow_unicode=True, width=120)
        (corpus / "dataset.yaml").write_text(text, encoding="utf-8")
    else:
        text = json.dumps(dataset, ensure_ascii=False, indent=1)
        (corpus / "dataset.json").write_text(text, encoding="utf-8")


def source_id(number: int) -> str:
    return f"i{number:04}"


def word(number: int) -> str:
    """A word for each number, different from all others."""
    syllables = [_SYLLABLES[number % len(_SYLLABLES)]]
    while number := number // len(_SYLLABLES):
        syllables.append(_SYLLABLES[number % len(_SYLLABLES)])
    return "ka" + "".join(syllables)


def sentence(chance: random.Random, mark: str = ".") -> str:
    """A sentence whose last word is too long for an abbreviation, which would end none."""
    words = [word(int(4_000 * chance.random() ** 3)) for _ in range(chance.randint(7, 15))]
    return " ".join([*words, "indeed"]).capitalize() + mark


def interview(number: int, chance: random.Random) -> Interview:
    """A text as `reportgen ingest` reads it, and the index that it would write."""
    lines: list[str] = []
    segments: list[Segment] = []
    places: list[str] = []
    at = 0

    def add(id_: str, role: Role, sentences: Sequence[str], speaker: str | None = None) -> None:
        nonlocal at
        text = " ".join(sentences)
        starts = itertools.accumulate((len(part) + 1 for part in sentences), initial=at)
        spans = tuple(
            Span(id=f"{id_}.s{turn}", start=start, end=start + len(part), digest=digest(part))
            for turn, (start, part) in enumerate(zip(starts, sentences, strict=False), start=1)
        )
        within = () if role is Role.QUESTION else spans
        end = at + len(text)
        segments.append(
            Segment(id=id_, role=role, start=at, end=end, digest=digest(text), speaker=speaker, sentences=within)
        )
        if role is Role.ANSWER:
            places.extend(f"{source_id(number)}/{span.id}" for span in spans)
        lines.append(text + "\n")
        at = end + 1

    add("front.p1", Role.TITLE, [f"Made-up interview {number}"])
    for exchange in range(1, EXCHANGES + 1):
        add(f"q{exchange}.q", Role.QUESTION, [sentence(chance, "?")], "interviewer")
        for paragraph in range(1, PARAGRAPHS + 1):
            said = [sentence(chance) for _ in range(SENTENCES)]
            add(f"q{exchange}.p{paragraph}", Role.ANSWER, said, "interviewee")
    text = "".join(lines)
    transcript = reportgen.Transcript(
        format="reportgen-transcript/1",
        media_type="text/plain",
        normalization="NFC, LF, no BOM",
        length=len(text),
        sha256=digest(text),
        segments=tuple(segments),
    )
    return Interview(text, transcript, places)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def head(interviews: int) -> dict[str, Any]:
    """A dataset without its claims: a person for each interview, bodies, and the codebook."""
    people: list[dict[str, Any]] = [{"id": "asker", "name": {"given": "Ada", "family": "Zonnig"}}]
    people += [{"id": f"body-{number}", "name": {"literal": f"Body {number}"}} for number in range(BODIES)]
    sources: list[dict[str, Any]] = []
    for number in range(interviews):
        name, id_ = word(number + 5_000).capitalize(), source_id(number)
        works = {"role": "Witness", "affiliation": f"Institute {number % 50}"}
        people.append({"id": f"speaker-{number}", "name": {"given": "Bo", "family": name}, **works})
        terms = _TERMS.get(number % 10)
        protected = {"terms": terms, "attribution": "a witness who asked for discretion"} if terms else {}
        files = {"transcript": f"{id_}/transcript.json", "text": f"{id_}/interview.txt"}
        source = {"id": id_, "title": f"Made-up interview {number}", "interviewee": f"speaker-{number}"}
        sources.append({**source, "interviewer": "asker", "issued": "2025-03", **files, **protected})
    themes = [
        {"id": f"t{n}", "name": f"Theme {n}", "definition": "Made up.", "themes": list(_subthemes(n))}
        for n in range(THEMES)
    ]
    return {"id": "corpus", "title": "A made-up corpus", "sources": sources, "people": people, "themes": themes}


def _subthemes(number: int) -> Iterator[dict[str, Any]]:
    for below in range(SUBTHEMES):
        yield {"id": f"s{below}", "name": f"Theme {number}.{below}", "definition": "Made up."}


def coding(made: Sequence[Interview], count: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    """Claims, as many from each interview; every tenth bears a number, every twentieth a date."""
    for number in range(count):
        turn, place = number % len(made), number // len(made)
        places = made[turn].places
        kind = _KINDS[place % len(_KINDS)]
        claim: dict[str, Any] = {
            "id": f"{source_id(turn)}-c{place}",
            "text": sentence(chance),
            "kind": kind,
            "speaker": f"speaker-{turn}",
            "themes": [f"t{number % THEMES}/s{place % SUBTHEMES}"],
            "evidence": [places[place % len(places)], *([places[(place * 7) % len(places)]] if place % 4 == 1 else [])],
        }
        if kind == "reported":
            claim["attributed_to"] = f"body-{number % BODIES}"
        if place % 10 == 0:
            claim["quantity"] = {"value": place + 2, "unit": "meetings", "label": "Meetings that were held"}
        if place % 20 == 5:
            claim["when"] = "2024-05"
        yield claim


def brief(claims: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """A memo of two themes that cites claims from all over the corpus."""
    selected = [claim["id"] for claim in claims if claim["themes"][0].startswith(("t0/", "t1/"))]
    step = len(selected) // CITED
    cited = [selected[(turn * step + turn) % len(selected)] for turn in range(CITED)]
    first, *others = (f"It is so, says one of those who were asked [@{id_}]." for id_ in cited)
    return {
        "title": "Few of many claims are cited",
        "date": "2026-03-02",
        "dataset": "corpus",
        "bottom_line": first,
        "takeaways": others[:3],
        "sections": [
            {
                "heading": "The first theme",
                "themes": ["t0"],
                "text": "\n\n".join(others[3:7]),
                "quote": {"at": f"{source_id(0)}/q2.p1"},
            },
            {"heading": "The second theme", "themes": ["t1"], "text": "\n\n".join(others[7:])},
        ],
        "recommendations": [{"actor": "The reader", "text": "Look at the time.", "rests_on": [cited[0]]}],
        "select": {"themes": ["t0", "t1"]},
    }


if __name__ == "__main__":
    main()
