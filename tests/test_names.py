"""Names of units: where a text names one, how far the name goes, and when a name is another's variant."""

from __future__ import annotations

import pytest

from iki_lint.language.names import UnitName, indexed, mentions, respelt, unit_name, variant


def unit(text: str) -> UnitName:
    name = unit_name(text)
    assert name is not None
    return name


KNOWN = indexed(map(unit, ("Seksi Kerja", "Seksi Kerja Sama", "Seksi Kerja Sama Desa", "Bidang Ketahanan Pangan")))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Seksi Gizi menyusun laporan", ["Seksi Gizi"]),
        ("seksi kerja sama desa dan masyarakat", ["seksi kerja sama desa"]),  # the longest known name
        ("Seksi Kerja pada dinas", ["Seksi Kerja"]),
        ("Seksi Gizi Bidang Kesehatan", ["Seksi Gizi", "Bidang Kesehatan"]),
        ("Irban Bidang Pemerintahan", ["Irban Bidang Pemerintahan"]),
        ("Seksi Gizi dan Bidang Kesehatan", ["Seksi Gizi", "Bidang Kesehatan"]),
        ("Seksi Gizi dan Lansia", ["Seksi Gizi dan Lansia"]),
        ("Seksi Gizi dan", ["Seksi Gizi"]),
        ("seksi gizi, lansia", ["seksi gizi"]),
        ("Seksi Tata dipimpin Kepala", ["Seksi Tata"]),
        ("Seksi Gizi dilaksanakan Kepala", ["Seksi Gizi"]),
        ("Seksi Kerja sama Antardaerah", ["Seksi Kerja sama Antardaerah"]),
        ("di bidang ketahanan pangan", []),
        ("oleh Bidang Ketahanan Pangan", ["Bidang Ketahanan Pangan"]),
        ("bidang parkir", []),
    ],
)
def test_a_text_names_units(text: str, named: list[str]) -> None:
    known = {} if "Antar" in text else KNOWN

    assert [text[each.start : each.end] for each in mentions(text, known)] == named


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Seksi Kerjasama Desa", "Seksi Kerja sama Desa", True),
        ("Bidang Data dan Statistik", "Bidang Statistik dan Data", True),
        ("Bidang Pemberdayaan", "Bidang Pemberdayan", True),
        ("Bidang Data dan Statistik", "Bidang Statistik", True),
        ("Bidang Data", "Bidang Data", False),
        ("Bidang Data", "Seksi Data", False),
        ("Bidang", "Bidang Data", False),
        ("Irban I", "Irban II", False),
        ("UPTD Wilayah I Barat", "UPTD Wilayah II Barat", False),
        ("UPTD Wilayah 1", "UPTD Wilayah 2", False),
        ("Seksi Pembinaan I", "Seksi Pembinaan", True),
    ],
)
def test_a_name_is_a_variant_of_another(one: str, other: str, alike: bool) -> None:
    assert variant(unit(one), unit(other)) is alike


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("UPTD Penyuluhan Kecamatan Cimara", "UPTD Penyuluhan Kecamatan Tegalsekar", False),
        ("UPTD Penyuluhan Kecamatan Cimara", "UPTD Penyuluhan Kecamatan Cimarra", True),
        ("UPTD Penyuluhan Cimara", "UPTD Penyuluhan Kecamatan Cimara", True),
        ("Seksi Kerjasama Desa", "Seksi Kerja sama Desa", True),
        ("Seksi Data", "Seksi Parkir", False),
    ],
)
def test_a_name_is_another_without_a_word_in_place_of_one(one: str, other: str, alike: bool) -> None:
    assert respelt(unit(one), unit(other)) is alike
