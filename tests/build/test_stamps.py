"""What a finished file says of the inputs it was made from: where it says it, when it does not, and what that saves."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest

import reportgen
from reportgen import Outcome
from reportgen.build.checks import check_project
from reportgen.build.inputs import Inputs
from reportgen.build.kits import recipe
from reportgen.build.stages import folders_of
from reportgen.model.formats import Format
from reportgen.render import identity
from tests.ferry import change
from tests.house import House

PAGE = "<h1>{{ memo.title }}</h1>"
TINY = {"template": "house"}
BOTH = ("pdf", "html")
DIGEST = "0123456789abcdef" * 2


@pytest.fixture
def house(good_project: Path) -> House:
    made = House(good_project)
    made.body(PAGE)
    return made


@pytest.fixture
def brief(house: House) -> Path:
    return house.root / "ferry.yaml"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def build(brief: Path, out: Path, **overrides: str) -> list[Outcome]:
    return list(reportgen.build_memos([brief], out, formats=BOTH, overrides={**TINY, **overrides}))


def stamps(out: Path) -> list[str | None]:
    return [identity.inputs_in(out / f"ferry.{format_}", format_) for format_ in Format]


def digests(brief: Path, **overrides: str) -> list[str | None]:
    return [Inputs({**TINY, **overrides}, {}).digest(brief, format_) for format_ in Format]


def is_covered(brief: Path, **overrides: str) -> bool:
    """Whether what is read and rendered is what the digest was taken of; that there is a digest is asserted."""
    given = {**TINY, **overrides}
    inputs = Inputs(given, {})
    assert inputs.digest(brief, Format.PDF)
    project = check_project(brief, overrides=given).project
    assert project
    memo = reportgen.compose_memo(project)
    answers = {inputs.cover(brief, project, recipe(memo, format_, folders_of(project.root))) for format_ in Format}
    assert len(answers) == 1
    return answers.pop()


def test_a_file_says_what_it_was_made_from(brief: Path, out: Path) -> None:
    build(brief, out)
    assert stamps(out) == digests(brief)
    assert len({*stamps(out), None}) == 3


def test_where_it_still_is_so_nothing_is_read(brief: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(brief, out)
    for place in ("brief", "checks"):
        monkeypatch.setattr(f"reportgen.build.{place}.check_project", lambda *_, **__: pytest.fail("read"))
    assert [(one.ok, one.fresh, one.size) for one in build(brief, out)] == [(True, True, 0)] * 2
    found = list(reportgen.find_stale([brief], out, formats=BOTH, overrides=TINY))
    assert [(one.fresh, one.reasons) for one in found] == [(True, ())] * 2


def test_where_one_format_is_stale_only_that_is_built(brief: Path, out: Path) -> None:
    build(brief, out)
    (out / "ferry.html").unlink()
    assert [one.fresh for one in build(brief, out)] == [True, False]


def test_what_changes_nothing_leaves_the_file_alone(brief: Path, house: House, out: Path) -> None:
    """The digest is another, and the memo is the same: the file keeps the stamp that it has."""
    build(brief, out)
    before = stamps(out)
    (house.root / "datasets" / "ferry" / "minutes.txt").write_text("Nothing of note.", encoding="utf-8")
    assert all(one.fresh for one in build(brief, out))
    assert stamps(out) == before != digests(brief)


def test_bytes_do_not_depend_on_where_and_when(brief: Path, out: Path, tmp_path: Path) -> None:
    build(brief, out)
    moved = brief.parent.rename(tmp_path / "moved")
    build(moved / "ferry.yaml", tmp_path / "again")
    for ending in BOTH:
        assert (tmp_path / "again" / f"ferry.{ending}").read_bytes() == (out / f"ferry.{ending}").read_bytes()


# Where no file is stamped


def test_a_file_of_which_something_was_complained_has_none(brief: Path, house: House, out: Path) -> None:
    house.body(f"{PAGE}<style>h1 {{ colour: red }}</style>")
    pdf, html = build(brief, out)
    assert (len(pdf.problems), html.problems) == (1, ())
    assert stamps(out)[0] is None
    change(brief, ("sections:\n", "sections:\n  - heading: Ours\n    text: '[analysis] So we think.'\n"))
    house.body(PAGE)
    assert [{problem.code for problem in one.problems} for one in build(brief, out)] == [{"E302"}] * 2
    assert not set(stamps(out)) & set(digests(brief))
    assert [one.fresh for one in build(brief, out)] == [True, True]
    assert {problem.code for one in build(brief, out) for problem in one.problems} == {"E302"}


SANS = '{file: "font:font_source_sans_pro/SourceSansPro-Regular.otf"}'


@pytest.mark.parametrize(
    "family", ["{name: DejaVu Serif}", f"{{name: Memo Sans, beyond: DejaVu Sans, faces: [{SANS}]}}"]
)
def test_fonts_of_the_machine_are_not_covered(brief: Path, family: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.render.system_fonts.files", lambda name: (brief,))
    assert is_covered(brief)
    change(brief, ("series:", f"style: {{fonts: {{apparatus: {family}}}}}\nseries:"))
    assert not is_covered(brief)


def test_names_that_only_a_parser_finds_are_not_covered(brief: Path, house: House) -> None:
    change(brief, ("  logo: logo.svg", '  "lo\\u0067o": logo.svg'))
    assert not is_covered(brief)
    change(brief, ('"lo\\u0067o": logo.svg', "logo:\n    logo.svg"))
    assert not is_covered(brief)
    change(brief, ("logo:\n    logo.svg", "logo: logo.svg"))
    assert is_covered(brief)
    (house.root / "a logo.svg").write_bytes((house.root / "logo.svg").read_bytes())
    change(brief, ("logo: logo.svg", "logo: a\n    logo.svg"))
    assert not is_covered(brief)


def test_the_logo_of_a_style_in_the_brief(brief: Path, house: House) -> None:
    change(
        brief, ("organisation:\n  name: Ansel Harbour Forum\n  logo: logo.svg\n  contact: forum@ansel.example\n", "")
    )
    change(brief, ("series:", "style: {organisation: {name: Forum, logo: logo.svg}}\nseries:"))
    assert is_covered(brief)
    change(brief, ("logo: logo.svg", '"lo\\u0067o": logo.svg'))
    assert not is_covered(brief)
    change(brief, ('style: {organisation: {name: Forum, "lo\\u0067o": logo.svg}}\n', ""))
    house.write("style.yaml", "organisation: {name: Forum, logo: marks/seal.svg}\n")
    house.write("marks/seal.svg", (house.root / "logo.svg").read_bytes())
    assert is_covered(brief)


def test_another_dataset_than_was_told_is_not_covered(brief: Path, house: House) -> None:
    datasets = house.root / "datasets"
    shutil.copytree(datasets / "ferry", datasets / "the boat")
    (datasets / "ferry").rename(datasets / "the")
    change(brief, ("dataset: datasets/ferry", "dataset: datasets/the\n  boat"))
    assert not is_covered(brief)


def test_a_file_that_is_not_covered_has_none(brief: Path, out: Path) -> None:
    change(brief, ("  logo: logo.svg", '  "lo\\u0067o": logo.svg'))
    assert [one.problems for one in build(brief, out)] == [(), ()]
    assert not set(stamps(out)) & set(digests(brief))
    assert [one.fresh for one in build(brief, out)] == [True, True]


@pytest.mark.parametrize("name", [".texts/maran.txt", "texts/maran.html", "there/text.txt"])
def test_texts_that_are_not_looked_at_are_not_covered(brief: Path, house: House, name: str) -> None:
    """Whether they are there already or not."""
    folder = house.root / "datasets" / "ferry"
    change(
        folder / "dataset.yaml",
        ("transcript: maran/transcript.json", "transcript: maran/transcript.json\n    text: texts/maran.txt"),
    )
    assert is_covered(brief)
    change(folder / "dataset.yaml", ("text: texts/maran.txt", f"text: {name}"))
    (folder / "there").symlink_to("maran")
    if not (folder / name).exists():
        assert not is_covered(brief)
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes((folder / "maran" / "text.txt").read_bytes())
    assert not is_covered(brief)


def test_an_index_that_is_not_looked_at_is_not_covered(brief: Path, house: House) -> None:
    folder = house.root / "datasets" / "ferry"
    (folder / "maran" / "transcript.json").rename(folder / ".maran.json")
    change(folder / "dataset.yaml", ("transcript: maran/transcript.json", "transcript: .maran.json"))
    assert not is_covered(brief)


def test_claims_that_are_not_looked_at_are_not_covered(brief: Path, house: House) -> None:
    folder = house.root / "datasets" / "ferry"
    text = (folder / "dataset.yaml").read_text(encoding="utf-8")
    lines = "".join(
        f"{line.decode()}\n" for line in map(_json, reportgen.to_builtins(reportgen.load_dataset(folder).value.claims))
    )
    head, _, rest = text.partition("\nclaims:\n")
    tail = rest[rest.index("\nset_aside:") :]
    for name, covered in (("claims.jsonl", True), (".claims.jsonl", False)):
        (folder / name).write_text(lines, encoding="utf-8")
        (folder / "dataset.yaml").write_text(f"{head}\nclaims: {name}\n{tail}", encoding="utf-8")
        assert is_covered(brief) is covered


def _json(value: object) -> bytes:
    return msgspec.json.encode({key: item for key, item in value.items() if item})  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "name", ["template own house/memo.html", "font font_source_sans_pro/SourceSansPro-Regular.otf"]
)
def test_what_changed_after_the_digest_was_taken_is_not_covered(brief: Path, name: str) -> None:
    inputs = Inputs(TINY, {})
    inputs.digest(brief, Format.PDF)
    project = check_project(brief, overrides=TINY).project
    assert project
    made_with = dict(recipe(reportgen.compose_memo(project), Format.PDF, folders_of(project.root)))
    assert inputs.cover(brief, project, made_with)
    assert name in made_with
    assert not inputs.cover(brief, project, {**made_with, name: "0" * 64})
    assert not inputs.cover(brief, project, {**made_with, "version quay": "1"})
    assert not Inputs(TINY, {}).cover(brief, project, made_with)


# The place in the file


def test_a_pdf_keeps_its_length_and_a_page_its_key(brief: Path, out: Path) -> None:
    build(brief, out)
    for format_ in Format:
        path = out / f"ferry.{format_}"
        data, key = path.read_bytes(), identity.key_in(path, format_)
        other = identity.stamped(data, format_, DIGEST)
        path.write_bytes(other)
        assert (identity.inputs_in(path, format_), identity.key_in(path, format_)) == (DIGEST, key)
        assert len(other) == len(data)
        assert identity.stamped(other, format_, DIGEST) == other
        with pytest.raises(ValueError, match="no build key"):
            identity.stamped(b"%PDF-1.7", format_, DIGEST)


def test_a_page_that_has_no_stamp_gets_one(brief: Path, out: Path) -> None:
    page = out / "ferry.html"
    build(brief, out)
    data = page.read_bytes()
    bare = data.replace(f'\n<meta name="reportgen:inputs" content="{stamps(out)[1]}">'.encode(), b"")
    assert len(bare) < len(data)
    page.write_bytes(bare)
    assert identity.inputs_in(page, Format.HTML) is None
    assert identity.stamped(bare, Format.HTML, digests(brief)[1] or "") == data


def test_what_its_key_does_not_settle_stays_so(brief: Path, out: Path) -> None:
    build(brief, out)
    marked = identity.unsettled((out / "ferry.pdf").read_bytes())
    assert identity.stamped(marked, Format.PDF, DIGEST) == marked
    (out / "ferry.pdf").write_bytes(marked)
    assert identity.inputs_in(out / "ferry.pdf", Format.PDF) is None
    with pytest.raises(ValueError, match="room for 32"):
        identity.stamped((out / "ferry.pdf").read_bytes().replace(b"0" * 32, b"1" * 32), Format.PDF, "12")


def test_the_stamp_proves_nothing_and_is_not_compared(brief: Path, out: Path) -> None:
    """What a rebuild proves is the memo; whoever changes the stamp changes when the file is built again, no more."""
    build(brief, out)
    path = out / "ferry.pdf"
    data = path.read_bytes()
    for changed in (identity.stamped(data, Format.PDF, DIGEST), identity.unsettled(data)):
        path.write_bytes(changed)
        (rebuilt,) = [
            one
            for one in reportgen.verify_pdf(path, rebuild=True, root=brief.parent).findings
            if one.check == "rebuild"
        ]
        assert rebuilt.verdict == "proved", rebuilt.detail
    at = data.rindex(b"%%EOF")
    path.write_bytes(data[:at] + b"%%eof" + data[at + 5 :])
    assert not identity.inputs_in(path, Format.PDF)
