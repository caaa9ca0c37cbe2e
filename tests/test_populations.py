"""Whether two counted objects are one, and whether a numerator is a part of its denominator."""

from __future__ import annotations

import pytest

from iki_lint.language.objects import Counted, counted
from iki_lint.language.populations import difference, outside


def thing(text: str) -> Counted:
    found = counted(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("indicator", "formula", "expected"),
    [
        ("Jumlah desa", "Jumlah desa yang menyusun RPJMDes", None),
        ("Jumlah penyuluh", "Jumlah penyuluhan", "objek"),  # who does it is not what is done
        ("Jumlah penyuluhan", "Jumlah penyuluh", "objek"),
        ("Jumlah pembina", "Jumlah pembinaan", "objek"),
        ("Jumlah LAKIP", "Jumlah laporan", None),
        ("Jumlah laporan", "Jumlah LAKIP", None),
        ("Persentase kepemilikan akta", "Jumlah penduduk yang memiliki akta", None),
        ("Persentase ketepatan laporan", "Jumlah laporan yang tepat", None),
        ("Persentase kemantapan jalan", "Jumlah jalan yang mantap", None),
        ("Jumlah buku", "Jumlah buku dan majalah", "anggota"),
        ("Jumlah buku cerita", "Jumlah buku dan majalah", None),
        ("Jumlah majalah anak", "Jumlah buku dan majalah", "anggota"),
        ("Jumlah lansia", "Jumlah orang", "objek"),
        ("Jumlah kehadiran pegawai", "Jumlah ketidakhadiran pegawai", "lawan"),
        ("Jumlah laporan evaluasi Renja", "Jumlah laporan evaluasi RKPD", "populasi"),
        ("Jumlah siswa SD", "Jumlah siswa SMP", "populasi"),
        ("Jumlah gedung dan kendaraan", "Jumlah biaya pemeliharaan gedung dan kendaraan", "objek"),
        ("Rata-rata biaya pemeliharaan", "Jumlah biaya pemeliharaan", None),
        ("Jumlah pegawai yang masuk tepat waktu", "Jumlah pegawai yang terlambat masuk", "lawan"),
        ("Jumlah pegawai yang masuk tepat waktu", "Jumlah pegawai yang tidak terlambat masuk", None),
        ("Jumlah pegawai", "Jumlah pegawai yang terlambat masuk", None),
        ("Jumlah laporan yang tepat waktu", "Jumlah laporan yang disampaikan paling lambat 31 Maret", None),
        ("Jumlah rumah tangga miskin", "Jumlah KK miskin yang dibantu", None),
        ("Persentase kepatuhan pajak", "Jumlah wajib pajak yang membayar", None),
        ("Persentase kepatuhan izin", "Jumlah wajib pajak yang membayar", "objek"),
        ("Jumlah sekolah dasar", "Jumlah SD yang terakreditasi", None),
        ("Jumlah warga negara lansia", "Jumlah lansia yang dilayani", None),
        ("Jumlah penduduk miskin", "Jumlah warga miskin", None),
        ("Jumlah penduduk miskin", "Jumlah warga lansia", "objek"),
        ("Jumlah warga desa", "Jumlah desa", "objek"),
        ("Persentase serapan anggaran", "Realisasi belanja", None),
        ("Jumlah pupuk yang dibutuhkan", "Jumlah pupuk", "keadaan"),
        ("Luas permukiman kumuh", "Luas permukiman kumuh yang menjadi tidak kumuh", None),
        ("Jumlah warga yang belum memiliki rumah (kepemilikan)", "Jumlah warga yang belum memiliki rumah", None),
    ],
)
def test_what_a_formula_counts_is_what_its_indicator_does(indicator: str, formula: str, expected: str | None) -> None:
    assert difference(thing(indicator), thing(formula)) == expected


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        ("Jumlah lansia yang dilayani", "Jumlah penduduk", None),
        ("Jumlah lansia yang dilayani", "Jumlah orang", None),
        ("Jumlah guru", "Jumlah penduduk usia sekolah", "objek"),
        ("Jumlah guru PNS", "Jumlah guru", None),
        ("Jumlah korban kekerasan", "Jumlah kasus kekerasan", "objek"),
        ("Jumlah kasus kekerasan", "Jumlah anak korban kekerasan", "objek"),
        ("Jumlah kasus kekerasan yang selesai", "Jumlah kasus kekerasan", None),
        ("Jumlah ASN yang lulus uji kompetensi", "Jumlah peserta uji kompetensi", None),
        ("Jumlah ASN yang lulus seleksi", "Jumlah peserta uji kompetensi", "objek"),
        ("Jumlah siswa usia 7-12 tahun", "Jumlah penduduk usia 7-12 tahun", None),
        ("Jumlah responden yang puas", "Jumlah responden", None),
        ("Jumlah responden puas", "Jumlah responden", None),
        ("Jumlah responden pasien", "Jumlah pasien", None),
        ("Jumlah keluarga miskin yang dibantu", "Jumlah rumah tangga miskin", None),
        ("Jumlah siswa SD", "Jumlah siswa SMP", "objek"),
        ("Jumlah BUMDes", "Jumlah desa", "objek"),
        ("Jumlah penyandang disabilitas dan lansia", "Jumlah penyandang disabilitas", "anggota"),
        ("Jumlah anak balita gizi buruk", "Jumlah balita", None),
        ("Jumlah anak balita gizi buruk", "Jumlah balita yang ditimbang", None),
        ("Jumlah kader posyandu", "Jumlah posyandu", "objek"),  # places are no whole of persons
        ("Jumlah pedagang pasar", "Jumlah pasar", "objek"),
        ("Jumlah anggota koperasi", "Jumlah koperasi", None),
        ("Jumlah peserta pelatihan", "Jumlah pelatihan", "objek"),
        ("Jumlah usulan yang diverifikasi", "Jumlah desa", "objek"),
    ],
)
def test_a_numerator_is_a_part_of_its_denominator(part: str, whole: str, expected: str | None) -> None:
    assert outside(thing(part), thing(whole)) == expected
