"""What a finished PDF proves of itself, check by check."""

from __future__ import annotations

import enum

import msgspec


class Verdict(enum.StrEnum):
    """What came of a check."""

    PROVED = "proved"
    FAILED = "failed"
    NOT_CHECKED = "not checked"
    """Something the check needs was not there. It says nothing of the file."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One check of one file."""

    check: str
    """`attachments`, `key`, `text`, `comments`, `quotations` or `rebuild`."""
    verdict: Verdict
    detail: str
    """One sentence: what was proved, what is wrong and where, or what was missing."""


class Verification(msgspec.Struct, frozen=True, kw_only=True):
    """All checks of one file."""

    file: str
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing failed. What was not checked is not proved."""
        return not any(finding.verdict is Verdict.FAILED for finding in self.findings)

    @property
    def complete(self) -> bool:
        """Whether everything was checked, and proved."""
        return all(finding.verdict is Verdict.PROVED for finding in self.findings)


def shortened(text: str) -> str:
    """A text as a finding shows it."""
    return text if len(text) <= 72 else f"{text[:71].rstrip()}…"


def judged(check: str, faults: list[str], proof: str) -> Finding:
    """Failed with its faults, or proved."""
    return failed(check, "; ".join(faults)) if faults else proved(check, proof)


def proved(check: str, detail: str) -> Finding:
    """A check that held."""
    return Finding(check=check, verdict=Verdict.PROVED, detail=detail)


def failed(check: str, detail: str) -> Finding:
    """A check that did not hold."""
    return Finding(check=check, verdict=Verdict.FAILED, detail=detail)


def unchecked(check: str, detail: str) -> Finding:
    """A check that could not be made, and why."""
    return Finding(check=check, verdict=Verdict.NOT_CHECKED, detail=detail)
