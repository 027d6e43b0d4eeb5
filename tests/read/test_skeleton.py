"""The `dataset.yaml` to begin with: true to the text, loadable, and clear about what is still to be done."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import reportgen
from reportgen.errors import ProblemsError
from reportgen.read.ingest import read_interview, read_text
from reportgen.read.skeleton import dataset_skeleton
from reportgen.read.yaml import read_yaml
from tests.read.goldens import CORRECTIONS, texts


def begin(text: str, folder: Path, name: str = "talk.txt") -> tuple[dict[str, Any], str]:
    """The skeleton for a text in a folder: its values, and as it is written."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    written = dataset_skeleton(read_interview(path), folder).decode()
    return yaml.safe_load(written), written


MARKED = """The Boat
LENA O'HARA: Who rides?
Dr. Jonas van Ek: Nurses. Bakers.
Me.
LENA O'HARA: So?
Dr. Jonas van Ek: No.
"""
UNMARKED = """Interview
The Last Boat
A Talk at the Harbour
Lena Brandt spoke to Jonas Ek about the boat.
Who rides?
Nurses.
"""


@pytest.mark.parametrize("path", [pytest.param(path, id=path.name) for path in texts()])
def test_every_kind_begins_with_one_problem_and_ends_with_none(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "harbour"
    folder.mkdir()
    interview = read_interview(path, **CORRECTIONS.get(path.name, {}))
    (folder / "transcript.json").write_bytes(reportgen.encode_transcript(interview.transcript))
    file = folder / "dataset.yaml"
    file.write_bytes(dataset_skeleton(interview, folder))
    with pytest.raises(ProblemsError) as caught:
        reportgen.load_dataset(folder)
    (problem,) = caught.value.problems
    assert (problem.code, problem.message) == ("R113", "`claims` must not be empty")
    assert problem.excerpt is not None
    assert "take [] away, and # from the lines below" in problem.excerpt
    head, claims, example = file.read_text(encoding="utf-8").partition("\nclaims:")
    example = re.sub(r"^#", "", example.partition("\n")[2], flags=re.MULTILINE)
    file.write_text(f"{head}{claims}\n{example}", encoding="utf-8")
    assert reportgen.check_dataset(folder) == ()
    assert [claim.id for claim in reportgen.load_dataset(folder).value.claims] == ["first-claim"]


@pytest.mark.parametrize("path", [pytest.param(path, id=path.name) for path in texts()])
def test_no_words_of_the_text_are_in_it_but_title_and_names(path: Path, tmp_path: Path) -> None:
    interview = read_interview(path, **CORRECTIONS.get(path.name, {}))
    written = dataset_skeleton(interview, tmp_path / "harbour").decode()
    text = read_text(path)
    for segment in interview.transcript.segments:
        if segment.role in ("question", "answer", "intro", "bio"):
            words = text[segment.start : segment.end].split()
            runs = {" ".join(words[at : at + 3]) for at in range(len(words) - 2)}
            assert [run for run in runs if run in written] == []


def test_people_and_source_come_from_the_labels(tmp_path: Path) -> None:
    data, written = begin(MARKED, tmp_path)
    assert data["sources"] == [
        {
            "id": "ek",
            "title": "The Boat",
            "interviewee": "jonas-van-ek",
            "interviewer": "lena-ohara",
            "text": "talk.txt",
        }
    ]
    assert data["people"] == [
        {"id": "jonas-van-ek", "name": {"given": "Jonas van", "family": "Ek"}},
        {"id": "lena-ohara", "name": {"given": "Lena", "family": "O'Hara"}},
    ]
    assert data["title"] == "The Boat"
    assert "#   line 2: ek/q1: p1.s1-s2, p2.s1 (3 sentences)\n#   line 5: ek/q2: p1.s1 (1 sentence)\n" in written


def test_people_and_titles_come_from_the_introduction(tmp_path: Path) -> None:
    data, _ = begin(UNMARKED, tmp_path)
    (source,) = data["sources"]
    assert (source["title"], source["subtitle"]) == ("The Last Boat", "A Talk at the Harbour")
    assert (source["interviewee"], source["interviewer"]) == ("jonas-ek", "lena-brandt")


@pytest.mark.parametrize(
    ("text", "interviewer", "interviewee"),
    [
        ("T\nThis interview was conducted by Lena Brandt.\nWho?\nMe.\n", "lena-brandt", "interviewee"),
        ("T\nAn interview.\nJonas Ek and this interview.\nWho?\nMe.\nJonas Ek is a pilot.\n", None, "jonas-ek"),
        ("Interviewer: Lena Brandt\nInterviewee: Jonas Ek\nQ: Who?\nA: Me.\n", "lena-brandt", "jonas-ek"),
        ("Lena Brandt asked Jonas Ek.\nBRANDT: Who?\nEK: Me.\n", "lena-brandt", "jonas-ek"),
        (
            "T\nInterview by Lena Brandt with Jonas Ek.\nWho?\nI.\nLena Brandt is a reporter.\nJonas Ek is a pilot.\n",
            "lena-brandt",
            "jonas-ek",
        ),
        ("Who?\nMe.\n", None, "interviewee"),
    ],
)
def test_names_are_found_where_they_stand(text: str, interviewer: str | None, interviewee: str, tmp_path: Path) -> None:
    data, written = begin(text, tmp_path)
    (source,) = data["sources"]
    assert (source.get("interviewer"), source["interviewee"]) == (interviewer, interviewee)
    assert ("# interviewer:" in written) == (interviewer is None)


@pytest.mark.parametrize(
    ("label", "id_", "name"),
    [
        ("Ek", "ek", {"family": "Ek"}),
        ("EK", "ek", {"family": "EK"}),
        ("JONAS EK", "jonas-ek", {"given": "Jonas", "family": "Ek"}),
        ("Prof. Éva Ny", "eva-ny", {"given": "Éva", "family": "Ny"}),
        ("Speaker 2", "speaker-2", {"literal": "Speaker 2"}),
        ("山田 太郎", "interviewee", {"family": "山田", "given": "太郎", "family_first": True}),
        ("يونس", "interviewee", {"family": "يونس"}),
    ],
)
def test_names_are_taken_apart(label: str, id_: str, name: dict[str, Any], tmp_path: Path) -> None:
    data, _ = begin(f"Lena: Who?\n{label}: Me.\nLena: So?\n{label}: No.\n", tmp_path)
    assert data["people"][0] == {"id": id_, "name": name}


def test_panels_list_everyone_and_ids_stay_apart(tmp_path: Path) -> None:
    data, _ = begin("レナ：誰か？\n山田：私。\n太郎：私も。\nレナ：で？\n山田：私。\n太郎：私も。\n", tmp_path)
    assert [person["id"] for person in data["people"]] == ["interviewee", "interviewer", "speaker"]
    assert data["sources"][0]["language"] == "ja"
    data, _ = begin("Bo: Who?\nÉva Ny: I.\nEva Ny: I too.\nBo: So?\nÉva Ny: No.\nEva Ny: Yes.\n", tmp_path)
    assert [person["id"] for person in data["people"]] == ["eva-ny", "bo", "eva-ny-2"]


def test_the_text_is_named_where_it_lies_or_where_a_copy_belongs(tmp_path: Path) -> None:
    assert "text" not in begin("Who?\nMe.\n", tmp_path, "interview.txt")[0]["sources"][0]
    below = tmp_path / "ek"
    below.mkdir()
    (below / "talk.txt").write_text("Who?\nMe.\n", encoding="utf-8")
    interview = read_interview(below / "talk.txt")
    for folder, text in ((tmp_path, "ek/talk.txt"), (below, "talk.txt"), (tmp_path / "other", None)):
        source = yaml.safe_load(dataset_skeleton(interview, folder))["sources"][0]
        assert source.get("text") == text
    path = tmp_path / "Talk.MD"
    path.write_text("Who?\n\nMe.\n", encoding="utf-8")
    source = yaml.safe_load(dataset_skeleton(read_interview(path), tmp_path / "other"))["sources"][0]
    assert source["text"] == "interview.md"


def test_ids_are_made_from_the_folder_and_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "Späte Fähre!"
    folder.mkdir()
    data, _ = begin("Who?\nMe.\n", folder, "Ek & Co.txt")
    assert (data["id"], data["sources"][0]["id"], data["title"]) == ("spate-fahre", "ek-co", "Ek & Co")


def test_a_line_that_names_the_kind_the_author_or_the_day_is_no_title(tmp_path: Path) -> None:
    assert begin("Interview\nBy Lena Brandt\nDate: 3 May\nWho?\nMe.\n", tmp_path)[0]["title"] == "talk"
    assert begin("Interview\nThe Boat\nWho?\nMe.\n", tmp_path)[0]["title"] == "The Boat"


@given(title=st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\r\n"), min_size=1, max_size=40))
@example(title="a\ufffe\x1b\x7f\u2028b")
@example(title='a "b" \\n # c: {d}')
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_title_is_written_so_that_it_reads_back(title: str, tmp_path: Path) -> None:
    path = tmp_path / "interview.txt"
    path.write_text(f"{title}\nLena: Who?\nEk: Me.\nLena: So?\nEk: No.\n", encoding="utf-8")
    interview = read_interview(path)
    target = tmp_path / "dataset.yaml"
    target.write_bytes(dataset_skeleton(interview, tmp_path))
    value, _ = read_yaml(target, limit=1 << 20)
    assert isinstance(value, dict)
    known = interview.known.title or "interview"
    assert value["title"] == "".join(
        "\ufffd" if unicodedata.category(one) in ("Cc", "Cn", "Zl", "Zp") else one for one in known
    )
