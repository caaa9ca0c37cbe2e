"""The decree in front of an annex."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from iki_lint.document.printed import Printed, join
from iki_lint.readers import signatures, titles
from iki_lint.readers.blocks import Block, Paragraph, Table, closed, labelled

_DECIDES = re.compile(r"^m\s*e\s*m\s*u\s*t\s*u\s*s\s*k\s*a\s*n\b\s*:?\s*(?:menetapkan\b\s*:?)?", re.IGNORECASE)
_ANNEX = re.compile(
    r"^(?:lampiran\b|(?:nama\s+)?jabatan\s*:|indikator kinerja (?:individu|utama)\b(?!.*[;,.]$))", re.IGNORECASE
)
_FRONT = re.compile(r"^(?P<key>nomor|tentang)\b\s*:?\s*", re.IGNORECASE)
_INSIDE = (re.compile(r"(?<=\w)\s+(?=NOMOR\s*:)"), re.compile(r"(?<=[\w/])\s+(?=TENTANG\b)"))
_PART = re.compile(r"^(?P<key>M(?:ENIMBANG|enimbang|ENGINGAT|engingat|EMPERHATIKAN|emperhatikan))\b\s*:?\s*")
_NEXT_ITEM = re.compile(r";\s+(?=(?:\d{1,2}|[a-z])[.)]\s+\w)")
_LABEL = re.compile(r"^(?:menimbang|mengingat|memperhatikan|menetapkan)\s*:?(?P<rest>.*)$", re.IGNORECASE)
_COUNTED = (
    r"KESATU|SATU|PERTAMA|KEDUA(?: BELAS)?|KETIGA(?: BELAS)?|KEEMPAT|KELIMA|KEENAM|KETUJUH|KEDELAPAN|KESEMBILAN"
    r"|KESEPULUH|KESEBELAS"
)
_DICTUM = re.compile(rf"^(?:(?P<name>{_COUNTED})\b\s*:?|(?P<titled>(?i:{_COUNTED}))\s*:)\s*")
_REGION = r"(?:kabupaten|kab|kota|provinsi|nomor|tentang|tahun|selaku)\b"
_HEAD = re.compile(r"^(?:(?i:keputusan)|PERATURAN (?:BUPATI|WALI|GUBERNUR|MENTERI|KEPALA|DIREKTUR|REKTOR))\b")
_LETTER = re.compile(r"^(?:jl\.?|jalan|telp|telepon|fax|web|email|e-mail|kode pos|dengan rahmat)\b", re.IGNORECASE)
_AUTHORITY = re.compile(r"^pemerintah\s+(?=kabupaten|kota|provinsi)", re.IGNORECASE)


def is_label(text: str) -> bool:
    """Whether a cell holds the label of a decree's part and nothing else."""
    label = _LABEL.match(text)
    return bool(label and not label["rest"]) or bool(_DICTUM.fullmatch(text))


def opens(text: str) -> bool:
    """Whether a line begins a part of a decree."""
    return bool(_DECIDES.match(text) or (_LABEL.match(text) and ":" in text))


def is_dictum(text: str) -> bool:
    """Whether a line begins a dictum of a decree."""
    found = _DICTUM.match(text)
    return found is not None and ":" in found[0]


def heads(text: str) -> bool:
    """Whether a line stands in a letterhead or over a decree."""
    return bool(_AUTHORITY.match(text) or _HEAD.match(text))


def split(blocks: Sequence[Block]) -> tuple[list[Paragraph], list[Block]]:
    """The decree's paragraphs, up to its signature, and the annex; no decree where nothing is weighed or decided."""
    decides = _first(blocks, 0, lambda text: bool(_DECIDES.match(text)))
    decided = min(decides, _first(blocks, 0, opens))
    if decided == len(blocks):
        return [], list(blocks)
    table = next((i for i in range(decided, len(blocks)) if isinstance(blocks[i], Table)), len(blocks))
    signed = _first(blocks, decided + 1, signatures.closes)
    named = _first(blocks, decided + 1, signatures.ends)
    begins = signed if signed < table else decides if decides < table else decided
    annex = _first(blocks, begins + 1, _is_annex)
    end = min(table, annex, named + 1 if signed <= named < table else len(blocks))
    return [block for block in blocks[:end] if isinstance(block, Paragraph)], list(blocks[end:])


def annexed(rest: Sequence[Block]) -> bool:
    """Whether an annex stands in what is behind a decree, be it read or not."""
    return any(isinstance(block, Table) for block in rest) or _first(rest, 0, _is_annex) < len(rest)


def _is_annex(text: str) -> bool:
    return bool(_ANNEX.match(text))


def _first(blocks: Sequence[Block], start: int, wanted: Callable[[str], bool]) -> int:
    """The first paragraph from `start` on that is wanted; the count of blocks where none is."""
    rest = range(start, len(blocks))
    return next((i for i in rest if isinstance(b := blocks[i], Paragraph) and wanted(b.text.text)), len(blocks))


def read(paragraphs: Sequence[Paragraph], instansi: dict[str, Printed]) -> tuple[dict[str, Any], list[Paragraph]]:
    """The decree, and what in it has no key; the letterhead's office and region go to `instansi`."""
    reader = _Reader(instansi)
    for paragraph in paragraphs:
        reader.line(paragraph)
    return reader.done(), reader.rest


