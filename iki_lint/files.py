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
_MARK = re.compile(rb"^\s*[\"']?skema[\"']?\s*:\s*[\"']?iki/", re.MULTILINE)


def is_structured(path: Path) -> bool:
    """Whether a file is of a kind that is written in the structured form: YAML or JSON."""
    return path.suffix.lower() in STRUCTURED


def documents(paths: Iterable[Path], seen: set[Path]) -> Iterator[Path | InputError]:
    """The documents not `seen` yet that paths name or hold, each once, in order.

    An error for a folder without one, and for a file whose name no report could say.
    """
    for path in paths:
        found = find(path) if path.is_dir() else [path]
        if not found:
            yield InputError(str(path), "nothing")
        for file in found:
            if file.resolve() not in seen:
                seen.add(file.resolve())
                said = os.fsencode(file).decode(errors="backslashreplace")
                yield file if said == str(file) else InputError(said, "name")


def find(folder: Path) -> list[Path]:
    """The documents below a folder, sorted: office files, *.iki.yaml (.yml, .json), what says `skema: iki/…` inside.

    A PDF beside the Word file that it was printed from is not read again.
    """
    found = (p for p in folder.rglob("*") if p.suffix.lower() in STRUCTURED | _OFFICE and p.is_file())
    return sorted(p for p in found if not _hidden(p.relative_to(folder)) and _ours(p))


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) or part == "node_modules" for part in path.parts)


def _ours(path: Path) -> bool:
    if path.suffix.lower() in _OFFICE:
        return path.suffix.lower() != ".pdf" or not any(path.with_suffix(suffix).is_file() for suffix in _OF_WORD)
    if path.name.lower().removesuffix(path.suffix.lower()).endswith(".iki"):
        return True
    try:
        with path.open("rb") as file:
            return bool(_MARK.search(file.read(4096)))
    except OSError:
        return False
