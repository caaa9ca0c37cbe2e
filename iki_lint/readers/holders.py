"""Jabatan of one name that stand one below the other in a table: where another one begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from iki_lint.readers.blocks import MARK, Cell, whole
from iki_lint.readers.cells import bare
from iki_lint.readers.columns import Row, numbered
from iki_lint.readers.titles import HEAD

_FIRST = ("1", "a", "A", "-")
_TOLD = ("unit", "atasan", "orang")
_FEW = 3  # jabatan of one number each, before numbers are believed to be theirs


@dataclass(frozen=True, slots=True)
class _Line:
    """What a row says of a jabatan: `fresh` where it names it itself, `number` 0 where it has none."""

    name: str
    fresh: bool
    number: int
    sasaran: str
    tugas: Cell
    told: dict[str, str]


def anew(rows: Sequence[Row], *, parted: bool = False) -> list[bool]:
    """For each row, whether it begins another jabatan though its name is the same as that of the row above.

    So does the first one where a unit's name has `parted` it from the table above.
    """
    lines: list[_Line] = []
    for row in rows:
        lines.append(_line(row, lines[-1].name if lines else ""))
    runs = [list(run) for _, run in groupby(lines, key=lambda line: line.name)]
    signs = _Signs.of(runs)
    found = [begins for run in runs for begins in _begin(run, signs)]
    return [parted or found[0], *found[1:]] if found else []


def _line(row: Row, above: str) -> _Line:
    said = {key: _plain(cell) for key, cell in row.items()}
    name = bare(whole(row.get("jabatan", ()))).text
    told = {key: said[key] for key in _TOLD if said.get(key, "-") != "-"}
    sasaran = said.get("sasaran") or said.get("tujuan", "")
    return _Line(name or above, bool(name), numbered(row), sasaran, row.get("tugas", ()), told)


def _plain(cell: Cell) -> str:
    return whole(cell).text.casefold()


@dataclass(frozen=True, slots=True)
class _Signs:
    """How a table tells its jabatan apart: numbers that begin again with each, that count them, names written once."""

    restarts: bool
    counts: bool
    listed: bool
    once: bool

    @classmethod
    def of(cls, runs: Sequence[Sequence[_Line]]) -> _Signs:
        """The signs of a table by those of its jabatan whose names differ."""
        numbers = [[line.number for line in run if line.number] for run in runs]
        named = [each for each in numbers if each]
        again = any(one == other > 1 for each in named for one, other in pairwise(each))
        restarts = len(named) > 1 and all(each[0] == 1 for each in named) and any(each[-1] > 1 for each in named)
        counts = len(named) > 1 and all(other[0] == one[-1] + 1 for one, other in pairwise(named))
        single = sum(len(set(each)) == 1 for each in named)
        return cls(restarts and not again, counts and _spanned(runs), counts and single >= _FEW, _written_once(runs))


def _spanned(runs: Sequence[Sequence[_Line]]) -> bool:
    """Whether a number stands for several sasaran of one jabatan."""
    pairs = (pair for run in runs for pair in pairwise(run))
    return any(_another(*pair) and pair[1].number in (0, pair[0].number) for pair in pairs)


def _written_once(runs: Sequence[Sequence[_Line]]) -> bool:
    """Whether names stand over all sasaran of a jabatan, and are not written again for each of them."""
    pairs = [pair for run in runs for pair in pairwise(run) if _another(*pair)]
    return sum(not line.fresh for _, line in pairs) > sum(line.fresh for _, line in pairs)


def _another(above: _Line, line: _Line) -> bool:
    return bool(line.sasaran) and line.sasaran != above.sasaran


def _begin(run: Sequence[_Line], signs: _Signs) -> list[bool]:
    """For each row of one name, whether it begins another jabatan."""
    found: list[bool] = []
    since: list[_Line] = []
    for line in run:
        begins = bool(since) and line.fresh and _begins(since, line, signs)
        since = [line] if begins else [*since, line]
        found.append(begins)
    return found


def _begins(since: Sequence[_Line], line: _Line, signs: _Signs) -> bool:
    """Whether a row that names the jabatan again is another's: `since` are the rows of the one that stands open."""
    last = next((each.number for each in reversed(since) if each.number), 0)
    if _differ(since, line) or _lists_again(since, line):
        return True
    if not (line.number and last):
        return signs.once
    if signs.restarts or line.number == 1 < last:
        return line.number == 1
    counted = signs.counts or (signs.listed and not HEAD.match(line.name))
    return line.number != last and (signs.once or (counted and line.number == last + 1))


def _differ(since: Sequence[_Line], line: _Line) -> bool:
    """Whether a unit, a superior or a person is another than above."""
    known = {key: set(said.split()) for each in since for key, said in each.told.items()}
    pairs = [(known[key], set(said.split())) for key, said in line.told.items() if key in known]
    return any(not (one <= other or other <= one) for one, other in pairs)


def _lists_again(since: Sequence[_Line], line: _Line) -> bool:
    """Whether a list of tugas begins again, in other words."""
    lists = [each.tugas for each in since if each.tugas]
    again = [cell for cell in (line.tugas, *lists) if _mark(cell) in _FIRST]
    return bool(lists) and len(again) > 1 and again[0] is line.tugas and _plain(line.tugas) not in map(_plain, lists)


def _mark(cell: Cell) -> str:
    if not cell:
        return ""
    match = MARK.match(cell[0].text.text)
    return cell[0].label or (match[1] or match[2] if match else "")
