"""The README against the code: what it names is there, what it shows runs, and nothing is left out."""

from __future__ import annotations

import ast
import inspect
import itertools
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click
import msgspec
import pypdfium2
import pytest
import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

import reportgen
from reportgen.build import install
from reportgen.cli import COMMANDS, INTERRUPTED, TERMINATED, cli
from reportgen.model import edtf
from reportgen.model.dataset import LOCATOR
from reportgen.model.page import Language
from reportgen.model.style import Style
from reportgen.read import assets, brief, dataset, files, ingest
from reportgen.read.decode import decode
from reportgen.read.yaml import parse_yaml
from reportgen.render import places
from reportgen.render.filters import filters
from tests.workflows import ACTION, read

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
TOKENS = MarkdownIt("commonmark").enable("table").parse(README)
TUTORIAL = ("Five minutes from an interview to a memo", "Your own template", "When the text changes")
SCRIPTS = Path(sys.executable).parent
CLARET = bytes.fromhex("3d1f7a")
"""The colour that the tutorial's own template gives the title, as blue, green, red."""


class Fence(NamedTuple):
    """A fenced block: its language, the file it is where it is one, and the README's line it starts in."""

    language: str
    file: str
    text: str
    line: int


class Row(NamedTuple):
    """A table's row: the text of each cell, and the code in it."""

    text: tuple[str, ...]
    code: tuple[tuple[str, ...], ...]


class Step(NamedTuple):
    """A command of the tutorial: what the README shows, and what came."""

    command: str
    shown: str
    got: str
    code: int


def section(title: str) -> list[Token]:
    """What stands below a heading of the second level, up to the next."""
    starts = [n for n, token in enumerate(TOKENS) if token.type == "heading_open" and token.tag == "h2"]
    (start,) = [n for n in starts if TOKENS[n + 1].content == title]
    return TOKENS[start : next((n for n in starts if n > start), len(TOKENS))]


def code(tokens: list[Token]) -> tuple[str, ...]:
    """All code in running text, in order."""
    return tuple(child.content for token in tokens for child in token.children or () if child.type == "code_inline")


def point(title: str, opening: str) -> tuple[str, ...]:
    """The code in the one paragraph of a section that opens with these words."""
    (found,) = [token for token in section(title) if token.type == "inline" and token.content.startswith(opening)]
    return code([found])


def rows(title: str, head: str) -> list[Row]:
    """The rows of the section's table whose first column is called `head`."""
    tokens, found, keep = section(title), [], False
    for number, token in enumerate(tokens):
        if token.type == "thead_open":
            keep = tokens[number + 3].content == head
        elif token.type == "tr_open" and keep and tokens[number + 1].type == "td_open":
            end = next(n for n in range(number, len(tokens)) if tokens[n].type == "tr_close")
            cells = [cell for cell in tokens[number:end] if cell.type == "inline"]
            found.append(Row(tuple(cell.content for cell in cells), tuple(code([cell]) for cell in cells)))
    assert found, f"no table of {head} in {title}"
    return found


def fences(tokens: list[Token]) -> Iterator[Fence]:
    for token in tokens:
        if token.type == "fence":
            language, _, file = token.info.partition(" ")
            assert token.map
            yield Fence(language, file, token.content, token.map[0] + 1)


def commands() -> dict[str, click.Command]:
    found = {name: cli.get_command(click.Context(cli), name) for name in COMMANDS}
    return {name: command for name, command in found.items() if command}


def flags(command: click.Command) -> set[str]:
    return {flag for option in command.params if isinstance(option, click.Option) for flag in option.opts}


def test_it_can_be_read_at_one_sitting() -> None:
    assert len(README.splitlines()) <= 800


# Commands


def test_each_command_stands_with_exactly_its_options() -> None:
    shown = {row.code[0][0].split()[1]: set(row.code[2]) for row in rows("Commands", "command")}
    assert shown == {name: flags(command) for name, command in commands().items()}


def test_each_option_is_explained_and_none_that_is_not_there() -> None:
    known = set().union(*map(flags, (cli, *commands().values())), {"-h", "--help"})
    tokens = section("Commands")
    in_words = [token for before, token in itertools.pairwise(tokens) if before.type == "paragraph_open"]
    explained = {flag for span in code(in_words) for flag in re.findall(r"(?<!\S)--?[a-zA-Z][a-z-]*", span)}
    assert known - {"--output-dir", "--output"} <= explained  # `-o` stands for both
    named = {span.split()[0] for span in code(TOKENS) if span.startswith("-")}
    assert named <= known


