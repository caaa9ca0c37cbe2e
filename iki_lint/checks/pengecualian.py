"""LNT: the suppressions themselves; `iki_lint.suppress` works out what they do, when all other rules have run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from iki_lint.analysis import Analysis
from iki_lint.hits import Hit

_UNUSED = "unused"


def unused(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """LNT001: a suppression of a rule that found nothing there."""
    for remark in analysis.remarks:
        if remark.kind == _UNUSED:
            yield Hit(remark.pointer, None, remark.values, at=remark.at)


def malformed(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """LNT002: a suppression without effect, since it lacks a code or a reason or names what is no rule."""
    for remark in analysis.remarks:
        if remark.kind != _UNUSED:
            yield Hit(remark.pointer, None, remark.values, kind=remark.kind, at=remark.at)
