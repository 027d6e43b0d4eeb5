"""What the design asks of the rooms and the import contracts cannot say."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "reportgen").rglob("*.py"))
HEAVY = {"babel", "cffi", "click", "fontTools", "jinja2", "jsonschema", "pydyf", "rich", "vl_convert", "weasyprint"}


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = "import sys, reportgen; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "reportgen" in loaded
    assert HEAVY.isdisjoint(loaded)


def test_errors_know_the_standard_library_only() -> None:
    tree = ast.parse((ROOT / "reportgen" / "errors.py").read_text(encoding="utf-8"))
    names = {node.module.split(".")[0] for node in tree.body if isinstance(node, ast.ImportFrom) and node.module}
    names |= {name.name.split(".")[0] for node in tree.body if isinstance(node, ast.Import) for name in node.names}
    assert names
    assert names <= sys.stdlib_module_names


def test_no_room_for_odds_and_ends() -> None:
    assert FILES
    assert {"common", "helpers", "misc", "util", "utils"}.isdisjoint(path.stem for path in FILES)


def test_no_file_is_too_long_to_read() -> None:
    lengths = {path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert {name: length for name, length in lengths.items() if length > 250} == {}
