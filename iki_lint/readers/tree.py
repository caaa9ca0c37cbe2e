"""YAML files as trees of places.

They are made from the events of libyaml and not from its own trees: those are made by recursion in C, which takes the
process down where a file is nested deep enough.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from iki_lint.document.nodes import ListNode, MapNode, Node, Scalar, ScalarNode, fold
from iki_lint.document.source import SourceText, Style
from iki_lint.errors import InputError
from iki_lint.limits import DEFAULTS, Limits
from iki_lint.readers.measure import Measure

_STYLES: dict[str | None, Style] = {"'": "single", '"': "double", "|": "block", ">": "block"}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBER = re.compile(r"[-+]?(?:0|[1-9]\d{0,29})(\.\d{1,30})?")
_STRING, _BOOL, _NULL = (f"tag:yaml.org,2002:{name}" for name in ("str", "bool", "null"))
_END: Any = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_TRUTHS = yaml.constructor.SafeConstructor.bool_values


def parse_yaml(text: str, path: str, limits: Limits = DEFAULTS) -> Node | None:
    """The one YAML document in `text`; None where it holds nothing but comments. Raises InputError."""
    source = SourceText(text)
    loader = _LOADER(text)
    try:
        return _Tree(loader, source, path, limits).root()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        span = source.span(min(mark.index, len(text)), len(text)) if mark else None
        detail = fold(" ".join(filter(None, (error.context, error.problem))))
        line, column = (span.line, span.column) if span else (None, None)
        raise InputError(path, "yaml", line, column, detail=detail) from error
    except yaml.YAMLError as error:
        raise InputError(path, "yaml", detail=fold(str(error))) from error
    finally:
        loader.dispose()


@dataclass(frozen=True, slots=True)
class _Anchored:
    """A value that aliases may repeat, and how much each of them adds: an alias is its anchor's node."""

    node: Node
    values: int
    characters: int
    height: int


class _Tree:
    """Makes a tree of a loader's events."""

    def __init__(self, loader: Any, source: SourceText, path: str, limits: Limits) -> None:
        self.loader, self.source, self.path = loader, source, path
        self.measure = Measure(limits, source, path)
        self.anchors: dict[str, _Anchored | None] = {}  # None while it is not whole

    def root(self) -> Node | None:
        """The one document. Raises InputError and YAMLError."""
        self.next()
        if isinstance(self.next(), yaml.StreamEndEvent):
            return None
        root = self.node(self.next(), 0)
        self.next()
        more = self.next()
        if isinstance(more, yaml.DocumentStartEvent):
            raise self.error("several", more)
        return root

    def next(self) -> Any:
        return self.loader.get_event()

    def node(self, event: Any, depth: int) -> Node:
        """The value that begins with an event."""
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event, depth)
        anchor: str | None = event.anchor
        if anchor is None:
            return self.value(event, depth)
        self.anchors[anchor] = None
        before = self.measure.begin(depth)
        node = self.value(event, depth)
        self.anchors[anchor] = _Anchored(node, *self.measure.since(before, depth))
        return node

    def alias(self, event: Any, depth: int) -> Node:
        if event.anchor not in self.anchors:
            raise self.error("yaml", event, detail=f"found undefined alias {event.anchor}")
        known = self.anchors[event.anchor]
        if known is None:
            raise self.error("loop", event)
        self.measure.repeat(event.start_mark.index, depth + known.height, known.values, known.characters)
        return known.node

    def value(self, event: Any, depth: int) -> Node:
        start = event.start_mark.index
        if isinstance(event, yaml.ScalarEvent):
            self.measure.text(start, depth, event.value)
            return self.scalar(event)
        self.measure.take(start, depth, 1)
        return self.mapping(start, depth) if isinstance(event, yaml.MappingStartEvent) else self.sequence(start, depth)

    def mapping(self, start: int, depth: int) -> MapNode:
        pairs: list[tuple[ScalarNode, Node]] = []
        while not isinstance(event := self.next(), _END):
            key = self.node(event, depth + 1)
            if not isinstance(key, ScalarNode):
                raise self.error("key", event)
            pairs.append((key, self.node(self.next(), depth + 1)))
        self.measure.sized("keys", start, len(pairs))
        end = event.end_mark.index
        last = max((value.end for _, value in pairs), default=end)
        return MapNode(self.source, start, min(last, end), tuple(pairs))

    def sequence(self, start: int, depth: int) -> ListNode:
        items: list[Node] = []
        while not isinstance(event := self.next(), _END):
            items.append(self.node(event, depth + 1))
        self.measure.sized("items", start, len(items))
        end = max((item.end for item in items), default=event.end_mark.index)
        return ListNode(self.source, start, end, tuple(items))

    def scalar(self, event: Any) -> ScalarNode:
        style = _STYLES.get(event.style, "plain")
        value: Scalar = event.value
        if style == "plain" and event.tag != _STRING:
            value = _plain(event.value, self.loader.resolve(yaml.ScalarNode, event.value, (True, False)))
        return ScalarNode(self.source, event.start_mark.index, event.end_mark.index, value, fold(event.value), style)

    def error(self, kind: str, event: Any, **values: str) -> InputError:
        span = self.source.span(event.start_mark.index, event.end_mark.index)
        return InputError(self.path, kind, span.line, span.column, **values)


def _plain(text: str, tag: str) -> Scalar:
    """What a value without quotes means: a number as everyone writes it, a truth value, nothing, or else a text.

    YAML 1.1 also takes 02026 for 1046 and 1:30 for 90; who writes documents means what stands there.
    """
    if number := _NUMBER.fullmatch(text):
        return float(text) if number[1] else int(text)
    if tag == _BOOL:
        return _TRUTHS[text.lower()]
    return None if tag == _NULL else text
