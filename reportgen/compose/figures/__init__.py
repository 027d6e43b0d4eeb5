"""The figures of a memo, drawn from claims: data, words and drawing instructions, but no picture yet."""

from __future__ import annotations

import json
from collections.abc import Sequence

from reportgen.compose.coding import coding, region
from reportgen.compose.dates import in_words
from reportgen.compose.figures import bars, coverage, custom, timeline
from reportgen.compose.figures.bars import Bar
from reportgen.compose.figures.coverage import Line, Place
from reportgen.compose.figures.entry import Entry, Picture
from reportgen.compose.numbering import Numbering
from reportgen.compose.select import theme_names
from reportgen.compose.setting import setting
from reportgen.compose.terms import Callings
from reportgen.evidence import drawn
from reportgen.model import vegalite
from reportgen.model.brief import Section
from reportgen.model.dataset import Claim, Qualifier, within
from reportgen.model.figure import Figure, FigureKind, MemoFigure
from reportgen.model.page import Notes
from reportgen.model.project import Project
from reportgen.model.prose import Mark
from reportgen.model.transcript import Role

_MEASURE = {Notes.MARGIN: 112.0}
_WIDE_MEASURE = 124.0
"""Width of the text, in millimetres, beside notes in the margin and without them."""
_GROUPED = 10_000
"""From here on digits are set in groups; a year never is."""


