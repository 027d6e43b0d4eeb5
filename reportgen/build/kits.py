"""What memos of one template and one look are made with: the recipe, and the project's own files. Found out once."""

from __future__ import annotations

import pathlib
from typing import NamedTuple

from reportgen.build.own import Files, own_files
from reportgen.model.formats import Format
from reportgen.model.memo import Memo
from reportgen.model.style import Style
from reportgen.render import key
from reportgen.render.key import Recipe

Folders = tuple[pathlib.Path, ...]


class Kit(NamedTuple):
    """What a memo is made with besides itself."""

    recipe: Recipe
    files: Files


class _Sort(NamedTuple):
    """What a recipe depends on: memos that share it have the same."""

    format: Format
    template: str
    look: Style
    drawn: bool
    folders: Folders


class Kits:
    """Kits of many memos, each sort of them worked out once: files are taken to stay as they are meanwhile."""

    def __init__(self) -> None:
        self._recipes: dict[_Sort, Recipe] = {}
        self._files: dict[_Sort, Files] = {}

    def kit(self, memo: Memo, format_: Format, folders: Folders) -> Kit:
        """The recipe and the files."""
        sort = _sort(memo, format_, folders)
        if sort not in self._files:
            self._files[sort] = own_files(memo, folders)
        return Kit(self.recipe(memo, format_, folders), self._files[sort])

    def recipe(self, memo: Memo, format_: Format, folders: Folders) -> Recipe:
        """The recipe alone."""
        sort = _sort(memo, format_, folders)
        if sort not in self._recipes:
            self._recipes[sort] = recipe(memo, format_, folders)
        return self._recipes[sort]

    def agree(self, memo: Memo, format_: Format, folders: Folders, told: Recipe) -> bool:
        """Whether the recipe here is the one told. It is worked out anew before it is said that it is not."""
        if self.recipe(memo, format_, folders) != told:
            self._recipes[_sort(memo, format_, folders)] = recipe(memo, format_, folders)
        return self.recipe(memo, format_, folders) == told


def recipe(memo: Memo, format_: Format, folders: Folders) -> Recipe:
    """What this machine would make a memo with in a format."""
    return key.recipe(memo, folders) if format_ is Format.PDF else key.web_recipe(memo, folders)


def _sort(memo: Memo, format_: Format, folders: Folders) -> _Sort:
    return _Sort(format_, memo.template, memo.look, bool(memo.figures), folders)
