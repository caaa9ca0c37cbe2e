"""Tables drawn in plain text: by signs (+---+ and |), or by columns that two spaces set apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from iki_lint.document.printed import Printed, join
from iki_lint.readers import signatures, titles
from iki_lint.readers.blocks import BAR, MARK
from iki_lint.readers.headings import meaning

_BOX = str.maketrans("│┃║─━═┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬", "|||---++++++++++++++++++")
_HYPHEN = re.compile(r"\w-$")
_FIELD = re.compile(r"\S+(?: \S+)*")

Row: TypeAlias = list[list[Printed]]


def drawn(lines: Sequence[Printed], at: int) -> tuple[list[Row], int]:
    """The rows of the table that is drawn from line `at` on, each cell as its lines, and where it ends.

    No rows where none is drawn there, or where each line is a row of its own.
    """
    end, rules = at, 0
    if at and _is_drawn(lines[at - 1].text.translate(_BOX)):  # the end of what was none, or is none any more
        return [], at
    while end < len(lines) and _is_drawn(text := lines[end].text.translate(_BOX)):
        rules += _is_rule(text)
        end += 1
    if rules < 2:
        return [], at
    table: list[Row] = []
    fresh = True
    for line in lines[at:end]:
        text = line.text.translate(_BOX)
        if _is_rule(text):
            fresh = True
            continue
        bars = [m.start() for m in re.finditer(r"\|", text)]
        _add(table, [line.cut(a + 1, b) for a, b in pairwise(bars)], fresh=fresh)
        fresh = False
    return [[_wrapped(cell) for cell in row] for row in table], end


def _is_rule(text: str) -> bool:
    return "--" in text.replace("=", "-") and not text.strip("+-=:| \t")


def _is_drawn(text: str) -> bool:
    return text.lstrip().startswith(("|", "+-", "+="))


def aligned(lines: Sequence[Printed], at: int) -> tuple[list[Row], int]:
    """The rows of the table whose headings stand in line `at`, set apart by spaces, and where it ends."""
    heads = list(_FIELD.finditer(lines[at].text))
    names = {meaning(head[0]) for head in heads} - {""}
    if "indikator" not in names or len(names) < 2 or "\t" in lines[at].text:
        return [], at
    starts = [head.start() for head in heads]
    table: list[Row] = []
    end, fresh = at, False
    while end < len(lines) and (end == at or _fits(lines[end].text, starts)):
        fields = _in_columns(lines[end], starts)
        ruled = _is_rule(lines[end].text)
        if not ruled:
            _add(table, fields, fresh=fresh or (end > at and bool(fields[0])))
        fresh = ruled
        end += 1
    return [[_wrapped(cell) for cell in row] for row in table], end


def _fits(text: str, starts: list[int]) -> bool:
    """Whether a line goes on with a table: its fields stand in the columns and it begins nothing new."""
    plain = text.strip()
    if titles.label(plain) or titles.is_title(plain) or signatures.closes(plain):
        return False
    fields = list(_FIELD.finditer(text))
    near = [any(abs(field.start() - start) <= 1 for start in starts) for field in fields]
    if not fields:
        return False
    return all(near) and (len(fields) > 1 or fields[0].end() <= _end(fields[0].start(), starts))


def _end(begin: int, starts: list[int]) -> int:
    """Where the column ends in which a field begins."""
    return next((start for start in starts if start > begin + 1), 10_000)


def _in_columns(line: Printed, starts: list[int]) -> list[Printed]:
    found = [Printed("")] * len(starts)
    for field in _FIELD.finditer(line.text):
        column = max(i for i, start in enumerate(starts) if start <= field.start() + 1 or i == 0)
        found[column] = join([found[column], line.cut(*field.span())])
    return found


def _add(table: list[Row], fields: list[Printed], *, fresh: bool) -> None:
    """A line to a table: a new row, also where it says more in a cell that had ended, or the last row's next line."""
    if fresh or not table or _ended(table[-1], fields):
        table.append([[field] for field in fields])
        return
    for cell, field in zip(table[-1], fields, strict=False):
        cell.append(field)


def _ended(row: Row, fields: list[Printed]) -> bool:
    """Whether a line says something in a cell that said something and then, for a line, nothing."""
    return any(field and not cell[-1] and any(cell) for cell, field in zip(row, fields, strict=False))


def _wrapped(cell: list[Printed]) -> list[Printed]:
    """The lines of a cell; one that neither begins an item nor is a bar goes on with the one before."""
    found: list[Printed] = []
    for line in filter(None, cell):
        alone = not found or MARK.match(line.text) or BAR.match(line.text) or BAR.match(found[-1].text)
        if alone:
            found.append(line)
        else:
            found[-1] = join([found[-1], line], "" if _HYPHEN.search(found[-1].text) else " ")
    return found
