"""What changed between two documents, as a reporter has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from iki_lint.comparison.model import Comparison
from iki_lint.findings import Crash, Finding, ReadingNote, Severity


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings that are mended, those `lost` (what they spoke of is gone), those new, and how many are in both."""

    mended: tuple[Finding, ...]
    lost: tuple[Finding, ...]
    new: tuple[Finding, ...]
    left: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings of a rule are mended, lost and new."""

    rule: str
    name: str
    severity: Severity
    mended: int
    lost: int
    new: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Two documents compared; `notes` are what was not read of them, `crashes` the rules that failed."""

    comparison: Comparison
    findings: Findings
    notes: tuple[ReadingNote, ...] = ()
    crashes: tuple[Crash, ...] = ()

    def tallies(self) -> list[Tally]:
        """Each rule of which not all findings are in both documents, by code."""
        found = self.findings
        mended, lost, new = _counts(found.mended), _counts(found.lost), _counts(found.new)
        return [Tally(*key, mended[key], lost[key], new[key]) for key in sorted({**mended, **lost, **new})]


def _counts(findings: Iterable[Finding]) -> Counter[tuple[str, str, Severity]]:
    return Counter((finding.rule, finding.name, finding.severity) for finding in findings)
