"""KRP: several documents beside one another."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, pairwise
from typing import Any, TypeAlias

from rapidfuzz import fuzz

from iki_lint.checks.common import WORDS, options
from iki_lint.corpus.digest import Digest, Unit
from iki_lint.corpus.model import Corpus, Spot, Suspicion, across
from iki_lint.language.compare import Gist, misspelt
from iki_lint.language.names import Level, UnitName, variant
from iki_lint.language.near import Index

_SHARE = 0.8
_LEAST_TEXTS = 10
_MOST_OFFICES = 16
_CLOSEST = 16
_MANY_SECTORS = 3
_RANK = {"pohon-kinerja": 0, "iku": 1, "iki": 2}
_ONE_A_PLACE = frozenset({"uptd", "puskesmas"})
_SHORT = 3
_Names: TypeAlias = dict[UnitName, Unit]
"""The units of a document by name, each at its first place."""
_Place: TypeAlias = tuple[int, int]
"""The number of a document in the corpus, and that of an indicator in it."""


# -- one document copied from another ----------------------------------------------------------------------------------


@across
@options(sejenis=WORDS)
def twins(corpus: Corpus, given: Mapping[str, Any]) -> Iterator[Suspicion]:
    """KRP001: a document that is another instansi's, word for word, in four fifths of its texts or more."""
    kinds = frozenset(given["sejenis"])
    buckets: dict[int, dict[tuple[str, str], int]] = {band: {} for band in _shared_bands(corpus)}
    for number in _others_first(corpus) if buckets else ():
        digest = corpus[number]
        homes = [buckets[band] for band in array("Q", digest.bands) if band in buckets]
        if digest.path in corpus.asked:
            shared = Counter(other for home in homes for other in home.values())
            others = (corpus[other] for other, _ in shared.most_common())
            yield from _twin(digest, islice((other for other in others if _apart(digest, other, kinds)), _CLOSEST))
        for home in homes:
            if digest.instansi and len(home) < _MOST_OFFICES:  # a few of many that are alike are enough
                home.setdefault((digest.instansi, digest.daerah), number)


def _shared_bands(corpus: Corpus) -> set[int]:
    """The bands that more documents than one have."""
    bands = sorted(band for digest in corpus for band in array("Q", digest.bands))
    return {band for band, following in pairwise(bands) if band == following}


def _others_first(corpus: Corpus) -> list[int]:
    """The numbers of all documents, those that nothing is asked of first."""
    asked = [digest.path in corpus.asked for digest in corpus]
    return sorted(range(len(corpus)), key=asked.__getitem__)


def _twin(digest: Digest, others: Iterable[Digest]) -> Iterator[Suspicion]:
    mine = frozenset(array("Q", digest.texts))
    share, path = max(((_share(mine, other), other.path) for other in others), default=(0.0, ""))
    if digest.instansi and share >= _SHARE:
        yield Suspicion(Spot(digest.path, "instansi"), Spot(path, "instansi"), {"persen": int(share * 100)})


def _share(mine: frozenset[int], other: Digest) -> float:
    theirs = frozenset(array("Q", other.texts))
    longer = max(len(mine), len(theirs))
    return len(mine & theirs) / longer if longer >= _LEAST_TEXTS else 0.0


def _apart(one: Digest, other: Digest, kinds: frozenset[str]) -> bool:
    """Whether two documents are of different instansi, which are not of one kind with one task in one region."""
    in_one_region = one.daerah == other.daerah or not (one.daerah and other.daerah)
    kind, other_kind = (each.instansi.partition(" ")[0] for each in (one, other))
    return not in_one_region or (one.instansi != other.instansi and not (kind == other_kind and kind in kinds))


# -- one jabatan under two names ---------------------------------------------------------------------------------------


@across
def named_differently(corpus: Corpus, _: Mapping[str, Any]) -> Iterator[Suspicion]:
    """KRP002: what is one jabatan, named differently in the documents of one instansi and year."""
    for together in corpus.years():
        ranked = sorted(together, key=lambda each: (each.path in corpus.asked, _RANK.get(each.jenis, 0), each.path))
        named = [(each, {unit.name: unit for unit in reversed(each.units)}) for each in ranked]
        for i, (digest, mine) in enumerate(named):
            if digest.path in corpus.asked:
                told: set[UnitName] = set()
                for other, theirs in named[:i]:
                    yield from _departing(digest, mine, other, theirs, told)


def _departing(digest: Digest, mine: _Names, other: Digest, theirs: _Names, told: set[UnitName]) -> Iterator[Suspicion]:
    """The names of one document, not `told` yet, that are variants of another's and stand nowhere in that one."""
    rest = [unit for name, unit in theirs.items() if name not in mine]
    alike = 2 * len(mine.keys() & theirs.keys()) >= min(len(mine), len(theirs))
    for name in sorted(mine.keys() - theirs.keys() - told, key=lambda name: mine[name].number) if rest else ():
        found = [unit for unit in rest if _one_unit(name, unit.name, alike, digest, other)]
        if found:
            told.add(name)
            best = max(found, key=lambda unit: (fuzz.ratio(mine[name].words, unit.words), unit))
            yield Suspicion(_spot(digest, mine[name]), _spot(other, best))


