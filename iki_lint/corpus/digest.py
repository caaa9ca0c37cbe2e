"""What rules over several documents need of one: plain values only, so that it travels and many fit in memory."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from iki_lint import data
from iki_lint.analysis import Analysis, Entry
from iki_lint.document.model import Text, texts
from iki_lint.language.compare import Gist, folded, without_names
from iki_lint.language.names import Level, UnitName, unit_name, words_of
from iki_lint.language.roots import root
from iki_lint.language.terms import terms
from iki_lint.structure import Post

_LEAST_WORDS = 4
_OTHER_TASKS = re.compile(r"\btugas\b.*\blain(?:nya)?\b", re.IGNORECASE)
_SEVERAL = re.compile(r"[/;&,]|\d")
_BANDS, _ROWS = 24, 3
_BETWEEN = "\n"
NO_YEAR = 0
NO_HOLDER = -1


class Unit(NamedTuple):
    """A unit as a document names it: by the name of a jabatan, or by the penanggung jawab of an indicator of the
    instansi's own table, each by its number. The names of instansi and region are left out of its words.
    """

    kind: str
    words: str
    number: int
    by_jabatan: bool

    @property
    def name(self) -> UnitName:
        """The unit's name."""
        return UnitName(self.kind, tuple(self.words.split()))


class Indicator(NamedTuple):
    """An indicator, at its place in `Analysis.entries`: its gist, the number of its jabatan and that one's level.

    `forms` are "" where they are the same as the keys. `common` where every office may have it (its finances, staff,
    papers), `home` where it is of what its instansi or its jabatan is for (in a kecamatan or kelurahan, whose jabatan
    help every sector: its instansi), `foreign` where it has nothing to do with that, and little with the duties of any
    other jabatan.
    """

    keys: str
    forms: str
    holder: int
    level: int
    common: bool
    home: bool
    foreign: bool

    @property
    def gist(self) -> Gist:
        """What counts for its being nearly the same as another."""
        keys = tuple(self.keys.split(_BETWEEN)) if self.keys else ()
        return Gist(keys, tuple(form or key for key, form in zip(keys, self.forms.split(_BETWEEN), strict=False)))


@dataclass(frozen=True, slots=True)
class Digest:
    """One document. `instansi` and `daerah` are folded, "" where it names none; `tahun` is NO_YEAR where it gives none.

    `nama` and `sektor` are the roots of the words of the instansi's name, and of its structural jabatan's. `texts` are
    the 64-bit hashes of the texts under jabatan (array "Q", sorted, each once), `bands` those of the MinHash of them:
    documents that are alike in two thirds or more have one in common.
    """

    path: str
    jenis: str
    instansi: str
    daerah: str
    tahun: int
    nama: tuple[str, ...]
    sektor: tuple[str, ...]
    texts: bytes
    bands: bytes
    units: tuple[Unit, ...]
    indicators: tuple[Indicator, ...]


packed: Callable[[Digest], bytes] = msgspec.msgpack.Encoder().encode
unpacked: Callable[[bytes], Digest] = msgspec.msgpack.Decoder(Digest).decode


class _Named(msgspec.Struct):
    path: str


_named = msgspec.msgpack.Decoder(_Named).decode


def path_of(packed: bytes) -> str:
    """The path of the document that a packed digest is of."""
    return _named(packed).path


def digest(analysis: Analysis, path: str) -> Digest:
    """What the rules over several documents need of one."""
    document = analysis.document
    instansi = document.instansi
    daerah = _region(folded(instansi.daerah.value)) if instansi and instansi.daerah else ()
    office = _without_tail(_region(folded(instansi.nama.value)), daerah) if instansi and instansi.nama else ()
    nama = _sector(office)
    sektor = nama | _sector(w for p in analysis.posts if p.structural and p.unit for w in p.unit.words)
    hashes = array("Q", sorted({_hash(text) for text in _compared(analysis)}))
    return Digest(
        path=path,
        jenis=document.jenis.value if document.jenis else "",
        instansi=" ".join(office),
        daerah=" ".join(daerah),
        tahun=int(document.tahun.value) if document.tahun and document.tahun.value.isdecimal() else NO_YEAR,
        nama=tuple(sorted(nama)),
        sektor=tuple(sorted(sektor)),
        texts=hashes.tobytes(),
        bands=_bands(hashes).tobytes(),
        units=tuple(_units(analysis)),
        indicators=tuple(_indicators(analysis, sektor)),
    )


