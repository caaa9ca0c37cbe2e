"""Where a line or a row got lost between two tables: told, and nothing told where tables only go on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest

from iki_lint.readers import Loaded, read
from tests import layouts
from tests.conftest import FIXTURES
from tests.layouts import typed
from tests.test_cli import run
from tests.test_word import content

POST = "JABATAN : KEPALA SEKSI TERMINAL"
TITLE = "INDIKATOR KINERJA INDIVIDU"
TUGAS = ["TUGAS :", "a. menata terminal;"]
HEADS = ("No", "Sasaran", "Indikator")
FIRST, SECOND = ("1", "Tertibnya terminal", "Jumlah bus"), ("2", "Amannya terminal", "Jumlah pos")
SOURCES = sorted((FIXTURES / "dokumen").glob("*.iki.yaml"))


def _read(folder: Path, *parts: Any) -> Loaded:
    """A Word document of lines, and of tables where a part is a list of rows."""
    return read(typed(folder / "a.docx", *parts))


def _notes(folder: Path, *parts: Any) -> list[tuple[str, str]]:
    return [(note.kind, note.text) for note in _read(folder, *parts).notes]


@pytest.mark.parametrize(
    ("between", "told"),
    [
        ([TITLE], TITLE),
        (["TUGAS :", "a. menata parkir;"], "TUGAS :"),
        ([TITLE, "TUGAS :", "a. menata parkir;"], TITLE),
        ([], " ".join(FIRST)),
    ],
)
def test_a_table_without_a_line_that_says_whose_it_is_is_told(tmp_path: Path, between: list[str], told: str) -> None:
    notes = _notes(tmp_path, TITLE, POST, *TUGAS, [HEADS, FIRST], *between, [HEADS, FIRST])

    assert notes == [("seam", told)]


def test_a_table_below_the_one_of_the_instansi_is_told(tmp_path: Path) -> None:
    assert _notes(tmp_path, "INDIKATOR KINERJA UTAMA", [HEADS, FIRST], TITLE, [HEADS, FIRST]) == [("seam", TITLE)]


@pytest.mark.parametrize(
    "between",
    [
        [TITLE, POST.replace("TERMINAL", "PARKIR"), *TUGAS],
        ["TUJUAN : Tertibnya angkutan"],
        ["Tabel 2. Kinerja tambahan"],
        ["LAMPIRAN KEPUTUSAN KEPALA DINAS PERHUBUNGAN", POST.replace("TERMINAL", "PARKIR")],
    ],
)
def test_what_says_whose_a_table_is_or_what_parts_it_is_no_seam(tmp_path: Path, between: list[str]) -> None:
    assert _notes(tmp_path, TITLE, POST, *TUGAS, [HEADS, FIRST], *between, [HEADS, FIRST]) == []


@pytest.mark.parametrize("between", [[], [TITLE], [TITLE, "Halaman 2"]])
@pytest.mark.parametrize("row", [SECOND, ("", "", "dan jumlah pos")])
def test_a_table_broken_over_pages_is_no_seam(tmp_path: Path, between: list[str], row: tuple[str, ...]) -> None:
    notes = _notes(tmp_path, TITLE, POST, *TUGAS, [HEADS, FIRST], *between, [HEADS, row])

    assert [kind for kind, text in notes if text != "Halaman 2"] == []


def test_a_table_without_headings_is_told_where_it_is_another_jabatans(tmp_path: Path) -> None:
    notes = _notes(tmp_path, POST, *TUGAS, [HEADS, FIRST], POST.replace("TERMINAL", "PARKIR"), [FIRST, SECOND])

    assert notes == [("headless", " ".join(FIRST))]


@pytest.mark.parametrize("between", [[], ["Halaman 2"]])
def test_a_table_without_headings_that_goes_on_is_not(tmp_path: Path, between: list[str]) -> None:
    notes = _notes(tmp_path, POST, *TUGAS, [HEADS, FIRST], *between, [SECOND])

    assert [kind for kind, text in notes if text != "Halaman 2"] == []


def test_rows_between_the_rows_of_one_table_are_no_seam(tmp_path: Path) -> None:
    rows = [HEADS, (POST, "", ""), FIRST, (POST.replace("TERMINAL", "PARKIR"), "", ""), FIRST]

    assert _notes(tmp_path, rows) == []


def test_the_report_says_what_to_look_at(tmp_path: Path) -> None:
    _read(tmp_path, TITLE, POST, *TUGAS, [HEADS, FIRST], TITLE, [HEADS, FIRST])

    said = " ".join(run("check", "a.docx", cwd=tmp_path).stderr.split())
    english = " ".join(run("check", "a.docx", "--lang", "en", cwd=tmp_path).stderr.split())

    assert "mulai di sini tampaknya jabatan lain, tetapi baris “Jabatan : …” tidak ada" in said
    assert "another jabatan seems to begin here, but no line “Jabatan : …” says so" in english


def test_in_text_too_the_same_headings_again_begin_a_table(tmp_path: Path) -> None:
    table = "No\tSasaran\tIndikator\n1\tTertib\tJumlah bus\n"
    (tmp_path / "a.txt").write_text(f"{POST}\n\n{table}\n{table.replace('Indikator', 'Indikator Kinerja')}")

    assert [(note.kind, note.line) for note in read(tmp_path / "a.txt").notes] == [("seam", 7)]


@pytest.mark.parametrize("path", SOURCES[:6], ids=lambda path: path.name)
def test_a_lost_line_is_told_wherever_it_stood(path: Path, tmp_path: Path) -> None:
    layouts.write(content(path), tmp_path / "a.docx", layouts.LAYOUTS["typed"])
    word = docx.Document(str(tmp_path / "a.docx"))
    lost = [line for line in word.paragraphs if line.text.startswith("Jabatan : ")][3]
    lost._p.getparent().remove(lost._p)
    word.save(str(tmp_path / "b.docx"))

    assert read(tmp_path / "a.docx").notes == ()
    assert [note.kind for note in read(tmp_path / "b.docx").notes] == ["seam"]