class _Reader:
    """What was read so far of a decree, and the part that stands open."""

    def __init__(self, instansi: dict[str, Printed]) -> None:
        self.instansi = instansi
        self.key = "letterhead"
        self.lines: dict[str, list[Printed]] = {"jenis": [], "nomor": [], "tentang": []}
        self.items: dict[str, list[Printed]] = {}
        self.dicta: list[dict[str, Any]] = []
        self.closing: list[Paragraph] = []
        self.rest: list[Paragraph] = []

    def line(self, paragraph: Paragraph) -> None:
        """One paragraph: a part's beginning, or what stands in the open one."""
        if paragraph.text.text.startswith(":"):  # its label stands above it
            paragraph = labelled(paragraph.text.cut(1))
        text = paragraph.text
        if not text:
            return
        if self.closing or (self.key in ("dicta", "items") and signatures.closes(text.text)):
            self.closing.append(paragraph)
        elif decides := _DECIDES.match(text.text):
            self.key = "dicta"
            _dictum(labelled(text.cut(decides.end())), self.dicta)
        elif self.key == "dicta":
            _dictum(paragraph, self.dicta)
        elif part := _PART.match(text.text):
            self._part(part["key"].lower(), text.cut(part.end()))
        elif self.key == "items":
            self._item(paragraph)
        else:
            for piece in self._pieces(text):
                self._front(piece)

    def _pieces(self, text: Printed) -> list[Printed]:
        """A line above the first part, parted where the number and the subject begin within it."""
        opened = self.key in ("jenis", "nomor") or _HEAD.match(text.text)
        if not opened or text.text.lower().startswith("tentang"):
            return [text]
        starts = [match.start() for pattern in _INSIDE if (match := pattern.search(text.text))]
        return [text.cut(start, end) for start, end in pairwise([0, *sorted(starts), len(text.text)])]

    def _part(self, name: str, rest: Printed) -> None:
        self.key = "items"
        self.items[name] = []
        if rest:
            self._item(labelled(rest))

    def _item(self, paragraph: Paragraph) -> None:
        """An item of menimbang or mengingat, or several; a line without a letter goes on with the one before."""
        items = list(self.items.values())[-1]
        text = paragraph.text
        ends = [match.end() for match in _NEXT_ITEM.finditer(text.text)] if paragraph.label or not items else []
        for start, end in pairwise([0, *ends, len(text.text)]):
            item = text.cut(0, end) if start == 0 else labelled(text.cut(start, end)).text
            if start == 0 and items and not paragraph.label:
                items[-1] = join([items[-1], item])
            else:
                items.append(item)

    def _front(self, text: Printed) -> None:
        """A line above the first part: the letterhead, the kind of decree, its number and what it is about."""
        if part := _FRONT.match(text.text):
            self.key = part["key"].lower()
            self.lines[self.key] += [text.cut(part.end())]
        elif self.key != "letterhead":
            self.lines[self.key] += [] if _LETTER.match(text.text) else [text]
        elif _HEAD.match(text.text):
            self.key = "jenis"
            self.lines["jenis"].append(text)
        elif authority := _AUTHORITY.match(text.text):
            self.instansi.setdefault("daerah", text.cut(authority.end()))
        elif office := titles.office(text):
            self.instansi.setdefault("nama", office.nama)
            if office.daerah:
                self.instansi.setdefault("daerah", office.daerah)

    def _name(self) -> None:
        """The office's whole name, where the letterhead broke it over two lines: the title of who decides has it."""
        name, kind = self.instansi.get("nama"), join(self.lines["jenis"])
        if name and kind:
            whole = re.search(rf"{re.escape(name.text)}(?:\s+(?!{_REGION})\S+)+", kind.text, re.IGNORECASE)
            if whole:
                self.instansi["nama"] = kind.cut(*whole.span())

    def done(self) -> dict[str, Any]:
        """The decree's keys in the order of the form; what has none is added to `rest`."""
        self._name()
        people, unsigned = signatures.signatures(self.closing)
        others = [Paragraph(text) for text in self.items.pop("memperhatikan", [])]
        self.rest += [*others, *unsigned]
        signer = people[0] if people else {}
        whole = {
            "jenis": join(self.lines["jenis"]),
            "nomor": join(self.lines["nomor"]),
            "tentang": join(_without_official(self.lines["tentang"])),
            **{key: [closed(text) for text in self.items.get(key, ())] for key in ("menimbang", "mengingat")},
            "menetapkan": [_closed(dictum) for dictum in self.dicta],
            "ditetapkan": {key: signer[key] for key in ("tempat", "tanggal") if key in signer},
            "penandatangan": {key: value for key, value in signer.items() if key not in ("tempat", "tanggal")},
        }
        return {key: value for key, value in whole.items() if value}


def _without_official(lines: list[Printed]) -> list[Printed]:
    """What a decree is about, without the title of who decides, which stands below it."""
    for i in range(len(lines) - 1, 0, -1):
        if signatures.is_titled(lines[i].text) and (i == len(lines) - 1 or lines[-1].text.endswith(",")):
            return lines[:i]
    return lines


def _dictum(paragraph: Paragraph, dicta: list[dict[str, Any]]) -> None:
    named = _DICTUM.match(paragraph.text.text)
    if named:
        rest = paragraph.text.cut(named.end())
        name = "name" if named["name"] else "titled"
        dicta.append({"diktum": paragraph.text.cut(*named.span(name)), "isi": rest, "rincian": []})
    elif dicta and paragraph.label:
        dicta[-1]["rincian"].append(paragraph.text)
    elif dicta:
        last = dicta[-1]
        where = last["rincian"] or [last["isi"]]
        where[-1] = join([where[-1], paragraph.text])
        if not last["rincian"]:
            last["isi"] = where[-1]


def _closed(dictum: dict[str, Any]) -> dict[str, Any]:
    found = {**dictum, "isi": closed(dictum["isi"]), "rincian": [closed(text) for text in dictum["rincian"]]}
    return {key: value for key, value in found.items() if value}
