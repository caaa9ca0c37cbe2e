"""Pages as one text: paragraphs and tables put together again where the end of a page broke them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count, pairwise

from iki_lint.document.printed import Where
from iki_lint.readers import decree, signatures, titles
from iki_lint.readers.blocks import Block, Table, Unread, labelled
from iki_lint.readers.pdf.cells import cell
from iki_lint.readers.pdf.halves import Said, mended
from iki_lint.readers.pdf.lines import Line, Word, begins, fits, groups, lines, paragraph, set_off
from iki_lint.readers.pdf.pages import Page
from iki_lint.readers.pdf.rules import NEAR
from iki_lint.readers.pdf.tables import Box, Grid

_LEAST_ANEW = 2
_MOST_SIGNED = 10
_FAR = 3.0  # above the end of a page, in font sizes, which a text reaches that goes on behind it


def joined(pages: Iterable[Page], said: Said) -> Iterator[Block | Unread]:
    """The blocks of a document, each with its place; `said` is what the document says."""
    order = count(1)
    text: list[Line] = []
    table: Grid | None = None
    limit = 0.0
    for page in pages:
        if page.pictured and not page.items:
            yield Unread(Where(page=page.number))
        if page.turned:
            yield Unread(Where(page=page.number), "turned", page.turned)
        for i, item in enumerate(page.items):
            if isinstance(item, Line):
                if table:
                    yield _table(table, next(order), said)
                    table = None
                if text and limit != page.limit:
                    yield from _paragraphs(text, limit, order)
                    text = []
                text.append(item)
                limit = page.limit
                continue
            yield from _paragraphs(text, limit, order)
            text = []
            whole = _one(table, item) if table and i == 0 else None
            if table and not whole:
                yield _table(table, next(order), said)
            table = whole or item
    yield from _paragraphs(text, limit, order)
    if table:
        yield _table(table, next(order), said)


def _paragraphs(text: Sequence[Line], limit: float, order: Iterator[int]) -> Iterator[Block]:
    signed = set(_signed(text))
    openings = [i for i, line in enumerate(text) if i == 0 or i in signed or _opens(line.text)]
    parts = (text[a:b] for a, b in pairwise([*openings, len(text)]))
    for group in (group for part in parts for group in groups(part, limit)):
        number = next(order)
        found = paragraph(group, limit, Where(page=group[0].page, order=number))
        if found.text:
            yield labelled(found.text, bold=found.bold)


def _opens(text: str) -> bool:
    """Whether a line begins something by its words, however full the line above it."""
    return decree.opens(text) or decree.is_dictum(text) or (":" in text and bool(titles.label(text)))


def _signed(text: Sequence[Line]) -> Iterator[int]:
    """The lines that begin something in a signature block, however far to the right it stands, and the one below."""
    for begin, line in enumerate(text):
        if signatures.dates(line.text):
            block = [each.text for each in text[begin : begin + _MOST_SIGNED]]
            end = next((i for i, said in enumerate(block) if signatures.ends(said)), -1)
            pairs = enumerate(pairwise(block[: end + 2]), begin + 1)
            yield from (i for i, (above, said) in pairs if signatures.opens(above, said))


def _table(grid: Grid, order: int, said: Said) -> Table:
    rows = ((box and mended(box, said) for box in row) for row in grid.rows)
    cells = tuple(tuple(cell(box, replace(box.where, order=order)) if box else () for box in row) for row in rows)
    return Table(cells, grid.merged)


def _one(above: Grid, below: Grid) -> Grid | None:
    """A table and its rest on the next page as one; None where the lower one is another."""
    columns = [_column(edge, above.edges) for edge in below.edges]
    known = [column for column in columns if column is not None]
    if len(known) < len(columns):
        return None
    aligned = [_aligned(row, known, len(above.edges)) for row in below.rows]
    pairs = enumerate(zip(aligned, above.rows, strict=False))
    gone = next((i for i, (row, head) in pairs if _said(row) != _said(head)), min(len(aligned), len(above.rows)))
    rows, kept = [list(row) for row in above.rows], aligned[gone:]
    if kept and _take(rows, above.merged, kept[0]):
        kept, gone = kept[1:], gone + 1
    begin = len(rows)
    merged = {(row - gone + begin, known[column]) for row, column in below.merged if row >= gone}
    open_cells = {column for row, column in above.merged if row == begin - 1}
    open_cells |= {known[column] for row, column in below.merged if row == gone + 1}
    if kept:
        merged |= {(begin, i) for i in open_cells if not _words(kept[0][i])}
    whole = (*map(tuple, rows), *map(tuple, kept))
    return replace(above, rows=whole, merged=above.merged | merged, bottom=below.bottom)


def _column(edge: float, edges: Sequence[float]) -> int | None:
    return next((i for i, other in enumerate(edges) if abs(edge - other) <= NEAR), None)


def _aligned(row: Sequence[Box | None], columns: Sequence[int], width: int) -> list[Box | None]:
    found: list[Box | None] = [None] * width
    for box, column in zip(row, columns, strict=True):
        found[column] = box
    return found


def _words(box: Box | None) -> tuple[Word, ...]:
    return box.words if box else ()


def _all(row: Sequence[Box | None]) -> list[Word]:
    return [word for box in row for word in _words(box)]


def _said(row: Sequence[Box | None]) -> list[list[str]]:
    return [[word.text for word in _words(box)] for box in row]


def _take(rows: list[list[Box | None]], merged: Collection[tuple[int, int]], rest: list[Box | None]) -> bool:
    """Give the rest of a row that the page broke to the cells above it; False where the row is a new one.

    A cell merged down over the page takes its rest also where the other cells begin anew.
    """
    owners = [_owner(len(rows) - 1, i, merged) for i in range(len(rest))]
    last = [rows[owner][i] for i, owner in enumerate(owners)]
    filled = [i for i, box in enumerate(rest) if _words(box)]
    ended = _ended([box if owners[i] == len(rows) - 1 else None for i, box in enumerate(last)])
    going = [i for i in filled if i not in ended and _goes_on(last[i], rest[i])]
    if filled and lines(_words(rest[filled[0]]))[0].text.strip("().").isdigit():
        return False
    anew = sum(_is_anew(last[i], rest[i]) for i in going)
    silent = not ended <= set(filled)
    all_of_it = bool(filled) and going == filled and (anew < _LEAST_ANEW or anew < len(going) or silent)
    if len(rows) == 1 and len(filled) < len(rows[0]) and set_off(*(_all(row) for row in (rows[0], rest))):
        all_of_it, going = True, filled
    for i in going:
        if all_of_it or owners[i] < len(rows) - 1:
            rows[owners[i]][i] = _longer(last[i], rest[i])
            rest[i] = None
    return all_of_it


def _ended(row: Sequence[Box | None]) -> set[int]:
    """The cells of a page's last row whose texts end far above the end of the lowest one."""
    bottoms = {i: max(word.bottom for word in words) for i, box in enumerate(row) if (words := _words(box))}
    end = max(bottoms.values(), default=0.0)
    return {i for i, bottom in bottoms.items() if end - bottom > _FAR * _words(row[i])[0].size}


