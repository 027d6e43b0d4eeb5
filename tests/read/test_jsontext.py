"""JSON and JSON Lines files to values with their places, and everything in them that is refused."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportgen.errors import ProblemsError
from reportgen.model.problem import LONGEST, Problem, SourceMap
from reportgen.read import json_faults, jsontext
from reportgen.read.jsontext import parse_json, parse_json_lines, read_json, read_json_lines

BAD = Path(__file__).parents[1] / "fixtures" / "bad" / "json"

FILES = [
    ("empty.json", "R103", None, None, "the file is empty"),
    ("empty.jsonl", "R103", None, None, "the file is empty"),
    ("trailing-comma.json", "R105", 3, 26, "a comma stands before `]` | remove it"),
    ("comma-missing.json", "R105", 3, 3, "a comma or a closing bracket is missing before this"),
    ("value-missing.json", "R105", 2, 12, "a value is needed where `,` stands"),
    ("bare-key.json", "R105", 2, 3, "a key or text without its double quotes"),
    ("single-quotes.json", "R105", 2, 12, "a text stands in double quotes in JSON"),
    ("key-without-colon.json", "R105", 2, 11, 'a key without its `:` | write "key": value'),
    ("comment.json", "R105", 2, 3, "a comment cannot stand in JSON | remove it"),
    ("line-end-in-text.json", "R105", 2, 19, "a text goes on over the end of its line | write `\\n`"),
    ("tab-in-text.json", "R105", 2, 14, "a tab stands in a text | write `\\t`"),
    ("unclosed-quotes.json", "R105", 2, 12, "the quotes that open here are never closed"),
    ("unclosed-brace.json", "R105", 3, 1, "the text ends before all of it is closed"),
    ("unknown-escape.json", "R105", 2, 19, "this backslash begins no escape | write `\\\\` for a backslash"),
    ("not-a-number.json", "R105", 2, 12, "`NaN` is no number in JSON"),
    ("endless-number.json", "R113", 2, 12, "the number has 4301 digits"),
    ("goes-on-after-end.json", "R105", 2, 1, "the text goes on after its value has ended"),
    ("escaped-control.json", "R105", 2, 22, "the escaped character U+0008 is not allowed"),
    ("half-a-surrogate.json", "R105", 2, 20, "the escaped character U+D83D is not allowed"),
    ("forbidden-character.json", "R105", 2, 14, "the character U+2028 (line separator) is not allowed"),
    ("duplicate-key.json", "R106", 4, 3, "the key `title` stands twice, in lines 2 and 4 | keep one"),
    ("duplicate-nested-key.json", "R106", 4, 43, "the key `family` stands twice, in lines 4 and 4"),
    ("duplicate-key-on-a-line.jsonl", "R106", 3, 13, "the key `id` stands twice, in lines 3 and 3"),
    ("too-deep.json", "R107", 1, 106, "more than 100 collections"),
    ("far-too-deep.json", "R107", 1, 101, "more than 100 collections"),
    ("too-deep-a-line.jsonl", "R107", 2, 101, "more than 100 collections"),
    ("two-values-on-a-line.jsonl", "R105", 2, 13, "the text goes on after its value has ended"),
]


def problems(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsError) as raised:
        (read_json_lines if path.suffix == ".jsonl" else read_json)(path, limit=100_000)
    return raised.value.problems


@pytest.mark.parametrize(("name", "code", "line", "column", "words"), FILES, ids=[row[0] for row in FILES])
def test_a_file_that_is_not_json(name: str, code: str, line: int | None, column: int | None, words: str) -> None:
    (found,) = problems(BAD / name)
    assert (found.code, found.line, found.column) == (code, line, column)
    for part in words.split(" | "):
        assert part in f"{found.message} {found.hint}"
    if line is not None:
        assert found.excerpt == (BAD / name).read_text(encoding="utf-8").split("\n")[line - 1]


def test_every_bad_file_is_tested() -> None:
    assert {row[0] for row in FILES} | {"value-over-two-lines.jsonl"} == {path.name for path in BAD.iterdir()}


def test_lines_that_are_no_json_are_named_together() -> None:
    found = problems(BAD / "value-over-two-lines.jsonl")
    assert [(problem.code, problem.line, problem.column) for problem in found] == [("R105", 3, 7), ("R105", 4, 4)]


def test_a_file_written_over_lines_is_given_up_after_twenty() -> None:
    with pytest.raises(ProblemsError) as raised:
        parse_json_lines("{\n" * 500, "claims.jsonl")
    assert [problem.line for problem in raised.value.problems] == list(range(1, 21))


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ('{"a": 1 // one\n}', 9),
        ("[1,\n", 1),
        ('{"a"', 5),
        ('{"a": tru}', 7),
        ("[1}", 3),
        ('"\\u12"', 2),
        ('{"a":1,}', 7),
    ],
)
def test_where_json_stops(text: str, column: int) -> None:
    with pytest.raises(ProblemsError) as raised:
        parse_json(text, "f.json")
    (found,) = raised.value.problems
    assert (found.code, found.column) == ("R105", column)


def test_places_are_those_of_keys_and_values() -> None:
    text = '{\r\n "🛥 fähre": ["no", 1.5 , {"a" : null}],\n"日": "x\\u0041"}'
    value, lines = parse_json(text, "dataset.json")
    assert value == {"🛥 fähre": ["no", 1.5, {"a": None}], "日": "xA"}
    assert lines.written(("🛥 fähre", 2)) == '{"a" : null}'
    assert lines.written(("🛥 fähre", 2, "a")) == "null"
    assert lines.written(("日", "none")) is None
    start, end = lines.keys["日",]
    assert text[start:end] == '"日"'
    problem = lines.problem("R1", "", ("日",), needle="u0041")
    assert (problem.line, problem.column, problem.excerpt) == (3, 9, '"日": "x\\u0041"}')
    assert ("日", 0) not in lines.values
    assert () not in lines.keys
    copy = pickle.loads(pickle.dumps(lines))
    assert copy.written(("🛥 fähre", 1)) == "1.5"


def test_places_in_lines_begin_with_the_number_of_the_value() -> None:
    text = '\n{"id": "a"}\r\n \n  [1, {"b": 2}] \n"c"'
    values, lines = parse_json_lines(text, "claims.jsonl")
    assert values == [{"id": "a"}, [1, {"b": 2}], "c"]
    assert [lines.written((number,)) for number in range(3)] == ['{"id": "a"}', '[1, {"b": 2}]', '"c"']
    problem = lines.problem("R1", "", (1, 1, "b"), at_key=True)
    assert (problem.line, problem.column) == (4, 8)
    assert set(lines.keys) == {(0, "id"), (1, 1, "b")}
    assert len(lines.values) == 8  # the file, three values, and four in them


def test_no_place_is_looked_up_before_a_problem_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("reportgen.read.json_places._pass_over", refuse)
    monkeypatch.setattr("reportgen.read.lines._LINE_END", None)
    value, lines = parse_json('{"a": [1, 2]}', "dataset.json")
    assert value == {"a": [1, 2]}
    with pytest.raises(AssertionError):
        lines.problem("R1", "", ("a", 1))


def test_a_line_of_megabytes_is_not_shown() -> None:
    text = json.dumps({"note": "x" * LONGEST, "id": 1})
    problem = parse_json(text, "dataset.json")[1].problem("R1", "", ("id",))
    assert (problem.line, problem.column, problem.excerpt) == (1, len(text) - 1, None)


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "dataset.json"
    path.write_bytes(b'\xef\xbb\xbf{"a": 1}')
    value, lines = read_json(path, limit=100)
    assert (value, lines.values[()]) == ({"a": 1}, (0, 8))


def test_numbers_beyond_all_bounds_are_those_of_yaml() -> None:
    assert parse_json("[1e999, -1e999, 1e-999]", "f.json")[0] == [float("inf"), float("-inf"), 0.0]
    assert parse_json(f"[{10**40}, {10**40}]", "f.json")[0] == [10**40, 10**40]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**25), 10**25) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(min_codepoint=0x20, max_codepoint=0x2027, exclude_categories=["Cc", "Cs"])),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.text(st.sampled_from('ab:"\\ é'), max_size=3), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(JSON, st.sampled_from([None, 0, 3]), st.booleans())
@example({"a:": ":", ":": {"\\": "\\:"}}, None, True)
def test_any_json_is_read_as_it_is_with_the_place_of_each_value(
    value: object, indent: int | None, ascii_: bool
) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_)
    read, lines = parse_json(text, "f.json")
    assert read == json.loads(text)
    for path in lines.values:
        part = read
        for step in path:
            part = part[step]  # type: ignore[index]
        assert json.loads(lines.written(path) or "") == part
    for path in lines.keys:
        start, end = lines.keys[path]
        assert json.loads(text[start:end]) == path[-1]


@given(st.lists(JSON, min_size=1), st.booleans())
def test_any_lines_are_read_as_they_are(values: list[object], ascii_: bool) -> None:
    text = "\n".join(json.dumps(value, ensure_ascii=ascii_) for value in values)
    read, lines = parse_json_lines(text, "f.jsonl")
    assert read == values
    assert [json.loads(lines.written((number,)) or "") for number in range(len(values))] == values


@given(JSON, st.text(st.sampled_from('ab:"\\'), max_size=3), JSON, JSON)
@example(None, ":", ":", ":")
def test_a_key_that_stands_twice_is_found_wherever_it_stands(
    around: object, key: str, first: object, second: object
) -> None:
    written = json.dumps(key)
    escaped = '"' + "".join(f"\\u{ord(character):04x}" for character in key) + '"'
    for other in (written, escaped):
        doubled = f"{{{written}: {json.dumps(first)}, {other}: {json.dumps(second)}}}"
        text = f'{{"around": {json.dumps(around)}, "here": [{doubled}]}}'
        with pytest.raises(ProblemsError) as raised:
            parse_json(text, "f.json")
        (found,) = raised.value.problems
        assert (found.code, found.message.split(" stands")[0]) == ("R106", f"the key `{key}`")
        assert text[(found.column or 0) - 1 :].startswith(other)


@pytest.mark.parametrize("text", ['{"a": "x\\u003ay"}', '{"a\\u003A": 1}'])
def test_a_colon_behind_an_escape_is_no_key_lost(text: str) -> None:
    assert not json_faults.keeps_keys(text, json.loads(text))
    assert parse_json(text, "f.json")[0] == json.loads(text)


def test_a_colon_behind_an_escape_stands_for_no_key_that_was_lost() -> None:
    with pytest.raises(ProblemsError) as raised:
        parse_json('{"a": 1, "a": "\\u003a"}', "f.json")
    assert [problem.code for problem in raised.value.problems] == ["R106"]


def test_valid_json_is_never_read_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_faults, "_DECODER", None)
    values = [{"id": f"c{number}", "text": "a: b"} for number in range(3)]
    assert parse_json(json.dumps(values), "f.json")[0] == values
    assert parse_json_lines("\n".join(map(json.dumps, values)), "f.jsonl")[0] == values
    assert isinstance(jsontext._decode, type(msgspec.json.Decoder().decode))
    assert isinstance(parse_json("[]", "f.json")[1], SourceMap)
