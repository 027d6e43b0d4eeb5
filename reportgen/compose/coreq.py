"""The items of COREQ that a dataset can answer, with what it says.

COREQ is the checklist for reports of interviews of Tong, Sainsbury and Craig (2007), 32 items. Those on the persons of
the researchers, on how participants were chosen and on theory are for the authors of a study to answer, not for its
data. Topics are in our own words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from gettext import NullTranslations

from reportgen.compose.terms import Callings
from reportgen.model.codebook import Code, CoreqItem
from reportgen.model.project import LoadedDataset
from reportgen.model.transcript import Role, Transcript

_NAMED = 6
"""Names that a cell of the table can hold; of more, their number is given."""


def items(
    loaded: LoadedDataset,
    codes: Sequence[Code],
    callings: Callings,
    words: NullTranslations,
    *,
    generator: str,
    quotations: int,
) -> Iterator[CoreqItem]:
    """The items in their order. `codes` are those that the memo shows, `quotations` how many passages it prints."""
    _ = words.gettext
    answers = {
        1: _interviewers(loaded, callings, words),
        12: _sample(loaded, words),
        17: _questions(loaded, words),
        19: _times(loaded, words),
        21: _duration(loaded, words),
        25: _tree(codes, words),
        27: _("Coded claims are kept and checked with %(program)s.") % {"program": generator},
        29: _quotations(quotations, words),
        31: _major(codes, words),
        32: _minor(codes, words),
    }
    topics = {
        1: _("Who conducted the interviews"),
        12: _("Number of participants"),
        14: _("Where the data were collected"),
        17: _("Interview guide: whether questions were set and tried out"),
        19: _("Recording in sound or pictures"),
        21: _("Length of the interviews"),
        23: _("Transcripts returned to participants"),
        24: _("Number of coders"),
        25: _("Description of the coding tree"),
        26: _("Themes set beforehand or drawn from the data"),
        27: _("Software that manages the data"),
        28: _("Findings checked by participants"),
        29: _("Quotations, and whose each is"),
        31: _("Major themes set out"),
        32: _("Minor themes and cases that differ"),
    }
    for number, topic in topics.items():
        yield CoreqItem(number=number, topic=topic, answer=answers.get(number))


def _interviewers(loaded: LoadedDataset, callings: Callings, words: NullTranslations) -> str | None:
    asked = Counter(
        callings.shown(source.interviewer, source.id).full for source in loaded.value.sources if source.interviewer
    )
    if not asked:
        return None
    missing = len(loaded.value.sources) - asked.total()
    if len(asked) > _NAMED:
        named = words.ngettext("%(num)s interviewer", "%(num)s interviewers", len(asked)) % {"num": len(asked)}
    else:
        named = "; ".join(f"{name} ({count})" if len(asked) > 1 else name for name, count in asked.items())
    gap = words.ngettext("not reported for %(num)s interview", "not reported for %(num)s interviews", missing)
    return f"{named}; {gap % {'num': missing}}." if missing else f"{named}."


def _sample(loaded: LoadedDataset, words: NullTranslations) -> str:
    people = len({source.interviewee for source in loaded.value.sources})
    sources = len(loaded.value.sources)
    first = words.ngettext("%(num)s participant", "%(num)s participants", people) % {"num": people}
    second = words.ngettext("%(num)s interview", "%(num)s interviews", sources) % {"num": sources}
    return f"{first}, {second}."


def _questions(loaded: LoadedDataset, words: NullTranslations) -> str | None:
    count = sum(
        segment.role is Role.QUESTION for transcript in loaded.transcripts.values() for segment in transcript.segments
    )
    if not count:
        return None
    text = words.ngettext(
        "%(num)s question was asked. Whether a guide was used or tried out is not reported.",
        "%(num)s questions were asked. Whether a guide was used or tried out is not reported.",
        count,
    )
    return text % {"num": count}


def _times(loaded: LoadedDataset, words: NullTranslations) -> str | None:
    count = sum(_is_timed(transcript) for transcript in loaded.transcripts.values())
    if not count:
        return None
    text = words.ngettext(
        "Time codes of a recording stand in %(num)s transcript.",
        "Time codes of a recording stand in %(num)s transcripts.",
        count,
    )
    return text % {"num": count}


def _duration(loaded: LoadedDataset, words: NullTranslations) -> str | None:
    """How long the interviews with time codes last, from the first to the last that is known."""
    lengths = sorted(length for one in loaded.transcripts.values() if (length := _minutes(one)) is not None)
    if not lengths:
        return None
    span = f"{lengths[0]}–{lengths[-1]}" if lengths[0] != lengths[-1] else f"{lengths[0]}"
    text = words.ngettext(
        "%(span)s minutes by the time codes of %(num)s transcript.",
        "%(span)s minutes by the time codes of %(num)s transcripts.",
        len(lengths),
    )
    return text % {"span": span, "num": len(lengths)}


def _minutes(transcript: Transcript) -> int | None:
    ends = [segment.time_end for segment in transcript.segments if segment.time_end is not None]
    starts = [segment.time for segment in transcript.segments if segment.time is not None]
    return max(1, round((max(ends) - min(starts)) / 60_000)) if ends and starts else None


def _is_timed(transcript: Transcript) -> bool:
    return any(segment.time is not None for segment in transcript.segments)


def _tree(codes: Sequence[Code], words: NullTranslations) -> str:
    _ = words.gettext
    count = words.ngettext("%(num)s code", "%(num)s codes", len(codes)) % {"num": len(codes)}
    deep = max(code.level for code in codes)
    levels = words.ngettext("%(num)s level", "%(num)s levels", deep) % {"num": deep}
    return _("%(codes)s on %(levels)s, each with its definition above.") % {"codes": count, "levels": levels}


def _quotations(count: int, words: NullTranslations) -> str:
    _ = words.gettext
    if not count:
        return _("No quotation is printed. Each claim is printed with its speaker and place.")
    text = words.ngettext(
        "%(num)s quotation, with its speaker and place.", "%(num)s quotations, each with its speaker and place.", count
    )
    return text % {"num": count}


def _major(codes: Sequence[Code], words: NullTranslations) -> str:
    top = min(code.level for code in codes)
    count = sum(code.level == top for code in codes)
    text = words.ngettext(
        "%(num)s theme of the first rank, with its claims.",
        "%(num)s themes of the first rank, each with its claims.",
        count,
    )
    return text % {"num": count}


def _minor(codes: Sequence[Code], words: NullTranslations) -> str | None:
    top = min(code.level for code in codes)
    count = sum(code.level > top for code in codes)
    if not count:
        return None
    text = words.ngettext(
        "%(num)s theme below them, with its claims. Cases that differ are not marked as such.",
        "%(num)s themes below them, each with its claims. Cases that differ are not marked as such.",
        count,
    )
    return text % {"num": count}
