"""Layouts that offices use: what a label, a heading, a merged row or a drawn line means, wherever it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from iki_lint.document.nodes import plain
from iki_lint.readers import read

Word = Any
Lines = Callable[[str], "tuple[Any, list[str]]"]
HEADS = ["No", "Sasaran", "Indikator Kinerja"]
ROW = ["1", "Tertibnya terminal", "Persentase bus laik"]
KINERJA = [{"sasaran": "Tertibnya terminal", "indikator": [{"nama": "Persentase bus laik"}]}]


@pytest.fixture
def word() -> Word:
    return docx.Document()


@pytest.fixture
def made(word: Word, tmp_path: Path) -> Callable[[], tuple[Any, list[str]]]:
    """What the Word document reads as, and what its reader could not place."""

    def made() -> tuple[Any, list[str]]:
        word.save(str(tmp_path / "a.docx"))
        return _read(tmp_path / "a.docx")

    return made


@pytest.fixture
def text(tmp_path: Path) -> Lines:
    """What a text reads as, and what its reader could not place."""

    def made(content: str) -> tuple[Any, list[str]]:
        (tmp_path / "a.txt").write_text(content)
        return _read(tmp_path / "a.txt")

    return made


def _read(path: Path) -> tuple[Any, list[str]]:
    loaded = read(path)
    return plain(loaded.places.root), [note.text for note in loaded.notes]


def _table(word: Word, rows: Sequence[Sequence[str]], *merges: tuple[int, int, int, int]) -> Any:
    """A table in a document or a cell; each line of a cell a paragraph; `merges` from a row and column to another."""
    table = word.add_table(len(rows), max(map(len, rows)))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, said in zip(row.cells, texts, strict=False):
            first, *rest = said.split("\n")
            cell.paragraphs[0].text = first
            for line in rest:
                cell.add_paragraph(line)
    for top, left, bottom, right in merges:
        table.cell(top, left).merge(table.cell(bottom, right))
    word.add_paragraph()
    return table


def _bold(word: Word, *lines: str) -> None:
    for line in lines:
        word.add_paragraph().add_run(line).bold = True


# -- jabatan, tugas and fungsi inside the table of indicators ------------------------------------------------------


def test_rows_above_the_headings_of_a_table_are_its_labels(word: Word, made: Any) -> None:
    above = [["JABATAN : KEPALA SEKSI TERMINAL", "", ""], ["TUGAS", "a. menata terminal;\nb. melapor.", ""]]
    _table(word, [*above, HEADS, ROW], (0, 0, 0, 2), (1, 1, 1, 2))
    _table(word, [["Nama Jabatan", ":", "KEPALA SEKSI PARKIR"], ["Fungsi", ":", "penataan parkir"], HEADS, ROW])

    document, notes = made()

    assert document["jabatan"] == [
        {"nama": "KEPALA SEKSI TERMINAL", "tugas": ["menata terminal", "melapor"], "kinerja": KINERJA},
        {"nama": "KEPALA SEKSI PARKIR", "fungsi": ["penataan parkir"], "kinerja": KINERJA},
    ]
    assert notes == []


@pytest.mark.parametrize("name", ["Jabatan : Kepala Seksi Parkir", "Kepala Seksi Parkir", "II. Kepala Seksi Parkir"])
def test_a_merged_row_in_a_long_table_begins_another_jabatan(word: Word, made: Any, name: str) -> None:
    rows = [HEADS, ["Jabatan : Kepala Seksi Terminal", "", ""], ROW, [name, "", ""], ROW]
    _table(word, rows, (1, 0, 1, 2), (3, 0, 3, 2))

    document, notes = made()

    assert [(post["nama"], post["kinerja"]) for post in document["jabatan"]] == [
        ("Kepala Seksi Terminal", KINERJA),
        ("Kepala Seksi Parkir", KINERJA),
    ]
    assert notes == []


def test_a_matrix_holds_each_jabatan_in_one_row(word: Word, made: Any) -> None:
    heads = ["No", "Jabatan", "Unit Kerja", "Tugas", "Fungsi", "Sasaran", "IKI", "Formulasi", "Sumber Data"]
    tugas, fungsi = "a. menata terminal;\nb. melapor.", "1) penataan;\n2) pelaporan."
    row = ["1.", "Kepala Seksi Terminal", "Bidang Angkutan", tugas, fungsi, *ROW[1:], "A / B x 100%", "Register"]
    _table(word, [heads, row, ["2.", "Pengelola Parkir", "", "Mengelola parkir.", "", *ROW[1:], "-", "-"]])

    document, notes = made()

    entry = {"nama": "Persentase bus laik", "formulasi": "A / B x 100%", "sumber_data": "Register"}
    assert document["jabatan"] == [
        {
            "nama": "Kepala Seksi Terminal",
            "unit": "Bidang Angkutan",
            "tugas": ["menata terminal", "melapor"],
            "fungsi": ["penataan", "pelaporan"],
            "kinerja": [{"sasaran": "Tertibnya terminal", "indikator": [entry]}],
        },
        {"nama": "Pengelola Parkir", "tugas": ["Mengelola parkir"], "kinerja": KINERJA},
    ]
    assert notes == []


def test_sections_of_a_matrix_are_no_jabatan(word: Word, made: Any) -> None:
    heads = ["No", "Jabatan", *HEADS[1:]]
    section = ["A", "BIDANG ANGKUTAN", "", ""]
    _table(word, [heads, section, ["1", "Kepala Bidang Angkutan", *ROW[1:]]], (1, 1, 1, 3))

    document, notes = made()

    assert document["jabatan"] == [{"nama": "Kepala Bidang Angkutan", "kinerja": KINERJA}]
    assert notes == ["A BIDANG ANGKUTAN"]


# -- a decree in borderless tables ---------------------------------------------------------------------------------


def test_a_decree_set_in_tables_is_read_as_one_in_lines(word: Word, made: Any) -> None:
    for line in ("PEMERINTAH KOTA SAMIRATA", "DINAS PERHUBUNGAN", "KEPUTUSAN KEPALA DINAS PERHUBUNGAN"):
        word.add_paragraph(line)
    for line in ("NOMOR : 1/2026", "TENTANG", "INDIKATOR KINERJA INDIVIDU TAHUN 2026", "KEPALA DINAS PERHUBUNGAN,"):
        word.add_paragraph(line)
    weighed = [["Menimbang", ":", "a.", "bahwa perlu alat ukur;"], ["", "", "b.", "bahwa perlu keputusan;"]]
    _table(word, [*weighed, ["Mengingat", ":", "1.", "Undang-Undang Nomor 23 Tahun 2014;"]])
    word.add_paragraph("MEMUTUSKAN :")
    second = "Indikator digunakan untuk :\na. perencanaan;\nb. pelaporan."
    dicta = [["Menetapkan", ":", "KEPUTUSAN TENTANG IKI."], ["KESATU", ":", "Indikator berlaku."]]
    _table(word, [*dicta, ["KEDUA", ":", second]])
    block = "Ditetapkan di Samirata\npada tanggal 5 Januari 2026\nKEPALA DINAS PERHUBUNGAN,\nttd.\nRIZAL, S.T.\nPembina"
    _table(word, [["", f"{block}\nNIP. 19700101 199803 1 002"]])
    word.add_paragraph("Tembusan :")
    word.add_paragraph("LAMPIRAN KEPUTUSAN KEPALA DINAS PERHUBUNGAN")
    word.add_paragraph("NOMOR : 1/2026")
    word.add_paragraph("Jabatan : Kepala Seksi Terminal")
    _table(word, [HEADS, ROW])

    document, notes = made()

    assert document["instansi"] == {"nama": "DINAS PERHUBUNGAN", "daerah": "KOTA SAMIRATA"}
    assert document["keputusan"] == {
        "jenis": "KEPUTUSAN KEPALA DINAS PERHUBUNGAN",
        "nomor": "1/2026",
        "tentang": "INDIKATOR KINERJA INDIVIDU TAHUN 2026",
        "menimbang": ["bahwa perlu alat ukur", "bahwa perlu keputusan"],
        "mengingat": ["Undang-Undang Nomor 23 Tahun 2014"],
        "menetapkan": [
            {"diktum": "KESATU", "isi": "Indikator berlaku"},
            {"diktum": "KEDUA", "isi": "Indikator digunakan untuk :", "rincian": ["perencanaan", "pelaporan"]},
        ],
        "ditetapkan": {"tempat": "Samirata", "tanggal": "5 Januari 2026"},
        "penandatangan": {
            "jabatan": "KEPALA DINAS PERHUBUNGAN",
            "nama": "RIZAL, S.T.",
            "pangkat": "Pembina",
            "nip": "19700101 199803 1 002",
        },
    }
    assert [post["nama"] for post in document["jabatan"]] == ["Kepala Seksi Terminal"]
    assert notes == ["Tembusan :"]


def test_an_elected_official_signs_without_a_nip(text: Lines) -> None:
    document, notes = text(
        "KEPUTUSAN BUPATI TIRTAMULYA\nNOMOR 5 TAHUN 2026\nTENTANG\nINDIKATOR KINERJA INDIVIDU\n"
        "DI LINGKUNGAN DINAS PERHUBUNGAN KABUPATEN TIRTAMULYA\n\nBUPATI TIRTAMULYA,\n\nMEMUTUSKAN :\n"
        "KESATU : Menetapkan Indikator Kinerja Individu sebagaimana tercantum dalam\n"
        "Lampiran Keputusan ini.\n\nDitetapkan di Tirtamulya\npada tanggal 5 Januari 2026\nBUPATI TIRTAMULYA,\n\nttd\n"
        "RIZAL AKBAR\n\nLAMPIRAN\n\nJabatan : Kepala Seksi Terminal\n" + "\t".join(HEADS) + "\n" + "\t".join(ROW)
    )

    assert document["keputusan"]["penandatangan"] == {"jabatan": "BUPATI TIRTAMULYA", "nama": "RIZAL AKBAR"}
    assert document["keputusan"]["menetapkan"][0]["isi"].endswith("tercantum dalam Lampiran Keputusan ini")
    assert document["keputusan"]["tentang"].endswith("KABUPATEN TIRTAMULYA")
    assert document["instansi"] == {"nama": "DINAS PERHUBUNGAN", "daerah": "KABUPATEN TIRTAMULYA"}
    assert notes == []


# -- nothing is lost -----------------------------------------------------------------------------------------------


def test_what_a_row_without_an_indicator_says_is_told(word: Word, made: Any) -> None:
    word.add_paragraph("Jabatan : Kepala Seksi Terminal")
    _table(word, [[*HEADS, "Formulasi"], [*ROW, "bus laik / bus"], ["2", "Tertibnya parkir", "", "petak resmi"]])

    document, notes = made()

    assert document["jabatan"][0]["kinerja"][1] == {"sasaran": "Tertibnya parkir"}
    assert notes == ["petak resmi"]


def test_what_stands_right_of_all_headings_is_told(word: Word, made: Any) -> None:
    word.add_paragraph("Jabatan : Kepala Seksi Terminal")
    _table(word, [[*HEADS, ""], [*ROW, "menurut catatan petugas"]])

    document, notes = made()

    assert document["jabatan"][0]["kinerja"] == KINERJA
    assert notes == ["menurut catatan petugas"]


# -- headings in several rows --------------------------------------------------------------------------------------


YEARS = [["Tahun 2025", "Tahun 2026"], ["2025", "2026"], ["Realisasi 2024", "Tahun 2026"]]


@pytest.mark.parametrize("below", YEARS, ids=" ".join)
@pytest.mark.parametrize("merged", [True, False])
def test_the_year_of_the_document_is_its_target(word: Word, made: Any, below: list[str], merged: bool) -> None:
    _bold(word, "INDIKATOR KINERJA INDIVIDU", "TAHUN 2026", "KEPALA SEKSI TERMINAL")
    top = [*HEADS, "Satuan", "Kondisi Awal", "Target", "", "Sumber Data"]
    rows = [top, ["", "", "", "", "", *below, ""], ["1", "2", "3", "4", "5", "6", "7", "8"]]
    down = [(0, i, 1, i) for i in (0, 1, 2, 3, 4, 7)] if merged else []
    _table(word, [*rows, [*ROW, "%", "70", "80", "85", "Register"]], (0, 5, 0, 6), *down)

    document, notes = made()

    (entry,) = document["jabatan"][0]["kinerja"][0]["indikator"]
    assert entry == {"nama": "Persentase bus laik", "sumber_data": "Register", "target": "85 %"}
    assert notes == ["Kondisi Awal", below[0]]


QUARTERS = ["TW I", "TW II", "TW III", "TW IV"]


@pytest.mark.parametrize(("last", "target"), [(["Tahunan"], {"target": "40"}), ([], {})])
def test_of_quarters_the_year_counts_or_nothing(word: Word, made: Any, last: list[str], target: Any) -> None:
    word.add_paragraph("Jabatan : Kepala Seksi Terminal")
    below = [*QUARTERS, *last]
    rows = [[*HEADS, "Target", *[""] * (len(below) - 1)], ["", "", "", *below]]
    _table(word, [*rows, [*ROW, "10", "20", "30", "40", "40"][: 3 + len(below)]], (0, 3, 0, 2 + len(below)))

    document, notes = made()

    assert document["jabatan"][0]["kinerja"] == [
        {"sasaran": "Tertibnya terminal", "indikator": [{"nama": "Persentase bus laik", **target}]}
    ]
    assert notes == QUARTERS


def test_headings_below_headings_say_what_a_column_holds(word: Word, made: Any) -> None:
    word.add_paragraph("Jabatan : Kepala Seksi Terminal")
    rows = [["No", "Sasaran", "Indikator", "", "Tahun 2026", ""], ["", "", "Nama", "Formula", "Target", "Satuan"]]
    row = ["1", "Tertibnya terminal", "Persentase bus laik", "A / B x 100%", "85", "%"]
    _table(word, [*rows, row], (0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 5))

    document, notes = made()

    (entry,) = document["jabatan"][0]["kinerja"][0]["indikator"]
    assert entry == {"nama": "Persentase bus laik", "formulasi": "A / B x 100%", "target": "85 %"}
    assert notes == []


@pytest.mark.parametrize("labelled", [False, True])
def test_a_table_inside_a_table_that_sets_it_in_place_stands_in_the_body(
    word: Word, made: Any, *, labelled: bool
) -> None:
    for name in ("KEPALA SEKSI TERMINAL", "KEPALA SEKSI PARKIR"):
        if labelled:
            outer = _table(word, [["Jabatan", name], ["Tugas", "a. menata;\nb. melapor."], ["Indikator Kinerja", ""]])
            _table(outer.cell(2, 1), [HEADS, ROW])
        else:
            cell = _table(word, [["Jabatan : " + name]]).cell(0, 0)
            _table(cell, [["Tugas", ":", "a. menata;\nb. melapor."]])
            _table(cell, [HEADS, ROW])

    document, notes = made()

    own = {"tugas": ["menata", "melapor"], "kinerja": KINERJA}
    assert document["jabatan"] == [{"nama": f"KEPALA SEKSI {name}", **own} for name in ("TERMINAL", "PARKIR")]
    assert notes == []


def test_a_table_inside_a_formula_belongs_to_its_cell(word: Word, made: Any) -> None:
    word.add_paragraph("Jabatan : Kepala Seksi Terminal")
    table = _table(word, [[*HEADS, "Formulasi"], [*ROW, "Nilai menurut tabel:"]])
    _table(table.cell(1, 3), [["Nilai", "Sebutan"], ["90", "Baik"], ["60", "Cukup"]])

    document, notes = made()

    (entry,) = document["jabatan"][0]["kinerja"][0]["indikator"]
    assert entry["formulasi"] == "Nilai menurut tabel: Nilai Sebutan 90 Baik 60 Cukup"
    assert notes == []


@pytest.mark.parametrize("marks", [("1.", "2."), ("1", "2"), ("a.", "b.")])
def test_under_a_heading_over_two_columns_numbers_stand_before_names(
    word: Word, made: Any, marks: tuple[str, str]
) -> None:
    word.add_paragraph("Jabatan : Kepala Seksi Terminal")
    rows = [["No", "Sasaran", "Indikator Kinerja", "", "Target"], ["1", "2", "3", "4", "5"]]
    rows += [["1", "Tertib", marks[0], "Jumlah bus", "5"], ["", "", marks[1], "Jumlah petak", "6"]]
    _table(word, [*rows, ["2", "Aman", "Jumlah kamera", "", "7"]], (0, 2, 0, 3), (2, 1, 3, 1), (4, 2, 4, 3))

    document, notes = made()

    names = [[entry["nama"] for entry in row["indikator"]] for row in document["jabatan"][0]["kinerja"]]
    assert names == [["Jumlah bus", "Jumlah petak"], ["Jumlah kamera"]]
    assert notes == []


def test_under_a_target_over_two_columns_the_unit_stands_behind_the_figure(word: Word, made: Any) -> None:
    word.add_paragraph("Jabatan : Kepala Seksi Terminal")
    _table(word, [[*HEADS, "Target", ""], [*ROW, "92,5", "%"], ["2", "Aman", "Jumlah bus", "5", "unit"]], (0, 3, 0, 4))

    document, _ = made()

    targets = [row["indikator"][0]["target"] for row in document["jabatan"][0]["kinerja"]]
    assert targets == ["92,5 %", "5 unit"]


def test_columns_without_headings_are_not_read(word: Word, made: Any) -> None:
    word.add_paragraph("Jabatan : Kepala Seksi Terminal")
    _table(word, [[*HEADS, "", "Target", ""], [*ROW, "sudah", "5 unit", "lama"]])

    document, _ = made()

    assert document["jabatan"][0]["kinerja"][0]["indikator"] == [{"nama": "Persentase bus laik", "target": "5 unit"}]


SPLIT = [
    ("bus laik", "bus x 100%", "bus laik / bus x 100%"),
    ("Rasio = bus laik", "bus", "Rasio = bus laik / bus"),
    ("bus laik / bus", "bus layak", "bus laik / bus bus layak"),
    ("bus laik", "x 100%", "bus laik x 100%"),
    ("a. bus laik", "b. bus layak", "a. bus laik b. bus layak"),
    ("bus laik", "Keterangan: jalan", "bus laik Keterangan: jalan"),
]


@pytest.mark.parametrize("excel", [False, True])
@pytest.mark.parametrize(("above", "below", "said"), SPLIT)
def test_a_formula_in_two_rows_beside_one_indicator_is_a_fraction(
    word: Word, made: Any, tmp_path: Path, above: str, below: str, said: str, *, excel: bool
) -> None:
    heads = ["Jabatan", "Indikator", "Formulasi", "Target"]
    rows = [heads, ["Sekretaris", "Rasio A", above, "5"], ["", "", below, ""], ["", "Rasio B", "C / D", "6"]]
    if excel:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        for area in ("A2:A3", "B2:B3", "D2:D3"):
            book.active.merge_cells(area)
        book.save(tmp_path / "a.xlsx")
        document, notes = _read(tmp_path / "a.xlsx")
    else:
        _table(word, rows, (1, 0, 2, 0), (1, 1, 2, 1), (1, 3, 2, 3))
        document, notes = made()

    assert document["jabatan"][0]["kinerja"][0]["indikator"] == [
        {"nama": "Rasio A", "formulasi": said, "target": "5"},
        {"nama": "Rasio B", "formulasi": "C / D", "target": "6"},
    ]
    assert notes == []


def test_what_multiplies_a_fraction_over_two_rows_stands_in_a_column_beside_it(word: Word, made: Any) -> None:
    word.add_paragraph("Jabatan : Kepala Seksi Terminal")
    rows = [["Sasaran", "Indikator", "Formulasi", "", "Target"], ["Tertib", "Rasio A", "bus laik", "x 100%", "5 %"]]
    rows += [["", "", "bus", "", ""], ["Aman", "Jumlah bus", "Jumlah bus", "", "6"]]
    _table(word, rows, (0, 2, 0, 3), (1, 0, 2, 0), (1, 1, 2, 1), (1, 3, 2, 3), (1, 4, 2, 4), (3, 2, 3, 3))

    document, notes = made()

    formulas = [row["indikator"][0]["formulasi"] for row in document["jabatan"][0]["kinerja"]]
    assert formulas == ["bus laik / bus x 100%", "Jumlah bus"]
    assert notes == []


# -- jabatan, unit, tugas and fungsi without labels ----------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["KEPALA SEKSI TERMINAL", "1. Kepala Seksi Terminal", "B. PENGUJI KENDARAAN AHLI MUDA"]
)
def test_a_name_alone_over_its_tugas_is_a_jabatan(word: Word, made: Any, name: str) -> None:
    _bold(word, "INDIKATOR KINERJA INDIVIDU", name)
    word.add_paragraph("A. Tugas", style="Heading 2")
    word.add_paragraph("Menata terminal dan melapor.")
    word.add_paragraph("2. Fungsi")
    for item in ("penataan terminal", "pelaporan"):
        word.add_paragraph(item, style="List Bullet")
    word.add_paragraph("Indikator Kinerja :")
    _table(word, [HEADS, ROW])

    document, notes = made()

    assert document["jabatan"] == [
        {
            "nama": name.split(". ")[-1],
            "tugas": ["Menata terminal dan melapor"],
            "fungsi": ["penataan terminal", "pelaporan"],
            "kinerja": KINERJA,
        }
    ]
    assert notes == []


def test_sentences_tell_tugas_and_fungsi(text: Lines) -> None:
    table = "\t".join(HEADS) + "\n" + "\t".join(ROW)
    document, notes = text(
        "Kepala Seksi Terminal mempunyai tugas melaksanakan penataan terminal.\n"
        "Dalam melaksanakan tugas sebagaimana dimaksud, Kepala Seksi Terminal menyelenggarakan fungsi :\n"
        f"a. penataan;\nb. pelaporan.\n\n{table}\n\nKepala Seksi Parkir mempunyai tugas :\n"
        f"- menata parkir\n- melapor\n\nTabel 2. Indikator Kepala Seksi Parkir\n{table}\n"
    )

    assert document["jabatan"] == [
        {
            "nama": "Kepala Seksi Terminal",
            "tugas": ["Kepala Seksi Terminal mempunyai tugas melaksanakan penataan terminal"],
            "fungsi": ["penataan", "pelaporan"],
            "kinerja": KINERJA,
        },
        {"nama": "Kepala Seksi Parkir", "tugas": ["menata parkir", "melapor"], "kinerja": KINERJA},
    ]
    assert notes == []


def test_a_list_of_jabatan_begins_none(text: Lines) -> None:
    document, notes = text(
        "Jabatan : Sekretaris\nTugas Pokok dan Fungsi\n1. membina:\n2. Kepala Subbagian Umum\n"
        "3. Kepala Subbagian Aset\n4. melapor.\n\n" + "\t".join(HEADS) + "\n" + "\t".join(ROW)
    )

    (post,) = document["jabatan"]
    assert post["tugas"] == ["membina:", "Kepala Subbagian Umum", "Kepala Subbagian Aset", "melapor"]
    assert notes == []


def test_a_unit_stands_below_the_name(text: Lines) -> None:
    table = "\t".join(HEADS) + "\n" + "\t".join(ROW)
    document, notes = text(
        f"INDIKATOR KINERJA INDIVIDU KEPALA BIDANG ANGKUTAN DINAS PERHUBUNGAN KOTA SAMIRATA TAHUN 2026\n{table}\n"
        f"Jabatan : Pengelola Terminal\nSEKSI TERMINAL\nTugas : Mengelola.\n{table}\n"
    )

    assert [(post["nama"], post.get("unit")) for post in document["jabatan"]] == [
        ("KEPALA BIDANG ANGKUTAN", None),
        ("Pengelola Terminal", "SEKSI TERMINAL"),
    ]
    assert document["instansi"] == {"nama": "DINAS PERHUBUNGAN", "daerah": "KOTA SAMIRATA"}
    assert document["tahun"] == 2026
    assert notes == []


def test_bold_headings_name_jabatan_whatever_stands_between(word: Word, made: Any) -> None:
    for name in ("Kepala Seksi Terminal", "Penguji Kendaraan Ahli Muda"):
        _bold(word, name)
        word.add_paragraph("Melayani angkutan.")
        _table(word, [HEADS, ROW])

    document, notes = made()

    assert [post["nama"] for post in document["jabatan"]] == ["Kepala Seksi Terminal", "Penguji Kendaraan Ahli Muda"]
    assert notes == ["Melayani angkutan."] * 2


@pytest.mark.parametrize("rows", [[["Jabatan", "Sekretaris"], ["Tugas", "Menata"]], [["Jabatan", ": Sekretaris"]]])
def test_labels_stand_in_cells_with_a_colon_or_without(word: Word, made: Any, rows: list[list[str]]) -> None:
    _table(word, [*rows, ["Nama", ":", "Budi"]])
    _table(word, [HEADS, ROW])

    document, notes = made()

    assert document["jabatan"][0]["nama"] == "Sekretaris"
    assert document["jabatan"][0]["kinerja"] == KINERJA
    assert notes == ["Nama : Budi"]


def test_an_agreement_names_who_and_the_superior(word: Word, made: Any) -> None:
    _bold(word, "PERJANJIAN KINERJA TAHUN 2026")
    word.add_paragraph("Jabatan : Kepala Seksi Terminal")
    word.add_paragraph("selanjutnya disebut pihak pertama")
    word.add_paragraph("Jabatan : Kepala Bidang Angkutan")
    word.add_paragraph("Selaku atasan pihak pertama, selanjutnya disebut pihak kedua")
    _bold(word, "LAMPIRAN PERJANJIAN KINERJA TAHUN 2026", "KEPALA SEKSI TERMINAL")
    _table(word, [HEADS, ROW])
    _table(word, [["", "Samirata, 5 Januari 2026\nKepala Seksi Terminal\nBudi, S.T.\nNIP. 19800101 200503 1 002"]])

    document, notes = made()

    assert document["jabatan"] == [
        {"nama": "Kepala Seksi Terminal", "atasan": "Kepala Bidang Angkutan", "kinerja": KINERJA}
    ]
    assert document["tahun"] == 2026
    assert document["pengesahan"][0]["jabatan"] == "Kepala Seksi Terminal"
    assert notes == ["selanjutnya disebut pihak pertama"]


# -- cells ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("marks", [("1.", "2."), ("a.", "b."), ("1)", "2)")])
def test_a_dash_for_one_of_several_indicators_leaves_its_key_out(word: Word, made: Any, marks: tuple[str, str]) -> None:
    def several(one: str, other: str) -> str:
        return f"{marks[0]} {one}\n{marks[1]} {other}"

    word.add_paragraph("Jabatan : Kepala Seksi Terminal")
    heads = ["Sasaran", "Indikator", "Formulasi", "Target", "Sumber Data", "Penanggung Jawab"]
    row = ["Tertib", several("Nilai A", "Nilai B"), several("A / B", "-"), several("85 %", "2 unit")]
    _table(word, [heads, [*row, several("-", "Register"), "1. Seksi Terminal"]])

    document, notes = made()

    common = {"penanggung_jawab": "Seksi Terminal"}
    assert document["jabatan"][0]["kinerja"][0]["indikator"] == [
        {"nama": "Nilai A", "formulasi": f"{marks[0]} A / B", **common, "target": "85 %"},
        {"nama": "Nilai B", "sumber_data": "Register", **common, "target": "2 unit"},
    ]
    assert notes == []


@pytest.mark.parametrize("form", ["underlined", "side", "before"])
def test_what_multiplies_a_fraction_stands_behind_it(word: Word, made: Any, form: str) -> None:
    word.add_paragraph("Jabatan : Kepala Seksi Terminal")
    cell = _table(word, [["Sasaran", "Indikator", "Formulasi"], [*ROW[1:], ""]]).cell(1, 2)
    if form == "underlined":
        cell.paragraphs[0].add_run("bus laik").underline = True
        cell.paragraphs[0].add_run(" x 100%")
        cell.add_paragraph("bus")
    elif form == "side":
        inner = cell.add_table(2, 2)
        inner.cell(0, 0).text, inner.cell(1, 0).text, inner.cell(0, 1).text = "bus laik", "bus", "x 100%"
        inner.cell(0, 1).merge(inner.cell(1, 1))
    else:
        for line in ("bus laik", "x 100%", "-----------", "bus"):
            cell.add_paragraph(line)

    document, _ = made()

    assert document["jabatan"][0]["kinerja"][0]["indikator"][0]["formulasi"] == "bus laik / bus x 100%"


def test_latex_that_is_broken_over_lines_is_read_as_one(word: Word, made: Any) -> None:
    word.add_paragraph("Jabatan : Kepala Seksi Terminal")
    cell = _table(word, [["Sasaran", "Indikator", "Formulasi"], [*ROW[1:], ""]]).cell(1, 2)
    for line in ("$\\", "frac{\\text{bus laik}", "}", "{\\text{bus}} \\", "times 100$"):
        cell.add_paragraph(line)

    document, _ = made()

    formula = document["jabatan"][0]["kinerja"][0]["indikator"][0]["formulasi"]
    assert formula == "$\\frac{\\text{bus laik}}{\\text{bus}} \\times 100$"


def test_underlined_words_that_are_no_fraction_stay_words(word: Word, made: Any) -> None:
    word.add_paragraph("Jabatan : Kepala Seksi Terminal")
    table = _table(word, [HEADS, ["1", "Tertibnya terminal", ""]])
    table.cell(1, 2).paragraphs[0].add_run("Persentase bus laik").underline = True
    table.cell(0, 1).paragraphs[0].runs[0].underline = True

    document, _ = made()

    assert document["jabatan"][0]["kinerja"] == KINERJA


# -- what stands above tables --------------------------------------------------------------------------------------


def test_a_visi_above_the_first_jabatan_holds_for_every_jabatan(text: Lines) -> None:
    table = "\t".join(HEADS) + "\n" + "\t".join(ROW)
    document, notes = text(
        "INDIKATOR KINERJA INDIVIDU\nVisi : Kota tertib\nMisi\nMenata angkutan\n\nJabatan : Kepala Seksi Terminal\n"
        f"Tujuan : Tertib\n{table}\nJabatan : Kepala Seksi Parkir\n{table}\n"
    )

    shared = {"visi": "Kota tertib", "misi": "Menata angkutan"}
    assert [post["kinerja"] for post in document["jabatan"]] == [
        [{**shared, "tujuan": "Tertib", **KINERJA[0]}],
        [{**shared, **KINERJA[0]}],
    ]
    assert notes == []


def test_a_tujuan_merged_down_counts_for_each_sasaran(word: Word, made: Any) -> None:
    _bold(word, "INDIKATOR KINERJA UTAMA", "DINAS PERHUBUNGAN")
    rows = [["Tujuan", "Sasaran", "Indikator"], ["T", "", "I0"], ["", "S1", "I1"], ["", "S2", "I2"]]
    _table(word, rows, (1, 0, 3, 0))

    document, _ = made()

    assert document["iku"]["kinerja"] == [
        {"tujuan": "T", "indikator": [{"nama": "I0"}]},
        {"tujuan": "T", "sasaran": "S1", "indikator": [{"nama": "I1"}]},
        {"tujuan": "T", "sasaran": "S2", "indikator": [{"nama": "I2"}]},
    ]


def test_a_preface_sets_neither_the_year_nor_the_title(text: Lines) -> None:
    document, _ = text(
        "PEMERINTAH KOTA SAMIRATA\nDINAS PERHUBUNGAN\n\nKATA PENGANTAR\nIndikator Kinerja Individu ini disusun "
        "berdasarkan Renstra Tahun 2025-2029.\nSamirata, Desember 2024\n\nINDIKATOR KINERJA INDIVIDU\nTAHUN 2026\n"
        "Jabatan : Kepala Seksi Terminal\n" + "\t".join(HEADS) + "\n" + "\t".join(ROW)
    )

    assert document["judul"] == "INDIKATOR KINERJA INDIVIDU"
    assert document["tahun"] == 2026
    assert document["instansi"] == {"nama": "DINAS PERHUBUNGAN", "daerah": "KOTA SAMIRATA"}


def test_the_region_is_that_with_which_a_leader_signs(text: Lines) -> None:
    document, _ = text(
        "INDIKATOR KINERJA INDIVIDU TAHUN 2026\nJabatan : Kepala Dinas Perhubungan\n"
        + "\t".join(HEADS)
        + "\n"
        + "\t".join(ROW)
        + "\n\nSamirata, 5 Januari 2026\nKepala Dinas Perhubungan Kota Samirata,\nBudi\nNIP. 19700101 199503 1 001\n"
    )

    assert document["instansi"] == {"nama": "Dinas Perhubungan", "daerah": "Kota Samirata"}


# -- tables drawn in text, and workbooks ---------------------------------------------------------------------------

DRAWN = """\
Jabatan : Kepala Seksi Terminal
+----+------------------+----------------------+----------+
| No | Sasaran          | Indikator Kinerja    | Sumber   |
|    |                  |                      | Data     |
+----+------------------+----------------------+----------+
| 1  | Tertibnya        | Persentase bus laik  | Register |
|    | terminal         | jalan                |          |
|    |                  | Jumlah bus           | Buku     |
+----+------------------+----------------------+----------+
| 2  | Tertibnya parkir | Jumlah petak         | -        |
+----+------------------+----------------------+----------+
"""
ALIGNED = """\
Jabatan : Kepala Seksi Terminal

