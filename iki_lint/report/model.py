"""What a run has found, for a reporter."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from iki_lint.errors import InputError
from iki_lint.findings import SEVERITIES, Finding, Language, ReadingNote, Severity


@dataclass(frozen=True, slots=True)
class Style:
    """How a report is to look. `width` is in columns."""

    language: Language = "id"
    colour: bool = False
    width: int = 100


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of a run, the files that could not be used, and how many documents were read."""

    findings: tuple[Finding, ...]
    errors: tuple[InputError, ...]
    documents: int
    notes: tuple[ReadingNote, ...] = ()

    def counts(self) -> dict[Severity, int]:
        """The number of findings of each severity."""
        counted = Counter(finding.severity for finding in self.findings)
        return {severity: counted[severity] for severity in SEVERITIES}
