"""A project with a template of its own, to try what templates may do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import reportgen
from reportgen import Memo, Problem, ProblemsError

HEAD = """<!doctype html>
<html lang="{{ memo.output.language.value }}">
<head><title>{{ memo.title }}</title>
<meta name="author" content="{{ memo.authors | join(', ') }}">
<style>{% include "shared/fonts.css" %} html { font: 10pt "Memo Serif" }</style></head>
"""


@dataclass(frozen=True)
class House:
    """The good fixture with the folder `templates/house`, whose page is quick to set."""

    root: Path

    def write(self, name: str, text: str | bytes) -> Path:
        """A file in `templates/`, such as `house/memo.html`."""
        path = self.root / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    def body(self, text: str) -> Path:
        """The template `house`, with this body, in the package's faces."""
        return self.write("house/memo.html", f"{HEAD}<body>{text}</body></html>\n")

    def memo(self, template: str = "house", **overrides: str) -> Memo:
        project = reportgen.load_project(self.root / "ferry.yaml", overrides={"template": template, **overrides})
        return reportgen.compose_memo(project)

    def html(self, template: str = "house", **overrides: str) -> str:
        return reportgen.render_html(self.memo(template, **overrides), root=self.root, medium="print")

    def web(self, template: str = "house", **overrides: str) -> str:
        """The page for a browser, with all it needs inside."""
        return reportgen.render_html(self.memo(template, **overrides), root=self.root)

    def pdf(self, template: str = "house", **overrides: str) -> bytes:
        return reportgen.render_pdf(self.memo(template, **overrides), root=self.root)

    def refusals(self, template: str = "house", **overrides: str) -> tuple[Problem, ...]:
        """The problems that keep the memo from being set; none where it was set."""
        try:
            self.pdf(template, **overrides)
        except ProblemsError as error:
            return error.problems
        return ()
