"""Levels, units, atasan and content words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from iki_lint.analysis import Analysis
from iki_lint.language.names import Level, level
from iki_lint.readers import Loaded
from tests.conftest import HEADER


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Kepala Dinas Perhubungan", Level.PIMPINAN),
        ("Plt. Kepala Badan Keuangan", Level.PIMPINAN),
        ("CAMAT LONGKALI", Level.PIMPINAN),
        ("Direktur RSUD", Level.PIMPINAN),
        ("Inspektur", Level.PIMPINAN),
        ("Lurah", Level.PIMPINAN),
        ("Wakil Direktur Pelayanan", Level.ADMINISTRATOR),
        ("Inspektur Pembantu I", Level.ADMINISTRATOR),
        ("SEKRETARIS CAMAT LONGKALI", Level.ADMINISTRATOR),
        ("Kepala Bidang Lalu Lintas", Level.ADMINISTRATOR),
        ("Kabid Lalu Lintas", Level.ADMINISTRATOR),
        ("Kepala Bagian Tata Usaha", Level.ADMINISTRATOR),
        ("KASIE LEMBAGA EKONOMI", Level.PENGAWAS),
        ("Kepala Sub Bagian Umum", Level.PENGAWAS),
        ("Kasubbag Umum", Level.PENGAWAS),
        ("Kepala Sub Bidang Anggaran", Level.PENGAWAS),
        ("Kepala UPTD Terminal", Level.PENGAWAS),
        ("Kepala Puskesmas Sumber", Level.PENGAWAS),
        ("Perencana Ahli Muda", Level.PELAKSANA),
        ("Staf Sub Bagian Umum (Penata Layanan Operasional)", Level.PELAKSANA),
        ("Pengelola Data Seksi Angkutan", Level.PELAKSANA),
    ],
)
def test_level(title: str, expected: Level) -> None:
    assert level(title) is expected


OFFICE = (
    HEADER
    + """\
jabatan:
- nama: Kepala Dinas Perhubungan
- nama: Sekretaris Dinas
- nama: Kepala Sub Bagian Umum
- nama: Kepala Bidang Lalu Lintas
  fungsi: [pelaksanaan fungsi lain yang diberikan oleh Kepala Dinas sesuai dengan tugasnya]
- nama: Kepala Seksi Rekayasa, Marka dan Rambu
- nama: Penguji Kendaraan Bermotor
- nama: Kepala Bidang Angkutan, Terminal dan Parkir
- nama: Kepala Seksi Angkutan
  tugas: ["tugas lain yang diberikan oleh Kepala Bidang Angkutan, Terminal dan Parkir sesuai tugasnya"]
- nama: Pengadministrasi Perkantoran
  unit: Sub Bagian Umum
- nama: Kepala Seksi Terminal
  tugas: [melaksanakan tugas lain yang diberikan oleh Kepala Bidang Sarana]
- nama: Analis Angkutan
  atasan: Kepala Seksi Angkutan
- nama: Kepala UPTD Terminal Tipe C
"""
)


def test_superiors(load: Callable[..., Loaded]) -> None:
    analysis = Analysis(load(OFFICE).document)

    found = {post.title: above.title if above else None for post, above in analysis.superiors.items()}

    assert found == {
        "Kepala Dinas Perhubungan": None,
        "Sekretaris Dinas": "Kepala Dinas Perhubungan",
        "Kepala Sub Bagian Umum": "Sekretaris Dinas",
        "Kepala Bidang Lalu Lintas": "Kepala Dinas Perhubungan",
        "Kepala Seksi Rekayasa, Marka dan Rambu": "Kepala Bidang Lalu Lintas",
        "Penguji Kendaraan Bermotor": "Kepala Seksi Rekayasa, Marka dan Rambu",
        "Kepala Bidang Angkutan, Terminal dan Parkir": "Kepala Dinas Perhubungan",
        "Kepala Seksi Angkutan": "Kepala Bidang Angkutan, Terminal dan Parkir",
        "Pengadministrasi Perkantoran": "Kepala Sub Bagian Umum",
        "Kepala Seksi Terminal": None,
        "Analis Angkutan": "Kepala Seksi Angkutan",
        "Kepala UPTD Terminal Tipe C": "Kepala Dinas Perhubungan",
    }


def test_a_seksi_of_a_kecamatan_stands_under_the_camat(load: Callable[..., Loaded]) -> None:
    text = OFFICE.replace("Dinas Perhubungan, ", "Kecamatan Tirta, ").replace("Kepala Dinas Perhubungan", "Camat Tirta")
    analysis = Analysis(load(text).document)

    above = {post.title: above for post, above in analysis.superiors.items()}

    assert above["Kepala Seksi Rekayasa, Marka dan Rambu"].title == "Camat Tirta"
    assert above["Kepala Sub Bagian Umum"].title == "Sekretaris Dinas"


def test_lines_and_units(load: Callable[..., Loaded]) -> None:
    analysis = Analysis(load(OFFICE).document)
    by_title = {post.title: post for post in analysis.posts}
    head, section = by_title["Kepala Bidang Angkutan, Terminal dan Parkir"], by_title["Kepala Seksi Angkutan"]

    assert analysis.in_line(head, section)
    assert not analysis.in_line(by_title["Kepala Bidang Lalu Lintas"], section)
    assert analysis.same_unit(section, by_title["Analis Angkutan"])
    assert not analysis.same_unit(section, by_title["Kepala Seksi Terminal"])


def test_content_words(load: Callable[..., Loaded]) -> None:
    analysis = Analysis(load(HEADER).document)

    assert analysis.content("Persentase pelaksanaan kegiatan penyusunan laporan") == frozenset()
    assert analysis.content("Meningkatnya keselamatan penumpang") == {"selamat", "tumpang"}
    assert analysis.content("Indeks Kepuasan Masyarakat (IKM)") >= {"puas", "layan"}
    assert analysis.content("tata kelola terminal") == {"manajemen", "terminal"}
    assert analysis.content("kualitas perhubungan") == {"kualitas"}
