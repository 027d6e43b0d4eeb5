"""What the renderer may read, and what it is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reportgen.render import places
from reportgen.render.fetch import Reader, RefusedError


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a picture and a template, beside a folder with a secret."""
    for name in ("project/templates/house", "private"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "project" / "a.png").write_bytes(b"picture")
    (tmp_path / "project" / "templates" / "house" / "seal.svg").write_bytes(b"<svg/>")
    (tmp_path / "project" / "templates" / "house" / "a b#1%.png").write_bytes(b"picture")
    (tmp_path / "private" / "secret.txt").write_bytes(b"secret")
    return tmp_path / "project"


@pytest.fixture
def reader(project: Path) -> Reader:
    return Reader(places.search_path(project))


def test_a_file_of_a_template_folder_is_read(reader: Reader) -> None:
    assert reader.read("template:house/seal.svg") == (b"<svg/>", "image/svg+xml")
    assert reader.read("TEMPLATE:house/seal%2Esvg")[0] == b"<svg/>"
    assert reader.read("template:house/a%20b%231%25.png") == (b"picture", "image/png")
    assert reader.read("template:shared/fonts.css")[1] == "text/css"
    assert reader.refused == []


def test_a_file_of_a_font_package_is_read(reader: Reader) -> None:
    data, _ = reader.read("font:font_source_serif_pro/SourceSerifPro-Regular.otf")
    assert data.startswith(b"OTTO")


def test_without_a_project_only_bundled_templates_and_fonts_are_read() -> None:
    reader = Reader(places.search_path(None))
    assert reader.read("template:shared/fonts.css")[0]
    with pytest.raises(RefusedError, match="no template folder"):
        reader.read("template:house/seal.svg")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://a.example/x.png", "`http:` is not read while rendering"),
        ("https://a.example/x.png", "`https:` is not read while rendering"),
        ("HTTPS://a.example/x.png", "`https:` is not read while rendering"),
        ("ftp://a.example/x.png", "`ftp:` is not read while rendering"),
        ("gopher://a.example", "`gopher:` is not read while rendering"),
        ("jar:file:///etc/passwd", "`jar:` is not read while rendering"),
        ("about:blank", "`about:` is not read while rendering"),
        ("a.png", "not read by their path"),
        ("/etc/passwd", "not read by their path"),
        ("", "not read by their path"),
        ("//a.example/x.png", "not read by their path"),
        ("file:///etc/passwd", "not read by their path"),
        ("FILE://{root}/a.png", "not read by their path"),
        ("file://{root}/templates/house/seal.svg", "not read by their path"),
        ("template:../private/secret.txt", "no template folder holds this file"),
        ("template:../a.png", "no template folder holds this file"),
        ("template:house/../../../private/secret.txt", "no template folder holds this file"),
        ("template:/etc/passwd", "no template folder holds this file"),
        ("template:house", "no template folder holds this file"),
        ("template:", "no template folder holds this file"),
        ("template:%00", "null"),
        ("font:os/x", "no installed font package holds this file"),
        ("font:font_source_serif_pro/../__init__.py", "no installed font package holds this file"),
        ("font:font_source_serif_pro/", "no installed font package holds this file"),
        ("font:font_of_nobody/x.otf", "no installed font package holds this file"),
        ("font:", "no installed font package holds this file"),
    ],
)
def test_the_rest_is_refused_and_kept(url: str, reason: str, project: Path, reader: Reader) -> None:
    asked = url.format(root=project)
    with pytest.raises(RefusedError, match=reason):
        reader.read(asked)
    ((kept, why),) = reader.refused
    assert kept == asked
    assert reason in why


def test_a_link_that_leads_out_is_refused(project: Path, reader: Reader) -> None:
    house = project / "templates" / "house"
    (house / "out.png").symlink_to(project.parent / "private" / "secret.txt")
    (house / "out").symlink_to(project.parent / "private")
    (house / "in.svg").symlink_to("seal.svg")
    assert reader.read("template:house/in.svg")[0] == b"<svg/>"
    for url in ("template:house/out.png", "template:house/out/secret.txt"):
        with pytest.raises(RefusedError):
            reader.read(url)


def test_what_is_no_regular_file_is_refused(project: Path, reader: Reader) -> None:
    os.mkfifo(project / "templates" / "house" / "pipe.png")
    with pytest.raises(RefusedError, match="no template folder holds this file"):
        reader.read("template:house/pipe.png")


def test_a_file_that_cannot_be_opened_is_refused(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", closed)
    with pytest.raises(RefusedError, match="Permission denied"):
        reader.read("template:house/seal.svg")
