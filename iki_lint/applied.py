"""The configuration that applies, as YAML, with where each value comes from."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from iki_lint.config import Config
from iki_lint.config_schema import SCHEMA
from iki_lint.document.faults import escape
from iki_lint.document.nodes import plain
from iki_lint.origins import Origin
from iki_lint.rules import Rule
from iki_lint.selection import choose, narrow


def applied(given: Config, rules: Sequence[Rule], file: Path | None = None) -> str:
    """Every key with its value and, as a comment, its file and line or `bawaan` (the default).

    With a file: of `per-path` only what is for that file, and at the end which rules run on it.
    """
    said: Any = plain(given.origin.root) if given.origin else {}
    lines: list[tuple[str, str]] = []
    for key, schema in SCHEMA["properties"].items():
        items = list(_limits(given, schema) if key == "limits" else _items(given, said.get(key), key, file))
        if items:
            lines += [(f"{key}:", ""), *items]
        elif given.origin is None or key not in said:
            lines.append((f"{key}: {_flow(schema['default'])}", "bawaan"))
        else:
            value = [] if key == "per-path" else said[key]
            lines.append((f"{key}: {_flow(value)}", _where(given.origin, f"/{key}")))
    width = max(len(line) for line, where in lines if where)
    text = "".join(f"{line:<{width}}  # {where}\n" if where else f"{line}\n" for line, where in lines)
    return text + (_running(given, rules, file) if file else "")


def _items(given: Config, value: Any, key: str, file: Path | None) -> Iterator[tuple[str, str]]:
    """The lines of a list or a map, one each."""
    origin = given.origin
    if origin and isinstance(value, dict):
        for name, inner in value.items():
            yield f"  {name}: {_flow(inner)}", _where(origin, f"/{key}/{escape(name)}")
    elif origin and isinstance(value, list):
        for i, item in enumerate(value):
            if key != "per-path" or file is None or given.per_path[i].fits(file):
                yield f"  - {_flow(item)}", _where(origin, f"/{key}/{i}")


def _limits(given: Config, schema: Any) -> Iterator[tuple[str, str]]:
    """The lines of all limits, whoever sets them."""
    said: Any = plain(given.origin.root) if given.origin else {}
    for name, each in schema["properties"].items():
        own = said.get("limits", {}).get(name)
        where = _where(given.origin, f"/limits/{name}") if given.origin and own else "bawaan"
        yield f"  {name}: {own or each['default']}", where


def _running(given: Config, rules: Sequence[Rule], file: Path) -> str:
    left = narrow(choose(rules, given.select, given.ignore), given.per_path, file)
    idle = ", ".join(rule.code for rule in rules if rule not in left) or "tidak ada"
    return f"# {file}: {len(left)} dari {len(rules)} aturan berjalan; yang tidak: {idle}\n"


def _where(origin: Origin, pointer: str) -> str:
    return f"{os.path.relpath(origin.path)}:{origin.line(pointer)}"


def _flow(value: object) -> str:
    dumped = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10**6)
    return dumped.removesuffix("...\n").rstrip()
