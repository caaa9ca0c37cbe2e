"""Comments and tracked changes in the text of a Word document, its runs split where words begin or end inside one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import deepcopy
from itertools import count
from typing import Any

from docx.oxml.ns import nsmap, qn
from lxml.builder import ElementMaker

from iki_lint.readers.ink import FIELD_SIGN, INSTRUCTION, drawn, inked

W = ElementMaker(namespace=nsmap["w"], nsmap={"w": nsmap["w"]})
_PART_OF_LINE = frozenset(map(qn, ("w:ins", "w:moveTo", "w:smartTag")))  # a comment may begin and end inside these
_HOMES = frozenset(map(qn, ("w:tc", "w:txbxContent", "w:body")))
_RANGE = frozenset(map(qn, ("w:commentRangeStart", "w:commentRangeEnd")))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
AUTHOR = "iki-lint"


class Runs:
    """The characters of a body, by their numbers, while its runs are split."""

    def __init__(self, body: Any) -> None:
        found = list(inked(body))
        self.elements = [element for element, _ in found]
        self.begins = [begin for _, begin in found]
        self.ranges = _ranges(body)
        taken = (int(each) for each in body.xpath(".//@w:id", namespaces=nsmap) if each.isdecimal())
        self.numbers = count(1 + max(taken, default=0))

    def carry(self, spots: Sequence[int], numbers: Iterable[str]) -> bool:
        """Whether one of the comments with those numbers was on the characters before any was put there."""
        return any(min(spots) in self.ranges.get(number, ()) for number in numbers)

    def comment(self, spots: Sequence[int], number: str) -> None:
        """Put the comment of that number on characters, as far as they stand in one cell."""
        begin = min(spots)
        home = _home(self._element(begin))
        end = max(spot for spot in spots if _home(self._element(spot)) is home)
        first, last = _beside_field(self._first(begin), "begin"), _beside_field(self._last(end), "end")
        name = {qn("w:id"): number}
        first.addprevious(W.commentRangeStart(name))
        last.addnext(W.r(W.commentReference(name)))
        last.addnext(W.commentRangeEnd(name))

    def replace(self, begin: int, end: int, text: str) -> None:
        """Track a text in place of the characters from `begin` up to `end` of a paragraph's own runs.

        It has the formatting of the first of them; where there are none, it stands behind the one before, and has its.
        """
        self._part(begin)
        self._part(end)
        gone = self.elements[bisect_left(self.begins, begin) : bisect_left(self.begins, end)]
        runs = [self._removed(element) for element in gone] or [self._last(begin - 1)]
        last = runs[-1].getparent() if gone else runs[-1]
        if text:
            looks = deepcopy(runs[0].findall(qn("w:rPr")))
            last.addnext(W.ins(self._signed(), W.r(*looks, W.t({_SPACE: "preserve"}, text))))

    def _removed(self, element: Any) -> Any:
        """The run of an element that is tracked as taken out, and has nothing else in it."""
        _divide(element)
        run = _ended(element)
        if element.tag == qn("w:t"):
            element.tag = qn("w:delText")
        gone = W("del", self._signed())
        run.addprevious(gone)
        gone.append(run)
        return run

    def _signed(self) -> dict[str, str]:
        return {qn("w:id"): str(next(self.numbers)), qn("w:author"): AUTHOR}

    def _at(self, spot: int) -> int:
        return bisect_right(self.begins, spot) - 1

    def _element(self, spot: int) -> Any:
        return self.elements[self._at(spot)]

    def _first(self, spot: int) -> Any:
        """What stands in a paragraph and begins with a character, or holds it and cannot be split."""
        self._part(spot)
        element = self._element(spot)
        _divide(element)
        return _anchor(element)

    def _last(self, spot: int) -> Any:
        """What stands in a paragraph and ends with a character, or holds it and cannot be split."""
        self._part(spot + 1)
        return _ended(self._element(spot))

    def _part(self, spot: int) -> None:
        """Split the text that holds a character before it, where the run that holds the text can be split."""
        at = self._at(spot)
        element, offset = self.elements[at], spot - self.begins[at]
        if not 0 < offset < len(drawn(element)):
            return  # what begins there may stand in no paragraph
        if element.tag == INSTRUCTION or _anchor(element) is not element.getparent():
            return
        rest = deepcopy(element)
        rest.tail = None
        element.text, rest.text = element.text[:offset], element.text[offset:]
        for half in (element, rest):
            half.set(_SPACE, "preserve")
        element.addnext(rest)
        self.elements.insert(at + 1, rest)
        self.begins.insert(at + 1, spot)


def _ranges(body: Any) -> dict[str, range]:
    """The characters that each comment is on, by its number."""
    spot, found = 0, defaultdict[str, list[int]](list)
    for element in body.iter():
        if element.tag in _RANGE:
            found[element.get(qn("w:id"))].append(spot)
        spot += len(drawn(element))
    return {number: range(*places) for number, places in found.items() if len(places) == len(_RANGE)}


def _home(element: Any) -> Any:
    """The cell, the text box or the body in which something stands."""
    return next(parent for parent in element.iterancestors() if parent.tag in _HOMES)


def _anchor(element: Any) -> Any:
    """What holds an element and may have a comment beside it: a run, or a whole equation, link, control or drawing."""
    path = [element, *element.iterancestors()]
    at = max(i for i, parent in enumerate(path) if parent.tag == qn("w:p")) - 1
    while path[at].tag in _PART_OF_LINE:
        at -= 1
    return path[at]


def _beside_field(part: Any, side: str) -> Any:
    """The run with which a field begins or ends in whose instruction a run stands; any other part as it is."""
    if part.find(INSTRUCTION) is None:
        return part
    beyond = [part, *part.itersiblings(preceding=side == "begin")]
    mark = f"{FIELD_SIGN}[@{qn('w:fldCharType')}='{side}']"
    return next((run for run in beyond if run.find(mark) is not None), part)


def _ended(element: Any) -> Any:
    """What holds an element, its run split behind it."""
    if (following := element.getnext()) is not None:
        _divide(following)
    return _anchor(element)


def _divide(element: Any) -> None:
    """Let a run of the same formatting begin with an element that stands inside one."""
    run = element.getparent()
    earlier = [each for each in element.itersiblings(preceding=True) if each.tag != qn("w:rPr")]
    if not earlier or _anchor(element) is not run:
        return
    rest = run.makeelement(run.tag, run.attrib)
    rest.extend(deepcopy(each) for each in run.findall(qn("w:rPr")))
    rest.extend([element, *element.itersiblings()])
    run.addnext(rest)
