"""Word documents: laid out in several ways, and what people do to them."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from iki_lint.document.nodes import plain
from iki_lint.engine import lint
from iki_lint.errors import InputError
from iki_lint.packs import built_in
from iki_lint.readers import Loaded, read
from tests import layouts
from tests.conftest import FIXTURES
from tests.test_cli import run
from tests.test_printed import f1

SOURCES = [FIXTURES / "dokumen" / f"{name}.iki.yaml" for name in ("dinkes-bersih", "longkali", "lamongan-pmd", "rsud")]
SOURCES += sorted((FIXTURES / "bersih").glob("*.iki.yaml"))
CASES = [(path, name) for path in SOURCES for name in layouts.LAYOUTS]


def content(path: Path) -> Any:
    return layouts.printed(yaml.safe_load(path.read_text(encoding="utf-8")))


def made(loaded: Loaded) -> Any:
    return plain(loaded.places.root)


@pytest.mark.parametrize(("path", "layout"), CASES, ids=[f"{p.name.split('.')[0]}-{n}" for p, n in CASES])
def test_a_document_laid_out_in_word_reads_as_what_it_was(path: Path, layout: str, tmp_path: Path) -> None:
    layouts.write(content(path), tmp_path / "a.docx", layouts.LAYOUTS[layout])

    loaded = read(tmp_path / "a.docx")

    assert f1(made(loaded), content(path)) >= 0.97
    assert loaded.notes == ()


@pytest.mark.parametrize("layout", layouts.LAYOUTS)
def test_a_word_file_has_the_findings_of_its_content(layout: str, tmp_path: Path) -> None:
    source = FIXTURES / "dokumen" / "lamongan-pmd.iki.yaml"
    layouts.write(content(source), tmp_path / "a.docx", layouts.LAYOUTS[layout])

    found = {(f.rule, f.pointer) for f in lint(read(tmp_path / "a.docx"), built_in()).findings}

    assert found == {(f.rule, f.pointer) for f in lint(read(source), built_in()).findings}


def test_a_finding_in_a_word_file_stands_where_it_says(tmp_path: Path) -> None:
    layouts.write(content(FIXTURES / "dokumen" / "longkali.iki.yaml"), tmp_path / "a.docx", layouts.LAYOUTS["typed"])
    word = docx.Document(str(tmp_path / "a.docx"))
    in_tables = 0

    for finding in lint(read(tmp_path / "a.docx"), built_in()).findings:
        if not finding.excerpt:
            continue
        place = finding.place
        assert place is not None
        assert finding.span is None
        if place.table:
            table = word.tables[place.table - 1]
            column = [cell.text for cell in table.rows[0].cells].index(place.column or "")
            said = table.rows[(place.row or 0) - 1].cells[column].text
            in_tables += 1
        else:
            said = word.paragraphs[(place.paragraph or 0) - 1].text
        assert finding.excerpt in " ".join(said.split())
    assert in_tables > 50


def test_the_report_says_the_place_as_a_person_would(tmp_path: Path) -> None:
    layouts.write(content(FIXTURES / "dokumen" / "longkali.iki.yaml"), tmp_path / "a.docx", layouts.LAYOUTS["typed"])

    done = run("check", "a.docx", "--select", "EJA002", cwd=tmp_path)

    assert "a.docx: tabel 1, baris 5, kolom SUMBER DATA: peringatan EJA002" in " ".join(done.stdout.split())
    assert "\n  | Dokumen kepegawaain\n  |         ^^^^^^^^^^^\n" in done.stdout


def _table(word: Any, *rows: tuple[str, ...]) -> Any:
    table = word.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return table


@pytest.fixture
def word() -> Any:
    """A Word document with one jabatan."""
    document = docx.Document()
    document.add_paragraph("JABATAN : KEPALA SEKSI TERMINAL")
    return document


def _read(word: Any, folder: Path) -> Any:
    word.save(str(folder / "a.docx"))
    return made(read(folder / "a.docx"))["jabatan"][0]


def test_changes_are_accepted_and_comments_ignored(word: Any, tmp_path: Path) -> None:
    paragraph = word.add_paragraph("TUGAS : menata ")
    author = 'w:id="1" w:author="a" w:date="2025-01-01T00:00:00Z"'
    inserted = f"<w:ins {nsdecls('w')} {author}><w:r><w:t>terminal</w:t></w:r></w:ins>"
    deleted = f"<w:del {nsdecls('w')} {author}><w:r><w:delText>pasar</w:delText><w:t>pasar</w:t></w:r></w:del>"
    for change in (inserted, deleted):
        paragraph._p.append(parse_xml(change))
    word.add_comment(paragraph.runs[0], text="mohon diperiksa", author="a", initials="a")

    assert _read(word, tmp_path)["tugas"] == ["menata terminal"]


def test_a_text_box_is_read_once(word: Any, tmp_path: Path) -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:txbxContent><w:p><w:r><w:t>TUGAS : menata terminal</w:t></w:r></w:p></w:txbxContent>"
    xml = (
        f"<w:r {nsdecls('w')} {mc}><mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    word.add_paragraph()._p.append(parse_xml(xml))

    assert _read(word, tmp_path)["tugas"] == ["menata terminal"]


@pytest.mark.parametrize("form", ["underline", "dashes", "nested"])
def test_a_fraction_in_two_lines_becomes_one(word: Any, tmp_path: Path, form: str) -> None:
    table = _table(word, ("Sasaran", "Indikator", "Formulasi"), ("Tertatanya terminal", "Persentase terminal", ""))
    cell = table.rows[1].cells[2]
    if form == "nested":
        inner = cell.add_table(rows=2, cols=1)
        inner.rows[0].cells[0].text, inner.rows[1].cells[0].text = "Jumlah terminal tertata", "jumlah terminal"
        cell.add_paragraph("x 100%")
    else:
        cell.paragraphs[0].add_run("Jumlah terminal tertata").underline = form == "underline"
        if form == "dashes":
            cell.add_paragraph("----------------- x 100%")
        cell.add_paragraph("jumlah terminal")
        if form == "underline":
            cell.add_paragraph("x 100%")

    entry = _read(word, tmp_path)["kinerja"][0]["indikator"][0]

    assert entry["formulasi"] == "Jumlah terminal tertata / jumlah terminal x 100%"


def test_brackets_of_an_equation_are_read(word: Any, tmp_path: Path) -> None:
    table = _table(word, ("Sasaran", "Indikator", "Formulasi"), ("Tertatanya terminal", "Pertumbuhan penumpang", ""))
    run = "<m:r><m:t>{}</m:t></m:r>"
    sides = [f"<m:d><m:e>{run.format('penumpang ini - penumpang lalu')}</m:e></m:d>", run.format("penumpang lalu")]
    xml = f"<m:oMath {layouts.M}><m:f><m:num>{sides[0]}</m:num><m:den>{sides[1]}</m:den></m:f></m:oMath>"
    table.rows[1].cells[2].paragraphs[0]._p.append(parse_xml(xml))

    entry = _read(word, tmp_path)["kinerja"][0]["indikator"][0]

    assert entry["formulasi"] == "(penumpang ini - penumpang lalu) / penumpang lalu"


def test_roots_and_sums_of_an_equation_are_read(word: Any, tmp_path: Path) -> None:
    table = _table(word, ("Sasaran", "Indikator", "Formulasi"), ("Tertatanya terminal", "Rata-rata bus laik", ""))
    run = "<m:r><m:t>{}</m:t></m:r>".format
    root = f"<m:rad><m:deg>{run('3')}</m:deg><m:e>{run('bus')}</m:e></m:rad>"
    total = (
        f"<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>{run('i=1')}</m:sub><m:e>{run('bus')}</m:e></m:nary>"
    )
    xml = f"<m:oMath {layouts.M}>{root}{run(' + ')}{total}</m:oMath>"
    table.rows[1].cells[2].paragraphs[0]._p.append(parse_xml(xml))

    entry = _read(word, tmp_path)["kinerja"][0]["indikator"][0]

    assert entry["formulasi"] == "3√(bus) + ∑i=1 bus"


@pytest.mark.parametrize("simple", [False, True])
@pytest.mark.parametrize(
    ("instruction", "said"),
    [
        ((r" EQ \f(bus laik;bus) ",), "bus laik / bus x 100%"),
        ((" eq", r"\f(bus", r" laik,bus)", r" \* MERGEFORMAT "), "bus laik / bus x 100%"),
        ((r"EQ \f(bus laik, layak (A) dan aman;bus 12,5 m)",), "bus laik, layak (A) dan aman / bus 12,5 m x 100%"),
        ((r"EQ \b\bc\((\f(bus laik;bus)) ",), "(bus laik / bus) x 100%"),
        ((r"EQ \f(\s\up8(bus laik);\s\do8(bus \(semua\)))",), "bus laik / bus (semua) x 100%"),
        ((r"EQ \o(\s\up 9(bus laik),\s\do-4(bus))",), "bus laik / bus x 100%"),
        ((r"EQ \r(bus laik)",), "√(bus laik) x 100%"),
        ((r"EQ \f(\r(3;bus laik);bus)",), "3√(bus laik) / bus x 100%"),
        ((r"EQ \o(bus;laik) m\s\up4(2)",), "bus laik m2 x 100%"),
        ((r"EQ \i\su(i;n;bus (laik))",), "Σ i n bus (laik) x 100%"),
        ((r"EQ \x\to\bo(bus), \l(bus;truk)",), "bus, bus;truk x 100%"),
        ((" MERGEFIELD rumus ",), "rasio x 100%"),
    ],
)
def test_an_equation_field_is_read_from_its_instruction(
    word: Any, tmp_path: Path, instruction: tuple[str, ...], said: str, *, simple: bool
) -> None:
    table = _table(word, ("Sasaran", "Indikator", "Formulasi"), ("Tertatanya terminal", "Persentase bus laik", ""))
    paragraph = table.rows[1].cells[2].paragraphs[0]
    layouts.field(paragraph, *instruction, result="rasio", simple=simple)
    paragraph.add_run(" x 100%")

    entry = _read(word, tmp_path)["kinerja"][0]["indikator"][0]

    assert entry["formulasi"] == said


def test_a_field_over_several_paragraphs_shows_its_result(word: Any, tmp_path: Path) -> None:
    table = _table(word, ("Sasaran", "Indikator"), ("Tertatanya terminal", "Persentase "))
    cell = table.rows[1].cells[1]
    begin, end = cell.paragraphs[0], cell.add_paragraph("laik")
    layouts.field(begin, " REF lama ")
    end._p.append(begin._p[-1])
    begin.add_run("bus")

    entry = _read(word, tmp_path)["kinerja"][0]["indikator"][0]

    assert entry == {"nama": "Persentase bus laik"}


def test_brackets_round_a_fraction_stand_close_to_it(word: Any, tmp_path: Path) -> None:
    table = _table(word, ("Sasaran", "Indikator", "Formulasi"), ("Tertatanya terminal", "Persentase bus laik", ""))
    run = "<m:r><m:t>{}</m:t></m:r>".format
    fraction = f"<m:f><m:num>{run('bus laik')}</m:num><m:den>{run('bus')}</m:den></m:f>"
    for inside in (f"<m:d><m:e>{fraction}</m:e></m:d>", f"{run(' x (')}{fraction}{run(')')}"):
        table.rows[1].cells[2].paragraphs[0]._p.append(parse_xml(f"<m:oMath {layouts.M}>{inside}</m:oMath>"))

    entry = _read(word, tmp_path)["kinerja"][0]["indikator"][0]

    assert entry["formulasi"] == "(bus laik / bus) x (bus laik / bus)"


def test_numbered_indicators_of_one_cell_are_several(word: Any, tmp_path: Path) -> None:
    table = _table(word, ("Sasaran", "Indikator", "Sumber Data"), ("Tertatanya terminal", "", "Register terminal"))
    cell = table.rows[1].cells[1]
    for text in ("Jumlah loket", "Jumlah peron"):
        cell.add_paragraph(text, style="List Number")

    (row,) = _read(word, tmp_path)["kinerja"]

    assert row["indikator"] == [
        {"nama": "Jumlah loket", "sumber_data": "Register terminal"},
        {"nama": "Jumlah peron", "sumber_data": "Register terminal"},
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "kosong"),
        (b"%PDF-1.7\n", "isinya PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "terkunci sandi"),
        (b"PK\x03\x04rusak", "rusak"),
        (b"halo dunia", "rusak"),
    ],
)
def test_what_is_no_word_document_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "a.docx").write_bytes(content)

    done = run("check", "a.docx", cwd=tmp_path)

    assert done.returncode == 2
    assert done.stderr.startswith("a.docx: berkas tidak dapat dibuka")
    assert said in done.stderr


def _rewritten(folder: Path, name: str, content: bytes) -> Path:
    """A Word document with one of its parts replaced."""
    docx.Document().save(str(folder / "a.docx"))
    with (
        zipfile.ZipFile(folder / "a.docx") as old,
        zipfile.ZipFile(folder / "b.docx", "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            new.writestr(part.filename, content if part.filename == name else old.read(part.filename))
    return folder / "b.docx"


def test_a_bomb_and_an_entity_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "rahasia.txt").write_text("rahasia")
    entity = f"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file://{tmp_path}/rahasia.txt">]>
<w:document {nsdecls("w")}><w:body><w:p><w:r><w:t>JABATAN : &x;</w:t></w:r></w:p></w:body></w:document>"""

    with pytest.raises(InputError, match="lebih besar dari 300 MB"):
        read(_rewritten(tmp_path, "word/document.xml", b" " * 301_000_000))
    with pytest.raises(InputError) as caught:
        read(_rewritten(tmp_path, "word/document.xml", entity.encode()))

    assert "rahasia" not in str(caught.value).replace("rahasia.txt", "")


