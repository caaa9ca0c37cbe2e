"""Tables on a page that only white space, or white space and horizontal rules, sets in columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from iki_lint.document.printed import Where
from iki_lint.readers import signatures, titles
from iki_lint.readers.headings import are_headings
from iki_lint.readers.pdf.lines import Line, Word, begins, fits, lines, paragraph
from iki_lint.readers.pdf.tables import NEAR, Bar, Box, Grid, inner, position

_HEADING_LINES = 5
_GUTTER = 10.8  # points between the texts of two columns, as Word and LibreOffice set them of themselves
_NEAR_HEADING = 0.9  # between two lines of headings, in font sizes
_MOST_GAP = 3.5  # between two lines of a table without rules, in font sizes
_LEAST_RULE = 0.4  # of a table's width: how long a rule between two rows is at least


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
            over = [] if known else _over(found, given[at:stop])
            found.append(_columned([*over, *given[at:stop]], bars, known, len(over)))
        elif stop > at + 1 and not begins(given[at].text) and _signed(given[at:stop]):
            edges = _lefts(given[at:stop])
            found.append(_grid_of([given[at:stop]], edges, _limits(given[at:stop], edges), bars))
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


def is_unruled(words: Sequence[Word]) -> bool:
    """Whether words are a table with its headings, and not one row of it."""
    given = lines(words)
    return len(given) > _HEADING_LINES and _headed(given[:_HEADING_LINES])


def _headed(given: Sequence[Line]) -> bool:
    """Whether the first line of a region, with those that go on below it, are headings of a table's columns."""
    edges = _lefts(given)
    limits = _limits(given, edges)
    columns = [[part for line in given if (part := _by_column(line, edges).get(i))] for i in range(len(edges))]
    said = (paragraph(column, limit, Where()).text.text for column, limit in zip(columns, limits, strict=True))
    return len(given[0].phrases()) > 1 and not begins(given[0].text) and are_headings(said)


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


def _lefts(given: Sequence[Line]) -> list[float]:
    return [low for low, _ in _spread(given)]


def _columned(given: Sequence[Line], bars: Sequence[Bar], known: Grid | None, over: int) -> Grid:
    """Lines as rows: by the rules between them where there are several, else by what they say.

    The first `over` lines are the upper lines of tall headings.
    """
    edges = _lefts(given)
    if known and (known.drawn or len(edges) != len(known.edges)):
        edges = list(known.edges)
    limits = _limits(given, edges)
    rules = _rules(given, bars)
    if len(rules) > 1:
        return _by_rules(given, edges, limits, rules, bars)
    rows: list[list[Line]] = []
    for i, line in enumerate(given):
        ruled = i > 0 and any(given[i - 1].bottom <= bar.y + NEAR and bar.y <= line.top + NEAR for bar in rules)
        if i == 0 or ruled or (i > over and _starts(given[i - 1], line, edges, limits)):
            rows.append([])
        rows[-1].append(line)
    return _grid_of(rows, edges, limits, bars)


def _rules(given: Sequence[Line], bars: Sequence[Bar]) -> list[Bar]:
    """The rules that run between the rows of a table."""
    left, right = min(line.x0 for line in given), max(line.x1 for line in given)
    inside = (bar for bar in bars if given[0].bottom - NEAR < bar.y < given[-1].top + NEAR)
    return [bar for bar in inside if min(bar.x1, right) - max(bar.x0, left) >= _LEAST_RULE * (right - left)]


def _by_rules(
    given: Sequence[Line], edges: Sequence[float], limits: Sequence[float], rules: Sequence[Bar], bars: Sequence[Bar]
) -> Grid:
    """Rows between rules; a column that a rule leaves out is merged over it."""
    heights = [rule.y for rule in rules]
    merged = {
        (row, column)
        for row, rule in enumerate(rules, 1)
        for column, edge in enumerate(edges)
        if not rule.x0 - NEAR <= edge + NEAR <= rule.x1
    }
    words: dict[tuple[int, int], list[Word]] = {}
    for word in (word for line in given for word in line.words):
        row, column = bisect_right(heights, word.middle), position(word.x0, edges)
        while (row, column) in merged:
            row -= 1
        words.setdefault((row, column), []).append(word)
    bounds = [given[0].top, *heights, given[-1].bottom]
    rows: list[tuple[Box | None, ...]] = []
    for row, (top, bottom) in enumerate(pairwise(bounds)):
        cells: list[Box | None] = []
        for column, (edge, limit) in enumerate(zip(edges, limits, strict=True)):
            own = tuple(words.get((row, column), ()))
            drawn = inner(bars, edge - NEAR, limit + NEAR, top + NEAR, bottom - NEAR)
            cells.append(None if (row, column) in merged else Box(own, limit, drawn))
        rows.append(tuple(cells))
    return Grid(tuple(rows), frozenset(merged), tuple(edges), given[0].top, given[-1].bottom, limits[-1])


def _limits(given: Sequence[Line], edges: Sequence[float]) -> list[float]:
    """How far to the right the text of each column may reach."""
    reached = [0.0] * len(edges)
    for line in given:
        for i, part in _by_column(line, edges).items():
            reached[i] = max(reached[i], part.x1)
    return [max(own, edge - _GUTTER) for own, edge in zip(reached, [*edges[1:], 0.0], strict=True)]


def _grid_of(
    rows: Sequence[Sequence[Line]], edges: Sequence[float], limits: Sequence[float], bars: Sequence[Bar]
) -> Grid:
    boxes = tuple(tuple(_boxes(row, edges, limits, bars)) for row in rows)
    return Grid(boxes, frozenset(), tuple(edges), rows[0][0].top, rows[-1][-1].bottom, limits[-1])


def _boxes(row: Sequence[Line], edges: Sequence[float], limits: Sequence[float], bars: Sequence[Bar]) -> Iterator[Box]:
    top, bottom = row[0].top, row[-1].bottom
    for i, (edge, limit) in enumerate(zip(edges, limits, strict=True)):
        words = tuple(word for line in row for word in line.words if position(word.x0, edges) == i)
        yield Box(words, limit, inner(bars, edge - NEAR, limit + NEAR, top, bottom))


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
        found.setdefault(position(word.x0, edges), []).append(word)
    return {column: Line(tuple(words)) for column, words in found.items()}
