"""Lines as the rows of a table whose columns are known."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from iki_lint.readers.pdf.centred import Rows, centred
from iki_lint.readers.pdf.frame import Frame
from iki_lint.readers.pdf.lines import Line, Word
from iki_lint.readers.pdf.parted import parted
from iki_lint.readers.pdf.rules import NEAR, Bar, inner
from iki_lint.readers.pdf.tables import Box, Grid, position

_PADDING = 8.0  # points, by which a rule in a cell may reach over its texts
_BESIDE = 0.2  # by how much, in font sizes
_LEAST_RULE = 0.4  # of a table's width: how long a rule between two rows is at least


def by_lines(given: Sequence[Line], frame: Frame, bars: Sequence[Bar], least: int, heads: int = 0) -> Grid:
    """Lines as rows: by the rules between them where there are several, else by what they say.

    At `least` so many lines are headings, or `heads` where all of them are known.
    """
    rules = _rules(given, bars)
    if len(rules) > 1:
        return parted(_by_rules(given, frame, rules, bars))
    heads = heads or (frame.apart(given, least) if least else 0)
    head = heads or frame.even(given, least)
    if head > least and _interleave(given[:head]):
        heads = head
    least = heads or max(least, frame.headings(given))
    if not rules and (rows := centred(_columns(given[head:], frame), frame.limits)):
        above = grid_of([given[:head]], frame, bars) if head else None
        return _middled(given[head:], frame, bars, rows, above)
    found: list[list[Line]] = []
    for i, line in enumerate(given):
        ruled = i > 0 and any(
            given[i - 1].bottom <= rule[0].y + NEAR and rule[0].y <= line.top + NEAR for rule in rules
        )
        begun = i >= least and (i == heads or frame.starts(_above(given, i), line))
        if i == 0 or ruled or begun:
            found.append([])
        found[-1].append(line)
    return grid_of(found, frame, bars)


def _interleave(given: Sequence[Line]) -> bool:
    """Whether lines of some columns stand beside the white between those of others."""
    return any(below.top < above.bottom - _BESIDE * below.size for above, below in pairwise(given))


def _above(given: Sequence[Line], i: int) -> Line:
    """The line above another, with the one beside it, as where what multiplies a fraction stands beside its bar."""
    both = given[max(i - 2, 0) : i]
    words = sorted((word for line in both for word in line.words), key=lambda each: each.x0)
    return Line(tuple(words)) if _interleave(both) else given[i - 1]


def _columns(given: Sequence[Line], frame: Frame) -> list[list[Word]]:
    """The words of lines by the column they stand in."""
    columns: list[list[Word]] = [[] for _ in frame.edges]
    for word in (word for line in given for word in line.words):
        columns[position(word.x0, frame.edges)].append(word)
    return columns


def _middled(given: Sequence[Line], frame: Frame, bars: Sequence[Bar], rows: Rows, above: Grid | None) -> Grid:
    """A table whose texts stand in the middle of their rows, its headings `above` them."""
    bounds = [given[0].top, *rows.heights, given[-1].bottom]
    boxes = [list(row) for row in above.rows] if above else []
    first = len(boxes)
    for row, (top, bottom) in enumerate(pairwise(bounds)):
        cells: list[Box | None] = []
        for column, (edge, limit) in enumerate(zip(frame.edges, frame.limits, strict=True)):
            drawn = inner(bars, edge - _PADDING, limit + _PADDING, top, bottom)
            box = Box(rows.cells.get((row, column), ()), limit, drawn)
            cells.append(None if (row, column) in rows.merged else box)
        boxes.append(cells)
    merged = frozenset((row + first, column) for row, column in rows.merged)
    top = above.top if above else given[0].top
    return Grid(tuple(map(tuple, boxes)), merged, frame.edges, top, given[-1].bottom, frame.limits[-1])


def grid_of(rows: Sequence[Sequence[Line]], frame: Frame, bars: Sequence[Bar]) -> Grid:
    """The lines of each row as a table."""
    boxes = tuple(tuple(_boxes(row, frame, bars)) for row in rows)
    return Grid(boxes, frozenset(), frame.edges, rows[0][0].top, rows[-1][-1].bottom, frame.limits[-1])


def _boxes(row: Sequence[Line], frame: Frame, bars: Sequence[Bar]) -> Iterator[Box]:
    top, bottom = row[0].top, row[-1].bottom
    for i, (edge, limit) in enumerate(zip(frame.edges, frame.limits, strict=True)):
        words = tuple(word for line in row for word in line.words if position(word.x0, frame.edges) == i)
        yield Box(words, limit, inner(bars, edge - _PADDING, limit + _PADDING, top, bottom))


def _rules(given: Sequence[Line], bars: Sequence[Bar]) -> list[list[Bar]]:
    """The rules that run between the rows of a table, each in as many parts as merged cells leave of it."""
    left, right = min(line.x0 for line in given), max(line.x1 for line in given)
    found: list[list[Bar]] = []
    for bar in (bar for bar in bars if given[0].bottom - NEAR < bar.y < given[-1].top + NEAR):
        if found and bar.y - found[-1][0].y < 1:
            found[-1].append(bar)
        else:
            found.append([bar])
    least = _LEAST_RULE * (right - left)
    return [rule for rule in found if sum(min(bar.x1, right) - max(bar.x0, left) for bar in rule) >= least]


def _by_rules(given: Sequence[Line], frame: Frame, rules: Sequence[Sequence[Bar]], bars: Sequence[Bar]) -> Grid:
    """Rows between rules; a column that a rule leaves out is merged over it."""
    heights = [rule[0].y for rule in rules]
    merged = {
        (row, column)
        for row, rule in enumerate(rules, 1)
        for column, edge in enumerate(frame.edges)
        if not any(bar.x0 - NEAR <= edge + NEAR <= bar.x1 for bar in rule)
    }
    words: dict[tuple[int, int], list[Word]] = {}
    for word in (word for line in given for word in line.words):
        row, column = bisect_right(heights, word.middle), position(word.x0, frame.edges)
        while (row, column) in merged:
            row -= 1
        words.setdefault((row, column), []).append(word)
    bounds = [given[0].top, *heights, given[-1].bottom]
    rows: list[tuple[Box | None, ...]] = []
    for row, (top, bottom) in enumerate(pairwise(bounds)):
        cells: list[Box | None] = []
        for column, (edge, limit) in enumerate(zip(frame.edges, frame.limits, strict=True)):
            own = tuple(words.get((row, column), ()))
            drawn = inner(bars, edge - _PADDING, limit + _PADDING, top + NEAR, bottom - NEAR)
            cells.append(None if (row, column) in merged else Box(own, limit, drawn))
        rows.append(tuple(cells))
    return Grid(tuple(rows), frozenset(merged), frame.edges, given[0].top, given[-1].bottom, frame.limits[-1])
