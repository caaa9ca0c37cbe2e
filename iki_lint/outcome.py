"""What came of one file, as plain values: to be sent between processes, kept for the next run, and set aside."""

from __future__ import annotations

import tempfile
import weakref
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import IO, Any, TypeVar

import msgspec

from iki_lint.errors import InputError
from iki_lint.findings import Crash, Finding, ReadingNote, Suppressed
from iki_lint.summary import Summary

_T = TypeVar("_T", covariant=True)
_IN_MEMORY = 1 << 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was read and found in the file at `path`, or the one error that says why it could not be used.

    `used` are the suppressions that were of use, by name and code; `ran`, where the configuration suppresses
    something, the codes of the rules that did not fail; `digest` what rules over several documents need of it
    (`corpus.digest.packed`), nothing where none runs.
    """

    path: str
    summary: Summary | None = None
    findings: tuple[Finding, ...] = ()
    errors: tuple[InputError, ...] = ()
    notes: tuple[ReadingNote, ...] = ()
    crashes: tuple[Crash, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    used: frozenset[tuple[str, str]] = frozenset()
    ran: frozenset[str] = frozenset()
    digest: bytes = b""

    @property
    def whole(self) -> bool:
        """Whether it says all there is to say of the file, so that it holds as long as the file does."""
        return not self.errors and not self.crashes


def _plain(value: object) -> object:
    if isinstance(value, InputError):
        return [value.path, value.kind, value.line, value.column, value.values]
    raise NotImplementedError


def _made(kind: type, value: Any) -> object:
    path, name, line, column, values = value
    return InputError(path, name, line, column, **values)


encode: Callable[[Outcome], bytes] = msgspec.msgpack.Encoder(enc_hook=_plain).encode
decode: Callable[[bytes], Outcome] = msgspec.msgpack.Decoder(Outcome, dec_hook=_made).decode


class Shelf:
    """Encoded things set aside in a file, so that a run of many documents takes no more memory than one of few."""

    def __init__(self) -> None:
        self._held: list[bytes | tuple[int, int]] = []
        self._room, self._end = _IN_MEMORY, 0

    @cached_property
    def _file(self) -> IO[bytes]:
        file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  it is open as long as the shelf is there
        weakref.finalize(self, file.close)
        return file

    def add(self, data: bytes) -> None:
        """Set one aside, behind the others: in memory while they are few, or where the disk is full."""
        self._room -= len(data)
        self._held.append(data if self._room >= 0 else self._written(data) or data)

    def _written(self, data: bytes) -> tuple[int, int] | None:
        """Its place in the file; None where that cannot be."""
        start = self._end
        try:
            self._file.seek(start)
            if self._file.write(data) < len(data):
                return None
        except OSError:
            return None
        self._end += len(data)
        return start, len(data)

    def __len__(self) -> int:
        return len(self._held)

    def __getitem__(self, number: int) -> bytes:
        held = self._held[number]
        if isinstance(held, bytes):
            return held
        start, size = held
        self._file.seek(start)
        return self._file.read(size)

    def __iter__(self) -> Iterator[bytes]:
        return map(self.__getitem__, range(len(self)))


class Again(Collection[_T]):
    """What `make` gives, made anew on each pass, so that it is never held as a whole."""

    def __init__(self, make: Callable[[], Iterable[_T]]) -> None:
        self._make = make
        self._count: int | None = None

    def __iter__(self) -> Iterator[_T]:
        return iter(self._make())

    def __len__(self) -> int:
        if self._count is None:
            self._count = sum(1 for _ in self)
        return self._count

    def __bool__(self) -> bool:
        return any(True for _ in self)

    def __contains__(self, item: object) -> bool:
        return any(each == item for each in self)
