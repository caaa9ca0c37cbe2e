"""Counted objects: what an indicator, or one side of a fraction, counts or measures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, TypeAlias

from iki_lint import data
from iki_lint.language.heads import measure
from iki_lint.language.roots import NOT, root
from iki_lint.language.terms import Term, denied, terms
from iki_lint.language.units import unit_class

State: TypeAlias = Literal["ada", "butuh", "beli", ""]
Difference: TypeAlias = Literal["objek", "lawan", "keadaan", "anggota", "populasi"]

_JOINTS = frozenset({"dan", "serta", "atau", ",", "/", "&", "maupun", "dan/atau", "+"})
_NEEDED = frozenset({"butuh", "perlu"})
_BOUGHT = frozenset({"pengadaan", "diadakan", "dibeli", "pembelian"})
_MEMBERS = frozenset({"peserta", "anggota", "pengurus", "kader"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted object.

    `members` are the nouns that it lists, each by its keys with the head first; `state` tells what is there from what
    is needed or bought; `denied` the keys that it denies; `start` and `end` where its noun phrase stands.
    """

    members: tuple[tuple[str, ...], ...]
    forms: tuple[str, ...]
    state: State
    denied: frozenset[str]
    affirmed: frozenset[str]
    action: bool
    relative: bool
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


@cache
def _list(name: str) -> frozenset[str]:
    """A word list of the language file, as words and as their roots."""
    words = data.word_set("bahasa", name)
    return words | {root(word) for word in words}


@lru_cache(maxsize=50_000)
def counted(text: str) -> Counted | None:
    """The counted object of an indicator or of a side of a fraction; None where it has no thing in it."""
    found = terms(text)
    opening = measure(text)
    at = opening.after
    if opening.first and opening.first.kind == "benda":
        at = next(i for i, term in enumerate(found) if term.start == opening.heads[-1].start)
    while at < len(found) and _skipped(found[at], at == opening.after and not opening.heads):
        at += 1
    while (here := _behind_second_head(found, at)) > at:
        at = here
    phrase, state = _phrase(found, at)
    phrase = _strip_empty(phrase)
    members = tuple(member for part in _split(phrase) if (member := tuple(term.key for term in part)))
    first = next((term for term in phrase if term.kind == "kata"), None)
    if not members or first is None or all(key in _list("tanpa_benda") for key in members[0]):
        return None
    if first.form in data.word_set("bahasa", "tanpa_benda"):
        return None
    if first.form in data.word_set("bahasa", "wadah") and not opening.heads:
        return None
    if first.form in _BOUGHT:
        state = "beli"
    rest = found[at:]
    no = denied(rest)
    return Counted(
        members=members,
        forms=tuple(term.form for term in phrase if term.kind == "kata"),
        state=state or _relative_state(rest),
        denied=no,
        affirmed=frozenset(t.key for t in rest if t.kind == "kata") - no - {NOT},
        action=first.form in data.word_set("bahasa", "tindakan"),
        relative=bool(opening.first and opening.first.relative),
        start=first.start,
        end=phrase[-1].end,
    )


def _skipped(term: Term, opening: bool) -> bool:
    if term.kind != "kata":
        return True
    return opening and (term.form.endswith("nya") or _active(term.form))


def _active(form: str) -> bool:
    return form.startswith("me") and form not in data.word_set("bahasa", "bukan_kata_kerja") and root(form) != form


def _behind_second_head(found: tuple[Term, ...], at: int) -> int:
    """Past a change and a head inside the phrase: "penurunan tingkat pelanggaran" counts pelanggaran."""
    if at + 1 < len(found) and (
        found[at].form in data.word_set("bahasa", "perubahan_jumlah") or found[at].form.endswith("nya")
    ):
        inner = measure(" ".join(term.form for term in found[at + 1 : at + 4]))
        return at + 1 + len(inner.heads)
    if at < len(found) and found[at].form in ("tingkat", "persentase", "jumlah", "seluruh", "total"):
        return at + 1
    return at


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
        if term.form in data.word_set("bahasa", "batas_frasa") or (term.kind == "tanda" and term.form not in _JOINTS):
            break
        if term.key in _NEEDED and i == 0 and term.form.startswith("kebutuhan"):
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
    spoken = [i for i, term in enumerate(phrase) if term.kind == "kata"]
    for first in spoken:
        if len(short.form) > 1 and "".join(phrase[i].form[0] for i in spoken if i >= first) == short.form:
            return [*phrase[:first], short]
    return phrase


def _verb(form: str) -> bool:
    return (
        form.startswith(("di", "me", "ber", "ter"))
        and form not in data.word_set("bahasa", "bukan_kata_kerja")
        and root(form) != form
    )


