"""PDF documents: made by LibreOffice from Word files in several layouts, and what else comes as PDF."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pdfplumber
import pypdf
import pytest

from iki_lint.engine import lint
from iki_lint.errors import InputError
from iki_lint.packs import built_in
from iki_lint.readers import Loaded, read
from tests import layouts
from tests.conftest import FIXTURES
from tests.test_cli import run
from tests.test_printed import f1
from tests.test_word import content, made

NAMES = ("dokumen/lamongan-pmd", "dokumen/disdik", "dokumen/rsud", "bersih/dlh", "bersih/dinsos")
CASES = [(name, layout) for name in NAMES for layout in layouts.PRINTED]


# What a page does not say: a column broke the line before a comma, with a space before it or without one.
UNTOLD = {("lamongan-pmd", layout): {("EJA002", "/jabatan/1/kinerja/0/sasaran")} for layout in ("ruled", "merged")}


def source(name: str) -> Path:
    return FIXTURES / f"{name}.iki.yaml"


reading = cache(read)  # of what several tests ask for


def lost(expected: Any, loaded: Loaded) -> set[str]:
    """The words that a document and its notes say less often than what was printed of its jabatan."""
    wanted = squeezed(expected["jabatan"])
    given = squeezed(made(loaded)["jabatan"]) + squeezed([note.text for note in loaded.notes])
    words = {word for text in texts(expected["jabatan"]) for word in re.findall(r"[^\W\d_]{4,}", text.lower())}
    return {word for word in words if given.count(word) < wanted.count(word)}


def squeezed(value: Any) -> str:
    """All that values say, in small letters, without spaces and signs."""
    return re.sub(r"[\W_]", "", "".join(texts(value)).lower())


def texts(value: Any) -> Iterator[str]:
    """Every value in lists and tables of keys."""
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts(item)
    if not isinstance(value, dict | list):
        yield str(value)


def converted(files: list[Path], folder: Path, form: str) -> None:
    """Have LibreOffice save office files in another form, into a folder."""
    office = shutil.which("soffice")
    assert office, "LibreOffice (soffice) is needed; .ci/test installs it"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", form, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every document in every layout, as a Word file and as the PDF of it."""
    folder = tmp_path_factory.mktemp("pdf")
    for name, layout in CASES:
        layouts.write(content(source(name)), folder / f"{Path(name).name}-{layout}.docx", layouts.PRINTED[layout])
    converted(sorted(folder.glob("*.docx")), folder, "pdf")
    return folder


@pytest.mark.parametrize(("name", "layout"), CASES)
def test_a_document_printed_as_pdf_reads_as_what_it_was(printed: Path, name: str, layout: str) -> None:
    loaded = reading(printed / f"{Path(name).name}-{layout}.pdf")

    assert f1(made(loaded), content(source(name))) >= 0.99


@pytest.mark.parametrize(("name", "layout"), CASES)
def test_a_pdf_has_the_findings_of_its_content(printed: Path, name: str, layout: str) -> None:
    title = Path(name).name
    written = printed / f"{title}.iki.json"
    written.write_text(json.dumps(content(source(name))))

    found, wanted = (
        {(f.rule, f.pointer) for f in lint(reading(path), built_in()).findings}
        for path in (printed / f"{title}-{layout}.pdf", written)
    )

    assert found ^ wanted == UNTOLD.get((title, layout), set())


@pytest.mark.parametrize(("name", "layout"), CASES)
def test_every_word_stands_in_the_document_or_in_a_note_as_often_as_printed(
    printed: Path, name: str, layout: str
) -> None:
    loaded = reading(printed / f"{Path(name).name}-{layout}.pdf")

    assert lost(content(source(name)), loaded) == set()


@pytest.mark.parametrize("layout", layouts.PRINTED)
def test_a_finding_in_a_pdf_stands_where_the_page_it_says_begins_it(printed: Path, layout: str) -> None:
    path = printed / f"lamongan-pmd-{layout}.pdf"
    with pdfplumber.open(path) as document:
        texts = ["".join((page.extract_text() or "").split()) for page in document.pages]
    cells = 0

    for finding in lint(reading(path), built_in()).findings:
        place = finding.place
        if not finding.excerpt or place is None or place.page is None:
            continue
        first = finding.excerpt.split()[0][:5]
        assert first in "".join(texts[place.page - 1 : place.page + 1]), finding  # a cell may go on over the page
        cells += bool(place.table and place.row and place.column)
    assert cells > 30


def test_the_report_says_page_table_row_and_column(printed: Path) -> None:
    done = run("check", "lamongan-pmd-ruled.pdf", "--select", "SBR", cwd=printed)

    assert "lamongan-pmd-ruled.pdf: hal. 2, tabel 1, baris 2, kolom SUMBER DATA" in " ".join(done.stdout.split())


def _pdf(path: Path, *, password: str = "", pages: int = 1) -> Path:
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if password:
        writer.encrypt(password)
    writer.write(path)
    return path


def test_a_locked_pdf_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="terkunci sandi"):
        read(_pdf(tmp_path / "a.pdf", password="rahasia"))


def test_a_pdf_of_pictures_says_how_to_go_on(tmp_path: Path) -> None:
    _pdf(tmp_path / "pindai.pdf")

    done = run("check", "pindai.pdf", cwd=tmp_path)

    assert done.returncode == 2
    assert "hasil pindai" in done.stderr
    assert "ocrmypdf" in done.stderr


@pytest.mark.parametrize(
    ("data", "said"), [(b"", "kosong"), (b"%PDF-1.7\nrusak", "bukan PDF"), (b"PK\3\4", "bukan PDF")]
)
def test_what_is_no_pdf_is_named(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "a.pdf").write_bytes(data)

    done = run("check", "a.pdf", cwd=tmp_path)

    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert said in done.stderr


def test_too_many_pages_are_refused_before_they_are_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="lebih dari 1000 halaman"):
        read(_pdf(tmp_path / "a.pdf", pages=1_001))
