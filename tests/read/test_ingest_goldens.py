"""Every kind of transcript to its index: byte for byte as it is kept, and as a person would read it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from reportgen.read.ingest import read_interview, read_text
from reportgen.read.transcript import read_transcript
from tests.read.goldens import CORRECTIONS, FOLDER, golden, index, texts

TEXTS = [pytest.param(path, id=path.name) for path in texts()]


def spoken(name: str) -> list[str]:
    """Each segment as its id, who speaks, and the words."""
    path = FOLDER / name
    transcript, text = read_interview(path, **CORRECTIONS.get(name, {})).transcript, read_text(path)
    return [f"{s.id} {s.speaker or s.role.value}: {text[s.start : s.end]}" for s in transcript.segments]


@pytest.mark.parametrize("path", TEXTS)
def test_the_index_is_the_one_that_is_kept(path: Path) -> None:
    assert index(path) == golden(path).read_bytes()


@pytest.mark.parametrize("path", TEXTS)
def test_the_original_file_gives_the_text_that_was_indexed(path: Path) -> None:
    kept = read_transcript(golden(path))
    for text in (read_text(path), read_text(path, kept.media_type)):
        assert (len(text), hashlib.sha256(text.encode()).hexdigest()) == (kept.length, kept.sha256)


@pytest.mark.parametrize("path", TEXTS)
def test_an_index_holds_names_and_none_of_the_words(path: Path) -> None:
    kept = json.loads(golden(path).read_bytes())
    for segment in kept["segments"]:
        segment.pop("speaker", None)
    written = json.dumps({**kept, "normalization": ""}, ensure_ascii=False)
    words = {word.strip(".,?:[]<>*") for word in read_text(path).split()}
    assert len(words) > 3
    assert [word for word in words if len(word) > 4 and word in written] == []


def test_no_index_is_left_of_a_transcript_that_is_gone() -> None:
    assert sorted(path.name for path in FOLDER.glob("*.json")) == sorted(golden(path).name for path in texts())
    assert len(list(texts())) >= 8


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "q-and-a.txt",
            [
                "front.p1 title: Transcript",
                "front.p2 title: Interviewer: Lena Brandt, The Holm Gazette",
                "front.p3 title: Interviewee: Jonas Ek",
                "front.p4 title: Date: 3 May 2024",
                "q1.q interviewer: Who takes the boat after\ndark?",
                "q1.p1 interviewee: Nurses, bakers and\none judge.",
                "q1.p2 interviewee: A. Smith, the smith,\nis one of them too.",
                "q2.q interviewer: And the judge?",
                "q2.p1 interviewee: He reads. Then he\nsleeps.",
            ],
        ),
        (
            "names.txt",
            [
                "front.p1 title: The Last Boat",
                "q1.q LENA BRANDT: Who takes the boat after dark?",
                "q1.p1 JONAS EK: Nurses, bakers and one judge. The rule: no bicycles.",
                "q1.p2 JONAS EK: They are tired by then.",
                "q1.p3 JONAS EK: Note: the tape was changed here.",
                "q1.p4 MAIRE HOLM: And students, on Fridays. Would you believe it?",
                "q2.q LENA BRANDT: Tell me about the bus.",
                "q2.p1 JONAS EK: It is slow.",
                "back.p1 bio: [End of the recording]",
            ],
        ),
        (
            "brackets.txt",
            [
                "q1.q Brandt: Who takes the boat after dark?",
                "q1.p1 Ek: Nurses, bakers and one judge.",
                "q1.p2 Ek: [Laughter]",
                "q2.q Brandt: And the judge? [laughs]",
                "q2.p1 Ek: He reads.",
                "q2.p2 Ek: [Laughter]",
            ],
        ),
        (
            "own-line.txt",
            [
                "front.p1 title: The Last Boat",
                "q1.q Lena Brandt: Who takes the boat\nafter dark?",
                "q1.p1 Jonas Ek: Nurses, bakers and\none judge.",
                "q1.p2 Jonas Ek: They sleep on\ndeck.",
                "q2.q Lena Brandt: And in winter?",
                "q2.p1 Jonas Ek: Nobody sleeps\nthen.",
            ],
        ),
        (
            "bold.md",
            [
                "front.p1 title: The Last Boat",
                "front.p2 intro: Lena Brandt talks to Jonas Ek, a pilot.",
                "q1.q Lena Brandt: Who takes the boat?",
                "q1.p1 Jonas Ek: Nurses, bakers &\none judge:",
                "q1.p2 Jonas Ek: the judge reads,",
                "q1.p3 Jonas Ek: the nurses sleep.",
                "q1.p4 title: The bus",
                "q2.q Lena Brandt: And the bus?",
                "q2.p1 Jonas Ek: It is slow.",
                "q2.p2 Jonas Ek: It was always slow.",
            ],
        ),
        (
            "headings.md",
            [
                "front.p1 title: The Last Boat",
                "q1.q Lena Brandt: Who takes the boat?",
                "q1.p1 Jonas Ek: Nurses and bakers.",
                "q1.p2 Jonas Ek: One judge.",
                "q2.q Lena Brandt: And the bus?",
                "q2.p1 Jonas Ek: It is slow.",
            ],
        ),
        (
            "zoom.vtt",
            [
                "q1.q Lena Brandt: Who takes the boat after dark?",
                "q1.p1 Jonas Ek: Nurses, bakers and one judge.",
                "q2.q Lena Brandt: Nobody & nothing else?",
                "q2.p1 Jonas Ek: A dog.",
            ],
        ),
        (
            "teams.vtt",
            [
                "q1.q Lena Brandt: Who takes the boat after dark?",
                "q1.p1 Jonas Ek: Nurses, bakers and one judge.",
                "q2.q Lena Brandt: And you?",
                "q2.p1 Jonas Ek: I steer.",
            ],
        ),
        (
            "nobody.srt",
            [
                "q1.q interviewer: Who takes the boat\nafter dark?",
                "q1.p1 interviewee: Nurses, bakers and one judge.",
                "q1.p2 interviewee: All of them tired.",
                "q2.q interviewer: And the bus?",
                "q2.p1 interviewee: - Slow.",
            ],
        ),
        (
            "word.docx",
            [
                "front.p1 title: The Last Boat",
                "front.p2 title: Holm, 3 May",
                "front.p3 title: Riders",
                "q1.q Lena Brandt: Who takes the boat?",
                "q1.p1 Jonas Ek: Nurses and bakers.",
                "q1.p2 Jonas Ek: One judge. He reads.",
                "q1.p3 title: The bus",
                "q2.q Lena Brandt: And the bus?",
                "q2.p1 Jonas Ek: It is slow.",
                "q2.p2 Jonas Ek: It always was.",
                "q3.q Lena Brandt: And in winter?",
                "q3.p1 Jonas Ek: Slower still.",
            ],
        ),
        (
            "japanese.txt",
            [
                "front.p1 title: ホルム行き最終便",
                "q1.q interviewer: 夜の船に乗るのは誰ですか。",
                "q1.p1 エーク: 看護師とパン屋です。裁判官も一人います！",
                "q2.q interviewer: バスはどうですか？",
                "q2.p1 エーク: 一時間も遅い。本当に？本当です。",
            ],
        ),
        (
            "arabic.txt",
            [
                "front.p1 title: القارب الأخير",
                "q1.q لينا: من يركب القارب بعد الغروب؟",
                "q1.p1 يونس: الممرضات والخبازون. وقاض واحد.",
                "q2.q لينا: والحافلة؟",
                "q2.p1 يونس: بطيئة.",
            ],
        ),
        (
            "pattern.txt",
            [
                "q1.q lb: who takes the boat after dark?",
                "q1.p1 je: nurses and bakers.",
                "q1.p2 je: one judge.",
                "q2.q lb: and the bus?",
                "q2.p1 je: slow.",
            ],
        ),
        (
            "corrected.txt",
            [
                "front.p1 title: The Last Boat",
                "q1.q interviewer: Tell me who takes the boat after dark.",
                "q1.p1 interviewee: Nurses, bakers and one judge.",
                "q1.p2 interviewee: Is that not enough?",
                "q1.p3 interviewee: It is for me.",
                "q2.q interviewer: The bus, then.",
                "q2.p1 interviewee: It is slow.",
                "back.p1 bio: Printed with thanks to the harbour office.",
            ],
        ),
        (
            "windows.txt",
            [
                "front.p1 title: The Last Boat to Hólm",
                "front.p2 intro: Léna asked.",
                "q1.q interviewer: Who takes the\u00a0boat at 9\u00a0p.m. on a weekday?",
                "q1.p1 interviewee: M. Dupré’s nurses. The café’s bakers, and l'Abbé.",
                "q2.q interviewer: And the façade?",
                "q2.p1 interviewee: It’s old.",
            ],
        ),
    ],
)
def test_each_kind_is_read_as_a_person_would(name: str, expected: list[str]) -> None:
    assert spoken(name) == expected


@pytest.mark.parametrize(
    ("name", "times"),
    [
        ("names.txt", [(62_000, None), (69_000, None), (90_500, None), (122_000, None), (124_000, None)]),
        ("own-line.txt", [(3_000, None), (9_000, None), (3_620_000, None), (3_622_000, None)]),
        ("zoom.vtt", [(1_000, 5_000), (5_500, 9_250), (10_000, 11_000), (72_000, 73_000)]),
        ("teams.vtt", [(1_000, 5_000), (5_500, 10_000), (3_610_000, 3_612_000), (3_610_000, 3_612_000)]),
        ("nobody.srt", [(1_000, 5_000), (5_500, 9_000), (12_000, 13_000), (13_100, 14_000), (14_100, 15_000)]),
        ("pattern.txt", [(62_000, None), (69_000, None), (122_000, None), (124_000, None)]),
    ],
)
def test_time_codes_are_kept_in_milliseconds(name: str, times: list[tuple[int, int | None]]) -> None:
    found = [(s.time, s.time_end) for s in read_transcript(golden(FOLDER / name)).segments if s.time is not None]
    assert found == times


def test_sentences_end_as_their_script_ends_them() -> None:
    counts = {
        name: [len(segment.sentences) for segment in read_transcript(golden(FOLDER / name)).segments]
        for name in ("japanese.txt", "arabic.txt", "unmarked.txt")
    }
    assert counts == {
        "japanese.txt": [1, 0, 2, 0, 3],
        "arabic.txt": [1, 0, 2, 0, 1],
        "unmarked.txt": [1, 1, 1, 0, 2, 1, 0, 2, 1, 1, 1],
    }
