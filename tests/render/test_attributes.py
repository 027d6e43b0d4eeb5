"""What Pango is given back: each list of attributes that a layout took, once; and the pages are the same."""

from __future__ import annotations

import types
from collections import Counter
from typing import Any

import pytest

from reportgen.render import attributes, pdf
from reportgen.render.attributes import Fresh, freed
from tests.house import House

FEATURES = "<style>p { font-variant-numeric: oldstyle-nums; letter-spacing: 1pt; text-align: justify }</style>"


@pytest.fixture
def house(good_project: Any) -> House:
    made = House(good_project)
    made.body(
        FEATURES + "<h1>x</h1>" + "<p>Some 1971 words that run over more than one line of a page, I hope.</p>" * 30
    )
    return made


class Library:
    """A Pango that counts."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()

    def __getattr__(self, name: str) -> Any:
        return lambda *_arguments: self.calls.update([name])


def module() -> types.SimpleNamespace:
    return types.SimpleNamespace(pango=Library())


def configuration() -> types.SimpleNamespace:
    return types.SimpleNamespace(font_features={})


def test_a_list_with_an_attribute_of_ours_is_given_back_once() -> None:
    line_break, ours = module(), configuration()
    library = line_break.pango
    with freed(line_break, ours):
        attribute, attribute_list = object(), object()
        assert ours.font_features.setdefault(b"kern 1", attribute) is attribute
        line_break.pango.pango_attr_list_insert(attribute_list, attribute)
        for _ in range(2):
            line_break.pango.pango_layout_set_attributes("layout", attribute_list)
        line_break.pango.pango_layout_set_text("layout", "text")
    assert library.calls == {
        "pango_attr_list_insert": 1,
        "pango_layout_set_attributes": 2,
        "pango_attr_list_unref": 1,
        "pango_layout_set_text": 1,
    }
    assert line_break.pango is library


def test_a_list_of_someone_else_is_left_alone() -> None:
    line_break, ours, theirs = module(), configuration(), configuration()
    library = line_break.pango
    with freed(line_break, ours):
        attribute = theirs.font_features.setdefault(b"kern 1", object())
        line_break.pango.pango_attr_list_insert("list", attribute)
        line_break.pango.pango_layout_set_attributes("layout", "list")
    assert library.calls["pango_attr_list_unref"] == 0


def test_attributes_are_not_shared() -> None:
    fresh = Fresh()
    assert [fresh.setdefault(b"kern 1", number) for number in (1, 2)] == [1, 2]
    assert fresh == {}


@pytest.mark.parametrize("odd", [types.SimpleNamespace(), None])
def test_where_it_is_made_otherwise_nothing_is_done(odd: object) -> None:
    line_break, ours = module(), configuration()
    library = line_break.pango
    with freed(odd, ours), freed(line_break, odd):
        assert line_break.pango is library
    assert type(ours.font_features) is dict


def test_a_second_one_inside_leaves_all_to_the_first() -> None:
    line_break, ours = module(), configuration()
    library = line_break.pango
    with freed(line_break, ours):
        first = line_break.pango
        with freed(line_break, configuration()):
            assert line_break.pango is first
        assert line_break.pango is first
    assert line_break.pango is library


def test_all_that_a_memo_takes_is_given_back_and_its_pages_are_the_same(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: Counter[str] = Counter()
    insert, give_back = attributes._Pango.pango_attr_list_insert, attributes._Pango.pango_layout_set_attributes

    def inserted(self: Any, taken: Any, attribute: Any) -> None:
        insert(self, taken, attribute)
        calls["taken"] += 1
        calls["waiting"] = max(calls["waiting"], len(self._lists))

    def set_(self: Any, layout: Any, taken: Any) -> None:
        before = len(self._lists)
        give_back(self, layout, taken)
        calls["given back"] += before - len(self._lists)

    monkeypatch.setattr(attributes._Pango, "pango_attr_list_insert", inserted)
    monkeypatch.setattr(attributes._Pango, "pango_layout_set_attributes", set_)
    made = house.pdf()
    assert calls["taken"] == calls["given back"] > 30
    assert calls["waiting"] == 1
    monkeypatch.setattr(pdf, "_LINE_BREAK", None)
    assert house.pdf() == made
