"""The formula parser: what people write in a formulasi, as numerator, denominator and multiplier.

It reads `A / B x 100%`, `A : B × 100`, `A dibagi B dikali 100 persen`, `(A/B)*100`, `jumlah A per jumlah B`,
`\\frac{A}{B} \\times 100` in `$…$` or bare, a name and `=` in front, a definition before and notes or a list behind it,
letters that the notes explain (`A : B`, A = …), a line drawn between A and B, and A on the line over B.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from iki_lint.language import signs
from iki_lint.language.kept import kept
from iki_lint.language.latex import CLOSE, OPEN, OVER, Plain, resolve
from iki_lint.language.roots import is_word

Problem: TypeAlias = Literal["latex", "kurung", "operator", "kata", "ganda"]

_LETTER = re.compile(r"^\W*([A-Za-z]{1,3}\d?)\W*$")
_EXPLAINED = (
    r"(?<![A-Za-z0-9]){}\s*(?:=|:|adalah\b)\s*([^;=]+?)"
    r"(?=\s*(?:;|,?\s*(?:dan\s+)?\b[A-Za-z]{{1,3}}\d?\s*(?:=|:|adalah\b)|\)?\s*$))"
)
_GLUED = re.compile(r"\b([a-z]{3,})([A-Z][a-z]{2,})")
_PRODUCT = re.compile(r"\b(?:aplikasi|sistem|website|laman|program|platform|layanan|inovasi)\s+$", re.IGNORECASE)
_TRIM = " \t.,;:=" + OPEN + CLOSE + OVER
_MARKED = re.compile(r"(?:^|[\s:,;(])(?:[a-z]|\d+)$")
_MARK = 10  # characters before a bracket in which the mark of a list may stand
_ALONE = (
    re.compile(r"^(?:[/:÷×+]|dibagi\b)\s*\w", re.IGNORECASE),
    re.compile(r"[+]\s*(?:$|[)+÷/×])|[(×]\s*[+÷/×]|÷\s*[+÷/]"),
    re.compile(r"/\s+/|:\s*:|\(\s*\)\s*÷|(?<=\s)[-–]\s*[/÷:]"),
    re.compile(r"(?:×|\s[xX])\s*$|^(?:×|[xX]\s)"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a formula: its words, and where they stand in the text that was read."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula taken apart. A part that is not there is None.

    Where nothing is divided, `numerator` is what is counted. `before` is a definition in front, `notes` what stands
    behind; `multiplier` a power of ten as written ("100%"), `other` any other factor.
    """

    text: str
    numerator: Part | None = None
    denominator: Part | None = None
    multiplier: Part | None = None
    other: Part | None = None
    before: Part | None = None
    notes: Part | None = None
    divides: bool = False
    operator: Part | None = None
    problems: tuple[tuple[Problem, Part], ...] = field(default=())

    @property
    def calculates(self) -> bool:
        """Whether anything is divided or multiplied."""
        return self.divides or self.multiplier is not None or self.other is not None

    @property
    def percent(self) -> bool:
        """Whether × 100 or a percent sign stands in it, in figures or words."""
        hundred = self.multiplier is not None and re.match(r"\D*(100\D*$|100%|seratus)", self.multiplier.text)
        return bool(hundred) or bool(re.search(r"%|\bpersen\b", self.text, re.IGNORECASE))


@kept(50_000)
def parse(text: str) -> Formula:
    """The formula in a text."""
    return _Reading(text).formula()


