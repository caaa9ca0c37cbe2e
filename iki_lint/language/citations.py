"""Citations of regulations: what a "mengingat" names, and the gazette numbers it gives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from iki_lint import data

_MINISTER = r"per(?:aturan\s+)?men(?:teri)?\s*"
_KINDS = {
    "uu": r"undang\s*[-–]?\s*undang|uu",
    "perppu": r"peraturan pemerintah pengganti undang-undang|perpp?u",
    "pp": r"peraturan pemerintah|pp",
    "perpres": r"peraturan presiden|perpres",
    "keppres": r"keputusan presiden|keppres",
    "inpres": r"in(?:s)?truksi presiden|inpres",
    "permenpanrb": _MINISTER + r"(?:negara\s+)?(?:pendayagunaan aparatur negara|pan)\W*"
    r"(?:(?:dan|&)?\s*(?:reformasi birokrasi|rb))?",
    "permendagri": _MINISTER + r"(?:dalam negeri|dagri)",
    "permenkes": _MINISTER + r"kes(?:ehatan)?",
}
_NUMBER = r"(?:(?:nomor|no\.?)\s*:?\s*)?(?P<number>\d+)\s*(?:tahun|th\.?|/)\s*(?P<year>(?:19|20)\d\d)"
_OLD = (
    r"(?:nomor|no\.?)\s*:?\s*per/?\s*(?P<old>\d+)\s*/?m(?:en)?\.?\s*pan/?\s*(?P<month>\d{1,2})\s*/"
    r"\s*(?P<oldyear>(?:19|20)\d\d)"
)
_OTHER = r"(?P<other>peraturan|keputusan|in(?:s)?truksi|surat edaran|undang-undang|qanun|perda|perbup|perwal)\b" + (
    r"[^();:]{0,80}?\b(?:nomor|no\.?)\s*:?\s*\d\S*(?:\s*tahun\s+\d{4})?"
)
_OF_RI = r"(?:\s+(?:republik\s+indonesia|r\.?i\.?))?"
_CITED = re.compile(
    "(?<!\\w)(?:(?:"
    + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items())
    + rf"){_OF_RI}\s+(?:{_NUMBER}|{_OLD})|{_OTHER})",
    re.IGNORECASE,
)
_NUMBERED = r"(?:nomor|no\.?)\s*:?\s*"
_GAZETTE = re.compile(
    rf"(?<!tambahan )lembaran\s+negara{_OF_RI}\s+tahun\s+(?P<year>\d{{4}})\s+{_NUMBERED}(?P<number>\d+)"
    rf"|tambahan\s+lembaran\s+negara{_OF_RI}\s+(?:tahun\s+\d{{4}}\s+)?{_NUMBERED}(?P<supplement>\d+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Gazette:
    """A number in the Lembaran Negara ("2014/244") or in its Tambahan ("5587"), and where it stands."""

    kind: str
    number: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A regulation as cited: its id ("uu-23-2014", or as printed), where it stands, and its gazette numbers."""

    id: str
    start: int
    end: int
    gazettes: tuple[Gazette, ...]


@lru_cache(maxsize=5_000)
def citations(text: str) -> tuple[Citation, ...]:
    """The regulations that an item cites, in order; those named inside another's title left out."""
    found: list[re.Match[str]] = []
    for match in _CITED.finditer(text):
        if not (found and _in_title(text[found[-1].end() : match.start()])):
            found.append(match)
    bounds = [*(m.start() for m in found), len(text)]
    return tuple(
        Citation(_id(match), *match.span(), tuple(_gazettes(text, match.end(), bounds[i + 1])))
        for i, match in enumerate(found)
    )


def _in_title(between: str) -> bool:
    """Whether what stands between two citations opens a title and does not close it."""
    return bool(re.search(r"\btentang\b", between, re.IGNORECASE)) and not re.search(
        r"[();]|\bsebagaimana\b", between, re.IGNORECASE
    )


def _id(match: re.Match[str]) -> str:
    if match["other"]:
        return " ".join(match[0].split())
    kind = next(kind for kind in _KINDS if match[kind])
    if match["old"]:
        return f"per-{int(match['old'])}-m.pan-{int(match['month'])}-{match['oldyear']}"
    return f"{kind}-{int(match['number'])}-{match['year']}"


def _gazettes(text: str, start: int, end: int) -> list[Gazette]:
    found: list[Gazette] = []
    for match in _GAZETTE.finditer(text, start, end):
        if match["supplement"]:
            found.append(Gazette("tln", match["supplement"], *match.span("supplement")))
        else:
            found.append(Gazette("ln", f"{match['year']}/{int(match['number'])}", *match.span("number")))
    return found


@cache
def known() -> Mapping[str, Mapping[str, Any]]:
    """What is known of regulations, by id (`rules/kata/peraturan.yaml`, with sources)."""
    return {entry["id"]: entry for entry in data.words("peraturan")["entries"]}


def revoked(citation: str, year: int) -> str | None:
    """By which regulation one was revoked before that year, as people write it; None where that is not known."""
    entry = known().get(citation)
    if not entry or entry["status"] != "dicabut" or not entry["since"] or int(entry["since"]) >= year:
        return None
    by = entry["by"]
    names = [spoken(each) for each in (by if isinstance(by, list) else [by]) if each]
    return " dan ".join(names) or None


def spoken(citation: str) -> str:
    """An id as people write it: "uu-20-2023" → "UU 20/2023"; a citation of no known kind stays as printed."""
    if " " in citation:
        return citation
    kind, _, rest = citation.partition("-")
    names = {"uu": "UU", "pp": "PP", "permenpanrb": "PermenPANRB"}
    return f"{names.get(kind, kind.capitalize())} {rest.replace('-', '/')}"
