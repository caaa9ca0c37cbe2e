"""The indicators of two documents: what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from iki_lint.comparison.matching import alike, said
from iki_lint.comparison.model import COLUMNS, Change, Column, Indicator, IndicatorChange
from iki_lint.comparison.owners import Owner
from iki_lint.document.model import Indikator, Kinerja, Rumus, Text
from iki_lint.language.compare import same

_LEAST_REWORDED = 0.55
_LEAST_ONE_GOAL = 0.65
_LEAST_MOVED = 0.85


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """An indicator with its row and its owner's place among the owners of its document."""

    at: int
    owner: Owner
    row: Kinerja
    indikator: Indikator

    @property
    def nama(self) -> str:
        """Its words, "" where it has none."""
        return self.indikator.nama.value if self.indikator.nama else ""

    def told(self) -> Indicator:
        """The indicator, for a reporter."""
        return Indicator(self.indikator.pointer, self.nama, self.owner.seat)

    def value(self, name: str) -> str:
        """What a column says of it, or its sasaran; "" where nothing."""
        given = (self.row.sasaran or self.row.tujuan) if name == "sasaran" else getattr(self.indikator, name)
        return written(given) if given else ""


def lines(owners: Sequence[Owner]) -> list[Line]:
    """Every indicator, in the order printed."""
    return [
        Line(at, owner, row, indikator)
        for at, owner in enumerate(owners)
        for row in owner.holder.kinerja
        for indikator in row.indikator
    ]


def written(value: Text | Rumus) -> str:
    """A value in one line, also where its writer took it apart."""
    if isinstance(value, Text):
        return value.value
    sides = " / ".join(side.value for side in (value.pembilang, value.penyebut) if side)
    whole = " × ".join(part for part in (sides, value.pengali.value if value.pengali else "") if part)
    return "; ".join(part for part in (whole, value.keterangan.value if value.keterangan else "") if part)


def columns(old: Sequence[Line], new: Sequence[Line]) -> tuple[Column, ...]:
    """The columns that one of the documents, having indicators, does not have at all."""
    given = [Column(name, _filled(name, old), _filled(name, new)) for name in COLUMNS]
    return tuple(column for column in given if old and new and bool(column.old) != bool(column.new))


def _filled(name: str, given: Iterable[Line]) -> int:
    return sum(bool(line.value(name)) for line in given)


def changes(
    old: Sequence[Line], new: Sequence[Line], heirs: Mapping[int, int], whole: Iterable[Column]
) -> tuple[IndicatorChange, ...]:
    """What became of every indicator; `heirs` are the owners that became another, `whole` the columns not to compare.

    First those that stayed with their owner, then those that went to another.
    """
    skipped = {column.name for column in whole}
    found: dict[Line, Line] = {}
    rest_old, rest_new = _by_owner(old), _by_owner(new)
    for one, other in heirs.items():
        found |= _within(rest_old.get(one, []), rest_new.get(other, []))
    before = set(found.values())
    left = [line for line in old if line not in before], [line for line in new if line not in found]
    moved = _pairs(*left, _LEAST_MOVED)
    return tuple(_changes(old, new, found, moved, skipped))


def _within(old: Sequence[Line], new: Sequence[Line]) -> dict[Line, Line]:
    """The lines of one owner that are alike; then those that stand alone in rows of one sasaran."""
    found = _pairs(old, new, _LEAST_REWORDED)
    seen = set(found.values())
    mine = [line for line in old if line not in seen and len(line.row.indikator) == 1]
    theirs = [line for line in new if line not in found and len(line.row.indikator) == 1]
    goals = [[line.value("sasaran") for line in side] for side in (mine, theirs)]
    return found | {theirs[other]: mine[one] for one, other in alike(goals[0], goals[1], _LEAST_ONE_GOAL)}


def _by_owner(given: Iterable[Line]) -> dict[int, list[Line]]:
    grouped: dict[int, list[Line]] = {}
    for line in given:
        grouped.setdefault(line.at, []).append(line)
    return grouped


def _pairs(old: Sequence[Line], new: Sequence[Line], least: float) -> dict[Line, Line]:
    """The lines that are alike, each new one with its old one."""
    pairs = alike([line.nama for line in old], [line.nama for line in new], least)
    return {new[other]: old[one] for one, other in pairs}


def _changes(
    old: Sequence[Line], new: Sequence[Line], stayed: Mapping[Line, Line], moved: Mapping[Line, Line], skipped: set[str]
) -> Iterator[IndicatorChange]:
    known = {**stayed, **moved}
    for line in new:
        before = known.get(line)
        if before is None:
            yield IndicatorChange(None, line.told())
        else:
            yield IndicatorChange(before.told(), line.told(), tuple(_values(before, line, skipped)), line in moved)
    seen = set(known.values())
    yield from (IndicatorChange(line.told(), None) for line in old if line not in seen)


def _values(old: Line, new: Line, skipped: set[str]) -> Iterator[Change]:
    """What differs, the indicator's own words first."""
    if not same(old.nama, new.nama):
        yield Change("nama", old.nama, new.nama)
    for name in ("sasaran", *COLUMNS):
        before, after = old.value(name), new.value(name)
        if name not in skipped and said(before) != said(after):
            yield Change(name, before, after)
