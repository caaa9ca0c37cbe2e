"""A document reads the same, whatever it was written as."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from iki_lint.convert import to_yaml
from iki_lint.readers import read
from tests import layouts
from tests.generated import FEW, Content, Made, content, documents, loaded, written

SIGNATORY = {
    "jabatan": "Kepala Dinas",
    "nama": "Sri Wahyuni, S.Sos., M.Si.",
    "pangkat": "Pembina Utama Muda",
    "nip": "19780514 199711 2 001",
}
ON_PAPER = ("instansi", "tahun", "keputusan", "jabatan")
"""What a decree prints; `skema` and `jenis` are the form's, and `judul` is printed with the year in it."""
IN_A_WORKBOOK = ("instansi", "jabatan")
"""What a workbook of tables holds: there is no decree in one, and with it no year."""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("berkas")


def _signed(document: Content) -> Content:
    """As it prints: formulas in a line, and someone to sign, without whom place and date close no decree."""
    printed: Content = layouts.printed(document)
    printed["keputusan"]["penandatangan"] = SIGNATORY
    return printed


def _only(document: Any, keys: tuple[str, ...]) -> Content:
    return {key: document[key] for key in keys}


@FEW
@given(made=documents(), width=st.integers(20, 200), flow=st.booleans(), indent=st.integers(2, 8))
def test_yaml_of_any_width_and_json_say_the_same(made: Made, width: int, flow: bool, indent: int) -> None:
    style = None if flow else False
    document = made.content
    dumped = yaml.safe_dump(document, allow_unicode=indent > 4, width=width, default_flow_style=style, indent=indent)
    written_as_json = json.dumps(document, ensure_ascii=indent > 4, indent=indent)

    assert content(loaded(dumped)) == document
    assert content(loaded(written_as_json)) == document  # JSON is YAML too


@FEW
@given(made=documents())
def test_a_json_file_says_what_a_yaml_file_says(folder: Path, made: Made) -> None:
    path = folder / "a.iki.json"
    path.write_text(json.dumps(made.content), encoding="utf-8")

    assert read(path).document == loaded(written(made.content)).document


@FEW
@given(made=documents(most=4), layout=st.sampled_from(list(layouts.LAYOUTS)))
def test_a_word_document_reads_as_what_was_laid_out(folder: Path, made: Made, layout: str) -> None:
    path, signed = folder / "a.docx", _signed(made.content)
    layouts.write(signed, path, layouts.LAYOUTS[layout])
    back = read(path)

    assert (_only(content(back), ON_PAPER), back.notes) == (_only(signed, ON_PAPER), ())
    assert content(loaded(to_yaml(back, "id"))) == content(back)


@FEW
@given(made=documents(most=4), layout=st.sampled_from(["merged", "automatic"]))
def test_a_workbook_with_a_sheet_a_jabatan_reads_as_what_was_laid_out(folder: Path, made: Made, layout: str) -> None:
    path, printed = folder / "a.xlsx", _only(layouts.printed(made.content), IN_A_WORKBOOK)
    for post in printed["jabatan"]:  # the writer of these tests prints no unit
        post.pop("unit", None)
    layouts.write_sheets(printed, path, layouts.LAYOUTS[layout], one_sheet=False)
    back = read(path)

    assert (_only(content(back), IN_A_WORKBOOK), back.notes) == (printed, ())


@FEW
@given(made=documents(most=4), layout=st.sampled_from(["merged", "automatic"]))
def test_a_workbook_with_one_long_table_reads_as_what_was_laid_out(folder: Path, made: Made, layout: str) -> None:
    path, printed = folder / "a.xlsx", _only(layouts.printed(made.content), IN_A_WORKBOOK)
    printed["jabatan"] = [_only(post, ("nama", "kinerja")) for post in printed["jabatan"]]
    layouts.write_sheets(printed, path, layouts.LAYOUTS[layout], one_sheet=True)
    back = read(path)

    assert (_only(content(back), IN_A_WORKBOOK), back.notes) == (printed, ())