def test_a_table_that_only_sets_labels_in_place_is_read_as_lines(tmp_path: Path) -> None:
    word = docx.Document()
    _table(word, ("Jabatan", ":", "Kepala Seksi Gizi"), ("Tugas", ":", "Memimpin seksi"))
    word.add_paragraph()
    _table(
        word, ("No", "Sasaran", "Indikator"), ("1", "Tertibnya gizi", "Jumlah balita"), ("No", "Sasaran", "Indikator")
    )
    word.add_paragraph()
    block = "Sukamaju, 6 Januari 2026\nKepala Seksi Gizi,\nAgus Salam, S.Gz.\nNIP. 19800101 200501 1 001"
    signed = word.add_table(rows=1, cols=2)
    for line in block.split("\n"):
        signed.rows[0].cells[1].add_paragraph(line)
    word.save(str(tmp_path / "a.docx"))

    whole = made(read(tmp_path / "a.docx"))

    assert whole["jabatan"] == [
        {
            "nama": "Kepala Seksi Gizi",
            "tugas": ["Memimpin seksi"],
            "kinerja": [{"sasaran": "Tertibnya gizi", "indikator": [{"nama": "Jumlah balita"}]}],
        }
    ]
    assert whole["pengesahan"][0]["nama"] == "Agus Salam, S.Gz."
