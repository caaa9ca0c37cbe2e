"""Rules as data: one YAML file each, validated and bound to the check it names; and what tunes a rule."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from string import Formatter
from typing import Any, TypeAlias

from iki_lint import content
from iki_lint.analysis import Analysis
from iki_lint.document.nodes import plain
from iki_lint.document.places import Places
from iki_lint.errors import InputError
from iki_lint.findings import Language, Severity
from iki_lint.hits import Hit, Value
from iki_lint.limits import OWN
from iki_lint.origins import Origin, problems, refuse_repeated, validate
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
        "expect": {"type": "array", "items": {"type": "string"}, "minItems": 1, "uniqueItems": True},
        "options": {"type": "object"},
    },
    "additionalProperties": False,
    "oneOf": [
        {"required": ["ok"], "not": {"required": ["expect"]}},
        {"required": ["bad", "expect"]},
    ],
}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "code": {"type": "string", "pattern": "^[A-Z]{3}[0-9]{3}$"},
        "name": {"type": "string", "pattern": "^[a-z0-9-]+$"},
        "severity": {"enum": ["error", "warning", "info"]},
        "check": {"type": "string", "pattern": r"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)+$"},
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
CHANGES: dict[str, Any] = {
    "severity": {"enum": ["error", "warning", "info"]},
    "options": {"type": "object"},
    "add": {"type": "object", "additionalProperties": {"type": ["array", "object"]}},
}
_TUNING: dict[str, Any] = {
    "type": "object",
    "properties": {
        "extends": {"type": "string"},
        **CHANGES,
        "examples": {"type": "array", "items": _EXAMPLE},
    },
    "required": ["extends"],
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
    origin: Origin
    basis: tuple[str, ...] = ()
    options: Options = field(default_factory=dict)
    examples: tuple[Example, ...] = ()

    @property
    def family(self) -> str:
        """The three letters that the code begins with."""
        return self.code[:3]

    @property
    def across(self) -> bool:
        """Whether its check is over several documents (`corpus.model.across`), not over one."""
        return getattr(self.check, "across", False)

    def run(self, analysis: Analysis) -> Iterator[Hit]:
        """The hits of the rule's check in one document."""
        return self.check(analysis, self.options)

    @property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of the options that its check takes."""
        return _schema(self.check)


class _PlainNames(Formatter):
    """Fills in plain names only: a rule file can reach no attribute and no item."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec:
            raise ValueError(f"“:{format_spec}” tidak dipakai di sini")
        return str(value)

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> tuple[Any, str]:
        return kwargs[field_name], field_name


def fill(template: str, values: Mapping[str, Value]) -> str:
    """The template with each `{name}` replaced by its value. Raises KeyError where one is missing."""
    return _PlainNames().vformat(template, (), values)


@dataclass(frozen=True, slots=True)
class Tuning:
    """What a pack or a configuration changes in a rule; `options` replace, `add` goes to what is there.

    What changes no more than the severity may name a family.
    """

    rule: str
    origin: Origin
    severity: Severity | None = None
    options: Options = field(default_factory=dict)
    add: Mapping[str, Any] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()

    def of(self, rule: Rule) -> bool:
        """Whether a rule is meant."""
        return self.rule in (rule.code, rule.name) or (not self.options and not self.add and self.rule == rule.family)

    def apply(self, rule: Rule) -> Rule:
        """The rule as it is tuned. Raises InputError where its check takes no such option."""
        options = {**rule.options, **self.options}
        for key, more in self.add.items():
            options[key] = _joined(options.get(key), more)
        for pointer, problem in problems(options, rule.schema):
            given = "add" if pointer.split("/")[1] in self.add else "options"
            raise self.origin.error(f"/{given}{pointer}", problem)
        origin = self.origin if self.options or self.add else rule.origin
        tuned = replace(rule, severity=self.severity or rule.severity, options=options, origin=origin)
        return replace(tuned, examples=tuned.examples + self.examples)