def _region(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("kabupaten" if word == "kab" else word for word in words)


def _without_tail(words: tuple[str, ...], tail: tuple[str, ...]) -> tuple[str, ...]:
    return words[: -len(tail)] if tail and len(tail) < len(words) and words[-len(tail) :] == tail else words


# -- what an instansi is for -------------------------------------------------------------------------------------------


@cache
def _of_every_office() -> frozenset[str]:
    listed = data.word_set("bahasa", "kerja_kantor") | data.word_set("bahasa", "urusan_kantor")
    return listed | {root(word) for word in listed}


def _sector(words: Iterable[str]) -> frozenset[str]:
    """The roots of the words that tell what an office is for."""
    return _tasks(root(w) for w in words if len(w) > 1 and w not in data.word_set("bahasa", "kata_tugas"))


def _tasks(roots: Iterable[str]) -> frozenset[str]:
    one: dict[str, str] = data.words("bahasa")["satu_sektor"]
    return frozenset(one.get(each, each) for each in roots) - _of_every_office()


def _indicators(analysis: Analysis, sektor: frozenset[str]) -> Iterator[Indicator]:
    duties = frozenset().union(*(analysis.all_duty_words(p) | analysis.title_words(p) for p in analysis.posts))
    for entry in analysis.entries:
        gist, post = analysis.gist(entry), entry.owner
        content = analysis.content(entry.nama.value)
        said = _tasks(content.intersection(gist.keys)) | _tasks(gist.keys) & sektor
        ours = not sektor.isdisjoint(said | content)
        supports = post is not None and _supports(analysis, post)
        common = len(said) < 2  # one word alone ("kemiskinan") may be many offices' concern
        yield Indicator(
            keys=_BETWEEN.join(gist.keys),
            forms=_BETWEEN.join("" if form == key else form for key, form in zip(gist.keys, gist.forms, strict=True)),
            holder=post.index if post else NO_HOLDER,
            level=int(post.level if post else Level.PIMPINAN),
            common=common,
            home=not common and (ours or not (analysis.subdistrict or analysis.foreign(entry))) and not supports,
            foreign=not (ours or common) and 2 * len(said & duties) < len(said) and _foreign(analysis, entry),
        )


def _supports(analysis: Analysis, post: Post) -> bool:
    """Whether a jabatan keeps the office running, whatever that is for: the vehicles of a Sub Bagian are no traffic."""
    unit = analysis.unit_of(post)
    return unit is not None and unit.kind in ("sekretariat", "bagian", "sub bagian")


def _foreign(analysis: Analysis, entry: Entry) -> bool:
    """Whether an indicator is foreign to its jabatan; to the pimpinan, who answers for all, none is."""
    return entry.owner is not None and entry.owner.level is not Level.PIMPINAN and analysis.foreign(entry)


# -- units -------------------------------------------------------------------------------------------------------------


def _units(analysis: Analysis) -> Iterator[Unit]:
    """The units below the pimpinan and the Sekretaris, whom everybody names by the office alone."""
    for post in analysis.posts:
        if post.structural and post.unit:
            yield from _unit(analysis, post.unit, post.index, by_jabatan=True)
    for number, entry in enumerate(analysis.entries):
        said = entry.indikator.penanggung_jawab
        name = unit_name(said.value) if entry.owner is None and said and not _SEVERAL.search(said.value) else None
        if name:
            yield from _unit(analysis, name, number, by_jabatan=False)


def _unit(analysis: Analysis, name: UnitName, number: int, *, by_jabatan: bool) -> Iterator[Unit]:
    bare = analysis.bare(name)
    if bare.words and bare.kind not in ("instansi", "sekretariat"):
        yield Unit(bare.kind, " ".join(bare.words), number, by_jabatan)


# -- texts -------------------------------------------------------------------------------------------------------------


def _compared(analysis: Analysis) -> Iterator[str]:
    """The texts under jabatan, word for word but for the names of instansi and region.

    What is short, and the tugas that everybody has ("melaksanakan tugas lain …"), is no likeness.
    """
    for post in analysis.posts:
        for text in _under(post):
            kept = without_names(terms(text.value), analysis.names)
            words = [word for term in kept if term.kind != "tanda" for word in words_of(term.form)]
            if len(words) >= _LEAST_WORDS and not _OTHER_TASKS.search(text.value):
                yield " ".join(words)


def _under(post: Post) -> Iterator[Text]:
    yield from post.duties
    yield from post.jabatan.kegiatan
    for row in post.jabatan.kinerja:
        yield from (text for text in (row.tujuan, row.sasaran) if text)
        for each in row.indikator:
            yield from texts((each.nama, each.formulasi, each.sumber_data))


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


@cache
def _masks() -> tuple[int, ...]:
    return tuple(_hash(f"{band} {row}") for band in range(_BANDS) for row in range(_ROWS))


def _bands(hashes: array[int]) -> array[int]:
    """The bands of the MinHash (Broder 1997; Leskovec et al., Mining of Massive Datasets, 3.4); none of no texts.

    Each mask, by exclusive or, puts the hashes in another order. With 24 bands of 3 rows, two documents of a Jaccard
    likeness of 2/3 (four fifths of two that are equally long) share a band in all but 2 of 10,000 cases.
    """
    least = [min(map(mask.__xor__, hashes)) for mask in _masks()] if hashes else []
    return array("Q", (_hash(str(least[at : at + _ROWS])) for at in range(0, len(least), _ROWS)))
