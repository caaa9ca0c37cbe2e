"""What a page is made of, whatever the format: paragraphs, and tables of cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from iki_lint.document.printed import Printed, Where, join

MARK = re.compile(r"(?!H\. )\(?(\d{1,3}|[a-zA-Z]|[ivx]{2,4}|[IVX]{2,4})[.)](?!\d)\s*(?=\S|$)|([-–•▪*])\s+(?=\S)")
_DRAWN = "————"
BAR = re.compile(r"\s*[-_–—=]{4,}\s*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of text. `label` is its number, letter or dash in a list, typed or automatic, "" where it has none."""

    text: Printed
    label: str = ""
    bold: bool = False


Cell: TypeAlias = tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each a list of paragraphs.

    A cell merged over columns stands in its first; one merged downwards in its first row, the others are `merged`.
    What a line cut off `follows` the rest of its table above.
    """

    rows: tuple[tuple[Cell, ...], ...]
    merged: frozenset[tuple[int, int]] = frozenset()
    follows: bool = False

    def part(self, begin: int, end: int) -> Table:
        """The rows from `begin` up to `end` as a table."""
        merged = frozenset((r - begin, c) for r, c in self.merged if begin <= r < end)
        return Table(self.rows[begin:end], merged, follows=begin > 0)


@dataclass(frozen=True, slots=True)
class Unread:
    """What of a page cannot be read: a `picture` without text, text that is `turned`, a `formula` without a result."""

    where: Where
    kind: str = "picture"
    text: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something on the page that found no place in the document, or none that is certain."""

    kind: str
    text: Printed


Block: TypeAlias = Paragraph | Table


def labelled(text: Printed, *, bold: bool = False) -> Paragraph:
    """A line as a paragraph, its typed number, letter or dash taken off."""
    match = MARK.match(text.text)
    if match is None:
        return Paragraph(text, "", bold)
    return Paragraph(text.cut(match.end()), match[1] or match[2], bold)


def whole(cell: Cell) -> Printed:
    """All that a cell says, in one line; the bar of a fraction says nothing."""
    return join(part.text for part in cell if not BAR.fullmatch(part.text.text)).folded()


def bar(above: Printed) -> Printed:
    """The bar of a fraction under a text."""
    return Printed(_DRAWN, above.spots[-1:] * len(_DRAWN), above.where)


def closed(text: Printed) -> Printed:
    """A text without its closing sign; a comma or colon stays."""
    return text.cut(0, len(text.text.rstrip(" ;.")))
