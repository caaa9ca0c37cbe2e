"""What was read of a document: its heading, its jabatan, their sasaran and indicators."""

from __future__ import annotations

from dataclasses import dataclass

from iki_lint.document.model import Document, Iku, Jabatan, Text


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator that was read."""

    pointer: str
    nama: str


@dataclass(frozen=True, slots=True)
class Goal:
    """A sasaran (or, alone, a tujuan) that was read, and its indicators."""

    pointer: str
    sasaran: str
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Owner:
    """A jabatan that was read, or the instansi's own table (`/iku`), and its rows."""

    pointer: str
    nama: str
    goals: tuple[Goal, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A document that was read; a text is "" where the document does not say."""

    path: str
    judul: str = ""
    instansi: str = ""
    daerah: str = ""
    tahun: str = ""
    owners: tuple[Owner, ...] = ()


def summary(path: str, document: Document) -> Summary:
    """What was read of a document."""
    instansi = document.instansi
    owners: tuple[Iku | Jabatan, ...] = ((document.iku,) if document.iku else ()) + document.jabatan
    return Summary(
        path=path,
        judul=_said(document.judul),
        instansi=_said(instansi.nama if instansi else None),
        daerah=_said(instansi.daerah if instansi else None),
        tahun=_said(document.tahun),
        owners=tuple(_owner(owner) for owner in owners),
    )


def _owner(owner: Iku | Jabatan) -> Owner:
    goals = (
        Goal(
            row.pointer,
            _said(row.sasaran or row.tujuan),
            tuple(Measure(i.pointer, _said(i.nama)) for i in row.indikator),
        )
        for row in owner.kinerja
    )
    return Owner(owner.pointer, _said(owner.nama) if isinstance(owner, Jabatan) else "", tuple(goals))


def _said(text: Text | None) -> str:
    return text.value if text else ""
