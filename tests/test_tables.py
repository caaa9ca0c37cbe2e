"""Reports as tables: Markdown as a renderer shows it, CSV as a spreadsheet reads it."""

from __future__ import annotations

import csv
import html
import io
import re
from collections import Counter
from typing import Any

from markdown_it import MarkdownIt

from iki_lint.findings import Finding, Language
from iki_lint.report import Report, Style, render
from iki_lint.report.text import clean
from tests.conftest import HOSTILE


def as_csv(report: Report, style: Style) -> str:
    return "".join(render("csv", report, style))


def as_markdown(report: Report, style: Style) -> str:
    return "".join(render("markdown", report, style))


def tokens(text: str) -> list[Any]:
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    return [inner for token in tokens for inner in (token, *(token.children or ()))]


def _cells(text: str) -> list[list[str]]:
    """The rows of all tables but their headings, as they are shown."""
    page = MarkdownIt("commonmark").enable("table").render(text)
    rows = re.findall(r"<tr>\n(.*?)</tr>", page, re.DOTALL)
    shown = [[html.unescape(c) for c in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)] for row in rows]
    return [row for row in shown if row]


def test_markdown_from_documents_is_only_text(report: Report) -> None:
    kinds = {token.type for token in tokens(as_markdown(report, Style()))}

    assert kinds <= {
        "heading_open", "heading_close", "inline", "text", "text_special", "softbreak", "paragraph_open",
        "paragraph_close", "table_open", "table_close", "thead_open", "thead_close", "tbody_open", "tbody_close",
        "tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close",
    }  # fmt: skip


def test_markdown_shows_what_the_documents_say_and_calls_nobody(hostile: Report) -> None:
    rows = [row for row in _cells(as_markdown(hostile, Style())) if len(row) == 5 and " " in row[1]]

    assert [row[2].replace("\u200b", "") for row in rows] == [clean(text).strip() for text in HOSTILE]
    assert not re.search(r"[@#]\w|://|www\.", " ".join(cell for row in rows for cell in row))


def test_markdown_counts_by_family_and_severity(real: Report) -> None:
    counted = Counter((finding.rule[:3], finding.severity) for finding in real.findings)
    rows = [row for row in _cells(as_markdown(real, Style())) if re.fullmatch("[A-Z]{3}", row[0])]

    assert {
        (row[0], severity): int(number)
        for row in rows
        for severity, number in zip(("error", "warning", "info"), row[1:4], strict=True)
        if number != "0"
    } == counted
    assert sum(int(row[4]) for row in rows) == len(real.findings)


def test_markdown_is_cut_where_a_comment_is_full(real: Report) -> None:
    text = as_markdown(real, Style())
    shown = [row for row in _cells(text) if len(row) == 5 and not re.fullmatch("[A-Z]{3}", row[0])]
    told = len([row for row in _cells(text) if len(row) == 3])
    more = re.search(r"… dan (\d+) baris lagi", text)

    assert 55_000 < len(text) <= 60_000
    assert more
    assert len(shown) + told + int(more[1]) == len(real.findings) + len(real.errors) + len(real.notes)
    assert len(as_markdown(Report(tuple(real.findings)[:2], (), ("a",)), Style())) < 3_000


def test_one_finding_larger_than_a_comment_is_counted() -> None:
    finding = Finding("A", "b", "info", "x" * 70_000, "a", "", None, "", "", None, None)
    text = as_markdown(Report((finding,), (), ("a",)), Style())

    assert text.endswith("\n… dan 1 baris lagi yang tidak dimuat di sini.\n")


# CSV


def table(report: Report, language: Language = "id") -> list[dict[str, str]]:
    text = as_csv(report, Style(language))
    assert text.encode().startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def test_csv_has_a_row_for_all_that_failed_and_for_each_finding(report: Report) -> None:
    failed = len(report.errors) + len(report.crashes)
    rows = table(report)

    assert [row["Aturan"] for row in rows[:failed]] == ["iki-lint"] * failed
    rows = rows[failed:]
    assert [row["Aturan"] for row in rows] == [finding.rule for finding in report.findings]
    assert [row["Baris"] for row in rows] == [str(f.span.line) if f.span else "" for f in report.findings]


def test_csv_speaks_the_language_asked_for(real: Report) -> None:
    assert list(table(real)[0])[:4] == ["Berkas", "Baris", "Kolom", "Tempat"]
    assert list(table(real, "en")[0])[:4] == ["File", "Line", "Column", "Place"]
    assert {row["Severity"] for row in table(real, "en")} == {"error", "warning", "info"}


def test_no_cell_of_a_csv_is_a_formula(report: Report) -> None:
    cells = [cell for row in table(report) for cell in row.values()]

    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_csv_says_what_the_document_says(hostile: Report) -> None:
    rows = [row for row in table(hostile) if row["Aturan"] != "iki-lint"]

    assert rows[0]["Kutipan"] == "'=cmd|'/C calc'!A0"
    assert rows[1]["Kutipan"] == f"'{HOSTILE[1]}"
    assert rows[2]["Kutipan"] == HOSTILE[2]
    assert rows[6]["Kutipan"] == "' =tab"
