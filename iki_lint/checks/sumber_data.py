"""SBR: where the figures come from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from iki_lint import data
from iki_lint.analysis import Analysis, Entry
from iki_lint.checks.common import WORDS, collapse, options
from iki_lint.hits import Hit, whole
from iki_lint.language.compare import folded
from iki_lint.language.names import unit_name
from iki_lint.language.roots import root
from iki_lint.language.spelling import is_known
from iki_lint.language.terms import words

_SEPARATORS = re.compile(r"\s*(?:[,;/&+\n.–-]|\bdan\b|\bserta\b|\batau\b)\s*", re.IGNORECASE)


_BRACKETED = re.compile(r"(?:(?<=[()])|^)([^()]*)\(([^()]*)\)")
_OFFICES = re.compile(r"\bbadan pusat statistik\b|\b(?:dinas|badan)\b[^,;/]*\b(?:arsip|kearsipan)\b", re.IGNORECASE)


def missing(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """SBR001: no source at all."""
    if not analysis.tree:
        yield from collapse(analysis, _missing(analysis), over_all=True)


def _missing(analysis: Analysis) -> Iterator[tuple[Entry, Hit]]:
    for entry in analysis.entries:
        source = entry.indikator.sumber_data
        if not source:
            mark = whole(source) if source is not None and source.value else whole(entry.nama)
            yield entry, Hit(entry.pointer, mark, {"indikator": entry.nama.value})


@options(umum=WORDS, pengiring=WORDS)
def generic(analysis: Analysis, given: Mapping[str, Any]) -> Iterator[Hit]:
    """SBR002: only words that fit any report."""
    company = set(given["pengiring"])
    nouns = (data.word_set("bahasa", "kata_umum") | set(given["umum"])) - company
    roots = {root(word) for word in nouns}
    for entry in analysis.entries:
        source = entry.indikator.sumber_data
        found = [t for t in words(source.value) if t.kind == "kata"] if source else []
        named = [t for t in found if t.form not in company]
        if source and named and all(t.form in nouns or (t.key in roots and not _own_word(t.form)) for t in named):
            yield Hit(entry.pointer, whole(source), {"sumber": source.value})


def _own_word(form: str) -> bool:
    """Whether a word says more than its root: "pendaftaran" is no daftar, "kinerjaku" an application's name."""
    return (form.startswith("pe") and form.endswith("an")) or not all(map(is_known, form.split("-")))


@options(dokumen=WORDS, pengiring=WORDS)
def budget(analysis: Analysis, given: Mapping[str, Any]) -> Iterator[Hit]:
    """SBR003: only the planning or budget document itself."""
    yield from collapse(analysis, _budget(analysis, given), least=2, over_all=False)


def _budget(analysis: Analysis, given: Mapping[str, Any]) -> Iterator[tuple[Entry, Hit]]:
    plans = {folded(phrase) for phrase in given["dokumen"]}
    company = set(given["pengiring"]) | {word for name in analysis.names for word in name}
    for entry in analysis.entries:
        source = entry.indikator.sumber_data
        if source and _only_plans(folded(_SEPARATORS.sub(" ", source.value)), plans, company):
            yield entry, Hit(entry.pointer, whole(source), {"sumber": source.value})


def _only_plans(said: tuple[str, ...], plans: set[tuple[str, ...]], company: set[str]) -> bool:
    """Whether a source holds plans and nothing but words that go with them."""
    found, at = False, 0
    while at < len(said):
        end = next((at + n for n in range(6, 0, -1) if said[at : at + n] in plans), at)
        if end > at:
            found, at = True, end
        elif said[at] in company or said[at].isdigit():
            at += 1
        else:
            return False
    return found


@options(pelaku=WORDS, benda=WORDS)
def people(analysis: Analysis, given: Mapping[str, Any]) -> Iterator[Hit]:
    """SBR004: a person, jabatan, unit or instansi in place of data."""
    actors, things = frozenset(given["pelaku"]), frozenset(given["benda"])
    for entry in analysis.entries:
        source = entry.indikator.sumber_data
        if source and not _names_data(source.value, things) and _people(source.value, analysis, actors):
            yield Hit(entry.pointer, whole(source), {"sumber": source.value})


def _names_data(text: str, things: frozenset[str]) -> bool:
    """Whether data is named beside who keeps it, also in brackets or behind a colon: "Dinas Dukcapil (SIAK)"."""
    if ":" in text or any(not _abbreviates(m[2], m[1]) for m in _BRACKETED.finditer(text)):
        return True
    bare = _OFFICES.sub("", text)
    return any(part in things for term in words(bare) for part in term.form.split())


def _abbreviates(short: str, full: str) -> bool:
    return "".join(word[0] for word in folded(full)).endswith(short.lower())


def _people(text: str, analysis: Analysis, actors: frozenset[str]) -> bool:
    """Whether every part of a source names somebody."""
    parts = [part.strip() for part in re.split(r"[;/\n]|,\s", text) if part.strip()]
    known = [_somebody(part, analysis, actors) for part in parts]
    return bool(parts) and known[0] and all(k or part.isupper() for k, part in zip(known, parts, strict=True))


def _somebody(text: str, analysis: Analysis, actors: frozenset[str]) -> bool:
    said = [w for w in folded(text) if w not in ("semua", "seluruh", "masing", "para", "setiap", "tiap")]
    if not said:
        return False
    titles = {folded(post.title) for post in analysis.posts}
    if tuple(said) in titles or tuple(said) in analysis.names:
        return True
    return said[0] in actors or unit_name(" ".join(said)) is not None
