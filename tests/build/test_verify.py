"""`verify` on a file as built, and on what a tamperer makes of it: each change is found, by the check that should."""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pikepdf
import pytest

import reportgen
from reportgen.model import memo as memos
from reportgen.model.verification import Verdict
from reportgen.render import key, web_annotations
from tests.ferry import texts, write_brief


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    good = Path(__file__).parents[1] / "fixtures" / "good"
    return Path(shutil.copytree(good, tmp_path_factory.mktemp("verify") / "good"))


@pytest.fixture(scope="module")
def quoted(project: Path) -> str:
    """The words of a passage a claim rests on, from the fixture's own text."""
    loaded = reportgen.load_project(write_brief(project, "Each winter costs more [@hull-old]."), sources=texts(project))
    claim = next(claim for claim in reportgen.compose_memo(loaded).claims if claim.id == "hull-old")
    assert claim.evidence[0].passage is not None
    return claim.evidence[0].locator


@pytest.fixture(scope="module")
def built(project: Path, quoted: str) -> Path:
    brief = write_brief(
        project,
        "\n\n".join(
            f"Point {name}. Each winter costs more than the last [@hull-old]. The manager answers that the piers of a"
            " bridge would move the bar [@bridge-sand], and riders would keep their pass [@pass-price]."
            for name in (
                "red",
                "blue",
                "green",
                "grey",
                "white",
                "black",
                "brown",
                "pink",
                "gold",
                "plum",
                "lime",
                "teal",
            )
        ),
        quote=f"{{at: {quoted}}}",
    )
    return reportgen.build_memo(brief, project / "out", sources=texts(project))


