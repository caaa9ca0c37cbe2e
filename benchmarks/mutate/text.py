"""Text documents: lines lost, doubled, moved, joined and changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from benchmarks.mutate import words

_ENDINGS = ("\n", "\n", "\n", "\n", "\r\n", "\r", "\n\n", "\u2028", "\x0b", "\x85")
_LEADS = ("  ", "\t", "    " * 40, "1. ", "a) ", "- ", "| ", "# ", "> ", "+---+---+\n", "\t\t\t", "**", "•", "<p>")
_CODES = ("utf-8",) * 80 + ("utf-8-sig", "utf-16", "latin-1", "cp1252")


def _drop(rng: Random, lines: list[str]) -> None:
    at = rng.randrange(len(lines))
    del lines[at : at + rng.choice((1, 1, 1, 3, 10))]


def _again(rng: Random, lines: list[str]) -> None:
    at = rng.randrange(len(lines))
    lines[at:at] = lines[at : at + rng.choice((1, 1, 4))] * rng.choice((1, 1, 2, 40))


def _move(rng: Random, lines: list[str]) -> None:
    line = lines.pop(rng.randrange(len(lines)))
    lines.insert(rng.randint(0, len(lines)), line)


def _join(rng: Random, lines: list[str]) -> None:
    at = rng.randrange(len(lines))
    lines[at : at + 2] = [rng.choice((" ", "", "\t", "  ")).join(lines[at : at + 2])]


def _split(rng: Random, lines: list[str]) -> None:
    at = rng.randrange(len(lines))
    cut = rng.randint(0, len(lines[at]))
    lines[at : at + 1] = [lines[at][:cut], lines[at][cut:]]


def _lead(rng: Random, lines: list[str]) -> None:
    at = rng.randrange(len(lines))
    for i in range(at, min(len(lines), at + rng.choice((1, 1, 5)))):
        lines[i] = rng.choice(_LEADS) + lines[i].lstrip(rng.choice((" ", "\t", "")))


def _say(rng: Random, lines: list[str]) -> None:
    at = rng.randrange(len(lines))
    lines[at] = words.changed(rng, lines[at])


def _cells(rng: Random, lines: list[str]) -> None:
    """A sign of tables more, fewer or another in a line."""
    at = rng.randrange(len(lines))
    signs = ("|", "\t", "  ", "||", "+", "│", ",", ";", "")
    lines[at] = lines[at].replace(rng.choice(signs[:3]), rng.choice(signs), rng.choice((1, 2, -1)))


_KINDS: tuple[Callable[[Random, list[str]], None], ...] = (
    _drop, _again, _move, _join, _split, _lead, _say, _say, _say, _cells,
)  # fmt: skip


def lined(rng: Random, text: str, other: str = "") -> str:
    """The text with one to five changes to its lines; a line of the `other` may stand in it."""
    lines = text.split("\n")
    if other and rng.random() < 0.2:
        lines.insert(rng.randint(0, len(lines)), rng.choice(other.split("\n")))
    for _ in range(rng.randint(1, 5)):
        if lines:
            rng.choice(_KINDS)(rng, lines)
    return rng.choice(_ENDINGS).join(lines) if rng.random() < 0.1 else "\n".join(lines)


def encoded(rng: Random, text: str) -> bytes:
    """The text as bytes, mostly UTF-8."""
    return text.encode(rng.choice(_CODES), "replace")


def made(rng: Random, bases: Sequence[bytes]) -> bytes:
    """A text document."""
    first, other = (rng.choice(bases).decode() for _ in range(2))
    return encoded(rng, lined(rng, first, other))
