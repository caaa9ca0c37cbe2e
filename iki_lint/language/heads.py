"""Measure heads: what opens a measurable indicator, and of what kind it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, TypeAlias

from iki_lint import data
from iki_lint.language.terms import Term, terms
from iki_lint.language.units import unit_class

Kind: TypeAlias = Literal["relatif", "nilai", "cacah", "angka", "waktu", "besaran", "indeks", "benda", "lain"]
_SCORES: frozenset[str] = frozenset({"nilai", "indeks"})
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
        return self.kind == "relatif"

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
        return self.word in data.word_set("bahasa", "laju_dua_hal") or self.score or self.kind == "waktu"


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
    mean = {"rata-rata", "rata rata", "rerata", "median"}
    return (
        (first.kind in _SCORES and second.score)
        or (first.word in mean and (second.score or second.kind == "waktu"))
        or (second.word in mean and (first.score or first.kind == "waktu"))
        or (first.word == "laju" and second.word == "pertumbuhan")
        or (first.relative and second.word in _SIZES)
    )


@cache
def _phrases() -> dict[str, tuple[Kind, bool]]:
    listed: dict[str, tuple[Kind, bool]] = {}
    words = data.words("ukuran")
    for entry in words["kepala"]:
        for phrase in entry["kata"]:
            listed[phrase] = (entry["jenis"], entry.get("kuat", False))
    for name in words["nama_indeks"]:
        listed[name] = ("indeks", True)
    return listed


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


@cache
def _index_names() -> frozenset[str]:
    return frozenset(data.words("ukuran")["nama_indeks"])


def _head_at(found: tuple[Term, ...], at: int) -> tuple[Head, int] | None:
    if at < len(found) and found[at].key in _index_names():
        return Head(found[at].key, "indeks", found[at].start, found[at].end), at + 1
    end = _phrase_at(found, at, _names())
    if end == at or _phrase_at(found, at, _not_heads()) > at:
        return None
    phrase = " ".join(term.form for term in found[at:end])
    return Head(phrase, _phrases()[phrase][0], found[at].start, found[end - 1].end), end


@lru_cache(maxsize=50_000)
def measure(text: str) -> Measure:
    """The measure heads that a text opens with, or clearly contains behind a word of change."""
    found = terms(text)
    at = _skip_opening(found)
    heads: list[Head] = []
    while (here := _head_at(found, at)) is not None:
        if heads and here[0].kind == "benda":
            break
        heads.append(here[0])
        at = here[1]
    if heads:
        return Measure(tuple(heads), at)
    changed = _changed(found, at)
    if changed is not None:
        return Measure((changed[0],), changed[1])
    return Measure((), at)


def _skip_opening(found: tuple[Term, ...]) -> int:
    """Past numbers, bullets and a leading "=" or "Target"."""
    at = 0
    while at < len(found) and (found[at].kind in ("angka", "tanda") or len(found[at].form.strip(".")) == 1):
        at += 1
    return at


def _changed(found: tuple[Term, ...], at: int) -> tuple[Head, int] | None:
    """The head right behind a word of change: "Penurunan jumlah …", "Meningkatnya nilai …"."""
    if at >= len(found) or not (
        found[at].form in data.word_set("bahasa", "perubahan") or found[at].form.endswith("nya")
    ):
        return None
    here = _head_at(found, at + 1)
    return here if here and (here[0].kind == "indeks" or _phrases()[here[0].word][1]) else None


@lru_cache(maxsize=50_000)
def unit_in_brackets(text: str) -> str | None:
    """The unit that a text gives in brackets, "(kali)", "(%)"."""
    found = terms(text)
    for before, term, after in zip(found, found[1:], found[2:], strict=False):
        if before.form == "(" and after.form == ")" and unit_class(term.form):
            return term.form
    return "%" if "(%)" in text.replace(" ", "") else None
