from __future__ import annotations

import pytest

from iki_lint.language.abbreviations import explained


@pytest.mark.parametrize(
    ("text", "short", "words"),
    [
        ("pengelolaan Cadangan Pangan Pemerintah Daerah (CPPD)", "cppd", "cadangan pangan pemerintah daerah"),
        ("mendampingi kelompok pembudidaya ikan (Pokdakan)", "pokdakan", "kelompok pembudidaya ikan"),
        ("gabungan kelompok tani (Gapoktan)", "gapoktan", "gabungan kelompok tani"),
        ("pembinaan Taruna Siaga Bencana (Tagana)", "tagana", "taruna siaga bencana"),
        ("PEMBINAAN TARUNA SIAGA BENCANA (TAGANA)", "tagana", "taruna siaga bencana"),
        ("menilai analisis dampak lalu lintas (andalalin)", "andalalin", "analisis dampak lalu lintas"),
        ("mendata keluarga berisiko stunting (KRS)", "krs", "keluarga berisiko stunting"),
        ("Pemberdayaan dan Kesejahteraan Keluarga (PKK)", "pkk", "pemberdayaan dan kesejahteraan keluarga"),
        ("Rencana Pembangunan Jangka Menengah Daerah (RPJMD)", "rpjmd", "rencana pembangunan jangka menengah daerah"),
    ],
)
def test_an_abbreviation_stands_for_the_words_before_it(text: str, short: str, words: str) -> None:
    assert explained([text]) == {short: tuple(words.split())}


@pytest.mark.parametrize(
    "text",
    [
        "Jumlah laporan yang disusun (dokumen)",
        "luas lahan (ha)",
        "Bidang (UKM)",
        "a (b)",
        "kelompok sadar (POKS)",
        "kelompok sadar (Ms)",
        "luas lahan tani (ot)",
    ],
)
def test_what_else_stands_in_brackets_is_none(text: str) -> None:
    assert explained([text]) == {}
