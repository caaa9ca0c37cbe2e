"""The changes as one JSON object."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from iki_lint.comparison.matching import pieces
from iki_lint.comparison.model import Change, IndicatorChange, OwnerChange
from iki_lint.findings import Finding
from iki_lint.report.changes.model import Difference
from iki_lint.report.model import Style
from iki_lint.report.places import as_json


def render(difference: Difference, _: Style) -> str:
    """The changes as JSON, version 1; an indicator that did not change is counted only."""
    compared, found = difference.comparison, difference.findings
    whole: dict[str, Any] = {
        "version": 1,
        "old": asdict(compared.old),
        "new": asdict(compared.new),
        "notes": [{"path": note.path, "kind": note.kind, "text": note.text} for note in difference.notes],
        "columns": [asdict(column) for column in compared.columns],
        "jabatan": [_owner(owner) for owner in compared.owners],
        "indicators": [_indicator(each) for each in compared.indicators if each.kind != "same"],
        "unchanged": sum(each.kind == "same" for each in compared.indicators),
        "findings": {
            "rules": [asdict(tally) for tally in difference.tallies()],
            "mended": [_finding(finding) for finding in found.mended],
            "lost": [_finding(finding) for finding in found.lost],
            "new": [_finding(finding) for finding in found.new],
            "left": found.left,
        },
    }
    return as_json(whole) + "\n"


def _owner(owner: OwnerChange) -> dict[str, Any]:
    return {
        "fate": owner.fate,
        "old": asdict(owner.old) if owner.old else None,
        "new": asdict(owner.new) if owner.new else None,
        "changes": [_change(change) for change in owner.changes],
        "duties": [
            {
                "name": duties.name,
                "gone": duties.gone,
                "added": duties.added,
                "reworded": [_change(change) for change in duties.reworded],
            }
            for duties in owner.duties
        ],
    }


def _indicator(each: IndicatorChange) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "old": asdict(each.old) if each.old else None,
        "new": asdict(each.new) if each.new else None,
        "changes": [_change(change) for change in each.changes],
    }


def _change(change: Change) -> dict[str, Any]:
    return {**asdict(change), "words": [asdict(piece) for piece in pieces(change.old, change.new)]}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "pointer": finding.pointer,
        "jabatan": finding.jabatan,
        "excerpt": finding.excerpt,
    }
