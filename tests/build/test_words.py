"""The fixed words of a language: where they come from, in which order, and what is wrong with a file of them."""

from __future__ import annotations

import gettext
import sys
from pathlib import Path

import pytest

import reportgen
from reportgen import ProblemsError
from reportgen.build.checks import check_project
from reportgen.build.house import words
from reportgen.model.page import Language
from reportgen.model.project import ENGLISH
from reportgen.render import places
from tests.house import House

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture
def house(good_project: Path) -> House:
    return House(good_project)


def own(house: House, language: str, text: str, *, head: str = HEAD) -> Path:
    return house.write(f"shared/messages/{language}.po", head + text)


def found(house: House, language: Language) -> gettext.NullTranslations:
    return words(language, places.search_path(house.root.resolve()))


def refusal(house: House, language: Language = Language.FR) -> reportgen.Problem:
    with pytest.raises(ProblemsError) as caught:
        found(house, language)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.EN_GB, "Bottom line"),
        (Language.EN_US, "Bottom line"),
        (Language.FR, "L’essentiel"),
        (Language.DE, "Das Wichtigste"),
        (Language.ES, "Lo esencial"),
        (Language.JA, "要点"),
    ],
)
def test_every_language_has_its_words(house: House, language: Language, said: str) -> None:
    translations = words(language, places.search_path(house.root))
    assert translations.gettext("Bottom line") == said


def test_british_english_reads_no_file_and_needs_no_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "reportgen.read.messages", None)
    assert words(Language.EN_GB, places.search_path(None)) is ENGLISH


def test_words_are_read_once_as_long_as_the_file_stays_as_it_is(house: House) -> None:
    path = own(house, "fr", 'msgid "Bottom line"\nmsgstr "En bref"\n')
    first = found(house, Language.FR)
    assert found(house, Language.FR) is first
    path.write_text(HEAD + 'msgid "Bottom line"\nmsgstr "En un mot"\n', encoding="utf-8")
    assert found(house, Language.FR).gettext("Bottom line") == "En un mot"


def test_a_project_s_own_words_come_first_and_each_other_one_from_the_next_file(house: House) -> None:
    own(house, "fr", 'msgid "Bottom line"\nmsgstr "En bref"\n\nmsgid "Takeaways"\nmsgstr ""\n')
    translations = found(house, Language.FR)
    assert translations.gettext("Bottom line") == "En bref"
    assert translations.gettext("Takeaways") == "À retenir"
    assert translations.pgettext("year", "%(year)s") == "%(year)s"
    assert translations.gettext("What no file has") == "What no file has"


def test_english_may_have_words_of_its_own_for_one_country_or_for_all(house: House) -> None:
    own(house, "en", 'msgid "Bottom line"\nmsgstr "In brief"\n\nmsgid "Takeaways"\nmsgstr "Findings"\n')
    own(house, "en_GB", 'msgid "Takeaways"\nmsgstr "Key findings"\n')
    british, american = found(house, Language.EN_GB), found(house, Language.EN_US)
    assert [british.gettext(text) for text in ("Bottom line", "Takeaways")] == ["In brief", "Key findings"]
    assert [american.gettext(text) for text in ("Bottom line", "Takeaways")] == ["In brief", "Findings"]
    assert american.gettext("autumn %(year)s") == "fall %(year)s"


