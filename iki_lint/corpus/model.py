"""Documents together, as their digests; and what a rule over them suspects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Protocol, TypeAlias, TypeVar

from iki_lint.corpus.digest import NO_YEAR, Digest, path_of, unpacked
from iki_lint.hits import Value

Part: TypeAlias = Literal["instansi", "jabatan", "nama", "indikator", "penanggung_jawab"]


class Spot(NamedTuple):
    """A place in a document: its instansi, a jabatan (or its name) by its number, or an indicator (or its penanggung
    jawab) by its number in `Analysis.entries`.
    """

    path: str
    part: Part
    number: int = 0


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What a rule over several documents complains of; the document is read again to say it (`corpus.findings`).

    `other` is the other side of the comparison. `kind` chooses among the messages of a rule that has several.
    """

    spot: Spot
    other: Spot
    values: Mapping[str, Value] = field(default_factory=dict)
    kind: str = ""


class Packed(Protocol):
    """Packed digests, by number, wherever they are kept."""

    def __getitem__(self, number: int, /) -> bytes: ...

    def __iter__(self) -> Iterator[bytes]: ...


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents, sorted by path, each once; `asked` are the paths of those that findings are wanted of.

    They stay packed, and each is unpacked whenever it is asked for: what is to be remembered of one is its number.
    """

    digests: Packed
    order: tuple[int, ...]
    asked: frozenset[str]

    @classmethod
    def of(cls, digests: Packed, asked: Iterable[str]) -> Corpus:
        """The corpus of some documents, packed, in whatever order they come."""
        once = {path_of(each): at for at, each in enumerate(digests)}
        return cls(digests, tuple(once[path] for path in sorted(once)), frozenset(asked))

    def __len__(self) -> int:
        return len(self.order)

    def __getitem__(self, number: int) -> Digest:
        return unpacked(self.digests[self.order[number]])

    def __iter__(self) -> Iterator[Digest]:
        return map(self.__getitem__, range(len(self)))

    def years(self) -> Iterator[tuple[Digest, ...]]:
        """The documents of each instansi and year, where there are several and all of that is known."""
        years: defaultdict[tuple[str, str, int], list[int]] = defaultdict(list)
        for number, each in enumerate(self):
            if each.instansi and each.daerah and each.tahun != NO_YEAR:
                years[each.instansi, each.daerah, each.tahun].append(number)
        return (tuple(map(self.__getitem__, years[year])) for year in sorted(years) if len(years[year]) > 1)


Survey: TypeAlias = Callable[[Corpus, Mapping[str, Any]], Iterator[Suspicion]]
F = TypeVar("F", bound=Survey)


def across(check: F) -> F:
    """Say that a check is over a corpus, not over one document."""
    check.across = True  # type: ignore[attr-defined]
    return check
