"""From briefs to files: what is built, what is kept from being built, and what the machine lacks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import reportgen
from reportgen import MissingDependencyError, OutputError, ProblemsError, UsageError
from reportgen.build import job
from tests.builds import as_built, environment
from tests.house import House

TINY = {"template": "house"}


@pytest.fixture
def house(good_project: Path) -> House:
    """A project whose memo is quick to set."""
    made = House(good_project)
    made.body("<h1>{{ memo.title }}</h1>")
    return made


@pytest.fixture
def brief(house: House) -> Path:
    return house.root / "ferry.yaml"


def another(brief: Path, name: str, old: str = "", new: str = "") -> Path:
    """A copy of the brief under another name, with one text replaced."""
    path = brief.with_name(name)
    path.write_text(brief.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    return path


def test_one_brief_becomes_one_pdf(brief: Path, tmp_path: Path) -> None:
    path = reportgen.build_memo(brief, tmp_path / "a" / "b", overrides=TINY)
    assert path == tmp_path / "a" / "b" / "ferry.pdf"
    assert path.read_bytes().startswith(b"%PDF-1.7")
    assert [child.name for child in path.parent.iterdir()] == ["ferry.pdf"]


def test_the_folder_is_out_unless_another_is_named(
    brief: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert reportgen.build_memo(str(brief), overrides=TINY) == Path("out/ferry.pdf")
    assert (tmp_path / "out" / "ferry.pdf").is_file()


def test_the_pdf_is_what_render_pdf_gives(brief: Path, house: House, tmp_path: Path) -> None:
    path = reportgen.build_memo(brief, tmp_path, overrides=TINY)
    assert path.read_bytes() == as_built(path, house.pdf())


def test_a_brief_with_problems_writes_nothing_and_stops_only_itself(brief: Path, tmp_path: Path) -> None:
    bad = another(brief, "bad.yaml", "[@hull-old]", "[@hull-gone]")
    worse = brief.with_name("worse.yaml")
    worse.write_text("title: [", encoding="utf-8")
    outcomes = list(reportgen.build_memos([bad, brief, worse], tmp_path / "out", overrides=TINY))
    assert [outcome.brief for outcome in outcomes] == [bad, brief, worse]
    assert [outcome.ok for outcome in outcomes] == [False, True, False]
    assert [[problem.code for problem in outcome.problems] for outcome in outcomes] == [["R201"], [], ["R105"]]
    assert [outcome.output for outcome in outcomes] == [None, tmp_path / "out" / "ferry.pdf", None]
    assert outcomes[1].size == (tmp_path / "out" / "ferry.pdf").stat().st_size
    assert outcomes[0].size == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["ferry.pdf"]


def test_an_older_pdf_stands_when_its_brief_has_problems(brief: Path, tmp_path: Path) -> None:
    (tmp_path / "ferry.pdf").write_bytes(b"old")
    with pytest.raises(ProblemsError) as caught:
        reportgen.build_memo(brief, tmp_path, overrides={**TINY, "dataset": "datasets/none"})
    assert [problem.code for problem in caught.value.problems] == ["R209"]
    assert (tmp_path / "ferry.pdf").read_bytes() == b"old"


def test_a_template_s_failure_is_one_of_the_problems(brief: Path, house: House, tmp_path: Path) -> None:
    house.body("{{ memo.titel }}")
    (outcome,) = reportgen.build_memos([brief], tmp_path / "out", overrides=TINY)
    assert [problem.code for problem in outcome.problems] == ["P101"]
    assert not (tmp_path / "out").exists()


def test_each_outcome_comes_when_it_is_there(brief: Path, tmp_path: Path) -> None:
    another(brief, "second.yaml")
    outcomes = reportgen.build_memos([brief.parent], tmp_path, overrides=TINY)
    next(outcomes)
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["ferry.pdf"]
    next(outcomes)
    assert len(list(tmp_path.glob("*.pdf"))) == 2


def test_wrong_usage_is_found_before_anything_is_built(brief: Path, tmp_path: Path) -> None:
    outcomes = reportgen.build_memos([brief, brief.parent / "*.json"], tmp_path / "out", overrides=TINY)
    with pytest.raises(UsageError):
        next(outcomes)
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_a_file_stops_the_build(brief: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file")
    with pytest.raises(OutputError, match="file exists"):
        reportgen.build_memo(brief, tmp_path / "out", overrides=TINY)
    (tmp_path / "pdf" / "ferry.pdf").mkdir(parents=True)
    with pytest.raises(OutputError, match="it is a folder"):
        reportgen.build_memo(brief, tmp_path / "pdf", overrides=TINY)


def test_the_project_s_folder_may_be_left_out_where_nothing_of_it_is_read(house: House) -> None:
    memo = house.memo("policy-memo")
    assert "<h1>Port Ansel" in reportgen.render_html(memo, medium="print")
    with pytest.raises(ProblemsError) as caught:
        reportgen.render_html(house.memo())
    assert [problem.code for problem in caught.value.problems] == ["R204"]


def test_a_memo_that_was_read_back_makes_the_same_pdf(house: House) -> None:
    memo = house.memo()
    again = reportgen.decode_memo(reportgen.encode_memo(memo))
    assert reportgen.render_pdf(again, root=house.root) == reportgen.render_pdf(memo, root=house.root)


def test_a_machine_without_pango_is_told_what_to_install(house: House) -> None:
    code = (
        "import sys, reportgen\n"
        "class Broken:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'weasyprint':\n"
        "            raise OSError('cannot load library libpango-1.0.so.0')\n"
        "sys.meta_path.insert(0, Broken())\n"
        "try:\n"
        "    reportgen.build_memo(sys.argv[1], sys.argv[2], overrides={'template': 'house'})\n"
        "except reportgen.MissingDependencyError as error:\n"
        "    print(error.message)\n"
        "    print(error.hint)\n"
        "    print(type(error.__cause__).__name__)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(house.root / "ferry.yaml"), str(house.root / "out")],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    message, hint, cause = done.stdout.splitlines()
    assert message == "this machine lacks Pango, which sets the pages"
    assert hint
    assert cause == "OSError"
    assert done.stderr == ""
    assert not (house.root / "out").exists()


def test_pango_missing_in_this_process(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def find_spec(self, name: str, *_more: object) -> None:
            if name == "reportgen.render.pdf":
                raise OSError("cannot load library libpango-1.0.so.0")

    memo = house.memo()
    monkeypatch.delitem(sys.modules, "reportgen.render.pdf", raising=False)
    monkeypatch.delattr("reportgen.render.pdf", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    monkeypatch.setattr(job, "remedy", lambda _names: "sudo install-it")
    with pytest.raises(MissingDependencyError, match="lacks Pango") as caught:
        reportgen.render_pdf(memo, root=house.root)
    assert caught.value.hint == "sudo install-it"
