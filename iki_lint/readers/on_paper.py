"""Documents that people wrote for people: from a printed page, whatever its format, to the tree of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import TypeAlias

from iki_lint import content
from iki_lint.document.nodes import Node
from iki_lint.document.printed import Printed, Value, as_tree
from iki_lint.document.source import SourceText
from iki_lint.errors import InputError, beyond
from iki_lint.files import OLDER
from iki_lint.findings import ReadingNote
from iki_lint.limits import Limits
from iki_lint.readers import office, outline
from iki_lint.readers.blocks import Block, Cell, Note, Paragraph, Table, Unread
from iki_lint.readers.measure import within
from iki_lint.readers.text import blocks as text_blocks

_MODULES = {".docx": "word", ".xlsx": "sheets", ".pdf": "pdf"}
_PACKAGES = (".docx", ".xlsx")  # an empty one is damaged, as their reader says
_Printed: TypeAlias = "tuple[SourceText, Iterable[Block | Unread]]"


def read(path: Path, limits: Limits) -> tuple[Node, tuple[ReadingNote, ...]]:
    """The tree of a document, and what was not read. Raises InputError where no jabatan, table or decree was found."""
    source, given = _BLOCKS[path.suffix.lower()](path, limits)
    made, notes = outline.read(_measured(given, path, limits))
    if _longest(made) > limits.items:
        raise beyond(limits, "items", str(path))
    if not any(made.get(key) for key in ("jabatan", "iku", "keputusan")):
        raise InputError(str(path), "unread")
    return as_tree(made, source), tuple(_note(path, source, note) for note in notes)


def _longest(value: Value) -> int:
    """How many items the longest list has."""
    if isinstance(value, Mapping):
        return max(map(_longest, value.values()), default=0)
    return 0 if isinstance(value, Printed | int | str) else max(len(value), *map(_longest, value), 0)


def _note(path: Path, source: SourceText, note: Note) -> ReadingNote:
    spots = note.text.spots if source.text else ()
    line = source.span(spots[0], spots[0] + 1).line if spots else None
    return ReadingNote(str(path), note.kind, note.text.text, line, None if spots else note.text.where)


def _measured(given: Iterable[Block | Unread], path: Path, limits: Limits) -> Iterator[Block | Unread]:
    """The same, as long as the limits are kept. Raises InputError where a document is beyond them."""
    cells = paragraphs = 0
    for block in given:
        parts: list[Cell] = [cell for row in block.rows for cell in row] if isinstance(block, Table) else []
        cells += len(parts)
        for part in (block,) if isinstance(block, Paragraph) else chain.from_iterable(parts):
            paragraphs += 1
            within(limits, part.text.text, path)
        for name, count in (("values", cells), ("paragraphs", paragraphs)):
            if count > getattr(limits, name):
                raise beyond(limits, name, str(path))
        yield block


def _text_blocks(path: Path, limits: Limits) -> _Printed:
    text = content.text(path, limits)
    if not text.strip():
        raise InputError(str(path), "empty")
    source = SourceText(text)
    for number, line in enumerate(text.splitlines(), 1):
        within(limits, line, path, number)
    return source, text_blocks(text)


def _office_blocks(path: Path, limits: Limits) -> _Printed:
    """By a module of the format's own, loaded only where one is read; older forms are made new first."""
    suffix = path.suffix.lower()
    data = content.data(path, limits)
    if not data and suffix not in _PACKAGES:
        raise InputError(str(path), "empty")
    if suffix in OLDER:
        suffix, data = office.converted(data, path, limits)
    return SourceText(""), import_module(f"iki_lint.readers.{_MODULES[suffix]}").blocks(data, path, limits)


_BLOCKS: dict[str, Callable[[Path, Limits], _Printed]] = {
    **dict.fromkeys((".txt", ".md"), _text_blocks),
    **dict.fromkeys((*_MODULES, *OLDER), _office_blocks),
}
