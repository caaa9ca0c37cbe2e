"""Excel workbooks: a sheet a jabatan, or one long table."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

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


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04rusak", b"halo"])
def test_what_is_no_workbook_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)

    done = run("check", "a.xlsx", cwd=tmp_path)

    assert done.returncode == 2
    assert done.stderr.startswith("a.xlsx: berkas tidak dapat dibuka")
