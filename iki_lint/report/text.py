"""The report for a terminal: each finding with its line, the fault underlined."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator

from iki_lint.document.source import Span
from iki_lint.findings import SEVERITIES, Finding, Language, Severity
from iki_lint.report.groups import groups, statistics
from iki_lint.report.model import Recorded, Report, Style
from iki_lint.report.places import address, clean, spoken

NAMES: dict[Language, dict[str, str]] = {
    "id": {
        "error": "kesalahan",
        "warning": "peringatan",
        "info": "catatan",
        "related": "terkait",
        "help": "saran",
        "fix": "perbaikan",
    },
    "en": {"error": "error", "warning": "warning", "info": "info", "related": "related", "help": "help", "fix": "fix"},
}
_COLOURS: dict[str, str] = {"error": "31", "warning": "33", "info": "36", "added": "32", "bold": "1", "dim": "2"}
_HIDDEN: dict[Language, dict[str, str]] = {
    "id": {
        "failed": "Aturan gagal {} kali (kesalahan di dalam iki-lint).",
        "interrupted": "Pemeriksaan dihentikan: laporan ini tidak lengkap.",
        "suppressed": "{} temuan diabaikan dengan alasan.",
        "known": "{} temuan lama tidak ditampilkan.",
        "gone": "{} temuan lama sudah tidak ada.",
        "list": "Temuan lama yang sudah tidak ada:",
    },
    "en": {
        "failed": "Rules failed {} times (an error inside iki-lint).",
        "interrupted": "The run was broken off: this report is incomplete.",
        "suppressed": "{} suppressed with a reason.",
        "known": "{} old ones not shown.",
        "gone": "{} old ones gone.",
        "list": "Old findings that are gone:",
    },
}
_MAX_RELATED = 5
_LEAST_WIDTH = 40


def render(report: Report, style: Style) -> Iterator[str]:
    """The findings, then a summary by severity."""
    for title, findings in groups(report.findings, style.group_by).items():
        if title:
            words = f"{clean(title)} ({len(findings)})".split()
            yield _paragraph(_heading(((word, "bold") for word in words), style))
        for finding in findings:
            yield _paragraph(_block(finding, style))
    if style.statistics and report.findings:
        yield _paragraph(statistics(report.findings, NAMES[style.language]))
    if style.statistics and report.baseline and report.baseline.gone:
        yield _paragraph(_gone(report.baseline.gone, style.language))
    last = [*_heading(summary(report, style.language), style), *mendable(report.findings, style)]
    yield "\n".join(last) + "\n"


def _paragraph(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n\n"


def snippet(finding: Finding, width: int) -> list[str]:
    """The source line of a finding, cropped to a width around the fault, and the carets under it."""
    span = finding.span or _on_paper(finding)
    if span is None:
        return []
    number = str(finding.span.line) if finding.span else " "
    gutter = " " * len(number)
    end = span.end_column if span.end_line == span.line else finding.cut + len(finding.source.rstrip()) + 1
    first, last = span.column - 1 - finding.cut, max(end - 1, span.column) - finding.cut
    line, start, stop = _crop(finding.source, first, last, width - len(number) - 3)
    carets = " " * _columns(line[:start]) + "^" * max(1, _columns(line[start:stop]))
    return [f"{gutter} |", f"{number} | {line}".rstrip(), f"{gutter} | {carets}"]


def _on_paper(finding: Finding) -> Span | None:
    """Where, in all that a cell or a paragraph says, the words stand."""
    at = finding.source.find(finding.excerpt)
    return Span(1, at + 1, 1, at + 1 + len(finding.excerpt)) if at >= 0 and finding.excerpt else None


def summary(report: Report, language: Language) -> list[tuple[str, str]]:
    """How many documents and findings there are, in words, each with the name of its colour."""
    found, read, counts = len(report.findings), len(report.documents), report.counts()
    english = language == "en"
    checked = f"{_several(read, 'document')} checked" if english else f"{read} dokumen diperiksa"
    new = ("new " if english else " baru") if report.baseline else ""
    more = [(word, "") for sentence in hidden(report, language) for word in sentence.split()]
    if not found:
        nothing = f"no {new}findings." if english else f"tidak ada temuan{new}."
        return [(f"{checked}, {nothing}", ""), *more]
    total = f"{_several(found, f'{new}finding')}:" if english else f"{found} temuan{new}:"
    shown = [(counted(counts[s], s, language), s) for s in SEVERITIES if counts[s]]
    parts = [(text + ("," if text != shown[-1][0] else "."), severity) for text, severity in shown]
    return [*((word, "") for word in f"{checked}, {total}".split()), *parts, *more]


def hidden(report: Report, language: Language) -> list[str]:
    """What there is and is not shown, a sentence each."""
    compared = report.baseline
    counts = {
        "interrupted": int(report.interrupted),
        "failed": len(report.crashes),
        "suppressed": len(report.suppressed),
        "known": len(compared.known) if compared else 0,
        "gone": sum(record.count for record in compared.gone) if compared else 0,
    }
    return [_HIDDEN[language][name].format(count) for name, count in counts.items() if count]


def _gone(records: Iterable[Recorded], language: Language) -> Iterator[str]:
    yield _HIDDEN[language]["list"]
    for each in records:
        parts = (each.path, each.rule, each.jabatan, each.excerpt)
        yield clean(f"  {': '.join(filter(None, parts))}{f' ({each.count}×)' if each.count > 1 else ''}")


def mendable(findings: Iterable[Finding], style: Style) -> list[str]:
    """How many findings `--fix` mends, and how many more `--unsafe-fixes`; nothing where there is none."""
    fixes = [finding.fix for finding in findings if finding.fix and finding.fix.in_place]
    safe = sum(fix.safe for fix in fixes)
    said, more = ("dapat diperbaiki dengan", "lagi") if style.language == "id" else ("can be mended with", "more")
    rest = f" ({len(fixes) - safe} {more}: --unsafe-fixes)" if len(fixes) > safe else ""
    return _wrap(f"{safe} {said} --fix{rest}.", "", "  ", style) if fixes else []


def _block(finding: Finding, style: Style) -> Iterator[str]:
    names = NAMES[style.language]
    place = address(finding, style.language)
    parts = ((place + ":", "bold"), (names[finding.severity], finding.severity), (finding.rule, "bold"))
    yield from _heading((*parts, (finding.name, "")), style)
    yield from _wrap(clean(finding.message), "  ", "  ", style)
    yield from (paint(row, "dim", style) if "^" not in row else row for row in snippet(finding, style.width))
    for related in finding.related[:_MAX_RELATED]:
        file = f"{related.path}: " if related.path != finding.path else ""
        on_paper = f"{file}{spoken(related.place, style.language)}"
        line = f"{on_paper if related.place else f'{related.path}:{related.line}:{related.column}'}: {related.excerpt}"
        yield from _wrap(clean(line), f"  = {names['related']}: ", "    ", style, lines=2)
    if len(finding.related) > _MAX_RELATED:
        yield f"  = {names['related']}: … +{len(finding.related) - _MAX_RELATED}"
    if finding.suggestion:
        yield from _wrap(clean(finding.suggestion), f"  = {names['help']}: ", "    ", style)
    if finding.fix and finding.fix.in_place:
        yield f"  = {names['fix']}: --fix{'' if finding.fix.safe else ' --unsafe-fixes'}"


def _heading(parts: Iterable[tuple[str, str]], style: Style) -> Iterator[str]:
    """Words, each with its colour, on as many lines as the width asks for."""
    row, used = "", 0
    for text, colour in parts:
        if row and used + 1 + len(text) > style.width:
            yield row
            row, used = "  ", 1
        row += (" " if used > 1 else "") + paint(text, colour, style)
        used += 1 + len(text)
    yield row


def _wrap(text: str, first: str, rest: str, style: Style, lines: int | None = None) -> list[str]:
    width = max(style.width, _LEAST_WIDTH)
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        max_lines=lines,
        placeholder=" …",
        break_on_hyphens=False,
    )


def _crop(source: str, start: int, stop: int, width: int) -> tuple[str, int, int]:
    """A part of a line no wider than `width` that shows the begin of the fault; the fault's place in it."""
    line = clean(source)
    width = max(width, _LEAST_WIDTH // 2)
    if _columns(line) <= width:
        return line, start, stop
    begin = max(0, min(start - width // 4, len(line) - width + 1))
    left = "…" if begin else ""
    room = width - len(left)
    right = "…" if begin + room < len(line) else ""
    shown = line[begin : begin + room - len(right)]
    start, stop = start - begin + len(left), min(stop - begin, len(shown)) + len(left)
    return left + shown + right, start, stop


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def paint(text: str, colour: str, style: Style) -> str:
    """A text in a colour, or "bold" or "dim", where the style asks for colours."""
    return f"\033[{_COLOURS[colour]}m{text}\033[0m" if style.colour and colour else text


def counted(count: int, severity: Severity, language: Language) -> str:
    """A number of findings: "2 kesalahan"."""
    name = NAMES[language][severity]
    return _several(count, name) if language == "en" and severity != "info" else f"{count} {name}"


def _several(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"
