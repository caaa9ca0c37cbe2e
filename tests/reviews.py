"""What tests of reviewed Word documents share: how one is made, and what it says."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree

from iki_lint.document.nodes import plain
from iki_lint.engine import lint
from iki_lint.findings import Finding
from iki_lint.packs import built_in
from iki_lint.readers import Loaded, read
from tests.layouts import M
from tests.test_cli import run

MARKS = tuple(map(qn, ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")))
WORDY = ("Meningkatnya ketertiban terminal", "Jumlah terminal", "Jumlah terminal", "Laporan", "5 terminal")


def reviewed(folder: Path, *args: str, code: int = 1) -> Path:
    done = run("review", "a.docx", "-o", "b.docx", *args, cwd=folder)

    assert (done.returncode, "Traceback" in done.stderr) == (code, False)
    return folder / "b.docx"


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def findings(path: Path) -> list[Finding]:
    return [replace(finding, path="", related=()) for finding in lint(read(path), built_in()).findings]


def decided(data: bytes, *, accept: bool) -> Any:
    """A text of which the tracked changes of iki-lint were all accepted, or all rejected."""
    root = etree.fromstring(data)
    for change in list(root.iter(qn("w:ins"), qn("w:del"))):
        if change.get(qn("w:author")) == "iki-lint":
            if (change.tag == qn("w:ins")) is accept:
                for each in list(change):
                    change.addprevious(each)
            change.getparent().remove(change)
    for text in root.iter(qn("w:delText")):
        if text.getparent().getparent().tag != qn("w:del"):
            text.tag = qn("w:t")
    return root


def bare(data: bytes) -> Any:
    """A text as it was before iki-lint wrote into it: no comments, no changes, and runs of one formatting as one."""
    root = decided(data, accept=False)
    for mark in list(root.iter(*MARKS)):
        holder = mark.getparent() if mark.tag == MARKS[2] else mark
        holder.getparent().remove(holder)
    for run_ in list(root.iter(qn("w:r"))):
        before = run_.getprevious()
        if before is not None and before.tag == run_.tag and properties(before) == properties(run_):
            before.extend(child for child in run_ if child.tag != qn("w:rPr"))
            run_.getparent().remove(run_)
    for text in list(root.iter(qn("w:t"))):
        text.attrib.clear()
        before = text.getprevious()
        if before is not None and before.tag == text.tag:
            before.text += text.text
            text.getparent().remove(text)
    return etree.tostring(root, method="c14n")


def properties(element: Any) -> bytes:
    found = element.find(qn("w:rPr"))
    return etree.tostring(found, method="c14n") if found is not None else b""


def commented(path: Path) -> list[str]:
    """The words that each comment is on, as they were, in the order of the comments."""
    opened: dict[str, str] = {}
    closed: dict[str, str] = {}
    root = decided(parts(path)["word/document.xml"], accept=False)
    for element in root.iter(*MARKS[:2], qn("w:t"), f"{{{M[9:-1]}}}t"):
        number = element.get(qn("w:id")) or ""
        if element.tag == MARKS[0]:
            opened[number] = ""
        elif element.tag == MARKS[1]:
            closed[number] = opened.pop(number)
        else:
            opened = {each: said + element.text for each, said in opened.items()}
    assert not opened
    return [closed[number] for number in sorted(closed, key=int)]


def rowed() -> Any:
    """A Word document with one jabatan and one row."""
    document = docx.Document()
    document.add_paragraph("JABATAN : KEPALA SEKSI TERMINAL")
    table = document.add_table(rows=2, cols=5)
    heads = ("SASARAN", "INDIKATOR KINERJA", "FORMULASI", "SUMBER DATA", "TARGET")
    for row, texts in zip(table.rows, (heads, WORDY), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return document


def cell(word: Any, column: int) -> Any:
    found = word.tables[0].cell(1, column).paragraphs[0]
    for each in list(found.runs):
        each._r.getparent().remove(each._r)
    return found


def mended(loaded: Loaded) -> Any:
    """What a document says once everything is mended that can be mended safely."""
    tree: Any = plain(loaded.places.root)
    fixes = [f.fix for f in lint(loaded, built_in()).findings if f.fix and f.fix.safe]
    for edit in sorted((e for fix in fixes for e in fix.edits), key=lambda e: e.start, reverse=True):
        *above, last = (int(step) if step.isdigit() else step for step in edit.pointer.split("/")[1:])
        holder = reduce(getitem, above, tree)
        holder[last] = f"{holder[last][: edit.start]}{edit.text}{holder[last][edit.end :]}"
    return tree
