"""Whatever is coded, the numbers of a codebook agree with each other and with a count made another way."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from reportgen.compose.memo import compose
from reportgen.evidence.locate import sentences
from reportgen.model.brief import Select
from reportgen.model.dataset import Claim, Kind, SetAside, Theme, within
from reportgen.model.matrix import Column, Matrix
from reportgen.model.project import Project
from reportgen.model.transcript import Transcript
from tests import codebooks


def tree() -> list[Theme]:
    """Three levels in one branch, two in another, one in the last."""
    deep = Theme(id="deep", name="Deep", definition="D.")
    mid = Theme(id="mid", name="Mid", definition="M.", themes=(deep,))
    flat = Theme(id="flat", name="Flat", definition="F.")
    return [
        Theme(id="a", name="A", definition="A.", themes=(mid, flat)),
        Theme(id="b", name="B", definition="B.", themes=(flat,)),
        Theme(id="c", name="C", definition="C."),
    ]


PATHS = ("a", "a/mid", "a/mid/deep", "a/flat", "b", "b/flat", "c")


@st.composite
def locators(draw: st.DrawFn, transcripts: Mapping[str, Transcript]) -> str:
    """Any place that a claim may rest on: a sentence, some, a paragraph, an answer, a question."""
    source = draw(st.sampled_from(sorted(transcripts)))
    segment = draw(st.sampled_from(transcripts[source].segments))
    place = f"{source}/{segment.id}"
    if not segment.sentences:
        return place
    if segment.id.startswith("q") and draw(st.booleans()):
        return place.rpartition(".")[0]
    last = len(segment.sentences)
    first, end = sorted(draw(st.tuples(st.integers(1, last), st.integers(1, last))))
    return draw(st.sampled_from([place, f"{place}.s{first}" + (f"-s{end}" if end > first else "")]))


@st.composite
def projects(draw: st.DrawFn) -> Project:
    ids = [f"i{number}" for number in range(draw(st.integers(1, 3)))]
    transcripts = {
        id_: codebooks.transcript(draw(st.integers(1, 3)), draw(st.integers(1, 4)), front=draw(st.integers(0, 2)))
        for id_ in ids
    }
    claims = []
    for number in range(draw(st.integers(1, 8))):
        evidence = draw(st.lists(locators(transcripts), min_size=1, max_size=2, unique=True))
        claims.append(
            Claim(
                id=f"c{number}",
                text=f"Claim {number} holds.",
                kind=Kind.FACT,
                speaker=f"p-{evidence[0].partition('/')[0]}",
                themes=tuple(draw(st.lists(st.sampled_from(PATHS), min_size=1, max_size=3, unique=True))),
                evidence=tuple(evidence),
            )
        )
    aside = draw(st.lists(locators(transcripts), max_size=2, unique=True))
    selected = draw(st.sampled_from([(), claims[0].themes[:1]]))
    return codebooks.project(
        claims,
        tree(),
        transcripts,
        set_aside=[SetAside(at=at, reason="Said in passing.") for at in aside],
        select=Select(themes=selected),
    )


def bearing(project: Project, code: str) -> set[str]:
    """The sentences that bear a code, counted sentence by sentence."""
    found = set()
    for claim in project.dataset.value.claims:
        if project.brief.value.select.takes(claim) and any(within(path, code) for path in claim.themes):
            for place in claim.evidence:
                source = place.partition("/")[0]
                found |= {f"{source}/{one}" for one in sentences(place, project.dataset.transcripts[source])}
    return found


@given(projects())
def test_margins_agree_with_counts(project: Project) -> None:
    book = codebooks.book(compose(project))
    for at, code in enumerate(book.codes):
        assert code.sentences == len(bearing(project, code.path))
        rows = [matrix.rows[at] for matrix in book.exchanges]
        assert all(row.number == code.number and row.total == sum(cell or 0 for cell in row.cells) for row in rows)
        assert sum(row.total for row in rows) == code.sentences
        if book.interviews:
            across = book.interviews.rows[at]
            assert across.cells == tuple(row.total for row in rows)
            assert across.total == code.sentences
    columns = [column for matrix in book.exchanges for column in matrix.columns]
    assert sum(column.total for column in columns) == book.coded + book.outside
    for matrix in (*book.exchanges, *([book.interviews] if book.interviews else [])):
        for column, cells in zip(matrix.columns, zip(*(row.cells for row in matrix.rows), strict=True), strict=True):
            assert max(cell or 0 for cell in cells) <= column.total <= sum(cell or 0 for cell in cells)


@given(projects())
def test_two_codes_share_the_sentences_that_bear_both(project: Project) -> None:
    book = codebooks.book(compose(project))
    if book.together is None:
        assert len(book.codes) == 1
        return
    for at, row in enumerate(book.together.rows, start=1):
        for before, cell in enumerate(row.cells):
            one, other = book.codes[at], book.codes[before]
            if before >= at or within(one.path, other.path):
                assert cell is None
            else:
                assert cell == len(bearing(project, one.path) & bearing(project, other.path))


@given(projects())
def test_every_claim_is_printed_and_named_once_for_each_code_it_bears(project: Project) -> None:
    memo = compose(project)
    book = codebooks.book(memo)
    shown = {code.path for code in book.codes}
    claims = {claim.id: claim for claim in project.dataset.value.claims}
    for claim, listings in zip(memo.claims, book.listings, strict=True):
        assert [listing.anchor for listing in listings] == list(claim.anchors)
        assert len(listings) == len(shown & set(claims[claim.id].themes))
        assert book.home(claim.number) in listings


@given(projects())
def test_what_is_coded_set_aside_and_left_make_up_the_answers(project: Project) -> None:
    book = codebooks.book(compose(project))
    assert book.sentences == sum(one.sentences for one in book.participants)
    assert all(min(one.coded, one.set_aside, one.uncoded) >= 0 for one in book.participants)
    left = [item for item in book.aside if item.reason is None]
    assert sum(item.sentences for item in left) == sum(one.uncoded for one in book.participants)


@given(st.integers(0, 70), st.floats(8, 16))
def test_a_matrix_is_cut_into_tables_of_even_widths(count: int, size: float) -> None:
    columns = tuple(Column(label=str(number), name="", total=0) for number in range(count))
    parts = Matrix(columns=columns, rows=()).parts(size)
    assert [at for first, last in parts for at in range(first, last)] == list(range(count))
    sizes = [last - first for first, last in parts]
    width = 16 if size <= 10 else int(160 / size)
    assert all(0 < one <= width for one in sizes)
    assert len(sizes) == -(-count // width)
