"""When texts and words are the same, and when nearly."""

from __future__ import annotations

import pytest

from iki_lint.language.compare import gist, misspelt, same, without_names
from iki_lint.language.near import Index
from iki_lint.language.terms import terms


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Survey kepuasan, PD", "survei  Kepuasan PD", True),
        ("Jumlah desa", "Jumlah kelurahan", False),
    ],
)
def test_two_texts_are_the_same(one: str, other: str, expected: bool) -> None:
    assert same(one, other) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("akuntabilitas", "akuntablitas", True),
        ("pengawasan", "pengwsan", True),  # two letters of a long word
        ("akuntabilitas", "akuntbltas", False),
        ("pegawai", "pegawia", True),
        ("pegawai", "pgwai", False),  # two of a short one
        ("desa", "desaa", False),
        ("pegawai", "pegawa1", False),
        ("kerja", "kraja", False),  # both are words
    ],
)
def test_a_word_is_another_misspelt(one: str, other: str, expected: bool) -> None:
    assert misspelt(one, other) is expected


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Kinerja di Tirta Mulya ini", "kinerja di ini"),
        ("Kinerja di Tirta, Mulya ini", "kinerja di ini"),
        ("Tirta yang Mulya ini", "tirta yang mulya ini"),
        ("Mulya Tirta", "mulya tirta"),
        ("Kinerja Tirta", "kinerja tirta"),
    ],
)
def test_a_name_is_left_out(text: str, left: str) -> None:
    assert " ".join(term.form for term in without_names(terms(text), [("tirta", "mulya")])) == left


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("tugas tugas lain", "tugas lain"),
        ("Indeks Kepuasan Masyarakat (IKM) kota", "ikm kota"),
        ("wajib lapor yang melapor", "wajib lapor lapor"),  # one root, and not the same
    ],
)
def test_what_is_said_twice_running_counts_once(text: str, keys: str) -> None:
    assert " ".join(gist(text).keys) == keys


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Jumlah rawatinap anak", [1]),
        ("Jumlah rawat inap anak", [1]),
        ("Jumlah rawat inap anek", []),  # anek and anak are words
        ("Persentase pegawei hadir", [2]),
        ("Persentase kehadiran", []),
    ],
)
def test_an_index_finds_what_is_nearly_the_same(text: str, near: list[int]) -> None:
    index: Index[int] = Index()
    for thing, said in enumerate(("Jumlah rawat inap anak", "Persentase pegawai hadir"), 1):
        index.add(gist(said), thing)
    things = {found: held[0] for found, held in index.things()}

    assert [things[found] for found in index.near(gist(text))] == near


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("KabupatenBanggai", [("kabupaten", "Kabupaten"), ("banggai", "Banggai")]),
        ("se-Kecamatan Wungu", [("se", "se-"), ("kecamatan", "Kecamatan"), ("wungu", "Wungu")]),
        ("Kepala Bag iKepala", [("kepala", "Kepala"), ("bagi", "Bag "), ("kepala", "Kepala")]),
        ("Kepala Xy iKepala", [("kepala", "Kepala"), ("xy", "Xy"), ("ikepala", "iKepala")]),
        ("Survei Kepuasan Masyarakat", [("survei kepuasan masyarakat", "Survei Kepuasan Masyarakat")]),
    ],
)
def test_a_term_has_its_form_and_stands_where_it_is_printed(text: str, said: list[tuple[str, str]]) -> None:
    assert [(term.form, text[term.start : term.end]) for term in terms(text)] == said
