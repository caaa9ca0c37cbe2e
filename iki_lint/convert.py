"""A document as clean YAML that a person can go on with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, TypeAlias

import yaml

from iki_lint.document.nodes import plain
from iki_lint.document.printed import Where
from iki_lint.findings import Language
from iki_lint.readers import Loaded
from iki_lint.report.places import aside
from iki_lint.report.unchecked import unread

_WIDTH = 120
_HEADS: dict[Language, str] = {
    "id": "Yang tidak terbaca dari {path} disebut dalam komentar; periksa dan lengkapi.",
    "en": "What was not read from {path} stands in comments; check and complete.",
}
_Spot: TypeAlias = "tuple[str, int, int, int]"


def to_yaml(loaded: Loaded, language: Language) -> str:
    """The document as YAML, its keys in the order of the form; what its reader could not place stands in comments.

    A comment stands above the jabatan that its place belongs to, at the head where it belongs to none.
    """
    document = plain(loaded.places.root)
    comments: defaultdict[int | None, str] = defaultdict(str)
    starts = list(_starts(loaded)) if loaded.notes else []
    for note, told in zip(loaded.notes, unread(loaded.notes, language), strict=True):
        comments[_owner(starts, _spot(note.line, note.place))] += f"# - {aside(told, language)}\n"
    head = f"# {_HEADS[language].format(path=loaded.path)}\n" if loaded.notes else ""
    return head + comments.pop(None, "") + "".join(_body(document, comments))


def _body(document: Any, comments: dict[int | None, str]) -> Iterator[str]:
    """The document in parts, each jabatan behind its comments."""
    if not comments:
        yield _dumped(document)
        return
    for key, value in document.items():
        if key != "jabatan":
            yield _dumped({key: value})
            continue
        yield "jabatan:\n"
        for i, post in enumerate(value):
            yield comments.get(i, "") + _dumped([post])


def _dumped(value: Any) -> str:
    text: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return text


def _starts(loaded: Loaded) -> Iterator[_Spot]:
    """Where each jabatan begins: with its name."""
    for i in range(len(loaded.document.jabatan)):
        place = loaded.places.value(f"/jabatan/{i}/nama")
        yield _spot(place.span.line if place.span else None, place.where)


def _spot(line: int | None, where: Where | None) -> _Spot:
    """Where something stands in its file, to be compared with others of the same sheet."""
    where = where or Where()
    return where.sheet or "", where.page or 0, line or where.order, where.row or 0


def _owner(starts: list[_Spot], spot: _Spot) -> int | None:
    """The jabatan that begins last before a place; None where none does, or the place is not known."""
    before = [i for i, start in enumerate(starts) if start[0] == spot[0] and start <= spot]
    return max(before, key=starts.__getitem__, default=None)
