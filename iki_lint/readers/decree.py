"""The decree in front of an annex, and signature blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from iki_lint.document.printed import Printed, join
from iki_lint.readers import titles
from iki_lint.readers.blocks import Block, Paragraph, Table, closed, labelled

_OPENS = re.compile(r"^(?:menimbang|mengingat|memperhatikan)\s*:", re.IGNORECASE)
_DECIDES = re.compile(r"^m\s*e\s*m\s*u\s*t\s*u\s*s\s*k\s*a\s*n", re.IGNORECASE)
_ANNEX = re.compile(r"^(?:lampiran\b|(?:nama\s+)?jabatan\s*:|indikator kinerja (?:individu|utama)\b)", re.IGNORECASE)
_PART = re.compile(
    r"^(?P<key>menimbang|mengingat|memperhatikan|menetapkan|nomor|tentang|ditetapkan di|pada tanggal)\b\s*:?\s*", re.I
)
_DICTUM = re.compile(
    r"^(?P<name>K?E?SATU|PERTAMA|KEDUA|KETIGA|KEEMPAT|KELIMA|KEENAM|KETUJUH|KEDELAPAN|KESEMBILAN|KESEPULUH)\s*:?\s*"
)
_NIP = re.compile(r"^nip\.?\s*:?\s*(?P<nip>[\d .…_-]{6,})$", re.IGNORECASE)
_RANK = re.compile(r"^(?:pembina|penata|pengatur|juru|perbina|golongan|gol\.|[IVX]+\s*/\s*[a-e])\b", re.IGNORECASE)
_DATED = re.compile(r"^(?P<place>[A-Z][\w ]+?),\s*(?P<date>(?:\d{1,2}|[.…_ ]+)\s+\w+\s+\d{4})$")
_TITLED = re.compile(r"(?:kepala|camat|lurah|bupati|wali|inspektur|sekretaris|direktur|plt)", re.IGNORECASE)
_PLACE = re.compile(r"^ditetapkan\s+di\s*:?\s*", re.IGNORECASE)
_DATE = re.compile(r"^pada\s+tanggal\s*:?\s*", re.IGNORECASE)
_HEAD = re.compile(r"^keputusan\b", re.IGNORECASE)
_LETTER = re.compile(r"^(?:jl\.?|jalan|telp|telepon|fax|web|email|e-mail|kode pos|dengan rahmat)\b", re.IGNORECASE)
_AUTHORITY = re.compile(r"^pemerintah\s+(?=kabupaten|kota|provinsi)", re.IGNORECASE)


def split(blocks: Sequence[Block]) -> tuple[list[Paragraph], list[Block]]:
    """The decree's paragraphs, and the annex; no decree where nothing is decided."""
    decided = next((i for i, b in enumerate(blocks) if isinstance(b, Paragraph) and _DECIDES.match(b.text.text)), None)
    if decided is None:
        return [], list(blocks)
    rest = range(decided + 1, len(blocks))
    begin = next((i for i in rest if isinstance(b := blocks[i], Table) or _ANNEX.match(b.text.text)), len(blocks))
    return [b for b in blocks[:begin] if isinstance(b, Paragraph)], list(blocks[begin:])


def read(paragraphs: Sequence[Paragraph], instansi: dict[str, Printed]) -> dict[str, Any]:
    """The decree; the letterhead's office and region go to `instansi`."""
    found: dict[str, Any] = {}
    key = "letterhead"
    lines: dict[str, list[Printed]] = {"jenis": [], "tentang": []}
    dicta: list[dict[str, Any]] = []
    closing: list[Paragraph] = []
    for paragraph in paragraphs:
        text = paragraph.text
        part = _PART.match(text.text) if not closing else None
        name = part["key"].lower() if part else ""
        if closing or name in ("ditetapkan di", "pada tanggal"):
            closing.append(paragraph)
        elif part:
            key = name
            _open(key, text.cut(part.end()), found, lines)
        elif _DECIDES.match(text.text):
            key = "memutuskan"
        elif key in ("memutuskan", "menetapkan"):
            _dictum(paragraph, dicta)
        elif key in ("menimbang", "mengingat"):
            _item(paragraph, found[key])
        elif key == "letterhead" and not _HEAD.match(text.text):
            _letterhead(text, instansi)
        elif not _LETTER.match(text.text):
            key = "jenis" if key == "letterhead" else key
            lines.get(key, []).append(text)
    return _finished(found, lines, dicta, closing)


def _open(key: str, rest: Printed, found: dict[str, Any], lines: dict[str, list[Printed]]) -> None:
    if key in ("menimbang", "mengingat"):
        found[key] = []
        if rest:
            _item(labelled(rest), found[key])
    elif key == "nomor":
        found["nomor"] = rest
    elif key == "tentang" and rest:
        lines["tentang"].append(rest)


