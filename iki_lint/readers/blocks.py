"""What a page is made of, whatever the format: paragraphs, and tables of cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from iki_lint.document.printed import Printed, join

_LABEL = re.compile(r"\(?(\d{1,2}|[a-zA-Z]|[ivx]{2,4})[.)](?!\d)\s*(?=\S|$)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of text. `label` is its number or letter in a list, typed or automatic, "" where it has none."""

    text: Printed
    label: str = ""
    bold: bool = False


Cell: TypeAlias = tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each a list of paragraphs.

    A cell merged over columns stands in its first; one merged downwards in its first row, the others are `merged`.
    """

    rows: tuple[tuple[Cell, ...], ...]
    merged: frozenset[tuple[int, int]] = frozenset()


Block: TypeAlias = Paragraph | Table


def labelled(text: Printed, *, bold: bool = False) -> Paragraph:
    """A line as a paragraph, its typed number or letter taken off."""
    match = _LABEL.match(text.text)
    if match is None:
        return Paragraph(text, "", bold)
    return Paragraph(text.cut(match.end()), match[1], bold)


def whole(cell: Cell) -> Printed:
    """All that a cell says, in one line."""
    return join(part.text for part in cell).folded()


def closed(text: Printed) -> Printed:
    """A text without its closing sign; a comma or colon stays."""
    return text.cut(0, len(text.text.rstrip(" ;.")))
