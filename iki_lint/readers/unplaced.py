"""What stands in the blocks of a page and neither in the document made of them nor in its notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from iki_lint.document.printed import Printed
from iki_lint.readers import decree, signatures, titles
from iki_lint.readers.blocks import Block, Paragraph

_WORD = re.compile(r"[^\W\d_]{2,}")
_ADDRESS = re.compile(r"(?:jalan|jln?\.|te?le?po?n?\b|fax|laman|website|web site|situs|pos-?el|e-?mail|kode pos)", re.I)
_LABEL = re.compile(r"^\W*[^\W\d_][\w /]{0,30}:\s*(?=\w)")
_RUN = 3  # so many words that stand together nowhere in the document are lost


def unplaced(blocks: Iterable[Block], document: Mapping[str, Any], noted: Iterable[Printed]) -> Iterator[Printed]:
    """The texts of blocks of which words were lost: those that neither a value nor a note says, nor a label is."""
    said = [_words(text) for text in (*_texts(document), *(text.text for text in noted))]
    runs = {tuple(words[i : i + n]) for words in said for n in range(1, _RUN + 1) for i in range(len(words) - n + 1)}
    for block in blocks:
        yield from (text for text in _lines(block) if _is_lost(text.text, runs))


def _lines(block: Block) -> Iterator[Printed]:
    """What a block says, but for lines that only say what stands around them."""
    said = [block] if isinstance(block, Paragraph) else [part for row in block.rows for cell in row for part in cell]
    yield from (part.text for part in said if not (_is_furniture(part.text.text) or titles.opens_list(part.text)))


def _is_lost(text: str, runs: set[tuple[str, ...]]) -> bool:
    """Whether no run of words of a text is said, with the label that it may have or without."""
    return bool(_words(text)) and not (_is_said(_words(text), runs) or _is_said(_words(_LABEL.sub("", text)), runs))


def _is_said(words: Sequence[str], runs: set[tuple[str, ...]]) -> bool:
    size = min(_RUN, len(words))
    return size > 0 and any(tuple(words[i : i + size]) in runs for i in range(len(words) - size + 1))


def _is_furniture(text: str) -> bool:
    """Whether a line says only what the lines around it are, or what a form repeats."""
    named = (
        titles.is_title,
        titles.is_furniture,
        titles.is_caption,
        titles.is_year,
        titles.names_superior,
        titles.names_person,
    )
    set_around = (titles.label, titles.REGION.match, decree.opens, decree.heads, decree.is_label, titles.names_person)
    signed = (signatures.closes, signatures.is_signed, signatures.introduces)
    return any(kind(text) for kind in (*named, *set_around, *signed, _ADDRESS.match))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _texts(value: Any) -> Iterator[str]:
    """Every text of a document."""
    if isinstance(value, Printed):
        yield value.text
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
