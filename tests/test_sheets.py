"""Excel workbooks: a sheet a jabatan, or one long table."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Border, Font, Side

from iki_lint.document.nodes import plain
from iki_lint.engine import lint
from iki_lint.packs import built_in
from iki_lint.readers import read
from tests import layouts
from tests.conftest import FIXTURES
from tests.test_cli import run
from tests.test_printed import f1
from tests.test_word import content

NAMES = ("lamongan-pmd", "disdik", "dukcapil")
CASES = [(name, layout, one) for name in NAMES for layout in ("merged", "automatic") for one in (False, True)]

UNITS = ((12.5, '0.0" Km"'), (45, '#,##0" Dokumen"'), (1500, '"Rp "#,##0'))


def expected(name: str, *, one: bool) -> dict[str, object]:
    """What a workbook holds of a document: its tables, and with a sheet a jabatan the tugas and fungsi too."""
    document = content(FIXTURES / "dokumen" / f"{name}.iki.yaml")
    kept = ("nama", "kinerja") if one else ("nama", "tugas", "fungsi", "kinerja")
    posts = [{key: post[key] for key in kept if key in post} for post in document["jabatan"]]
    if one:
        posts = [post for post in posts if "kinerja" in post]
    return {"skema": "iki/1", "jenis": "iki", "instansi": document["instansi"], "jabatan": posts}


@pytest.mark.parametrize(("name", "layout", "one"), CASES)
def test_a_workbook_reads_as_what_it_was(name: str, layout: str, one: bool, tmp_path: Path) -> None:
    wanted = expected(name, one=one)
    layouts.write_sheets(wanted, tmp_path / "a.xlsx", layouts.LAYOUTS[layout], one_sheet=one)

    loaded = read(tmp_path / "a.xlsx")

    assert f1(plain(loaded.places.root), wanted) >= 0.97
    assert loaded.notes == ()


def test_a_finding_in_a_workbook_stands_where_it_says(tmp_path: Path) -> None:
    wanted = expected("lamongan-pmd", one=False)
    layouts.write_sheets(wanted, tmp_path / "a.xlsx", layouts.LAYOUTS["merged"], one_sheet=False)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    seen = 0

    for finding in lint(read(tmp_path / "a.xlsx"), built_in()).findings:
        place = finding.place
        if place is None or not finding.excerpt or not place.sheet:
            continue
        said = [str(cell.value or "") for cell in book[place.sheet][place.row]]
        assert any(finding.excerpt in " ".join(text.split()) for text in said)
        seen += 1
    assert seen > 50
    done = run("check", "a.xlsx", "--select", "EJA002", cwd=tmp_path)
    place = "a.xlsx: lembar Lembar 2, baris 17, kolom SASARAN STRATEGIS: peringatan EJA002"
    assert place in " ".join(done.stdout.split())


def test_numbers_are_read_as_displayed_and_hidden_sheets_are_not(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Jabatan : Kepala Seksi Terminal"])
    sheet.append(["Sasaran", "Indikator", "Target"])
    for value, form in (
        (0.85, "0%"),
        (0.8575, "0.00%"),
        (1234567.5, "#,##0.00"),
        (12, "General"),
        (2.5, "General"),
        *UNITS,
    ):
        sheet.append(["Tertibnya terminal", f"Jumlah {form}", value])
        sheet.cell(sheet.max_row, 3).number_format = form
    hidden = book.create_sheet("lama")
    hidden.append(["Jabatan : Kepala Seksi Parkir"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")

    (post,) = plain(read(tmp_path / "a.xlsx").places.root)["jabatan"]

    targets = [row["indikator"][0]["target"] for row in post["kinerja"]]
    assert targets == ["85%", "85,75%", "1.234.567,50", "12", "2,5", "12,5 Km", "45 Dokumen", "Rp 1.500"]


@pytest.mark.parametrize(("result", "notes"), [("", ["C3"]), ("0.75", [])])
def test_a_formula_without_its_result_is_told(result: str, notes: list[str], tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["Jabatan : Kepala Seksi Terminal"],
        ["Sasaran", "Indikator", "Target"],
        ["Tertibnya terminal", "Persentase bus laik", "=3/4"],
    ):
        book.active.append(row)
    book.save(tmp_path / "kosong.xlsx")
    with zipfile.ZipFile(tmp_path / "kosong.xlsx") as given, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as made:
        for name in given.namelist():
            made.writestr(name, given.read(name).replace(b"</f><v></v>", f"</f><v>{result}</v>".encode()))

    document = read(tmp_path / "a.xlsx")

    assert [note.text for note in document.notes if note.kind == "formula"] == notes
    (post,) = plain(document.places.root)["jabatan"]
    assert post["kinerja"][0]["indikator"][0].get("target") == (result.replace(".", ",") or None)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04rusak", b"halo"])
def test_what_is_no_workbook_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)

    done = run("check", "a.xlsx", cwd=tmp_path)

    assert done.returncode == 2
    assert done.stderr.startswith("a.xlsx: berkas tidak dapat dibuka")


FORMULA = ("Jumlah bus laik", "bus seluruhnya x 100%")


def _fraction(folder: Path, *formula: str, indicator: str = "Persentase bus laik", form: str = "") -> list[Any]:
    """What is read of an indicator whose formula stands in rows of its own, with a line below it or below all."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Jabatan", "Sasaran", "Indikator", "Formulasi", "Target"])
    sheet.append(["Kepala Seksi Terminal", "Tertibnya terminal", indicator, formula[0], "80%"])
    for more in formula[1:]:
        sheet.append([None, None, None, more])
    line = Border(bottom=Side(style="thin"))
    for column in {"grid": range(1, 6), "line": [4]}.get(form, []):
        sheet.cell(2, column).border = line
    if form == "underline":
        sheet.cell(2, 4).font = Font(underline="single")
    sheet.append(["Sekretaris", "Tertibnya surat", "Jumlah surat", "Jumlah surat", "12"])
    book.save(folder / "a.xlsx")
    posts = plain(read(folder / "a.xlsx").places.root)["jabatan"]
    return [entry for post in posts for row in post["kinerja"] for entry in row["indikator"]]


