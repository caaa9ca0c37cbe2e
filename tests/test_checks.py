"""Ways of writing that rules must read alike, or tell apart."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from iki_lint.checks.sebutan import as_common
from iki_lint.document.model import Text
from iki_lint.engine import lint
from iki_lint.hits import Mark
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
    report = lint(read(path), [rule for rule in built_in() if rule.code == code])
    assert not report.crashes
    return [f.pointer for f in report.findings]


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
        ("STR005", "Dan juru parkir", True),
        ("STR005", "Yang dipimpin juru parkir", True),
        ("STR005", "dan pelaksanaan tugas lain", False),
        ("EJA001", "Menegakkan hukum pada hari jum’at", True),
        ("EJA001", "Menjaga kwalitas-kwalitas layanan", True),
        ("EJA002", "Melayani jalandan trotoar umum", True),
        ("EJA002", "Menata lajur 5 , jalur 2", True),
        ("EJA002", "Menata lajur a ,jalur", True),
        ("EJA002", "Mengangkut dokter, dokter Gigi", False),
        ("EJA002", "Menyiapkan bahan teknis, teknis pemilihan", True),
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
        ("yang diberikan oleh Kepala Bidang Parkir", True),
        ("dari Kepala Bidang Parkir", True),
        ("yang diberikan oleh Kepala Bidang sesuai bidang tugasnya", False),
        ("yang diberikan oleh Kepala Bidang yang bersangkutan", False),
        ("yang diberikan oleh Kepala Bidang/Kepala Dinas", False),
    ],
)
def test_a_superior_that_is_not_there(tmp_path: Path, who: str, wrong: bool) -> None:
    below = {"nama": "Kepala Seksi Terminal", "tugas": [f"Melaksanakan tugas kedinasan lain {who}"]}

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
        ("diktum KESATU", False),
        ("diktum KELIMA mengacu Pasal 3", True),
        ("huruf c dan a", True),
        ("diktum KEDUA huruf d", False),
    ],
)
def test_a_reference_in_menimbang(tmp_path: Path, named: str, wrong: bool) -> None:
    reasons = ["bahwa a", "bahwa b", f"bahwa berdasarkan {named} perlu menetapkan"]
    dicta = [{"diktum": "KESATU", "isi": "x"}, {"diktum": "KEDUA", "isi": "y: a. b; b. c; c. d; d. e"}]

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
        ("HKM003", {"menetapkan": [{"isi": "Keputusan Bupati ini mulai berlaku"}]}, True),
        ("HKM003", {"menetapkan": [{"isi": "Keputusan Bupati Nomor 4 Tahun 2021 tetap berlaku"}]}, False),
        ("HKM003", {"menetapkan": [{"isi": "Keputusan Kepala Dinas ini mulai berlaku"}]}, False),
        ("HKM003", {"jenis": "Keputusan", "menetapkan": [{"isi": "Keputusan Bupati ini mulai berlaku"}]}, False),
        ("HKM003", {"jenis": "Keputusan Walikota", "menetapkan": [{"isi": "Keputusan Wali Kota ini berlaku"}]}, False),
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
        ("HKM006", {"menimbang": ["---"]}, True),
        ("HKM001", {"mengingat": ["Undang-Undang Nomor 32 Tahun 2004 tentang Pemerintahan Daerah"]}, True),
        ("HKM001", {"mengingat": ["Undang-Undang tentang Pemerintahan Daerah"]}, False),
        (
            "HKM001",
            {
                "mengingat": ["Undang-Undang Nomor 32 Tahun 2004 tentang Pemerintahan Daerah"],
                "ditetapkan": {"tanggal": "3 Maret 2010"},
            },
            False,
        ),
        ("HKM002", {"menimbang": ["bahwa sebagaimana diktum KEDUA"]}, False),  # no dicta are known
        ("HKM002", {"menetapkan": [{"diktum": "KEDUA", "isi": "x"}, {"isi": "dalam diktum KETIGA"}]}, True),
        ("HKM002", {"menetapkan": [{"diktum": "KETIGA", "isi": "x"}, {"isi": "dalam diktum KETIGA"}]}, False),
    ],
)
def test_the_text_of_the_decree(tmp_path: Path, code: str, decree: dict[str, Any], wrong: bool) -> None:
    assert _decree(tmp_path, code, **decree) is wrong


@pytest.mark.parametrize(
    ("sasaran", "nama", "wrong"),
    [
        ("Menurunnya kekerasan dalam rumah tangga", "Persentase korban KDRT yang didampingi", False),
        ("Tertanganinya KDRT", "Persentase korban kekerasan dalam rumah tangga", False),
        ("Menurunnya kekerasan", "Persentase korban KDRT yang didampingi", True),
    ],
)
def test_an_abbreviation_measures_what_it_stands_for(tmp_path: Path, sasaran: str, nama: str, wrong: bool) -> None:
    row = {"sasaran": sasaran, "indikator": [{"nama": nama}]}

    assert bool(_found(tmp_path, "UKR005", jabatan=[{"nama": "Kepala Seksi Umum", "kinerja": [row]}])) is wrong


@pytest.mark.parametrize(
    ("before", "item", "split"),
    [
        ("pengelolaan lingkungan hidup dan", "sanitasi permukiman", True),
        ("pengelolaan lingkungan hidup; dan", "sanitasi permukiman", False),  # the last but one of a list
        ("pengelolaan lingkungan hidup", "sanitasi permukiman", False),
        ("pengelolaan lingkungan hidup dan", "evaluasi sanitasi", False),
    ],
)
def test_an_item_behind_a_conjunction(tmp_path: Path, before: str, item: str, split: bool) -> None:
    fungsi = ["penyusunan rencana", before, item, "pelaporan kegiatan"]
    post = {"nama": "Kepala Seksi Umum", "fungsi": fungsi}

    assert bool(_found(tmp_path, "STR005", jabatan=[post])) is split
    assert bool(_found(tmp_path, "STR004", jabatan=[post])) is (before.endswith("p dan") and not split)


@pytest.mark.parametrize(
    ("others", "item", "split"),
    [
        (("Menata", "Mendata", "Menjaga"), "aset desa yang dikuasai pihak lain", True),
        (("Menata", "Mendata", "penjagaan"), "aset desa yang dikuasai pihak lain", False),
        (("Menata", "Mendata", "Menjaga"), "berkoordinasi dengan desa yang dikuasai pihak lain", False),
        (("Menata", "Mendata", "Menjaga"), "evaluasi desa yang dikuasai pihak lain", False),
    ],
)
def test_a_noun_alone_among_verbs(tmp_path: Path, others: tuple[str, ...], item: str, split: bool) -> None:
    tugas = [*(f"{verb} terminal" for verb in others), item]

    assert bool(_found(tmp_path, "STR005", jabatan=[{"nama": "Kepala Seksi Umum", "tugas": tugas}])) is split


@pytest.mark.parametrize(
    ("one", "other", "mixed"),
    [
        ("Bappelitbangda", "Bapelitbangda", True),
        ("Bappelitbangda", "Bapelitbangta", False),
        ("SIPPN", "SIPN", False),
        ("Andalalin", "Andal Lalin", True),
        ("Pokja I", "Pokja II", False),
    ],
)
def test_one_abbreviation_with_a_letter_doubled(tmp_path: Path, one: str, other: str, mixed: bool) -> None:
    tugas = [*(f"Menyusun {kind} {one}" for kind in ("rencana", "laporan")), f"Menyusun data {other}"]

    assert bool(_found(tmp_path, "EJA004", jabatan=[{"nama": "Kepala Seksi Umum", "tugas": tugas}])) is mixed


def test_an_item_of_the_instansi_is_the_rest_of_the_one_before(tmp_path: Path) -> None:
    fungsi = ["pelaksanaan teknologi bidang", "kesehatan dan kedokteran", "pengelolaan keuangan"]

    assert _found(tmp_path, "STR005", jenis="iku", iku={"fungsi": fungsi}) == ["/iku/fungsi/1"]


def test_an_item_with_two_wrong_references_is_found_once(tmp_path: Path) -> None:
    decree = {
        "jenis": "Keputusan",
        "menimbang": ["bahwa a"],
        "menetapkan": [{"isi": "diktum KETIGA dan diktum KELIMA"}],
    }

    assert _found(tmp_path, "HKM002", keputusan=decree, jabatan=[]) == ["/keputusan/menetapkan/0"]


@pytest.mark.parametrize(
    ("item", "wrong"),
    [
        ("Dinas Kesehatan Kabupaten Bunga Indah membantu penyusunan laporan ini", True),
        ("Menyusun laporan dan bahan rapat Dinas Kesehatan Kabupaten Bunga Indah", True),
        ("Menyusun Laporan Dinas Kesehatan Kabupaten Bunga Indah", False),  # every word has a capital
        ("Menyusun laporan Kabupaten MADIUN", True),
        ("Menyusun laporan Kabupaten LKJIP", False),
        ("Menyusun laporan Kabupaten LHE Ngawi", False),
        ("Menyusun laporan Kabupaten Batu Bara Pesisir", True),
        ("Menyusun laporan Kabupaten Kota Baru", False),
        ("Menyusun laporan Kabupaten Tirtamulya", False),
        ("Menyusun laporan usaha mikro di Kabupaten Kuala Bening", True),
        ("Menyusun laporan usaha mikro di Kabupaten Bening", False),
    ],
)
def test_another_region(tmp_path: Path, item: str, wrong: bool) -> None:
    assert _duty(tmp_path, "SLN004", item) is wrong


@pytest.mark.parametrize(
    ("item", "wrong"),
    [
        ("Menyusun laporan pelatihan kerja pada Balai Latihan Kerja Wonosegoro", True),
        ("Menyusun laporan pelatihan kerja pada Balai Latihan Kerja Ujung Sekawan", True),
        ("Menyusun laporan pelatihan kerja pada Balai Latihan Kerja Tirtamulya", False),
        ("Menyusun laporan pelatihan kerja pada Balai Latihan Kerja Komunitas", False),
        ("Menyusun laporan pelatihan kerja pada Balai Latihan Kerja Luar Negeri", False),
        ("Menyusun laporan pelatihan kerja bersama Balai Penyuluhan Wonosegoro", False),  # of another task
        ("Menyusun laporan pelatihan kerja pada balai latihan kerja", False),
    ],
)
def test_an_office_of_the_same_task_elsewhere(tmp_path: Path, item: str, wrong: bool) -> None:
    office = {"nama": "Balai Latihan Kerja Tirtamulya"}
    posts = [{"nama": "Kepala Seksi Pelatihan", "tugas": [item]}]

    assert bool(_found(tmp_path, "SLN004", instansi=office, jabatan=posts)) is wrong


@pytest.mark.parametrize(
    ("item", "wrong"),
    [
        ("Menyusun laporan kinerja Dinas Pertanian dan Peternakan", True),
        ("Menata arsip di lingkungan Dinas Perhubungan", True),
        ("Menyusun survei kepuasan masyarakat terhadap pelayanan Dinas Pertanian", True),
        ("Menyusun laporan kinerja Dinas Peternakan", False),  # its own name, shortened
        ("Menyusun laporan kinerja Dinas Perternakan", False),  # and misspelt
        ("Menyusun laporan kinerja Dinas Secara Berkala", False),
        ("Berkoordinasi dengan Dinas Pertanian", False),
        ("Menilai kinerja Badan Pendapatan", False),  # an office of another kind
    ],
)
def test_another_dinas_where_it_speaks_of_itself(tmp_path: Path, item: str, wrong: bool) -> None:
    office = {"nama": "Dinas Peternakan dan Kesehatan Hewan"}
    posts = [{"nama": "Kepala Seksi Umum", "tugas": [item]}]

    assert bool(_found(tmp_path, "SLN004", instansi=office, jabatan=posts)) is wrong


@pytest.mark.parametrize(
    ("superior", "wrong"),
    [
        ("Kepala Dinas", False),
        ("Kepala Dinas Perhubungan", False),
        ("Kepala Dinas Kesehatan", True),
        ("Kepala Seksi Terminal/Kepala Dinas", False),
        ("Kepala Seksi Taman", True),
    ],
)
def test_an_atasan_that_is_nobody(tmp_path: Path, superior: str, wrong: bool) -> None:
    posts = [{"nama": "Kepala Dinas"}, {"nama": "Kepala Seksi Terminal", "atasan": superior}]

    assert bool(_found(tmp_path, "JBT004", jabatan=posts)) is wrong


@pytest.mark.parametrize(
    ("nama", "formula", "code", "wrong"),
    [
        ("Persentase pendapatan terhadap belanja", "Pendapatan : belanja", "FRM002", False),
        ("Persentase pendapatan terhadap belanja", "Pendapatan : modal", "FRM002", True),
        ("Persentase pendapatan daerah", "Pendapatan : belanja", "FRM002", True),
        ("Kontribusi parkir terhadap PAD", "Jumlah retribusi parkir / jumlah PAD x 100%", "FRM004", False),
        ("Kontribusi parkir terhadap APBD", "Jumlah retribusi parkir / jumlah PAD x 100%", "FRM004", True),
        ("Persentase pemenuhan rambu", "Jumlah rambu tersedia / jumlah rambu yang dibutuhkan x 100%", "FRM008", False),
        ("Rata-rata persentase kehadiran", "Jumlah kehadiran / jumlah hari x 100%", "FRM006", False),
        ("Rata-Rata Persentase Kehadiran", "Jumlah kehadiran / jumlah hari x 100%", "FRM006", False),
        ("Rata-rata kehadiran", "Jumlah kehadiran / jumlah hari x 100%", "FRM006", True),
        (
            "Persentase kebutuhan rambu yang terpenuhi",
            "Jumlah rambu / jumlah rambu yang dibutuhkan x 100%",
            "FRM008",
            False,
        ),
        ("Persentase kebutuhan rambu yang terpenuhi", "Jumlah rambu / jumlah rambu yang ada x 100%", "FRM008", True),
        ("Rata-rata nilai sopir dan kernet", "Jumlah nilai sopir / jumlah sopir dan kernet", "FRM004", False),
        (
            "Persentase sopir dan kernet yang lulus",
            "Jumlah sopir lulus / jumlah sopir dan kernet x 100%",
            "FRM004",
            True,
        ),
        ("Persentase PO tertib", "PO yang punya izin/kartu : PO terdaftar x 100%", "FRM004", False),
        ("Persentase serapan", "Anggaran terserap : pagu anggaran x 100%", "FRM004", False),
        ("Persentase sopir terdata", "Sopir terdata / perkiraan jumlah sopir x 100%", "FRM004", False),
        ("Peringkat regu pada lomba", "Keputusan Dewan Juri lomba", "FRM002", False),
        ("Peringkat regu pada lomba", "Keputusan bersama", "FRM002", True),
        ("Jumlah regu selamat", "Jumlah regu", "UKR005", False),
        ("Jumlah regu yang tangguh", "Jumlah regu", "UKR005", True),
        ("Persentase keselamatan dalam Kabupaten Tirtamulya", "-", "UKR002", True),
        ("Jumlah rambu layak", "Layak: memenuhi baku mutu", "UKR003", False),
        ("Jumlah warga Kampung Keluarga Berkualitas yang ikut serta", "Jumlah warga", "UKR003", False),  # a name
        ("Jumlah Warga Keluarga Berkualitas", "Jumlah warga", "UKR003", True),  # every word has a capital
        ("Jumlah keluarga berkualitas", "Jumlah keluarga", "UKR003", True),
        ("Load factor bus", "Jumlah penumpang bus / jumlah tempat duduk x 100%", "FRM004", False),
        ("Load factor bus", "Jumlah penumpang bus / jumlah tempat duduk x 100%", "FRM008", False),
        ("Load factor bus", "Load factor seluruh bus", "FRM002", True),
        ("Opini atas laporan keuangan", "Opini yang diperoleh atas laporan keuangan", "FRM002", True),
        ("Opini atas laporan keuangan", "Opini BPK atas laporan keuangan", "FRM002", False),
        ("Persentase rumah tidak layak huni yang dipugar", "Jumlah RTLH dipugar / Jumlah RTLH x 100%", "FRM008", False),
        ("Jumlah korban kekerasan dalam rumah tangga", "Jumlah korban KDRT", "FRM008", False),
        ("Median umur sopir", "Nilai tengah umur sopir menurut pendataan", "FRM002", False),
        ("Jumlah rambu layak", "Layak adalah yang dapat dibaca", "UKR003", False),
        ("Jumlah rambu layak", "Jumlah rambu layak yang ada", "UKR003", True),
    ],
)
def test_an_indicator_and_its_formula(tmp_path: Path, nama: str, formula: str, code: str, wrong: bool) -> None:
    row = {"sasaran": "Meningkatnya keselamatan", "indikator": [{"nama": nama, "formulasi": formula}]}

    assert bool(_found(tmp_path, code, jabatan=[{"nama": "Kepala Seksi Rambu", "kinerja": [row]}])) is wrong


@pytest.mark.parametrize(
    ("before", "item", "right"),
    [
        ([], "Menata pengolaan air", "pengolahan"),
        ([], "Menata pengolaan sampah", "pengelolaan"),
        ([], "Menilai hasil pengolaan", "pengolahan"),
        ([], "Menilai cara pengolaan", "pengelolaan"),
        ([], "Menilai cara di dalam pengolaan", "pengolahan"),
        (["Melayani pasien rawat inap"] * 8, "Melayani rawan inap", "rawat"),
        (["Melayani pasien rawat inap"] * 7, "Melayani rawan inap", ""),
        (["Melayani pasien rawat inap"] * 8, "Melayani rawan inap dan rawan inap", ""),  # twice is no slip
        (["Menata jalan kota"] * 3, "Menata tepi jalun", "jalan"),
        (["Menata jalan kota"] * 2, "Menata tepi jalun", ""),  # too seldom
        (["Menata jalan kota"], "Menata tepi jalun kota", "jalan"),  # but for the word beside
        (["Menata jalan dan kota"], "Menata tepi jalun dan kota", ""),
        (["Menata taman kota"] * 4, "Menata tamak kota", "taman"),
        (["Menata taman kota"] * 3, "Menata tamak kota", ""),
        (["Menata arus taman"] * 4, "Menata arus tamak", "taman"),
        (["Menata taman dan halaman"] * 4, "Menata tamak dan halaman", ""),  # "dan" stands behind any word
        ([], "Menata jalandan kota", "jalan dan"),
        (["Menata arus taman", "Menata taman"] * 4, "Menata tamak", ""),  # one word before says little
    ],
)
def test_which_word_was_meant_tell_the_words_around_it(
    tmp_path: Path, before: list[str], item: str, right: str
) -> None:
    said = [
        "Menata pengolahan air",
        "Menata pengelolaan sampah",
        "Menilai hasil pengolahan",
        "Menilai cara pengelolaan",
    ]
    path = tmp_path / "a.iki.yaml"
    posts = [{"nama": "Kepala Seksi", "tugas": [*said, *before, item]}]
    path.write_text(yaml.safe_dump({"skema": "iki/1", "jenis": "iki", "jabatan": posts}), encoding="utf-8")
    found = lint(read(path), [rule for rule in built_in() if rule.code == "EJA002"]).findings

    assert [finding.message.split(" → ")[-1].rstrip(".") for finding in found] == ([right] if right else [])


@pytest.mark.parametrize(
    ("items", "found"),
    [
        (["Menyelenggarakan job fair", "Mengikuti job fair", "Menata jobfair"], ["/jabatan/0/tugas/2"]),
        (["Menyusun Raperda", "Membahas Raperda", "Mengirim Ranperda"], ["/jabatan/0/tugas/2"]),
        (["Menata surat masuk", "Menata suratmasuk"], []),  # run together: EJA002
        (["Menata terminal", "Menata terminal bus"], []),
    ],
)
def test_one_term_in_two_spellings(tmp_path: Path, items: list[str], found: list[str]) -> None:
    assert _found(tmp_path, "EJA004", jabatan=[{"nama": "Kepala Seksi", "tugas": items}]) == found


@pytest.mark.parametrize(
    ("sasaran", "nama", "wrong"),
    [
        ("Meningkatnya kompetensi sopir", "Persentase juru parkir yang kompeten", False),
        ("Meningkatnya penyediaan PSU", "Persentase perumahan yang PSU-nya diserahkan", False),
        ("Meningkatnya kesertaan ber-KB", "Tingkat putus pakai kontrasepsi", False),
        ("Terwujudnya transparansi tarif", "Jumlah loket yang transparan", False),
        ("Meningkatnya kompetensi sopir", "Persentase juru parkir yang lulus", True),
    ],
)
def test_a_quality_and_who_has_it_are_one_thing(tmp_path: Path, sasaran: str, nama: str, wrong: bool) -> None:
    row = {"sasaran": sasaran, "indikator": [{"nama": nama}]}

    assert bool(_found(tmp_path, "UKR005", jabatan=[{"nama": "Kepala Seksi", "kinerja": [row]}])) is wrong


def _titled(*titles: str) -> list[dict[str, Any]]:
    """Jabatan that each have an indicator of their own, and the last one that of the one above."""
    rows = [{"sasaran": "Tertibnya arsip", "indikator": [{"nama": f"Jumlah arsip {title[-4:]}"}]} for title in titles]
    return [{"nama": title, "kinerja": [row]} for title, row in zip(titles, [*rows[:-1], rows[-2]], strict=True)]


@pytest.mark.parametrize(
    ("office", "titles", "wrong"),
    [
        ("Sekretariat Daerah", ("Sekretaris Daerah", "Asisten Administrasi Umum", "Kepala Bagian Umum"), True),
        ("Sekretariat Daerah", ("Sekretaris Daerah", "Asisten I", "Asisten II", "Kepala Bagian Umum"), False),
        ("Sekretariat Daerah", ("Asisten Apoteker", "Sekretaris Daerah", "Asisten Administrasi Umum"), True),
        ("Kantor Kementerian Agama", ("Kepala Kantor Kementerian Agama", "Kepala Seksi Zakat"), True),
        ("Dinas Sosial", ("Kepala Dinas Sosial", "Kepala Seksi Zakat"), False),  # its bidang are not in the document
        ("Kantor Camat", ("Kepala KUA Wungu", "Penghulu Ahli Muda"), False),  # nothing says that he is the atasan
    ],
)
def test_who_stands_under_whom(tmp_path: Path, office: str, titles: tuple[str, ...], wrong: bool) -> None:
    instansi = {"nama": office, "daerah": "Kabupaten Tirtamulya"}

    assert bool(_found(tmp_path, "CAS001", instansi=instansi, jabatan=_titled(*titles))) is wrong


@pytest.mark.parametrize(
    ("who", "wrong"), [("Kepala KUA Wungu", True), ("Kepala KUA Sine", False), ("Penghulu", False)]
)
def test_a_tugas_names_who_stands_above_staff(tmp_path: Path, who: str, wrong: bool) -> None:
    posts = _titled("Kepala KUA Wungu", "Penghulu")
    posts[1]["tugas"] = [f"melaksanakan tugas lain yang diberikan oleh {who}"]

    assert bool(_found(tmp_path, "CAS001", jabatan=posts)) is wrong


@pytest.mark.parametrize(
    ("code", "nama", "target", "wrong"),
    [
        ("CAS002", "Jumlah kunjungan wisatawan", "", False),
        ("CAS002", "Jumlah kunjungan wisatawan mancanegara", "", False),
        ("CAS002", "Jumlah kunjungan kerja", "", True),
        ("CAS002", "Jumlah bimbingan teknis", "", True),
        ("UKR004", "Jumlah bahan promosi wisata", "300 eksemplar", False),
        ("UKR004", "Jumlah promosi wisata", "300 eksemplar", True),
    ],
)
def test_what_a_leader_counts(tmp_path: Path, code: str, nama: str, target: str, wrong: bool) -> None:
    row = {"sasaran": "Majunya wisata", "indikator": [{"nama": nama, "target": target}]}

    assert bool(_found(tmp_path, code, jabatan=[{"nama": "Kepala Dinas", "kinerja": [row]}])) is wrong


@pytest.mark.parametrize(("instansi", "wrong"), [({"nama": "Dinas Perhubungan"}, True), ({}, False)])
def test_who_leads_a_kecamatan_is_known_by_its_titles(tmp_path: Path, instansi: dict[str, str], wrong: bool) -> None:
    row = {"sasaran": "Tertibnya surat", "indikator": [{"nama": "Jumlah dokumen yang disusun"}]}
    posts = [{"nama": "Camat"}, {"nama": "Sekretaris Kecamatan", "kinerja": [row]}]

    assert bool(_found(tmp_path, "CAS002", instansi=instansi, jabatan=posts)) is wrong


def test_sasaran_of_an_office_that_state_no_result_are_found_together(tmp_path: Path) -> None:
    rows = [
        {"sasaran": name, "indikator": [{"nama": "Jumlah rambu"}]} for name in ("Pelayanan rambu", "Penataan parkir")
    ]

    assert _found(tmp_path, "UKR008", jenis="iku", iku={"kinerja": rows}) == ["/iku"]


@pytest.mark.parametrize(
    ("titles", "found"),
    [
        (("Kepala Bidang Pembinan Angkutan", *["Kepala Bidang Pembinaan Angkutan"] * 2), ["/jabatan/0/nama"]),
        (("Kepala Bidang Pembinaan Angkutan", *["Kepala Bidang Pembinaan Terminal"] * 2), []),
        (("Staf (Pengelola Trayek)", "Staf (Pengelola Trayekk)"), ["/jabatan/1/nama"]),
    ],
)
def test_a_title_that_is_misspelt(tmp_path: Path, titles: tuple[str, ...], found: list[str]) -> None:
    assert _found(tmp_path, "JBT001", jabatan=[{"nama": title} for title in titles]) == found


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["Bidang Pelayanann Jalan", "Bidang Pelayanan Jalan", "Bidang Pelayanann Jalan"], ["0"]),
        (["Bidang Penunjang Medik"] * 3 + ["Bidang Penunjang Medis"], ["3"]),
        (["Bidang Penunjang Medik"] * 2 + ["Bidang Penunjang Medis"], []),
        (["Bidang Darat"] * 3 + ["Bidang Barat"] * 2, []),
        (["Bidang Data"] * 3 + ["Bidang Dana"], []),  # short
    ],
)
def test_who_is_responsible_is_misspelt_in_a_document_without_jabatan(
    tmp_path: Path, names: list[str], found: list[str]
) -> None:
    rows = [{"nama": f"Jumlah jalan {i}", "penanggung_jawab": name} for i, name in enumerate(names)]
    pointers = _found(tmp_path, "JBT001", jenis="iku", iku={"kinerja": [{"sasaran": "S", "indikator": rows}]})

    assert pointers == [f"/iku/kinerja/0/indikator/{i}/penanggung_jawab" for i in found]


def test_who_gives_other_tasks_is_no_unit_of_ones_own(tmp_path: Path) -> None:
    own = {
        "nama": "Kepala Bidang Angkutan",
        "tugas": ["Melaksanakan tugas yang diberikan oleh Wakil Dekan Bidang Parkir"],
    }

    assert _found(tmp_path, "SLN005", jabatan=[own, {"nama": "Kepala Bidang Parkir"}]) == []


@pytest.mark.parametrize(("who", "wrong"), [("Sekretaris", False), ("Kepala Bidang Angkutan", True)])
def test_a_sekretaris_coordinates_the_others(tmp_path: Path, who: str, wrong: bool) -> None:
    own = {"nama": who, "tugas": ["Mengoordinasikan penyusunan rencana lingkup Bidang Parkir"]}

    assert bool(_found(tmp_path, "SLN005", jabatan=[own, {"nama": "Kepala Bidang Parkir"}])) is wrong


def test_two_heads_of_seksi_of_one_eselon_are_two_titles(tmp_path: Path) -> None:
    copied = {"sasaran": "Lestarinya hutan", "indikator": [{"nama": "Jumlah pohon mangrove"}]}
    posts = [
        {"nama": f"Kepala Seksi {name} (Eselon IV)", "unit": name, "tugas": [f"Menata {name}"], "kinerja": [copied]}
        for name in ("Parkir", "Terminal")
    ]

    assert _found(tmp_path, "SLN001", jabatan=posts) == ["/jabatan/1/kinerja/0/indikator/0"]


@pytest.mark.parametrize(
    ("text", "common", "right"),
    [
        ("Kasi Parkir", "seksi", ["Kepala Seksi"]),
        ("KASI PARKIR", "seksi", ["KEPALA SEKSI"]),
        ("kasi parkir", "seksi", ["kepala seksi"]),
        ("Kepala Kasi Parkir", "seksi", ["Seksi"]),
        ("Seksi Parkir", "kasi", []),  # a unit is no person
    ],
)
def test_a_level_is_written_in_its_commonest_form(text: str, common: str, right: list[str]) -> None:
    mark = re.search("(?i)kasi|seksi", text)
    assert mark is not None

    changes = as_common([Mark(Text(text, "/jabatan/0/nama"), *mark.span())], common)

    assert [change.text for change in changes] == right


@pytest.mark.parametrize(("factor", "wrong"), [("100%", True), ("100", True), ("1000", False)])
def test_a_formula_is_another_with_another_factor(tmp_path: Path, factor: str, wrong: bool) -> None:
    row = {
        "indikator": [
            {"nama": name, "formulasi": f"Jumlah laka / jumlah penduduk x {by}"}
            for name, by in (("Persentase laka", "100%"), ("Angka kecelakaan", factor))
        ]
    }

    assert bool(_found(tmp_path, "FRM010", jabatan=[{"nama": "Kepala Seksi Rambu", "kinerja": [row]}])) is wrong


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
        ("Masing-masing bidang", True),
        ("PPTK", True),
        ("KUA PPAS", False),  # no Kantor Urusan Agama
        ("Kasubag Umum; Register surat", False),
        ("Camat; Pengukuran", False),
        ("Seluruh pondok pesantren", True),
        ("Kelompok bimbingan dan ketua rombongan", True),
        ("Camat; DKPP", True),
        ("Camat; SIPD", False),
        ("Kasubag Umum: DKPP", False),
    ],
)
def test_a_source_that_is_somebody(tmp_path: Path, source: str, wrong: bool) -> None:
    entry = {"nama": "Jumlah surat", "sumber_data": source}
    row = {"sasaran": "Tertibnya persuratan", "indikator": [entry]}

    assert bool(_found(tmp_path, "SBR004", jabatan=[{"nama": "Camat", "kinerja": [row]}])) is wrong


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("Rekapan kegiatan", True),
        ("Catatannya", True),
        ("Laporan-laporan", True),
        ("Bukti dukung kegiatan", True),
        ("Pendataan", False),
        ("Pelaporan kegiatan", False),
    ],
)
def test_a_source_that_fits_any_report(tmp_path: Path, source: str, wrong: bool) -> None:
    row = {"sasaran": "Tertibnya parkir", "indikator": [{"nama": "Jumlah rambu", "sumber_data": source}]}

    assert bool(_found(tmp_path, "SBR002", jabatan=[{"nama": "Camat", "kinerja": [row]}])) is wrong


def test_fungsi_that_begin_with_the_tugas_may_have_one_without_a_word(tmp_path: Path) -> None:
    fungsi = ["Melaksanakan tata parkir", "5.", "perumusan tarif", "pengawasan tarif"]

    assert _found(tmp_path, "STR007", jabatan=[{"nama": "Kepala Seksi", "fungsi": fungsi}]) == ["/jabatan/0/fungsi/0"]


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
