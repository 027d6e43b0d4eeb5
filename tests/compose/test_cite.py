"""How an interview is cited: Chicago and APA, with whatever the source does not say left out."""

from __future__ import annotations

import pytest

from reportgen.build.house import words
from reportgen.compose import cite
from reportgen.model.dataset import Name, Person, Source
from reportgen.model.page import Citation, Language
from reportgen.model.prose import Emphasis, plain
from reportgen.render import places

MARAN = Person(id="maran", name=Name(family="Maran", given="Ilse"))
VELL = Person(id="vell", name=Name(family="Vell", given="Tomas"))
COURIER = Person(id="courier", name=Name(literal="The Ansel Courier"))


def source(**known: str) -> Source:
    fields = {"id": "s", "title": "Keeping the Ferry Afloat", "interviewee": "maran", **known}
    return Source(**fields)  # type: ignore[arg-type]


def reference(
    form: Citation,
    interviewee: Person = MARAN,
    interviewer: Person | None = VELL,
    publisher: Person | None = COURIER,
    *,
    language: Language = Language.EN_GB,
    **known: str,
) -> str:
    return plain(cite.reference(source(**known), interviewee, interviewer, publisher, form, language))


def named(**name: str | bool) -> Person:
    return Person(id="x", name=Name(**name))  # type: ignore[arg-type]


def test_chicago_in_full() -> None:
    assert reference(Citation.CHICAGO, subtitle="A Talk", issued="2025-03-17", url="https://courier.example/7") == (
        "Maran, Ilse. “Keeping the Ferry Afloat: A Talk.” Interview by Tomas Vell. The Ansel Courier, 17 March 2025. "
        "https://courier.example/7"
    )


def test_apa_in_full() -> None:
    assert reference(Citation.APA, subtitle="A Talk", issued="2025-03-17", url="https://courier.example/7") == (
        "Maran, I. (2025, March 17). Keeping the Ferry Afloat: A Talk (T. Vell, Interviewer) [Interview]. "
        "The Ansel Courier. https://courier.example/7"
    )


def test_apa_sets_the_title_in_italics_and_nothing_else() -> None:
    runs = cite.reference(source(), MARAN, VELL, COURIER, Citation.APA, Language.EN_GB)
    assert [plain(run.content) for run in runs if isinstance(run, Emphasis)] == ["Keeping the Ferry Afloat"]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (Citation.CHICAGO, "Maran, Ilse. “Keeping the Ferry Afloat.” Interview. n.d."),
        (Citation.APA, "Maran, I. (n.d.). Keeping the Ferry Afloat [Interview]."),
    ],
)
def test_what_the_source_does_not_say_is_left_out(form: Citation, expected: str) -> None:
    assert reference(form, interviewer=None, publisher=None) == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (Citation.CHICAGO, "Maran, Ilse. “Keeping the Ferry Afloat.” Interview by Tomas Vell. 2025."),
        (Citation.APA, "Maran, I. (2025). Keeping the Ferry Afloat (T. Vell, Interviewer) [Interview]."),
    ],
)
def test_without_a_publisher(form: Citation, expected: str) -> None:
    assert reference(form, publisher=None, issued="2025") == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (Citation.CHICAGO, "Maran, Ilse. “Keeping the Ferry Afloat.” Interview. The Ansel Courier, n.d."),
        (Citation.APA, "Maran, I. (n.d.). Keeping the Ferry Afloat [Interview]. The Ansel Courier."),
    ],
)
def test_without_an_interviewer(form: Citation, expected: str) -> None:
    assert reference(form, interviewer=None) == expected


