"""A brief against what its template allows: options, paper, notes, words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from reportgen.compose.setting import room_for_notes, setting
from reportgen.evidence import fields, statements
from reportgen.evidence.plain import plain
from reportgen.model.nearest import did_you_mean
from reportgen.model.options import unfit, written
from reportgen.model.problem import Path, Problem
from reportgen.model.project import Project

_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
"""Kana and Han characters, which stand without spaces between words."""
_COUNTED = "counted are bottom line, takeaways, headings, sections, recommendations and limits, without citations"


def check_limits(project: Project) -> Iterator[Problem]:
    """R221 for options, R113 for paper and notes, P107 for words: what the template of a brief does not allow."""
    yield from _options(project)
    yield from _page(project)
    yield from _words(project)


def _options(project: Project) -> Iterator[Problem]:
    brief, lines, known = project.brief.value, project.brief.source_map, project.manifest.options
    for name, value in brief.output.options.items():
        path = ("output", "options", name)
        option = known.get(name)
        if option is None:
            listed = f"its options: {', '.join(known)}" if known else "it has no options"
            message = f"the template `{brief.template}` has no option `{name}`"
            yield lines.problem("R221", message, path, at_key=True, hint=did_you_mean(name, known) or listed)
        elif reason := unfit(option, value):
            yield lines.problem("R221", f"the option `{name}` {reason.message}", path, hint=reason.hint)


def _page(project: Project) -> Iterator[Problem]:
    brief, lines, manifest = project.brief.value, project.brief.source_map, project.manifest
    set_as, notes = setting(project), brief.output.notes
    page, room = set_as.page, room_for_notes(manifest, set_as.options)
    if page not in manifest.sizes:
        path: Path = ("output", "page") if brief.output.page else ("style",)
        message = f"the template `{brief.template}` cannot be set on `{page}`"
        yield lines.problem("R113", message, path, hint=f"`output.page` may be {_either(manifest.sizes)}")
    if notes is not None and notes not in room:
        options = ", ".join(f"`{name}: {written(value)}`" for name, value in brief.output.options.items())
        with_ = f" with {options}" if notes in manifest.notes else ""
        message = f"the template `{brief.template}` cannot set its notes at `{notes}`{with_}"
        yield lines.problem("R113", message, ("output", "notes"), hint=f"it can at {_either(room)}")


def _either(values: Sequence[str]) -> str:
    return " or ".join(f"`{value}`" for value in values)


def _words(project: Project) -> Iterator[Problem]:
    limit = project.manifest.limits.words
    counts = words(project)
    if limit is not None and counts.total() > limit:
        longest, most = counts.most_common(1)[0]
        message = (
            f"the text has {counts.total():,} words, and the template `{project.brief.value.template}` allows {limit:,}"
        )
        hint = f"{_COUNTED}; the longest is `{longest}` with {most:,}"
        yield project.brief.source_map.problem("P107", message, (), hint=hint)


def words(project: Project) -> Counter[str]:
    """The words of a brief's text, by the part they stand in, such as `sections.0`.

    A word is what stands between white space and holds a letter or a figure. In Japanese and Chinese, two characters
    count as one.
    """
    brief = project.brief.value
    counts: Counter[str] = Counter()
    for path, text in fields.prose(brief):
        counts[_part(path)] += sum(count(plain(statement.text).text) for statement in statements.find(text))
    for path, text in fields.plain(brief):
        if path[-1] in ("heading", "actor"):
            counts[_part(path)] += count(text)
    return counts


def count(text: str) -> int:
    """The words of a text."""
    spaced = sum(1 for word in _SPACELESS.sub(" ", text).split() if any(map(str.isalnum, word)))
    return spaced + (len(_SPACELESS.findall(text)) + 1) // 2


def _part(path: Path) -> str:
    return ".".join(map(str, path[:2]))
