"""A house style to the look of one memo: nothing left open, so that memo.json says by itself how it was set."""

from __future__ import annotations

import msgspec

from reportgen.model.style import PLAIN, SANS, SERIF, Family, Fonts, Style

HEADING = "Memo Heading"


def look(style: Style) -> Style:
    """The style with its families filled in, each under the name that style sheets call it by.

    Families of files get names of our own, so that no installed font answers to them; one of the system keeps its own.
    What the memo says elsewhere (organisation, paper, notes, citation, language) is left out.
    """
    text = _called(SERIF.name, style.fonts.text or SERIF)
    apparatus = _called(SANS.name, style.fonts.apparatus or SANS)
    if apparatus.faces == text.faces != ():
        apparatus = text  # one family, one name: a face is embedded once for each name it has
    heading = _called(HEADING, style.fonts.heading) if style.fonts.heading else text
    heading = next((family for family in (text, apparatus) if family.faces == heading.faces != ()), heading)
    return msgspec.structs.replace(
        PLAIN,
        title=style.title,
        colours=style.colours,
        fonts=Fonts(text=text, heading=heading, apparatus=apparatus),
        size=style.size,
        leading=style.leading,
        heads=style.heads,
        justified=style.justified,
        margins=style.margins,
        legal=style.legal,
    )


def _called(name: str, family: Family) -> Family:
    return msgspec.structs.replace(family, name=name) if family.faces else family
