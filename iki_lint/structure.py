"""Who is who in a document: the jabatan, their levels and units, and who stands under whom."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, TypeVar, cast

from iki_lint.document.model import Document, Jabatan, Text
from iki_lint.language.compare import folded
from iki_lint.language.names import Level, UnitName, Units, indexed, level, respelt, unit_name, variant, words_of

_GIVEN_BY = re.compile(
    r"\b(?:(?:diberikan|diperintahkan|ditugaskan|dilimpahkan)\s+(?:oleh\s+)?|tugas(?:\s+\w+)?\s+lain(?:nya)?\s+dari\s+)"
    r"(?P<who>.+?)"
    r"(?=,?\s+(?:sesuai|terkait|dalam|guna|untuk|baik|menurut|yang|berdasarkan|di\b|pada)\b|[;.]|$)",
    re.IGNORECASE,
)
_OFFICES = {"dinas", "badan", "pelaksana", "kantor", "kecamatan", "kelurahan", "direktur", "inspektorat"}
_OFFICES |= {"satuan", "sakit", "rsud"}
_HEAD = re.compile(r"(?:kepala|ketua)\s", re.IGNORECASE)
_WITHOUT = {(word,) for word in ("kantor", "balai", "loka", "upt", "uptd", "cabang", "rumah", "lembaga")}
_GENERIC = re.compile(r"^(?:pimpinan|atasan|pejabat)\b|^bupati|^wali ?kota|^gubernur|^kepala daerah", re.IGNORECASE)
_Function = TypeVar("_Function", bound=Callable[..., Any])


def once(function: _Function) -> _Function:
    """Work out what a function says of a structure, and of what else it is given, the first time that it is asked."""

    @wraps(function)
    def answer(of: Structure, *args: Any) -> Any:
        known = of.answers.setdefault(function, {})
        if args not in known:
            known[args] = function(of, *args)
        return known[args]

    return cast(_Function, answer)


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
        return tuple(text for text in self.jabatan.tugas + self.jabatan.fungsi if text)

    @property
    def structural(self) -> bool:
        """Whether it heads a unit."""
        return self.level < Level.PELAKSANA


class Structure:
    """The jabatan of a document and their order. Everything is worked out on first asking."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.answers: dict[object, dict[tuple[Any, ...], Any]] = {}
        """What has been worked out (`once`)."""

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """The jabatan, in the order printed."""
        return tuple(self._post(jabatan, i) for i, jabatan in enumerate(self.document.jabatan))

    def _post(self, jabatan: Jabatan, index: int) -> Post:
        title = jabatan.nama.value if jabatan.nama else ""
        rank = level(title)
        named = jabatan.unit.value if jabatan.unit else title
        if rank is Level.PELAKSANA and self._leads(title):
            return Post(jabatan, index, Level.PIMPINAN, UnitName("instansi", words_of(title)[1:]))
        unit = unit_name(title) if rank < Level.PELAKSANA else unit_name(_unit_in(named))
        if unit is None and jabatan.unit:  # Instalasi, Ruang, Kelompok Substansi …
            unit = UnitName("lain", words_of(jabatan.unit.value))
        return Post(jabatan, index, rank, unit)

    def _leads(self, title: str) -> bool:
        """Whether a title is that of the head of the document's own office: "Kepala Balai Besar …"."""
        instansi = self.document.instansi
        office = words_of(instansi.nama.value)[:2] if instansi and instansi.nama else ()
        return len(office) > 1 and words_of(title)[:3] == ("kepala", *office)

    @cached_property
    def unit_names(self) -> dict[UnitName, Post | None]:
        """Every unit that a jabatan heads (with its head) or is printed to sit in (None where nobody heads it)."""
        names: dict[UnitName, Post | None] = {}
        for post in self.posts:
            if post.structural and post.unit:
                names.setdefault(UnitName(post.unit.kind, post.unit.words), post)
        return names

    @cached_property
    def units(self) -> Units:
        """The units of `unit_names`, to find in a running text."""
        return indexed(self.unit_names)

    @cached_property
    def superiors(self) -> dict[Post, Post | None]:
        """The atasan of each jabatan, None where it is not in the document."""
        return {post: self._superior(post) for post in self.posts}

    def _superior(self, post: Post) -> Post | None:
        if post.level is Level.PIMPINAN:
            return self._leaders[0] if _assists(post) and not _assists(self._leaders[0]) else None
        if post.jabatan.atasan and not _unnamed(post.jabatan.atasan.value):
            return self.find(post.jabatan.atasan.value)
        named = self.named_superior(post)
        found = self.find(named[0]) if named else None
        if found is not None and (found.level < post.level or _above_staff(found, post)):
            return found
        head = self._head_of(post.unit) if post.level is Level.PELAKSANA and post.unit else None
        return head or (None if named else self._nearest(post))

    @once
    def _head_of(self, unit: UnitName) -> Post | None:
        """The first jabatan that heads a unit, by its name or a variant of it."""
        heads = self._heads.get(unit.kind, ())
        return next((p for p in heads if p.unit and _one_unit(p.unit, unit)), None)

    @cached_property
    def _heads(self) -> dict[str, list[Post]]:
        """The jabatan that head units, by the kind of those."""
        heads: dict[str, list[Post]] = {}
        for post in self.posts:
            if post.structural and post.unit:
                heads.setdefault(post.unit.kind, []).append(post)
        return heads

    def named_superior(self, post: Post) -> tuple[str, Text] | None:
        """The structural jabatan that gives a post its other tasks, by its last tugas or fungsi that names one."""
        for text in (*reversed(post.jabatan.tugas), *reversed(post.jabatan.fungsi)):
            match = _GIVEN_BY.search(text.value)
            if match:
                who = match["who"].strip()
                return None if _unnamed(who) and folded(who) not in self._titles else (who, text)
        return None

    def _nearest(self, post: Post) -> Post | None:
        """The nearest jabatan of a higher level printed before it that may stand over it."""
        before = (p for p in reversed(self.posts[: post.index]) if p.structural and p.level < post.level)
        if post.level is Level.PELAKSANA:
            return next(before, None)
        kind = post.unit.kind if post.unit else ""
        under_a_leader = kind in ("uptd", "puskesmas") or (self.subdistrict and kind == "seksi")
        if post.level is Level.ADMINISTRATOR or under_a_leader or self._without_administrators:
            return self._leader_before(post)
        over = ("sekretariat", "bagian") if kind == "sub bagian" else ("bidang", "bagian")
        return next((p for p in before if p.level is Level.ADMINISTRATOR and p.unit and p.unit.kind in over), None)

    def _leader_before(self, post: Post) -> Post | None:
        """The nearest leader printed before it; of several asisten in a row none is."""
        before = [p for p in self._leaders if p.index < post.index]
        if len(before) > 1 and all(map(_assists, before[-2:])) and before[-1].index == before[-2].index + 1:
            return next((p for p in before if not _assists(p)), None)
        return before[-1] if before else None

    @cached_property
    def _leaders(self) -> tuple[Post, ...]:
        return tuple(post for post in self.posts if post.level is Level.PIMPINAN)

    @cached_property
    def _without_administrators(self) -> bool:
        """Whether the office has no level between its head and its seksi: a kantor, a balai, a school."""
        instansi = self.document.instansi
        first = words_of(instansi.nama.value)[:1] if instansi and instansi.nama else ()
        return first in _WITHOUT and not any(post.level is Level.ADMINISTRATOR for post in self.posts)

    @cached_property
    def subdistrict(self) -> bool:
        """Whether the office is a kecamatan or kelurahan, whose seksi stand under the Camat or Lurah."""
        instansi = self.document.instansi
        name = instansi.nama.value.lower() if instansi and instansi.nama else ""
        titles = " ".join(post.title.lower() for post in self.posts)
        return bool(
            re.search(r"\b(?:kecamatan|kelurahan|distrik)\b", name) or re.search(r"\b(?:camat|lurah)\b", titles)
        )

    def find(self, name: str) -> Post | None:
        """The jabatan of the document that a name speaks of, exactly or (failing that) as a variant."""
        wanted = unit_name(name)
        same = self._titles.get(folded(name))
        if same or wanted is None:
            return same
        heads = self._heads.get(wanted.kind, ())
        if wanted.kind == "sekretariat":
            return next(iter(heads), None)
        if wanted.kind == "instansi":
            leaders = (p for p in self._leaders if p.unit and level(name) is Level.PIMPINAN)
            return next((p for p in leaders if _offices(name) & _offices(p.title)), None)
        exact = (p for p in heads if p.unit and p.unit.words == wanted.words)
        return next(exact, None) or next((p for p in heads if p.unit and variant(wanted, p.unit)), None)

    @cached_property
    def _titles(self) -> dict[tuple[str, ...], Post]:
        """The first jabatan of each name."""
        return {folded(post.title): post for post in reversed(self.posts)}

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

    @cached_property
    def below(self) -> dict[Post, list[Post]]:
        """The jabatan whose atasan one is, in the order printed."""
        found: dict[Post, list[Post]] = {}
        for post, above in self.superiors.items():
            if above:
                found.setdefault(above, []).append(post)
        return found

    def lineage(self, post: Post) -> list[Post]:
        """A post, its superiors and everyone that it stands over, in the order printed."""
        found = {post, *self.line(post)}
        reached = [post]
        for each in reached:
            more = [below for below in self.below.get(each, ()) if below not in found]
            reached += more
            found.update(more)
        return sorted(found, key=lambda each: each.index)

    def same_unit(self, one: Post, other: Post) -> bool:
        """Whether two jabatan head or sit in one (smallest) unit."""
        mine, theirs = self.unit_of(one), self.unit_of(other)
        if mine is None or theirs is None or mine.kind != theirs.kind:
            return False
        return mine.words == theirs.words or (not {mine, theirs} <= self.unit_names.keys() and respelt(mine, theirs))

    def unit_of(self, post: Post) -> UnitName | None:
        """The smallest unit that a jabatan heads or sits in; that of its superior where none is printed."""
        if post.unit is not None or post.structural:
            return post.unit
        above = self.superiors[post]
        return above.unit if above else None


