"""Finds what is nearly the same among very many, without comparing each with each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Generic, TypeVar

from iki_lint.language.compare import Gist

T = TypeVar("T")


class Index(Generic[T]):
    """Things by gist. Those nearly the same are glued to one text, or the same but for one word."""

    def __init__(self) -> None:
        self._things: defaultdict[Gist, list[T]] = defaultdict(list)
        self._blocks: defaultdict[tuple[str, ...], list[Gist]] = defaultdict(list)

    def add(self, gist: Gist, thing: T) -> None:
        """Take in one thing; a gist without words is near to nothing."""
        if not gist.keys:
            return
        if gist not in self._things:
            for block in _blocks(gist):
                self._blocks[block].append(gist)
        self._things[gist].append(thing)

    def near(self, gist: Gist) -> Iterator[Gist]:
        """The gists that are nearly the same as this one, each once."""
        candidates = {each: None for block in _blocks(gist) for each in self._blocks.get(block, ())}
        return (each for each in candidates if each.near(gist))

    def things(self) -> Iterator[tuple[Gist, list[T]]]:
        """All, by gist, in the order of coming."""
        return iter(self._things.items())


def _blocks(gist: Gist) -> Iterator[tuple[str, ...]]:
    if gist.keys:
        yield ("".join(gist.keys),)
    for i in range(len(gist.keys) if len(gist.keys) > 1 else 0):
        yield (str(i), *gist.keys[:i], *gist.keys[i + 1 :])
