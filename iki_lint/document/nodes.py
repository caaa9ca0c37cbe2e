"""What a reader makes of a file: a tree of values, each with its place. Formats end here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from iki_lint.document.source import SourceText, Span, Style, visible_places

Scalar: TypeAlias = str | int | float | bool | None


def fold(text: str) -> str:
    """The text with every run of white space made one space, and none at its ends."""
    return " ".join(text.split())


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A value of the file. `start` and `end` are character indexes into the source."""

    source: SourceText
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The whole value, as the file writes it."""
        return self.source.span(self.start, self.end)


@dataclass(frozen=True, slots=True, eq=False)
class ScalarNode(Node):
    """A text, number, truth value or nothing. `text` is what is printed, white space folded."""

    value: Scalar
    text: str
    style: Style

    @property
    def span(self) -> Span:
        """The text itself, without quotes, anchor, tag or block header."""
        return self.part(0, len(self.text))

    def part(self, start: int, end: int) -> Span:
        """The span of `text[start:end]`."""
        places = _places(self)
        before = len(self.text[:start].replace(" ", ""))
        count = len(self.text[start:end].replace(" ", ""))
        if not count or before + count > len(places):
            return self.source.span(self.start, self.end)
        return self.source.span(places[before][0], places[before + count - 1][1])


@lru_cache(maxsize=16)
def _places(node: ScalarNode) -> list[tuple[int, int]]:
    """Where the characters of a scalar stand: many a finding may be about one."""
    return visible_places(node.source, node.start, node.end, node.style)


@dataclass(frozen=True, slots=True, eq=False)
class ListNode(Node):
    """A sequence."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False)
class MapNode(Node):
    """A mapping, in the order written; a key that stands twice is there twice."""

    pairs: tuple[tuple[ScalarNode, Node], ...]

    def get(self, key: str) -> Node | None:
        """The value of the last pair with that key, as YAML and JSON readers agree on."""
        return next((value for name, value in reversed(self.pairs) if name.text == key), None)

    def repeated(self) -> Iterator[ScalarNode]:
        """Every key that stood before."""
        seen: set[str] = set()
        for name, _ in self.pairs:
            if name.text in seen:
                yield name
            seen.add(name.text)


def plain(node: Node) -> object:
    """The tree as dictionaries, lists and scalars, for validation by a schema."""
    if isinstance(node, MapNode):
        return {name.text: plain(value) for name, value in node.pairs}
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    return node.value if isinstance(node, ScalarNode) else None
