"""Nothing to do costs nothing: what is imported where every file is fresh, and where a command only says what it is."""

from __future__ import annotations

import ast
import importlib
import inspect
import pickle
import pydoc
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import reportgen
from reportgen.cli import COMMANDS
from tests.builds import ROOT, environment
from tests.house import House

WATCHED = """
import sys
from reportgen.cli import main
try:
    main()
finally:
    print(*sys.modules, sep="\\n", file=sys.stderr)
"""
HEAVY = {
    *("PIL", "babel", "cffi", "concurrent", "dask", "distributed", "docx", "email", "fontTools", "gzip", "html"),
    *("importlib.metadata", "jinja2", "json", "jsonschema", "logging", "markdown_it", "msgspec", "multiprocessing"),
    *("pkg_resources", "pydyf", "pypdfium2", "rapidfuzz", "regex", "rich", "selectors", "sentencex", "socket", "ssl"),
    *("subprocess", "tempfile", "tinycss2", "tomllib", "vl_convert", "weasyprint", "xml", "yaml", "zipfile"),
}
NEEDED = {
    *("reportgen", "reportgen.errors", "reportgen.model", "reportgen.model.formats"),
    *("reportgen.build", "reportgen.build.inputs", "reportgen.build.named", "reportgen.build.plan"),
    "reportgen.build.tree",
    *("reportgen.render", "reportgen.render.identity", "reportgen.render.libraries", "reportgen.render.places"),
    "reportgen.render.versions",
}


def imported(*arguments: str | Path) -> set[str]:
    """The modules that a command has imported when it ends."""
    line = [sys.executable, "-c", WATCHED, *map(str, arguments)]
    done = subprocess.run(line, env=environment(), cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose brief was built as PDF and web page."""
    root = Path(shutil.copytree(ROOT / "tests" / "fixtures" / "good", tmp_path_factory.mktemp("start") / "good"))
    House(root).body("<h1>{{ memo.title }}</h1>")
    overrides = {"template": "house"}
    made = reportgen.build_memos([root], root / "out", formats=("pdf", "html"), overrides=overrides)
    assert [outcome.problems for outcome in made] == [(), ()]
    return root


@pytest.mark.parametrize("more", [[], ["--explain", "--strict", "-j", "2"], ["--format", "pdf,html"]])
def test_a_build_with_nothing_to_do_imports_next_to_nothing(built: Path, more: list[str]) -> None:
    found = imported("build", built, "-o", built / "out", "--set", "template=house", *more)
    assert f"{built / 'out' / 'ferry.pdf'} is fresh" in found or "2 files are fresh" in found
    assert found & HEAVY == set()
    own = {name for name in found if name.split(".")[0] == "reportgen" and not name.startswith("reportgen.cli")}
    assert own == {*NEEDED, "reportgen.build.run"}


def test_to_say_that_nothing_is_stale_neither(built: Path) -> None:
    found = imported("build", built, "-o", built / "out", "--set", "template=house", "--check")
    assert "nothing is stale" in found
    assert found & HEAVY == set()
    assert {name for name in found if name.startswith("reportgen.build.")} <= {*NEEDED, "reportgen.build.stale"}


def test_what_is_called_heavy_is_imported_where_something_is_stale(built: Path, tmp_path: Path) -> None:
    """The names above are those of modules: one written wrongly would never be found."""
    found = imported("build", built, "-o", tmp_path, "--set", "template=house")
    assert {"weasyprint", "jinja2", "msgspec", "yaml", "pydyf", "markdown_it", "cffi", "logging"} <= found & HEAVY


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_to_say_what_it_is_takes_no_library(option: str) -> None:
    found = imported(option)
    assert found & HEAVY <= {"json"}
    assert {name for name in found if name.startswith("reportgen.")} >= {"reportgen.cli"}
    assert not {name for name in found if name.startswith(("reportgen.build", "reportgen.model", "reportgen.read"))}


def test_a_command_imports_no_other(built: Path) -> None:
    found = imported("build", built, "-o", built / "out", "--set", "template=house")
    assert {f"reportgen.cli.{name}" for name in COMMANDS} & found == {"reportgen.cli.build"}


# A name is imported when it is asked for


def declared() -> dict[str, str]:
    """What type checkers are told: each public name with its module, and what it is called there."""
    tree = ast.parse(Path(inspect.getfile(reportgen)).read_text(encoding="utf-8"))
    (told,) = [node for node in tree.body if isinstance(node, ast.If)]
    return {
        alias.asname or alias.name: f"{node.module}:{alias.name}" if alias.asname else str(node.module)
        for node in told.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def test_types_names_and_homes_agree() -> None:
    assert declared() == reportgen._HOMES
    assert {*reportgen._HOMES, "__version__"} == set(reportgen.__all__)


@pytest.mark.parametrize("name", reportgen.__all__)
def test_a_name_is_what_its_home_calls_so(name: str) -> None:
    if name != "__version__":
        module, _, there = reportgen._HOMES[name].partition(":")
        assert getattr(reportgen, name) is getattr(importlib.import_module(module), there or name)


def test_rooms_need_no_import_of_their_own() -> None:
    rooms = sorted(path.stem for path in (ROOT / "reportgen").iterdir() if not path.name.startswith(("_", "py")))
    code = "import reportgen\nfor room in {}: print(getattr(reportgen, room).__name__)"
    line = [sys.executable, "-c", code.format(sorted({*rooms} - {"cli"}))]
    done = subprocess.run(line, env=environment(), capture_output=True, text=True, check=True)
    assert done.stdout.split() == [f"reportgen.{room}" for room in rooms if room != "cli"]


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match=r"^module 'reportgen' has no attribute 'biuld_memo'$"):
        reportgen.biuld_memo  # type: ignore[attr-defined]  # noqa: B018


def test_the_whole_can_be_listed_imported_and_explained() -> None:
    assert {*reportgen.__all__, *reportgen._ROOMS} <= set(dir(reportgen))
    there: dict[str, object] = {}
    exec("from reportgen import *", there)
    assert set(reportgen.__all__) - {"__version__"} <= there.keys()
    text = pydoc.plain(pydoc.render_doc(reportgen))
    assert "class Outcome" in text
    assert "build_memos(" in text


def test_values_can_be_pickled_though_their_names_came_late() -> None:
    problem = reportgen.Problem(code="R201", message="no claim", file="a.yaml", line=3)
    assert pickle.loads(pickle.dumps(problem)) == problem
    assert pickle.loads(pickle.dumps(reportgen.build_memos)) is reportgen.build_memos
