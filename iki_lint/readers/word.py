"""Word documents: paragraphs with their automatic numbers, tables with merged cells, equations, accepted changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from iki_lint.document.printed import Printed, Where, join
from iki_lint.errors import InputError, beyond
from iki_lint.limits import MB, Limits
from iki_lint.readers import fields, headings
from iki_lint.readers.blocks import Block, Cell, Paragraph, Table, bar, labelled
from iki_lint.readers.ink import FIELD_SIGNS, FRACTION, closing, drawn, inked
from iki_lint.readers.measure import within
from iki_lint.readers.numbering import Numbering, counted
from iki_lint.readers.package import checked

_SKIPPED = frozenset(map(qn, ("w:del", "w:moveFrom", "w:rPr", "w:pPr", "w:footnoteReference")))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MOST_COLUMNS = 63  # that Word gives a table
_OFF = ("0", "false", "off", "none")
_TIMES = re.compile(r"[x×X*]\s*\d")


def blocks(data: bytes, path: Path, limits: Limits) -> Iterator[Block]:
    """The paragraphs and tables of a Word document, in order.

    Raises InputError where it is none, is damaged, or is beyond a limit.
    """
    package = checked(data, path, "Word", limits)
    try:
        reader = _Reader(docx.Document(package), path, limits)
        if reader.characters > limits.text_mb * MB:
            raise beyond(limits, "text_mb", str(path))
        yield from reader.body()
    except InputError:
        raise
    except Exception as error:  # what is not as Word writes it fails in any way in the libraries below
        raise InputError(str(path), "damaged", detail="rusak, atau bukan dokumen Word") from error


class _Reader:
    """What was counted so far: pages, paragraphs, tables."""

    def __init__(self, document: Any, path: Path, limits: Limits) -> None:
        self.document, self.path, self.limits = document, path, limits
        self.numbering = Numbering(document)
        self.pages, self.paragraphs, self.tables, self.order = 1, 0, 0, 0
        self.spots = dict(inked(document.element.body))
        self.characters = max(self.spots.values(), default=0)
        self.paged = next(document.element.body.iter(qn("w:lastRenderedPageBreak")), None) is not None

    def body(self) -> Iterator[Block]:
        """The blocks of the body."""
        yield from self._blocks(self.document.element.body)

    def _blocks(self, parent: Any) -> Iterator[Block]:
        for element in parent:
            if element.tag == qn("w:p"):
                yield from self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                yield from self._tables(element)
            elif element.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins")) and not _contents_list(element):
                yield from self._blocks(element)

    def _where(self, **more: Any) -> Where:
        return Where(page=self.pages if self.paged else None, order=self.order, **more)

    def _paragraph(self, element: Any) -> Iterator[Block]:
        self.paragraphs += 1
        self.order += 1
        self._count_pages(element)
        yield from self._lines(element, self._where(paragraph=self.paragraphs))
        for box in _boxes(element):
            for inner in box.iter(qn("w:p")):
                yield from self._lines(inner, self._where(paragraph=self.paragraphs))

    def _lines(self, element: Any, where: Where) -> Iterator[Paragraph]:
        """A paragraph; each of its lines where it has several."""
        named = self.numbering.style(element).lower()
        if named.startswith(("toc", "daftar isi")):
            return
        bold = named.startswith(("heading", "judul", "title")) or _is_bold(element)
        number = self.numbering.label(element)
        for text in _broken(self._printed(element, where)):
            yield Paragraph(text, number, bold) if number else labelled(text, bold=bold)
            number = ""

    def _printed(self, element: Any, where: Where) -> Printed:
        """The text of a paragraph; its `spots` are the numbers of its characters."""
        pieces = list(_pieces(element))
        whole = within(self.limits, "".join(text for text, _ in pieces), self.path)
        spots = (self.spots[source] + i for text, source in pieces for i in range(len(text)))
        said = fields.shown(Printed(whole, tuple(spots), where))
        return said.without(fields.GAP) if any(source.tag == FRACTION for _, source in pieces) else said

    def _count_pages(self, element: Any) -> None:
        self.pages += sum(1 for _ in element.iter(qn("w:lastRenderedPageBreak")))

    def _tables(self, element: Any) -> Iterator[Block]:
        """A table; one that only sets tables in place as what stands in its cells, as if it stood in the body."""
        if not _sets_tables(element):
            yield self._table(_rows(element))
            return
        for around, rows in groupby(_rows(element), _holds_table):
            if around:
                yield from (block for row in rows for cell, _, _ in _row_cells(row) for block in self._blocks(cell))
            else:
                yield self._table(rows)

    def _table(self, given: Iterable[Any]) -> Table:
        self.tables += 1
        self.order += 1
        number = self.tables
        rows: list[tuple[Cell, ...]] = []
        merged: set[tuple[int, int]] = set()
        for r, row in enumerate(given):
            self._count_pages(row)
            cells: list[Cell] = []
            for cell, span, goes_on in _row_cells(row):
                if goes_on:
                    merged.add((r, len(cells)))
                where = self._where(table=number, row=r + 1)
                cells.append(() if goes_on else tuple(self._cell(cell, where)))
                cells += [()] * (span - 1)
            rows.append(tuple(cells))
        return Table(tuple(rows), frozenset(merged))

    def _cell(self, cell: Any, where: Where) -> Iterator[Paragraph]:
        """The paragraphs of a cell; a table inside it as its own, a bar between the rows of a fraction."""
        for element in cell:
            if element.tag == qn("w:p"):
                yield from self._in_cell(element, where)
            elif element.tag == qn("w:tbl"):
                yield from self._inner(element, where)
            elif element.tag in (qn("w:sdt"), qn("w:sdtContent")):
                yield from self._cell(element, where)

    def _in_cell(self, element: Any, where: Where) -> Iterator[Paragraph]:
        """A paragraph of a cell by its lines; behind an underlined one, a fraction's upper side, its bar and factor."""
        number = self.numbering.label(element)
        text, *rest = [*_broken(self._printed(element, where)), Printed("")]
        if not text:
            return
        above = " ".join("".join(map(_text, _underlined(element))).split())
        factor = text.text[len(above) :].strip()
        barred = bool(above) and text.text.startswith(above) and (not factor or bool(_TIMES.match(factor)))
        yield replace(Paragraph(text, number), text=text.cut(0, len(above)) if barred else text)
        if barred:
            yield Paragraph(join([bar(text.cut(0, len(above))), text.cut(len(above))]))
        yield from (Paragraph(line) for line in rest if line)

    def _inner(self, table: Any, where: Where) -> Iterator[Paragraph]:
        """A table inside a cell; of two rows, a fraction: its sides in one column, what multiplies it beside them."""
        rows = [[list(self._cell(cell, where)) for cell, _, _ in _row_cells(row)] for row in _rows(table)]
        sides = [i for i, pair in enumerate(zip(*rows, strict=False)) if len(rows) == 2 and all(pair)]
        if len(sides) != 1:
            yield from (part for row in rows for cell in row for part in cell)
            return
        at = sides[0]
        beside = [part.text for row in rows for cell in row[at + 1 :] for part in cell]
        yield from (part for row in rows for cell in row[:at] for part in cell)
        yield from rows[0][at]
        yield Paragraph(join([bar(rows[0][at][-1].text), *beside]))
        yield from rows[1][at]


