"""Words in quotation marks against the text they come from, and passages set apart against their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from reportgen.evidence import fields
from reportgen.evidence.plain import Plain
from reportgen.evidence.proof import Fault, Judge, Judged
from reportgen.evidence.quotations import Apart, printed_words, quotations
from reportgen.evidence.quoted import in_text
from reportgen.evidence.rules_dataset import no_place
from reportgen.model.problem import Path, Problem, SourceMap
from reportgen.model.project import LoadedDataset, Project

_OPENING = re.compile(r"(?:&#?\w+;|\S)\w*")
"""A quotation mark as it is written, with the word after it: the mark alone may also stand in the YAML around it."""


def places(project: Project) -> Iterator[Problem]:
    """R210: a passage set apart at a place that the dataset does not have."""
    for index, section in enumerate(project.brief.value.sections):
        if section.quote and (found := no_place(section.quote.at, project.dataset)):
            message, hint = found
            yield project.brief.source_map.problem("R210", message, ("sections", index, "quote", "at"), hint=hint)


def quoted(project: Project) -> Iterator[Problem]:
    """E101, E102, E103, E105, E107: what is quoted and does not stand where it should, or may not be quoted."""
    lines = project.brief.source_map
    texts = dict([*fields.prose(project.brief.value), *fields.plain(project.brief.value)])
    for item in quotations(project):
        if isinstance(item, Apart) and item.fault:
            yield lines.problem(item.fault.code, item.fault.message, item.path, hint=item.fault.hint)
        elif isinstance(item, Judged) and item.fault:
            yield _problem(lines, item.fault, item.quoted.path, texts[item.quoted.path], item.quoted.at)


def allowances(project: Project) -> Iterator[Problem]:
    """E104: the quotation with which a memo goes beyond the words that a source lets it quote."""
    allowed = {source.id: source.quotation_words for source in project.dataset.value.sources}
    texts = dict([*fields.prose(project.brief.value), *fields.plain(project.brief.value)])
    words = dict.fromkeys(allowed, 0)
    over: dict[str, Judged | Apart] = {}
    for item in quotations(project):
        limit = allowed.get(item.source) if item.source else None
        if item.source is None or limit is None or item.fault:
            continue
        words[item.source] += printed_words(item)
        if words[item.source] > limit:
            over.setdefault(item.source, item)
    for source, item in over.items():
        message = f"the memo quotes {words[source]} words of `{source}`, which allows {allowed[source]}"
        fault = Fault("E104", message, "quote less here, or earlier in the memo")
        if isinstance(item, Apart):
            yield project.brief.source_map.problem("E104", message, item.path, hint=fault.hint)
        else:
            path = item.quoted.path
            yield _problem(project.brief.source_map, fault, path, texts[path], item.quoted.at)


def claims(loaded: LoadedDataset) -> Iterator[Problem]:
    """E101, E102, E103, E105: what a claim quotes, against its own evidence."""
    judge = Judge(loaded)
    for index, claim in enumerate(loaded.value.claims):
        path = ("claims", index, "text")
        for found in in_text(path, Plain.printed(claim.text), (claim.id,)):
            judged = judge.judge(found)
            if judged and judged.fault:
                yield _problem(loaded.dataset.source_map, judged.fault, path, claim.text, found.at)


def _problem(lines: SourceMap, fault: Fault, path: Path, text: str, at: int) -> Problem:
    """A problem at the quotation mark that stands at an offset of a text."""
    opening = _OPENING.match(text, at)
    assert opening is not None
    needle = opening[0]
    occurrence = sum(text.startswith(needle, before) for before in range(at))
    return lines.problem(fault.code, fault.message, path, hint=fault.hint, needle=needle, occurrence=occurrence)


DATASET_RULES: Sequence[Callable[[LoadedDataset], Iterable[Problem]]] = (claims,)
BRIEF_RULES: Sequence[Callable[[Project], Iterable[Problem]]] = (places, quoted, allowances)
