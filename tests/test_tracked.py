"""Word documents with what mends a finding safely as tracked changes: which there are, and what they come to."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from iki_lint.document.nodes import plain
from iki_lint.readers import read
from iki_lint.review.changes import Change
from tests import layouts
from tests.conftest import FIXTURES
from tests.reviews import bare, cell, commented, decided, parts, reviewed, rowed
from tests.test_cli import run
from tests.test_pdf import converted
from tests.test_word import content

WORD, CHANGES = "word/document.xml", (qn("w:ins"), qn("w:del"))


@pytest.fixture
def word() -> Any:
    return rowed()


def made(word: Any, folder: Path, *args: str) -> Path:
    """The reviewed copy; to reject all that iki-lint changed in it gives the document."""
    word.save(str(folder / "a.docx"))
    path = reviewed(folder, "--select", "EJA", *args, code=0)

    assert bare(parts(path)[WORD]) == bare(parts(folder / "a.docx")[WORD])
    return path


def body(path: Path) -> Any:
    return docx.Document(str(path)).element.body


def runs(element: Any) -> list[tuple[str, str, list[str]]]:
    """The runs of a paragraph that say something: "ins", "del" or "", the words, and their formatting."""
    found = []
    for each in element.iter(qn("w:r")):
        said = "".join(text.text for text in each.iter(qn("w:t"), qn("w:delText")))
        looks = [etree.QName(look).localname for look in each.iterfind(f"{qn('w:rPr')}/*")]
        change = etree.QName(each.getparent()).localname if each.getparent().tag in CHANGES else ""
        found += [(change, said, looks)] if said else []
    return found


def source_data(path: Path) -> Any:
    return docx.Document(str(path)).tables[0].cell(1, 3).paragraphs[0]._p


def put(word: Any, xml: str) -> None:
    """Have the sumber data say what the XML of a paragraph does."""
    namespaces = f"{nsdecls('w', 'r', 'm')}"
    cell(word, 3)._p.extend(parse_xml(f"<w:p {namespaces}>{xml}</w:p>"))


def test_only_the_characters_that_differ_change_with_their_formatting(word: Any, tmp_path: Path) -> None:
    paragraph = cell(word, 3)
    paragraph.add_run("Data Pr").bold = True
    paragraph.add_run("osentase").italic = True
    paragraph.add_run(" desa")

    found = runs(source_data(made(word, tmp_path)))

    assert found == [
        ("", "Data ", ["b"]),
        ("", "P", ["b"]),
        ("del", "r", ["b"]),
        ("del", "o", ["i"]),
        ("ins", "er", ["b"]),
        ("", "sentase", ["i"]),
        ("", " desa", []),
    ]
    assert commented(tmp_path / "b.docx") == ["Prosentase"]


@pytest.mark.parametrize(
    ("said", "changes", "mended"),
    [
        ("Data dibidang aset", [("ins", " ")], "Data di bidang aset"),
        ("Data terminal dan  dan desa", [("del", "  dan")], "Data terminal dan desa"),
        ("Data terminal ,  desa", [("del", " ")], "Data terminal, desa"),
        ("hutang daerah", [("del", "h")], "utang daerah"),
        ("Survey dan analisa", [("del", "y"), ("ins", "i"), ("del", "a"), ("ins", "is")], "Survei dan analisis"),
    ],
)
def test_what_is_taken_out_and_what_comes_in(
    word: Any, tmp_path: Path, said: str, changes: list[tuple[str, str]], mended: str
) -> None:
    cell(word, 3).add_run(said)

    path = made(word, tmp_path)

    assert [(change, words) for change, words, _ in runs(source_data(path)) if change] == changes
    assert plain(read(path).places.node("/jabatan/0/kinerja/0/indikator/0/sumber_data")) == mended
    assert run("check", "b.docx", "--select", "EJA", cwd=tmp_path).stdout.endswith("tidak ada temuan.\n")


def test_what_only_comes_in_before_a_word_takes_its_first_character_along() -> None:
    assert Change((4, 5, 6), "uji", "diuji").differing() == (4, 5, "diu")


RUN = "<w:r><w:t>Data survey desa</w:t></w:r>"
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


@pytest.mark.parametrize(
    "xml",
    [
        f'<w:ins w:id="7" w:author="Pembaca">{RUN}</w:ins>',
        f'<w:hyperlink w:anchor="a">{RUN}</w:hyperlink>',
        f'<w:fldSimple w:instr="TITLE">{RUN}</w:fldSimple>',
        f"{FIELD.format('begin')}{FIELD.format('separate')}{RUN}{FIELD.format('end')}",
        f"<w:sdt><w:sdtContent>{RUN}</w:sdtContent></w:sdt>",
        f"<w:smartTag>{RUN}</w:smartTag>",
        "<m:oMath><m:r><m:t>Data survey desa</m:t></m:r></m:oMath>",
    ],
    ids=["insertion", "link", "field", "field-in-parts", "control", "tag", "equation"],
)
def test_where_a_change_cannot_be_tracked_cleanly_there_is_the_comment_only(
    word: Any, tmp_path: Path, xml: str
) -> None:
    put(word, xml)

    path = made(word, tmp_path)

    assert [each.get(qn("w:author")) for each in body(path).iter(*CHANGES)] == ["Pembaca"] * xml.count("Pembaca")
    assert len(commented(path)) == 1


def test_a_text_box_has_the_comment_only(word: Any, tmp_path: Path) -> None:
    inner = "<w:p><w:r><w:t>Tugas : menyusun survey</w:t></w:r></w:p>"
    box = f"<w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict>"
    word.paragraphs[0]._p.append(parse_xml(f"<w:r {nsdecls('w')}>{box}</w:r>"))

    path = made(word, tmp_path)

    assert (len(commented(path)), list(body(path).iter(*CHANGES))) == (1, [])


@pytest.mark.parametrize("said", ["Data terminal dan", "Data terminal dan "])
def test_words_over_two_paragraphs_have_the_comment_only(word: Any, tmp_path: Path, said: str) -> None:
    cell(word, 3).add_run(said)
    word.tables[0].cell(1, 3).add_paragraph("dan desa")

    path = made(word, tmp_path)

    assert (len(commented(path)), list(body(path).iter(*CHANGES))) == (1, [])


def test_what_else_a_run_holds_stays(word: Any, tmp_path: Path) -> None:
    put(word, "<w:r><w:t>Data dan</w:t><w:lastRenderedPageBreak/><w:tab/><w:t>dan desa</w:t></w:r>")

    found = source_data(made(word, tmp_path))

    assert not list(found.iterfind(f".//{qn('w:del')}//{qn('w:lastRenderedPageBreak')}"))
    assert len(list(found.iterfind(f".//{qn('w:del')}//{qn('w:tab')}"))) == 1
    assert ("del", "dan", []) in runs(found)


def test_words_that_count_for_two_rows_are_changed_once(word: Any, tmp_path: Path) -> None:
    table = word.tables[0]
    for each, text in zip(table.add_row().cells, ("", "Persentase bus laik jalan", "Jumlah bus", "", ""), strict=True):
        each.text = text
    cell(word, 3).add_run("Data survey desa")
    table.cell(1, 3).merge(table.cell(2, 3))
    word.save(str(tmp_path / "a.docx"))

    done = run("review", "a.docx", "-o", "b.docx", "--select", "EJA", cwd=tmp_path)

    assert done.stdout == "b.docx: 2 komentar, 1 perubahan yang dilacak\n"
    assert commented(tmp_path / "b.docx") == ["survey", "survey"]


def test_changes_are_numbered_behind_those_that_are_there_and_signed_without_a_date(word: Any, tmp_path: Path) -> None:
    put(word, f'<w:ins w:id="40" w:author="Pembaca"><w:r><w:t>Isi</w:t></w:r></w:ins>{RUN}')

    changes = list(body(made(word, tmp_path)).iter(*CHANGES))

    assert [each.get(qn("w:id")) for each in changes] == ["40", "41", "42"]
    assert {tuple(each.attrib) for each in changes} == {(qn("w:id"), qn("w:author"))}
    assert {each.get(qn("w:author")) for each in changes[1:]} == {"iki-lint"}


def test_a_reviewed_document_reviewed_again_is_the_same_where_nothing_is_new(word: Any, tmp_path: Path) -> None:
    cell(word, 3).add_run("Data survey SKPD")
    made(word, tmp_path)

    done = run("review", "b.docx", "-o", "c.docx", "--select", "EJA", cwd=tmp_path)
    english = run("review", "b.docx", "-o", "d.docx", "--select", "EJA", "--lang", "en", cwd=tmp_path)

    assert parts(tmp_path / "c.docx") == parts(tmp_path / "b.docx")
    assert done.stdout == "c.docx: 0 komentar, 0 perubahan yang dilacak\n"
    assert english.stdout == "d.docx: comments: 1, tracked changes: 0\n"


def test_libreoffice_accepts_and_rejects_them(tmp_path: Path) -> None:
    layouts.write(content(FIXTURES / "dokumen" / "rsud.iki.yaml"), tmp_path / "a.docx", layouts.LAYOUTS["typed"])
    accepted = etree.tostring(decided(parts(reviewed(tmp_path))[WORD], accept=True))
    with zipfile.ZipFile(tmp_path / "c.docx", "w") as package:
        for name, data in parts(tmp_path / "b.docx").items():
            package.writestr(name, accepted if name == WORD else data)

    converted([tmp_path / f"{name}.docx" for name in "abc"], tmp_path, "odt")
    a, b, c = (etree.fromstring(parts(tmp_path / f"{name}.odt")["content.xml"]) for name in "abc")

    regions = b.findall(".//{*}changed-region")
    assert len(regions) == len(list(body(tmp_path / "b.docx").iter(*CHANGES))) > 10
    assert {each.findtext(".//{*}creator") for each in regions} == {"iki-lint"}
    assert told(b, accept=False) == told(a, accept=True)
    assert told(b, accept=True) == told(c, accept=True)
    assert told(b, accept=True) != told(a, accept=True)


SIGNS = {"s": " ", "tab": "\t"}


def told(root: Any, *, accept: bool) -> str:
    """What an ODT says with its tracked changes accepted or rejected: what is taken out stands apart in it."""
    gone = {each.values()[0]: each.find("{*}deletion") for each in root.iter("{*}changed-region")}
    said: list[str] = []
    inserted = False

    def walk(node: Any) -> None:
        nonlocal inserted
        name = etree.QName(node).localname
        inserted = name == "change-start" or (inserted and name != "change-end")
        if name == "change" and not accept:
            walk(gone[node.values()[0]])
        if name not in ("tracked-changes", "annotation", "change-info"):
            said.append("" if inserted and not accept else SIGNS.get(name, "") + (node.text or ""))
            for child in node:
                walk(child)
                said.append("" if inserted and not accept else child.tail or "")

    walk(root.find(".//{*}body"))
    return "".join(said)
