"""Where a finding stands, for programs and in words; and texts from a document made harmless."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from pathlib import Path
from typing import Any

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
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_ANYWHERE = re.compile(r"##(?=\w*\[)")  # Azure's `##vso[…]`, and GitHub's older `##[…]`
_AT_FIRST = re.compile(r"^([^\S\n]*)(?=::)", re.MULTILINE)  # GitHub's `::error::`, white space before it or not
_BEYOND_ASCII = re.compile("[\x7f-\U0010ffff]")


def clean(text: str) -> str:
    """A text that moves no cursor, hides no other text, and holds no command that a CI service looks for in lines."""
    seen = "".join(c if unicodedata.category(c) not in _UNSEEN else "·" for c in text.replace("\t", " "))
    return _ANYWHERE.sub("##·", seen)


def tame(text: str) -> str:
    """Lines none of which is a command to a CI service that reads them in its log."""
    return _AT_FIRST.sub(r"\1·", text)


def as_json(value: Any) -> str:
    """A value as JSON; what `clean` would change is written in escapes, so that who reads it has it as it is."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _BEYOND_ASCII.sub(_escaped, _ANYWHERE.sub(r"#\\u0023", text))


def _escaped(match: re.Match[str]) -> str:
    return match[0] if match[0].isprintable() else json.dumps(match[0])[1:-1]


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
