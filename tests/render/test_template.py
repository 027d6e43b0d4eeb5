"""Templates: found, overridden, sandboxed; and P101 with file and line for what fails."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

import reportgen
from reportgen import Problem, ProblemsError
from tests.house import House


def problem(house: House, template: str = "house") -> Problem:
    with pytest.raises(ProblemsError) as caught:
        house.html(template)
    (found,) = caught.value.problems
    return found


# Finding and overriding


def test_a_template_of_the_project_sees_the_memo(house: House) -> None:
    house.body(
        "<h1>{{ memo.title }}</h1><p>{{ memo.claims | length }} claims, {{ memo.date | long_date('en-US') }}</p>"
    )
    html = house.html()
    assert "<h1>Port Ansel should replace its ferry before it plans a bridge</h1>" in html
    assert "<p>8 claims, May 4, 2026</p>" in html


def test_a_block_is_overridden_under_a_new_name(house: House) -> None:
    house.write(
        "house/memo.html", '{% extends "policy-memo/memo.html" %}{% block limits %}<p>No limits.</p>{% endblock %}'
    )
    html, bundled = house.html(), house.html("policy-memo")
    assert "<p>No limits.</p>" in html
    assert "Neither of the two" in bundled
    assert "Neither of the two" not in html.split("</main>")[0]
    assert "A bridge moves the sand" in html


def test_a_block_is_overridden_under_the_same_name(house: House) -> None:
    house.write(
        "policy-memo/memo.html",
        '{% extends "policy-memo/memo.html" %}{% block limits %}{{ super() }}<p>Ours.</p>{% endblock %}',
    )
    html = house.html("policy-memo")
    assert "Neither of the two" in html
    assert "<p>Ours.</p>" in html


def test_shared_macros_are_overridden_for_the_bundled_template(house: House) -> None:
    before = house.html("policy-memo")
    house.write(
        "shared/prose.html",
        '{% import "shared/prose.html" as bundled %}'
        "{% set runs, numbers, note, notes = bundled.runs, bundled.numbers, bundled.note, bundled.notes %}"
        "{% set plain_blocks, evidence_links = bundled.plain_blocks, bundled.evidence_links %}"
        "{% macro blocks(items, memo) %}<p>{{ items | length }} blocks</p>{% endmacro %}",
    )
    html = house.html("policy-memo")
    assert "<p>2 blocks</p>" in html
    assert "<p>2 blocks</p>" not in before


def test_a_style_sheet_of_the_same_name_takes_the_place_of_the_bundled_one(house: House) -> None:
    house.write("policy-memo/memo.css", "h1 { color: teal }")
    html = house.html("policy-memo")
    assert "h1 { color: teal }" in html
    assert "@footnote" not in html


def test_a_template_that_changes_is_read_anew(house: House) -> None:
    path = house.body("<p>first</p>")
    assert "<p>first</p>" in house.html()
    house.body("<p>second</p>")
    os.utime(path, ns=(1, 1))
    assert "<p>second</p>" in house.html()


def test_an_override_that_comes_later_is_seen(house: House) -> None:
    house.body('{% from "shared/prose.html" import runs %}{{ runs(memo.bottom_line[0].content, memo) }}')
    assert "already carries most" in house.html()
    house.write("shared/prose.html", "{% macro runs(content, memo) %}ours{% endmacro %}")
    assert "ours" in house.html()


def test_a_missing_template_is_named_with_those_there_are(house: House) -> None:
    house.body("x")
    with pytest.raises(ProblemsError) as caught:
        reportgen.render_html(msgspec.structs.replace(house.memo(), template="hause"), root=house.root)
    (found,) = caught.value.problems
    assert (found.code, found.file) == ("R204", "hause")
    assert found.hint is not None
    assert {"`house`", "`policy-memo`"} <= set(found.hint.removeprefix("there is ").split(", "))


# What stands on the page


def test_text_is_escaped(house: House) -> None:
    house.body("<p>{{ memo.title }}</p><p title='{{ memo.title }}'></p>")
    html = house.html(title="<script>alert('x')</script> & \"more\"")
    assert "<p>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &#34;more&#34;</p>" in html
    assert "<script>" not in html


@pytest.mark.parametrize(
    ("value", "escaped"),
    [
        ('Say "no"', r'"Say \22 no\22 "'),
        ("back\\slash", r'"back\5c slash"'),
        ("</style><b>", r'"\3c /style\3e \3c b\3e "'),
        ("more\nlines", r'"more\a lines"'),
        ("Ports & “quays”", r'"Ports \26  “quays”"'),
    ],
)
def test_text_can_stand_in_css(value: str, escaped: str, house: House) -> None:
    house.body("<style>p::before { content: {{ memo.title | css_string | safe }} }</style>")
    assert f"content: {escaped} }}" in house.html(title=_yaml(value))


def _yaml(value: str) -> str:
    return "'" + value.replace("'", "''").replace("\n", "\n\n") + "'"


def test_plain_text_without_marks(house: House) -> None:
    house.body("<p>{{ memo.bottom_line[0].content | plain }}</p>")
    assert "<p>The hull will not last, and the town already carries most of the cost.</p>" in house.html()


# P101


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a\n{{ memo.titel }}", 2, "titel"),
        ("a\n{% if memo.titel %}b{% endif %}", 2, "titel"),
        ("a\nb\n{{ memo.title | upcase }}", 3, "upcase"),
        ("{% if %}", 1, "Expected an expression"),
        ("a\n\n{% for x in memo.claims %}", 3, "Unexpected end of template"),
        ("{{ memo.claims[99].id }}", 1, ""),
        ("\n{{ memo.claims + 1 }}", 2, "concatenate"),
        ("\n{{ 1 / 0 }}", 2, "division by zero"),
        ("\n{{ range(100000000) }}", 2, "Range too big"),
        ("\n\n{% include 'house/none.html' %}", 3, "no template folder holds `house/none.html`"),
        ("\n{% macro again() %}{{ again() }}{% endmacro %}\n{{ again() }}", 2, "recursion"),
    ],
)
def test_a_template_that_fails_is_p101_with_its_file_and_line(house: House, text: str, line: int, words: str) -> None:
    path = house.write("house/memo.html", text)
    found = problem(house)
    assert (found.code, found.file, found.line) == ("P101", str(path.resolve()), line)
    assert found.message.startswith("the template cannot be filled: ")
    assert words in found.message


def test_the_place_is_that_of_the_innermost_template(house: House) -> None:
    house.write("house/memo.html", "\n\n{% include 'house/part.html' %}")
    part = house.write("house/part.html", "\n{{ memo.nothing }}")
    found = problem(house)
    assert (found.file, found.line) == (str(part.resolve()), 2)
    part.write_text("{% if %}", encoding="utf-8")
    os.utime(part, ns=(1, 1))
    assert (problem(house).file, problem(house).line) == (str(part.resolve()), 1)


def test_an_error_in_a_block_of_an_extending_template_is_placed_there(house: House) -> None:
    path = house.write(
        "house/memo.html", '{% extends "policy-memo/memo.html" %}\n{% block limits %}\n{{ nobody }}\n{% endblock %}'
    )
    assert (problem(house).file, problem(house).line) == (str(path.resolve()), 3)


def test_a_template_that_is_not_utf_8_is_p101(house: House) -> None:
    house.write("house/memo.html", b"caf\xe9")
    assert problem(house).code == "P101"
    assert "utf-8" in problem(house).message


def test_a_template_that_cannot_be_read_is_p101(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    path = house.body("x")
    memo = house.memo()

    def closed(_path: Path, **_options: str) -> str:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_text", closed)
    with pytest.raises(ProblemsError) as caught:
        reportgen.render_html(memo, root=house.root)
    (found,) = caught.value.problems
    assert (found.code, found.file) == ("P101", str(path))
    assert "Permission denied" in found.message


# The sandbox


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ memo.__class__ }}",
        "{{ memo.__init__.__globals__ }}",
        "{{ ''['__class__'] }}",
        "{{ '' | attr('__class__') }}",
        "{{ memo.note_form.__func__ }}",
        "{{ self.__init__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ '{0.__class__}'.format(memo) }}",
        "{{ ('{0.__class__}' | format(memo)) ~ '{0.__class__.__mro__}'.format('') }}",
        "{{ memo.claims.append(1) }}",
        "{{ {}.update(a=1) }}",
        "{% set memo.title = 'x' %}",
    ],
)
def test_python_is_out_of_a_template_s_reach(house: House, text: str) -> None:
    house.write("house/memo.html", text)
    assert problem(house).code == "P101"


@pytest.mark.parametrize(
    "name",
    [
        "../../../../../../etc/passwd",
        "/etc/passwd",
        "house/../../../secret.txt",
        "house/away.html",
        "away/secret.txt",
        "",
    ],
)
def test_files_outside_the_template_folders_cannot_be_included(house: House, name: str) -> None:
    secret = house.root.parent / "secret.txt"
    secret.write_text("root:x:0", encoding="utf-8")
    house.write("house/memo.html", f'{{% include "{name}" %}}')
    (house.root / "templates" / "house" / "away.html").symlink_to(secret)
    (house.root / "templates" / "away").symlink_to(house.root.parent)
    found = problem(house)
    assert found.code == "P101"
    assert "root:x" not in found.message
