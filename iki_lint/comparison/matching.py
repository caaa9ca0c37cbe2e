"""Which of these is which of those: texts and other things matched, the surest pair first."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from rapidfuzz import fuzz

from iki_lint.language.compare import folded
from iki_lint.language.terms import terms

Pairs: TypeAlias = list[tuple[int, int]]
"""Indexes into the one and the other, in the order of the other."""
_LEAST_LETTERS = 92  # of 100: below, letters agree by chance
_STOPS = frozenset(".,;")
_SIGN = re.compile(r"[<>≤≥=+×/%]")
_TIMES = re.compile(r"\b[xX]\b")
_SIGNS = str.maketrans({":": "/", "÷": "/", "*": "×"})


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand in both texts, or only in the old ("gone") or the new."""

    kind: Literal["same", "gone", "new"]
    text: str


def said(text: str) -> Hashable:
    """What counts of a value: equal where two say the same, whatever their case, spaces and stops; signs count."""
    text = _TIMES.sub("×", text)
    return folded(text.replace("%", " ")), tuple(_SIGN.findall(text.translate(_SIGNS)))


def pieces(old: str, new: str) -> Iterator[Piece]:
    """A text as it became, word by word, with the words that are gone."""
    before, after = ([word for word in text.split() if word not in _STOPS] for text in (old, new))
    keys = [[word.casefold().strip(".,;:") or word for word in words] for words in (before, after)]
    for tag, a, b, c, d in difflib.SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", " ".join(after[c:d]))
            continue
        if b > a:
            yield Piece("gone", " ".join(before[a:b]))
        if d > c:
            yield Piece("new", " ".join(after[c:d]))


def surest(scored: Iterable[tuple[float, int, int]]) -> Pairs:
    """Each index once, by the highest score; of equal ones the first."""
    mine: set[int] = set()
    theirs: set[int] = set()
    found: Pairs = []
    for _, one, other in sorted(scored, key=lambda each: (-each[0], *each[1:])):
        if one not in mine and other not in theirs:
            mine.add(one)
            theirs.add(other)
            found.append((one, other))
    return sorted(found, key=lambda pair: pair[1])


def equal(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """The pairs of equal keys: the first with the first, the second with the second."""
    places: dict[Hashable, list[int]] = {}
    for at, key in enumerate(old):
        places.setdefault(key, []).append(at)
    return [(places[key].pop(0), at) for at, key in enumerate(new) if places.get(key)]


def alike(old: Sequence[str], new: Sequence[str], least: float) -> Pairs:
    """The pairs of texts that say the same, then of those that are alike: at least `least`, from 0 to 1."""
    found = equal([folded(text) for text in old], [folded(text) for text in new])
    mine, theirs = ({pair[side] for pair in found} for side in (0, 1))
    words = {at: _words(text) for at, text in enumerate(new) if at not in theirs}
    users: dict[str, list[int]] = {}
    for at, keys in words.items():
        for key in keys:
            users.setdefault(key, []).append(at)
    scored = (
        (score, one, at)
        for one, text in enumerate(old)
        if one not in mine
        for at, shared in Counter(at for key in _words(text) for at in users.get(key, ())).items()
        if (score := _likeness(text, new[at], shared)) >= least
    )
    return sorted(found + surest(scored), key=lambda pair: pair[1])


@lru_cache(maxsize=20_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(term.key for term in terms(text) if term.kind in ("kata", "angka"))


def _likeness(one: str, other: str, shared: int) -> float:
    """The words that two texts share, of all that they have (Dice); or, better, their letters in order."""
    common = 2 * shared / (len(_words(one)) + len(_words(other)))
    letters = fuzz.ratio(one.casefold(), other.casefold(), score_cutoff=_LEAST_LETTERS) / 100
    return max(common, letters)
