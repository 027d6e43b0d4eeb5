"""The formats a brief is built in, against those its template is made for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportgen.model.formats import Format
from reportgen.model.problem import Problem
from reportgen.model.project import Project


def check_formats(project: Project, formats: Iterable[Format]) -> Iterator[Problem]:
    """R222 for each format that the brief's template is not made for."""
    brief, made_for = project.brief.value, project.manifest.formats
    for wanted in formats:
        if wanted not in made_for:
            message = f"the template `{brief.template}` is not made for `{wanted}`"
            hint = f"build it with {' or '.join(f'--format {known}' for known in made_for)}, or choose another template"
            yield project.brief.source_map.problem("R222", message, ("template",), hint=hint)
