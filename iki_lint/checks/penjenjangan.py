"""CAS: what is passed down from a jabatan to those under it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from iki_lint.analysis import Analysis, Entry
from iki_lint.checks.common import WORDS, options
from iki_lint.checks.salinan import foreign_copies
from iki_lint.hits import Hit, whole
from iki_lint.language.compare import gist
from iki_lint.language.heads import measure
from iki_lint.language.names import Level, level
from iki_lint.language.objects import counted
from iki_lint.language.roots import root
from iki_lint.language.terms import terms
from iki_lint.language.units import unit_class
from iki_lint.structure import Post, once

_NEITHER_DINAS_NOR_BADAN = re.compile(
    r"\b(?:kecamatan|distrik|camat|kelurahan|lurah|rumah sakit|rsu\w*|direktur|puskesmas|inspektorat|inspektur|"
    r"sekretariat|sekretaris)\b",
    re.IGNORECASE,
)


@once
def _copied(analysis: Analysis, entry: Entry) -> Entry | None:
    """The atasan's indicator that an indicator repeats with the same scope."""
    above = analysis.superiors[entry.owner] if entry.owner else None
    mine = gist(entry.nama.value, analysis.names)
    theirs = analysis.by_holder.get(above.pointer, ()) if above else ()
    return next((e for e in theirs if mine.keys and gist(e.nama.value, analysis.names).near(mine)), None)


def passed_on(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """CAS001: nearly the same indicator as its atasan's."""
    for entry in analysis.entries:
        source = _copied(analysis, entry)
        if source and source.owner:
            values = {"indikator": source.nama.value, "atasan": source.owner.title}
            yield Hit(entry.pointer, whole(entry.nama), values, (whole(source.nama),))


@options(kerja=WORDS)
def output_of_a_leader(analysis: Analysis, given: Mapping[str, Any]) -> Iterator[Hit]:
    """CAS002: a leader's indicator that only counts outputs or activities.

    `kerja` are the verbs of what an office does to what it counts ("yang dibangun").
    """
    deeds = frozenset(root(word) for word in given["kerja"])
    for entry in analysis.entries:
        if _leads(analysis, entry.owner) and _counts_output(entry.nama.value, deeds):
            title = entry.owner.title if entry.owner else "pimpinan"
            yield Hit(entry.pointer, whole(entry.nama), {"indikator": entry.nama.value, "jabatan": title})


def _leads(analysis: Analysis, post: Post | None) -> bool:
    if post is None or post.level is Level.PIMPINAN:
        return True
    return post.level is Level.ADMINISTRATOR and not _NEITHER_DINAS_NOR_BADAN.search(_office(analysis))


def _office(analysis: Analysis) -> str:
    """The instansi's name; where none is given, the titles of its leaders."""
    instansi = analysis.document.instansi
    leaders = " ".join(post.title for post in analysis.posts if post.level is Level.PIMPINAN)
    return instansi.nama.value if instansi and instansi.nama else leaders


def _counts_output(text: str, deeds: frozenset[str]) -> bool:
    head, thing = measure(text).first, counted(text)
    if head is None or head.kind != "cacah" or thing is None:
        return False
    found = terms(text)
    named = found[measure(text).after].form if measure(text).after < len(found) else ""
    if named == "kunjungan" and any(unit_class(form) == "orang" for form in thing.forms[1:]):  # who comes is a result
        return False
    if thing.doing or {unit_class(named), unit_class(thing.forms[0])} & {"dokumen", "kegiatan"} or named == "peserta":
        return True
    return any(t.form.startswith("di") and t.key in deeds and t.key != t.form for t in found)


def not_carried_down(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """CAS003: a sasaran that no direct structural subordinate takes up."""
    for post in analysis.posts:
        below = [p for p in analysis.below.get(post, ()) if p.structural]
        said = frozenset().union(*(_work(analysis, p) for p in below))
        for row in post.jabatan.kinerja if below else ():
            wanted = analysis.content(row.sasaran.value) if row.sasaran else frozenset()
            if row.sasaran and wanted and said and not wanted & said:
                names = tuple(whole(p.jabatan.nama) for p in below if p.jabatan.nama)
                yield Hit(row.pointer, whole(row.sasaran), {"sasaran": row.sasaran.value}, names)


@once
def _work(analysis: Analysis, post: Post) -> frozenset[str]:
    """The content words of a jabatan's sasaran, indicators and kegiatan."""
    texts = [t for row in post.jabatan.kinerja for t in (row.sasaran, *(i.nama for i in row.indikator)) if t]
    return frozenset().union(*(analysis.content(t.value) for t in (*texts, *post.jabatan.kegiatan)))


def absent_superior(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """CAS004: the atasan that tugas or fungsi name is no jabatan of the document."""
    for post in analysis.posts:
        named = analysis.named_superior(post)
        if named is None or analysis.find(named[0]) is not None:
            continue
        rank = level(named[0])
        if rank < post.level and any(p.level is rank for p in analysis.posts):
            name, text = named
            at = text.value.index(name)
            mark = whole(post.jabatan.nama) if post.jabatan.nama else None
            values = {"atasan": name, "jabatan": post.title, "tempat": text.value[at : at + len(name)]}
            yield Hit(post.pointer, mark, values, (whole(text),))


def beside_the_duties(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """CAS005: nothing in a jabatan's table has to do with its name, tugas or fungsi."""
    copies = foreign_copies(analysis)
    for post in analysis.posts:
        entries = analysis.by_holder.get(post.pointer, ())
        if not post.duties or not entries or any(e.pointer in copies or _copied(analysis, e) for e in entries):
            continue
        duties = analysis.content(post.title) | analysis.all_duty_words(post)
        work = _work(analysis, post)
        if duties and work and not duties & work and post.jabatan.nama:
            yield Hit(post.pointer, whole(post.jabatan.nama), {"jabatan": post.title})
