from __future__ import annotations

import pytest

from iki_lint.language.abbreviations import explained, spelt_by


@pytest.mark.parametrize(
    ("text", "short", "words"),
    [
        ("pengelolaan Cadangan Pangan Pemerintah Daerah (CPPD)", "cppd", "cadangan pangan pemerintah daerah"),
        ("mendampingi kelompok pembudidaya ikan (Pokdakan)", "pokdakan", "kelompok pembudidaya ikan"),
        ("gabungan kelompok tani (Gapoktan)", "gapoktan", "gabungan kelompok tani"),
        ("pembinaan Taruna Siaga Bencana (Tagana)", "tagana", "taruna siaga bencana"),
        ("melayani orang dengan gangguan jiwa (ODGJ)", "odgj", "orang dengan gangguan jiwa"),
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


@pytest.mark.parametrize(
    ("text", "other", "spelt"),
    [
        ("Jumlah RTLH direhab", "rumah tidak layak huni yang direhab", "Jumlah rumah tidak layak huni direhab"),
        ("Jumlah ODHIV", "Persentase orang dengan HIV", "Jumlah orang dengan hiv"),
        ("Aparatur dan BPD", "Pembinaan Pemerintahan Desa", "Aparatur dan BPD"),  # not by the letter of a root
        ("Jumlah SD", "siswa di desa", "Jumlah SD"),  # too short to tell
        ("Jumlah RTLH", "rumah tidak layak huni" + " di desa" * 300, "Jumlah RTLH"),  # no text of an indicator
        ("JUMLAH KBWU", "KENDARAAN BERMOTOR WAJIB UJI", "JUMLAH kendaraan bermotor wajib uji"),
        ("JUMLAH PERDA", "PELANGGARAN DESA", "JUMLAH PERDA"),  # there a word that is known may be no abbreviation
        ("Jumlah RTLH", "rumah - layak huni", "Jumlah RTLH"),
    ],
)
def test_an_abbreviation_stands_for_the_words_beside_it_in_another_text(text: str, other: str, spelt: str) -> None:
    assert spelt_by(text, other) == spelt
