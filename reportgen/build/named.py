"""What a brief's text names, as far as that is told without reading it as YAML: the dataset, pictures, specifications.

It may be wrong about a brief that is written in an unusual way: quoted keys, aliases, texts over several lines. Whoever
asks compares with what was read in the end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_DATASET = re.compile(
    r"""^dataset[ \t]*:[ \t]+"""
    r"""(?:"(?P<double>[^"\\\n]+)"|'(?P<single>[^'\n]+)'|(?P<plain>[\w./-][^#\n]*?))[ \t\r]*(?:[ \t]#.*)?$""",
    re.MULTILINE,
)
_FILE = re.compile(r"""\b(?:logo|spec)["']?[ \t]*:[ \t]+["']?([^"'\n\r,}#]+)""")


def with_overrides(brief: str, overrides: Mapping[str, str]) -> str:
    """The text with what is set from outside, as lines of the last part of each key."""
    return "\n".join([brief, *(f"{key.rpartition('.')[2]}: {value}" for key, value in overrides.items())])


def dataset(brief: str, overrides: Mapping[str, str]) -> str | None:
    """The dataset that a brief names; None where that cannot be told."""
    if "dataset" in overrides:
        return overrides["dataset"]
    found = list(_DATASET.finditer(brief))
    return found[0][found[0].lastgroup or 0] if len(found) == 1 else None


def files(text: str) -> tuple[str, ...]:
    """The files that a brief may name as its logo or as the specification of a figure, in order."""
    return tuple(dict.fromkeys(name.strip() for name in _FILE.findall(text)))
