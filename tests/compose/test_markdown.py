"""What of Markdown a memo cannot set is named where it stands, and nothing is dropped without a word."""

from __future__ import annotations

import pytest

from reportgen.compose.markdown import Unsupported, unsupported


@pytest.mark.parametrize(
    ("text", "what", "needle"),
    [
        ("Intro.\n\n```\nx\n```", "a code block", "```"),
        ("Intro.\n\n    x = 1", "a code block (four spaces of indentation make one)", "x = 1"),
        ("Some `x` here.", "code", "`x`"),
        ("Some ``a ` b`` here.", "code", "``a ` b``"),
        ("![Map](map.png)", "an image", "![Map]"),
        ("> Words.", "a block quotation", "> Words."),
        ("A.\n\n***\n\nB.", "a rule", "***"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a table", "| a | b |"),
        ("# Head", "a heading of level 1 (only `###` fits inside a section)", "# Head"),
        ("Head\n----", "a heading of level 2 (only `###` fits inside a section)", "Head"),
        ("#### Head", "a heading of level 4 (only `###` fits inside a section)", "#### Head"),
        ("### Boats [@a]", "a citation in a heading", "### Boats [@a]"),
        (
            "1971. The hull is old.",
            r"a list that starts at 1971 (where it is a sentence, write `1971\.`)",
            "1971. The hull is old.",
        ),
        ("- a\n  - b\n    - c\n      - d\n        - e\n          - f", "a list inside 5 others", "- f"),
        ("[Note]: unread", "the address of a link apart from its words (write `[words](https://…)`)", "[Note]: unread"),
        ('[x](https://a.example "T")', "a link with a title", "https://a.example"),
        ("[as [@a] says](https://a.example)", "a link with a citation in its words (cite behind it)", "](https:"),
        ("[analysis]", "`[analysis]` apart from the paragraph it heads", "[analysis]"),
        ("- [analysis]\n- b [@b]", "`[analysis]` apart from the paragraph it heads", "- [analysis]"),
    ],
)
def test_it_is_named_by_what_it_is(text: str, what: str, needle: str) -> None:
    assert unsupported(text) == (Unsupported(what, needle, 0),)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://a.example",
        "#x",
        "b.html",
    ],
)
def test_a_link_leads_to_the_web_or_a_mailbox(url: str) -> None:
    (found,) = unsupported(f"See [this]({url}).")
    assert found.what == f"a link to `{url}` (only https, http and mailto links)"
    assert found.needle == url


def test_an_address_in_angle_brackets_is_a_link_too() -> None:
    (found,) = unsupported("See <javascript:alert> or <https://a.example>.")
    assert found.needle == "javascript:alert"


def test_a_name_that_is_no_address_is_not_a_link() -> None:
    assert unsupported("<b>bold</b> <script>alert(1)</script> & more") == ()


@pytest.mark.parametrize(
    "text",
    [
        "A *word*, a **strong one**, [a link](https://a.example), <mailto:a@b.example>, <a@b.example> [@a; @b].",
        "HTTPS: [x](HTTPS://A.example)",
        "- a\n- b\n  1. c\n  2. d\n\n### Head\n\nLine\\\nbreak  \nbreak",
        r"1971\. The hull is old. \`x\` \[@a] \# x",
        "[analysis] Words. [analysis] again.",
        "Price | quality",
        "",
    ],
)
def test_the_rest_is_supported(text: str) -> None:
    assert unsupported(text) == ()


def test_nothing_is_too_deep_to_be_seen() -> None:
    text = "\n".join(f"{'  ' * depth}- item" for depth in range(60))
    assert {found.what for found in unsupported(text)} == {"a list inside 5 others"}


def test_they_are_listed_in_order_and_told_apart() -> None:
    text = "See `a`, [x](ftp://b) and `a`.\n\n`a` ![i](j) ![i](k)\n\n> quoted `a`\n\n[r]: x\n[r]: y"
    found = [(item.needle, item.occurrence) for item in unsupported(text)]
    assert found == [
        ("`a`", 0),
        ("ftp://b", 0),
        ("`a`", 1),
        ("`a`", 2),
        ("![i]", 0),
        ("![i]", 1),
        ("> quoted `a`", 0),
        ("`a`", 3),
        ("[r]: x", 0),
        ("[r]: y", 0),
    ]


def test_other_line_separators_of_unicode_move_nothing() -> None:
    (found,) = unsupported("One\u2028two\x0bthree\n\n# Head")
    assert found.needle == "# Head"
