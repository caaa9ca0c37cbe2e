"""Automatic numbering of Word: the numbers and letters that stand on paper and not in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

_MOST = 32_767  # that Word counts to
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
        styles = list(document.styles.element.iter(qn("w:style")))
        self.styles = {style.get(qn("w:styleId")): style for style in styles}
        plain = (style for style in styles if style.get(qn("w:type")) == "paragraph")
        self.default = next((s.get(qn("w:styleId")) for s in plain if s.get(qn("w:default")) in ("1", "true")), None)

    def _load(self, root: Any) -> None:
        for number in root.iter(qn("w:num")):
            abstract = number.find(qn("w:abstractNumId"))
            self.lists[number.get(qn("w:numId"))] = abstract.get(qn("w:val")) if abstract is not None else ""
        for abstract in root.iter(qn("w:abstractNum")):
            for level in abstract.iter(qn("w:lvl")):
                form, start = level.find(qn("w:numFmt")), level.find(qn("w:start"))
                key = (abstract.get(qn("w:abstractNumId")), counted(level, 0, name="w:ilvl"))
                first = counted(start, 1)
                self.levels[key] = (form.get(qn("w:val")) if form is not None else "decimal", first)

    def style(self, paragraph: Any) -> str:
        """The name of a paragraph's style; "" where it has none."""
        style = next(self._styles(paragraph), None)
        return _value(style, "w:name") or "" if style is not None else ""

    def label(self, paragraph: Any) -> str:
        """The number or letter that a paragraph (w:p) prints, without its sign; "" where it prints none."""
        number, depth = self._number(paragraph)
        if number is None or (self.lists.get(number), depth) not in self.levels:
            return ""
        form, first = self.levels[self.lists[number], depth]
        if form in ("bullet", "none"):
            return "-" if form == "bullet" else ""
        count = self.counts.get((number, depth), first - 1) + 1
        self.counts = {key: n for key, n in self.counts.items() if key[0] != number or key[1] < depth}
        self.counts[number, depth] = count
        return _written(count, form)

    def _styles(self, paragraph: Any) -> Iterator[Any]:
        """The style of a paragraph, and those that it is based on."""
        name = _value(paragraph.pPr, "w:pStyle") if paragraph.pPr is not None else None
        seen = set()
        name = name or self.default
        while name in self.styles and name not in seen:
            seen.add(name)
            yield self.styles[name]
            name = _value(self.styles[name], "w:basedOn")

    def _number(self, paragraph: Any) -> tuple[str | None, int]:
        """The list that a paragraph belongs to, by itself or by its style, and its depth."""
        properties = (paragraph.pPr, *(style.find(qn("w:pPr")) for style in self._styles(paragraph)))
        for found in (each.find(qn("w:numPr")) for each in properties if each is not None):
            number = _value(found, "w:numId") if found is not None else None
            if number is not None:
                return (number if number != "0" else None), counted(found.find(qn("w:ilvl")), 0)
        return None, 0


def counted(element: Any, plain: int, most: int = _MOST, name: str = "w:val") -> int:
    """The number that an attribute of an element holds, up to `most`; `plain` where there is none."""
    found = re.fullmatch("[0-9]{1,9}", (element.get(qn(name)) or "") if element is not None else "")
    return min(int(found[0]), most) if found else plain


def _value(element: Any, tag: str) -> str | None:
    """The value of an element below another."""
    found = element.find(qn(tag))
    return found.get(qn("w:val")) if found is not None else None


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
