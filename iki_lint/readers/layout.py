"""Tables that only set text in place, taken apart into lines; and the lines that stand inside a table of indicators."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from iki_lint.document.printed import Printed, join
from iki_lint.readers import decree, headings, signatures, titles
from iki_lint.readers.blocks import MARK, Block, Cell, Paragraph, Table, labelled, whole
from iki_lint.readers.cascade import is_cascade

_ABOVE_SIGNATURES = ("mengetahui", "menyetujui", "pihak kedua", "pihak pertama")


def lines(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a page; of its tables only what is a table remains one."""
    width, tree = 0, False
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            continue
        if not block.rows:
            continue
        block = headings.upright(block)
        head = headings.begin(block)
        goes_on = head is None and len(block.rows[0]) == width
        tree = tree or (head is None and not goes_on and is_cascade(block) and _tail(block) == len(block.rows))
        if tree:
            yield block
        elif head is not None or (goes_on and not _sets_in_place(block)):
            width = len(block.rows[0])
            yield from _sections(block, head or 0)
        elif _sets_in_place(block):
            end = _tail(block)
            yield from (line for row in block.rows[:end] for line in _row(row))
            yield from _columns(block.rows[end:])
        else:
            yield block


def _sections(table: Table, head: int) -> Iterator[Block]:
    """A table with headings, cut where a row is a line of its own: above the headings, between rows, at the end."""
    end = _tail(table)
    begin = 0
    for number in range(end):
        if _is_line(table, number, above=number < head):
            yield from _cut(table, begin, number, head)
            yield from _row(table.rows[number])
            begin = number + 1
            head = _below(table, begin) if number >= head and _lists(table.rows[number]) else head
    yield from _cut(table, begin, end, head)
    yield from _columns(table.rows[end:])


def _lists(row: tuple[Cell, ...]) -> bool:
    """Whether a row is the label of a list whose items stand in the rows below it."""
    first = next((cell[0].text.text for cell in row if cell and not _is_mark(whole(cell).text)), "")
    label = titles.label(labelled(Printed(first)).text.text)
    return bool(label and (label["tugas"] or label["fungsi"]))


def _below(table: Table, begin: int) -> int:
    """The row from `begin` on with which headings begin again; `begin` where none do."""
    return begin + (headings.begin(table.part(begin, len(table.rows))) or 0)


def _cut(table: Table, begin: int, end: int, head: int) -> Iterator[Block]:
    if begin < head < end:
        yield table.part(begin, head)
        begin = head
    if begin < end:
        yield table.part(begin, end)


def _is_line(table: Table, number: int, *, above: bool) -> bool:
    """Whether a row says something about what stands below it: a label, a jabatan, a unit; above headings a title."""
    row = table.rows[number]
    said = [cell for cell in row if cell and not _is_mark(whole(cell).text)]
    goes_on = any((number, i) in table.merged for i in range(len(row)))
    if not said or goes_on:
        return False
    first = said[0][0].text.text
    if _is_label(whole(said[0]).text) and len(said) == 2:
        return True
    if len(said) > 1:
        return above and all(titles.label(cell[0].text.text) for cell in said)
    posted = titles.names_post(labelled(whole(said[0])).text.text) or titles.names_unit(whole(said[0]).text)
    return above or posted or bool(titles.label(labelled(Printed(first)).text.text))


def _sets_in_place(table: Table) -> bool:
    """Whether a table without headings only sets labels, a letterhead, a decree or signatures in place."""
    firsts = [
        next((whole(cell) for cell in row if cell and not _is_mark(whole(cell).text)), None) for row in table.rows
    ]
    if any(first and (_is_label(first.text) or _opens(first.text)) for first in firsts):
        return True
    if _is_card(table):
        return True
    used = {i for row in table.rows for i, cell in enumerate(row) if cell}
    return len(used) == 1 or _tail(table) < len(table.rows) or any(first and _heads(first.text) for first in firsts)


def _is_card(table: Table) -> bool:
    """Whether each row begins with a label of who holds which jabatan, what it says beside it."""
    said = [[whole(cell).text for cell in row if cell] for row in table.rows]
    labels = all(texts and (_is_label(texts[0]) or titles.names_person(texts[0])) for texts in said)
    return labels and any((label := titles.label(text)) and label["jabatan"] for texts in said for text in texts)


def _is_mark(text: str) -> bool:
    """Whether a cell holds only what stands before a label or between it and what it says."""
    return text == ":" or bool(MARK.fullmatch(text) or re.fullmatch(r"\d+|[A-Z]|[IVX]+", text))


def _is_label(text: str) -> bool:
    return titles.is_label(text) or decree.is_label(text)


def _opens(text: str) -> bool:
    return bool(titles.label(text)) or decree.opens(text)


def _heads(text: str) -> bool:
    return decree.heads(text) or titles.is_title(text)


def _tail(table: Table) -> int:
    """The row with which signatures begin below a table; the count of its rows where none do."""
    rows = table.rows
    closing = (
        i for i, row in enumerate(rows) if any(signatures.closes(part.text.text) for cell in row for part in cell)
    )
    begin = next(closing, len(rows))
    while 0 < begin < len(rows) and _introduces(rows[begin - 1]):
        begin -= 1
    return begin


def _introduces(row: tuple[Cell, ...]) -> bool:
    said = whole(next((cell for cell in row if cell), ())).text.lower()
    return not said or said.startswith(_ABOVE_SIGNATURES)


def _columns(rows: tuple[tuple[Cell, ...], ...]) -> Iterator[Paragraph]:
    """Signatures: what stands in each column, from left to right."""
    for i in range(max(map(len, rows), default=0)):
        yield from (part for row in rows if i < len(row) for part in row[i])


def _row(row: tuple[Cell, ...]) -> Iterator[Paragraph]:
    """A row as lines: what leads to a text ("2.", "Tugas", ":") stands before its first line."""
    lead: list[Printed] = []
    cells = [cell for cell in row if cell]
    for cell, following in zip(cells, [*cells[1:], ()], strict=False):
        text = whole(cell)
        leads = _is_mark(text.text) or _is_label(text.text) or titles.names_person(text.text)
        leads |= whole(following).text == ":"
        if len(cell) == 1 and leads:
            lead = [*_coloned(lead, text), text]
        else:
            yield from _led(_coloned(lead, text), cell)
            lead = []
    if lead:
        yield labelled(join(_coloned(lead, Printed(""))))


def _coloned(lead: list[Printed], following: Printed) -> list[Printed]:
    """What leads to a text, with the sign behind a label where the table's lines stand for it."""
    if not lead or _is_mark(lead[-1].text) or lead[-1].text.endswith(":") or following.text.startswith(":"):
        return lead
    return [*lead, Printed(":", lead[-1].spots[-1:], lead[-1].where)]


def _led(lead: list[Printed], cell: Cell) -> Iterator[Paragraph]:
    first, *rest = cell
    if len(lead) == 1 and _is_mark(lead[0].text) and not first.label and titles.names_post(first.text.text):
        yield Paragraph(first.text, lead[0].text.strip(" .()"))
    elif first.label or not lead:
        yield from [labelled(join(lead))] if lead else []
        yield from _line(first)
    else:
        yield labelled(join([*lead, first.text]))
    for part in rest:
        yield from _line(part)


def _line(part: Paragraph) -> Iterator[Paragraph]:
    yield part if part.label else labelled(part.text, bold=part.bold)
