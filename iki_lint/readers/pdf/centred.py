"""Rows whose texts stand in the middle of their cells, where no rules part them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import inf
from typing import TypeAlias

from iki_lint.readers.pdf.frame import SILENT
from iki_lint.readers.pdf.lines import Line, Word, fits, lines

_NEAR = 0.2  # how far from the middle of its row that of a text may be, in font sizes
_LOOSE = 0.45  # by how much two lines of a text may be further apart than the closest ones, in font sizes
_ROW, _FAULT, _FLOWS, _FRESH, _GROUP = 1.0, 3.0, 0.5, 1.5, 0.1  # what a row costs, and what speaks against it
_MOST_STRIPS = 30  # in a row
_MOST_LINES = 700  # of all columns: more than a page that anyone prints has
_LEAST_CENTRED = 2
_BESIDE, _OVERLAP = 0.15, 0.7  # up to where lines stand on one line, and beside each other, in font sizes
_LEAST_ASTRAY = 0.2  # of the lines of two columns that stand beside each other
_MANY_ASTRAY = 0.3  # of all pairs of columns
_Span: TypeAlias = tuple[float, float]
_SPANNING: tuple[tuple[int, ...], ...] = ((), (0,), (1,), (0, 1))  # columns that may be merged over rows


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows: the heights between them, and the words of each cell; `merged` cells go on with the one above."""

    heights: tuple[float, ...]
    cells: dict[tuple[int, int], tuple[Word, ...]]
    merged: frozenset[tuple[int, int]]


def centred(given: Sequence[Sequence[Word]], limits: Sequence[float]) -> Rows | None:
    """The rows of columns of words; None where their texts do not stand in the middle of rows.

    `limits` say how far to the right each column's text may reach.
    """
    columns = [lines(words) for words in given]
    if sum(map(len, columns)) > _MOST_LINES or not _astray(columns):
        return None
    size = max(line.size for column in columns for line in column)
    page = _Page(columns, limits, size)
    spans = [span for span in _SPANNING if len(span) + _LEAST_CENTRED <= len(columns)]
    found = min((page.parted(frozenset(span)) for span in spans), key=lambda each: each.cost)
    good = found.centred >= _LEAST_CENTRED and found.centred >= _LEAST_CENTRED * found.faults
    return page.rows(found) if good else None


def _astray(columns: Sequence[Sequence[Line]]) -> bool:
    """Whether the lines of many columns do not stand beside those of others, as where texts begin at the top."""
    astray = []
    for one, other in combinations([column for column in columns if column], 2):
        apart = [abs(a.top + a.bottom - b.top - b.bottom) / 2 / max(a.size, b.size) for a in one for b in other]
        near = [distance > _BESIDE for distance in apart if distance < _OVERLAP]
        astray += [sum(near) > _LEAST_ASTRAY * len(near)] if near else []
    return sum(astray) > _MANY_ASTRAY * len(astray)


@dataclass(frozen=True, slots=True)
class _Parted:
    """Rows from height to height, the groups of rows that each column's texts belong to, and how well all fit."""

    bounds: tuple[tuple[float, float], ...]
    groups: tuple[tuple[tuple[int, int], ...], ...]
    cost: float
    faults: int
    centred: int


