"""The claims of a dataset that names a file of them: JSON Lines, a claim on each line."""

from __future__ import annotations

import pathlib
from dataclasses import dataclass, field

from reportgen.errors import ProblemsError, ReportgenError
from reportgen.model.problem import Path, SourceMap
from reportgen.read.files import MIB, display_name
from reportgen.read.inside import inside
from reportgen.read.jsontext import read_json_lines

ENDING = ".jsonl"
LIMIT = 256 * MIB
_KEY = "claims"


@dataclass(frozen=True, slots=True)
class SplitMap(SourceMap):
    """The lines of a dataset's file, and those of the file that holds its claims."""

    claims: SourceMap = field(default_factory=lambda: SourceMap(""))
    name: str = ""
    """What the dataset calls that file."""

    def part(self, path: Path) -> tuple[SourceMap, Path]:
        return (self.claims, path[1:]) if path[:1] == (_KEY,) and len(path) > 1 else (self, path)


def with_claims(raw: object, source_map: SourceMap, folder: pathlib.Path) -> tuple[object, SourceMap]:
    """The raw value of a dataset with the claims of the file that it names, if it names one; the value given stays.

    Raises `ProblemsError`: R209 for a file that is missing or outside the folder, R101 to R107 for what is in it.
    """
    named = raw.get(_KEY) if isinstance(raw, dict) else None
    if not isinstance(raw, dict) or not isinstance(named, str) or not named.endswith(ENDING):
        return raw, source_map
    try:
        path = inside(folder, named)
    except ReportgenError as error:
        problem = source_map.problem("R209", f"the file of claims: {error.message}", (_KEY,), hint=error.hint)
        raise ProblemsError([problem]) from error
    if not path.exists():
        hint = "write them there, one on each line, or list them here"
        problem = source_map.problem("R209", f"the claims are missing: there is no `{named}`", (_KEY,), hint=hint)
        raise ProblemsError([problem])
    claims, lines = read_json_lines(pathlib.Path(display_name(path)), limit=LIMIT)
    split = SplitMap(
        source_map.file, source_map.text, source_map.values, source_map.keys, source_map.line_starts, lines, named
    )
    return {**raw, _KEY: claims}, split
