"""What is a word, and which one was meant where none is."""

from __future__ import annotations

from collections import Counter

import pytest

from iki_lint.language.spelling import Speller, dictionary, is_built, is_known

WORDS = """pembentukan pemasukan peletakan meteran terjemahan menyamakan menekan pencari penyanyi lainnya dipedomani
    dilabelkan dipagarkan dipahamkan ditabahkan disabarkan disakitkan dikabutkan diabsahkan diacaukan
    dipasangi dipasangkan
    nonperizinan antarkecamatan pascapanen ditandatangani diproses memproses terdokumentasi dilaksanakannya"""
NO_WORDS = """memeliharaan memasukan meletakan terlindungan dimasukan diperiksaan pelaksanakan penyampaikan pengikuti
    diaafkan didayatkan diwajabkan
    lainya yag sebagi jangkah meningkatan zarwindo"""


def meant(word: str, *said: str, named: bool = False) -> list[str]:
    return Speller(Counter([word, *said]), frozenset()).meant(word, named=named)


@pytest.mark.parametrize("word", WORDS.split())
def test_a_form_of_indonesian_is_a_word(word: str) -> None:
    assert is_known(word)


@pytest.mark.parametrize("word", NO_WORDS.split())
def test_a_form_that_no_affixes_make_is_no_word(word: str) -> None:
    assert not is_known(word)


def test_a_word_of_no_length_that_words_have_is_none() -> None:
    assert not is_known("nya" * 5_000)
    assert meant("pelayanan" * 20) == []


@pytest.mark.parametrize(
    ("word", "built"),
    [
        *(
            ("kepantingan", True),
            ("pemabrikan", True),
            ("penaarufan", True),
            ("pengabinetan", True),
            ("menyabanai", True),
        ),
        *(("mendataan", False), ("zarwindo", False)),
    ],
)
def test_a_word_may_be_built_of_affixes_and_another(word: str, built: bool) -> None:
    assert is_built(word) is built


@pytest.mark.parametrize(
    ("word", "said", "expected"),
    [
        ("pengwasan", "", "pengawasan"),  # a letter too few
        ("kepegawaain", "", "kepegawaian"),  # two swapped
        ("ekstrenal", "", "eksternal"),
        ("lokailsasi", "", "lokalisasi"),
        ("veterinner", "", "veteriner"),  # one doubled
        ("prefalensi", "", "prevalensi"),  # one of the same sound
        ("dokumem", "", "dokumen"),  # another letter, of a word that all documents use
        ("ketimpungan", "", "ketimpangan"),  # and of another with the same affixes
        ("penginfirmasian", "", "penginformasian"),
        ("krenofa", "krenova", "krenova"),  # or that the document uses
        ("poskedes", "poskesdes", "poskesdes"),
        ("pelayaan", "", "pelayan pelayanan pelayaran"),
        ("pelayaan", "pelayanan", "pelayanan pelayan pelayaran"),  # what the document says comes first
        ("pelayaan", "pelayan pelayanan pelayanan", "pelayan pelayanan pelayaran"),  # a letter doubled before all
        ("kecukupa", "", "kecukupan"),  # the n of its -an lost
        ("iterapkan", "", "diterapkan"),  # its first letter
        ("mbung", "", ""),  # too short for that
        ("ranskrip", "", ""),  # of a loan word: it may be another
        ("zarwindo", "", ""),
        ("kofu", "", ""),
        ("kekurungan", "", ""),  # built like a word: nobody knows
        ("kekurungan", "kekurangan kekurangan kekurangan", "kekurangan"),
    ],
)
def test_a_misspelling_stands_for_the_likeliest(word: str, said: str, expected: str) -> None:
    assert meant(word, *said.split()) == expected.split()


@pytest.mark.parametrize(
    ("word", "said", "expected"),
    [("ketimpungan", "", ""), ("poskedes", "poskesdes", ""), ("poskedes", "poskesdes " * 3, "poskesdes")],
)
def test_what_may_be_a_name_needs_a_better_reason(word: str, said: str, expected: str) -> None:
    assert meant(word, *said.split(), named=True) == expected.split()


def test_a_better_spelling_takes_the_worse_out_of_the_dictionary() -> None:
    assert {"analisis", "sistem"} <= dictionary()
    assert not {"analisa", "system"} & dictionary()
