"""An interview's file to its stand-off index: which format it has, who speaks, which paragraphs are questions."""

from __future__ import annotations

from reportgen.read.ingest.formats import LIMIT
from reportgen.read.ingest.interview import Interview, index_text, ingest, read_interview, read_text
from reportgen.read.ingest.script import normalise

__all__ = ["LIMIT", "Interview", "index_text", "ingest", "normalise", "read_interview", "read_text"]
