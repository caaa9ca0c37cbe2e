"""More layouts of offices: workbooks, tables and texts as they are typed, pasted and exported."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from iki_lint.document.nodes import plain
from iki_lint.readers import read
from tests.layouts import typed

KINERJA = [{"sasaran": "Tertibnya terminal", "indikator": [{"nama": "Persentase bus laik"}]}]
HEADS, ROW = ["No", "Sasaran", "Indikator"], ["1", "Tertibnya terminal", "Persentase bus laik"]


def _read(path: Path) -> tuple[Any, list[str]]:
    loaded = read(path)
    return plain(loaded.places.root).get("jabatan"), [note.text for note in loaded.notes]


def _text(folder: Path, content: str, name: str = "a.txt") -> tuple[Any, list[str]]:
    (folder / name).write_text(content)
    return _read(folder / name)


def _word(folder: Path, *parts: Any) -> tuple[Any, list[str]]:
    """What a Word document of lines, and of tables where a part is a list of rows, reads as."""
    return _read(typed(folder / "a.docx", *parts))


def test_a_table_of_tugas_above_the_indicators_is_no_seam(tmp_path: Path) -> None:
    tugas = [["No", "Uraian Tugas"], ["1", "menata terminal"], ["2", "melapor"]]

    posts, notes = _word(tmp_path, "Jabatan : Kepala Seksi Terminal", tugas, [HEADS, ROW])

    assert posts == [
        {"nama": "Kepala Seksi Terminal", "tugas": ["menata terminal", "melapor"], "kinerja": KINERJA},
    ]
    assert notes == []


@pytest.mark.parametrize("rule", ["|:-:|---|---|", "|-|:-|-:|"])
def test_the_rule_below_markdown_headings_says_nothing(tmp_path: Path, rule: str) -> None:
    rows = "\n".join(f"| {' | '.join(row)} |" for row in (HEADS, ROW)).replace("\n", f"\n{rule}\n")

    posts, notes = _text(tmp_path, f"## 1. Kepala Seksi Terminal\n\n### Indikator Kinerja\n\n{rows}\n", "a.md")

    assert posts == [{"nama": "Kepala Seksi Terminal", "kinerja": KINERJA}]
    assert notes == []


def test_a_list_set_in_by_tabs_is_no_table(tmp_path: Path) -> None:
    table = "\n".join("\t".join(row) for row in (HEADS, ROW))

    lists = "Tugas\t:\n\ta.\tmenata terminal;\nFungsi\t:\n\ta.\tpenataan;\n\tb.\tpelaporan."

    posts, notes = _text(tmp_path, f"Jabatan\t:\tKepala Seksi Terminal\n{lists}\n{table}\n")

    own = {"tugas": ["menata terminal"], "fungsi": ["penataan", "pelaporan"]}
    assert posts == [{"nama": "Kepala Seksi Terminal", **own, "kinerja": KINERJA}]
    assert notes == []


def test_a_word_broken_at_its_hyphen_in_a_drawn_table_is_one(tmp_path: Path) -> None:
    rule = "+----+--------+------------+\n"
    rows = (
        f"{rule}| No | Sasaran| Indikator  |\n{rule}| 1  | Tertib | Jumlah KTP-|\n|    |        | el         |\n{rule}"
    )

    posts, _ = _text(tmp_path, f"Jabatan : Kepala Seksi Terminal\n{rows}")

    assert posts[0]["kinerja"][0]["indikator"] == [{"nama": "Jumlah KTP-el"}]


def test_lists_between_the_tables_of_one_sheet_stay_lists(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    names = ("Kepala Seksi Terminal", "Kepala Seksi Parkir")
    for name in names:
        rows = [[f"Jabatan : {name}"], ["Tugas :"], ["a.", "menata terminal;"], ["b.", "melapor."], HEADS, ROW]
        for row in rows:
            book.active.append(row)
    book.save(tmp_path / "a.xlsx")

    posts, notes = _read(tmp_path / "a.xlsx")

    assert posts == [{"nama": name, "tugas": ["menata terminal", "melapor"], "kinerja": KINERJA} for name in names]
    assert notes == []


@pytest.mark.parametrize(
    "heads", [["Formula/Cara Perhitungan", "", "Pembilang", "Penyebut"], ["Pembilang", "Penyebut"]]
)
def test_a_formula_in_two_columns_is_a_fraction(tmp_path: Path, heads: list[str]) -> None:
    above = [[*HEADS, *heads[:2]], *([["", "", "", *heads[2:]]] if heads[2:] else [])]
    rows = [[*ROW, "Jumlah bus laik", "jumlah bus x 100%"], ["2", "Aman", "Jumlah pos", "Jumlah pos", "-"]]

    posts, notes = _word(tmp_path, "Jabatan : Kepala Seksi Terminal", [*above, *rows])

    formulas = [row["indikator"][0]["formulasi"] for row in posts[0]["kinerja"]]
    assert formulas == ["Jumlah bus laik / jumlah bus x 100%", "Jumlah pos"]
    assert notes == []


def test_numbered_sides_of_several_indicators_belong_to_each(tmp_path: Path) -> None:
    rows = [[*HEADS, "Pembilang", "Penyebut"], ["1", "Tertib", "1. Rasio A\n2. Rasio B", "1. a\n2. b", "1. c\n2. d"]]

    posts, _ = _word(tmp_path, "Jabatan : Kepala Seksi Terminal", rows)

    assert [entry["formulasi"] for entry in posts[0]["kinerja"][0]["indikator"]] == ["1. a / c", "2. b / d"]


def test_of_a_formula_and_its_sides_the_formula_counts(tmp_path: Path) -> None:
    rows = [[*HEADS, "Formulasi", "Pembilang", "Penyebut"], [*ROW, "bus laik / bus", "12", "20"]]

    posts, notes = _word(tmp_path, "Jabatan : Kepala Seksi Terminal", rows)

    assert posts[0]["kinerja"][0]["indikator"][0]["formulasi"] == "bus laik / bus"
    assert notes == ["Pembilang", "Penyebut"]


@pytest.mark.parametrize("number", ["1.1", "1.1.", "1.1.1"])
def test_a_number_in_levels_is_no_part_of_a_name(tmp_path: Path, number: str) -> None:
    rows = [[*HEADS, "Formulasi"], [*ROW[:2], f"{number} Persentase bus laik", f"{number} A / B"]]
    more = ["2", "Aman", "2.1 Jumlah pos jaga\n2.2 Jumlah lampu", "2.1 Jumlah pos\n2.2 Jumlah lampu 12.5 watt"]

    posts, _ = _word(tmp_path, "Jabatan : Kepala Seksi Terminal", [*rows, more])

    entries = [(entry["nama"], entry["formulasi"]) for row in posts[0]["kinerja"] for entry in row["indikator"]]
    assert entries == [
        ("Persentase bus laik", f"{number} A / B"),
        ("Jumlah pos jaga", "2.1 Jumlah pos"),
        ("Jumlah lampu", "2.2 Jumlah lampu 12.5 watt"),
    ]


def test_a_table_of_contents_is_no_text(tmp_path: Path) -> None:
    contents = [
        "DAFTAR ISI",
        "KATA PENGANTAR ............ ii",
        "1. Kepala Seksi Terminal ………… 1",
        "2. Penutup. . . . . . 12",
    ]

    posts, notes = _word(tmp_path, *contents, "Jabatan : Kepala Seksi Terminal", [HEADS, ROW])

    assert posts == [{"nama": "Kepala Seksi Terminal", "kinerja": KINERJA}]
    assert notes == []


def test_who_signs_as_what_is_no_text(tmp_path: Path) -> None:
    sides = [["PIHAK KEDUA,\nKEPALA DINAS,\nBudi\nNIP. 19680101 199003 1 005"] * 2]

    _, notes = _word(tmp_path, "Jabatan : Kepala Seksi Terminal", [HEADS, ROW], sides)

    assert notes == []


def test_lines_broken_inside_a_cell_are_lines(tmp_path: Path) -> None:
    above = [["Nama Jabatan : Kepala Seksi Terminal\nTugas :\na. menata terminal;\nb. melapor.", "", ""]]
    rows = [[*HEADS, "Formulasi"], [*ROW, "Jumlah bus laik\n-----------\njumlah bus x 100%"]]

    posts, notes = _word(tmp_path, above, rows)

    entry = {"nama": "Persentase bus laik", "formulasi": "Jumlah bus laik / jumlah bus x 100%"}
    assert posts == [
        {
            "nama": "Kepala Seksi Terminal",
            "tugas": ["menata terminal", "melapor"],
            "kinerja": [{"sasaran": "Tertibnya terminal", "indikator": [entry]}],
        }
    ]
    assert notes == []


def test_the_title_of_whom_a_hospital_is_named_after_is_part_of_a_name(tmp_path: Path) -> None:
    name = "Direktur Rumah Sakit Umum Daerah dr. Suryanata"

    posts, notes = _word(tmp_path, f"A. {name}", "1. Tugas Pokok :", "a. memimpin;", [HEADS, ROW])

    assert posts == [{"nama": name, "tugas": ["memimpin"], "kinerja": KINERJA}]
    assert notes == []


def test_programmes_below_the_indicators_are_none(tmp_path: Path) -> None:
    programmes = [["No", "Program/Kegiatan", "Anggaran"], ["1", "Program Penunjang", "Rp 120.000.000"]]

    posts, notes = _word(tmp_path, "Jabatan : Kepala Seksi Terminal", [HEADS, ROW], programmes)

    assert posts == [{"nama": "Kepala Seksi Terminal", "kinerja": KINERJA}]
    assert notes == ["No Program/Kegiatan Anggaran 1 Program Penunjang Rp 120.000.000"]


def test_a_sentence_over_a_list_says_nothing_more(tmp_path: Path) -> None:
    lines = ["1. PENGELOLA TERMINAL", "Pengelola Terminal mempunyai tugas sebagai berikut :", "a. menata;"]

    posts, notes = _word(tmp_path, *lines, [HEADS, ROW])

    assert posts == [{"nama": "PENGELOLA TERMINAL", "tugas": ["menata"], "kinerja": KINERJA}]
    assert notes == []


def test_a_number_and_a_name_above_the_headings_are_a_jabatan(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["1", "Kepala Seksi Terminal"], HEADS, ROW, [], ["2", "Kepala Seksi Parkir"], HEADS, ROW):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")

    posts, notes = _read(tmp_path / "a.xlsx")

    assert posts == [{"nama": f"Kepala Seksi {name}", "kinerja": KINERJA} for name in ("Terminal", "Parkir")]
    assert notes == []


def test_a_card_of_labels_side_by_side_names_the_jabatan(tmp_path: Path) -> None:
    card = [
        ["NAMA", "SITI AMINAH", "JABATAN", "Kepala Seksi Terminal"],
        ["NIP", "19800202 200501 2 003", "UNIT KERJA", "Bidang Angkutan"],
    ]

    posts, notes = _word(tmp_path, card, [HEADS, ROW])

    assert posts == [{"nama": "Kepala Seksi Terminal", "unit": "Bidang Angkutan", "kinerja": KINERJA}]
    assert notes == ["NAMA : SITI AMINAH", "NIP : 19800202 200501 2 003"]


@pytest.mark.parametrize("colon", [[], [":"]])
def test_headings_one_below_the_other_are_those_of_a_row(tmp_path: Path, colon: list[str]) -> None:
    said = {
        "Sasaran": "Tertib",
        "Indikator Kinerja": "Rasio bus",
        "Cara Perhitungan": "A / B",
        "Satuan": "%",
        "Target": "80",
    }
    cards = [[[label, *colon, text] for label, text in said.items()] for _ in range(2)]

    posts, notes = _word(tmp_path, "Jabatan : Kepala Seksi Terminal", *cards)

    entry = {"nama": "Rasio bus", "formulasi": "A / B", "target": "80 %"}
    assert posts == [{"nama": "Kepala Seksi Terminal", "kinerja": [{"sasaran": "Tertib", "indikator": [entry]}] * 2}]
    assert notes == []


def test_who_holds_the_jabatan_signs_nothing(tmp_path: Path) -> None:
    lines = ["Nama : SITI AMINAH", "NIP : 19800202 200501 2 003", "Jabatan : Kepala Seksi Terminal", "Unit Kerja : -"]

    posts, notes = _word(tmp_path, *lines, [HEADS, ROW])

    assert posts == [{"nama": "Kepala Seksi Terminal", "kinerja": KINERJA}]
    assert notes == lines[:2]
    assert plain(read(tmp_path / "a.docx").places.root).keys() == {"skema", "jenis", "jabatan"}