def _spot(digest: Digest, unit: Unit) -> Spot:
    return Spot(digest.path, "nama" if unit.by_jabatan else "penanggung_jawab", unit.number)


def _one_unit(one: UnitName, other: UnitName, alike: bool, mine: Digest, theirs: Digest) -> bool:
    """Whether two names are of one unit: each a variant of the other.

    A word in place of another, or two documents of one kind (which may be parts of a whole), is enough only where the
    documents name the same units otherwise; never for an UPTD or a puskesmas, of which an instansi has one a place.
    """
    if not (variant(one, other) and variant(other, one)) or one.glued == other.glued:
        return one.glued == other.glued and one.kind == other.kind
    roots, others = ({base for _, base in each.content} for each in (one, other))
    if any(len(base) <= _SHORT for base in roots ^ others):  # SD and SMP, I and II are no variants
        return False
    dropped = roots <= others or others <= roots
    alike = alike and one.kind not in _ONE_A_PLACE
    return alike or misspelt(one.glued, other.glued) or (dropped and mine.jenis != theirs.jenis)


# -- an indicator outside the pohon kinerja ----------------------------------------------------------------------------


@across
def outside_tree(corpus: Corpus, _: Mapping[str, Any]) -> Iterator[Suspicion]:
    """KRP003: an indicator of a structural jabatan that the pohon kinerja has nowhere, though it goes down so far."""
    for together in corpus.years():
        trees = [each for each in together if each.jenis == "pohon-kinerja"]
        known: Index[str] = Index()
        for tree in trees:
            for each in tree.indicators:
                known.add(each.gist, tree.path)
        levels = {each.level: tree for tree in reversed(trees) for each in tree.indicators if each.holder >= 0}
        for digest in together:
            if digest.jenis == "iki" and digest.path in corpus.asked:
                yield from _outside(digest, known, levels)


def _outside(digest: Digest, known: Index[str], levels: Mapping[int, Digest]) -> Iterator[Suspicion]:
    held = Counter(each.holder for each in digest.indicators)
    outside: defaultdict[int, list[int]] = defaultdict(list)
    for number, each in enumerate(digest.indicators):
        below = each.level in levels and each.holder >= 0 and each.level < Level.PELAKSANA
        if below and each.keys and not each.common and not any(known.near(each.gist)):
            outside[each.holder].append(number)
    for holder, numbers in outside.items():
        other = Spot(levels[digest.indicators[numbers[0]].level].path, "instansi")
        if len(numbers) == held[holder] > 1:
            yield Suspicion(Spot(digest.path, "jabatan", holder), other, {"count": len(numbers)}, "jabatan")
            continue
        for number in numbers:
            yield Suspicion(Spot(digest.path, "indikator", number), other, kind="indikator")


# -- another sector's indicator ----------------------------------------------------------------------------------------


@across
def other_sector(corpus: Corpus, _: Mapping[str, Any]) -> Iterator[Suspicion]:
    """KRP004: an indicator that is foreign here and at home with an instansi of an unrelated task."""
    foreign: Index[_Place] = Index()
    for document, digest in enumerate(corpus):
        for number, each in enumerate(digest.indicators):
            if each.foreign and digest.path in corpus.asked and digest.nama:
                foreign.add(each.gist, (document, number))
    homes = _homes(corpus, foreign)
    for gist, places in foreign.things():
        found = [(corpus[document], number) for document, number in homes[gist].values()]
        for document, number in places if found else ():
            digest = corpus[document]
            home = _elsewhere(digest, found)
            if home:
                yield Suspicion(Spot(digest.path, "indikator", number), home)


def _homes(corpus: Corpus, foreign: Index[_Place]) -> defaultdict[Gist, dict[tuple[str, ...], _Place]]:
    """For each foreign gist where it is at home: a place for each instansi's name."""
    homes: defaultdict[Gist, dict[tuple[str, ...], _Place]] = defaultdict(dict)
    for document, digest in enumerate(corpus):
        for number, each in enumerate(digest.indicators):
            if each.home:
                for gist in foreign.near(each.gist):
                    homes[gist].setdefault(digest.nama, (document, number))
    return homes


def _elsewhere(digest: Digest, homes: Iterable[tuple[Digest, int]]) -> Spot | None:
    """The first home; None where one is with an instansi of a like task, or where offices of many tasks have it."""
    apart: list[tuple[Digest, int]] = []
    for home in homes:
        if _related(digest, home[0]):
            return None
        if not any(_related(home[0], other) for other, _ in apart):
            apart.append(home)
        if len(apart) == _MANY_SECTORS:
            return None
    return Spot(apart[0][0].path, "indikator", apart[0][1]) if apart else None


def _related(one: Digest, other: Digest) -> bool:
    """Whether the tasks of two instansi touch: one's name says what the other has a jabatan for, or most do."""
    mine, theirs = frozenset(one.sektor), frozenset(other.sektor)
    named = not mine.isdisjoint(other.nama) or not theirs.isdisjoint(one.nama)
    return named or 2 * len(mine & theirs) >= min(len(mine), len(theirs))
