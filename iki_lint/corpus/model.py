"""Documents together, as their digests; and what a rule over them suspects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Literal, NamedTuple, TypeAlias, TypeVar

from iki_lint.corpus.digest import NO_YEAR, Digest
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


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents, sorted by path, each once; `asked` are the paths of those that findings are wanted of."""

    digests: tuple[Digest, ...] = ()
    asked: frozenset[str] = frozenset()

    @classmethod
    def of(cls, digests: Iterable[Digest], asked: Iterable[str]) -> Corpus:
        """The corpus of some documents, in whatever order they come."""
        once = {digest.path: digest for digest in digests}
        return cls(tuple(once[path] for path in sorted(once)), frozenset(asked))

    def merge(self, other: Corpus) -> Corpus:
        """Both together; the same in whatever order and grouping corpora are merged."""
        return Corpus.of((*self.digests, *other.digests), self.asked | other.asked)

    def years(self) -> Iterator[tuple[Digest, ...]]:
        """The documents of each instansi and year, where there are several and all of that is known."""
        known = [each for each in self.digests if each.instansi and each.daerah and each.tahun != NO_YEAR]
        for _, group in groupby(sorted(known, key=_year), _year):
            together = tuple(group)
            if len(together) > 1:
                yield together


def _year(digest: Digest) -> tuple[str, str, int]:
    return digest.instansi, digest.daerah, digest.tahun


Survey: TypeAlias = Callable[[Corpus, Mapping[str, Any]], Iterator[Suspicion]]
F = TypeVar("F", bound=Survey)


def across(check: F) -> F:
    """Say that a check is over a corpus, not over one document."""
    check.across = True  # type: ignore[attr-defined]
    return check
