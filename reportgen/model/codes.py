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
        "R105": "a file that is not YAML, or JSON where its name says so",
        "R106": "a key that stands twice in one mapping",
        "R107": "aliases or nesting out of bounds",
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
        "R120": "a transcript that is not of the format it seems to be",
        "R121": "a transcript whose reading is uncertain at a place",
        "R122": "colours that cannot be read on each other",
        "R123": "a file of fixed words that cannot be used, or a translation with other placeholders than its message",
        # References
        "R201": "an unknown claim",
        "R202": "an unknown theme",
        "R203": "an unknown person",
        "R204": "a template that does not exist",
        "R205": "an asset that is missing or refused",
        "R206": "a theme that holds itself",
        "R207": "a selection or section that no claim matches",
        "R208": "an id given twice",
        "R209": "a dataset, index, text or file of claims that is missing or outside the folder",
        "R210": "a locator whose source or place does not exist",
        "R211": "a cited claim that the selection leaves out",
        "R212": "a reported claim attributed to nobody, or another kind attributed to someone",
        "R213": "a name that is neither family or given name nor literal",
        "R214": "a --source that belongs to no source, or does not say to which",
        "R215": "a source not on the record, with no attribution or one that gives a name",
        "R216": "a part of a brief that its template does not set",
        "R217": "a style that does not exist",
        "R218": "a font family or font file that is missing",
        "R219": "a figure that its claims do not fill",
        "R220": "a Vega-Lite specification that cannot be used",
        "R221": "an option that its template does not have, or a value it does not take",
        "R222": "a format that its template is not made for",
        "R223": "a folder with two datasets",
        # Quotations
        "E101": "a quotation whose words are not the text's",
        "E102": "a quotation that joins words of two answers",
        "E103": "a quotation from a source on background",
        "E104": "more quoted words than a source allows",
        "E105": "a quotation that stands elsewhere than in the evidence cited for it",
        "E106": "a name or affiliation that the terms of a source protect",
        "E107": "a `from` or `to` that marks no one place in the passage",
        # Numbers
        "E201": "a number that no cited claim bears",
        "E202": "a number hedged otherwise than in the cited claim",
        "E203": "a year or date that the cited claims do not have",
        "E204": "a number that another claim bears than the one cited for it",
        # Support
        "E301": "a paragraph that cites no claim and is not marked as analysis",
        "E302": "a section that cites no claim",
        # The text
        "E401": "a text that is not the one its index was made from",
        "E402": "a passage that the new text has in other words or another order",
        "E403": "a passage that is not found in the new text",
        "E404": "a passage that may be at several places of the new text",
        # The page
        "P101": "a template that cannot be filled",
        "P102": "an error of the renderer",
        "P103": "a complaint of the renderer",
        "P104": "a file or address that may not be read while rendering",
        "P105": "a character that the template's fonts cannot draw",
        "P106": "a memo longer than its brief or its template allows",
        "P107": "a text of more words than its template allows",
        "P108": "a text that does not fit the pages its template has",
        "P109": "a memo whose process ended before it was made",
        "P110": "a memo that takes longer than is allowed",
        "P111": "a worker that would make other bytes: another version, font or template",
    }
)
