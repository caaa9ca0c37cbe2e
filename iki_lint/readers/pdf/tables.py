"""Tables on a page: those drawn with rules, and those that only white space sets in columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from iki_lint.document.printed import Where
from iki_lint.readers import signatures, titles
from iki_lint.readers.headings import meaning
from iki_lint.readers.pdf.lines import Line, Word, fits, lines, paragraph

_NEAR = 2.5  # points within which two edges are one
_LEAST_BAR = 8.0
_HEADING_LINES = 5
_GUTTER = 10.8  # points between the texts of two columns, as Word and LibreOffice set them of themselves
_MOST_GAP = 3.5  # between two lines of a table without rules, in font sizes


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
    """A table on a page: rows of cells, None where one is covered by another; `edges` are its columns' left ends."""

    rows: tuple[tuple[Box | None, ...], ...]
    merged: frozenset[tuple[int, int]]
    edges: tuple[float, ...]
    top: float
    bottom: float
    right: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a page draws besides text: the cells of each table with rules, and short rules."""

    tables: tuple[tuple[tuple[float, float, float, float], ...], ...]
    bars: tuple[Bar, ...]


# -- with rules --------------------------------------------------------------------------------------------------------


def drawn(page: Any) -> Drawn:
    """The tables and rules of a page (pdfplumber); a table inside another's cell is none."""
    found = [table for table in page.find_tables() if len(table.cells) > 1]
    outer = (t for t in found if not any(o is not t and _within(t.bbox, c) for o in found for c in o.cells))
    return Drawn(tuple(tuple(table.cells) for table in outer), tuple(_bars(page)))


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


def _within(inner: Sequence[float], outer: Sequence[float]) -> bool:
    return all(inner[i] >= outer[i] - _NEAR for i in (0, 1)) and all(inner[i] <= outer[i] + _NEAR for i in (2, 3))


def _holds(box: Sequence[float], word: Word) -> bool:
    return box[0] <= (word.x0 + word.x1) / 2 <= box[2] and box[1] <= word.middle <= box[3]


def _edges(values: Sequence[float]) -> list[float]:
    """Values in order, those that are all but the same once."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _NEAR:
            kept.append(value)
    return kept


def _grid(cells: Sequence[Sequence[float]], words: Sequence[Word], bars: Sequence[Bar]) -> Grid:
    left, above = _edges([c[0] for c in cells]), _edges([c[1] for c in cells])
    rows: list[list[Box | None]] = [[None] * len(left) for _ in above]
    merged = set()
    for cell in cells:
        x0, top, x1, bottom = cell
        column, row = bisect_right(left, x0 + _NEAR) - 1, bisect_right(above, top + _NEAR) - 1
        own = tuple(word for word in words if _holds(cell, word))
        margin = min(max(min((word.x0 for word in own), default=x0) - x0, 1.0), 8.0)
        drawn = tuple(b for b in bars if x0 + 1 < b.x0 and b.x1 < x1 - 1 and top < b.y < bottom)
        rows[row][column] = Box(own, x1 - margin, drawn)
        merged |= {(below, column) for below in range(row + 1, len(above)) if above[below] < bottom - _NEAR}
    return Grid(
        tuple(map(tuple, rows)),
        frozenset(merged),
        tuple(left),
        above[0],
        max(c[3] for c in cells),
        max(c[2] for c in cells),
    )


def _bars(page: Any) -> list[Bar]:
    """The short horizontal rules of a page, those that touch as one."""
    thin = (each for each in (*page.lines, *page.rects) if each["height"] < 2 and each["width"] > 0)
    drawn: list[Bar] = []
    for each in sorted(thin, key=lambda one: (round(one["top"]), one["x0"])):
        last = drawn[-1] if drawn else None
        if last and abs(last.y - each["top"]) < 1.5 and each["x0"] - last.x1 < 4:
            drawn[-1] = Bar(last.x0, max(last.x1, each["x1"]), last.y)
        else:
            drawn.append(Bar(each["x0"], each["x1"], each["top"]))
    return [bar for bar in drawn if bar.x1 - bar.x0 >= _LEAST_BAR]


# -- without rules -----------------------------------------------------------------------------------------------------


def unruled(given: Sequence[Line], bars: Sequence[Bar], last: Grid | None) -> list[Line | Grid]:
    """Lines, those that stand in columns under headings as tables; `last` may go on from the page before.

    Signatures side by side are a table of one row.
    """
    found: list[Line | Grid] = []
    at = 0
    while at < len(given):
        known = last if at == 0 else None
        stop = _region(given, at, known)
        if (known and stop > at) or (stop > at + 1 and _headed(given[at:stop][:_HEADING_LINES])):
            found.append(_columned(given[at:stop], bars, known))
        elif stop > at + 1 and _signed(given[at:stop]):
            found.append(_grid_of([given[at:stop]], _lefts(given[at:stop]), bars))
        else:
            stop = at + 1
            found.append(given[at])
        at = stop
    return found


def _headed(given: Sequence[Line]) -> bool:
    """Whether the first line of a region, with those that go on below it, are headings of a table's columns."""
    edges = _lefts(given)
    limits = _limits(given, edges)
    columns = [[part for line in given if (part := _by_column(line, edges).get(i))] for i in range(len(edges))]
    said = (paragraph(column, limit, Where()).text.text for column, limit in zip(columns, limits, strict=True))
    names = {meaning(text) for text in said} - {""}
    return len(given[0].phrases()) > 1 and "indikator" in names and len(names) > 1


