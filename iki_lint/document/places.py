"""From an address to a place in a file that has lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from iki_lint.document.nodes import ListNode, MapNode, Node, ScalarNode
from iki_lint.document.printed import Printed, PrintedNode, Where
from iki_lint.document.source import Span

_NAMING = ("nama", "sasaran")


@dataclass(frozen=True, slots=True)
class Place:
    """What to underline: the span, the text there, and the line it begins on, without its first `cut` characters.

    In a file without lines there is no span: `where` tells the place on paper, and `line` is all that stands there.
    """

    span: Span | None
    excerpt: str
    line: str
    where: Where | None = None
    cut: int = 0


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a file's values."""

    root: Node

    def text(self, pointer: str, start: int, end: int) -> Place:
        """The place of `value[start:end]` of the text at `pointer`."""
        node = self._find(pointer)[1]
        if not isinstance(node, ScalarNode):
            return self.key(pointer)
        return self._place(node, node.part(start, end), node.text[start:end])

    def key(self, pointer: str) -> Place:
        """The key at `pointer`; for an item of a list its first key; for what is not there, its parent's."""
        name, node = self._find(pointer)
        if isinstance(name, ScalarNode):
            return self._place(name, name.span, name.text)
        while isinstance(node, ListNode) and node.items:
            node = node.items[0]
        if isinstance(node, MapNode) and node.pairs:
            name = node.pairs[0][0]
            return self._place(name, name.span, name.text)
        if isinstance(node, ScalarNode):
            return self._place(node, node.span, node.text)
        return self._place(node, node.span, "")

    def value(self, pointer: str) -> Place:
        """The whole scalar at `pointer`; the key where there is something else."""
        node = self._find(pointer)[1]
        return self._place(node, node.span, node.text) if isinstance(node, ScalarNode) else self.key(pointer)

    def part(self, start: int, end: int) -> Place:
        """The place of a part of the file that is no value, a comment, from `start` up to `end` in its text."""
        source = self.root.source
        span = source.span(start, end)
        line, cut = source.around(span)
        return Place(span, source.text[start:end], line, cut=cut)

    def node(self, pointer: str) -> Node:
        """The value at `pointer`, or the nearest above that is there."""
        return self._find(pointer)[1]

    def _find(self, pointer: str) -> tuple[Node | None, Node]:
        """The key and the value at `pointer`, or those of the nearest place above that is there."""
        name: Node | None = None
        node = self.root
        for step in (s.replace("~1", "/").replace("~0", "~") for s in pointer.split("/")[1:]):
            if isinstance(node, MapNode):
                pair = next(((k, v) for k, v in reversed(node.pairs) if k.text == step), None)
                if pair is None:
                    return (None, node)
                name, node = pair
            elif isinstance(node, ListNode) and step.isdigit() and int(step) < len(node.items):
                name, node = None, node.items[int(step)]
            else:
                break
        return name, node

    def begin(self, pointer: str) -> Span:
        """The span of the key at `pointer`, in a file that has lines."""
        span = self.key(pointer).span
        assert span is not None
        return span

    def printed(self, pointer: str) -> Printed:
        """The text at `pointer`, in a file whose characters are known; else what names the thing there or above."""
        found = next(_inked(self._find(pointer)[1]), None)
        return found or self.printed(pointer.rpartition("/")[0])

    @staticmethod
    def _place(node: Node, span: Span, excerpt: str) -> Place:
        if isinstance(node, PrintedNode) and not node.lined:
            return Place(None, excerpt, node.text, node.printed.where)
        line, cut = node.source.around(span)
        return Place(span, excerpt, line, cut=cut)


def _inked(node: Node) -> Iterator[Printed]:
    """The texts of a tree whose characters are known; of a mapping its name first."""
    if isinstance(node, PrintedNode) and node.printed.spots:
        yield node.printed
    elif isinstance(node, ListNode):
        for item in node.items:
            yield from _inked(item)
    elif isinstance(node, MapNode):
        for _, value in sorted(node.pairs, key=lambda pair: pair[0].text not in _NAMING):
            yield from _inked(value)
