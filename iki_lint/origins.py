"""Files that a user writes for iki-lint: where in them something is wrong."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from iki_lint.checks.common import FORMATS
from iki_lint.document.nodes import ListNode, MapNode, Node, plain
from iki_lint.document.places import Places
from iki_lint.errors import InputError

if TYPE_CHECKING:
    from jsonschema import ValidationError


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a rule, or what tunes it, is written: `at` in the tree of a file. `kind` is that of the file's errors."""

    path: str
    root: Node
    at: str = ""
    kind: str = "rule"

    def below(self, pointer: str) -> Origin:
        """A part of this."""
        return replace(self, at=f"{self.at}{pointer}")

    def line(self, pointer: str) -> int:
        """The line of the key there."""
        return Places(self.root).begin(f"{self.at}{pointer}").line

    def error(self, pointer: str, problem: str) -> InputError:
        """What is wrong there."""
        span = Places(self.root).begin(f"{self.at}{pointer}")
        return InputError(self.path, self.kind, span.line, span.column, detail=problem)


def refuse_repeated(origin: Origin) -> None:
    """Raises InputError where a key stands twice: one of the two would not count."""
    nodes: list[Node] = [origin.root]
    for node in nodes:
        if isinstance(node, MapNode):
            for name in node.repeated():
                span = name.span
                detail = f"“{name.text}” tertulis dua kali"
                raise InputError(origin.path, origin.kind, span.line, span.column, detail=detail)
            nodes += [value for _, value in node.pairs]
        elif isinstance(node, ListNode):
            nodes += node.items


def validate(origin: Origin, schema: dict[str, Any]) -> None:
    """Raises InputError for the innermost thing that does not satisfy the schema."""
    said: Any = plain(origin.root)
    for pointer, problem in sorted(problems(said, schema), key=lambda found: -found[0].count("/")):
        raise origin.error(pointer, problem)


def problems(said: Any, schema: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The address and the words of everything that does not satisfy the schema; for an unknown key, of that key."""
    from jsonschema import Draft202012Validator, FormatChecker  # only what somebody else has written is looked at

    formats = FormatChecker(())
    for name, (test, raises) in FORMATS.items():
        formats.checks(name, raises)(test)
    for problem in Draft202012Validator(schema, format_checker=formats).iter_errors(said):
        steps = list(problem.absolute_path)
        if problem.validator == "additionalProperties" and isinstance(problem.instance, dict):
            steps += _strangers(problem)[:1]
        yield "".join(f"/{step}" for step in steps), _said(problem)


_TYPES = {"object": "peta", "array": "daftar", "string": "teks"}


def _strangers(problem: ValidationError) -> list[str]:
    known: Any = problem.schema
    return [key for key in cast(Any, problem.instance) if key not in known.get("properties", {})]


def _said(problem: ValidationError) -> str:
    schema: Any = problem.schema
    wanted: Any = problem.validator_value
    if problem.validator == "additionalProperties" and schema.get("properties"):
        key = _strangers(problem)[0]
        near = difflib.get_close_matches(key.lower(), schema["properties"], 1, 0.5)
        hint = f"mungkin maksudnya “{near[0]}”" if near else f"yang ada: {', '.join(schema['properties'])}"
        return f"“{key}” tidak dikenal; {hint}"
    if problem.validator == "enum":
        return f"“{problem.instance}” bukan salah satu dari {', '.join(map(str, wanted))}"
    if problem.validator == "type" and str(wanted) in _TYPES:
        return f"“{problem.instance}” bukan {_TYPES[wanted]}"
    return str(problem.cause) if problem.cause else problem.message
