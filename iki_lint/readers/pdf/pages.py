"""What stands on each page, from above: lines and tables, without what only repeats on every page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import pdfplumber.page

from iki_lint.document.printed import Where
from iki_lint.readers import titles
from iki_lint.readers.pdf.columns import only_headings, stacked, unruled
from iki_lint.readers.pdf.lines import Line, Word, lines
from iki_lint.readers.pdf.parted import parted
from iki_lint.readers.pdf.rules import Drawn, drawn
from iki_lint.readers.pdf.tables import Grid, ruled

_MARGIN = 0.1  # of a page's height, above and below: where headers and footers stand
_LEAST_REPEATED = 3
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:hal(?:aman)?|page)\.?\s*)?\d{1,4}(?:\s*(?:/|dari|of)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE
)

_BULLET = re.compile(r"^[●○■□◦➢✓\uf000-\uf0ff]$")

Item: TypeAlias = "Line | Grid"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it was found: its words and what it draws; `pictured` where it holds an image.

    `turned` is the text on it that does not run from left to right."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    drawn: Drawn
    pictured: bool
    turned: str


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page, from above; `limit` is how far to the right its text reaches."""

    number: int
    items: tuple[Item, ...]
    limit: float
    pictured: bool
    turned: str


def sheet(page: Any) -> Sheet:
    """A page of pdfplumber."""
    page = _upright(page)
    given = page.extract_words(extra_attrs=["fontname", "size"])
    words = tuple(_word(each) for each in given if each["upright"] and each["size"] and each["text"].strip())
    turned = " ".join(each["text"] for each in given if not each["upright"])
    found = Sheet(page.page_number, page.width, page.height, words, drawn(page), bool(page.images), turned)
    page.close()
    return found


def _upright(page: Any) -> Any:
    """A page, turned where most of its letters are: a broad one that was printed on a tall one."""
    turned = [b > 0 for a, b, *_ in (char["matrix"] for char in page.chars) if abs(b) > abs(a)]
    if len(turned) <= len(page.chars) / 2:
        return page
    angle = 90 if sum(turned) > len(turned) / 2 else 270
    page.page_obj.rotate = page.page_obj.attrs["Rotate"] = (page.rotation + angle) % 360
    page.close()
    return pdfplumber.page.Page(page.pdf, page.page_obj, page.page_number)


def _word(given: dict[str, Any]) -> Word:
    x0, x1, top, bottom, size = (float(given[key]) for key in ("x0", "x1", "top", "bottom", "size"))
    text = _BULLET.sub("•", given["text"])
    return Word(text, x0, x1, top, bottom, size, "bold" in given["fontname"].lower())


def pages(sheets: Sequence[Sheet]) -> Iterator[Page]:
    """The pages of a document, without headers, footers and page numbers."""
    tabled = list(_tabled(sheets))
    plain = [lines(words, each.number) for each, (_, words) in zip(sheets, tabled, strict=True)]
    repeated = _repeated(sheets, plain)
    limits = _limits(sheets, plain, [grids for grids, _ in tabled])
    last: Grid | None = None
    closed = False
    for each, (grids, _), text in zip(sheets, tabled, plain, strict=True):
        kept = [line for line in text if not _is_furniture(each, line, text, repeated)]
        bounded = limits[round(each.width)]
        items = _ordered(kept, grids, each.drawn, last, closed=closed)
        end = items[-1] if items and isinstance(items[-1], Grid) else None
        closed = end in grids
        last = None if end and closed and not only_headings(end) else end
        yield Page(each.number, tuple(_placed(items, each.number)), bounded, each.pictured, each.turned)


def _tabled(sheets: Sequence[Sheet]) -> Iterator[tuple[list[Grid], list[Word]]]:
    """The tables drawn with rules on each page, and the words outside them."""
    several: Grid | None = None  # the last table, if rules hold several of its rows together
    for each in sheets:
        grids, rest = ruled(each.drawn, each.words)
        found = []
        for grid in grids:
            goes_on = several is not None and [*map(round, several.edges)] == [*map(round, grid.edges)]
            found.append(parted(grid, goes_on=goes_on))
            several = grid if goes_on or len(found[-1].rows) > len(grid.rows) else None
        yield found, rest


