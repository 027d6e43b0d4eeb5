"""What becomes of each passage in a second edition of its text: by digests, and by likeness where words changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.evidence.editions import Edition, edition, run_of
from reportgen.evidence.relocate import relocate
from reportgen.evidence.relocation import Fate, Relocation
from reportgen.read.ingest import index_text

OLD = """The Salt Pans of Lerum
In this interview Ada Quist tells Bo Stern how salt is made there.
Who works the pans?
Eleven families do. Each of them holds a strip between the dyke and the sea.
My own strip was my aunt's. She sold it to me for one goat and a boat without oars.
What does the weather do?
Rain ruins a pan within the hour. A dry east wind makes more salt than a week of sun.
We watch the gulls, which leave the mud before a storm does.
Will the works last?
The town council has voted twice to close the dyke road, and twice it lost heart. I expect a third vote in autumn.
Ada Quist is a salt maker at Lerum.
"""
FIRST = "Eleven families do. Each of them holds a strip between the dyke and the sea."
AUNT = "My own strip was my aunt's. She sold it to me for one goat and a boat without oars."
RAIN = "Rain ruins a pan within the hour. A dry east wind makes more salt than a week of sun."
GULLS = "We watch the gulls, which leave the mud before a storm does."
VOTES = (
    "The town council has voted twice to close the dyke road, and twice it lost heart. I expect a third vote in autumn."
)


def as_edition(text: str, *, words: bool = True) -> Edition:
    return edition("quist", index_text(text), text if words else None)


def moved_to(new: str, *locators: str, old: str = OLD, with_old: bool = True) -> tuple[Relocation, ...]:
    return relocate([f"quist/{place}" for place in locators], as_edition(old, words=with_old), as_edition(new))


def only(new: str, locator: str, *, old: str = OLD, with_old: bool = True) -> Relocation:
    (found,) = moved_to(new, locator, old=old, with_old=with_old)
    return found


def replaced(*pairs: tuple[str, str], text: str = OLD) -> str:
    for before, after in pairs:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return text


def at(place: str) -> tuple[str, ...]:
    return tuple(f"quist/{part}" for part in place.split(" + "))


EVERY_FORM = ("q1", "q1.q", "q1.p1", "q1.p1.s1", "q1.p2.s1-s2", "q2", "q3.p1.s2", "front.p1", "front.p2.s1", "back.p1")


@pytest.mark.parametrize("with_old", [True, False])
def test_in_the_same_text_every_form_of_locator_is_exact(with_old: bool) -> None:
    found = moved_to(OLD, *EVERY_FORM, with_old=with_old)
    assert [item.fate for item in found] == [Fate.EXACT] * len(EVERY_FORM)
    assert [item.places for item in found] == [at(place) for place in EVERY_FORM]


MOVED = replaced(
    (f"{FIRST}\n{AUNT}", f"{AUNT}\n{FIRST}"),
    ("What does the weather do?", "Is it hard work?\nIt is.\nWhat does the weather do?"),
)


@pytest.mark.parametrize("with_old", [True, False])
@pytest.mark.parametrize(
    ("locator", "place"),
    [
        ("q1.p1", "q1.p2"),
        ("q1.p1.s2", "q1.p2.s2"),
        ("q1.p2.s1-s2", "q1.p1.s1-s2"),
        ("q2", "q3"),
        ("q2.q", "q3.q"),
        ("q2.p1.s2", "q3.p1.s2"),
        ("q3.p1", "q4.p1"),
    ],
)
def test_what_stands_elsewhere_word_for_word_has_moved_in_the_same_form(
    locator: str, place: str, with_old: bool
) -> None:
    found = only(MOVED, locator, with_old=with_old)
    assert (found.fate, found.places) == (Fate.MOVED, at(place))
    assert found.candidates[0].diff is None


def test_swapped_answers_follow_their_words() -> None:
    new = replaced((f"{RAIN}\n{GULLS}", "HERE"), (VOTES, f"{RAIN}\n{GULLS}"), ("HERE", VOTES))
    found = moved_to(new, "q2", "q3", "q2.p2", "q3.p1.s1", "q2.q", "q3.q")
    assert [(item.fate, item.places) for item in found] == [
        (Fate.MOVED, at("q3")),
        (Fate.MOVED, at("q2")),
        (Fate.MOVED, at("q3.p2")),
        (Fate.MOVED, at("q2.p1.s1")),
        (Fate.EXACT, at("q2.q")),
        (Fate.EXACT, at("q3.q")),
    ]


def test_a_paragraph_that_grew_is_where_its_own_sentences_are() -> None:
    new = replaced((FIRST, f"{FIRST} Two more are waiting for one."))
    assert only(new, "q1.p1").places == at("q1.p1.s1-s2")
    assert only(new, "q1").fate is Fate.CHANGED  # what was added stands in between
    assert only(replaced((AUNT, f"{AUNT} It sank.")), "q1").places == at("q1.p1 + q1.p2.s1-s2")
    assert only(new, "q1.p1.s2").fate is Fate.EXACT


def test_a_paragraph_cut_in_two_is_at_both_places_and_two_made_one_at_one() -> None:
    cut = replaced(("do. Each", "do.\nEach"))
    found = moved_to(cut, "q1.p1", "q1.p1.s1-s2", "q1", "q1.p2")
    assert [(item.fate, item.places) for item in found] == [
        (Fate.MOVED, at("q1.p1 + q1.p2")),
        (Fate.MOVED, at("q1.p1.s1 + q1.p2.s1")),
        (Fate.EXACT, at("q1")),
        (Fate.MOVED, at("q1.p3")),
    ]
    joined = replaced((f"{FIRST}\n{AUNT}", f"{FIRST} {AUNT}"))
    assert [item.places for item in moved_to(joined, "q1", "q1.p1", "q1.p2.s2")] == [
        at("q1"),
        at("q1.p1.s1-s2"),
        at("q1.p1.s4"),
    ]


def test_changed_words_are_shown_with_their_place_and_never_taken_for_the_same() -> None:
    found = only(replaced(("has voted twice", "voted twice")), "q3.p1.s1")
    assert (found.fate, found.places, found.note) == (Fate.CHANGED, at("q3.p1.s1"), None)
    assert found.candidates[0].score == pytest.approx(0.97, abs=0.02)
    assert found.candidates[0].diff == (
        "The town council [-has-] voted twice to close the dyke road, and twice it lost heart."
    )


def test_what_moved_and_changed_is_found_where_it_went() -> None:
    new = replaced((GULLS + "\n", ""), (AUNT, f"{AUNT}\n{GULLS.replace('mud', 'flats')}"))
    found = only(new, "q2.p2")
    assert (found.fate, found.places) == (Fate.CHANGED, at("q1.p3"))
    assert found.candidates[0].diff == "We watch the gulls, which leave the [-mud-] {+flats+} before a storm does."


def test_a_sentence_cut_in_two_is_a_range_and_two_made_one_are_that_one() -> None:
    cut = replaced(("road, and twice", "road. Twice"))
    found = moved_to(cut, "q3.p1.s1", "q3.p1.s2", "q3.p1")
    assert [(item.fate, item.places) for item in found] == [
        (Fate.CHANGED, at("q3.p1.s1-s2")),
        (Fate.MOVED, at("q3.p1.s3")),
        (Fate.CHANGED, at("q3.p1")),
    ]
    made_one = replaced(("the hour. A dry", "the hour, and a dry"))
    found = moved_to(made_one, "q2.p1.s1", "q2.p1.s2", "q2.p1.s1-s2")
    assert [(item.fate, item.places) for item in found] == [(Fate.CHANGED, at("q2.p1.s1"))] * 3


def test_sentences_told_otherwise_are_the_same_words() -> None:
    """As another version of what tells sentences would have it: the digests differ, and no word does."""
    old = as_edition(OLD)
    index = index_text(OLD)
    segment = next(segment for segment in index.segments if segment.id == "q2.p1")
    first, second = segment.sentences
    whole = type(first)(id="q2.p1.s1", start=first.start, end=second.end, digest=segment.digest)
    parts = [type(s)(**{**_fields(s), "sentences": (whole,)}) if s is segment else s for s in index.segments]
    new = edition("quist", type(index)(**{**_fields(index), "segments": tuple(parts)}), OLD)
    (found,) = relocate(["quist/q2.p1.s1-s2"], old, new)
    assert (found.fate, found.places) == (Fate.CHANGED, at("q2.p1.s1"))
    assert found.note == "the same words, cut into sentences otherwise"
    assert found.candidates[0].diff is None


def _fields(struct: object) -> dict[str, object]:
    return {name: getattr(struct, name) for name in struct.__struct_fields__}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("before", "after", "note"),
    [
        ("my aunt's", "my aunt’s", "only quotation marks, dashes or spaces differ"),
        ("own strip", "own\u00a0strip", "only white space differs"),
        ("own strip", "own  strip", "only white space differs"),
    ],
)
def test_quotes_and_spaces_alone_are_a_change_that_says_so(before: str, after: str, note: str) -> None:
    found = only(replaced((before, after)), "q1.p2.s1")
    assert (found.fate, found.places, found.note) == (Fate.CHANGED, at("q1.p2.s1"), note)
    assert found.candidates[0].score == 1.0


def test_a_doubled_passage_stays_where_its_neighbours_are_and_is_in_doubt_elsewhere() -> None:
    doubled = replaced((VOTES, f"{VOTES}\n{GULLS}"))
    assert only(doubled, "q2.p2").fate is Fate.EXACT
    shifted = replaced((RAIN, f"Ask the gulls.\n{RAIN}"), text=doubled)
    found = only(shifted, "q2.p2")
    assert found.fate is Fate.AMBIGUOUS
    assert [candidate.places for candidate in found.candidates] == [at("q2.p3"), at("q3.p2")]
    assert found.places == ()


def test_near_equal_places_are_all_named_with_their_diffs() -> None:
    new = replaced((GULLS, GULLS.replace("mud", "flats")), (VOTES, f"{VOTES}\n{GULLS.replace('gulls', 'terns')}"))
    found = only(new, "q2.p2.s1")
    assert found.fate is Fate.AMBIGUOUS
    assert {candidate.places for candidate in found.candidates} == {at("q2.p2.s1"), at("q3.p2.s1")}
    assert all(candidate.diff for candidate in found.candidates)
    assert found.places == ()


def test_a_sentence_that_both_have_is_not_what_another_has_become() -> None:
    near = "Boats sail at nine from the north quay. Boats sail at ten from the north quay."
    old = replaced((GULLS, near))
    new = replaced(("at nine", "at eight"), text=old)
    found = only(new, "q2.p2.s1", old=old)
    assert (found.fate, found.places) == (Fate.CHANGED, at("q2.p2.s1"))


def test_a_passage_taken_out_is_lost_and_what_stands_in_its_place_is_told() -> None:
    gone = only(replaced((GULLS + "\n", "")), "q2.p2")
    assert (gone.fate, gone.candidates) == (Fate.LOST, ())
    assert gone.note == "what stood around it now stands side by side"
    other = only(replaced((GULLS, "Nobody trusts a forecast here.")), "q2.p2.s1")
    assert (other.fate, other.places) == (Fate.LOST, ())
    assert [candidate.places for candidate in other.candidates] == [at("q2.p2.s1")]


def test_something_put_in_between_is_a_change_even_where_every_sentence_is_still_there() -> None:
    for with_old in (True, False):
        found = only(replaced(("do. Each", "do. None is rich. Each")), "q1.p1.s1-s2", with_old=with_old)
        assert (found.fate, found.places) == (Fate.CHANGED, at("q1.p1.s1-s3"))
        assert found.candidates[0].diff == (
            "Eleven families do. {+None is rich.+} Each of them holds a strip between the dyke and the sea."
        )


@pytest.mark.parametrize("with_old", [True, False])
def test_sentences_that_parted_or_changed_order_are_for_a_person_to_decide(with_old: bool) -> None:
    one, two = RAIN.split(". ")
    apart = replaced((RAIN, two), (VOTES, f"{VOTES} {one}."))
    found = only(apart, "q2.p1", with_old=with_old)
    assert (found.fate, found.note) == (Fate.CHANGED, "the same words, in another order")
    assert found.places == at("q3.p1.s3 + q2.p1")
    far = replaced((RAIN, one + "."), (VOTES, f"{VOTES} {two}"))
    found = only(far, "q2.p1", with_old=with_old)
    assert (found.note, found.places) == ("the same words, no longer together", at("q2.p1 + q3.p1.s3"))


def test_words_in_another_role_or_mouth_are_a_change() -> None:
    asked = replaced((AUNT, f"{AUNT}\nIs the sea rising?\nIt does."), text=OLD)
    old = replaced((AUNT, f"{AUNT}\nIs the sea rising? It is.\nIt does."))
    assert only(asked, "q1.p3.s1", old=old).note == "the same words, now in a question"
    labelled = "Bo: Who pays?\nAda: The town. It pays late.\nBo: And the county?\nAda: It never paid.\n"
    swapped = labelled.replace("Ada: It never", "Cai: It never")
    found = only(swapped, "q2.p1", old=labelled)
    assert (found.fate, found.note) == (Fate.CHANGED, "the same words, now said by Cai")
    assert only(labelled.replace("Ada", "Ms Quist"), "q2.p1", old=labelled).fate is Fate.EXACT


def test_without_the_old_text_changed_and_lost_are_not_told_apart() -> None:
    new = replaced(("has voted", "voted"), (GULLS + "\n", ""))
    changed, lost, partly = moved_to(new, "q3.p1.s1", "q2.p2", "q3.p1", with_old=False)
    assert [item.fate for item in (changed, lost, partly)] == [Fate.UNKNOWN] * 3
    assert [candidate.places for candidate in changed.candidates] == [at("q3.p1.s1")]
    assert changed.candidates[0].score is None
    assert lost.note == "what stood around it now stands side by side"
    assert partly.note == "1 of its 2 sentences is still there"
    assert (changed.places, lost.places) == ((), ())


def test_text_without_spaces_between_words_is_compared_by_characters() -> None:
    asked = "塩田では誰が働きますか？\n"
    answer = "十一の家族が働きます。叔母は山羊一頭と引き換えに土地を売りました。\n"
    old = f"{asked}{answer}天気はどうですか？\n東風が塩を作ります。\n"
    new = "塩は高いですか？\nはい。\n" + old.replace("山羊一頭", "山羊二頭")
    found = only(new, "q1.p1.s2", old=old)
    assert (found.fate, found.places) == (Fate.CHANGED, at("q2.p1.s2"))
    assert found.candidates[0].diff == "叔母は山羊[-一-]{+二+}頭と引き換えに土地を売りました。"


def test_a_locator_of_no_place_is_refused() -> None:
    with pytest.raises(ValueError, match=r"q9\.p1"):
        moved_to(OLD, "q9.p1")


# Of texts that are made up


NOUNS = ["boat", "dyke", "goat", "gull", "oar", "pan", "quay", "strip", "vote", "wind"]
SENTENCES = st.lists(st.sampled_from(NOUNS), min_size=3, max_size=6).map(" ".join)


@st.composite
def paragraphs(draw: st.DrawFn) -> list[list[str]]:
    """Paragraphs no two sentences of which are the same."""
    count = draw(st.integers(2, 7))
    sizes = draw(st.lists(st.integers(1, 4), min_size=count, max_size=count))
    numbers = iter(range(sum(sizes)))
    return [[f"{draw(SENTENCES).capitalize()} {next(numbers)} indeed." for _ in range(size)] for size in sizes]


def printed(blocks: list[list[str]]) -> str:
    """An interview of answers of two paragraphs, or one at the end."""
    exchanges = [blocks[start : start + 2] for start in range(0, len(blocks), 2)]
    lines = []
    for number, answer in enumerate(exchanges):
        lines.append(f"What of matter {number}?")
        lines += [" ".join(sentences) for sentences in answer]
    return "\n".join(lines) + "\n"


@given(paragraphs(), st.randoms(use_true_random=False), st.booleans())
def test_shuffled_paragraphs_take_their_locators_with_them(
    blocks: list[list[str]], chance: object, with_old: bool
) -> None:
    shuffled = list(blocks)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    old, new = as_edition(printed(blocks), words=with_old), as_edition(printed(shuffled))
    locators = []
    for number, sentences in enumerate(blocks):
        place = f"quist/q{number // 2 + 1}.p{number % 2 + 1}"
        locators += [place, f"{place}.s1", f"{place}.s{len(sentences)}"]
        locators += [f"{place}.s1-s{len(sentences)}"] if len(sentences) > 1 else []
    for found in relocate(locators, old, new):
        assert found.fate in {Fate.EXACT, Fate.MOVED}
        before, after = run_of(found.locator, old), run_of(found.places[0], new)
        assert before
        assert after
        assert old.digests(before) == new.digests(after)
        assert len(found.places) == 1


FEW = st.lists(st.lists(st.sampled_from(["Yes.", "No.", "Never."]), min_size=1, max_size=3), min_size=2, max_size=6)


@given(FEW, FEW)
def test_nothing_but_the_same_words_in_the_same_order_counts_as_moved(
    blocks: list[list[str]], others: list[list[str]]
) -> None:
    old, new = as_edition(printed(blocks)), as_edition(printed(others))
    for found in relocate([f"quist/{place}" for place in old.segments], old, new):
        if found.fate in {Fate.EXACT, Fate.MOVED}:
            before = run_of(found.locator, old)
            after = [run_of(place, new) for place in found.places]
            assert before
            assert sum((new.digests(run) for run in after if run), ()) == old.digests(before)
            assert (found.fate is Fate.EXACT) == (found.places == (found.locator,))


@given(FEW)
def test_a_text_full_of_repetition_is_exact_in_itself(blocks: list[list[str]]) -> None:
    old = as_edition(printed(blocks))
    found = relocate([f"quist/{place}" for place in old.segments], old, old)
    assert {item.fate for item in found} == {Fate.EXACT}


@given(FEW, st.integers(0, 5))
def test_an_answer_put_in_before_all_others_shifts_no_locator_to_other_neighbours(
    blocks: list[list[str]], number: int
) -> None:
    """Where "Yes." is said often, the one that is meant is told by what stands around it, or not at all."""
    text = printed(blocks)
    old, new = as_edition(text), as_edition(f"Is it so?\nYes.\n{text}")
    for found in relocate([f"quist/{place}" for place in old.segments], old, new):
        assert found.fate in {Fate.MOVED, Fate.AMBIGUOUS}
        exchange, _, rest = found.locator.removeprefix("quist/q").partition(".")
        meant = f"quist/q{int(exchange) + 1}{'.' if rest else ''}{rest}"
        assert found.places in {(), (meant,)}
        assert meant in {candidate.places[0] for candidate in found.candidates}
