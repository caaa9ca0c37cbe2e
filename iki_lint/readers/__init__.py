"""From a file to a document: one function, whatever the format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from iki_lint import content
from iki_lint.document.build import build
from iki_lint.document.faults import FORM, Fault, faults
from iki_lint.document.model import Document
from iki_lint.document.nodes import MapNode, Node, ScalarNode
from iki_lint.document.places import Places
from iki_lint.errors import InputError
from iki_lint.files import PRINTED, odd
from iki_lint.findings import ReadingNote
from iki_lint.limits import DEFAULTS, Limits
from iki_lint.readers.json_tree import parse_json
from iki_lint.readers.tree import parse_yaml

_PARSERS: dict[str, Callable[[str, str, Limits], Node | None]] = {
    ".yaml": parse_yaml,
    ".yml": parse_yaml,
    ".json": parse_json,
}
_SAID = 120  # characters of what a library says of its failure
_OURS = frozenset({"skema", "jenis", "instansi", "jabatan", "iku", "keputusan"})


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document, the places of its values, and what in its file does not satisfy the schema."""

    path: str
    document: Document
    places: Places
    faults: tuple[Fault, ...]
    notes: tuple[ReadingNote, ...] = ()


def read(path: Path, limits: Limits = DEFAULTS) -> Loaded:
    """The document in the file at `path`. Raises InputError where there is none to be had, or too much."""
    if wrong := odd(path):
        raise wrong
    try:
        return _read(path, limits)
    except InputError:
        raise
    except OSError as error:  # gone meanwhile; no room for what LibreOffice makes of it
        raise InputError(str(path), "unreadable", detail=error.strerror or str(error)) from error
    except Exception as error:  # libraries fail in any way on what strangers send
        said = " ".join(f"{type(error).__name__}: {error}".split())
        raise InputError(str(path), "failed", detail=said[:_SAID]) from error


def _read(path: Path, limits: Limits) -> Loaded:
    suffix = path.suffix.lower()
    if suffix in PRINTED:
        from iki_lint.readers import on_paper  # it takes longer to load than a structured document to read

        root, notes = on_paper.read(path, limits)
        return Loaded(str(path), build(root), Places(root), faults(root), notes)
    if suffix not in _PARSERS:
        known = ", ".join(sorted({*_PARSERS, *PRINTED}))
        raise InputError(str(path), "format", detail=path.suffix or path.name, known=known)
    return structured(content.text(path, limits), path, limits)


def structured(text: str, path: Path, limits: Limits = DEFAULTS) -> Loaded:
    """The document that the text of the YAML or JSON file at `path` holds. Raises InputError where it holds none."""
    root = _PARSERS[path.suffix.lower()](text, str(path), limits)
    if root is None:
        raise InputError(str(path), "empty")
    refuse_strangers(root, str(path))
    return Loaded(str(path), build(root), Places(root), faults(root))


def refuse_strangers(root: Node, path: str) -> None:
    """A file that is no structured document at all is an error; one that falls short of the form is linted."""
    keys = {name.text for name, _ in root.pairs} if isinstance(root, MapNode) else set()
    if not isinstance(root, MapNode) or not keys & _OURS:
        raise InputError(path, "stranger", root.span.line, root.span.column)
    form = root.get("skema")
    if isinstance(form, ScalarNode) and form.text and form.text != FORM:
        raise InputError(path, "form", form.span.line, form.span.column, detail=form.text)
