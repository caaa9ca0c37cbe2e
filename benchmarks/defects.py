"""Faults planted in a clean document, one a jabatan, each where exactly one rule should say so."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle
from random import Random
from typing import Any

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault: its file, the code of the rule that should find it, and where."""

    file: str
    code: str
    pointer: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A persentase of one jabatan; `pointer` is its own, `part` what it is a percentage of."""

    post: Node
    row: Node
    entry: Node
    pointer: str

    @property
    def owner(self) -> str:
        """The pointer of the jabatan."""
        return self.pointer.split("/kinerja")[0]

    @property
    def part(self) -> str:
        """What stands after the measure head."""
        return str(self.entry["nama"]).removeprefix("Persentase ")

    @property
    def work(self) -> str:
        """The sasaran without the result that opens it."""
        return re.sub(r"^(Meningkatnya (mutu|cakupan)|Terselenggaranya) ", "", self.row["sasaran"])


def plant(rng: Random, document: Node, file: str, rate: float) -> list[Planted]:
    """Put one fault into that share of the jabatan, the kinds in turn, and say which."""
    posts = document["jabatan"]
    chosen = sorted(rng.sample(range(len(posts)), round(rate * len(posts))))
    kinds = cycle(rng.sample(list(KINDS), len(KINDS)))
    planted = []
    for number in chosen:
        if spots := _spots(posts[number], number):
            code = next(kinds)
            planted += [Planted(file, code, pointer) for pointer in KINDS[code](rng.choice(spots))]
    return planted


def _spots(post: Node, number: int) -> list[Spot]:
    return [
        Spot(post, row, entry, f"/jabatan/{number}/kinerja/{r}/indikator/{i}")
        for r, row in enumerate(post["kinerja"])
        for i, entry in enumerate(row["indikator"])
        if entry["nama"].startswith("Persentase ")
    ]


def _without(key: str) -> Callable[[Spot], list[str]]:
    def fault(spot: Spot) -> list[str]:
        del spot.entry[key]
        return [spot.pointer]

    return fault


def _with(key: str, template: str) -> Callable[[Spot], list[str]]:
    """Another text for a key of the indicator; {0} in it is the percentage's part."""

    def fault(spot: Spot) -> list[str]:
        spot.entry[key] = template.format(spot.part)
        return [spot.pointer]

    return fault


def _without_multiplier(spot: Spot) -> list[str]:
    formula = spot.entry["formulasi"]
    if isinstance(formula, dict):
        del formula["pengali"]
    else:
        spot.entry["formulasi"] = re.sub(r" (dikali|[×x]) 100%$", "", formula)
    return [spot.pointer]


def _row_twice(spot: Spot) -> list[str]:
    return _row(spot, dict(spot.row))


def _indicator_twice(spot: Spot) -> list[str]:
    return _row(spot, {"sasaran": f"{spot.row['sasaran']} secara berkelanjutan", "indikator": [spot.entry]})


def _row(spot: Spot, row: Node) -> list[str]:
    table = spot.post["kinerja"]
    table.append({**row, "indikator": [dict(entry) for entry in row["indikator"]]})
    return [f"{spot.owner}/kinerja/{len(table) - 1}/indikator/{i}" for i in range(len(row["indikator"]))]


def _no_indicator(spot: Spot) -> list[str]:
    table = spot.post["kinerja"]
    table.append({"sasaran": f"{spot.row['sasaran']} secara berkelanjutan"})
    return [f"{spot.owner}/kinerja/{len(table) - 1}"]


def _unmeasured(spot: Spot) -> list[str]:
    spot.entry["nama"] = f"Tersedianya data {spot.work}"
    return [spot.pointer]


def _no_result(spot: Spot) -> list[str]:
    spot.row["sasaran"] = spot.work[0].upper() + spot.work[1:]
    return [spot.pointer.split("/indikator")[0]]


def _misspelt(spot: Spot) -> list[str]:
    return _task(spot, spot.post["tugas"][1].replace("melaksanakan", "melaksnakan"))


def _breaks_off(spot: Spot) -> list[str]:
    return _task(spot, f"{spot.post['tugas'][1]} sesuai dengan")


def _task(spot: Spot, text: str) -> list[str]:
    spot.post["tugas"][1] = text
    return [f"{spot.owner}/tugas/1"]


def _at_name(fault: Callable[[Spot], list[str]]) -> Callable[[Spot], list[str]]:
    return lambda spot: [f"{pointer}/nama" for pointer in fault(spot)]


KINDS: dict[str, Callable[[Spot], list[str]]] = {
    "EJA001": _at_name(_with("nama", "Prosentase {0}")),
    "EJA002": _misspelt,
    "FRM001": _without("formulasi"),
    "FRM003": _with("formulasi", "Jumlah {0} × 100%"),
    "FRM004": _with("formulasi", "Jumlah {0} dibagi jumlah surat masuk dikali 100%"),
    "FRM005": _with("formulasi", "Jumlah {0} dibagi jumlah {0} dikali 100%"),
    "FRM006": _with("nama", "Rata-rata {0}"),
    "FRM007": _without_multiplier,
    "SBR001": _without("sumber_data"),
    "SBR002": _with("sumber_data", "Laporan kegiatan"),
    "SBR003": _with("sumber_data", "DPA"),
    "SBR004": _with("sumber_data", "Semua bidang"),
    "SLN002": _row_twice,
    "SLN003": _indicator_twice,
    "STR004": _breaks_off,
    "STR006": _no_indicator,
    "UKR001": _unmeasured,
    "UKR006": _without("target"),
    "UKR007": _with("nama", "Persentase jumlah {0}"),
    "UKR008": _no_result,
}
"""What to do to a spot so that a rule should fire, by the rule's code; each gives the pointers it should fire at."""