def _letterhead(text: Printed, instansi: dict[str, Printed]) -> None:
    if authority := _AUTHORITY.match(text.text):
        instansi.setdefault("daerah", text.cut(authority.end()))
    elif titles.OFFICE.match(text.text):
        instansi.setdefault("nama", text)


def _item(paragraph: Paragraph, items: list[Printed]) -> None:
    """An item of menimbang or mengingat; a line without a letter goes on with the one before."""
    if items and not paragraph.label:
        items[-1] = join([items[-1], paragraph.text])
    else:
        items.append(paragraph.text)


def _dictum(paragraph: Paragraph, dicta: list[dict[str, Any]]) -> None:
    named = _DICTUM.match(paragraph.text.text)
    if named:
        rest = paragraph.text.cut(named.end())
        dicta.append({"diktum": paragraph.text.cut(*named.span("name")), "isi": rest, "rincian": []})
    elif dicta and paragraph.label:
        dicta[-1]["rincian"].append(paragraph.text)
    elif dicta:
        last = dicta[-1]
        where = last["rincian"] or [last["isi"]]
        where[-1] = join([where[-1], paragraph.text])
        if not last["rincian"]:
            last["isi"] = where[-1]


def _finished(
    found: dict[str, Any], lines: dict[str, list[Printed]], dicta: list[dict[str, Any]], closing: list[Paragraph]
) -> dict[str, Any]:
    for dictum in dicta:
        dictum["isi"] = closed(dictum["isi"])
        dictum["rincian"] = [closed(text) for text in dictum["rincian"]]
    people, _ = signatures(closing)
    signer = people[0] if people else {}
    whole = {
        "jenis": join(lines["jenis"]),
        "nomor": found.get("nomor"),
        "tentang": join(lines["tentang"]),
        "menimbang": [closed(text) for text in found.get("menimbang", ())],
        "mengingat": [closed(text) for text in found.get("mengingat", ())],
        "menetapkan": [{key: value for key, value in dictum.items() if value} for dictum in dicta],
        "ditetapkan": {key: signer[key] for key in ("tempat", "tanggal") if key in signer},
        "penandatangan": {key: value for key, value in signer.items() if key not in ("tempat", "tanggal")},
    }
    return {key: value for key, value in whole.items() if value}


def closes(text: str) -> bool:
    """Whether a line belongs to a signature block: a place and date, a NIP."""
    return bool(_DATED.match(text) or _NIP.match(text) or _PLACE.match(text))


def signatures(paragraphs: Sequence[Paragraph]) -> tuple[list[dict[str, Printed]], list[Paragraph]]:
    """The signature blocks in loose paragraphs, each ended by its NIP, and the paragraphs that belong to none."""
    found: list[dict[str, Printed]] = []
    rest: list[Paragraph] = []
    pending: list[Paragraph] = []
    for paragraph in paragraphs:
        pending.append(paragraph)
        nip = _NIP.match(paragraph.text.text)
        if nip:
            block, before = _signature([p.text for p in pending[:-1]])
            found.append({**block, "nip": paragraph.text.cut(*nip.span("nip"))})
            rest += [p for p in pending if p.text in before]
            pending = []
    return found, rest + pending


def _signature(lines: list[Printed]) -> tuple[dict[str, Printed], list[Printed]]:
    """The parts of a block above its NIP, from below: rank, name, title, place and date; and what stands above it."""
    block: dict[str, Printed] = {}
    if lines and _RANK.match(lines[-1].text):
        block["pangkat"] = lines.pop()
    if lines:
        block["nama"] = lines.pop()
    title: list[Printed] = []
    while lines and not _starts(lines[-1], block) and _titular(lines[-1], title):
        title.insert(0, lines.pop())
    if title:
        whole = join(title)
        block["jabatan"] = whole.cut(0, len(whole.text.rstrip(" ,")))
    while lines and _starts(lines[-1], block):
        lines.pop()
    ordered: dict[str, Printed] = {
        key: block[key] for key in ("tempat", "tanggal", "jabatan", "nama", "pangkat") if key in block
    }
    return ordered, lines


def _titular(line: Printed, below: list[Printed]) -> bool:
    """Whether a line is part of a signer's title: the lines above its first one are not."""
    return not below or not _TITLED.match(below[0].text)


def _starts(line: Printed, block: dict[str, Printed]) -> bool:
    """Whether a line gives the place or the date; they are noted."""
    if dated := _DATED.match(line.text):
        block["tempat"], block["tanggal"] = line.cut(*dated.span("place")), line.cut(*dated.span("date"))
        return True
    for key, pattern in (("tempat", _PLACE), ("tanggal", _DATE)):
        if match := pattern.match(line.text):
            block[key] = line.cut(match.end())
            return True
    return False
