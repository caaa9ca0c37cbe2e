"""From a file to a document: one function, whatever the format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TypeAlias

from iki_lint.document.build import build
from iki_lint.document.faults import FORM, Fault, faults
from iki_lint.document.model import Document
from iki_lint.document.nodes import MapNode, Node, ScalarNode
from iki_lint.document.places import Places
from iki_lint.document.printed import as_tree
from iki_lint.document.source import SourceText
from iki_lint.errors import InputError
from iki_lint.files import OLDER
from iki_lint.findings import ReadingNote
from iki_lint.readers import office, outline
from iki_lint.readers.blocks import Block, Unread
from iki_lint.readers.text import blocks as text_blocks
from iki_lint.readers.tree import parse_json, parse_yaml

_PARSERS: dict[str, Callable[[str, str], Node | None]] = {
    ".yaml": parse_yaml,
    ".yml": parse_yaml,
    ".json": parse_json,
}
_MODULES = {".docx": "word", ".xlsx": "sheets", ".pdf": "pdf"}
_PACKAGES = (".docx", ".xlsx")  # an empty one is damaged, as their reader says
_Printed: TypeAlias = "tuple[SourceText, Iterable[Block | Unread]]"
_OURS = frozenset({"skema", "jenis", "instansi", "jabatan", "iku", "keputusan"})


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document, the places of its values, and what in its file does not satisfy the schema."""

    path: str
    document: Document
    places: Places
    faults: tuple[Fault, ...]
    notes: tuple[ReadingNote, ...] = ()


def read(path: Path) -> Loaded:
    """The document in the file at `path`. Raises InputError where there is none to be had."""
    suffix = path.suffix.lower()
    if suffix in _PRINTED:
        return _printed(path, _PRINTED[suffix])
    if suffix not in _PARSERS:
        known = ", ".join(sorted({*_PARSERS, *_PRINTED}))
        raise InputError(str(path), "format", detail=path.suffix or path.name, known=known)
    return structured(_text(path), path)


def structured(text: str, path: Path) -> Loaded:
    """The document that the text of the YAML or JSON file at `path` holds. Raises InputError where it holds none."""
    root = _PARSERS[path.suffix.lower()](text, str(path))
    if root is None:
        raise InputError(str(path), "empty")
    refuse_strangers(root, str(path))
    return Loaded(str(path), build(root), Places(root), faults(root))


def _printed(path: Path, blocks: Callable[[Path], _Printed]) -> Loaded:
    """A document that people wrote for people. Raises InputError where no jabatan and no table was found in it."""
    source, given = blocks(path)
    made, notes = outline.read(given)
    if not made.get("jabatan") and not made.get("iku"):
        raise InputError(str(path), "unread")
    root = as_tree(made, source)
    return Loaded(str(path), build(root), Places(root), faults(root), tuple(_note(path, source, n) for n in notes))


def _note(path: Path, source: SourceText, note: outline.Note) -> ReadingNote:
    spots = note.text.spots if source.text else ()
    line = source.span(spots[0], spots[0] + 1).line if spots else None
    return ReadingNote(str(path), note.kind, note.text.text, line, None if spots else note.text.where)


def _text_blocks(path: Path) -> _Printed:
    text = _text(path)
    if not text.strip():
        raise InputError(str(path), "empty")
    return SourceText(text), text_blocks(text)


def _office_blocks(path: Path) -> _Printed:
    """By a module of the format's own, loaded only where one is read; older forms are made new first."""
    suffix = path.suffix.lower()
    if not _bytes(path, 1) and suffix not in _PACKAGES:
        raise InputError(str(path), "empty")
    if suffix in OLDER:
        with office.converted(path) as made:
            return _office_blocks(made)
    return SourceText(""), import_module(f"iki_lint.readers.{_MODULES[suffix]}").blocks(path)


_PRINTED: dict[str, Callable[[Path], _Printed]] = {
    **dict.fromkeys((".txt", ".md"), _text_blocks),
    **dict.fromkeys((*_MODULES, *OLDER), _office_blocks),
}


def _bytes(path: Path, count: int = -1) -> bytes:
    """The first bytes of a file, or all; with none it is only seen that the file can be read."""
    try:
        with path.open("rb") as file:
            return file.read(count)
    except FileNotFoundError as error:
        raise InputError(str(path), "absent") from error
    except OSError as error:
        raise InputError(str(path), "unreadable", detail=error.strerror or "") from error


def _text(path: Path) -> str:
    data = _bytes(path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(str(path), "encoding", line) from error


def refuse_strangers(root: Node, path: str) -> None:
    """A file that is no structured document at all is an error; one that falls short of the form is linted."""
    keys = {name.text for name, _ in root.pairs} if isinstance(root, MapNode) else set()
    if not isinstance(root, MapNode) or not keys & _OURS:
        raise InputError(path, "stranger", root.span.line, root.span.column)
    form = root.get("skema")
    if isinstance(form, ScalarNode) and form.text and form.text != FORM:
        raise InputError(path, "form", form.span.line, form.span.column, detail=form.text)
