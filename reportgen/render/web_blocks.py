"""The data that a web page carries, read back: memo, evidence, recipe."""

from __future__ import annotations

import re

_BLOCK = re.compile(r'<script type="application/json" id="([a-z]+)">(.*?)</script>', re.DOTALL)


def data_blocks(page: str) -> dict[str, bytes]:
    """The JSON of a page's data blocks by id. Characters that could end a block are escapes of JSON."""
    return {match[1]: match[2].encode("utf-8") for match in _BLOCK.finditer(page)}
