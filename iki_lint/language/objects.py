"""Counted objects: what an indicator, or one side of a fraction, counts or measures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from iki_lint import data
from iki_lint.language.heads import measure
from iki_lint.language.kept import kept
from iki_lint.language.roots import NOT, root
from iki_lint.language.terms import Term, denied, terms
from iki_lint.language.units import unit_class

State: TypeAlias = Literal["butuh", "beli", ""]

_JOINTS = frozenset({"dan", "serta", "atau", ",", "/", "&", "maupun", "dan/atau", "+"})
_NEEDED = ("dibutuhkan", "diperlukan", "seharusnya")
_BOUGHT = frozenset({"pengadaan", "pembelian"})
_SUBTRACTS = re.compile(r"\s[-–]\s|\bdikurangi?\b|\bselisih\b.{1,200}?\b(?:dan|dengan)\b", re.IGNORECASE)
_SIZES = ("isi", "panjang", "luas")


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted object.

    `members` are the nouns that it lists, each by its keys with the head first; `state` tells what is needed or bought
    from what is there; `denied` and `affirmed` are the keys of all of its words; `start` and `end` where its noun
    phrase stands in the text.
    """

    members: tuple[tuple[str, ...], ...]
    forms: tuple[str, ...]
    state: State
    denied: frozenset[str]
    affirmed: frozenset[str]
    spoken: frozenset[tuple[str, str]]
    measured: str
    start: int
    end: int

    @property
    def head(self) -> str:
        """The key of the head noun."""
        return self.members[0][0]

    @property
    def keys(self) -> frozenset[str]:
        """Every key of the noun phrase."""
        return frozenset(key for member in self.members for key in member)

    @property
    def doing(self) -> bool:
        """Whether it is an activity that is counted for itself (pemeliharaan X is not X)."""
        return self.forms[0].partition(" ")[0] in _words("tindakan")


def _words(name: str) -> frozenset[str]:
    return data.word_set("bahasa", name)


@cache
def _list(name: str) -> frozenset[str]:
    """A word list of the language file, as words and as their roots."""
    return _words(name) | {root(word) for word in _words(name)}


@kept(50_000)
def counted(text: str) -> Counted | None:
    """The counted object of an indicator or of a side of a fraction; None where it has no thing in it."""
    found = terms(text)
    opening = measure(text)
    at = opening.after
    if opening.first and opening.first.kind == "benda":
        at = next(i for i, term in enumerate(found) if term.start == opening.heads[-1].start)
    at = _phrase_start(found, at, bare=not opening.heads)
    phrase, state = _phrase(found, at)
    phrase = _strip_empty(phrase)
    members = tuple(member for part in _split(phrase) if (member := tuple(term.key for term in part)))
    nouns = [term for term in phrase if term.kind == "kata"]
    if not members or all(map(_symbol, nouns)) or nouns[0].form in _words("tanpa_benda"):
        return None
    if len(nouns) == 1 and nouns[0].form in _words("dicapai"):  # "realisasi", of whatever it be
        return None
    if nouns[0].form in _words("wadah") and not opening.heads:
        return None
    rest = found[at:]
    no = denied(rest)
    said = {t.key for t in rest if t.kind == "kata" or t.form in _words("kata_tugas_bermakna")}
    return Counted(
        members=members,
        forms=tuple(term.form for term in nouns),
        state="beli" if nouns[0].form in _BOUGHT else state or _needed(rest),
        denied=no,
        affirmed=frozenset(said) - no - {NOT},
        spoken=frozenset((t.key, t.form) for t in rest),
        measured=opening.first.word if opening.first else "",
        start=nouns[0].start,
        end=nouns[-1].end,
    )


def _symbol(term: Term) -> bool:
    """Whether a term is a letter of a formula: n, k_i."""
    return len(term.form) == 1 or "_" in term.form


