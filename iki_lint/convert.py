"""A document as clean YAML that a person can go on with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, TypeAlias

import yaml

from iki_lint.document.nodes import plain
from iki_lint.document.printed import Where
from iki_lint.findings import Language
from iki_lint.readers import Loaded
from iki_lint.report.places import aside, clean
from iki_lint.report.unchecked import unread

_WIDTH = 120
_HEADS: dict[Language, str] = {
    "id": "Yang tidak terbaca dari {path} disebut dalam komentar; periksa dan lengkapi.",
    "en": "What was not read from {path} stands in comments; check and complete.",
}
_COMMAND = re.compile(r":(?=:)|#(?=#\w*\[)")
_BEYOND_ASCII = re.compile("[\x7f-\U0010ffff]")
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
    head = f"# {_HEADS[language].format(path=clean(loaded.path))}\n" if loaded.notes else ""
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


class _Dumper(yaml.SafeDumper):
    """Puts a text in double quotes of which something has to be escaped."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    odd = not text.isprintable() or _COMMAND.search(text)
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if odd else None)


_Dumper.add_representer(str, _text)


def _dumped(value: Any) -> str:
    """A value as YAML that says all of it, and shows nothing that moves a cursor or is a command in a log."""
    text: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)
    for signs in (_COMMAND, _BEYOND_ASCII):
        text = signs.sub(_escaped, text)
    return text


def _escaped(sign: re.Match[str]) -> str:
    return sign[0] if sign.re is _BEYOND_ASCII and sign[0].isprintable() else f"\\U{ord(sign[0]):08X}"


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
