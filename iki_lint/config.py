"""The configuration: `iki-lint.yaml`, found upward from where the command runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from iki_lint.document.nodes import Node, plain
from iki_lint.document.places import Places
from iki_lint.errors import InputError
from iki_lint.origins import Origin, refuse_repeated
from iki_lint.readers.tree import parse_yaml
from iki_lint.rules import CHANGES, Tuning, tuning

NAME = "iki-lint.yaml"
_SHORT = {"jabatan-resmi": ("JBT003", "jabatan"), "kamus": ("EJA002", "kamus")}
_NAMES = {"type": "array", "items": {"type": "string", "minLength": 1}}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "select": _NAMES,
        "ignore": _NAMES,
        "fail-on": {"enum": ["error", "warning", "info", "never"]},
        "lang": {"enum": ["id", "en"]},
        "packs": _NAMES,
        "rules": {
            "type": "object",
            "additionalProperties": {"type": "object", "properties": CHANGES, "additionalProperties": False},
        },
        "jabatan-resmi": _NAMES,
        "kamus": {"type": "array", "items": {"type": "string", "pattern": r"^\S+$"}},
    },
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class Config:
    """What a project asks for; None (or nothing) where it leaves a matter to the command line or the default.

    `packs` are folders of rules; `tunings` what it changes in rules, the instansi's official jabatan (`jabatan-resmi`,
    JBT003) and its own words (`kamus`, EJA002) among them.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str | None = None
    lang: str | None = None
    packs: tuple[Path, ...] = ()
    tunings: tuple[Tuning, ...] = ()


def find(start: Path) -> Path | None:
    """The nearest configuration file in a folder or above it."""
    return next((file for folder in (start, *start.parents) if (file := folder / NAME).is_file()), None)


def load(path: Path | None) -> Config:
    """The configuration in a file, or the default. Raises InputError, with the line that is wrong."""
    if path is None:
        return Config()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(str(path), "encoding") from error
    except OSError as error:
        raise InputError(str(path), "unreadable", detail=error.strerror or "") from error
    root = parse_yaml(text, str(path))
    if root is None:
        return Config()
    refuse_repeated(Origin(str(path), root))
    for problem in Draft202012Validator(SCHEMA).iter_errors(plain(root)):
        pointer = "".join(f"/{step}" for step in problem.absolute_path)
        unknown = [key for key in problem.instance if key not in SCHEMA["properties"]] if not pointer else []
        span = Places(root).begin(f"/{unknown[0]}" if unknown else pointer)
        raise InputError(str(path), "config", span.line, span.column, detail=problem.message)
    said: Any = plain(root)
    return Config(
        select=tuple(said.get("select", ())),
        ignore=tuple(said.get("ignore", ())),
        fail_on=said.get("fail-on"),
        lang=said.get("lang"),
        packs=tuple(path.parent / folder for folder in said.get("packs", ())),
        tunings=tuple(_tunings(said, str(path), root)),
    )


def _tunings(said: Any, path: str, root: Node) -> Iterator[Tuning]:
    for code, changes in said.get("rules", {}).items():
        yield tuning(code, changes, Origin(path, root, f"/rules/{code}"))
    for key, (code, option) in _SHORT.items():
        if said.get(key):
            yield Tuning(code, Origin(path, root, f"/{key}"), add={option: said[key]})
