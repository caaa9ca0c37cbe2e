"""The rules that a page draws: the cells between them, and those that stand alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

NEAR = 2.5  # points within which two edges are one
_LEAST_BAR, _LEAST_REST = 4.0, 2.0  # how long a rule is, and one that goes on with another below it
_LINE = 30.0  # between the rules under two lines of one text, at most
_LEAST_OPEN = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """A horizontal rule, in points."""

    x0: float
    x1: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a page draws besides text: the cells of each table with rules, and its horizontal rules."""

    tables: tuple[tuple[tuple[float, float, float, float], ...], ...]
    bars: tuple[Bar, ...]


def drawn(page: Any) -> Drawn:
    """The tables and rules of a page (pdfplumber); a table inside another's cell is none."""
    finder = page.debug_tablefinder()
    closing = list(_closing(finder.edges))
    tables = page.find_tables({"explicit_horizontal_lines": closing}) if closing else finder.tables
    found = [table for table in tables if len({round(cell[0]) for cell in table.cells}) > 1]
    outer = (t for t in found if not any(o is not t and _within(t.bbox, c) for o in found for c in o.cells))
    return Drawn(tuple(tuple(table.cells) for table in outer), tuple(_horizontal(page)))


def inner(bars: Iterable[Bar], x0: float, x1: float, top: float, bottom: float) -> tuple[Bar, ...]:
    """The rules inside a cell."""
    return tuple(bar for bar in bars if x0 <= bar.x0 and bar.x1 <= x1 and top < bar.y < bottom)


def _within(inner: Sequence[float], outer: Sequence[float]) -> bool:
    return all(inner[i] >= outer[i] - NEAR for i in (0, 1)) and all(inner[i] <= outer[i] + NEAR for i in (2, 3))


def _closing(edges: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rules that no page draws: over and under a row that goes on over its end, where the upright ones just stop."""
    level = [edge for edge in edges if edge["orientation"] == "h"]
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    for end in ("top", "bottom"):
        stops: list[list[dict[str, Any]]] = []
        for edge in sorted((each for each in upright if not _meets(each, end, level)), key=lambda each: each[end]):
            if stops and edge[end] - stops[-1][0][end] <= NEAR:
                stops[-1].append(edge)
            else:
                stops.append([edge])
        for stop in (each for each in stops if len(each) >= _LEAST_OPEN):
            x0, x1 = min(edge["x0"] for edge in stop), max(edge["x1"] for edge in stop)
            y = stop[0][end]
            yield {"object_type": "line", "x0": x0, "x1": x1, "width": x1 - x0, "height": 0, "top": y, "bottom": y}


def _meets(edge: dict[str, Any], end: str, level: Sequence[dict[str, Any]]) -> bool:
    """Whether an upright rule ends at a level one."""
    near = (other for other in level if abs(other["top"] - edge[end]) <= NEAR)
    return any(other["x0"] - NEAR <= edge["x0"] <= other["x1"] + NEAR for other in near)


def _horizontal(page: Any) -> list[Bar]:
    """The horizontal rules of a page that are no specks, those that touch as one."""
    thin = (each for each in (*page.lines, *page.rects) if each["height"] < 2 and each["width"] > 0)
    drawn: list[Bar] = []
    for each in sorted(thin, key=lambda one: (round(one["top"]), one["x0"])):
        last = drawn[-1] if drawn else None
        if last and abs(last.y - each["top"]) < 1.5 and last.x0 - 1 < each["x0"] < last.x1 + 4:
            drawn[-1] = Bar(last.x0, max(last.x1, each["x1"]), last.y)
        else:
            drawn.append(Bar(each["x0"], each["x1"], each["top"]))
    return [bar for bar in drawn if bar.x1 - bar.x0 >= _LEAST_BAR or _is_rest(bar, drawn)]


def _is_rest(bar: Bar, drawn: Sequence[Bar]) -> bool:
    """Whether a short rule is under the last letters of a text, whose other lines have longer ones above it."""
    above = (other for other in drawn if abs(other.x0 - bar.x0) < NEAR and 0 < bar.y - other.y < _LINE)
    return bar.x1 - bar.x0 >= _LEAST_REST and any(other.x1 - other.x0 >= _LEAST_BAR for other in above)
