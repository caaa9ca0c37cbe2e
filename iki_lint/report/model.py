"""What a run has found, for a reporter."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal, TypeAlias

from iki_lint.engine import Crash
from iki_lint.errors import InputError
from iki_lint.findings import SEVERITIES, Finding, Language, ReadingNote, Severity
from iki_lint.rules import Rule

GroupBy: TypeAlias = Literal["file", "jabatan", "rule"]


@dataclass(frozen=True, slots=True)
class Style:
    """How a report is to look. All but the language is for the text report; `width` is in columns."""

    language: Language = "id"
    colour: bool = False
    width: int = 100
    group_by: GroupBy = "file"
    statistics: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What a run has found: `paths` are the documents that were read, `errors` the files that could not be used.

    `rules` are those that ran, each finding's among them; `crashes` those that failed on a document.
    """

    findings: tuple[Finding, ...]
    errors: tuple[InputError, ...]
    paths: tuple[str, ...]
    notes: tuple[ReadingNote, ...] = ()
    rules: tuple[Rule, ...] = ()
    crashes: tuple[Crash, ...] = ()

    @property
    def documents(self) -> int:
        """How many documents were read."""
        return len(self.paths)

    def counts(self) -> dict[Severity, int]:
        """The number of findings of each severity."""
        counted = Counter(finding.severity for finding in self.findings)
        return {severity: counted[severity] for severity in SEVERITIES}
