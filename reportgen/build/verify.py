"""Whether a finished PDF still is what was built: its parts against each other, against the text, against a rebuild.

Nothing is taken on trust that can be worked out again, and nothing is called proved that was not.
"""

from __future__ import annotations

import os
import pathlib
from collections.abc import Iterator, Mapping

import msgspec

from reportgen.build import printed
from reportgen.build.against_text import quotations
from reportgen.errors import MissingDependencyError, ProblemsError
from reportgen.model import memo as memos
from reportgen.model.memo import Memo
from reportgen.model.verification import Finding, Verification, failed, judged, proved, shortened, unchecked
from reportgen.render import identity, key, places, web_annotations
from reportgen.render.readback import ReadBack, read_pdf

StrPath = str | os.PathLike[str]
MEMO, EVIDENCE, BUILD = "memo.json", "evidence.jsonld", "build.json"
NAMES = (MEMO, EVIDENCE, BUILD)
NO_SOURCES: Mapping[str, StrPath] = {}
_MOVED, _CHANGED = "stands out of its order", "is not on the pages as the memo has it"


def verify_pdf(
    path: StrPath,
    *,
    sources: Mapping[str, StrPath] = NO_SOURCES,
    rebuild: bool = False,
    root: StrPath | None = None,
) -> Verification:
    """Checks a memo's PDF: attachments, key, page text, comments; quotations where `sources` give the texts.

    `sources` gives files by source id, or by `""` where the memo draws on one source. `rebuild` renders the attached
    memo again and compares bytes; `root` is the project's folder, for a template of its own. Raises `ReportgenError`
    for a file that cannot be read as a PDF. Everything else is a finding.
    """
    file = pathlib.Path(path)
    pdf = read_pdf(file)
    return Verification(file=str(path), findings=tuple(_findings(file, pdf, sources, rebuild, root)))


def _findings(
    file: pathlib.Path, pdf: ReadBack, sources: Mapping[str, StrPath], rebuild: bool, root: StrPath | None
) -> Iterator[Finding]:
    attached, finding = _attachments(pdf)
    yield finding
    memo = _memo(attached.get(MEMO))
    if memo is None:
        for check in ("key", "text", "comments", "quotations"):
            yield unchecked(check, f"{MEMO} is missing or broken, and says what to compare with")
        return
    recipe = _recipe(attached.get(BUILD))
    yield _key(pdf, attached[MEMO], recipe)
    yield _text(pdf, memo)
    yield _comments(pdf, memo)
    yield from quotations(memo, sources)
    if rebuild:
        yield _rebuild(file, memo, recipe, root)


def _attachments(pdf: ReadBack) -> tuple[dict[str, bytes], Finding]:
    """The attachments by name, and whether they are the three there should be, each what it should be."""
    attached = dict(pdf.attachments)
    names = sorted(name for name, _ in pdf.attachments)
    faults = [f"{name} is missing" for name in NAMES if name not in attached]
    faults += [
        f"{name} is attached {names.count(name)} times" for name in dict.fromkeys(names) if names.count(name) > 1
    ]
    faults += [f"{name} is none of a memo's attachments" for name in dict.fromkeys(names) if name not in NAMES]
    memo = _memo(attached.get(MEMO))
    if MEMO in attached and memo is None:
        faults.append(f"{MEMO} is not a memo in its canonical form")
    if BUILD in attached and _recipe(attached[BUILD]) is None:
        faults.append(f"{BUILD} is not a build record")
    if memo is not None and EVIDENCE in attached and attached[EVIDENCE] != web_annotations.encode(memo):
        faults.append(f"{EVIDENCE} is not what {MEMO} gives")
    return attached, judged("attachments", faults, f"{', '.join(NAMES)}: present, well-formed, of one piece")


def _memo(data: bytes | None) -> Memo | None:
    if data is None:
        return None
    try:
        memo = memos.decode(data)
        return memo if memos.encode(memo) == data else None
    except (msgspec.MsgspecError, ValueError):
        return None


