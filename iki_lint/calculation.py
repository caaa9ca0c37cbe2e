"""A formulasi as one parsed form, whichever way it was written, with the place of each part."""

from __future__ import annotations

from dataclasses import dataclass

from iki_lint.document.model import Rumus, Text
from iki_lint.hits import Mark, whole
from iki_lint.language.formula import Formula, Part, Problem, parse
from iki_lint.language.kept import kept


@dataclass(frozen=True, slots=True)
class Calculation:
    """The parts of a formulasi as places in its texts; a part that is not there is None.

    `text` holds all of its words, `anchor` the text to underline where no part is meant.
    """

    text: str
    anchor: Text
    numerator: Mark | None
    denominator: Mark | None
    multiplier: Mark | None
    operator: Mark | None
    notes: str
    calculates: bool
    divides: bool
    percent: bool
    problems: tuple[tuple[Problem, Mark], ...] = ()


def calculation(formulasi: Text | Rumus) -> Calculation | None:
    """The one form of a formulasi; None where it says nothing."""
    if not formulasi:
        return None
    return _written(formulasi) if isinstance(formulasi, Text) else _taken_apart(formulasi)


@kept(20_000)
def _written(text: Text) -> Calculation:
    formula: Formula = parse(text.value)

    def mark(part: Part | None) -> Mark | None:
        return Mark(text, part.start, part.end) if part else None

    return Calculation(
        text=text.value,
        anchor=text,
        numerator=mark(formula.numerator),
        denominator=mark(formula.denominator),
        multiplier=mark(formula.multiplier),
        operator=mark(formula.operator),
        notes=" ".join(part.text for part in (formula.before, formula.notes) if part),
        calculates=formula.calculates,
        divides=formula.divides,
        percent=formula.percent,
        problems=tuple((name, Mark(text, part.start, part.end)) for name, part in formula.problems),
    )


@kept(20_000)
def _taken_apart(rumus: Rumus) -> Calculation:
    if rumus.keterangan and not rumus.pembilang and not rumus.penyebut:
        return _written(rumus.keterangan)
    parts = [t for t in (rumus.pembilang, rumus.penyebut, rumus.pengali, rumus.keterangan) if t]
    said = " ".join(t.value for t in parts)
    factor = rumus.pengali.value.strip() if rumus.pengali else ""
    problems = tuple((name, Mark(t, 0, len(t.value))) for t in parts[:2] for name, _ in parse(t.value).problems)
    return Calculation(
        text=said,
        anchor=parts[0],
        numerator=whole(rumus.pembilang) if rumus.pembilang else None,
        denominator=whole(rumus.penyebut) if rumus.penyebut else None,
        multiplier=whole(rumus.pengali) if rumus.pengali and factor[:2] == "10" else None,
        operator=None,
        notes=rumus.keterangan.value if rumus.keterangan else "",
        calculates=bool(rumus.penyebut or rumus.pengali),
        divides=bool(rumus.penyebut),
        percent="%" in said or "persen" in said.lower() or factor == "100",
        problems=problems,
    )


def words(mark: Mark) -> str:
    """The words of a part, as plain text (LaTeX resolved)."""
    parsed = parse(mark.text.value) if "\\" in mark.text.value or "$" in mark.text.value else None
    if parsed:
        for part in (parsed.numerator, parsed.denominator, parsed.multiplier):
            if part and (part.start, part.end) == (mark.start, mark.end):
                return part.text
    return mark.excerpt
