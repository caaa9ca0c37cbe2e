"""The paragraphs of a cell on a page; a fraction over its bar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iki_lint.document.printed import Printed, Where
from iki_lint.readers.blocks import Cell, Paragraph
from iki_lint.readers.pdf.lines import Line, Word, goes_on, lines, paragraph, paragraphs
from iki_lint.readers.pdf.tables import Bar, Box

_BAR = "————"
_BESIDE = 0.8  # how far from a bar the middle of what stands beside it may be, in font sizes
_NEAR = 4.0  # points


def cell(box: Box, where: Where) -> Cell:
    """What a cell says."""
    rest = list(box.words)
    bars = []
    for bar in box.bars:
        beside = [word for word in rest if _is_beside(word, bar)]
        others = [word for word in rest if word not in beside]
        if _divides(others, bar):
            bars.append((bar, beside))
            rest = others
    return tuple(_paragraphs(lines(rest), _last(bars), box.limit, where))


def _is_beside(word: Word, bar: Bar) -> bool:
    near = abs(word.middle - bar.y) < _BESIDE * word.size
    return near and (word.x0 >= bar.x1 - 1 or word.x1 <= bar.x0 + 1)


def _divides(words: Sequence[Word], bar: Bar) -> bool:
    """Whether a bar has words over and under it, and is no line under a heading."""
    over = [word for word in words if word.middle < bar.y and word.x0 < bar.x1 and bar.x0 < word.x1]
    under = [word for word in words if word.middle > bar.y]
    return bool(over and under) and not lines(over)[-1].text.endswith(":")


def _last(bars: list[tuple[Bar, list[Word]]]) -> list[tuple[Bar, list[Word]]]:
    """The bars that divide: of the lines under a numerator that takes several only the lowest does."""
    kept: list[tuple[Bar, list[Word]]] = []
    for bar, beside in sorted(bars, key=lambda each: each[0].y):
        size = beside[0].size if beside else 12.0
        if kept and bar.y - kept[-1][0].y < 2 * size:
            beside = kept.pop()[1] + beside
        kept.append((bar, beside))
    return kept


def _paragraphs(
    given: Sequence[Line], bars: Sequence[tuple[Bar, list[Word]]], limit: float, where: Where
) -> Iterator[Paragraph]:
    if not bars:
        yield from paragraphs(given, limit, where)
        return
    (bar, beside), *more = bars
    over = [line for line in given if (line.top + line.bottom) / 2 < bar.y]
    under = given[len(over) :]
    begin = len(over)
    while begin and (begin == len(over) or _under_one_bar(over[begin - 1], over[begin], bar, limit)):
        begin -= 1
    end = 1
    while end < len(under) and _under_one_bar(under[end - 1], under[end], bar, limit):
        end += 1
    yield from paragraphs(over[:begin], limit, where)
    left, right = ([word for word in beside if (word.x0 < bar.x0) == side] for side in (True, False))
    yield from paragraphs(lines(left), limit, where)
    yield paragraph(over[begin:], limit, where)
    yield Paragraph(Printed(f"{_BAR} {' '.join(line.text for line in lines(right))}", (), where))
    yield paragraph(under[:end], limit, where)
    yield from _paragraphs(under[end:], more, limit, where)


def _under_one_bar(above: Line, below: Line, bar: Bar, limit: float) -> bool:
    """Whether two lines belong to one side of a fraction."""
    near = below.top - above.bottom < 0.8 * below.size
    centred = all(bar.x0 - _NEAR <= line.x0 and line.x1 <= bar.x1 + _NEAR for line in (above, below))
    factor = below.text[:1] in "x×X" and below.text[1:2] in " 1"
    return near and not factor and (goes_on(above, below, limit) or (centred and min(above.x0, below.x0) > bar.x0 + 1))
