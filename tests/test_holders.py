"""Jabatan of one name in one long table: where a careful reader sees two, and where one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from iki_lint.document.nodes import plain
from iki_lint.readers import read

HEADS = ["No", "Jabatan", "Sasaran", "Indikator"]
ABOVE = ["1", "Sekretaris", "Tertibnya surat", "Jumlah surat"]
BELOW = ["Bendahara", "Tertibnya kas", "Jumlah kas"]
ONE, TWO = ["Pelaksana", "Tertibnya arsip", "Jumlah arsip"], ["Pelaksana", "Tertibnya aset", "Jumlah aset"]


def _posts(path: Path, rows: list[list[Any]], merged: tuple[str, ...] = ()) -> list[tuple[str, list[str]]]:
    """The jabatan of a sheet, each with its sasaran."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([value or None for value in row])
    for area in merged:
        book.active.merge_cells(area)
    book.save(path / "a.xlsx")
    document = plain(read(path / "a.xlsx").places.root)
    return [(post["nama"], [row["sasaran"] for row in post["kinerja"]]) for post in document["jabatan"]]


@pytest.mark.parametrize("head", ["Unit Kerja", "Atasan", "NIP", "Nama Pegawai", "Nama"])
def test_another_unit_or_person_is_another_jabatan(tmp_path: Path, head: str) -> None:
    rows = [["Jabatan", head, "Sasaran", "Indikator"]]
    rows += [
        [name, told, *rest] for told, (name, *rest) in zip(["Alfa", "Beta", "Beta"], [ONE, TWO, BELOW], strict=True)
    ]

    assert [name for name, _ in _posts(tmp_path, rows)] == ["Pelaksana", "Pelaksana", "Bendahara"]


def test_the_same_unit_again_is_no_other_jabatan(tmp_path: Path) -> None:
    rows = [["Jabatan", "Unit Kerja", "Sasaran", "Indikator"]]
    rows += [[name, "Seksi Umum", *rest] for name, *rest in (ONE, TWO, BELOW)]

    assert _posts(tmp_path, rows) == [("Pelaksana", [ONE[1], TWO[1]]), ("Bendahara", [BELOW[1]])]


def test_numbers_that_begin_again_begin_another_jabatan(tmp_path: Path) -> None:
    again = [["1", *ONE], ["2", *TWO], ["1", *ONE], ["1", *BELOW]]

    posts = _posts(tmp_path, [HEADS, ABOVE, *again])

    assert posts[1:3] == [("Pelaksana", [ONE[1], TWO[1]]), ("Pelaksana", [ONE[1]])]


@pytest.mark.parametrize("number", ["", "1"])
def test_numbers_that_count_jabatan_begin_another(tmp_path: Path, number: str) -> None:
    more = [number, "Sekretaris", "Tertibnya rapat", "Jumlah rapat"]

    posts = _posts(tmp_path, [HEADS, ABOVE, more, ["2", *ONE], ["3", *TWO], ["4", *BELOW]])

    assert [name for name, _ in posts] == ["Sekretaris", "Pelaksana", "Pelaksana", "Bendahara"]


def test_a_matrix_of_one_row_a_jabatan_counts_them(tmp_path: Path) -> None:
    others = [[str(i), name, *BELOW[1:]] for i, name in ((4, "Bendahara"), (5, "Arsiparis"))]

    posts = _posts(tmp_path, [HEADS, ABOVE, ["2", *ONE], ["3", *TWO], *others])

    assert [name for name, _ in posts] == ["Sekretaris", "Pelaksana", "Pelaksana", "Bendahara", "Arsiparis"]


@pytest.mark.parametrize("numbers", [("2", "3", "4"), ("1", "2", "1"), ("", "", "")])
def test_numbers_that_count_sasaran_begin_no_jabatan(tmp_path: Path, numbers: tuple[str, ...]) -> None:
    rows = [[number, *row] for number, row in zip(numbers, (ONE, TWO, BELOW), strict=True)]

    posts = _posts(tmp_path, [HEADS, ABOVE, *rows])

    assert posts[1:] == [("Pelaksana", [ONE[1], TWO[1]]), ("Bendahara", [BELOW[1]])]


@pytest.mark.parametrize("merged", [("B3:B4", "B5:B6"), ()])
def test_a_name_written_once_for_all_its_rows_begins_another_where_it_is_written_again(
    tmp_path: Path, merged: tuple[str, ...]
) -> None:
    rows = [["", *ONE], ["", "", *TWO[1:]], ["", *ONE], ["", "", *TWO[1:]]]

    posts = _posts(tmp_path, [HEADS, ABOVE, *rows], merged)

    assert posts[1:] == [("Pelaksana", [ONE[1], TWO[1]])] * 2


def test_a_name_written_again_for_each_sasaran_begins_no_other(tmp_path: Path) -> None:
    rows = [["", *ONE], ["", "", "", "Jumlah berkas"], ["", *TWO], ["", "", "", "Jumlah barang"]]

    posts = _posts(tmp_path, [HEADS, ABOVE, *rows], ("B3:B4", "B5:B6"))

    assert posts[1:] == [("Pelaksana", [ONE[1], TWO[1]])]


def test_a_new_list_of_tugas_begins_another_jabatan(tmp_path: Path) -> None:
    rows = [["Jabatan", "Tugas", "Sasaran", "Indikator"]]
    rows += [
        [ONE[0], f"a. {tugas};\nb. melapor.", *ONE[1:]] for tugas in ("menata arsip", "menata arsip", "menata aset")
    ]

    assert _posts(tmp_path, rows) == [("Pelaksana", [ONE[1]] * 2), ("Pelaksana", [ONE[1]])]


def test_a_unit_between_the_rows_begins_another_jabatan(tmp_path: Path) -> None:
    rows = [["A", "BIDANG SATU"], ["1", *ONE], ["B", "BIDANG DUA"], ["1", *TWO]]

    posts = _posts(tmp_path, [HEADS, *rows])

    assert posts == [("Pelaksana", [ONE[1]]), ("Pelaksana", [TWO[1]])]
