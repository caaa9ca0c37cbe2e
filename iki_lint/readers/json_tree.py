"""JSON files as trees of places."""

from __future__ import annotations

import json
import math
import re
from json.decoder import scanstring  # type: ignore[attr-defined]

from iki_lint.document.nodes import ListNode, MapNode, Node, Scalar, ScalarNode, fold
from iki_lint.document.source import SourceText
from iki_lint.errors import InputError, beyond
from iki_lint.limits import DEFAULTS, Limits
from iki_lint.readers.measure import Measure

_TOKEN = re.compile(r"[\s,:]*")
_LITERAL = re.compile(r"[^\s,:\]}]+")
_LONGEST = 60
_SURROGATE = re.compile("[\ud800-\udfff]")


def parse_json(text: str, path: str, limits: Limits = DEFAULTS) -> Node | None:
    """The JSON value in `text`; None where it is blank. Raises InputError."""
    if not text.strip():
        return None
    try:
        json.loads(text, parse_int=str, parse_float=str)  # only whether it is sound
    except json.JSONDecodeError as error:
        raise InputError(path, "json", error.lineno, error.colno, detail=error.msg) from error
    except RecursionError as error:
        raise beyond(limits, "depth", path) from error
    return _Tree(text, path, limits).node(_skip(text, 0), 0)[0]


def _skip(text: str, at: int) -> int:
    match = _TOKEN.match(text, at)
    return match.end() if match else at


class _Tree:
    """Makes a tree of a text known to be sound JSON: of what begins at a place, the value and the place behind it."""

    def __init__(self, text: str, path: str, limits: Limits) -> None:
        self.source, self.path = SourceText(text), path
        self.measure = Measure(limits, self.source, path)

    def node(self, at: int, depth: int) -> tuple[Node, int]:
        """Raises InputError where a limit is met, or a value is no JSON after all."""
        text = self.source.text
        if text[at] in "[{":
            self.measure.take(at, depth, 1)
            return self.collection(at, depth)
        scalar = self.string(at) if text[at] == '"' else self.literal(at)
        self.measure.text(at, depth, scalar.text)
        return scalar, scalar.end

    def string(self, at: int) -> ScalarNode:
        value, end = scanstring(self.source.text, at + 1, True)
        if _SURROGATE.search(value):
            raise self.error("unicode", at, end)
        return ScalarNode(self.source, at, end, value, fold(value), "double")

    def literal(self, at: int) -> ScalarNode:
        match = _LITERAL.match(self.source.text, at)
        assert match is not None
        if match[0] in ("NaN", "Infinity", "-Infinity"):  # the library takes them, JSON does not
            raise self.error("json", at, match.end(), detail=match[0])
        return ScalarNode(self.source, at, match.end(), _literal(match[0]), match[0], "plain")

    def collection(self, start: int, depth: int) -> tuple[Node, int]:
        text, values, at = self.source.text, [], _skip(self.source.text, start + 1)
        while text[at] not in "]}":
            node, at = self.node(at, depth + 1)
            values.append(node)
            at = _skip(text, at)
        if text[start] == "[":
            self.measure.sized("items", start, len(values))
            return ListNode(self.source, start, at + 1, tuple(values)), at + 1
        self.measure.sized("keys", start, len(values) // 2)
        names = (key for key in values[::2] if isinstance(key, ScalarNode))
        return MapNode(self.source, start, at + 1, tuple(zip(names, values[1::2], strict=True))), at + 1

    def error(self, kind: str, start: int, end: int, **values: str) -> InputError:
        span = self.source.span(start, end)
        return InputError(self.path, kind, span.line, span.column, **values)


def _literal(text: str) -> Scalar:
    """A number, a truth value or nothing; a number longer than any that is meant as one stays a text."""
    if len(text) > _LONGEST:
        return text
    value: Scalar = json.loads(text)
    return text if isinstance(value, float) and not math.isfinite(value) else value
