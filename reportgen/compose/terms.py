"""What a memo calls people, sources and kinds: names, or what the terms of a source leave of them."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from reportgen.evidence.names import called, protected
from reportgen.evidence.watch import Watch
from reportgen.model.dataset import Dataset, Kind, Name, Person, Source, Terms
from reportgen.model.project import ENGLISH


class Shown(NamedTuple):
    """How a person is named: whole, short, and within a sentence."""

    full: str
    short: str
    within: str


class Callings:
    """Names as the memos of a dataset may print them; `words` are those of the memo's language."""

    def __init__(self, dataset: Dataset, words: gettext.NullTranslations = ENGLISH) -> None:
        self.words = words
        self._people = {person.id: person for person in dataset.people}
        self._sources = dataset.sources_by_id
        people = protected(dataset)
        self.watch = Watch(people)
        """Those whose names no memo may give."""
        self._called = {person.person: person.attribution for person in reversed(people)}

    def person(self, id_: str, source: str) -> Person:
        """A person as a statement drawn from a source may name them: with a name, or with the attribution alone."""
        attribution = self._attribution(id_, source)
        if attribution is None:
            return self._people[id_]
        return Person(id=id_, name=Name(literal=attribution[:1].upper() + attribution[1:]))

    def shown(self, id_: str, source: str) -> Shown:
        """The same as a memo's values have it."""
        name = self.person(id_, source).name
        return Shown(name.full, name.short, self._attribution(id_, source) or name.full)

    def source(self, source: Source) -> Source:
        """A source without what gives a name away: its title becomes a description, its address is left out."""
        url = source.url if source.url and not self.watch.finds(source.url) else None
        title, subtitle = source.title, source.subtitle
        if self.watch.finds(source.full_title):
            title = self.words.gettext("Interview with %(name)s") % {
                "name": self.shown(source.interviewee, source.id).within
            }
            subtitle = None
        return msgspec.structs.replace(source, title=title, subtitle=subtitle, url=url)

    def _attribution(self, id_: str, source: str) -> str | None:
        own = self._sources[source]
        if own.terms is not Terms.ON_RECORD and own.interviewee == id_:
            return called(own)
        return self._called.get(id_)


def kind_names(words: gettext.NullTranslations) -> Mapping[Kind, str]:
    """What each kind of claim is called in a language."""
    return {
        Kind.FACT: words.gettext("fact"),
        Kind.ASSESSMENT: words.gettext("assessment"),
        Kind.FORECAST: words.gettext("forecast"),
        Kind.REPORTED: words.gettext("reported"),
    }
