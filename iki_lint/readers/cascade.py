"""The tree of a pohon kinerja: boxes of jabatan side by side, each over those that stand under it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from iki_lint.document.printed import Printed, join
from iki_lint.readers.blocks import Table, whole

_NAME = re.compile(
    r"(?:kepala|ka\.|kasie?|kasub\w*|kabid|kabag|sekretari\w+|seksi|sub\s?\w+|bidang|bagian|camat|lurah|inspektur|direktur"
    r"|uptd?|jabatan fungsional)\b",
    re.IGNORECASE,
)
_LONGEST_NAME = 120
_LABEL = re.compile(
    r"\b(?P<key>TUJUAN|SASARAN|INDIKATOR|SUB ?KEGIATAN|KEGIATAN|PROGRAM)(?:\s+(?:KINERJA|\d{1,2}))?\s*:\s*"
)
_ITEM = re.compile(r"(?:(?<=\s)|^)(\d{1,2})[.)]\s+(?=\S)")
_MONEY = re.compile(r"\s*\(\s*Rp\.?\s*(?P<sum>[\d.]+)(?:,\d+)?[^)]*\)\s*$", re.IGNORECASE)


@dataclass(slots=True)
class _Box:
    """A jabatan, the columns that its box takes, the box above it, and what is printed in it."""

    name: Printed
    begin: int
    end: int
    above: _Box | None
    said: list[Printed] = field(default_factory=list)


class Cascade:
    """The boxes read so far, over all the tables of a tree; `loose` is what stands in none, or has no place there."""

    def __init__(self) -> None:
        self.loose: list[Printed] = []
        self.boxes: list[_Box] = []
        self.level: list[_Box] = []

    def add(self, table: Table) -> None:
        """The rows of one table: a row of names, or what stands in the boxes above it."""
        for row in table.rows:
            filled = [(i, whole(cell)) for i, cell in enumerate(row) if cell]
            if filled and all(_names(text) for _, text in filled):
                self._names(filled, len(row))
            else:
                for column, text in filled:
                    box = self._over(column)
                    (box.said if box else self.loose).append(text)

    def _names(self, filled: list[tuple[int, Printed]], width: int) -> None:
        ends = [*(column for column, _ in filled[1:]), width]
        level = [_Box(text, column, end, self._over(column)) for (column, text), end in zip(filled, ends, strict=True)]
        self.boxes += level
        self.level = level

    def _over(self, column: int) -> _Box | None:
        return next((box for box in self.level if box.begin <= column < box.end), None)

    def posts(self) -> Iterator[dict[str, Any]]:
        """The jabatan, from above, each with what its box says."""
        for box in self.boxes:
            above = {"atasan": box.above.name} if box.above else {}
            yield {"nama": box.name, **above, **self._contents(join(box.said).folded())}

    def _contents(self, text: Printed) -> dict[str, Any]:
        """What a box says: programmes first, then what its labels tell."""
        labels = list(_LABEL.finditer(text.text))
        found: dict[str, Any] = {"program": [], "kegiatan": [], "kinerja": []}
        found["program"] += map(_program, _items(text.cut(0, labels[0].start() if labels else None)))
        for i, label in enumerate(labels):
            said = text.cut(label.end(), labels[i + 1].start() if i + 1 < len(labels) else None)
            if not _place(label["key"].replace(" ", ""), _items(said), found) and said:
                self.loose.append(said)
        return {key: value for key, value in found.items() if value}


def is_cascade(table: Table) -> bool:
    """Whether a table without known headings is a tree: a row of it names jabatan and nothing else."""
    return any(any(row) and all(_names(whole(cell)) for cell in row if cell) for row in table.rows[:8])


def _names(text: Printed) -> bool:
    return bool(_NAME.match(text.text)) and ":" not in text.text and len(text.text) <= _LONGEST_NAME


def _place(key: str, items: list[Printed], found: dict[str, Any]) -> bool:
    """Put what a label tells where it belongs; False where nothing is there yet that it could belong to."""
    rows: list[dict[str, Any]] = found["kinerja"]
    if key in ("TUJUAN", "SASARAN"):
        rows += [{key.lower(): item} for item in items]
    elif key == "INDIKATOR" and rows:
        rows[-1].setdefault("indikator", []).extend({"nama": item} for item in items)
    elif key == "PROGRAM":
        found["program"] += map(_program, items)
    elif key in ("KEGIATAN", "SUBKEGIATAN"):
        found["kegiatan"] += items
    return key != "INDIKATOR" or bool(rows)


def _items(text: Printed) -> list[Printed]:
    """The items of a list whose numbers go up by one; the whole where it has none."""
    found: list[re.Match[str]] = []
    for match in _ITEM.finditer(text.text):
        if int(match[1]) == len(found) + 1:
            found.append(match)
    if not found or found[0].start() > 0:
        return [text] if text else []
    ends = [*(match.start() for match in found[1:]), len(text.text)]
    return [text.cut(match.end(), end) for match, end in zip(found, ends, strict=True)]


def _program(text: Printed) -> dict[str, Any]:
    money = _MONEY.search(text.text)
    if money is None:
        return {"nama": text}
    return {"nama": text.cut(0, money.start()), "anggaran": int(money["sum"].replace(".", ""))}
