"""Whether a value fits a template's option."""

from __future__ import annotations

from typing import NamedTuple

from reportgen.model.nearest import did_you_mean
from reportgen.model.template import Option, OptionType, Scalar

_WORDS = {
    OptionType.INTEGER: "a whole number",
    OptionType.NUMBER: "a number",
    OptionType.BOOLEAN: "true or false",
    OptionType.TEXT: "a text",
}
_TYPES: dict[OptionType, type | tuple[type, ...]] = {
    OptionType.INTEGER: int,
    OptionType.NUMBER: (int, float),
    OptionType.BOOLEAN: bool,
    OptionType.TEXT: str,
}


class Unfit(NamedTuple):
    """Why a value does not fit."""

    message: str
    """What is wrong, as the end of a sentence: "must be a whole number, and this is `two`"."""
    hint: str | None = None


def unfit(option: Option, value: Scalar) -> Unfit | None:
    """Why an option does not take a value; None where it does."""
    shown = written(value)
    is_truth, wants_truth = isinstance(value, bool), option.type is OptionType.BOOLEAN
    if is_truth is not wants_truth or not isinstance(value, _TYPES[option.type]):
        return Unfit(f"must be {_WORDS[option.type]}, and this is `{shown}`", _as_text(option, shown))
    if option.choices and value not in option.choices:
        choices = [written(choice) for choice in option.choices]
        guess = did_you_mean(shown, choices) if option.type is OptionType.TEXT else None
        allowed = f"allowed: {', '.join(choices)}"
        return Unfit(f"cannot be `{shown}`", f"{guess} {allowed[0].upper()}{allowed[1:]}" if guess else allowed)
    return None


def written(value: Scalar) -> str:
    """A value as YAML writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _as_text(option: Option, shown: str) -> str | None:
    return f'put it in quotes: "{shown}"' if option.type is OptionType.TEXT else None
