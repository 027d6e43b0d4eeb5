"""PDF comments: every citation mark carries who said it, what sort of statement it is, where it stands, and the words.

In an annotated transcript the sentences carry them, each its themes and the claims that rest on it.

A comment is a `Highlight` (ISO 32000-1, 12.5.6.10) over the mark. Viewers list it with its text among the comments, as
they do a sticky note, but it has no icon that hides text and keeps its size when the page is zoomed. Its appearance, a
light tint multiplied with the page, leaves the number as dark as it was and all but vanishes in grey print. It has no
`Popup`: viewers open one of their own, and Firefox would draw a button over the text for each. It is drawn below the
mark's link, so that the mark still leads to the evidence.

PDF/A-3 and PDF/UA-1 ask for what else it carries: the flag to print, an appearance, an `Annot` tag beside that of the
link. Names, dates and order come from the memo: the same memo, the same bytes.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pydyf

from reportgen.model.cited import CitedClaim
from reportgen.model.edition import Edition
from reportgen.model.memo import Memo
from reportgen.model.page import Language, Signs
from reportgen.render import highlights, tags
from reportgen.render.highlights import Area

_EVIDENCE = re.compile(r"evidence-(\d+)")
_TINT = (0.87, 0.93, 0.95)
_WASH = (0.94, 0.97, 0.98)
"""The same over whole sentences."""
_PRINT = 4


@dataclass(frozen=True, slots=True)
class Comment:
    """What is said at a mark, and over what."""

    contents: str
    author: str
    subject: str
    sentences: tuple[str, ...] = ()
    """The sentences it lies over, by their locators; over its mark where there are none."""


def comments(memo: Memo) -> Mapping[str, Comment]:
    """The comments of a memo by the anchors of their marks: one for each mark.

    An edition has one for each sentence of a printed interview that claims rest on, at the first of its marks. It lies
    over the sentence and those that follow it under the same claims.
    """
    if memo.edition is not None:
        return dict(_of_edition(memo, memo.edition))
    language = memo.output.language
    return {
        anchor: Comment(text(claim, language), claim.speaker, _upper(claim.kind_name))
        for claim in memo.claims
        for anchor in claim.anchors
    }


def _of_edition(memo: Memo, edition: Edition) -> Iterator[tuple[str, Comment]]:
    names = {code.code: f"{code.code} {code.name}" for code in edition.codes}
    signs = memo.output.language.signs
    for passage in (passage for source in edition.sources if not source.unprinted for passage in source.passages):
        for at, sentence in enumerate(passage.sentences):
            if not sentence.resting:
                continue
            claims = [memo.claim(mark.number) for mark in sentence.marks]
            themes = signs.semicolon.join(names[code] for code in sentence.codes)
            place = sentence.anchor if len(edition.sources) > 1 else sentence.anchor.partition("/")[2]
            lines = [f"{place}{signs.colon}{themes}"]
            lines += [f"{claim.number}. {claim.text}{signs.left}{_kind(claim, signs)}{signs.right}" for claim in claims]
            following = itertools.takewhile(lambda item: item.codes and not item.resting, passage.sentences[at + 1 :])
            over = tuple(item.anchor for item in (sentence, *following) if item.text is not None)
            yield sentence.marks[0].anchor, Comment("\n".join(lines), claims[0].speaker, themes, over)


def _kind(claim: CitedClaim, signs: Signs) -> str:
    return signs.semicolon.join(filter(None, (claim.kind_name, claim.attributed_to)))


def add_comments(tree: tags.Tree, pages: Sequence[Any], memo: Memo) -> int:
    """Puts the comments on their marks: links to `evidence-N` whose ids are `cite-N-K`. Gives their number.

    `pages` are the renderer's, in the order of the PDF's.
    """
    pdf = tree.pdf
    wanted = dict(comments(memo))
    appearance: pydyf.Stream | None = None
    number = 0
    for page, reference in zip(pages, pdf.page_references, strict=True):
        areas = highlights.sentences(page) if memo.edition else {}
        for _kind, target, _rectangle, box in page.links:
            name, link = box.element.get("id") or "", box.link_annotation
            # A link whose target is missing is none: the renderer has complained of it.
            if link is None or not _EVIDENCE.fullmatch(target) or not (comment := wanted.pop(name, None)):
                continue
            number += 1
            lines = [area for sentence in comment.sentences for area in areas.get(sentence, ())]
            annotation = _annotation(memo, comment, name, lines or [_area(link)], reference)
            if lines:
                drawn = _over(pdf, lines)
            else:
                drawn = appearance = appearance or _appearance(pdf, (0, 0, 1, 1), [(0, 0, 1, 1)])
            annotation["AP"] = pydyf.Dictionary({"N": drawn.reference})
            pdf.add_object(annotation)
            _place(tree, annotation, link, reference)
    return number


def text(claim: CitedClaim, language: Language = Language.EN_GB) -> str:
    """What a comment says: kind and place, the claim, and each passage at hand word for word, uncut.

    Its fixed words are in the memo, so that it can be checked without those of the project.
    """
    signs = language.signs
    kind = _upper(claim.kind_name)
    if claim.attributed_to:
        kind = f"{kind}{signs.left}{claim.attributed_to}{signs.right}"
    lines = [f"{kind}{signs.stop}{_upper(claim.place)}{signs.stop.rstrip()}", claim.text]
    for item in claim.evidence:
        if item.passage is not None:
            lead = f"{_upper(item.place)}{signs.colon}" if len(claim.evidence) > 1 else ""
            lines.append(f"{lead}{signs.quoted(item.passage)}")
    return "\n".join(lines)


def _annotation(memo: Memo, comment: Comment, name: str, lines: Sequence[Area], page: bytes) -> Any:
    moment = f"D:{memo.date:%Y%m%d}000000Z"
    return pydyf.Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Highlight",
            "Rect": pydyf.Array(_around(lines)),
            "QuadPoints": pydyf.Array(value for x1, y1, x2, y2 in lines for value in (x1, y2, x2, y2, x1, y1, x2, y1)),
            "Contents": pydyf.String(comment.contents),
            "T": pydyf.String(comment.author),
            "Subj": pydyf.String(comment.subject),
            "NM": pydyf.String(name),
            "M": pydyf.String(moment),
            "CreationDate": pydyf.String(moment),
            "C": pydyf.Array(_TINT),
            "F": _PRINT,
            "P": page,
        }
    )


def _area(link: Any) -> Area:
    x1, x2 = sorted((link["Rect"][0], link["Rect"][2]))
    y1, y2 = sorted((link["Rect"][1], link["Rect"][3]))
    return x1, y1, x2, y2


def _around(lines: Sequence[Area]) -> Area:
    """The smallest area that holds all of some."""
    left, bottom, right, top = zip(*lines, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _over(pdf: pydyf.PDF, lines: Sequence[Area]) -> pydyf.Stream:
    """A tint over the lines of a sentence."""
    return _appearance(pdf, _around(lines), lines, _WASH)


def _appearance(
    pdf: pydyf.PDF, box: Area, areas: Sequence[Area], tint: tuple[float, float, float] = _TINT
) -> pydyf.Stream:
    """Tinted areas in a box, which viewers stretch over the comment's (12.5.5): a unit square fits each mark."""
    stream = pydyf.Stream(extra={"Type": "/XObject", "Subtype": "/Form", "BBox": pydyf.Array(box)})
    state = pydyf.Dictionary({"Multiply": pydyf.Dictionary({"Type": "/ExtGState", "BM": "/Multiply"})})
    stream.extra["Resources"] = pydyf.Dictionary({"ExtGState": state})
    stream.set_state("Multiply")
    stream.set_color_rgb(*tint)
    for x1, y1, x2, y2 in areas:
        stream.rectangle(x1, y1, x2 - x1, y2 - y1)
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
