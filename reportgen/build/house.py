"""What a brief is set with: its template's manifest, its house style, the fixed words of its language."""

from __future__ import annotations

import dataclasses
import functools
import gettext
import pathlib
from collections.abc import Iterator

import msgspec

from reportgen.build.dressing import dressed
from reportgen.build.script import lettered
from reportgen.build.shared import Shared
from reportgen.build.templates import manifest
from reportgen.errors import ProblemsError
from reportgen.model.nearest import did_you_mean
from reportgen.model.page import Language
from reportgen.model.problem import Problem
from reportgen.model.project import ENGLISH, Project
from reportgen.model.template import Shows
from reportgen.render import places

MESSAGES = f"{places.SHARED}/messages"
BODY = ("bottom_line", "takeaways", "sections", "recommendations", "limits")
"""The keys of a brief that hold the memo's own words."""


def furnish(project: Project, shared: Shared) -> Project:
    """The project with what its brief is set with; manifests and styles are shared.

    Raises `ProblemsError`: R204 and what is wrong with a file.
    """
    folders = places.search_path(project.root)
    name = project.brief.value.template
    if places.find_template(name, folders) is None:
        known = places.template_names(folders)
        hint = did_you_mean(name, known) or f"there is {', '.join(f'`{one}`' for one in known)}"
        problem = project.brief.source_map.problem("R204", f"there is no template `{name}`", ("template",), hint=hint)
        raise ProblemsError([problem])
    made_for = shared.once(("manifest", name, folders), lambda: manifest(name, folders))
    project = dataclasses.replace(project, manifest=made_for)
    project = lettered(dressed(project, folders, shared), folders)
    return dataclasses.replace(project, words=words(project.language, folders))


def words(language: Language, folders: tuple[pathlib.Path, ...]) -> gettext.NullTranslations:
    """The fixed words of a memo in its language, from `shared/messages/` of the template folders, in order.

    What a file does not translate the next one does; English is what stands in code and templates. Raises
    `ProblemsError` (R101, R102, R104, R123) for a file that cannot be used.
    """
    names = dict.fromkeys((language.locale, language.locale.partition("_")[0]))
    found = (places.find_file(f"{MESSAGES}/{name}.po", (folder,)) for folder in folders for name in names)
    return _words(tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in found if path))


@functools.lru_cache(maxsize=32)
def _words(stamps: tuple[tuple[pathlib.Path, int, int], ...]) -> gettext.NullTranslations:
    """Read once in a process, as long as the files stay as they are. The same files give the same object."""
    if not stamps:
        return ENGLISH
    from reportgen.read.messages import read_messages

    first, *others = (read_messages(path) for path, _, _ in stamps)
    for other in others:
        first.add_fallback(other)
    return first


def check_parts(project: Project) -> Iterator[Problem]:
    """R111 for what the template needs and the brief does not have, R216 for what it has and the template drops."""
    brief, lines = project.brief.value, project.brief.source_map
    given = {field.encode_name: getattr(brief, field.name) for field in msgspec.structs.fields(type(brief))}
    for key in project.manifest.needs:
        if not given[key]:
            message = f"the brief has no `{key}`, which the template `{brief.template}` needs"
            yield lines.problem("R111", message, (), at_key=True, hint=f"add `{key}:`")
    if project.manifest.shows is not Shows.MEMO:
        for key in BODY:
            if getattr(brief, key):
                message = f"the template `{brief.template}` has no room for `{key}`"
                hint = "leave it out, or choose a template that sets a memo"
                yield lines.problem("R216", message, (key,), at_key=True, hint=hint)
