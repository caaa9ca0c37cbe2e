"""The findings as Markdown, for the comment on a pull request."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from iki_lint.findings import SEVERITIES, Finding, Language
from iki_lint.report.model import Report, Style
from iki_lint.report.places import clean, where
from iki_lint.report.text import NAMES, summary
from iki_lint.report.unchecked import unchecked

_LIMIT = 60_000  # characters; a comment on GitHub may have 65,536
_WORDS: Mapping[Language, Mapping[str, str]] = {
    "id": {
        "families": "keluarga,{error},{warning},{info},jumlah",
        "findings": "tempat,aturan,jabatan,alasan,saran",
        "problems": "Yang tidak diperiksa",
        "problem": "berkas,tempat,sebab",
        "more": "… dan {count} baris lagi yang tidak dimuat di sini.",
    },
    "en": {
        "families": "family,{error},{warning},{info},total",
        "findings": "place,rule,jabatan,reason,suggestion",
        "problems": "Not checked",
        "problem": "file,place,reason",
        "more": "… and {count} more rows that are not shown here.",
    },
}
_MARKS = re.compile(r"[\\`*_\[\]~|$]")
_LINKS = re.compile(r"(?<=[@#])|(?<=[!~%$^])(?=\w)|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=GH)(?=-\d)", re.IGNORECASE)


def render(report: Report, style: Style) -> Iterator[str]:
    """A summary, a table by family, what was not checked, and a table a document; cut at 60,000 characters."""
    text = "## iki-lint\n\n" + " ".join(words for words, _ in summary(report, style.language)) + "\n"
    text += _families(report, style.language)
    rows = [*_unchecked(report, style.language), *_findings(report, style.language)]
    room = _LIMIT - len(_more(len(rows), style.language))
    for at, row in enumerate(rows):
        if len(text) + len(row) > room:
            text += _more(len(rows) - at, style.language)
            break
        text += row
    yield text


def cell(text: str) -> str:
    """A text of a document as a Markdown table shows it, letter by letter: no markup, no link, nobody called."""
    escaped = _MARKS.sub(r"\\\g<0>", html.escape(clean(text), quote=False))
    return _LINKS.sub("&#8203;", escaped)


def _more(count: int, language: Language) -> str:
    return f"\n{_WORDS[language]['more'].format(count=count)}\n"


def _table(columns: str, title: str = "") -> str:
    """The begin of a table."""
    names = columns.split(",")
    return (f"\n### {title}\n" if title else "") + f"\n{_row(names)}{'|---' * len(names)}|\n"


def _row(cells: Sequence[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |\n"


def _families(report: Report, language: Language) -> str:
    if not report.findings:
        return ""
    counted = Counter((finding.rule[:3], finding.severity) for finding in report.findings)
    table = _table(_WORDS[language]["families"].format(**NAMES[language]))
    for family in sorted({family for family, _ in counted}):
        numbers = [counted[family, severity] for severity in SEVERITIES]
        table += _row((family, *numbers, sum(numbers)))
    return table


def _unchecked(report: Report, language: Language) -> Iterator[str]:
    begin = _table(_WORDS[language]["problem"], _WORDS[language]["problems"])
    for each in unchecked(report, language):
        yield begin + _row((cell(each.path), cell(where(each, language)), cell(each.message)))
        begin = ""


def _findings(report: Report, language: Language) -> Iterator[str]:
    """A row a finding, each document's first with the heading."""
    last = None
    for finding in report.findings:
        begin = _table(_WORDS[language]["findings"], cell(finding.path)) if finding.path != last else ""
        last = finding.path
        yield begin + _row(_cells(finding, language))


def _cells(finding: Finding, language: Language) -> tuple[str, ...]:
    return (
        cell(where(finding, language)),
        f"{NAMES[language][finding.severity]} {finding.rule}",
        cell(finding.jabatan or ""),
        cell(finding.message),
        cell(finding.suggestion or ""),
    )
