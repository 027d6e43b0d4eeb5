"""Every rule code the library emits, with what it finds in one line."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CODES: Mapping[str, str] = MappingProxyType(
    {
        # Files and formats
        "R101": "a file that cannot be read: missing, a folder, no permission, not a regular file",
        "R102": "a file that is not UTF-8 text",
        "R103": "a file that holds nothing",
        "R104": "a file larger than its limit",
        "R105": "a file that is not YAML",
        "R106": "a key that stands twice in one mapping",
        "R107": "YAML aliases or nesting out of bounds",
        "R108": "YAML beyond what is read: several documents, tags, keys that are not text, merge keys",
        "R110": "an unknown key",
        "R111": "a missing key",
        "R112": "a value of the wrong type",
        "R113": "a value that is not allowed",
        "R114": "a locator that is not written as one",
        "R115": "a date that is not one",
        "R116": "Markdown that a memo cannot set",
        "R117": "a citation that is not written as one",
        "R118": "a --set that cannot be applied",
        "R119": "an interview text in which no question is recognised",
        # References
        "R201": "an unknown claim",
        "R202": "an unknown theme",
        "R203": "an unknown person",
        "R204": "a template that does not exist",
        "R205": "an asset that is missing or refused",
        "R206": "a theme that holds itself",
        "R207": "a selection or section that no claim matches",
        "R208": "an id given twice",
        "R209": "a dataset or index that is missing or outside the folder",
        "R210": "a locator whose source or place does not exist",
        "R211": "a cited claim that the selection leaves out",
        "R212": "a reported claim attributed to nobody, or another kind attributed to someone",
        "R213": "a name that is neither family or given name nor literal",
        # The page
        "P101": "a template that cannot be filled",
        "P102": "an error of the renderer",
        "P103": "a complaint of the renderer",
        "P104": "a file or address that may not be read while rendering",
        "P105": "a character that the template's fonts cannot draw",
        "P106": "a memo longer than its brief allows",
    }
)
