"""Text and Markdown, as scanners and exports give them: paragraphs, tables of tabs or bars, leftovers of HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from iki_lint.document.printed import Printed, Where, join
from iki_lint.readers import grids
from iki_lint.readers.blocks import Block, Cell, Paragraph, Table, labelled
from iki_lint.readers.headings import are_headings, meaning

_BREAK = re.compile(r"</?(?:p|br|li|ol|ul|div|td|tr)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-z]+|#\d+);", re.IGNORECASE)
_MARKS = re.compile(r"\*\*|^#+\s+|(?<![^\s*_])__(?=\S)|(?<=\S)__(?![^\s*_])")
_BULLET = re.compile(r"^\s*[-•*]\s+(?=\S)")
_LABELLED = re.compile(r"\s*[A-Za-z][\w ./]*\t+\s*:(?!.*\t\S)")
_SET_IN = re.compile(r"\s*\t\s*(?:\(?(?:\d{1,3}|[a-z]{1,2})[.)]\s*\t\s*)?[^\t]+")
_RULE = re.compile(r"\|?\s*:?--[-:|\s]*")
_RULED = re.compile(r"\s*:?-+:?\s*")  # a cell of the line below Markdown's headings
_LONGEST_HEADING = 4  # words
_FRACTION = re.compile(
    r"<u>(?P<above>[^<]+?)\s*/?\s*</u>\s*(?P<times>[x×X*]\s*100\s*%?)?\s*_?\s*(?P<below>.+?)(?=</|<p|<br|$)", re.DOTALL
)


def blocks(text: str) -> Iterator[Block]:
    """The paragraphs and tables of a text; each line a paragraph."""
    lines = list(_lines(text))
    rows: list[tuple[Cell, ...]] = []
    first: list[str] = []
    at = 0
    while at < len(lines):
        table, end = _drawn(lines, at)
        cells = _cells(lines[at], inside=bool(rows)) if not table else []
        if cells:
            where = Where(paragraph=at + 1)
            heads = _heads(cells)
            if rows and heads and heads == first:  # the same headings again
                yield Table(tuple(rows))
                rows = []
            if not all(_RULED.fullmatch(cell.text) for cell in cells if cell):
                first = first if rows else heads
                rows.append(tuple(tuple(_paragraphs(cell, where)) for cell in cells))
        elif rows:
            yield Table(tuple(rows))
            rows = []
        if table:
            yield table
        elif not cells:
            yield from _paragraph(lines[at])
        at = max(end, at + 1)
    if rows:
        yield Table(tuple(rows))


def _heads(cells: list[Printed]) -> list[str]:
    """What the columns hold of which cells are the headings; nothing where they are none."""
    short = all(len(cell.text.split()) <= _LONGEST_HEADING for cell in cells)
    return [meaning(cell.text) for cell in cells] if short and are_headings(cell.text for cell in cells) else []


def _drawn(lines: list[Printed], at: int) -> tuple[Table | None, int]:
    """The table that is drawn with signs or spaces from a line on, and where it ends."""
    for reader in (grids.drawn, grids.aligned):
        rows, end = reader(lines, at)
        if rows:
            where = Where(paragraph=at + 1)
            cells = (tuple(tuple(p for line in cell for p in _paragraphs(line, where)) for cell in row) for row in rows)
            return Table(tuple(cells)), end
    return None, at


def _paragraph(line: Printed) -> Iterator[Paragraph]:
    plain = _plain(line)
    if plain and not _RULE.fullmatch(plain.text):
        found = labelled(plain, bold="**" in line.text or line.text.startswith("#"))
        bullet = _BULLET.match(line.text) and not found.label
        yield replace(found, label="-") if bullet else found


def _lines(text: str) -> Iterator[Printed]:
    for match in re.finditer(r"[^\r\n]*", text):
        if match[0]:
            yield Printed(match[0], tuple(range(match.start(), match.end())))


def _cells(line: Printed, *, inside: bool) -> list[Printed]:
    """The cells of a table's row; none where the line is none, as one set in by tabs outside of a table."""
    text = line.text
    if _LABELLED.match(text) or (not inside and _SET_IN.fullmatch(text)):
        return []
    if "\t" in text:
        bounds = [-1, *(m.start() for m in re.finditer(r"\t", text)), len(text)]
    elif text.strip().startswith("|") and text.count("|") > 2 and not _RULE.fullmatch(text.strip()):
        bounds = [m.start() for m in re.finditer(r"\|", text)]
    else:
        return []
    return [line.cut(a + 1, b) for a, b in pairwise(bounds)]


def _paragraphs(cell: Printed, where: Where) -> Iterator[Paragraph]:
    """The paragraphs of a cell, as its leftover HTML sets them apart."""
    fraction = _FRACTION.search(cell.text)
    if fraction:
        cell = _one_line(cell, fraction)
    at = 0
    for match in (*_BREAK.finditer(cell.text), None):
        part = _plain(cell.cut(at, match.start() if match else None))
        if part and part.text not in "-–—":
            yield Paragraph(Printed(part.text, part.spots, where))
        at = match.end() if match else at


def _one_line(cell: Printed, match: re.Match[str]) -> Printed:
    """A fraction of an underlined numerator over its denominator, as "A / B x 100%"."""
    slash = Printed("/", cell.spots[match.end("above") : match.end("above") + 1])
    parts = [cell.cut(*match.span("above")), slash, cell.cut(*match.span("below"))]
    if match["times"]:
        parts.append(cell.cut(*match.span("times")))
    return join([cell.cut(0, match.start()), *parts, cell.cut(match.end())])


def _plain(line: Printed) -> Printed:
    """A line without markup."""
    for pattern in (_TAG, _MARKS, _BULLET):
        line = line.without(pattern)
    return line.without(_ENTITY, lambda match: html.unescape(match[0])).folded()
