"""YAML files to values with their places, with the C parser and with the pure one."""

from __future__ import annotations

import itertools
import pathlib
import pickle
import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import ProblemsError
from reportgen.model.problem import Path, Problem, SourceMap
from reportgen.read import yaml as reader
from reportgen.read.yaml import parse_yaml, read_yaml

LOADERS = [yaml.CSafeLoader, yaml.SafeLoader]


@pytest.fixture(params=LOADERS, ids=["C", "pure"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test with both parsers."""
    monkeypatch.setattr(reader, "LOADER", request.param)


def refusal(text: str) -> Problem:
    with pytest.raises(ProblemsError) as raised:
        parse_yaml(text, "brief.yaml")
    (problem,) = raised.value.problems
    return problem


def written(lines: SourceMap, path: Path) -> str:
    start, end = lines.values[path]
    return lines.text[start:end]


def test_the_c_parser_is_used_where_there_is_one() -> None:
    assert reader.LOADER is yaml.CSafeLoader


@pytest.mark.usefixtures("loader")
def test_values_and_places() -> None:
    text = (
        "title: Zwei Fähren 🛥 und 日本  # a boat\r\n"
        '"𝒜 key": [no, 12:30, "x\\u0041", 0x1F]\r\n'
        "text: |\r\n  🛥 first\r\n  [@second]\r\n"
        "folded: >-\r\n  one\r\n  two\r\n\r\nlast: ~\r\n"
    )
    value, lines = parse_yaml(text, "brief.yaml")
    assert value == {
        "title": "Zwei Fähren 🛥 und 日本",
        "𝒜 key": ["no", "12:30", "xA", 31],
        "text": "🛥 first\n[@second]\n",
        "folded": "one two",
        "last": None,
    }
    assert written(lines, ("title",)) == "Zwei Fähren 🛥 und 日本"
    assert written(lines, ("𝒜 key", 2)) == '"x\\u0041"'
    problem = lines.problem("R201", "m", ("text",), needle="@second")
    assert (problem.line, problem.column, problem.excerpt) == (5, 4, "  [@second]")
    problem = lines.problem("R110", "m", ("𝒜 key",), at_key=True)
    assert (problem.line, problem.column) == (2, 1)
    problem = lines.problem("R112", "m", ("𝒜 key", 1))
    assert (problem.line, problem.column, problem.excerpt) == (2, 15, '"𝒜 key": [no, 12:30, "x\\u0041", 0x1F]')
    assert lines.problem("R112", "m", ("last",)).line == 10


@pytest.mark.usefixtures("loader")
def test_line_ends_of_all_three_kinds_count_once() -> None:
    _, lines = parse_yaml("a: 1\r\nb: 2\rc: 3\nd: 4\n", "brief.yaml")
    assert [lines.problem("R112", "m", (key,)).line for key in "abcd"] == [1, 2, 3, 4]
    assert lines.line_text(2) == "b: 2"


def test_a_byte_order_mark_shifts_nothing(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "brief.yaml"
    path.write_bytes(b"\xef\xbb\xbftitle: x\n")
    value, lines = read_yaml(path, limit=100, name="the brief")
    assert value == {"title": "x"}
    assert lines.problem("R112", "m", ("title",)).column == 8
    assert lines.file == "the brief"


def test_problems_name_the_file_by_its_path(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "brief.yaml").write_text("a: [", encoding="utf-8")
    with pytest.raises(ProblemsError) as raised:
        read_yaml(tmp_path / "brief.yaml", limit=100)
    assert raised.value.problems[0].file == "brief.yaml"


TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff"))
WORDS = st.text("abcdefgh é日🛥", min_size=1).map(str.strip).filter(bool)


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, unique_by=lambda pair: pair[0]))
def test_every_quoted_text_is_read_and_found_where_it_stands(pairs: list[tuple[str, str]]) -> None:
    def quoted(text: str) -> str:
        return "'" + text.replace("'", "''") + "'"

    text = "".join(f"  - {quoted(key)[:900]}: {quoted(value)}\n" for key, value in pairs)
    value, lines = parse_yaml(text, "x.yaml")
    assert value == [{key: item} for key, item in pairs]
    for index, (key, item) in enumerate(pairs):
        assert written(lines, (index, key)) == quoted(item)
        problem = lines.problem("R112", "m", (index, key))
        assert problem.line == index + 1
        assert problem.column is not None
        assert problem.excerpt is not None
        assert problem.excerpt[problem.column - 1 :] == quoted(item)
        at_key = lines.problem("R110", "m", (index, key), at_key=True)
        assert at_key.column == 5


@given(st.lists(WORDS, min_size=1), st.lists(WORDS), st.sampled_from(["|", ">-", "|2+"]), st.integers(0, 3))
def test_a_needle_in_a_block_is_found_by_its_number(before: list[str], after: list[str], style: str, nth: int) -> None:
    lines_of_text = [*before, *["[@claim] again"] * (nth + 1), *after]
    text = f"- {style}\n" + "".join(f"  {line}\n" for line in lines_of_text)
    _, lines = parse_yaml(text, "x.yaml")
    problem = lines.problem("R201", "m", (0,), needle="@claim", occurrence=nth)
    assert problem.line == 1 + len(before) + nth + 1
    assert problem.column is not None
    assert problem.excerpt is not None
    assert problem.excerpt[problem.column - 1 :].startswith("@claim")


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(("text", "message"), [("", "the file is empty"), (" \n\n", "the file is empty")])
def test_an_empty_file(text: str, message: str) -> None:
    problem = refusal(text)
    assert (problem.code, problem.line, problem.message) == ("R103", None, message)


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("text", ["# only\n", "---\n", "---\n...\n", "--- # x\n"])
def test_a_file_without_a_value(text: str) -> None:
    assert refusal(text).message == "the file holds nothing but comments"


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "column", "what"),
    [
        ("a: x\0", 5, "U+0000"),
        ("a: \x07", 4, "U+0007"),
        ("é: \x7f", 4, "U+007F"),
        ("a: \x80", 4, "U+0080"),
        ("a: \ufffe", 4, "U+FFFE"),
        ("a: x\x85", 5, "U+0085 (next line)"),
        ("a: x\u2028y", 5, "U+2028 (line separator)"),
        ("a: x\u2029y", 5, "U+2029 (paragraph separator)"),
    ],
)
def test_characters_that_yaml_or_an_editor_trips_over(text: str, column: int, what: str) -> None:
    problem = refusal(text)
    assert (problem.code, problem.line, problem.column) == ("R105", 1, column)
    assert what in problem.message


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("escape", ["\\0", "\\x07", "\\uD800", "\\uFFFF"])
def test_escaped_characters_that_no_text_may_hold(escape: str) -> None:
    assert refusal(f'a: "x{escape}"').code == "R105"


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("text", ['a: "\\U00110000"', "a: ]", "a: !<tag x", "a: !x!y z", "%YAML 3.0\n---\na", "..."])
def test_other_text_that_is_not_yaml(text: str) -> None:
    assert refusal(text).code == "R105"


@pytest.mark.usefixtures("loader")
def test_several_problems_at_once_up_to_the_syntax_error() -> None:
    with pytest.raises(ProblemsError) as raised:
        parse_yaml("1: a\nb: !c d\nb: *e\nf: [\n", "brief.yaml")
    assert [(p.code, p.line) for p in raised.value.problems] == [
        *[("R108", 1), ("R108", 2), ("R106", 3), ("R105", 3)],
        ("R105", 5),
    ]


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("1: a", 1),
        ("true: a", 1),
        ("~: a", 1),
        ("? [a]\n: b", 3),
        ("? {a: b}\n: c", 3),
        ("<<: {a: b}", 1),
        ("? \n: b", 2),
    ],
)
def test_keys_that_are_not_text(text: str, column: int) -> None:
    problem = refusal(text)
    assert (problem.code, problem.column) == ("R108", column)


@pytest.mark.usefixtures("loader")
def test_a_number_of_thousands_of_digits() -> None:
    problem = refusal(f"a: {'9' * 5000}")
    assert (problem.code, problem.column) == ("R113", 4)
    assert "5000 digits" in problem.message


def test_quoted_keys_are_text() -> None:
    assert parse_yaml('"1": a\n"<<": b\nno: c\n12:30: d\n', "x")[0] == {"1": "a", "<<": "b", "no": "c", "12:30": "d"}


def test_one_hundred_levels_and_no_more() -> None:
    value, lines = parse_yaml("[" * 100 + "]" * 100, "x")
    assert lines.values[(0,) * 99] == (99, 101)
    assert isinstance(value, list)
    assert refusal("[" * 101 + "]" * 101).code == "R107"
    assert refusal("[" * 1_000_000).code == "R107"
    assert refusal("- " * 200_000).code == "R107"


@pytest.mark.usefixtures("loader")
def test_an_alias_is_the_value_it_stands_for() -> None:
    value, lines = parse_yaml("a: &x {b: [1, 2]}\nc: *x\nd: &x 3\ne: *x\n", "x")
    assert value == {"a": {"b": [1, 2]}, "c": {"b": [1, 2]}, "d": 3, "e": 3}
    assert written(lines, ("c", "b", 1)) == "2"
    assert lines.keys[("c", "b")] == lines.keys[("a", "b")]


def test_aliases_count_in_full() -> None:
    items = ", ".join(["x"] * 999)
    repeats = ", ".join(["*a"] * 100)
    value, _ = parse_yaml(f"- &a [{items}]\n- [{repeats}]\n", "x")  # 100 times 1000 values
    assert isinstance(value, list)
    assert len(value[1]) == 100
    problem = refusal(f"- &a [{items}]\n- [{repeats}, *a]\n")
    assert (problem.code, problem.line, problem.column) == ("R107", 2, 4)


def test_a_bomb_of_aliases_is_never_expanded() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    levels = [f"{letters[0]}: &{letters[0]} [x, x]"]
    levels += [f"{b}: &{b} [{', '.join([f'*{a}'] * 50)}]" for a, b in itertools.pairwise(letters)]
    assert refusal("\n".join(levels)).code == "R107"


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [("a: &x [*x]", "R107", 8), ("&x {a: *x}", "R107", 8), ("themes: &x [{themes: *x}]", "R206", 22)],
)
def test_values_that_hold_themselves(text: str, code: str, column: int) -> None:
    problem = refusal(text)
    assert (problem.code, problem.column) == (code, column)


def test_the_maps_are_mappings() -> None:
    _, lines = parse_yaml("a: [1, {b: 2}]\nc: x\n", "x")
    assert set(lines.values) == {(), ("a",), ("a", 0), ("a", 1), ("a", 1, "b"), ("c",)}
    assert len(lines.values) == 6
    assert set(lines.keys) == {("a",), ("a", 1, "b"), ("c",)}
    assert len(lines.keys) == 3
    assert dict(lines.values)[("a", 1, "b")] == (11, 12)
    absent: list[Path] = [("b",), ("a", 2), ("a", -1), ("a", "b"), ("c", 0), ("c", 0, 0), (0,)]
    for path in absent:
        assert path not in lines.values
        assert path not in lines.keys
    assert ("a", 0) not in lines.keys
    assert () not in lines.keys


def test_a_source_map_goes_to_other_processes() -> None:
    _, lines = parse_yaml("a: [1, {b: 2}]\n", "x")
    copy = pickle.loads(pickle.dumps(lines))
    assert copy.problem("R112", "m", ("a", 1, "b")) == lines.problem("R112", "m", ("a", 1, "b"))


@given(st.text(alphabet="ab:-[]{}'\"\n\t #&*!|>%@`,?~.<é🛥\\0", max_size=40))
def test_any_text_is_a_value_or_a_problem(text: str) -> None:
    try:
        _, lines = parse_yaml(text, "x")
    except ProblemsError as error:
        for problem in error.problems:
            assert re.fullmatch(r"R10[3-8]", problem.code)
            assert (problem.line is None) == (problem.code == "R103")
    else:
        for start, end in lines.values.values():
            assert 0 <= start <= end <= len(text)


@given(st.text(alphabet="ab:-[]{}'\"\n #&*|>,?1.~", max_size=30))
def test_what_both_parsers_read_they_read_the_same(text: str) -> None:
    values = []
    for loader in LOADERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(reader, "LOADER", loader)
            try:
                values.append(parse_yaml(text, "x")[0])
            except ProblemsError:
                return
    assert values[0] == values[1]