@pytest.mark.parametrize(
    ("formula", "form"),
    [
        (FORMULA, "line"),
        (FORMULA, "underline"),
        ((FORMULA[0], "------------", FORMULA[1]), ""),
        ((f"{FORMULA[0]} ______", FORMULA[1]), ""),
        ((FORMULA[0], "bus seluruhnya", "x 100%"), "line"),
        ((f"{FORMULA[0]}\n__________", "bus seluruhnya", "x 100%"), "grid"),
    ],
)
def test_a_fraction_over_rows_that_are_not_merged_is_one(tmp_path: Path, formula: tuple[str, ...], form: str) -> None:
    assert _fraction(tmp_path, *formula, form=form) == [
        {"nama": "Persentase bus laik", "formulasi": "Jumlah bus laik / bus seluruhnya x 100%", "target": "80%"},
        {"nama": "Jumlah surat", "formulasi": "Jumlah surat", "target": "12"},
    ]


def test_two_counts_one_below_the_other_are_a_share(tmp_path: Path) -> None:
    entry, _ = _fraction(tmp_path, "Jumlah bus laik", "Jumlah bus x 100%", form="grid")

    assert entry["formulasi"] == "Jumlah bus laik / Jumlah bus x 100%"


@pytest.mark.parametrize(
    ("indicator", "formula"),
    [
        ("Jumlah bus", ("Jumlah bus laik", "Jumlah bus rusak")),
        ("Persentase bus laik", ("Jumlah bus laik dibagi", "Jumlah bus")),
        ("Persentase bus laik", ("Jumlah bus laik pada terminal", "tipe A dibagi jumlah bus")),
    ],
)
def test_a_text_over_two_rows_is_no_fraction(tmp_path: Path, indicator: str, formula: tuple[str, str]) -> None:
    entry, _ = _fraction(tmp_path, *formula, indicator=indicator, form="grid")

    assert entry["formulasi"] == " ".join(formula)
