"""The columns of a table by what their headings mean, and its rows as sasaran with their indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from iki_lint.document.printed import Printed, Where, join
from iki_lint.language.heads import measure
from iki_lint.readers.blocks import Table

_MEANINGS = (
    ("no", r"^(?:no|nomor|no urut)$"),
    ("target", r"\b(?:target|output|keluaran)\b"),
    ("satuan", r"^satuan"),
    ("formulasi", r"formula|penjelasan|p[ee]n?ghitungan|perhitungan|\bcara\b|\brumus|definisi operasional"),
    ("sumber_data", r"sumber\s*data|^sumber"),
    ("penanggung_jawab", r"penanggung\s*jawab|^pj$|^pelaksana$"),
    ("indikator", r"\bindikator\b|^ik[ukis]\b"),
    ("sasaran", r"\bsasaran\b"),
    ("tujuan", r"\btujuan\b"),
    ("misi", r"^misi"),
    ("visi", r"^visi"),
)
_NUMBER = re.compile(r"\(?\d{1,2}[.)]*\)?")
_ITEM = re.compile(r"(?:(?<=\s)|^)(\d{1,2})[.)]\s*(?=[A-Z(])")
_HEAD_INSIDE = re.compile(r"(?<=[\w)%] )(?=(?:Pro|Per)sentase\b|Jumlah\b|Nilai\b|Indeks\b|Cakupan\b|Rata-rata\b)")
_KEYS = ("formulasi", "sumber_data", "penanggung_jawab", "target")

Row = dict[str, tuple[Printed, ...]]


@dataclass(slots=True)
class Columns:
    """What each column of a table holds; `unknown` are headings that say nothing we know."""

    names: list[str]
    headings: list[Printed]
    rows: int
    unknown: list[Printed] = field(default_factory=list)


def columns(table: Table) -> Columns | None:
    """The columns of a table that has headings; None where its first rows hold none."""
    for number, row in enumerate(table.rows[:3], 1):
        headings = [join(cell) for cell in row]
        names = [_meaning(heading.text) for heading in headings]
        if "indikator" in names and len({name for name in names if name}) > 1:
            unknown = [h for h, name in zip(headings, names, strict=True) if h and not name]
            return Columns(names, headings, number, unknown)
    return None


def _meaning(heading: str) -> str:
    plain = " ".join(re.sub(r"[^\w\s]", " ", heading.lower()).split())
    return next((name for name, pattern in _MEANINGS if re.search(pattern, plain)), "")


def rows(table: Table, known: Columns, *, headed: bool) -> Iterator[Row]:
    """The rows below the headings by the meaning of their cells; rows of column numbers are left out."""
    for row in table.rows[known.rows if headed else 0 :]:
        filled = [join(cell).text for cell in row if any(cell)]
        if not filled or (len(filled) > 1 and all(_NUMBER.fullmatch(text) for text in filled)):
            continue
        found: Row = {}
        for name, heading, cell in zip(known.names, known.headings, row, strict=False):
            if name and cell:
                placed = tuple(_in_column(part, heading.text) for part in cell)
                found[name] = found.get(name, ()) + placed
        yield found


def _in_column(part: Printed, heading: str) -> Printed:
    where = part.where
    return Printed(
        part.text, part.spots, Where(where.page, where.sheet, where.table, where.row, heading, where.paragraph)
    )


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
        heads = {key: _bare(join(row[key])) for key in ("visi", "misi", "tujuan", "sasaran") if row.get(key)}
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
                into[name] = join([*([into[name]] if name in into else []), *parts]).folded()

    def done(self) -> list[dict[str, Any]]:
        """The groups, a sasaran without an indicator without that key."""
        return [{key: value for key, value in group.items() if value} for group in self.groups]


def _continues(row: Row) -> bool:
    """Whether a row is the rest of the one before it, cut by a page's end: it has neither number nor a fresh text."""
    heads = [join(row[key]).text for key in ("tujuan", "sasaran", "indikator") if row.get(key)]
    return not row.get("no") and all(text[0].islower() for text in heads)


def _rows_of(row: Row) -> list[Row]:
    """A row whose sasaran are several, numbered, as so many rows."""
    wholes = _several(row["sasaran"], headed=False) if row.get("sasaran") else []
    names = _several(row["indikator"], headed=False) if row.get("indikator") else []
    if len(wholes) < 2 or len(wholes) != len(names):
        return [row]
    parted = {key: _several(parts, headed=False) for key, parts in row.items() if key != "no"}
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
    names = _several(row["indikator"], headed=True)
    values = {key: _several(row[key], headed=False) if key in row else [] for key in _KEYS}
    found = []
    for i, name in enumerate(names):
        entry: dict[str, Any] = {"nama": name}
        for key, texts in values.items():
            value = texts[i] if len(texts) == len(names) and len(names) > 1 else join(row.get(key, ())).folded()
            if value and value.text not in "-–—":
                entry[key] = value
        found.append(entry)
    return found


def _several(parts: Sequence[Printed], *, headed: bool) -> list[Printed]:
    """The numbered texts in a cell; without numbers, with `headed`, those that begin with a measure head each."""
    whole = join(parts).folded()
    found = list(_ITEM.finditer(whole.text))
    numbers = [int(match[1]) for match in found]
    if found and found[0].start() == 0 and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        bounds = [*(match.start() for match in found[1:]), len(whole.text)]
        return [whole.cut(match.end(), end) for match, end in zip(found, bounds, strict=True)]
    if not headed:
        return [part.folded() for part in parts] if len(parts) > 1 else [whole]
    starts = [0, *_heads_inside(whole.text)]
    return [whole.cut(a, b) for a, b in zip(starts, [*starts[1:], None], strict=True)]


def _heads_inside(text: str) -> Iterator[int]:
    """Where, in a cell of several indicators without numbers, the second and further ones begin."""
    if not measure(text).heads:
        return
    for match in re.finditer(
        r"(?<=[\w)%] )(?=(?:Pro|Per)sentase\b|Jumlah\b|Nilai\b|Indeks\b|Cakupan\b|Rata-rata\b)", text
    ):
        before = text[: match.start()].split()[-1].lower()
        if before not in _LEADING:
            yield match.start()


_LEADING = frozenset(
    ("dan", "dengan", "dari", "atas", "terhadap", "per", "pada", "untuk", "yang", "dalam", "penurunan", "peningkatan")
)