No  Sasaran           Indikator Kinerja    Sumber Data
1   Tertibnya         Persentase bus laik  Register
    terminal          jalan
                      Jumlah bus           Buku
2   Tertibnya parkir  Jumlah petak         -

                          Samirata, 5 Januari 2026
"""


@pytest.mark.parametrize("content", [DRAWN, DRAWN.replace("|", "│").replace("-" * 4, "─" * 4), ALIGNED])
def test_a_table_drawn_in_text_is_read_by_its_cells(text: Lines, content: str) -> None:
    document, _ = text(content)

    assert document["jabatan"][0]["kinerja"] == [
        {
            "sasaran": "Tertibnya terminal",
            "indikator": [
                {"nama": "Persentase bus laik jalan", "sumber_data": "Register"},
                {"nama": "Jumlah bus", "sumber_data": "Buku"},
            ],
        },
        {"sasaran": "Tertibnya parkir", "indikator": [{"nama": "Jumlah petak"}]},
    ]


def test_a_sheet_may_be_named_by_its_jabatan(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in ("Kepala Seksi Terminal", "Kasi Parkir"):
        sheet = book.create_sheet(name)
        for row in (["INDIKATOR KINERJA INDIVIDU"], ["DINAS PERHUBUNGAN"], [], HEADS, ROW):
            sheet.append(row)
    book.save(tmp_path / "a.xlsx")

    document, notes = _read(tmp_path / "a.xlsx")

    assert [(post["nama"], post["kinerja"]) for post in document["jabatan"]] == [
        ("Kepala Seksi Terminal", KINERJA),
        ("Kasi Parkir", KINERJA),
    ]
    assert notes == []
