"""Changes to a tree of XML: elements and attributes lost, doubled, moved, renamed, and put inside each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from random import Random
from typing import Any

from lxml import etree

from benchmarks.mutate import words

_VALUES = (
    "99999999",
    "-1",
    "0",
    "",
    "abc",
    "1e309",
    "2.5",
    "٣",
    "9" * 40,
    "true",
    "none",
    "continue",
    "restart",
    "#REF!",
)
_MOST = 4_000
_PARSER = etree.XMLParser(huge_tree=True)
_INVALID = set(range(32)) - {9, 10, 13} | {0xFFFE, 0xFFFF, *range(0xD800, 0xE000)}


def told(text: str) -> str:
    """The text without what XML cannot hold."""
    return text.translate(dict.fromkeys(_INVALID, ""))


def _drop(rng: Random, element: Any, every: Sequence[Any]) -> None:
    element.getparent().remove(element)


def _double(rng: Random, element: Any, every: Sequence[Any]) -> None:
    for _ in range(rng.choice((1, 1, 2, 20)) if len(element) < 50 else 1):
        element.addnext(deepcopy(element))


def _move(rng: Random, element: Any, every: Sequence[Any]) -> None:
    target = rng.choice(every)
    if target is not element and element not in target.iterancestors():
        target.append(element)


def _copy(rng: Random, element: Any, every: Sequence[Any]) -> None:
    target = rng.choice(every)
    if target.getparent() is not None:
        target.addprevious(deepcopy(element))


def _wrap(rng: Random, element: Any, every: Sequence[Any]) -> None:
    """Inside itself, or inside another of its kind, up to 300 deep."""
    depth = rng.choice((1, 2, 30, 300))
    tag = rng.choice((element.tag, rng.choice(every).tag))
    parent = element.getparent()
    at = parent.index(element)
    for _ in range(depth):
        around = etree.Element(tag)
        around.append(element)
        element = around
    parent.insert(at, element)


def _unwrap(rng: Random, element: Any, every: Sequence[Any]) -> None:
    for child in element:
        element.addprevious(child)
    element.getparent().remove(element)


def _rename(rng: Random, element: Any, every: Sequence[Any]) -> None:
    element.tag = rng.choice(every).tag


def _attribute(rng: Random, element: Any, every: Sequence[Any]) -> None:
    chosen = element if element.attrib else rng.choice([each for each in every if each.attrib] or [element])
    if chosen.attrib:
        name = rng.choice(list(chosen.attrib))
        if rng.random() < 0.2:
            del chosen.attrib[name]
        else:
            chosen.attrib[name] = rng.choice(_VALUES)


def _say(rng: Random, element: Any, every: Sequence[Any]) -> None:
    said = [each for each in every if each.text and each.text.strip()]
    chosen = rng.choice(said) if said else element
    chosen.text = told(words.changed(rng, chosen.text or ""))


def _hush(rng: Random, element: Any, every: Sequence[Any]) -> None:
    for each in element.iter():
        each.text = None


_KINDS: tuple[Callable[[Random, Any, Sequence[Any]], None], ...] = (
    _drop, _drop, _double, _move, _copy, _wrap, _unwrap, _rename, _hush,
    _attribute, _attribute, _attribute, _say, _say, _say,
)  # fmt: skip


def changed(rng: Random, given: bytes, snippets: Sequence[str]) -> bytes:
    """XML with one to five changes; one of the snippets may stand in it."""
    root = etree.fromstring(given, _PARSER)
    for _ in range(rng.randint(1, 5)):
        every = [each for each in root.iter() if isinstance(each.tag, str)]
        inner = [each for each in every if each.getparent() is not None]
        if not inner or len(every) > _MOST:
            break
        element = rng.choice(inner)
        if rng.random() < 0.25:
            new = etree.fromstring(rng.choice(snippets))
            rng.choice((element.append, element.addnext, element.addprevious))(new)
        else:
            rng.choice(_KINDS)(rng, element, every)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)
