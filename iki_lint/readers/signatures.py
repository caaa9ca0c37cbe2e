"""Signature blocks: place and date, the signer's title, name, rank and NIP."""

from __future__ import annotations

import re
from collections.abc import Sequence

from iki_lint.document.printed import Printed, join
from iki_lint.readers.blocks import Paragraph

_NIP = re.compile(r"^nip\.?\s*:?\s*(?P<nip>[\d .…_-]{6,})$", re.IGNORECASE)
_RANK = re.compile(r"^(?:pembina|penata|pengatur|juru|perbina|golongan|gol\.|[IVX]+\s*/\s*[a-e])\b", re.IGNORECASE)
_DATED = re.compile(r"^(?P<place>[A-Z][\w ]+?),\s*(?P<date>(?:\d{1,2}|[.…_ ]+)\s+\w+\s+\d{4})$")
_TITLED = re.compile(
    r"(?:kepala|camat|lurah|bupati|wali|gubernur|inspektur|sekretaris|direktur|plt|plh|pj|a\.?n\b)", re.IGNORECASE
)
_SIGNED = re.compile(
    r"[,\s]*(?:^|(?<=[\s,(]))\(?(?:cap\.?\s*(?:dan|/)?\s*)?"
    r"(?:ttd|t\.t\.d|dto|d\.t\.o|tertanda|tanda tangan|cap)\.?\s*\)?$",
    re.IGNORECASE,
)
_INTRODUCES = re.compile(r"(?:mengetahui|menyetujui|mengesahkan|pihak (?:pertama|kedua))\s*[,:]?", re.IGNORECASE)
_LABELLED = re.compile(r"(?:nama|pangkat|gol\w*)\b[^:]{0,20}:", re.IGNORECASE)  # of who holds a jabatan, not who signs
_MOST_LABELLED = 4  # lines up to the NIP
_PLACE = re.compile(r"^ditetapkan\s+di\s*:?\s*", re.IGNORECASE)
_DATE = re.compile(r"^pada\s+tanggal\s*:?\s*", re.IGNORECASE)


def closes(text: str) -> bool:
    """Whether a line belongs to a signature block: a place and date, a NIP."""
    return bool(_DATED.match(text) or _NIP.match(text) or _PLACE.match(text) or _DATE.match(text))


def introduces(text: str) -> bool:
    """Whether a line only says in what part someone signs."""
    return bool(_INTRODUCES.fullmatch(text))


def is_signed(text: str) -> bool:
    """Whether a line only stands for the signature itself."""
    return bool(_SIGNED.fullmatch(text))


def dates(text: str) -> bool:
    """Whether a line is the first of a signature block, which says where or when."""
    return bool(_DATED.match(text) or _PLACE.match(text))


def opens(above: str, text: str) -> bool:
    """Whether a line in or below a signature block begins something new: a date, a rank, a NIP; what follows these."""
    dated = closes(above) and above[-4:].isdigit()
    return closes(text) or bool(_RANK.match(text)) or dated or ends(above)


def ends(text: str) -> bool:
    """Whether a line is the last of a signature block, a NIP."""
    return bool(_NIP.match(text))


def is_titled(text: str) -> bool:
    """Whether a line begins with the title of an official."""
    return bool(_TITLED.match(text))


def signatures(paragraphs: Sequence[Paragraph]) -> tuple[list[dict[str, Printed]], list[Paragraph]]:
    """The signature blocks in loose paragraphs, and the paragraphs that belong to none.

    A block ends with its NIP; without one, a block is what follows a place and a date: a title and a name.
    """
    found: list[dict[str, Printed]] = []
    rest: list[Paragraph] = []
    pending: list[Paragraph] = []
    for paragraph in paragraphs:
        pending.append(paragraph)
        nip = _NIP.match(paragraph.text.text)
        if nip and any(_LABELLED.match(p.text.text) for p in pending[-_MOST_LABELLED:]):
            rest += pending
            pending = []
        elif nip:
            block, before = _signature(_signed(pending[:-1]))
            found.append({**block, "nip": paragraph.text.cut(*nip.span("nip"))})
            rest += [p for p in pending if p.text in before]
            pending = []
    block, rest_of_them = _elected(pending)
    return found + ([block] if block else []), rest + rest_of_them


def _signed(paragraphs: Sequence[Paragraph]) -> list[Printed]:
    """The lines of a block without what stands for the signature itself."""
    lines = (p.text.without(_SIGNED).cut(0) if _SIGNED.search(p.text.text) else p.text for p in paragraphs)
    return [line for line in lines if line and not introduces(line.text)]


def _elected(pending: list[Paragraph]) -> tuple[dict[str, Printed], list[Paragraph]]:
    """A block of an official without a NIP: place and date, a title that a comma closes, a name."""
    begin = next((i for i, p in enumerate(pending) if _starts(p.text, {})), len(pending))
    comma = next((i for i, p in enumerate(pending) if i > begin and p.text.text.endswith(",")), len(pending))
    end = next((i for i, p in enumerate(pending) if i > comma and not _SIGNED.fullmatch(p.text.text)), len(pending))
    if end == len(pending) or not any(is_titled(p.text.text) for p in pending[begin : comma + 1]):
        return {}, pending
    block, before = _signature(_signed(pending[begin : end + 1]))
    return block, [p for p in pending[:begin] if p.text] + [p for p in pending if p.text in before] + pending[end + 1 :]


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
