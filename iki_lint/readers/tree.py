"""YAML and JSON files as trees of places."""

from __future__ import annotations

import json
import re
from json.decoder import scanstring  # type: ignore[attr-defined]

import yaml

from iki_lint.document.nodes import ListNode, MapNode, Node, Scalar, ScalarNode, fold
from iki_lint.document.source import SourceText, Style
from iki_lint.errors import InputError

MAX_NODES = 2_000_000
MAX_DEPTH = 64
_STYLES: dict[str | None, Style] = {"'": "single", '"': "double", "|": "block", ">": "block"}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVER = yaml.constructor.SafeConstructor()
_NUMBERS = {"tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null"}
_JSON_TOKEN = re.compile(r"[\s,:]*")
_JSON_LITERAL = re.compile(r"[^\s,:\]}]+")
_SURROGATE = re.compile("[\ud800-\udfff]")


def parse_yaml(text: str, path: str) -> Node | None:
    """The one YAML document in `text`; None where it holds nothing but comments. Raises InputError."""
    source = SourceText(text)
    loader = _LOADER(text)
    try:
        root = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        span = source.span(min(mark.index, len(text)), len(text)) if mark else None
        detail = fold(" ".join(filter(None, (error.context, error.problem))))
        line, column = (span.line, span.column) if span else (None, None)
        raise InputError(path, "yaml", line, column, detail=detail) from error
    except RecursionError as error:
        raise InputError(path, "nesting") from error
    except yaml.YAMLError as error:
        raise InputError(path, "yaml", detail=fold(str(error))) from error
    finally:
        loader.dispose()
    return _YamlTree(source, path).node(root, 0) if root is not None else None


class _YamlTree:
    """Turns PyYAML's nodes into ours; an alias is its anchor's node, so growth and loops are bounded here."""

    def __init__(self, source: SourceText, path: str) -> None:
        self.source, self.path, self.count = source, path, 0

    def node(self, node: yaml.Node, depth: int) -> Node:
        self.count += 1
        start, end = node.start_mark.index, node.end_mark.index
        if self.count > MAX_NODES or depth > MAX_DEPTH:
            span = self.source.span(start, end)
            raise InputError(self.path, "nesting", span.line, span.column)
        if isinstance(node, yaml.MappingNode):
            pairs = tuple((self.key(key, depth), self.node(value, depth + 1)) for key, value in node.value)
            last = max((value.end for _, value in pairs), default=end)
            return MapNode(self.source, start, min(last, end) if pairs else end, pairs)
        if isinstance(node, yaml.SequenceNode):
            items = tuple(self.node(item, depth + 1) for item in node.value)
            return ListNode(self.source, start, max((item.end for item in items), default=end), items)
        assert isinstance(node, yaml.ScalarNode)
        return self.scalar(node)

    def key(self, node: yaml.Node, depth: int) -> ScalarNode:
        key = self.node(node, depth + 1)
        if isinstance(key, ScalarNode):
            return key
        raise InputError(self.path, "key", key.span.line, key.span.column)

    def scalar(self, node: yaml.ScalarNode) -> ScalarNode:
        value: Scalar = node.value
        if node.style not in _STYLES and node.tag in _NUMBERS:
            try:
                value = _RESOLVER.construct_document(node)
            except (ValueError, IndexError, KeyError):  # "0b", "08:99", "!!int": to YAML 1.1 a number, and none
                value = node.value
        style = _STYLES.get(node.style, "plain")
        return ScalarNode(self.source, node.start_mark.index, node.end_mark.index, value, fold(node.value), style)


def parse_json(text: str, path: str) -> Node | None:
    """The JSON value in `text`; None where it is blank. Raises InputError."""
    if not text.strip():
        return None
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(path, "json", error.lineno, error.colno, detail=error.msg) from error
    except RecursionError as error:
        raise InputError(path, "nesting") from error
    return _json_node(SourceText(text), path, _skip(text, 0))[0]


def _skip(text: str, at: int) -> int:
    match = _JSON_TOKEN.match(text, at)
    return match.end() if match else at


def _json_node(source: SourceText, path: str, at: int) -> tuple[Node, int]:
    """The value that begins at `at`, in a text known to be sound JSON, and the place behind it. Raises InputError."""
    text = source.text
    if text[at] == '"':
        value, end = scanstring(text, at + 1, True)
        if _SURROGATE.search(value):
            span = source.span(at, end)
            raise InputError(path, "unicode", span.line, span.column)
        return ScalarNode(source, at, end, value, fold(value), "double"), end
    if text[at] in "[{":
        return _json_collection(source, path, at)
    end = _JSON_LITERAL.match(text, at).end()  # type: ignore[union-attr]
    return ScalarNode(source, at, end, json.loads(text[at:end]), text[at:end], "plain"), end


def _json_collection(source: SourceText, path: str, start: int) -> tuple[Node, int]:
    text, values, at = source.text, [], _skip(source.text, start + 1)
    while text[at] not in "]}":
        node, at = _json_node(source, path, at)
        values.append(node)
        at = _skip(text, at)
    if text[start] == "[":
        return ListNode(source, start, at + 1, tuple(values)), at + 1
    names = (key for key in values[::2] if isinstance(key, ScalarNode))
    return MapNode(source, start, at + 1, tuple(zip(names, values[1::2], strict=True))), at + 1
