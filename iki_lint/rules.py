"""Rule packs: folders of YAML files, one a rule, validated and bound to the checks they name."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, TypeAlias

from jsonschema import Draft202012Validator

from iki_lint import data
from iki_lint.analysis import Analysis
from iki_lint.document.nodes import Node, plain
from iki_lint.document.places import Places
from iki_lint.errors import InputError
from iki_lint.findings import Language, Severity
from iki_lint.hits import Hit, Value
from iki_lint.readers.tree import parse_yaml

Words: TypeAlias = Mapping[Language, str]
Options: TypeAlias = Mapping[str, Any]
Check: TypeAlias = Callable[[Analysis, Options], Iterator[Hit]]

_WORDS = {
    "type": "object",
    "properties": {"id": {"type": "string"}, "en": {"type": "string"}},
    "required": ["id", "en"],
    "additionalProperties": False,
}
_EXAMPLE = {
    "type": "object",
    "properties": {
        "ok": {"type": "string"},
        "bad": {"type": "string"},
        "expect": {"type": "array", "items": {"type": "string"}},
        "options": {"type": "object"},
    },
    "additionalProperties": False,
    "oneOf": [{"required": ["ok"]}, {"required": ["bad", "expect"]}],
}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "code": {"type": "string", "pattern": "^[A-Z]{3}[0-9]{3}$"},
        "name": {"type": "string", "pattern": "^[a-z0-9-]+$"},
        "severity": {"enum": ["error", "warning", "info"]},
        "check": {"type": "string", "pattern": r"^[a-z_]+\.[a-z_]+$"},
        "summary": _WORDS,
        "message": {"oneOf": [_WORDS, {"type": "object", "additionalProperties": _WORDS, "minProperties": 1}]},
        "why": _WORDS,
        "basis": {"type": "array", "items": {"type": "string"}},
        "suggestion": _WORDS,
        "options": {"type": "object"},
        "examples": {"type": "array", "items": _EXAMPLE},
    },
    "required": ["code", "name", "severity", "check", "summary", "message", "why", "suggestion"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class Example:
    """A whole document that a rule passes (`expect` is empty) or complains of, at exactly these places."""

    document: str
    expect: tuple[str, ...]
    options: Options
    line: int


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it says of itself, and the check that it binds."""

    code: str
    name: str
    severity: Severity
    check: Check
    summary: Words
    messages: Mapping[str, Words]
    why: Words
    suggestion: Words
    basis: tuple[str, ...] = ()
    options: Options = field(default_factory=dict)
    examples: tuple[Example, ...] = ()

    @property
    def family(self) -> str:
        """The three letters that the code begins with."""
        return self.code[:3]

    def run(self, analysis: Analysis) -> Iterator[Hit]:
        """The hits of the rule's check in one document."""
        return self.check(analysis, self.options)

    def message(self, kind: str, language: Language, values: Mapping[str, Value]) -> str:
        """The message, filled."""
        return fill(self.messages[kind][language], values)


class _PlainNames(Formatter):
    """Fills in plain names only: a rule file can reach no attribute and no item."""

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> tuple[Any, str]:
        return kwargs[field_name], field_name


def fill(template: str, values: Mapping[str, Value]) -> str:
    """The template with each `{name}` replaced by its value. Raises KeyError where one is missing."""
    return _PlainNames().vformat(template, (), values)


@cache
def built_in() -> tuple[Rule, ...]:
    """The rules that come with iki-lint."""
    return load_pack(data.folder())


def load(folders: Iterable[Path]) -> tuple[Rule, ...]:
    """The built-in rules and those of further packs, sorted by code. Raises InputError."""
    rules = [*built_in()]
    for folder in folders:
        for rule in load_pack(folder):
            if any(rule.code == other.code or rule.name == other.name for other in rules):
                raise InputError(str(folder), "pack", detail=f"{rule.code} {rule.name} sudah ada")
            rules.append(rule)
    return tuple(sorted(rules, key=lambda rule: rule.code))


def load_pack(folder: Path) -> tuple[Rule, ...]:
    """Every rule of a folder, sorted by code. Raises InputError for the first thing wrong with it."""
    paths = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    if not paths:
        raise InputError(str(folder), "pack", detail="tidak ada berkas *.yaml")
    rules = [_load(path) for path in paths]
    codes: dict[str, Path] = {}
    for path, rule in zip(paths, rules, strict=True):
        for label in (rule.code, rule.name):
            if label in codes:
                raise InputError(str(path), "rule", detail=f"{label} sudah dipakai oleh {codes[label].name}")
            codes[label] = path
    return tuple(sorted(rules, key=lambda rule: rule.code))


def tune(rules: Iterable[Rule], options: Mapping[str, Options]) -> tuple[Rule, ...]:
    """The rules, those named in `options` (by code) with their options changed."""
    return tuple(replace(r, options={**r.options, **options[r.code]}) if r.code in options else r for r in rules)


def _load(path: Path) -> Rule:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), "rule", detail=str(error)) from error
    root = parse_yaml(text, str(path))
    if root is None:
        raise InputError(str(path), "rule", detail="kosong")
    _validate(root, SCHEMA, path)
    return _rule(root, path)


def _rule(root: Node, path: Path) -> Rule:
    said: Any = plain(root)
    check, options_schema = _bind(said["check"], root, path)
    _validate(root, {"properties": {"options": options_schema}}, path)
    message = said["message"]
    messages = {"": message} if "id" in message else message
    return Rule(
        code=said["code"],
        name=said["name"],
        severity=said["severity"],
        check=check,
        summary=said["summary"],
        messages=messages,
        why=said["why"],
        suggestion=said["suggestion"],
        basis=tuple(said.get("basis", ())),
        options=said.get("options", {}),
        examples=tuple(_examples(said, root)),
    )


def _examples(said: Any, root: Node) -> Iterator[Example]:
    for i, example in enumerate(said.get("examples", ())):
        kind = "ok" if "ok" in example else "bad"
        line = Places(root).key(f"/examples/{i}/{kind}").span.line
        yield Example(example[kind], tuple(example.get("expect", ())), example.get("options", {}), line)


def _bind(name: str, root: Node, path: Path) -> tuple[Check, dict[str, Any]]:
    module_name, _, function_name = name.partition(".")
    try:
        function = getattr(importlib.import_module(f"iki_lint.checks.{module_name}"), function_name)
    except (ModuleNotFoundError, AttributeError) as error:
        raise _error(root, path, "/check", f"pemeriksaan “{name}” tidak ada") from error
    return function, getattr(function, "options", {"additionalProperties": False})


def _validate(root: Node, schema: dict[str, Any], path: Path) -> None:
    for problem in Draft202012Validator(schema).iter_errors(plain(root)):
        pointer = "".join(f"/{step}" for step in problem.absolute_path)
        raise _error(root, path, pointer, problem.message)


def _error(root: Node, path: Path, pointer: str, problem: str) -> InputError:
    span = Places(root).key(pointer).span
    return InputError(str(path), "rule", span.line, span.column, detail=problem)
