"""Where a text stands in a file: spans, and texts that know the place of each of their characters.

Lines and columns count from 1, columns in code points; an end is the place behind the last character.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Style = Literal["plain", "single", "double", "block"]

_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"  # a surrogate pair, as JSON writes it
    r"|\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\\r\n|\\.|[^\\]",
    re.DOTALL,
)
_WHITE_ESCAPES = frozenset("\\" + c for c in "ntrvfN_LP \t\n\r") | {"\\\r\n"}
_NUMBERED = re.compile(r"\\[xuU]([0-9a-fA-F]+)")
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)+")
_AROUND = 1_000
_BLOCK_HEADER = re.compile(r"[|>][^\r\n]*(?:\r\n|\n|\r)")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a file."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True)
class SourceText:
    """The text of a file and the begin of each of its lines."""

    text: str
    starts: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        starts = (0, *(m.end() for m in re.finditer(r"\r\n|\n|\r", self.text)))
        object.__setattr__(self, "starts", starts)

    def span(self, start: int, end: int) -> Span:
        """The span of the characters from `start` up to, not including, `end`."""
        return Span(*self._place(start), *self._place(end))

    def offsets(self, span: Span) -> tuple[int, int]:
        """The indexes of a span's first character and of the one behind its last."""
        start, end = self.starts[span.line - 1], self.starts[span.end_line - 1]
        return start + span.column - 1, end + span.end_column - 1

    def line(self, number: int) -> str:
        """The line of that number (from 1), without its line break."""
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[self.starts[number - 1] : end].rstrip("\r\n")

    def around(self, span: Span) -> tuple[str, int]:
        """The line that a span begins on, of a long one the part around it; and how much of it stands before that."""
        line = self.line(span.line)
        cut = max(0, span.column - 1 - _AROUND)
        return line[cut : span.column - 1 + _AROUND], cut

    def _place(self, index: int) -> tuple[int, int]:
        line = bisect_right(self.starts, index)
        return line, index - self.starts[line - 1] + 1


def _units(raw: str, style: Style) -> Iterator[tuple[int, int]]:
    """Begin and end, in `raw`, of everything that stands for one character that is not white space."""
    if style == "double":
        for match in _ESCAPE.finditer(raw):
            if not _is_white(match[0]):
                yield match.span()
    elif style == "single":
        for match in re.finditer(r"''|[^\s]", raw):
            yield match.span()
    else:
        for match in re.finditer(r"\S", raw):
            yield match.span()


def _is_white(unit: str) -> bool:
    """Whether a character between double quotes, escaped or not, is white space."""
    numbered = _NUMBERED.fullmatch(unit)
    return chr(int(numbered[1], 16)).isspace() if numbered else unit.isspace() or unit in _WHITE_ESCAPES


def visible_places(source: SourceText, start: int, end: int, style: Style) -> list[tuple[int, int]]:
    """Begin and end in the file of each character of a scalar that is not white space, in order.

    `start` and `end` enclose the scalar as the file writes it, with its quotes, anchor, tag or block header.
    White space never needs a place of its own: folding changes it, and no finding begins or ends with it.
    """
    raw = source.text[start:end]
    skip = match.end() if (match := _PROPERTIES.match(raw)) else 0
    if style == "block":
        header = _BLOCK_HEADER.match(raw, skip)
        skip = header.end() if header else skip
    elif style in ("single", "double"):
        skip += 1
        raw = raw.rstrip()[:-1]
    return [(start + skip + a, start + skip + b) for a, b in _units(raw[skip:], style)]
