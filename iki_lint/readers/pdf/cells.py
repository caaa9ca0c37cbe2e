"""The paragraphs of a cell on a page; a fraction over its bar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from iki_lint.document.printed import Printed, Where
from iki_lint.readers.blocks import Cell, Paragraph
from iki_lint.readers.pdf.lines import Line, Word, goes_on, lines, paragraph, paragraphs
from iki_lint.readers.pdf.rules import Bar
from iki_lint.readers.pdf.tables import Box

_BAR = "————"
_ABOVE, _BELOW = 0.65, 0.3  # how far from a bar the middle of what stands beside it may be, in font sizes
_SIDE = 3.5  # how far from it a factor may be that stands in a column of its own beside the fraction
_FACTOR = re.compile(r"[x×X*]\s?(?:100|1\.?000)\s?%?")
_LINE = 2.6  # between two lines, at most, in font sizes
_NEAR = 4.0  # points


@dataclass(frozen=True, slots=True)
class _Division:
    """The bar of a fraction, what stands beside it, and the height of the first line under a numerator of several."""

    bar: Bar
    beside: tuple[Word, ...]
    first: float


def cell(box: Box, where: Where) -> Cell:
    """What a cell says."""
    rest = list(box.words)
    found: list[_Division] = []
    for bar in sorted(box.bars, key=lambda each: each.y):
        beside = _factor(rest, bar) or tuple(word for word in rest if _is_beside(word, bar))
        others = [word for word in rest if word not in beside]
        goes_on = bool(found) and _is_next(others, found[-1].bar, bar)
        if not _divides(others, bar, goes_on=goes_on):
            continue
        rest, first = others, bar.y
        if goes_on:
            last = found.pop()
            beside, first = last.beside + beside, last.first
        found.append(_Division(bar, beside, first))
    return tuple(_paragraphs(lines(rest), found, box.limit, where))


def _is_beside(word: Word, bar: Bar) -> bool:
    near = -_BELOW * word.size < bar.y - word.middle < _ABOVE * word.size
    return near and (word.x0 >= bar.x1 - 1 or word.x1 <= bar.x0 + 1)


def _factor(words: Sequence[Word], bar: Bar) -> tuple[Word, ...]:
    """What multiplies a fraction from a column of its own beside it, however high it stands there."""
    right = [word for word in words if word.x0 >= bar.x1 - 1 and abs(bar.y - word.middle) < _SIDE * word.size]
    said = " ".join(line.text for line in lines(right))
    return tuple(right) if _FACTOR.fullmatch(said) else ()


def _is_next(words: Sequence[Word], above: Bar, bar: Bar) -> bool:
    """Whether a bar is drawn under the line below another one: under a text of several lines."""
    between = [word for word in words if above.y < word.middle < bar.y]
    return len(lines(between)) < 2 and bar.y - above.y < _LINE * max((word.size for word in words), default=0.0)


def _divides(words: Sequence[Word], bar: Bar, *, goes_on: bool) -> bool:
    """Whether a bar has words over and under it, and is no line under a heading; one more bar of a fraction is none."""
    over = [word for word in words if word.middle < bar.y and word.x0 < bar.x1 and bar.x0 < word.x1]
    under = [word for word in words if word.middle > bar.y]
    return bool(over and under) and (goes_on or not lines(over)[-1].text.endswith(":"))


def _paragraphs(given: Sequence[Line], found: Sequence[_Division], limit: float, where: Where) -> Iterator[Paragraph]:
    if not found:
        yield from paragraphs(given, limit, where)
        return
    (division, *more), bar = found, found[0].bar
    over = [line for line in given if (line.top + line.bottom) / 2 < bar.y]
    under = given[len(over) :]
    if not over or not under:
        yield from _paragraphs(given, more, limit, where)
        return
    begin = len(over) - 1
    while begin and (over[begin - 1].bottom > division.first - 2 or _is_one(over[begin - 1], over[begin], bar, limit)):
        begin -= 1
    end = 1
    while end < len(under) and _is_one(under[end - 1], under[end], bar, limit):
        end += 1
    yield from paragraphs(over[:begin], limit, where)
    left, right = ([word for word in division.beside if (word.x0 < bar.x0) == side] for side in (True, False))
    yield from paragraphs(lines(left), limit, where)
    yield paragraph(over[begin:], limit, where)
    yield Paragraph(Printed(f"{_BAR} {' '.join(line.text for line in lines(right))}", (), where))
    yield paragraph(under[:end], limit, where)
    yield from _paragraphs(under[end:], more, limit, where)


def _is_one(above: Line, below: Line, bar: Bar, limit: float) -> bool:
    """Whether two lines belong to one side of a fraction."""
    near = below.top - above.bottom < 0.8 * below.size
    centred = all(bar.x0 - _NEAR <= line.x0 and line.x1 <= bar.x1 + _NEAR for line in (above, below))
    factor = below.text[:1] in "x×X" and below.text[1:2] in " 1"
    return near and not factor and (goes_on(above, below, limit) or (centred and min(above.x0, below.x0) > bar.x0 + 1))
