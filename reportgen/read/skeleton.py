"""The beginning of a `dataset.yaml`: what the text itself gives, and examples of what an editor fills in."""

from __future__ import annotations

import os
import pathlib
import re
import unicodedata
from collections.abc import Iterator, Sequence

from reportgen.model.transcript import Segment
from reportgen.read.ingest import Interview

_TITLES = re.compile(r"(?:(?:Dr|Mr|Mrs|Ms|Mx|Prof|Professor|Sir|Dame)\.? )+", re.IGNORECASE)
_COUNTED = re.compile(r".*\d")
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def dataset_skeleton(interview: Interview, folder: str | os.PathLike[str]) -> bytes:
    """A `dataset.yaml` for the folder that holds the interview's index: source, people and one theme, no claims.

    It holds none of the text's words but its title and the names of who speaks. Read as it is, its one problem is that
    it has no claims.
    """
    return ("\n".join(_lines(interview, pathlib.Path(folder))) + "\n").encode()


def _lines(interview: Interview, folder: pathlib.Path) -> Iterator[str]:
    known, language = interview.known, interview.transcript.language
    people = _people(interview)
    answering = next(iter(people))
    stem = interview.path.stem
    source = _slug(_family(known.interviewee or "")) or _slug(stem) or "interview"
    title = _quoted(known.title or stem)
    yield f"# Made by reportgen ingest from {_quoted(interview.path.name)}. Check the names and fill in the rest."
    yield f"id: {_slug(folder.resolve().name) or source}"
    yield f"title: {title}"
    yield ""
    yield "sources:"
    yield f"  - id: {source}"
    yield f"    title: {title}"
    if known.subtitle:
        yield f"    subtitle: {_quoted(known.subtitle)}"
    yield f"    interviewee: {answering}"
    asking = next((id_ for id_, name in people.items() if name in known.interviewers), None)
    yield f"    interviewer: {asking}" if asking else "    # interviewer: the id of who asks"
    if language != "en":
        yield f"    language: {language}"
    text = _text(interview.path, folder)
    if text != "interview.txt":
        yield f"    text: {_quoted(text)}  # your copy; it need not be there"
    yield "    # publisher, issued, url: where the source gives them"
    yield ""
    yield "people:"
    for id_, name in people.items():
        yield f"  - id: {id_}"
        yield f"    name: {_name(name)}"
        yield "    # role, affiliation: at the time of the interview"
    yield ""
    yield "# The answers, with the line each question stands in, and the places that claims may cite:"
    yield from _places(interview, source)
    yield ""
    yield "themes:"
    yield "  - id: first-theme"
    yield "    name: A first theme"
    yield "    definition: What it covers."
    yield ""
    yield "claims: []  # take [] away, and # from the lines below; each claim in your own words"
    yield "#  - id: first-claim"
    yield "#    text: One statement, complete by itself."
    yield "#    kind: fact  # fact, assessment, forecast or reported"
    yield f"#    speaker: {answering}"
    yield "#    themes: [first-theme]"
    yield f"#    evidence: [{source}/{_example(interview)}]"
    yield "#"
    yield "#set_aside:  # passages that bear no claim; `reportgen inspect` lists what is still uncovered"
    yield f"#  - {{at: {source}/{_example(interview)}, reason: Why it bears no claim.}}"


def _people(interview: Interview) -> dict[str, str]:
    """Names by id: who answers first, then who asks, then whoever else speaks."""
    known = interview.known
    named = [(known.interviewee or "The interviewee", "interviewee")]
    named += [(name, "interviewer") for name in known.interviewers]
    named += [(name, "speaker") for name in known.others]
    people: dict[str, str] = {}
    for name, fallback in named:
        base = (_slug(_plain(name)) if name != "The interviewee" else "") or fallback
        id_, number = base, 1
        while id_ in people:
            number += 1
            id_ = f"{base}-{number}"
        people[id_] = name
    return people


def _places(interview: Interview, source: str) -> Iterator[str]:
    answers: dict[str, list[Segment]] = {}
    for segment in interview.transcript.segments:
        if segment.id.startswith("q"):
            answers.setdefault(segment.id.partition(".")[0], []).append(segment)
    for region, segments in answers.items():
        counts = [(s.id.partition(".")[2], len(s.sentences)) for s in segments if s.sentences]
        total = sum(count for _, count in counts)
        spans = ", ".join(f"{name}.s1-s{count}" if count > 1 else f"{name}.s1" for name, count in counts)
        what = f"{spans} ({total} sentence{'' if total == 1 else 's'})" if counts else "no answer"
        yield f"#   line {interview.lines[segments[0].id]}: {source}/{region}: {what}"


def _example(interview: Interview) -> str:
    """The first sentence of an answer, or of whatever else has sentences."""
    spans = [(s.id.startswith("q"), s.sentences[0].id) for s in interview.transcript.segments if s.sentences]
    return next((id_ for answers, id_ in spans if answers), spans[0][1] if spans else "q1")


def _text(path: pathlib.Path, folder: pathlib.Path) -> str:
    """The text's name in the dataset's folder: where it lies, or where a copy belongs."""
    where, here = path.resolve(), folder.resolve()
    if where.is_relative_to(here):
        return where.relative_to(here).as_posix()
    return f"interview{path.suffix.lower() or '.txt'}"


def _plain(name: str) -> str:
    """A name without titles, and in capitals only where names have them."""
    name = _TITLES.sub("", name) or name
    return name.title() if name.isupper() and len(name) > 3 else name


def _family(name: str) -> str:
    words: Sequence[str] = _plain(name).split() or [""]
    return words[0] if _EAST_ASIAN.match(name) else words[-1]


def _name(name: str) -> str:
    """A CSL name: `family` and `given` where two words or more tell them apart."""
    words = _plain(name).split()
    if name == "The interviewee" or _COUNTED.match(name):
        return f"{{literal: {_quoted(name)}}}  # family and given, once you know"
    if _EAST_ASIAN.match(name) and len(words) > 1:
        return f"{{family: {_quoted(words[0])}, given: {_quoted(' '.join(words[1:]))}, family_first: true}}"
    if len(words) == 1:
        return f"{{family: {_quoted(words[0])}}}"
    return f"{{given: {_quoted(' '.join(words[:-1]))}, family: {_quoted(words[-1])}}}"


def _slug(text: str) -> str:
    """Lower-case letters, digits and single hyphens; empty where the script has none of them."""
    ascii_ = unicodedata.normalize("NFKD", re.sub(r"['’]", "", text)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_.lower()).strip("-")


def _quoted(text: str) -> str:
    """A double-quoted YAML scalar on one line. What YAML has no place for, such as control characters, is U+FFFD."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(map(_character, escaped)) + '"'


def _character(one: str) -> str:
    if one.isprintable():
        return one
    return "\ufffd" if unicodedata.category(one) in ("Cc", "Cn", "Zl", "Zp") else f"\\U{ord(one):08x}"
