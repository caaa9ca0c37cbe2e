"""What in a file does not satisfy the schema, as places and words; the schema itself."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

import jsonschema_rs

from iki_lint.document.nodes import ListNode, MapNode, Node, plain

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

FORM = "iki/1"
_BOUNDS = {"minimum": "≥", "maximum": "≤"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One departure from the schema. `kind` chooses the message; `near` is the known key nearest to `key`."""

    kind: str
    pointer: str
    key: str
    near: str = ""
    expected: str = ""


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the structured document."""
    text = (files("iki_lint") / "document" / "iki-1.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def escape(key: str) -> str:
    """A key as a step of a JSON Pointer (RFC 6901)."""
    return key.replace("~", "~0").replace("/", "~1")


@cache
def _validator() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(schema())


def faults(root: Node) -> tuple[Fault, ...]:
    """Every departure of a tree from the schema, in the order of the file."""
    said: Any = plain(root)
    found = [*_repeated(root, "")]
    if not _validator().is_valid(said):
        from jsonschema import Draft202012Validator  # says what is wrong; slow to load and to run

        for error in Draft202012Validator(schema()).iter_errors(said):
            found += _explain(error)
    return tuple(dict.fromkeys(found))


def _repeated(node: Node, pointer: str) -> Iterator[Fault]:
    if isinstance(node, MapNode):
        for name in node.repeated():
            yield Fault("repeated", f"{pointer}/{escape(name.text)}", name.text)
        for name, value in node.pairs:
            yield from _repeated(value, f"{pointer}/{escape(name.text)}")
    elif isinstance(node, ListNode):
        for i, item in enumerate(node.items):
            yield from _repeated(item, f"{pointer}/{i}")


def _explain(error: ValidationError) -> Iterator[Fault]:
    pointer = "".join(f"/{escape(str(step))}" for step in error.absolute_path)
    key = next((str(step) for step in reversed(error.absolute_path) if isinstance(step, str)), "")
    wanted = cast(Any, error.validator_value)
    if error.validator == "additionalProperties":
        known = list(error.schema["properties"])  # type: ignore[index]
        for name in cast(Any, error.instance):
            if name not in known:
                near = difflib.get_close_matches(str(name).lower(), known, 1, 0.5)
                yield Fault("unknown", f"{pointer}/{escape(name)}", name, near[0] if near else ", ".join(known))
    elif error.validator == "required":
        for name in wanted:
            if name not in cast(Any, error.instance):
                yield Fault("missing", pointer, name)
    elif error.context:
        yield from _deepest(error, pointer, key)
    elif error.validator in ("enum", "const"):
        values = wanted if error.validator == "enum" else [wanted]
        yield Fault("value", pointer, key, expected=", ".join(map(str, values)))
    elif error.validator == "type":
        kinds = [wanted] if isinstance(wanted, str) else wanted
        yield Fault("type", pointer, key, expected=next(k for k in kinds if k != "null"))
    else:
        yield Fault("value", pointer, key, expected=f"{_BOUNDS[cast(str, error.validator)]} {wanted}")


def _deepest(error: ValidationError, pointer: str, key: str) -> Iterator[Fault]:
    """A choice of forms: where a mapping was written, what is wrong inside it; else that it is no text."""
    inner = [e for e in error.context or () if e.validator != "type" or len(e.absolute_path) > len(error.absolute_path)]
    if not inner or not isinstance(error.instance, dict):
        yield Fault("type", pointer, key, expected="string")
    for each in inner:
        yield from _explain(each)
