"""What was not checked: files that could not be used, rules that failed, parts that were not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from iki_lint.document.printed import Where
from iki_lint.document.source import Span
from iki_lint.findings import Crash, Finding, Language, ReadingNote, Severity
from iki_lint.report.model import Report

_NOTES: dict[Language, dict[str, str]] = {
    "id": {
        "table": "tabel ini tidak dibaca, kepala kolomnya tidak dikenal: “{text}”",
        "column": "kolom “{text}” tidak dikenal dan tidak dibaca",
        "text": "teks ini tidak termasuk bagian mana pun dan tidak dibaca: “{text}”",
        "seam": "mulai di sini tampaknya jabatan lain, tetapi baris “Jabatan : …” tidak ada; isinya dibaca sebagai "
        "bagian yang di atasnya: “{text}”",
        "headless": "tabel ini tanpa kepala kolom dan dibaca menurut kepala tabel sebelumnya: “{text}”",
        "turned": "teks yang arahnya diputar di halaman ini tidak dibaca: “{text}”",
        "formula": "sel {text} berisi rumus tanpa hasil dan tidak dibaca; buka dan simpan dahulu di Excel",
        "picture": "halaman ini hanya berisi gambar (hasil pindai?) dan tidak dibaca",
    },
    "en": {
        "table": "this table was not read, its headings are unknown: “{text}”",
        "column": "the column “{text}” is unknown and was not read",
        "text": "this text belongs to no part and was not read: “{text}”",
        "seam": "another jabatan seems to begin here, but no line “Jabatan : …” says so; this was read as part of what "
        "stands above: “{text}”",
        "headless": "this table has no headings and was read by those of the table before it: “{text}”",
        "turned": "text on this page that is turned was not read: “{text}”",
        "formula": "the cell {text} holds a formula without its result and was not read; open and save it in Excel",
        "picture": "this page holds only a picture (a scan?) and was not read",
    },
}
_NOTE_WIDTH = 120
_CRASHED: dict[Language, str] = {"id": "gagal (kesalahan di dalam iki-lint)", "en": "failed (an error inside iki-lint)"}


def unchecked(report: Report, language: Language) -> Iterator[Finding]:
    """Told in the form of findings, by the rule `iki-lint`; only what was not read is no more than a warning."""
    for error in report.errors:
        yield _finding("error", error.path, error.message(language), _begin(error.line, error.column))
    for crash in report.crashes:
        yield _finding("error", crash.path, crashed(crash, language))
    yield from unread(report.notes, language)


def crashed(crash: Crash, language: Language) -> str:
    """Which rule failed, in words."""
    return f"{crash.rule} {_CRASHED[language]}"


def unread(notes: Iterable[ReadingNote], language: Language) -> Iterator[Finding]:
    """The parts of documents that were not read."""
    for note in notes:
        text = note.text if len(note.text) <= _NOTE_WIDTH else note.text[: _NOTE_WIDTH - 1] + "…"
        message = _NOTES[language][note.kind].format(text=text)
        yield _finding("warning", note.path, message, _begin(note.line), note.place)


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
