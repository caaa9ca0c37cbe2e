"""JBT: names of jabatan and units."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from iki_lint.analysis import Analysis
from iki_lint.checks.common import WORDS, options
from iki_lint.checks.pejabat import signatories
from iki_lint.checks.sebutan import as_common, renamed
from iki_lint.document.model import Text
from iki_lint.hits import Change, Hit, Mark, Value, whole
from iki_lint.language.compare import all_but_one, folded, is_right, misspelt
from iki_lint.language.names import Level, UnitName, mentions, unit_name, variant, words_of
from iki_lint.structure import Post, once

_LONG = 5
_OFTEN = 3
_NUMBERED = re.compile(r"^\W*\d+[.)]\s*")
_EVERYBODY = re.compile(r"^\W*(?:semua|seluruh|masing-masing|setiap|tiap|para)\b", re.IGNORECASE)
_POST = (
    r"(?:kepala|ka\.|kasi\w*|kasub\w*|kabid|kabag|seksi|sub\s?\w*|bidang|bagian|sekretari\w+|uptd?|puskesmas|camat|lurah"
    r"|seluruh|semua|para|staf\w*|analis|pengelola|bendahara|pengadministrasi|penyuluh|pengawas|operator|pelaksana|tim|jf"
    r"|dinas|badan|inspektorat|kecamatan|kelurahan|pejabat|fungsional|arsiparis|pranata|perencana|auditor|dokter|perawat)"
)
_SPLIT = re.compile(rf"\s*(?:[/;&+]|(?:,|\bdan\b)(?=\s+{_POST}\b))\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Use:
    """A unit's name where it is used, under one jabatan (None for the iku, the decree and the signatures)."""

    name: UnitName
    mark: Mark
    owner: Post | None


def _named(text: Text | None) -> Iterator[tuple[str, Mark]]:
    """The names that a value of names holds, each with its place."""
    if not text:
        return
    at = 0
    for match in (*_SPLIT.finditer(text.value), None):
        end = match.start() if match else len(text.value)
        said = _NUMBERED.sub("", text.value[at:end]).strip()
        if said and not _EVERYBODY.match(said):
            start = text.value.index(said, at)
            yield said, Mark(text, start, start + len(said))
        at = match.end() if match else end


def _uses(analysis: Analysis) -> Iterator[_Use]:
    """Every use of a unit's name, in the order printed."""
    for entry in analysis.entries:
        if entry.owner is None:
            yield from _in_value(entry.indikator.penanggung_jawab, None)
    for person in signatories(analysis):
        yield from _in_value(person.jabatan, None)
    for post in analysis.posts:
        for value in (post.jabatan.unit, post.jabatan.atasan):
            yield from _in_value(value, post)
        for text in post.duties:
            for m in mentions(text.value, analysis.units):
                yield _Use(m.name, Mark(text, m.start, m.end), post)
        for entry in analysis.by_holder.get(post.pointer, ()):
            yield from _in_value(entry.indikator.penanggung_jawab, post)


def _in_value(text: Text | None, owner: Post | None) -> Iterator[_Use]:
    for said, mark in _named(text):
        name = unit_name(said)
        if name and name.words:
            yield _Use(name, mark, owner)


