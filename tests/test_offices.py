"""More layouts of offices: workbooks, tables and texts as they are typed, pasted and exported."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from iki_lint.document.nodes import plain
from iki_lint.readers import read

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
    word = docx.Document()
    for part in parts:
        if isinstance(part, str):
            word.add_paragraph(part)
            continue
        table = word.add_table(len(part), len(part[0]))
        for row, texts in zip(table.rows, part, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        word.add_paragraph()
    word.save(str(folder / "a.docx"))
    return _read(folder / "a.docx")


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
