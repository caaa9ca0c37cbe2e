"""STR: the form of the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from iki_lint.analysis import Analysis
from iki_lint.hits import Hit, whole


def schema(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """STR001: what does not satisfy the schema."""
    for fault in analysis.faults:
        values = {"key": fault.key, "near": fault.near, "expected": fault.expected}
        pointer = f"{fault.pointer}/{fault.key}" if fault.kind == "missing" else fault.pointer
        yield Hit(pointer, None, values, kind=fault.kind, on_value=fault.kind in ("type", "value"))


def no_indicator(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """STR002: a jabatan with no indicator."""
    for post in analysis.posts:
        if post.pointer not in analysis.by_holder:
            name = post.jabatan.nama
            yield Hit(post.pointer, whole(name) if name else None, {"jabatan": post.title})


def bare_sasaran(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """STR006: a sasaran with no indicator."""
    for _owner, row in analysis.rows():
        if row.sasaran and not any(i.nama for i in row.indikator):
            yield Hit(row.pointer, whole(row.sasaran), {"sasaran": row.sasaran.value})
