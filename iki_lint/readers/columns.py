"""The rows of a table as sasaran with their indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeAlias

from iki_lint.document.printed import Printed, join
from iki_lint.language.heads import measure
from iki_lint.readers import cells
from iki_lint.readers.blocks import BAR, Cell, Paragraph, Table, bar, whole
from iki_lint.readers.headings import Columns, is_number

_DIVIDED = re.compile(r"\s[/:]\s|÷|\\frac")
_NO_SIDE = re.compile(
    r"[-+=]|[x×*]\s*\d|\(?(?:\d{1,2}|[a-z])[.)]\s|(?:ket|keterangan|catatan|di ?mana|atau)\b", re.IGNORECASE
)
_ENDS = re.compile(r"\s*[-_–—=]{4,}$")
_OPEN = re.compile(r"(?:[-+:/=,(]|\b(?:dan|dengan|dibagi|per|terhadap|dikali\w*|x|atau|dari))$", re.IGNORECASE)
_NUMBER = re.compile(r"\(?(\d{1,3})[.)]*")
_KEYS = ("formulasi", "sumber_data", "penanggung_jawab", "target")
_SIDES = ("pembilang", "penyebut")
_HEADS = ("visi", "misi", "tujuan", "sasaran")

Row: TypeAlias = dict[str, Cell]


def rows(table: Table, known: Columns, *, headed: bool) -> Iterator[tuple[Row, Row]]:
    """The rows below the headings by the meaning of their cells; rows of column numbers are left out.

    With each come the visi, misi and tujuan merged down to it. What is said of an indicator and merged downwards goes
    on being said; a sasaran does not begin anew.
    """
    last: tuple[Row, Row] = {}, {}
    for number in range(known.rows if headed else 0, len(table.rows)):
        if not _is_said(table.rows[number], known):
            continue
        found, carried = _row(table, number, known, {**last[1], **last[0]})
        if more := _more(table, number, known, last[0]):
            last[0]["formulasi"] = _over(last[0]["formulasi"], more)
            continue
        if any(last):
            yield last
        last = found, carried
    if any(last):
        yield last


def _is_said(row: tuple[Cell, ...], known: Columns) -> bool:
    """Whether a row says anything: the numbers of the columns and their headings again do not."""
    filled = [whole(cell).text for cell in row if cell]
    again = len(filled) > 1 and (all(map(is_number, filled)) or filled in known.lines)
    return bool(filled) and not again


def _row(table: Table, number: int, known: Columns, above: Row) -> tuple[Row, Row]:
    """What a row says itself or goes on saying of its indicator, and the visi, misi and tujuan merged down to it."""
    row = table.rows[number]
    found: Row = {}
    carried: Row = {}
    for i, (name, heading, cell) in enumerate(zip(known.names, known.headings, row, strict=False)):
        if name and whole(cell) and not _numbers(known, row, i):
            found[name] = found.get(name, ()) + _in_column(name, cell, heading.text)
        elif (number, i) in table.merged and name in above.keys() - found.keys() and name in (*_KEYS, *_HEADS[:3]):
            (found if name in _KEYS else carried)[name] = above[name]
    return _with_formula(found), carried


def _with_formula(row: Row) -> Row:
    """A row whose formula stands in two columns, its sides, as one with the formula, for each numbered item of both."""
    sides = [cell for key in _SIDES if said(whole(cell := row.get(key, ())))]
    if not sides:
        return {key: cell for key, cell in row.items() if key not in _SIDES}
    listed = [cells.marked(cell, typed=key == "pembilang") for key, cell in zip(_SIDES, sides, strict=False)]
    pairs = zip(*listed, strict=False) if len({len(each) for each in listed}) == 1 and listed[0] else [tuple(sides)]
    formula = tuple(part for pair in pairs for part in _fraction(*pair))
    return {**{key: cell for key, cell in row.items() if key not in _SIDES}, "formulasi": formula}


def _fraction(above: Cell, below: Cell = ()) -> Cell:
    return (*above, _bar(above), *below) if below else above


def _numbers(known: Columns, row: tuple[Cell, ...], i: int) -> bool:
    """Whether a cell holds the number of what stands beside it under the same heading."""
    beside = known.names[i + 1 : i + 2] == [known.names[i]] and any(row[i + 1 : i + 2])
    return beside and is_number(whole(row[i]).text)


def _more(table: Table, number: int, known: Columns, above: Row) -> Cell:
    """What a row says of the formula of the indicator above, where it says nothing else; nothing where it goes not on.

    That one is merged down to it, a bar stands between, or each of both is one side of a share.
    """
    named = list(zip(known.names, known.headings, table.rows[number], strict=False))
    if "formulasi" not in above or {name for name, _, cell in named if name and cell} != {"formulasi"}:
        return ()
    more = tuple(part for name, heading, cell in named if name for part in _in_column(name, cell, heading.text))
    merged = any(name == "indikator" and (number, i) in table.merged for i, (name, _, _) in enumerate(named))
    barred = any(_ENDS.search(part.text.text) for part in (*above["formulasi"], more[0]))
    return more if merged or barred or _are_sides(above, more) else ()


def _are_sides(above: Row, below: Cell) -> bool:
    """Whether two cells each begin with what is counted, as the sides of a fraction do, and a share is asked for."""
    asked = measure(whole(above.get("indikator", ())).text).first
    sides = [whole(cell).text for cell in (above["formulasi"], below)]
    counted = all((head := measure(side).first) and head.start == 0 and head.kind == "cacah" for side in sides)
    return bool(asked and asked.relative) and counted and not _OPEN.search(sides[0])


def _over(above: Cell, below: Cell) -> Cell:
    """A formula in two cells: one side over the other, unless either says that it is none."""
    sides = whole(above).text, whole(below).text
    drawn = _ENDS.search(above[-1].text.text)
    if drawn and drawn.start():  # a bar behind the upper side
        return (*above[:-1], replace(above[-1], text=above[-1].text.cut(0, drawn.start())), _bar(above), *below)
    divided = any(map(_DIVIDED.search, sides)) or any(BAR.match(part.text.text) for part in (*above, below[0]))
    if divided or below[0].label or _NO_SIDE.match(sides[1]):
        return above + below
    return (*above, _bar(above), *below)


def _bar(above: Cell) -> Paragraph:
    return Paragraph(bar(above[-1].text))


def _in_column(name: str, cell: Cell, heading: str) -> Cell:
    """A cell with its column; a bar belongs to a formula only."""
    parts = (part for part in cell if name == "formulasi" or not BAR.fullmatch(part.text.text))
    return tuple(
        replace(part, text=replace(part.text, where=replace(part.text.where, column=heading))) for part in parts
    )


class Grouper:
    """Rows as groups of one sasaran each, over all the tables of one owner."""

    def __init__(self, context: dict[str, Printed]) -> None:
        self.groups: list[dict[str, Any]] = []
        self.context = context

    def add(self, row: Row, carried: Row) -> None:
        """One row: new sasaran, another indicator of the last, or the rest of the last row over a page's end."""
        for part in _rows_of(row):
            self._add(part, carried)

    def _add(self, row: Row, carried: Row) -> None:
        heads = {key: cells.bare(whole(row[key])) for key in _HEADS if row.get(key)}
        if self.groups and continues(row):
            self._extend(self.groups[-1], row)
            return
        if {"sasaran", "tujuan"} & heads.keys() or not self.groups:
            above = {key: whole(cell) for key, cell in carried.items()}
            self.groups.append({**self.context, **above, **heads, "indikator": []})
        self.groups[-1]["indikator"] += _indicators(row)

    def _extend(self, group: dict[str, Any], row: Row) -> None:
        """The rest of the cells of the last row, on the next page."""
        last = group["indikator"][-1] if group["indikator"] else {}
        for key, parts in row.items():
            into = group if key in _HEADS else last
            name = "nama" if key == "indikator" else key
            again = name in into and key in _KEYS and whole(parts).where == into[name].where  # merged down, said before
            if key != "no" and (into is group or last) and not again:
                into[name] = join([*([into[name]] if name in into else []), whole(parts)])

    def done(self) -> list[dict[str, Any]]:
        """The groups that say anything, a sasaran without an indicator without that key."""
        kept = ({key: value for key, value in group.items() if said(value)} for group in self.groups)
        return [group for group in kept if group.keys() & {"tujuan", "sasaran", "indikator"}]


