"""The wheel builds a memo in an empty environment, in a folder where no checkout is in sight."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("COVERAGE", "PYTHON"))}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=600, check=False
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet", "--no-deps")
    run(*pip, "--wheel-dir", folder, ROOT, cwd=folder)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment that holds the wheel and its dependencies alone."""
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", folder, cwd=folder)
    run(folder / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet", wheel, cwd=folder)
    return folder / "bin"


def tracked(folder: str) -> set[str]:
    """The files of a folder of the checkout, without what Python leaves there."""
    paths = (path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(ROOT).as_posix() for path in paths}


def test_the_wheel_holds_the_package_and_its_templates_alone(wheel: Path) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    templates = {f"reportgen/_{path}" for path in tracked("templates")}
    assert "reportgen/_templates/policy-memo/memo.html" in held
    assert held == tracked("reportgen") | templates


def test_the_wheel_builds_a_memo_elsewhere(scripts: Path, good_project: Path) -> None:
    code = "from reportgen.render.places import bundled_templates; print(bundled_templates())"
    templates = Path(run(scripts / "python", "-c", code, cwd=good_project).strip())
    assert templates.is_relative_to(scripts.parent.resolve())
    assert templates.parts[-2:] == ("reportgen", "_templates")

    run(scripts / "reportgen", "build", "ferry.yaml", "--output-dir", "out", cwd=good_project)
    assert (good_project / "out" / "ferry.pdf").read_bytes().startswith(b"%PDF-")
