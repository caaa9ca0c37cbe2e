"""UKR: whether an indicator can be measured, and measures its sasaran."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Any

from iki_lint import data
from iki_lint.analysis import Analysis, Entry
from iki_lint.calculation import Calculation, words
from iki_lint.checks.common import WORDS, options
from iki_lint.checks.ejaan import titled
from iki_lint.checks.target import fits
from iki_lint.document.model import Kinerja
from iki_lint.hits import Hit, Mark, Value, whole
from iki_lint.language.abbreviations import spelt_by
from iki_lint.language.compare import without_names
from iki_lint.language.heads import Head, has_unit, measure
from iki_lint.language.objects import counted
from iki_lint.language.populations import difference
from iki_lint.language.roots import root
from iki_lint.language.terms import Term, terms
from iki_lint.language.units import read_target

_NUMBERING = re.compile(r"^\W*(?:(?:sasaran|ss|s|t\d+s?)\s*\d*(?:\.\d+)*\s*[:.)]?\s+|[ivx]+[.)]\s+)", re.IGNORECASE)
_HOLDERS = re.compile(r"^\W*(?:tersedianya|tersediannya|data|adanya)\b", re.IGNORECASE)
_CONDITION = re.compile(
    r"[≥≤<>]|\b(?:minimal|maksimal|paling\s+\w+|lebih\s+dari|kurang\s+dari|di\s*atas|di\s*bawah|selama)\s+"
    r"(?:\d|satu|dua|tiga|empat|lima|enam|tujuh|sepuluh|[AB]\b)",
    re.IGNORECASE,
)
_NORM = re.compile(r"\bsesuai\s+(?:dengan\s+)?(?:aturan|standar|ketentuan|prosedur|sop|peraturan|pedoman|spm)\b", re.I)
_ENUMERATION = 4
_IN_A_NAME = re.compile(r"\w\s[A-Z][a-z]+\s[A-Z][a-z]+$")


def unmeasured(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """UKR001: no measure head and no unit."""
    for entry in analysis.entries:
        text = entry.nama.value
        if not measure(text).heads and not has_unit(text) and not _unit_measures(entry):
            yield Hit(entry.pointer, whole(entry.nama), {"indikator": text})


def _unit_measures(entry: Entry) -> bool:
    """Whether the target has a unit that fits what the indicator names."""
    target = read_target(entry.indikator.target.value) if entry.indikator.target else None
    if target is None or not target.unit or _HOLDERS.match(entry.nama.value):
        return False
    return fits(target.unit, entry.nama.value)


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
    heads = list(takewhile(_is_share, measure(" ".join(t.form for t in found[at:])).heads))
    if heads:
        cores.add(_forms(found[at + sum(len(head.word.split()) for head in heads) :]))
    return {core for core in cores if core}


def _is_share(head: Head) -> bool:
    return head.relative or head.word == "capaian"


def _forms(found: list[Term]) -> tuple[str, ...]:
    return tuple(word for term in found for word in term.form.split())


def _result_verb(word: str) -> bool:
    """Whether a word tells of a result: "meningkatnya", "optimalnya", "terwujud"; not "pelayanannya"."""
    if word in data.word_set("bahasa", "hasil_tanpa_nya"):
        return True
    if word.startswith("ter"):
        return root(word) != word and word not in data.word_set("bahasa", "bukan_kata_kerja")
    base = word.removesuffix("nya")
    done = base.startswith("di") or not base.endswith("an")  # "dihasilkannya"
    return base != word and done and base not in data.word_set("bahasa", "benda_nya")


def _active(term: Term) -> bool:
    return term.form.startswith("me") and root(term.form) != term.form


@options(kata=WORDS, tolok_ukur=WORDS, tepat=WORDS)
def vague(analysis: Analysis, given: Mapping[str, Any]) -> Iterator[Hit]:
    """UKR003: a quality word that nothing defines."""
    if analysis.tree:
        return
    words = re.compile(rf"\b(?:{'|'.join(map(re.escape, given['kata']))})(?:nya)?\b", re.IGNORECASE)
    exact = re.compile("|".join(given["tepat"]), re.IGNORECASE)
    standard = re.compile(rf"\b(?:{'|'.join(given['tolok_ukur'])})\b", re.IGNORECASE)
    for entry in analysis.entries:
        text = entry.nama.value
        head = measure(text).first
        if (head and head.score) or _NORM.search(text):
            continue
        covered = [m.span() for m in exact.finditer(text)]
        for match in words.finditer(text):
            named = _IN_A_NAME.search(text, 0, match.end()) and not titled(text)  # "Kampung Keluarga Berkualitas"
            if named or any(a <= match.start() < b for a, b in covered):
                continue
            if not _defined(entry, match[0], standard):
                yield Hit(entry.pointer, Mark(entry.nama, *match.span()), {"kata": match[0]})
            break


def _defined(entry: Entry, word: str, standard: re.Pattern[str]) -> bool:
    """Whether the formulasi names a standard, list, threshold, rule or measure."""
    formula = entry.formula
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


def off_target(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """UKR005: indicator and formulasi share no content word with the sasaran."""
    for entry in analysis.entries:
        sasaran = entry.row.sasaran
        if not sasaran:
            continue
        indicator = entry.nama.value
        if not analysis.content(sasaran.value) or not analysis.content(indicator):
            continue
        measured = f"{indicator} {entry.formula.text}" if entry.formula else indicator
        wanted, said = (
            analysis.content(one) | analysis.content(spelt_by(one, other))
            for one, other in ((sasaran.value, measured), (measured, sasaran.value))
        )
        if not wanted & said and not analysis.share_name(sasaran.value, indicator):
            yield Hit(entry.pointer, whole(entry.nama), {"sasaran": sasaran.value}, (whole(sasaran),))


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
    """Whether a sasaran opens with a result verb, behind a number or a label."""
    bare = _NUMBERING.sub("", text)
    opening = [t.form for t in terms(bare) if t.kind in ("kata", "tugas") and len(t.form) > 1]
    if opening and opening[0] in data.word_set("bahasa", "pengantar_hasil"):
        opening = opening[1:]
    return bool(opening) and _result_verb(opening[0])
