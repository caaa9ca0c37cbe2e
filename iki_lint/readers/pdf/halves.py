"""Words that the end of a line broke, where a column is narrower than they are.

A page does not tell whether white space stood at the end of a line. A word alone on a line that it fills may be half of
one: where the document says the whole elsewhere, where the dictionary knows the whole, or the half is no word at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from iki_lint.language.spelling import is_known
from iki_lint.readers.pdf.lines import APART, CLOSING, Line, Word, lines
from iki_lint.readers.pdf.tables import Box

_LONG = 4
_LETTERS = 1.7  # how much room a line that ends inside a word may leave, in letters of its own
_NO_LETTER = 1.2
_SHORT = frozenset(("dan", "di", "ke", "per"))  # words, though no longer than what breaks off a word
_WORD = re.compile(r"\w+")
_SIGN = re.compile(r"%|/\w")
_FACTOR = re.compile(r"[x×X]\s*\d")


@dataclass(frozen=True, slots=True)
class Said:
    """What a document says: its words, those that no end of a line can have broken, and which stand side by side."""

    words: frozenset[str]
    whole: frozenset[str]
    pairs: frozenset[tuple[str, str]]

    @classmethod
    def on(cls, pages: Iterable[Sequence[Word]]) -> Said:
        """What pages of words say, in the order of their lines."""
        words: set[str] = set()
        whole: set[str] = set()
        pairs: set[tuple[str, str]] = set()
        for page in pages:
            beside = False
            for one, other in pairwise(page):
                words.update(_WORD.findall(one.text))
                before, beside = beside, _is_beside(one, other)
                if beside:
                    pairs.add((_last(one.text), _first(other.text)))
                if before and beside:
                    whole.update((_first(one.text), _last(one.text)))
        return cls(frozenset(words), frozenset(whole), frozenset(pairs))


def _is_beside(one: Word, other: Word) -> bool:
    return abs(one.middle - other.middle) < 1 and 0 <= other.x0 - one.x1 <= APART * one.size


def mended(box: Box, said: Said) -> Box:
    """A cell whose words know where one is but half of the first word on the next line."""
    given = lines(box.words)
    broken = {line.words[-1] for line, below in pairwise(given) if _is_half(line, below, box.limit, said)}
    if not broken:
        return box
    return replace(box, words=tuple(replace(word, half=True) if word in broken else word for word in box.words))


def _is_half(above: Line, below: Line, limit: float, said: Said) -> bool:
    room = _room(above, below, limit)
    if room > _LETTERS or _FACTOR.match(below.text):
        return False
    last, first = _last(above.text), _first(below.text)
    if not last or not first:
        return room < 1 and bool(last and _SIGN.match(below.text))
    if (last, first) in said.pairs:
        return False
    if last + first in said.words:
        return True
    return (first[0].islower() or last[-1].isupper()) and _is_none(last, first, room, said)


def _is_none(last: str, first: str, room: float, said: Said) -> bool:
    """Whether two words are none, but one word that the document says nowhere else."""
    if is_known((last + first).lower()):
        return True
    known = is_known(last.lower()) or last in said.whole or first in _SHORT
    other = len(first) >= _LONG and (is_known(first.lower()) or first in said.whole)
    verb = last.startswith(("di", "me")) and first == "akan"  # which stands before verbs, and ends them
    return room < _NO_LETTER and last[-1].isalpha() and not known and (verb or not other)


def _room(above: Line, below: Line, limit: float) -> float:
    """How many more letters a line had room for that could be broken inside a word only."""
    if any(each.text[0] not in CLOSING for each in above.words[1:]):
        return inf
    letter = max((word.x1 - word.x0) / len(word.text) for word in (above.words[-1], below.words[0]))
    return (limit - above.x1) / letter if letter > 0 else inf


def _last(text: str) -> str:
    found = _WORD.findall(text)
    return found[-1] if found and text.endswith(found[-1]) else ""


def _first(text: str) -> str:
    found = _WORD.match(text)
    return found[0] if found else ""
