"""The owners of indicators of two documents, and which of these became which of those."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rapidfuzz import fuzz

from iki_lint.analysis import Analysis
from iki_lint.comparison.matching import Pairs, equal, surest
from iki_lint.comparison.model import Seat
from iki_lint.document.model import Iku, Jabatan, Text, texts
from iki_lint.language.compare import folded
from iki_lint.language.names import Level, variant
from iki_lint.language.terms import terms
from iki_lint.structure import Post

Vector: TypeAlias = Mapping[str, float]
_LEAST_ALIKE = 0.6
_LEAST_SHARED = 0.15
_MUDA = re.compile(r"\bahli muda\b", re.IGNORECASE)
_FUNCTIONAL = re.compile(
    r"\bahli (?:pertama|muda|madya|utama)\b|\b(?:pemula|terampil|mahir|penyelia|fungsional)\b"
    r"|^\W*(?:analis|arsiparis|auditor|perencana|pranata|penyuluh|penggerak swadaya)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, eq=False)
class Owner:
    """A jabatan, or the instansi's own table (then without a post); `above` is its atasan's address, or ""."""

    seat: Seat
    holder: Jabatan | Iku
    post: Post | None
    above: str

    @property
    def level(self) -> Level | None:
        """Its level; None for the instansi's own table."""
        return self.post.level if self.post else None

    @property
    def functional(self) -> bool:
        """Whether its name is one of a jabatan fungsional."""
        return self.level is Level.PELAKSANA and bool(_FUNCTIONAL.search(self.seat.nama))


def owners(analysis: Analysis) -> list[Owner]:
    """Every owner of a document, the instansi's own table first."""
    iku = analysis.document.iku
    found = [Owner(Seat("/iku", "", ""), iku, None, "")] if iku else []
    for post in analysis.posts:
        above = analysis.superiors[post]
        printed = post.jabatan.atasan
        under = above.title if above else printed.value if printed else ""
        found.append(Owner(Seat(post.pointer, post.title, under), post.jabatan, post, above.pointer if above else ""))
    return found


def match(old: Sequence[Owner], new: Sequence[Owner]) -> Pairs:
    """Which became which: by name, then by name and work together."""
    names = same_name(old, new)
    mine, theirs = ({pair[side] for pair in names} for side in (0, 1))
    vectors = works((*old, *new))
    scored = (
        (score, one, other)
        for level in Level
        for one in _left(old, mine, level)
        for other in _left(new, theirs, level)
        if (score := _alike(old[one], new[other], vectors)) >= _LEAST_ALIKE
    )
    return sorted(names + surest(scored), key=lambda pair: pair[1])


def same_name(old: Sequence[Owner], new: Sequence[Owner]) -> Pairs:
    """The owners of one name; of several that share it those under one atasan first, then in the order printed."""
    keys = [[(_key(o), folded(o.seat.under)) for o in side] for side in (old, new)]
    found = equal(*keys)
    mine, theirs = ({pair[side] for pair in found} for side in (0, 1))
    rest = [[at for at in range(len(side)) if at not in seen] for side, seen in ((old, mine), (new, theirs))]
    more = equal([keys[0][at][0] for at in rest[0]], [keys[1][at][0] for at in rest[1]])
    return found + [(rest[0][one], rest[1][other]) for one, other in more]


def functional(
    old: Sequence[Owner], new: Sequence[Owner], pairs: Pairs, gone: Iterable[int], added: Iterable[int]
) -> Iterator[tuple[int, int]]:
    """The seksi that are gone, each with the jabatan fungsional that is new and took over.

    That is one under the same atasan or, where that is not known, one with the same work: an Ahli Muda rather than
    another, and then the one whose work is more alike.
    """
    became = {old[one].seat.pointer: new[other].seat.pointer for one, other in pairs}
    vectors = works((*old, *new))
    heirs = [at for at in added if new[at].functional]
    for one in gone:
        if old[one].level is not Level.PENGAWAS:
            continue
        above = became.get(old[one].above)
        shared = {at: _cosine(vectors[old[one]], vectors[new[at]]) for at in heirs}
        near = [at for at in heirs if above == new[at].above] if above else []
        fit = near or [at for at in heirs if not above and shared[at] >= _LEAST_SHARED]
        best = max(fit, key=lambda at: (bool(_MUDA.search(new[at].seat.nama)), shared[at], -at), default=None)
        if best is not None:
            yield one, best


def works(given: Sequence[Owner]) -> dict[Owner, Vector]:
    """What each owner does: the words of its name, tugas, fungsi and rows by root, the rarer ones weighing more."""
    counts = {owner: Counter(_words(owner)) for owner in given}
    holders = Counter(key for words in counts.values() for key in words)
    vectors: dict[Owner, Vector] = {}
    for owner, words in counts.items():
        weighed = {key: (1 + math.log(n)) * math.log(len(given) / holders[key]) for key, n in words.items()}
        length = math.sqrt(sum(weight * weight for weight in weighed.values())) or 1
        vectors[owner] = {key: weight / length for key, weight in weighed.items() if weight}
    return vectors


def _words(owner: Owner) -> Iterator[str]:
    given: tuple[Text, ...] = tuple(texts((owner.holder.tugas, owner.holder.fungsi, owner.holder.kinerja)))
    for text in (owner.seat.nama, *(each.value for each in given)):
        yield from (term.key for term in terms(text) if term.kind == "kata")


def _cosine(one: Vector, other: Vector) -> float:
    return sum(weight * other[key] for key, weight in one.items() if key in other)


def _left(given: Sequence[Owner], taken: set[int], level: Level) -> list[int]:
    return [at for at, owner in enumerate(given) if at not in taken and owner.level is level]


def _alike(one: Owner, other: Owner, vectors: Mapping[Owner, Vector]) -> float:
    """How alike two jabatan of one level are, from 0 to 1: half by their name, half by their work."""
    names = fuzz.token_sort_ratio(*(" ".join(folded(owner.seat.nama)) for owner in (one, other))) / 100
    mine, theirs = (owner.post.unit if owner.post else None for owner in (one, other))
    if mine and theirs and one.level is not Level.PELAKSANA and variant(mine, theirs):
        names = 1
    return (names + _cosine(vectors[one], vectors[other])) / 2


def _key(owner: Owner) -> Hashable:
    """The same for two spellings of one name: "Kasi Kerja sama Desa" is "Kepala Seksi Kerjasama Desa"."""
    post = owner.post
    if post and post.structural and post.unit:
        return post.level, post.unit.kind, post.unit.glued, folded(post.unit.bracket)
    return owner.level, "".join(folded(owner.seat.nama))
