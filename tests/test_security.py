"""Hostile words in a brief, a dataset or a picture stay words; nothing outside the project is read or run."""

from __future__ import annotations

import io
import socket
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

import reportgen
from tests.house import House

HOSTILE = "<script>alert(x)</script> <b>bold</b> <img src=x onerror=y> {{ lipsum }} {% include 'x' %} &amp;"
SECRET = "the secret word"


@pytest.fixture
def house(good_project: Path) -> House:
    """A project beside a file that it must not read."""
    (good_project.parent / "secret.svg").write_text(f"<svg><title>{SECRET}</title></svg>", encoding="utf-8")
    return House(good_project)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any socket fails the test."""

    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "__init__", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def text_of(data: bytes) -> str:
    """The text of all pages, in one line."""
    with pypdfium2.PdfDocument(data) as document:
        return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)


def quoted(text: str) -> str:
    """A text as YAML in single quotes."""
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def codes(project: Path, **overrides: str) -> list[str]:
    return [problem.code for problem in reportgen.check_brief(project / "ferry.yaml", overrides=overrides)]


@pytest.mark.parametrize(
    "key",
    [
        "title",
        "subtitle",
        "re",
        "sections.0.heading",
        "sections.0.text",
        "recommendations.0.actor",
        "funding",
        "limits",
    ],
)
def test_markup_in_a_brief_is_printed_as_text(key: str, house: House) -> None:
    cite = " [@hull-old]" if key in ("sections.0.text", "limits") else ""
    memo = house.memo("policy-memo", **{key: quoted(HOSTILE + cite), "output.notes": "end"})
    html = reportgen.render_html(memo, medium="print")
    assert "<script" not in html
    assert "<b>" not in html
    assert "onerror=y>" not in html
    assert "&lt;script&gt;alert(x)&lt;/script&gt;" in html
    assert "{{ lipsum }}" in html
    assert "generate_lorem_ipsum" not in html


def test_markup_in_a_dataset_is_printed_as_text(house: House) -> None:
    path = house.root / "datasets" / "ferry" / "dataset.yaml"
    text = path.read_text(encoding="utf-8")
    for key, plain in {"text": "The hull dates from 1971 and needs more repair each winter.", "role": "Chair"}.items():
        assert f"{key}: {plain}" in text
        text = text.replace(f"{key}: {plain}", f"{key}: {quoted(f'{plain} {HOSTILE}')}")
    path.write_text(text, encoding="utf-8")
    data = reportgen.render_pdf(house.memo("policy-memo"), root=house.root)
    printed = text_of(data)
    assert printed.count("<script>alert(x)</script>") >= 2
    assert "generate_lorem_ipsum" not in printed
    assert all(action == "/URI" for action in actions(data))


def actions(data: bytes) -> Iterator[str]:
    """What the links and the file itself would do."""
    with pikepdf.open(io.BytesIO(data)) as file:
        assert "/OpenAction" not in file.Root
        assert "/AA" not in file.Root
        for item in file.objects:
            if isinstance(item, pikepdf.Dictionary) and "/S" in item and "/Type" in item and item.Type == "/Action":
                yield str(item.S)
            assert not isinstance(item, pikepdf.Dictionary) or "/JavaScript" not in item


@pytest.mark.parametrize(
    "title",
    [
        "</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF>",
        "]]> <!-- & \" '",
        "( unbalanced \\ ) >> endobj",
        "“Quoted” – Ängström · § & %",
    ],
)
def test_words_cannot_break_out_of_the_metadata(title: str, house: House) -> None:
    house.body("<h1>{{ memo.title }}</h1>")
    words = quoted(title)
    data = house.pdf(title=words, description=words, keywords=f"[{words}]", authors=f"[{words}]")
    with pikepdf.open(io.BytesIO(data)) as file:
        assert str(file.docinfo["/Title"]) == title
        with file.open_metadata() as metadata:
            assert metadata["dc:title"] == title
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:creator"] == [title]
    assert text_of(data).replace(" ", "") == title.replace(" ", "")


@pytest.mark.parametrize(
    "link",
    [
        "[x](javascript:alert%281%29)",
        "[x](JAVASCRIPT:alert)",
        "<javascript:alert>",
        "[x](data:text/html,y)",
        "[x](file:///etc/passwd)",
    ],
)
def test_links_that_run_or_read_are_refused(link: str, house: House) -> None:
    assert codes(house.root, limits=f"'[analysis] See {link}.'") == ["R116"]


@pytest.mark.parametrize("path", ["../secret.svg", "/etc/passwd", "datasets/../../secret.svg", "away.svg"])
def test_a_logo_stands_inside_the_project(path: str, house: House) -> None:
    (house.root / "away.svg").symlink_to(house.root.parent / "secret.svg")
    assert codes(house.root, **{"organisation.logo": path}) == ["R205"]


@pytest.mark.parametrize("path", ["..", "../good/datasets/ferry", "/etc", "away"])
def test_a_dataset_stands_inside_the_project(path: str, house: House) -> None:
    (house.root / "away").symlink_to(house.root.parent)
    assert codes(house.root, dataset=path) == ["R209"]


@pytest.mark.parametrize("name", ["..", "../templates/house", "/etc", "shared/../house", "'house\n\n'", "''"])
def test_a_template_is_named_by_a_word(name: str, house: House) -> None:
    house.body("x")
    assert set(codes(house.root, template=name)) <= {"R113", "R204"}
    assert codes(house.root, template=name)


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="file:///etc/passwd" width="9" height="9"/>',
        '<image href="http://a.example/x.png" width="9" height="9"/>',
        '<image href="../secret.svg" width="9" height="9"/>',
        '<style>@import "http://a.example/x.css";</style><rect width="9" height="9"/>',
        '<style>rect { fill: url(http://a.example/x.svg#a) }</style><rect width="9" height="9"/>',
        '<use href="file:///etc/passwd#a"/>',
        '<rect width="9" height="9" onload="alert(x)"/><script>alert(x)</script>',
        "<foreignObject><p>x</p></foreignObject>",
    ],
    ids=["file", "web", "beside", "import", "fill", "use", "script", "foreign"],
)
def test_a_logo_reads_and_runs_nothing(inside: str, house: House) -> None:
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title>'
    (house.root / "logo.svg").write_text(f"{head}{inside}</svg>", encoding="utf-8")
    try:
        data = reportgen.render_pdf(house.memo("policy-memo"), root=house.root)
    except reportgen.ProblemsError as error:
        assert {problem.code for problem in error.problems} <= {"P102", "P103", "P104", "R205"}
        return
    assert SECRET not in text_of(data)
    assert all(action == "/URI" for action in actions(data))


@pytest.mark.parametrize("entity", ['SYSTEM "file:///etc/passwd"', '"boom"'])
def test_a_logo_with_entities_is_refused(entity: str, house: House) -> None:
    text = f'<!DOCTYPE svg [<!ENTITY e {entity}>]><svg xmlns="http://www.w3.org/2000/svg"><text>&e;</text></svg>'
    (house.root / "logo.svg").write_text(text, encoding="utf-8")
    assert codes(house.root) == ["R205"]


def test_a_pdf_is_written_nowhere_but_in_the_folder_named(house: House, tmp_path: Path) -> None:
    house.body("<h1>x</h1>")
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    path = reportgen.build_memo(house.root / "ferry.yaml", tmp_path / "out", overrides={"template": "house"})
    assert {path for path in tmp_path.rglob("*") if path.is_file()} - before == {path}
    assert path.parent == tmp_path / "out"
    odd = house.root / "..yaml"
    odd.write_bytes((house.root / "ferry.yaml").read_bytes())
    with pytest.raises(reportgen.UsageError):
        reportgen.build_memo(odd, tmp_path / "out")
