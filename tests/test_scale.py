"""A large dataset costs in proportion: work is counted in calls of functions, which no clock and no load disturb."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import reportgen
from reportgen.evidence import locate
from reportgen.model.transcript import Role, Segment

BENCHMARK = Path(__file__).parents[1] / "benchmarks" / "corpus.py"


@pytest.fixture(scope="module")
def corpus() -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus", BENCHMARK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, and how often generators go on, C functions included."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    re.purge()  # or what a smaller corpus left would count for a larger one
    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("form", ["yaml", "json", "jsonl"])
def test_a_made_up_corpus_has_no_problem_and_makes_a_memo(corpus: ModuleType, tmp_path: Path, form: str) -> None:
    brief = corpus.write(tmp_path, 20, 400, form, texts=True)
    assert reportgen.check_brief(brief) == ()
    project = reportgen.load_project(brief)
    assert (len(project.dataset.value.claims), len(project.dataset.texts)) == (400, 20)
    memo = reportgen.compose_memo(project)
    assert len(memo.claims) == corpus.CITED
    assert len(memo.sources) > 5


def test_its_forms_are_the_same_dataset_and_its_indexes_those_of_the_texts(corpus: ModuleType, tmp_path: Path) -> None:
    loaded = []
    for form in corpus.FORMATS:
        corpus.write(tmp_path / form, 3, 30, form, texts=True)
        loaded.append(reportgen.load_dataset(tmp_path / form / "corpus"))
    assert loaded[0].value == loaded[1].value == loaded[2].value
    index, text = (tmp_path / "json" / "corpus" / "i0001" / name for name in ("transcript.json", "interview.txt"))
    assert index.read_bytes() == reportgen.encode_transcript(reportgen.ingest(text))


def reading(brief: Path) -> Callable[[], object]:
    return lambda: reportgen.load_dataset(brief.parent / "corpus")


def checking(brief: Path) -> Callable[[], object]:
    loaded = reportgen.load_dataset(brief.parent / "corpus")
    return lambda: reportgen.check_dataset(loaded)


def checking_a_brief(brief: Path) -> Callable[[], object]:
    return lambda: reportgen.check_brief(brief)


def summing_up(brief: Path) -> Callable[[], object]:
    loaded = reportgen.load_dataset(brief.parent / "corpus")
    return lambda: reportgen.summarize(loaded)


STAGES = (reading, checking, checking_a_brief, summing_up)


@pytest.mark.parametrize("stage", STAGES)
def test_four_times_as_much_takes_about_four_times_as_long(
    corpus: ModuleType, tmp_path: Path, stage: Callable[[Path], Callable[[], object]]
) -> None:
    counted = []
    for interviews in (10, 20, 80):  # the first brings what is imported and compiled once
        brief = corpus.write(tmp_path / str(interviews), interviews, interviews * 20, "jsonl", texts=True)
        counted.append(calls(stage(brief)))
    assert counted[2] < 4.4 * counted[1]


def test_a_memo_takes_no_longer_where_more_is_not_cited(corpus: ModuleType, tmp_path: Path) -> None:
    counted = []
    for interviews in (10, 20, 80):
        brief = corpus.write(tmp_path / str(interviews), interviews, interviews * 20, "jsonl", texts=True)
        project = reportgen.load_project(brief)
        counted.append(calls(lambda project=project: reportgen.compose_memo(project)))  # type: ignore[misc]
    more = 60 * 20
    assert counted[2] - counted[1] < 16 * more  # a few looks at each claim


def test_a_place_is_found_without_going_through_the_index() -> None:
    counted = []
    for segments in (100, 1000):
        index = reportgen.Transcript(
            format="",
            media_type="",
            normalization="",
            length=1,
            sha256="",
            segments=tuple(
                Segment(id=f"q{n}.p1", role=Role.ANSWER, start=n, end=n + 1, digest="") for n in range(1, segments)
            ),
        )
        places = ["a/q1", "a/q1.p1", f"a/q{segments - 1}", f"a/q{segments - 1}.p1", "a/q5.p1.s1-s2"]
        locate.resolve("a/q1", index)  # the look-ups are made once
        locate.resolve("a/q1.p1", index)
        counted.append(calls(lambda places=places, index=index: [locate.resolve(at, index) for at in places]))  # type: ignore[misc]
    assert counted[0] == counted[1]


def test_problems_in_every_claim_cost_in_proportion_too(corpus: ModuleType, tmp_path: Path) -> None:
    counted = []
    for interviews in (10, 20, 80):
        brief = corpus.write(tmp_path / str(interviews), interviews, interviews * 20, "jsonl")
        path = brief.parent / "corpus" / "claims.jsonl"
        path.write_text(path.read_text(encoding="utf-8").replace('"t1/', '"t11/'), encoding="utf-8")
        found: list[reportgen.Problem] = []

        def check(folder: Path = path.parent, found: list[reportgen.Problem] = found) -> None:
            found += reportgen.check_dataset(folder)

        counted.append(calls(check))
        assert len(found) == interviews * 20 // corpus.THEMES
        assert {problem.code for problem in found} == {"R202"}
    assert counted[2] < 4.4 * counted[1]