def _spread(given: Sequence[Line]) -> list[tuple[float, float]]:
    """The columns of lines: stretches that white space sets apart in all of them."""
    spans = sorted((part.x0, part.x1) for line in given for part in line.phrases())
    columns: list[tuple[float, float]] = []
    for x0, x1 in spans:
        if columns and x0 <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def _region(given: Sequence[Line], start: int, known: Grid | None) -> int:
    """Where a table without rules that begins at `start` ends: at a line that crosses its columns or opens a part."""
    columns = [(edge, edge + 1) for edge in known.edges] if known else _spread(given[start : start + 1])
    if len(columns) < 2 or (known and _is_below(given[start], known)):
        return start
    at = start
    while at < len(given):
        line = given[at]
        far = at > start and line.top - given[at - 1].bottom > _MOST_GAP * line.size
        crossed = any(sum(part.x0 < high and low < part.x1 for low, high in columns) > 1 for part in line.phrases())
        if far or crossed or (line.x0 < columns[1][0] - _NEAR and _opens(line.text)):
            return at
        columns = _spread([*given[start:at], line]) if not known else columns
        at += 1
    return at


def _is_below(line: Line, table: Grid) -> bool:
    """Whether a line at the left margin stands below a table, not in its first column."""
    first = table.rows[-1][0]
    if len(line.phrases()) > 1 or line.x0 >= table.edges[1] - _NEAR:
        return False
    return not first or not first.words or fits(lines(first.words)[-1], line, first.limit)


def _opens(text: str) -> bool:
    """Whether a line stands above a table, not in one."""
    return bool(titles.label(text)) or titles.is_title(text)


def _signed(given: Sequence[Line]) -> bool:
    parts = (line.phrases() for line in given)
    return any(len(each) > 1 and signatures.closes(part.text) for each in parts for part in each)


def _lefts(given: Sequence[Line]) -> list[float]:
    return [low for low, _ in _spread(given)]


def _columned(given: Sequence[Line], bars: Sequence[Bar], known: Grid | None) -> Grid:
    edges = _lefts(given)
    if known and len(edges) != len(known.edges):
        edges = list(known.edges)
    limits = _limits(given, edges)
    rows: list[list[Line]] = []
    for i, line in enumerate(given):
        if i == 0 or _starts(given[i - 1], line, edges, limits):
            rows.append([])
        rows[-1].append(line)
    return _grid_of(rows, edges, bars)


def _limits(given: Sequence[Line], edges: Sequence[float]) -> list[float]:
    """How far to the right the text of each column may reach."""
    reached = [0.0] * len(edges)
    for line in given:
        for i, part in _by_column(line, edges).items():
            reached[i] = max(reached[i], part.x1)
    return [max(own, edge - _GUTTER) for own, edge in zip(reached, [*edges[1:], 0.0], strict=True)]


def _grid_of(rows: Sequence[Sequence[Line]], edges: Sequence[float], bars: Sequence[Bar]) -> Grid:
    limits = _limits([line for row in rows for line in row], edges)
    boxes = tuple(tuple(_boxes(row, edges, limits, bars)) for row in rows)
    return Grid(boxes, frozenset(), tuple(edges), rows[0][0].top, rows[-1][-1].bottom, limits[-1])


def _boxes(row: Sequence[Line], edges: Sequence[float], limits: Sequence[float], bars: Sequence[Bar]) -> Iterator[Box]:
    top, bottom = row[0].top, row[-1].bottom
    for i, (edge, limit) in enumerate(zip(edges, limits, strict=True)):
        words = tuple(word for line in row for word in line.words if bisect_right(edges, word.x0 + _NEAR) - 1 == i)
        drawn = tuple(b for b in bars if edge - _NEAR <= b.x0 and b.x1 <= limit + _NEAR and top < b.y < bottom)
        yield Box(words, limit, drawn)


def _starts(above: Line, line: Line, edges: Sequence[float], limits: Sequence[float]) -> bool:
    """Whether a line begins a row: a column that was silent speaks again, or in most of them a new text begins."""
    parts, over = _by_column(line, edges), _by_column(above, edges)
    if len(parts) < 2:
        return False
    numbered = 0 in parts and parts[0].text.rstrip(".").isdigit()
    fresh = sum(fits(over[i], part, limits[i]) for i, part in parts.items() if i in over)
    return numbered or not parts.keys() <= over.keys() or (len(parts) > 2 and fresh > len(parts) / 2)


def _by_column(line: Line, edges: Sequence[float]) -> dict[int, Line]:
    found: dict[int, list[Word]] = {}
    for word in line.words:
        found.setdefault(bisect_right(edges, word.x0 + _NEAR) - 1, []).append(word)
    return {column: Line(tuple(words)) for column, words in found.items()}
