"""Tables in a PDF as offices set them: rules between the columns only, rows that a page ends within."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Cm

from iki_lint.readers import read
from tests import layouts
from tests.test_pdf import converted, source
from tests.test_printed import f1
from tests.test_word import content, made

LAYOUTS = {
    "long": layouts.Layout(layouts.FULL, rules="grid"),
    "columns": layouts.Layout(layouts.FULL, rules="columns", wide=True),
    "groups": layouts.Layout(layouts.FULL, rules="groups", wide=True),
    "open": layouts.Layout(layouts.FULL, rules="open"),
    "numbered": layouts.Layout(layouts.FULL, numbered=True, wide=True),
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
        paragraph.paragraph_format.left_indent = Cm(8) if inside else None
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
    assert f1(made(read(printed / f"{layout}.pdf")), document(layout)) >= 0.98
