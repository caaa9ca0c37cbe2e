"""A Word document with each finding as a comment on the very words that it is about, otherwise as it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iki_lint.findings import Finding, Language
from iki_lint.readers import Loaded
from iki_lint.report.places import clean
from iki_lint.report.text import NAMES
from iki_lint.review.package import Remark, commented
from iki_lint.rules import Rule

_BASIS: dict[Language, str] = {"id": "dasar", "en": "basis"}


def review(loaded: Loaded, findings: Sequence[Finding], rules: Sequence[Rule], language: Language) -> bytes:
    """The Word document that was `loaded`, with a comment for each of its findings, which the rules gave."""
    basis = {rule.code: rule.basis for rule in rules}
    remarks = [Remark(_spots(each, loaded), tuple(_lines(each, basis[each.rule], language))) for each in findings]
    return commented(loaded.path, remarks)


def _spots(finding: Finding, loaded: Loaded) -> tuple[int, ...]:
    """The characters complained of; for what is missing or drawn as a line, those of what it stands with."""
    quote = finding.quote
    printed = loaded.places.printed(quote.pointer if quote else finding.pointer)
    if quote is None or quote.text != printed.text:
        return printed.spots
    words, before = printed.spots[quote.start : quote.end], printed.spots[: quote.start]
    return printed.spots if set(words) <= set(before) else words


def _lines(finding: Finding, basis: Sequence[str], language: Language) -> Iterator[str]:
    names = NAMES[language]
    yield f"{finding.rule} {finding.name} ({names[finding.severity]})"
    yield clean(finding.message)
    yield from (f"{_BASIS[language].capitalize()}: {clean(each)}" for each in basis)
    if finding.suggestion:
        yield f"{names['help'].capitalize()}: {clean(finding.suggestion)}"
