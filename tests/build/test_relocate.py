"""What becomes of a dataset's passages in a new edition of an interview's text, from files to values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

import reportgen
from reportgen.build import relocate as module
from reportgen.errors import ProblemsError, UsageError
from reportgen.evidence.relocation import Fate
from tests.editions import (
    CUT,
    EVERYTHING,
    MOVED,
    REWORDED,
    SWAPPED,
    dataset_of,
    fates,
    relocated,
    second_edition,
    text_of,
)
from tests.ferry import change, change_dataset


def test_each_passage_is_in_its_class(good_project: Path) -> None:
    found = relocated(good_project, *EVERYTHING)
    assert fates(found) == {
        **dict.fromkeys(MOVED, "moved"),
        "maran/q2.p1.s1": "lost",
        "maran/q2.p1.s2-s3": "changed",
        "maran/q2.p2": "ambiguous",
    }
    assert {item.locator: item.places[0] for item in found.items if item.fate is Fate.MOVED} == MOVED
    by_locator = {item.locator: item for item in found.items}
    (changed,) = by_locator["maran/q2.p1.s2-s3"].candidates
    assert changed.places == ("maran/q2.p1.s1-s2",)
    assert changed.diff
    assert changed.diff.startswith("[-I think they-] {+They+} forget")
    assert [one.places for one in by_locator["maran/q2.p2"].candidates] == [("maran/q3.p1",), ("maran/q4.p1",)]
    assert {problem.code: problem.line for problem in found.problems} == {"E403": 85, "E402": 92, "E404": 122}
    assert (found.without_old, found.stale, found.is_new) == (None, None, True)
    assert repr(found) == "<Relocations of maran: 8 passages, 3 problems>"


# The old text


def test_without_the_old_text_digests_tell_what_they_can(good_project: Path) -> None:
    found = relocated(good_project, *EVERYTHING, old=None)
    assert fates(found) == {
        **dict.fromkeys(MOVED, "moved"),
        "maran/q2.p1.s1": "unknown",
        "maran/q2.p1.s2-s3": "unknown",
        "maran/q2.p2": "ambiguous",
    }
    assert found.without_old == "there is no `interview.txt` in the dataset's folder"
    assert reportgen.write_relocations(relocated(good_project, *SWAPPED, old=None))


@pytest.fixture
def named_copy(good_project: Path) -> Path:
    """The project whose dataset names the reader's copy of each text."""
    sources = [(f"transcript: {id_}/transcript.json", id_) for id_ in ("maran", "okoro")]
    change_dataset(good_project, *((line, f"{line}\n    text: {id_}/text.txt") for line, id_ in sources))
    return good_project


def test_the_readers_copy_is_the_old_text_and_then_another(named_copy: Path) -> None:
    found = relocated(named_copy, *REWORDED, old=None)
    assert (found.without_old, found.stale) == (None, text_of(named_copy))
    assert fates(found)["maran/q2.p1.s2-s3"] == "changed"


def test_a_copy_that_is_the_new_text_already_cannot_be_compared_with(named_copy: Path) -> None:
    change(text_of(named_copy), *REWORDED)
    found = reportgen.relocate(dataset_of(named_copy), text_of(named_copy), source="maran")
    assert (found.without_old, found.stale) == ("`maran/text.txt` is not the text that was indexed", None)
    assert fates(found)["maran/q2.p1.s2-s3"] == "unknown"


def test_a_copy_that_cannot_be_read_is_said_to_be_so(named_copy: Path) -> None:
    second = second_edition(named_copy, *REWORDED)
    text_of(named_copy).write_bytes(b"\xff\xfe")
    found = reportgen.relocate(dataset_of(named_copy), second, source="maran")
    assert found.without_old
    assert found.without_old.startswith("`maran/text.txt` cannot be read: R102 ")
    assert found.stale is None


def test_another_text_than_the_one_indexed_is_refused_as_the_old_one(good_project: Path) -> None:
    with pytest.raises(UsageError, match="is not the text that `maran` was indexed from") as caught:
        relocated(good_project, *REWORDED, old=text_of(good_project, "okoro"))
    assert caught.value.hint == "leave out --old where that text is lost: digests are compared then"
    with pytest.raises(ProblemsError, match="R101"):
        relocated(good_project, *REWORDED, old=good_project / "none.txt")


# The source and its index


def test_a_source_has_to_be_named_where_there_are_several_and_be_one_of_them(good_project: Path) -> None:
    with pytest.raises(UsageError, match="the dataset has 2 sources, and nothing says whose text") as caught:
        relocated(good_project, source="")
    assert caught.value.hint
    assert re.fullmatch(r"write `--source maran=.*second\.txt`", caught.value.hint)
    with pytest.raises(UsageError, match="no source `marran`") as caught:
        relocated(good_project, source="marran")
    assert caught.value.hint == "did you mean `maran`?"
    with pytest.raises(UsageError, match="no source `harbour`") as caught:
        relocated(good_project, source="harbour")
    assert caught.value.hint == "sources: maran, okoro"


