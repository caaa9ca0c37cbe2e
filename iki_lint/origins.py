"""Files that a user writes for iki-lint: where in them something is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jsonschema import Draft202012Validator, ValidationError

from iki_lint.checks.common import FORMATS
from iki_lint.document.nodes import ListNode, MapNode, Node, plain
from iki_lint.document.places import Places
from iki_lint.errors import InputError


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a rule, or what tunes it, is written: `at` in the tree of a file."""

    path: str
    root: Node
    at: str = ""

    def error(self, pointer: str, problem: str) -> InputError:
        """What is wrong there."""
        span = Places(self.root).begin(f"{self.at}{pointer}")
        return InputError(self.path, "rule", span.line, span.column, detail=problem)


def refuse_repeated(origin: Origin) -> None:
    """Raises InputError where a key stands twice: one of the two would not count."""
    nodes: list[Node] = [origin.root]
    for node in nodes:
        if isinstance(node, MapNode):
            for name in node.repeated():
                span = name.span
                detail = f"“{name.text}” tertulis dua kali"
                raise InputError(origin.path, "rule", span.line, span.column, detail=detail)
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
    for problem in Draft202012Validator(schema, format_checker=FORMATS).iter_errors(said):
        steps = list(problem.absolute_path)
        if problem.validator == "additionalProperties" and isinstance(problem.instance, dict):
            known = problem.schema.get("properties", {})
            steps += [key for key in problem.instance if key not in known][:1]
        yield "".join(f"/{step}" for step in steps), _said(problem)


def _said(problem: ValidationError) -> str:
    return str(problem.cause) if problem.cause else problem.message
