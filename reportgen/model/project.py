"""What reading one brief yields: the brief, its dataset and the indexes, each with its lines."""

from __future__ import annotations

import gettext
import pathlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from reportgen.model.brief import Brief
from reportgen.model.dataset import Dataset
from reportgen.model.page import Language
from reportgen.model.problem import SourceMap
from reportgen.model.style import Style
from reportgen.model.template import Manifest
from reportgen.model.transcript import Transcript

T = TypeVar("T")

MEMO = Manifest(title="Memo", purpose="A memo.")
PLAIN = Style()
ENGLISH = gettext.NullTranslations()


@dataclass(frozen=True, slots=True)
class Loaded(Generic[T]):
    """A value read from a file, with the file's path and the place of each part in it."""

    value: T
    path: pathlib.Path
    source_map: SourceMap = field(repr=False)


@dataclass(frozen=True, slots=True)
class LoadedDataset:
    """A dataset's folder: the dataset and the index of each source's text."""

    dataset: Loaded[Dataset]
    transcripts: Mapping[str, Transcript]
    """By source id. A source whose index is missing is a problem, never absent here."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """The normalised text by source id, for the sources whose text is at hand and is the one that was indexed."""

    @property
    def value(self) -> Dataset:
        return self.dataset.value

    @property
    def folder(self) -> pathlib.Path:
        return self.dataset.path.parent


@dataclass(frozen=True, slots=True)
class Project:
    """All that one memo is made from."""

    brief: Loaded[Brief]
    dataset: LoadedDataset
    assets: Mapping[str, bytes] = field(default_factory=dict)
    """Bytes of the files the brief and its style name, by the path they name them with."""
    manifest: Manifest = field(default=MEMO, repr=False)
    """What the brief's template says of itself."""
    style: Style = field(default=PLAIN, repr=False)
    """The house style it is set in."""
    words: gettext.NullTranslations = field(default=ENGLISH, repr=False)
    """The fixed words in the memo's language."""

    @property
    def root(self) -> pathlib.Path:
        """The brief's folder. Its `templates/` is all of it that is read while rendering."""
        return self.brief.path.parent

    @property
    def language(self) -> Language:
        """The memo's language: the brief's choice, then its style's, then English."""
        return self.brief.value.output.language or self.style.language or Language.EN_GB

    @property
    def name(self) -> str:
        """The brief's file name without its ending: the PDF's name."""
        return self.brief.path.stem