def test_the_only_source_needs_no_name_and_the_dataset_s_file_may_be_given(tmp_path: Path) -> None:
    text = tmp_path / "interview.txt"
    text.write_text("Who works?\nAll of us do. Each has a pan.\nWhy is that?\nSalt sells well.\n", encoding="utf-8")
    index = reportgen.encode_transcript(reportgen.ingest(text))
    (tmp_path / "transcript.json").write_bytes(index)
    dataset = tmp_path / "dataset.yaml"
    dataset.write_text(
        "id: salt\ntitle: Salt\nsources: [{id: quist, title: Salt, interviewee: ada}]\n"
        "people: [{id: ada, name: {given: Ada}}]\nthemes: [{id: work, name: Work, definition: Work.}]\n"
        "claims: [{id: one, text: One., kind: fact, speaker: ada, themes: [work], evidence: [quist/q1.p1.s2]}]\n",
        encoding="utf-8",
    )
    new = tmp_path / "new.txt"
    new.write_text(text.read_text(encoding="utf-8").replace("All of us do. ", ""), encoding="utf-8")
    found = reportgen.relocate(dataset, new)
    assert (found.source.id, found.without_old, found.stale) == ("quist", None, text)
    assert [item.places for item in found.items] == [("quist/q1.p1.s1",)]
    assert reportgen.write_relocations(found) == (dataset, tmp_path / "transcript.json")


def test_the_other_source_is_left_alone(good_project: Path) -> None:
    found = reportgen.relocate(dataset_of(good_project), text_of(good_project, "okoro"), source="okoro")
    assert list(found.uses) == ["okoro/q1", "okoro/q2.p1.s1-s2", "okoro/q2.p1.s3"]
    assert (found.is_new, found.problems) == (False, ())


def test_an_index_made_with_corrections_is_taken(good_project: Path) -> None:
    new = second_edition(good_project, *SWAPPED, ("Would a bridge not be cheaper?", "And a bridge, now."))
    line = new.read_text(encoding="utf-8").splitlines().index("And a bridge, now.") + 1
    interview = reportgen.read_interview(new, add_questions=[line])
    index = good_project / "second.json"
    index.write_bytes(reportgen.encode_transcript(interview.transcript))
    found = reportgen.relocate(dataset_of(good_project), new, source="maran", index=index)
    assert found.transcript == interview.transcript
    assert found.doubts == ()
    assert fates(found)["maran/q3.p1"] == "exact"
    assert (
        fates(relocated(good_project, *SWAPPED, ("Would a bridge not be cheaper?", "And a bridge, now.")))[
            "maran/q3.p1"
        ]
        == "moved"
    )


def test_an_index_of_another_text_is_refused(good_project: Path) -> None:
    index = dataset_of(good_project) / "okoro" / "transcript.json"
    with pytest.raises(UsageError, match=r"second\.txt` is not the text that `.*okoro/transcript\.json` indexes"):
        relocated(good_project, *REWORDED, index=index)


def test_a_text_that_changes_while_it_is_read_is_refused(good_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "read_text", lambda *_: "something else")
    with pytest.raises(UsageError, match="changed while it was read") as caught:
        relocated(good_project, *REWORDED, old=None)
    assert caught.value.hint == "try again"


def test_doubts_about_the_new_text_come_along(good_project: Path) -> None:
    text = "Maran: Who keeps it?\n\nVell: The town.\n\nWell. Who else?\n\nMaran: So?\n\nVell: Nobody.\n"
    new = good_project / "other.txt"
    new.write_text(text, encoding="utf-8")
    found = reportgen.relocate(dataset_of(good_project), new, source="maran")
    assert found.doubts == reportgen.read_interview(new, language="en").doubts
    assert {problem.code for problem in found.doubts} == {"R121"}


def test_sentences_are_told_by_the_rules_of_the_old_index(good_project: Path) -> None:
    index = dataset_of(good_project) / "maran" / "transcript.json"
    index.write_bytes(index.read_bytes().replace(b'"sha256"', b'"language": "de",\n  "sha256"', 1))
    assert relocated(good_project, *SWAPPED).transcript.language == "de"


def test_locators_of_no_place_are_problems_where_they_stand(good_project: Path) -> None:
    change_dataset(good_project, ("[maran/q3.p1]", "[maran/q9.p1]"), ("[okoro/q1]", "[okoro/q9]"))
    with pytest.raises(ProblemsError) as caught:
        relocated(good_project, *SWAPPED)
    assert [(problem.code, problem.line) for problem in caught.value.problems] == [("R210", 98)]
    assert "`maran` has no place `q9.p1`" in caught.value.problems[0].message


def test_left_is_what_accepting_leaves(good_project: Path) -> None:
    found = relocated(good_project, *REWORDED, *CUT)
    accepted: Mapping[str, tuple[str, ...]] = {"maran/q2.p1.s2-s3": ()}
    assert [problem.code for problem in found.left(accepted)] == ["E403"]
    assert [problem.code for problem in found.left()] == ["E403", "E402"]
    with pytest.raises(UsageError, match="nothing in the dataset stands on it"):
        found.left({"maran/q8": ()})
