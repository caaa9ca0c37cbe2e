"""Whether two counted objects are one, and how they differ (the catalogue's "counted object")."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from iki_lint import data
from iki_lint.language.compare import misspelt
from iki_lint.language.objects import Counted
from iki_lint.language.roots import root
from iki_lint.language.units import unit_class

Difference: TypeAlias = Literal["objek", "lawan", "keadaan", "anggota", "populasi"]

_BROAD = frozenset({"layan", "dokumen", "izin", "latih", "contoh", "sampel"})
_PRICES = frozenset({"biaya", "harga", "tarif"})
_PERSONS_AND_PLACES = frozenset(
    {"orang", "desa", "kelurahan", "kecamatan", "kabupaten", "lembaga", "sekolah", "faskes", "opd", "umum"}
)


def difference(one: Counted, other: Counted) -> Difference | None:
    """How what a formulasi counts differs from what its indicator does; None where it is one object."""
    if against := opposed(one, other):
        return against
    if one.state != other.state and "butuh" in (one.state, other.state):
        return "keadaan"
    if not _same_thing(one, other):
        return "objek"
    if _left_out(one, other):
        return "anggota"
    return "populasi" if _other_population(one, other) else None


def outside(part: Counted, whole: Counted) -> Difference | None:
    """How a numerator is no part of its denominator; None where it is.

    What is available over what is needed is right, and so is what was done over what was asked for or planned; a
    general noun for persons holds every one of them.
    """
    if against := opposed(part, whole):
        return "lawan" if against == "lawan" else "objek"
    if not (_same_thing(part, whole) or _of_class(part, whole) or _asked_for(part, whole)):
        return "objek"
    return "anggota" if _left_out(part, whole) else None


def opposed(one: Counted, other: Counted) -> Difference | None:
    """Whether the one denies what the other affirms, or modifies the same noun by what excludes the other's."""
    if (one.denied & other.affirmed) - other.denied or (other.denied & one.affirmed) - one.denied:
        return "lawan"
    if any(_apart(_affirms(one), _affirms(other), pair) for pair in data.words("sinonim")["berlawanan"]):
        return "lawan"
    if one.head != other.head:
        return None
    groups: list[list[str]] = data.words("sinonim")["lawan"]
    return "populasi" if any(_apart(one.keys, other.keys, group) for group in groups) else None


def _affirms(one: Counted) -> frozenset[str]:
    """The words that an object affirms, as printed: "paling lambat" is no "terlambat"."""
    return frozenset(form for key, form in one.spoken if key in one.affirmed)


def _apart(one: frozenset[str], other: frozenset[str], group: Iterable[str]) -> bool:
    """Whether each of two has some of a group, and none that the other has."""
    here, there = one.intersection(group), other.intersection(group)
    return bool(here and there and not here & there)


def _words(name: str) -> frozenset[str]:
    return data.word_set("bahasa", name)


def _roots(name: str) -> frozenset[str]:
    return _words(name) | {root(word) for word in _words(name)}


def _same_thing(one: Counted, other: Counted) -> bool:
    if len(_PRICES & {one.forms[0], other.forms[0]}) == 1 != len({one.forms[0], other.forms[0]}):
        return False
    if _sufferers_and_cases(one, other) or _sufferers_and_cases(other, one):
        return False
    if one.head == other.head:
        return not _actor_and_act(one.forms[0], other.forms[0])
    if {unit_class(one.forms[0]), unit_class(other.forms[0])} == {"rumah-tangga"}:
        return True
    persons = {one.forms[0], other.forms[0]} & {"peserta", "anggota"}
    listed = not persons and any(a == b or _narrows(a, b, one, other) for a in one.members for b in other.members)
    return listed or _says(one, other) or _says(other, one) or _speaks_of(one, other) or _speaks_of(other, one)


def _sufferers_and_cases(one: Counted, other: Counted) -> bool:
    """Whether the one are the persons in what the other counts by cases, of which each may have several."""
    return bool({"korban", "pelaku"} & one.keys) and "kasus" in other.affirmed - one.affirmed


def _narrows(mine: tuple[str, ...], theirs: tuple[str, ...], one: Counted, other: Counted) -> bool:
    """Whether what the one counts alone is in the other's list, with more or less said of it."""
    if min(len(one.members), len(other.members)) > 1 or mine[0] != theirs[0]:
        return False
    return set(mine) <= set(theirs) or set(theirs) <= set(mine)


def _says(one: Counted, other: Counted) -> bool:
    """Whether the other's head noun is what an abbreviation first of all is: a LAKIP is a laporan."""
    said: dict[str, str] = data.words("sinonim")["isi"]
    return other.head == root(said.get(one.head, "").partition(" ")[0])


def _actor_and_act(one: str, other: str) -> bool:
    """Whether of two words of one root the one is who does it, the other what is done: penyuluh, penyuluhan."""
    return (
        one != other and one.startswith("pe") and other.startswith("pe") and one.endswith("an") != other.endswith("an")
    )


