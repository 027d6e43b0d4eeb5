"""The same memo for other tools: no word is lost on the way to them, and what they lose is found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

import reportgen
from benchmarks.measure import BRIEFS, Spread
from benchmarks.peers import prepare
from benchmarks.peers.document import Document, Grid, Item, Mark, Note, Paragraph, Text, document, note, notes, words
from benchmarks.peers.facts import Facts, facts, letters, lost
from benchmarks.peers.markdown import markdown
from benchmarks.peers.tables import Found, costs, outputs, sentences
from benchmarks.peers.tools import TOOLS, Tool
from benchmarks.peers.typst_markup import string, typst
from reportgen.model import prose
from reportgen.model.prose import Block, ListBlock, plain

NASTY = 'He *said* "a_b" [c] | d \\ e, #f & 1. g: $h$ <i> @j ~k~'


@pytest.fixture(scope="module", params=["nato", "overview"])
def memo(request: pytest.FixtureRequest) -> reportgen.Memo:
    return reportgen.compose_memo(reportgen.load_project(BRIEFS / f"{request.param}.yaml"))


def marks(node: Any) -> Iterator[dict[str, Any]]:
    """All citation marks below a node, in order."""
    if isinstance(node, dict) and "anchor" in node:
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list | tuple) else ():
        yield from marks(child)


def said(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, ListBlock):
            for item in block.items:
                yield from said(item)
        else:
            yield plain(block.content)


def test_a_document_has_every_word_of_its_memo(memo: reportgen.Memo) -> None:
    every = [memo.title, *said(memo.bottom_line), *said(memo.limits), plain(memo.sources[0].reference)]
    every += [text for blocks in memo.takeaways for text in said(blocks)]
    for section in memo.sections:
        every += [section.heading, *said(section.blocks)]
        every += [section.figure.title] if section.figure else []
    for one in memo.recommendations:
        every += [one.actor, *said(one.blocks)]
    every += [cell for claim in memo.claims for cell in (claim.text, claim.speaker_short, claim.kind_name, claim.short)]
    every += [cell for figure in memo.figures for row in figure.rows for cell in row]
    assert len(every) > 100
    assert lost(" ".join(every), words(document(memo))) == 0


def test_what_stands_behind_a_mark_is_text_too(memo: reportgen.Memo) -> None:
    cite = prose.Cite(marks=(), lead="Harbours", tail="」 freeze")
    made = msgspec.structs.replace(memo, bottom_line=(prose.Paragraph(content=(cite,)),))
    assert "Harbours」 freeze" in words(document(made))


def test_each_claim_has_its_note_once(memo: reportgen.Memo) -> None:
    blocks = [memo.bottom_line, *memo.takeaways, *(section.blocks for section in memo.sections), memo.limits]
    blocks += [one.blocks for one in memo.recommendations]
    first = [mark["number"] for mark in marks(msgspec.to_builtins(blocks)) if mark.get("first")]
    assert len(set(first)) == len(first) > 10
    made = document(memo)
    assert sorted(notes(made)) == sorted(note(memo, number) for number in first)


def test_no_word_is_lost_on_the_way_to_a_tool(memo: reportgen.Memo) -> None:
    made = document(memo)
    assert lost(words(made), markdown(made)) == 0
    strings = re.findall(r'"((?:[^"\\]|\\.)*)"', typst(made))
    assert lost(words(made), " ".join(strings)) == 0


def test_punctuation_is_text_in_markdown_and_in_typst() -> None:
    made = Document("T", "A", "en-GB", (Paragraph((Text(NASTY),)), Grid("c", ("a", "b"), (("x | y", "z"),))))
    text = markdown(made)
    assert r"He \*said\* \"a\_b\" \[c\] \| d \\ e\, \#f \& 1\. g\: \$h\$ \<i\> \@j \~k\~" in text
    assert r"| x \| y | z |" in text
    assert f"#{string(NASTY)}" in typst(made)
    assert string('a "b" \\ c') == r'"a \"b\" \\ c"'


def test_marks_lists_and_styles_are_those_of_the_markup() -> None:
    runs = (Text(" wide ", "strong"), Note("where"), Mark(1), Mark(7), Text("link", href="https://example.org"))
    made = Document("T", "A", "en-GB", (Item(runs), Item((Text("two"),), ordered=True), Paragraph((Text("end"),))))
    text = markdown(made)
    assert "- **wide** [^1]^1,7^[link](https://example.org)\n1. two\n\nend\n" in text
    assert "[^1]: where" in text
    assert '- #strong(" wide ")#footnote("where")#super("1")#super("7")#link("https://example.org", "link")' in typst(
        made
    )


def test_letters_are_what_all_tools_print_alike() -> None:
    assert letters("O’Shea’s ﬁrst, 12-page “Note”³") == letters("oʼsheaʼs first page note")


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("one two three four five six seven eight nine ten", 0),
        ("one two thr-\nee four five six. Note 3 seven eight nine ten", 0),
        ("six seven eight nine ten one two three four five", 0),
        ("ten nine eight seven six five four three two one", 0),
        ("one two three four five", 0.5),
        ("", 1),
    ],
)
def test_words_are_lost_where_the_text_has_them_not(text: str, share: float) -> None:
    assert lost("one two three four five six seven eight nine ten", text) == share


def test_a_word_that_is_said_twice_and_printed_once_is_lost_once() -> None:
    assert lost("boat pier sea rope boat", "pier, boat; rope: sea") == 0.2
    with pytest.raises(ValueError, match="no words"):
        lost("12", "12")


def test_a_file_is_read_back(tmp_path: Path) -> None:
    from weasyprint import HTML

    page = "<html lang=en><title>T</title><h1>Ferries</h1><h2>Holm</h2><p>They <a href=https://example.org>sail</a>."
    for name, variant in (("plain", None), ("tagged", "pdf/ua-1")):
        HTML(string=page).write_pdf(tmp_path / name, pdf_variant=variant)
    read = facts(tmp_path / "tagged", "Ferries Holm They sail", ["They sail", "They swim"])
    assert read[1:] == (1, True, 2, 1, 0, 0, 0, 0.5)
    assert read.size == (tmp_path / "tagged").stat().st_size
    assert not facts(tmp_path / "plain", "Ferries", []).tagged


def test_a_page_s_words_are_those_a_reader_sees() -> None:
    head, picture = "<head><title>no</title></head><style>no</style>", "<svg><title>no</title><text>2</text></svg>"
    page = f"{head}<p>A <b>bold</b> word</p>{picture}"
    assert prepare.visible(page).split() == ["A", "bold", "word", "2"]


def test_a_memo_is_made_ready_in_every_form(tmp_path: Path) -> None:
    (folder,) = prepare.prepare([BRIEFS / "nato.yaml"], tmp_path)
    assert {tool.takes for tool in TOOLS} | {tool.words for tool in TOOLS} <= {path.name for path in folder.iterdir()}
    assert {"figure-1.svg", "figure-1.pdf"} <= {path.name for path in folder.iterdir()}
    assert "figure-1.pdf" in (folder / prepare.LATEX).read_text(encoding="utf-8")
    end, margin = ((folder / name).read_text(encoding="utf-8") for name in (prepare.END_PAGE, prepare.PAGE))
    assert 'class="endnotes"' in end
    assert 'class="endnotes"' not in margin


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_each_tool_is_called_on_files_of_the_memo(tool: Tool, tmp_path: Path) -> None:
    line = tool.command([tmp_path])
    assert not [argument for argument in line if "{" in argument]
    assert any(str(tmp_path / tool.takes) in argument for argument in line)
    assert any(str(tool.pdf(tmp_path)) in argument for argument in line)
    assert tool.installs
    assert bool(tool.script) != bool(tool.program)


def test_only_a_library_makes_several_in_a_process(tmp_path: Path) -> None:
    script, program = (next(tool for tool in TOOLS if bool(tool.script) is library) for library in (True, False))
    assert len(script.command([tmp_path, tmp_path])) == 6
    with pytest.raises(ValueError, match="too many"):
        program.command([tmp_path, tmp_path])


def test_what_is_not_installed_has_no_version() -> None:
    assert Tool("T", "t", "apt", program="no-such-program").version() is None
    assert Tool("T", "t", "pip", script="t.py", module="no_such_module").version() is None
    assert Tool("T", "t", "apt", program="sh", needs="no-such-program").version() is None


OURS = Facts(100_000, 5, True, 9, 90, 40, 3, 0.0, 1.0)
THEIRS = Facts(200_000, 4, False, 0, 12, 0, 0, 0.25, 0.0)
FOUND = [
    Found("reportgen", "", Spread(2, 2, 2), Spread(1, 1, 1), 90, 0.5, 6.0, OURS, True, True),
    Found("Quick", "quick 1.0", Spread(0.5, 0.5, 0.5), Spread(0.25, 0.2, 0.3), 40, 0.1, 12.0, THEIRS, False, None),
    Found("Equal", "", Spread(4, 4, 4), Spread(2, 2, 2), 90, None, 9.0, OURS, True, True),
]


def test_costs_are_parts_of_ours() -> None:
    rows = costs(FOUND).rows
    assert rows[1] == ("Quick", "quick 1.0", "0.25 (0.20–0.30)", "0.20 (0.10 s)", "2.00 (12.00 s)", "40 MiB")
    assert rows[2][3] == "one a process"


def test_outputs_are_what_was_read_back() -> None:
    made = outputs(FOUND)
    assert all(len(row) == len(made.head) for row in made.rows)
    assert made.rows[1] == (
        *("Quick", "200 kB", "4", "no", "no", "not checked"),
        *("25.0%", "0%", "0", "12", "0", "0"),
    )


def test_sentences_say_where_another_is_faster_and_what_it_leaves_out() -> None:
    assert list(sentences(FOUND)) == [
        (
            "**Quick**: faster cold (0.25) and warm (0.20), slower when some of many changed (2.00). Left out: tags; "
            "PDF/UA-1; 25.0% of the words; 100% of the notes; bookmarks; comments; the attached data."
        ),
        "**Equal**: slower cold (2.00) and when some of many changed (1.50). Nothing left out.",
    ]
