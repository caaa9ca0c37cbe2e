"""Baselines: a record of what was found before, so that a run can show what is new.

A record names file (as seen from the baseline's folder), rule, jabatan and words, and counts where all are the same;
no line and no address, so that it holds where lines move or jabatan change places.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from iki_lint import content
from iki_lint.document.nodes import plain
from iki_lint.document.places import Places
from iki_lint.errors import InputError
from iki_lint.findings import Finding
from iki_lint.limits import RECORDS
from iki_lint.origins import problems
from iki_lint.readers.json_tree import parse_json
from iki_lint.report import Compared, Recorded, Report
from iki_lint.report.fingerprints import Key, key
from iki_lint.report.nip import mask
from iki_lint.report.places import slashed
from iki_lint.suppress import FAMILY

NAME = "iki-lint-baseline.json"
VERSION = 1
_TOOL = "iki-lint baseline"
_TEXT = {"type": "string"}
_RECORD = {"path": _TEXT, "rule": _TEXT, "jabatan": _TEXT, "excerpt": _TEXT, "count": {"type": "integer", "minimum": 1}}
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "tool": {"const": _TOOL},
        "version": {"const": VERSION},
        "findings": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": _RECORD,
                "required": list(_RECORD),
                "additionalProperties": False,
            },
        },
    },
    "required": ["tool", "version", "findings"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class Baseline:
    """The file of a baseline, and how often each finding was recorded in it."""

    file: Path
    counts: Mapping[Key, int]

    def key(self, finding: Finding) -> Key:
        """What a finding is recorded by."""
        return key(finding, self._path(finding.path))

    def judged(self, report: Report) -> Iterator[tuple[Key, int]]:
        """The records that a run can say something of: their rule ran, their document was read or is no more."""
        ran = {rule.code for rule in report.rules} - {crash.rule for crash in report.crashes}
        read = {self._path(document.path) for document in report.documents}
        for each, count in self.counts.items():
            path, rule, *_ = each
            if rule in ran and (path in read or not (self.file.parent / path).exists()):
                yield each, count

    def _path(self, path: str) -> str:
        return slashed(os.path.relpath(path, self.file.parent))


def load(file: Path) -> Baseline:
    """The baseline in a file. Raises InputError where there is none, or where it is damaged or another's."""
    if not file.exists():
        raise InputError(str(file), "unrecorded")
    root = parse_json(content.text(file, RECORDS), str(file), RECORDS)
    if root is None:
        raise InputError(str(file), "foreign", detail="0 byte")
    said: Any = plain(root)
    for pointer, problem in problems(said, _SCHEMA):
        span = Places(root).begin(pointer)
        raise InputError(str(file), "foreign", span.line, span.column, detail=problem)
    counts: Counter[Key] = Counter()
    for each in said["findings"]:
        counts[each["path"], each["rule"], mask(each["jabatan"]), mask(each["excerpt"])] += each["count"]
    return Baseline(file, counts)


def compare(report: Report, baseline: Baseline) -> Report:
    """The report of what is new. A finding about a suppression is always new: it asks for a decision now."""
    left = Counter(baseline.counts)
    new: list[Finding] = []
    known: list[Finding] = []
    for finding in report.findings:
        (known if _taken(left, baseline.key(finding)) else new).append(finding)
    stand = tuple(report.suppressed)
    suppressed = tuple(s.finding for s in stand if _taken(left, baseline.key(s.finding)))
    gone = tuple(_recorded(each, left[each]) for each, _ in sorted(baseline.judged(report)) if left[each])
    compared = Compared(tuple(known), gone, suppressed)
    return replace(report, findings=tuple(new), suppressed=stand, baseline=compared)


def _taken(left: Counter[Key], each: Key) -> bool:
    """Whether a record is left for a finding; it is then used up."""
    if each[1].startswith(FAMILY) or not left[each]:
        return False
    left[each] -= 1
    return True


def record(report: Report, old: Baseline) -> Baseline:
    """What a run found, in place of what is recorded; what it could not judge stays."""
    found = (old.key(finding) for finding in report.findings if not finding.rule.startswith(FAMILY))
    judged = dict(old.judged(report))
    unjudged = {each: count for each, count in old.counts.items() if each not in judged}
    return Baseline(old.file, Counter(found) | Counter(unjudged))


def written(baseline: Baseline) -> str:
    """The baseline as JSON; the same for the same findings."""
    records = [asdict(_recorded(each, count)) for each, count in sorted(baseline.counts.items())]
    whole = {"tool": _TOOL, "version": VERSION, "findings": records}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _recorded(each: Key, count: int) -> Recorded:
    path, rule, jabatan, excerpt = each
    return Recorded(path, rule, jabatan, excerpt, count)
