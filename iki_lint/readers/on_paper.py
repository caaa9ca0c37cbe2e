"""Documents that people wrote for people: from a printed page, whatever its format, to the tree of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import TypeAlias

from iki_lint.document.nodes import Node
from iki_lint.document.printed import as_tree
from iki_lint.document.source import SourceText
from iki_lint.errors import InputError
from iki_lint.files import OLDER
from iki_lint.findings import ReadingNote
from iki_lint.readers import content, office, outline
from iki_lint.readers.blocks import Block, Unread
from iki_lint.readers.text import blocks as text_blocks

_MODULES = {".docx": "word", ".xlsx": "sheets", ".pdf": "pdf"}
_PACKAGES = (".docx", ".xlsx")  # an empty one is damaged, as their reader says
_Printed: TypeAlias = "tuple[SourceText, Iterable[Block | Unread]]"


def read(path: Path) -> tuple[Node, tuple[ReadingNote, ...]]:
    """The tree of a document, and what was not read. Raises InputError where no jabatan and no table was found."""
    source, given = _BLOCKS[path.suffix.lower()](path)
    made, notes = outline.read(given)
    if not made.get("jabatan") and not made.get("iku"):
        raise InputError(str(path), "unread")
    return as_tree(made, source), tuple(_note(path, source, note) for note in notes)


def _note(path: Path, source: SourceText, note: outline.Note) -> ReadingNote:
    spots = note.text.spots if source.text else ()
    line = source.span(spots[0], spots[0] + 1).line if spots else None
    return ReadingNote(str(path), note.kind, note.text.text, line, None if spots else note.text.where)


def _text_blocks(path: Path) -> _Printed:
    text = content.text(path)
    if not text.strip():
        raise InputError(str(path), "empty")
    return SourceText(text), text_blocks(text)


def _office_blocks(path: Path) -> _Printed:
    """By a module of the format's own, loaded only where one is read; older forms are made new first."""
    suffix = path.suffix.lower()
    if not content.data(path, 1) and suffix not in _PACKAGES:
        raise InputError(str(path), "empty")
    if suffix in OLDER:
        with office.converted(path) as made:
            return _office_blocks(made)
    return SourceText(""), import_module(f"iki_lint.readers.{_MODULES[suffix]}").blocks(path)


_BLOCKS: dict[str, Callable[[Path], _Printed]] = {
    **dict.fromkeys((".txt", ".md"), _text_blocks),
    **dict.fromkeys((*_MODULES, *OLDER), _office_blocks),
}
