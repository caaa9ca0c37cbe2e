"""The columns of a table by what their headings mean, and its rows as sasaran with their indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Any, TypeAlias

from iki_lint.document.printed import Printed, join
from iki_lint.language.heads import measure
from iki_lint.readers.blocks import Cell, Paragraph, Table, whole

_MEANINGS = (
    ("no", r"^(?:no|nomor|no urut)$"),
    ("target", r"\b(?:target|output|keluaran)\b|^20\d\d$"),
    ("satuan", r"^satuan"),
    ("formulasi", r"formula|penjelasan|p[ee]n?ghitungan|perhitungan|\bcara\b|\brumus|definisi operasional"),
    ("sumber_data", r"sumber\s*data|^sumber"),
    ("penanggung_jawab", r"penanggung\s*jawab|^pj$|^pelaksana$"),
    ("indikator", r"\bindikator\b|^ik[ukis]\b"),
    ("sasaran", r"\bsasaran\b"),
    ("tujuan", r"\btujuan\b"),
    ("misi", r"^misi"),
    ("visi", r"^visi"),
    ("jabatan", r"^(?:nama )?jabatan"),
)
_NUMBER = re.compile(r"\(?\d{1,2}[.)]*\)?")
_ITEM = re.compile(r"(?:(?<=\s)|^)(\d{1,2})[.)]\s*(?=[A-Z(])")
_BAR = re.compile(r"\s*[-_–—=]{4,}\s*")
_FACTOR = re.compile(r"\s+[x×X*]\s*100\s*%?\s*$")
_YEAR = re.compile(r"\b20\d\d\b")
_HEAD_INSIDE = re.compile(r"(?<=[\w)%] )(?=(?:Pro|Per)sentase\b|Jumlah\b|Nilai\b|Indeks\b|Cakupan\b|Rata-rata\b)")
_KEYS = ("formulasi", "sumber_data", "penanggung_jawab", "target")

Row: TypeAlias = dict[str, Cell]


@dataclass(slots=True)
class Columns:
    """What each column of a table holds; `unknown` are headings that say nothing we know."""

    names: list[str]
    headings: list[Printed]
    rows: int
    unknown: list[Printed] = field(default_factory=list)


def columns(table: Table, year: int | None) -> Columns | None:
    """The columns of a table that has headings; None where its first rows hold none.

    Of several target years the one of the document (`year`) counts; the others are among the unknown.
    """
    for number, row in enumerate(table.rows[:3], 1):
        headings = [whole(cell) for cell in row]
        names = [_meaning(heading.text) for heading in headings]
        if "indikator" in names and len({name for name in names if name}) > 1:
            second = [whole(cell) for cell in table.rows[number]] if number < len(table.rows) else []
            below = any(second) and all(_YEAR.fullmatch(text.text) for text in second if text)
            if below:
                headings = [
                    under if under else over for over, under in zip_longest(headings, second, fillvalue=Printed(""))
                ]
                names = [_meaning(heading.text) for heading in headings]
            return _of_year(Columns(names, headings, number + below), year)
    return None


def _of_year(found: Columns, year: int | None) -> Columns:
    targets = [i for i, name in enumerate(found.names) if name == "target" and _YEAR.search(found.headings[i].text)]
    own = next((i for i in targets if year and str(year) in found.headings[i].text), targets[0] if targets else -1)
    for i in targets:
        found.names[i] = "target" if i == own else ""
    found.unknown = [h for h, name in zip(found.headings, found.names, strict=True) if h and not name]
    return found


def _meaning(heading: str) -> str:
    plain = " ".join(re.sub(r"[^\w\s]", " ", heading.lower()).split())
    return next((name for name, pattern in _MEANINGS if re.search(pattern, plain)), "")


def rows(table: Table, known: Columns, *, headed: bool) -> Iterator[Row]:
    """The rows below the headings by the meaning of their cells; rows of column numbers are left out.

    A cell merged downwards goes on saying what it says, but a sasaran does not begin anew.
    """
    above: Row = {}
    for number, row in enumerate(table.rows):
        filled = [whole(cell).text for cell in row if cell]
        numbers = len(filled) > 1 and all(_NUMBER.fullmatch(text) for text in filled)
        repeated = len(filled) > 1 and filled == [heading.text for heading in known.headings if heading]
        if not filled or numbers or repeated or (headed and number < known.rows):
            continue
        found: Row = {}
        for i, (name, heading, cell) in enumerate(zip(known.names, known.headings, row, strict=False)):
            if name and cell:
                found[name] = found.get(name, ()) + tuple(_in_column(part, heading.text) for part in cell)
            elif name in _KEYS and (number, i) in table.merged and name in above:
                found[name] = above[name]
        yield found
        above = found


def _in_column(part: Paragraph, heading: str) -> Paragraph:
    return replace(part, text=replace(part.text, where=replace(part.text.where, column=heading)))


class Grouper:
    """Rows as groups of one sasaran each, over all the tables of one owner."""

    def __init__(self, context: dict[str, Printed]) -> None:
        self.groups: list[dict[str, Any]] = []
        self.context = context

    def add(self, row: Row) -> None:
        """One row: new sasaran, another indicator of the last, or the rest of the last row over a page's end."""
        for part in _rows_of(row):
            self._add(part)

    def _add(self, row: Row) -> None:
        heads = {key: _bare(whole(row[key])) for key in ("visi", "misi", "tujuan", "sasaran") if row.get(key)}
        fresh = "sasaran" in heads or "tujuan" in heads
        if self.groups and _continues(row):
            self._extend(self.groups[-1], row)
            return
        if fresh or not self.groups:
            self.groups.append({**self.context, **heads, "indikator": []})
        self.groups[-1]["indikator"] += _indicators(row)

    def _extend(self, group: dict[str, Any], row: Row) -> None:
        """The rest of the cells of the last row, on the next page."""
        last = group["indikator"][-1] if group["indikator"] else {}
        for key, parts in row.items():
            into = group if key in ("visi", "misi", "tujuan", "sasaran") else last
            name = "nama" if key == "indikator" else key
            if key != "no" and (into is group or last):
                into[name] = join([*([into[name]] if name in into else []), whole(parts)])

    def done(self) -> list[dict[str, Any]]:
        """The groups, a sasaran without an indicator without that key."""
        return [{key: value for key, value in group.items() if value} for group in self.groups]


