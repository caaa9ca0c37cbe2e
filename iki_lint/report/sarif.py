"""The findings as SARIF 2.1.0 (OASIS), for code scanning services and editors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from iki_lint import __version__
from iki_lint.document.source import Span
from iki_lint.errors import INTERRUPTED
from iki_lint.findings import Finding, Fix, Language, Related, Severity, Suppressed
from iki_lint.report.fingerprints import fingerprints
from iki_lint.report.markdown import cell
from iki_lint.report.model import Report, Style
from iki_lint.report.places import as_json, clean, slashed, spoken, told
from iki_lint.report.unchecked import unchecked
from iki_lint.rules import Rule

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_ARGUMENT = re.compile(r"\{(?=\d+\})")
_TITLES: Mapping[Language, tuple[str, str]] = {"id": ("Dasar", "Saran"), "en": ("Basis", "Suggestion")}


def render(report: Report, style: Style) -> Iterator[str]:
    """The report as one SARIF run; what could not be used or read are its notifications."""
    language = style.language
    places = {rule.code: index for index, rule in enumerate(report.rules)}
    stand = tuple(report.suppressed)
    suppressed = {id(each.finding): each for each in stand}
    known = report.baseline.known if report.baseline else ()
    given = (*report.findings, *known, *(each.finding for each in stand))
    old = {id(each) for each in (*known, *(report.baseline.suppressed if report.baseline else ()))}
    states = [{"baselineState": "unchanged" if id(f) in old else "new"} if report.baseline else {} for f in given]
    run = {
        "tool": {"driver": _driver(report, language)},
        "language": language,
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report, language)],
        "results": [
            _result(finding, places[finding.rule], name, language) | _suppressions(suppressed.get(id(finding))) | state
            for finding, name, state in zip(given, fingerprints(given), states, strict=True)
        ],
    }
    whole = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    yield as_json(whole) + "\n"


def _driver(report: Report, language: Language) -> dict[str, Any]:
    rules = [_rule(rule, language) for rule in report.rules]
    return {"name": "iki-lint", "version": __version__, "language": language, "rules": rules}


def _rule(rule: Rule, language: Language) -> dict[str, Any]:
    basis, suggestion = _TITLES[language]
    why, mend = rule.why[language], rule.suggestion[language]
    rests = [f"**{basis}**\n\n" + "\n".join(f"- {cell(each)}" for each in rule.basis)] if rule.basis else []
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": _message(rule.summary[language]),
        "fullDescription": _message(why),
        "help": {
            "text": f"{_message(why)['text']}\n\n{suggestion}: {_message(mend)['text']}",
            "markdown": "\n\n".join(
                (cell(rule.summary[language]), cell(why), *rests, f"**{suggestion}**: {cell(mend)}")
            ),
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.family]},
    }


def _result(finding: Finding, index: int, fingerprint: str, language: Language) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": _message(told(finding, language)),
        "locations": [_found(finding) | _logical(finding.pointer)],
        "partialFingerprints": {"ikiLint/v1": fingerprint},
    }
    if finding.fix and finding.fix.in_place:
        result["fixes"] = [_fix(finding, finding.fix)]
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_related(related, language)} for number, related in enumerate(finding.related, 1)
        ]
    return result


def _suppressions(suppressed: Suppressed | None) -> dict[str, Any]:
    if suppressed is None:
        return {}
    return {"suppressions": [{"kind": suppressed.kind, "justification": clean(suppressed.reason)}]}


def _fix(finding: Finding, fix: Fix) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.written}}
        for edit in fix.edits
        if edit.span
    ]
    changes = {"artifactLocation": {"uri": uri(finding.path)}, "replacements": replacements}
    return {"description": _message(finding.suggestion or finding.message), "artifactChanges": [changes]}


def _invocation(report: Report, language: Language) -> dict[str, Any]:
    notifications = [
        {"level": _LEVELS[each.severity], "message": _message(told(each, language)), "locations": [_found(each)]}
        for each in unchecked(report, language)
    ]
    successful = not report.errors and not report.crashes
    ended = {"exitCode": INTERRUPTED, "exitCodeDescription": "interrupted"} if report.interrupted else {}
    return {"executionSuccessful": successful, "toolExecutionNotifications": notifications, **ended}


def _found(finding: Finding) -> dict[str, Any]:
    return _location(finding.path, _region(finding.span) if finding.span else {})


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _related(related: Related, language: Language) -> dict[str, Any]:
    region = {"startLine": related.line, "startColumn": related.column} if related.line and related.column else {}
    words = ": ".join(part for part in (spoken(related.place, language), related.excerpt) if part)
    return _location(related.path, region) | _logical(related.pointer) | ({"message": _message(words)} if words else {})


def _location(path: str, region: Mapping[str, int]) -> dict[str, Any]:
    """Code scanning takes no place without a line: a document that has none begins at its first."""
    return {"physicalLocation": {"artifactLocation": {"uri": uri(path)}, "region": region or {"startLine": 1}}}


def _logical(pointer: str) -> dict[str, Any]:
    return {"logicalLocations": [{"fullyQualifiedName": pointer}]}


def _message(text: str) -> dict[str, str]:
    """A text from a document or a rule: `[words](address)` in it would be a link, `{0}` an argument."""
    return {"text": _ARGUMENT.sub("{ ", clean(text).replace("](", "] ("))}


def uri(path: str) -> str:
    """A path as a URI reference: relative where the path is."""
    path = slashed(path)
    drive = re.match("[A-Za-z]:(?=/)", path)
    if drive:
        return f"file:///{drive[0]}{quote(path[2:], errors='surrogateescape')}"
    return ("file://" if path.startswith("/") else "") + quote(path, errors="surrogateescape")
