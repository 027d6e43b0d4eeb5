"""New locators in a dataset that is JSON, or has its claims as JSON Lines: as in YAML, in place."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import reportgen
from reportgen.build import pair
from reportgen.build.pair import NOTE, finish
from reportgen.errors import OutputError, ReportgenError
from tests import forms
from tests.editions import DECIDED, EVERYTHING, SWAPPED, contents, dataset_of, relocated

LINES = ("yaml-lines", "json-lines")


def in_form(project: Path, form: str) -> Path:
    folder = dataset_of(project)
    return forms.write(folder, forms.raw(folder), form)


@pytest.mark.parametrize("form", ["json", *LINES])
def test_what_is_written_is_what_yaml_becomes(good_project: Path, form: str) -> None:
    path = in_form(good_project, form)
    before = contents(good_project).get("claims.jsonl", b"").decode()
    written = reportgen.write_relocations(relocated(good_project, *EVERYTHING), DECIDED)
    folder = dataset_of(good_project)
    claims = [folder / "claims.jsonl"] if form in LINES else []
    assert written == (path, *claims, folder / "maran" / "transcript.json")
    new = good_project / "second.txt"
    assert reportgen.check_dataset(folder, sources={"maran": new}) == ()
    loaded = reportgen.load_dataset(folder)
    evidence = {claim.id: claim.evidence for claim in loaded.value.claims}
    assert evidence["electric-trial"] == ("maran/q3.p2",)
    assert evidence["bridge-sand"] == ("maran/q2.p1.s1-s2",)
    assert evidence["first-boat"] == ("okoro/q1",)
    assert [passage.at for passage in loaded.value.set_aside] == ["maran/q1.p2.s3", "maran/q3.p1", "maran/q4.p1"]
    if claims:
        locator = re.compile(r"maran/[a-z0-9.-]+")
        assert locator.sub("@", claims[0].read_text(encoding="utf-8")) == locator.sub("@", before)


def test_a_locator_that_becomes_several_is_several_items_of_its_list(good_project: Path) -> None:
    in_form(good_project, "json-lines")
    accept = {**DECIDED, "maran/q2.p1.s2-s3": ("maran/q2.p1.s1", "maran/q2.p1.s2")}
    reportgen.write_relocations(relocated(good_project, *EVERYTHING), accept)
    text = (dataset_of(good_project) / "claims.jsonl").read_text(encoding="utf-8")
    assert '"evidence": ["maran/q2.p1.s1", "maran/q2.p1.s2"]' in text


def test_only_the_file_of_claims_changes_where_nothing_else_moves(good_project: Path) -> None:
    folder = dataset_of(good_project)
    forms.write(folder, {**forms.raw(folder), "set_aside": []}, "json-lines")
    before = contents(good_project)
    reportgen.write_relocations(relocated(good_project, *SWAPPED))
    changed = {name for name, data in contents(good_project).items() if data != before[name]}
    assert changed == {"claims.jsonl", "maran/transcript.json"}


def test_claims_that_were_changed_meanwhile_are_not_written_over(good_project: Path) -> None:
    in_form(good_project, "json-lines")
    found = relocated(good_project, *SWAPPED)
    path = dataset_of(good_project) / "claims.jsonl"
    path.write_bytes(path.read_bytes() + b"\n")
    before = contents(good_project)
    with pytest.raises(ReportgenError, match=r"claims\.jsonl` was changed while it was read"):
        reportgen.write_relocations(found)
    assert contents(good_project) == before


def test_a_locator_with_escapes_is_refused(good_project: Path) -> None:
    path = in_form(good_project, "json")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"maran/q1.p2.s1-s2"', '"maran\\u002fq1.p2.s1-s2"'), encoding="utf-8")
    found = relocated(good_project, *SWAPPED)
    before = contents(good_project)
    with pytest.raises(ReportgenError, match="is not written out there") as caught:
        reportgen.write_relocations(found)
    assert caught.value.location is not None
    assert contents(good_project) == before


class Killed(BaseException):
    """The process dies here."""


@pytest.mark.parametrize("at", [2, 3, 4])
def test_three_files_are_completed_when_the_process_died_between_them(
    good_project: Path, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_form(good_project, "json-lines")
    found = relocated(good_project, *SWAPPED)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", failing_at(at, Killed()))
        with pytest.raises(Killed):
            reportgen.write_relocations(found)
    folder = dataset_of(good_project)
    assert len(json.loads((folder / NOTE).read_bytes())) == 3
    finish(folder)
    assert not (folder / NOTE).exists()
    assert reportgen.check_dataset(folder, sources={"maran": good_project / "second.txt"}) == ()
    new = good_project / "second.txt"
    assert not reportgen.relocate(folder, new, source="maran", old=new).is_new


@pytest.mark.parametrize("at", [2, 3, 4])
def test_all_three_are_as_they_were_when_one_cannot_be_replaced(
    good_project: Path, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_form(good_project, "json-lines")
    found = relocated(good_project, *SWAPPED)
    before = contents(good_project)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", failing_at(at, OSError("full"), once=True))
        with pytest.raises(OutputError):
            reportgen.write_relocations(found)
    assert contents(good_project) == before
    assert pair.NOTE not in before


def failing_at(number: int, error: BaseException, *, once: bool = False) -> object:
    """`Path.replace` that fails at its nth call, and from then on unless `once`. The first is that of the note."""
    real, calls = Path.replace, iter(range(1, 100))

    def replace_or_fail(self: Path, target: Path) -> Path:
        call = next(calls)
        if call == number or (call > number and not once):
            raise error
        return real(self, target)

    return replace_or_fail
