"""What an indicator, or one side of a fraction, counts."""

from __future__ import annotations

import pytest

from iki_lint.language.objects import counted, subtracts


def said(text: str) -> str:
    """The stretch that names what is counted."""
    found = counted(text)
    return text[found.start : found.end] if found else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jumlah desa yang menyusun RPJMDes", "desa"),
        ("Jumlah desa dibina", "desa"),
        ("Jumlah desa mendapat bantuan", "desa"),
        ("Jumlah desa berkembang", "desa"),
        ("Jumlah desa tertinggal", "desa"),
        ("Jumlah layanan terpadu", "layanan terpadu"),  # begins like a verb and is none
        ("Jumlah berkas bersalin", "berkas bersalin"),
        ("Jumlah (orang) pegawai yang hadir", "pegawai"),
        ("Jumlah ( jalan mantap", "jalan mantap"),
        ("Meningkatnya pegawai yang hadir", "pegawai"),
        ("Memberdayakan kelompok tani", "kelompok tani"),
        ("Media cetak yang dimuat", "Media cetak"),
        ("Persentase penurunan tingkat pelanggaran", "pelanggaran"),
        ("Persentase peningkatan jumlah kunjungan wisata", "kunjungan wisata"),
        ("Menurunnya angka kematian ibu", "kematian ibu"),
        ("Tingkat persentase kehadiran pegawai", "kehadiran pegawai"),
        ("Jumlah penurunan", "penurunan"),
        ("Jumlah meter kubik air", "air"),
        ("Jumlah meter persegi lantai", "lantai"),
        ("Jumlah ton beras", "beras"),
        ("Jumlah meter lari arsip", "arsip"),
        ("Jumlah kumulatif peserta", "peserta"),
        ("Akumulasi pendampingan korban", "pendampingan korban"),
        ("Cacah pohon peneduh", "pohon peneduh"),
        ("pagu anggaran bidang", "anggaran bidang"),
        ("Jumlah hektar sawah", "sawah"),
        ("Jumlah karung beras", "karung beras"),
        ("Jumlah unit kerja yang melapor", "unit kerja"),
        ("Jumlah unit organisasi yang tertib", "unit organisasi"),
        ("Jumlah unit rumah", "rumah"),
        ("Jumlah unit pendidikan", "unit pendidikan"),
        ("Jumlah satuan pendidikan", "satuan pendidikan"),
        ("Jumlah satuan organisasi yang tertib", "satuan organisasi"),
        ("Jumlah satuan barang", "barang"),
        ("Jumlah tenaga kesehatan", "tenaga kesehatan"),
        ("Jumlah tenaga surya", "tenaga surya"),
        ("Jumlah tenaga penyuluh", "penyuluh"),
        ("Jumlah tenaga perawat", "perawat"),
        ("Jumlah tenaga guru", "guru"),
        ("Tingkat jumlah kehadiran pegawai", "kehadiran pegawai"),
        ("Persentase (unit) barang", "barang"),
        ("Jumlah dokumen", "dokumen"),
        ("Σ n_i k_i", ""),  # letters of a formula
        ("Jumlah KK", "KK"),
        ("dokumen perencanaan", ""),  # without a head it is the place where others stand
        ("Menyusun laporan keuangan", ""),
    ],
)
def test_the_noun_phrase_is_what_is_counted(text: str, expected: str) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("Perda dan Perkada yang disusun", [["perda"], ["perkada"]]),
        ("Jumlah buku, majalah dan koran", [["buku"], ["majalah"], ["koran"]]),
        ("Jumlah nota dinas (ND) yang diarsipkan", [["nd"]]),
        ("Jumlah berkas nota dinas (ND) yang diarsipkan", [["berkas", "nd"]]),
        ("Jumlah surat pertanggungjawaban (SPJ) keuangan", [["surat", "pertanggungjawaban", "uang"]]),
        ("Jumlah kelompok, badan usaha (BU) yang aktif", [["kelompok"], ["bu"]]),
        ("Jumlah arsip (A) yang dijaga", [["arsip"]]),
    ],
)
def test_a_list_is_read_by_its_members_and_an_abbreviation_for_its_words(text: str, members: list[list[str]]) -> None:
    found = counted(text)

    assert found is not None
    assert [list(member) for member in found.members] == members


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Jumlah pupuk yang dibutuhkan", "butuh"),
        ("Jumlah pupuk yang memang diperlukan", "butuh"),
        ("Jumlah pupuk yang seharusnya ada", "butuh"),
        ("Jumlah pupuk yang disalurkan pada waktu dibutuhkan", ""),
        ("Jumlah kebutuhan pupuk", "butuh"),
        ("Jumlah pengadaan mobil", "beli"),
        ("Jumlah mobil", ""),
    ],
)
def test_what_is_needed_or_bought_is_not_what_is_there(text: str, state: str) -> None:
    found = counted(text)

    assert found is not None
    assert found.state == state


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A - B", True),
        ("A – B", True),
        ("A dikurangi B", True),
        ("A dikurang B", True),
        ("Rata-rata selisih antara realisasi dan rencana", True),
        ("Selisih harga", False),
        ("A-B", False),
        ("kurang", False),
    ],
)
def test_a_side_may_take_one_count_from_another(text: str, expected: bool) -> None:
    assert subtracts(text) is expected
