"""New locators and a new index on disk: both or neither, and clean against the new text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import reportgen
from reportgen.build.pair import NOTE
from reportgen.errors import OutputError, ProblemsError, ReportgenError, UsageError
from tests.editions import DECIDED, EVERYTHING, SWAPPED, contents, dataset_of, fates, relocated
from tests.ferry import change_dataset


def test_nothing_is_written_before_everything_is_decided(good_project: Path) -> None:
    found = relocated(good_project, *EVERYTHING)
    before = contents(good_project)
    with pytest.raises(ProblemsError) as caught:
        reportgen.write_relocations(found)
    assert {problem.code for problem in caught.value.problems} == {"E402", "E403", "E404"}
    with pytest.raises(ProblemsError) as caught:
        reportgen.write_relocations(found, {"maran/q2.p1.s2-s3": ()})
    assert {problem.code for problem in caught.value.problems} == {"E403", "E404"}
    with pytest.raises(UsageError):
        reportgen.write_relocations(found, {"maran/q2.p2": ()})
    assert contents(good_project) == before


def test_what_is_written_is_clean_against_the_new_text(good_project: Path) -> None:
    change_dataset(good_project, ("[maran/q3.p1]", "[maran/q3.p1]  # the trial"))
    dataset = dataset_of(good_project) / "dataset.yaml"
    before = dataset.read_text(encoding="utf-8")
    found = relocated(good_project, *EVERYTHING)
    written = reportgen.write_relocations(found, DECIDED)
    assert written == (dataset, dataset_of(good_project) / "maran" / "transcript.json")
    new = good_project / "second.txt"
    assert written[1].read_bytes() == reportgen.encode_transcript(reportgen.ingest(new))
    assert reportgen.check_dataset(dataset.parent, sources={"maran": new}) == ()
    loaded = reportgen.load_dataset(dataset.parent, sources={"maran": new})
    evidence = {claim.id: claim.evidence for claim in loaded.value.claims}
    assert evidence["electric-trial"] == ("maran/q3.p2",)
    assert evidence["bridge-sand"] == ("maran/q2.p1.s1-s2",)
    assert evidence["first-boat"] == ("okoro/q1",)
    assert [passage.at for passage in loaded.value.set_aside] == ["maran/q1.p2.s3", "maran/q3.p1", "maran/q4.p1"]
    after = dataset.read_text(encoding="utf-8")
    assert "[maran/q3.p2]  # the trial" in after
    locator = re.compile(r"maran/(?!transcript)[a-z0-9.-]+")
    extra = "  - at: @\n    reason: An anecdote on the café trade.\n"
    assert locator.sub("@", after) == locator.sub("@", before) + extra
    again = reportgen.relocate(dataset.parent, new, source="maran", old=new)
    assert (set(fates(again).values()), again.is_new) == ({"exact"}, False)
    assert reportgen.write_relocations(again) == ()


def test_a_text_that_moves_nothing_gives_a_new_index_alone(good_project: Path) -> None:
    found = relocated(good_project, ("Port Ansel sails at a loss", "Port Ansel still sails at a loss"))
    assert set(fates(found).values()) == {"exact"}
    before = contents(good_project)
    assert reportgen.write_relocations(found) == (dataset_of(good_project) / "maran" / "transcript.json",)
    changed = {name for name, data in contents(good_project).items() if data != before[name]}
    assert changed == {"maran/transcript.json"}


def test_a_byte_order_mark_and_line_ends_are_kept(good_project: Path) -> None:
    path = dataset_of(good_project) / "dataset.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    reportgen.write_relocations(relocated(good_project, *SWAPPED))
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfid: ferry\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert b"[maran/q1.p2.s1-s2]" in data
    assert reportgen.check_dataset(path.parent, sources={"maran": good_project / "second.txt"}) == ()


def test_two_sources_of_one_index_are_not_written(good_project: Path) -> None:
    change_dataset(good_project, ("okoro/transcript.json", "maran/transcript.json"))
    found = relocated(good_project, *SWAPPED)
    before = contents(good_project)
    with pytest.raises(ReportgenError, match=r"`maran/transcript\.json` is the index of `okoro` too"):
        reportgen.write_relocations(found)
    assert contents(good_project) == before


def test_a_dataset_edited_since_it_was_read_is_not_overwritten(good_project: Path) -> None:
    found = relocated(good_project, *SWAPPED)
    change_dataset(good_project, ("id: ferry", "id: ferries"))
    before = contents(good_project)
    with pytest.raises(ReportgenError, match="was changed while it was read"):
        reportgen.write_relocations(found)
    assert contents(good_project) == before


def test_where_the_index_cannot_be_written_neither_is(good_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = relocated(good_project, *SWAPPED)
    before = contents(good_project)
    real = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if Path(target).name == "transcript.json":
            raise PermissionError(13, "Permission denied")
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        with pytest.raises(OutputError, match="permission denied"):
            reportgen.write_relocations(found)
    assert contents(good_project) == before


def test_the_next_relocation_completes_an_interrupted_one(good_project: Path) -> None:
    class KilledError(BaseException):
        pass

    found = relocated(good_project, *SWAPPED)
    real = Path.replace

    def die(self: Path, target: Path) -> Path:
        if Path(target).name == "transcript.json":
            raise KilledError
        return real(self, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "replace", die)
        with pytest.raises(KilledError):
            reportgen.write_relocations(found)
    assert NOTE in contents(good_project)
    new = good_project / "second.txt"
    again = reportgen.relocate(dataset_of(good_project), new, source="maran", old=new)
    assert NOTE not in contents(good_project)
    assert (set(fates(again).values()), again.is_new) == ({"exact"}, False)
