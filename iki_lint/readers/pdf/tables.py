"""Tables on a page that rules draw around their cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from iki_lint.document.printed import Where
from iki_lint.readers.pdf.lines import Word

NEAR = 2.5  # points within which two edges are one
_LEAST_BAR = 8.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A horizontal rule, in points."""

    x0: float
    x1: float
    y: float


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: its words, its bars, how far to the right its text may reach, and where it stands."""

    words: tuple[Word, ...]
    limit: float
    bars: tuple[Bar, ...] = ()
    where: Where = field(default_factory=Where)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on a page: rows of cells, None where one is covered by another; `edges` are its columns' left ends.

    `drawn` says that rules set them.
    """

    rows: tuple[tuple[Box | None, ...], ...]
    merged: frozenset[tuple[int, int]]
    edges: tuple[float, ...]
    top: float
    bottom: float
    right: float
    drawn: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a page draws besides text: the cells of each table with rules, and its horizontal rules."""

    tables: tuple[tuple[tuple[float, float, float, float], ...], ...]
    bars: tuple[Bar, ...]


def drawn(page: Any) -> Drawn:
    """The tables and rules of a page (pdfplumber); a table inside another's cell is none."""
    found = [table for table in page.find_tables() if len({round(cell[0]) for cell in table.cells}) > 1]
    outer = (t for t in found if not any(o is not t and _within(t.bbox, c) for o in found for c in o.cells))
    return Drawn(tuple(tuple(table.cells) for table in outer), tuple(_horizontal(page)))


def ruled(
    given: Drawn, words: Sequence[Word], is_unruled: Callable[[Sequence[Word]], bool]
) -> tuple[list[Grid], list[Word]]:
    """The tables drawn with rules, and the words outside them.

    One that rules only columns, so that all of it stands in one row, is none: `is_unruled` tells it by its words.
    """
    rest = list(words)
    grids = []
    for cells in given.tables:
        inside = [word for word in rest if any(_holds(cell, word) for cell in cells)]
        if len(_edges([cell[1] for cell in cells])) == 1 and is_unruled(inside):
            continue
        kept = set(inside)
        rest = [word for word in rest if word not in kept]
        grids.append(_grid(cells, inside, given.bars))
    return grids, rest


def position(value: float, edges: Sequence[float]) -> int:
    """Which of the stretches that begin at `edges` a value lies in, or all but begins."""
    return bisect_right(edges, value + NEAR) - 1


def inner(bars: Iterable[Bar], x0: float, x1: float, top: float, bottom: float) -> tuple[Bar, ...]:
    """The rules inside a cell."""
    return tuple(bar for bar in bars if x0 <= bar.x0 and bar.x1 <= x1 and top < bar.y < bottom)


def _within(inner: Sequence[float], outer: Sequence[float]) -> bool:
    return all(inner[i] >= outer[i] - NEAR for i in (0, 1)) and all(inner[i] <= outer[i] + NEAR for i in (2, 3))


def _holds(box: Sequence[float], word: Word) -> bool:
    return box[0] <= (word.x0 + word.x1) / 2 <= box[2] and box[1] <= word.middle <= box[3]


def _edges(values: Sequence[float]) -> list[float]:
    """Values in order, those that are all but the same once."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > NEAR:
            kept.append(value)
    return kept


def _grid(cells: Sequence[Sequence[float]], words: Sequence[Word], bars: Sequence[Bar]) -> Grid:
    left, above = _edges([c[0] for c in cells]), _edges([c[1] for c in cells])
    rows: list[list[Box | None]] = [[None] * len(left) for _ in above]
    merged = set()
    for cell in cells:
        x0, top, x1, bottom = cell
        column, row = position(x0, left), position(top, above)
        own = tuple(word for word in words if _holds(cell, word))
        margin = min(max(min((word.x0 for word in own), default=x0) - x0, 1.0), 8.0)
        rows[row][column] = Box(own, x1 - margin, inner(bars, x0 + 1, x1 - 1, top, bottom))
        merged |= {(below, column) for below in range(row + 1, len(above)) if above[below] < bottom - NEAR}
    return Grid(
        tuple(map(tuple, rows)),
        frozenset(merged),
        tuple(left),
        above[0],
        max(c[3] for c in cells),
        max(c[2] for c in cells),
    )


def _horizontal(page: Any) -> list[Bar]:
    """The horizontal rules of a page that are no specks, those that touch as one."""
    thin = (each for each in (*page.lines, *page.rects) if each["height"] < 2 and each["width"] > 0)
    drawn: list[Bar] = []
    for each in sorted(thin, key=lambda one: (round(one["top"]), one["x0"])):
        last = drawn[-1] if drawn else None
        if last and abs(last.y - each["top"]) < 1.5 and each["x0"] - last.x1 < 4:
            drawn[-1] = Bar(last.x0, max(last.x1, each["x1"]), last.y)
        else:
            drawn.append(Bar(each["x0"], each["x1"], each["top"]))
    return [bar for bar in drawn if bar.x1 - bar.x0 >= _LEAST_BAR]