def _continues(row: Row) -> bool:
    """Whether a row is the rest of the one before it, cut by a page's end: it has neither number nor a fresh text."""
    heads = [whole(row[key]).text for key in ("tujuan", "sasaran", "indikator") if row.get(key)]
    return not row.get("no") and all(text[0].islower() for text in heads)


def _rows_of(row: Row) -> list[Row]:
    """A row whose sasaran are several, numbered, as so many rows."""
    wholes = _several(row["sasaran"], headed=False) if row.get("sasaran") else []
    names = _several(row["indikator"], headed=False) if row.get("indikator") else []
    if len(wholes) < 2 or len(wholes) != len(names):
        return [row]
    parted = {key: [Paragraph(t) for t in _several(cell, headed=False)] for key, cell in row.items() if key != "no"}
    shared = {key: (texts[0],) for key, texts in parted.items() if len(texts) == 1}
    return [
        {**shared, **{key: (texts[i],) for key, texts in parted.items() if len(texts) > 1 and i < len(texts)}}
        for i in range(len(wholes))
    ]


def _bare(text: Printed) -> Printed:
    """A sasaran without the number before it."""
    match = re.match(r"\d{1,2}[.)]\s*", text.text)
    return text.cut(match.end()) if match else text


def _indicators(row: Row) -> list[dict[str, Any]]:
    """The indicators of one row, each with what the other cells say of it."""
    names = _several(row.get("indikator", ()), headed=True)
    values = {key: _several(row[key], headed=False) if key in row else [] for key in _KEYS}
    found: list[dict[str, Any]] = []
    for i, name in enumerate(names):
        if not name or name.text in "-–—":
            continue
        entry: dict[str, Any] = {"nama": name}
        for key, texts in values.items():
            value = texts[i] if len(texts) == len(names) > 1 else _fraction(row.get(key, ()))
            if value and value.text not in "-–—":
                entry[key] = _with_unit(value, row) if key == "target" else value
        found.append(entry)
    return found


def _with_unit(target: Printed, row: Row) -> Printed:
    """A target with the unit that stands beside it in a column of its own."""
    unit = whole(row.get("satuan", ()))
    given = not unit or unit.text in "-–—" or unit.text.lower() in target.text.lower()
    return target if given else join([target, unit])


def _several(cell: Cell, *, headed: bool) -> list[Printed]:
    """The numbered texts in a cell; without numbers, with `headed`, those that begin with a measure head each."""
    items = _items(cell)
    if len(items) > 1:
        return items
    said = whole(cell)
    found = list(_ITEM.finditer(said.text))
    numbers = [int(match[1]) for match in found]
    if found and found[0].start() == 0 and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        bounds = [*(match.start() for match in found[1:]), len(said.text)]
        return [said.cut(match.end(), end) for match, end in zip(found, bounds, strict=True)]
    if not headed:
        return [part.text.folded() for part in cell] if len(cell) > 1 else [said]
    starts = [0, *_heads_inside(said.text)]
    return [said.cut(a, b) for a, b in zip(starts, [*starts[1:], None], strict=True)]


def _items(cell: Cell) -> list[Printed]:
    """The items of a cell whose paragraphs are numbered, each with the unnumbered ones behind it."""
    items: list[list[Printed]] = []
    for part in cell:
        if part.label or not items:
            items.append([part.text])
        else:
            items[-1].append(part.text)
    return [join(item).folded() for item in items] if cell and cell[0].label else []


def _fraction(cell: Cell) -> Printed:
    """The text of a cell, a side over a bar and one under it as "A / B", what multiplies it behind."""
    parts = [part.text for part in cell]
    bar = next((i for i, part in enumerate(parts) if _BAR.match(part.text)), 0)
    if not 0 < bar < len(parts) - 1:
        return join(parts).folded()
    times = parts[bar].cut(_BAR.match(parts[bar].text).end())  # type: ignore[union-attr]
    above, below, rest = parts[bar - 1], parts[bar + 1], parts[bar + 2 :]
    factor = _FACTOR.search(above.text)
    if factor:
        above, times = above.cut(0, factor.start()), above.cut(factor.start())
    slash = Printed("/", above.spots[-1:], above.where)
    return join([*parts[: bar - 1], above, slash, below, times, *rest]).folded()


def _heads_inside(text: str) -> Iterator[int]:
    """Where, in a cell of several indicators without numbers, the second and further ones begin."""
    begin = 0
    for match in _HEAD_INSIDE.finditer(text) if measure(text).heads else ():
        words = text[begin : match.start()].lower().split()
        if len(words) >= _LEAST_WORDS and words[-1] not in _LEADING:
            begin = match.start()
            yield begin


_LEAST_WORDS = 3
_LEADING = frozenset(
    ("dan", "dengan", "dari", "atas", "terhadap", "per", "pada", "untuk", "yang", "dalam", "penurunan", "peningkatan")
)