def _above_staff(post: Post, staff: Post) -> bool:
    """Whether it stands over staff by its title, though it heads no unit that the levels know: "Kepala KUA …"."""
    return post is not staff and post.level is staff.level is Level.PELAKSANA and bool(_HEAD.match(post.title))


def _assists(post: Post) -> bool:
    """Whether it is an asisten of a Sekretaris Daerah, who stands between him and the bagian."""
    return post.unit is not None and post.unit.kind == "asisten"


def _unnamed(who: str) -> bool:
    """Whether a superior is spoken of without a name: "Kepala Bidang", "atasan langsung", "Kasi/Kepala Dinas"."""
    unit = unit_name(who)
    of_their_own = ("instansi", "sekretariat")
    return bool(_GENERIC.match(who)) or unit is None or "/" in who or not (unit.words or unit.kind in of_their_own)


def _offices(title: str) -> frozenset[str]:
    """The kinds of office that a leader's title names: "Kepala Badan" is not "Inspektur"."""
    words = title.lower().replace("camat", "kecamatan").replace("lurah", "kelurahan").split()
    same = {"kekecamatanan": "kecamatan", "kekelurahanan": "kelurahan", "inspektur": "inspektorat"}
    return frozenset(same.get(word, word) for word in words) & _OFFICES


def _unit_in(text: str) -> str:
    """The unit inside a pelaksana's title: "Staf Sub Bagian X (Penyusun …)" → "Sub Bagian X"."""
    return re.sub(r"^\W*(?:staf|pelaksana|pengadministrasi)\s+", "", text, flags=re.IGNORECASE)


def _one_unit(one: UnitName, other: UnitName) -> bool:
    return one.kind == other.kind and (one.words == other.words or variant(one, other))
