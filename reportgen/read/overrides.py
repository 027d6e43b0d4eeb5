"""Values set from outside a brief, as `output.page=letter`, and the place their problems name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from reportgen.errors import ProblemsError
from reportgen.model.problem import Path, Problem, Severity, SourceMap, in_order
from reportgen.read.places import Span
from reportgen.read.scalars import resolve
from reportgen.read.yaml import parse_yaml

FILE = "--set"
"""What problems of an override name as their file."""


@dataclass(frozen=True, slots=True)
class OverriddenMap(SourceMap):
    """The lines of a file, some of whose values were set from outside."""

    overrides: Mapping[Path, str] = field(default_factory=dict)
    """By path: the override as it was given, such as `output.page=letter`."""

    def has(self, path: Path) -> bool:
        return path in self.values or self._given(path) is not None

    def problem(
        self,
        code: str,
        message: str,
        path: Path = (),
        *,
        hint: str | None = None,
        at_key: bool = False,
        needle: str | None = None,
        occurrence: int = 0,
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        given = self._given(path)
        if given is not None:
            return Problem(code=code, message=message, file=FILE, hint=hint, excerpt=given, severity=severity)
        return SourceMap.problem(
            self, code, message, path, hint=hint, at_key=at_key, needle=needle, occurrence=occurrence, severity=severity
        )

    def _given(self, path: Path) -> str | None:
        """The override a path is part of, or that brought it into being."""
        for target, given in self.overrides.items():
            if path[: len(target)] == target or (target[: len(path)] == path and path not in self.values):
                return given
        return None


_PROSE = ("[analysis]", "[@")
"""How prose may begin that looks like a YAML list."""


class _Hidden(Mapping[Path, Span]):
    """Places without those at or below some paths: what was set from outside stands nowhere in the file."""

    def __init__(self, places: Mapping[Path, Span], paths: Collection[Path]) -> None:
        self._places = places
        self._paths = paths

    def __getitem__(self, path: Path) -> Span:
        if any(path[: len(hidden)] == hidden for hidden in self._paths):
            raise KeyError(path)
        return self._places[path]

    def __iter__(self) -> Iterator[Path]:
        return (path for path in self._places if path in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def override(raw: object, source_map: SourceMap, overrides: Mapping[str, str]) -> tuple[object, SourceMap]:
    """The raw value of a brief with dotted keys set, such as `sections.0.heading`; the value given is left as it was.

    A value is read as a YAML scalar, or as YAML where it opens with a quote or bracket. Raises `ProblemsError`: R118.
    """
    if not overrides:
        return raw, source_map
    problems: list[Problem] = []
    targets: dict[Path, str] = {}
    for key, text in overrides.items():
        given = f"{key}={text}"
        try:
            raw, path = _set(raw, tuple(key.split(".")), _value(text))
            targets[path] = given
        except ValueError as error:
            message, hint = error.args
            problems.append(Problem(code="R118", message=message, file=FILE, hint=hint, excerpt=given))
    if problems:
        raise ProblemsError(in_order(problems))
    values, keys = _Hidden(source_map.values, tuple(targets)), _Hidden(source_map.keys, tuple(targets))
    return raw, OverriddenMap(source_map.file, source_map.text, values, keys, source_map.line_starts, targets)


def _value(text: str) -> object:
    if not text.startswith(("[", "{", '"', "'")) or text.startswith(_PROSE):
        return resolve(text.strip())
    try:
        return parse_yaml(text, FILE)[0]
    except ProblemsError as error:
        message = f"the value `{text}` is not YAML: {error.problems[0].message}"
        raise ValueError(message, "put all of it in quotes, once for YAML and once for the shell") from error


def _set(raw: object, steps: tuple[str, ...], value: object, above: Path = ()) -> tuple[object, Path]:
    """A copy with one value set, and the path it has. Raises `ValueError` with message and hint."""
    if not steps:
        return value, above
    step, rest = steps[0], steps[1:]
    name = ".".join(map(str, above))
    if not step:
        raise ValueError("an override names its key in dotted form", "such as --set output.page=letter")
    if isinstance(raw, list):
        if not step.isdecimal() or int(step) >= len(raw):
            raise ValueError(f"`{name}` has no item {step}", _range(name, len(raw)))
        number = int(step)
        item, path = _set(raw[number], rest, value, (*above, number))
        return [*raw[:number], item, *raw[number + 1 :]], path
    if raw is None or isinstance(raw, dict):
        fields = raw or {}
        inner, path = _set(fields.get(step), rest, value, (*above, step))
        return {**fields, step: inner}, path
    raise ValueError(f"`{name}` holds no keys, so `{step}` cannot be set in it", f"set `{name}` itself")


def _range(name: str, count: int) -> str:
    return f"its items are `{name}.0` to `{name}.{count - 1}`" if count else "the list is empty"