class _Reading:
    """One formula while it is read."""

    def __init__(self, text: str) -> None:
        self.source = text
        self.plain: Plain = resolve(text)
        self.text = self.plain.text

    def formula(self) -> Formula:
        division = signs.find_division(self.text)
        if division is None:
            return self._undivided()
        return self._fraction(division, division.whole) if division.whole else self._divided(division)

    def _fraction(self, division: signs.Division, whole: signs.Span) -> Formula:
        """A LaTeX fraction: its sides are plain, only the factor has to be found."""
        left, right = whole
        factor = signs.find_factor(self.text, right, bare=True)
        equals = self.text.rfind("=", 0, left) + 1
        leading = signs.leading_factor(self.text, equals, left)
        other = None if factor else signs.other_factor(self.text[: signs.notes_start(self.text, right)], right)
        behind = factor[1] if factor else other.end() if other else right
        return self._assemble(
            division,
            (left, division.start),
            (division.end, right),
            factor or (leading.span("factor") if leading else None),
            behind,
            before=leading.start() if leading else left,
            other=other.span("factor") if other else None,
        )

    def _divided(self, division: signs.Division) -> Formula:
        start = signs.numerator_start(self.text, division.start)
        leading = signs.leading_factor(self.text, start, division.start)
        inner = None if leading else signs.inner_factor(self.text, start, division.start)
        factor = signs.find_factor(self.text, division.end, bare=True)
        below = division.end
        if factor and signs.beside_line(self.text, below, factor):
            below, stop = factor[1], signs.denominator_end(self.text, factor[1], None)
        else:
            stop = signs.denominator_end(self.text, below, factor)
        early = leading or inner
        return self._assemble(
            division,
            (leading.end() if leading else start, inner.start() if inner else division.start),
            (below, stop),
            factor or (early.span("factor") if early else None),
            max(stop, factor[1]) if factor and factor[0] >= stop and self._joined(stop, factor[0]) else stop,
            before=start,
        )

    def _joined(self, stop: int, factor: int) -> bool:
        """Whether nothing but a sign of times stands between denominator and factor."""
        return len(self.text[stop:factor].split()) <= 4

    def _assemble(
        self,
        division: signs.Division,
        above: signs.Span,
        below: signs.Span,
        factor: signs.Span | None,
        behind: int,
        before: int,
        other: signs.Span | None = None,
    ) -> Formula:
        return Formula(
            text=self.source,
            numerator=self._explained(self._part(*above), behind),
            denominator=self._explained(self._part(*below), behind),
            multiplier=self._factor(factor),
            other=self._part(*other) if other else None,
            before=self._part(0, before),
            notes=self._part(behind, len(self.text)),
            divides=True,
            operator=self._at((division.start, division.end)) if division.start < division.end else None,
            problems=self._problems(behind),
        )

    def _undivided(self) -> Formula:
        start = signs.name_end(self.text)
        factor = signs.find_factor(self.text, start, bare=False)
        stop = signs.denominator_end(self.text, start, factor) if factor else signs.notes_start(self.text, start)
        other = None if factor else signs.other_factor(self.text[:stop], start)
        behind = factor[1] if factor else stop
        return Formula(
            text=self.source,
            numerator=self._part(start, stop),
            multiplier=self._factor(factor),
            other=self._part(*other.span("factor")) if other else None,
            notes=self._part(behind, len(self.text)),
            problems=self._problems(behind),
        )

    # -- parts -----------------------------------------------------------------------------------------------------

    def _part(self, start: int, end: int) -> Part | None:
        """The stretch without what encloses it; None where nothing is left of it."""
        start, end = self._trimmed(start, end)
        if not any(c.isalnum() for c in self.text[start:end]):
            return None
        words = re.sub(f"[{OPEN}{CLOSE}{OVER}]", " ", self.text[start:end])
        return Part(" ".join(words.split()), *self.plain.original(start, end))

    def _trimmed(self, start: int, end: int) -> signs.Span:
        """Off with white space, signs at the ends, and brackets that are not closed inside or enclose it all."""
        pairs = _pairs(self.text, start, end)
        closing = set(pairs.values())
        while start < end:
            first, last = self.text[start], self.text[end - 1]
            if first in _TRIM or first == "/" or (first == "(" and start not in pairs):
                start += 1
            elif last in _TRIM or (last in "()" and end - 1 not in closing):
                end -= 1
            elif pairs.get(start) == end - 1:
                start, end = start + 1, end - 1
            else:
                break
        return start, end

    def _factor(self, span: signs.Span | None) -> Part | None:
        return self._part(*span) if span else None

    def _explained(self, side: Part | None, behind: int) -> Part | None:
        """What a letter stands for, where notes behind the formula (or in front) explain it."""
        letter = _LETTER.match(side.text) if side else None
        if not letter:
            return side
        pattern = re.compile(_EXPLAINED.format(re.escape(letter[1])))
        match = pattern.search(self.text, behind) or pattern.search(self.text, 0, behind)
        return (self._part(*match.span(1)) or side) if match else side

    # -- what is wrong with it -------------------------------------------------------------------------------------

    def _problems(self, behind: int) -> tuple[tuple[Problem, Part], ...]:
        found: list[tuple[Problem, Part]] = []
        everything = Part(self.source, 0, len(self.source))
        if self.plain.broken:
            found.append(("latex", everything))
        elif not _balanced(self.text):
            found.append(("kurung", everything))
        body = self.text.replace(OPEN, "(").replace(CLOSE, ")").replace(OVER, "÷").strip(" =.;")
        if any(pattern.search(body) for pattern in _ALONE):
            found.append(("operator", everything))
        found += [("kata", self._at(m.span())) for m in _GLUED.finditer(self.text) if self._senseless(m)]
        second = signs.second_formula(self.text, behind)
        if second:
            found.append(("ganda", self._at(second)))
        return tuple(found)

    def _at(self, span: signs.Span) -> Part:
        return Part(self.text[span[0] : span[1]].strip(), *self.plain.original(*span))

    def _senseless(self, match: re.Match[str]) -> bool:
        """Whether words are run together so that the first is none: "penyeAparatur"; not a product's name."""
        return not is_word(match[1].lower()) and not _PRODUCT.search(self.text[: match.start()])


def _pairs(text: str, start: int, end: int) -> dict[int, int]:
    """For each bracket of a stretch that is closed there, its place and that of the one that closes it."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for at in range(start, end):
        if text[at] == "(":
            waiting.append(at)
        elif text[at] == ")" and waiting:
            found[waiting.pop()] = at
    return found


def _balanced(text: str) -> bool:
    """Whether every bracket has its other; a list mark such as "a)" needs none."""
    return _nested(text, "(", ")") and _nested(text, "[", "]")


def _nested(text: str, opening: str, closing: str) -> bool:
    depth = 0
    for at, char in enumerate(text):
        listed = _MARKED.search(text, max(0, at - _MARK), at) if char == closing else None
        if listed and (depth == 0 or text.count(closing) > text.count(opening)):
            continue
        depth += (char == opening) - (char == closing)
        if depth < 0:
            return False
    return depth == 0
