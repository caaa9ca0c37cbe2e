"""Word, Excel and PDF files that were made to do harm, or that broke on the way."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest

from iki_lint.errors import InputError
from iki_lint.limits import DEFAULTS
from iki_lint.readers import office, read
from tests.test_cli import run

MAIN = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml"}
LINKS = {"docx": "word/_rels/document.xml.rels", "xlsx": "xl/_rels/workbook.xml.rels"}
ROWS = [
    ["JABATAN : KEPALA SEKSI UJI"],
    ["SASARAN", "INDIKATOR KINERJA", "SUMBER DATA"],
    ["Naik", "Jumlah uji", "Register"],
]
Change = Callable[[bytes], bytes]
SMALL = replace(DEFAULTS, unpacked_mb=5, xml_mb=2, parts=40, elements=20_000, rows=50, columns=20, stream_mb=1)


def _word() -> bytes:
    document = docx.Document()
    document.add_paragraph(ROWS[0][0])
    table = document.add_table(2, 3)
    for row, texts in zip(table.rows, ROWS[1:], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _excel() -> bytes:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


SOUND = {"docx": _word(), "xlsx": _excel()}


def package(form: str, changes: dict[str, Change], more: dict[str, bytes] | None = None, kind: int = 8) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SOUND[form])) as old, zipfile.ZipFile(made, "w", kind) as new:
        for part in old.infolist():
            change = changes.get(part.filename)
            new.writestr(part.filename, change(old.read(part)) if change else old.read(part))
        for name, data in (more or {}).items():
            new.writestr(name, data)
    return made.getvalue()


def refused(folder: Path, data: bytes, form: str) -> InputError:
    path = folder / f"a.{form}"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read(path, SMALL)
    return caught.value


def lying(data: bytes) -> bytes:
    """The package, whose list of parts says that each of them is small."""
    said = bytearray(data)
    for match in re.finditer(b"PK\1\2", data):
        said[match.start() + 24 : match.start() + 28] = struct.pack("<I", 100)
    return bytes(said)


def inside(form: str, text: bytes) -> dict[str, Change]:
    """At the end of the main part, a text."""
    return {
        MAIN[form]: lambda data: re.sub(rb"(</w:document>|</worksheet>)$", lambda end: text + end[0], data.rstrip())
    }


@pytest.mark.parametrize("form", SOUND)
def test_the_sound_file_is_read(tmp_path: Path, form: str) -> None:
    (tmp_path / f"a.{form}").write_bytes(SOUND[form])

    assert len(read(tmp_path / f"a.{form}", SMALL).document.jabatan) == 1


@pytest.mark.parametrize("form", SOUND)
def test_a_package_keeps_its_limits(tmp_path: Path, form: str) -> None:
    bombs = {
        "unpacked_mb": package(form, {}, {"word/media/a.bin": b"\0" * 6_000_000}),
        "xml_mb": package(form, inside(form, b" " * 2_500_000)),
        "parts": package(form, {}, {f"x/{i}.xml": b"" for i in range(50)}),
        "elements": package(form, inside(form, b"<x/>" * 30_000)),
        "sheets": package(form, inside(form, b'<sheet name="x"/>' * 300)),
    }

    assert {name: refused(tmp_path, data, form).values.get("name") for name, data in bombs.items()} == {
        n: n for n in bombs
    }


@pytest.mark.parametrize("form", SOUND)
def test_what_a_package_says_of_its_parts_is_not_believed(tmp_path: Path, form: str) -> None:
    bomb = package(form, inside(form, b" " * 60_000_000))

    assert refused(tmp_path, lying(bomb), form).kind in ("damaged", "limit")


@pytest.mark.parametrize("form", SOUND)
@pytest.mark.parametrize("kind", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_part_is_compressed_as_office_does_it_or_not_at_all(tmp_path: Path, form: str, kind: int) -> None:
    assert refused(tmp_path, package(form, {}, kind=kind), form).kind == "damaged"


def _flagged(data: bytes) -> bytes:
    """The package, its parts marked as encrypted."""
    said = bytearray(data)
    for sign, at in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        for match in re.finditer(sign, data):
            said[match.start() + at] |= 1
    return bytes(said)


@pytest.mark.parametrize("form", SOUND)
def test_a_damaged_package_is_told(tmp_path: Path, form: str) -> None:
    data = SOUND[form]
    broken = [
        data[: len(data) // 2],
        data[:-30],
        _flagged(data),
        data[:300] + b"\x5a" * 400 + data[700:],
        b"PK\3\4",
        b"",
    ]
    for part in (MAIN[form], LINKS[form], "[Content_Types].xml", "_rels/.rels"):
        broken += [package(form, {part: lambda _, text=text: text}) for text in (b"<a><b></a>", bytes(range(256)))]
    broken.append(package(form, {MAIN[form]: lambda _: b"<a>" * 1_000 + b"</a>" * 1_000}))

    for one in broken:
        path = tmp_path / f"a.{form}"
        path.write_bytes(one)
        try:
            read(path, SMALL)  # what no reader needs may be broken
        except InputError as error:
            assert error.kind in ("damaged", "unread", "limit")  # noqa: PT017 (any other error is the failure)


ENTITIES = {
    "laughs": '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    "file": '<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
    "parameter": '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>',
}


@pytest.mark.parametrize("form", SOUND)
@pytest.mark.parametrize("name", ENTITIES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_every_part(tmp_path: Path, form: str, name: str, encoding: str) -> None:
    def with_entity(data: bytes) -> bytes:
        text = re.sub(r"^<\?xml.*?\?>\s*", "", data.decode()).replace("KEPALA SEKSI", "KEPALA &b;")
        return f'<?xml version="1.0" encoding="{encoding}"?>{ENTITIES[name]}{text}'.encode(encoding)

    for part in (MAIN[form], LINKS[form], "[Content_Types].xml", "_rels/.rels"):
        error = refused(tmp_path, package(form, {part: with_entity}), form)

        assert (error.kind, error.values["detail"]) == ("damaged", "berisi entitas XML buatan sendiri")


@pytest.mark.parametrize("form", SOUND)
@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "/etc/passwd", "../../../../../etc/passwd", "http://127.0.0.1:9/x", ""]
)
@pytest.mark.parametrize("mode", ["External", "Internal"])
@pytest.mark.parametrize("kind", ["image", "styles", "comments", "sharedStrings", "externalLink"])
def test_what_a_package_links_to_is_never_fetched(tmp_path: Path, form: str, target: str, mode: str, kind: str) -> None:
    kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    link = f'<Relationship Id="rId999" Type="{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'.encode()
    path = tmp_path / f"a.{form}"
    path.write_bytes(package(form, {LINKS[form]: lambda data: data.replace(b"</Relationships>", link)}))

    try:
        loaded = read(path, SMALL)
    except InputError as error:
        assert error.kind == "damaged"  # noqa: PT017 (any other error is the failure)
    else:
        assert "root:" not in repr(loaded.document)


@pytest.mark.parametrize("form", SOUND)
def test_names_that_lead_out_of_a_package_write_nothing(tmp_path: Path, form: str) -> None:
    names = dict.fromkeys(("/masuk", "../masuk", "../../../masuk", "C:\\masuk", "a\nb", "\x1b[2J"), b"x")
    (tmp_path / "a").mkdir()
    path = tmp_path / "a" / f"a.{form}"
    path.write_bytes(package(form, {}, names))

    assert len(read(path, SMALL).document.jabatan) == 1
    assert [each.name for each in tmp_path.rglob("*")] == ["a", f"a.{form}"]


SPAN = b'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="%s"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
WORD = {
    "a paragraph of 1 MB": (b"<w:p><w:r><w:t>" + b"kata " * 200_000 + b"</w:t></w:r></w:p>", "characters"),
    "a span that is none": (SPAN % b"x", None),
    "tables in tables": (b"<w:tbl><w:tr><w:tc>" * 60 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 60, None),
    "controls in controls": (b"<w:sdt><w:sdtContent>" * 110 + b"<w:p/>" + b"</w:sdtContent></w:sdt>" * 110, None),
    "fields without end": (b"<w:p>" + b'<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 900 + b"</w:p>", None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "limit"), WORD.values(), ids=WORD)
def test_harmful_word_ends_soon(tmp_path: Path, text: bytes, limit: str | None) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(package("docx", {MAIN["docx"]: lambda data: data.replace(b"<w:sectPr", text + b"<w:sectPr", 1)}))

    if limit:
        assert refused(tmp_path, path.read_bytes(), "docx").values["name"] == limit
        return
    try:
        read(path, SMALL)
    except InputError as error:
        assert error.kind in ("damaged", "limit", "unread")  # noqa: PT017 (any other error is the failure)


def test_a_cell_is_no_wider_than_word_makes_one(tmp_path: Path) -> None:
    wide = SPAN % b"2000000000" + b"<w:sectPr"
    path = tmp_path / "a.docx"
    path.write_bytes(package("docx", {MAIN["docx"]: lambda data: data.replace(b"<w:sectPr", wide, 1)}))

    assert len(read(path, SMALL).document.jabatan) == 1


EXCEL = {
    "a cell of 1 MB": (b'<row><c t="str"><v>' + b"kata " * 200_000 + b"</v></c></row>", b"", "characters"),
    "the last cell of all": (b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', b"", "rows"),
    "a far column": (b'<row r="9"><c r="XFD9"><v>1</v></c></row>', b"", "columns"),
    "all cells merged": (b"", b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>', "elements"),
    "merged again": (b"", b"<mergeCells>" + b'<mergeCell ref="A1:Z90"/>' * 9 + b"</mergeCells>", "elements"),
    "a column": (b"", b'<x:mergeCells xmlns:x="x"><x:mergeCell ref="&#65;1:A1048576"/></x:mergeCells>', "elements"),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "behind", "limit"), EXCEL.values(), ids=EXCEL)
def test_a_sheet_keeps_its_limits(tmp_path: Path, rows: bytes, behind: bytes, limit: str) -> None:
    end = b"</sheetData>"
    data = package("xlsx", {MAIN["xlsx"]: lambda data: data.replace(end, rows + end + behind)})

    assert refused(tmp_path, data, "xlsx").values.get("name") == limit


# -- PDF ---------------------------------------------------------------------------------------------------------------

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
SAID = b"BT /F1 12 Tf 50 800 Td (JABATAN : KEPALA SEKSI UJI) Tj ET\n"


def stream(data: bytes, about: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), about, data)


def pdf(objects: list[bytes], more: bytes = b"") -> bytes:
    made = b"%PDF-1.7\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, more, len(made))
    return made + head + table + tail


def page(content: bytes, about: bytes = b"", *more: bytes, resources: bytes = b"") -> bytes:
    own = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>%s>>>>"
    kids = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", kids, own % resources, stream(content, about), FONT, *more])


def form(number: int) -> bytes:
    about = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X%d %d 0 R>>>>" % (number, number)
    return stream(b"/X%d Do /X%d Do" % (number, number), about)


def tree(*kids: bytes) -> bytes:
    nodes = [b"<</Type/Pages/Kids[%s]/Count 1>>" % each for each in kids]
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", *nodes, b"<</Type/Page/MediaBox[0 0 9 9]>>"])


_BOMB = zlib.compress(SAID + b" " * 3_000_000)
_FLATE = b"/Filter/FlateDecode"
_WIDE = b"/DecodeParms<</Predictor 12/Columns 2000000000>>"
_AGAIN = page(SAID).replace(b"/Root", b"/Prev %d/Root" % page(SAID).rfind(b"xref\n0"))
PDF = {
    "a stream that unpacks to more": (page(_BOMB, _FLATE), "stream_mb"),
    "one that ends too soon": (page(_BOMB[:-20], _FLATE), "stream_mb"),
    "one with a wrong sum": (page(_BOMB[:-4] + b"xxxx", _FLATE), "stream_mb"),
    "packed twice": (page(zlib.compress(_BOMB), b"/Filter[/FlateDecode/FlateDecode]"), "stream_mb"),
    "runs": (page(b"\x81 " * 20_000, b"/Filter/RunLengthDecode"), "stream_mb"),
    "zeros": (page(b"z" * 400_000 + b"~>", b"/Filter/ASCII85Decode"), "stream_mb"),
    "a line of two billion": (page(zlib.compress(SAID), _FLATE + _WIDE), "stream_mb"),
    "characters": (page(b"BT /F1 12 Tf (" + b"x" * 60_000 + b") Tj ET"), "page_items"),
    "lines": (page(b"0 0 5 5 re f\n" * 60_000), "page_items"),
    "pages that are one": (tree(b"3 0 R " * 1_100), None),
    "a tree that is its own": (tree(b"2 0 R 3 0 R"), "scan"),
    "a drawing that is its own": (page(b"/X6 Do", b"", form(6), resources=b"/XObject<</X6 6 0 R>>"), None),
    "a table of places that is its own": (_AGAIN, "damaged"),
    "cut off": (page(SAID)[:400], "damaged"),
    "nothing but zeros": (b"%PDF-1.7\n" + b"\0" * 100_000, "damaged"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "what"), PDF.values(), ids=PDF)
def test_a_harmful_pdf_is_refused_by_what_is_wrong_with_it(tmp_path: Path, data: bytes, what: str | None) -> None:
    error = refused(tmp_path, data, "pdf")

    assert what in (None, error.values.get("name"), error.kind)


def test_a_page_that_never_ends_is_given_up(tmp_path: Path) -> None:
    doubling = [form(7 + i) for i in range(40)]
    data = page(b"/X6 Do", b"", *doubling, stream(SAID), resources=b"/XObject<</X6 6 0 R>>")
    (tmp_path / "a.pdf").write_bytes(data)
    (tmp_path / "iki-lint.yaml").write_text("limits: {page-seconds: 1}\n")

    done = run("check", "a.pdf", cwd=tmp_path)

    assert done.returncode == 2
    assert "dalam 1 detik" in done.stderr
    assert "“page-seconds”" in done.stderr


def test_pages_that_take_too_long_together_are_given_up(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(page(SAID))

    with pytest.raises(InputError) as caught:
        read(tmp_path / "a.pdf", replace(DEFAULTS, pdf_seconds=-1))

    assert caught.value.values["name"] == "pdf_seconds"


def test_libreoffice_is_given_up_with_all_that_it_began(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "soffice"
    slow.write_text(f"#!/bin/sh\nsleep 600 &\necho $! > {tmp_path}/anak\nwait\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    (tmp_path / "a.odt").write_bytes(b"x")

    with pytest.raises(InputError) as caught:
        office.converted(b"x", tmp_path / "a.odt", replace(DEFAULTS, office_seconds=2))

    assert caught.value.values["name"] == "office_seconds"
    state = Path("/proc", (tmp_path / "anak").read_text().strip(), "stat")
    assert not state.exists() or state.read_text().split()[2] == "Z"


# -- names that say something else -------------------------------------------------------------------------------------

CONTENTS = {
    "Word": SOUND["docx"],
    "Excel": SOUND["xlsx"],
    "PDF": page(SAID),
    "OLE": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2_000,
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "nothing": b"",
    "zeros": b"\0" * 5_000,
}


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "pdf", "iki.yaml", "iki.json", "txt", "md"])
def test_a_wrongly_named_file_is_told(tmp_path: Path, suffix: str) -> None:
    own = {"docx": "Word", "xlsx": "Excel", "pdf": "PDF"}.get(suffix)
    names = [name for name in CONTENTS if name != own]
    for name in names:
        (tmp_path / f"{name}.{suffix}").write_bytes(CONTENTS[name])

    done = run("check", *(f"{name}.{suffix}" for name in names), cwd=tmp_path)

    assert done.returncode == 2
    assert [line.partition(".")[0] for line in done.stderr.splitlines()] == names
    assert "Traceback" not in done.stderr
