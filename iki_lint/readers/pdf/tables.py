"""Tables on a page that rules draw around their cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from iki_lint.document.printed import Where
from iki_lint.readers.pdf.lines import Word
from iki_lint.readers.pdf.rules import NEAR, Bar, Drawn, inner


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: its words, its bars, how far to the right its text may reach, and where it stands."""

    words: tuple[Word, ...]
    limit: float
    bars: tuple[Bar, ...] = ()
    where: Where = field(default_factory=Where)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on a page: rows of cells, None where one is covered by another; `edges` are its columns' left ends."""

    rows: tuple[tuple[Box | None, ...], ...]
    merged: frozenset[tuple[int, int]]
    edges: tuple[float, ...]
    top: float
    bottom: float
    right: float

    @property
    def spans(self) -> list[tuple[float, float]]:
        """From where to where the text of each column may reach."""
        found = []
        for i, (edge, end) in enumerate(zip(self.edges, [*self.edges[1:], self.right], strict=True)):
            reached = max((box.limit for row in self.rows if (box := row[i])), default=edge)
            found.append((edge, max(edge + 1, min(reached, end))))
        return found


def ruled(given: Drawn, words: Sequence[Word]) -> tuple[list[Grid], list[Word]]:
    """The tables drawn with rules, and the words outside them."""
    rest = list(words)
    grids = []
    for cells in given.tables:
        inside = [word for word in rest if any(_holds(cell, word) for cell in cells)]
        kept = set(inside)
        rest = [word for word in rest if word not in kept]
        grids.append(_grid(cells, inside, given.bars))
    return grids, rest


def position(value: float, edges: Sequence[float]) -> int:
    """Which of the stretches that begin at `edges` a value lies in, or all but begins."""
    return bisect_right(edges, value + NEAR) - 1


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
