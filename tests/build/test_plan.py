"""Which briefs are meant, and where each PDF goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import UsageError
from reportgen.build.plan import plan


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Briefs `b.yaml`, `a.yml` and `c.yaml`, one more below, and files that are no briefs."""
    for name in ("b.yaml", "a.yml", "notes.txt", "c.yaml", "deep/d.yaml", "datasets/x/dataset.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "folder.yaml").mkdir()
    return tmp_path


def outputs(*names: str | Path, out: str = "out") -> list[str]:
    return [str(target.output) for target in plan(names, out)]


def test_a_brief_makes_a_pdf_of_its_name(folder: Path) -> None:
    (target,) = plan([folder / "b.yaml"], "out/here")
    assert (target.brief, target.output) == (folder / "b.yaml", Path("out/here/b.pdf"))


def test_a_folder_means_the_briefs_directly_in_it(folder: Path) -> None:
    assert outputs(folder) == ["out/a.pdf", "out/b.pdf", "out/c.pdf"]


def test_a_pattern_means_what_it_matches(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert outputs(f"{folder}/[bc].yaml") == ["out/b.pdf", "out/c.pdf"]
    assert outputs(f"{folder}/de*/**/*.yaml") == ["out/d.pdf"]
    monkeypatch.chdir(folder)
    assert outputs("*.yaml") == ["out/b.pdf", "out/c.pdf"]


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(folder: Path) -> None:
    (folder / "[x].yaml").touch()
    assert outputs(folder / "[x].yaml") == ["out/[x].pdf"]


def test_the_order_is_the_one_asked_for_and_each_brief_comes_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert outputs("c.yaml", ".", "./b.yaml", folder / "c.yaml") == ["out/c.pdf", "out/a.pdf", "out/b.pdf"]


def test_a_file_that_is_not_there_is_left_to_the_reader(tmp_path: Path) -> None:
    assert outputs(tmp_path / "none.yaml") == ["out/none.pdf"]


@pytest.mark.parametrize("names", [("b.yaml", "more/b.yaml"), ("b.yaml", "b.yml"), ("more", "b.yaml")])
def test_two_briefs_with_one_output_are_refused(folder: Path, names: tuple[str, str]) -> None:
    for name in ("more/b.yaml", "b.yml"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).touch()
    with pytest.raises(UsageError, match=r"would both write `out/b\.pdf`") as caught:
        plan([folder / name for name in names], "out")
    assert caught.value.hint == "build them into two folders with -o"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("empty", r"the folder `.*empty` holds no brief"),
        ("*.json", r"no brief matches `.*\*\.json`"),
        ("fold*.yaml", r"no brief matches"),
        ("x" * 300, r"cannot be read: file name too long"),
    ],
)
def test_what_means_nothing_is_refused(folder: Path, name: str, message: str) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(UsageError, match=message):
        plan([folder / name], "out")


def test_nothing_named_is_nothing_planned() -> None:
    assert plan([], "out") == ()


def test_a_folder_that_cannot_be_listed_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", closed)
    with pytest.raises(UsageError, match="cannot be read: permission denied"):
        plan([folder], "out")


def test_a_name_that_is_no_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no name for a brief"):
        plan([tmp_path / "none" / ".."], "out")


def test_each_format_of_a_brief_is_a_target_of_its_own_beside_the_others(folder: Path) -> None:
    targets = plan([folder / "b.yaml", folder / "a.yml"], "out", ["html", "pdf", "html"])
    assert [(target.output.name, target.format.value) for target in targets] == [
        ("b.html", "html"),
        ("b.pdf", "pdf"),
        ("a.html", "html"),
        ("a.pdf", "pdf"),
    ]


def test_two_briefs_with_one_page_are_refused(folder: Path) -> None:
    (folder / "b.yml").touch()
    with pytest.raises(UsageError, match=r"would both write `out/b\.html`"):
        plan([folder / "b.yaml", folder / "b.yml"], "out", ["html"])


def test_a_format_there_is_not_is_refused(folder: Path) -> None:
    with pytest.raises(UsageError, match="`docx` is no format") as caught:
        plan([folder / "b.yaml"], "out", ["docx"])
    assert caught.value.hint == "there is `pdf` and `html`"
