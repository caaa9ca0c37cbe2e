"""Tables on a page that only white space, or white space and horizontal rules, sets in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from iki_lint.readers import signatures, titles
from iki_lint.readers.headings import are_headings, meaning
from iki_lint.readers.pdf.corridors import Columns, spread
from iki_lint.readers.pdf.frame import HEADING_LINES, Frame
from iki_lint.readers.pdf.lines import Line, begins, fits, lines, set_off
from iki_lint.readers.pdf.rows import by_lines, grid_of
from iki_lint.readers.pdf.rules import NEAR, Bar
from iki_lint.readers.pdf.tables import Grid

_NEAR_HEADING = 0.9  # between two lines of headings, in font sizes
_LEAST_KNOWN = 3  # of so many headings at least one says what it is
_MOST_SIGNED = 40  # lines
_LEAST_ALIGNED = 3  # columns, and lines in as many of them
_LEAST_LONE = 3  # headings that are known by what they say, where no row stands below them
_MOST_GAP = 3.5  # between two lines of a table without rules, in font sizes


def unruled(given: Sequence[Line], bars: Sequence[Bar], last: Grid | None, *, closed: bool) -> list[Line | Grid]:
    """Lines, those that stand in columns under headings as tables; `last` may go on from the page before.

    Headings that are `closed` by rules do not go on themselves.

    Signatures side by side are a table of one row.
    """
    found: list[Line | Grid] = []
    at = 0
    while at < len(given):
        grid, stop = _continued(given, bars, last, closed=closed) if last and at == 0 else (None, 0)
        if grid is None:
            grid, stop = _headed(given, at, bars)
        if grid is None:
            grid, stop = _signatures(given, at, bars)
        if grid is None:
            grid, stop = _aligned(given, at, bars)
        found.append(grid or given[at])
        at = stop if grid else at + 1
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


def _continued(given: Sequence[Line], bars: Sequence[Bar], last: Grid, *, closed: bool) -> tuple[Grid | None, int]:
    """The lines that go on with a table of the page before, or with headings between rules, and where they end."""
    if _is_below(given[0], last):
        return None, 0
    turned = last.bottom > given[0].bottom  # the page; else only the headings have rules around them
    columns = Columns(last.spans)
    lefts = [min(word.x0 for word in box.words) for row in last.rows for box in row if box and box.words]
    opened = (at for at, line in enumerate(given) if turned and _stands_alone(line, lefts))
    stop = _end(given[: next(opened, len(given))], 0, 0, columns)
    if not stop:
        return None, 0
    edges = [min(pair) for pair in zip(columns.edges(given[:stop]), last.edges, strict=True)]
    frame = Frame.around(given[:stop], edges)
    broken = turned and not closed and only_headings(last) and len(last.rows) == 1
    heads = _rest(given[:stop], last, frame) if broken else _repeated(given[:stop], last)
    grid = by_lines(given[:stop], frame, bars, 0, heads)
    return replace(grid, edges=last.edges), stop


def _rest(given: Sequence[Line], last: Grid, frame: Frame) -> int:
    """How many lines are the rest of headings that the page's end broke: set off as they are, or else by columns."""
    head = [word for box in last.rows[0] if box for word in box.words]
    alike = next((i for i, line in enumerate(given) if not set_off(head, line.words)), len(given))
    return alike or frame.rest(given)


def _repeated(given: Sequence[Line], last: Grid) -> int:
    """How many lines say the headings of a table again."""
    said = sorted(word.text for box in last.rows[0] if box for word in box.words)
    count = next((i for i in range(len(given) + 1) if sum(len(line.words) for line in given[:i]) >= len(said)), 0)
    return count if sorted(word.text for line in given[:count] for word in line.words) == said else 0


def _headed(given: Sequence[Line], start: int, bars: Sequence[Bar]) -> tuple[Grid | None, int]:
    """The table without rules whose headings begin at a line, and where it ends."""
    found = _headings(given, start)
    if found is None:
        return None, start
    columns, count = found
    stop = _end(given, start, start + count, columns)
    if stop <= start + count and not _ends_page(given, start, columns):
        return None, start
    region = given[start:stop]
    frame = Frame.around(region, columns.edges(region))
    return by_lines(region, frame, bars, count), stop


def _ends_page(given: Sequence[Line], start: int, columns: Columns) -> bool:
    """Whether the last lines of a page are headings of a table whose rows stand on the next one."""
    said = [meaning(text) for text in _said(given[start:], columns.spans)]
    return len(set(said) - {""}) >= _LEAST_LONE


