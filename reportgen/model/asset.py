"""A file that a memo carries inside, such as a logo."""

from __future__ import annotations

import base64

import msgspec


class Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What all parts of a memo have in common."""


class Asset(Value, frozen=True, kw_only=True):
    """A file carried inside the memo."""

    media_type: str
    data: bytes

    @property
    def uri(self) -> str:
        """The file as a `data:` URL (RFC 2397)."""
        return f"data:{self.media_type};base64,{base64.b64encode(self.data).decode('ascii')}"
