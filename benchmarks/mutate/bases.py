"""The sound documents that are mutated: small ones, so that each case takes milliseconds."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from benchmarks.mutate import packages
from tests import layouts

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
_ITEMS = 2
_LINES = 45


def bases(form: str) -> list[bytes]:
    """The bases of a format, always the same."""
    return list(_MADE[form]())


def first(form: str) -> bytes:
    """The first base of a format."""
    return next(_MADE[form]())


def _cut(value: Any, most: int) -> Any:
    """A value with the first items only of each of its lists."""
    if isinstance(value, list):
        return [_cut(item, most) for item in value[:most]]
    return {key: _cut(item, most) for key, item in value.items()} if isinstance(value, dict) else value


def _slices() -> Iterator[dict[str, Any]]:
    """Of each document one jabatan, and of those that have them the decree and the table of the instansi."""
    for number, path in enumerate(sorted(FIXTURES.glob("[bd]*/*.iki.yaml"))):
        whole = yaml.safe_load(path.read_text(encoding="utf-8"))
        people = whole.get("jabatan", [])
        small: dict[str, Any] = _cut({key: value for key, value in whole.items() if key != "jabatan"}, _ITEMS)
        if people:
            small["jabatan"] = _cut(people[number % len(people) : number % len(people) + 1 + number % 2], _ITEMS)
        if number % 3:
            for key in ("keputusan", "iku", "pengesahan"):
                small.pop(key, None)
        yield small


def _own() -> Iterator[bytes]:
    yield from (path.read_bytes() for path in sorted((FIXTURES / "kecil").glob("*.yaml")))
    yield _CASCADE.encode()
    for small in _slices():
        yield yaml.safe_dump(small, allow_unicode=True, sort_keys=False, width=120).encode()


def _texts() -> Iterator[bytes]:
    from benchmarks import documents  # it loads iki-lint, which a fuzzer has to load in its own way

    for small in _slices():
        yield documents.text(layouts.printed({"jabatan": [], **small})).encode()
    for path in sorted((FIXTURES / "teks").glob("*.md")):
        lines = path.read_text(encoding="utf-8").splitlines()
        heads = [i for i, line in enumerate(lines) if re.match(r"\W*(JABATAN|Jabatan)\b|VISI|MEMUTUSKAN", line)]
        yield from ("\n".join(lines[at : at + _LINES]).encode() for at in heads[::2])


def _written(write: Callable[[dict[str, Any], Path, int], None]) -> Iterator[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        for number, small in enumerate(_slices()):
            path = Path(folder, "a")
            write(layouts.printed({"jabatan": [], **small}), path, number)
            yield packages.bare(path.read_bytes())


def _word(document: dict[str, Any], path: Path, number: int) -> None:
    every = [*layouts.LAYOUTS.values(), *layouts.PRINTED.values()]
    layouts.write(document, path, every[number % len(every)])


def _sheets(document: dict[str, Any], path: Path, number: int) -> None:
    every = list(layouts.LAYOUTS.values())
    out = path.with_suffix(".xlsx")
    layouts.write_sheets(document, out, every[number % len(every)], one_sheet=bool(number % 2))
    path.write_bytes(packages.shared(out.read_bytes()) if number % 2 else out.read_bytes())


def _printed() -> Iterator[bytes]:
    yield from (path.read_bytes() for path in sorted((FIXTURES / "dasar").glob("*.pdf")))


_CASCADE = """\
skema: iki/1
jenis: pohon-kinerja
instansi: {nama: Dinas Perhubungan, daerah: Kabupaten Tirtamulya}
tahun: 2026
jabatan:
  - nama: Kepala Dinas Perhubungan
    kinerja: &k
      - tujuan: Meningkatnya keselamatan
        indikator: [{nama: Angka kecelakaan, target: 12 kejadian}]
  - nama: Kepala Bidang Lalu Lintas
    atasan: Kepala Dinas Perhubungan
    program: [{nama: Program Lalu Lintas, anggaran: 2078747000}]
    kegiatan: [Pengujian kendaraan]
    kinerja: *k
"""

_MADE: dict[str, Callable[[], Iterator[bytes]]] = {
    "yaml": _own,
    "json": _own,
    "text": _texts,
    "docx": lambda: _written(_word),
    "xlsx": lambda: _written(_sheets),
    "pdf": _printed,
}