def continues(row: Row) -> bool:
    """Whether a row is the rest of the one before it, cut by a page's end: it has neither number nor a fresh text."""
    heads = [whole(row[key]).text for key in ("tujuan", "sasaran", "indikator") if row.get(key)]
    return not row.get("no") and all(text[0].islower() for text in heads)


def numbered(row: Row) -> int:
    """The number of a row; 0 where it has none."""
    number = _NUMBER.fullmatch(whole(row.get("no", ())).text)
    return int(number[1]) if number else 0


def _rows_of(row: Row) -> list[Row]:
    """A row whose sasaran are several, numbered, as so many rows."""
    wholes = cells.marked(row.get("sasaran", ()))
    if len(wholes) < 2 or len(wholes) != len(cells.items(row.get("indikator", ()))):
        return [row]
    parted = {key: cells.items(cell, typed=key == "formulasi") for key, cell in row.items() if key != "no"}
    shared = {key: parts[0] for key, parts in parted.items() if len(parts) == 1}
    return [
        {**shared, **{key: parts[i] for key, parts in parted.items() if len(parts) > 1 and i < len(parts)}}
        for i in range(len(wholes))
    ]


def _indicators(row: Row) -> list[dict[str, Any]]:
    """The indicators of one row, each with what the other cells say of it."""
    names = cells.names(row.get("indikator", ()))
    parted = {key: cells.items(row.get(key, ()), typed=key == "formulasi") for key in (*_KEYS, "satuan")}
    found: list[dict[str, Any]] = []
    for i, name in enumerate(names):
        if not said(name):
            continue
        own = {key: parts[i] if len(parts) == len(names) > 1 else row.get(key, ()) for key, parts in parted.items()}
        values = {key: value for key in _KEYS if said(value := _value(key, own[key]))}
        if "target" in values:
            values["target"] = _with_unit(values["target"], whole(own["satuan"]))
        found.append({"nama": name, **values})
    return found


def said(value: Printed | list[Any]) -> bool:
    """Whether a value says anything: a dash does not, also behind a number."""
    return bool(value) and not (isinstance(value, Printed) and cells.bare(value).text in "-–—")


def _value(key: str, cell: Cell) -> Printed:
    """What a cell says; the numbers in a formula belong to it, the one before any other text does not."""
    if key == "formulasi":
        return cells.fraction(cell)
    parts = cells.marked(cell)
    return whole(parts[0] if len(parts) == 1 else cell)


def _with_unit(target: Printed, unit: Printed) -> Printed:
    """A target with the unit that stands beside it in a column of its own."""
    given = not said(unit) or unit.text.lower() in target.text.lower()
    return target if given else join([target, unit])
