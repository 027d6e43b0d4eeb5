"""The links of a laid-out memo: what they say to people, that they can be hit, and that they lead somewhere fit."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from reportgen.model.memo import Memo
from reportgen.model.problem import Problem
from reportgen.model.project import ENGLISH

Area = tuple[float, float, float, float]
"""Left, top, right, bottom in CSS pixels from the page's top left."""
Link = tuple[str, str, Area, Any]
"""Kind, target, area and box, as the renderer keeps them."""

_EVIDENCE = re.compile(r"evidence-(\d+)")
_CITE = re.compile(r"cite-(\d+)-(\d+)")
_SCHEMES = ("https:", "http:", "mailto:")
_ABOVE = 24.0
"""Pixels from a mark up to where its line, and what it hangs on, are in sight."""


def words(memo: Memo, words: gettext.NullTranslations = ENGLISH) -> Callable[[str], str | None]:
    """What a link to an anchor of the memo says in place of the anchor's name; None for anchors of other kinds.

    `words` are those of the memo's language.
    """
    codes = {code.anchor: f"Code {code.number}: {code.name}" for code in memo.codebook.codes} if memo.codebook else {}

    def describe(target: str) -> str | None:
        match = _EVIDENCE.fullmatch(target)
        if match and 1 <= int(match[1]) <= len(memo.claims):
            claim = memo.claim(int(match[1]))
            form = words.gettext("Evidence %(number)s: %(speaker)s, %(place)s (%(kind)s)")
            return form % {
                "number": claim.number,
                "speaker": claim.speaker_short,
                "place": claim.short,
                "kind": claim.kind_name,
            }
        if match := _CITE.fullmatch(target):
            form = words.gettext("Back to citation %(citation)s of evidence %(number)s")
            return form % {"citation": match[2], "number": match[1]}
        return codes.get(target)

    return describe


def hittable(link: Link) -> Link:
    """The link with an area at least as high as its type.

    Superior marks have a line height of nothing, so that they leave the lines where they are; the renderer would make
    their area as high as that.
    """
    kind, target, (left, top, right, bottom), box = link
    lack = max(box.style["font_size"] - (bottom - top), 0) / 2
    return kind, target, (left, top - lack, right, bottom + lack), box


def landing(anchor: str, area: Area) -> Area:
    """Where a link to an anchor lands: for a mark, above it, since readers put the place at the top of their window."""
    left, top, right, bottom = area
    return (left, max(top - _ABOVE, 0), right, bottom) if _CITE.fullmatch(anchor) else area


def astray(links: Iterable[Link], file: str) -> Iterator[Problem]:
    """P102: links that would carry a path of this machine into the PDF, or run a program."""
    for kind, target, *_ in links:
        if kind == "external" and not target.lower().startswith(_SCHEMES):
            yield Problem(
                code="P102",
                message=f"a link leads to `{target}`: only https, http and mailto links are set",
                file=file,
                hint="mend the template's HTML",
            )
