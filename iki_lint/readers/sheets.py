"""Excel workbooks: each sheet's rows as paragraphs and tables; merged cells, and numbers as they are displayed."""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from iki_lint.document.printed import Printed, Where
from iki_lint.errors import InputError, beyond
from iki_lint.limits import Limits
from iki_lint.readers import titles
from iki_lint.readers.blocks import Block, Cell, Paragraph, Table, Unread, bar, labelled
from iki_lint.readers.package import checked

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|[_*].|\[[^\]]*\]')  # in a number's format: words, a sign, room, a colour
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>]")
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[0#?]+)?")


def blocks(data: bytes, path: Path, limits: Limits) -> Iterator[Block | Unread]:
    """The paragraphs and tables of a workbook, sheet by sheet, each sheet's formulas without a result before it.

    Raises InputError where it is none, is damaged, or is beyond a limit.
    """
    package = checked(data, path, "Excel", limits)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they quote the workbook
            book = openpyxl.load_workbook(package, data_only=True)
            formulas = openpyxl.load_workbook(package) if _calculates(package) else None
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                yield from _without_result(sheet, formulas[sheet.title]) if formulas else ()
                yield from _named(sheet.title, list(_sheet(sheet, path, limits)))
    except InputError:
        raise
    except Exception as error:  # what is not as Excel writes it fails in any way in the library below
        raise InputError(str(path), "damaged", detail="rusak, atau bukan buku kerja Excel") from error


def _calculates(package: io.BytesIO) -> bool:
    with zipfile.ZipFile(package) as parts:
        return any(_FORMULA.search(parts.read(name)) for name in parts.namelist() if "worksheets/" in name)


def _without_result(sheet: Any, formulas: Any) -> Iterator[Unread]:
    """The cells that hold a formula but not what came of it: a program wrote them that does not calculate."""
    for (row, _), cell in sorted(formulas._cells.items()):
        if cell.data_type == "f" and sheet[cell.coordinate].value is None:
            yield Unread(Where(sheet=sheet.title, row=row, order=row), "formula", cell.coordinate)


def _named(title: str, given: list[Block]) -> list[Block]:
    """A sheet's blocks; where none of them names a jabatan and the sheet's title does, that stands above its own."""
    name = Printed(title.strip(), (), Where(sheet=title))
    if not titles.names_post(name.text) or any(_names_post(block) for block in given):
        return given
    at = next((i for i, b in enumerate(given) if isinstance(b, Table) or titles.label(b.text.text)), len(given))
    return [*given[:at], Paragraph(name), *given[at:]]


def _names_post(block: Block) -> bool:
    said = [p.text.text for row in block.rows for cell in row for p in cell] if isinstance(block, Table) else []
    texts = said or ([block.text.text] if isinstance(block, Paragraph) else [])
    labels = (titles.label(text) for text in texts)
    posted = isinstance(block, Paragraph) and titles.names_post(block.text.text)
    return posted or any(label and label["jabatan"] for label in labels)


def _sheet(sheet: Any, path: Path, limits: Limits) -> Iterator[Block]:
    """A row with one filled cell is a line; rows with more that stand together are a table."""
    rows: list[tuple[Cell, ...]] = []
    merged: set[tuple[int, int]] = set()
    covered = _covered(sheet)
    last, widest = _extent(sheet)
    for name, count in (("rows", last), ("columns", widest)):
        if count > getattr(limits, name):
            raise beyond(limits, name, f"{path}: {sheet.title}")
    for number, row in enumerate(sheet.iter_rows(max_row=last, max_col=widest), 1):
        cells = [_cell(cell, sheet.title, number) for cell in row]
        filled = [cell for cell in cells if cell]
        goes_on = {i for i in range(len(cells)) if (number, i + 1) in covered}
        if len(filled) > 1 or (rows and (filled or goes_on)):
            if rows and len(filled) == 1 and (column := cells.index(filled[0])) not in goes_on:
                rows[-1] = _barred(rows[-1], column, row, list(sheet[number - 1]))
            merged |= {(len(rows), i) for i in goes_on}
            rows.append(tuple(cells))
            continue
        if rows:
            yield Table(tuple(rows), frozenset(merged))
            rows, merged = [], set()
        for paragraph in (part for cell in filled for part in cell):
            yield labelled(paragraph.text)
    if rows:
        yield Table(tuple(rows), frozenset(merged))


def _barred(cells: tuple[Cell, ...], column: int, below: Sequence[Any], above: Sequence[Any]) -> tuple[Cell, ...]:
    """A row with a bar under the one cell that a line or its font sets apart from what stands alone below it."""
    lined = [i for i, cell in enumerate(cells) if cell and (above[i].border.bottom.style or below[i].border.top.style)]
    said = cells[column]
    if not said or not (lined == [column] or above[column].font.underline):
        return cells
    return (*cells[:column], (*said, Paragraph(bar(said[-1].text))), *cells[column + 1 :])


def _extent(sheet: Any) -> tuple[int, int]:
    """The last row and column that hold anything; a workbook may have a million that are only formatted."""
    filled = [place for place, cell in sheet._cells.items() if cell.value is not None]
    return max((row for row, _ in filled), default=1), max((column for _, column in filled), default=1)


def _covered(sheet: Any) -> set[tuple[int, int]]:
    """The row and column of every cell that goes on with the one above it."""
    ranges = sheet.merged_cells.ranges
    return {(row, area.min_col) for area in ranges for row in range(area.min_row + 1, area.max_row + 1)}


def _cell(cell: Any, sheet: str, row: int) -> Cell:
    where = Where(sheet=sheet, row=row, order=row)
    lines = (" ".join(line.split()) for line in _displayed(cell).split("\n"))
    return tuple(Paragraph(Printed(line, (), where)) for line in lines if line)


def _displayed(cell: Any) -> str:
    """A cell's value as it is displayed, with the Indonesian comma and point."""
    value = cell.value
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, datetime.date):
        return f"{value:%d-%m-%Y}"
    if not isinstance(value, int | float):
        return str(value)
    form = _LITERAL.sub(lambda match: match[1] or match[2] or "", (cell.number_format or "").split(";")[0])
    digits = _DIGITS.search(form)
    if form == "General" or digits is None:
        return f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)
    decimals = len(digits[0].partition(".")[2])
    scaled = value * 100 if "%" in form else value
    said = _number(scaled, decimals, grouped="," in digits[0])
    return f"{form[: digits.start()]}{said}{form[digits.end() :]}".strip()


def _number(value: float, decimals: int, *, grouped: bool) -> str:
    said = f"{value:{',' if grouped else ''}.{decimals}f}"
    return said.translate(str.maketrans(",.", ".,"))
