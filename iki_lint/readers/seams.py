"""Where something new seems to begin though nothing says whose it is: the tables run together there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from iki_lint.document.printed import Printed, join
from iki_lint.readers import titles
from iki_lint.readers.blocks import Note, Table, whole
from iki_lint.readers.columns import Row, continues, numbered
from iki_lint.readers.owners import Owners

_MARK = re.compile(r"^(?:[A-Z]|[IVX]+|\d{1,2})[.)]?\s+")  # before a section of a table


class Seams:
    """What stands between the last table and the next.

    `parted`: a unit's name. `explained`: something that parts the tables of one jabatan, such as a tujuan.
    """

    def __init__(self, owners: Owners) -> None:
        self.owners = owners
        self.last: dict[str, Any] | None = None
        self.number = 0
        self.names: set[str] = set()
        self._shut()

    def _shut(self) -> None:
        self.told = self.between = self.parted = self.explained = False
        self.sign: tuple[dict[str, Any], Printed] | None = None

    def line(self, text: str) -> None:
        """A line below a table."""
        self.between = True
        self.parted |= "kinerja" in self.owners.open and titles.names_unit(_MARK.sub("", text))

    def opens(self, text: Printed) -> None:
        """A heading or label with which the part of another jabatan usually begins, unless that one is named soon."""
        if "kinerja" in self.owners.open and not self.told and self._signed() is None:
            self.sign = (self.owners.open, text)

    def item(self) -> Iterator[Note]:
        """An item of tugas or fungsi: told where these are another jabatan's."""
        if text := self._signed():
            self.told, self.sign = True, None
            yield Note("seam", text)

    def table(self, table: Table, rows: Sequence[Row], names: Sequence[str], *, headed: bool) -> Iterator[Note]:
        """A table, before its rows are taken: told where it has lost its headings, or is another jabatan's."""
        first = rows[0] if rows else {}
        same, named = self.owners.open is self.last, bool(whole(first.get("jabatan", ())))
        goes_on = same and (continues(first) or numbered(first) == self.number + 1 > 1)
        plainly = table.follows or goes_on or ((same or named) and not self.between)
        if first and not headed and not plainly:
            yield Note("headless", _said(first))
        elif first and not (named or goes_on or self.told):
            text = self._signed() or self._again(first, names, headed=headed)
            yield from [Note("seam", text)] if text else []
        self._shut()

    def _again(self, first: Row, names: Sequence[str], *, headed: bool) -> Printed | None:
        """The first row of a table whose numbers begin again, where nothing parts it from one of the same jabatan."""
        same = self.owners.open is self.last and self.owners.post is not None
        again = headed and set(names) == self.names and numbered(first) == 1 <= self.number
        return _said(first) if same and again and not self.explained else None

    def read(self, rows: Sequence[Row], names: Sequence[str]) -> None:
        """The same table, when its rows are taken."""
        self.last, self.names = self.owners.open, set(names)
        self.number = next((number for row in reversed(rows) if (number := numbered(row))), 0)

    def _signed(self) -> Printed | None:
        """What seems to have begun under who stands open."""
        return self.sign[1] if self.sign and self.sign[0] is self.owners.open else None


def _said(row: Row) -> Printed:
    return join(whole(cell) for cell in row.values())
