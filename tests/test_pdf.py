"""PDF documents: made by LibreOffice from Word files in several layouts, and what else comes as PDF."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pdfplumber
import pypdf
import pytest

from iki_lint.engine import lint
from iki_lint.errors import InputError
from iki_lint.packs import built_in
from iki_lint.readers import read
from tests import layouts
from tests.conftest import FIXTURES
from tests.test_cli import run
from tests.test_printed import f1
from tests.test_word import content, made

NAMES = ("dokumen/lamongan-pmd", "dokumen/disdik", "dokumen/rsud", "bersih/dlh", "bersih/dinsos")
CASES = [(name, layout) for name in NAMES for layout in layouts.PRINTED]


def source(name: str) -> Path:
    return FIXTURES / f"{name}.iki.yaml"


def to_office(files: list[Path], folder: Path, form: str) -> None:
    """Have LibreOffice turn Word files into another form."""
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
    to_office(sorted(folder.glob("*.docx")), folder, "pdf")
    return folder


@pytest.mark.parametrize(("name", "layout"), CASES)
def test_a_document_printed_as_pdf_reads_as_what_it_was(printed: Path, name: str, layout: str) -> None:
    loaded = read(printed / f"{Path(name).name}-{layout}.pdf")

    assert f1(made(loaded), content(source(name))) >= 0.97


@pytest.mark.parametrize("layout", layouts.PRINTED)
def test_a_pdf_has_the_findings_of_its_content(printed: Path, layout: str) -> None:
    found = {(f.rule, f.pointer) for f in lint(read(printed / f"lamongan-pmd-{layout}.pdf"), built_in()).findings}
    wanted = {(f.rule, f.pointer) for f in lint(read(source("dokumen/lamongan-pmd")), built_in()).findings}

    assert len(found ^ wanted) <= len(wanted) * (0.06 if layout == "unruled" else 0.02)


@pytest.mark.parametrize("layout", layouts.PRINTED)
def test_a_finding_in_a_pdf_stands_where_the_page_it_says_begins_it(printed: Path, layout: str) -> None:
    path = printed / f"lamongan-pmd-{layout}.pdf"
    with pdfplumber.open(path) as document:
        texts = ["".join((page.extract_text() or "").split()) for page in document.pages]
    cells = 0

    for finding in lint(read(path), built_in()).findings:
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
