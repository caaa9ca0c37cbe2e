"""How a change in a document is written in its file: the characters to put there, and where.

Nothing is written that is not certain: where a scalar's writing (an anchor, an escape, a character that means something
to YAML) leaves doubt, or a node is reached by an alias too, there is no fix.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from iki_lint.document.nodes import ListNode, MapNode, Node, ScalarNode
from iki_lint.document.places import Places
from iki_lint.document.printed import PrintedNode
from iki_lint.document.source import Style
from iki_lint.findings import Edit, Fix
from iki_lint.hits import Change, Removal
from iki_lint.stretches import Stretch, Stretches

_PLAIN = re.compile(r"[\w %./()'-]*")
_DASH = re.compile(r"[ ]*-[ ]+")


def fix(changes: Iterable[Change | Removal], places: Places) -> Fix | None:
    """What mends a finding: the safe ones of its changes where there are any. None where one cannot be written."""
    given = tuple(changes)
    safe = any(change.safe for change in given)
    edits: list[Edit] = []
    taken = Stretches()
    for change in given:
        if change.safe or not safe:
            edit = _edit(change, places)
            if edit is None:
                return None
            if taken.free(stretch(edit)):
                taken.take(stretch(edit))
                edits.append(edit)
    return Fix(tuple(edits), safe) if edits else None


def stretch(edit: Edit) -> Stretch:
    """The words that an edit changes: in the file, or else in their text."""
    if edit.span:
        return "", (edit.span.line, edit.span.column), (edit.span.end_line, edit.span.end_column)
    return edit.pointer, (edit.start,), (edit.end,)


def _edit(change: Change | Removal, places: Places) -> Edit | None:
    if isinstance(change, Removal):
        return _taken_out(change.pointer, places)
    mark = change.mark
    edit = Edit(mark.text.pointer, mark.start, mark.end, change.text)
    node = places.node(edit.pointer)
    return edit if isinstance(node, PrintedNode) else _replaced(edit, mark.excerpt, node, places.root)


def _replaced(edit: Edit, old: str, node: Node, root: Node) -> Edit | None:
    if not isinstance(node, ScalarNode) or not isinstance(node.value, str) or edit.text is None or _shared(root, node):
        return None
    span, source = node.part(edit.start, edit.end), node.source
    raw = source.text[slice(*source.offsets(span))]
    written = _written(edit.text, node.style)
    plain = node.style == "plain"
    if "".join(_read(raw, node.style).split()) != "".join(old.split()) or (plain and not _harmless(edit, raw)):
        return None
    return Edit(edit.pointer, edit.start, edit.end, edit.text, span, written)


def _harmless(edit: Edit, raw: str) -> bool:
    """Whether a plain scalar stays one: what is new in it means nothing to YAML."""
    new = "".join(c for c in edit.text or "" if c not in raw)
    return bool(_PLAIN.fullmatch(new) and (edit.start or (edit.text or "")[:1].isalnum()))


def _written(text: str, style: Style) -> str:
    """A text as a scalar of that style has it."""
    if style == "single":
        return text.replace("'", "''")
    return text.replace("\\", "\\\\").replace('"', '\\"') if style == "double" else text


def _read(raw: str, style: Style) -> str:
    """What a part of a scalar says; escapes are left as they are, so that they are like no text."""
    return raw.replace("''", "'") if style == "single" else raw


@lru_cache(maxsize=1)
def _uses(root: Node) -> Counter[int]:
    """How often a scalar that begins at an index is reached: an anchor's node is its aliases' too."""
    nodes, found = [root], Counter[int]()
    for node in nodes:
        if isinstance(node, MapNode):
            nodes += [value for _, value in node.pairs]
        elif isinstance(node, ListNode):
            nodes += node.items
        else:
            found[node.start] += 1
    return found


def _shared(root: Node, node: Node) -> bool:
    return _uses(root)[node.start] > 1 or node.source.text[node.start : node.start + 1] in ("&", "!")


def _taken_out(pointer: str, places: Places) -> Edit | None:
    """An item of a YAML list that has whole lines for itself, and no comment."""
    node = places.node(pointer)
    edit = Edit(pointer, 0, 0, None)
    if isinstance(node, MapNode) and any(isinstance(value, PrintedNode) for _, value in node.pairs):
        return edit
    source, (start, end) = node.source, (node.start, _end(node))
    lines, starts = source.span(start, end), (*source.starts, len(source.text))
    begin, stop = starts[lines.line - 1], starts[lines.end_line]
    raw = source.text[begin:stop]
    if not _DASH.fullmatch(source.text[begin:start]) or source.text[end:stop].strip() or set("#&*") & set(raw):
        return None
    return Edit(pointer, 0, 0, None, source.span(begin, stop))


def _end(node: Node) -> int:
    """The index behind the last character that a value writes."""
    if isinstance(node, MapNode) and node.pairs:
        return max(max(_end(name), _end(value)) for name, value in node.pairs)
    if isinstance(node, ListNode) and node.items:
        return max(_end(item) for item in node.items)
    if isinstance(node, ScalarNode) and node.style == "block":
        return node.source.offsets(node.span)[1]
    return node.end
