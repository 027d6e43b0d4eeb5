"""Markdown to prose: marks behind punctuation and tied to their word, analysis told apart, lists, links."""

from __future__ import annotations

import pytest

from reportgen.compose import prose
from reportgen.compose.numbering import Numbering
from reportgen.model.page import Language
from reportgen.model.prose import (
    Block,
    Break,
    Cite,
    Emphasis,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Strong,
    Subheading,
    TextRun,
    plain,
)


def parse(text: str, language: Language = Language.EN_GB) -> tuple[Block, ...]:
    return prose.parse(text, Numbering().cite, language)


def shown(content: tuple[Inline, ...]) -> str:
    """Runs in one line: `{word|1,2}` for a citation with its lead, `*…*`, `_…_` and `<…>` for strong, italic, link."""
    parts = []
    for node in content:
        if isinstance(node, TextRun):
            parts.append(node.text)
        elif isinstance(node, Cite):
            marks = ",".join(str(mark.number) for mark in node.marks)
            parts.append("{" + node.lead + "|" + marks + (f"|{node.tail}" if node.tail else "") + "}")
        elif isinstance(node, Break):
            parts.append("⏎")
        else:
            sign = {Strong: "**", Emphasis: "__", Link: "<>"}[type(node)]
            parts.append(sign[0] + shown(node.content) + sign[1])
    return "".join(parts)


def paragraph(text: str, language: Language = Language.EN_GB) -> str:
    (block,) = parse(text, language)
    assert isinstance(block, Paragraph)
    return shown(block.content)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The hull is old [@a].", "The hull is {old.|1}"),
        ("The hull is old [@a], they say.", "The hull is {old,|1} they say."),
        ("The hull is old[@a]: rust.", "The hull is {old:|1} rust."),
        ("Is it old [@a]?! Yes.", "Is it {old?!|1} Yes."),
        ("Old [@a] and rusty.", "{Old|1} and rusty."),
        ("“It is old [@a].” Then", "“It is {old.”|1} Then"),
        ("“It is old [@a]”. Then", "“It is {old”.|1} Then"),
        ("“It is old” [@a].", "“It is {old”.|1}"),
        ("(It is old [@a].) Then", "(It is {old.)|1} Then"),
        ("(It is old [@a]). Then", "(It is {old).|1} Then"),
        ("It is old [@a]—rusty", "It is {old|1}—rusty"),
        ("It is old [@a] – rusty", "It is {old|1} – rusty"),
        ("It is old [@a] “so” they say", "It is {old|1} “so” they say"),
        ("[@a] says so.", "{|1} says so."),
        ("So says [@a]'s friend", "So {says|1}'s friend"),
        ("old [@a; @b].", "{old.|1,2}"),
        ("old [ @a ;@b ] x", "{old|1,2} x"),
        ("old\n[@a]. New", "{old.|1} New"),
        ("the old\nhull [@a]", "the old {hull|1}"),
        ("120\u00a0000 people [@a].", "120\u00a0000 {people.|1}"),
        ("by 120\u00a0000 [@a].", "by {120\u00a0000.|1}"),
    ],
)
def test_marks_stand_behind_punctuation_and_hang_on_their_word(text: str, expected: str) -> None:
    assert paragraph(text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (Language.FR, "La coque est vieille [@a].", "La coque est {vieille|1|.}"),
        (Language.FR, "vieille [@a] ; rouille", "{vieille|1| ;} rouille"),
        (Language.FR, "vieille [@a]\u202f; rouille", "{vieille|1|\u202f;} rouille"),
        (Language.FR, "«\u202fvieille [@a]\u202f». Puis", "{«\u202fvieille|1|\u202f».} Puis"),
        (Language.FR, "vieille [@a] [@b].", "{vieille|1,2|.}"),
        (Language.FR, "vieille [@a] et", "{vieille|1} et"),
        (Language.ES, "El casco es viejo [@a]. Así", "El casco es {viejo|1|.} Así"),
        (Language.ES, "«viejo [@a]». Así", "{«viejo|1|».} Así"),
        (Language.DE, "Der Rumpf ist alt [@a]. Dann", "Der Rumpf ist {alt.|1} Dann"),
        (Language.DE, "„Der Rumpf ist alt [@a].“ Dann", "„Der Rumpf ist {alt.“|1} Dann"),
        (Language.JA, "船体は古い [@a]。橋は新しい[@b]。", "船体は古{い|1|。}橋は新し{い|2|。}"),
        (Language.JA, "「船体は古い [@a]」という", "「船体は古{い|1|」}という"),
        (Language.JA, "船だった [@a]、と", "船だっ{た|1|、}と"),
        (Language.JA, "これが「船」 [@a]。", "これが{「船」|1|。}"),
        (Language.JA, "彼は「船 [@a]", "彼は{「船|1}"),
        (Language.JA, "加盟国はNATOだ [@a]。", "加盟国はNATO{だ|1|。}"),
        (Language.JA, "加盟国は NATO [@a]。", "加盟国は {NATO|1|。}"),
        (Language.JA, "船体は\n古い", "船体は古い"),
        (Language.JA, "船体は[@a]。\n古い", "船体{は|1|。}古い"),
        (Language.JA, "the hull\nis old", "the hull is old"),
    ],
)
def test_marks_stand_where_the_language_puts_them(language: Language, text: str, expected: str) -> None:
    assert paragraph(text, language) == expected


