"""What many rules ask of a document, worked out once: owners, levels, units, atasan, content words, formulas."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from iki_lint import data
from iki_lint.document.faults import Fault
from iki_lint.document.model import Document, Iku, Indikator, Jabatan, Kinerja, Text
from iki_lint.language.compare import Gist, Name, folded, gist
from iki_lint.language.heads import measure
from iki_lint.language.names import Level, UnitName, level, unit_name, variant
from iki_lint.language.roots import root
from iki_lint.language.terms import Term, terms

_GIVEN_BY = re.compile(
    r"\b(?:diberikan|diperintahkan|ditugaskan|dilimpahkan)\s+(?:oleh\s+)?(?P<who>.+?)"
    r"(?=,?\s+(?:sesuai|terkait|dalam|guna|untuk|baik|menurut|yang|berdasarkan|di\b|pada)\b|[;.]|$)",
    re.IGNORECASE,
)
_GENERIC = re.compile(r"^(?:pimpinan|atasan|pejabat)\b|^bupati|^wali ?kota|^gubernur|^kepala daerah", re.IGNORECASE)
_MANY = 3
_FEW_INDICATORS = 10


@dataclass(frozen=True, slots=True)
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

    @property
    def holder(self) -> str:
        """The address of its jabatan, or of the iku."""
        return self.owner.pointer if self.owner else "/iku"


@dataclass(frozen=True, slots=True, eq=False)
class Post:
    """A jabatan, its level and the unit that it heads or sits in."""

    jabatan: Jabatan
    index: int
    level: Level
    unit: UnitName | None

    @property
    def pointer(self) -> str:
        """The address of the jabatan."""
        return self.jabatan.pointer

    @property
    def title(self) -> str:
        """The name as printed; "" where the file gives none."""
        return self.jabatan.nama.value if self.jabatan.nama else ""

    @property
    def duties(self) -> tuple[Text, ...]:
        """Its tugas and fungsi."""
        return self.jabatan.tugas + self.jabatan.fungsi

    @property
    def structural(self) -> bool:
        """Whether it heads a unit."""
        return self.level < Level.PELAKSANA


class Analysis:
    """A document, and what follows from it. Everything is worked out on first asking."""

    def __init__(self, document: Document, faults: tuple[Fault, ...] = ()) -> None:
        self.document = document
        self.faults = faults

    @property
    def tree(self) -> bool:
        """Whether the document is a pohon kinerja."""
        return bool(self.document.jenis and self.document.jenis.value == "pohon-kinerja")

    # -- owners and entries ----------------------------------------------------------------------------------------

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """The jabatan, in the order printed."""
        return tuple(self._post(jabatan, i) for i, jabatan in enumerate(self.document.jabatan))

    def _post(self, jabatan: Jabatan, index: int) -> Post:
        title = jabatan.nama.value if jabatan.nama else ""
        rank = level(title)
        named = jabatan.unit.value if jabatan.unit else title
        unit = unit_name(title) if rank < Level.PELAKSANA else unit_name(_unit_in(named))
        return Post(jabatan, index, rank, unit)

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

    # -- names -----------------------------------------------------------------------------------------------------

    @cached_property
    def unit_names(self) -> dict[UnitName, Post | None]:
        """Every unit that a jabatan heads (with its head) or is printed to sit in (None where nobody heads it)."""
        names: dict[UnitName, Post | None] = {}
        for post in self.posts:
            if post.structural and post.unit:
                names.setdefault(UnitName(post.unit.kind, post.unit.words), post)
        return names

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
        return tuple(sorted((n for n in found if n), key=len, reverse=True))

    @cached_property
    def _name_roots(self) -> frozenset[str]:
        instansi = self.document.instansi
        return frozenset(root(w) for w in folded(instansi.nama.value)) if instansi and instansi.nama else frozenset()

    # -- who stands under whom -------------------------------------------------------------------------------------

    @cached_property
    def superiors(self) -> dict[Post, Post | None]:
        """The atasan of each jabatan, None where it is not in the document."""
        return {post: self._superior(post) for post in self.posts}

    def _superior(self, post: Post) -> Post | None:
        if post.level is Level.PIMPINAN:
            return None
        if post.jabatan.atasan:
            return self.find(post.jabatan.atasan.value, post)
        named = self.named_superior(post)
        found = self.find(named[0], post) if named else None
        if found is not None and found.level < post.level:
            return found
        if post.level is Level.PELAKSANA and post.unit:
            heads = [p for p in self.posts if p.structural and p.unit and _one_unit(p.unit, post.unit)]
            if heads:
                return heads[0]
        return None if named else self._nearest(post)

    def named_superior(self, post: Post) -> tuple[str, Text] | None:
        """The structural jabatan that gives a post its other tasks, by its last tugas or fungsi that names one."""
        for text in (*reversed(post.jabatan.tugas), *reversed(post.jabatan.fungsi)):
            match = _GIVEN_BY.search(text.value)
            if match:
                who = match["who"].strip()
                return None if _GENERIC.match(who) or unit_name(who) is None else (who, text)
        return None

    def _nearest(self, post: Post) -> Post | None:
        """The nearest jabatan of a higher level printed before it that may stand over it."""
        before = [p for p in reversed(self.posts[: post.index]) if p.structural and p.level < post.level]
        if post.level is Level.PELAKSANA:
            return before[0] if before else None
        if post.level is Level.ADMINISTRATOR:
            return next((p for p in before if p.level is Level.PIMPINAN), None)
        kind = post.unit.kind if post.unit else ""
        if kind in ("uptd", "puskesmas"):
            return next((p for p in before if p.level is Level.PIMPINAN), None)
        if self.subdistrict and kind == "seksi":
            return next((p for p in before if p.level is Level.PIMPINAN), None)
        over = ("sekretariat", "bagian") if kind == "sub bagian" else ("bidang", "bagian")
        return next((p for p in before if p.level is Level.ADMINISTRATOR and p.unit and p.unit.kind in over), None)

    @cached_property
    def subdistrict(self) -> bool:
        """Whether the office is a kecamatan or kelurahan, whose seksi stand under the Camat or Lurah."""
        instansi = self.document.instansi
        name = instansi.nama.value.lower() if instansi and instansi.nama else ""
        titles = " ".join(post.title.lower() for post in self.posts)
        return bool(
            re.search(r"\b(?:kecamatan|kelurahan|distrik)\b", name) or re.search(r"\b(?:camat|lurah)\b", titles)
        )

    def find(self, name: str, near: Post | None = None) -> Post | None:
        """The jabatan of the document that a name speaks of, exactly or (failing that) as a variant."""
        wanted = unit_name(name)
        if wanted is None:
            return next((p for p in self.posts if folded(p.title) == folded(name)), None)
        heads = [p for p in self.posts if p.structural and p.unit]
        if wanted.kind == "sekretariat":
            return next((p for p in heads if p.unit and p.unit.kind == "sekretariat"), None)
        if wanted.kind == "instansi":
            return next((p for p in heads if p.level is Level.PIMPINAN), None)
        exact = [p for p in heads if p.unit and (p.unit.kind, p.unit.words) == (wanted.kind, wanted.words)]
        return next(iter(exact or [p for p in heads if p.unit and variant(wanted, p.unit)]), None)

    def line(self, post: Post) -> tuple[Post, ...]:
        """The superiors of a post, from the nearest up."""
        found: list[Post] = []
        above = self.superiors[post]
        while above is not None and above not in found and above is not post:
            found.append(above)
            above = self.superiors[above]
        return tuple(found)

    def in_line(self, one: Post, other: Post) -> bool:
        """Whether the one is the other's superior at any distance."""
        return one in self.line(other) or other in self.line(one)

    def same_unit(self, one: Post, other: Post) -> bool:
        """Whether two jabatan head or sit in one (smallest) unit."""
        mine, theirs = self.unit_of(one), self.unit_of(other)
        if mine is None or theirs is None or mine.kind != theirs.kind:
            return False
        return mine.words == theirs.words or (not {mine, theirs} <= self.unit_names.keys() and variant(mine, theirs))

    def unit_of(self, post: Post) -> UnitName | None:
        """The smallest unit that a jabatan heads or sits in; that of its superior where none is printed."""
        if post.unit is not None or post.structural:
            return post.unit
        above = self.superiors[post]
        return above.unit if above else None

    # -- words -----------------------------------------------------------------------------------------------------

    @cached_property
    def common(self) -> frozenset[str]:
        """The document-wide words, by root."""
        if len(self.entries) < _FEW_INDICATORS:
            return self._name_roots
        counts = Counter(key for entry in self.entries for key in {t.key for t in terms(entry.nama.value)})
        return self._name_roots | {key for key, count in counts.items() if count * 2 > len(self.entries)}

    def content(self, text: str) -> frozenset[str]:
        """The content words of a text, by root, with what an abbreviation or a synonym of them says."""
        found = terms(text)
        keys = {term.key for i, term in enumerate(found) if _is_content(found, i)} - self.common
        said: dict[str, str] = data.words("sinonim")["isi"]
        more = {root(word) for term in found for word in said.get(term.key, "").split()}
        return frozenset((keys | more) - self.common - _empty_roots())

    @cached_property
    def _shared_items(self) -> frozenset[tuple[str, ...]]:
        """The gists of tugas and fungsi that stand nearly the same under three or more jabatan."""
        counts: Counter[tuple[str, ...]] = Counter()
        for post in self.posts:
            counts.update({self._duty_gist(post, text) for text in post.duties})
        return frozenset(key for key, count in counts.items() if count >= _MANY)

    def _duty_gist(self, post: Post, text: Text) -> tuple[str, ...]:
        return gist(text.value, (*self.names, *_unit_words(post))).keys

    def duty_words(self, post: Post) -> frozenset[str]:
        """The content words of a jabatan's tugas and fungsi; items that many jabatan share lend none."""
        own = [t for t in post.duties if self._duty_gist(post, t) not in self._shared_items]
        return frozenset().union(*(self.content(t.value) for t in own))

    def title_words(self, post: Post) -> frozenset[str]:
        """The content words of a jabatan's name, and of its unit's where it heads none."""
        unit = self.unit_of(post)
        return self.content(post.title) | (self.content(" ".join(unit.words)) if unit else frozenset())

    def gist(self, entry: Entry) -> Gist:
        """What counts for an indicator's being nearly the same as another."""
        units = _unit_words(entry.owner) if entry.owner else ()
        return gist(entry.nama.value, (*self.names, *units))


def _unit_in(text: str) -> str:
    """The unit inside a pelaksana's title: "Staf Sub Bagian X (Penyusun …)" → "Sub Bagian X"."""
    return re.sub(r"^\W*(?:staf|pelaksana|pengadministrasi)\s+", "", text, flags=re.IGNORECASE)


def _unit_words(post: Post) -> tuple[Name, ...]:
    if post.unit is None or not post.unit.words:
        return ()
    kind = tuple(post.unit.kind.split())
    return ((*kind, *post.unit.words),)


def _one_unit(one: UnitName, other: UnitName) -> bool:
    return one.kind == other.kind and (one.words == other.words or variant(one, other))


@cache
def _empty_roots() -> frozenset[str]:
    listed = data.word_set("bahasa", "kata_kerja_umum") | data.word_set("bahasa", "kata_umum")
    return frozenset(root(word) for word in listed)


def _is_content(found: tuple[Term, ...], i: int) -> bool:
    term = found[i]
    if term.kind != "kata" or len(term.key) < 2:
        return False
    if i == 0 and (term.form.endswith("nya") or (term.form.startswith("me") and root(term.form) != term.form)):
        return False
    return term.key not in _empty_roots() and not measure(term.form).heads