def _strip_empty(phrase: list[Term]) -> list[Term]:
    empty = data.word_set("bahasa", "kosong")
    at = 0
    while at + 1 < len(phrase) and phrase[at].form in empty and phrase[at + 1].kind == "kata":
        if phrase[at].form == "unit" and phrase[at + 1].form in ("kerja", "kinerja", "organisasi", "pelaksana"):
            break
        at += 1
    return phrase[at:]


def _split(phrase: list[Term]) -> list[list[Term]]:
    parts: list[list[Term]] = [[]]
    for term in phrase:
        if term.form in _JOINTS:
            parts.append([])
        elif term.kind == "kata":
            parts[-1].append(term)
    return parts


def _relative_state(rest: tuple[Term, ...]) -> State:
    clause = [term.form for term in rest]
    for i, form in enumerate(clause[:-1]):
        if form == "yang" and any(w in ("dibutuhkan", "diperlukan", "seharusnya") for w in clause[i + 1 : i + 3]):
            return "butuh"
    return ""


def difference(one: Counted, other: Counted, *, shares: bool = False) -> Difference | None:
    """How two counted objects differ; None where they are one object.

    With `shares` the second is the whole of which the first is a part (a denominator): what is available over what is
    needed is right, and a general noun holds every member of its class.
    """
    if opposed(one, other):
        return "lawan"
    if not shares and one.state != other.state and "butuh" in (one.state, other.state):
        return "keadaan"
    if not _same_thing(one, other) and not (shares and (_of_class(one, other) or _planned(one, other))):
        return "objek"
    if _left_out(one, other):
        return "anggota"
    if not shares and _other_population(one, other):
        return "populasi"
    return None


def opposed(one: Counted, other: Counted) -> bool:
    """Whether the one denies what the other affirms, in the noun phrase itself or in a qualifier of it."""
    if (one.denied & other.affirmed) - other.denied or (other.denied & one.affirmed) - one.denied:
        return True
    pairs: list[list[str]] = data.words("sinonim")["lawan"]
    return any(
        {here} == set(pair) & one.affirmed and {there} == set(pair) & other.affirmed
        for pair in pairs
        for here, there in (pair, pair[::-1])
    )


def _same_thing(one: Counted, other: Counted) -> bool:
    return (
        one.head == other.head
        or _bears(one, other)
        or _bears(other, one)
        or any(a == b for a in one.members for b in other.members)
    )


def _of_class(one: Counted, whole: Counted) -> bool:
    """Whether the whole is a general noun for persons, of which the part names some."""
    narrowed = whole.keys - {whole.head, "usia"}
    return whole.head in data.word_set("bahasa", "orang_umum") and not narrowed and unit_class(one.forms[0]) == "orang"


def _planned(one: Counted, whole: Counted) -> bool:
    """Whether a realisasi stands over what was planned."""
    return one.forms[0] in data.word_set("bahasa", "dicapai") and whole.forms[0] in data.word_set(
        "bahasa", "direncanakan"
    )


def _bears(one: Counted, other: Counted) -> bool:
    """Whether `one` speaks of the other's head: a holder (dokumen X), a member of a group, a trait of a bearer."""
    first = one.forms[0]
    doing = first in data.word_set("bahasa", "tindakan")
    derived = first.startswith("ke") and first.endswith("an") and len(first) > len(one.head) + 3
    trait = derived or one.head in _list("abstrak")
    rest = one.keys - {one.head}
    if trait and not doing and one.head in other.affirmed and (not rest or rest & other.affirmed):
        return True
    if one.head in _MEMBERS:
        return other.head in one.affirmed and not other.action
    if other.head not in one.keys:
        return False
    if doing:
        return one.relative and one.head in other.affirmed and not other.action
    if first in data.word_set("bahasa", "dicapai"):
        return one.members[0][1:2] == (other.head,)
    return first in data.word_set("bahasa", "wadah") or one.head in _list("abstrak") or one.head in _list("kosong")


def _left_out(one: Counted, other: Counted) -> bool:
    """Whether one list lacks a member of the other."""
    if len(one.members) == len(other.members) or max(len(one.members), len(other.members)) < 2:
        return False
    few, many = sorted((one, other), key=lambda c: len(c.members))
    missing = [
        m
        for m in many.members
        if not any(_alike(m, n) for n in few.members) and not set(m) <= few.affirmed | _list("kata_umum")
    ]
    return bool(missing) and all(any(_alike(m, n) for n in many.members) for m in few.members)


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    holders = _list("wadah")
    shared = set(one) & set(other)
    return one == other or bool(shared - holders) or (shared == set(one) | set(other))


def _other_population(one: Counted, other: Counted) -> bool:
    """Whether a broad head noun (pelayanan, dokumen) is narrowed to two things that share nothing."""
    broad = {"layan", "dokumen", "izin", "latih"}
    if one.head != other.head or one.head not in broad:
        return False
    left, right = one.keys - {one.head}, other.keys - {other.head}
    return bool(left and right and not left & right)
