"""Documents laid out as offices lay them out: the same content in different Word forms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
BORDERS = {
    "columns": "top left bottom right insideV",
    "open": "left right insideV",
    "groups": "top left bottom right",
}
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Layout:
    """How a document is laid out: the headings of its columns in their order, and what Word does of itself."""

    columns: dict[str, str]
    automatic: bool = False
    merge: bool = False
    fractions: str = ""  # "equation" or "underline"
    rules: str = ""  # "grid", or one of BORDERS
    wide: bool = False  # landscape, in small letters set close
    numbered: bool = False  # headings in the middle of their cells, and a row of column numbers
    middled: bool = False  # every text in the middle of its cell
    label: str = "Jabatan : {}"


FULL = {
    "no": "NO",
    "sasaran": "SASARAN STRATEGIS",
    "nama": "INDIKATOR KINERJA",
    "formulasi": "PENJELASAN/FORMULASI PENGHITUNGAN",
    "sumber_data": "SUMBER DATA",
    "penanggung_jawab": "PENANGGUNG JAWAB",
    "target": "TARGET",
}
OTHER = {
    "sasaran": "Sasaran Kinerja Kegiatan",
    "nama": "Indikator Kinerja Kegiatan",
    "target": "Output",
    "penanggung_jawab": "Penanggungjawab",
    "sumber_data": "SumberData",
    "formulasi": "Cara Perhitungan",
}
LAYOUTS = {
    "typed": Layout(FULL),
    "automatic": Layout(OTHER, automatic=True, label="JABATAN : {}"),
    "merged": Layout(FULL, merge=True, fractions="equation"),
}
PRINTED = {
    "ruled": Layout(FULL, rules="grid"),
    "unruled": Layout(OTHER, automatic=True, label="JABATAN : {}"),
    "merged": Layout(FULL, merge=True, rules="grid", fractions="underline"),
}


def write(document: dict[str, Any], path: Path, layout: Layout) -> None:
    """Write a structured document as a Word file."""
    word = docx.Document()
    if layout.wide:
        page = word.sections[0]
        page.page_width, page.page_height = page.page_height, page.page_width
        style = word.styles["Normal"]
        style.font.size, style.paragraph_format.space_after = Pt(8), Pt(0)
    if "keputusan" in document:
        _decree(word, document)
    for owner in ([document["iku"]] if "iku" in document else []) + document.get("jabatan", []):
        _owner(word, document, owner, layout)
    for person in document.get("pengesahan", []):
        _signature(word, person)
    word.save(str(path))


def _list(word: Any, items: list[str], automatic: bool) -> None:
    for i, item in enumerate(items):
        if automatic:
            word.add_paragraph(f"{item};", style="List Number")
        else:
            word.add_paragraph(f"{LETTERS[i]}. {item};")


def _decree(word: Any, document: dict[str, Any]) -> None:
    decree = document["keputusan"]
    region = document["instansi"].get("daerah", "")
    word.add_paragraph(f"PEMERINTAH {region}")
    word.add_paragraph(document["instansi"]["nama"])
    for label, key in (("", "jenis"), ("NOMOR : ", "nomor"), ("TENTANG ", "tentang")):
        if key in decree:
            word.add_paragraph(f"{label}{decree[key]}")
    for key in ("menimbang", "mengingat"):
        items = decree.get(key, [])
        for i, item in enumerate(items):
            word.add_paragraph(f"{key.title()} : a. {item};" if i == 0 else f"{LETTERS[i]}. {item};")
    word.add_paragraph("MEMUTUSKAN :")
    word.add_paragraph("Menetapkan :")
    for dictum in decree.get("menetapkan", []):
        word.add_paragraph(f"{dictum['diktum']} : {dictum.get('isi', '')}")
        _list(word, dictum.get("rincian", []), automatic=False)
    signed = decree.get("ditetapkan", {})
    if signed:
        word.add_paragraph(f"Ditetapkan di {signed.get('tempat', '')}")
        word.add_paragraph(f"pada tanggal {signed.get('tanggal', '')}")
    if "penandatangan" in decree:
        _signature(word, decree["penandatangan"])


def _signature(word: Any, person: dict[str, str]) -> None:
    if "tempat" in person:
        word.add_paragraph(f"{person['tempat']}, {person.get('tanggal', '')}")
    word.add_paragraph(f"{person['jabatan']},")
    word.add_paragraph(person["nama"])
    if "pangkat" in person:
        word.add_paragraph(person["pangkat"])
    if "nip" in person:
        word.add_paragraph(f"NIP. {person['nip']}")


def _owner(word: Any, document: dict[str, Any], owner: dict[str, Any], layout: Layout) -> None:
    own = "nama" in owner
    year = f" TAHUN {document['tahun']}" if "tahun" in document else ""
    word.add_paragraph(f"INDIKATOR KINERJA {'INDIVIDU' if own else 'UTAMA'}{year}").runs[0].bold = True
    if not own and "keputusan" not in document:
        word.add_paragraph(document["instansi"]["nama"])
        word.add_paragraph(document["instansi"].get("daerah", ""))
    if own:
        word.add_paragraph(layout.label.format(owner["nama"]))
    for label, key in (("Unit Kerja", "unit"), ("Atasan", "atasan")):
        if key in owner:
            word.add_paragraph(f"{label} : {owner[key]}")
    for key in ("tugas", "fungsi"):
        if key in owner:
            word.add_paragraph(f"{key.title()} :")
            _list(word, owner[key], layout.automatic)
    for context, rows in _contexts(owner.get("kinerja", [])):
        for key, value in context.items():
            word.add_paragraph(f"{key.upper()} : {value}")
        _table(word, rows, layout)


def _contexts(rows: list[dict[str, Any]]) -> Iterator[tuple[dict[str, str], list[dict[str, Any]]]]:
    """Rows that stand under one visi, misi and tujuan together; a tujuan with no sasaran stays in its row."""
    last: dict[str, str] | None = None
    group: list[dict[str, Any]] = []
    for row in rows:
        context = {key: row[key] for key in ("visi", "misi", "tujuan") if key in row and "sasaran" in row}
        if group and context != last:
            yield last or {}, group
            group = []
        last = context
        group.append(row)
    if group:
        yield last or {}, group


def _table(word: Any, rows: list[dict[str, Any]], layout: Layout) -> None:
    used = [
        name
        for name in layout.columns
        if name in ("no", "sasaran", "nama") or any(name in entry for row in rows for entry in row.get("indikator", []))
    ]
    table = word.add_table(rows=1, cols=len(used))
    for cell, name in zip(table.rows[0].cells, used, strict=True):
        cell.text = layout.columns[name]
    if layout.numbered:
        _number(table)
    for number, row in enumerate(rows, 1):
        entries = row.get("indikator") or [{}]
        first = len(table.rows)
        for i, entry in enumerate(entries):
            cells = table.add_row().cells
            for cell, name in zip(cells, used, strict=True):
                if name == "no":
                    cell.text = str(number) if i == 0 else ""
                elif name == "sasaran":
                    cell.text = row.get("sasaran", "") if i == 0 else ""
                elif name == "formulasi":
                    _formula(cell, entry.get("formulasi", "-"), layout.fractions)
                else:
                    cell.text = str(entry.get(name, "-"))
        if layout.merge and len(entries) > 1:
            _merge(table, used, first, entries)
    _rule(table, layout)
    word.add_paragraph()


def _number(table: Any) -> None:
    for number, cell in enumerate(table.add_row().cells, 1):
        table.cell(0, number - 1).vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        cell.text = f"({number})"


def _rule(table: Any, layout: Layout) -> None:
    """Draw the rules of a table: a grid repeats its headings, columns have one below theirs, groups over each."""
    rules = layout.rules
    for cell in (cell for row in table.rows for cell in row.cells if layout.middled):
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    if rules in BORDERS:
        table._tbl.tblPr.append(_borders("tblBorders", BORDERS[rules]))
    over = {"columns": table.rows[:2], "groups": [row for row in table.rows if row.cells[0].text]}
    for row in over.get(rules, []):
        for cell in row.cells:
            cell._tc.get_or_add_tcPr().append(_borders("tcBorders", "top"))
    if rules == "grid":
        table.style = "Table Grid"
        table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def _borders(name: str, sides: str) -> Any:
    lines = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in sides.split())
    return parse_xml(f"<w:{name} {nsdecls('w')}>{lines}</w:{name}>")


def _merge(table: Any, used: list[str], first: int, entries: list[dict[str, Any]]) -> None:
    """Merge what a row group says once: its number, its sasaran, and values that are the same all the way down."""
    for column, name in enumerate(used):
        same = len({str(entry.get(name)) for entry in entries}) == 1 and name in entries[0] and name != "formulasi"
        if name in ("no", "sasaran") or (same and name != "nama"):
            cells = [table.cell(first + i, column) for i in range(len(entries))]
            text = cells[0].text
            for cell in cells[1:]:
                cell.text = ""
            merged = cells[0].merge(cells[-1])
            merged.text = text


def _formula(cell: Any, formula: str, fractions: str) -> None:
    above, slash, rest = formula.partition(" / ")
    if not fractions or not slash or "$" in formula or " / " in rest:
        cell.text = formula
        return
    below, _, factor = rest.partition(" x 100")
    if fractions == "underline":
        cell.paragraphs[0].add_run(above).underline = True
        cell.add_paragraph(below)
        if " x 100" in rest:
            cell.add_paragraph(f"x 100{factor}")
        return
    run = "<m:r><m:t>{}</m:t></m:r>"
    sides = [run.format(side.replace("&", "&amp;").replace("<", "&lt;")) for side in (above, below)]
    xml = f"<m:oMath {M} {nsdecls('w')}><m:f><m:num>{sides[0]}</m:num><m:den>{sides[1]}</m:den></m:f></m:oMath>"
    cell.paragraphs[0]._p.append(parse_xml(xml))
    if " x 100" in rest:
        cell.paragraphs[0].add_run(f" x 100{factor}")


def field(paragraph: Any, *instruction: str, result: str = "", simple: bool = False) -> None:
    """A field at the end of a paragraph, its instruction in as many runs as parts are given."""
    shown = [f"<w:r><w:t>{result}</w:t></w:r>"] if result else []
    if simple:
        runs = [f'<w:fldSimple {nsdecls("w")} w:instr="{"".join(instruction)}">{"".join(shown)}</w:fldSimple>']
    else:
        sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
        parts = [f'<w:r><w:instrText xml:space="preserve">{part}</w:instrText></w:r>' for part in instruction]
        runs = [sign("begin"), *parts, sign("separate"), *shown, sign("end")]
    for run in parse_xml(f"<w:p {nsdecls('w')}>{''.join(runs)}</w:p>"):
        paragraph._p.append(run)


def printed(document: Any) -> Any:
    """A document with every formulasi that was taken apart as it prints."""
    if isinstance(document, list):
        return [printed(item) for item in document]
    if not isinstance(document, dict):
        return document
    if not {"pembilang", "penyebut"} & document.keys():
        return {key: printed(value) for key, value in document.items()}
    sides = " / ".join(document[key] for key in ("pembilang", "penyebut") if key in document)
    factor = f" x {document['pengali']}" if "pengali" in document else ""
    note = f" Keterangan: {document['keterangan']}" if "keterangan" in document else ""
    return f"{sides}{factor}{note}"


def write_sheets(document: dict[str, Any], path: Path, layout: Layout, *, one_sheet: bool) -> None:
    """Write the tables of a structured document as a workbook: a sheet a jabatan, or one long table."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    if one_sheet:
        sheet = book.create_sheet("IKI")
        _title(sheet, document)
        _sheet_table(sheet, [(post["nama"], post.get("kinerja", [])) for post in document["jabatan"]], layout)
    for i, post in enumerate(() if one_sheet else document["jabatan"]):
        sheet = book.create_sheet(f"Lembar {i + 1}")
        _title(sheet, document)
        sheet.append([f"Jabatan : {post['nama']}"])
        for key in ("tugas", "fungsi"):
            if key in post:
                sheet.append([f"{key.title()} :"])
                for number, item in enumerate(post[key], 1):
                    sheet.append([f"{number}. {item};"])
        sheet.append([])
        _sheet_table(sheet, [("", post.get("kinerja", []))], layout)
    book.save(path)


