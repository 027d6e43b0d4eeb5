"""PDF comments: every citation mark carries who said it, what sort of statement it is, where it stands, and the words.

A comment is a `Highlight` (ISO 32000-1, 12.5.6.10) over the mark. Viewers list it with its text among the comments, as
they do a sticky note, but it has no icon that hides text and keeps its size when the page is zoomed. Its appearance, a
light tint multiplied with the page, leaves the number as dark as it was and all but vanishes in grey print. It has no
`Popup`: viewers open one of their own, and Firefox would draw a button over the text for each. It is drawn below the
mark's link, so that the mark still leads to the evidence.

PDF/A-3 and PDF/UA-1 ask for what else it carries: the flag to print, an appearance, an `Annot` tag beside that of the
link. Names, dates and order come from the memo: the same memo, the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pydyf

from reportgen.model.memo import CitedClaim, Memo
from reportgen.render import tags

_EVIDENCE = re.compile(r"evidence-(\d+)")
_MARK = re.compile(r"cite-\d+-\d+")
_TINT = (0.87, 0.93, 0.95)
_PRINT = 4


def add_comments(tree: tags.Tree, pages: Sequence[Any], memo: Memo) -> int:
    """Puts a comment on each mark: a link to `evidence-N` whose id is `cite-N-K`. Gives their number.

    `pages` are the renderer's, in the order of the PDF's.
    """
    pdf = tree.pdf
    appearance: pydyf.Stream | None = None
    names: set[str] = set()
    for page, reference in zip(pages, pdf.page_references, strict=True):
        for _kind, target, _rectangle, box in page.links:
            name, link = box.element.get("id") or "", box.link_annotation
            claim = _claim(memo, target)
            # A link whose target is missing is none: the renderer has complained of it.
            if claim is None or link is None or not _MARK.fullmatch(name) or name in names:
                continue
            names.add(name)
            appearance = appearance or _appearance(pdf)
            comment = _comment(memo, claim, name, link, reference)
            comment["AP"] = pydyf.Dictionary({"N": appearance.reference})
            pdf.add_object(comment)
            _place(tree, comment, link, reference)
    return len(names)


def text(claim: CitedClaim) -> str:
    """What a comment says: kind and place, the claim, and each passage at hand word for word, uncut."""
    kind = claim.kind.value.capitalize()
    if claim.attributed_to:
        kind = f"{kind} ({claim.attributed_to})"
    lines = [f"{kind}. {_upper(claim.place)}.", claim.text]
    quoted = [item for item in claim.evidence if item.passage is not None]
    for item in quoted:
        lead = f"{_upper(item.place)}: " if len(claim.evidence) > 1 else ""
        lines.append(f"{lead}“{item.passage}”")
    return "\n".join(lines)


def _claim(memo: Memo, target: str) -> CitedClaim | None:
    match = _EVIDENCE.fullmatch(target)
    return memo.claim(int(match[1])) if match and 1 <= int(match[1]) <= len(memo.claims) else None


def _comment(memo: Memo, claim: CitedClaim, name: str, link: Any, page: bytes) -> Any:
    x1, x2 = sorted((link["Rect"][0], link["Rect"][2]))
    y1, y2 = sorted((link["Rect"][1], link["Rect"][3]))
    moment = f"D:{memo.date:%Y%m%d}000000Z"
    return pydyf.Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Highlight",
            "Rect": pydyf.Array((x1, y1, x2, y2)),
            "QuadPoints": pydyf.Array((x1, y2, x2, y2, x1, y1, x2, y1)),
            "Contents": pydyf.String(text(claim)),
            "T": pydyf.String(claim.speaker),
            "Subj": pydyf.String(claim.kind.value.capitalize()),
            "NM": pydyf.String(name),
            "M": pydyf.String(moment),
            "CreationDate": pydyf.String(moment),
            "C": pydyf.Array(_TINT),
            "F": _PRINT,
            "P": page,
        }
    )


def _appearance(pdf: pydyf.PDF) -> pydyf.Stream:
    """A tinted unit square, which viewers stretch over each mark (12.5.5)."""
    stream = pydyf.Stream(extra={"Type": "/XObject", "Subtype": "/Form", "BBox": pydyf.Array((0, 0, 1, 1))})
    state = pydyf.Dictionary({"Multiply": pydyf.Dictionary({"Type": "/ExtGState", "BM": "/Multiply"})})
    stream.extra["Resources"] = pydyf.Dictionary({"ExtGState": state})
    stream.set_state("Multiply")
    stream.set_color_rgb(*_TINT)
    stream.rectangle(0, 0, 1, 1)
    stream.fill()
    pdf.add_object(stream)
    return stream


def _place(tree: tags.Tree, comment: Any, link: Any, page: bytes) -> None:
    """Draws the comment below its link, and tags it after it."""
    annotations = tags.resolve(tree.pdf, page)["Annots"]
    annotations.insert(annotations.index(link.reference), comment.reference)
    owner = tree.owner(link)
    parent = tree.elements[owner["P"]]
    held = pydyf.Dictionary({"Type": "/OBJR", "Obj": comment.reference, "Pg": page})
    element = tree.add("/Annot", parent, [held], page)
    parent["K"].insert(parent["K"].index(owner.reference) + 1, element.reference)
    tree.add_annotation(comment, element)


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
