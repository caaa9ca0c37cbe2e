"""Word documents with the findings as comments: where they stand, and that nothing else has changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from iki_lint.document.nodes import plain
from iki_lint.readers import read
from iki_lint.report.nip import masked
from tests import layouts
from tests.conftest import FIXTURES
from tests.reviews import MARKS, WORDY, bare, cell, commented, findings, mended, parts, reviewed, rowed
from tests.test_cli import run
from tests.test_pdf import converted
from tests.test_word import content

CASES = [("longkali", "typed"), ("lamongan-pmd", "merged"), ("rsud", "automatic")]
CHANGED = {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}


@pytest.fixture(scope="module", params=CASES, ids=lambda case: "-".join(case))
def files(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A Word document, and the one that was made of it."""
    name, layout = request.param
    folder = tmp_path_factory.mktemp(name)
    layouts.write(content(FIXTURES / "dokumen" / f"{name}.iki.yaml"), folder / "a.docx", layouts.LAYOUTS[layout])
    return folder / "a.docx", reviewed(folder)


def test_everything_but_comments_and_tracked_changes_is_as_it_was(files: tuple[Path, Path]) -> None:
    before, after = map(parts, files)

    assert after.keys() - before.keys() == {"word/comments.xml"}
    assert {name for name in after if before.get(name) != after[name]} == CHANGED
    assert bare(after["word/document.xml"]) == bare(before["word/document.xml"])
    assert bare(after["word/document.xml"]) != etree.tostring(
        etree.fromstring(after["word/document.xml"]), method="c14n"
    )


def test_a_reviewed_document_reads_as_its_source_with_all_that_is_safe_mended(files: tuple[Path, Path]) -> None:
    source, made = map(read, files)

    assert plain(made.places.root) == mended(source)
    assert made.notes == tuple(replace(note, path=made.path) for note in source.notes)


def test_each_finding_is_a_comment_on_its_words(files: tuple[Path, Path]) -> None:
    found, said, comments = findings(files[0]), commented(files[1]), list(docx.Document(str(files[1])).comments)
    texts = [[paragraph.text for paragraph in comment.paragraphs] for comment in comments]

    assert {(c.author, c.initials, c.timestamp) for c in comments} == {("iki-lint", "IL", None)}
    assert [(text[0].split(" (")[0], text[1]) for text in texts] == [
        (f"{f.rule} {f.name}", masked(f).message) for f in found
    ]
    quoted = [
        (f.excerpt, words) for f, words in zip(found, said, strict=True) if f.quote and "/formulasi" not in f.pointer
    ]
    assert len(quoted) > 20
    assert [" ".join(words.split()) for _, words in quoted] == [excerpt for excerpt, _ in quoted]
    assert all(said)


def test_libreoffice_holds_every_comment(files: tuple[Path, Path], tmp_path: Path) -> None:
    converted([files[1]], tmp_path, "odt")
    root = etree.fromstring(parts(tmp_path / "b.odt")["content.xml"])
    notes = root.findall(".//{*}annotation")

    assert len(notes) == len(findings(files[0]))
    assert {note.findtext("{*}creator") for note in notes} == {"iki-lint"}


@pytest.fixture
def word() -> Any:
    return rowed()


def ran(word: Any, folder: Path, *args: str, code: int = 1) -> list[tuple[str, str]]:
    """Each comment's code and the words it is on."""
    word.save(str(folder / "a.docx"))
    made = reviewed(folder, *args, code=code)
    assert findings(made) == findings(folder / "a.docx")
    comments = docx.Document(str(made)).comments
    assert bare(parts(made)["word/document.xml"]) == bare(parts(folder / "a.docx")["word/document.xml"])
    return list(zip((c.text.split()[0] for c in comments), commented(made), strict=True))


