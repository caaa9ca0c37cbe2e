"""What changed between two documents, for a reporter. A text is "" where a document does not say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

COLUMNS = ("formulasi", "sumber_data", "penanggung_jawab", "target")
Fate: TypeAlias = Literal["same", "renamed", "functional", "gone", "added"]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two documents, and how many jabatan and indicators it has."""

    path: str
    tahun: str
    judul: str
    instansi: str
    jabatan: int
    indicators: int


@dataclass(frozen=True, slots=True)
class Column:
    """A column that one of the documents does not have at all: how many indicators have it in each."""

    name: str
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Seat:
    """A jabatan, or the instansi's own table (`/iku`, without a name); `under` is its atasan, worked out if need be."""

    pointer: str
    nama: str
    under: str


@dataclass(frozen=True, slots=True)
class Change:
    """A value that is another, is there no more (`new` is "") or is there now (`old` is "")."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator of one document, and whose it is."""

    pointer: str
    nama: str
    owner: Seat


@dataclass(frozen=True, slots=True)
class IndicatorChange:
    """An indicator of both documents (None where one has it not) and what of it changed, its name first.

    `moved` where it stands under another jabatan than the one that its own became.
    """

    old: Indicator | None
    new: Indicator | None
    changes: tuple[Change, ...] = ()
    moved: bool = False

    @property
    def kind(self) -> str:
        """What became of it: "added", "gone", "moved", "reworded", "changed" (values beside its name) or "same"."""
        if self.old is None or self.new is None:
            return "added" if self.old is None else "gone"
        if self.moved:
            return "moved"
        if not self.changes:
            return "same"
        return "reworded" if self.changes[0].name == "nama" else "changed"


@dataclass(frozen=True, slots=True)
class Duties:
    """What changed in the tugas or (by `name`) fungsi of a jabatan."""

    name: str
    gone: tuple[str, ...]
    added: tuple[str, ...]
    reworded: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.gone or self.added or self.reworded)


@dataclass(frozen=True, slots=True)
class OwnerChange:
    """A jabatan of either document, and what became of it.

    A "functional" one is a seksi (`old`) whose work a jabatan fungsional (`new`) has taken over; several may have
    become one, and that one is among those "added" too. `changes` are of unit and atasan.
    """

    fate: Fate
    old: Seat | None
    new: Seat | None
    changes: tuple[Change, ...] = ()
    duties: tuple[Duties, ...] = ()

    @property
    def seat(self) -> Seat:
        """The jabatan as it is now, or as it was."""
        seat = self.old if self.fate == "functional" else self.new or self.old
        assert seat is not None
        return seat


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that changed. Each indicator is there once, those of the new document in its order first."""

    old: Side
    new: Side
    columns: tuple[Column, ...]
    owners: tuple[OwnerChange, ...]
    indicators: tuple[IndicatorChange, ...]

    def fated(self, *fates: Fate) -> tuple[OwnerChange, ...]:
        """The jabatan of which that became."""
        return tuple(owner for owner in self.owners if owner.fate in fates)
