"""The templates and styles there are, and what a template says of itself or of what it extends."""

from __future__ import annotations

import os
import pathlib
from typing import NamedTuple

import msgspec

from reportgen.errors import ProblemsError
from reportgen.model.problem import Problem, in_order
from reportgen.model.project import Loaded
from reportgen.model.style import Style
from reportgen.model.template import Limits, Manifest
from reportgen.read import manifest as manifests
from reportgen.read import style as styles
from reportgen.render import places

StrPath = str | os.PathLike[str]
NEEDS = ("bottom_line", "takeaways", "sections")
"""What a template without a manifest needs of a brief."""
_INHERITED = ("shows", "needs", "evidence", "sizes", "notes", "formats")


class Template(NamedTuple):
    """A template to choose from."""

    name: str
    """What a brief calls it: its folder's name."""
    own: bool
    """Whether it stands in the project; else it comes with reportgen."""
    manifest: Manifest


def list_templates(root: StrPath | None = None) -> tuple[Template, ...]:
    """The templates that come with reportgen, and those in a project's `templates/` folder, by name.

    `root` is the project's folder, where the briefs stand. Raises `ProblemsError` with what is wrong with the
    manifests: R101 to R115, R204.
    """
    folders = places.search_path(None if root is None else pathlib.Path(root))
    found: list[Template] = []
    problems: list[Problem] = []
    for name in places.template_names(folders):
        entry = places.find_template(name, folders)
        if entry is None:
            continue  # a link that leads out of the folder
        try:
            found.append(Template(name, _is_own(entry), manifest(name, folders)))
        except ProblemsError as error:
            problems += error.problems
    if problems:
        raise ProblemsError(in_order(problems))
    return tuple(found)


def _is_own(path: pathlib.Path) -> bool:
    return not path.resolve().is_relative_to(places.bundled_templates().resolve())


class HouseStyle(NamedTuple):
    """A house style to choose from."""

    name: str
    """What a brief calls it; `style.yaml` for the one of the briefs that name none."""
    own: bool
    """Whether it stands in the project; else it comes with reportgen."""
    style: Style


def list_styles(root: StrPath | None = None) -> tuple[HouseStyle, ...]:
    """The house styles that come with reportgen, and those in a project's `templates/` folder, by name.

    `root` is as in `list_templates`. Raises `ProblemsError` with what is wrong with the files: R101 to R122, R217.
    """
    folders = places.search_path(None if root is None else pathlib.Path(root))
    names = [f"{styles.FOLDER}/{name}.yaml" for name in styles.style_names(folders)]
    found: list[HouseStyle] = []
    problems: list[Problem] = []
    for file in (styles.FILE, *names):
        folder = next((folder for folder in folders if (folder / file).is_file()), None)
        if folder is None:
            continue
        name = file if file == styles.FILE else pathlib.Path(file).stem
        try:
            found.append(HouseStyle(name, _is_own(folder), styles.read_style(folder / file, folders).value))
        except ProblemsError as error:
            problems += error.problems
    if problems:
        raise ProblemsError(in_order(problems))
    return tuple(found)


def manifest(name: str, folders: tuple[pathlib.Path, ...]) -> Manifest:
    """What a template says of itself, and of what it extends where it says nothing.

    One without a `template.yaml` sets a memo of the usual parts and has no options. Raises `ProblemsError`: R101 to
    R115 for its `template.yaml`, R204 where it extends what is not there, or itself.
    """
    return _manifest(name, folders, ())


def _manifest(name: str, folders: tuple[pathlib.Path, ...], extending: tuple[pathlib.Path, ...]) -> Manifest:
    path = places.find_file(f"{name}/{manifests.FILE}", folders)
    if path is None:
        return Manifest(title=name, purpose="A template of the project’s own.", needs=NEEDS)
    loaded = manifests.read_manifest(path)
    base = loaded.value.extends
    if base is None:
        return loaded.value
    # One that extends its own name takes the next of that name in the search, as its page does.
    further = folders[1:] if base == name else folders
    if path in extending:
        raise ProblemsError([loaded.source_map.problem("R204", f"the template `{name}` extends itself", ("extends",))])
    if places.find_template(base, further) is None:
        known = ", ".join(f"`{one}`" for one in places.template_names(further))
        message = f"there is no template `{base}` to extend"
        raise ProblemsError([loaded.source_map.problem("R204", message, ("extends",), hint=f"there is {known}")])
    return _extended(loaded, _manifest(base, further, (*extending, path)))


def _extended(loaded: Loaded[Manifest], base: Manifest) -> Manifest:
    """A manifest with its base's values where its file has none; limits and options one by one."""
    own, given = loaded.value, loaded.source_map.keys
    taken = {field: getattr(base, field) for field in _INHERITED if (field,) not in given}
    limits = {
        field: getattr(own.limits if ("limits", field) in given else base.limits, field)
        for field in Limits.__struct_fields__
    }
    return msgspec.structs.replace(own, **taken, limits=Limits(**limits), options={**base.options, **own.options})