def _joined(first: Any, more: Any) -> Any:
    """A list or a table with more in it; what is neither is left for the schema to refuse."""
    if isinstance(first, list) and isinstance(more, list):
        return [*first, *more]
    return {**first, **more} if isinstance(first, dict) and isinstance(more, dict) else more


def read(path: Path, package: str = "", *, proven: bool = False) -> Rule | Tuning:
    """What a file of a pack says. `package` is the Python package that its checks may come from. Raises InputError.

    A `proven` file is taken at its word: our tests have validated it.
    """
    root = parse_yaml(content.text(path, OWN), str(path), OWN)
    if root is None:
        raise InputError(str(path), "rule", detail="kosong")
    origin = Origin(str(path), root)
    said: Any = plain(root)
    if proven:
        return _rule(said, origin, package)
    refuse_repeated(origin)
    if isinstance(said, dict) and "extends" in said:
        validate(origin, _TUNING)
        return tuning(said["extends"], said, origin)
    validate(origin, SCHEMA)
    rule = _rule(said, origin, package)
    validate(origin, {"properties": {"options": rule.schema}})
    missing = set(rule.schema.get("required", ())) - rule.options.keys()
    if missing:
        raise origin.error("/check", f"pilihan “{min(missing)}” belum diisi (options)")
    return rule


def tuning(rule: str, said: Mapping[str, Any], origin: Origin) -> Tuning:
    """What a table with `severity`, `options`, `add` and `examples` changes in a rule."""
    examples = tuple(_examples(said, origin))
    return Tuning(rule, origin, said.get("severity"), said.get("options", {}), said.get("add", {}), examples)


def _rule(said: Any, origin: Origin, package: str) -> Rule:
    message = said["message"]
    check = _bind(said["check"], origin, package)
    return Rule(
        code=said["code"],
        name=said["name"],
        severity=said["severity"],
        check=check,
        summary=said["summary"],
        messages={"": message} if "id" in message else message,
        why=said["why"],
        suggestion=said["suggestion"],
        origin=origin,
        basis=tuple(said.get("basis", ())),
        options={**_defaults(check), **said.get("options", {})},
        examples=tuple(_examples(said, origin)),
    )


def _examples(said: Any, origin: Origin) -> Iterator[Example]:
    for i, example in enumerate(said.get("examples", ())):
        kind = "ok" if "ok" in example else "bad"
        line = Places(origin.root).begin(f"{origin.at}/examples/{i}/{kind}").line
        yield Example(example[kind], tuple(example.get("expect", ())), example.get("options", {}), line)


def _schema(check: Check) -> dict[str, Any]:
    schema: dict[str, Any] = getattr(check, "options", {"additionalProperties": False})
    return schema


def _defaults(check: Check) -> dict[str, Any]:
    return {name: each["default"] for name, each in _schema(check).get("properties", {}).items() if "default" in each}


def _bind(name: str, origin: Origin, package: str) -> Check:
    """The check of a name: `family.function` of iki-lint, or a function of the pack's own package by its full name."""
    module, _, function = name.rpartition(".")
    if "." not in module:
        module = f"iki_lint.checks.{module}"
    elif not package:
        raise origin.error("/check", f"“{name}”: pemeriksaan Python hanya dari paket yang dipasang")
    elif module.partition(".")[0] != package:
        raise origin.error("/check", f"“{name}”: pemeriksaan Python harus dari paket “{package}” sendiri")
    try:
        found: Any = getattr(importlib.import_module(module), function)
    except (ModuleNotFoundError, AttributeError) as error:
        raise origin.error("/check", f"pemeriksaan “{name}” tidak ada") from error
    ours = inspect.isfunction(found) and found.__module__ == module and not function.startswith("_")
    if not ours or len(inspect.signature(found).parameters) != 2:
        raise origin.error("/check", f"“{name}” bukan pemeriksaan")
    check: Check = found
    return check
