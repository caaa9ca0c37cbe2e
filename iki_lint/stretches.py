"""Stretches of texts that are taken, none of which reaches into another."""

from __future__ import annotations

from bisect import bisect_right
from typing import TypeAlias

Stretch: TypeAlias = tuple[str, tuple[int, ...], tuple[int, ...]]
"""The name of a text, and where in it a stretch begins and ends: behind its last character."""


class Stretches:
    """Takes in stretches that are free; whether one is, is seen from those beside it."""

    def __init__(self) -> None:
        self._taken: dict[str, list[tuple[tuple[int, ...], tuple[int, ...]]]] = {}

    def free(self, stretch: Stretch) -> bool:
        """Whether none that is taken reaches into it; an empty one at the edge of another does not."""
        text, begin, end = stretch
        held = self._taken.get(text, [])
        at = bisect_right(held, (begin, end))
        return not any(begin < stop and start < end for start, stop in held[max(at - 1, 0) : at + 1])

    def take(self, stretch: Stretch) -> None:
        """Take one that is free."""
        text, begin, end = stretch
        held = self._taken.setdefault(text, [])
        held.insert(bisect_right(held, (begin, end)), (begin, end))