def _title(sheet: Any, document: dict[str, Any]) -> None:
    for line in ("INDIKATOR KINERJA INDIVIDU", document["instansi"]["nama"], document["instansi"].get("daerah", "")):
        sheet.append([line])


def _sheet_table(sheet: Any, owners: list[tuple[str, list[dict[str, Any]]]], layout: Layout) -> None:
    names = [*(["jabatan"] if owners[0][0] else []), *layout.columns]
    sheet.append(["JABATAN" if name == "jabatan" else layout.columns[name] for name in names])
    for owner, rows in owners:
        for number, row in enumerate(rows, 1):
            entries = row.get("indikator") or [{}]
            first = sheet.max_row + 1
            for i, entry in enumerate(entries):
                shared = {"no": number, "sasaran": row.get("sasaran"), "jabatan": owner}
                said = {**entry, **(shared if i == 0 else {"jabatan": owner})}
                sheet.append([said.get(name) for name in names])
            for name in ("no", "sasaran") if layout.merge and len(entries) > 1 else ():
                if name in names:
                    column = names.index(name) + 1
                    sheet.merge_cells(start_row=first, end_row=sheet.max_row, start_column=column, end_column=column)


def typed(path: Path, *parts: Any) -> Path:
    """A Word document of lines, and of tables where a part is a list of rows."""
    word = docx.Document()
    for part in parts:
        if isinstance(part, str):
            word.add_paragraph(part)
            continue
        table = word.add_table(len(part), len(part[0]))
        for row, texts in zip(table.rows, part, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        word.add_paragraph()
    word.save(str(path))
    return path