def test_exit_codes_are_those_of_the_help() -> None:
    (line,) = [token.content for token in TOKENS if token.content.startswith("**Exit codes.**")]
    assert cli.help
    documented = {int(number) for number in re.findall(r"\b(\d+) [a-z]", cli.help)}
    assert {int(number) for number in re.findall(r"\b(\d+):", line)} == documented | {INTERRUPTED, TERMINATED}


@pytest.mark.parametrize("command", [cli, *commands().values()], ids=lambda command: command.name)
def test_help_texts_begin_with_a_line_that_ends_in_a_period(command: click.Command) -> None:
    assert command.help
    summary = command.help.split("\n\n", maxsplit=1)[0]
    assert re.fullmatch(r"[A-Z][^\n]+\.", summary)
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help
            assert option.help.endswith("."), option.name


# Rules, keys and names


def test_each_rule_stands_with_its_title_and_what_to_do() -> None:
    table = rows("Rules", "code")
    assert [row.text[:2] for row in table] == list(reportgen.CODES.items())
    assert all(row.text[2] for row in table)


def test_size_limits_are_those_of_the_code() -> None:
    (row,) = [row for row in rows("Rules", "code") if row.text[0] == "R104"]
    assert re.findall(r"(brief|picture|interview|dataset)\D*(\d+)", row.text[2]) == [
        ("brief", str(brief.LIMIT // files.MIB)),
        ("picture", str(assets.LIMIT // files.MIB)),
        ("interview", str(ingest.LIMIT // files.MIB)),
        ("dataset", str(dataset.LIMIT // files.MIB)),
    ]


class Key(NamedTuple):
    """A key of a schema as its table has it."""

    default: str
    choices: frozenset[str]


def schema_keys(definitions: dict[str, Any], name: str, above: str = "") -> Iterator[tuple[str, Key]]:
    """Every key below a definition, by its path such as `sections[].heading`; a theme's themes are gone into once."""
    definition = definitions[name]
    for key, schema in definition["properties"].items():
        listed = "items" in schema
        branches = [schema, schema.get("items", {}), *schema.get("anyOf", ()), *schema.get("allOf", ())]
        target = next((branch["$ref"].rpartition("/")[2] for branch in branches if "$ref" in branch), None)
        inner = definitions[target] if target else {}
        yield f"{above}{key}", Key(shown_default(key, definition), frozenset(inner.get("enum", ())))
        if "properties" in inner and target != name:
            yield from schema_keys(definitions, str(target), f"{above}{key}{'[]' if listed else ''}.")


def shown_default(key: str, definition: dict[str, Any]) -> str:
    schema = definition["properties"][key]
    if key in definition["required"]:
        return "required"
    if "default" not in schema:
        return "below"
    if schema["default"] in (None, []):
        return "none"
    if isinstance(schema["default"], bool):
        return f"`{str(schema['default']).lower()}`"
    return "all" if isinstance(schema["default"], list) else f"`{schema['default']}`"


@pytest.mark.parametrize(("kind", "title"), [("brief", "The brief"), ("dataset", "The dataset")])
def test_each_key_stands_with_its_default_and_choices(kind: Any, title: str) -> None:
    schema = reportgen.json_schema(kind)
    keys = dict(schema_keys(schema["definitions"], kind.title()))
    shown = [(key, row) for row in rows(title, "key") for key in row.code[0]]
    if kind == "brief":
        shown += [(f"style.{key}", row) for row in rows("House style", "style") for key in row.code[0]]
    assert sorted(key for key, _ in shown) == sorted(keys)
    said = {key: row.text[1 if key.startswith("style.") else 2] for key, row in shown}
    assert said == {key: wanted.default for key, wanted in keys.items()}
    for key, row in shown:
        if keys[key].choices and (not key.startswith("style.") or key == "style.heads"):
            assert set(row.code[-1]) == keys[key].choices, key


def test_the_style_that_is_shown_is_one() -> None:
    (fence,) = [fence for fence in fences(section("House style")) if fence.language == "yaml"]
    raw, lines = parse_yaml(fence.text, "style.yaml")
    style = decode(raw, Style, lines)
    assert style.extends in {one.name for one in reportgen.list_styles()}
    assert style.fonts.text
    assert len(style.fonts.text.faces) == 2


def test_each_public_name_stands_once_with_what_it_needs() -> None:
    shown = [span for row in rows("Use it as a library", "name") for span in row.code[0]]
    assert sorted(span.partition("(")[0] for span in shown) == sorted(reportgen.__all__)
    for span in shown:
        name, bracket, arguments = span.partition("(")
        value = getattr(reportgen, name)
        assert bool(bracket) == inspect.isroutine(value), name
        if bracket:
            needed = [p.name for p in inspect.signature(value).parameters.values() if p.default is p.empty]
            assert arguments == f"{', '.join(needed)})", name


def test_locators_and_dates_are_what_they_are_said_to_be() -> None:
    locators = point("The dataset", "**Locators.**")
    assert len(locators) >= 7
    assert [span for span in locators if not re.search(LOCATOR, span)] == []
    dates = [span for span in point("The dataset", "**EDTF.**") if ":" not in span]
    assert len(dates) >= 9
    for span in dates:
        edtf.parse(span)


def test_the_template_stands_with_all_that_can_be_replaced_or_used() -> None:
    title, bundled = "Your own template", places.bundled_templates()
    page = (bundled / "policy-memo" / "memo.html").read_text(encoding="utf-8")
    assert point(title, "**Blocks of")[1:] == tuple(re.findall(r"\{%-? block (\w+)", page))
    seen = point(title, "**A template sees")
    assert {field.name for field in msgspec.structs.fields(reportgen.Memo)} <= set(seen)
    methods = [name for span in seen for name in re.findall(r"memo\.(\w+)\(", span)]
    assert len(methods) == 3
    assert all(callable(getattr(reportgen.Memo, name)) for name in methods)
    macros, known = point(title, "**Macros**"), filters(Language.EN_GB)
    assert all((bundled / name).is_file() for name in macros[: -len(known)])
    assert set(macros[-len(known) :]) == set(known)
    fonts = [match for span in point(title, "**Addresses") for match in places.FONT_URL.findall(span)]
    assert [places.font_file(*font) is not None for font in fonts] == [True]


# Links and lines to run


def test_links_lead_somewhere() -> None:
    headings = [TOKENS[n + 1].content for n, token in enumerate(TOKENS) if token.type == "heading_open"]
    anchors = {"#" + re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    inner = [child for token in TOKENS for child in token.children or ()]
    targets = {str(child.attrGet("href")) for child in inner if child.type == "link_open"}
    targets |= {str(child.attrGet("src")) for child in inner if child.type == "image"}
    assert targets
    dead = {target for target in targets if target not in anchors and not (ROOT / target).is_file()}
    assert dead == set()


def test_pictures_have_words() -> None:
    pictures = [child for token in TOKENS for child in token.children or () if child.type == "image"]
    assert pictures
    assert all(len(picture.content) > 40 for picture in pictures)


def test_install_lines_are_those_of_the_doctor() -> None:
    apt = install.LINES["debian"].format(sudo="sudo ")
    assert {apt, install.BREW} <= set(code(section("Start")))


def test_the_workflow_takes_the_action_for_what_it_is() -> None:
    (fence,) = [fence for fence in fences(section("Use it in CI")) if fence.language == "yaml"]
    jobs = yaml.load(fence.text, Loader=yaml.BaseLoader)["jobs"]
    (use,) = [step for job in jobs.values() for step in job["steps"] if step["uses"].startswith("./")]
    assert (ROOT / use["uses"] / "action.yml").resolve() == ACTION
    action = read(ACTION)
    assert use["with"].keys() <= action["inputs"].keys()
    assert point("Use it in CI", "In a repository") == (*action["inputs"], *action["outputs"])


def test_lines_for_ci_and_make_are_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    shell = [line for fence in fences(TOKENS) if fence.language == "sh" for line in fence.text.splitlines()]
    lines = [shlex.split(line, comments=True) for line in shell]
    reports = [words[1:] for words in lines if words[0].endswith("reportgen")]
    assert len(reports) >= 3
    for name, *arguments in reports:
        given = arguments[: arguments.index("||")] if "||" in arguments else arguments
        commands()[name].make_context(name, given)
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = [words[1] for words in lines if words[0] == "make"]
    named += [span.split()[1] for span in code(TOKENS) if span.startswith("make ")]
    assert named
    assert set(named) <= set(targets)


@pytest.mark.parametrize(
    "fence", [pytest.param(f, id=f"line {f.line}") for f in fences(TOKENS) if f.language == "python"]
)
def test_python_runs(fence: Fence, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, Any] = {}
    exec(compile(fence.text, f"README.md, line {fence.line}", "exec"), names)
    assert names["pdf"].startswith(b"%PDF-")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("fence", [pytest.param(f, id=f"line {f.line}") for f in fences(TOKENS) if f.language == "py"])
def test_python_for_other_machines_asks_for_what_there_is(fence: Fence) -> None:
    tree = ast.parse(fence.text)
    ours = [
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "reportgen"
    ]
    assert ours
    assert set(ours) <= set(reportgen.__all__)


# The tutorial


def test_no_block_is_left_unread() -> None:
    in_tutorial = [fence for title in TUTORIAL for fence in fences(section(title))]
    assert {"text", "console", "yaml", "diff", "html"} == {fence.language for fence in in_tutorial}
    assert all(fence.language == "console" or fence.file for fence in in_tutorial)
    elsewhere = [fence for fence in fences(TOKENS) if fence not in in_tutorial]
    assert {fence.language for fence in elsewhere} == {"sh", "py", "python", "yaml"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tutorial")


@pytest.fixture(scope="module")
def steps(folder: Path) -> tuple[Step, ...]:
    """The tutorial, followed to the letter. What a `diff` block changes is changed back after the next command."""
    done: list[Step] = []
    changed: dict[Path, str] = {}
    for fence in (fence for title in TUTORIAL for fence in fences(section(title))):
        path = folder / fence.file
        if fence.language == "diff":
            old, new = re.findall(r"^[-+](.*)$", fence.text, re.MULTILINE)
            changed[path] = path.read_text(encoding="utf-8")
            assert changed[path].count(old) == 1
            path.write_text(changed[path].replace(old, new), encoding="utf-8")
        elif fence.language == "console":
            done += run(fence, folder)
            for mended, text in changed.items():
                mended.write_text(text, encoding="utf-8")
            changed.clear()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(fence.text, encoding="utf-8")
    return tuple(done)


def run(fence: Fence, folder: Path) -> Iterator[Step]:
    """Runs each line that starts with `$`, as a user's shell would; what follows it is what is shown."""
    assert (SCRIPTS / "reportgen").is_file(), "reportgen is not installed beside this Python"
    environment = os.environ | {"PATH": f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}", "PYTHONUNBUFFERED": "1"}
    for part in re.split(r"^\$ ", fence.text, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        done = subprocess.run(
            ["/bin/sh", "-c", command],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=120,
            check=False,
        )
        yield Step(command, shown, done.stdout.decode(), done.returncode)


@pytest.mark.slow
def test_the_tutorial_prints_what_it_shows(steps: tuple[Step, ...]) -> None:
    assert [(step.command, step.got) for step in steps] == [(step.command, step.shown) for step in steps]
    wrong = [step for step in steps if re.search(r"^\d+ errors?$", step.shown, re.MULTILINE)]
    assert [step.code for step in wrong] == [1, 1]
    assert {step.code for step in steps if step not in wrong} == {0}
    used = {step.command.split()[1] for step in steps if step.command.startswith("reportgen ")}
    assert {"ingest", "inspect", "check", "build", "relocate"} == used


@pytest.mark.slow
def test_the_tutorial_makes_the_memo_it_promises(steps: tuple[Step, ...], folder: Path) -> None:
    assert steps
    first, *_, last = pages(folder / "out" / "late-boat.pdf")
    assert "Analysis The two may speak of different hours" in first
    for claim in reportgen.load_dataset(folder / "datasets" / "ferry").value.claims:
        assert claim.text in last


@pytest.mark.slow
def test_a_build_with_a_mistake_leaves_the_old_pdf(steps: tuple[Step, ...], folder: Path) -> None:
    wrong, _ = [step for step in steps if step.code == 1]
    old = folder / "out" / "late-boat.pdf"
    before = old.stat()
    with pytest.raises(reportgen.ProblemsError):
        reportgen.build_memo(folder / "late-boat.yaml", folder / "out", overrides={"sections.0.text": "[@nobody]"})
    assert wrong.command == "reportgen build late-boat.yaml"
    assert (old.stat().st_ino, old.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.slow
def test_an_own_template_sets_the_memo_and_one_of_the_same_name_sets_all(
    steps: tuple[Step, ...], folder: Path, tmp_path: Path
) -> None:
    assert steps
    assert CLARET not in pixels(folder / "out" / "late-boat.pdf")
    assert CLARET in pixels(folder / "out" / "gazette" / "late-boat.pdf")
    house = Path(shutil.copytree(folder, tmp_path / "house"))
    (house / "templates" / "gazette").rename(house / "templates" / "policy-memo")
    assert CLARET in pixels(reportgen.build_memo(house / "late-boat.yaml", tmp_path))


def pages(path: Path) -> list[str]:
    """The text of each page, its lines joined."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]


def pixels(path: Path) -> bytes:
    """The first page, drawn."""
    with pypdfium2.PdfDocument(path) as pdf:
        return bytes(pdf[0].render(scale=2).buffer)


def test_the_index_in_the_repository_is_that_of_the_interviews_text(interview_text: Path) -> None:
    index = ROOT / "briefs" / "datasets" / "japan-ukraine" / "transcript.json"
    assert reportgen.encode_transcript(reportgen.ingest(interview_text)) == index.read_bytes()
