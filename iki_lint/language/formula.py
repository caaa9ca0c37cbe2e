"""The formula parser: what people write in a formulasi, as numerator, denominator and multiplier.

It reads `A / B x 100%`, `A : B × 100`, `A dibagi B dikali 100 persen`, `(A/B)*100`, `jumlah A per jumlah B`,
`\\frac{A}{B} \\times 100` in `$…$` or bare, a name and `=` in front, a definition before and notes or a list behind it,
letters that the notes explain (`A : B`, A = …), and formulas that their writer took apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, TypeAlias

from iki_lint.language.latex import CLOSE, OPEN, OVER, Plain, resolve
from iki_lint.language.roots import is_word

Problem: TypeAlias = Literal["latex", "kurung", "operator", "kata", "ganda"]

_TIMES = r"(?:[×✕*]|\b[xX]\b|(?<=[\s)\ue001])[xX](?=\s?\(?\d)|\bdi\s?kali(?:kan)?\b(?:\s+dengan)?|\bkali\b)"
_FACTOR = (
    r"\(?\s*(?:1(?:00|[.,]?000|0[.,]?000|00[.,]?000|[.,]000[.,]000)|seratus|seribu)(?![.,]?\d)\s*(?:%|persen)?\s*\)?"
)
_TIMES_FACTOR = re.compile(rf"{_TIMES}\s*(?P<factor>{_FACTOR})", re.IGNORECASE)
_BARE_PERCENT = re.compile(
    r"(?<![\d≥≤<>.,])(?<!minimal )(?<!sebesar )(?<!mencapai )\b(?P<factor>100\s*%)", re.IGNORECASE
)
_FACTOR_TIMES = re.compile(rf"^\s*(?P<factor>{_FACTOR})\s*{_TIMES}\s*", re.IGNORECASE)
_OTHER_FACTOR = re.compile(rf"{_TIMES}\s*(?P<factor>\d[\d.,]*|[a-z][^:=]*)", re.IGNORECASE)
_DIVISION = re.compile(
    r"(?P<over>\ue002)|(?P<sure>÷|\bdi\s?bagi(?:kan)?\b(?:\s+(?:dengan|oleh))?|\bberbanding\b(?:\s+dengan)?|\bdibandingkan?\b"
    r"(?:\s+dengan)?)|(?P<slash>/)|(?P<colon>:)|(?P<per>\bper(?=\s+(?:jumlah|total|seluruh|banyaknya)\b))",
    re.IGNORECASE,
)
_COUNT = r"(?:jumlah|total|seluruh|banyaknya|rata-rata|nilai|realisasi|luas|panjang|volume|target)"
_COUNTED = re.compile(rf"\W*{_COUNT}\b", re.IGNORECASE)
_LETTER = re.compile(r"^\W*([A-Z]{1,3}\d?)\W*$")
_NOTE = re.compile(
    r"(?:\(\s*)?\b(?:keterangan|ket|catatan|penjelasan|di\s?mana|dengan\s+ketentuan|contoh|jenis\s+\w+[^:]{0,80}(?=:))"
    r"\b\s*[:.]?|(?<=\s)1\s*[.)]\s+(?=[A-Z])",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?:keterangan|ket|catatan|rumus|formula|formulasi|perhitungan|penghitungan|cara\s+\w+|definisi|sumber|terdiri\s+atas"
    r"|yaitu|meliputi|antara\s+lain|sebagai\s+berikut)\s*$|^\W*[A-Z]{2,6}\s*$",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"^\s*(?:(?:rumus|formula|formulasi|perhitungan|cara\s+(?:meng)?hitung\w*)\s*[:=]?\s*)?(?:[^=:/÷]{0,120}=\s*)?",
    re.I,
)
_DEFINES = re.compile(r"\b(?:adalah|merupakan|yaitu|yakni|bertujuan|dihitung|diukur)\b|[.;]\s", re.IGNORECASE)
_START = re.compile(rf"(?<![A-Za-z]){_COUNT.replace('(?:', '(?:', 1)}\b", re.IGNORECASE)
_VARIABLE = r"(?<![A-Za-z0-9]){}\s*(?:=|:|adalah\b)\s*([^;=]+?)(?=\s*(?:;|,?\s*(?:dan\s+)?\b[A-Z]{{1,3}}\d?\s*(?:=|:|adalah\b)|\)?\s*$))"
_GLUED = re.compile(r"\b([a-z]{3,})([A-Z][a-z]{2,})")
_EMPTY_SIDE = re.compile(r"(?:[+×]|(?<=\s)[-–])\s*(?:$|[+×÷/])|^\s*[+×÷/]")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a formula: its words, and where they stand in the text that was read."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula taken apart. A part that is not there is None.

    `before` is a definition in front, `notes` what stands behind; `multiplier` a power of ten as written ("100%"),
    `other` any other factor; `calculates` tells a division, a multiplier or a sum from mere words.
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


@lru_cache(maxsize=50_000)
def parse(text: str) -> Formula:
    """The formula in a text."""
    return _Parser(text).parse()


class _Parser:
    def __init__(self, text: str) -> None:
        self.source = text
        self.plain: Plain = resolve(text)
        self.text = self.plain.text

    def part(self, start: int, end: int) -> Part | None:
        """The trimmed stretch as a part; None where nothing is left of it."""
        trim = " \t.,;:=" + OPEN + CLOSE + OVER
        while start < end and (self.text[start] in trim or self.text[start] == "("):
            if self.text[start] == "(" and self._closes(start, end):
                break
            start += 1
        while start < end and (self.text[end - 1] in trim or self._stray(start, end)):
            end -= 1
        start, end = self._unwrap(start, end)
        if start >= end or not any(c.isalnum() for c in self.text[start:end]):
            return None
        begin, stop = self.plain.original(start, end)
        words = re.sub(f"[{OPEN}{CLOSE}{OVER}]", " ", self.text[start:end])
        return Part(" ".join(words.split()), begin, stop)

    def _closes(self, start: int, end: int) -> bool:
        """Whether the bracket at `start` is closed before `end`."""
        depth = 0
        for i in range(start, end):
            depth += (self.text[i] == "(") - (self.text[i] == ")")
            if depth == 0:
                return True
        return False

    def _stray(self, start: int, end: int) -> bool:
        last = self.text[end - 1]
        stretch = self.text[start:end]
        return last == "(" or (last == ")" and stretch.count(")") > stretch.count("("))

    def _unwrap(self, start: int, end: int) -> tuple[int, int]:
        """Off with brackets that enclose the whole stretch."""
        while start < end and self.text[start] == "(" and self.text[end - 1] == ")":
            depth = 0
            for i in range(start, end):
                depth += (self.text[i] == "(") - (self.text[i] == ")")
                if depth == 0 and i < end - 1:
                    return start, end
            start, end = start + 1, end - 1
            while start < end and self.text[start].isspace():
                start += 1
            while start < end and self.text[end - 1].isspace():
                end -= 1
        return start, end

    def parse(self) -> Formula:
        division = self._division()
        if division is None:
            return self._undivided()
        begin, end, fraction = division
        left, right = fraction or (0, len(self.text))
        start = left if fraction else self._numerator_start(begin)
        factor = self._factor(right if fraction else end)
        leading = None if fraction else _FACTOR_TIMES.match(self.text, start, begin)
        if fraction and factor is None:
            leading = _FACTOR_TIMES.match(self.text[:left].lstrip(" ="))
        stop = right if fraction else self._denominator_end(end, factor)
        behind = max(stop, factor[1] if factor else stop)
        if fraction and factor is None:
            other = _OTHER_FACTOR.match(self.text, self._skip(right))
            behind = other.end() if other else right
        else:
            other = None
        numerator_start = leading.end() if leading and not fraction else start
        numerator, denominator = self._sides(numerator_start, begin, end, stop, behind)
        trailing = self._trailing_factor(numerator_start, begin)
        return Formula(
            text=self.source,
            numerator=numerator,
            denominator=denominator,
            multiplier=self._multiplier(factor, leading, trailing),
            other=self.part(*other.span("factor")) if other else None,
            before=self.part(0, start),
            notes=self.part(behind, len(self.text)),
            divides=True,
            operator=Part(self.text[begin:end], *self.plain.original(begin, end)),
            problems=self._problems(numerator, denominator, behind),
        )

    def _skip(self, at: int) -> int:
        while at < len(self.text) and self.text[at] in f" {CLOSE})":
            at += 1
        return at

    def _multiplier(self, factor: tuple[int, int] | None, *matches: re.Match[str] | None) -> Part | None:
        if factor:
            return self.part(*factor)
        found = next((m for m in matches if m), None)
        if found is None:
            return None
        return self.part(*found.span("factor")) or Part(found["factor"], *found.span("factor"))

    def _trailing_factor(self, start: int, end: int) -> re.Match[str] | None:
        """ "A x 100% / B": the multiplier inside the numerator."""
        return next(iter(_TIMES_FACTOR.finditer(self.text, start, end)), None)

    def _sides(self, left: int, begin: int, end: int, stop: int, behind: int) -> tuple[Part | None, Part | None]:
        trailing = self._trailing_factor(left, begin)
        numerator = self.part(left, trailing.start() if trailing else begin)
        denominator = self.part(end, stop)
        return self._variable(numerator, behind), self._variable(denominator, behind)

    def _variable(self, side: Part | None, behind: int) -> Part | None:
        """What a letter stands for, where notes behind the formula (or in front) explain it."""
        letter = _LETTER.match(side.text) if side else None
        if not letter:
            return side
        explained = re.compile(_VARIABLE.format(re.escape(letter[1])))
        for begin, end in ((behind, len(self.text)), (0, behind)):
            match = explained.search(self.text, begin, end)
            if match:
                return self.part(*match.span(1)) or side
        return side

    def _undivided(self) -> Formula:
        factor = self._factor(0)
        start = self._name_end(0)
        stop = factor[0] if factor else len(self.text)
        times = _TIMES_FACTOR.search(self.text, start)
        if times and factor:
            stop = times.start()
        other = None if factor else _OTHER_FACTOR.search(self.text)
        note = _NOTE.search(self.text, start)
        if note and note.start() > start:
            stop = min(stop, note.start())
        numerator = self.part(start, stop)
        behind = factor[1] if factor else stop
        return Formula(
            text=self.source,
            numerator=numerator,
            multiplier=self.part(*factor) if factor else None,
            other=self.part(*other.span("factor")) if other else None,
            notes=self.part(behind, len(self.text)),
            problems=self._problems(numerator, None, behind),
        )

    # -- where the division is -------------------------------------------------------------------------------------

    def _division(self) -> tuple[int, int, tuple[int, int] | None] | None:
        """The begin and end of the operator, and for a LaTeX fraction the begin and end of the whole."""
        candidates = list(_DIVISION.finditer(self.text))
        for match in candidates:
            if match["over"]:
                return match.start(), match.end(), self._fraction(match.start())
        likely = [m for m in candidates if self._divides(m)]
        for match in likely:
            if match["sure"]:
                return match.start(), match.end(), None
        headed = [m for m in likely if _COUNTED.match(self.text, m.end())]
        chosen = next(iter(headed or likely), None)
        return (chosen.start(), chosen.end(), None) if chosen else None

    def _fraction(self, at: int) -> tuple[int, int]:
        start, depth = at, 1
        while start > 0 and depth:
            start -= 1
            depth += (self.text[start] == CLOSE) - (self.text[start] == OPEN)
        end, depth = at, 1
        while end + 1 < len(self.text) and depth:
            end += 1
            depth += (self.text[end] == OPEN) - (self.text[end] == CLOSE)
        return start, min(end + 1, len(self.text))

    def _divides(self, match: re.Match[str]) -> bool:
        if match["sure"] or match["per"]:
            return True
        left, right = self.text[: match.start()], self.text[match.end() :]
        return self._slash(left, right) if match["slash"] else self._colon(left, right)

    def _slash(self, left: str, right: str) -> bool:
        spaced = left[-1:].isspace() or right[:1].isspace()
        counted = bool(_COUNTED.match(right)) and bool(left.strip())
        letters = re.search(r"(?:^|[\s(=])[A-Z]{1,3}\d?\s*$", left) and re.match(r"\s*[A-Z]{1,3}\d?\b(?!\w)", right)
        brackets = left.rstrip().endswith(")") and right.lstrip().startswith("(")
        factor = bool(_TIMES_FACTOR.search(right) or _BARE_PERCENT.search(right))
        if counted or brackets:
            return True
        if letters and not spaced:
            return factor
        if not spaced:
            return False
        if factor:
            return True
        return (bool(_COUNTED.search(left)) or _echoes(left, right)) and _share_word(left, right)

    def _colon(self, left: str, right: str) -> bool:
        if not left.strip(" (=") or _LABEL.search(left) or re.match(r"\s*(?:1\s*[.)]|[a-z]\s*[.)]|-)\s", right):
            return False
        if re.search(r"\d\s*$", left) and re.match(r"\s*\d", right):  # a ratio such as 1:20
            return False
        if re.search(r"\b[A-Z]{1,3}\d?\s*$", left) and re.match(r"\s*[A-Z]{1,3}\d?\b(?!\w)", right):
            return True
        if _COUNTED.match(right) and not _DEFINES.search(left[-40:]):
            return True
        factor = _TIMES_FACTOR.search(right) or _BARE_PERCENT.search(right)
        if factor:
            return not _DIVISION.search(right[: factor.start()]) or not _COUNTED.search(right)
        return _share_word(left, right)

    # -- where the sides begin and end -----------------------------------------------------------------------------

    def _name_end(self, at: int) -> int:
        match = _NAME.match(self.text, at)
        return match.end() if match else at

    def _numerator_start(self, operator: int) -> int:
        """Behind a name and "=", and behind a definition, which the last "Jumlah …" or the operand ends."""
        start = 0
        equals = self.text.rfind("=", 0, operator)
        if equals >= 0:
            start = equals + 1
        elif (name := self._name_end(0)) < operator:
            start = name
        defined = _DEFINES.search(self.text, start, operator)
        if not defined:
            return start
        counts = [
            m.start() for m in re.finditer(rf"\b{_COUNT}\b", self.text[:operator], re.I) if m.start() > defined.end()
        ]
        titled = [i for i in counts if self.text[i].isupper()]
        if titled or counts:
            return (titled or counts)[-1]
        return self._echo(defined.end(), operator)

    def _echo(self, start: int, operator: int) -> int:
        """Where the words that the denominator begins with stand last before the operator, with a capital."""
        first = re.match(r"\W*(\w+)", self.text[operator + 1 :])
        if first and len(first[1]) > 3:
            places = [m.start() for m in re.finditer(rf"\b{first[1]}\b", self.text[start:operator], re.IGNORECASE)]
            if places:
                return start + places[-1]
        return start

    def _factor(self, at: int) -> tuple[int, int] | None:
        """The stretch of the first multiplier that is a power of ten, from `at` on."""
        match = _TIMES_FACTOR.search(self.text, at) or _BARE_PERCENT.search(self.text, at)
        if match is None:
            return None
        note = _NOTE.search(self.text, at)
        if note and note.start() < match.start() and note.start() > at:
            return None
        return match.span("factor")

    def _denominator_end(self, start: int, factor: tuple[int, int] | None) -> int:
        note = _NOTE.search(self.text, start + 1)
        stop = note.start() if note else len(self.text)
        if factor and factor[0] < stop:
            times = re.search(rf"{_TIMES}\s*$", self.text[start : factor[0]], re.IGNORECASE)
            return start + times.start() if times else factor[0]
        sentence = re.search(r"[.;]\s+(?=[A-Z])", self.text[start:stop])
        return start + sentence.start() if sentence else stop

    # -- what is wrong with it -------------------------------------------------------------------------------------

    def _problems(
        self, numerator: Part | None, denominator: Part | None, behind: int
    ) -> tuple[tuple[Problem, Part], ...]:
        found: list[tuple[Problem, Part]] = []
        everything = Part(self.source, 0, len(self.source))
        if self.plain.broken:
            found.append(("latex", everything))
        elif not _balanced(self.text):
            found.append(("kurung", everything))
        if self._operator_alone(numerator):
            found.append(("operator", everything))
        for match in _GLUED.finditer(self.text):
            if not is_word(match[1].lower()):
                found.append(("kata", Part(match[0], *self.plain.original(*match.span()))))
        second = self._second(behind)
        if second is not None:
            found.append(("ganda", second))
        return tuple(found)

    def _operator_alone(self, numerator: Part | None) -> bool:
        body = self.text.replace(OPEN, "(").replace(CLOSE, ")").replace(OVER, "÷").strip(" =.;")
        if re.match(r"^[/:÷×+]\s*\w", body) or re.search(r"[+]\s*(?:$|[)+÷/×])|[(÷×]\s*[+÷/×]", body):
            return True
        return bool(re.search(r"÷\s*÷|/\s+/|\(\s*\)\s*÷", body))

    def _second(self, behind: int) -> Part | None:
        """A second formula behind the first."""
        rest = self.text[behind:]
        note = _NOTE.search(rest)
        rest = rest[: note.start()] if note else rest
        match = re.search(
            rf"\b{_COUNT}\b[^=;]*?(?:/|:|÷|\bdibagi\b|{OVER})[^=;]*?{_TIMES}\s*\(?\s*1[0.]*00", rest, re.IGNORECASE
        )
        if match is None and OVER in rest:
            match = re.search(rf"{OPEN}.*{CLOSE}", rest)
        if match is None:
            return None
        return self.part(behind + match.start(), behind + match.end())


def _balanced(text: str) -> bool:
    depth = 0
    for i, char in enumerate(text):
        if char == "(":
            depth += 1
        elif char == ")":
            if depth == 0 and re.search(r"(?:^|\s)(?:\w|\d+)$", text[:i]):
                continue  # a list mark such as "a)"
            depth -= 1
            if depth < 0:
                return False
    return depth == 0


def _echoes(left: str, right: str) -> bool:
    """Whether the denominator opens with the numerator's first word."""
    first, second = (re.match(r"\W*(\w+)", side) for side in (left, right))
    return bool(first and second and first[1].lower() == second[1].lower())


def _share_word(left: str, right: str) -> bool:
    words = set(re.findall(r"[a-z]{3,}", left.lower())) - {"yang", "dan", "jumlah", "untuk", "pada"}
    return bool(words & set(re.findall(r"[a-z]{3,}", right.lower())))
