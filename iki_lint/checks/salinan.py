"""SLN: what was pasted where it does not belong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from iki_lint.analysis import Analysis, Entry
from iki_lint.checks.common import options
from iki_lint.document.model import Indikator, Kinerja, Text, texts
from iki_lint.hits import Hit, Mark, Removal, whole
from iki_lint.language.compare import Gist, folded, gist
from iki_lint.language.names import UnitName, mentions, unit_name, variant
from iki_lint.language.near import Index
from iki_lint.structure import Post, once

_SHARE = 0.8
_LEAST_TUGAS = 3


# -- the same indicator elsewhere --------------------------------------------------------------------------------------


@once
def _groups(analysis: Analysis) -> list[dict[Post, list[Entry]]]:
    """The indicators that stand nearly the same under two or more jabatan, by jabatan, in the order printed."""
    exact: dict[tuple[str, ...], list[tuple[int, Entry]]] = {}
    for at, entry in enumerate(analysis.entries):
        if entry.owner and analysis.gist(entry).keys:
            exact.setdefault(analysis.gist(entry).keys, []).append((at, entry))
    merged: Index[tuple[int, Entry]] = Index()
    for alike in exact.values():
        mine = analysis.gist(alike[0][1])
        home = next(merged.near(mine), mine)
        for each in alike:
            merged.add(home, each)
    found = []
    for _, group in merged.things():
        by_post: dict[Post, list[Entry]] = {}
        for _, entry in sorted(group):
            if entry.owner:
                by_post.setdefault(entry.owner, []).append(entry)
        found.append(by_post)
    return [by_post for by_post in found if len(by_post) > 1]


def across_units(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """SLN001: nearly the same indicator under jabatan of unrelated units, and foreign here."""
    for group in _groups(analysis):
        strangers = {post: [other for other in group if _apart(analysis, post, other)] for post in group}
        apart = [(post, entry) for post in group if strangers[post] for entry in group[post]]
        foreign = [(post, entry) for post, entry in apart if analysis.foreign(entry)]
        if len(foreign) == len(apart):
            foreign = foreign[1:]
        here = {entry for _, entry in foreign}
        for post, entry in foreign:
            if analysis.superiors[post] in group:  # passed on
                continue
            others = ((other, o) for other in strangers[post] for o in group[other])
            first = strangers[post][0], group[strangers[post][0]][0]
            home, theirs = next((each for each in others if each[1] not in here), first)
            values = {"indikator": entry.nama.value, "pemilik": home.title}
            yield Hit(entry.pointer, whole(entry.nama), values, (whole(theirs.nama),))


@once
def foreign_copies(analysis: Analysis) -> frozenset[str]:
    """The addresses of the indicators that SLN001 finds."""
    return frozenset(hit.pointer for hit in across_units(analysis, {}))


def _apart(analysis: Analysis, one: Post, other: Post) -> bool:
    """Whether two jabatan are not in one line, of one title, or in one unit."""
    if one is other:
        return False
    return not (analysis.in_line(one, other) or _title(one) == _title(other) or analysis.same_unit(one, other))


def _title(post: Post) -> tuple[str, ...]:
    """A title for comparison: the part in brackets, where a staff's title has one."""
    bracket = None if post.structural else re.search(r"\(([^)]+)\)", post.title)
    return folded(bracket[1] if bracket else post.title)


def _repeats(analysis: Analysis) -> Iterator[tuple[Entry, Entry, bool]]:
    """Within one owner: an indicator, an earlier one that is nearly the same, and whether the whole row repeats."""
    for entries in analysis.by_holder.values():
        seen: Index[Entry] = Index()
        first: dict[tuple[Gist, object], tuple[int, Entry]] = {}
        for i, entry in enumerate(entries):
            mine, marks = analysis.gist(entry), list(_marks(entry))
            near = list(seen.near(mine))
            rows = [first[gist, mark] for gist in near for mark in marks if (gist, mark) in first]
            rows = [(at, earlier) for at, earlier in rows if _row_again(earlier, entry)]
            if near:
                yield entry, min(rows or [first[gist, None] for gist in near])[1], bool(rows)
            seen.add(mine, entry)
            for mark in (None, *marks):
                first.setdefault((mine, mark), (i, entry))


