"""What was not checked: files that could not be used, rules that failed, parts that were not read."""

from __future__ import annotations

from collections.abc import Iterator

from iki_lint.document.printed import Where
from iki_lint.document.source import Span
from iki_lint.findings import Finding, Language, Severity
from iki_lint.report.model import Report
from iki_lint.report.text import unread

_CRASHED: dict[Language, str] = {"id": "gagal (kesalahan di dalam iki-lint)", "en": "failed (an error inside iki-lint)"}


def unchecked(report: Report, language: Language) -> Iterator[Finding]:
    """Told in the form of findings, by the rule `iki-lint`; only what was not read is no more than a warning."""
    for error in report.errors:
        yield _finding("error", error.path, error.message(language), _begin(error.line, error.column))
    for crash in report.crashes:
        yield _finding("error", crash.path, f"{crash.rule} {_CRASHED[language]}")
    for note in report.notes:
        yield _finding("warning", note.path, unread(note, language), _begin(note.line), note.place)


def _finding(
    severity: Severity, path: str, message: str, span: Span | None = None, place: Where | None = None
) -> Finding:
    return Finding(
        rule="iki-lint",
        name="tidak-diperiksa",
        severity=severity,
        message=message,
        path=path,
        pointer="",
        span=span,
        excerpt=message,
        source="",
        jabatan=None,
        suggestion=None,
        place=place,
    )


def _begin(line: int | None, column: int | None = None) -> Span | None:
    return Span(line, column or 1, line, column or 1) if line else None
