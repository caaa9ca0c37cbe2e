"""No network at all: every command, format and kind of document, where whatever asks for one is told."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link

from iki_lint.report import FORMATS
from tests.conftest import FIXTURES, HEADER
from tests.test_pdf import converted

WATCHED = """
import os, socket, sys

ASKING = ("socket.connect", "socket.getaddrinfo", "socket.gethost", "socket.getname", "socket.send", "urllib.", "http.")

def watch(event, args):  # binding a socket here, as a library does to find out whether there is IPv6, is nothing
    if event.startswith(ASKING):
        with open(os.environ["ASKED"], "a") as told:
            print(event, args, file=told)
        raise OSError("no network here")

sys.addaudithook(watch)
if sys.argv[1:] == ["asked"]:
    socket.getaddrinfo("jahat.example", 80)
from iki_lint.cli import entry
sys.argv[0] = "iki-lint"
entry()
"""
WEB = "http://jahat.example"
TEMPLATE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
OUTPUTS = [each for form in FORMATS for each in ("--output", f"{form}:../laporan.{form}")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents of each kind, all of which point to somewhere else."""
    path = tmp_path_factory.mktemp("jaringan")
    word = docx.Document()
    word.add_paragraph("JABATAN : KEPALA SEKSI TERMINAL")
    word.add_paragraph("TUGAS : menata terminal , dan obyek")
    for kind in (RELATIONSHIP_TYPE.IMAGE, TEMPLATE, RELATIONSHIP_TYPE.HYPERLINK):
        word.part.relate_to(f"{WEB}/a", kind, is_external=True)
    word.save(str(path / "a.docx"))
    converted([path / "a.docx"], path / "pdf", "pdf")
    pdf = PdfWriter(clone_from=PdfReader(path / "pdf" / "a.pdf"))
    pdf.add_annotation(0, Link(rect=(0, 0, 9, 9), url=f"{WEB}/a"))
    pdf.write(path / "b.pdf")
    book = openpyxl.Workbook()
    for row in (["JABATAN", "KEPALA SEKSI TERMINAL"], [f'=WEBSERVICE("{WEB}/w")', f"='[{WEB}/x.xlsx]a'!A1"]):
        book.active.append(row)
    book.active["A1"].hyperlink = f"{WEB}/h"
    book.save(path / "c.xlsx")
    (path / "d.md").write_text(f"Jabatan : Camat\n\nTugas : melihat ![a]({WEB}/a.png) <img src='{WEB}/b.png'>\n")
    (path / "e.iki.yaml").write_text(
        f"# yaml-language-server: $schema={WEB}/s.json\n$schema: {WEB}/s.json\n{HEADER}judul: data obyek\n"
    )
    (path / "f.iki.json").write_text(
        json.dumps({"$schema": f"{WEB}/s.json", "$ref": WEB, "skema": "iki/1", "jenis": "iki"})
    )
    shutil.copy(FIXTURES / "kecil" / "buruk.iki.yaml", path / "g.iki.yaml")
    (path / "iki-lint.yaml").write_text("packs: [aturan]\n")
    shutil.copytree(FIXTURES / "paket-tirtamulya" / "iki_lint_tirtamulya" / "rules", path / "aturan")
    for rule in (path / "aturan").glob("*.yaml"):
        if "iki_lint_tirtamulya" in rule.read_text(encoding="utf-8"):
            rule.unlink()
    shutil.rmtree(path / "pdf")
    return path


def _watched(*args: str, cwd: Path) -> tuple[subprocess.CompletedProcess[str], str]:
    """What a command gives, and what it asked of a network."""
    asked = cwd.parent / f"{cwd.name}-asked"
    asked.unlink(missing_ok=True)
    command = [sys.executable, "-P", "-c", WATCHED, *args]
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, env={**os.environ, "ASKED": str(asked)}
    )
    return done, asked.read_text() if asked.exists() else ""


def test_what_is_asked_of_a_network_would_be_told(tmp_path: Path) -> None:
    assert "socket.getaddrinfo" in _watched("asked", cwd=tmp_path)[1]


@pytest.mark.parametrize(
    "command",
    [
        ("check", ".", "--jobs", "2", "--no-cache", *OUTPUTS),
        ("check", ".", "--diff"),
        ("convert", "a.docx"),
        ("review", "a.docx", "-o", "../r.docx"),
        ("diff", "e.iki.yaml", "f.iki.json", "--format", "html"),
        ("baseline", ".", "-o", "../b.json"),
        ("rules",),
        ("explain", "JBT005"),
        ("test", "aturan"),
        ("config", "g.iki.yaml"),
        ("schema",),
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_no_command_asks_a_network(command: tuple[str, ...], folder: Path) -> None:
    done, asked = _watched(*command, cwd=folder)

    assert asked == ""
    assert done.returncode in (0, 1, 2)
    assert "no network" not in done.stderr
    assert done.stdout or command[0] == "baseline"
