"""Where a finding stands, for programs and in words; and texts from a document made harmless."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

from iki_lint.document.printed import Where
from iki_lint.findings import Finding, Language

_PLACES = {
    "page": "hal.",
    "sheet": "lembar",
    "table": "tabel",
    "row": "baris",
    "column": "kolom",
    "paragraph": "paragraf",
    "line": "baris",
}


def clean(text: str) -> str:
    """A text without characters that would move a terminal's cursor or hide other text."""
    return "".join(c if unicodedata.category(c) not in ("Cc", "Cf", "Cs") else "·" for c in text.replace("\t", " "))


def slashed(path: str) -> str:
    """A path as web services write it, whatever the system."""
    return path.replace("\\", "/")


def from_here(path: str) -> str:
    """A path as seen from the working folder, however it was given; where it is not below, the file's name alone."""
    here, full = Path.cwd(), Path(os.path.abspath(path))  # noqa: PTH100 (Path has no way without asking the disk)
    return slashed(str(full.relative_to(here))) if full.is_relative_to(here) else full.name


def spoken(place: Where | None, language: Language, line: int | None = None) -> str:
    """A place on paper as a person says it, or else a line: "hal. 4, tabel 3, baris 2, kolom Sumber Data"."""
    names = _PLACES if language == "id" else {}
    said = place.said() if place else {"line": line} if line else {}
    return ", ".join(f"{names.get(name, name)} {value}" for name, value in said.items())


def where(finding: Finding, language: Language) -> str:
    """Line and column, or the place on paper: "11:76", "tabel 3, baris 2"."""
    span = finding.span
    return f"{span.line}:{span.column}" if span else spoken(finding.place, language)


def address(finding: Finding, language: Language) -> str:
    """The file and where in it: "sk.iki.yaml:11:76", "sk.docx: tabel 3, baris 2"."""
    within = where(finding, language)
    return clean(f"{finding.path}{':' if finding.span else ': '}{within}" if within else finding.path)


def aside(finding: Finding, language: Language) -> str:
    """Where and what in one line, for beside the reports."""
    return f"{address(finding, language)}: {clean(finding.message)}"


def told(finding: Finding, language: Language) -> str:
    """What is wrong, for a program that shows lines only: a place on paper comes before it."""
    return clean(": ".join(part for part in (spoken(finding.place, language), finding.message) if part))
