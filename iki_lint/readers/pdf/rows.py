"""Lines as the rows of a table whose columns are known."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from iki_lint.document.printed import Where
from iki_lint.readers.headings import are_headings
from iki_lint.readers.pdf.lines import Line, Word, begins, fits, lines, paragraph
from iki_lint.readers.pdf.rules import NEAR, Bar, inner
from iki_lint.readers.pdf.tables import Box, Grid, position

HEADING_LINES = 5
_GUTTER = 10.8  # points between the texts of two columns, as Word and LibreOffice set them of themselves
_LEAST_RULE = 0.4  # of a table's width: how long a rule between two rows is at least
_LEAST_SILENT = 2
_SILENT, _WIDER = 0.8, 0.3  # over what is between two lines of a text: a line left out, another text, in font sizes


@dataclass(frozen=True, slots=True)
class Frame:
    """The columns of a table: their left ends, and how far to the right the text of each may reach."""

    edges: tuple[float, ...]
    limits: tuple[float, ...]

    @classmethod
    def around(cls, given: Sequence[Line], edges: Sequence[float]) -> Frame:
        """The columns that begin at `edges` and hold all lines."""
        reached = [0.0] * len(edges)
        for line in given:
            for word in line.words:
                column = position(word.x0, edges)
                reached[column] = max(reached[column], word.x1)
        ends = (max(own, edge - _GUTTER) for own, edge in zip(reached, [*edges[1:], 0.0], strict=True))
        return cls(tuple(edges), tuple(ends))

    def parts(self, line: Line) -> dict[int, Line]:
        """The parts of a line by the column they stand in."""
        found: dict[int, list[Word]] = {}
        for word in line.words:
            found.setdefault(position(word.x0, self.edges), []).append(word)
        return {column: Line(tuple(words)) for column, words in found.items()}

    def headed(self, given: Sequence[Line]) -> bool:
        """Whether lines are the headings of a table's columns, perhaps with rows below them."""
        columns = [[part for line in given if (part := self.parts(line).get(i))] for i in range(len(self.edges))]
        pairs = zip(columns, self.limits, strict=True)
        said = (paragraph(column, limit, Where()).text.text for column, limit in pairs if column)
        return not begins(given[0].text) and are_headings(said)

    def headings(self, given: Sequence[Line]) -> int:
        """How many of lines are headings above the first row; 0 where none are, or no row is below them."""
        for count in range(1, min(len(given), HEADING_LINES + 1)):
            above, line = given[:count], given[count]
            if self.headed(above) and self.starts(above[-1], line) and not self._is_rest(above, line):
                return count
        return 0

    def _is_rest(self, above: Sequence[Line], line: Line) -> bool:
        """Whether a line goes on with headings that stand taller, beside the lines of shorter ones."""
        last = {i: part for each in above for i, part in self.parts(each).items()}
        parts = self.parts(line)
        far = any(i in last and part.top - last[i].bottom >= _SILENT * part.size for i, part in parts.items())
        return not far and parts.keys().isdisjoint(self.parts(above[-1]))

    def is_numbered(self, line: Line) -> bool:
        """Whether a line has a number and nothing else in the first column."""
        first = self.parts(line).get(0)
        return first is not None and first.text.strip("().").isdigit()

    def starts(self, above: Line, line: Line) -> bool:
        """Whether a line begins a row: a column that was silent speaks again, or in most of them a new text begins."""
        parts, over = self.parts(line), self.parts(above)
        if len(parts) < 2:
            return False
        fresh = sum(fits(over[i], part, self.limits[i]) for i, part in parts.items() if i in over)
        return self.is_numbered(line) or not parts.keys() <= over.keys() or (len(parts) > 2 and fresh > len(parts) / 2)


# -- tables without rules between their columns ------------------------------------------------------------------------


def by_lines(given: Sequence[Line], frame: Frame, bars: Sequence[Bar], over: int) -> Grid:
    """Lines as rows: by the rules between them where there are several, else by what they say.

    The first `over` lines are the upper lines of tall headings.
    """
    rules = _rules(given, bars)
    if len(rules) > 1:
        return parted(_by_rules(given, frame, rules, bars))
    over = max(over, frame.headings(given) - 1)
    rows: list[list[Line]] = []
    for i, line in enumerate(given):
        ruled = i > 0 and any(given[i - 1].bottom <= bar.y + NEAR and bar.y <= line.top + NEAR for bar in rules)
        if i == 0 or ruled or (i > over and frame.starts(given[i - 1], line)):
            rows.append([])
        rows[-1].append(line)
    return grid_of(rows, frame, bars)


