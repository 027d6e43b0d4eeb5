"""The tree of a YAML file's values with the place of each, and the paths into it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reportgen.model.problem import Path, Problem, SourceMap

Span = tuple[int, int]


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

    def child(self, step: str | int) -> Node | None:
        """The node one step down, if there is one."""
        if isinstance(step, str):
            return self.fields[step][1] if step in self.fields else None
        return self.items[step] if 0 <= step < len(self.items) else None

    def walk(self, path: Path = ()) -> Iterator[tuple[Path, Node]]:
        """Every node with its path, parents first."""
        yield path, self
        for index, item in enumerate(self.items):
            yield from item.walk((*path, index))
        for key, (_, value) in self.fields.items():
            yield from value.walk((*path, key))


class Values(Mapping[Path, Span]):
    """The place of each value by its path. Looked up by walking the tree: nothing is built until a problem asks."""

    def __init__(self, root: Node) -> None:
        self._root = root

    def _find(self, path: Path) -> Node:
        node: Node | None = self._root
        for step in path:
            node = node.child(step) if node else None
        if node is None:
            raise KeyError(path)
        return node

    def __getitem__(self, path: Path) -> Span:
        node = self._find(path)
        return node.start, node.end

    def __iter__(self) -> Iterator[Path]:
        return (path for path, _ in self._root.walk())

    def __len__(self) -> int:
        return self._root.size


class Keys(Values):
    """The place of each mapping key by its path."""

    def __getitem__(self, path: Path) -> Span:
        if not path or not isinstance(path[-1], str):
            raise KeyError(path)
        return self._find(path[:-1]).fields[path[-1]][0]

    def __iter__(self) -> Iterator[Path]:
        return ((*path, key) for path, node in self._root.walk() for key in node.fields)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def problem_at(lines: SourceMap, offset: int, code: str, message: str, hint: str | None = None) -> Problem:
    """A problem at an offset of a text."""
    return dataclasses.replace(lines, values={(): (offset, offset)}).problem(code, message, hint=hint)
