"""What many rules ask of a document, worked out once: owners, levels, units, atasan, content words, formulas."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from iki_lint import data
from iki_lint.calculation import Calculation, calculation
from iki_lint.document.faults import Fault
from iki_lint.document.model import Document, Iku, Indikator, Jabatan, Kinerja, Text
from iki_lint.hits import Remark
from iki_lint.language.abbreviations import explained
from iki_lint.language.compare import Gist, Name, folded, gist
from iki_lint.language.heads import measure
from iki_lint.language.names import UnitName
from iki_lint.language.roots import root
from iki_lint.language.terms import Term, terms
from iki_lint.structure import Post, Structure, once

_MANY = 3
_FEW_INDICATORS = 10


@dataclass(frozen=True, eq=False)
class Entry:
    """An indicator with the row and the owner it stands under. `owner` is None for the instansi's own table."""

    owner: Post | None
    row: Kinerja
    indikator: Indikator

    @property
    def pointer(self) -> str:
        """The address of the indicator."""
        return self.indikator.pointer

    @property
    def nama(self) -> Text:
        """The indicator's words."""
        assert self.indikator.nama is not None
        return self.indikator.nama

    @cached_property
    def formula(self) -> Calculation | None:
        """Its formulasi, taken apart; None where it says nothing."""
        formulasi = self.indikator.formulasi
        return calculation(formulasi) if formulasi else None

    @property
    def holder(self) -> str:
        """The address of its jabatan, or of the iku."""
        return self.owner.pointer if self.owner else "/iku"


