"""Tables in a PDF as offices set them: rules between the columns only, rows that a page ends within."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from docx.shared import Cm, Pt
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from iki_lint.readers import read
from tests import layouts
from tests.test_pdf import converted, lost, reading, source
from tests.test_printed import f1
from tests.test_word import content, made

TITLED = layouts.FULL | {"nama": "INDIKATOR KINERJA INDIVIDU"}  # a heading with the words of the document's title
LAYOUTS = {
    "long": layouts.Layout(layouts.FULL, rules="grid"),
    "columns": layouts.Layout(layouts.FULL, rules="columns", wide=True),
    "groups": layouts.Layout(layouts.FULL, rules="groups", wide=True),
    "open": layouts.Layout(layouts.FULL, rules="open"),
    "numbered": layouts.Layout(layouts.FULL, numbered=True, wide=True),
    "titled": layouts.Layout(TITLED, wide=True),
    "middled": layouts.Layout(TITLED, middled=True, wide=True),
    "middled-columns": layouts.Layout(layouts.FULL, middled=True, rules="columns", merge=True, wide=True),
    "long-merged": layouts.Layout(layouts.FULL, merge=True, rules="grid"),
}


def document(layout: str) -> Any:
    """A document; where rows are to be long, what is said of its formulas goes on for half a page."""
    found = content(source("dokumen/kelurahan"))
    if layout.startswith("long"):
        for row in (row for post in found["jabatan"] for row in post["kinerja"]):
            for each in row["indikator"]:
                each["formulasi"] += " menurut catatan petugas yang diperiksa kembali oleh atasannya setiap bulan" * 12
    return found


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a document in every layout, as PDF."""
    folder = tmp_path_factory.mktemp("tables")
    for name, layout in LAYOUTS.items():
        layouts.write(document(name), folder / f"{name}.docx", layout)
    converted(sorted(folder.glob("*.docx")), folder, "pdf")
    return folder


def _signed_right(path: Path) -> None:
    """Move the signature blocks of a Word file to the right half of the page."""
    word = docx.Document(str(path))
    inside = False
    for paragraph in word.paragraphs:
        inside = inside or paragraph.text.startswith("Ditetapkan di")
        if inside:
            paragraph.paragraph_format.left_indent = Cm(8)
            paragraph.paragraph_format.space_after = Pt(30 if paragraph.text.endswith(",") else 0)
        inside = inside and not paragraph.text.startswith("NIP.")
    word.save(str(path))


def test_a_signature_block_on_the_right_half_keeps_its_lines(tmp_path: Path) -> None:
    expected = content(source("bersih/dlh"))
    layouts.write(expected, tmp_path / "a.docx", layouts.PRINTED["ruled"])
    _signed_right(tmp_path / "a.docx")
    converted([tmp_path / "a.docx"], tmp_path, "pdf")

    decree = made(read(tmp_path / "a.pdf"))["keputusan"]

    assert {key: decree[key] for key in ("ditetapkan", "penandatangan")} == {
        key: expected["keputusan"][key] for key in ("ditetapkan", "penandatangan")
    }


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_table_is_read_whatever_its_rules(printed: Path, layout: str) -> None:
    assert f1(made(reading(printed / f"{layout}.pdf")), document(layout)) >= 0.98


EDGES = (50, 80, 200, 320, 470, 550)
HEADINGS = ("NO", "SASARAN", "INDIKATOR KINERJA", "FORMULASI", "TARGET")


def _page(writer: pypdf.PdfWriter, label: str, rows: list[tuple[str, ...]]) -> None:
    """A page with a label and a table under headings, whose last row has no rule below it."""
    heights = [780 - 20 * i for i in range(len(rows) + 2)]
    drawn = [f"{EDGES[0]} {y} m {EDGES[-1]} {y} l S" for y in heights[:-1]]
    drawn += [f"{x} {heights[0]} m {x} {heights[-1]} l S" for x in EDGES]
    _draw(writer, [(EDGES[0], 800, label), *_set((HEADINGS, *rows), 780)], drawn)


def _set(rows: Sequence[tuple[str, ...]], top: float) -> list[tuple[float, float, str]]:
    """Where the texts of rows stand, from a height down."""
    heights = (top - 20 * i for i in range(len(rows)))
    return [
        (x, y, text) for y, row in zip(heights, rows, strict=True) for x, text in zip(EDGES, row, strict=False) if text
    ]