def _ordered(
    text: Sequence[Line], grids: Sequence[Grid], given: Drawn, last: Grid | None, *, closed: bool
) -> list[Item]:
    """Lines and tables from above; the lines between two tables with rules may hold one without.

    Where only the headings of a table are drawn with rules, its rows are the lines below. The `last` table
    of the page before, or its headings, `closed` by rules, may go on.
    """
    found: list[Item] = []
    tops = [*sorted(grids, key=lambda grid: grid.top), None]
    above = 0.0
    for grid in tops:
        end = grid.top if grid else float("inf")
        between = [line for line in text if above <= (line.top + line.bottom) / 2 < end]
        head = found[-1] if found and isinstance(found[-1], Grid) and _is_head(found, last) else None
        rest = unruled(between, given.bars, head or (last if not found else None), closed=closed)
        if head and rest and isinstance(below := rest[0], Grid):
            found[-1:] = [stacked(head, below), *rest[1:]]
        else:
            found += rest
        if grid:
            found.append(grid)
            above = grid.top
    return found


def _is_head(found: Sequence[Grid | Line], last: Grid | None) -> bool:
    """Whether the last table holds headings only, or the first one on a page the rest of those that its end broke."""
    grid = found[-1]
    if not isinstance(grid, Grid) or only_headings(grid):
        return isinstance(grid, Grid)
    alike = last is not None and [*map(round, last.edges)] == [*map(round, grid.edges)]
    return alike and len(found) == len(grid.rows) == 1 and last is not None and only_headings(last)


def _placed(items: Sequence[Item], page: int) -> Iterator[Item]:
    """The items of a page, the cells of its tables with their places."""
    table = 0
    for item in items:
        if isinstance(item, Grid):
            table += 1
            places = (Where(page=page, table=table, row=row) for row in range(1, len(item.rows) + 1))
            rows = (
                tuple(box and replace(box, where=where) for box in row)
                for row, where in zip(item.rows, places, strict=True)
            )
            yield replace(item, rows=tuple(rows))
        else:
            yield item


def _limits(
    sheets: Sequence[Sheet], plain: Sequence[Sequence[Line]], grids: Sequence[Sequence[Grid]]
) -> dict[int, float]:
    """How far to the right text reaches, by the width of the page."""
    limits: dict[int, float] = {}
    for each, text, tables in zip(sheets, plain, grids, strict=True):
        key = round(each.width)
        limits[key] = max([limits.get(key, 0.0), *(line.x1 for line in text), *(grid.right for grid in tables)])
    return limits


# -- headers and footers -----------------------------------------------------------------------------------------------


def _repeated(sheets: Sequence[Sheet], plain: Sequence[Sequence[Line]]) -> dict[tuple[int, str], int]:
    """The lines that stand at the same place in the margin of several pages, but for their numbers: the first page."""
    seen: dict[tuple[int, str], list[int]] = {}
    for each, text in zip(sheets, plain, strict=True):
        for line in (line for line in text if _is_outside(each, line)):
            seen.setdefault(_key(line), []).append(line.page)
    kept = {key: found for key, found in seen.items() if len(found) >= _LEAST_REPEATED}
    return {key: found[0] for key, found in kept.items() if ":" not in key[1]}


def _key(line: Line) -> tuple[int, str]:
    return round(line.top / 4), re.sub(r"\d+", "#", line.text)


def _is_outside(page: Sheet, line: Line) -> bool:
    return line.bottom < page.height * _MARGIN or line.top > page.height * (1 - _MARGIN)


def _is_furniture(page: Sheet, line: Line, text: Sequence[Line], repeated: Mapping[tuple[int, str], int]) -> bool:
    if not _is_outside(page, line):
        return False
    if line in (text[0], text[-1]) and _PAGE_NUMBER.fullmatch(line.text):
        return True
    first = repeated.get(_key(line))
    keeps = titles.is_title(line.text) or titles.REGION.match(line.text) or titles.OFFICE.match(line.text)
    return first is not None and (line.page > first or not keeps)
