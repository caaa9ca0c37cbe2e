"""The findings as one JSON object (spec: "Findings as JSON", version 1)."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from iki_lint.document.printed import Where
from iki_lint.document.source import Span
from iki_lint.findings import Edit, Finding, Fix
from iki_lint.report.model import Compared, Report, Style
from iki_lint.report.places import as_json
from iki_lint.report.unchecked import crashed


def render(report: Report, style: Style) -> Iterator[str]:
    """The report as JSON: version, findings, errors (files that could not be used, rules that failed) and a summary."""
    yield '{\n  "version": 1,\n  "findings": ['
    glue = ""
    for finding in report.findings:
        yield f"{glue}\n{textwrap.indent(as_json(_finding(finding)), '    ')}"
        glue = ","
    rest: dict[str, Any] = {
        "notes": [
            {
                "path": n.path,
                "kind": n.kind,
                "text": n.text,
                "line": n.line,
                "place": _place(n.place),
            }
            for n in report.notes
        ],
        "errors": [
            {"path": e.path, "line": e.line, "column": e.column, "message": e.message(style.language)}
            for e in report.errors
        ]
        + [
            {"path": c.path, "line": None, "column": None, "message": crashed(c, style.language)}
            for c in report.crashes
        ],
        "interrupted": report.interrupted,
        "suppressed": [{**_finding(s.finding), "kind": s.kind, "reason": s.reason} for s in report.suppressed],
        "baseline": _baseline(report.baseline) if report.baseline else None,
        "summary": {"documents": len(report.documents), **report.counts()},
    }
    yield ("\n  ]" if glue else "]") + f",{as_json(rest)[1:]}\n"


def _baseline(compared: Compared) -> dict[str, Any]:
    return {"known": len(compared.known), "gone": [asdict(record) for record in compared.gone]}


def _place(where: Where | None) -> dict[str, int | str] | None:
    return where.said() if where else None


def _lines(span: Span | None) -> dict[str, int | None]:
    return {name: getattr(span, name, None) for name in ("line", "column", "end_line", "end_column")}


def _fix(fix: Fix | None) -> dict[str, Any] | None:
    return {"safe": fix.safe, "edits": [_edit(edit) for edit in fix.edits]} if fix else None


def _edit(edit: Edit) -> dict[str, Any]:
    """`text` for `value[start:end]` at `pointer` (null: the item goes); `written` for the lines of the file."""
    return {
        "pointer": edit.pointer,
        "start": edit.start,
        "end": edit.end,
        "text": edit.text,
        **_lines(edit.span),
        "written": edit.written if edit.span else None,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "path": finding.path,
        "pointer": finding.pointer,
        **_lines(finding.span),
        "place": _place(finding.place),
        "jabatan": finding.jabatan,
        "excerpt": finding.excerpt,
        "suggestion": finding.suggestion,
        "fix": _fix(finding.fix),
        "related": [
            {"path": r.path, "pointer": r.pointer, "line": r.line, "excerpt": r.excerpt} for r in finding.related
        ],
    }
