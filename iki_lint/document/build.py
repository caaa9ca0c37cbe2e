"""From a tree of places to the document: the dataclasses' own annotations say what goes where."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_type_hints

from iki_lint.document.model import Document, Text
from iki_lint.document.nodes import ListNode, MapNode, Node, ScalarNode

T = TypeVar("T")


def build(root: Node) -> Document:
    """The document that a tree holds; what does not fit its form is left out."""
    return _record(Document, root if isinstance(root, MapNode) else None, "")


@cache
def _shape(kind: Any) -> dict[str, tuple[tuple[type, ...], bool]]:
    """For each field the kinds it may hold, and whether it holds a list of them."""
    hints = get_type_hints(kind)
    shape = {}
    for field in fields(kind):
        arguments = get_args(hints[field.name])
        several = Ellipsis in arguments
        kinds = tuple(a for a in arguments if a not in (type(None), Ellipsis))
        shape[field.name] = (kinds, several)
    return shape


def _record(kind: type[T], node: MapNode | None, pointer: str) -> T:
    values: dict[str, Any] = {"pointer": pointer}
    for name, (kinds, several) in _shape(cast(Any, kind)).items():
        if name == "pointer":
            continue
        value, place = node.get(name) if node else None, f"{pointer}/{name}"
        if several:
            items = value.items if isinstance(value, ListNode) else ()
            made = (_value(kinds, item, f"{place}/{i}") for i, item in enumerate(items))
            values[name] = tuple(item for item in made if item is not None)
        else:
            values[name] = _value(kinds, value, place)
    return kind(**values)


def _value(kinds: tuple[type, ...], node: Node | None, pointer: str) -> Any:
    if isinstance(node, ScalarNode) and Text in kinds:
        return Text(node.text if node.value is not None else "", pointer)
    record = next((kind for kind in kinds if is_dataclass(kind) and kind is not Text), None)
    return _record(record, node, pointer) if record and isinstance(node, MapNode) else None
