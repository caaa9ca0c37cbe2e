"""Citations of regulations, as decrees write them."""

from __future__ import annotations

import pytest

from iki_lint.language.citations import citations

PEMDA = "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah (Lembaran Negara RI Tahun 2014 Nomor 244)"


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("UU 5/2014", "uu-5-2014"),
        ("Undang – Undang RI Nomor 5 Th. 2014", "uu-5-2014"),
        ("Peraturan Pemerintah Republik Indonesia Nomor 46 Tahun 2011", "pp-46-2011"),
        ("Peraturan Pemerintah Pengganti Undang-Undang Republik Indonesia Nomor 2 Tahun 2014", "perppu-2-2014"),
        ("PERMENPAN & RB Nomor 12 Tahun 2015", "permenpanrb-12-2015"),
        ("Peraturan MenPANRB Nomor 12 Tahun 2015", "permenpanrb-12-2015"),
        ("Peraturan Menteri Negara PAN Nomor: PER/09/M.PAN/5/2007", "per-9-m.pan-5-2007"),
        ("Peraturan MenPAN Nomor PER/9/MENPAN/5/2007", "per-9-m.pan-5-2007"),
        ("PermenPAN No. PER/20/M.PAN/11/2008", "per-20-m.pan-11-2008"),
        ("Peraturan Mendagri Nomor 98 Tahun 2018", "permendagri-98-2018"),
        ("Peraturan Daerah Nomor 3 Tahun 2016 tentang Pelaksanaan UU 5/2014", "Peraturan Daerah Nomor 3 Tahun 2016"),
        ("Undang-Undang Darurat Nomor 9 Tahun 1956", "Undang-Undang Darurat Nomor 9 Tahun 1956"),
    ],
)
def test_the_regulation_that_an_item_cites(text: str, cited: str) -> None:
    assert [each.id for each in citations(text)] == [cited]


def test_what_a_law_changed_stands_behind_its_title() -> None:
    changed = "UU 23/2014 tentang Pemerintahan Daerah Sebagaimana telah diubah dengan UU 9/2015 tentang UU 2/2014"

    assert [each.id for each in citations(changed)] == ["uu-23-2014", "uu-9-2015"]


def test_gazette_numbers_belong_to_the_law_they_follow() -> None:
    amended = f"{PEMDA} sebagaimana telah diubah dengan UU RI Nomor 9 Tahun 2015 tentang Perubahan Kedua Atas " + (
        "Undang-Undang Nomor 23 Tahun 2014 (Lembaran Negara Tahun 2015 Nomor 58, Tambahan Lembaran Negara No. 5679)"
    )

    assert [(c.id, [(g.kind, g.number) for g in c.gazettes]) for c in citations(amended)] == [
        ("uu-23-2014", [("ln", "2014/244")]),
        ("uu-9-2015", [("ln", "2015/58"), ("tln", "5679")]),
    ]
