"""Texts as a page prints them, each character with its place; for formats that have no tree of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from iki_lint.document.nodes import ListNode, MapNode, Node, ScalarNode
from iki_lint.document.source import SourceText, Span


@dataclass(frozen=True, slots=True)
class Where:
    """Where on paper a text stands: counts from 1, None where the format has no such thing; `column` by its heading.

    `order` counts the blocks of the document, tables and paragraphs together.
    """

    page: int | None = None
    sheet: str | None = None
    table: int | None = None
    row: int | None = None
    column: str | None = None
    paragraph: int | None = None
    order: int = 0

    def said(self) -> dict[str, int | str]:
        """What is known of the place, by its name."""
        names = ("page", "sheet", "table", "row", "column", "paragraph")
        return {name: value for name in names if (value := getattr(self, name)) is not None}


@dataclass(frozen=True, slots=True)
class Printed:
    """A text; `spots` the index in the file of each of its characters, or nothing where the file has no such index.

    In a text file characters count from its begin; in a Word document they are those that `readers.ink` counts.
    """

    text: str
    spots: tuple[int, ...] = ()
    where: Where = Where()

    def __bool__(self) -> bool:
        return bool(self.text.strip())

    def cut(self, start: int, end: int | None = None) -> Printed:
        """The part from `start` up to `end`, without white space around it."""
        part = self.text[start:end]
        begin = start + len(part) - len(part.lstrip())
        stop = begin + len(part.strip())
        return Printed(self.text[begin:stop], self.spots[begin:stop], self.where)

    def without(self, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str] = lambda _: "") -> Printed:
        """The text with every match replaced; what stands instead has the place where the match begins."""
        kept: list[str] = []
        spots: list[int] = []
        at = 0
        for match in pattern.finditer(self.text):
            new = by(match)
            kept += [self.text[at : match.start()], new]
            if self.spots:
                spots += [*self.spots[at : match.start()], *([self.spots[match.start()]] * len(new))]
            at = match.end()
        kept.append(self.text[at:])
        return Printed("".join(kept), (*spots, *self.spots[at:]) if self.spots else (), self.where)

    def folded(self) -> Printed:
        """The text with white space folded."""
        return self.without(_SPACES, lambda _: " ").cut(0)


_SPACES = re.compile(r"\s+")


def join(parts: Iterable[Printed], glue: str = " ") -> Printed:
    """Texts one behind the other; the place is the first one's."""
    given = [part for part in parts if part]
    if not given:
        return Printed("")
    spots: tuple[int, ...] = ()
    if all(part.spots for part in given):
        for part in given:
            spots += ((spots[-1],) * len(glue) if spots else ()) + part.spots
    return Printed(glue.join(part.text for part in given), spots, given[0].where)


@dataclass(frozen=True, slots=True, eq=False)
class PrintedNode(ScalarNode):
    """A printed text as a node of a document's tree."""

    printed: Printed

    @property
    def lined(self) -> bool:
        """Whether it stands on a line of a file."""
        return bool(self.printed.spots and self.source.text)

    def part(self, start: int, end: int) -> Span:
        """The span of `text[start:end]`; the whole file's begin where the format has no lines."""
        spots = self.printed.spots[start:end] if self.lined else ()
        return self.source.span(spots[0], spots[-1] + 1) if spots else self.source.span(0, 0)


Value: TypeAlias = "Printed | int | str | Sequence[Value] | Mapping[str, Value]"


def as_tree(value: Value, source: SourceText) -> Node:
    """A document of tables, lists and texts as a tree of nodes."""
    if isinstance(value, Mapping):
        pairs = tuple((_scalar(Printed(key), source), as_tree(item, source)) for key, item in value.items())
        return MapNode(source, 0, 0, pairs)
    if isinstance(value, Printed):
        return _scalar(value, source)
    if isinstance(value, int | str):
        return PrintedNode(source, 0, 0, value, str(value), "plain", Printed(str(value)))
    return ListNode(source, 0, 0, tuple(as_tree(item, source) for item in value))


def _scalar(printed: Printed, source: SourceText) -> PrintedNode:
    return PrintedNode(source, 0, 0, printed.text, printed.text, "plain", printed)