def inconsistent(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """JBT001: a second spelling of what is one jabatan or unit."""
    found: dict[tuple[str, UnitName], list[tuple[_Use, Post]]] = {}
    for use in _uses(analysis):
        departs = _departs_from(analysis, use)
        if departs:
            holder = use.owner.pointer if use.owner else ""
            found.setdefault((holder, UnitName(use.name.kind, use.name.words)), []).append((use, departs))
    yield from _misspelt_titles(analysis)
    for uses in found.values():
        first, post = uses[0]
        right = post.jabatan.nama
        related = tuple(use.mark for use, _ in uses[1:]) + ((whole(right),) if right else ())
        values: dict[str, Value] = {"nama": first.mark.excerpt, "benar": post.title, "count": len(uses)}
        changes = tuple(renamed((use.mark for use, _ in uses), post.title))
        yield Hit(first.mark.text.pointer, first.mark, values, related, changes=changes)


def _misspelt_titles(analysis: Analysis) -> Iterator[Hit]:
    """A jabatan's name (in a document without, who is responsible) that is another of the document, misspelt."""
    titles = [(title, mark) for post in analysis.posts for title, mark in _titles(post)]
    if not analysis.posts:
        titles = [(words_of(s), m) for e in analysis.entries for s, m in _named(e.indikator.penanggung_jawab)]
    counts = Counter(title for title, _ in titles)
    first = dict(reversed(titles))
    alike: dict[Hashable, list[tuple[str, ...]]] = {}
    for title in dict.fromkeys(title for title, _ in titles):
        for key in all_but_one(title):
            alike.setdefault(key, []).append(title)
    for mine, mark in titles if analysis.posts else first.items():
        worse = {theirs for key in all_but_one(mine) for theirs in alike[key] if _worse(mine, theirs, counts)}
        right = next((first[theirs] for theirs in first if theirs in worse), None) if worse else None
        if right:
            values: dict[str, Value] = {"nama": mark.excerpt, "benar": right.excerpt, "count": counts[mine]}
            change = Change(mark, right.excerpt)
            yield Hit(mark.text.pointer, mark, values, (right,), changes=(change,))


def _titles(post: Post) -> Iterator[tuple[tuple[str, ...], Mark]]:
    """A jabatan's name, and the title that it gives in brackets."""
    name = post.jabatan.nama
    if name:
        yield words_of(name.value), whole(name)
        for match in re.finditer(r"\(([^)]+)\)", name.value):
            yield words_of(match[1]), Mark(name, *match.span(1))


def _worse(mine: tuple[str, ...], theirs: tuple[str, ...], counts: Counter[tuple[str, ...]]) -> bool:
    differing = [(a, b) for a, b in zip(mine, theirs, strict=False) if a != b]
    if len(mine) != len(theirs) or len(differing) != 1:
        return False
    wrong, right = differing[0]
    if not misspelt(wrong, right):  # medis, medik
        near = min(len(wrong), len(right)) >= _LONG and OSA.distance(wrong, right, score_cutoff=1) == 1
        return near and counts[mine] == 1 and counts[theirs] >= _OFTEN
    return is_right(right) if is_right(wrong) != is_right(right) else counts[theirs] > counts[mine]


def _departs_from(analysis: Analysis, use: _Use) -> Post | None:
    """The jabatan of whose unit a name is a variant; None where it is right, or nobody's."""
    known = analysis.unit_names
    if analysis.bare(use.name) in _bare_names(analysis):
        return None
    line: list[Post] = []
    if use.owner:
        line = analysis.lineage(use.owner)
    near = [p for p in line if p.structural and p.unit and _variant(analysis, use.name, p.unit)]
    if near:
        return near[0]
    close = [p for p in known.values() if p and p.unit and _variant(analysis, use.name, p.unit)]
    return max(close, key=lambda p: fuzz.ratio(" ".join(use.name.words), p.unit.glued if p.unit else ""), default=None)


@once
def _bare_names(analysis: Analysis) -> frozenset[UnitName]:
    return frozenset(analysis.bare(name) for name in analysis.unit_names)


def _variant(analysis: Analysis, one: UnitName, other: UnitName) -> bool:
    return variant(analysis.bare(one), analysis.bare(other))


_FORMS = {
    "sub bagian": re.compile(
        r"(?<!\w)(?:kepala\s+)?(ka\.?\s?sub\W{0,2}b?ag(?:ian)?|sub\W{0,2}bagian|sub\W{0,2}b?ag)(?!\w)", re.I
    ),
    "seksi": re.compile(r"(?<!\w)(kasie|kasi|seksi)(?!\w)", re.IGNORECASE),
    "bidang": re.compile(
        r"(?<!\w)(kabid|KABID|Kabid|(?<![Ss]ub )(?<![Dd]i )(?<!urusan )(?:Bidang|BIDANG)(?! tanah))(?!\w)"
    ),
}


def mixed_forms(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """JBT002: one of three levels written two ways."""
    places: dict[str, dict[str, list[Mark]]] = {level: {} for level in _FORMS}
    for text in _printed(analysis):
        for name, pattern in _FORMS.items():
            for match in pattern.finditer(text.value):
                form = " ".join(match[1].lower().split())
                places[name].setdefault(form, []).append(Mark(text, *match.span(1)))
    for forms in places.values():
        if len(forms) < 2:
            continue
        right = max(forms, key=lambda form: len(forms[form]))
        for form, marks in forms.items():
            if form != right:
                values: dict[str, Value] = {
                    "bentuk": marks[0].excerpt,
                    "lazim": forms[right][0].excerpt,
                    "count": len(marks),
                }
                changes = tuple(as_common(marks, right))
                related = (forms[right][0], *marks[1:])
                yield Hit(marks[0].text.pointer, marks[0], values, related, changes=changes)


def _printed(analysis: Analysis) -> Iterator[Text]:
    """Every text but those of laws, in the order printed."""
    decree = analysis.document.keputusan
    laws = {t.pointer for t in decree.mengingat} if decree else set()
    return (text for text in analysis.document.texts() if text.pointer not in laws)


@options(jabatan=WORDS)
def unlisted(analysis: Analysis, given: Mapping[str, Any]) -> Iterator[Hit]:
    """JBT003: a name that is not on the configured list of official jabatan."""
    official: list[str] = given["jabatan"]
    if not official:
        return
    listed = {words_of(name) for name in official}
    for post in analysis.posts:
        name = post.jabatan.nama
        if name and words_of(name.value) not in listed:
            nearest = process.extractOne(name.value, official, scorer=fuzz.token_sort_ratio, processor=str.lower)
            yield Hit(
                f"{post.pointer}/nama", whole(name), {"nama": name.value, "terdekat": nearest[0] if nearest else "-"}
            )


def unknown_reference(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """JBT004: an atasan or penanggung jawab that is nobody of the document."""
    if not analysis.posts:
        return
    values = [post.jabatan.atasan for post in analysis.posts]
    values += [entry.indikator.penanggung_jawab for entry in analysis.entries]
    for text in values:
        for said, mark in _named(text):
            if not _known(analysis, said):
                yield Hit(mark.text.pointer, mark, {"nama": said})
                break


def _known(analysis: Analysis, said: str) -> bool:
    name, asked = unit_name(said), folded(said)
    if asked in _printed_names(analysis):
        return True
    if name is None or name.kind == "lain":
        return any(_inside(asked, known) or _inside(known, asked) for known in _printed_names(analysis))
    if name.kind == "sekretariat":
        return analysis.find(said) is not None or not name.words
    if name.kind == "instansi":
        return _own_office(analysis, said)
    units = [*analysis.unit_names, *(p.unit for p in analysis.posts if p.unit)]
    bare = analysis.bare(name)
    return not name.words or any(bare == analysis.bare(u) or _variant(analysis, name, u) for u in units)


@once
def _printed_names(analysis: Analysis) -> frozenset[tuple[str, ...]]:
    """The titles of all jabatan and the names of their units."""
    titles = {folded(post.title) for post in analysis.posts} | {p.unit.words for p in analysis.posts if p.unit}
    return frozenset(titles - {()})


def _own_office(analysis: Analysis, said: str) -> bool:
    """Whether a name of an office, or of its head, is the document's own (a bare "Dinas" or "Kepala Dinas" is)."""
    own = {word for name in analysis.names for word in name}
    rest = [w for w in folded(said) if w not in ("kepala", "dinas", "badan", "kantor", "kecamatan", "kelurahan", "dan")]
    return not rest or any(w in own for w in rest)


def _inside(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether one name opens or lies within another, or is it but for a misspelling."""
    if len(short) == len(long):
        return sum(a != b and not misspelt(a, b) for a, b in zip(short, long, strict=True)) == 0
    if len(short) == 1:
        return short[0] == long[0] and len(short[0]) > 5
    return " ".join(short) in " ".join(long)


def doubled(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """JBT007: one jabatan name twice in one unit."""
    named: dict[tuple[str, ...], list[Post]] = {}
    for post in analysis.posts:
        if post.jabatan.nama:
            before = named.setdefault(words_of(post.title), [])
            first = next((earlier for earlier in before if _one_unit(analysis, earlier, post)), None)
            if first and first.jabatan.nama:
                values = {"jabatan": post.title}
                yield Hit(post.pointer, whole(post.jabatan.nama), values, (whole(first.jabatan.nama),))
            before.append(post)


def _printed_unit(post: Post) -> tuple[str, ...]:
    return words_of(post.jabatan.unit.value) if post.jabatan.unit else ()


def _one_unit(analysis: Analysis, one: Post, other: Post) -> bool:
    if one.level < Level.PELAKSANA:
        return analysis.superiors[one] is analysis.superiors[other] and _printed_unit(one) == _printed_unit(other)
    mine, theirs = analysis.unit_of(one), analysis.unit_of(other)
    if mine is None or theirs is None:
        return mine is theirs
    return analysis.same_unit(one, other)
