"""The columns of a table by what their headings mean: headings in several rows, target years, quarters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest

from iki_lint.document.printed import Printed, join
from iki_lint.readers.blocks import Cell, Table, whole

_MEANINGS = (
    ("no", r"^(?:no|nomor|no urut)$"),
    ("satuan", r"^satuan"),
    ("target", r"\btarget\b|^(?!.*\bindikator\b).*\b(?:output|keluaran)\b"),
    ("pembilang", r"^pembilang\b(?!.*penyebut)|^numerator\b"),
    ("penyebut", r"^penyebut\b|^denominator\b"),
    ("formulasi", r"formula|pembilang|penjelasan|p[ee]n?ghitungan|perhitungan|\bcara\b|\brumus|definisi operasional"),
    ("sumber_data", r"sumber\s*data|^sumber"),
    ("penanggung_jawab", r"penanggung\s*jawab|^pj$|^pic$|^pelaksana$"),
    ("indikator", r"\bindikator\b|^ik[ukis]\b"),
    ("sasaran", r"\bsasaran\b|^(?:uraian )?kinerja(?: utama)?$|^rencana (?:hasil kerja|kinerja)$|^hasil kerja$"),
    ("tujuan", r"\btujuan\b"),
    ("misi", r"^misi"),
    ("visi", r"^visi"),
    ("jabatan", r"^(?:nama )?jabatan"),
    ("orang", r"^nip\b|^nama (?:dan )?(?:nip|pegawai|pejabat|pemangku|asn|pns|lengkap)\b|^(?:pegawai|pemangku)$"),
    ("unit", r"^unit(?: kerja| organisasi)?$"),
    ("atasan", r"^atasan"),
    ("tugas", r"^(?:(?:uraian|rincian) )?tugas(?: pokok| jabatan)?(?: dan fungsi)?$|^tupoksi$"),
    ("fungsi", r"^(?:uraian )?fungsi$"),
)
_BASE = re.compile(r"realisasi|capaian|kondisi (?:awal|saat ini|eksisting)|baseline|data (?:awal|dasar)|tahun dasar")
_YEAR = re.compile(r"\b20\d\d\b")
_YEAR_ALONE = re.compile(r"(?:tahun )?20\d\d")
_PART = re.compile(
    r"\b(?:tw|triwulan|kuartal|semester|smt|caturwulan|bulan)\b|^q[1-4]$|^[ivx]+$|^(?:target )?(?:jan|feb|mar|apr|mei|"
    r"jun|jul|agu?s?t?|sep|okt|nov|des)[a-z]*$"
)
_TOTAL = re.compile(r"\b(?:tahunan|setahun|total|jumlah|akhir tahun)\b")
_BELOW = re.compile(r"^(?:nama|uraian|angka|nilai|jumlah|kinerja|k|rp)$")
_NUMBER = re.compile(r"\(?\d{1,2}[.)]*\)?|\(?[a-z][.)]")
_FIGURE = re.compile(r"[\d.,]+")
_FACTOR = re.compile(r"[x×X*]\s*[\d.,]+\s*%?")
_NUMBERED = ("tujuan", "sasaran", "indikator")
_UNREAD = ("", "no", "satuan", "orang")
_MOST_LEVELS = 3
_LONGEST_HEADING = 6  # words
_BUDGET = re.compile(r"(?:(?:sub|kegiatan|program|jumlah|pagu|anggaran|biaya|dan|rp)\b\W*)+", re.IGNORECASE)
_LEAST_TURNED = 3  # headings one below the other that are known
_FURTHEST = 60
_LONGEST = 100


@dataclass(slots=True)
class Columns:
    """What each column of a table holds; `unknown` are headings that say nothing we know.

    `rows` counts the rows up to the last heading; `lines` are the rows of headings as printed.
    """

    names: list[str]
    headings: list[Printed]
    rows: int
    unknown: list[Printed] = field(default_factory=list)
    lines: tuple[list[str], ...] = ()

    def unsaid(self, table: Table, *, headed: bool) -> list[Printed]:
        """What a table says that no value will: its headings, and columns that are unknown or say something of others.

        A column without any heading is none of these: what it holds must not get lost.
        """
        head = self.rows if headed else 0
        unread = [i for i, name in enumerate(self.names) if name in _UNREAD and (name or self.headings[i])]
        found = [cell for row in table.rows[:head] for cell in row]
        found += [cell for row in table.rows[head:] for i in unread for cell in row[i : i + 1]]
        return [part.text for cell in found for part in cell]


def begin(table: Table) -> int | None:
    """The row with which the headings of a table begin; None where it has none."""
    for number, row in enumerate(table.rows[:_FURTHEST]):
        texts = [whole(cell).text for cell in row]
        names = _names(texts)
        owned = names & {"tugas", "fungsi"} and names & {"no", "jabatan"}
        plain = all(":" not in text[:-1] and text != ":" and len(text) < _LONGEST for text in texts)
        if plain and (owned or are_headings(texts)):
            return number
    return None


def are_headings(texts: Iterable[str]) -> bool:
    """Whether texts side by side are the headings of indicators and of something more."""
    names = _names(texts)
    return "indikator" in names and len(names) > 1


def upright(table: Table) -> Table:
    """A table whose headings stand one below the other, each with what it says beside it, as one with a row of them."""
    rows = [[cell for cell in row if cell and whole(cell).text != ":"] for row in table.rows]
    paired = all(len(row) == 2 for row in rows)
    names = [name for row in rows if paired and (name := meaning(whole(row[0]).text))]
    if "indikator" not in names or not _LEAST_TURNED <= len(set(names)) == len(names):
        return table
    return Table((tuple(row[0] for row in rows), tuple(_uncoloned(row[1]) for row in rows)))


def _uncoloned(cell: Cell) -> Cell:
    """What stands beside a label, without the sign between them."""
    first, *rest = cell
    return (replace(first, text=first.text.cut(len(first.text.text) - len(first.text.text.lstrip(": ")))), *rest)


def is_foreign(table: Table) -> bool:
    """Whether a table has headings of something else than indicators, such as programmes and their budget."""
    texts = [whole(cell).text for cell in table.rows[0] if cell]
    short = all(len(text.split()) <= _LONGEST_HEADING and not re.search(r"\d", text) for text in texts)
    return len(texts) > 1 and short and any(meaning(text) == "no" or _BUDGET.fullmatch(text) for text in texts)


def columns(table: Table, year: int | None) -> Columns | None:
    """The columns of a table that has headings; None where it has none.

    Of several target years the one of the document (`year`) counts; the others, the quarters of a year and what was
    reached before are among the unknown.
    """
    first = begin(table)
    if first is None:
        return None
    last = first + 1
    while last < min(len(table.rows), first + _MOST_LEVELS) and _below(table, first, last):
        last += 1
    found = [_column(path) for path in _paths(table, first, last)]
    _choose(found, year)
    _prefer_whole(found)
    _share(found, table.rows[last:])
    headings = [each.heading for each in found]
    unknown = [each.heading for each in found if each.heading and each.name in ("", "orang")]
    lines = tuple([whole(cell).text for cell in row if cell] for row in table.rows[first:last])
    return Columns([each.name for each in found], headings, last, unknown, lines)


def meaning(heading: str) -> str:
    """What a column under a heading holds; "" where the heading says nothing we know.

    A narrow column breaks words where it will: "Penanggu ngjawab" is also read without its spaces.
    """
    plain = _plain(heading)
    said = (name for text in (plain, plain.replace(" ", "")) for name, pattern in _MEANINGS if re.search(pattern, text))
    return next(said, "")


def _names(texts: Iterable[str]) -> set[str]:
    return {meaning(text) for text in texts} - {""}


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", heading.lower()).split())


def _below(table: Table, first: int, number: int) -> bool:
    """Whether a row stands as a heading under the parts of a heading above it."""
    row, top = table.rows[number], table.rows[first]
    filled = [i for i, cell in enumerate(row) if cell]
    texts = [whole(row[i]).text for i in filled]
    if not filled or all(map(is_number, texts)):
        return False
    return all(_parts(top, i) and _sub(text) for i, text in zip(filled, texts, strict=True))


def _parts(top: tuple[Cell, ...], i: int) -> bool:
    """Whether the heading over a column stands over several, or is repeated over each."""
    spanned = i >= len(top) or not top[i] or (i + 1 < len(top) and not top[i + 1])
    return spanned or meaning(whole(top[i]).text) == "target"


def _sub(text: str) -> bool:
    plain = _plain(text)
    known = (_YEAR_ALONE.fullmatch(plain), _PART.search(plain), _TOTAL.search(plain), _BASE.search(plain))
    return len(text) < _LONGEST and bool(any(known) or _BELOW.match(plain) or meaning(text))


def _paths(table: Table, first: int, last: int) -> list[list[Printed]]:
    """The headings over each column, from above; one over several columns counts for each that has its own below."""
    width = max(len(row) for row in table.rows[first:last])
    paths: list[list[Printed]] = [[] for _ in range(width)]
    for number in range(last - 1, first - 1, -1):
        row = table.rows[number]
        over = Printed("")
        for i in range(width):
            cell = row[i] if i < len(row) else ()
            over = whole(cell) if cell else (Printed("") if (number, i) in table.merged else over)
            if over and (cell or paths[i]):
                paths[i].insert(0, over)
    return paths


@dataclass(slots=True)
class _Column:
    """A column: what it holds, its heading, its year, and whether it tells of a part of a year only."""

    name: str
    heading: Printed
    year: int | None = None
    part: bool = False


def _column(path: list[Printed]) -> _Column:
    plain = [_plain(text.text) for text in path]
    known = [(i, name) for i, text in enumerate(path) if (name := meaning(text.text))]
    at, name = known[-1] if known else (-1, "")
    if len(path) == 1 and _YEAR_ALONE.fullmatch(plain[0]):
        name = "target"
    elif plain == ["nama"]:
        name = "orang"
    if any(_BASE.search(text) for text in plain[max(at, 0) :] if "target" not in text):
        name = ""
    years = [int(match[0]) for text in plain if (match := _YEAR.search(text))]
    part = any(_PART.search(text) for text in plain) and not (plain and _TOTAL.search(plain[-1]))
    return _Column(name, join(path[1:] or path), years[-1] if years else None, part)


def _choose(found: list[_Column], year: int | None) -> None:
    """Leave of several target columns the document's own year's, and the unit that stands with it."""
    targets = [each for each in found if each.name == "target"]
    yearly = [each for each in targets if not each.part]
    own = next((each for each in yearly if year and each.year == year), None)
    own = own or next((each for each in yearly if each.year is None), None)
    if own is None and (year is None or len(targets) == 1):
        own = next(iter(yearly), None)
    for each in found:
        other = each.name == "satuan" and own is not None and each.year not in (None, own.year)
        if (each.name == "target" and each is not own) or other:
            each.name = ""


def _prefer_whole(found: list[_Column]) -> None:
    """Leave of a formula and its sides in columns of their own the formula, as printed."""
    if any(each.name == "formulasi" for each in found):
        for each in found:
            each.name = "" if each.name in ("pembilang", "penyebut") else each.name


def _share(found: list[_Column], rows: Sequence[tuple[Cell, ...]]) -> None:
    """Let a heading over two columns, of which it heads the first only, count for the second too, by what they hold.

    Behind numbers stands what they number, behind a fraction what multiplies it, behind a target's figures their unit.
    """
    held = pairwise(zip_longest(*rows, fillvalue=()))
    for i, ((one, other), cells) in enumerate(zip(pairwise(found), held, strict=False)):
        if other.heading:
            continue
        texts = [(whole(first).text, whole(second).text) for first, second in zip(*cells, strict=True)]
        both = [(first, second) for first, second in texts if first and second and not is_number(second)]
        if both and one.name == "target" and all(_FIGURE.fullmatch(first) for first, _ in both):
            other.name = "satuan"
        elif both and _belongs(one.name, both):
            found[i + 1] = one


def _belongs(name: str, both: Sequence[tuple[str, str]]) -> bool:
    """Whether what stands in two columns side by side is of one meaning together."""
    if name == "formulasi":
        return all(_FACTOR.fullmatch(second) for _, second in both)
    return name in _NUMBERED and all(is_number(first) for first, _ in both)


def is_number(text: str) -> bool:
    """Whether a cell holds the number or letter of what stands beside it, or of its column, and nothing else."""
    return bool(_NUMBER.fullmatch(text))
