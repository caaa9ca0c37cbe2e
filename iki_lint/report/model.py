"""What a run has read and found, for a reporter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from iki_lint.errors import CLEAN, FINDINGS, INTERNAL, INTERRUPTED, UNUSABLE, InputError
from iki_lint.findings import SEVERITIES, Crash, Finding, Language, ReadingNote, Severity, Suppressed
from iki_lint.messages import INTERRUPTION
from iki_lint.summary import Summary

if TYPE_CHECKING:  # loading rules takes longer than a report
    from iki_lint.rules import Rule

GroupBy: TypeAlias = Literal["file", "jabatan", "rule"]


@dataclass(frozen=True, slots=True)
class Style:
    """How a report is to look, and what makes the run fail.

    `colour`, `width` (in columns), `group_by` and `statistics` are for the text report. `fail_on` is the least severity
    that counts, or "never"; with `strict_reading` a file not read as a whole counts as one that cannot be used.
    """

    language: Language = "id"
    colour: bool = False
    width: int = 100
    group_by: GroupBy = "file"
    statistics: bool = False
    fail_on: str = "error"
    strict_reading: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """A finding that a baseline knows, `count` times; `path` as seen from the baseline's folder."""

    path: str
    rule: str
    jabatan: str
    excerpt: str
    count: int


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of the findings of a baseline: `known` are still there, and so are `suppressed`; `gone` are not."""

    known: tuple[Finding, ...]
    gone: tuple[Recorded, ...]
    suppressed: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What a run has found: `documents` are those that were read, `errors` the files that could not be used.

    `rules` are those that ran, each finding's among them; `crashes` those that failed on a document; `suppressed` are
    findings that someone lets stand, no longer among `findings`. With a `baseline` these are the new ones alone.
    """

    findings: Collection[Finding]
    errors: Collection[InputError]
    documents: Collection[Summary]
    notes: Collection[ReadingNote] = ()
    rules: Collection[Rule] = ()
    crashes: Collection[Crash] = ()
    suppressed: Collection[Suppressed] = ()
    baseline: Compared | None = None

    @property
    def interrupted(self) -> bool:
        """Whether the run was broken off, so that not all was looked at; one of the errors says where."""
        return any(error.kind == INTERRUPTION for error in self.errors)

    def counts(self) -> dict[Severity, int]:
        """The number of findings of each severity."""
        counted = Counter(finding.severity for finding in self.findings)
        return {severity: counted[severity] for severity in SEVERITIES}


def failing(fail_on: str) -> tuple[Severity, ...]:
    """The severities that make a run fail: `fail_on` and what is graver; none for "never"."""
    return SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on in SEVERITIES else ()


def exit_code(report: Report, style: Style) -> int:
    """What the command exits with."""
    if report.interrupted:
        return INTERRUPTED
    if report.crashes:
        return INTERNAL
    if report.errors or (style.strict_reading and report.notes):
        return UNUSABLE
    return FINDINGS if any(f.severity in failing(style.fail_on) for f in report.findings) else CLEAN
