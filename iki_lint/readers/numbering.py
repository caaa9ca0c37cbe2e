"""Automatic numbering of Word: the numbers and letters that stand on paper and not in the text."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Numbering:
    """The counters of a document's lists."""

    def __init__(self, document: Any) -> None:
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):  # how python-docx says that a document has no lists
            root = None
        self.lists: dict[str, str] = {}
        self.levels: dict[tuple[str, int], tuple[str, int]] = {}
        self.counts: dict[tuple[str, int], int] = {}
        if root is not None:
            self._load(root)

    def _load(self, root: Any) -> None:
        for number in root.iter(qn("w:num")):
            abstract = number.find(qn("w:abstractNumId"))
            self.lists[number.get(qn("w:numId"))] = abstract.get(qn("w:val")) if abstract is not None else ""
        for abstract in root.iter(qn("w:abstractNum")):
            for level in abstract.iter(qn("w:lvl")):
                form, start = level.find(qn("w:numFmt")), level.find(qn("w:start"))
                key = (abstract.get(qn("w:abstractNumId")), int(level.get(qn("w:ilvl")) or 0))
                first = int(start.get(qn("w:val"))) if start is not None else 1
                self.levels[key] = (form.get(qn("w:val")) if form is not None else "decimal", first)

    def label(self, paragraph: Any) -> str:
        """The number, letter or dash that a paragraph (python-docx) prints, without its sign; "" where none."""
        number, depth = _number(paragraph)
        if number is None or (self.lists.get(number), depth) not in self.levels:
            return ""
        form, first = self.levels[self.lists[number], depth]
        if form in ("bullet", "none"):
            return "-" if form == "bullet" else ""
        count = self.counts.get((number, depth), first - 1) + 1
        self.counts = {key: n for key, n in self.counts.items() if key[0] != number or key[1] < depth}
        self.counts[number, depth] = count
        return _written(count, form)


def _number(paragraph: Any) -> tuple[str | None, int]:
    """The list that a paragraph belongs to, by itself or by its style, and its depth."""
    properties: list[Any] = [paragraph._p.pPr]
    style = paragraph.style
    while style is not None:
        properties.append(style.element.find(qn("w:pPr")))
        style = style.base_style
    for each in filter(lambda found: found is not None, properties):
        found: Any = each.find(qn("w:numPr"))
        number: Any = found.find(qn("w:numId")) if found is not None else None
        if number is not None:
            depth = found.find(qn("w:ilvl"))
            value = number.get(qn("w:val"))
            return (value if value != "0" else None), int(depth.get(qn("w:val"))) if depth is not None else 0
    return None, 0


def _written(count: int, form: str) -> str:
    if form.endswith("Letter"):
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if form.startswith("upper") else letters
    if form.endswith("Roman"):
        written = ""
        for value, sign in _ROMAN:
            written += sign * (count // value)
            count %= value
        return written.upper() if form.startswith("upper") else written
    return str(count)
