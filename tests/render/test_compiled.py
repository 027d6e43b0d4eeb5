"""Compiled templates are kept where Python keeps compiled modules, and are never taken for others."""

from __future__ import annotations

import sys
from pathlib import Path

import jinja2
import pytest

from reportgen.render import places
from reportgen.render.compiled import Compiled

_SOURCE = "{% for one in ones %}{{ one | shout }}{% endfor %}{{ 'a' | shout }}"


def _filled(folder: Path, source: str = _SOURCE, file: Path | None = None) -> str:
    """A template that stands among the bundled ones, filled by an environment of its own."""
    path = str(file or places.bundled_templates() / "ferry" / "memo.html")
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda _name: (source, path, lambda: True)),
        bytecode_cache=Compiled(folder),
        optimized=False,
    )
    environment.filters["shout"] = lambda text: f"{text}!"
    return environment.get_template("ferry/memo.html").render(ones=["x", "y"])


@pytest.fixture(autouse=True)
def _may_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources that were compiled."""
    sources: list[str] = []
    compile_ = jinja2.Environment.compile

    def counted(self: jinja2.Environment, source: str, *arguments: str) -> object:
        sources.append(source)
        return compile_(self, source, *arguments)  # type: ignore[call-overload]

    monkeypatch.setattr(jinja2.Environment, "compile", counted)
    return sources


def test_a_template_is_compiled_once(tmp_path: Path, compiled: list[str]) -> None:
    folder = tmp_path / "kept"
    assert [_filled(folder), _filled(folder)] == ["x!y!a!"] * 2
    assert len(compiled) == 1
    (kept,) = folder.iterdir()
    assert kept.name.endswith(f".{sys.implementation.cache_tag}.jinja")


def test_one_that_was_changed_is_compiled_again(tmp_path: Path, compiled: list[str]) -> None:
    _filled(tmp_path)
    assert _filled(tmp_path, "other") == "other"
    assert len(compiled) == 2
    assert len([*tmp_path.iterdir()]) == 1


@pytest.mark.parametrize("data", [b"", b"nothing of Jinja's", b"\0" * 400])
def test_a_broken_file_is_compiled_again(data: bytes, tmp_path: Path, compiled: list[str]) -> None:
    _filled(tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(data)
    assert _filled(tmp_path) == "x!y!a!"
    assert len(compiled) == 2


def test_a_template_of_a_project_is_not_kept(tmp_path: Path) -> None:
    assert _filled(tmp_path / "kept", file=tmp_path / "templates" / "ferry" / "memo.html") == "x!y!a!"
    assert not (tmp_path / "kept").exists()


def test_where_python_writes_no_bytecode_none_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert _filled(tmp_path / "kept") == "x!y!a!"
    assert not (tmp_path / "kept").exists()


def test_where_nothing_can_be_written_it_is_compiled_each_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert _filled(tmp_path / "file" / "kept") == "x!y!a!"


def test_it_stands_beside_the_package_s_compiled_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", "/elsewhere")
    assert Path("/elsewhere") in Compiled()._folder.parents
    monkeypatch.setattr(sys, "pycache_prefix", None)
    assert Compiled()._folder == Path(sys.modules["reportgen.render.compiled"].__file__ or "").parent / "__pycache__"
