"""The configuration: `iki-lint.yaml`, found upward from where the command runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from iki_lint.document.nodes import Node, plain
from iki_lint.document.places import Places
from iki_lint.errors import InputError
from iki_lint.origins import Origin, problems, refuse_repeated
from iki_lint.readers.tree import parse_yaml
from iki_lint.rules import CHANGES, Tuning, tuning
from iki_lint.suppress import Suppression, external

NAME = "iki-lint.yaml"
_SHORT = {"jabatan-resmi": ("JBT003", "jabatan"), "kamus": ("EJA002", "kamus")}
_NAMES = {"type": "array", "items": {"type": "string", "minLength": 1}}
_CODE = {"type": "string", "pattern": "^[A-Z]{3}[0-9]{3}$"}
_SUPPRESSION = {
    "type": "object",
    "properties": {
        "aturan": {"oneOf": [_CODE, {"type": "array", "items": _CODE, "minItems": 1}]},
        "berkas": {"type": "string", "minLength": 1},
        "tempat": {"type": "string", "pattern": "^(/[^/]+)+$"},
        "teks": {"type": "string", "pattern": r"\w"},
        "alasan": {"type": "string", "pattern": r"\w"},
    },
    "required": ["aturan", "alasan"],
    "additionalProperties": False,
}
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
        "baseline": {"type": "string", "minLength": 1},
        "abaikan": {"type": "array", "items": _SUPPRESSION},
    },
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class Config:
    """What a project asks for; None (or nothing) where it leaves a matter to the command line or the default.

    `packs` are folders of rules; `tunings` what it changes in rules, the instansi's official jabatan (`jabatan-resmi`,
    JBT003) and its own words (`kamus`, EJA002) among them. `suppressions` are those that it lists (`abaikan`),
    `baseline` the file of old findings, and `origin` the configuration's own file.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str | None = None
    lang: str | None = None
    packs: tuple[Path, ...] = ()
    tunings: tuple[Tuning, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    baseline: Path | None = None
    origin: Origin | None = None


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
    origin = Origin(str(path), root)
    refuse_repeated(origin)
    said: Any = plain(root)
    for pointer, problem in problems(said, SCHEMA):
        span = Places(root).begin(pointer)
        raise InputError(str(path), "config", span.line, span.column, detail=problem)
    return Config(
        select=tuple(said.get("select", ())),
        ignore=tuple(said.get("ignore", ())),
        fail_on=said.get("fail-on"),
        lang=said.get("lang"),
        packs=tuple(path.parent / folder for folder in said.get("packs", ())),
        tunings=tuple(_tunings(said, str(path), root)),
        suppressions=tuple(external(said.get("abaikan", ()), origin)),
        baseline=path.parent / said["baseline"] if "baseline" in said else None,
        origin=origin,
    )


def _tunings(said: Any, path: str, root: Node) -> Iterator[Tuning]:
    for code, changes in said.get("rules", {}).items():
        yield tuning(code, changes, Origin(path, root, f"/rules/{code}"))
    for key, (code, option) in _SHORT.items():
        if said.get(key):
            yield Tuning(code, Origin(path, root, f"/{key}"), add={option: said[key]})