@pytest.mark.parametrize(
    ("name", "chicago", "apa"),
    [
        ({"family": "Maran", "given": "Ilse"}, "Maran, Ilse.", "Maran, I."),
        ({"family": "Maran", "given": "Ilse Berta"}, "Maran, Ilse Berta.", "Maran, I. B."),
        ({"family": "Maran", "given": "Jean-Luc"}, "Maran, Jean-Luc.", "Maran, J.-L."),
        ({"family": "van der Meer", "given": "Jo-Ann K."}, "van der Meer, Jo-Ann K.", "van der Meer, J.-A. K."),
        ({"family": "Tanaka", "given": "Yuki", "family_first": True}, "Tanaka Yuki.", "Tanaka, Y."),
        ({"given": "Ilse"}, "Ilse.", "Ilse."),
        ({"family": "Maran"}, "Maran.", "Maran."),
        ({"literal": "Crew of the Ansel"}, "Crew of the Ansel.", "Crew of the Ansel."),
        ({"literal": "Harbour Co."}, "Harbour Co.", "Harbour Co."),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(map(str, value.values())),
)
def test_names_of_interviewees(name: dict[str, str | bool], chicago: str, apa: str) -> None:
    assert reference(Citation.CHICAGO, named(**name)).partition(" “")[0] == chicago
    assert reference(Citation.APA, named(**name)).partition(" (")[0] == apa


@pytest.mark.parametrize(
    ("name", "chicago", "apa"),
    [
        ({"family": "Vell", "given": "Tomas Ugo"}, "Interview by Tomas Ugo Vell.", "(T. U. Vell, Interviewer)"),
        ({"family": "Tanaka", "given": "Yuki", "family_first": True}, "by Tanaka Yuki.", "(Y. Tanaka, Interviewer)"),
        ({"given": "Tomas"}, "Interview by Tomas.", "(Tomas, Interviewer)"),
        ({"literal": "The editors"}, "Interview by The editors.", "(The editors, Interviewer)"),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(map(str, value.values())),
)
def test_names_of_interviewers(name: dict[str, str | bool], chicago: str, apa: str) -> None:
    assert chicago in reference(Citation.CHICAGO, interviewer=named(**name))
    assert apa in reference(Citation.APA, interviewer=named(**name))


def test_a_title_that_asks_gets_no_full_stop() -> None:
    assert "“Who Pays?” Interview" in reference(Citation.CHICAGO, title="Who Pays?")
    assert reference(Citation.APA, title="Who Pays?").endswith(
        "Who Pays? (T. Vell, Interviewer) [Interview]. The Ansel Courier."
    )


def test_the_date_follows_the_language() -> None:
    assert "Courier, March 17, 2025." in reference(Citation.CHICAGO, issued="2025-03-17", language=Language.EN_US)
    assert "(2025, March 17)" in reference(Citation.APA, issued="2025-03-17", language=Language.EN_US)


def test_the_first_note_names_all_but_the_title() -> None:
    full = cite.first_note(source(issued="2025-03~"), MARAN, VELL, COURIER, Language.EN_GB)
    assert full == "Ilse Maran, interview by Tomas Vell, The Ansel Courier, ca. March 2025"
    assert cite.first_note(source(), MARAN, None, None, Language.EN_GB) == "Ilse Maran, interview, n.d."


IN_FULL = {
    Language.FR: (
        "Maran, Ilse. «\u202fQui paie\u202f?\u202f». Entretien mené par Tomas Vell. The Ansel Courier, 17 mars 2025.",
        "Maran, I. (2025, 17 mars). Qui paie\u202f? (propos recueillis par T. Vell) [Entretien]. The Ansel Courier.",
        "Ilse Maran, entretien mené par Tomas Vell, The Ansel Courier, 17 mars 2025",
        "s.\u202fd.",
    ),
    Language.DE: (
        "Maran, Ilse: „Qui paie\u202f?“. Interviewt von Tomas Vell. The Ansel Courier, 17. März 2025.",
        "Maran, I. (2025, 17. März). Qui paie\u202f? (T. Vell, Fragen) [Interview]. The Ansel Courier.",
        "Ilse Maran, interviewt von Tomas Vell, The Ansel Courier, 17. März 2025",
        "o.\u202fD.",
    ),
    Language.ES: (
        "Maran, Ilse. «Qui paie\u202f?». Entrevista de Tomas Vell. The Ansel Courier, 17 de marzo de 2025.",
        "Maran, I. (2025, 17 de marzo). Qui paie\u202f? (preguntas de T. Vell) [Entrevista]. The Ansel Courier.",
        "Ilse Maran, entrevista de Tomas Vell, The Ansel Courier, 17 de marzo de 2025",
        "s.\u202ff.",
    ),
    Language.JA: (
        "Maran, Ilse「Qui paie\u202f?」聞き手 Tomas Vell、The Ansel Courier、2025年3月17日。",
        "Maran, I.（2025年3月17日）Qui paie\u202f?（聞き手 T. Vell）［インタビュー］The Ansel Courier。",
        "Ilse Maran、聞き手 Tomas Vell、The Ansel Courier、2025年3月17日",
        "日付不明",
    ),
}


@pytest.mark.parametrize("language", IN_FULL)
def test_forms_are_those_of_the_language(language: Language) -> None:
    own = words(language, places.search_path(None))
    dated = source(title="Qui paie\u202f?", issued="2025-03-17")
    chicago, apa, note, undated = IN_FULL[language]
    forms = [
        plain(cite.reference(dated, MARAN, VELL, COURIER, form, language, own))
        for form in (Citation.CHICAGO, Citation.APA)
    ]
    assert forms == [chicago, apa]
    assert cite.first_note(dated, MARAN, VELL, COURIER, language, own) == note
    assert cite.first_note(source(), MARAN, None, None, language, own).endswith(undated)


def test_the_title_is_emphasised_wherever_a_language_puts_it() -> None:
    own = words(Language.JA, places.search_path(None))
    runs = cite.reference(source(), MARAN, VELL, COURIER, Citation.APA, Language.JA, own)
    assert [plain(run.content) for run in runs if isinstance(run, Emphasis)] == ["Keeping the Ferry Afloat"]


def test_a_percent_sign_in_a_title_is_no_placeholder() -> None:
    assert "“60% of %(name)s.” Interview" in reference(Citation.CHICAGO, title="60% of %(name)s")
