"""SLN: what another office's document left behind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from iki_lint import data
from iki_lint.analysis import Analysis
from iki_lint.document.model import Text, texts
from iki_lint.hits import Hit, Mark
from iki_lint.language.compare import folded, misspelt
from iki_lint.language.roots import is_word

_OFTEN = 3
_LEAST_WORDS = 3
_OF_A_REGION = frozenset(
    {"dinas", "badan", "inspektorat", "sekretariat", "kecamatan", "kelurahan", "rsud", "puskesmas"}
)

_REGION = re.compile(
    r"(?<!\w)(?P<kind>Kabupaten|KABUPATEN|Kab\.|Kota|KOTA|Provinsi|PROVINSI|Kecamatan|KECAMATAN|Kelurahan|KELURAHAN"
    r"|Gubernur|GUBERNUR|Bupati|BUPATI|Walikota|WALIKOTA|Camat|CAMAT|Lurah|LURAH"
    r"|RSUD|Rumah Sakit Umum Daerah|Puskesmas)\s+(?P<name>(?:dr\. )?[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'-]*){0,3})"
)
_RANKS = {"provinsi": 0, "kabupaten": 1, "kab.": 1, "kota": 1, "kecamatan": 2, "kelurahan": 3}
_RANKS |= {"gubernur": 0, "bupati": 1, "walikota": 1, "camat": 2, "lurah": 3}  # who leads one bears its name
_OFFICE = re.compile(r"\b(?:Dinas|Badan|Inspektorat|Sekretariat|Pemerintah|Satuan)(?: (?:[A-Z]\w+,?|dan))*\s$")
_NO_NAME = re.compile(r"(?:Kelas|Tipe|Kabupaten|Kota|Provinsi|Tahun|Tipe|Milik|Pendidikan)\b")
_AS_OWN = re.compile(
    r"\b(?i:kinerja|akuntabilitas|s?akip|[is]km|kepuasan masyarakat|lingkungan|lingkup)"
    r"(?i: (?:pada|di|dari|terhadap))?(?: pelayanan)? (?P<kind>Dinas|Badan)"
    r" (?P<name>[A-Z][a-z]+(?:,? (?:dan )?[A-Z][a-z]+)*)"
)
_BESIDE = re.compile(r"(?:perbatasan|berbatasan|dengan|banding ke|dibandingkan|asal|dari luar)\s+$", re.IGNORECASE)


def other_office(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """SLN004: a region, or an office of the same kind, that is not the document's."""
    own, branch = _own_names(analysis), _branch(analysis)
    finders: list[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]] = [
        (_REGION, lambda match: _foreign_name(match, own)),
        (_AS_OWN, lambda match: _sister(match, analysis)),
        *([(branch, lambda match: _other_branch(match, analysis))] if branch else []),
    ]
    decree = analysis.document.keputusan
    laws = {t.pointer for t in decree.mengingat} if decree else set()
    for text in analysis.document.texts():
        if text.pointer in laws:
            continue
        named = ((match, name(match)) for pattern, name in finders for match in pattern.finditer(text.value))
        for match, name in named:
            if name and not _BESIDE.search(text.value[: match.start("kind")]):
                mark = Mark(text, match.start("kind"), match.start("name") + len(name))
                yield Hit(text.pointer, mark, {"nama": mark.excerpt, "instansi": _own_title(analysis)})
                break


def _sister(match: re.Match[str], analysis: Analysis) -> str:
    """The name of another dinas (or badan) that stands where a dinas speaks of itself; else ""."""
    own, first = _office_words(analysis), match["name"].split()[0].strip(",").lower()
    foreign = first in data.word_set("wilayah", "urusan") and not any(first == w or misspelt(first, w) for w in own)
    return match["name"] if foreign and own[:1] == (match["kind"].lower(),) else ""


def _branch(analysis: Analysis) -> re.Pattern[str] | None:
    """Any office that begins as the document's own does, where that bears the name of a place: "Balai … Marangan"."""
    own = _office_words(analysis)
    if len(own) < _LEAST_WORDS or own[0] in _OF_A_REGION or _is_plain(own[-1]):
        return None
    return re.compile(
        rf"(?<!\w)(?P<kind>(?i:{re.escape(own[0])})) (?P<name>(?:[A-Z][\w-]+|\d+|dan)(?: (?:[A-Z][\w-]+|\d+|dan))+)"
    )


def _other_branch(match: re.Match[str], analysis: Analysis) -> str:
    """The name behind the kind of an office with the document's own task and another place; else ""."""
    own, said = _office_words(analysis), folded(match["name"])
    shared = [i for i, word in enumerate(said) if word in own]
    alike = own[-1] not in said and 2 * (len(shared) + 1) > len(own)
    rest = said[shared[-1] + 1 :] if alike else ()
    placed = not all(map(_is_plain, rest)) or (len(rest) > 1 and rest[0] in data.word_set("wilayah", "alam"))
    return match["name"] if placed and _few_capitals(match) else ""


