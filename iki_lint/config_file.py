"""Where the configuration is written: `iki-lint.yaml`, or `[tool.iki-lint]` in `pyproject.toml`."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from iki_lint import content
from iki_lint.document.nodes import ListNode, MapNode, Node, ScalarNode
from iki_lint.document.source import SourceText
from iki_lint.errors import InputError, beyond
from iki_lint.files import CONFIGURATIONS
from iki_lint.limits import OWN
from iki_lint.readers.tree import parse_yaml

NAME, PYPROJECT = CONFIGURATIONS
_TABLE = re.compile(r"^[ \t]*\[+\s*tool\s*\.\s*[\"']?iki-lint", re.MULTILINE)


def find(start: Path) -> Path | None:
    """The nearest configuration in a folder or above it. Raises InputError where one folder has two."""
    return next((file for folder in (start, *start.parents) if (file := written(folder))), None)


def written(folder: Path) -> Path | None:
    """The file of a folder that holds a configuration. Raises InputError where two do."""
    yaml, toml = folder / NAME, folder / PYPROJECT
    has_table = _there(toml) and "iki-lint" in (text := content.text(toml, OWN)) and _table(text, str(toml)) is not None
    if _there(yaml) and has_table:
        raise InputError(str(yaml), "configs")
    return yaml if _there(yaml) else toml if has_table else None


def _there(file: Path) -> bool:
    """Whether there is such a file; a folder that keeps its files to itself holds none for us."""
    try:
        return file.is_file()
    except OSError:
        return False


def read(path: Path) -> Node | None:
    """The tree of a configuration; None where it says nothing. Raises InputError."""
    text = content.text(path, OWN)
    if path.name != PYPROJECT:
        return parse_yaml(text, str(path), OWN)
    header = _TABLE.search(text)
    begin = header.start() if header else 0
    table = _table(text, str(path))
    try:
        return _node(SourceText(text), table, begin, begin, top=True) if table else None
    except RecursionError as error:
        raise beyond(OWN, "depth", str(path)) from error


def _table(text: str, path: str) -> Any:
    """What `[tool.iki-lint]` holds; None where there is no such table. Raises InputError."""
    try:
        tool = tomllib.loads(text).get("tool")
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = (int(place[1]), int(place[2])) if place else (None, None)
        raise InputError(path, "toml", line, column, detail=str(error).partition(" (at ")[0]) from error
    except RecursionError as error:
        raise beyond(OWN, "depth", path) from error
    return tool.get("iki-lint") if isinstance(tool, dict) else None


def _node(source: SourceText, value: Any, start: int, end: int, *, top: bool = False) -> Node:
    """A value as a tree with places. The library tells none: keys and listed texts are searched for behind `end`."""
    if isinstance(value, dict):
        places = {name: _key(source.text, name, end, top) for name in value}
        pairs = tuple(
            (ScalarNode(source, *places[name], name, name, "plain"), _node(source, inner, *places[name]))
            for name, inner in value.items()
        )
        return MapNode(source, start, max((inner.end for _, inner in pairs), default=end), pairs)
    if isinstance(value, list):
        items: list[Node] = []
        for inner in value:
            at = max(source.text.find(inner, end), end) if isinstance(inner, str) else end
            items.append(_node(source, inner, at, at + len(inner) if isinstance(inner, str) else at))
            end = items[-1].end
        return ListNode(source, start, end, tuple(items))
    return ScalarNode(source, start, end, value, str(value), "plain")


def _key(text: str, name: str, start: int, top: bool) -> tuple[int, int]:
    """Where a key is written: at the begin of a line or of its table's header for one of the topmost."""
    key = rf"[\"']?({re.escape(name)})[\"']?(?=\s*[.=\]])"
    topmost = re.compile(rf"^[ \t]*(?:\[+[^\]\n=]*\.)?{key}", re.MULTILINE)
    found = (top and topmost.search(text, start)) or re.compile(rf"(?<![\w-]){key}").search(text, start)
    return found.span(1) if found else (start, start)