def test_what_is_marked_as_fuzzy_is_not_used(house: House) -> None:
    own(house, "fr", '#, fuzzy\nmsgid "Bottom line"\nmsgstr "En bref"\n')
    assert found(house, Language.FR).gettext("Bottom line") == "L’essentiel"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("msgid 'Bottom line'\n", 5, "this line cannot be read as one of a .po file"),
        ('msgid "Bottom line\nmsgstr "En bref"\n', 5, "this line cannot be read as one of a .po file"),
        ('msgid "Bottom line"\nmsgstr "En "bref""\n', 6, "this line cannot be read as one of a .po file"),
        ('msgid "Bottom line"\nEn bref\n', 6, "this line cannot be read as one of a .po file"),
        ('msgid "Bottom line"\n\nmsgid "Takeaways"\nmsgstr "À retenir"\n', 5, "this is no .po file: missing msgstr"),
        (
            'msgid "It is dated %(date)s."\nmsgstr "Le %(jour)s"\n',
            5,
            "its message has no placeholder `%(jour)s`",
        ),
        ('msgid "It is dated %(date)s."\nmsgstr "100 % %(date)s"\n', 5, "a `%` begins no placeholder"),
        ('msgid "It is dated %(date)s."\nmsgstr "%(date)d"\n', 5, "its message has no placeholder `%(date)d`"),
        (
            'msgid "%(n)s is"\nmsgid_plural "%(n)s are"\nmsgstr[0] "%(n)s"\nmsgstr[1] "%(total)s"\n',
            5,
            "its message has no placeholder `%(total)s`",
        ),
    ],
)
def test_a_broken_file_is_a_problem_with_its_line(house: House, text: str, line: int, message: str) -> None:
    path = own(house, "fr", text)
    problem = refusal(house)
    assert (problem.code, problem.line, Path(problem.file)) == ("R123", line, path)
    assert problem.message.startswith(message)


def test_a_placeholder_may_be_left_out_and_a_sign_doubled(house: House) -> None:
    own(house, "fr", 'msgid "It is dated %(date)s."\nmsgstr "à 100 %%"\n')
    assert found(house, Language.FR).gettext("It is dated %(date)s.") == "à 100 %%"


@pytest.mark.parametrize(
    ("forms", "message"),
    [
        ("nplurals=3; plural=n;", "its `Plural-Forms` has 3 forms, and fr has 2"),
        ("nplurals=2; plural=run(n);", "its `Plural-Forms` cannot be worked out: `run(n)`"),
    ],
)
def test_plural_forms_of_another_language_are_a_problem(house: House, forms: str, message: str) -> None:
    head = HEAD.replace("\n\n", f'\n"Plural-Forms: {forms}\\n"\n\n')
    own(house, "fr", 'msgid "Bottom line"\nmsgstr "En bref"\n', head=head)
    problem = refusal(house)
    assert (problem.code, problem.message) == ("R123", message)
    assert problem.hint == "write `Plural-Forms: nplurals=2; plural=(n > 1);`"


def test_a_file_that_is_not_utf_8_is_a_problem(house: House) -> None:
    house.write("shared/messages/fr.po", (HEAD + 'msgid "Bottom line"\nmsgstr "Résumé"\n').encode("latin-1"))
    assert refusal(house).code == "R102"


def test_a_broken_file_stops_a_brief_of_its_language_alone(house: House) -> None:
    own(house, "fr", "msgid\n")
    brief = house.root / "ferry.yaml"
    codes = [problem.code for problem in check_project(brief, overrides={"output.language": "fr"}).problems]
    assert codes == ["R123"]
    assert check_project(brief).ok


def test_memos_of_two_languages_in_one_process_do_not_share_their_words(house: House) -> None:
    """Jinja keeps the macros of an imported template with the words they were first filled with."""
    house.write("house/parts.html", '{% macro part() %}{{ _("Bottom line") }}, {{ 1234.5 | number }}{% endmacro %}')
    house.body('{% import "house/parts.html" as parts %}<p>{{ parts.part() }}, {{ ["A", "B"] | listed }}</p>')
    expected = {
        "en-GB": "Bottom line, 1,234.5, A and B",
        "fr": "L’essentiel, 1\u202f234,5, A et B",
        "de": "Das Wichtigste, 1.234,5, A und B",
        "es": "Lo esencial, 1234,5, A y B",
    }
    for language in (*expected, *expected):
        memo = house.memo(**{"output.language": language})
        page = reportgen.render_html(memo, root=house.root, medium="print")
        assert f"<p>{expected[language]}</p>" in page