class Analysis(Structure):
    """A document, and what follows from it. Everything is worked out on first asking."""

    def __init__(self, document: Document, faults: tuple[Fault, ...] = (), remarks: tuple[Remark, ...] = ()) -> None:
        super().__init__(document)
        self.faults, self.remarks = faults, remarks

    @property
    def tree(self) -> bool:
        """Whether the document is a pohon kinerja."""
        return bool(self.document.jenis and self.document.jenis.value == "pohon-kinerja")

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every indicator that has a name, in the order printed; those of the iku first."""
        owners: list[tuple[Post | None, Jabatan | Iku]] = [(post, post.jabatan) for post in self.posts]
        if self.document.iku:
            owners.insert(0, (None, self.document.iku))
        return tuple(
            Entry(owner, row, indikator)
            for owner, holder in owners
            for row in holder.kinerja
            for indikator in row.indikator
            if indikator.nama
        )

    @cached_property
    def by_holder(self) -> dict[str, tuple[Entry, ...]]:
        """The entries of each owner, by its address."""
        grouped: dict[str, list[Entry]] = {}
        for entry in self.entries:
            grouped.setdefault(entry.holder, []).append(entry)
        return {holder: tuple(entries) for holder, entries in grouped.items()}

    def rows(self) -> Iterator[tuple[Post | None, Kinerja]]:
        """Every row group with its owner (None for the iku)."""
        if self.document.iku:
            for row in self.document.iku.kinerja:
                yield None, row
        for post in self.posts:
            for row in post.jabatan.kinerja:
                yield post, row

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The names of the instansi and its region, as folded words, also with the region's kind left out."""
        instansi = self.document.instansi
        given = [t.value for t in (instansi and instansi.nama, instansi and instansi.daerah) if t]
        found: set[Name] = {folded(text) for text in given}
        for words in tuple(found):
            if words and words[0] in ("kabupaten", "kota", "provinsi", "kecamatan", "kelurahan"):
                found.update((words[1:], ("kab", *words[1:])) if len(words) > 1 else ())
            if words and words[0] in ("dinas", "badan") and len(words) > 2:
                letters = "".join(w[0] for w in words[1:] if w != "dan")
                found |= {(words[0], letters), (words[0] + letters,)}
            if words and words[0] in ("dinas", "badan", "kecamatan", "kelurahan", "inspektorat"):
                found.add(words[:1])
            if words[:2] in (("balai", "besar"), ("kantor", "wilayah")):
                found.add(words[:2])
        return tuple(sorted((n for n in found if n), key=len, reverse=True))

    @cached_property
    def _name_roots(self) -> frozenset[str]:
        instansi = self.document.instansi
        return frozenset(root(w) for w in folded(instansi.nama.value)) if instansi and instansi.nama else frozenset()

    # -- words -----------------------------------------------------------------------------------------------------

    @cached_property
    def common(self) -> frozenset[str]:
        """The document-wide words, by root."""
        if len(self.entries) < _FEW_INDICATORS:
            return self._name_roots
        counts = Counter(key for entry in self.entries for key in {t.key for t in terms(entry.nama.value)})
        return self._name_roots | {key for key, count in counts.items() if count * 2 > len(self.entries)}

    @cached_property
    def _abbreviations(self) -> dict[str, tuple[str, ...]]:
        return explained(text.value for text in self.document.texts())

    @cached_property
    def _shortened(self) -> re.Pattern[str]:
        short = "|".join(map(re.escape, sorted(self._abbreviations, key=len, reverse=True)))
        return re.compile(rf"\s*\((?:{short})\)|(?<![\w-])(?P<short>{short})(?![\w-])", re.IGNORECASE)

    def spelt_out(self, text: str) -> str:
        """A text with the words of the abbreviations that the document explains in place of them."""
        if not self._abbreviations:
            return text
        return self._shortened.sub(
            lambda m: " ".join(self._abbreviations[m["short"].lower()]) if m["short"] else "", text
        )

    @once
    def content(self, text: str) -> frozenset[str]:
        """The content words of a text, by root, with what an abbreviation or a synonym of them says."""
        found = terms(text)
        keys = {term.key for i, term in enumerate(found) if _is_content(found, i)} - self.common
        said: dict[str, str] = data.words("sinonim")["isi"]
        more = {root(word) for term in found for word in said.get(term.key, "").split()}
        more |= {root(word) for term in found for word in self._abbreviations.get(term.form, ())}
        return frozenset((keys | more) - self.common - _empty_roots())

    def share_name(self, one: str, other: str) -> bool:
        """Whether two texts share two of the document-wide words, which together name a thing ("ketahanan pangan").

        So do the arsip, a generic noun of sources, where both speak of keeping them.
        """
        mine, theirs = ({term.key for term in terms(text) if term.kind == "kata"} for text in (one, other))
        return "arsip" in mine & theirs or len(self.common & mine & theirs) > 1

    @cached_property
    def _shared_items(self) -> frozenset[tuple[str, ...]]:
        """The gists of tugas and fungsi that stand nearly the same under three or more jabatan."""
        counts: Counter[tuple[str, ...]] = Counter()
        for post in self.posts:
            counts.update({self._duty_gist(post, text) for text in post.duties})
        return frozenset(key for key, count in counts.items() if count >= _MANY)

    def _duty_gist(self, post: Post, text: Text) -> tuple[str, ...]:
        return gist(text.value, (*self.names, *_unit_words(post))).keys

    @once
    def duty_words(self, post: Post) -> frozenset[str]:
        """The content words of a jabatan's tugas and fungsi; items that many jabatan share lend none."""
        own = [t for t in post.duties if self._duty_gist(post, t) not in self._shared_items]
        return frozenset().union(*(self.content(t.value) for t in own))

    @once
    def all_duty_words(self, post: Post) -> frozenset[str]:
        """The content words of all of a jabatan's tugas and fungsi."""
        return frozenset().union(*(self.content(t.value) for t in post.duties))

    def title_words(self, post: Post) -> frozenset[str]:
        """The content words of a jabatan's name, and of its unit's where it heads none."""
        unit = self.unit_of(post)
        return self.content(post.title) | (self.content(" ".join(unit.words)) if unit else frozenset())

    def foreign(self, entry: Entry) -> bool:
        """Whether an indicator shares no content word with its jabatan's name and duties (SLN001)."""
        post = entry.owner
        said = self.content(entry.nama.value)
        if post is None or not said - _office_work():
            return False
        if post.duties:
            return not said & (self.content(post.title) | self.duty_words(post))
        rest = [r.sasaran.value for r in post.jabatan.kinerja if r.sasaran and r is not entry.row]
        return not said & self.title_words(post).union(*(self.content(text) for text in rest))

    def bare(self, name: UnitName) -> UnitName:
        """A name without that of the instansi or its region behind it."""
        words = name.words
        for tail in self.names:
            if len(tail) < len(words) and words[-len(tail) :] == tail:
                words = words[: -len(tail)]
        return UnitName(name.kind, words)

    @once
    def gist(self, entry: Entry) -> Gist:
        """What counts for an indicator's being nearly the same as another."""
        return gist(entry.nama.value, self.own_names(entry))

    def own_names(self, entry: Entry) -> tuple[Name, ...]:
        """The names that say nothing new of an indicator: of its unit, the instansi and its region."""
        return (*self.names, *(_unit_words(entry.owner) if entry.owner else ()))


def _unit_words(post: Post) -> tuple[Name, ...]:
    if post.unit is None or not post.unit.words:
        return ()
    kind = tuple(post.unit.kind.split())
    return ((*kind, *post.unit.words),)


@cache
def _empty_roots() -> frozenset[str]:
    listed = data.word_set("bahasa", "kata_kerja_umum") | data.word_set("bahasa", "kata_umum")
    return frozenset(root(word) for word in listed)


@cache
def _office_work() -> frozenset[str]:
    listed = data.word_set("bahasa", "kerja_kantor")
    return listed | {root(word) for word in listed}


def _is_content(found: tuple[Term, ...], i: int) -> bool:
    term = found[i]
    if term.kind != "kata" or len(term.key) < 2:
        return False
    if i == 0 and (term.form.endswith("nya") or (term.form.startswith("me") and root(term.form) != term.form)):
        return False
    return term.key not in _empty_roots() and all(head.kind == "benda" for head in measure(term.form).heads)