def _recipe(data: bytes | None) -> key.Recipe | None:
    if data is None:
        return None
    try:
        recipe = key.decode(data)
        return recipe if key.encode(recipe) == data else None
    except (msgspec.MsgspecError, ValueError):
        return None


def _key(pdf: ReadBack, memo: bytes, recipe: key.Recipe | None) -> Finding:
    if recipe is None:
        return unchecked("key", f"{BUILD} is missing or broken: the key cannot be worked out")
    expected = key.key_of(memo, recipe).hex()
    faults = [] if pdf.identifier == expected else [f"/ID is {pdf.identifier or 'absent'}; the key is {expected}"]
    return judged("key", faults, f"/ID is the key of {MEMO} and {BUILD}: {expected[:16]}…")


def _text(pdf: ReadBack, memo: Memo) -> Finding:
    faults = [
        f"{item.statement.where} {_MOVED if item.moved else _CHANGED}: “{shortened(item.statement.text)}”"
        for item in printed.departures(memo, pdf.pages)
    ]
    count = sum(1 for _ in printed.statements(memo))
    return judged("text", faults, f"all {count} statements stand on the {len(pdf.pages)} pages, in order")


def _comments(pdf: ReadBack, memo: Memo) -> Finding:
    from reportgen.render import annotate  # builds PDF objects, which nothing else here needs

    if not memo.output.comments:
        faults = [f"{len(pdf.comments)} comments, though the memo wants none"] if pdf.comments else []
        return judged("comments", faults, "none, as the memo wants it")
    expected = sorted(comment.contents for comment in annotate.comments(memo).values())
    found = sorted(pdf.comments)
    faults = [] if found == expected else list(_comment_faults(expected, found))
    return judged("comments", faults, f"all {len(found)} comments say what the memo says")


def _comment_faults(expected: list[str], found: list[str]) -> Iterator[str]:
    if len(found) != len(expected):
        yield f"{len(found)} comments instead of {len(expected)}"
    yield from (
        f"a comment says “{shortened(text)}”, and the memo does not" for text in sorted(set(found) - set(expected))
    )
    yield from (f"no comment says “{shortened(text)}”" for text in sorted(set(expected) - set(found)))


def _rebuild(file: pathlib.Path, memo: Memo, recipe: key.Recipe | None, root: StrPath | None) -> Finding:
    if recipe is None:
        return unchecked("rebuild", f"{BUILD} is missing or broken: what the file was made with is not known")
    folders = places.search_path(None if root is None else pathlib.Path(root).resolve())
    if places.find_template(memo.template, folders) is None:
        return unchecked("rebuild", f"the template `{memo.template}` is not here (--project)")
    here = key.recipe(memo, folders)
    if here != recipe:
        names = sorted(name for name in {*here, *recipe} if here.get(name) != recipe.get(name))
        difference = "; ".join(
            f"{name}: {_version(recipe, name)} then, {_version(here, name)} here" for name in names[:4]
        )
        return unchecked("rebuild", f"this machine would make other bytes ({difference})")
    from reportgen.build.stages import render_pdf

    try:
        again = render_pdf(memo, root=root)
    except (ProblemsError, MissingDependencyError) as error:
        return unchecked("rebuild", f"the memo cannot be rendered here: {error.message}")
    data = file.read_bytes()
    first, second = _alike(again), _alike(data)
    if first == second:
        return proved("rebuild", f"the attached memo gives the same {len(data):,} bytes")
    at = next(
        (place for place, (a, b) in enumerate(zip(first, second, strict=False)) if a != b),
        min(len(first), len(second)),
    )
    return failed("rebuild", f"the attached memo gives other bytes, from byte {at:,} on")


def _alike(pdf: bytes) -> bytes:
    """The PDF without the digest of its inputs, which says something of the files it came from, and nothing of it."""
    try:
        return identity.unsettled(pdf)
    except ValueError:
        return pdf


def _version(recipe: key.Recipe, name: str) -> str:
    value = recipe.get(name, "absent")
    return value if len(value) < 20 else f"{value[:8]}…"
