"""The events of a YAML parser to a tree of values with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from reportgen.errors import ProblemsError
from reportgen.model.problem import Problem, SourceMap, in_order
from reportgen.read.places import Node, Span, problem_at
from reportgen.read.scalars import resolve
from reportgen.read.yaml_words import MAX_DEPTH, TOO_DEEP

MAX_BORROWED = 100_000
"""Values that aliases may stand for, beyond those written in the file."""

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(slots=True, eq=False)
class _Open:
    """A collection whose end has not been read."""

    node: Node
    values: list[object] | dict[str, object]
    key: tuple[str, Span] | None = None
    """Of a mapping: the key whose value comes next."""


@dataclass(slots=True, eq=False)
class TreeBuilder:
    """Takes the events of one stream in order; `problems` fills as it goes."""

    lines: SourceMap
    problems: list[Problem] = field(default_factory=list)
    _root: Node | None = None
    _open: list[_Open] = field(default_factory=list)
    _anchors: dict[str, Node] = field(default_factory=dict)
    _documents: int = 0
    _written: int = 0
    _first_alias: int | None = None

    def take(self, event: Any) -> bool:
        """Whether the next event is wanted. Raises `ProblemsError` where nesting is deeper than `MAX_DEPTH`."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._start(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            return self._document(event)
        return True

    def finish(self) -> Node:
        """The root. Raises `ProblemsError`: R103 where there is none, R107 where aliases stand for too much."""
        root = self._root
        if root is None or (root.value is None and root.start == root.end):
            message = "the file holds nothing but comments" if self.lines.text.strip() else "the file is empty"
            raise ProblemsError([Problem(code="R103", message=message, file=self.lines.file)])
        if root.size - self._written > MAX_BORROWED and self._first_alias is not None:
            self._note(self._first_alias, "R107", f"the file's aliases stand for more than {MAX_BORROWED:,} values")
            raise ProblemsError(in_order(self.problems))
        return root

    def _document(self, event: Any) -> bool:
        start = event.start_mark.index
        if event.version and tuple(event.version) != (1, 2):
            self._note(start, "R108", "the file is not read as YAML 1.2", "remove the `%YAML` line")
        self._documents += 1
        if self._documents > 1:
            self._note(start, "R108", "a second YAML document begins here", "keep one document in a file")
        return self._documents == 1

    def _scalar(self, event: Any) -> None:
        self._refuse_tag(event)
        start, plain = event.start_mark.index, event.implicit[0]
        value: object = event.value
        if plain:
            try:
                value = resolve(event.value)
            except ValueError:
                self._note(start, "R113", f"the number has {len(event.value)} digits, too many to be read")
        elif event.style == '"' and (found := CONTROL.search(event.value)):
            message = f"the escaped character U+{ord(found[0]):04X} is not allowed"
            self._note(start, "R105", message, "remove it")
        node = Node(value, start, event.end_mark.index)
        self._written += 1
        if event.anchor:
            self._anchors[event.anchor] = node
        self._place(node, merges=plain and event.value == "<<")

    def _start(self, event: Any) -> None:
        self._refuse_tag(event)
        start = event.start_mark.index
        if len(self._open) == MAX_DEPTH:
            self._note(start, "R107", TOO_DEEP)
            raise ProblemsError(in_order(self.problems))
        values: list[object] | dict[str, object] = {} if isinstance(event, yaml.MappingStartEvent) else []
        node = Node(values, start, start)
        self._written += 1
        if event.anchor:
            self._anchors[event.anchor] = node
        self._open.append(_Open(node, values))

    def _end(self, event: Any) -> None:
        node = self._open.pop().node
        node.end = event.end_mark.index
        node.size = 1 + sum(child.size for child in _children(node))
        self._place(node)

    def _alias(self, event: Any) -> None:
        start = event.start_mark.index
        self._first_alias = start if self._first_alias is None else self._first_alias
        node = self._anchors.get(event.anchor)
        if node is None:
            hint = f"mark the value with `&{event.anchor}` above, or put the text in quotes"
            self._note(start, "R105", f"`*{event.anchor}` stands for nothing", hint)
        elif any(item.node is node for item in self._open):
            among_themes = self._open[0].key is not None and self._open[0].key[0] == "themes"
            code, what = ("R206", "a theme") if among_themes else ("R107", "a value")
            self._note(start, code, f"`*{event.anchor}` makes {what} hold itself", "write out what is meant")
            node = None
        self._place(node or Node(None, start, event.end_mark.index))

    def _place(self, node: Node, *, merges: bool = False) -> None:
        """Puts a finished node where it belongs: at the root, in a sequence, or in a mapping as key or value."""
        if not self._open:
            self._root = node
            return
        top = self._open[-1]
        if isinstance(top.values, list):
            top.node.items.append(node)
            top.values.append(node.value)
        elif top.key is None:
            top.key = self._key(node, top, merges=merges), (node.start, node.end)
        else:
            key, span = top.key
            top.node.fields[key] = span, node
            top.values[key] = node.value
            top.key = None

    def _key(self, node: Node, top: _Open, *, merges: bool) -> str:
        written = self.lines.text[node.start : node.end]
        if merges:
            self._note(node.start, "R108", "the merge key `<<` is not read", "repeat the keys; YAML 1.2 has no merging")
        elif isinstance(node.value, list | dict):
            self._note(node.start, "R108", "a key is a list or a mapping", "keys are text")
        elif not isinstance(node.value, str):
            message = f"the key `{written}` is not text" if written else "a key is missing before `:`"
            self._note(node.start, "R108", message, f'put it in quotes: "{written}"' if written else "keys are text")
        elif node.value in top.node.fields:
            first = self.lines.location(top.node.fields[node.value][0][0]).line
            line = self.lines.location(node.start).line
            message = f"the key `{node.value}` stands twice, in lines {first} and {line}"
            self._note(node.start, "R106", message, "keep one of the two")
        else:
            return node.value
        return f"{written}@{node.start}"  # any key will do to read on: the problem refuses the file

    def _refuse_tag(self, event: Any) -> None:
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            hint = "put the value in quotes where `!` is part of the text; otherwise remove the tag"
            self._note(event.start_mark.index, "R108", f"the tag `{tag}` is not read", hint)

    def _note(self, offset: int, code: str, message: str, hint: str | None = None) -> None:
        self.problems.append(problem_at(self.lines, offset, code, message, hint))


def _children(node: Node) -> Iterator[Node]:
    yield from node.items
    for _, value in node.fields.values():
        yield value
