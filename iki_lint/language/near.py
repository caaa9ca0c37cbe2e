"""Finds what is nearly the same among very many, without comparing each with each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

from iki_lint.language.compare import Gist, all_but_one, is_right

T = TypeVar("T")


class Index(Generic[T]):
    """Things by gist. Those nearly the same are glued to one text, or the same but for one word."""

    def __init__(self) -> None:
        self._things: dict[Gist, list[T]] = {}
        self._blocks: defaultdict[tuple[Hashable, bool], list[tuple[int, Gist]]] = defaultdict(list)

    def add(self, gist: Gist, thing: T) -> None:
        """Take in one thing; a gist without words is near to nothing."""
        if not gist.keys:
            return
        if gist not in self._things:
            for block in _blocks(gist):
                self._blocks[block].append((len(self._things), gist))
        self._things.setdefault(gist, []).append(thing)

    def near(self, gist: Gist) -> Iterator[Gist]:
        """The gists that are nearly the same as this one, each once, in the order of coming."""
        candidates = {
            each
            for block, unknown in _blocks(gist)
            for other in ((True, False) if unknown else (True,))
            for each in self._blocks.get((block, other), ())
        }
        return (each for _, each in sorted(candidates) if each.near(gist))

    def things(self) -> Iterator[tuple[Gist, list[T]]]:
        """All, by gist, in the order of coming."""
        return iter(self._things.items())


def _blocks(gist: Gist) -> Iterator[tuple[Hashable, bool]]:
    """What two gists that are nearly the same have in common: all their words glued, or all but one, by its place.

    With each, whether the word left out is in no dictionary: of a word and its misspelling, at least one is not.
    """
    if gist.keys:
        yield "".join(gist.keys), True
    for key, form, rest in zip(gist.keys, gist.forms, all_but_one(gist.keys), strict=False):
        yield rest, not (is_right(key) and is_right(form))
