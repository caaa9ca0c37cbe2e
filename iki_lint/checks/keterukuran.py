"""UKR: whether an indicator can be measured, and measures its sasaran."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from iki_lint import data
from iki_lint.analysis import Analysis, Entry
from iki_lint.calculation import Calculation, calculation, words
from iki_lint.checks.common import WORDS, options
from iki_lint.document.model import Kinerja
from iki_lint.hits import Hit, Mark, Value, whole
from iki_lint.language.compare import without_names
from iki_lint.language.heads import measure, unit_in_brackets
from iki_lint.language.objects import counted, difference
from iki_lint.language.roots import root
from iki_lint.language.terms import Term, terms
from iki_lint.language.units import read_target, unit_class

_HOLDERS = re.compile(r"^\W*(?:tersedianya|tersediannya|data|adanya)\b", re.IGNORECASE)
_CONDITION = re.compile(
    r"[≥≤<>]|\b(?:minimal|maksimal|paling\s+\w+|lebih\s+dari|kurang\s+dari|di\s*atas|di\s*bawah)\b", re.I
)
_THINGS_AND_DOINGS = frozenset({"dokumen", "kegiatan"})
_ENUMERATION = 4
_FITS_ALL = "umum"
_PLACES = frozenset({"desa", "kelurahan", "kecamatan", "kabupaten", "dusun"})


def unmeasured(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """UKR001: no measure head and no unit."""
    for entry in analysis.entries:
        text = entry.nama.value
        if not measure(text).heads and not unit_in_brackets(text) and not _unit_measures(entry):
            yield Hit(entry.pointer, whole(entry.nama), {"indikator": text})


def _unit_measures(entry: Entry) -> bool:
    """Whether the target has a unit that fits what the indicator names."""
    target = read_target(entry.indikator.target.value) if entry.indikator.target else None
    if target is None or not target.unit or _HOLDERS.match(entry.nama.value):
        return False
    return _fits(target.unit, entry.nama.value)


def _noun_classes(text: str) -> set[str]:
    """The classes of the nouns that a text counts: of its head, and of what the head holds."""
    found = counted(text)
    listed = list(found.forms) if found else [t.form for t in terms(text) if t.kind == "kata"][:3]
    for form in listed:
        classes = {c for c in (unit_class(form), unit_class(root(form))) if c}
        if classes:
            return classes
        if re.match(r"pe\w+an$", form):
            return {"kegiatan"}
    return set()


def _fits(unit: str, text: str) -> bool:
    """Whether a unit stands for what a text names: the same word, or one of its class."""
    said = {t.form for t in terms(text)} | {t.key for t in terms(text)}
    words = [t for t in terms(unit) if t.kind == "kata"]
    if not words:
        return unit.startswith("%") and measure(text).first is not None
    if any(t.form in said or t.key in said for t in words):
        return True
    classes = {c for t in words for c in (unit_class(t.form), unit_class(t.key)) if c}
    if classes & _noun_classes(text):
        return True
    first = measure(text).heads or counted(text)
    return bool(first) and _FITS_ALL in classes and not _noun_classes(text) & {"orang"}


def repeats_sasaran(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """UKR002: the sasaran again."""
    for entry in analysis.entries:
        sasaran = entry.row.sasaran
        if not sasaran:
            continue
        said = _cores(entry.nama.value, analysis)
        if said & _cores(sasaran.value, analysis):
            yield Hit(entry.pointer, whole(entry.nama), {"sasaran": sasaran.value}, (whole(sasaran),))


def _cores(text: str, analysis: Analysis) -> set[tuple[str, ...]]:
    """The words of a text, and those behind a result verb, a relative head, or both; names of places left out."""
    found = [t for t in without_names(terms(text), analysis.names) if t.kind in ("kata", "tugas", "angka")]
    while found and found[-1].form in ("di", "pada", "se", "lingkup", "dalam"):
        found.pop()
    cores = {_forms(found)}
    at = 0
    if (found and _result_verb(found[0].form)) or (found and _active(found[0])):
        at = 1
        cores.add(_forms(found[at:]))
    head = measure(" ".join(t.form for t in found[at:])).first
    if head and head.relative:
        cores.add(_forms(found[at + len(head.word.split()) :]))
    return {core for core in cores if core}


def _forms(found: list[Term]) -> tuple[str, ...]:
    return tuple(term.form for term in found)


def _result_verb(word: str) -> bool:
    return word.endswith("nya") or word in data.word_set("bahasa", "hasil_tanpa_nya")


def _active(term: Term) -> bool:
    return term.form.startswith("me") and root(term.form) != term.form


@options(kata=WORDS, tolok_ukur=WORDS, tepat=WORDS)
def vague(analysis: Analysis, given: Mapping[str, Any]) -> Iterator[Hit]:
    """UKR003: a quality word that nothing defines."""
    if analysis.tree:
        return
    words = re.compile(rf"\b(?:{'|'.join(map(re.escape, given['kata']))})\b", re.IGNORECASE)
    exact = re.compile("|".join(given["tepat"]), re.IGNORECASE)
    standard = re.compile(rf"\b(?:{'|'.join(given['tolok_ukur'])})", re.IGNORECASE)
    for entry in analysis.entries:
        text = entry.nama.value
        head = measure(text).first
        if head and head.score:
            continue
        covered = [m.span() for m in exact.finditer(text)]
        for match in words.finditer(text):
            if any(a <= match.start() < b for a, b in covered):
                continue
            if not _defined(entry, match[0], standard):
                yield Hit(entry.pointer, Mark(entry.nama, *match.span()), {"kata": match[0]})
            break


def _defined(entry: Entry, word: str, standard: re.Pattern[str]) -> bool:
    """Whether the formulasi names a standard, list, threshold, rule or measure."""
    formula = calculation(entry.indikator.formulasi) if entry.indikator.formulasi else None
    if formula is None:
        return False
    sides = [counted(m.excerpt) for m in (formula.numerator, formula.denominator) if m]
    if any(side and side.state == "butuh" for side in sides):
        return True
    if re.search(
        rf"\b{re.escape(word)}\b\W*(?:adalah|berarti|yaitu|yakni|apabila|jika|=)", formula.text, re.IGNORECASE
    ):
        return True
    return bool(standard.search(formula.text) or _CONDITION.search(formula.text)) or _enumerates(entry, formula, word)


def _enumerates(entry: Entry, formula: Calculation, word: str) -> bool:
    """Whether the numerator says in other words, and enough of them, what the vague word leaves open."""
    wanted = counted(entry.nama.value)
    got = counted(words(formula.numerator)) if formula.numerator else None
    if wanted is None or got is None or difference(wanted, got) or root(word.split()[-1]) in got.affirmed:
        return False
    return len(got.affirmed - wanted.affirmed) >= _ENUMERATION


def target_unit(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
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
    head = measure(text).first
    words = [t for t in terms(unit) if t.kind == "kata"]
    classes = {c for t in words for c in (unit_class(t.form), unit_class(t.key)) if c}
    percent = unit.startswith("%") or "persen" in classes
    if re.match(r"(?:per|dari|/)\b", unit):
        return False
    if head and (head.percent or head.word in ("cakupan", "proporsi", "prevalensi")):
        return bool(words) and not percent and "nilai" not in classes
    if percent and any(h.kind == "waktu" for h in measure(text).heads):
        return True
    if head and (head.rate or head.relative or head.kind in ("waktu", "besaran", "lain")):
        return bool(head.score and classes & {"orang", "dokumen", "desa", "kecamatan", "kegiatan"})
    if percent:
        return bool(head and head.word in ("jumlah", "banyaknya", "total"))
    formulasi = entry.indikator.formulasi
    formula = calculation(formulasi) if formulasi else None
    if head is None and formula and formula.numerator and _fits(unit, formula.numerator.excerpt):
        return False
    if _fits(unit, text):
        return False
    return _clash(classes, _noun_classes(text), held=head is None)


def _clash(unit: set[str], nouns: set[str], *, held: bool) -> bool:
    """Whether the classes of a unit and of what is counted are known and exclude each other."""
    if not unit or not nouns or _FITS_ALL in unit or (_FITS_ALL in nouns and not unit & {"orang"}):
        return False
    return (
        bool(nouns & ({"orang", "dokumen", "kegiatan", "lembaga", "sekolah", "faskes", "opd"} | _PLACES))
        and not unit & nouns
    )


def off_target(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """UKR005: indicator and formulasi share no content word with the sasaran."""
    for entry in analysis.entries:
        sasaran = entry.row.sasaran
        if not sasaran:
            continue
        wanted = analysis.content(sasaran.value)
        formulasi = entry.indikator.formulasi
        formula = calculation(formulasi) if formulasi else None
        said = analysis.content(entry.nama.value)
        more = analysis.content(formula.text) if formula else frozenset()
        if wanted and said and not wanted & (said | more):
            yield Hit(entry.pointer, whole(entry.nama), {"sasaran": sasaran.value}, (whole(sasaran),))


def no_target(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """UKR006: no target, where other indicators of the owner have one."""
    for entries in analysis.by_holder.values():
        if any(e.indikator.target for e in entries):
            for entry in entries:
                if not entry.indikator.target:
                    yield Hit(entry.pointer, whole(entry.nama), {"indikator": entry.nama.value})


def two_heads(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """UKR007: two measure heads in a row."""
    for entry in analysis.entries:
        pair = measure(entry.nama.value).doubled
        if pair:
            first, second = pair
            value = entry.nama.value
            values = {"satu": value[first.start : first.end], "dua": value[second.start : second.end]}
            yield Hit(entry.pointer, Mark(entry.nama, first.start, second.end), values)


def no_result(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """UKR008: a sasaran that states no result; all of a jabatan's together where there are two or more."""
    groups: dict[str, list[Kinerja]] = {}
    names = {post.pointer: post.jabatan.nama for post in analysis.posts}
    for owner, row in analysis.rows():
        if row.sasaran:
            groups.setdefault(owner.pointer if owner else "/iku", []).append(row)
    for holder, rows in groups.items():
        fallen = [row for row in rows if row.sasaran and not _states_result(row.sasaran.value)]
        name = names.get(holder)
        if len(fallen) == len(rows) >= 2:
            values: dict[str, Value] = {"count": len(rows), "jabatan": name.value if name else "IKU"}
            yield Hit(holder, whole(name) if name else None, values, kind="jabatan")
            continue
        for row in fallen:
            if row.sasaran:
                yield Hit(row.pointer, whole(row.sasaran), {"sasaran": row.sasaran.value})


def _states_result(text: str) -> bool:
    """Whether a sasaran opens with a result verb."""
    opening = [t.form for t in terms(text) if t.kind == "kata" and len(t.form) > 1]
    if opening and opening[0] in data.word_set("bahasa", "pengantar_hasil"):
        opening = opening[1:]
    return bool(opening) and _result_verb(opening[0])