def _marks(entry: Entry) -> Iterator[object]:
    """What a row that repeats another has in common with it, beside the indicator; and an indicator within its row."""
    yield entry.row.pointer, folded(entry.nama.value)
    aim = entry.row.sasaran or entry.row.tujuan
    if aim:
        yield folded(aim.value)


def _row_again(earlier: Entry, later: Entry) -> bool:
    if earlier.row is later.row:
        return folded(earlier.nama.value) == folded(later.nama.value)
    one, other = (e.row.sasaran or e.row.tujuan for e in (earlier, later))
    return bool(one and other and folded(one.value) == folded(other.value))


def row_again(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """SLN002: sasaran and indicator both repeat an earlier row's."""
    for entry, earlier, whole_row in _repeats(analysis):
        if whole_row:
            values = {"indikator": entry.nama.value}
            removals = tuple(_removal(earlier, entry))
            yield Hit(entry.pointer, whole(entry.nama), values, (whole(earlier.nama),), changes=removals)


def _removal(earlier: Entry, later: Entry) -> Iterator[Removal]:
    """The later indicator taken out, or its row where it stands alone in it; only where nothing is lost by that."""
    if _said(later.indikator) != _said(earlier.indikator):
        return
    if len(later.row.indikator) > 1:
        yield Removal(later.indikator.pointer)
    elif _said(replace(later.row, indikator=())) == _said(replace(earlier.row, indikator=())):
        yield Removal(later.row.pointer)


def _said(part: Indikator | Kinerja) -> list[tuple[str, tuple[str, ...]]]:
    """All that a part of a table says, by key."""
    return [(text.pointer.removeprefix(part.pointer), folded(text.value)) for text in texts(part)]


def indicator_again(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """SLN003: nearly the same indicator under another sasaran of the same owner."""
    for entry, earlier, whole_row in _repeats(analysis):
        if not whole_row and entry.row is not earlier.row:
            sasaran = earlier.row.sasaran
            values = {"indikator": earlier.nama.value, "sasaran": sasaran.value if sasaran else ""}
            yield Hit(entry.pointer, whole(entry.nama), values, (whole(earlier.nama),))


def twins_in_unit(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """SLN007: nearly the same indicator for two jabatan of one unit, neither the other's atasan."""
    for group in _groups(analysis):
        posts = list(group)
        for i, post in enumerate(posts):
            beside = next((earlier for earlier in posts[:i] if _beside(analysis, earlier, post)), None)
            if beside:
                earlier = group[beside][0].nama
                values = {"indikator": earlier.value, "jabatan": beside.title}
                yield from (Hit(e.pointer, whole(e.nama), values, (whole(earlier),)) for e in group[post])


def _beside(analysis: Analysis, one: Post, other: Post) -> bool:
    if one is other or _title(one) == _title(other):
        return False
    superiors = analysis.superiors
    return analysis.same_unit(one, other) and superiors[one] is not other and superiors[other] is not one


# -- the same jabatan --------------------------------------------------------------------------------------------------


def twin_posts(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """SLN006: two different jabatan with the same tugas."""
    alike: dict[object, list[Post]] = {}  # two with the same tugas have the same tugas, or the same indicators
    for post in analysis.posts:
        if len(post.jabatan.tugas) < _LEAST_TUGAS or not post.jabatan.nama:
            continue
        indicators = _indicators(analysis, post)
        keys = [("tugas", *_tugas(post)), *([("indikator", *indicators)] if indicators else ())]
        before = sorted({p.index: p for key in keys for p in alike.get(key, ())}.items())
        twins = (p for _, p in before if _title(post) != _title(p) and _same_duties(analysis, p, post))
        twin = next(twins, None)
        if twin and twin.jabatan.nama:
            yield Hit(post.pointer, whole(post.jabatan.nama), {"jabatan": twin.title}, (whole(twin.jabatan.nama),))
        for key in keys:
            alike.setdefault(key, []).append(post)


def _tugas(post: Post) -> list[tuple[str, ...]]:
    return [folded(text.value) for text in post.jabatan.tugas]


def _same_duties(analysis: Analysis, one: Post, other: Post) -> bool:
    if _tugas(one) == _tugas(other):
        return True
    left, right = (Counter(_neutral(analysis, p)) for p in (one, other))
    same = (left & right).total()
    indicators = _indicators(analysis, one)
    return same >= _SHARE * max(left.total(), right.total()) and [] != indicators == _indicators(analysis, other)


@once
def _neutral(analysis: Analysis, post: Post) -> list[tuple[str, ...]]:
    """The tugas with the unit's own name taken out, with and without its kind."""
    unit = analysis.unit_of(post)
    names = ((*unit.kind.split(), *unit.words), unit.words) if unit and unit.words else ()
    return [gist(t.value, names).keys for t in post.jabatan.tugas]


@once
def _indicators(analysis: Analysis, post: Post) -> list[tuple[str, ...]]:
    return sorted(analysis.gist(e).keys for e in analysis.by_holder.get(post.pointer, ()))


# -- another unit's tasks ----------------------------------------------------------------------------------------------


@options(bersama={"type": "string"}, sendiri={"type": "string"})
def other_unit(analysis: Analysis, given: Mapping[str, Any]) -> Iterator[Hit]:
    """SLN005: a tugas or fungsi that takes another unit's field as its own."""
    together, own = (re.compile(given[key], re.IGNORECASE) for key in ("bersama", "sendiri"))
    for post in analysis.posts:
        for text in post.duties:
            for mention in mentions(text.value, analysis.units):
                before = text.value[: mention.start]
                if _PASSIVE.search(before) or (_coordinates(post) and _COORDINATION.search(before)):
                    continue
                if together.search(before) or not own.search(before):
                    continue
                if mention.name.kind != "uptd" and _elsewhere(analysis, post, mention.name):
                    values = {"unit": text.value[mention.start : mention.end], "jabatan": post.title}
                    yield Hit(
                        text.pointer, Mark(text, mention.start, mention.end), values, _head_of(analysis, mention.name)
                    )
                    break


_PASSIVE = re.compile(r"\bdi[a-z]{4,}\s+(?:oleh\s+)?(?:(?:kepala|wakil\s+\w+|deputi|ketua)\s+)?$", re.IGNORECASE)
_COORDINATION = re.compile(r"\b(?:meng|peng)k?oordinas", re.IGNORECASE)


def _coordinates(post: Post) -> bool:
    """Whether a jabatan coordinates the others by its office."""
    return post.unit is not None and post.unit.kind == "sekretariat"


def _elsewhere(analysis: Analysis, post: Post, unit: UnitName) -> bool:
    """Whether a unit is neither the jabatan's, nor above or below it, nor plainly a misspelt one of those."""
    mine = analysis.unit_of(post)
    line = [p.unit for p in analysis.lineage(post)]
    above = post.jabatan.atasan.value if post.jabatan.atasan else (analysis.named_superior(post) or ("",))[0]
    near = [u for u in (mine, unit_name(above), *line) if u]
    if any((u.kind, u.words) == (unit.kind, unit.words) for u in near):
        return False
    return analysis.unit_names.get(UnitName(unit.kind, unit.words)) is not None or not any(
        variant(unit, u) for u in near
    )


def _head_of(analysis: Analysis, unit: UnitName) -> tuple[Mark, ...]:
    head = analysis.unit_names.get(UnitName(unit.kind, unit.words))
    name: Text | None = head.jabatan.nama if head else None
    return (whole(name),) if name else ()