def _headings(given: Sequence[Line], start: int) -> tuple[Columns, int] | None:
    """The columns that headings set which begin at a line, and how many lines these take at least."""
    found: tuple[Columns, int] | None = None
    for count in range(1, min(HEADING_LINES, len(given) - start) + 1):
        block = given[start : start + count]
        far = count > 1 and block[-1].top - block[-2].bottom > _NEAR_HEADING * block[-1].size
        if far or (len(block[-1].phrases()) == 1 and _opens(block[-1].text)):
            break
        columns = spread(block)
        if found and len(columns) <= len(found[0].spans):
            break
        if len(columns) > 1 and not begins(block[0].text) and _are_headings(_said(block, columns)):
            found = Columns(columns), count
    return found


def _are_headings(texts: Sequence[str]) -> bool:
    """Whether texts side by side are headings of columns, not words of a sentence that is set wide."""
    return are_headings(texts) and sum(bool(meaning(text)) for text in texts) * _LEAST_KNOWN >= len(texts)


def _said(block: Sequence[Line], columns: Sequence[tuple[float, float]]) -> list[str]:
    """What lines say in each column."""
    words = [word for line in block for word in line.words]
    inside = ([word for word in words if low <= word.x0 and word.x1 <= high] for low, high in columns)
    return [" ".join(line.text for line in lines(own)) for own in inside]


def _end(given: Sequence[Line], start: int, below: int, columns: Columns) -> int:
    """Where a table without rules ends: at a line that crosses its columns or opens a part; `columns` learn its words.

    The lines up to `below` are its headings.
    """
    reach = _reach(given, start, below, columns.spans[1][0])
    columns.learn(given[start:reach])
    return next((at for at in range(start, reach) if not columns.hold(given[at].phrases())), reach)


def _reach(given: Sequence[Line], start: int, below: int, second: float) -> int:
    """Where a table ends at the latest: at a line that opens a part, left of its second column, or far below."""
    for at in range(max(start, below), len(given)):
        line = given[at]
        far = at > start and line.top - given[at - 1].bottom > _MOST_GAP * line.size
        alone = titles.is_title(line.text) and len(line.phrases()) == 1
        if far or alone or (line.x0 < second - NEAR and titles.label(line.text)):
            return at
    return len(given)


def _is_below(line: Line, table: Grid) -> bool:
    """Whether a line at the left margin stands below a table, not in its first column."""
    first = table.rows[-1][0]
    if len(line.phrases()) > 1 or line.x0 >= table.edges[1] - NEAR:
        return False
    return not first or not first.words or fits(lines(first.words)[-1], line, first.limit)


def _stands_alone(line: Line, lefts: Sequence[float]) -> bool:
    """Whether a line that begins where no cell does names what a heading on a page does: a year, an office, who."""
    if len(line.phrases()) > 1 or any(abs(line.x0 - left) <= NEAR for left in lefts):
        return False
    text = line.text
    return any(said(text) for said in (titles.is_year, titles.names_post, titles.names_unit, titles.OFFICE.match))


def _opens(text: str) -> bool:
    """Whether a line stands above a table, not in one."""
    return bool(titles.label(text)) or titles.is_title(text)


# -- columns without headings, and signatures --------------------------------------------------------------------------


def _signatures(given: Sequence[Line], start: int, bars: Sequence[Bar]) -> tuple[Grid | None, int]:
    """Signatures side by side as a table of one row, and where they end."""
    columns = Columns(spread([given[start]]))
    if len(columns.spans) < 2 or begins(given[start].text) or _opens(given[start].text):
        return None, start
    stop = _end(given[: start + _MOST_SIGNED], start, start + 1, columns)
    region = given[start:stop]
    if len(region) < 2 or not _signed(region):
        return None, start
    return grid_of([region], Frame.around(region, columns.edges(region)), bars), stop


def _aligned(given: Sequence[Line], start: int, bars: Sequence[Bar]) -> tuple[Grid | None, int]:
    """Lines in columns without headings as a table, so that it is known as one, and where it ends."""
    if not _tabular(given[start]):
        return None, start
    first = given[start : start + _LEAST_ALIGNED]
    lefts = max(([part.x0 for part in line.phrases()] for line in first), key=len)
    below = (i for i, line in enumerate(given[start:], start) if not _begins_at(line, lefts) or _opens(line.text))
    stop = next(below, len(given))
    region = given[start:stop]
    if sum(map(_tabular, region)) < _LEAST_ALIGNED:
        return None, start
    return by_lines(region, Frame.around(region, lefts), bars, 0), stop


def _tabular(line: Line) -> bool:
    """Whether a line stands in several columns, and more than a label and what it says."""
    said = [part for part in line.phrases() if any(letter.isalnum() for letter in part.text)]
    return len(said) >= _LEAST_ALIGNED and not begins(said[1].text)


def _begins_at(line: Line, lefts: Sequence[float]) -> bool:
    return all(any(abs(part.x0 - left) <= NEAR for left in lefts) for part in line.phrases())


def _signed(given: Sequence[Line]) -> bool:
    parts = (line.phrases() for line in given)
    return any(len(each) > 1 and signatures.closes(part.text) for each in parts for part in each)
