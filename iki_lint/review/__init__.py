"""A Word document with each finding as a comment on the very words, and what mends one safely as a tracked change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iki_lint.document.printed import Printed, PrintedNode
from iki_lint.findings import Finding, Fix, Language
from iki_lint.readers import Loaded
from iki_lint.report.nip import masked
from iki_lint.report.places import clean
from iki_lint.report.text import NAMES
from iki_lint.review.changes import Change
from iki_lint.review.package import Remark, Reviewed, reviewed
from iki_lint.rules import Rule

_BASIS: dict[Language, str] = {"id": "dasar", "en": "basis"}


def review(
    loaded: Loaded, findings: Sequence[Finding], rules: Sequence[Rule], language: Language, *, show_nip: bool = False
) -> Reviewed:
    """The Word document that was `loaded`, with a comment for each of its findings, which the rules gave.

    What mends one safely is a tracked change, where that can be made cleanly and no earlier one is in its way.
    """
    basis = {rule.code: rule.basis for rule in rules}
    said = findings if show_nip else map(masked, findings)
    remarks = [
        Remark(
            _spots(each, loaded), tuple(_lines(shown, basis[each.rule], language)), tuple(_changes(each.fix, loaded))
        )
        for each, shown in zip(findings, said, strict=True)
    ]
    return reviewed(loaded.path, remarks)


def _spots(finding: Finding, loaded: Loaded) -> tuple[int, ...]:
    """The characters complained of; for what is missing or drawn as a line, those of what it stands with."""
    quote = finding.quote
    printed = loaded.places.printed(quote.pointer if quote else finding.pointer)
    if quote is None or quote.text != printed.text:
        return printed.spots
    words, before = printed.spots[quote.start : quote.end], printed.spots[: quote.start]
    return printed.spots if set(words) <= set(before) else words


def _changes(fix: Fix | None, loaded: Loaded) -> Iterator[Change]:
    """What mends a finding safely; without characters where these are not known, so that it cannot be tracked."""
    for edit in fix.edits if fix and fix.safe else ():
        node = loaded.places.node(edit.pointer)
        words = slice(edit.start, edit.end)
        printed = node.printed if isinstance(node, PrintedNode) else Printed("")
        yield Change(printed.spots[words], printed.text[words], edit.text or "")


def _lines(finding: Finding, basis: Sequence[str], language: Language) -> Iterator[str]:
    names = NAMES[language]
    yield f"{finding.rule} {finding.name} ({names[finding.severity]})"
    yield clean(finding.message)
    yield from (f"{_BASIS[language].capitalize()}: {clean(each)}" for each in basis)
    if finding.suggestion:
        yield f"{names['help'].capitalize()}: {clean(finding.suggestion)}"
