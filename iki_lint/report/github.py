"""The findings as workflow commands of GitHub Actions: annotations beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from iki_lint.findings import Finding, Language, Severity
from iki_lint.report.model import Report, Style
from iki_lint.report.places import clean, slashed, told
from iki_lint.report.unchecked import unchecked

_COMMANDS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def render(report: Report, style: Style) -> Iterator[str]:
    """A command a line; what could not be used or read comes first."""
    for finding in chain(unchecked(report, style.language), report.findings):
        yield f"{_command(finding, style.language)}\n"


def _command(finding: Finding, language: Language) -> str:
    """One command; no text in it can end its line, its properties or a value of theirs."""
    properties = {"file": slashed(finding.path), **_region(finding), "title": f"{finding.rule} {finding.name}"}
    said = ",".join(f"{key}={_value(value)}" for key, value in properties.items())
    message = "\n".join((told(finding, language), *([clean(finding.suggestion)] if finding.suggestion else [])))
    return f"::{_COMMANDS[finding.severity]} {said}::{_escaped(message)}"


def _region(finding: Finding) -> dict[str, str]:
    """Where it stands; GitHub takes columns only within one line."""
    span = finding.span
    if not span:
        return {}
    lines = {"line": str(span.line), "endLine": str(span.end_line)}
    columns = {"col": str(span.column), "endColumn": str(span.end_column)}
    return lines | columns if span.line == span.end_line else lines


def _value(text: str) -> str:
    return _escaped(clean(text)).replace(":", "%3A").replace(",", "%2C")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
