"""EJA: spelling and terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from iki_lint import data
from iki_lint.analysis import Analysis
from iki_lint.checks.common import options
from iki_lint.document.model import Text, texts
from iki_lint.hits import Change, Hit, Mark, Value
from iki_lint.language.kept import kept
from iki_lint.language.names import mentions
from iki_lint.language.roots import is_word
from iki_lint.language.spelling import is_known
from iki_lint.language.terms import spellings
from iki_lint.structure import once

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NASKAH = r"undang-undang|uu|pp|peraturan|keputusan|instruksi|surat edaran|qanun|permen\w*|perda|perbup|perwal|perpres"
_LAW = re.compile(
    rf"\b(?:{_NASKAH})\b[^.;]{{0,300}}?\b(?:(?:nomor|no\.?|tahun)\s*\d\S*|\d+/\d{{4}})"
    r"(?:\s+tahun\s+\d+)?(?:\s+tentang\b[^;]*)?"
    rf"|\b(?:{_NASKAH})(?:\s+\w+){{0,10}}?\s+tentang\b[^;]*",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?i:aplikasi|program|desa|kelurahan|kecamatan|nagari|taman|balai|badan|uptd|sekolah|jabatan fungsional|forum)"
    r"(?:\s+(?:dan\s+)?[A-Z][\w-]*[a-z][\w-]*)+|(?i:(?<=\baplikasi )[a-z]\w*)"
)
_SHORTENED = re.compile(r"((?:[A-Z]\w+ ){1,5}[A-Z]\w+) \(([A-Z]{2,6})\)")
_TITLE_CASE = 0.5
_OF_A_PLACE = re.compile(r"\b(?i:desa|kelurahan|kecamatan|kabupaten|kota|nagari|dusun|bapak|ibu|program)\s+$")
_LEAST_LETTERS = 4
_LONG = 6
_BEFORE = 20  # characters in which the word before another stands
_GLUED = re.compile(r"[A-Z]?[a-z]{2,}[A-Z]")
_VILLAGE = re.compile(r"\b(bum|apb|rpjm|rkp|lpp)[\s-]?(desa|des)\b", re.IGNORECASE)
_WITH_FIGURE = re.compile(r"(?<![\w-])([A-Z]{2,6})[ -]?(\d[A-Z]|[A-Z]\d)(?![\w-])")  # TPS 3R, PBB-P2


@once
def prose(analysis: Analysis) -> tuple[Text, ...]:
    """Every text that is neither a law's citation nor a name of a jabatan, a unit or an office."""
    document = analysis.document
    decree = document.keputusan
    names: list[object] = [*document.pengesahan, document.instansi, document.skema, document.jenis]
    names += [decree.mengingat, decree.penandatangan, decree.jenis] if decree else []
    for post in analysis.posts:
        names += [post.jabatan.nama, post.jabatan.unit, post.jabatan.atasan, *post.jabatan.program]
    names += [entry.indikator.penanggung_jawab for entry in analysis.entries]
    left_out = {text.pointer for name in names for text in texts(name)}
    return tuple(text for text in document.texts() if text.pointer not in left_out)


def protected(analysis: Analysis, text: str) -> list[tuple[int, int]]:
    """The stretches of a text that are titles of laws or names."""
    return [match.span() for match in _LAW.finditer(text)] + names(analysis, text)


@once
def names(analysis: Analysis, text: str) -> list[tuple[int, int]]:
    """The stretches of a text that are names: of units, the instansi, places, applications."""
    spans = [] if titled(text) else [match.span() for match in _NAMED.finditer(text)]
    spans += [match.span(1) for match in _SHORTENED.finditer(text) if _foreign(match[1], match[2])]
    spans += [(m.start, m.end) for m in mentions(text, analysis.units)]
    for name in analysis.names:
        if len(name) > 1:
            spans += [m.span() for m in re.finditer(r"\W+".join(map(re.escape, name)), text, re.IGNORECASE)]
    return spans


def _foreign(name: str, short: str) -> bool:
    """Whether a name with its abbreviation behind it has an English word in it, besides one that EJA001 lists."""
    words = name.split()
    english = [w for w in map(str.lower, words) if w in data.word_set("ejaan", "inggris") and not is_listed(w)]
    return bool(english) and "".join(word[0] for word in words) == short


