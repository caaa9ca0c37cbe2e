"""The columns of a table without upright rules: stretches of a page that white space sets apart in all its lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from iki_lint.readers.pdf.lines import Line, Word

_LEAST = 1.0  # points within which texts begin at one place, and by which one may reach over the next column's
_SEVERAL = 3


class Columns:
    """The columns that headings set, `spans` from where to where they were seen to reach; lines widen them.

    What stands between two of them belongs to one of them, which is told once all lines are known.
    """

    def __init__(self, spans: Sequence[tuple[float, float]]) -> None:
        self.spans = list(spans)

    def hold(self, parts: Sequence[Line]) -> bool:
        """Whether the phrases of a line stand in columns, which reach as far as they do from then on."""
        wider = list(self.spans)
        for part in parts:
            for column, words in self._shared(part, self._crossed(part)):
                if not words or (len(parts) == 1 and len(words) < len(part.words)):
                    return False
                low, high = wider[column]
                wider[column] = (min(low, words[0].x0), max(high, words[-1].x1))
        if any(one[1] > other[0] + _LEAST for one, other in pairwise(wider)):
            return False
        self.spans = wider
        return True

    def learn(self, given: Iterable[Line]) -> None:
        """How far the columns reach in the lines that stand in several of them for certain."""
        for parts in (line.phrases() for line in given):
            if len(parts) >= _SEVERAL and all(len(self._crossed(part)) < 2 for part in parts):
                self.hold(parts)

    def edges(self, given: Iterable[Line]) -> list[float]:
        """The left ends of the columns; a phrase between two of them stands in the one that its line leaves empty."""
        found = [low for low, _ in self.spans]
        for line in given:
            parts = line.phrases()
            taken = {column for part in parts for column in self._crossed(part)}
            for part in (each for each in parts if not self._crossed(each)):
                right = sum(low < part.x0 for low, _ in self.spans)
                if right and right < len(found) and self._is_right(part, right, taken):
                    found[right] = min(found[right], part.x0)
                elif not right:
                    found[0] = min(found[0], part.x0)
        return found

    def _is_right(self, part: Line, right: int, taken: set[int]) -> bool:
        """Whether a phrase before the column `right` stands in it, not in the one before."""
        if (right in taken) != (right - 1 in taken):
            return right not in taken
        return self.spans[right][0] - part.x1 < part.x0 - self.spans[right - 1][1]

    def _crossed(self, part: Line) -> list[int]:
        within = part.x0 + _LEAST, part.x1 - _LEAST
        return [i for i, (low, high) in enumerate(self.spans) if within[0] < high and low < within[1]]

    def _shared(self, part: Line, over: Sequence[int]) -> Iterable[tuple[int, Sequence[Word]]]:
        """The words of a phrase by its columns; none where none begins with the texts of the next one, behind a gap."""
        words = list(part.words)
        for column, after in pairwise(over):
            low = self.spans[after][0]
            begins = (i for i, word in enumerate(words) if i and abs(word.x0 - low) < _LEAST)
            end = next((i for i in begins if words[i - 1].x1 < low + _LEAST), 0)
            yield column, words[:end]
            words = words[end:]
        if over:
            yield over[-1], words


def spread(given: Iterable[Line]) -> list[tuple[float, float]]:
    """The stretches that white space sets apart in all lines."""
    columns: list[tuple[float, float]] = []
    for x0, x1 in sorted((part.x0, part.x1) for line in given for part in line.phrases()):
        if columns and x0 <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns
