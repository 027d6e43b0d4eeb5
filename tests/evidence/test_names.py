"""Names that terms protect, in texts, addresses and ids."""

from __future__ import annotations

import pytest

from reportgen.evidence.names import Protected, _affiliations, _names, gives_away
from reportgen.model.dataset import Name, Person


def protected(name: Name, affiliation: str | None = None) -> Protected:
    person = Person(id="one", name=name, affiliation=affiliation)
    return Protected("one", "log", "a pilot", tuple(_names(person)), tuple(_affiliations(person)))


OSHEA = protected(Name(given="Rory", family="O’Hara"), "Institute of Tides, Quay School, Norway")
MAY = protected(Name(given="Ann", family="May"), "RAND")
MULLER = protected(Name(given="Jo", family="van der Müller"))


@pytest.mark.parametrize(
    ("person", "text", "found"),
    [
        (OSHEA, "So O'Hara’s view, and O’HARA, not O’Haraz.", ["O'Hara", "O’HARA"]),
        (OSHEA, "o’hara and Ohara are other words", []),
        (OSHEA, "at the institute\nof tides", ["institute\nof tides"]),
        (OSHEA, "at the Quay School in Norway", ["Quay School"]),
        (OSHEA, "see https://tides.example/people/ohara or ohara@tides.example", ["ohara", "ohara@tides.example"]),
        (MAY, "It may rain in May.", ["May"]),
        (MAY, "mail may@quay.example, not maybe@quay.example, see /mayor", ["may@quay.example"]),
        (MAY, "a rand or the RAND", ["RAND"]),
        (MULLER, "Van der Müller; van  der\nMüller; vandermuller@quay.example", ["van  der\nMüller", "vandermuller"]),
    ],
)
def test_a_text_names_someone(person: Protected, text: str, found: list[str]) -> None:
    spans = sorted(set(person.find(text)))
    assert len(spans) == len(found)
    for (start, end), words in zip(spans, found, strict=True):
        assert text[start:end].startswith(words)
    assert gives_away(text, [person]) is bool(found)


@pytest.mark.parametrize(
    ("person", "id_", "given"),
    [
        (OSHEA, "o-hara", False),
        (OSHEA, "ohara", True),
        (OSHEA, "interview-ohara-2", True),
        (OSHEA, "oharas", False),
        (MAY, "may", True),
        (MAY, "maybe-not", False),
        (MULLER, "van-der-muller-1", True),
        (MULLER, "muller", False),
    ],
)
def test_an_id_gives_a_name(person: Protected, id_: str, given: bool) -> None:
    assert person.in_id(id_) is given


def test_a_group_goes_by_its_name_and_one_without_family_name_by_the_given_one() -> None:
    assert protected(Name(literal="Crew of the Holm")).names == ("Crew of the Holm",)
    assert protected(Name(given="Sukarno")).names == ("Sukarno",)