def test_comments_that_were_there_stay(word: Any, tmp_path: Path) -> None:
    word.add_comment(word.paragraphs[0].runs, text="Sudah benar?", author="Pembaca", initials="P")

    found = ran(word, tmp_path, "--select", "SBR002", code=0)

    assert found == [("Sudah", "JABATAN : KEPALA SEKSI TERMINAL"), ("SBR002", "Laporan")]
    assert [c.comment_id for c in docx.Document(str(tmp_path / "b.docx")).comments] == [0, 1]
    changed = {name for name, data in parts(tmp_path / "b.docx").items() if parts(tmp_path / "a.docx")[name] != data}
    assert changed == {"word/document.xml", "word/comments.xml"}


def test_a_reviewed_document_can_be_reviewed_again(word: Any, tmp_path: Path) -> None:
    ran(word, tmp_path, "--select", "SBR002", code=0)

    again = ran(docx.Document(str(tmp_path / "b.docx")), tmp_path, code=1)

    assert again[0] == ("SBR002", "Laporan")
    assert len(again) > 1
    assert "SBR002" not in [code for code, _ in again[1:]]


def test_words_that_begin_and_end_inside_runs_are_cut_out_with_their_formatting(word: Any, tmp_path: Path) -> None:
    paragraph = cell(word, 3)
    paragraph.add_run("Dokumen keber").bold = True
    paragraph.add_run("lanjtuan dan").italic = True
    paragraph.add_run("\tarsip")

    assert ran(word, tmp_path, "--select", "EJA002", code=0) == [("EJA002", "keberlanjtuan")]
    runs = docx.Document(str(tmp_path / "b.docx")).tables[0].cell(1, 3).paragraphs[0].runs
    assert [(r.text, r.bold, r.italic) for r in runs] == [
        ("Dokumen ", True, None),
        ("keber", True, None),
        ("lanjtuan", None, True),
        ("", None, None),
        (" dan", None, True),
        ("\tarsip", None, None),
    ]


def test_words_in_an_accepted_insertion(word: Any, tmp_path: Path) -> None:
    cell(word, 3)._p.append(
        parse_xml(f'<w:ins {nsdecls("w")} w:id="9" w:author="A"><w:r><w:t>Data kepegawaain</w:t></w:r></w:ins>')
    )

    assert ran(word, tmp_path, "--select", "EJA002", code=0) == [("EJA002", "kepegawaain")]


def test_words_in_an_equation_are_marked_with_all_of_it(word: Any, tmp_path: Path) -> None:
    cell(word, 2)
    layouts._formula(word.tables[0].cell(1, 2), "Jumlah terminall tertib / Jumlah terminal x 100%", "equation")

    found = ran(word, tmp_path, "--select", "EJA002", code=0)

    assert found == [("EJA002", "Jumlah terminall tertibJumlah terminal")]


@pytest.mark.parametrize("simple", [False, True])
def test_words_in_an_equation_field_are_marked_with_all_of_it(word: Any, tmp_path: Path, *, simple: bool) -> None:
    paragraph = cell(word, 2)
    paragraph.add_run("Rumus: ")
    layouts.field(paragraph, " EQ ", r"\f(Jumlah terminall tertib;Jumlah", " terminal) ", simple=simple)
    paragraph.add_run(" x 100%")

    ran(word, tmp_path, "--select", "EJA002", code=0)

    body = docx.Document(str(tmp_path / "b.docx")).tables[0].cell(1, 2).paragraphs[0]._p
    around = [body.index(body.find(mark)) for mark in MARKS[:2]]
    assert around == ([1, 3] if simple else [1, 8])


def test_a_bar_without_characters_is_marked_with_the_whole_fraction(word: Any, tmp_path: Path) -> None:
    above = cell(word, 2)
    above.add_run("Jumlah bus laik").underline = True
    word.tables[0].cell(1, 2).add_paragraph("Jumlah kecamatan")

    found = ran(word, tmp_path, "--select", "FRM006", code=0)

    assert found == [("FRM006", "Jumlah bus laikJumlah kecamatan")]


def test_words_in_a_text_box_are_marked_where_it_is_anchored(word: Any, tmp_path: Path) -> None:
    inner = "<w:p><w:r><w:t>Tugas : menyusun laporran</w:t></w:r></w:p>"
    box = f"<w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict>"
    word.paragraphs[0]._p.append(parse_xml(f"<w:r {nsdecls('w')}>{box}</w:r>"))

    assert ran(word, tmp_path, "--select", "EJA002", code=0) == [("EJA002", "Tugas : menyusun laporran")]


