"""STR: the form of the document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import pairwise
from typing import Any

from iki_lint import data
from iki_lint.analysis import Analysis
from iki_lint.checks.common import WORDS, options
from iki_lint.document.model import Text
from iki_lint.hits import Hit, Mark, whole
from iki_lint.language.roots import root
from iki_lint.language.terms import terms

_FEW_WORDS = 6
_LISTED = re.compile(r";\s*(?:dan|atau|dan\s*/\s*atau)\W*$", re.IGNORECASE)  # the last but one of a list
_CONJUNCTION = re.compile(r"(?<![\w-])(?:dan|serta|atau)\W*$", re.IGNORECASE)
_LOAN = re.compile(r"(?:asi|isme)$")
_MOSTLY = 0.6
_TAIL = 200  # characters in which an end is looked for


def schema(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """STR001: what does not satisfy the schema."""
    for fault in analysis.faults:
        values = {"key": fault.key, "near": fault.near, "expected": fault.expected}
        pointer = f"{fault.pointer}/{fault.key}" if fault.kind == "missing" else fault.pointer
        kind = fault.expected if fault.kind == "type" else fault.kind
        yield Hit(pointer, None, values, kind=kind, on_value=fault.kind in ("type", "value"))


def no_indicator(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """STR002: a jabatan with no indicator."""
    for post in analysis.posts:
        if post.pointer not in analysis.by_holder:
            name = post.jabatan.nama
            yield Hit(post.pointer, whole(name) if name else None, {"jabatan": post.title})


def bare_sasaran(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """STR006: a sasaran with no indicator."""
    for _owner, row in analysis.rows():
        if row.sasaran and not any(i.nama for i in row.indikator):
            yield Hit(row.pointer, whole(row.sasaran), {"sasaran": row.sasaran.value})


def no_duties(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """STR003: a structural jabatan with neither tugas nor fungsi, where others have them."""
    if any(post.duties for post in analysis.posts):
        for post in analysis.posts:
            if post.structural and not post.duties and post.jabatan.nama:
                yield Hit(post.pointer, whole(post.jabatan.nama), {"jabatan": post.title})


@options(penyambung=WORDS, utuh=WORDS)
def broken_off(analysis: Analysis, given: Mapping[str, Any]) -> Iterator[Hit]:
    """STR004: an item that breaks off.

    `penyambung` are words and phrases that need another behind them, `utuh` phrases that end in one and need none.
    """
    words, phrases = ("|".join(map(re.escape, given[key])) for key in ("penyambung", "utuh"))
    ending = re.compile(rf"(?:[,(:]|(?<![\w-])(?:{words}))[^\w\"'”’)]*$", re.IGNORECASE)
    complete = re.compile(rf"(?<![\w-])(?:{phrases})\W*$", re.IGNORECASE)
    for items in _lists(analysis):
        acting = cache(partial(_acting, items))
        for i, text in enumerate(items):
            tail = max(0, len(text.value) - _TAIL)
            match = None if complete.search(text.value, tail) else ending.search(text.value, tail)
            if not match or not text:
                continue
            below = items[i + 1 : i + 2]
            if not (below and (_LISTED.search(text.value, tail) or _continues(text, below[0], items, acting))):
                yield Hit(
                    text.pointer, Mark(text, match.start(), len(text.value.rstrip())), {"akhir": match[0].strip()}
                )


def split_items(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """STR005: an item that is plainly the rest of the one before it."""
    for items in _duties(analysis):
        acting = cache(partial(_acting, items))
        for before, text in pairwise(items):
            if _continues(before, text, items, acting):
                yield Hit(text.pointer, whole(text), {"butir": text.value}, (whole(before),))


def duties_as_functions(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """STR007: no tugas, and a first fungsi that is plainly the tugas."""
    for post in analysis.posts:
        first, *others = post.jabatan.fungsi or (None,)
        if any(post.jabatan.tugas) or not first or not others or not _active(first.value.split()[0].lower()):
            continue
        if sum(not _active(_opening(text)) for text in others) >= _MOSTLY * len(others):
            end = len(first.value.split()[0])
            yield Hit(first.pointer, Mark(first, 0, end), {"awal": first.value[:end]})


def _duties(analysis: Analysis) -> Iterator[tuple[Text, ...]]:
    """Every list of tugas or fungsi."""
    iku = analysis.document.iku
    for holder in (*(post.jabatan for post in analysis.posts), *([iku] if iku else ())):
        yield holder.tugas
        yield holder.fungsi


def _lists(analysis: Analysis) -> Iterator[tuple[Text, ...]]:
    """Every list of items, and every other text that may break off as a list of one."""
    yield from _duties(analysis)
    for _owner, row in analysis.rows():
        if row.sasaran:
            yield (row.sasaran,)
    for entry in analysis.entries:
        yield (entry.nama,)
        if isinstance(entry.indikator.formulasi, Text):
            yield (entry.indikator.formulasi,)


def _opening(text: Text) -> str:
    return next((t.form for t in terms(text.value) if t.kind == "kata"), "")


def _active(form: str) -> bool:
    return form.startswith("me") and root(form) != form and form not in data.word_set("bahasa", "bukan_kata_kerja")


def _acts(text: Text) -> bool:
    """Whether an item names something done near its begin: a verb, or a noun of doing."""
    opening = [t.form for t in terms(text.value) if t.kind == "kata"][:_FEW_WORDS]
    work = data.word_set("bahasa", "pekerjaan")
    verb = (
        bool(opening) and opening[0].startswith("me") and opening[0] not in data.word_set("bahasa", "bukan_kata_kerja")
    )
    return verb or any(form in work for form in opening[:1]) or any(map(_doing, opening))


def _doing(form: str) -> bool:
    listed = data.word_set("bahasa", "tindakan") | data.word_set("bahasa", "kata_kerja_umum")
    things = data.word_set("bahasa", "bukan_kata_kerja") | data.word_set("bahasa", "bukan_tindakan")
    formed = form.startswith(("me", "ber", "di")) or (form.startswith("pe") and form.endswith("an"))  # "pejabat" is not
    named = root(form) != form and formed and form not in things
    return form in listed or bool(_LOAN.search(form)) or named


def _acting(items: Iterable[Text]) -> int:
    return sum(map(_acts, items))


def _continues(before: Text, text: Text, items: Sequence[Text], acting: Callable[[], int]) -> bool:
    """Whether an item has nothing done of its own, in a list whose items nearly all have: `acting` tells how many."""
    others = len(items) - 1
    begins = _begins(text)
    noun = not begins and not _opening(text).startswith(("me", "be", "di", "ter"))
    odd = noun and sum(_active(_opening(item)) for item in items) == others  # alone among verbs
    alone = _joined(text, last=text is items[-1]) or not _acts(text) or odd or (_open(before) and not begins)
    return bool(text) and alone and others > 1 and acting() - _acts(text) >= _MOSTLY * others


def _open(text: Text) -> bool:
    """Whether an item ends in a conjunction that joins no items of a list."""
    tail = max(0, len(text.value) - _TAIL)
    return bool(_CONJUNCTION.search(text.value, tail)) and not _LISTED.search(text.value, tail)


def _begins(text: Text) -> bool:
    """Whether an item's first word names something done; a loan word in -asi may be a thing ("sanitasi permukiman")."""
    form = _opening(text)
    listed = data.word_set("bahasa", "pekerjaan") | data.word_set("bahasa", "tindakan")
    return _active(form) or form in listed or (_doing(form) and not _LOAN.search(form))


def _joined(text: Text, *, last: bool) -> bool:
    """Whether an item begins with a word that joins it to the one before; the last of a list may begin with "dan"."""
    joint = re.match(r"(yang)\s|(?:dan|serta|atau)\s+(?!me)", text.value, re.IGNORECASE)
    if not joint or joint[1]:
        return bool(joint)
    opening = _opening(text)
    return not (opening in data.word_set("bahasa", "kata_kerja_umum") or (last and _doing(opening)))
