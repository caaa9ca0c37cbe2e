"""How much is read of one document: what is larger is refused by name, so that no file takes over a machine."""

from __future__ import annotations

from dataclasses import dataclass, fields

from iki_lint.findings import Language

MB = 1_000_000
"""Bytes; what sizes are given in."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read of one document; a field is a key of `limits` in the configuration, `_` written `-`.

    Sizes are in megabytes (MB), times in seconds; the rest are counts. `repeats` are what aliases repeat of `values`;
    these, `text_mb`, `depth`, `keys` (of one
    mapping), `items` (of one list) and `characters` (of one value) hold for whatever is text: a YAML or JSON file with
    all that its aliases make of it, text, Markdown, and what Word, Excel and PDF print: there `values` are cells, and
    `paragraphs` those in tables too. `findings` and `suppressions` are those of one document. `unpacked_mb`, `parts`,
    `xml_mb` and `elements` (of XML) are of a Word or Excel file, a zip of parts; `sheets` of a workbook, `rows` and
    `columns` of a sheet; `stream_mb` to `pdf_seconds` of a PDF, the seconds of the processor for one page, and for all;
    `office_seconds` those that LibreOffice may take.
    """

    file_mb: int = 100
    text_mb: int = 50
    values: int = 2_000_000
    repeats: int = 100_000
    depth: int = 64
    keys: int = 1_000
    items: int = 50_000
    characters: int = 20_000
    paragraphs: int = 50_000
    findings: int = 50_000
    suppressions: int = 500
    unpacked_mb: int = 300
    parts: int = 5_000
    xml_mb: int = 50
    elements: int = 1_000_000
    sheets: int = 250
    rows: int = 20_000
    columns: int = 100
    stream_mb: int = 50
    pages: int = 1_000
    page_items: int = 50_000
    page_seconds: int = 5
    pdf_seconds: int = 300
    office_seconds: int = 180


DEFAULTS = Limits()
OWN = Limits(text_mb=2)
"""Of the files that a project writes for iki-lint: its configuration and its rules."""
RECORDS = Limits(text_mb=400, values=20_000_000)
"""Of a baseline, which holds the findings of all documents."""
DEEPEST = 200
"""The most that `depth` may be raised to: trees are walked by recursion."""
NAMES = {field.name.replace("_", "-"): field.name for field in fields(Limits)}
"""The keys of the configuration, and the fields that they set."""

WORDS: dict[str, dict[Language, str]] = {
    "file_mb": {"id": "berkas lebih besar dari {most} MB", "en": "the file is larger than {most} MB"},
    "text_mb": {"id": "teks lebih besar dari {most} MB", "en": "the text is larger than {most} MB"},
    "values": {
        "id": "lebih dari {most} nilai (nilai yang diulang alias ikut terhitung)",
        "en": "more than {most} values (those that aliases repeat among them)",
    },
    "repeats": {
        "id": "alias mengulang lebih dari {most} nilai",
        "en": "aliases repeat more than {most} values",
    },
    "depth": {"id": "bersarang lebih dari {most} tingkat", "en": "nested deeper than {most} levels"},
    "keys": {"id": "lebih dari {most} kunci dalam satu peta", "en": "more than {most} keys in one mapping"},
    "items": {"id": "lebih dari {most} butir dalam satu daftar", "en": "more than {most} items in one list"},
    "paragraphs": {
        "id": "lebih dari {most} paragraf, yang dalam tabel ikut terhitung",
        "en": "more than {most} paragraphs, those in tables among them",
    },
    "findings": {
        "id": "lebih dari {most} temuan dalam satu dokumen; sisanya tidak dilaporkan",
        "en": "more than {most} findings in one document; the others are not reported",
    },
    "suppressions": {
        "id": "lebih dari {most} komentar “iki-lint: abaikan” dalam satu berkas",
        "en": "more than {most} comments “iki-lint: abaikan” in one file",
    },
    "characters": {
        "id": "satu nilai lebih panjang dari {most} huruf",
        "en": "one value is longer than {most} characters",
    },
    "unpacked_mb": {
        "id": "isinya, dibuka dari kemasannya, lebih besar dari {most} MB",
        "en": "what it holds, unpacked, is larger than {most} MB",
    },
    "parts": {"id": "lebih dari {most} bagian dalam kemasannya", "en": "more than {most} parts in its package"},
    "xml_mb": {
        "id": "XML di dalamnya, dibuka dari kemasannya, lebih besar dari {most} MB",
        "en": "the XML in it is larger than {most} MB when unpacked",
    },
    "elements": {"id": "lebih dari {most} unsur XML", "en": "more than {most} XML elements"},
    "sheets": {"id": "lebih dari {most} lembar kerja", "en": "more than {most} sheets"},
    "rows": {"id": "lembar kerja dengan lebih dari {most} baris", "en": "a sheet of more than {most} rows"},
    "columns": {"id": "lembar kerja dengan lebih dari {most} kolom", "en": "a sheet of more than {most} columns"},
    "stream_mb": {
        "id": "satu bagian PDF, dibuka dari kemasannya, lebih besar dari {most} MB",
        "en": "one stream of the PDF is larger than {most} MB when unpacked",
    },
    "pages": {"id": "lebih dari {most} halaman", "en": "more than {most} pages"},
    "page_items": {
        "id": "lebih dari {most} huruf dan garis pada satu halaman",
        "en": "more than {most} characters and lines on one page",
    },
    "page_seconds": {
        "id": "satu halaman tidak selesai dibaca dalam {most} detik",
        "en": "one page was not read within {most} seconds",
    },
    "pdf_seconds": {
        "id": "halaman-halaman PDF tidak selesai dibaca dalam {most} detik",
        "en": "the pages of the PDF were not read within {most} seconds",
    },
    "office_seconds": {
        "id": "LibreOffice tidak selesai dalam {most} detik",
        "en": "LibreOffice was not done within {most} seconds",
    },
}
_REMEDY: dict[Language, str] = {
    "id": "Pecah atau sederhanakan berkasnya; bila memang harus sebesar itu, naikkan “{key}” di bawah “limits” "
    "dalam iki-lint.yaml.",
    "en": "Split or simplify the file; if it has to be that large, raise “{key}” under “limits” in iki-lint.yaml.",
}


def exceeded(name: str, most: str, begin: str, language: Language) -> str:
    """Which limit a document does not keep, its value, and how it is raised; `name` is the field's."""
    problem = WORDS[name][language].format(most=most) + (f": “{begin}…”" if begin else "")
    return f"{problem}. {_REMEDY[language].format(key=name.replace('_', '-'))}"
