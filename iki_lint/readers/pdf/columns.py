"""Tables on a page that only white space, or white space and horizontal rules, sets in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from iki_lint.readers import signatures, titles
from iki_lint.readers.headings import are_headings
from iki_lint.readers.pdf.lines import Line, begins, fits, lines
from iki_lint.readers.pdf.rows import HEADING_LINES, Frame, by_lines, grid_of
from iki_lint.readers.pdf.rules import NEAR, Bar
from iki_lint.readers.pdf.tables import Grid

_NEAR_HEADING = 0.9  # between two lines of headings, in font sizes
_MOST_GAP = 3.5  # between two lines of a table without rules, in font sizes


def unruled(given: Sequence[Line], bars: Sequence[Bar], last: Grid | None) -> list[Line | Grid]:
    """Lines, those that stand in columns under headings as tables; `last` may go on from the page before.

    Signatures side by side are a table of one row.
    """
    found: list[Line | Grid] = []
    at = 0
    while at < len(given):
        known = last if at == 0 else None
        stop = _region(given, at, known)
        region = given[at:stop]
        if (known and region) or (len(region) > 1 and _headed(region[:HEADING_LINES])):
            over = [] if known else _over(found, region)
            found.append(by_lines([*over, *region], _frame([*over, *region], known), bars, len(over)))
        elif len(region) > 1 and not begins(region[0].text) and _signed(region):
            found.append(grid_of([region], _frame(region), bars))
        else:
            stop = at + 1
            found.append(given[at])
        at = stop
    return found


def only_headings(grid: Grid) -> bool:
    """Whether a table holds headings, and below them at most a row of column numbers."""
    said = [[" ".join(word.text for word in box.words) if box else "" for box in row] for row in grid.rows]
    rest = (text.strip("().") for row in said[1:] for text in row if text)
    return are_headings(said[0]) and all(text.isdigit() for text in rest)


def stacked(above: Grid, below: Grid) -> Grid:
    """Two tables as one."""
    merged = {(row + len(above.rows), column) for row, column in below.merged}
    return replace(above, rows=above.rows + below.rows, merged=above.merged | merged, bottom=below.bottom)


def _headed(given: Sequence[Line]) -> bool:
    """Whether the first line of a region, with those that go on below it, are headings of a table's columns."""
    return len(given[0].phrases()) > 1 and _frame(given).headed(given)


def _frame(given: Sequence[Line], known: Grid | None = None) -> Frame:
    """The columns of lines; those of the table that they go on with, where it has more than they show."""
    edges = [low for low, _ in _spread(given)]
    if known and len(edges) != len(known.edges):
        edges = list(known.edges)
    return Frame.around(given, edges)


def _over(found: list[Line | Grid], given: Sequence[Line]) -> list[Line]:
    """The lines above a table's first one that hold the upper lines of tall headings; they are taken off `found`."""
    columns = _spread(given)
    over: list[Line] = []
    while found and isinstance(line := found[-1], Line) and line.x0 > columns[1][0] - NEAR:
        below = over[0] if over else given[0]
        inside = all(_crossed(part, columns) == 1 for part in line.phrases())
        if not inside or below.top - line.bottom > _NEAR_HEADING * line.size or titles.is_title(line.text):
            break
        over.insert(0, line)
        found.pop()
    return over


def _crossed(part: Line, columns: Sequence[tuple[float, float]]) -> int:
    """In how many columns a part of a line stands."""
    return sum(part.x0 < high and low < part.x1 for low, high in columns)


def _spread(given: Sequence[Line], known: Sequence[tuple[float, float]] = ()) -> list[tuple[float, float]]:
    """The columns of lines, with those `known` above them: stretches that white space sets apart in all of them."""
    spans = sorted([*known, *((part.x0, part.x1) for line in given for part in line.phrases())])
    columns: list[tuple[float, float]] = []
    for x0, x1 in spans:
        if columns and x0 <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def _region(given: Sequence[Line], start: int, known: Grid | None) -> int:
    """Where a table without rules that begins at `start` ends: at a line that crosses its columns or opens a part."""
    columns = [(edge, edge + 1) for edge in known.edges] if known else _spread([given[start]])
    if len(columns) < 2 or (known and _is_below(given[start], known)):
        return start
    at = start
    while at < len(given):
        line = given[at]
        far = at > start and line.top - given[at - 1].bottom > _MOST_GAP * line.size
        parts = line.phrases()
        crossed = any(_crossed(part, columns) > 1 for part in parts)
        crossed |= len(parts) == 1 and titles.is_title(line.text)
        if far or crossed or (line.x0 < columns[1][0] - NEAR and _opens(line.text)):
            return at
        columns = columns if known else _spread([line], columns)
        at += 1
    return at


def _is_below(line: Line, table: Grid) -> bool:
    """Whether a line at the left margin stands below a table, not in its first column."""
    first = table.rows[-1][0]
    if len(line.phrases()) > 1 or line.x0 >= table.edges[1] - NEAR:
        return False
    return not first or not first.words or fits(lines(first.words)[-1], line, first.limit)


def _opens(text: str) -> bool:
    """Whether a line stands above a table, not in one."""
    return bool(titles.label(text)) or titles.is_title(text)


def _signed(given: Sequence[Line]) -> bool:
    parts = (line.phrases() for line in given)
    return any(len(each) > 1 and signatures.closes(part.text) for each in parts for part in each)
