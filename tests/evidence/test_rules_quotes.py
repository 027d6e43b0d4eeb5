"""Planted faults in quotations: each is found at its quotation mark, and what is right raises no alarm."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.build.checks import check_dataset
from reportgen.evidence.quotations import quotations
from reportgen.model.problem import Problem
from tests.ferry import change_dataset, load, problems, texts


def only(found: list[Problem]) -> Problem:
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    "text",
    [
        "It is “longer than the last” each winter [@hull-old].",
        'It is "longer than the last" each winter [@hull-old].',
        "It is ‘longer than the last’ each winter [@hull-old].",
        "It is «longer than the last» each winter [@hull-old].",
        "It is “longer than\nthe\u00a0last,” each winter [@hull-old].",
        "It is *“longer* than **the** last”[@hull-old].",
        "“It was built in 1971 [@hull-old], and each winter” is worse.",
        "It is &ldquo;longer than the last&rdquo; [@hull-old].",
        "“It was built in 1971 … longer than the last” [@hull-old].",
        "“It was built in 1971 [...] longer than the last.” [@hull-old].",
        "“[The hull] was built in 1971” [@hull-old].",
        "“[i]t was built in 1971” [@hull-old].",
        "She would “replace [the hull] within five years” [@replace-hull].",
        "“longer than the last. I would replace it” [@hull-old; @replace-hull]",
        "The “slow boats” are missed [@missing-boats]; so is the “crossing”.",
        "As “Keeping the Harbour Ferry Afloat” has it, it is old [@hull-old].",
        "As “A passenger’s view of the crossing” has it, it is old [@hull-old].",
        "The report “Piers and Bars between Two Rivers” says so [@hull-old].",
        "No claim is cited beside “these four words here”.\n\n[analysis] “Nor beside these words”.",
        "They need it “before six. The cannery shift starts at half past six” [@first-boat].",
        "- Each winter is “longer than the last” [@hull-old].\n- Sand “moves” [@bridge-sand].",
    ],
)
def test_what_is_word_for_word_raises_no_alarm(good_project: Path, text: str) -> None:
    assert problems(good_project, text) == []


def test_straight_and_curly_apostrophes_are_one(good_project: Path) -> None:
    change_dataset(good_project, ("evidence: [okoro/q1]", "evidence: [okoro/back.p1]"))
    for apostrophe in "’'ʼ":
        text = f"He chairs “the Port Ansel passengers{apostrophe} association” [@first-boat]."
        assert problems(good_project, text) == []


def test_a_misquotation_by_one_word(good_project: Path) -> None:
    problem = only(problems(good_project, "Each winter is\nno shorter: “longer than the first” [@hull-old]."))
    assert (problem.code, problem.line, problem.column) == ("E101", 10, 19)
    assert (problem.excerpt or "")[18:].startswith("“longer")
    assert problem.message == "these are not the words of `maran/q1.p2.s2`"
    assert problem.hint == "the text has: longer than the [last]\n- first + last"


@pytest.mark.parametrize(
    ("quotation", "message"),
    [
        ("than longer the last", "these are not the words of `maran/q1.p2.s2`"),
        ("each winter is longer", "these are not the words of `maran/q1.p2.s2`"),
        ("Each winter in dry dock", "these are not the words of `maran/q1.p2.s2`"),
        ("longer than the last … It was built in 1971", "changes the order of the words in `maran/q1`"),
        ("zebras graze beyond purple hills", "no passage of `maran` has these words, or words like them"),
    ],
)
def test_words_that_are_not_the_texts(good_project: Path, quotation: str, message: str) -> None:
    problem = only(problems(good_project, f"She says “{quotation}” [@hull-old]."))
    assert problem.code == "E101"
    assert message in problem.message
    assert problem.hint


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("“It was built in 1971 … Every pier you put there moves the sand” [@hull-old; @bridge-sand]", "q1", "q2"),
        ("“the old hull can rest … each winter in dry dock” [@hull-old; @electric-trial]", "q3", "q1"),
        ("“I would replace it within five years. The council says that” [@replace-hull; @bridge-pays]", "q1", "q2"),
    ],
)
def test_an_ellipsis_never_joins_two_answers(good_project: Path, text: str, first: str, second: str) -> None:
    problem = only(problems(good_project, text))
    assert (problem.code, problem.line, problem.column) == ("E102", 9, 7)
    assert f"joins words of `maran/{first}` and of `maran/{second}`" in problem.message


def test_words_of_two_interviews_are_not_joined(good_project: Path) -> None:
    problem = only(
        problems(good_project, "“It was built in 1971 … Slow boats are forgiven” [@hull-old; @missing-boats].")
    )
    assert (problem.code, "`maran/q1` and of `okoro/q2`" in problem.message) == ("E102", True)


def test_a_quotation_in_the_wrong_place_is_told_the_right_one(good_project: Path) -> None:
    problem = only(problems(good_project, "She says that “every pier” and “pier you put there” count [@hull-old]."))
    assert (problem.code, problem.column) == ("E105", 7 + len("She says that “every pier” and "))
    assert "these words stand in `maran/q2.p1.s3`" in problem.message
    assert problem.hint == "cite `[@bridge-sand]`"
    other = only(problems(good_project, "She says that “Slow boats are forgiven” [@hull-old]."))
    assert ("`okoro/q2.p1.s3`" in other.message, other.hint) == (True, "cite `[@missing-boats]`")
    nobody = only(problems(good_project, "She says that “sold more coffee than we sold” [@hull-old]."))
    assert ("`maran/q2.p2.s1`" in nobody.message, nobody.hint) == (True, "no claim rests on it: add one to the dataset")


def test_an_ellipsis_that_reaches_beyond_the_evidence(good_project: Path) -> None:
    problem = only(problems(good_project, "“What worries me is the hull … within five years” [@hull-old]."))
    assert (problem.code, "`maran/q1.p2.s1-s3`" in problem.message) == ("E105", True)


def test_every_quotation_has_its_own_place(good_project: Path) -> None:
    text = "She says “it is old” and “it is old, she says” and “longer than the last” [@hull-old]."
    found = problems(good_project, text)
    assert [(problem.code, problem.column) for problem in found] == [
        ("E101", 7 + text.index("“it is old”")),
        ("E101", 7 + text.index("“it is old,")),
    ]


def test_marks_are_found_in_texts_of_every_yaml_style(good_project: Path) -> None:
    more = (
        "recommendations:\n"
        '  - {actor: Town, text: "\\"Longer than never\\" is it", rests_on: [hull-old]}\n'
        "  - {actor: Town, text: 'It''s \"longer than ever\"', rests_on: [hull-old]}\n"
        "  - actor: Town\n    text: >-\n      So it\n      is “longer than a\n      week”.\n    rests_on: [hull-old]\n"
    )
    found = problems(good_project, "Old [@hull-old].", more=more)
    assert [problem.code for problem in found] == ["E101"] * 3
    assert [(problem.excerpt or "")[(problem.column or 0) - 1 :][:7] for problem in found] == [
        '"Longer',
        '"longer',
        "“longer",
    ]


def test_titles_and_headings_are_held_to_what_is_plainly_meant(good_project: Path) -> None:
    words = {"title": "“It was built in 1972,” she says", "heading": "Old, “longer than the last”"}
    problem = only(problems(good_project, "It is old [@hull-old].", **words))
    assert (problem.code, problem.line, problem.column) == ("E101", 1, 8)
    assert problem.hint == "the text has: It was built in [1971],\n- 1972 + 1971"
    for words in ("buy now and pay later", "the longer hull of the past"):
        assert problems(good_project, "Old [@hull-old].", heading=f"A plan “{words}”") == []
    assert only(problems(good_project, "It is “the longer hull of the past” [@hull-old].")).hint.startswith(
        "the text has"
    )


def test_a_source_on_background_is_not_quoted(good_project: Path) -> None:
    terms = "    terms: background\n    attribution: a rider\n"
    change_dataset(
        good_project, ("    transcript: okoro/transcript.json\n", f"    transcript: okoro/transcript.json\n{terms}")
    )
    change_dataset(
        good_project,
        ("okoro/", "rider/"),
        ("id: okoro", "id: rider"),
        ("rider/transcript.json", "okoro/transcript.json"),
    )
    sources = {"maran": texts(good_project)["maran"], "rider": texts(good_project)["okoro"]}
    for available in (sources, {}):
        problem = only(problems(good_project, "Riders say “Slow boats are forgiven” [@missing-boats].", available))
        assert (problem.code, problem.message) == ("E103", "`rider` spoke on background, and is not quoted")
        apart = only(problems(good_project, "Old [@hull-old].", available, quote="{at: rider/q2.p1}"))
        assert (apart.code, apart.line, apart.column) == ("E103", 10, 17)
        assert problems(good_project, "Riders are “forgiving” [@missing-boats].", available) == []
    mixed = "Riders say “Slow boats are forgiven” [@missing-boats; @hull-old]."
    assert only(problems(good_project, mixed, sources)).code == "E103"
    assert only(problems(good_project, "She says “Slow boats are forgiven” [@hull-old].", sources)).code == "E103"
    assert problems(good_project, mixed, {}) == []
    change_dataset(good_project, ("Riders forgive a slow boat", "“Slow boats are forgiven”"))
    (claim,) = check_dataset(good_project / "datasets" / "ferry", sources=sources)
    assert (claim.code, claim.line) == ("E103", 115)


@pytest.mark.parametrize(("allowed", "over"), [(9, False), (8, True), (0, True)])
def test_a_source_may_count_the_words_that_are_quoted(good_project: Path, allowed: int, over: bool) -> None:
    change_dataset(good_project, ("    issued: 2025-03~\n", f"    issued: 2025-03~\n    quotation_words: {allowed}\n"))
    text = "It is “longer than the last” [@hull-old]."
    found = problems(good_project, text, quote="{at: maran/q1.p2.s3, from: within five, to: years}")
    assert [problem.code for problem in found] == (["E104"] if allowed < 7 else [])
    found = problems(good_project, text, quote="{at: maran/q1.p2.s3, from: replace it within}")
    assert [(problem.code, problem.line) for problem in found] == ([("E104", 10 if allowed else 9)] if over else [])
    if over:
        assert found[0].message == f"the memo quotes 9 words of `maran`, which allows {allowed}"
    wrong = problems(good_project, "It is “no longer than the last” [@hull-old].")
    assert [problem.code for problem in wrong] == ["E101"]
    unproved = problems(good_project, f"{text[:-13]} and “each winter in dry dock” [@hull-old].", {})
    assert [problem.code for problem in unproved] == ([] if allowed >= 9 else ["E104"])


@pytest.mark.parametrize(
    ("quote", "key", "message", "hint"),
    [
        (
            "from: It was made",
            "from",
            "`maran/q1.p2` does not have these words",
            "the text has: It was [built]\n- made",
        ),
        ("from: zebras graze", "from", "does not have these words", "take words of the passage, as they stand there"),
        ("to: years or ten", "to", "does not have these words", ""),
        ("from: the hull, to: What worries", "to", "in `maran/q1.p2` these words stand before those of `from`", ""),
        ("from: I would, to: I", "to", "these words stand before those of `from`", ""),
        ("from: the", "from", "in `maran/q1.p2` these words stand 2 times", "add the words beside them"),
        ("to: i", "to", "does not have these words", ""),
        ("to: is", "to", "these words stand 2 times", ""),
        ("from: it was built", "from", "does not have these words", "[It]"),
        ("from: It was … 1971", "from", "does not have these words", ""),
        ('from: "…"', "from", "does not have these words", ""),
    ],
)
def test_a_passage_that_cannot_be_cut_so(good_project: Path, quote: str, key: str, message: str, hint: str) -> None:
    line = f"{{at: maran/q1.p2, {quote}}}"
    problem = only(problems(good_project, "It is old [@hull-old].", quote=line))
    assert (problem.code, problem.line) == ("E107", 10)
    assert (problem.excerpt or "")[(problem.column or 0) - 1 :].startswith(line.partition(f"{key}: ")[2].rstrip("}"))
    assert problem.message.startswith(f"`{key}`: ")
    assert message in problem.message
    assert hint in (problem.hint or "")
    assert problems(good_project, "It is old [@hull-old].", {}, quote=line) == []


@pytest.mark.parametrize(
    ("at", "message", "hint"),
    [
        ("moran/q1.p2", "there is no source `moran`", "did you mean `maran`?"),
        ("maran/q1.p2.s4", "`maran` has no place `q1.p2.s4`", "`q1.p2` has sentences `s1` to `s3`"),
        ("maran/q9", "`maran` has no place `q9`", "the index has front, q1, q2, q3, back"),
    ],
)
def test_a_passage_at_no_place_needs_no_text_to_be_found(good_project: Path, at: str, message: str, hint: str) -> None:
    for available in ({}, texts(good_project)):
        problem = only(problems(good_project, "It is old [@hull-old].", available, quote=f"{{at: {at}}}"))
        assert (problem.code, problem.line, problem.column, problem.hint) == ("R210", 10, 17, hint)
        assert message in problem.message


def test_without_its_text_a_quotation_is_neither_wrong_nor_proved(good_project: Path) -> None:
    text = "She says “whatever one may wish” [@hull-old] and “buy now”, “The Old Boat Itself”."
    assert problems(good_project, text, {}) == []
    assert problems(good_project, text, texts(good_project, "okoro")) == []
    (unproved,) = quotations(load(good_project, text, {}))
    assert (unproved.source, unproved.fault) == ("maran", None)
    two = "She says “whatever one may wish” [@hull-old; @missing-boats]."
    assert problems(good_project, two, texts(good_project, "okoro")) == []
    (unproved,) = quotations(load(good_project, two, texts(good_project, "okoro")))
    assert (unproved.source, unproved.fault) == (None, None)


def test_an_apostrophe_does_not_end_what_it_stands_in(good_project: Path) -> None:
    change_dataset(good_project, ("evidence: [okoro/q1]", "evidence: [okoro/back.p1]"))
    whole = "He chairs ‘the Port Ansel passengers’ association’ [@first-boat]."
    assert problems(good_project, whole) == []
    assert [item.text for item in quotations(load(good_project, whole))] == ["the Port Ansel passengers’ association"]
    cut = "He chairs ‘the Port Ansel passengers’ and the boats’ crews [@first-boat]."
    assert problems(good_project, cut) == []
    assert [item.text for item in quotations(load(good_project, cut, {}))] == ["the Port Ansel passengers"]


def test_a_claim_quotes_its_own_evidence(good_project: Path) -> None:
    folder = good_project / "datasets" / "ferry"
    change_dataset(
        good_project, ("text: The hull dates from 1971", "text: The hull, “built in 1972, and each winter” worse,")
    )
    problem = only(list(check_dataset(folder, sources=texts(good_project))))
    assert (problem.code, Path(problem.file).name, problem.line, problem.column) == ("E101", "dataset.yaml", 65, 21)
    assert check_dataset(folder) == ()
    change_dataset(good_project, ("built in 1972, and each winter", "Fares bring in the rest"))
    assert only(list(check_dataset(folder, sources=texts(good_project)))).code == "E105"
    change_dataset(good_project, ("“Fares bring in the rest”", "“longer than the last”"))
    assert check_dataset(folder, sources=texts(good_project)) == ()
