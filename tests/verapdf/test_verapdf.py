"""The validator tells good files from bad ones; without this, a green conformance test would prove nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verapdf import verapdf as tool
from tests.verapdf.verapdf import VeraPdf, VeraPdfMissingError, Verdict

PAGE = '<html lang="en"><head><title>Ferries</title></head><body><h1>Ferries</h1><p>They sail daily.</p></body></html>'


@pytest.fixture(scope="module")
def verdicts(verapdf: VeraPdf, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Verdict]:
    """Verdicts by file and flavour, of one page written plain, as PDF/UA-1 and as PDF/A-3a."""
    from weasyprint import HTML

    folder = tmp_path_factory.mktemp("a folder with spaces")
    variants = {"plain": None, "ua": "pdf/ua-1", "a3a": "pdf/a-3a"}
    for name, variant in variants.items():
        HTML(string=PAGE).write_pdf(folder / f"{name}.pdf", pdf_variant=variant)
    found = verapdf.validate(folder / f"{name}.pdf" for name in variants)
    return {(verdict.file.stem, verdict.flavour): verdict for verdict in found}


def test_one_verdict_per_file_and_flavour(verdicts: dict[tuple[str, str], Verdict]) -> None:
    assert list(verdicts) == [(name, flavour) for name in ("plain", "ua", "a3a") for flavour in ("ua1", "3a")]


@pytest.mark.parametrize("key", [("ua", "ua1"), ("a3a", "3a")])
def test_a_conforming_file_passes(verdicts: dict[tuple[str, str], Verdict], key: tuple[str, str]) -> None:
    assert verdicts[key].compliant, verdicts[key]
    assert verdicts[key].failures == ()


def test_an_untagged_file_fails_pdf_ua_by_clause(verdicts: dict[tuple[str, str], Verdict]) -> None:
    verdict = verdicts["plain", "ua1"]
    assert not verdict.compliant
    assert verdict.rules == {"6.2-1", "7.1-3", "7.1-8", "7.1-10", "7.1-11"}
    untagged = next(failure for failure in verdict.failures if (failure.clause, failure.test) == ("7.1", 3))
    assert untagged.count == 2, "the heading and the paragraph"
    assert "Artifact" in untagged.description
    assert "contentItem[0]" in untagged.context


def test_each_standard_is_judged_by_its_own_rules(verdicts: dict[tuple[str, str], Verdict]) -> None:
    assert verdicts["a3a", "ua1"].rules == {"5-1"}, "no PDF/UA identifier"
    assert "6.6.4-1" in verdicts["ua", "3a"].rules, "no PDF/A identifier"


def test_a_verdict_prints_what_is_broken(verdicts: dict[tuple[str, str], Verdict]) -> None:
    assert str(verdicts["ua", "ua1"]) == "ua.pdf keeps ua1"
    lines = str(verdicts["a3a", "ua1"]).splitlines()
    assert lines[0] == "a3a.pdf breaks ua1"
    assert lines[1].startswith("  5-1 (1 times): The PDF/UA version")


def test_a_file_that_is_no_pdf_stops_the_run(verapdf: VeraPdf, tmp_path: Path) -> None:
    (tmp_path / "note.pdf").write_text("not a PDF", encoding="utf-8")
    with pytest.raises(RuntimeError, match="exit code 1"):
        verapdf.validate([tmp_path / "note.pdf"])


def test_an_unknown_flavour_stops_the_run(verapdf: VeraPdf, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="no such flavour: 9z"):
        verapdf.validate([tmp_path / "any.pdf"], ["9z"])


def test_missing_parts_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(tool.shutil, "which", lambda _: None)
        with pytest.raises(VeraPdfMissingError, match="no java"):
            VeraPdf.find()
    monkeypatch.setattr(tool.shutil, "which", lambda _: "/bin/java")
    monkeypatch.setattr(tool, "JAVA_LIBRARIES", tmp_path)
    with pytest.raises(VeraPdfMissingError, match=r"no jaxb-runtime\.jar, .*install libjaxb-java"):
        VeraPdf.find()
