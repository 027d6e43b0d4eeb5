"""Files of each format to the text that is counted; what is damaged or dangerous is refused with what to do."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from reportgen.errors import ProblemsError
from reportgen.model.problem import Problem
from reportgen.read.ingest import read_interview, read_text
from reportgen.read.ingest import word as word_format
from reportgen.read.transcript import read_transcript, write_transcript
from tests.read.documents import changed, document

PROLOGUE = "WEBVTT\n\n00:01.000 --> 00:02.000\nLena Brandt: Who rides?\n\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "talk"


def text_of(path: Path, content: str | bytes, ending: str, media_type: str | None = None) -> str:
    path = path.with_suffix(ending)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_text(path, media_type)


def problem_of(path: Path, content: str | bytes, ending: str) -> Problem:
    with pytest.raises(ProblemsError) as caught:
        text_of(path, content, ending)
    (problem,) = caught.value.problems
    assert problem.file.endswith(f"talk{ending}")
    assert problem.hint or problem.code in ("R103", "R104")
    return problem


# Which format it is


def test_the_beginning_of_a_file_tells_more_than_its_name(file: Path) -> None:
    assert text_of(file, PROLOGUE, ".txt") == "Lena Brandt: Who rides?"
    assert text_of(file, "1\n00:00:01,000 --> 00:00:02,000\nWho rides?\n", ".txt") == "Who rides?"
    assert text_of(file, document("Who rides?"), ".txt") == "Who rides?"
    assert text_of(file, "# Who *rides*?\n", ".txt") == "# Who *rides*?\n"


def test_markdown_is_told_by_its_name_or_by_the_index(file: Path) -> None:
    assert text_of(file, "# Who *rides*?\n", ".MD").strip() == "Who rides?"
    assert text_of(file, "# Who *rides*?\n", ".txt", "text/markdown").strip() == "Who rides?"
    assert text_of(file, "# Who *rides*?\n", ".md", "text/plain") == "# Who *rides*?\n"


@pytest.mark.parametrize("ending", [".doc", ".odt", ".pages", ".pdf", ".RTF"])
def test_files_of_other_programs_are_refused_by_name(file: Path, ending: str) -> None:
    problem = problem_of(file, b"anything", ending)
    assert (problem.code, problem.message) == ("R120", f"`{ending.lower()}` files are not read as transcripts")


@pytest.mark.parametrize("ending", [".txt", ".md", ".vtt", ".srt"])
def test_every_text_format_is_utf_8_without_nul(file: Path, ending: str) -> None:
    assert problem_of(file, "Who rides the café?".encode("latin-1"), ending).code == "R102"
    assert problem_of(file, "Who?\0", ending).code == "R102"


def test_importing_the_package_reads_no_format() -> None:
    code = "import sys, reportgen; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"docx", "lxml", "markdown_it", "regex", "sentencex", "webvtt"}.isdisjoint(done.stdout.split())


# Captions


def cues(*texts: str) -> str:
    timed = (f"00:{number:02}.000 --> 00:{number:02}.900\n{text}" for number, text in enumerate(texts))
    return "WEBVTT\n\n" + "\n\n".join(timed) + "\n"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["<v Ek>One</v>", "<v Ek>two.</v>"], "One two."),
        (["<v.loud.long Ek>One", "two."], "One two."),
        (["<v Ek>One.</v>", "<v Bo>Two.</v>", "<v Ek>Three.</v>"], "One.\nTwo.\nThree."),
        (["<v Ek>One.</v> <v Bo>Two.</v>"], "One.\nTwo."),
        (["<v Ek>A <c.yellow>b</c> <00:01.500>c &lt;d&gt; &amp;&nbsp;e</v>"], "A b c <d> & e"),
        (["<v Ek>船は</v>", "<v Ek>遅い。</v>"], "船は遅い。"),
        (["<v Ek>배는</v>", "<v Ek>느려요.</v>"], "배는 느려요."),
        (["Bo: Who", "rides?", "Ek: Me.", "Bo: So?", "Ek: Yes."], "Who rides?\nMe.\nSo?\nYes."),
        ([">> Bo: Who?", ">> Ek: Me.", ">> Bo: So?", ">> Ek: Yes."], "Who?\nMe.\nSo?\nYes."),
        (["one\ntwo", "three", "<i></i>"], "one two\nthree"),
    ],
)
def test_captions_become_turns(file: Path, texts: list[str], expected: str) -> None:
    assert text_of(file, cues(*texts), ".vtt") == expected


def test_someone_else_begins_at_a_mark_of_change(file: Path) -> None:
    path = file.with_suffix(".vtt")
    path.write_text(cues("<v Bo>Who?</v>", ">> Me.", "<v Bo>So?</v>", "<v Ek>Yes.</v>"), encoding="utf-8")
    assert read_text(path) == "Who?\nMe.\nSo?\nYes."


def test_captions_that_name_nobody_are_cut_at_questions_and_pauses(file: Path) -> None:
    path = file.with_suffix(".vtt")
    spoken = {1: "Well.", 2: "Who rides", 3: "at night?", 4: "Many", 5: "nurses.", 6: "Bakers too."}
    spoken |= {20: "And me.", 21: "- No!"}
    timed = (f"00:{at:02}.000 --> 00:{at + 1:02}.000\n{text}\n\n" for at, text in spoken.items())
    path.write_text("WEBVTT\n\n" + "".join(timed), encoding="utf-8")
    interview, text = read_interview(path), read_text(path)
    assert [text[s.start : s.end] for s in interview.transcript.segments] == [
        "Well.",
        "Who rides\nat night?",
        "Many\nnurses.\nBakers too.",
        "And me.",
        "- No!",
    ]
    (doubt,) = interview.doubts
    assert doubt.message.startswith("the captions name nobody")


@pytest.mark.parametrize(
    ("content", "ending", "line", "words"),
    [
        (PROLOGUE + "00:03.000 --> soon\nMe.\n", ".vtt", 6, "these are none"),
        (PROLOGUE + "00:03.000 --> 00:04.000\nMe.\n\nLost words.\n", ".vtt", 9, "belong to no caption"),
        ("Who rides?\n\n00:01.000 --> 00:02.000\nMe.\n", ".vtt", 1, "does not begin as WebVTT does"),
        ("Who rides?\n\n00:00:01,000 --> 00:00:02,000\nMe.\n", ".srt", 1, "does not begin as SubRip does"),
        ("1\n00:00:01,000 --> 00:00:02,000\nMe.\n\n2\n1 --> 2\nLost.\n", ".srt", 6, "these are none"),
    ],
)
def test_damaged_captions_are_refused_at_their_line(
    file: Path, content: str, ending: str, line: int, words: str
) -> None:
    problem = problem_of(file, content, ending)
    assert (problem.code, problem.line) == ("R120", line)
    assert words in problem.message


def test_a_caption_beyond_any_clock_is_not_lost(file: Path) -> None:
    problem = problem_of(file, PROLOGUE + "00:75.000 --> 00:76.000\nMe.\n", ".vtt")
    assert (problem.code, problem.message) == ("R120", "2 captions have times, and 1 can be read")


def test_a_caption_that_ends_before_it_begins_has_no_end(file: Path) -> None:
    path = file.with_suffix(".vtt")
    path.write_text(PROLOGUE + "00:09.000 --> 00:08.000\nJonas Ek: Me.\n", encoding="utf-8")
    interview = read_interview(path)
    assert [(s.time, s.time_end) for s in interview.transcript.segments] == [(1_000, 2_000), (9_000, None)]
    index = path.with_suffix(".json")
    index.write_bytes(write_transcript(interview.transcript))
    assert read_transcript(index) == interview.transcript


def test_captions_without_words_are_empty(file: Path) -> None:
    assert problem_of(file, "WEBVTT\n\n00:01.000 --> 00:02.000\n<i> </i>\n", ".vtt").code == "R103"


def test_notes_and_styles_are_no_words(file: Path) -> None:
    content = "WEBVTT\nKind: captions\n\nNOTE\na note\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\n"
    assert text_of(file, content + "00:01.000 --> 00:02.000\nWho?\n", ".vtt") == "Who?"


def test_a_question_of_two_lasts_until_the_second_has_asked(file: Path) -> None:
    path = file.with_suffix(".vtt")
    path.write_text(cues("<v Bo>Who?</v>", "<v Mo>Who else?</v>", "<v Ek>Me.</v>"), encoding="utf-8")
    question, _ = read_interview(path, interviewers=["Bo", "Mo"]).transcript.segments
    assert (question.id, question.time, question.time_end) == ("q1.q", 0, 1_900)


# Markdown


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("# One\n\nTwo\nthree.\n", ["One", "", "Two", "three."]),
        ("One\n===\n\n> two\n> three\n", ["One", "", "two", "three"]),
        ("- one\n- *two*\n\n1. three\n", ["one", "", "two", "", "three"]),
        ("a [link](https://e.org) ![pic](p.png) `code` \\*\n", ["a link pic code *"]),
        ("    code\n    more\n\n```\nfence\n```\n", ["code", "more", "", "fence"]),
        ("one<br>two<!-- note --> <b>three</b>\n", ["one", "two three"]),
        ("<div>one</div>\n<!-- a\nb -->\n", ["one"]),
        ("[Ek] no link\n", ["[Ek] no link"]),
        ("---\ntitle: x\n---\none &amp; two\n", ["one & two"]),
        ("one  \ntwo\\\nthree\n", ["one", "two", "three"]),
        ("one&#13;two\n", ["one two"]),
    ],
)
def test_markdown_gives_its_words(file: Path, markdown: str, expected: list[str]) -> None:
    assert text_of(file, markdown, ".md").rstrip("\n").split("\n") == expected


def test_lines_of_markdown_are_those_of_the_file(file: Path) -> None:
    path = file.with_suffix(".md")
    text = "---\na: b\n---\n\n# Talk\n\nWho rides?\n\n- Nurses.\n- Bakers.\n\n```\nMe.\n```\n"
    path.write_text(text, encoding="utf-8")
    assert read_interview(path).lines == {"front.p1": 5, "q1.q": 7, "q1.p1": 9, "q1.p2": 10, "q1.p3": 13}


def test_headings_are_titles_whatever_they_end_in(file: Path) -> None:
    path = file.with_suffix(".md")
    head = "# What is it for?\n\n## On boats.\n\nA Talk at Holm\n\n"
    path.write_text(head + "Who rides?\n\nNurses.\n\n## And then?\n\nSleep.\n", encoding="utf-8")
    found = [(s.id, s.role.value) for s in read_interview(path).transcript.segments]
    assert found == [
        ("front.p1", "title"),
        ("front.p2", "title"),
        ("front.p3", "title"),
        ("q1.q", "question"),
        ("q1.p1", "answer"),
        ("q1.p2", "title"),
        ("q1.p3", "answer"),
    ]


# DOCX


W = "<w:p NS>{}</w:p>"


R = "<w:r><w:t>{}</w:t></w:r>"
BOX = f"<w:txbxContent><w:p>{R.format('box')}</w:p></w:txbxContent>"
BOXES = f"<mc:Choice Requires='wps'>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback>"
BY = "w:id='1' w:author='a'"


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:noBreakHyphen/><w:t>x</w:t></w:r>", "one\ttwo\u2011x"),
        ("<w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:cr/><w:t>x</w:t></w:r>", "one\ntwo\nx"),
        ("<w:r><w:t>one</w:t><w:br w:type='page'/><w:t>two</w:t></w:r>", "one two"),
        (f"<w:ins {BY}>{R.format('new')}</w:ins><w:del {BY}><w:r><w:delText>old</w:delText></w:r></w:del>", "new"),
        (f"<w:moveFrom {BY}>{R.format('old')}</w:moveFrom>{R.format('new')}", "new"),
        (f"<w:hyperlink>{R.format('link')}</w:hyperlink><w:smartTag>{R.format('tag')}</w:smartTag>", "linktag"),
        (f"<w:sdt><w:sdtContent>{R.format('field')}</w:sdtContent></w:sdt>", "field"),
        (f"<w:r><mc:AlternateContent>{BOXES}</mc:AlternateContent></w:r>{R.format('text')}", "text\nbox"),
    ],
    ids=["tab", "break", "page", "tracked", "moved", "link", "control", "box"],
)
def test_all_words_of_a_paragraph_are_read_once(file: Path, xml: str, expected: str) -> None:
    assert text_of(file, document(xml=[W.format(xml)]), ".docx") == expected


def test_lines_of_a_document_are_its_paragraphs(file: Path) -> None:
    path = file.with_suffix(".docx")
    path.write_bytes(document(("Talk", "Title"), "", "Who rides?", "Nurses."))
    assert read_interview(path).lines == {"front.p1": 1, "q1.q": 2, "q1.p1": 3}


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "[Content_Types].xml", "docProps/core.xml"])
def test_a_document_type_is_refused_wherever_it_stands(file: Path, part: str) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    data = changed(document("Who?"), part, lambda old: old.replace(b"?>", b"?>" + bomb, 1))
    problem = problem_of(file, data, ".docx")
    assert (problem.code, problem.message) == ("R120", f"`{part}` in the document declares a document type")


def test_an_archive_that_unpacks_without_bound_is_refused(file: Path) -> None:
    data = changed(document("Who?"), "word/media/a.bin", lambda _: bytes(word_format.UNPACKED))
    assert len(data) < 200_000
    problem = problem_of(file, data, ".docx")
    assert problem.code == "R104"
    assert "64 MiB" in problem.message


def test_an_archive_of_thousands_of_parts_is_refused(file: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(word_format.MEMBERS + 1):
            archive.writestr(str(number), b"")
    assert problem_of(file, stream.getvalue(), ".docx").code == "R104"


def squeezed(data: bytes) -> bytes:
    """The archive with a bit of its packed words turned."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        at = archive.getinfo("word/document.xml").header_offset + 60
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 and no more",
        b"Who rides?",
        changed(document("Who?"), "word/document.xml", lambda old: old[: len(old) // 2]),
        changed(document("Who?"), "word/document.xml", lambda _: b"<x/>"),
        changed(document("Who?"), "word/document.xml", lambda old: old.replace(b"UTF-8", b"UT-8", 1)),
        changed(document("Who?"), "_rels/.rels", lambda old: old.replace(b"Target=", b"Torget=")),
        squeezed(document("Who?")),
        changed(document("Who?"), "[Content_Types].xml", lambda _: b"<x/>"),
        changed(document("Who?"), "_rels/.rels", lambda _: b"<x/>"),
        document("Who?")[:-200],
        document("Who?").replace(b"word/document.xml", b"word/documents.xm"),
    ],
    ids=["empty", "cut", "text", "half", "other", "charset", "target", "bits", "types", "rels", "end", "renamed"],
)
def test_a_damaged_document_is_one_problem(file: Path, data: bytes) -> None:
    problem = problem_of(file, data, ".docx")
    assert (problem.code, problem.hint) == ("R120", "open it in a word processor and save it again as .docx")


def test_a_packing_that_no_document_has_is_refused(file: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("word/document.xml", b"<x/>")
    assert "packed" in problem_of(file, stream.getvalue(), ".docx").message


def test_a_document_with_a_password_is_refused(file: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a", b"")
    data = bytearray(stream.getvalue())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert problem_of(file, bytes(data), ".docx").hint == "save it without one"


def test_a_document_without_words_is_empty(file: Path) -> None:
    assert problem_of(file, document("", " "), ".docx").code == "R103"
