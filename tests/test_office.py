"""Older office files, through the real LibreOffice; and Word files that LibreOffice opens."""

from __future__ import annotations

import http.server
import threading
from pathlib import Path

import pytest

from iki_lint.errors import InputError
from iki_lint.files import find
from iki_lint.readers import read
from tests import layouts
from tests.conftest import FIXTURES
from tests.test_cli import run
from tests.test_pdf import converted
from tests.test_printed import f1
from tests.test_sheets import expected
from tests.test_word import content, made

SOURCE = FIXTURES / "bersih" / "dlh.iki.yaml"


LINKED = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>
<text:p>JABATAN : KEPALA SEKSI TERMINAL</text:p><text:p>TUGAS : menata terminal
<draw:frame svg:width="1cm" svg:height="1cm" text:anchor-type="as-char">
<draw:image xlink:href="{web}/a.png" xlink:type="simple" xlink:show="embed"/></draw:frame></text:p>
<text:section text:name="a"><text:section-source xlink:href="{file}/rahasia.txt" text:filter-name="Text"/>
<text:p>isi lama</text:p></text:section>
<text:section text:name="b"><text:section-source xlink:href="{web}/b.odt"/><text:p>isi lama</text:p></text:section>
</office:text></office:body></office:document>"""


@pytest.fixture(scope="module")
def word(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("office") / "a.docx"
    layouts.write(content(SOURCE), path, layouts.LAYOUTS["automatic"])
    return path


@pytest.mark.parametrize("form", ["doc", "odt", "rtf"])
def test_an_older_word_file_reads_as_what_it_was(word: Path, form: str, tmp_path: Path) -> None:
    converted([word], tmp_path, form)

    loaded = read(tmp_path / f"a.{form}")

    assert f1(made(loaded), content(SOURCE)) >= 0.97
    assert {finding.path for finding in loaded.notes} <= {str(tmp_path / f"a.{form}")}


@pytest.mark.parametrize("form", ["xls", "ods"])
def test_an_older_workbook_reads_as_what_it_was(form: str, tmp_path: Path) -> None:
    wanted = expected("disdik", one=False)
    layouts.write_sheets(wanted, tmp_path / "a.xlsx", layouts.LAYOUTS["merged"], one_sheet=False)
    converted([tmp_path / "a.xlsx"], tmp_path, form)

    assert f1(made(read(tmp_path / f"a.{form}")), wanted) >= 0.97


@pytest.mark.parametrize("layout", layouts.PRINTED)
def test_a_word_file_reads_the_same_once_libreoffice_has_saved_it(layout: str, tmp_path: Path) -> None:
    layouts.write(content(SOURCE), tmp_path / "a.docx", layouts.PRINTED[layout])
    converted([tmp_path / "a.docx"], tmp_path / "saved", "docx")

    assert made(read(tmp_path / "saved" / "a.docx")) == made(read(tmp_path / "a.docx"))


def test_without_libreoffice_it_is_said_what_to_install(
    word: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.rtf").write_text("{\\rtf1 Jabatan : Camat}")
    monkeypatch.setenv("PATH", str(tmp_path))

    done = run("check", "a.rtf", cwd=tmp_path)

    assert done.returncode == 2
    assert "Pasang LibreOffice" in done.stderr


@pytest.mark.parametrize(("data", "said"), [(b"", "kosong"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rusak", "tidak")])
def test_a_damaged_older_file_is_named(data: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(data)

    with pytest.raises(InputError, match=said) as caught:
        read(tmp_path / "a.doc")

    assert caught.value.path == str(tmp_path / "a.doc")


PICTURE = "<html><head><link rel=stylesheet href='{web}/a.css'><script src='{web}/a.js'></script></head><body>"
LINKING = {
    "a.odt": LINKED,
    "a.rtf": "{{\\rtf1\\ansi{{\\*\\template {web}/t.dot}}JABATAN : KEPALA SEKSI TERMINAL\\par "
    "TUGAS : menata terminal\\par "
    '{{\\field{{\\*\\fldinst INCLUDEPICTURE "{web}/a.png" \\\\d}}{{\\fldrslt a}}}}\\par '
    '{{\\field{{\\*\\fldinst INCLUDETEXT "{file}/rahasia.txt"}}{{\\fldrslt a}}}}\\par}}',
    "a.doc": PICTURE + "<p>JABATAN : KEPALA SEKSI TERMINAL</p><p>TUGAS : menata terminal</p><img src='{web}/a.png'>"
    "<iframe src='{file}/rahasia.txt'></iframe></body></html>",
    "a.xls": PICTURE
    + "<table><tr><td>JABATAN : KEPALA SEKSI TERMINAL</td></tr><tr><td>TUGAS : menata terminal</td></tr>"
    "<tr><td>=WEBSERVICE(\"{web}/w\")</td></tr></table><img src='{web}/a.png'></body></html>",
}
"""Files that ask for others: a page in place of an office file among them, as web applications give them."""


@pytest.mark.parametrize("name", LINKING)
def test_a_file_reaches_neither_the_network_nor_other_files(name: str, tmp_path: Path) -> None:
    asked: list[str] = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # and whatever else is asked
            asked.append(self.path)
            self.send_error(404)

        def __getattr__(self, name: str) -> object:
            if name.startswith("do_"):
                return self.do_GET
            raise AttributeError(name)

        def log_message(self, *_: object) -> None:
            pass

    (tmp_path / "rahasia.txt").write_text("RAHASIA", encoding="utf-8")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        (tmp_path / name).write_text(LINKING[name].format(web=address, file=tmp_path.as_uri()), encoding="utf-8")
        done = run("convert", name, cwd=tmp_path)
        server.shutdown()

    assert asked == []
    assert (done.returncode, "KEPALA SEKSI TERMINAL" in done.stdout) == ((2, False) if name == "a.doc" else (0, True))
    assert "RAHASIA" not in done.stdout + done.stderr


def test_a_pdf_beside_its_word_file_is_not_read_again(tmp_path: Path) -> None:
    for name in ("a.docx", "a.pdf", "b.pdf", "c.odt", "~$a.docx"):
        (tmp_path / name).touch()

    assert [path.name for path in find(tmp_path)] == ["a.docx", "b.pdf", "c.odt"]
