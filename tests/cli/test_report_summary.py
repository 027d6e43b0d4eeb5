"""The summary of a job: read back as Markdown."""

from __future__ import annotations

import itertools

import pytest
from markdown_it import MarkdownIt

import reportgen
from reportgen import Problem
from reportgen.cli.reports.run import Found, Item, Run
from reportgen.cli.reports.summary import LIMIT, markdown
from tests import runs


def read(text: str) -> tuple[str, list[list[str]]]:
    """The heading, and the cells of each row of the table, as a reader sees them."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    cells = [
        "".join(child.content for child in token.children or ())
        for before, token in itertools.pairwise(tokens)
        if before.type == "td_open"
    ]
    heading = next(token.content for token in tokens if token.type == "inline")
    return heading, [cells[start : start + 6] for start in range(0, len(cells), 6)]


def rows(run: Run) -> list[list[str]]:
    return read(markdown(run))[1]


def test_counts_on_top_and_what_went_wrong_first() -> None:
    heading, table = read(markdown(runs.run(runs.BUILT, runs.FRESH, runs.FAILED)))
    assert heading == "reportgen build: 1 failed, 1 built, 1 fresh"
    assert table == [
        ["briefs/ferry.yaml", "pdf", "failed", "", "", "1 error: R201"],
        ["briefs/nato.yaml", "pdf", "built", "2.0 KiB", "1.2 s", ""],
        ["briefs/nato.yaml", "html", "fresh", "", "0.5 s", ""],
    ]


def test_stale_files_say_why() -> None:
    (row,) = rows(runs.run(runs.STALE, command="build --check"))
    assert row == ["briefs/old.yaml", "pdf", "stale", "", "", "claim `a` changed; `title` changed"]


def test_codes_are_named_up_to_a_number() -> None:
    codes = [Found(Problem(code=f"E30{number}", message="x", file="f"), "f") for number in range(1, 6)]
    (row,) = rows(runs.run(runs.FAILED._replace(problems=(*codes, codes[0]))))
    assert row[5] == "6 errors: E301, E302, E303, E304, …"


@pytest.mark.parametrize(
    ("size", "shown"), [(0, ""), (1, "1 B"), (1023, "1023 B"), (1024, "1.0 KiB"), (5 * 1024**4, "5120.0 GiB")]
)
def test_sizes(size: int, shown: str) -> None:
    assert rows(runs.run(runs.BUILT._replace(size=size)))[0][3] == shown


def test_no_name_breaks_the_table() -> None:
    name = "briefs/a|b `c` <img src=x> [d](e) *f* \\ &amp; @user #1\x1b.yaml"
    (row,) = rows(runs.run(runs.BUILT._replace(brief=name)))
    assert row[0] == name.replace("\x1b", "\ufffd")
    (row,) = rows(runs.run(runs.STALE._replace(reasons=("a\n| b",))))
    assert row[5] == "a | b"


def test_a_refusal_stands_above_the_table() -> None:
    refused = runs.run()._replace(error=reportgen.UsageError("no brief matches `*.yaml`"))
    assert markdown(refused) == "### reportgen build: nothing done\n\nno brief matches \\`\\*.yaml\\`\n\n\n"


def many(count: int) -> Run:
    briefs = [Item(f"briefs/{number:05}-é.yaml", "built", "pdf", size=1) for number in range(count)]
    return runs.run(*briefs, runs.FAILED)


def test_a_long_table_is_cut_where_the_limit_is() -> None:
    run = many(25_000)
    text = markdown(run)
    assert LIMIT == 1_048_576
    assert LIMIT - 400 < len(text.encode()) <= LIMIT
    _, table = read(text)
    assert table[0][0] == "briefs/ferry.yaml"
    assert text.endswith(f"\n{25_001 - len(table)} more files are not listed: a summary has its limit.\n\n")


def test_one_left_out_and_none() -> None:
    whole = markdown(many(3))
    assert "not listed" not in whole
    room = len(whole.encode()) + 199 - 1  # what is kept for the last line, and one byte short of the last row
    assert markdown(many(3), room).endswith("\n1 more file is not listed: a summary has its limit.\n\n")
    assert markdown(many(3), 100) == ""
