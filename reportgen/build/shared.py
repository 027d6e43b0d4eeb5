"""What many briefs draw on: read and checked once for the length of a call, then shared."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from reportgen.errors import ProblemsError

T = TypeVar("T")


class Shared:
    """Values by key, each made when it is first asked for. Files are taken to stay as they are meanwhile.

    What cannot be made raises the same problems each time.
    """

    def __init__(self) -> None:
        self._kept: dict[Hashable, Any] = {}
        self._refused: dict[Hashable, ProblemsError] = {}

    def once(self, key: Hashable, make: Callable[[], T], *, again: bool = False) -> T:
        """The value of a key. Raises `ProblemsError` as `make` does.

        With `again` it is tried again where it was refused: for problems that name the brief that asked.
        """
        if key in self._refused:
            raise ProblemsError(self._refused[key].problems)
        if key not in self._kept:
            try:
                self._kept[key] = make()
            except ProblemsError as error:
                if not again:
                    self._refused[key] = error
                raise
        return cast(T, self._kept[key])
