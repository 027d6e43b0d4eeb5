"""`reportgen templates`: the templates and house styles there are to choose from."""

from __future__ import annotations

import json
import pathlib
import sys
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

import reportgen
from reportgen.cli.console import errors_printed, width_of

if TYPE_CHECKING:
    from reportgen import HouseStyle, Template


@click.command()
@click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=pathlib.Path),
    help="Folder whose templates/ are listed too: that of the briefs. By default briefs/, or the current folder.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for other programs.")
def templates(project: pathlib.Path | None, as_json: bool) -> None:
    """List templates and house styles.

    A brief chooses them with `template:` and `style:`, and a template's options under `output.options`.
    """
    root = project or _project()
    with errors_printed():
        found, styles = reportgen.list_templates(root), reportgen.list_styles(root)
    if as_json:
        report = {
            "reportgen": reportgen.__version__,
            "templates": [_record(template) for template in found],
            "styles": [{"name": style.name, "own": style.own, "title": style.style.title} for style in styles],
        }
        print(json.dumps(report, ensure_ascii=False, indent=2))
        return
    width = width_of(sys.stdout)
    for template in found:
        for line in _lines(template, width):
            print(line)
        print()
    for line in _style_lines(styles):
        print(line)


def _project() -> pathlib.Path:
    """Where the briefs most likely stand."""
    here = pathlib.Path()
    return here / "briefs" if not (here / "templates").is_dir() and (here / "briefs").is_dir() else here


def _record(template: Template) -> dict[str, Any]:
    """A template as JSON has it: nothing left out, so that no other program needs to know the defaults."""
    manifest = template.manifest
    return {
        "name": template.name,
        "own": template.own,
        "title": manifest.title,
        "purpose": manifest.purpose,
        "shows": manifest.shows.value,
        "needs": list(manifest.needs),
        "sizes": [size.value for size in manifest.sizes],
        "notes": [notes.value for notes in manifest.notes],
        "formats": [format_.value for format_ in manifest.formats],
        "limits": {name: getattr(manifest.limits, name) for name in ("total_pages", "pages", "words")},
        "options": {
            name: {
                "type": option.type.value,
                "default": option.default,
                "choices": list(option.choices),
                "description": option.description,
            }
            for name, option in manifest.options.items()
        },
    }


def _lines(template: Template, width: int) -> Iterator[str]:
    manifest = template.manifest
    origin = " (of the project)" if template.own else ""
    yield f"{template.name}: {manifest.title}{origin}"
    yield from _wrapped(manifest.purpose, width)
    if manifest.needs:
        yield from _wrapped(f"Needs: {', '.join(manifest.needs)}.", width)
    yield from _wrapped(f"Sizes: {', '.join(manifest.sizes)}; formats: {', '.join(manifest.formats)}.", width)
    if limits := _limits(template):
        yield from _wrapped(f"At most {limits}.", width)
    for name, option in manifest.options.items():
        kind = ", ".join(map(_written, option.choices)) if option.choices else option.type.value
        text = f"Option {name} ({kind}; {_written(option.default)}): {option.description}"
        yield from _wrapped(text, width)


def _limits(template: Template) -> str:
    limits = template.manifest.limits
    named = (
        (limits.total_pages, "page"),
        (limits.pages, "page before the annex"),
        (limits.words, "word"),
    )
    return ", ".join(
        f"{count:,} {noun if count == 1 else noun.replace('page', 'pages').replace('word', 'words')}"
        for count, noun in named
        if count is not None
    )


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _style_lines(styles: tuple[HouseStyle, ...]) -> Iterator[str]:
    yield "Styles:"
    longest = max(len(style.name) for style in styles)
    for style in styles:
        default = "; where a brief names none" if style.name.endswith(".yaml") else ""
        origin = f" (of the project{default})" if style.own else ""
        yield f"  {style.name:{longest}}  {style.style.title or ''}{origin}".rstrip()


def _wrapped(text: str, width: int) -> Iterator[str]:
    yield from textwrap.wrap(text, width, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)