def _broken(text: Printed) -> Iterator[Printed]:
    """The lines of a paragraph that says anything."""
    lines = (text.cut(*line.span()).folded() for line in re.finditer("[^\n]+", text.text))
    return (line for line in lines if line)


def _is_bold(paragraph: Any) -> bool:
    runs = [run for run in paragraph.findall(qn("w:r")) if _text(run).strip()]
    marks = [run.find(f"{qn('w:rPr')}/{qn('w:b')}") for run in runs]
    return bool(marks) and all(mark is not None and mark.get(qn("w:val")) not in _OFF for mark in marks)


def _contents_list(element: Any) -> bool:
    """Whether a control holds a table of contents."""
    gallery = element.find(f".//{qn('w:docPartGallery')}")
    return gallery is not None and "Contents" in (gallery.get(qn("w:val")) or "")


def _rows(table: Any) -> Iterator[Any]:
    for element in table:
        if element.tag == qn("w:tr"):
            trashed = element.find(f"{qn('w:trPr')}/{qn('w:del')}")
            if trashed is None:
                yield element
        elif element.tag in (qn("w:sdt"), qn("w:sdtContent")):
            yield from _rows(element)


def _holds_table(row: Any) -> bool:
    return next(row.iter(qn("w:tbl")), None) is not None


def _sets_tables(table: Any) -> bool:
    """Whether a table of one column holds a table, or any table one with headings of its own."""
    rows = list(_rows(table))
    alone = all(len(list(_row_cells(row))) == 1 for row in rows)
    inner = (each for row in rows for each in row.iter(qn("w:tbl")))
    return any(alone or _is_headed(each) for each in inner)


def _is_headed(table: Any) -> bool:
    rows = (tuple((Paragraph(Printed(_text(cell))),) for cell, _, _ in _row_cells(row)) for row in _rows(table))
    return headings.begin(Table(tuple(rows))) is not None


def _row_cells(row: Any) -> Iterator[tuple[Any, int, bool]]:
    """Each cell of a row, how many columns it takes, and whether it goes on with the one above it."""
    for cell in row.iter(qn("w:tc")):
        if cell.getparent() is not row and cell.getparent().tag != qn("w:sdtContent"):
            continue
        span, merge = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        goes_on = merge is not None and merge.get(qn("w:val")) in (None, "continue")
        yield cell, max(1, counted(span, 1, _MOST_COLUMNS)), goes_on


def _boxes(element: Any) -> Iterator[Any]:
    """The text boxes anchored in a paragraph, a fallback copy left out."""
    for box in element.iter(qn("w:txbxContent")):
        if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
            yield box


def _text(element: Any) -> str:
    """The text of an element: changes accepted, fields by their result, equations in one line."""
    return "".join(text for text, source in _pieces(element) if source.tag not in FIELD_SIGNS)


def _pieces(element: Any) -> Iterator[tuple[str, Any]]:
    """What is written in an element, each with what writes it."""
    for child in element:
        if child.tag in _SKIPPED or child.tag in (qn("w:txbxContent"), _FALLBACK) or not isinstance(child.tag, str):
            continue
        if text := drawn(child):
            yield text, child
        yield from _pieces(child)
        if text := closing(child):
            yield text, child


def _underlined(element: Any) -> Iterator[Any]:
    """The runs with which a paragraph begins that are underlined."""
    for run in element.iter(qn("w:r")):
        mark = run.find(f"{qn('w:rPr')}/{qn('w:u')}")
        if _text(run).strip() and (mark is None or mark.get(qn("w:val")) == "none"):
            return
        yield run
