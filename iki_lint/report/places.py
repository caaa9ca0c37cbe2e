"""Where a finding stands, for programs and in words."""

from __future__ import annotations

from iki_lint.findings import Finding, Language
from iki_lint.report.text import clean, spoken


def slashed(path: str) -> str:
    """A path as web services write it, whatever the system."""
    return path.replace("\\", "/")


def where(finding: Finding, language: Language) -> str:
    """Line and column, or the place on paper: "11:76", "tabel 3, baris 2"."""
    span = finding.span
    return f"{span.line}:{span.column}" if span else on_paper(finding, language)


def told(finding: Finding, language: Language) -> str:
    """What is wrong, for a program that shows lines only: a place on paper comes before it."""
    return clean(": ".join(part for part in (on_paper(finding, language), finding.message) if part))


def on_paper(finding: Finding, language: Language) -> str:
    """The place on paper in words, or nothing."""
    return spoken(finding.place, language) if finding.place else ""
