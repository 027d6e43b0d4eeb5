"""All quotations of a brief, set apart or in prose, in the order a reader meets them, each with what was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.evidence import fields, locate
from reportgen.evidence.excerpt import Excerpt, Missed, excerpt
from reportgen.evidence.proof import Fault, Judge, Judged, on_background
from reportgen.evidence.quote import count_words
from reportgen.evidence.quoted import in_brief
from reportgen.model.brief import Quote
from reportgen.model.dataset import Terms
from reportgen.model.problem import Path
from reportgen.model.project import LoadedDataset, Project


@dataclass(frozen=True, slots=True)
class Apart:
    """A passage that a section sets apart. Without excerpt and fault it is left out: its text is not at hand."""

    section: int
    """From 0."""
    key: str
    """Of the quote, where a fault stands: `at`, `from` or `to`."""
    source: str
    excerpt: Excerpt | None = None
    fault: Fault | None = None

    @property
    def path(self) -> Path:
        return ("sections", self.section, "quote", self.key)


def quotations(project: Project) -> tuple[Judged | Apart, ...]:
    """What stands in quotation marks beside a citation and is more than a term, and every passage set apart.

    A passage at a place that its source does not have is left to R210.
    """
    brief = project.brief.value
    judge = Judge(project.dataset, filter(None, (brief.title, brief.subtitle, brief.series)))
    found: list[Judged | Apart] = [judged for quoted in in_brief(brief) if (judged := judge.judge(quoted))]
    for number, section in enumerate(brief.sections):
        if section.quote is not None and (apart := _apart(number, section.quote, project.dataset)):
            found.append(apart)
    turn = {path: number for number, path in enumerate(_reading_order(project))}
    return tuple(sorted(found, key=lambda item: turn[_at(item)]))


def printed_words(item: Judged | Apart) -> int:
    """How many words of a source an item puts into print."""
    if isinstance(item, Apart):
        return count_words(item.excerpt.text) if item.excerpt else 0
    return count_words(item.text)


def _at(item: Judged | Apart) -> Path:
    return item.path[:3] if isinstance(item, Apart) else item.quoted.path


def _reading_order(project: Project) -> Iterator[Path]:
    """The path of every text, and of every section's quote."""
    yield from (path for path, _ in fields.plain(project.brief.value) if path[-1] != "heading")
    for path, _ in fields.prose(project.brief.value):
        yield (*path[:-1], "heading")
        yield path
        yield (*path[:-1], "quote")


def _apart(section: int, quote: Quote, loaded: LoadedDataset) -> Apart | None:
    source = quote.at.partition("/")[0]
    transcript = loaded.transcripts.get(source)
    if transcript is None or locate.resolve(quote.at, transcript) is None:
        return None
    if any(known.id == source and known.terms is Terms.BACKGROUND for known in loaded.value.sources):
        return Apart(section, "at", source, fault=on_background(source))
    if source not in loaded.texts:
        return Apart(section, "at", source)
    cut = excerpt(quote, loaded.texts[source], transcript)
    if isinstance(cut, Missed):
        return Apart(section, cut.key, source, fault=cut.fault)
    return Apart(section, "at", source, cut)
