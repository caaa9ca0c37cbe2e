"""The characters of a Word document, each with a number: what its reader and what writes into it agree on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from iki_lint.readers import fields

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FRACTION = f"{MATH}f"
_BRACKETS = f"{MATH}d"
_ARGUMENT = f"{MATH}e"  # of a root, a sum, brackets
_SUM = f"{MATH}nary"
INSTRUCTION = qn("w:instrText")
_FIELD = qn("w:fldSimple")
FIELD_SIGN = qn("w:fldChar")
FIELD_SIGNS = frozenset((INSTRUCTION, _FIELD, FIELD_SIGN))
_TEXTS = frozenset((qn("w:t"), f"{MATH}t", INSTRUCTION))
_MARKS = {"begin": fields.BEGIN, "separate": fields.SEPARATE, "end": fields.END}
_SIGNS = {
    qn("w:tab"): " ",
    qn("w:ptab"): " ",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    FRACTION: " ",
    f"{MATH}den": " / ",
}
_CLOSING = {FRACTION: " ", _FIELD: fields.END}
_BEFORE = {f"{MATH}rad": "√(", _SUM: " "}
_AFTER = {f"{MATH}rad": ")"}


def drawn(element: Any) -> str:
    """What an element writes before all that stands inside it; "" for most."""
    if element.tag == _BRACKETS:
        return _sign(element, "d", "begChr", "(")
    if element.tag == _SUM:
        return _sign(element, "nary", "chr", "∫")
    if element.tag == _ARGUMENT:
        return _BEFORE.get(element.getparent().tag, "")
    if element.tag == _FIELD:
        return f"{fields.BEGIN}{element.get(qn('w:instr'), '')}{fields.SEPARATE}"
    if element.tag == FIELD_SIGN:
        return _MARKS.get(element.get(qn("w:fldCharType")), "")
    return (element.text or "") if element.tag in _TEXTS else _SIGNS.get(element.tag, "")


def closing(element: Any) -> str:
    """What an element writes behind all that stands inside it; it has the place of what it writes before."""
    if element.tag == _BRACKETS:
        return _sign(element, "d", "endChr", ")")
    if element.tag == _ARGUMENT:
        return _AFTER.get(element.getparent().tag, "")
    return _CLOSING.get(element.tag, "")


def _sign(element: Any, name: str, key: str, plain: str) -> str:
    """The sign that a part of an equation is drawn with."""
    given = element.find(f"{MATH}{name}Pr/{MATH}{key}")
    return plain if given is None else str(given.get(f"{MATH}val") or "")


def inked(body: Any) -> Iterator[tuple[Any, int]]:
    """Everything in a body that writes, in the order of the file, with the number of its first character from 0."""
    spot = 0
    for element in body.iter(*_TEXTS, *_SIGNS, _BRACKETS, _ARGUMENT, _SUM, *FIELD_SIGNS):
        if drawn(element) or closing(element):
            yield element, spot
        spot += len(drawn(element))
