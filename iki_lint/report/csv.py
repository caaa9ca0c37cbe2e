"""The findings as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from iki_lint.findings import Finding, Language
from iki_lint.report.model import Report, Style
from iki_lint.report.places import clean, spoken
from iki_lint.report.text import NAMES

_COLUMNS: Mapping[Language, str] = {
    "id": "Berkas,Baris,Kolom,Tempat,Jabatan,Aturan,Nama Aturan,Tingkat,Pesan,Kutipan,Saran",
    "en": "File,Line,Column,Place,Jabatan,Rule,Rule Name,Severity,Message,Excerpt,Suggestion",
}
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")  # OWASP, "CSV Injection"


def render(report: Report, style: Style) -> str:
    """A row a finding below the headings; Excel knows the encoding by the byte order mark in front."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(_COLUMNS[style.language].split(","))
    table.writerows(_row(finding, style.language) for finding in report.findings)
    return "\ufeff" + out.getvalue()


def _row(finding: Finding, language: Language) -> list[str | int]:
    span = finding.span
    return [
        _cell(finding.path),
        span.line if span else "",
        span.column if span else "",
        _cell(spoken(finding.place, language)),
        _cell(finding.jabatan or ""),
        finding.rule,
        finding.name,
        NAMES[language][finding.severity],
        _cell(finding.message),
        _cell(finding.excerpt),
        _cell(finding.suggestion or ""),
    ]


def _cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return ("'" if text.startswith(_FORMULA) else "") + clean(text)