def _office_words(analysis: Analysis) -> tuple[str, ...]:
    instansi = analysis.document.instansi
    return folded(instansi.nama.value) if instansi and instansi.nama else ()


def _own_title(analysis: Analysis) -> str:
    instansi = analysis.document.instansi
    return " ".join(t.value for t in (instansi and instansi.nama, instansi and instansi.daerah) if t)


def _own_names(analysis: Analysis) -> dict[str, set[tuple[str, ...]]]:
    """The document's own names, by kind of region or office."""
    instansi = analysis.document.instansi
    own = _named_in(instansi.nama, instansi.daerah) if instansi else {}
    decree = analysis.document.keputusan
    title = (analysis.document.judul, *((decree.jenis, decree.tentang) if decree else ()))
    if not own.keys() & _RANKS.keys():
        own = own | _named_in(*title)
    if not own.keys() & _RANKS.keys():
        own = own | _commonest(analysis)
    return own


def _named_in(*values: Text | None) -> dict[str, set[tuple[str, ...]]]:
    found: dict[str, set[tuple[str, ...]]] = {}
    for value in filter(None, values):
        for match in _REGION.finditer(value.value.title() if value.value.isupper() else value.value):
            kind = match["kind"].lower().replace("rumah sakit umum daerah", "rsud")
            found.setdefault(kind, set()).add(folded(match["name"]))
    return found


def _commonest(analysis: Analysis) -> dict[str, set[tuple[str, ...]]]:
    """Where nothing names the region: the one that the document names by far most."""
    counts: dict[tuple[str, tuple[str, ...]], int] = {}
    for text in texts(analysis.document):
        for match in _REGION.finditer(text.value):
            if match["kind"].lower() in ("kabupaten", "kota", "kab."):
                key = ("kabupaten", folded(match["name"])[:1])
                counts[key] = counts.get(key, 0) + 1
    kind, name = max(counts, key=lambda k: counts[k], default=("", ()))
    return {kind: {name}} if name and counts[kind, name] >= _OFTEN else {}


def _foreign_name(match: re.Match[str], own: dict[str, set[tuple[str, ...]]]) -> str:
    """The name of a region or office that is not the document's own, nor below or above it; else ""."""
    kind = match["kind"].lower().replace("rumah sakit umum daerah", "rsud")
    rank = _RANKS.get(kind)
    peers = {k for k in own if rank is not None and _RANKS.get(k) == rank} or ({kind} & own.keys())
    deepest = max((_RANKS[k] for k in own if k in _RANKS), default=-1)
    if not peers or (rank is not None and rank > deepest):
        return ""
    named = kind == "rsud" or _OFFICE.search(match.string, 0, match.start()) or _on_land(match["name"])
    name = _proper(match["name"]) or (_in_capitals(match) if named else "")
    said = folded(name)
    known = {words for k in peers for words in own[k]}
    if not said or any(words[: len(said)] == said or said[: len(words)] == words for words in known):
        return ""
    return name


def _on_land(name: str) -> bool:
    """Whether a name begins as those of places do: "Kuala Bening"."""
    first, *rest = name.lower().split()
    return bool(rest) and first in data.word_set("wilayah", "alam")


def _in_capitals(match: re.Match[str]) -> str:
    """A name in words of the language: capitals in a sentence that has few; no class and no region."""
    return match["name"] if _few_capitals(match) and not _NO_NAME.match(match["name"]) else ""


def _few_capitals(match: re.Match[str]) -> bool:
    """Whether the words around a name are mostly written without."""
    words = match.string.split()
    return sum(word[0].isupper() for word in words) * 2 < len(words) + match[0].count(" ") + 1


def _proper(name: str) -> str:
    """The words of a name, up to the last that no dictionary knows; "" where it is none of a place."""
    taken = name.split()
    if taken[0].lower() in _RANKS or _all_capitals(taken[0]):
        return ""
    if listed := next((n for n in range(len(taken), 0, -1) if folded(" ".join(taken[:n])) in _regions()), 0):
        return " ".join(taken[:listed])
    while taken and (_is_plain(taken[-1].lower().strip(".")) or _all_capitals(taken[-1])):
        taken.pop()
    return " ".join(taken).rstrip(".,")


def _is_plain(word: str) -> bool:
    """Whether a word is one of the language, or of this field: "Wali Kota Melaksanakan Urusan Pemerintahan"."""
    return is_word(word) or word in data.words("bahasa")["akar"]


def _all_capitals(word: str) -> bool:
    """Whether a word is an abbreviation or a numeral: LHE, RKPD, I."""
    return word.isupper() and len(word) < 6


@cache
def _regions() -> frozenset[tuple[str, ...]]:
    """Kabupaten and kota whose names are words of the language."""
    return frozenset(folded(name) for name in data.words("wilayah")["nama"])
