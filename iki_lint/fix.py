"""Mends a document's own text: what fixes change and nothing else, until there is nothing left to mend."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from iki_lint.document.nodes import ListNode, MapNode, Node, ScalarNode, fold
from iki_lint.document.places import Places
from iki_lint.document.source import SourceText
from iki_lint.edits import stretch
from iki_lint.errors import InputError
from iki_lint.findings import Edit, Finding, Fix
from iki_lint.limits import DEFAULTS, Limits
from iki_lint.readers import Loaded, structured
from iki_lint.stretches import Stretches

_ROUNDS = 12  # a fix may uncover another: a space behind a comma, then the word behind it


@dataclass(frozen=True, slots=True)
class Mended:
    """The text of a file before and after, and how many fixes that took."""

    path: str
    before: str
    after: str
    count: int = 0


def mend(
    loaded: Loaded, find: Callable[[Loaded], Iterable[Finding]], *, unsafe: bool = False, limits: Limits = DEFAULTS
) -> Mended:
    """Apply what mends the findings of a structured document, the unsafe fixes too where asked.

    Raises InputError where the text would then hold another document than the mended one.
    """
    before, count = loaded.places.root.source.text, 0
    for _ in range(_ROUNDS):
        wanted = (fix for finding in find(loaded) if (fix := finding.fix) and (fix.safe or unsafe))
        fixes = _chosen(wanted, loaded.places)
        if not fixes:
            break
        loaded = _applied(loaded, tuple(edit for fix in fixes for edit in fix.edits), limits)
        count += len(fixes)
    return Mended(loaded.path, before, loaded.places.root.source.text, count)


def diff(mended: Mended) -> str:
    """What mending changes, as a unified diff."""
    before, after = (text.splitlines(keepends=True) for text in (mended.before, mended.after))
    lines = difflib.unified_diff(before, after, mended.path, mended.path)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _chosen(fixes: Iterable[Fix], places: Places) -> list[Fix]:
    """Those that can be made in place together, the earlier before the later; the others have the next round."""
    chosen: list[Fix] = []
    edits: list[Edit] = []
    taken = Stretches()
    for fix in fixes:
        apart = fix.in_place and all(taken.free(stretch(edit)) for edit in fix.edits)
        removes = any(edit.text is None for edit in fix.edits)
        if apart and not (removes and _emptied([*edits, *fix.edits], places)):
            chosen.append(fix)
            edits += fix.edits
            for edit in fix.edits:
                taken.take(stretch(edit))
    return chosen


def _emptied(edits: Iterable[Edit], places: Places) -> bool:
    """Whether a list would lose its last item: YAML writes an empty one in another way."""
    lists = Counter(edit.pointer.rpartition("/")[0] for edit in edits if edit.text is None)
    return any(
        isinstance(node := places.node(at), ListNode) and count >= len(node.items) for at, count in lists.items()
    )


def _applied(loaded: Loaded, edits: Sequence[Edit], limits: Limits) -> Loaded:
    """The document with the edits made. Raises InputError where that is not what the new text holds."""
    root = loaded.places.root
    try:
        mended = structured(_edited(root.source, edits), Path(loaded.path), limits)
    except InputError as error:
        raise InputError(loaded.path, "unmended") from error
    if _content(mended.places.root) != _content(root, edits):
        raise InputError(loaded.path, "unmended")
    return mended


def _edited(source: SourceText, edits: Iterable[Edit]) -> str:
    places = [(source.offsets(edit.span), edit.written) for edit in edits if edit.span]
    text = source.text
    for (start, end), written in sorted(places, reverse=True):
        text = text[:start] + written + text[end:]
    return text


def _content(node: Node, edits: Sequence[Edit] = (), pointer: str = "") -> object:
    """All that a tree says, as it would be with the edits made."""
    mine = [edit for edit in edits if f"{edit.pointer}/".startswith(f"{pointer}/")] if edits else edits
    if isinstance(node, MapNode):
        return [(name.text, _content(value, mine, f"{pointer}/{name.text}")) for name, value in node.pairs]
    if isinstance(node, ListNode):
        gone = {edit.pointer for edit in mine if edit.text is None}
        places = ((f"{pointer}/{i}", item) for i, item in enumerate(node.items))
        return tuple(_content(item, mine, place) for place, item in places if place not in gone)
    return _said(node, mine) if isinstance(node, ScalarNode) else None


def _said(node: ScalarNode, edits: Iterable[Edit]) -> tuple[type, str]:
    text = node.text
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = f"{text[: edit.start]}{edit.text}{text[edit.end :]}"
    return type(node.value), fold(text)