def test_what_is_missing_is_told_at_what_it_should_stand_with(word: Any, tmp_path: Path) -> None:
    cell(word, 3)
    alone = ran(word, tmp_path, "--select", "SBR001")
    for each, text in zip(word.tables[0].add_row().cells, ("", "Persentase bus laik jalan", *WORDY[2:]), strict=True):
        each.text = text

    beside = ran(word, tmp_path, "--select", "SBR001")

    assert alone == [("SBR001", "KEPALA SEKSI TERMINAL")]
    assert beside == [("SBR001", "Jumlah terminal")]


def test_the_same_document_gives_the_same_file(word: Any, tmp_path: Path) -> None:
    ran(word, tmp_path)
    first = (tmp_path / "b.docx").read_bytes()
    reviewed(tmp_path)

    assert (tmp_path / "b.docx").read_bytes() == first


def test_comments_say_rule_severity_reason_basis_and_suggestion(word: Any, tmp_path: Path) -> None:
    ran(word, tmp_path, "--select", "SBR002", "--lang", "en", code=0)

    comment = next(iter(docx.Document(str(tmp_path / "b.docx")).comments))
    texts = [paragraph.text for paragraph in comment.paragraphs]

    assert texts[:2] == [
        "SBR002 sumber-data-terlalu-umum (warning)",
        "The sumber data “Laporan” names no particular data.",
    ]
    assert [text.split(":")[0] for text in texts[2:]] == ["Basis", "Help"]


def test_a_clean_document_is_copied(tmp_path: Path) -> None:
    source = FIXTURES / "bersih" / "dlh.iki.yaml"
    layouts.write(content(source), tmp_path / "a.docx", layouts.LAYOUTS["typed"])

    reviewed(tmp_path, "--select", "SBR", code=0)

    assert parts(tmp_path / "b.docx") == parts(tmp_path / "a.docx")


def test_what_the_configuration_lets_stand_is_no_comment(tmp_path: Path) -> None:
    layouts.write(content(FIXTURES / "dokumen" / "longkali.iki.yaml"), tmp_path / "a.docx", layouts.LAYOUTS["typed"])
    every = {finding.rule for finding in findings(tmp_path / "a.docx")}
    let_stand = {"aturan": "SLN001", "tempat": "/jabatan", "alasan": "menunggu peraturan bupati"}
    asked = {"abaikan": [let_stand], "per-path": [{"berkas": "a.docx", "ignore": ["FRM"]}]}
    (tmp_path / "iki-lint.yaml").write_text(yaml.safe_dump(asked), encoding="utf-8")

    comments = docx.Document(str(reviewed(tmp_path))).comments

    assert {"SLN001", "FRM004"} <= every
    assert {comment.paragraphs[0].text[:6] for comment in comments} == {
        rule for rule in every if rule != "SLN001" and not rule.startswith("FRM")
    }


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("a.iki.yaml", "b.docx", "hanya dokumen Word (.docx)"),
        ("a.docx", "a.docx", "di atas dokumen sumbernya"),
        ("a.docx", "./b/../a.docx", "di atas dokumen sumbernya"),
        ("c.docx", "b.docx", "berkas tidak ada"),
        ("a.docx", "tidak/ada.docx", "tidak dapat ditulis"),
    ],
)
def test_what_cannot_be_done_is_told(word: Any, tmp_path: Path, source: str, target: str, said: str) -> None:
    word.save(str(tmp_path / "a.docx"))
    (tmp_path / "b").mkdir()
    (tmp_path / "a.iki.yaml").write_text("skema: iki/1\n")
    before = (tmp_path / "a.docx").read_bytes()

    done = run("review", source, "-o", target, cwd=tmp_path)

    assert (done.returncode, done.stdout, said in done.stderr) == (2, "", True)
    assert "Traceback" not in done.stderr
    assert (tmp_path / "a.docx").read_bytes() == before
    assert {path.name for path in tmp_path.rglob("*")} == {"a.docx", "a.iki.yaml", "b"}
