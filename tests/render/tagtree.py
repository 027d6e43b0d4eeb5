"""The tags of a PDF as values, with the text they hold, and what is wrong with them as a tree."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pikepdf

_MAPPED = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


@dataclass
class Tag:
    """A structure element."""

    kind: str
    raw: Any
    pdf: pikepdf.Pdf = field(repr=False)
    """Held open as long as the element is."""
    kids: list[Tag | str | pikepdf.Object] = field(default_factory=list)
    """Elements, text, annotations."""

    @property
    def tags(self) -> list[Tag]:
        return [kid for kid in self.kids if isinstance(kid, Tag)]

    @property
    def annotations(self) -> list[Any]:
        return [kid for kid in self.kids if isinstance(kid, pikepdf.Object)]

    @property
    def own(self) -> str:
        """The text it holds itself."""
        return "".join(kid for kid in self.kids if isinstance(kid, str))

    @property
    def text(self) -> str:
        return "".join(kid if isinstance(kid, str) else kid.text if isinstance(kid, Tag) else "" for kid in self.kids)

    def walk(self) -> Iterator[Tag]:
        yield self
        for tag in self.tags:
            yield from tag.walk()

    def all(self, kind: str) -> list[Tag]:
        return [tag for tag in self.walk() if tag.kind == kind]

    def one(self, kind: str) -> Tag:
        (tag,) = self.all(kind)
        return tag

    @property
    def shape(self) -> str:
        """Kinds only: `Document(H1 P(Link) L(LI(Lbl LBody)))`."""
        inside = " ".join(tag.shape for tag in self.tags)
        return f"{self.kind}({inside})" if inside else self.kind


class Tags:
    """A PDF's tag tree."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.root = self.pdf.Root.StructTreeRoot
        self.pages = {page.objgen: number for number, page in enumerate(self.pdf.pages)}
        self.content: dict[tuple[int, int], str] = {}
        self.artifacts: list[list[str]] = []
        for number, page in enumerate(self.pdf.pages):
            self._read(number, page)
        self.placed: Counter[tuple[int, int]] = Counter()
        self.document = self._tag(self.root.K[0])

    def _read(self, number: int, page: Any) -> None:
        """Texts of marked content by page and number, and of pagination artifacts by page."""
        font, open_marks, artifacts = "", [], []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                properties = operands[1] if name == "BDC" else {}
                key = (number, int(properties["/MCID"])) if "/MCID" in properties else None
                open_marks.append((key, properties.get("/Type")))
                if key is not None:
                    assert key not in self.content, "a number used twice"
                    self.content[key] = str(properties.get("/ActualText", ""))
                elif properties.get("/Type") == "/Pagination":
                    artifacts.append("")
            elif name == "EMC":
                open_marks.pop()
            elif name == "Tf":
                font = str(operands[0])
            elif name == "TJ" and open_marks:
                key, kind = open_marks[-1]
                text = self._decode(page.Resources.Font[font], operands[0])
                if key is not None:
                    self.content[key] += text
                elif kind == "/Pagination":
                    artifacts[-1] += text
        self.artifacts.append(artifacts)

    @cached_property
    def _maps(self) -> dict[Any, dict[str, str]]:
        return {}

    def _decode(self, font: Any, parts: Any) -> str:
        if font.objgen not in self._maps:
            pairs = _MAPPED.findall(font.ToUnicode.read_bytes().decode("ascii"))
            self._maps[font.objgen] = {code.lower(): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}
        glyphs = "".join(bytes(part).hex() for part in parts if isinstance(part, pikepdf.String))
        return "".join(self._maps[font.objgen][glyphs[at : at + 4]] for at in range(0, len(glyphs), 4))

    def _tag(self, raw: Any) -> Tag:
        tag = Tag(str(raw.S)[1:], raw, self.pdf)
        for kid in raw.get("/K", []):
            if isinstance(kid, int):
                tag.kids.append(self._text(self.pages[raw.Pg.objgen], kid))
            elif kid.get("/Type") == "/MCR":
                tag.kids.append(self._text(self.pages[kid.Pg.objgen], int(kid.MCID)))
            elif kid.get("/Type") == "/OBJR":
                tag.kids.append(kid.Obj)
            else:
                tag.kids.append(self._tag(kid))
        return tag

    def _text(self, page: int, number: int) -> str:
        self.placed[page, number] += 1
        return self.content[page, number]

    def flaws(self) -> list[str]:
        """What no tag tree may have, whatever it holds; empty for a sound one."""
        return [*self._loose_content(), *self._wrong_parents(), *self._wrong_owners(), *self._wrong_ids()]

    def _loose_content(self) -> Iterator[str]:
        for key in self.content:
            if self.placed[key] != 1:
                yield f"content {key} ({self.content[key]!r}) is held {self.placed[key]} times"

    def _wrong_parents(self) -> Iterator[str]:
        for tag in self.document.walk():
            for kid in tag.tags:
                if kid.raw.P.objgen != tag.raw.objgen:
                    yield f"{kid.kind} in {tag.kind} names another parent"

    def _wrong_owners(self) -> Iterator[str]:
        numbers = list(self.root.ParentTree.Nums)
        keys = [int(key) for key in numbers[::2]]
        if keys != sorted(set(keys)):
            yield "the keys of the parent tree are not in order"
        owners = dict(zip(keys, numbers[1::2], strict=True))
        for number, page in enumerate(self.pdf.pages):
            for at, owner in enumerate(owners[int(page.StructParents)]):
                if (number, at) not in self.content:
                    if owner is not None:
                        yield f"the parent tree names an element for {(number, at)}, which is no content"
                elif not self._holds(owner, number, at):
                    yield f"content {(number, at)} is not held by the element the parent tree names"
            for annotation in page.get("/Annots", []):
                owner = owners[int(annotation.StructParent)]
                held = [kid.Obj.objgen for kid in owner.K if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid]
                if annotation.objgen not in held:
                    yield f"a {annotation.Subtype} is not held by the element the parent tree names"

    def _holds(self, owner: Any, page: int, number: int) -> bool:
        same = self.pages[owner.Pg.objgen] == page
        return any(
            kid == number
            if isinstance(kid, int)
            else "/MCID" in kid and int(kid.MCID) == number and self.pages[kid.Pg.objgen] == page
            for kid in owner.K
            if same or not isinstance(kid, int)
        )

    def _wrong_ids(self) -> Iterator[str]:
        named = [(str(tag.raw.ID), tag.raw.objgen) for tag in self.document.walk() if "/ID" in tag.raw]
        names = list(self.root.get("/IDTree", {}).get("/Names", []))
        listed = [(str(name), raw.objgen) for name, raw in zip(names[::2], names[1::2], strict=True)]
        if len({name for name, _ in named}) != len(named):
            yield "an ID stands twice"
        if listed != sorted(listed) or sorted(named) != sorted(listed):
            yield "the IDTree lists other elements than have an ID, or not in order"
        known = {name for name, _ in named}
        for tag in self.document.walk():
            for name in tag.raw.get("/A", {}).get("/Headers", []):
                if str(name) not in known:
                    yield f"a cell names a header {name} that is not there"
