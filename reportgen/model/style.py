"""House style: what makes a memo look like the body that publishes it. Frozen values; no input or output.

`templates/style.yaml` of a project, a file of `templates/styles/`, or `style:` in a brief. What a style leaves open is
the program's own; what a brief's `output` says goes before what its style says.
"""

from __future__ import annotations

import enum
from typing import Annotated

import msgspec
from msgspec import Meta

from reportgen.model.dataset import Input, Text
from reportgen.model.page import Citation, Language, Notes, Page, Relative

Colour = Annotated[str, Meta(pattern=r"^#[0-9a-fA-F]{6}$(?!\n)", description="A colour as `#rrggbb`.")]
Millimetres = Annotated[float, Meta(ge=10, le=60)]
FONT = "font:"


class TitleForm(enum.StrEnum):
    """How the head of the first page is set."""

    RULE = "rule"
    """Under a heavy rule."""
    BAND = "band"
    """In a band of the accent colour."""
    CENTRED = "centred"
    """Centred, between fine rules; headings too."""
    PLAIN = "plain"
    """Set off by white alone."""


class Organisation(Input, frozen=True, kw_only=True):
    """The body that publishes the memo."""

    name: Text
    logo: Relative | None = None
    """SVG or PNG."""
    contact: Text | None = None


class Colours(Input, frozen=True, kw_only=True):
    """Text keeps 4.5:1 against its background, graphics 3:1 (WCAG 2.2, 1.4.3 and 1.4.11)."""

    accent: Colour = "#0b4f5c"
    """Headings, marks, rules of the first rank."""
    text: Colour = "#16191c"
    muted: Colour = "#494e53"
    """Running heads, captions, notes."""
    rule: Colour = "#9aa3a8"
    """Fine rules; never text."""
    paper: Colour = "#ffffff"
    tint: Colour = "#eef3f4"
    """Behind boxes and bands, where the style has them."""


class Face(Input, frozen=True, kw_only=True):
    """One font file of a family."""

    file: Text
    """`font:package/file.otf` of an installed font package, or a path below the project's `templates/` folder."""
    weight: Annotated[int, Meta(ge=100, le=900)] = 400
    italic: bool = False

    @property
    def packaged(self) -> bool:
        """Whether the file comes from a font package, and so stays what it is."""
        return self.file.startswith(FONT)

    @property
    def url(self) -> str:
        """The file's address in a style sheet."""
        return self.file if self.packaged else f"template:{self.file}"


class Family(Input, frozen=True, kw_only=True):
    """A font family: of files, or of the system by its name alone."""

    name: Text
    faces: tuple[Face, ...] = ()
    beyond: Text | None = None
    """A family of the system for characters that this one lacks, such as a Japanese one beside one of Latin letters."""


class Fonts(Input, frozen=True, kw_only=True):
    """Families by their use."""

    text: Family | None = None
    """Source Serif when absent."""
    heading: Family | None = None
    """Title and headings; as `text` when absent."""
    apparatus: Family | None = None
    """Notes, tables, captions, labels; Source Sans when absent."""


class Margins(Input, frozen=True, kw_only=True):
    """White around the page, in millimetres."""

    top: Millimetres | None = None
    bottom: Millimetres | None = None
    left: Millimetres | None = None
    right: Millimetres | None = None
    """Outside the notes, where they stand in the margin."""


class Style(Input, frozen=True, kw_only=True):
    """A house style. Everything may be left out."""

    title: Text | None = None
    """What the style is called, for lists of styles."""
    extends: Text | None = None
    """The style whose choices it takes on where it makes none of its own."""
    organisation: Organisation | None = None
    """Used where the brief names none."""
    colours: Colours = msgspec.field(default_factory=Colours)
    """Text must stand out from paper and tint at 4.5:1."""
    fonts: Fonts = msgspec.field(default_factory=Fonts)
    """Families by their use."""
    size: Annotated[float, Meta(ge=8, le=16)] = 10.0
    """Of the text, in points; all other sizes follow it."""
    leading: Annotated[float, Meta(ge=1.1, le=2)] = 1.4
    """Distance of the lines, in sizes of the text; all distances on the page follow it."""
    heads: TitleForm = TitleForm.RULE
    """How title and headings are set."""
    justified: bool = False
    """Whether text is set to both edges."""
    margins: Margins = msgspec.field(default_factory=Margins)
    """White around the page, in millimetres."""
    page: Page | None = None
    """Used where the brief names none, as are the three below."""
    notes: Notes | None = None
    citation: Citation | None = None
    language: Language | None = None
    legal: tuple[Text, ...] = ()
    """Lines that close every memo: imprint, disclaimer, copyright."""


def _packaged(name: str, package: str, file: str, **faces: tuple[int, bool]) -> Family:
    return Family(
        name=name,
        faces=tuple(
            Face(file=f"{FONT}{package}/{file}-{face}.otf", weight=weight, italic=italic)
            for face, (weight, italic) in faces.items()
        ),
    )


_FACES = {"Regular": (400, False), "It": (400, True), "Semibold": (600, False), "SemiboldIt": (600, True)}
SERIF = _packaged("Memo Serif", "font_source_serif_pro", "SourceSerifPro", **_FACES)
SANS = _packaged("Memo Sans", "font_source_sans_pro", "SourceSansPro", **_FACES)
PLAIN = Style(fonts=Fonts(text=SERIF, heading=SERIF, apparatus=SANS))
"""The program's own look, as a memo carries it."""