def _owner(row: int, column: int, merged: Collection[tuple[int, int]]) -> int:
    while (row, column) in merged:
        row -= 1
    return row


def _goes_on(one: Box | None, other: Box | None) -> bool:
    """Whether the text of a cell on the next page is the rest of one on this page: of words, brackets, a fraction."""
    if not one or not other or not one.words:
        return False
    above, below = lines(one.words), lines(other.words)
    said = " ".join(line.text for line in above)
    if said.count("(") > said.count(")") or any(bar.y > above[-1].bottom - 1 for bar in one.bars):
        return True
    if begins(below[0].text):
        number = below[0].text.split()[0].strip("().")
        return begins(above[0].text) and number not in ("1", "a") and len(below[0].words) > 1
    return not fits(above[-1], below[0], one.limit)


def _is_anew(one: Box | None, other: Box | None) -> bool:
    """Whether a cell begins with a capital or a sign where the one above would not go on with one by its own words."""
    above = [word.text for word in _words(one) if word.text[0].isalpha()]
    capitals = sum(text[0].isupper() for text in above)
    first = _words(other)[0].text[0]
    return not (first.islower() or first.isdigit() or first == "(") and capitals <= len(above) / 2


def _longer(one: Box | None, other: Box | None) -> Box | None:
    """A cell with its rest from the next page below what it says on this one."""
    if not one or not other:
        return one
    down = max(word.bottom for word in one.words) - min(word.top for word in other.words) + 1
    words = (replace(word, top=word.top + down, bottom=word.bottom + down) for word in other.words)
    bars = (replace(bar, y=bar.y + down) for bar in other.bars)
    return replace(one, words=(*one.words, *words), bars=(*one.bars, *bars))
