"""What stands in one cell: one text, several numbered ones, or a fraction laid out in lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from iki_lint.document.printed import Printed, join
from iki_lint.language.heads import measure
from iki_lint.readers.blocks import BAR, MARK, Cell, whole

_LEVELS = re.compile(r"\(?\d{1,2}(?:\.\d{1,2}){0,2}\.(\d{1,2})[.)]?\s+(?=[^\W\d])")  # 1.2 of a list inside a list
_INLINE = re.compile(r"(?:(?<=\s)|^)(\d{1,2}|[a-z])[.)](?:\s*(?=[A-Z(])|\s+(?=\S))")
_BROKEN_COMMAND = re.compile(r"(?<=\\) (?=(?:frac|text|times|left|right|cdot)\b)|(?<=\}) (?=[{}])|(?<=[}%]) (?=\$)")
_FACTOR = re.compile(r"(?:^|\s+)[x×X*]\s*(?:100|1\.000|1000)\s*%?\s*$")
_HEAD_INSIDE = re.compile(r"(?<=[\w)%] )(?=(?:Pro|Per)sentase\b|Jumlah\b|Nilai\b|Indeks\b|Cakupan\b|Rata-rata\b)")
_LEAST_WORDS = 3
_LEADING = frozenset(
    ("dan", "dengan", "dari", "atas", "terhadap", "per", "pada", "untuk", "yang", "dalam", "penurunan", "peningkatan")
)


def names(cell: Cell) -> list[Printed]:
    """The names in a cell of indicators: numbered ones, else those that begin with a measure head each."""
    found = [whole(item) for item in marked(cell)]
    if found:
        return found
    said = whole(cell)
    starts = [0, *_heads_inside(said.text)]
    return [said.cut(a, b) for a, b in zip(starts, [*starts[1:], None], strict=True)]


def items(cell: Cell, *, typed: bool = False) -> list[Cell]:
    """The numbered parts of a cell, else its paragraphs; with `typed` their typed numbers stay."""
    return marked(cell, typed=typed) or _paragraphs(cell)


def marked(cell: Cell, *, typed: bool = False) -> list[Cell]:
    """The parts of a cell that begin with a number, a letter or a dash each; nothing where it does not."""
    if len(cell) == 1 and not cell[0].label and not _LEVELS.match(cell[0].text.text):
        return _inline(cell, typed=typed)
    found: list[list[tuple[str, Cell]]] = []
    for part in cell:
        match = MARK.match(part.text.text) or _LEVELS.match(part.text.text)
        mark = part.label or (match[match.lastindex or 0] if match else "")
        rest = replace(part, text=part.text.cut(match.end())) if match and not part.label and not typed else part
        if mark and (not found or _follows(found[-1][0][0], mark)):
            found.append([(mark, (rest,))])
        elif found:
            found[-1].append(("", (part,)))
        else:
            return []
    lone = len(found) == 1 and not cell[0].label and found[0][0][0].isalpha()
    return [] if lone else [tuple(p for _, parts in item for p in parts) for item in found]


def _follows(last: str, mark: str) -> bool:
    """Whether a mark is the one behind another in a list."""
    if last.isdigit() and mark.isdigit():
        return int(mark) == int(last) + 1
    if last.isalpha() and mark.isalpha():
        return len(last + mark) > 2 or ord(mark) == ord(last) + 1
    return last == mark


def _inline(cell: Cell, *, typed: bool) -> list[Cell]:
    """The parts of one line whose numbers or letters go up by one."""
    said = cell[0].text
    found: list[re.Match[str]] = []
    for match in _INLINE.finditer(said.text):
        if (match.start() == 0) if not found else _follows(found[-1][1], match[1]):
            found.append(match)
    if len(found) == 1 and found[0][1].isalpha():
        return []
    ends = [*(match.start() for match in found[1:]), None]
    return [
        (replace(cell[0], text=said.cut(match.start() if typed else match.end(), end)),)
        for match, end in zip(found, ends, strict=False)
    ]


def _paragraphs(cell: Cell) -> list[Cell]:
    """Each paragraph of a cell; one that begins in small letters goes on with the one before."""
    found: list[Cell] = []
    for part in cell:
        if found and part.text.text[:1].islower():
            found[-1] += (part,)
        else:
            found.append((part,))
    return found


def bare(text: Printed) -> Printed:
    """A text without the number before it."""
    match = re.match(r"\(?(?:\d{1,2}|[a-z])[.)](?!\d)\s*(?=\S)", text.text)
    return text.cut(match.end()) if match else text


def fraction(cell: Cell) -> Printed:
    """The text of a cell, a side over a bar and one under it as "A / B", what multiplies it behind."""
    parts = [part.text for part in cell]
    bar = next((i for i, part in enumerate(parts) if BAR.match(part.text)), 0)
    if not 0 < bar < len(parts) - 1:
        return _told(join(part for part in parts if not BAR.fullmatch(part.text)))
    times = parts[bar].cut(BAR.match(parts[bar].text).end())  # type: ignore[union-attr]
    before, above, below, rest = parts[: bar - 1], parts[bar - 1], parts[bar + 1], parts[bar + 2 :]
    factor = _FACTOR.search(above.text)
    if factor:
        above, times = above.cut(0, factor.start()), above.cut(factor.start())
        above = above or (before.pop() if before else above)
    slash = Printed("/", above.spots[-1:], above.where)
    return _told(join([*before, above, slash, below, times, *rest]))


def _told(text: Printed) -> Printed:
    """White space folded, and none that only a broken line put into LaTeX: behind a backslash or brace, before a $."""
    return text.folded().without(_BROKEN_COMMAND)


def _heads_inside(text: str) -> Iterator[int]:
    """Where, in a cell of several indicators without numbers, the second and further ones begin."""
    begin = 0
    for match in _HEAD_INSIDE.finditer(text) if measure(text).heads else ():
        words = text[begin : match.start()].lower().split()
        if len(words) >= _LEAST_WORDS and words[-1] not in _LEADING:
            begin = match.start()
            yield begin