def titled(text: str) -> bool:
    """Whether most words of a text begin with a capital."""
    words = text.split()
    return sum(word[0].isupper() for word in words) > _TITLE_CASE * len(words)


def within(at: int, spans: list[tuple[int, int]]) -> bool:
    """Whether an index stands in one of the spans."""
    return any(start <= at < end for start, end in spans)


def non_standard(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """EJA001: forms on the closed list; one finding a value, naming all."""
    for text in prose(analysis):
        listed = forms(text.value)
        spans = protected(analysis, text.value) if listed else []
        found = [form for form in listed if not within(form[0], spans)]
        if found:
            named = dict.fromkeys(f"{text.value[a:b]} → {right}" for a, b, right in found)
            changes = tuple(Change(Mark(text, a, b), right, safe=True) for a, b, right in found)
            yield Hit(text.pointer, changes[0].mark, {"bentuk": "; ".join(named)}, changes=changes)


@kept(100_000)
def forms(text: str) -> tuple[tuple[int, int, str], ...]:
    """The non-standard forms in a text: begin, end, and the standard one."""
    words = list(_WORD.finditer(text))
    found: list[tuple[int, int, str]] = []
    for before, word, following in zip([None, *words], words, [*words[1:], None], strict=False):
        if not _begins_one(word[0]) or _english(before, word, text) or _english(word, following, text):
            continue
        spans = [(word.start(), word.end())]
        if following and text[word.end() : following.start()].isspace() and not _at_a_place(word, following):
            spans.insert(0, (word.start(), following.end()))
        for start, end in spans:
            right = _standard(" ".join(text[start:end].lower().replace("’", "'").split()))
            if right:
                found.append((start, end, cased(right, text[start:end])))
                break
    return tuple(found)


def _begins_one(word: str) -> bool:
    """Whether a listed form may begin with a word."""
    word = word.lower().replace("’", "'")
    return not _beginnings().isdisjoint((word, word.removesuffix("nya"), word.partition("-")[0]))


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(form.split()[0] for form in spellings())


def _english(one: re.Match[str] | None, other: re.Match[str] | None, text: str) -> bool:
    """Whether two words side by side are English: "Management System", "peer review"."""
    english = data.word_set("ejaan", "inggris")
    return bool(
        one and other and text[one.end() : other.start()].isspace() and {one[0].lower(), other[0].lower()} <= english
    )


def _at_a_place(word: re.Match[str], following: re.Match[str]) -> bool:
    """Whether "di" and the next word are a preposition and a name ("di Bina Marga"), not a verb broken in two."""
    return word[0] == "di" and following[0][0].isupper()


def _standard(form: str) -> str:
    """The standard form of one that is not; "" where it is not on the list."""
    bare, half = form.removesuffix("nya"), form.partition("-")[0]
    if is_listed(form):
        return spellings()[form]
    if form != bare and is_listed(bare):
        return spellings()[bare] + "nya"
    if form == f"{half}-{half}" and is_listed(half):
        return f"{spellings()[half]}-{spellings()[half]}"
    return ""


def is_listed(form: str) -> bool:
    """Whether EJA001 reports a lower-case form."""
    return form in spellings() and form not in data.words("ejaan")["hanya_lipat"]


def cased(right: str, printed: str) -> str:
    """A form in the capitals of what it replaces."""
    if printed.isupper():
        return right.upper()
    return right[0].upper() + right[1:] if printed[0].isupper() else right


@options(istilah={"type": "array", "items": {"type": "object"}})
def outdated(analysis: Analysis, given: Mapping[str, Any]) -> Iterator[Hit]:
    """EJA003: terms that law has replaced; one finding a term, at its first place.

    An entry of `istilah` has `lama`, `baru`, `dasar`, `sesudah` (words behind which law keeps the old term), `lain`
    (words that show, anywhere in the document, that the abbreviation stands for something else).
    """
    said = " ".join(text.value for text in analysis.document.texts())
    for term in given["istilah"]:
        old, kept, other = ("|".join(map(re.escape, term.get(key, ()))) for key in ("lama", "sesudah", "lain"))
        if other and re.search(rf"\b(?:{other})\b", said, re.IGNORECASE):
            continue
        if not re.search(rf"(?<!\w)(?:{old})(?!\w)", said, re.IGNORECASE):
            continue
        pattern = re.compile(rf"(?<!\w)(?P<kept>(?:{kept or '(?!)'})[\s-]+)?(?:{old})(?!\w)", re.IGNORECASE)
        places = [
            Mark(text, *match.span())
            for text in prose(analysis)
            for match in pattern.finditer(text.value)
            if not match["kept"] and not within(match.start(), protected(analysis, text.value))
        ]
        if places:
            values = {"lama": places[0].excerpt, "baru": term["baru"], "dasar": term["dasar"], "count": len(places)}
            yield Hit(places[0].text.pointer, places[0], values, tuple(places[1:]))


def mixed_terms(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """EJA004: one abbreviation or term in two spellings."""
    uses: dict[str, dict[str, list[Mark]]] = {}
    for text in prose(analysis):
        spans = protected(analysis, text.value)
        for key, mark in _terms(text):
            named = _OF_A_PLACE.search(text.value, max(0, mark.start - _BEFORE), mark.start)
            if not named and not within(mark.start, spans):
                form = " ".join(mark.excerpt.lower().split())
                uses.setdefault(key, {}).setdefault(form, []).append(mark)
    for spelt in uses.values():
        if len(spelt) < 2 or any(form in spellings() for form in spelt):
            continue
        common = max(spelt, key=lambda form: len(spelt[form]))
        for form, marks in spelt.items():
            if form != common:
                usual = spelt[common][0]
                values: dict[str, Value] = {"bentuk": marks[0].excerpt, "lazim": usual.excerpt, "count": len(marks)}
                changes = tuple(Change(mark, _as_usual(usual.excerpt, mark)) for mark in marks)
                yield Hit(marks[0].text.pointer, marks[0], values, (usual, *marks[1:]), changes=changes)


def _as_usual(usual: str, mark: Mark) -> str:
    """The usual spelling of a term, in capitals where the whole text is."""
    return usual.upper() if mark.text.value.isupper() else usual


def _terms(text: Text) -> Iterator[tuple[str, Mark]]:
    """Words, and pairs of words, that may be two spellings of one term, by what both would be written together."""
    taken: list[tuple[int, int]] = []
    for match in _VILLAGE.finditer(text.value):
        taken.append(match.span())
        yield f"{match[1].lower()}desa", Mark(text, *match.span())
    for match in _WITH_FIGURE.finditer(text.value):
        taken.append(match.span())
        yield (match[1] + match[2]).lower(), Mark(text, *match.span())
    words = [m for m in _WORD.finditer(text.value) if not within(m.start(), taken)]
    for first, second in pairwise(words):
        one, two = first.group(), second.group()
        beside = text.value[first.end() : second.start()] in (" ", "-")
        listed = max(len(one), len(two)) < _LEAST_LETTERS and (one + two).isupper()  # RT RW is no RTRW
        if beside and not listed and _one_thing(one, two) and not is_word((one + two).lower()):
            inner = two[1:] if one[-1].lower() == two[0].lower() and len(one) >= _LEAST_LETTERS else two  # Andal Lalin
            yield (one + inner).lower(), Mark(text, first.start(), second.end())
    for word in words:
        joined = word.group().lower().replace("-", "")
        if not is_word(joined) and not _run_together(word.group()):
            yield data.words("ejaan")["satu_istilah"].get(joined, _single(joined)), Mark(text, *word.span())


def _single(word: str) -> str:
    """A long word with no letter twice running: Bapelitbangda, Bappelitbangda."""
    return re.sub(r"(.)\1", r"\1", word) if len(word) >= _LONG else word


def _run_together(word: str) -> bool:
    """Whether two words of the language were run together, which is a slip of the keyboard: "lingkunganhidup"."""
    halves = ((word[:at], word[at:]) for at in range(3, len(word) - 2) if word.islower())
    slipped = any(
        all(is_known(half) and half not in data.word_set("ejaan", "inggris") for half in two) for two in halves
    )
    return slipped or bool(_GLUED.match(word))


def _one_thing(one: str, two: str) -> bool:
    """Whether two words may be a term that is written as one elsewhere: "BUM Desa", "job fair"."""
    capitals = one[0].isupper() and two[0].isupper()
    return capitals or not any(is_word(word) and word not in data.word_set("ejaan", "inggris") for word in (one, two))
