"""An NIP tells a date of birth and a sex: what reports show of one is its last three digits, the others made dots.

Lengths stay as they are, so that columns, carets and offsets hold. Paths and addresses are left alone: they must still
lead somewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeAlias, TypeVar

from iki_lint.errors import InputError
from iki_lint.findings import Finding, Fix
from iki_lint.outcome import Again
from iki_lint.report.model import Report

T = TypeVar("T")
_Hide: TypeAlias = Callable[[str], str]
_GAP = r"[ \u00a0.‐–-]{0,2}"
_BIRTH = rf"(?:1{_GAP}9|2{_GAP}0){_GAP}\d{_GAP}\d{_GAP}(?:0{_GAP}[1-9]|1{_GAP}[0-2]){_GAP}[0-3]{_GAP}\d"
_WHOLE = rf"\d{{8}}{_GAP}\d{{6}}{_GAP}\d{_GAP}\d{{3}}(?!\d)"  # as it is printed, whatever its digits say
_BROKEN = rf"{_BIRTH}(?:{_GAP}\d){{10}}(?!\d)"  # with gaps elsewhere
_MISCOUNTED = rf"{_BIRTH}(?:{_GAP}\d){{7,13}}(?!\d)"
_CALLED = r"(?<![^\W_])(?i:n\.?\ ?i\.?\ ?p(?:ppk)?(?:\ lama|\ baru)?)(?![^\W\d_])(?:[^\w•]|_){0,6}"
_OLDER = rf"\d(?:{_GAP}\d){{8}}(?!\d)"
_ANY = rf"\d(?:{_GAP}\d){{5,40}}"
_NUMBER = f"{_WHOLE}|{_BROKEN}|{_MISCOUNTED}"
_NIP = re.compile(rf"{_CALLED}(?:{_NUMBER}|{_OLDER}|{_ANY})|(?<!\d)(?:{_NUMBER})")
_KEPT = 3
_ALL_BUT_THREE = re.compile(rf"\d(?=(?:\D*\d){{{_KEPT}}})")
_ADDRESSES = frozenset({"path", "pointer", "rule", "name", "kind", "severity", "fate"})


def mask(text: str) -> str:
    """The text with every NIP in it hidden but for its end: of 18 digits, or any number that is called one."""
    return _NIP.sub(lambda match: _dotted(match[0]), text)


def masked(value: T) -> T:
    """A finding, or whatever holds texts and findings, without an NIP. A fix that would write one is left out."""
    shown: T = _through(value, mask)
    return shown


def without_nip(report: Report) -> Report:
    """A report that shows no NIP."""
    return replace(
        report,
        findings=Again(lambda: map(masked, report.findings)),
        errors=tuple(map(_error, report.errors)),
        documents=Again(lambda: map(masked, report.documents)),
        notes=Again(lambda: map(masked, report.notes)),
        crashes=masked(tuple(report.crashes)),
        suppressed=Again(lambda: map(masked, report.suppressed)),
    )


def _error(error: InputError) -> InputError:
    values = {name: mask(value) for name, value in error.values.items()}
    return InputError(error.path, error.kind, error.line, error.column, **values)


def _dotted(number: str) -> str:
    return _ALL_BUT_THREE.sub("•", number)


def _through(value: Any, hide: _Hide) -> Any:
    if isinstance(value, str):
        return hide(value)
    if isinstance(value, tuple):
        return tuple(_through(item, hide) for item in value)
    if isinstance(value, Finding):
        hide = _hiding(_known(value))
    if isinstance(value, Fix):
        written = (text for edit in value.edits for text in (edit.text, edit.written) if text)
        return value if all(hide(text) == text for text in written) else None
    if not is_dataclass(value):
        return value
    texts = {field.name: getattr(value, field.name) for field in fields(value) if field.name not in _ADDRESSES}
    return replace(value, **{name: _through(text, hide) for name, text in texts.items()})  # type: ignore[type-var]


def _hiding(known: Mapping[str, str]) -> _Hide:
    def hide(text: str) -> str:
        for number, dotted in known.items():
            text = text.replace(number, dotted)
        return mask(text)

    return hide


def _known(finding: Finding) -> dict[str, str]:
    """What a finding quotes of a document's own NIP, whatever it looks like, with what is shown of it."""
    quotes = [(each.pointer, each.excerpt) for each in finding.related]
    quotes.append((finding.quote.pointer, finding.quote.text) if finding.quote else (finding.pointer, finding.excerpt))
    known = {text: _dotted(text) for pointer, text in quotes if pointer.endswith("/nip") and text}
    quote = finding.quote
    if quote and len(finding.excerpt) > _KEPT and quote.text[quote.start : quote.end] == finding.excerpt:
        hidden = known.get(quote.text) or mask(quote.text)
        known[finding.excerpt] = hidden[quote.start : quote.end]
    return known