@pytest.fixture
def tampered(built: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "memo.pdf"
    copy.write_bytes(built.read_bytes())
    return copy


def verdicts(path: Path, project: Path | None = None, **options: bool) -> dict[str, Verdict]:
    """The worst verdict of each check."""
    sources = texts(project) if project else {}
    found: dict[str, Verdict] = {}
    for finding in reportgen.verify_pdf(path, sources=sources, **options).findings:
        if found.get(finding.check) is not Verdict.FAILED:
            found[finding.check] = finding.verdict
    return found


def failed(path: Path, project: Path | None = None, **options: bool) -> set[str]:
    return {check for check, verdict in verdicts(path, project, **options).items() if verdict is Verdict.FAILED}


def edit(path: Path, change: Callable[[pikepdf.Pdf], None]) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(path)


def attach(pdf: pikepdf.Pdf, name: str, data: bytes) -> None:
    """Change what an attached file holds, with its checksum, as an editor would."""
    spec = pdf.attachments[name]
    stream = spec.obj.EF.F
    stream.write(data)
    stream.Params.Size = len(data)


def memo_of(pdf: pikepdf.Pdf) -> memos.Memo:
    return memos.decode(pdf.attachments["memo.json"].get_file().read_bytes())


def test_an_untouched_file_is_proved_whole(built: Path, project: Path) -> None:
    result = reportgen.verify_pdf(built, sources=texts(project), rebuild=True)
    assert [finding.detail for finding in result.findings if finding.verdict is not Verdict.PROVED] == []
    assert result.ok
    assert result.complete
    assert {finding.check for finding in result.findings} == {
        *("attachments", "key", "text", "comments", "quotations", "rebuild")
    }


def test_what_cannot_be_checked_is_not_called_proved(built: Path) -> None:
    result = reportgen.verify_pdf(built)
    assert result.ok
    assert not result.complete
    unchecked = [finding for finding in result.findings if finding.verdict is Verdict.NOT_CHECKED]
    assert {finding.check for finding in unchecked} == {"quotations"}
    assert all("--source" in finding.detail for finding in unchecked)


def test_a_changed_word_on_a_page(tampered: Path) -> None:
    """Two letters of the longest line trade places."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        content = page.Contents.read_bytes().decode("latin-1")
        line = max(re.findall(r"\[[^\]]*\] TJ", content), key=len)
        letters = re.findall(r"<[0-9a-fA-F]{4}>", line)
        one, other = next((a, b) for a, b in itertools.pairwise(letters) if a != b)
        swapped = line.replace(one, "<one>").replace(other, one).replace("<one>", other)
        page.Contents = pdf.make_stream(content.replace(line, swapped).encode("latin-1"))

    edit(tampered, change)
    assert failed(tampered) == {"text"}


def test_a_removed_page(tampered: Path) -> None:
    edit(tampered, lambda pdf: pdf.pages.__delitem__(len(pdf.pages) - 1))
    assert "text" in failed(tampered)


def test_swapped_pages(tampered: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        assert len(pdf.pages) >= 2
        pages = list(pdf.pages)
        del pdf.pages[:]
        pdf.pages.extend(reversed(pages))

    edit(tampered, change)
    found = {item.check: item for item in reportgen.verify_pdf(tampered).findings}
    assert found["text"].verdict is Verdict.FAILED
    assert "out of its order" in found["text"].detail


@pytest.mark.parametrize("name", ["memo.json", "evidence.jsonld", "build.json"])
def test_a_removed_attachment(tampered: Path, name: str) -> None:
    edit(tampered, lambda pdf: pdf.attachments.__delitem__(name))
    found = verdicts(tampered)
    assert found["attachments"] is Verdict.FAILED
    if name == "memo.json":
        assert set(found.values()) == {Verdict.FAILED, Verdict.NOT_CHECKED}
    if name == "build.json":
        assert found["key"] is Verdict.NOT_CHECKED


def test_another_file_attached(tampered: Path) -> None:
    edit(tampered, lambda pdf: pdf.attachments.__setitem__("more.txt", b"word"))
    assert failed(tampered) == {"attachments"}


def test_an_edited_memo(tampered: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        memo = memo_of(pdf)
        claims = (msgspec.structs.replace(memo.claims[0], text="The hull is as good as new."), *memo.claims[1:])
        attach(pdf, "memo.json", memos.encode(msgspec.structs.replace(memo, claims=claims)))

    edit(tampered, change)
    assert failed(tampered) == {"attachments", "key", "text", "comments"}


def test_a_memo_that_is_none(tampered: Path) -> None:
    edit(tampered, lambda pdf: attach(pdf, "memo.json", b'{"format": "another"}'))
    found = verdicts(tampered)
    assert found.pop("attachments") is Verdict.FAILED
    assert set(found.values()) == {Verdict.NOT_CHECKED}


def test_a_memo_in_another_form(tampered: Path) -> None:
    """The same values with other spaces: the key was of the canonical form."""
    edit(tampered, lambda pdf: attach(pdf, "memo.json", memos.encode(memo_of(pdf)).replace(b"\n", b"\n ")))
    assert "attachments" in failed(tampered)


def test_edited_annotations(tampered: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        data = pdf.attachments["evidence.jsonld"].get_file().read_bytes()
        attach(pdf, "evidence.jsonld", data.replace(b"TextPositionSelector", b"TextQuoteSelector"))

    edit(tampered, change)
    assert failed(tampered) == {"attachments"}


def test_an_edited_recipe(tampered: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        recipe = key.decode(pdf.attachments["build.json"].get_file().read_bytes())
        attach(pdf, "build.json", key.encode({**recipe, "version weasyprint": "71.0"}))

    edit(tampered, change)
    assert failed(tampered) == {"key"}


def test_another_key(tampered: Path) -> None:
    data = tampered.read_bytes()
    identifier = re.search(rb"/ID ?\[\(([0-9a-f]{64})\)", data) or re.search(rb"\(([0-9a-f]{64})\)", data)
    assert identifier is not None
    tampered.write_bytes(data.replace(identifier[1], b"0" * 64))
    assert failed(tampered) == {"key"}


def test_an_edited_comment(tampered: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        comments = [note for page in pdf.pages for note in page.Annots if note.Subtype != "/Link"]
        comments[0].Contents = pikepdf.String("Fact. The hull is as good as new.")

    edit(tampered, change)
    assert failed(tampered) == {"comments"}


def test_a_removed_comment(tampered: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.Annots = pikepdf.Array([note for note in page.Annots if note.Subtype == "/Link"])

    edit(tampered, change)
    assert failed(tampered) == {"comments"}


def forged(pdf: pikepdf.Pdf, old: str, new: str) -> None:
    """Change a word in the memo, and everything worked out from it: what only the text can show."""
    data = memos.encode(memo_of(pdf)).replace(old.encode(), new.encode())
    memo = memos.decode(data)
    recipe = key.decode(pdf.attachments["build.json"].get_file().read_bytes())
    attach(pdf, "memo.json", data)
    attach(pdf, "evidence.jsonld", web_annotations.encode(memo))
    pdf.trailer.ID[0] = pikepdf.String(key.key_of(data, recipe).hex())


def test_a_forged_quotation_is_shown_by_the_text(tampered: Path, project: Path) -> None:
    with pikepdf.open(tampered) as pdf:
        quotation = memo_of(pdf).quotations[0].text
    word = next(word for word in re.findall(r"[a-z]{5,}", quotation))
    edit(tampered, lambda pdf: forged(pdf, f" {word}", f" x{word}"))
    found = verdicts(tampered, project)
    assert found["attachments"] is Verdict.PROVED
    assert found["quotations"] is Verdict.FAILED


def test_another_text_is_named(built: Path, project: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    sources = texts(project)
    first = next(iter(sources))
    other.write_text(Path(sources[first]).read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")
    findings = reportgen.verify_pdf(built, sources={**sources, first: other}).findings
    wrong = [finding for finding in findings if finding.verdict is Verdict.FAILED]
    assert [finding.check for finding in wrong] == ["quotations"]
    assert "another text" in wrong[0].detail


def test_a_text_of_no_source(built: Path, project: Path) -> None:
    findings = reportgen.verify_pdf(built, sources={**texts(project), "nobody": "text.txt"}).findings
    assert [f.detail for f in findings if f.verdict is not Verdict.PROVED] == [
        "this memo draws on no source `nobody`, but on `maran`, `okoro`"
    ]


def test_a_text_that_is_not_there(built: Path, project: Path) -> None:
    sources = dict.fromkeys(texts(project), "nowhere.txt")
    assert {f.check for f in reportgen.verify_pdf(built, sources=sources).findings if f.verdict is Verdict.FAILED} == {
        "quotations"
    }


def test_a_rebuild_finds_any_byte(tampered: Path) -> None:
    """A comment's colour is compared by nothing else."""

    def change(pdf: pikepdf.Pdf) -> None:
        for note in pdf.pages[0].Annots:
            note.C = pikepdf.Array([1, 0, 0])

    edit(tampered, change)
    assert failed(tampered, rebuild=True) == {"rebuild"}


def test_a_file_from_another_machine_is_not_judged(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recipe = key.recipe
    monkeypatch.setattr(key, "recipe", lambda *arguments: {**recipe(*arguments), "library pango": "1.99.0"})
    (finding,) = (f for f in reportgen.verify_pdf(built, rebuild=True).findings if f.check == "rebuild")
    assert finding.verdict is Verdict.NOT_CHECKED
    assert "library pango" in finding.detail
    assert "1.99.0 here" in finding.detail


@pytest.mark.parametrize(("data", "says"), [(b"", "no PDF"), (b"no PDF at all", "no PDF"), (None, "no such file")])
def test_what_is_no_pdf(data: bytes | None, says: str, tmp_path: Path) -> None:
    path = tmp_path / "memo.pdf"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(reportgen.ReportgenError, match=says):
        reportgen.verify_pdf(path)
