"""Pictures for tests, made rather than kept."""

from __future__ import annotations

import struct
import zlib


def png(red: int = 11, green: int = 79, blue: int = 92) -> bytes:
    """A PNG of one pixel (ISO/IEC 15948)."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    row = zlib.compress(bytes([0, red, green, blue]))
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", row) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
