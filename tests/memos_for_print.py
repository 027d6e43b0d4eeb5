"""The ferry memo set by any template, for tests of what comes out on paper."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import reportgen
from reportgen import Memo
from tests.conftest import FIXTURES
from tests.ferry import texts

WITHOUT_WORDS = dict.fromkeys(("takeaways", "sections", "recommendations"), "[]") | {"bottom_line": "", "limits": ""}
"""For templates that set none of a brief's own words."""
OPEN_NOTES = {"output.notes": ""}
"""The template sets its notes where it does."""
ONE_PAGE = {"template": "one-page", **OPEN_NOTES}


def one_page(project: Path, folder: Path, overrides: Mapping[str, str]) -> tuple[Path, Memo]:
    """The ferry memo on one page, built with its texts, and as composed."""
    settings = {**ONE_PAGE, **overrides}
    sources = texts(project)
    path = reportgen.build_memo(project / "ferry.yaml", folder, overrides=settings, sources=sources)
    loaded = reportgen.load_project(project / "ferry.yaml", overrides=settings, sources=sources)
    return path, reportgen.compose_memo(loaded)


TEMPLATES: Mapping[str, Mapping[str, str]] = {
    "policy-memo": {"output.notes": "margin"},
    "one-page": ONE_PAGE,
    "codebook": {"template": "codebook", **OPEN_NOTES, **WITHOUT_WORDS},
    "annotated-transcript": {"template": "annotated-transcript", **OPEN_NOTES, **WITHOUT_WORDS},
}
"""What to set of the ferry brief for each template."""
VARIANTS: Mapping[str, Mapping[str, str]] = {
    "policy-memo-foot": {"output.notes": "foot"},
    "policy-memo-end": {"output.notes": "end"},
    "policy-memo-columns": {"output.notes": "end", "output.options.columns": "2"},
}
"""The same for other ways to set a template."""


def template_memo(name: str, *, with_texts: bool = True, **overrides: str) -> Memo:
    """The ferry memo in a template, with keys of the brief set, such as `output.page`."""
    project = FIXTURES / "good"
    sources = texts(project) if with_texts else {}
    settings = {**TEMPLATES, **VARIANTS}[name]
    loaded = reportgen.load_project(project / "ferry.yaml", overrides={**settings, **overrides}, sources=sources)
    return reportgen.compose_memo(loaded)
