"""UKR: targets and their units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from iki_lint.analysis import Analysis, Entry
from iki_lint.hits import Hit, Mark, whole
from iki_lint.language.heads import Head, measure
from iki_lint.language.objects import counted
from iki_lint.language.roots import root
from iki_lint.language.spelling import is_known
from iki_lint.language.terms import Term, terms
from iki_lint.language.units import read_target, unit_class

_FITS_ALL = "umum"
_PLACES = frozenset({"desa", "kelurahan", "kecamatan", "kabupaten", "dusun"})
_COUNTED = frozenset({"orang", "dokumen", "kegiatan", "lembaga", "sekolah", "faskes", "opd"}) | _PLACES
_SIZES = frozenset({"panjang", "luas", "isi", "uang"})
_MEANS = frozenset({"bahan", "alat", "media", "materi", "sarana", "prasarana"})
_OF_SIZE = {"panjang": "panjang", "luas": "luas", "luasan": "luas", "volume": "isi", "tonase": "isi"}


def other_unit(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """UKR004: the target's unit is of another kind than what is counted."""
    for entry in analysis.entries:
        text = entry.indikator.target
        target = read_target(text.value) if text else None
        if text is None or target is None or not target.unit or target.unit[0] in "/(":
            continue
        if _unit_wrong(entry, target.unit):
            values = {"satuan": text.value[target.start : target.end], "indikator": entry.nama.value}
            yield Hit(entry.pointer, Mark(text, target.start, target.end), values, (whole(entry.nama),))


def _unit_wrong(entry: Entry, unit: str) -> bool:
    text = entry.nama.value
    heads = measure(text).heads
    share = bool(heads) and heads[0].percent
    if not share and re.search(rf"\(\s*{re.escape(unit)}\s*\)", text, re.IGNORECASE):
        return False
    words = [t for t in terms(unit) if t.kind == "kata"]
    classes = _classes(words)
    percent = unit.startswith("%") or "persen" in classes
    if re.match(r"(?:dari|/)\b", unit) or re.search(r"\bper\b", unit):
        return False
    if heads and heads[0].word in ("rasio", "ratio") and re.search(r"\bper\b", text):  # so many dokter per penduduk
        return False
    wrong = any(_head_clash(head, words, classes, percent=percent) for head in _deciding(heads))
    if wrong or (heads and heads[0].kind != "cacah"):
        return wrong
    if percent:
        return bool(heads)
    formula = entry.formula
    if not heads and formula and formula.numerator and fits(unit, formula.numerator.excerpt):
        return False
    return not fits(unit, text) and _clash(classes, _noun_classes(text))


def _deciding(heads: tuple[Head, ...]) -> tuple[Head, ...]:
    """The heads that say what unit is right: the first, and behind a mean the next."""
    return heads[:2] if heads and heads[0].word.startswith(("rata", "rerata", "median")) else heads[:1]


def _head_clash(head: Head, words: list[Term], classes: set[str], *, percent: bool) -> bool:
    """Whether a unit cannot be that of a measure head."""
    if head.percent or head.word in ("cakupan", "proporsi", "prevalensi"):
        return bool(words) and not percent and not classes & {"nilai"}
    if head.word in _OF_SIZE:
        return percent or bool(classes and not classes & {_OF_SIZE[head.word], "persen"})
    if head.kind == "waktu":
        return percent or bool(classes & _COUNTED)
    if head.score or head.word in ("tingkat", "laju", "angka", "pertumbuhan", "rasio", "ratio"):
        return bool(classes & _COUNTED)
    return False


def _clash(unit: set[str], nouns: set[str]) -> bool:
    """Whether the classes of a unit and of what is counted are known and exclude each other."""
    if not unit or not nouns or unit & nouns:
        return False
    if _FITS_ALL in nouns:
        return bool(unit & ({"orang", "dokumen", "lembaga"} | _PLACES))
    if {"orang", "rumah-tangga"} >= unit | nouns or ("lembaga" in unit and nouns & {"sekolah", "faskes", "opd"}):
        return False
    return bool(nouns & _COUNTED) and (_FITS_ALL not in unit or nouns == {"orang"})


def missing(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """UKR006: no target, where other indicators of the owner have one."""
    for entries in analysis.by_holder.values():
        if any(e.indikator.target for e in entries):
            for entry in entries:
                if not entry.indikator.target:
                    yield Hit(entry.pointer, whole(entry.nama), {"indikator": entry.nama.value})


def _classes(found: Sequence[Term]) -> set[str]:
    """The classes of a unit's words, or the one that they have together: "rumah tangga"."""
    together = unit_class("-".join(t.form for t in found))
    return (
        {together} - {"lain"} if together else {c for t in found for c in (unit_class(t.form), unit_class(t.key)) if c}
    )


def _noun_classes(text: str) -> set[str]:
    """The classes of the noun that a text counts, or of the first word behind it that has one."""
    found = counted(text)
    forms = list(found.forms) if found else [t.form for t in terms(text) if t.kind == "kata"][:3]
    for form in forms:
        classes = {c for c in (unit_class(form), unit_class(root(form))) if c}
        if classes or form.startswith("pe") or form in _MEANS or not is_known(form):  # a deed, who does it, what with
            return classes
    return set()


def fits(unit: str, text: str) -> bool:
    """Whether a unit stands for what a text names: the same word, one of its class, or a measure of any thing."""
    words = [t for t in terms(unit) if t.kind == "kata"]
    if not words:
        return unit.startswith("%") and measure(text).first is not None
    said = {t.form for t in terms(text)} | {t.key for t in terms(text)}
    classes = _classes(words)
    nouns = _noun_classes(text)
    if any(t.form in said or t.key in said for t in words) or classes & nouns:
        return True
    if nouns != {"orang"} and classes & _classes(terms(text)):
        return True
    if classes & _SIZES:
        return not nouns & _COUNTED
    return _FITS_ALL in classes and nouns != {"orang"} and bool(measure(text).heads or counted(text))
