"""The columns of a table, and which lines in them are headings or begin a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from iki_lint.document.printed import Where
from iki_lint.readers.headings import are_headings
from iki_lint.readers.pdf.lines import Line, Word, begins, fits, paragraph
from iki_lint.readers.pdf.tables import position

HEADING_LINES = 5
SILENT = 0.8  # over what is between two lines of a text: a line left out, in font sizes
_GUTTER = 10.8  # points between the texts of two columns, as Word and LibreOffice set them of themselves
_EVEN = 0.3  # within which headings stand in the middle of one row, in font sizes


@dataclass(frozen=True, slots=True)
class Frame:
    """The columns of a table: their left ends, and how far to the right the text of each may reach."""

    edges: tuple[float, ...]
    limits: tuple[float, ...]

    @classmethod
    def around(cls, given: Sequence[Line], edges: Sequence[float]) -> Frame:
        """The columns that begin at `edges` and hold all lines."""
        reached = [0.0] * len(edges)
        for line in given:
            for word in line.words:
                column = position(word.x0, edges)
                reached[column] = max(reached[column], word.x1)
        ends = (max(own, edge - _GUTTER) for own, edge in zip(reached, [*edges[1:], 0.0], strict=True))
        return cls(tuple(edges), tuple(ends))

    def parts(self, line: Line) -> dict[int, Line]:
        """The parts of a line by the column they stand in."""
        found: dict[int, list[Word]] = {}
        for word in line.words:
            found.setdefault(position(word.x0, self.edges), []).append(word)
        return {column: Line(tuple(words)) for column, words in found.items()}

    def headed(self, given: Sequence[Line]) -> bool:
        """Whether lines are the headings of a table's columns, perhaps with rows below them."""
        columns = [[part for line in given if (part := self.parts(line).get(i))] for i in range(len(self.edges))]
        pairs = zip(columns, self.limits, strict=True)
        said = (paragraph(column, limit, Where()).text.text for column, limit in pairs if column)
        return not begins(given[0].text) and are_headings(said)

    def headings(self, given: Sequence[Line]) -> int:
        """How many of lines are headings above the first row; 0 where none are, or no row is below them."""
        for count in range(1, min(len(given), HEADING_LINES + 1)):
            above, line = given[:count], given[count]
            if self.headed(above) and self.starts(above[-1], line) and not self._is_rest(above, line):
                return count
        return 0

    def apart(self, given: Sequence[Line], least: int) -> int:
        """How many lines, `least` or more, are headings that bold type or white space sets apart; 0 where none are."""
        gaps = [below.top - above.bottom for above, below in pairwise(given)]
        for count in range(least, min(len(given), HEADING_LINES + 1)):
            above, line = given[:count], given[count]
            far = gaps[count - 1] - max(min(gaps), 0.0) > SILENT * line.size
            if (far or _is_bold(above) > _is_bold([line])) and self.headed(above):
                return count
        return 0

    def even(self, given: Sequence[Line], least: int) -> int:
        """How many lines, at `least` so many, are headings in the middle of one row; where none are, the headings."""
        for count in range(max(least, 1), min(len(given), HEADING_LINES) + 1):
            columns: dict[int, list[Line]] = {}
            for line in given[:count]:
                for i, part in self.parts(line).items():
                    columns.setdefault(i, []).append(part)
            middles = [(own[0].top + own[-1].bottom) / 2 for own in columns.values()]
            if max(middles) - min(middles) <= _EVEN * given[0].size and self.headed(given[:count]):
                return count
        return max(least, self.headings(given))

    def rest(self, given: Sequence[Line]) -> int:
        """How many lines go on with headings that the end of a page broke: up to where a silent column speaks again."""
        pairs = enumerate(pairwise(self.parts(line).keys() for line in given), 1)
        return next((i for i, (above, below) in pairs if not below <= above), 0)

    def _is_rest(self, above: Sequence[Line], line: Line) -> bool:
        """Whether a line goes on with headings that stand taller, beside the lines of shorter ones."""
        last = {i: part for each in above for i, part in self.parts(each).items()}
        parts = self.parts(line)
        far = any(i in last and part.top - last[i].bottom >= SILENT * part.size for i, part in parts.items())
        return not far and parts.keys().isdisjoint(self.parts(above[-1]))

    def is_numbered(self, line: Line) -> bool:
        """Whether a line has a number and nothing else in the first column."""
        first = self.parts(line).get(0)
        return first is not None and first.text.strip("().").isdigit()

    def starts(self, above: Line, line: Line) -> bool:
        """Whether a line begins a row: a column that was silent speaks again, or in most of them a new text begins."""
        parts, over = self.parts(line), self.parts(above)
        if len(parts) < 2:
            return False
        fresh = sum(fits(over[i], part, self.limits[i]) for i, part in parts.items() if i in over)
        return self.is_numbered(line) or not parts.keys() <= over.keys() or (len(parts) > 2 and fresh > len(parts) / 2)


def _is_bold(given: Sequence[Line]) -> bool:
    return all(word.bold for line in given for word in line.words)
