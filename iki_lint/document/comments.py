"""The comments of a YAML file: what stands behind a `#` between its values, never inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from iki_lint.document.nodes import ListNode, MapNode, Node, ScalarNode
from iki_lint.document.source import SourceText

_COMMENT = re.compile(r"(?:(?<=\s)|^)#[^\r\n]*", re.MULTILINE)
_BREAK = re.compile(r"[\r\n]")
_ALONE = re.compile(r"\s*(?:-\s+)*(?:#.*|-\s*)")  # a comment with nothing else, or a dash whose entry follows


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, `text` with its `#`; `start` and `end` are character indexes, `target` the line that it is about.

    That is its own line where something stands before it, else the next one that holds more than comments.
    """

    text: str
    start: int
    end: int
    target: int


def comments(root: Node) -> Iterator[Comment]:
    """Every comment of a file, in its order."""
    source = root.source
    at = target = 0
    for begin, end in (*sorted(_opaque(root)), (len(source.text), len(source.text))):
        for match in _COMMENT.finditer(source.text, at, max(at, begin)):
            text = match[0].rstrip()
            target = _target(source, match, target)
            yield Comment(text, match.start(), match.start() + len(text), target)
        at = max(at, end)


def _target(source: SourceText, match: re.Match[str], last: int) -> int:
    """The line that a comment is about; `last` is that of the comment before it, behind which it stands."""
    line = source.span(match.start(), match.end()).line
    if not _ALONE.fullmatch(source.line(line)):
        return line
    if last > line:  # nothing but comments stands before that one: of many, none is looked past twice
        return last
    return next((n for n in range(line + 1, len(source.starts) + 1) if not _ALONE.fullmatch(source.line(n))), line)


def _opaque(root: Node) -> Iterator[tuple[int, int]]:
    """Begin and end of every text of the file; a block scalar's header may have a comment, so it is none of it."""
    nodes = [root]
    for node in nodes:
        if isinstance(node, MapNode):
            nodes += [part for pair in node.pairs for part in pair]
        elif isinstance(node, ListNode):
            nodes += node.items
        elif isinstance(node, ScalarNode):
            header = _BREAK.search(node.source.text, node.start, node.end) if node.style == "block" else None
            yield header.start() if header else node.start, node.end
