"""Measure heads: which a text opens with, and where they end."""

from __future__ import annotations

import pytest

from iki_lint.language.heads import measure
from iki_lint.language.terms import terms


@pytest.mark.parametrize(
    ("text", "heads", "after"),
    [
        ("Jumlh desa", ["jumlah"], "desa"),
        ("Persentse jalan", ["persentase"], "jalan"),
        ("Persentase (%) jalan", ["persentase"], "jalan"),
        ("Persentase (persen) tingkat kehadiran", ["persentase", "tingkat"], "kehadiran"),
        ("(desa) Persentase jalan", [], "desa"),
        ("% jalan mantap", ["%"], "jalan"),
        ("Jumlah hasil panen", ["jumlah"], "hasil"),
        ("Jumlah insiden", ["jumlah"], "insiden"),
        ("Jumlah SKM", ["jumlah"], "skm"),
        ("IKM kecamatan", ["ikm"], "kecamatan"),
        ("Tingkat deviasi rencana", ["tingkat", "deviasi"], "rencana"),
        ("Load factor angkutan umum", ["load factor"], "angkutan"),
        ("Harga beras", ["harga"], "beras"),
        ("1. a. Jumlah desa", ["jumlah"], "desa"),
        ("Meningkatnya jumlah rumah", ["jumlah"], "rumah"),
        ("Terlaksananya jumlah rapat", [], "terlaksananya"),
        ("Terbangunnya jumlah rumah", [], "terbangunnya"),
        ("Terbuatnya jumlah rumah", [], "terbuatnya"),
    ],
)
def test_the_heads_that_a_text_opens_with(text: str, heads: list[str], after: str) -> None:
    found = measure(text)

    assert ([head.word for head in found.heads], terms(text)[found.after].form) == (heads, after)


def test_a_head_stands_where_its_words_do() -> None:
    text = "Nilai IKM kecamatan"

    assert [text[head.start : head.end] for head in measure(text).heads] == ["Nilai", "IKM"]


@pytest.mark.parametrize(
    ("text", "doubled"),
    [
        ("Persentase jumlah desa", True),
        ("Tingkat deviasi rencana", False),
        ("Rata-rata selisih harga", False),
        ("Jumlah deviasi rencana", True),
        ("Rata-rata nilai ujian", False),
        ("Rata-rata load factor bus", False),
    ],
)
def test_two_heads_in_a_row_may_be_one(text: str, doubled: bool) -> None:
    assert (measure(text).doubled is not None) is doubled
