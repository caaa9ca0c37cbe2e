"""UKR004: which unit a target may have for what is counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from iki_lint.engine import lint
from iki_lint.packs import built_in
from iki_lint.readers import read

RULES = tuple(rule for rule in built_in() if rule.code == "UKR004")

RIGHT = (
    ("Persentase jalan mantap", "80 %"),
    ("Persentase jalan mantap", "80 persen"),
    ("Persentase pegawai yang lulus", "90 Nilai"),
    ("Cakupan imunisasi dasar lengkap", "95 %"),
    ("Prevalensi stunting", "14 %"),
    ("Proporsi penduduk miskin", "9,5"),
    ("Panjang jalan yang dipelihara", "12 Km"),
    ("Panjang jalan yang dipelihara", "1.200 meter"),
    ("Luas lahan yang direhabilitasi", "5 Ha"),
    ("Volume sampah yang terangkut", "30 m3"),
    ("Waktu tanggap darurat", "15 menit"),
    ("Rata-rata lama penyelesaian izin", "3 Hari"),
    ("Angka kematian ibu", "2 Kasus"),
    ("Rasio dokter per 1.000 penduduk", "2 Dokter"),
    ("Indeks kepuasan masyarakat", "85 Poin"),
    ("Pelatihan kader posyandu (Orang)", "30 orang"),
    ("Jumlah keluarga penerima bantuan", "40 Orang"),
    ("Jumlah warga penerima bantuan", "12 Rumah Tangga"),
    ("Jumlah warga penerima bantuan", "12 KK"),
    ("Jumlah sekolah yang terakreditasi", "5 Lembaga"),
    ("Jumlah puskesmas yang terakreditasi", "3 Lembaga"),
    ("Jumlah perangkat daerah yang tertib arsip", "4 Lembaga"),
    ("Jumlah dokumen yang diarsipkan", "12 Unit"),
    ("Jumlah kendaraan yang laik jalan", "3 Unit"),
    ("Jumlah desa mandiri", "7 Desa"),
    ("Jumlah desa mandiri", "7"),
    ("Rambu lalu lintas", "5 unit"),
    ("Jumlah DED jalan lingkungan", "15 dokumen"),
    ("Jumlah PKRS jalan lingkungan", "15 dokumen"),  # what that is, nobody says
    ("Angka kelahiran total", "2,12 anak per perempuan"),
    ("Volume arsip inaktif yang ditata", "12 meter lari"),
    ("Jumlah arsip inaktif yang ditata", "12 meter lari"),
    ("Jumlah dokumen yang diarsipkan", "5 gugus"),
)
WRONG = (
    ("Persentase jalan mantap", "80 Km"),
    ("Cakupan imunisasi dasar lengkap", "145 Desa"),
    ("Proporsi penduduk miskin", "12 Orang"),
    ("Prevalensi stunting", "30 Anak"),
    ("Rasio perawat terhadap tempat tidur", "120 Orang"),
    ("Panjang jalan yang dipelihara", "80 %"),
    ("Panjang jalan yang dipelihara", "4 Dokumen"),
    ("Luas lahan yang direhabilitasi", "5 Km"),
    ("Volume sampah yang terangkut", "30 Orang"),
    ("Waktu tanggap darurat", "15 %"),
    ("Rata-rata lama penyelesaian izin", "3 Dokumen"),
    ("Rerata nilai ujian sekolah", "80 Orang"),
    ("Median lama layanan", "3 Dokumen"),
    ("Indeks kepuasan masyarakat", "85 Orang"),
    ("Tingkat kehadiran pegawai", "12 Orang"),
    ("Laju pertumbuhan penduduk", "3 Desa"),
    ("Angka kematian ibu", "2 Dokumen"),
    ("Pertumbuhan koperasi aktif", "3 Lembaga"),
    ("Jumlah dokumen yang diarsipkan", "91 Orang"),
    ("Jumlah desa mandiri", "23 Kecamatan"),
    ("Jumlah desa mandiri", "80 %"),
    ("Jumlah pegawai yang dilatih", "12 Unit"),
    ("Jumlah pegawai yang dilatih", "8 kegiatan"),
    ("Jumlah kendaraan yang laik jalan", "3 Orang"),
    ("Jumlah kendaraan yang laik jalan", "3 Dokumen"),
    ("Jumlah kendaraan yang laik jalan", "3 Desa"),
)


def found(folder: Path, nama: str, target: str, formulasi: str | None = None) -> list[str]:
    indikator = {"nama": nama, "target": target} | ({"formulasi": formulasi} if formulasi else {})
    kinerja = [{"sasaran": "Meningkatnya layanan", "indikator": [indikator]}]
    document = {"skema": "iki/1", "jenis": "iki", "jabatan": [{"nama": "Kepala Seksi Data", "kinerja": kinerja}]}
    path = folder / "a.iki.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    report = lint(read(path), RULES)
    assert not report.crashes
    return [finding.excerpt for finding in report.findings]


@pytest.mark.parametrize(("nama", "target"), RIGHT)
def test_a_unit_of_what_is_counted_is_right(nama: str, target: str, tmp_path: Path) -> None:
    assert found(tmp_path, nama, target) == []


@pytest.mark.parametrize(("nama", "target"), WRONG)
def test_a_unit_of_another_kind_is_found(nama: str, target: str, tmp_path: Path) -> None:
    assert found(tmp_path, nama, target) == [target.split(" ", 1)[1]]


@pytest.mark.parametrize(("formulasi", "units"), [(None, ["Dokumen"]), ("Jumlah dokumen desa mandiri", [])])
def test_without_a_head_the_formulasi_may_say_what_is_counted(
    formulasi: str | None, units: list[str], tmp_path: Path
) -> None:
    assert found(tmp_path, "Desa mandiri", "5 Dokumen", formulasi) == units