class _Page:
    """The lines of each column."""

    def __init__(self, columns: Sequence[Sequence[Line]], limits: Sequence[float], size: float) -> None:
        self.columns, self.limits, self.size = columns, limits, size
        gaps = (below.top - above.bottom for column in columns for above, below in pairwise(column))
        self.tight = max(min(gaps, default=0.0), 0.0)

    def parted(self, spanning: frozenset[int]) -> _Parted:
        """The rows that the columns make which are not `spanning`; these are merged over rows as it fits."""
        free = [i for i in range(len(self.columns)) if i not in spanning]
        strips = _strips([line for i in free for line in self.columns[i]])
        flows = [self._flows(above[1], free) for above, _ in pairwise(strips)]

        def cost(a: int, b: int) -> float:
            top, bottom = strips[a][0], strips[b][1]
            faults = sum(self._faults(i, top, bottom, top, bottom) for i in free)
            fresh = sum(max(-flow, 0.0) for flow in flows[a:b])
            return _ROW + _FAULT * faults + fresh + (max(flows[a - 1], 0.0) if a else 0.0)

        total, found = _best(len(strips), _MOST_STRIPS, cost)
        bounds = tuple((strips[a][0], strips[b][1]) for a, b in found)
        total += _ROW / 2 * len(spanning)
        groups = []
        for i in range(len(self.columns)):
            price, group = (
                self._grouped(i, bounds) if i in spanning else (0.0, [(row, row) for row in range(len(bounds))])
            )
            total += price
            groups.append(tuple(group))
        faults, middle = self._count(bounds, groups)
        return _Parted(bounds, tuple(groups), total, faults, middle)

    def _grouped(self, column: int, bounds: Sequence[_Span]) -> tuple[float, list[tuple[int, int]]]:
        """The rows over which each text of a column is merged, and what speaks against that."""
        cuts = _cuts(bounds)

        def cost(a: int, b: int) -> float:
            if not self._within(column, cuts[a], cuts[b + 1]):
                return _GROUP if a == b else inf
            faults = self._faults(column, bounds[a][0], bounds[b][1], cuts[a], cuts[b + 1])
            return _GROUP + _FAULT * faults

        return _best(len(bounds), len(bounds), cost)

    def _count(self, bounds: Sequence[_Span], groups: Sequence[Sequence[tuple[int, int]]]) -> tuple[int, int]:
        """How many texts do not fit their rows, and how many stand in the middle of one that is taller."""
        cuts = _cuts(bounds)
        faults = middle = 0
        for column, group in enumerate(groups):
            for a, b in group:
                own = self._within(column, cuts[a], cuts[b + 1])
                wrong = self._faults(column, bounds[a][0], bounds[b][1], cuts[a], cuts[b + 1])
                faults += wrong > 0
                middle += bool(own) and not wrong and own[0].top - bounds[a][0] > _NEAR * self.size
        return faults, middle

    def _within(self, column: int, top: float, bottom: float) -> list[Line]:
        return [line for line in self.columns[column] if top <= (line.top + line.bottom) / 2 <= bottom]

    def _faults(self, column: int, top: float, bottom: float, above: float, below: float) -> int:
        """What speaks against the lines of a column being one text in the middle of a row."""
        own = self._within(column, above, below)
        if not own:
            return 0
        off = abs(own[0].top + own[-1].bottom - top - bottom) / 2 > _NEAR * self.size
        widest = max((b.top - a.bottom - self.tight for a, b in pairwise(own)), default=0.0) / self.size
        numbers = sum(line.text.strip("().").isdigit() for line in own) if column == 0 else 1
        return off + (widest > _LOOSE) + (widest > SILENT) + max(numbers - 1, 0)

    def _flows(self, height: float, free: Sequence[int]) -> float:
        """What speaks against the end of a row at a height: texts that flow over it; below zero, for it: fresh ones."""
        flows = fresh = 0
        for i in free:
            above = [line for line in self.columns[i] if line.bottom <= height + 1]
            below = self.columns[i][len(above) : len(above) + 1]
            if above and below and below[0].top - above[-1].bottom <= self.tight + _LOOSE * self.size:
                new = fits(above[-1], below[0], self.limits[i])
                fresh, flows = fresh + new, flows + (0 if new else 1 + below[0].text[0].islower())
        return -_FRESH if fresh > flows else _FLOWS * flows

    def rows(self, found: _Parted) -> Rows:
        """The words of each cell."""
        cuts = _cuts(found.bounds)
        cells: dict[tuple[int, int], tuple[Word, ...]] = {}
        merged = set()
        for column, group in enumerate(found.groups):
            for a, b in group:
                own = self._within(column, cuts[a], cuts[b + 1])
                cells[a, column] = tuple(word for line in own for word in line.words)
                merged |= {(row, column) for row in range(a + 1, b + 1)}
        return Rows(tuple(cuts[1:-1]), cells, frozenset(merged))


def _strips(given: Sequence[Line]) -> list[tuple[float, float]]:
    """The heights that lines take, those that overlap as one."""
    strips: list[tuple[float, float]] = []
    for line in sorted(given, key=lambda each: each.top):
        if strips and line.top < strips[-1][1] - 0.1 * line.size:
            strips[-1] = (strips[-1][0], max(strips[-1][1], line.bottom))
        else:
            strips.append((line.top, line.bottom))
    return strips


def _cuts(bounds: Sequence[_Span]) -> list[float]:
    """The heights over, between and under rows."""
    return [-inf, *((above[1] + below[0]) / 2 for above, below in pairwise(bounds)), inf]


def _best(count: int, most: int, cost: Callable[[int, int], float]) -> tuple[float, list[tuple[int, int]]]:
    """So many things in a row, parted in groups of at most so many from first to last that cost least together."""
    costs, begins = [0.0], [0]
    for end in range(count):
        given = ((costs[a] + cost(a, end), -a) for a in range(max(end + 1 - most, 0), end + 1))
        least, begin = min(given)
        costs.append(least)
        begins.append(-begin)
    groups = []
    end = count
    while end:
        groups.append((begins[end], end - 1))
        end = begins[end]
    return costs[-1], groups[::-1]
