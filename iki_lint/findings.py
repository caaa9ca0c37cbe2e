"""All that a reporter may read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal, TypeAlias

from iki_lint.document.printed import Where
from iki_lint.document.source import Span

Severity: TypeAlias = Literal["error", "warning", "info"]
Language: TypeAlias = Literal["id", "en"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Related:
    """The other side of a comparison."""

    path: str
    pointer: str
    line: int | None
    column: int | None
    excerpt: str
    place: Where | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """All that the value at `pointer` says, white space folded; `text[start:end]` is what is complained of."""

    pointer: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: `text` in place of `value[start:end]` at `pointer`, or the item there taken out (`text` is None).

    `written` in place of `span` is the same change in the file; `span` is None where that is not made in place.
    """

    pointer: str
    start: int
    end: int
    text: str | None
    span: Span | None = None
    written: str = ""


@dataclass(frozen=True, slots=True)
class Fix:
    """What mends a finding: edits that belong together, and whether they leave the meaning as it is."""

    edits: tuple[Edit, ...]
    safe: bool

    @property
    def in_place(self) -> bool:
        """Whether the file itself can be mended."""
        return all(edit.span for edit in self.edits)


@dataclass(frozen=True, slots=True)
class Finding:
    """One complaint of one rule about one place.

    `pointer` is the address that the rule speaks of, `span` and `excerpt` the words complained of, which may stand
    below it; `source` is the line of the file on which they begin, of a long one the part around them, which `cut`
    characters stand before; or all that stands at their `place` on paper.
    `quote` is the value that they are part of, None where something is missing; `fix` what mends it, None where a
    person must decide.
    """

    rule: str
    name: str
    severity: Severity
    message: str
    path: str
    pointer: str
    span: Span | None
    excerpt: str
    source: str
    jabatan: str | None
    suggestion: str | None
    related: tuple[Related, ...] = field(default=())
    place: Where | None = None
    quote: Quote | None = None
    fix: Fix | None = None
    cut: int = 0


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that someone lets stand: `kind` says where that is written, `reason` why."""

    finding: Finding
    kind: Literal["inSource", "external"]
    reason: str


@dataclass(frozen=True, slots=True)
class ReadingNote:
    """Something in a file that its reader could not place, or not for certain: `kind` says what ("table", "seam")."""

    path: str
    kind: str
    text: str
    line: int | None = None
    place: Where | None = None


@dataclass(frozen=True, slots=True)
class Crash:
    """A rule that failed on a document: an error of iki-lint, not of the document."""

    rule: str
    path: str
    trace: str


def in_order(*parts: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in one document, in the order of its file."""
    return tuple(sorted(chain(*parts), key=_order))


def _order(finding: Finding) -> tuple[int, int, str, str]:
    span = finding.span
    place = finding.place
    line, column = (span.line, span.column) if span else (place.order, place.row or 0) if place else (0, 0)
    return (line, column, finding.rule, finding.pointer)
