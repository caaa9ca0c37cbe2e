"""Ways of writing that rules must read alike, or tell apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from iki_lint.engine import lint
from iki_lint.language.names import mentions
from iki_lint.language.terms import terms
from iki_lint.packs import built_in
from iki_lint.readers import read

OFFICE = {"nama": "Dinas Perhubungan", "daerah": "Kabupaten Tirtamulya"}
DUTIES = ["Menyusun rencana kerja", "Melaksanakan pengawasan trayek", "Menyusun laporan", "Mengelola retribusi"]


def _found(tmp_path: Path, code: str, **parts: Any) -> list[str]:
    """The places where a rule finds something in a document of these parts."""
    path = tmp_path / "a.iki.yaml"
    document = {"skema": "iki/1", "jenis": "iki", "instansi": OFFICE, "tahun": 2025, **parts}
    path.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    return [f.pointer for f in lint(read(path), [rule for rule in built_in() if rule.code == code]).findings]


def _duty(tmp_path: Path, code: str, item: str) -> bool:
    tugas = [*DUTIES[:2], item, *DUTIES[2:]]
    return bool(_found(tmp_path, code, jabatan=[{"nama": "Kepala Seksi Angkutan", "tugas": tugas}]))


def _decree(tmp_path: Path, code: str, **decree: Any) -> bool:
    said = {"jenis": "Keputusan Kepala Dinas", **decree}
    return bool(_found(tmp_path, code, keputusan=said, jabatan=[{"nama": "Kepala Dinas"}]))


@pytest.mark.parametrize(
    ("code", "item", "wrong"),
    [
        ("STR004", "Menyiapkan pelayanan dan", True),
        ("STR004", "Menyiapkan pelayanan; dan", False),
        ("STR004", "Menyiapkan poliklinik penyakit dalam", False),
        ("STR004", "Menangani pengaduan yang sudah sesuai", False),
        ("STR005", "dan juru parkir", True),
        ("STR005", "dan pelaksanaan tugas lain", False),
        ("STR005", "Reviu laporan keuangan", False),
        ("EJA001", "Menyusun koordinasi antar daerah", True),
        ("EJA001", "Melaksanakan layanan antar jemput siswa", False),
        ("EJA001", "Memelihara jalan di Bina Marga", False),
        ("EJA001", "Melaksanakan PP Nomor 24 Tahun 2018 tentang Perijinan; melakukan survey", True),
        ("EJA001", "Melaksanakan PP Nomor 24 Tahun 2018 tentang Perijinan", False),
        ("EJA001", "Mengelola Bridge Management System", False),
        ("EJA001", "Melakukan review laporan dengan system informasi", True),
        ("EJA003", "Mengoordinasikan skpd", True),
        ("EJA003", "Menyusun RKA SKPD dan DPA-SKPD", False),
        ("EJA003", "Menerbitkan Surat Ketetapan Pajak Daerah (SKPD)", False),
    ],
)
def test_an_item_of_tugas(tmp_path: Path, code: str, item: str, wrong: bool) -> None:
    assert _duty(tmp_path, code, item) is wrong


@pytest.mark.parametrize(
    ("who", "wrong"),
    [
        ("Kepala Bidang Parkir", True),
        ("Kepala Bidang sesuai bidang tugasnya", False),
        ("Kepala Bidang yang bersangkutan", False),
        ("Kepala Bidang/Kepala Dinas", False),
    ],
)
def test_a_superior_that_is_not_there(tmp_path: Path, who: str, wrong: bool) -> None:
    below = {"nama": "Kepala Seksi Terminal", "tugas": [f"Melaksanakan tugas lain yang diberikan oleh {who}"]}

    assert bool(_found(tmp_path, "CAS004", jabatan=[{"nama": "Kepala Bidang Angkutan"}, below])) is wrong


@pytest.mark.parametrize(
    ("named", "wrong"),
    [
        ("huruf a dan b", False),
        ("huruf a, b, dan c", True),
        ("huruf a s.d c", True),
        ("huruf e Pasal 5 Peraturan Bupati", False),
        ("Diktum KEDUA huruf d Keputusan Bupati Nomor 3 Tahun 2020", False),
        ("diktum KEDUA BELAS", True),
    ],
)
def test_a_reference_in_menimbang(tmp_path: Path, named: str, wrong: bool) -> None:
    reasons = ["bahwa a", "bahwa b", f"bahwa berdasarkan {named} perlu menetapkan"]
    dicta = [{"diktum": "KESATU", "isi": "x"}, {"diktum": "KEDUA", "isi": "y"}]

    assert _decree(tmp_path, "HKM002", menimbang=reasons, menetapkan=dicta) is wrong


@pytest.mark.parametrize(
    ("named", "wrong"),
    [
        ("diktum KESATU sampai dengan KEDUA", False),
        ("diktum KESATU s.d. KELIMA", True),
        ("diktum KEDUA huruf b", False),
        ("diktum KEDUA huruf d", True),
        ("diktum KELIMA Keputusan Bupati Nomor 15 Tahun 2022", False),
    ],
)
def test_a_reference_in_a_diktum(tmp_path: Path, named: str, wrong: bool) -> None:
    dicta = [
        {"diktum": "KESATU", "isi": "x"},
        {"diktum": "KEDUA:", "isi": "bagi: a. Kepala Dinas; b. Sekretaris; dan c. Kepala Bidang"},
        {"diktum": "KETIGA", "isi": f"sebagaimana dimaksud dalam {named} berlaku"},
    ]

    assert _decree(tmp_path, "HKM002", menetapkan=dicta) is wrong


@pytest.mark.parametrize(
    ("code", "decree", "wrong"),
    [
        ("HKM003", {"menetapkan": [{"isi": "peraturan ini mulai berlaku"}]}, True),
        ("HKM003", {"menimbang": ["bahwa Peraturan Daerah Nomor 4 Tahun 2021 ada dan Peraturan Daerah ini"]}, False),
        ("HKM004", {"nomor": "188/-/KEP/2025"}, True),
        ("HKM004", {"nomor": "188 / 12 / KEP / 2025"}, False),
        ("HKM005", {"tentang": "IKI Dinas Perhubungan TA. 2024"}, True),
        ("HKM005", {"tentang": "IKU Tahun 2021 s/d 2026"}, False),
        ("HKM005", {"tentang": "Perubahan atas Keputusan Nomor 12 Tahun 2023 tentang IKU"}, False),
        ("HKM005", {"ditetapkan": {"tanggal": "31-12-2024"}}, False),
        ("HKM005", {"ditetapkan": {"tanggal": "3 November 2024"}}, True),
        ("HKM005", {"nomor": "188/2019-DISHUB", "ditetapkan": {"tanggal": "2 Januari 2025"}}, False),
        ("HKM006", {"menimbang": ["a. bahwa x"]}, False),
    ],
)
def test_the_text_of_the_decree(tmp_path: Path, code: str, decree: dict[str, Any], wrong: bool) -> None:
    assert _decree(tmp_path, code, **decree) is wrong


@pytest.mark.parametrize(("times", "found"), [(3, ["/jabatan/0/tugas/3"]), (2, [])])
def test_where_nothing_names_the_region_it_is_the_one_named_most(tmp_path: Path, times: int, found: list[str]) -> None:
    own = [f"Menata {thing} Kabupaten Tirtamulya" for thing in ("terminal", "trayek", "parkir")]
    tugas = [*own[:times], *DUTIES[times:3], "Menyusun laporan Kabupaten Wonosegoro"]
    path = tmp_path / "a.iki.yaml"
    document = {"skema": "iki/1", "instansi": {"nama": "Dinas Perhubungan"}, "jabatan": [{"nama": "X", "tugas": tugas}]}
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    rules = [rule for rule in built_in() if rule.code == "SLN004"]

    assert [finding.pointer for finding in lint(read(path), rules).findings] == found


@pytest.mark.parametrize(("unit", "found"), [("Terminal A", ["/jabatan/2"]), ("Terminal B", [])])
def test_one_title_under_one_atasan_is_another_jabatan_in_another_unit(
    tmp_path: Path, unit: str, found: list[str]
) -> None:
    head = {"nama": "Kepala Bidang Angkutan"}
    posts = [{"nama": "Kepala Seksi Parkir", "unit": each, "atasan": head["nama"]} for each in ("Terminal A", unit)]

    assert _found(tmp_path, "JBT007", jabatan=[head, *posts]) == found


def test_a_letter_that_strayed_over_a_space_belongs_to_the_word_before() -> None:
    assert [term.form for term in terms("Kepala Bag iKepegawaian")] == ["kepala", "bagi", "kepegawaian"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Berkoordinasi dengan Seksi Kerja sama Desa", "kerja sama desa"),
        ("Berkoordinasi dengan Seksi Parkir dalam rangka penataan", "parkir"),
        ("Berkoordinasi dengan Seksi Parkir melayani terminal", "parkir"),
    ],
)
def test_a_unit_is_named_up_to_the_last_word_of_its_name(text: str, words: str) -> None:
    assert [" ".join(mention.name.words) for mention in mentions(text, {})] == [words]


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("Kasubag Umum; Dinas Kesehatan", True),
        ("Dinas Kesehatan / BPS", True),
        ("Direktur", True),
        ("Semua", False),
        ("Kasubag Umum; Register surat", False),
    ],
)
def test_a_source_that_is_somebody(tmp_path: Path, source: str, wrong: bool) -> None:
    entry = {"nama": "Jumlah surat", "sumber_data": source}
    row = {"sasaran": "Tertibnya persuratan", "indikator": [entry]}

    assert bool(_found(tmp_path, "SBR004", jabatan=[{"nama": "Camat", "kinerja": [row]}])) is wrong


@pytest.mark.parametrize(
    ("nip", "rank", "wrong"),
    [
        ("19780514 199711 1 001", "Penata", False),
        ("18780514 199711 1 001", "Penata", True),
        ("19780514 202121 1 001", "", False),  # a contract: its 13th and 14th digits are no month
        ("19780514 202121 1 001", "Penata Tingkat I", True),
    ],
)
def test_an_nip_that_cannot_be(tmp_path: Path, nip: str, rank: str, wrong: bool) -> None:
    signed = {"jabatan": "Camat", "nama": "Sri Wahyuni", "nip": nip, **({"pangkat": rank} if rank else {})}

    assert bool(_found(tmp_path, "JBT005", pengesahan=[signed], jabatan=[{"nama": "Camat"}])) is wrong