def grid_of(rows: Sequence[Sequence[Line]], frame: Frame, bars: Sequence[Bar]) -> Grid:
    """The lines of each row as a table."""
    boxes = tuple(tuple(_boxes(row, frame, bars)) for row in rows)
    return Grid(boxes, frozenset(), frame.edges, rows[0][0].top, rows[-1][-1].bottom, frame.limits[-1])


def _boxes(row: Sequence[Line], frame: Frame, bars: Sequence[Bar]) -> Iterator[Box]:
    top, bottom = row[0].top, row[-1].bottom
    for i, (edge, limit) in enumerate(zip(frame.edges, frame.limits, strict=True)):
        words = tuple(word for line in row for word in line.words if position(word.x0, frame.edges) == i)
        yield Box(words, limit, inner(bars, edge - NEAR, limit + NEAR, top, bottom))


def _rules(given: Sequence[Line], bars: Sequence[Bar]) -> list[Bar]:
    """The rules that run between the rows of a table."""
    left, right = min(line.x0 for line in given), max(line.x1 for line in given)
    inside = (bar for bar in bars if given[0].bottom - NEAR < bar.y < given[-1].top + NEAR)
    return [bar for bar in inside if min(bar.x1, right) - max(bar.x0, left) >= _LEAST_RULE * (right - left)]


def _by_rules(given: Sequence[Line], frame: Frame, rules: Sequence[Bar], bars: Sequence[Bar]) -> Grid:
    """Rows between rules; a column that a rule leaves out is merged over it."""
    heights = [rule.y for rule in rules]
    merged = {
        (row, column)
        for row, rule in enumerate(rules, 1)
        for column, edge in enumerate(frame.edges)
        if not rule.x0 - NEAR <= edge + NEAR <= rule.x1
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
            drawn = inner(bars, edge - NEAR, limit + NEAR, top + NEAR, bottom - NEAR)
            cells.append(None if (row, column) in merged else Box(own, limit, drawn))
        rows.append(tuple(cells))
    return Grid(tuple(rows), frozenset(merged), frame.edges, given[0].top, given[-1].bottom, frame.limits[-1])


# -- tables with rules between their columns only ----------------------------------------------------------------------


def parted(grid: Grid, *, goes_on: bool = False) -> Grid:
    """A table drawn with rules; where these hold several rows together, each of them by itself.

    `goes_on` says that those on the page before did, in a table with the same columns.
    """
    rows: list[tuple[Box | None, ...]] = []
    merged: set[tuple[int, int]] = set()
    for number, row in enumerate(grid.rows):
        down = {column for column in range(len(row)) if (number + 1, column) in grid.merged}
        own = [None if i in down else box for i, box in enumerate(row)]
        heights = _heights(own, grid.edges, goes_on and number == 0)
        covered = {column for column in range(len(row)) if (number, column) in grid.merged}
        for part in range(len(heights) + 1):
            merged |= {(len(rows), column) for column in (covered | down if part else covered)}
            rows.append(tuple(_part(box, [] if i in down else heights, part) for i, box in enumerate(row)))
    return replace(grid, rows=tuple(rows), merged=frozenset(merged))


def _part(box: Box | None, heights: Sequence[float], part: int) -> Box | None:
    """What of a cell stands in the row that is the given part of its own."""
    if box is None or part > len(heights):
        return None
    words = tuple(word for word in box.words if bisect_right(heights, word.middle) == part)
    return replace(box, words=words, bars=tuple(bar for bar in box.bars if bisect_right(heights, bar.y) == part))


def _heights(row: Sequence[Box | None], edges: Sequence[float], goes_on: bool) -> list[float]:
    """Where new rows begin inside one between rules; nowhere if nothing says that it holds several."""
    given = lines(word for box in row if box for word in box.words)
    frame = Frame(tuple(edges), tuple(box.limit if box else edge for box, edge in zip(row, edges, strict=True)))
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
    silent = sum(gap > _SILENT for gap in gaps.values())
    marks = silent + (_LEAST_SILENT if frame.is_numbered(line) else 0)
    return marks - (len(parts) - fresh) >= _LEAST_SILENT and len(parts) > len(last) / 2
