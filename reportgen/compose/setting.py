"""How a memo is set: what its brief says, then its style, then the program's own."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.model.memo import Setting
from reportgen.model.options import written
from reportgen.model.page import Notes
from reportgen.model.project import Project
from reportgen.model.template import Manifest, Scalar


def setting(project: Project) -> Setting:
    """Paper, notes, language and options of a checked project."""
    output, style, manifest = project.brief.value.output, project.style, project.manifest
    plain = Setting()
    options = {name: output.options.get(name, option.default) for name, option in manifest.options.items()}
    notes, room = output.notes or style.notes or plain.notes, room_for_notes(manifest, options)
    return Setting(
        page=output.page or style.page or plain.page,
        notes=notes if notes in room else room[0],
        language=project.language,
        citation=output.citation or style.citation or plain.citation,
        max_pages=output.max_pages or manifest.limits.pages,
        max_pages_given=output.max_pages is not None,
        total_pages=manifest.limits.total_pages,
        evidence=manifest.evidence,
        comments=output.comments,
        options=options,
    )


def room_for_notes(manifest: Manifest, options: Mapping[str, Scalar]) -> tuple[Notes, ...]:
    """Where a template has room for notes, its options set so."""
    room = manifest.notes
    for name, option in manifest.options.items():
        room = option.notes.get(written(options[name]), room)
    return room
