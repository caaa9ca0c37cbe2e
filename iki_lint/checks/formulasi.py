"""FRM: how an indicator is calculated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from iki_lint.analysis import Analysis, Entry
from iki_lint.calculation import Calculation, words
from iki_lint.checks.common import WORDS, collapse, options
from iki_lint.hits import Change, Hit, Mark, whole
from iki_lint.language.abbreviations import spelt_by
from iki_lint.language.compare import folded, gist
from iki_lint.language.heads import Head, measure
from iki_lint.language.objects import Counted, counted, subtracts
from iki_lint.language.populations import Difference, difference, opposed, outside
from iki_lint.language.signs import TIMES
from iki_lint.language.terms import terms
from iki_lint.language.units import read_target, unit_class

_PER = re.compile(r"\bper\s?(?:kapita\b|\s[a-z])|\b(?:rata-?\s?rata|rerata)\b", re.IGNORECASE)
_AGAINST = re.compile(r"\b(?:terhadap|dibanding(?:kan)?|dari(?:\s+total)?)\b", re.IGNORECASE)
_TIMES = re.compile(rf"[\w)]\s*{TIMES}\s*[\w(]", re.IGNORECASE)
_DIVIDED = re.compile(r"[/:÷]|di\s?bagi(?:\s+dengan)?", re.IGNORECASE)
_LAST_WORD = re.compile(r"[\w()]*\w\)?$")
_MORE = re.compile(r"[+×*\\$=]|\s[-–]\s|\bx\b|\b(?:dikurang|ditambah|dijumlah|dikali)", re.IGNORECASE)
_Comparison: TypeAlias = Callable[[Counted, Counted], Difference | None]
_RATIO = re.compile(r"\W*(?:rasio|ratio|nisbah|perbandingan)\b", re.IGNORECASE)
_PERCENT = re.compile(r"%|\bpersen(?:tase)?\b", re.IGNORECASE)


def _formulas(analysis: Analysis) -> Iterator[tuple[Entry, Calculation]]:
    """Every indicator that has a formulasi, with the formulasi taken apart."""
    for entry in analysis.entries:
        if entry.formula is not None:
            yield entry, entry.formula


def _relative(entry: Entry, head: Head) -> bool:
    """Whether a head is relative here; capaian and kontribusi are where a percent is meant."""
    if head.relative:
        return True
    target = read_target(entry.indikator.target.value) if entry.indikator.target else None
    percent = _PERCENT.search(entry.nama.value) or (target is not None and target.unit.startswith("%"))
    return head.word in ("capaian", "kontribusi") and bool(percent)


def missing(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """FRM001: no formulasi."""
    if not analysis.tree:
        yield from collapse(analysis, _missing(analysis), over_all=True)


def _missing(analysis: Analysis) -> Iterator[tuple[Entry, Hit]]:
    for entry in analysis.entries:
        if not entry.indikator.formulasi:
            yield entry, Hit(entry.pointer, whole(entry.nama), {"indikator": entry.nama.value})


@options(cara=WORDS, pembuka=WORDS, penilai=WORDS)
def no_calculation(analysis: Analysis, given: Mapping[str, Any]) -> Iterator[Hit]:
    """FRM002: a relative or score head without a calculation, a method or an assessor.

    `cara` are words of a method wherever they stand; `pembuka` what a formulasi opens with that gives a result;
    `penilai` assessors and instruments, which count unless the formulasi opens by counting ("Jumlah auditor …").
    """
    method, opening, assessor = (re.compile("|".join(given[k]), re.I) for k in ("cara", "pembuka", "penilai"))
    for entry, formula in _formulas(analysis):
        head = measure(entry.nama.value).first
        if head is None or formula.calculates or method.search(formula.text) or _two_sides(entry, formula.text):
            continue
        said = formula.text.lstrip(" =")
        counts = measure(said).first
        if opening.match(said) and not (counts and counts.word == head.word and not head.score):
            continue
        if assessor.search(said) and (counts is None or counts.score):
            continue
        if head.score or _relative(entry, head):
            kind = "nilai" if head.score else "relatif"
            yield Hit(entry.pointer, whole(formula.anchor), {"kepala": head.word}, (whole(entry.nama),), kind=kind)


def _two_sides(entry: Entry, text: str) -> bool:
    """Whether a formulasi only sets the two things side by side that its indicator relates: "pendapatan : belanja"."""
    sides = re.split(r"\s[:/]\s", text)
    if len(sides) != 2:
        return False
    if _RATIO.match(entry.nama.value):
        return True
    named = _AGAINST.split(entry.nama.value)
    return len(named) == 2 and all(
        {t.key for t in terms(one)} & {t.key for t in terms(other)} for one, other in zip(sides, named, strict=True)
    )


def no_denominator(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """FRM003: it calculates and has no denominator."""
    for entry, formula in _formulas(analysis):
        if formula.denominator is None and (formula.divides or formula.multiplier) and not formula.problems:
            mark = formula.operator or formula.multiplier or whole(formula.anchor)
            yield Hit(entry.pointer, mark, {"formulasi": formula.text})


def populations_differ(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """FRM004: numerator and denominator are of different populations."""
    for entry, formula in _formulas(analysis):
        head = measure(entry.nama.value).first
        if formula.numerator is None or formula.denominator is None or _unreadable(formula):
            continue
        above, below = words(formula.numerator), words(formula.denominator)
        whole_of = counted(below)
        if whole_of is None:
            continue
        found = _compared(analysis, outside, above, below)
        if found == "objek" and (
            _two_things(entry, head) or _named_whole(entry, whole_of.head) or _TIMES.search(below)
        ):
            continue
        if found is None or (found == "anggota" and head is not None and head.rate):
            continue
        values = {"pembilang": above, "penyebut": below}
        yield Hit(entry.pointer, formula.denominator, values, (formula.numerator,), kind=found)


def _compared(analysis: Analysis, compare: _Comparison, one: str, other: str) -> Difference | None:
    """How what two texts count differs, also where abbreviations that the document or the other spells are spelt."""
    found = _differing(compare, one, other)
    for spelt in (
        (analysis.spelt_out(one), analysis.spelt_out(other)),
        (spelt_by(one, other), spelt_by(other, one)),
    ):
        if found and spelt != (one, other):
            found = _differing(compare, *spelt)
    return found


def _differing(compare: _Comparison, one: str, other: str) -> Difference | None:
    mine, theirs = counted(one), counted(other)
    return compare(mine, theirs) if mine and theirs else None


def _two_things(entry: Entry, head: Head | None) -> bool:
    """Whether an indicator relates two things: a rate by its head, "… per pegawai", "Pendapatan rata-rata …"."""
    if head is not None and (head.percent or head.rate):
        return head.rate
    return bool(_PER.search(entry.nama.value))


def _named_whole(entry: Entry, head: str) -> bool:
    """Whether the indicator itself names the denominator: "… terhadap PAD"."""
    match = _AGAINST.search(entry.nama.value)
    return match is not None and any(term.key == head for term in terms(entry.nama.value[match.end() :]))


def _unreadable(formula: Calculation) -> bool:
    return any(name in ("latex", "kurung") for name, _ in formula.problems)


def same_sides(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """FRM005: both sides are nearly the same."""
    for entry, formula in _formulas(analysis):
        if formula.numerator and formula.denominator:
            above, below = words(formula.numerator), words(formula.denominator)
            one, other = (gist(_uncounted(side), analysis.own_names(entry)) for side in (above, below))
            if one.keys and one.near(other):
                yield Hit(entry.pointer, formula.denominator, {"pembilang": above}, (formula.numerator,))


def _uncounted(side: str) -> str:
    """A side without the head that says that it is counted."""
    return re.sub(r"^\W*(?:jumlah|total|seluruh|banyaknya)\s+(?:seluruh\s+|total\s+)?", "", side, flags=re.IGNORECASE)


def other_kind(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """FRM006: a formulasi of another kind than the head."""
    for entry, formula in _formulas(analysis):
        head = measure(entry.nama.value).first
        if head is None or formula.problems:
            continue
        values = {"kepala": entry.nama.value[head.start : head.end]}
        if head.kind == "cacah" and (formula.divides or formula.multiplier):
            mark = formula.operator or formula.multiplier or formula.denominator or whole(formula.anchor)
            yield Hit(entry.pointer, mark, values, (whole(entry.nama),), kind="cacah")
        elif head.word in ("rata-rata", "rata rata", "rerata") and formula.multiplier and not _means_percent(entry):
            yield Hit(entry.pointer, formula.multiplier, values, (whole(entry.nama),), kind="rata-rata")


def _means_percent(entry: Entry) -> bool:
    return bool(re.search(r"\bpersen", entry.nama.value, re.IGNORECASE))


def no_multiplier(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """FRM007: a persentase by a division with neither × 100 nor %."""
    for entry, formula in _formulas(analysis):
        head = measure(entry.nama.value).first
        if head and head.percent and formula.divides and formula.denominator and not formula.percent:
            values = {"penyebut": words(formula.denominator)}
            yield Hit(entry.pointer, formula.denominator, values, changes=tuple(_multiplied(formula)))


def _multiplied(formula: Calculation) -> Iterator[Change]:
    """“x 100%” behind a written "A / B" that ends there; where there is more to calculate, a person must place it."""
    below, sign = formula.denominator, formula.operator
    if below is None or sign is None or formula.problems or not _DIVIDED.fullmatch(sign.excerpt.strip()):
        return
    last = _LAST_WORD.search(below.text.value)
    if last and below.end == len(below.text.value) and not _MORE.search(formula.text):
        yield Change(Mark(below.text, *last.span()), f"{last[0]} x 100%", safe=True)


def other_object(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """FRM008: the formulasi counts another object than the indicator."""
    for entry, formula in _formulas(analysis):
        head = measure(entry.nama.value).first
        if formula.numerator is None or _unreadable(formula) or (head is not None and head.score):
            continue
        said = words(formula.numerator)
        wanted, got = counted(entry.nama.value), counted(said)
        if wanted is None or got is None or subtracts(said) or _TIMES.search(said):
            continue
        if unit_class(got.forms[0]) == "waktu" and any(h.kind == "waktu" for h in measure(entry.nama.value).heads):
            continue  # "Persentase waktu layanan tersedia" by hours
        if _two_things(entry, head) or (head is not None and head.word in ("kontribusi", "pangsa")):
            found = opposed(wanted, got)
        else:
            found = _compared(analysis, difference, entry.nama.value, said)
        if found is None or (found == "keadaan" and _of_need(formula)):
            continue
        mark = Mark(entry.nama, wanted.start, wanted.end)
        values = {"objek": mark.excerpt, "hitungan": said, "indikator": entry.nama.value}
        yield Hit(entry.pointer, formula.numerator, values, (mark,), kind=found)


def _of_need(formula: Calculation) -> bool:
    """Whether what is there is divided by what is needed."""
    below = counted(words(formula.denominator)) if formula.denominator else None
    return below is not None and below.state == "butuh"


def broken(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """FRM009: a formulasi that cannot be read."""
    for entry, formula in _formulas(analysis):
        for name, mark in formula.problems:
            yield Hit(entry.pointer, mark, {"bagian": mark.excerpt}, kind=name)
            break


def repeated(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """FRM010: within one owner, the same formulasi for another indicator."""
    for entries in analysis.by_holder.values():
        seen: dict[tuple[object, ...], list[tuple[Entry, Calculation]]] = {}
        for entry in entries:
            formula = entry.formula
            if formula is None:
                continue
            earlier = seen.setdefault(_sense(formula), [])
            if earlier and not any(analysis.gist(entry).near(analysis.gist(other)) for other, _ in earlier):
                other, first = earlier[0]
                values = {"indikator": other.nama.value}
                yield Hit(entry.pointer, whole(formula.anchor), values, (whole(first.anchor),))
            earlier.append((entry, formula))


def _sense(formula: Calculation) -> tuple[object, ...]:
    """What a formula says, whichever way it is written."""
    if formula.numerator and formula.denominator:
        factor = re.sub(r"\D", "", formula.multiplier.excerpt) if formula.multiplier else ""
        return folded(words(formula.numerator)), folded(words(formula.denominator)), factor
    return folded(formula.text)
