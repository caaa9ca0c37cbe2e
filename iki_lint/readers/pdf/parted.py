"""Rows of a table with rules between its columns only, or around several rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from iki_lint.readers.pdf.centred import Rows, centred
from iki_lint.readers.pdf.frame import SILENT, Frame
from iki_lint.readers.pdf.lines import Line, fits, lines
from iki_lint.readers.pdf.tables import Box, Grid

_LEAST_SILENT = 2
_MANY, _MOST_FRESH = 4, 0.75  # columns that speak on one line, and how many of them begin a text there
_WIDER = 0.3  # over what is between two lines of a text: another text, in font sizes
_FEW = 2  # rows of a table, so that rules part the headings from the rest at most


def parted(grid: Grid, *, goes_on: bool = False) -> Grid:
    """A table drawn with rules; where these hold several rows together, each of them by itself.

    `goes_on` says that those on the page before did, in a table with the same columns.
    """
    rows: list[tuple[Box | None, ...]] = []
    merged: set[tuple[int, int]] = set()
    for number, row in enumerate(grid.rows):
        down = {column for column in range(len(row)) if (number + 1, column) in grid.merged}
        own = [None if i in down else box for i, box in enumerate(row)]
        covered = {column for column in range(len(row)) if (number, column) in grid.merged}
        begin = len(rows)
        middled = _middled(own, grid)
        heights = middled.heights if middled else _heights(own, grid.edges, goes_on and number == 0)
        for part in range(len(heights) + 1):
            merged |= {(len(rows), column) for column in (covered | down if part else covered)}
            rows.append(tuple(_part(box, [] if i in down else heights, part) for i, box in enumerate(row)))
        if middled:
            merged |= {(begin + part, column) for part, column in middled.merged}
            rows[begin:] = [
                tuple(_middle(box, middled, part, i) for i, box in enumerate(boxes))
                for part, boxes in enumerate(rows[begin:])
            ]
    return replace(grid, rows=tuple(rows), merged=frozenset(merged))


def _part(box: Box | None, heights: Sequence[float], part: int) -> Box | None:
    """What of a cell stands in the row that is the given part of its own."""
    if box is None or part > len(heights):
        return None
    words = tuple(word for word in box.words if bisect_right(heights, word.middle) == part)
    return replace(box, words=words, bars=tuple(bar for bar in box.bars if bisect_right(heights, bar.y) == part))


def _middle(box: Box | None, rows: Rows, row: int, column: int) -> Box | None:
    """A cell of a row whose texts stand in the middle, with all its words."""
    if (row, column) in rows.merged:
        return None
    return replace(box, words=rows.cells.get((row, column), ())) if box else None


def _middled(row: Sequence[Box | None], grid: Grid) -> Rows | None:
    """The rows inside one between rules whose texts stand in the middle of them."""
    given = lines(word for box in row if box for word in box.words)
    frame = _frame(row, grid.edges)
    numbers = sum(frame.is_numbered(line) for line in given)
    if numbers < _FEW and len(grid.rows) > _FEW and not _pauses(row):
        return None
    head = frame.even(given, 0)
    heading = max((line.bottom for line in given[:head]), default=0.0)
    columns = [[word for word in box.words if word.middle > heading] if box else [] for box in row]
    found = centred(columns, frame.limits)
    return found and (_under(found, row, heading) if head else found)


def _pauses(row: Sequence[Box | None]) -> bool:
    """Whether a column is silent for a line or more between two texts."""
    pairs = (pair for box in row if box for pair in pairwise(lines(box.words)))
    return any(below.top - above.bottom > SILENT * below.size for above, below in pairs)


def _under(rows: Rows, row: Sequence[Box | None], heading: float) -> Rows:
    """Rows under headings that stand between the same rules."""
    cells = {(number + 1, column): words for (number, column), words in rows.cells.items()}
    head = {
        (0, column): tuple(word for word in box.words if word.middle <= heading)
        for column, box in enumerate(row)
        if box
    }
    merged = frozenset((number + 1, column) for number, column in rows.merged)
    return Rows((heading, *rows.heights), head | cells, merged)


def _frame(row: Sequence[Box | None], edges: Sequence[float]) -> Frame:
    return Frame(tuple(edges), tuple(box.limit if box else edge for box, edge in zip(row, edges, strict=True)))


def _heights(row: Sequence[Box | None], edges: Sequence[float], goes_on: bool) -> list[float]:
    """Where new rows begin inside one between rules; nowhere if nothing says that it holds several."""
    given = lines(word for box in row if box for word in box.words)
    frame = _frame(row, edges)
    head = frame.headings(given)
    below = given[head:]
    going = goes_on and not (given and frame.headed(given))
    if not going and not _holds_rows(below, frame) and not (head and frame.is_numbered(below[0])):
        return []
    begun = [line.top for above, line in pairwise(below) if frame.starts(above, line)]
    return [below[0].top, *begun] if head else begun


def _holds_rows(given: Sequence[Line], frame: Frame) -> bool:
    """Whether most columns begin a new text on one line: at a number, or some of them after a silence."""
    said: list[dict[int, Line]] = [{}]
    for line in given:
        said.append({**said[-1], **frame.parts(line)})
    pairs = [(line, last, frame.parts(line)) for line, last in zip(given, said, strict=False)]
    gaps = (part.top - last[i].bottom for _, last, parts in pairs for i, part in parts.items() if i in last)
    tight = max(min(gaps, default=0.0), 0.0)
    return any(_is_anew(line, last, tight, frame) for line, last, _ in pairs)


def _is_anew(line: Line, last: Mapping[int, Line], tight: float, frame: Frame) -> bool:
    """Whether most columns begin a new text on a line; `last` said each of them before, lines are `tight` at least."""
    parts = frame.parts(line)
    known = {i: part for i, part in parts.items() if i in last}
    gaps = {i: (part.top - last[i].bottom - tight) / part.size for i, part in known.items()}
    fresh = sum(gaps[i] > _WIDER or fits(last[i], part, frame.limits[i]) for i, part in known.items())
    silent = sum(gap > SILENT for gap in gaps.values())
    marks = silent + (_LEAST_SILENT if frame.is_numbered(line) else 0)
    most = silent > 0 and len(parts) >= _MANY and fresh >= _MOST_FRESH * len(parts)
    return (most or marks - (len(parts) - fresh) >= _LEAST_SILENT) and len(parts) > len(last) / 2
