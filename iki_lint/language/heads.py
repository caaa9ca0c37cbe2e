"""Measure heads: what opens a measurable indicator, and of what kind it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from iki_lint import data
from iki_lint.language.compare import misspelt
from iki_lint.language.kept import kept
from iki_lint.language.terms import Term, terms
from iki_lint.language.units import unit_class

Kind: TypeAlias = Literal["relatif", "nilai", "cacah", "angka", "waktu", "besaran", "indeks", "benda", "laju", "lain"]
_MEANS = frozenset({"rata-rata", "rata rata", "rata2", "rerata", "median"})
_APART = frozenset({"deviasi", "selisih"})
_SIZES = frozenset({"panjang", "luas", "luasan", "volume", "kapasitas", "tonase"})


@dataclass(frozen=True, slots=True)
class Head:
    """A measure head in a text: its words, kind and place."""

    word: str
    kind: Kind
    start: int
    end: int

    @property
    def relative(self) -> bool:
        """A share or a rate (the catalogue's relative heads, without capaian and kontribusi)."""
        return self.kind in ("relatif", "laju")

    @property
    def score(self) -> bool:
        """A score given by an instrument or an assessor."""
        return self.kind in ("nilai", "indeks")

    @property
    def percent(self) -> bool:
        """A persentase in so many words."""
        return self.word.startswith(("persen", "prosen"))

    @property
    def rate(self) -> bool:
        """Whether it may relate two different things."""
        return self.word in data.word_set("bahasa", "laju_dua_hal") or self.score or self.kind in ("waktu", "laju")


@dataclass(frozen=True, slots=True)
class Measure:
    """The heads of a text that stand in a row, and the term behind the last of them."""

    heads: tuple[Head, ...]
    after: int

    @property
    def first(self) -> Head | None:
        """The head that says what kind of measure it is."""
        return self.heads[0] if self.heads else None

    @property
    def doubled(self) -> tuple[Head, Head] | None:
        """The first two heads, where together they are not one."""
        if len(self.heads) < 2 or _one_head(self.heads[0], self.heads[1]):
            return None
        return self.heads[0], self.heads[1]


def _one_head(first: Head, second: Head) -> bool:
    return (
        (first.score and second.score)
        or (first.word in _MEANS and (second.score or second.kind in ("waktu", "laju")))
        or ((first.word in _MEANS or first.relative) and second.word in _APART)
        or (second.word in _MEANS and (first.score or first.kind == "waktu"))
        or (first.word == "laju" and second.word == "pertumbuhan")
        or ((first.relative or first.word == "total") and second.word in _SIZES)
    )


@cache
def _phrases() -> dict[str, Kind]:
    listed: dict[str, Kind] = {}
    words = data.words("ukuran")
    for entry in words["kepala"]:
        for phrase in entry["kata"]:
            listed[phrase] = entry["jenis"]
    return listed | dict.fromkeys(words["nama_indeks"], "indeks")


@cache
def _not_heads() -> frozenset[str]:
    return frozenset(data.words("ukuran")["bukan_kepala"])


def _phrase_at(found: tuple[Term, ...], at: int, phrases: frozenset[str]) -> int:
    """The end of the longest of the phrases that begins at term `at`; `at` where none does."""
    for end in range(min(at + 4, len(found)), at, -1):
        if " ".join(term.form for term in found[at:end]) in phrases:
            return end
    return at


@cache
def _names() -> frozenset[str]:
    return frozenset(_phrases())


def _misspelt_head(form: str) -> str | None:
    """The commonest heads, misspelt."""
    return next((head for head in ("persentase", "jumlah") if misspelt(form, head)), None)


@cache
def _index_names() -> frozenset[str]:
    return frozenset(data.words("ukuran")["nama_indeks"])


def _head_at(found: tuple[Term, ...], at: int) -> tuple[Head, int] | None:
    if at < len(found) and found[at].key in _index_names():
        return Head(found[at].key, "indeks", found[at].start, found[at].end), at + 1
    end = _phrase_at(found, at, _names())
    if end == at and at < len(found) and (meant := _misspelt_head(found[at].form)):
        return Head(meant, _phrases()[meant], found[at].start, found[at].end), at + 1
    if end == at or _phrase_at(found, at, _not_heads()) > at:
        return None
    phrase = " ".join(term.form for term in found[at:end])
    kind = _phrases()[phrase]
    if phrase == "nilai" and end < len(found) and found[end].form in data.words("ukuran")["nilai_uang"]:
        kind = "besaran"
    return Head(phrase, kind, found[at].start, found[end - 1].end), end


@kept(50_000)
def measure(text: str) -> Measure:
    """The measure heads that a text opens with, or clearly contains behind a word of change."""
    found = terms(text)
    at = _skip_opening(found)
    heads, after = _in_a_row(found, at)
    if heads:
        return Measure(tuple(heads), after)
    if at + 1 < len(found) and found[at].form == "hasil" and found[at + 1].key in _index_names():
        return Measure((Head("hasil", "nilai", found[at].start, found[at].end),), at + 1)
    if at < len(found) and _changes(found[at]):
        heads, after = _in_a_row(found, at + 1)
        if heads and heads[0].word not in ("kapasitas", "hasil"):
            return Measure(tuple(heads), after)
    return Measure((), at)


def _in_a_row(found: tuple[Term, ...], at: int) -> tuple[list[Head], int]:
    """The heads that stand one behind the other from a term on, a unit in brackets between them left out."""
    heads: list[Head] = []
    while (here := _head_at(found, _past_bracket(found, at) if heads else at)) is not None:
        if heads and not _second_head(heads[-1], here[0]):
            break
        heads.append(here[0])
        at = here[1]
    return heads, _past_bracket(found, at) if heads else at


def _second_head(first: Head, second: Head) -> bool:
    """Whether a head behind another counts as one: "Jumlah SKM" counts surveys, "Jumlah kategori" categories."""
    if second.kind == "benda" or second.word.startswith(("hasil", "insiden")):  # an insiden is counted, too
        return False
    return second.kind != "indeks" or first.score or first.word in _MEANS


def _past_bracket(found: tuple[Term, ...], at: int) -> int:
    """Behind a unit in brackets, "Persentase (%) …"."""
    if at + 2 < len(found) and found[at].form == "(" and found[at + 2].form == ")":
        return at + 3
    return at


def _skip_opening(found: tuple[Term, ...]) -> int:
    """Past numbers and bullets."""
    at = 0
    while (
        at < len(found)
        and found[at].form != "%"
        and (found[at].kind in ("angka", "tanda") or len(found[at].form.strip(".")) == 1)
    ):
        at += 1
    return at


def _changes(term: Term) -> bool:
    """Whether a word tells of more, less or reaching; "terlaksananya" and "tersusunnya" tell of doing."""
    if term.form in data.word_set("bahasa", "perubahan"):
        return True
    return term.form.endswith("nya") and term.key not in ("laksana", "selenggara", "susun", "sedia", "buat", "bangun")


_BRACKETED = re.compile(r"\((?P<inside>[^()]{1,40})\)")
_NUMBERED = re.compile(r"(?<!\d[.,])\b\d[\d.,]*\s*(?P<unit>%|[A-Za-z]+)")


@kept(50_000)
def has_unit(text: str) -> bool:
    """Whether a text gives a unit: in brackets ("(kali)", "(ton/hari)"), behind a number, or as a rate per head."""
    if re.search(r"\bper\s+(?:kapita|\d)", text, re.IGNORECASE):
        return True
    for match in _BRACKETED.finditer(text):
        words = re.findall(r"%|[^\W\d_]+\d?", match["inside"].lower())
        if words and len(words) <= 4 and (words[0] == "per" or unit_class(words[0])):
            return True
    return any(unit_class(m["unit"].lower()) for m in _NUMBERED.finditer(text))
