"""Which fixes can be tracked changes in the body of a Word document, and which of its characters they change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from rapidfuzz.distance import Postfix, Prefix

from iki_lint.document.nodes import fold
from iki_lint.readers.ink import drawn, inked
from iki_lint.stretches import Stretch, Stretches

_OPEN = frozenset(map(qn, ("w:document", "w:body", "w:tbl", "w:tr", "w:tc", "w:p", "w:r")))
_DEEPER = {"begin": 1, "end": -1}


@dataclass(frozen=True, slots=True)
class Change:
    """Words, their characters by their numbers (`readers.ink`), and what is to stand in their place."""

    spots: tuple[int, ...]
    old: str
    new: str

    def differing(self) -> tuple[int, int, str]:
        """What of it changes: from which character up to which, and what stands there instead.

        A text that only comes in stands behind a character of the words, so that it is clear whose formatting it has.
        """
        kept = Prefix.similarity(self.old, self.new)
        tail = Postfix.similarity(self.old[max(kept, 1) :], self.new[kept:])
        places = (*self.spots, self.spots[-1] + 1)
        return places[kept], places[len(self.old) - tail], self.new[kept : len(self.new) - tail]


def trackable(body: Any, fixes: Iterable[Sequence[Change]]) -> list[Change]:
    """The changes that can be made there together, those of a fix all or none, the earlier before the later."""
    text = _Text(body)
    chosen: list[Change] = []
    taken = Stretches()
    for changes in fixes:
        if all(text.holds(each) and taken.free(_stretch(each)) for each in changes):
            chosen += changes
            for each in changes:
                taken.take(_stretch(each))
    return chosen


class _Text:
    """The characters of a body, each with what writes it."""

    def __init__(self, body: Any) -> None:
        self.holders = [element for element, _ in inked(body) for _ in drawn(element)]
        self.said = "".join(drawn(element) for element, _ in inked(body))
        self.fields = set(_in_fields(body))

    def holds(self, change: Change) -> bool:
        """Whether the words stand there as they were read, in one paragraph and in nothing but its own runs."""
        if not change.spots:
            return False
        words = slice(change.spots[0], change.spots[-1] + 1)
        holders = set(self.holders[words])
        paragraphs = {next(element.iterancestors(qn("w:p"))) for element in holders}
        as_read = fold(self.said[words]) == change.old and len(paragraphs) == 1
        return as_read and all(map(self._is_open, holders))

    def _is_open(self, element: Any) -> bool:
        return element not in self.fields and all(parent.tag in _OPEN for parent in element.iterancestors())


def _in_fields(body: Any) -> Iterator[Any]:
    """Everything between the begin and the end of a field: what a program writes there anew."""
    depth = 0
    for element in body.iter():
        if element.tag == qn("w:fldChar"):
            depth += _DEEPER.get(element.get(qn("w:fldCharType")), 0)
        elif depth > 0:
            yield element


def _stretch(change: Change) -> Stretch:
    return "", (change.spots[0],), (change.spots[-1] + 1,)
