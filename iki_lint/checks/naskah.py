"""HKM: the decree itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from iki_lint.analysis import Analysis
from iki_lint.checks.pejabat import signatories
from iki_lint.document.model import Keputusan, Text
from iki_lint.hits import Hit, Mark, whole
from iki_lint.language.citations import citations, known, revoked, spoken

_ORDINALS = ["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"]
_NUMBER_WORDS = {"pertama": 1, "kesatu": 1} | {f"ke{word}": i for i, word in enumerate(_ORDINALS, 1)}
_DICTUM = re.compile(
    r"\bdi[ck]?tum\s+(?P<list>(?:\W*(?:dan|sampai dengan|,)?\W*(?:pertama|ke(?:satu|dua|tiga|empat|lima|enam|tujuh|"
    r"delapan|sembilan|sepuluh|sebelas)))+)",
    re.IGNORECASE,
)
_LETTER = re.compile(
    r"\bhuruf\s+(?P<list>\(?[a-z]\)?(?:\s*(?:,|dan|serta|sampai dengan)\s*(?:huruf\s+)?\(?[a-z]\)?(?!\w))*)(?!\w)"
)
_ITEM = re.compile(r"\s+huruf\s+\(?([a-z])\b\)?")
_ARTICLE = re.compile(r"\b(?:pasal|ayat|angka)\b[^.;]{0,30}$", re.IGNORECASE)
_KINDS = ("Peraturan", "Keputusan", "Instruksi", "Surat Edaran")
_BLANK = re.compile(r"\.{3,}|…|_{2,}|-{3,}|/\s+/|/\s*$|^\s*/|\(\s*\)")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_YEAR_OF = re.compile(r"\btahun(?:\s+anggaran)?\s+((?:19|20)\d\d)\b(?!\s*[-–]|\s+(?:sampai|s\.d))", re.IGNORECASE)


def _decree(analysis: Analysis) -> Keputusan | None:
    return analysis.document.keputusan


def _date(analysis: Analysis) -> Text | None:
    decree = _decree(analysis)
    return decree.ditetapkan.tanggal if decree and decree.ditetapkan else None


def _year_in(text: Text | None) -> int | None:
    years = _YEAR.findall(text.value) if text else []
    return int(years[-1]) if years else None


def _own_year(analysis: Analysis) -> int | None:
    """The year that a decree is judged by: that of its date, else that of the document."""
    return _year_in(_date(analysis)) or _year_in(analysis.document.tahun)


def basis_revoked(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """HKM001: mengingat cites what had been revoked by then."""
    decree, year = _decree(analysis), _own_year(analysis)
    for item in decree.mengingat if decree and year else ():
        cited = citations(item.value)
        by = revoked(cited[0].id, year) if cited and year else None
        if by:
            mark = Mark(item, cited[0].start, cited[0].end)
            yield Hit(item.pointer, mark, {"peraturan": mark.excerpt, "pencabut": by})


def wrong_reference(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """HKM002: a reference to itself, or to a diktum, huruf or lampiran that is not there."""
    decree = _decree(analysis)
    if decree is None:
        return
    for i, item in enumerate(decree.menimbang):
        yield from _letters(item, i, len(decree.menimbang))
    numbers = [
        _NUMBER_WORDS.get(d.diktum.value.strip().lower().split()[0], 0) if d.diktum else 0 for d in decree.menetapkan
    ]
    for number, diktum in zip(numbers, decree.menetapkan, strict=True):
        letters = {n: len(d.rincian) for n, d in zip(numbers, decree.menetapkan, strict=True)}
        hit = next((h for t in (diktum.isi, *diktum.rincian) if t for h in _dicta(t, number, letters)), None)
        if hit:
            yield Hit(diktum.pointer, hit[0], {"rujukan": hit[0].excerpt}, kind=hit[1])


def _letters(item: Text, place: int, count: int) -> Iterator[Hit]:
    for match in _LETTER.finditer(item.value):
        if _ARTICLE.search(item.value[: match.start()]):
            continue
        named = [ord(c) - ord("a") for c in re.findall(r"(?<![a-z])[a-z](?![a-z])", match["list"])]
        kind = "sendiri" if place in named else "tidak-ada" if any(n >= count for n in named) else ""
        if kind:
            mark = Mark(item, *match.span())
            yield Hit(item.pointer, mark, {"rujukan": mark.excerpt}, kind=kind)
            return


def _dicta(text: Text, own: int, letters: Mapping[int, int]) -> Iterator[tuple[Mark, str]]:
    """References to dicta that are wrong; `letters` says how many items each diktum has."""
    for match in _DICTUM.finditer(text.value):
        named = [_NUMBER_WORDS[w] for w in re.findall(r"[a-z]+", match["list"].lower()) if w in _NUMBER_WORDS]
        mark = Mark(text, match.start(), match.start() + len(match[0].rstrip(" ,")))
        if own and own in named:
            yield mark, "sendiri"
        elif any(n not in letters for n in named):
            yield mark, "tidak-ada"
        elif (item := _ITEM.match(text.value, mark.end)) and ord(item[1]) - ord("a") >= letters[named[-1]]:
            yield Mark(text, mark.start, item.end()), "tidak-ada"


def wrong_name(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """HKM003: the decree calls itself by another kind."""
    decree = _decree(analysis)
    kind = next((k for k in _KINDS if decree and decree.jenis and decree.jenis.value.lower().startswith(k.lower())), "")
    if decree is None or not kind:
        return
    others = "|".join(k for k in _KINDS if k != kind)
    pattern = re.compile(rf"\b(?:{others})(?:\s+[A-Z]\w+){{0,5}}\s+ini\b")
    texts = [*decree.menimbang, *(t for d in decree.menetapkan for t in (d.isi, *d.rincian) if t)]
    for text in texts:
        match = pattern.search(text.value)
        if match:
            yield Hit(text.pointer, Mark(text, *match.span()), {"sebutan": match[0], "jenis": kind})


def unfilled(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """HKM004: a nomor, tanggal, name or NIP that is blank or dots."""
    decree = _decree(analysis)
    values = [decree.nomor if decree else None, _date(analysis)]
    values += [value for person in signatories(analysis) for value in (person.tanggal, person.nama, person.nip)]
    for value in values:
        if value is not None and (not value or _BLANK.search(value.value)):
            match = _BLANK.search(value.value)
            mark = Mark(value, *match.span()) if match and match[0].strip() else whole(value)
            yield Hit(value.pointer, mark, {"nilai": value.value or "(kosong)"})


def years_differ(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """HKM005: years that must agree do not."""
    decree, year, date = _decree(analysis), analysis.document.tahun, _date(analysis)
    own, signed = _year_in(year), _year_in(date)
    title = decree.tentang if decree else None
    named = [int(y) for y in _YEAR_OF.findall(title.value)] if title else []
    if title and year and own and named and own not in named:
        at = title.value.rindex(str(named[-1]))
        values = {"tahun": str(named[-1]), "lain": str(own)}
        yield Hit(title.pointer, Mark(title, at, at + 4), values, (whole(year),), kind="tentang")
    if date and year and own and signed and not _in_time(date, signed, own):
        yield Hit(
            date.pointer, whole(date), {"tahun": str(signed), "lain": str(own)}, (whole(year),), kind="ditetapkan"
        )
    number = decree.nomor if decree else None
    numbered = _year_in(number)
    if date and number and signed and numbered and numbered != signed:
        values = {"tahun": str(signed), "lain": str(numbered)}
        yield Hit(date.pointer, whole(date), values, (whole(number),), kind="nomor")


def _in_time(date: Text, signed: int, year: int) -> bool:
    return signed == year or (signed == year - 1 and "desember" in date.value.lower())


def considerations(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """HKM006: a menimbang that does not begin with "bahwa", or a letter in brackets."""
    decree = _decree(analysis)
    for item in decree.menimbang if decree else ():
        bracketed = re.search(r"\bhuruf\s+\([a-z]\)", item.value)
        if not re.match(r"\W*bahwa\b", item.value, re.IGNORECASE):
            first = re.match(r"\W*(\w+(?:\s+\w+)?)", item.value)
            mark = Mark(item, *first.span(1)) if first else whole(item)
            yield Hit(item.pointer, mark, {"awal": mark.excerpt}, kind="bahwa")
        elif bracketed:
            yield Hit(item.pointer, Mark(item, *bracketed.span()), {"awal": bracketed[0]}, kind="huruf")


def gazette_wrong(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """HKM007: one gazette number for two laws, or another than the list has."""
    decree = _decree(analysis)
    seen: dict[tuple[str, str], tuple[str, Mark]] = {}
    for item in decree.mengingat if decree else ():
        for cited in citations(item.value):
            entry = known().get(cited.id, {})
            for gazette in cited.gazettes:
                mark = Mark(item, gazette.start, gazette.end)
                right = str(entry.get(gazette.kind) or "")
                values = {"peraturan": spoken(cited.id), "nomor": gazette.number}
                if right and right != gazette.number and gazette.number not in entry.get("ln_conflict", ""):
                    yield Hit(item.pointer, mark, {**values, "benar": right}, kind="daftar")
                    continue
                first = seen.setdefault((gazette.kind, gazette.number), (cited.id, mark))
                if first[0] != cited.id:
                    yield Hit(item.pointer, mark, {**values, "benar": spoken(first[0])}, (first[1],), kind="ganda")
