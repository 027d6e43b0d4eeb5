"""The tree of a file's values with the place of each, and the paths into it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from reportgen.model.problem import Path, Problem, SourceMap

Span = tuple[int, int]


class Tree(Protocol):
    """A value at its place, with those in it."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def items(self) -> Sequence[Tree]: ...
    @property
    def fields(self) -> Mapping[str, tuple[Span, Tree]]: ...


@dataclass(slots=True, eq=False)
class Node:
    """One value: offsets in code points from 0, the end exclusive. An alias is the node it stands for."""

    value: object
    start: int
    end: int
    size: int = 1
    """Values in it, itself counted, each alias counted in full."""
    items: list[Node] = field(default_factory=list)
    """Of a sequence."""
    fields: dict[str, tuple[Span, Node]] = field(default_factory=dict)
    """Of a mapping: the place of the key, and the value."""


def child(tree: Tree, step: str | int) -> Tree | None:
    """The value one step down, if there is one."""
    if isinstance(step, str):
        return tree.fields[step][1] if step in tree.fields else None
    return tree.items[step] if 0 <= step < len(tree.items) else None


def walk(tree: Tree, path: Path = ()) -> Iterator[tuple[Path, Tree]]:
    """Every value with its path, parents first."""
    yield path, tree
    for index, item in enumerate(tree.items):
        yield from walk(item, (*path, index))
    for key, (_, value) in tree.fields.items():
        yield from walk(value, (*path, key))


class Values(Mapping[Path, Span]):
    """The place of each value by its path. Looked up by walking the tree: nothing is built until a problem asks."""

    def __init__(self, root: Tree) -> None:
        self._root = root

    def _find(self, path: Path) -> Tree:
        node: Tree | None = self._root
        for step in path:
            node = child(node, step) if node else None
        if node is None:
            raise KeyError(path)
        return node

    def __getitem__(self, path: Path) -> Span:
        node = self._find(path)
        return node.start, node.end

    def __iter__(self) -> Iterator[Path]:
        return (path for path, _ in walk(self._root))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Keys(Values):
    """The place of each mapping key by its path."""

    def __getitem__(self, path: Path) -> Span:
        if not path or not isinstance(path[-1], str):
            raise KeyError(path)
        return self._find(path[:-1]).fields[path[-1]][0]

    def __iter__(self) -> Iterator[Path]:
        return ((*path, key) for path, node in walk(self._root) for key in node.fields)


def problem_at(lines: SourceMap, offset: int, code: str, message: str, hint: str | None = None) -> Problem:
    """A problem at an offset of a text."""
    return dataclasses.replace(lines, values={(): (offset, offset)}).problem(code, message, hint=hint)
