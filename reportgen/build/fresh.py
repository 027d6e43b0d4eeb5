"""Whether a file carries the key of what would be built, and why not."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from reportgen.build.plan import Target
from reportgen.errors import ReportgenError
from reportgen.model import memo as memos
from reportgen.model.formats import Format
from reportgen.model.memo import Memo
from reportgen.render import identity, key
from reportgen.render.readback import read_pdf
from reportgen.render.web_blocks import data_blocks

NAMED = 4
"""Reasons of one sort that are named; the others are counted."""


def is_fresh(target: Target, memo: Memo, recipe: key.Recipe) -> bool:
    """Whether the file at the target's place carries the key of what would be built: this memo by this recipe."""
    found = identity.key_in(target.output, target.format)
    return found is not None and found == key.key_of(memos.encode(memo), recipe).hex()


def reasons_of(target: Target, memo: Memo, recipe: key.Recipe) -> tuple[str, ...]:
    """Why the file is not what would be built, in words; nothing where it is."""
    if not target.output.exists():
        return ("it is not there",)
    if identity.key_in(target.output, target.format) is None:
        return ("it carries no build key, or one that does not settle it",)
    if is_fresh(target, memo, recipe):
        return ()
    old = _carried(target)
    if old is None:
        return ("its build key is another, and it does not say what it was made from",)
    return tuple(_differences(*old, memo, recipe))


def _carried(target: Target) -> tuple[Memo, key.Recipe] | None:
    """The memo and the recipe that a file carries."""
    try:
        if target.format is Format.PDF:
            attached = dict(read_pdf(target.output).attachments)
            memo, recipe = attached["memo.json"], attached["build.json"]
        else:
            blocks = data_blocks(target.output.read_text(encoding="utf-8"))
            memo, recipe = blocks["memo"], blocks["build"]
        return memos.decode(memo), key.decode(recipe)
    except (ReportgenError, OSError, ValueError, KeyError, msgspec.MsgspecError):
        return None


def _differences(old: Memo, then: key.Recipe, new: Memo, now: key.Recipe) -> Iterator[str]:
    """First what the memo says, then what it is made with."""
    before = {claim.id: claim for claim in old.claims}
    after = {claim.id: claim for claim in new.claims}
    yield from _listed("claim", "changed", [id_ for id_ in after if id_ in before and before[id_] != after[id_]])
    yield from _listed("claim", "added", [id_ for id_ in after if id_ not in before])
    yield from _listed("claim", "left out", [id_ for id_ in before if id_ not in after])
    fields = [field.encode_name for field in msgspec.structs.fields(Memo) if field.name != "claims"]
    was, is_ = msgspec.to_builtins(old), msgspec.to_builtins(new)
    yield from _listed("", "changed", [name for name in fields if was.get(name) != is_.get(name)])
    names = sorted(name for name in {*then, *now} if then.get(name) != now.get(name))
    parts = [name for name in names if not name.startswith("version ")]
    yield from _listed("", "changed", [name for name in parts if name in then and name in now])
    yield from _listed("", "added", [name for name in parts if name not in then])
    yield from _listed("", "left out", [name for name in parts if name not in now])
    for name in names:
        if name.startswith("version "):
            yield f"{name.removeprefix('version ')}: {then.get(name, 'none')} then, {now.get(name, 'none')} now"


def _listed(what: str, how: str, names: list[str]) -> Iterator[str]:
    for name in names[:NAMED]:
        yield f"{what} `{name}` {how}".strip()
    if len(names) > NAMED:
        yield f"{len(names) - NAMED} more {how}"
