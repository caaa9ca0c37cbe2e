"""The findings as a GitLab Code Quality report, for the widget of a merge request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from iki_lint.findings import Finding, Language, Severity
from iki_lint.report.fingerprints import fingerprints
from iki_lint.report.model import Report, Style
from iki_lint.report.places import as_json, clean, slashed, told
from iki_lint.report.unchecked import unchecked

_SEVERITIES: Mapping[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def render(report: Report, style: Style) -> Iterator[str]:
    """A list of issues: the findings, and what could not be used or read."""
    given = (*report.findings, *unchecked(report, style.language))
    issues = [_issue(each, name, style.language) for each, name in zip(given, fingerprints(given), strict=True)]
    yield as_json(issues) + "\n"


def _issue(finding: Finding, fingerprint: str, language: Language) -> dict[str, Any]:
    line = finding.span.line if finding.span else 1
    return {
        "check_name": finding.rule,
        "description": told(finding, language),
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": clean(slashed(finding.path)), "lines": {"begin": line}},
    }