def _phrase_start(found: tuple[Term, ...], at: int, *, bare: bool) -> int:
    """Behind result verbs, unit brackets, and the changes and heads inside: "penurunan tingkat pelanggaran"."""
    opening = bare
    while at < len(found):
        term = found[at]
        if term.form == "(":
            closing = next((i for i in range(at, len(found)) if found[i].form == ")"), at)
            at = closing + 1
        elif term.kind != "kata" or (opening and (term.form.endswith("nya") or _active(term.form))):
            at, opening = at + 1, False
        elif at + 1 < len(found) and (term.form in _words("perubahan_jumlah") or term.form.endswith("nya")):
            inner = measure(" ".join(t.form for t in found[at + 1 : at + 4]))
            at += 1 + sum(head.kind != "benda" for head in inner.heads)
        elif term.form in ("tingkat", "persentase", "jumlah"):
            at += 1
        else:
            break
    return at


def _active(form: str) -> bool:
    return form.startswith("me") and form not in _words("bukan_kata_kerja") and root(form) != form


def _phrase(found: tuple[Term, ...], at: int) -> tuple[list[Term], State]:
    """The noun phrase from `at` up to its first clause or preposition."""
    phrase: list[Term] = []
    bracket = 0
    state: State = ""
    for i, term in enumerate(found[at:]):
        bracket += (term.form == "(") - (term.form == ")")
        if bracket:
            phrase = _abbreviated(phrase, term)
        if bracket or term.form in (")", "“", "”", '"'):
            continue
        if term.form in _words("batas_frasa") or (term.kind == "tanda" and term.form not in _JOINTS):
            break
        if i == 0 and term.form.startswith("kebutuhan"):
            state = "butuh"
            continue
        if phrase and _verb(term.form):
            break
        if term.kind == "kata" or term.form in _JOINTS:
            phrase.append(term)
    while phrase and phrase[-1].form in _JOINTS:
        phrase.pop()
    return phrase, state


def _abbreviated(phrase: list[Term], short: Term) -> list[Term]:
    """The phrase, its last words replaced by the abbreviation that a bracket behind them gives."""
    spoken = [i for i, term in enumerate(phrase) if term.kind == "kata"][-len(short.form) :]
    if len(short.form) > 1 and "".join(phrase[i].form[0] for i in spoken) == short.form:
        return [*phrase[: spoken[0]], short]
    return phrase


def _verb(form: str) -> bool:
    begins = form.startswith(("di", "me", "ber", "ter"))
    return begins and form not in _words("bukan_kata_kerja") and root(form) != form


def _strip_empty(phrase: list[Term]) -> list[Term]:
    at = 0
    while at + 1 < len(phrase) and phrase[at + 1].kind == "kata":
        if not _empty_before(phrase[at].form, phrase[at + 1].form):
            break
        at += 1
    return phrase[at:]


def _empty_before(form: str, following: str) -> bool:
    """Whether an empty noun, or a unit of size, is one here: "unit kerja", "tenaga kesehatan" are things."""
    if form not in _words("kosong"):
        return unit_class(form) in _SIZES or form in ("kubik", "persegi", "lari")
    if form in ("unit", "satuan"):
        return following not in ("kerja", "kinerja", "organisasi", "pelaksana", "pendidikan")
    return form not in ("tenaga", "responden") or following.startswith("pe") or unit_class(following) == "orang"


def _split(phrase: list[Term]) -> list[list[Term]]:
    parts: list[list[Term]] = [[]]
    for term in phrase:
        if term.form in _JOINTS:
            parts.append([])
        elif term.kind == "kata":
            parts[-1].append(term)
    return parts


def _needed(rest: tuple[Term, ...]) -> State:
    clause = [term.form for term in rest]
    near = any(form == "yang" and any(w in _NEEDED for w in clause[i + 1 : i + 3]) for i, form in enumerate(clause))
    return "butuh" if near else ""


def subtracts(text: str) -> bool:
    """Whether a side takes one count from another, so that what it denies says nothing."""
    return bool(_SUBTRACTS.search(text))
