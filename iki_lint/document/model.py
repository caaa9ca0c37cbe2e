"""The structured document as frozen dataclasses, named as its keys are.

A field is None (or an empty tuple) where the key is left out or its value is of a wrong type; what is wrong with the
file itself is told by `iki_lint.document.faults`. Every text knows its address, a JSON Pointer (RFC 6901).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any

BLANKS = frozenset({"", "tidak ada", "tdk ada", "belum ada", "nihil", "n/a"})


@dataclass(frozen=True, slots=True)
class Text:
    """A value as printed, white space folded, and its address."""

    value: str
    pointer: str

    def __bool__(self) -> bool:
        """Whether anything is said: a blank, a dash and "tidak ada" are none."""
        return self.value.strip(" .…-–—_()*").casefold() not in BLANKS


@dataclass(frozen=True, slots=True)
class Rumus:
    """A formulasi that its writer took apart."""

    pointer: str
    pembilang: Text | None
    penyebut: Text | None
    pengali: Text | None
    keterangan: Text | None

    def __bool__(self) -> bool:
        return any((self.pembilang, self.penyebut, self.keterangan))


@dataclass(frozen=True, slots=True)
class Indikator:
    """One indicator of a sasaran."""

    pointer: str
    nama: Text | None
    formulasi: Text | Rumus | None
    sumber_data: Text | None
    penanggung_jawab: Text | None
    target: Text | None


@dataclass(frozen=True, slots=True)
class Kinerja:
    """A row group of a table: a sasaran (or, alone, a tujuan) and its indicators."""

    pointer: str
    visi: Text | None
    misi: Text | None
    tujuan: Text | None
    sasaran: Text | None
    indikator: tuple[Indikator, ...]


@dataclass(frozen=True, slots=True)
class Program:
    """A programme of a pohon kinerja; `anggaran` in rupiah."""

    pointer: str
    nama: Text | None
    anggaran: Text | None


@dataclass(frozen=True, slots=True)
class Jabatan:
    """A jabatan with its tugas, fungsi and table."""

    pointer: str
    nama: Text | None
    unit: Text | None
    atasan: Text | None
    tugas: tuple[Text, ...]
    fungsi: tuple[Text, ...]
    program: tuple[Program, ...]
    kegiatan: tuple[Text, ...]
    kinerja: tuple[Kinerja, ...]


@dataclass(frozen=True, slots=True)
class Iku:
    """The instansi's own table."""

    pointer: str
    tugas: tuple[Text, ...]
    fungsi: tuple[Text, ...]
    kinerja: tuple[Kinerja, ...]


@dataclass(frozen=True, slots=True)
class Instansi:
    """The office that the document is of."""

    pointer: str
    nama: Text | None
    daerah: Text | None


@dataclass(frozen=True, slots=True)
class Pengesahan:
    """A signature block; `tempat` and `tanggal` where they are printed with it."""

    pointer: str
    tempat: Text | None
    tanggal: Text | None
    jabatan: Text | None
    nama: Text | None
    pangkat: Text | None
    nip: Text | None


@dataclass(frozen=True, slots=True)
class Ditetapkan:
    """Where and when a decree was signed."""

    pointer: str
    tempat: Text | None
    tanggal: Text | None


@dataclass(frozen=True, slots=True)
class Diktum:
    """One dictum of a decree."""

    pointer: str
    diktum: Text | None
    isi: Text | None
    rincian: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Keputusan:
    """The decree that sets the indicators."""

    pointer: str
    jenis: Text | None
    nomor: Text | None
    tentang: Text | None
    menimbang: tuple[Text, ...]
    mengingat: tuple[Text, ...]
    menetapkan: tuple[Diktum, ...]
    ditetapkan: Ditetapkan | None
    penandatangan: Pengesahan | None


@dataclass(frozen=True, slots=True)
class Document:
    """A whole IKI, IKU or pohon kinerja."""

    pointer: str
    skema: Text | None
    jenis: Text | None
    judul: Text | None
    instansi: Instansi | None
    tahun: Text | None
    keputusan: Keputusan | None
    pengesahan: tuple[Pengesahan, ...]
    iku: Iku | None
    jabatan: tuple[Jabatan, ...]

    def texts(self) -> Iterator[Text]:
        """Every text of the document, in the order of the printed page."""
        return texts(self)


def texts(part: object) -> Iterator[Text]:
    """Every text in a part of a document, in the order of its fields."""
    if isinstance(part, Text):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from texts(item)
    elif part is not None and not isinstance(part, str):
        kind: Any = type(part)
        for name in _fields(kind):
            yield from texts(getattr(part, name))


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
