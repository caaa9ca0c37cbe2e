"""The findings as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from iki_lint.findings import Finding, Language
from iki_lint.report.model import Report, Style
from iki_lint.report.places import clean, spoken
from iki_lint.report.text import NAMES
from iki_lint.report.unchecked import unchecked

_COLUMNS: Mapping[Language, str] = {
    "id": "Berkas,Baris,Kolom,Tempat,Jabatan,Aturan,Nama Aturan,Tingkat,Pesan,Kutipan,Saran",
    "en": "File,Line,Column,Place,Jabatan,Rule,Rule Name,Severity,Message,Excerpt,Suggestion",
}
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")  # OWASP, "CSV Injection"
_NEXT_CELL = re.compile(r";(?=[\s\"']*[=+@＝＋－＠-])")  # where a semicolon parts cells, as in Indonesian settings


def render(report: Report, style: Style) -> Iterator[str]:
    """A row for each file or rule that failed and for each finding below the headings.

    Excel knows the encoding by the byte order mark in front.
    """
    yield "\ufeff" + _line(_COLUMNS[style.language].split(","))
    failed = (each for each in unchecked(report, style.language) if each.severity == "error")
    for finding in chain(failed, report.findings):
        yield _line(_row(finding, style.language))


def _line(cells: Sequence[str | int]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


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
    return ("'" if text.startswith(_FORMULA) else "") + _NEXT_CELL.sub(";'", clean(text))