def test_plain_text_has_the_punctuation_behind_marks_too() -> None:
    (block,) = parse("Il est vieux [@a] ; ou neuf [@b].", Language.FR)
    assert isinstance(block, Paragraph)
    assert plain(block.content) == "Il est vieux ; ou neuf."


@pytest.mark.parametrize(
    "text",
    ["old [@a] [@b].", "old [@a][@b].", "old [@a],[@b].", "old [@a]\n[@b].", "old [@a; @b]."],
)
def test_neighbouring_citations_become_one(text: str) -> None:
    assert paragraph(text).endswith("|1,2}")


def test_a_claim_cited_twice_in_a_row_has_one_mark() -> None:
    assert paragraph("old [@a] [@b; @a].") == "{old.|1,2}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*It is old [@a].* Then", "_It is {old.|1}_ Then"),
        ("*It is old [@a]*. Then", "_It is {old.|1}_ Then"),
        ("**old [@a]**, then", "*{old,|1}* then"),
        ("***old [@a]***; then", "_*{old;|1}*_ then"),
        ("**old [@a]** [@b]. Then", "*{old.|1,2}* Then"),
        ("It is *old* [@a].", "It is _old_{.|1}"),
        ("It is *old* [@a] and", "It is _old_{|1} and"),
        ("*very **old** hull [@a]* and", "_very *old* {hull|1}_ and"),
        ("[the *study*](https://a.example) [@a].", "<the _study_>{.|1}"),
        ("One\\\ntwo [@a]  \nthree", "One⏎{two|1}⏎three"),
        ("One\\\n[@a] two", "One⏎{|1} two"),
    ],
)
def test_marks_inside_and_after_emphasis_links_and_breaks(text: str, expected: str) -> None:
    assert paragraph(text) == expected


def test_numbers_follow_the_order_of_reading() -> None:
    blocks = parse("One [@c].\n\n- two [@a]\n- *three [@b]*\n\n### Head\n\nfour [@c; @d]")
    assert [shown(block.content) if isinstance(block, Paragraph) else "" for block in blocks] == [
        "{One.|1}",
        "",
        "",
        "{four|1,4}",
    ]


@pytest.mark.parametrize(
    ("text", "analysis"),
    [
        ("It is old [@a].", False),
        ("*It is old [@a].*", False),
        ("It may sink.", True),
        ("[analysis] It may sink.", True),
        ("[Analysis] It is old [@a], so it may sink.", True),
        ("[analysis]\nIt may sink.", True),
        ("As `[analysis]`".replace("`", "\\`"), True),
    ],
)
def test_a_paragraph_without_a_citation_is_analysis(text: str, analysis: bool) -> None:
    (block,) = parse(text)
    assert isinstance(block, Paragraph)
    assert block.analysis is analysis
    assert not plain(block.content).lower().startswith("[analysis]")


def test_the_word_analysis_inside_a_paragraph_is_a_word() -> None:
    assert paragraph("It sinks [analysis] [@a].") == "It sinks {[analysis].|1}"


def test_lists_nest() -> None:
    (block,) = parse("1. one [@a]\n2. two\n   - deep\n\n   second paragraph")
    assert isinstance(block, ListBlock)
    assert block.ordered
    assert [[type(part).__name__ for part in item] for item in block.items] == [
        ["Paragraph"],
        ["Paragraph", "ListBlock", "Paragraph"],
    ]
    inner = block.items[1][1]
    assert isinstance(inner, ListBlock)
    assert not inner.ordered


def test_a_list_item_may_be_analysis() -> None:
    (block,) = parse("- [analysis] mine\n- theirs [@a]")
    assert isinstance(block, ListBlock)
    assert [item[0].analysis for item in block.items if isinstance(item[0], Paragraph)] == [True, False]


def test_headings_and_links() -> None:
    heading, text = parse("### The *old* hull\n\nSee [it](https://a.example/x?y=1&z=2) or <https://b.example>.")
    assert heading == Subheading(
        content=(TextRun(text="The "), Emphasis(content=(TextRun(text="old"),)), TextRun(text=" hull"))
    )
    assert isinstance(text, Paragraph)
    links = [node for node in text.content if isinstance(node, Link)]
    assert [(link.href, plain(link.content)) for link in links] == [
        ("https://a.example/x?y=1&z=2", "it"),
        ("https://b.example", "https://b.example"),
    ]


def test_html_is_text() -> None:
    text = "<b>x</b> <script>alert(1)</script> <img src=x onerror=y>"
    assert paragraph(text) == text


def test_entities_and_escapes_are_the_characters_they_stand_for() -> None:
    assert paragraph(r"Ben &amp; Co. &lt;b&gt; \*not\* \[@a]") == "Ben & Co. <b> *not* [@a]"


def test_plain_text_has_the_words_without_the_marks() -> None:
    (block,) = parse("The *old hull [@a]*, [then](https://a.example)  \nrust [@b].")
    assert isinstance(block, Paragraph)
    assert plain(block.content) == "The old hull, then rust."


@pytest.mark.parametrize("text", ["> quoted", "`code`", "![x](y.png)"])
def test_what_was_not_checked_first_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="has no place in a memo"):
        parse(text)
