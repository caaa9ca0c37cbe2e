"""What a page is made of, whatever the format: paragraphs, and tables of cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from iki_lint.document.printed import Printed

_LABEL = re.compile(r"\(?(\d{1,2}|[a-zA-Z]|[ivx]{2,4})[.)](?!\d)\s*(?=\S|$)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of text. `label` is its number or letter in a list, typed or automatic, "" where it has none."""

    text: Printed
    label: str = ""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each a list of paragraphs; a cell merged downwards stands in its first row only."""

    rows: tuple[tuple[tuple[Printed, ...], ...], ...]


Block: TypeAlias = Paragraph | Table


def labelled(text: Printed, *, bold: bool = False) -> Paragraph:
    """A line as a paragraph, its typed number or letter taken off."""
    match = _LABEL.match(text.text)
    if match is None:
        return Paragraph(text, "", bold)
    return Paragraph(text.cut(match.end()), match[1], bold)
