"""Damage to bytes, whatever they mean."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

_CHUNKS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\x1b[2J", b"\xed\xa0\x80", b"\xc3", b"\t", b"\x85",
    b"%PDF-1.7", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"-1", b"99999999999999999999", b"\x7f" * 64,
)  # fmt: skip


def _flip(rng: Random, data: bytearray) -> None:
    at = rng.randrange(len(data))
    data[at] ^= 1 << rng.randrange(8)


def _cut(rng: Random, data: bytearray) -> None:
    at = rng.randrange(len(data))
    del data[at : at + rng.choice((1, 2, 16, 256, len(data)))]


def _insert(rng: Random, data: bytearray) -> None:
    at = rng.randrange(len(data) + 1)
    data[at:at] = rng.choice(_CHUNKS)


def _splice(rng: Random, data: bytearray) -> None:
    """A stretch stands at another place too."""
    at, size = rng.randrange(len(data)), rng.choice((4, 32, 512))
    to = rng.randrange(len(data) + 1)
    data[to:to] = data[at : at + size]


def _overwrite(rng: Random, data: bytearray) -> None:
    at, size = rng.randrange(len(data)), rng.choice((1, 4, 32))
    data[at : at + size] = rng.randbytes(size)


def _repeat(rng: Random, data: bytearray) -> None:
    at = rng.randrange(len(data))
    data[at:at] = data[at : at + rng.choice((1, 3, 20))] * rng.choice((2, 50, 2_000))


_KINDS: tuple[Callable[[Random, bytearray], None], ...] = (_flip, _cut, _insert, _splice, _overwrite, _repeat)


def damaged(rng: Random, given: bytes) -> bytes:
    """The bytes, damaged in one to four places."""
    data = bytearray(given)
    for _ in range(rng.randint(1, 4)):
        if data:
            rng.choice(_KINDS)(rng, data)
    return bytes(data)
