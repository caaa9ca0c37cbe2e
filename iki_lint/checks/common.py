"""What several families of checks share: options, and collapsing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from iki_lint.analysis import Analysis, Entry
from iki_lint.hits import Hit, Value, whole

FORMATS: dict[str, tuple[Callable[[object], bool], tuple[type[Exception], ...]]] = {}
"""The formats that the options of checks may ask for: the test of each, and what it raises; modules add their own."""
F = TypeVar("F", bound=Callable[..., Iterator[Any]])
WORDS = {"type": "array", "items": {"type": "string", "minLength": 1}}


def options(**properties: Mapping[str, Any]) -> Callable[[F], F]:
    """Say which options a check takes, as JSON Schemas; those without a default are required in the rule's file."""
    required = [name for name, schema in properties.items() if "default" not in schema]

    def say(check: F) -> F:
        schema = {"properties": properties, "required": required, "additionalProperties": False}
        check.options = schema  # type: ignore[attr-defined]
        return check

    return say


def collapse(analysis: Analysis, hits: Iterable[tuple[Entry, Hit]], least: int = 1, *, over_all: bool) -> Iterator[Hit]:
    """One hit in place of many where every indicator of an owner (at least `least`), or of the document, falls."""
    fallen = {entry.pointer: hit for entry, hit in hits}
    total = len(analysis.entries)
    if over_all and len(fallen) == total and len(analysis.by_holder) > 1:
        yield Hit("/jabatan", None, {"count": total}, kind="dokumen")
        return
    for holder, entries in analysis.by_holder.items():
        mine = [fallen[e.pointer] for e in entries if e.pointer in fallen]
        if mine and len(mine) == len(entries) >= least:
            owner = entries[0].owner
            name = owner.jabatan.nama if owner else None
            values: dict[str, Value] = {"count": len(mine), "jabatan": name.value if name else "IKU"}
            yield Hit(holder, whole(name) if name else None, {**mine[0].values, **values}, kind="jabatan")
        else:
            yield from mine