class Figures:
    """Draws the figures of a checked project in reading order, and numbers them and what they draw."""

    def __init__(self, project: Project, numbering: Numbering, callings: Callings) -> None:
        self._project, self._numbering, self._callings = project, numbering, callings
        self._names = theme_names(project.dataset.value)
        self._drawn = 0

    def draw(self, section: Section) -> MemoFigure | None:
        """The next section's figure; none where it has none. Its claims are numbered as if cited below it."""
        figure, brief, dataset = section.figure, self._project.brief.value, self._project.dataset.value
        if figure is None:
            return None
        self._drawn += 1
        claims = drawn.drawn(figure, section, brief, dataset)
        source = self._numbering.cite([claim.id for claim in claims], noted=False)
        picture = self._picture(figure, section, claims, source.marks)
        return MemoFigure(
            number=self._drawn,
            anchor=f"figure-{self._drawn}",
            kind=figure.kind,
            title=figure.title,
            alt=figure.alt or picture.alt,
            columns=picture.columns,
            rows=picture.rows,
            spec=json.dumps(picture.spec, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False),
            source=source,
            note=figure.note,
        )

    def _picture(self, figure: Figure, section: Section, claims: Sequence[Claim], marks: Sequence[Mark]) -> Picture:
        words, language, width = self._project.words, self._project.language, self._width()
        entries = [self._entry(figure, claim, mark) for claim, mark in zip(claims, marks, strict=True)]
        if figure.kind is FigureKind.TIMELINE:
            return timeline.draw(entries, width, words, language)
        if figure.kind is FigureKind.QUANTITIES:
            return bars.quantities(entries, width, words)
        if figure.kind is FigureKind.SPEC:
            spec = vegalite.parse(self._project.assets[figure.spec or ""])
            return custom.draw(spec, entries, figure.alt or "", width, words)
        paths = drawn.rows(figure, section, self._project.brief.value, self._project.dataset.value)
        if figure.kind is FigureKind.THEMES:
            counted = [self._bar(path, paths, claims) for path in paths]
            return bars.counts(counted, len(claims), width, words)
        places = self._places(claims)
        return coverage.draw([place for _, place in places], self._lines(paths, claims, places), width, words)

    def _entry(self, figure: Figure, claim: Claim, mark: Mark) -> Entry:
        quantity, source = claim.quantity, claim.evidence[0].partition("/")[0]
        text = quantity.label if quantity and figure.kind is not FigureKind.TIMELINE else claim.text
        return Entry(
            claim=claim,
            number=mark.number,
            label=figure.labels.get(claim.id, text),
            date=in_words(claim.when, self._project.language, self._project.words) if claim.when else "",
            amount=self._amount(quantity.value, quantity.qualifier) if quantity else "",
            speaker=self._callings.shown(claim.speaker, source).full,
            themes=tuple(self._names[path] for path in claim.themes),
        )

    def _amount(self, value: float, qualifier: Qualifier) -> str:
        """A number as print has it, with the source's hedge."""
        from babel.numbers import format_decimal  # for memos that show a quantity

        _ = self._project.words.gettext
        locale = self._project.language.replace("-", "_")
        number = format_decimal(value, locale=locale, group_separator=abs(value) >= _GROUPED)
        hedged = {
            Qualifier.EXACTLY: "%(number)s",
            Qualifier.ABOUT: _("about %(number)s"),
            Qualifier.OVER: _("over %(number)s"),
            Qualifier.UNDER: _("under %(number)s"),
            Qualifier.AT_LEAST: _("at least %(number)s"),
            Qualifier.AT_MOST: _("at most %(number)s"),
        }
        return hedged[qualifier] % {"number": number}

    def _bar(self, path: str, paths: Sequence[str], claims: Sequence[Claim]) -> Bar:
        count = sum(any(within(theme, path) for theme in claim.themes) for claim in claims)
        return Bar(*self._label(path, paths), value=count, text=str(count))

    def _label(self, path: str, paths: Sequence[str]) -> tuple[str, bool]:
        """A theme's own name, and whether it is part of one shown; with the name above it where that is not shown."""
        inner = path.rpartition("/")[0] in paths
        name = self._names[path]
        return (name.rpartition(": ")[2] if inner else name), inner

    def _places(self, claims: Sequence[Claim]) -> list[tuple[tuple[str, ...], Place]]:
        """The columns of a matrix, with the exchanges of each: answers, or interviews where these are many."""
        _ = self._project.words.gettext
        found: list[tuple[tuple[str, ...], Place]] = []
        cited = {locator.partition("/")[0] for claim in claims for locator in claim.evidence}
        sources = [source for source in self._project.dataset.value.sources if source.id in cited]
        answers = {source.id: self._answers(source.id) for source in sources}
        many = sum(map(len, answers.values())) > coverage.MOST
        for number, source in enumerate(sources, start=1):
            person = self._callings.shown(source.interviewee, source.id)
            if many:
                found.append((answers[source.id], Place(_("Interview"), str(number), person.full)))
                continue
            for answer in answers[source.id]:
                ordinal = answer.rpartition("/q")[2]
                name = _("answer %(number)s") % {"number": ordinal}
                alone = len(sources) == 1
                place = Place(
                    _("Answer") if alone else person.short, ordinal, name if alone else f"{person.short}, {name}"
                )
                found.append(((answer,), place))
        return found

    def _answers(self, source: str) -> tuple[str, ...]:
        segments = self._project.dataset.transcripts[source].segments
        found = (segment.id.partition(".")[0] for segment in segments if segment.role is Role.ANSWER)
        return tuple(dict.fromkeys(f"{source}/{exchange}" for exchange in found))

    def _lines(
        self, paths: Sequence[str], claims: Sequence[Claim], places: Sequence[tuple[tuple[str, ...], Place]]
    ) -> list[Line]:
        coded = coding(claims, self._project.dataset)
        lines = []
        for path in paths:
            where = [region(sentence) for sentence in coded.of(path).sentences]
            cells = tuple(sum(place in exchanges for place in where) for exchanges, _ in places)
            lines.append(Line(*self._label(path, paths), cells))
        return lines

    def _width(self) -> float:
        """The width of the text in pixels of 1/96 inch, where the text has 10 points."""
        notes, size = setting(self._project).notes, self._project.style.size
        if notes in _MEASURE:
            return _MEASURE[notes] / 25.4 * 96 * 10 / size
        return _WIDE_MEASURE / 25.4 * 96