def _speaks_of(one: Counted, other: Counted) -> bool:
    """Whether `one` names the other's thing by a trait, a deed, a holder, a member or an achievement of it."""
    first = one.forms[0]
    if one.head in other.affirmed and _bears(one, other):
        return True
    if one.head in _words("siapa_pun"):
        return _persons(one, other)
    if first in ("peserta", "anggota"):
        return other.head in one.affirmed and not other.doing
    if first in _words("dicapai"):
        achieved = [key for form, key in zip(one.forms, one.members[0], strict=False) if form not in _words("dicapai")]
        both = other.forms[0] in _words("dicapai")
        return achieved[:1] == [other.head] or (both and bool(_said(one.keys) & _said(other.keys)))
    if one.doing or not _said([other.head]) & one.keys:
        return False
    if first in _words("wadah"):
        return unit_class(other.forms[0]) not in _PERSONS_AND_PLACES
    return (one.head in _roots("abstrak") and not _actor(first)) or one.head in _roots("kosong")


def _persons(one: Counted, other: Counted) -> bool:
    """Whether `one` are the other's persons under a general noun: "warga negara lansia", "penduduk miskin"."""
    if other.head in _words("siapa_pun"):
        mine, theirs = one.keys - {one.head}, other.keys - {other.head}
        return mine <= theirs or theirs <= mine
    return other.head in one.keys and unit_class(other.forms[0]) == "orang"


def _actor(form: str) -> bool:
    """Whether a word names who does it: the pengelola is not the pengelolaan."""
    return form.startswith("pe") and not form.endswith("an")


def _bears(one: Counted, other: Counted) -> bool:
    """Whether a trait or deed that `one` names is what the other's clause says of its thing.

    "Kepemilikan akta" by "penduduk yang memiliki akta"; under a share also "penyelesaian pengaduan" by "pengaduan yang
    diselesaikan", and under a cakupan "imunisasi" by "bayi yang diimunisasi".
    """
    first, rest = one.forms[0], one.keys - {one.head}
    if other.doing or one.measured == "cakupan":
        return not other.doing
    worded_otherwise = any(key == one.head and form != first for key, form in other.spoken)
    shared = one.measured.startswith(("perse", "prose", "%")) or first in _words("luaran")
    if shared and other.head in one.keys:
        return worded_otherwise
    derived = first.startswith("ke") and first.endswith("an") and len(first) > len(one.head) + 3
    trait = (derived or (one.head in _roots("abstrak") and not _actor(first))) and first not in _words("tindakan")
    return trait and (not rest or bool(rest & other.affirmed))


def _of_class(part: Counted, whole: Counted) -> bool:
    """Whether the whole is a general noun for persons, or one that the part narrows."""
    if unit_class(part.forms[0]) != "orang":
        return False
    general = whole.head in _words("orang_umum") and not whole.keys - {whole.head, "usia"} - part.keys
    if whole.head == "peserta" and whole.keys - {"peserta"} <= part.affirmed:
        return True
    narrowed = whole.head in part.keys and unit_class(whole.forms[0]) == "orang"
    return general or (narrowed and not whole.doing)


def _asked_for(part: Counted, whole: Counted) -> bool:
    """Whether the whole is what was requested or planned of what the part says was done."""
    first = whole.forms[0]
    if first in _words("diminta"):
        return part.head in whole.keys
    return part.forms[0] in _words("dicapai") and first in _words("direncanakan")


def _left_out(one: Counted, other: Counted) -> bool:
    """Whether one list lacks a member of the other."""
    few, many = sorted((one, other), key=lambda c: len(c.members))
    if len(few.members) == len(many.members):
        return False
    if len(few.members) == 1 and many.members[0][: len(few.members[0])] == few.members[0] != many.members[0]:
        return False  # a dropped modifier: "penyuluh" for "penyuluh PNS dan THL"
    if few is one and len(few.members) == 1 and not any(set(m) <= set(few.members[0]) for m in many.members):
        return False  # a sum of parts under other names: "produksi kolam, tambak, dan keramba"
    known = few.affirmed | _roots("kata_umum") - _said(["lkjip"])
    missing = [m for m in many.members if not any(_alike(m, n) for n in few.members) and not set(m) <= known]
    return bool(missing) and all(any(_alike(m, n) for n in many.members) for m in few.members)


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    shared = ((_said(one) & set(other)) | (_said(other) & set(one))) - _roots("wadah")  # Perda and Perkada are two
    if one == other or set(one) == set(other) or shared & {*_said(one[:1]), *_said(other[:1])}:
        return True
    return misspelt(one[0], other[0])


def _said(keys: Iterable[str]) -> frozenset[str]:
    """Keys, with what an abbreviation among them says: renstra is a rencana."""
    said: dict[str, str] = data.words("sinonim")["isi"]
    return frozenset(keys) | {root(word) for key in keys for word in said.get(key, "").split()}


def _other_population(one: Counted, other: Counted) -> bool:
    """Whether a broad head noun (pelayanan, dokumen) is narrowed to two things that neither text shares."""
    if one.head != other.head or one.head not in _BROAD:
        return False
    left, right = one.keys - {one.head}, other.keys - {other.head}
    shared = (_said(left) & (_said(right) | other.affirmed)) | (right & one.affirmed)
    return bool(left and right and not shared)
