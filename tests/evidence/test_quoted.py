"""What counts as a quotation in a brief, and where it stands in what was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.evidence.plain import Plain, plain
from reportgen.evidence.quoted import in_brief, in_text, is_title
from tests.ferry import load


def words(text: str) -> list[str]:
    return [found.text for found in in_text((), Plain.printed(text), ("any",))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He says “it is old” and goes.", ["it is old"]),
        ('He says "it is old" and goes.', ["it is old"]),
        ("„Es ist alt“, sagt er. „Sehr alt.”", ["Es ist alt", "Sehr alt."]),
        ("Il dit «\u00a0c’est vieux\u00a0».", ["c’est vieux"]),
        ("彼は「とても古い」と言う。", ["とても古い"]),
        ("“He said ‘it is old’ twice,” she says.", ["He said ‘it is old’ twice,"]),
        ("“One “inside” another” stays whole.", ["One “inside” another"]),
        ("He says ‘it is old’, and goes.", ["it is old"]),
        ("(“it is old”)—“so it is”", ["it is old", "so it is"]),
        ('A 12" pipe and a 6" one', []),
        ('The boat"s hull" is old', []),
        ("It’s the boats’ hull’s edge", []),
        ("“never closed", []),
        ("closed” only", []),
        ("“” and «»", []),
        ("The ’70s and ‘the eighties", []),
    ],
)
def test_quotation_marks_are_told_from_other_marks(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_an_apostrophe_may_close_a_quotation_or_not() -> None:
    (found,) = in_text((), Plain.printed("She calls ‘the boats’ owners’ rich."), ("any",))
    assert found.readings == ("the boats’ owners", "the boats")


def test_nothing_is_a_quotation_where_nothing_is_cited() -> None:
    assert list(in_text((), Plain.printed("He says “it is old”."), ())) == []


MARKDOWN = (
    "One *“very* old”, [and](https://ferry.example/a_(b)) &ldquo;two\nlines&rdquo; [@a;\n@b] \\*3 * 4, snake_case and"
    " _all_ **bold**[@c]."
)


def test_markdown_is_read_as_it_is_printed() -> None:
    text, offsets = plain(MARKDOWN, base=5)
    assert text == "One “very old”, and “two lines” *3 * 4, snake_case and all bold."
    assert len(text) == len(offsets)
    for character, offset in zip(text, offsets, strict=True):
        written = MARKDOWN[offset - 5]
        assert character == written or (written in "\n&" and character in " “”")


def test_a_quotation_knows_its_claims_and_its_place(good_project: Path) -> None:
    text = (
        "He says “it is\nold” [@hull-old].\n\n- an “old\n  hull” [@replace-hull]\n\n### Under a “head of words”\n\nEnd."
    )
    project = load(good_project, text, {}, title="A “title of words”", heading="A “heading of words”")
    found = {quoted.text: quoted for quoted in in_brief(project.brief.value)}
    assert {name: quoted.claims for name, quoted in found.items()} == {
        "it is old": ("hull-old",),
        "old hull": ("replace-hull",),
        "head of words": ("hull-old", "replace-hull"),
        "title of words": ("hull-old", "replace-hull"),
        "heading of words": ("hull-old", "replace-hull"),
    }
    assert {name for name, quoted in found.items() if quoted.beside} == {"it is old", "old hull"}
    section = project.brief.value.sections[0]
    for name in ("it is old", "old hull", "head of words"):
        assert found[name].path == ("sections", 0, "text")
        assert section.text[found[name].at] == "“"


def test_a_recommendation_quotes_from_what_it_rests_on(good_project: Path) -> None:
    more = "recommendations:\n  - {actor: Town, text: Keep “it as it is”., rests_on: [hull-old]}\n"
    project = load(good_project, "It is old [@replace-hull].", {}, more=more)
    (found,) = in_brief(project.brief.value)
    assert (found.path, found.claims) == (("recommendations", 0, "text"), ("hull-old",))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Keeping the Harbour Ferry Afloat", True),
        ("A Passenger’s View of the Crossing", True),
        ("Talks between Japan and Russia", True),
        ("The Military Balance 2024", True),
        ("Free and Open Indo-Pacific", True),
        ("I would replace it within five years", False),
        ("The town pays about sixty", False),
        ("Nobody here expects", False),
        ("We go as we are", False),
        ("Ferries", False),
    ],
)
def test_titles_are_told_by_their_capitals(text: str, title: bool) -> None:
    assert is_title(text) is title
