"""Words on a page as lines, and lines as the paragraphs that they were before the page broke them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from iki_lint.document.printed import Printed, Where
from iki_lint.readers.blocks import BAR, Paragraph

_BEGINS = re.compile(r"(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{2,4})[.)]|[-•*–▪])(?=\s|$)|\d{1,3}[.)](?=[A-Za-z])")
_WIDEST_GAP = 1.1  # between two lines of one paragraph, in font sizes
_HYPHENED = re.compile(r"\w-$")
_THOUSANDS = re.compile(r"(?:Rp\.?|\d\.)\d{1,3}\.$")
_GLUED = tuple(",;.)}")  # no space stands before these
_SPACE = 0.25  # the width of a space, in font sizes
CLOSING = tuple(",;.:)}/")  # no line begins with these, unless a word was broken there
APART = 0.6  # between two phrases of a line, in font sizes


@dataclass(frozen=True, slots=True)
class Word:
    """A word at its place on a page, in points from the upper left corner; `size` is its font's.

    Of a word that the end of a line broke the `half` on that line knows it.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool = False
    half: bool = False

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand on one line of a page, from left to right."""

    words: tuple[Word, ...]
    page: int = 0

    @property
    def x0(self) -> float:
        """Its left end."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Its right end."""
        return self.words[-1].x1

    @property
    def top(self) -> float:
        """Its upper end."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Its lower end."""
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        """The size of its largest font."""
        return max(word.size for word in self.words)

    @property
    def text(self) -> str:
        """What it says."""
        return " ".join(word.text for word in self.words)

    def phrases(self) -> list[Line]:
        """Its parts, where white space wider than between words sets them apart."""
        parts: list[list[Word]] = []
        for word in self.words:
            if parts and word.x0 - parts[-1][-1].x1 <= APART * word.size:
                parts[-1].append(word)
            else:
                parts.append([word])
        return [Line(tuple(part)) for part in parts]


def lines(words: Iterable[Word], page: int = 0) -> list[Line]:
    """Words of a page as lines, from above."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda each: (each.middle, each.x0)):
        if rows and word.middle - rows[-1][0].middle <= 0.4 * word.size:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Line(tuple(sorted(row, key=lambda each: each.x0)), page) for row in rows]


def set_off(*given: Iterable[Word]) -> bool:
    """Whether all words are in bold or all in capitals, as headings are; not where there are none."""
    words = [[word for word in each if word.text.isalpha()] for each in given]
    every = [word for each in words for word in each]
    return all(words) and (all(word.bold for word in every) or all(word.text.isupper() for word in every))


def begins(text: str) -> bool:
    """Whether a line begins with a number, a letter or a bullet of a list."""
    return bool(_BEGINS.match(text))


def fits(above: Line, below: Line, limit: float) -> bool:
    """Whether the first word of a line had room at the end of the one above: it was not the page that broke it."""
    first = below.words[0]
    bound = takewhile(lambda word: word.text[0] in CLOSING, below.words[1:])
    gaps = (right.x0 - left.x1 for left, right in pairwise(above.words))
    space = min(gaps, default=_SPACE * first.size)
    return above.x1 + space + max((word.x1 for word in bound), default=first.x1) - first.x0 <= limit


def goes_on(above: Line, below: Line, limit: float) -> bool:
    """Whether a line is the rest of the one above it."""
    if above.words[-1].half:
        return True
    near = below.top - above.bottom <= _WIDEST_GAP * below.size
    if BAR.match(above.text) or BAR.match(below.text):
        return False
    begun = begins(below.text) and not (_HYPHENED.search(above.text) and below.text[0].isalnum())
    return near and not begun and not fits(above, below, limit)


def groups(given: Iterable[Line], limit: float) -> Iterator[list[Line]]:
    """The lines of each paragraph; `limit` is how far to the right a line may reach."""
    group: list[Line] = []
    for line in given:
        if group and not goes_on(group[-1], line, limit):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def paragraphs(given: Iterable[Line], limit: float, where: Where) -> Iterator[Paragraph]:
    """Lines as paragraphs."""
    return (paragraph(group, limit, where) for group in groups(given, limit))


def paragraph(given: Sequence[Line], limit: float, where: Where) -> Paragraph:
    """Lines as one paragraph."""
    text = given[0].text
    for above, below in pairwise(given):
        text += _between(above, below) + below.text
    return Paragraph(Printed(text, (), where), bold=all(word.bold for line in given for word in line.words))


def _between(above: Line, below: Line) -> str:
    """What parts two lines of one text: nothing inside a word, behind a hyphen or a slash, before a closing sign."""
    word, said = above.words[-1], below.text
    inside = re.search(r"\w[-/(]$", word.text) and said[0].isalnum()
    number = _THOUSANDS.search(word.text) and re.match(r"\d{3}(?!\d)", said)
    return "" if word.half or inside or number or said[0] in _GLUED else " "
