"""What a run has read and found, for a reporter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from iki_lint.errors import InputError
from iki_lint.findings import SEVERITIES, Finding, Language, ReadingNote, Severity


@dataclass(frozen=True, slots=True)
class Style:
    """How a report is to look, and what makes it fail. `width` is in columns.

    `fail_on` is the least severity that counts, or "never"; with `strict_reading` a file that was not read as a whole
    counts as one that cannot be used.
    """

    language: Language = "id"
    colour: bool = False
    width: int = 100
    fail_on: str = "error"
    strict_reading: bool = False


@dataclass(frozen=True, slots=True)
class RuleText:
    """What a rule says of itself, in the language of the report."""

    code: str
    name: str
    summary: str
    why: str
    basis: tuple[str, ...]

    @property
    def family(self) -> str:
        """The three letters that the code begins with."""
        return self.code[:3]


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator that was read."""

    pointer: str
    nama: str


@dataclass(frozen=True, slots=True)
class Goal:
    """A sasaran (or, alone, a tujuan) that was read, and its indicators."""

    pointer: str
    sasaran: str
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Owner:
    """A jabatan that was read, or the instansi's own table (`/iku`), and its rows."""

    pointer: str
    nama: str
    goals: tuple[Goal, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A document that was read; a text is "" where the document does not say."""

    path: str
    judul: str
    instansi: str
    daerah: str
    tahun: str
    owners: tuple[Owner, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of a run, the files that could not be used, and how many documents were read.

    `rules` are those that were run, by code; `failed` the codes of those that did not get through every document.
    """

    findings: tuple[Finding, ...]
    errors: tuple[InputError, ...]
    documents: int
    notes: tuple[ReadingNote, ...] = ()
    rules: Mapping[str, RuleText] = field(default_factory=dict)
    documents_read: tuple[Summary, ...] = ()
    failed: tuple[str, ...] = ()

    def counts(self) -> dict[Severity, int]:
        """The number of findings of each severity."""
        counted = Counter(finding.severity for finding in self.findings)
        return {severity: counted[severity] for severity in SEVERITIES}


def failing(fail_on: str) -> tuple[Severity, ...]:
    """The severities that make a run fail: `fail_on` and what is graver; none for "never"."""
    return SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on in SEVERITIES else ()
