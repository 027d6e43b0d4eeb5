"""The memo of one page: one sheet with all its evidence on it, or none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

import reportgen
from tests.builds import EVERY_BRIEF
from tests.conftest import FIXTURES
from tests.ferry import texts
from tests.markup import parse
from tests.memos_for_print import one_page
from tests.pdfs import Pdf, read
from tests.verapdf.verapdf import VeraPdf

FIGURE = "{kind: themes, title: What the two speak of, themes: [fleet, money]}"
SETTINGS: Mapping[str, Mapping[str, str]] = {
    "a4": {},
    "letter": {"output.page": "letter"},
    "figure": {"sections.0.figure": FIGURE},
    "figure at the end": {"sections.2.figure": FIGURE, "recommendations": "[]"},
    "little": {"sections": "[]", "recommendations": "[]"},
    "modern": {"style": "modern"},
    "print": {"style": "print"},
}


@pytest.fixture(scope="module", params=SETTINGS)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, reportgen.Memo]:
    """The PDF of each setting, and its memo."""
    folder = tmp_path_factory.mktemp("one-page")
    return one_page(FIXTURES / "good", folder, SETTINGS[request.param])


def test_it_is_one_page(built: tuple[Path, reportgen.Memo]) -> None:
    assert len(read(built[0]).sizes) == 1


def test_every_mark_leads_to_its_evidence_on_the_page_and_back(built: tuple[Path, reportgen.Memo]) -> None:
    path, memo = built
    pdf = read(path)
    marks = {link.target for link in pdf.links if (link.target or "").startswith("evidence-")}
    assert marks == {f"evidence-{claim.number}" for claim in memo.claims}
    foot = _top_of_foot(pdf)
    for claim in memo.claims:
        _, _, height = pdf.places[f"evidence-{claim.number}"]
        assert height < foot
        assert {f"cite-{claim.number}-{nth}" for nth in range(1, len(claim.anchors) + 1)} <= set(pdf.places)
    backs = sorted(link.target for link in pdf.links if (link.target or "").startswith("cite-"))
    assert backs == sorted(anchor for claim in memo.claims for anchor in claim.anchors)


def _top_of_foot(pdf: Pdf) -> float:
    """The height of the page at which its foot begins, in points."""
    heading = next(tag for tag in pdf.tags.walk("H2") if pdf.text(tag) == "Evidence")
    return max(run.top for run in pdf.runs_of(heading)) + 4


def test_each_place_is_named(built: tuple[Path, reportgen.Memo]) -> None:
    path, memo = built
    (text,) = read(path).texts
    squeezed = "".join(text.split())
    for claim in memo.claims:
        place = f"{claim.number}{claim.speaker_short},{claim.short},{claim.kind.value}"
        assert "".join(place.split()) in squeezed


def test_nothing_stands_on_anything_else_or_off_the_page(built: tuple[Path, reportgen.Memo]) -> None:
    pdf = read(built[0])
    ((width, height),) = pdf.sizes
    for run in pdf.runs:
        assert 20 < run.left < run.right < width - 20, run
        assert 20 < run.bottom < run.top < height - 14, run
    foot = _top_of_foot(pdf)
    assert not [run for run in pdf.runs if run.bottom < foot < run.top]


def test_it_proves_itself(built: tuple[Path, reportgen.Memo]) -> None:
    project = FIXTURES / "good"
    found = reportgen.verify_pdf(built[0], sources=texts(project), rebuild=True, root=project)
    assert {(finding.check, finding.verdict) for finding in found.findings} == {
        (check, reportgen.Verdict.PROVED)
        for check in ("attachments", "key", "text", "comments", "quotations", "rebuild")
    }


@pytest.mark.slow
def test_it_keeps_both_standards(good_project: Path, tmp_path: Path, verapdf: VeraPdf) -> None:
    paths = [one_page(good_project, tmp_path / name, settings)[0] for name, settings in SETTINGS.items()]
    assert [verdict for verdict in verapdf.validate(paths, ["ua1", "3a"]) if not verdict.compliant] == []


def test_a_place_that_the_page_lacks_is_found(good_project: Path, tmp_path: Path) -> None:
    """The check of the printed text looks for places where claims are not printed."""
    own = good_project / "templates" / "one-page" / "foot.html"
    own.parent.mkdir(parents=True)
    bundled = Path(__file__).parent.parent / "templates" / "one-page" / "foot.html"
    own.write_text(bundled.read_text(encoding="utf-8").replace("place=claim.short", 'place="answer 9"'), "utf-8")
    path, memo = one_page(good_project, tmp_path, {})
    (text,) = [finding for finding in reportgen.verify_pdf(path).findings if finding.check == "text"]
    assert text.verdict is reportgen.Verdict.FAILED
    assert text.detail.count("is not on the pages") == len(memo.claims)


def test_a_brief_may_not_move_the_notes(good_project: Path) -> None:
    (found,) = reportgen.check_brief(good_project / "ferry.yaml", overrides={"template": "one-page"})
    assert (found.code, found.message) == ("R113", "the template `one-page` cannot set its notes at `foot`")


def test_the_web_page_has_the_same_foot(good_project: Path) -> None:
    project = reportgen.load_project(
        good_project / "ferry.yaml", overrides={"template": "one-page", "output.notes": "end"}
    )
    memo = reportgen.compose_memo(project)
    page = parse(reportgen.render_html(memo, root=good_project))
    ids = {element.attributes.get("id") for element in page.walk()}
    assert {f"evidence-{claim.number}" for claim in memo.claims} <= ids
    targets = {element.attributes.get("href", "") for element in page.walk() if element.tag == "a"}
    assert {target.removeprefix("#") for target in targets if target.startswith("#")} <= ids


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("with_text", [False, True])
def test_the_brief_of_the_repository_fits(
    paper: str, with_text: bool, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    sources = {"": str(request.getfixturevalue("interview_text"))} if with_text else {}
    (outcome,) = reportgen.build_memos(
        [EVERY_BRIEF["one-page"]], tmp_path, overrides={"output.page": paper}, sources=sources
    )
    assert outcome.problems == ()
    assert outcome.output is not None
    pdf = read(outcome.output)
    assert len(pdf.sizes) == 1
    body = min(run.bottom for run in pdf.runs if run.bottom > _top_of_foot(pdf))
    assert body - _top_of_foot(pdf) < 120, "the text fills its page"
