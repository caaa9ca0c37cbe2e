"""The jabatan of an office, composed of its things, what may be true of them, and where they are counted.

No two jabatan read alike: what is new with each is the place (an area, a kecamatan, an area of a kecamatan), and with
it the texts; so the distinct texts of a corpus grow with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, product
from pathlib import Path
from random import Random
from typing import Any

import yaml

Words = dict[str, Any]
Pick = tuple[Words, list[str]]
"""A thing (an entry of `objek`), and what is said of it in one row of the table, one indicator for each."""

VOCABULARY: Words = yaml.safe_load((Path(__file__).parent / "corpus.yaml").read_text(encoding="utf-8"))
ALWAYS_TRUE = ("yang dipantau petugas setiap bulan", "yang datanya dimutakhirkan setiap triwulan")
RESULTS = ("Meningkatnya mutu", "Meningkatnya cakupan", "Terselenggaranya")
RANKS = ("Ahli Muda", "Ahli Pertama", "Ahli Madya")
FRACTIONS = (
    "Jumlah {0} dibagi jumlah {1} dikali 100%",
    "Jumlah {0} / jumlah {1} × 100%",
    "Jumlah {0} ÷ jumlah {1} x 100%",
    "{0} : {1} × 100%",
)


def office(rng: Random, dinas: Words) -> Iterator[Words]:
    """The jabatan at the seat of an office: its head, the secretariat, the bidang."""
    head = f"Kepala {dinas['nama']}"
    firsts = [bidang["seksi"][0]["objek"][0] for bidang in dinas["bidang"]]
    yield _post(rng, head, "Bupati", [(thing, [thing["hasil"][1]]) for thing in firsts], leads=True)
    own = [{**unit, "nama": f"{unit['nama']} {dinas['nama']}"} for unit in VOCABULARY["sekretariat"]]
    yield from _branch(rng, (f"Sekretaris {dinas['nama']}", head, "Subbagian"), own, f"pada {dinas['nama']}")
    for bidang in dinas["bidang"]:
        names = (f"Kepala Bidang {bidang['nama']}", head, "Seksi")
        yield from _branch(rng, names, bidang["seksi"], "")
        for seksi in bidang["seksi"]:
            place = f"di {rng.choice(VOCABULARY['kawasan'])}"
            yield _specialist(rng, seksi, f"Seksi {seksi['nama']}", place)


def branches(rng: Random, offices: list[Words]) -> Iterator[Words]:
    """The jabatan of the offices' branches in one kecamatan after the other, until there are no more names."""
    names = [first + second for first in VOCABULARY["awal"] for second in VOCABULARY["akhir"]]
    rng.shuffle(names)
    for side in ("", *VOCABULARY["arah"]):
        for name, dinas in product(names, offices):
            yield from _uptd(rng, dinas, f"{name} {side}".rstrip())


def _uptd(rng: Random, dinas: Words, name: str) -> Iterator[Words]:
    unit = f"{dinas['uptd']} {name}"
    place = f"Kecamatan {name}"
    sections = [rng.choice(bidang["seksi"]) for bidang in dinas["bidang"]]
    things = [rng.choice(seksi["objek"]) for seksi in sections]
    said = [(thing, rng.sample(thing["hasil"], rng.randint(1, 2))) for thing in things]
    yield _post(rng, f"Kepala {unit}", f"Kepala {dinas['nama']}", said, f"di {place}")
    for seksi, area in zip(sections, rng.sample(VOCABULARY["kawasan"], len(sections)), strict=True):
        yield _specialist(rng, seksi, unit, f"di {area} {place}")


def _branch(rng: Random, names: tuple[str, str, str], units: list[Words], place: str) -> Iterator[Words]:
    """Who leads some units, and the head of each; what they measure differs, as what is true of a thing does."""
    leader, superior, kind = names
    first, second = (unit["objek"] for unit in units)
    said = [(thing, [thing["hasil"][2]]) for thing in (first[0], second[0])]
    said.append((second[1], [second[1]["hasil"][2], ALWAYS_TRUE[0]]))
    yield _post(rng, leader, superior, said, place, leads=True)
    for unit in units:
        one, two = unit["objek"]
        rows = [(one, [one["hasil"][0]]), (two, two["hasil"][:2]), (one, [ALWAYS_TRUE[1]])]
        yield _post(rng, f"Kepala {kind} {unit['nama']}", leader, rows, place)


def _specialist(rng: Random, seksi: Words, unit: str, place: str) -> Words:
    """A jabatan fungsional of a seksi or a branch."""
    one, two = seksi["objek"]
    rows = [(one, rng.sample(one["hasil"], 1)), (two, rng.sample(two["hasil"], 2)), (one, [rng.choice(ALWAYS_TRUE)])]
    post = _post(rng, f"{seksi['fungsional']} {rng.choice(RANKS)}", f"Kepala {unit}", rows, place)
    return {"nama": post.pop("nama"), "unit": unit, **post}


def _post(rng: Random, name: str, superior: str, rows: list[Pick], place: str = "", *, leads: bool = False) -> Words:
    """A jabatan and its table; one that leads others has fungsi and counts no mere outputs."""
    works = list(dict.fromkeys(_at(thing["kerja"], place) for thing, _ in rows))
    tasks = [f"{verb} {work}" for work in works for verb in ("melaksanakan", "mengevaluasi hasil")]
    closing = f"melaksanakan tugas lain yang diberikan oleh {superior}"
    duties = {"tugas": ["menyusun rencana kerja tahunan", *tasks, closing]}
    if leads:
        duties["fungsi"] = [f"{noun} {work}" for work in works for noun in ("perumusan kebijakan", "koordinasi")]
    results = cycle(rng.sample(RESULTS, len(RESULTS)))
    table = [
        {
            "sasaran": _at(f"{next(results)} {thing['kerja']}", place),
            "indikator": [_indicator(rng, thing, state, place, counts=not leads) for state in states],
        }
        for thing, states in rows
    ]
    return {"nama": name, **duties, "kinerja": table}


def _indicator(rng: Random, thing: Words, state: str, place: str, *, counts: bool) -> Words:
    whole, part = _at(thing["objek"], place), _at(f"{thing['objek']} {state}", place)
    number = rng.randint(12, 95)
    if counts and rng.random() < 0.2:
        said: Words = {"nama": f"Jumlah {part}", "formulasi": f"Banyaknya {part}"}
        target = f"{number} {thing['objek']}"
    else:
        said = {"nama": f"Persentase {part}", "formulasi": _fraction(rng, part, whole)}
        target = f"{number}%"
    return {**said, "sumber_data": thing["sumber"], "target": target}


def _fraction(rng: Random, part: str, whole: str) -> str | Words:
    if rng.random() < 0.25:
        return {"pembilang": f"Jumlah {part}", "penyebut": f"Jumlah {whole}", "pengali": 100}
    formula = rng.choice(FRACTIONS).format(part, whole)
    return formula[0].upper() + formula[1:]


def _at(text: str, place: str) -> str:
    return f"{text} {place}".rstrip()
