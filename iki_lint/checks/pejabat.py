"""JBT: the people who sign."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from rapidfuzz.distance import Prefix

from iki_lint.analysis import Analysis
from iki_lint.document.model import Pengesahan, Text
from iki_lint.hits import Hit, Value, whole

_TITLES = re.compile(
    r"\b(?:(?:dr|drg|drh|ir|drs|dra|prof|h|hj|kh|apt|ns)\.\s*|(?:dr|drg|ir|drs|dra|prof|hj)\s+)", re.IGNORECASE
)
_DEGREES = re.compile(r"(?:\s+(?:[A-Z]{1,2}\.?[A-Za-z]*\.[A-Za-z.]*|S[EHTP]|M[MTHA]|M[A-Z][a-z]))+\.?\s*$")
_RANKS = re.compile(r"\b(?:pembina|penata|pengatur|juru)\b", re.IGNORECASE)
_CONTRACT = re.compile(r"\bPPPK\b|^\s*(?:gol(?:ongan)?\.?\s*)?[IVX]+\s*$", re.IGNORECASE)
_DIGITS = 18
_BLANKS = re.compile(r"\.{2,}|…|_{2,}")


def signatories(analysis: Analysis) -> Iterator[Pengesahan]:
    """Everyone who signs, in the order printed."""
    decree = analysis.document.keputusan
    if decree and decree.penandatangan:
        yield decree.penandatangan
    yield from analysis.document.pengesahan


def _digits(nip: Text) -> str:
    return re.sub(r"\D", "", nip.value)


def bad_nip(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """JBT005: an NIP that cannot be."""
    for person in signatories(analysis):
        nip = person.nip
        if nip and _digits(nip) and not _BLANKS.search(nip.value):
            kind = _wrong(_digits(nip), person)
            if kind:
                yield Hit(nip.pointer, whole(nip), {"nip": nip.value, "count": len(_digits(nip))}, kind=kind)


def _wrong(digits: str, person: Pengesahan) -> str:
    """What is wrong with an NIP (birth, appointment, sex, serial); "" where nothing is."""
    if len(digits) != _DIGITS:
        return "panjang"
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return "lahir"
    if not 1900 < born.year < 2020:
        return "lahir"
    if digits[14] not in "12":
        return "jenis-kelamin"
    rank = person.pangkat.value if person.pangkat else ""
    contract = bool(_CONTRACT.search(rank)) or (digits[12:14] == "21" and not _RANKS.search(rank))
    return "" if contract or 1 <= int(digits[12:14]) <= 12 else "pengangkatan"


def _core(name: Text) -> str:
    """The letters of a person's name, without degrees."""
    bare = _DEGREES.sub("", _TITLES.sub("", name.value.split(",")[0]))
    return re.sub(r"\W", "", bare).casefold()


def _parting(nip: Text, other: Text) -> int:
    """The first digit, counted from 1, in which two NIP differ: what tells them apart where a report hides both."""
    return int(Prefix.similarity(_digits(nip), _digits(other))) + 1


def mixed(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """JBT006: one NIP with two names, or one name with two NIP."""
    seen: list[tuple[Text, Text]] = []
    for person in signatories(analysis):
        if not person.nama or not person.nip or not _digits(person.nip):
            continue
        name, nip = person.nama, person.nip
        for other, number in seen:
            same_name, same_nip = _core(name) == _core(other), _digits(nip) == _digits(number)
            if same_name != same_nip:
                kind = "nama" if same_nip else "nip"
                values: dict[str, Value] = {"nama": name.value, "lain": other.value}
                values |= {"nip": nip.value, "nip_lain": number.value, "beda": _parting(nip, number)}
                yield Hit(name.pointer, whole(name), values, (whole(other), whole(number)), kind=kind)
                break
        seen.append((name, nip))
