"""HKM: the decree itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any

from iki_lint.analysis import Analysis
from iki_lint.checks.ejaan import cased
from iki_lint.checks.pejabat import signatories
from iki_lint.document.model import Diktum, Keputusan, Text
from iki_lint.hits import Change, Hit, Mark, whole
from iki_lint.language.citations import citations, known, revoked, spoken

_ONES = ["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
_NUMBER_WORDS = {"pertama": 1, "kesepuluh": 10, "kesebelas": 11, "keduapuluh": 20}
_NUMBER_WORDS |= {f"ke{word}": i for i, word in enumerate(_ONES, 1)}
_NUMBER_WORDS |= {f"ke{word}belas": i + 10 for i, word in enumerate(_ONES[1:], 2)}
_ORDINAL = rf"(?:pertama|ke\s?(?:{'|'.join(_ONES)}|sepuluh|sebelas)(?:\s?(?:belas|puluh))?)\b"
_TO = r"(?:sampai\s+dengan|s[./]?\s?d\.?|[-–])"
_AND = rf"\s*,?\s*(?:dan|serta|{_TO})?\s*"
_DICTUM = re.compile(rf"\bdi[ck]?tum\s+(?P<list>{_ORDINAL}(?:{_AND}(?:di[ck]?tum\s+)?{_ORDINAL})*)", re.IGNORECASE)
_ONE_LETTER = r"[(\"“]?[a-z](?!\w)[)\"”]?"
_LETTER = re.compile(rf"\bhuruf\s+(?P<list>{_ONE_LETTER}(?:{_AND}(?:huruf\s+)?{_ONE_LETTER})*)", re.IGNORECASE)
_ITEM = re.compile(r"\s+huruf\s+\(?([a-z])\b\)?")
_ELSEWHERE = re.compile(
    r"\W*(?:(?:pada|dalam|dari)\s+)?(?:peraturan|keputusan|instruksi|undang-undang|pasal)\b(?!\s+ini)", re.I
)
_OTHER_ACT = re.compile(r"\b(?:keputusan|peraturan|instruksi)\b[^.;]*\btahun\s+\d{4}\W*$", re.IGNORECASE)
_INLINE_ITEM = re.compile(r"(?:^|[\s:;,])([a-z])[.)]\s")
_ARTICLE = re.compile(r"\b(?:pasal|ayat|angka)\b[^.;]{0,30}$", re.IGNORECASE)
_KINDS = ("Peraturan", "Keputusan", "Instruksi", "Surat Edaran")
_SIGNERS: tuple[str, ...] = ("Bupati", "Wali Kota", "Walikota", "Gubernur", "Menteri", "Sekretaris Daerah")
_SIGNERS += ("Kepala Dinas", "Kepala Badan", "Direktur", "Inspektur", "Camat", "Lurah")
_BLANK = re.compile(
    r"\.{3,}|(?:\.\s){3,}|…+|_{2,}|-{3,}|/\s+/|/\s*(?:[.-]{0,2}|x{2,})\s*/|/\s*$|^\s*/|-\s+/|\(\s*\)|^\W*nip[\s.:-]{0,3}$|^[x\s]+$"
    r"|^\W*tahun\s+\d{4}\s*$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_YEAR_OF_NUMBER = re.compile(r"(?:\btahun\s+|/\s*)((?:19|20)\d\d)\s*$", re.IGNORECASE)
_DECEMBER = re.compile(r"\bdes\b|desember|december|[-/. ]12[-/. ](?:19|20)\d\d|^(?:19|20)\d\d-12-", re.IGNORECASE)


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
    numbers = [_number(diktum, i) for i, diktum in enumerate(decree.menetapkan)]
    letters = {n: _items(d) for n, d in zip(numbers, decree.menetapkan, strict=True)}
    for i, item in enumerate(decree.menimbang):
        found = chain(_letters(item, i, len(decree.menimbang)), _dicta(item, 0, letters))
        yield from _first(item.pointer, found)
    for number, diktum in zip(numbers, decree.menetapkan, strict=True):
        said = [text for text in (diktum.isi, *diktum.rincian) if text]
        yield from _first(diktum.pointer, chain(*(_dicta(text, number, letters) for text in said)))


def _first(pointer: str, found: Iterable[tuple[Mark, str]]) -> Iterator[Hit]:
    for mark, kind in islice(found, 1):
        yield Hit(pointer, mark, {"rujukan": mark.excerpt}, kind=kind)


def _number(diktum: Diktum, place: int) -> int:
    """Which diktum it is, by its label or, where that says no number, by its place."""
    said = _ordinals(diktum.diktum.value) if diktum.diktum else []
    return said[0] if said else place + 1


def _items(diktum: Diktum) -> int:
    """How many lettered items a diktum has, on lines of their own or within its text."""
    inline = _INLINE_ITEM.findall(diktum.isi.value) if diktum.isi else []
    return max(len(diktum.rincian), *(_ordinal_of(letter) + 1 for letter in inline), 0)


def _ordinal_of(letter: str) -> int:
    return ord(letter.lower()) - ord("a")


def _ordinals(text: str) -> list[int]:
    """The ordinals that a text names: "KEDUA BELAS" → [12]; "KESATU sampai dengan KETIGA" → [1, 2, 3]."""
    found: list[int] = []
    end = 0
    for match in re.finditer(_ORDINAL, text, re.IGNORECASE):
        number = _NUMBER_WORDS.get(re.sub(r"\s", "", match[0].lower()), 0)
        found += _up_to(found, number, text[end : match.start()])
        end = match.end()
    return found


def _up_to(found: list[int], number: int, between: str) -> list[int]:
    """The next number of a list; with all before it where the words between say "up to"."""
    return [*range(found[-1] + 1, number), number] if found and re.search(_TO, between) else [number]


def _elsewhere(text: str, start: int, end: int) -> bool:
    """Whether a reference at that place is to a part of another decree or regulation."""
    return bool(_ARTICLE.search(text[:start]) or _OTHER_ACT.search(text[:start]) or _ELSEWHERE.match(text, end))


def _letters(item: Text, place: int, count: int) -> Iterator[tuple[Mark, str]]:
    """References to letters of menimbang that are wrong, for the item at that place of so many."""
    for match in _LETTER.finditer(item.value):
        behind_dictum = re.search(rf"{_ORDINAL}\s*$", item.value[: match.start()], re.IGNORECASE)
        if behind_dictum or _elsewhere(item.value, *match.span()):
            continue
        named: list[int] = []
        end = 0
        for letter in re.finditer(r"(?<![a-z.])[a-z](?![\w./])", match["list"], re.IGNORECASE):
            named += _up_to(named, _ordinal_of(letter[0]), match["list"][end : letter.start()])
            end = letter.end()
        kind = "sendiri" if place in named else "tidak-ada" if any(n >= count for n in named) else ""
        if kind:
            yield Mark(item, *match.span()), kind


def _dicta(text: Text, own: int, letters: Mapping[int, int]) -> Iterator[tuple[Mark, str]]:
    """References to dicta that are wrong; `letters` says how many items each diktum has (none: nothing is known)."""
    for match in _DICTUM.finditer(text.value) if letters else ():
        item = _ITEM.match(text.value, match.end())
        end = item.end() if item else match.end()
        named = _ordinals(match["list"])
        if _elsewhere(text.value, match.start(), end):
            continue
        if own and own in named and not item:
            yield Mark(text, *match.span()), "sendiri"
        elif any(n not in letters for n in named):
            yield Mark(text, *match.span()), "tidak-ada"
        elif item and _ordinal_of(item[1]) >= letters[named[-1]]:
            yield Mark(text, match.start(), end), "tidak-ada"


def wrong_name(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """HKM003: the decree calls itself by another kind; "ini" behind one that was cited before means that one."""
    decree = _decree(analysis)
    if decree is None or decree.jenis is None:
        return
    own = re.sub(r"^(?:surat\s+(?=keputusan)|sk\b)", "", decree.jenis.value.lower())
    kind = next((k for k in _KINDS if own.startswith(k.lower())), "")
    if not kind:
        return
    others = "|".join(k for k in _KINDS if k != kind)
    foreign = [who for who in _SIGNERS if who.lower().replace(" ", "") not in own.replace(" ", "")]
    if len(foreign) < len(_SIGNERS):  # a Kepala Dinas signs no "Keputusan Bupati"
        others += rf"|{kind}(?=\s+(?:{'|'.join(foreign)})\b)"
    pattern = re.compile(rf"\b(?P<name>(?P<kind>(?i:{others}))(?:\s+(?:[A-Z]\w+|dan)){{0,9}})\s+(?i:ini)\b")
    texts = [*decree.menimbang, *(t for d in decree.menetapkan for t in (d.isi, *d.rincian) if t)]
    for text in texts:
        match = pattern.search(text.value)
        if match and not re.search(
            rf"{re.escape(match['name'])}\s+nomor\b", text.value[: match.start()], re.IGNORECASE
        ):
            change = Change(Mark(text, *match.span("kind")), cased(kind.lower(), match["kind"]))
            signed = match["kind"].lower() == kind.lower()
            values = {"sebutan": match[0], "jenis": decree.jenis.value if signed else kind}
            yield Hit(text.pointer, Mark(text, *match.span()), values, changes=() if signed else (change,))


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
    named = _one_year(title)
    if title and year and own and named and own != named:
        at = title.value.index(str(named))
        values = {"tahun": str(named), "lain": str(own)}
        yield Hit(title.pointer, Mark(title, at, at + 4), values, (whole(year),), kind="tentang")
    if date and year and own and signed and not _in_time(date, signed, own):
        yield Hit(
            date.pointer, whole(date), {"tahun": str(signed), "lain": str(own)}, (whole(year),), kind="ditetapkan"
        )
    number = decree.nomor if decree else None
    ending = _YEAR_OF_NUMBER.search(number.value) if number else None
    numbered = int(ending[1]) if ending else None
    if date and number and signed and numbered and str(signed) not in _YEAR.findall(number.value):
        values = {"tahun": str(signed), "lain": str(numbered)}
        yield Hit(date.pointer, whole(date), values, (whole(number),), kind="nomor")


def _in_time(date: Text, signed: int, year: int) -> bool:
    return signed == year or (signed == year - 1 and bool(_DECEMBER.search(date.value)))


def _one_year(title: Text | None) -> int | None:
    """The year that a title names; None where it names several (a span), or the number of another decree."""
    years = set(_YEAR.findall(title.value)) if title else set()
    cites = bool(title and re.search(r"\b(?:nomor|no\.)", title.value, re.IGNORECASE))
    return int(years.pop()) if len(years) == 1 and not cites else None


def considerations(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """HKM006: a menimbang that does not begin with "bahwa", or a letter in brackets."""
    decree = _decree(analysis)
    for item in decree.menimbang if decree else ():
        bracketed = re.search(r"\bhuruf\s*\(\s*[a-z]\s*\)", item.value, re.IGNORECASE)
        if not re.match(r"\W*(?:[a-z0-9][.)]\s*)?bahwa\b", item.value, re.IGNORECASE):
            first = re.match(r"\W*(\w+(?:\s+\w+)?)", item.value)
            mark = Mark(item, *first.span(1)) if first else whole(item)
            yield Hit(item.pointer, mark, {"awal": mark.excerpt}, kind="bahwa")
        elif bracketed:
            mark = Mark(item, *bracketed.span())
            change = Change(mark, " ".join(re.findall(r"\w+", bracketed[0])), safe=True)
            yield Hit(item.pointer, mark, {"awal": bracketed[0]}, kind="huruf", changes=(change,))


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