def _draw(writer: pypdf.PdfWriter, said: Sequence[tuple[float, float, str]], drawn: Sequence[str] = ()) -> None:
    """A page with texts at places, and what else draws it."""
    page = writer.add_blank_page(595, 842)
    drawn = [*drawn, *(f"BT /F 9 Tf {x + 4} {y - 13} Td ({text}) Tj ET" for x, y, text in said)]
    stream = DecodedStreamObject()
    stream.set_data("\n".join(drawn).encode())
    names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(key): NameObject(value) for key, value in names.items()})
    fonts = DictionaryObject({NameObject("/F"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(stream)


def test_a_row_that_goes_on_over_a_page_without_a_rule_at_its_end_is_one(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter()
    first = ("1", "Meningkatnya layanan", "Persentase layanan", "Jumlah layanan", "90 %")
    other = ("2", "Meningkatnya mutu", "Persentase mutu", "Jumlah mutu yang diperiksa dan", "80 %")
    _page(writer, "Jabatan : Kepala Seksi Pelayanan", [first, other])
    _page(writer, "", [("", "", "", "tepat / jumlah mutu", "")])
    writer.write(tmp_path / "a.pdf")

    row = made(read(tmp_path / "a.pdf"))["jabatan"][0]["kinerja"][1]

    assert row["sasaran"] == "Meningkatnya mutu"
    assert row["indikator"] == [
        {
            "nama": "Persentase mutu",
            "formulasi": "Jumlah mutu yang diperiksa dan tepat / jumlah mutu",
            "target": "80 %",
        }
    ]


POST = (EDGES[0], 800, "Jabatan : Kepala Seksi Pelayanan")
ROWS = [
    ("1", "Meningkatnya layanan", "Persentase layanan", "Jumlah layanan", "90 %"),
    ("2", "Meningkatnya mutu", "Persentase mutu", "Jumlah mutu", "80 %"),
]


def test_headings_at_the_end_of_a_page_are_those_of_the_rows_on_the_next(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter()
    _draw(writer, [POST, *_set([HEADINGS], 700)])
    _draw(writer, _set(ROWS, 800))
    writer.write(tmp_path / "a.pdf")

    (post,) = made(read(tmp_path / "a.pdf"))["jabatan"]

    assert [row["sasaran"] for row in post["kinerja"]] == ["Meningkatnya layanan", "Meningkatnya mutu"]
    assert [row["indikator"][0]["target"] for row in post["kinerja"]] == ["90 %", "80 %"]


def test_what_stands_in_columns_without_headings_is_no_item_of_a_list(tmp_path: Path) -> None:
    other = [("merah", "putih", "biru", "hijau", "kuning"), *(("satu", "dua", "tiga", "empat", "lima") for _ in "ab")]
    writer = pypdf.PdfWriter()
    _draw(writer, [POST, *_set([HEADINGS, *ROWS], 780), (EDGES[0], 500, "Tugas :"), (EDGES[0], 480, "a. menata")])
    _draw(writer, [(EDGES[0], 800, "Fungsi :"), (EDGES[0], 780, "a. penataan"), *_set([row[:4] for row in other], 760)])
    writer.write(tmp_path / "a.pdf")

    loaded = read(tmp_path / "a.pdf")

    (post,) = made(loaded)["jabatan"]
    assert (post["tugas"], post["fungsi"]) == (["menata"], ["penataan"])
    (note,) = loaded.notes
    assert (note.kind, set(note.text.split())) == ("table", {word for row in other for word in row[:4]})


def test_text_that_is_turned_is_told(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter()
    _draw(writer, [POST, *_set([HEADINGS, *ROWS], 780)], ["BT /F 9 Tf 0 1 -1 0 570 300 Tm (Salinan resmi) Tj ET"])
    writer.write(tmp_path / "a.pdf")

    (note,) = read(tmp_path / "a.pdf").notes

    assert note.kind == "turned"
    assert note.place is not None
    assert note.place.page == 1


@pytest.mark.parametrize("angle", [90, -90])
def test_a_page_that_lies_on_its_side_is_read(tmp_path: Path, angle: int) -> None:
    writer = pypdf.PdfWriter()
    _draw(writer, [POST, *_set([HEADINGS, *ROWS], 780)])
    (page,) = writer.pages
    moved = (842, 0) if angle > 0 else (0, 595)
    page.add_transformation(pypdf.Transformation().rotate(angle).translate(*moved))
    page.mediabox = pypdf.generic.RectangleObject((0, 0, 842, 595))
    writer.write(tmp_path / "a.pdf")

    loaded = read(tmp_path / "a.pdf")

    (post,) = made(loaded)["jabatan"]
    assert [row["indikator"][0]["target"] for row in post["kinerja"]] == ["90 %", "80 %"]
    assert loaded.notes == ()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_word_stands_in_the_document_or_in_a_note_as_often_as_printed(printed: Path, layout: str) -> None:
    assert lost(document(layout), reading(printed / f"{layout}.pdf")) == set()
