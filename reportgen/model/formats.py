"""What a memo is written as. By itself, so that to ask which files there are needs nothing else."""

from __future__ import annotations

import enum


class Format(enum.StrEnum):
    """What a memo is written as."""

    PDF = "pdf"
    HTML = "html"
