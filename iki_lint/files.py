"""Which files are documents."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from iki_lint.errors import InputError

STRUCTURED = frozenset({".yaml", ".yml", ".json"})
OLDER = {".doc": "docx", ".odt": "docx", ".rtf": "docx", ".xls": "xlsx", ".ods": "xlsx"}
"""What LibreOffice makes a Word document or a workbook of."""
_OFFICE = frozenset({".docx", ".pdf", ".xlsx", *OLDER})
PRINTED = _OFFICE | {".txt", ".md"}
"""What people write for people."""
_OF_WORD = (".docx", ".doc", ".odt", ".rtf")
CONFIGURATIONS = ("iki-lint.yaml", "pyproject.toml")
"""What may hold the configuration of a project."""
_MARK = re.compile(rb"^([ \t]*)[{ \t]*[\"']?skema[\"']?\s*:\s*[\"']?iki/", re.MULTILINE)
_AT_MARGIN = re.compile(rb"^[^\s#%{}-]", re.MULTILINE)


def is_structured(path: Path) -> bool:
    """Whether a file is of a kind that is written in the structured form: YAML or JSON."""
    return path.suffix.lower() in STRUCTURED


def documents(paths: Iterable[Path], seen: set[str]) -> Iterator[Path | InputError]:
    """The documents not `seen` yet that paths name or hold, each once, in order.

    An error for a folder without one, for what cannot be looked into, and for a file whose name no report could say.
    """
    for path in paths:
        found = find(path) if os.path.isdir(path) else [path]  # noqa: PTH112 (Path's own raises where it may not look)
        if not found:
            yield InputError(str(path), "nothing")
        for item in found:
            real = os.path.realpath(item) if isinstance(item, Path) else str(item)
            if real not in seen:
                seen.add(real)
                yield odd(item) or item if isinstance(item, Path) else item


def odd(path: Path) -> InputError | None:
    """The error of a name that is no text, so that no report can hold it; None for any other."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return InputError(os.fsencode(path).decode(errors="backslashreplace"), "name")
    return None


def find(folder: Path) -> list[Path | InputError]:
    """The documents below a folder, sorted: office files, *.iki.yaml (.yml, .json), what says `skema: iki/…` inside.

    A PDF beside the Word file that it was printed from is not read again. Links to folders are not followed; a link to
    a document outside of the folder is an error, as is a folder that cannot be read.
    """
    lost: list[OSError] = []
    found: list[Path] = []
    for place, inner, names in os.walk(folder, onerror=lost.append):
        inner[:] = [name for name in inner if not _hidden(name)]
        found += [path for path in (Path(place, name) for name in names if not _hidden(name)) if _is_document(path)]
    return [*(_unreadable(error) for error in lost), *(_inside(path, folder) for path in sorted(found))]


def _unreadable(error: OSError) -> InputError:
    path = Path(error.filename)
    return odd(path) or InputError(str(path), "unreadable", detail=error.strerror or "")


def _inside(path: Path, folder: Path) -> Path | InputError:
    """A document, or the error that it is a link to one outside of the folder."""
    if not path.is_symlink() or Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        return path
    return odd(path) or InputError(str(path), "outside")


def _hidden(name: str) -> bool:
    return name.startswith((".", "~$")) or name == "node_modules"


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in STRUCTURED | _OFFICE and os.path.isfile(path) and _ours(path)  # noqa: PTH113


def _ours(path: Path) -> bool:
    if path.suffix.lower() in _OFFICE:
        return path.suffix.lower() != ".pdf" or not any(path.with_suffix(suffix).is_file() for suffix in _OF_WORD)
    if path.name.lower().removesuffix(path.suffix.lower()).endswith(".iki"):
        return True
    try:
        with path.open("rb") as file:
            return _marked(file.read(4096).removeprefix(b"\xef\xbb\xbf"))
    except OSError:
        return True  # it may be one: who reads it says why that cannot be


def _marked(begin: bytes) -> bool:
    """Whether a file says `skema: iki/…` of itself, and not of an example that it holds, farther in than its keys."""
    mark = _MARK.search(begin)
    return bool(mark and not (mark[1] and _AT_MARGIN.search(begin)))
