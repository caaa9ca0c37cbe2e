"""Findings by what they share, and how many there are of each rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from iki_lint.findings import Finding
from iki_lint.report.model import GroupBy


def groups(findings: Collection[Finding], by: GroupBy) -> Mapping[str, Collection[Finding]]:
    """The findings under the titles of their groups: rules by code, jabatan as the files have them.

    By file they stay in one group without a title: each finding names its file.
    """
    if by == "file":
        return {"": findings}
    grouped: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda f: f.rule) if by == "rule" else findings:
        grouped.setdefault(_title(finding, by), []).append(finding)
    return grouped


def statistics(findings: Iterable[Finding], names: Mapping[str, str]) -> list[str]:
    """A line for each rule, the most frequent first: count, code, severity, name."""
    counted = Counter((f.rule, names[f.severity], f.name) for f in findings)
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    rows = [(str(count), *rule) for rule, count in ordered]
    count, code, severity, _ = (max(map(len, column)) for column in zip(*rows, strict=True))
    return [f"{row[0]:>{count}}  {row[1]:{code}}  {row[2]:{severity}}  {row[3]}" for row in rows]


def _title(finding: Finding, by: GroupBy) -> str:
    return f"{finding.rule} {finding.name}" if by == "rule" else f"{finding.path}: {finding.jabatan or '–'}"
