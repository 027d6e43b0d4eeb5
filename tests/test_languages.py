"""Memos in other languages: no English word left, the page as the language asks, the files of words complete."""

from __future__ import annotations

import functools
import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message

import reportgen
from reportgen.model.page import Language
from reportgen.read.messages import placeholders
from reportgen.render import system_fonts
from tests import messages
from tests.builds import run
from tests.conftest import FIXTURES
from tests.pdfs import Pdf, read
from tests.verapdf.verapdf import VeraPdf

LANGUAGES = messages.LANGUAGES
TEMPLATES = ("annotated-transcript", "codebook", "one-page", "policy-memo")
WORD = re.compile(r"[^\W\d_]{3,}")

every_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="session")
def japanese_font() -> str:
    """A Japanese family of the machine. Skips where there is none; in CI that is a failure."""
    if system_fonts.files("IPAexMincho"):
        return "IPAexMincho"
    if os.environ.get("CI") == "true":
        pytest.fail("memos in Japanese must be set in CI: install fonts-ipaexfont")
    pytest.skip("no Japanese font: install fonts-ipaexfont")


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good fixture with a brief in each language."""
    root = Path(shutil.copytree(FIXTURES / "good", tmp_path_factory.mktemp("languages") / "project"))
    for brief in (FIXTURES / "languages").glob("*.yaml"):
        shutil.copy(brief, root)
    return root


@functools.cache
def built(project: Path, language: str) -> Path:
    """The memo of a language, by the command."""
    run([project / f"{language}.yaml"], project / "out")
    return project / "out" / f"{language}.pdf"


def pdf(request: pytest.FixtureRequest, language: str) -> Pdf:
    if language == "ja":
        request.getfixturevalue("japanese_font")
    return read(built(request.getfixturevalue("project"), language))


# The files of words


@functools.cache
def every_message() -> Catalog:
    return messages.catalog()


def forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def translated(language: str) -> list[Message]:
    """The messages of a file, without its header."""
    return [message for message in messages.read(language) if message.id]


def keys(catalog: Catalog) -> set[tuple[str | None, str]]:
    return {(message.context, ids(message)[0]) for message in catalog if message.id}


@every_language
def test_every_message_is_translated(language: str) -> None:
    """`python -m tests.messages` adds what is new to the files."""
    known = messages.read(language)
    assert keys(every_message()) - keys(known) == set()
    assert [message.id for message in translated(language) if message.fuzzy or not all(forms(message))] == []


@pytest.mark.parametrize("language", [*LANGUAGES, "en_US"])
def test_no_translation_is_stale(language: str) -> None:
    assert keys(messages.read(language)) - keys(every_message()) == set()


@pytest.mark.parametrize("language", [*LANGUAGES, "en_US"])
def test_placeholders_are_those_of_the_message(language: str) -> None:
    """A language with one form for all numbers has the placeholders of the plural."""
    for message in translated(language):
        known = [placeholders(text) for text in ids(message)]
        found = [placeholders(text) for text in forms(message)]
        expected = known[-1:] if len(found) == 1 and len(known) > 1 else known
        assert found == expected, message.id


@every_language
def test_markup_is_that_of_the_message(language: str) -> None:
    tags = re.compile(r"</?\w+>")
    for message in translated(language):
        expected = sorted(tags.findall(ids(message)[-1]))
        assert all(sorted(tags.findall(text)) == expected for text in forms(message)), message.id


def test_french_has_its_spaces_before_high_punctuation() -> None:
    for message in translated("fr"):
        for text in forms(message):
            assert not re.search(r"(?<!\u202f)[;:?!»](?!\w)", re.sub(r"%\(\w+\)[sd]", "x", text)), text
            assert not re.search(r"«(?!\u202f)", text), text


@every_language
def test_quotation_marks_are_the_language_s_own(language: str) -> None:
    foreign = {"fr": "“”„「", "de": "”«»「", "es": "“”„「", "ja": "“”„«»"}[language]
    for message in translated(language):
        assert not any(mark in text for text in forms(message) for mark in foreign), message.id


def test_american_differs_from_british_only_where_it_should() -> None:
    """So that no word of the one file hides one of the other."""
    for message in translated("en_US"):
        assert forms(message) != ids(message)


# The pages


@functools.cache
def fixed(language: str) -> tuple[str, ...]:
    """What of the fixed words is English alone: the words of messages that no translation has. The longest first."""
    native = {word for message in translated(language) for text in forms(message) for word in WORD.findall(text)}
    texts = (text for message in every_message() if message.id for text in ids(message))
    pieces = {piece.strip(" .,;:“”()[]") for text in texts for piece in re.split(r"%\(\w+\)[sd]|</?\w+>", text)}
    foreign = (piece for piece in pieces if any(word not in native for word in WORD.findall(piece)))
    return tuple(sorted(foreign, key=lambda piece: (-len(piece), piece)))


def own(project: Path) -> str:
    """The words of the fixture itself, which are English."""
    return " ".join((project / "datasets" / "ferry" / "dataset.yaml").read_text(encoding="utf-8").split())


def english(text: str, language: str, project: Path) -> list[str]:
    """The fixed words of English that a text has besides those of the fixture."""
    folded, allowed = " ".join(text.split()), own(project)

    def has(text: str, piece: str) -> bool:
        return piece in text and re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", text) is not None

    return [piece for piece in fixed(language) if has(folded, piece) and not has(allowed, piece)]


@every_language
def test_the_pages_have_no_english_word(language: str, request: pytest.FixtureRequest, project: Path) -> None:
    document = pdf(request, language)
    assert english(" ".join(document.texts), language, project) == []


def test_the_search_for_english_words_finds_them(project: Path) -> None:
    run([project / "ferry.yaml"], project / "out", "--set=output.notes=end")
    text = " ".join(read(project / "out" / "ferry.pdf").texts)
    found = english(text, "de", project)
    assert {"Bottom line", "Takeaways", "Rests on evidence", "Suggested citation", "Notes"} <= set(found)


@every_language
def test_links_comments_tags_and_attachments_are_in_the_language(
    language: str, request: pytest.FixtureRequest, project: Path
) -> None:
    document = pdf(request, language)
    assert document.file.Root.Lang == language
    said = [link.words for link in document.links if link.words]
    said += [str(item.Contents) for page in document.file.pages for item in page.Annots if item.Subtype == "/Highlight"]
    said += [str(item.Subj) for page in document.file.pages for item in page.Annots if item.Subtype == "/Highlight"]
    said += [tag.title for tag in document.tags.walk() if tag.title]
    said += [attachment.description for attachment in document.file.attachments.values()]
    assert len(said) > 20
    assert english(" \n ".join(said), language, project) == []


@pytest.mark.parametrize("template", TEMPLATES)
@every_language
def test_every_template_is_translated(
    template: str, language: str, project: Path, request: pytest.FixtureRequest
) -> None:
    if language == "ja":
        request.getfixturevalue("japanese_font")
    brief = project / (f"{language}.yaml" if template in ("one-page", "policy-memo") else "plain.yaml")
    (project / "plain.yaml").write_text(
        "title: Ansel\ndate: 2026-05-04\ndataset: datasets/ferry\nauthors: [Ansel]\n", encoding="utf-8"
    )
    overrides = {"template": template, "output.language": language}
    if template == "one-page":
        overrides["output.notes"] = "end"
    memo = reportgen.compose_memo(reportgen.load_project(brief, overrides=overrides))
    for medium in ("print", "web"):
        page = reportgen.render_html(memo, root=project, medium=medium)  # type: ignore[arg-type]
        visible = re.sub(r"<(style|script)\b.*?</\1>", " ", page, flags=re.DOTALL)
        labels = " \n ".join(re.findall(r'(?:aria-label|abbr|alt)="([^"]*)"', visible))
        text = re.sub(r"<[^>]+>", " ", visible)
        assert english(f"{text} \n {labels}", language, project) == []


@pytest.mark.slow
def test_memos_keep_the_standards(project: Path, verapdf: VeraPdf, japanese_font: str) -> None:
    found = verapdf.validate([built(project, language) for language in LANGUAGES])
    assert len(found) == 2 * len(LANGUAGES)
    assert [str(verdict) for verdict in found if not verdict.compliant] == []


@every_language
def test_the_same_memo_has_the_same_bytes_and_verifies(
    language: str, request: pytest.FixtureRequest, project: Path
) -> None:
    document = pdf(request, language)
    run([project / f"{language}.yaml"], project / "again", PYTHONHASHSEED="7")
    assert (project / "again" / f"{language}.pdf").read_bytes() == document.data
    assert set(verdicts(built(project, language), rebuild=True, root=project).values()) == {"proved"}


def verdicts(path: Path, **options: Any) -> dict[str, str]:
    """What came of the checks of a PDF; there are no texts to check quotations against."""
    findings = reportgen.verify_pdf(path, **options).findings
    return {finding.check: str(finding.verdict) for finding in findings if finding.check != "quotations"}


def test_comments_are_proved_without_the_project_s_own_words(project: Path, tmp_path: Path) -> None:
    """What a comment says stands in the memo, whatever the machine that verifies knows."""
    root = Path(shutil.copytree(project, tmp_path / "own"))
    folder = root / "templates" / "shared" / "messages"
    folder.mkdir(parents=True)
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    (folder / "de.po").write_text(f'{header}msgid "fact"\nmsgstr "Faktum"\n', encoding="utf-8")
    run([root / "de.yaml"], root / "out")
    document = Pdf(root / "out" / "de.pdf")
    assert "Faktum" in document.texts[0]
    assert verdicts(root / "out" / "de.pdf")["comments"] == "proved"


# What a language asks of the page


def test_japanese_is_set_in_a_japanese_font_and_latin_letters_in_the_house_s(
    japanese_font: str, request: pytest.FixtureRequest
) -> None:
    document = pdf(request, "ja")
    used = {str(font.BaseFont) for page in document.file.pages for font in page.Resources.Font.values()}
    families = {name.partition("+")[2].removesuffix("-Bold") for name in used}
    assert families == {"IPAexMincho", "IPAexGothic", "Memo-Serif", "Memo-Sans", "Memo-Sans-Semi"}
    assert not any("Italic" in name for name in used)


def test_marks_stand_before_the_full_stop_in_japanese_and_french_and_behind_it_in_german(
    japanese_font: str, request: pytest.FixtureRequest
) -> None:
    pages = {language: "".join(pdf(request, language).texts[0].split()) for language in ("ja", "fr", "de")}
    assert "膨らんでいる1。港湾" in pages["ja"]
    assert "leprécédent1;" in pages["fr"]
    assert "alsderletzte.1Die" in pages["de"]


def test_no_line_of_a_japanese_memo_begins_with_what_none_may(
    japanese_font: str, request: pytest.FixtureRequest
) -> None:
    lines = [line.strip() for text in pdf(request, "ja").texts for line in text.splitlines()]
    assert len(lines) > 50
    assert [line for line in lines if line[:1] in "、。，．」』）ーっゃゅょッャュョ"] == []


def test_german_is_hyphenated_by_its_own_rules(project: Path) -> None:
    memo = reportgen.compose_memo(reportgen.load_project(project / "de.yaml"))
    page = reportgen.render_html(memo, root=project, medium="print")
    assert '<html lang="de">' in page
    assert "hyphenate-limit-chars: 7 3 3" in page


@pytest.mark.parametrize(
    ("language", "quotes"),
    [("en-GB", '"“" "”"'), ("fr", '"«\u202f" "\u202f»"'), ("de", '"„" "“"'), ("es", '"«" "»"'), ("ja", '"「" "」"')],
)
def test_style_sheets_have_the_quotation_marks_of_the_language(
    language: str, quotes: str, project: Path, request: pytest.FixtureRequest
) -> None:
    if language == "ja":
        request.getfixturevalue("japanese_font")
    memo = reportgen.compose_memo(
        reportgen.load_project(project / "ferry.yaml", overrides={"output.language": language})
    )
    assert f"q {{ quotes: {quotes} }}" in reportgen.render_html(memo, root=project, medium="print")


def test_a_style_keeps_its_letters_and_gets_japanese_ones_behind_them(project: Path, japanese_font: str) -> None:
    overrides = {"style": "modern", "output.language": "ja"}
    memo = reportgen.compose_memo(reportgen.load_project(project / "ja.yaml", overrides=overrides))
    text, apparatus = memo.look.fonts.text, memo.look.fonts.apparatus
    assert text is not None
    assert apparatus is not None
    assert [face.file for face in text.faces][:1] == ["font:font_hanken_grotesk/HankenGrotesk-Regular.otf"]
    assert (text.beyond, apparatus.beyond) == ("IPAexGothic", "IPAexGothic")
    assert memo.look.leading == 1.6


def test_a_missing_japanese_font_is_named_with_the_package_that_brings_it(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_fonts, "files", lambda family: ())
    with pytest.raises(reportgen.ProblemsError) as caught:
        reportgen.load_project(project / "ja.yaml")
    (problem,) = caught.value.problems
    assert (problem.code, problem.line) == ("R218", 41)
    assert problem.message == "this machine has no Japanese font to set a memo in"
    assert problem.hint is not None
    assert "IPAexMincho" in problem.hint
    assert "fonts-ipaexfont" in problem.hint


def test_a_second_pair_of_families_does_where_the_first_is_missing(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noto = {"Noto Serif CJK JP", "Noto Sans CJK JP", "IPAexMincho"}
    monkeypatch.setattr(system_fonts, "files", lambda family: (Path("font"),) if family in noto else ())
    memo = reportgen.compose_memo(reportgen.load_project(project / "ja.yaml"))
    fonts = memo.look.fonts
    beyond = [family.beyond for family in (fonts.text, fonts.heading, fonts.apparatus) if family]
    assert beyond == ["Noto Serif CJK JP", "Noto Sans CJK JP", "Noto Sans CJK JP"]


def test_other_languages_get_no_japanese_family(project: Path) -> None:
    memo = reportgen.compose_memo(reportgen.load_project(project / "fr.yaml"))
    assert memo.output.language is Language.FR
    assert [family.beyond for family in (memo.look.fonts.text, memo.look.fonts.apparatus) if family] == [None, None]
