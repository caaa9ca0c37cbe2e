"""Lists of tugas and fungsi: where an item begins, and what goes on with the one before it."""

from __future__ import annotations

import re
from typing import Any

from iki_lint.document.printed import Printed, join
from iki_lint.readers.blocks import Cell, Paragraph, labelled, whole

_NEXT = re.compile(r"(?<=[;,])\s*(?:dan\s+|serta\s+)?(\d{1,2}|[a-z])[.)]\s+(?=\S)")


def add(items: list[Printed], paragraph: Paragraph) -> None:
    """A line to a list: an item, several written in one line, or the rest of the last item."""
    if items and not paragraph.label and not re.search(r"[;.:]$", items[-1].text):
        items[-1] = join([items[-1], paragraph.text])
    else:
        items += _inline(paragraph)


def put(owner: dict[str, Any], key: str, cell: Cell) -> None:
    """What a cell of a table says of a jabatan itself: its unit, or a list."""
    if not cell:
        return
    if key in ("unit", "atasan"):
        owner.setdefault(key, whole(cell))
        return
    items = owner.setdefault(key, [])
    for number, part in enumerate(cell):
        line = part if part.label else labelled(part.text)
        if number == 0 and not line.label:
            line = Paragraph(line.text, "-")
        add(items, line)


def _inline(paragraph: Paragraph) -> list[Printed]:
    """The items of "a. …; b. …; c. …" in one line, whose first letter was taken off."""
    text, last, begin = paragraph.text, paragraph.label, 0
    found: list[Printed] = []
    for match in _NEXT.finditer(text.text) if len(last) == 1 else ():
        if ord(match[1][0]) == ord(last) + 1:
            found.append(text.cut(begin, match.start()))
            last, begin = match[1], match.end()
    return [*found, text.cut(begin)]
