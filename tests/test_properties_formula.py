"""The formula parser on formulas that nobody wrote down beforehand."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.composing import VOCABULARY
from iki_lint.language.formula import Formula, Part, parse

Draw = Callable[[st.SearchStrategy[Any]], Any]


class Ratio(NamedTuple):
    """What a formula says, however it is written; `factor` as written, "" for none."""

    part: str
    whole: str
    factor: str = ""


THINGS = [
    thing
    for dinas in VOCABULARY["dinas"]
    for bidang in dinas["bidang"]
    for seksi in bidang["seksi"]
    for thing in seksi["objek"]
]
QUALIFIED = (
    "",
    "",
    " (unit)",
    " usia 7-12 tahun",
    " seluas 1,5 hektare",
    " di desa/kelurahan",
    " se-Kabupaten",
    " (≥ 2,75 km)",
)
FACTORS = ("100%", "100 %", "100", "100 persen", "1.000", "100.000")


@st.composite
def ratios(draw: Draw) -> Ratio:
    """A share of some things among them all, in the words of this field."""
    thing = draw(st.sampled_from(THINGS))
    head = draw(st.sampled_from(["Jumlah ", "jumlah ", "Banyaknya ", "Total "]))
    whole = f"{head}{thing['objek']}{draw(st.sampled_from(QUALIFIED))}"
    return Ratio(f"{whole} {draw(st.sampled_from(thing['hasil']))}", whole, draw(st.sampled_from(["", *FACTORS])))


def _bracketed(draw: Draw, text: str, depth: int = 2) -> str:
    return text if draw(st.integers(0, 2)) else f"({_bracketed(draw, text, depth - 1)})" if depth else f"({text})"


@st.composite
def plain(draw: Draw, ratio: Ratio) -> str:
    """A formula typed in a line."""
    part, whole = (_bracketed(draw, side) for side in ratio[:2])
    sign = draw(
        st.sampled_from([" / ", "/", " : ", ": ", " ÷ ", " dibagi ", " dibagi dengan ", " di bagi ", " dibanding "])
    )
    divided = _bracketed(draw, f"{part}{sign}{whole}")
    times = draw(st.sampled_from([" x ", " X ", " × ", " * ", " dikali ", " dikalikan dengan ", " kali "]))
    name = draw(st.sampled_from(["", "", "= ", "Rumus: ", "Persentase capaian = ", "IKM = "]))
    return f"{name}{divided}{f'{times}{ratio.factor}' if ratio.factor else ''}{draw(st.sampled_from(['', '.']))}"


@st.composite
def compared(draw: Draw, ratio: Ratio) -> str:
    """A formula in words alone."""
    opening = draw(st.sampled_from(["Perbandingan antara ", "perbandingan "]))
    return f"{opening}{ratio.part} dengan {ratio.whole}{f' dikali {ratio.factor}' if ratio.factor else ''}"


@st.composite
def latex(draw: Draw, ratio: Ratio) -> str:
    """A formula in LaTeX."""
    text = draw(st.sampled_from([r"\text{{{}}}", r"\mathrm{{{}}}", "{}"]))
    part, whole = (text.format(side) for side in ratio[:2])
    frac = draw(st.sampled_from([r"\frac{{{}}}{{{}}}", r"\dfrac {{{}}} {{{}}}", r"\left(\frac{{{}}}{{{}}}\right)"]))
    factor = ratio.factor.replace("%", r"\%")
    times = draw(st.sampled_from([r" \times ", r" \cdot ", " x "]))
    sign, end = draw(
        st.sampled_from([("$", "$"), ("$= ", "$"), ("$$", "$$"), ("", ""), (r"\(", r"\)"), (r"\[ ", r" \]")])
    )
    return f"{sign}{frac.format(part, whole)}{f'{times}{factor}' if factor else ''}{end}"


def _said(formula: Formula) -> Ratio:
    parts = (formula.numerator, formula.denominator, formula.multiplier)
    return Ratio(*(part.text if part else "" for part in parts))


@given(ratio=ratios(), data=st.data())
def test_a_ratio_is_read_however_it_is_written(ratio: Ratio, data: Any) -> None:
    written = data.draw(st.one_of(plain(ratio), compared(ratio), latex(ratio)))
    found = parse(written)

    assert (_said(found), found.problems) == (ratio, ())


PIECES = (
    *("Jumlah desa", "jumlah desa yang tertib", "penyeAparatur", "A", "B", "1,5", "1.000", "100", "100%", "%", "😀"),
    *("(", ")", "[", "]", "{", "}", "$", "\\", "\\frac", "\\text", "\\times", "\ue000", "\ue001", "\ue002", "\n", "\t"),
    *("/", ":", "÷", "×", "x", "=", "+", "-", "----", ";", ".", ",", "dibagi", "dikali", "dengan", "per jumlah"),
    *("Keterangan :", "perbandingan", "adalah"),
)
FORMULAS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=14)


def _parts(formula: Formula) -> list[Part]:
    named = ("numerator", "denominator", "multiplier", "other", "before", "notes", "operator")
    return [*filter(None, (getattr(formula, name) for name in named)), *(part for _, part in formula.problems)]


def _letters(text: str) -> str:
    """The letters and digits of a text, LaTeX commands left out."""
    return re.sub(r"[\W_]", "", re.sub(r"\\([A-Za-z]+|.)", "", text))


@given(pieces=FORMULAS, glue=st.sampled_from([" ", ""]))
def test_any_text_is_read_and_each_part_stands_where_it_says(pieces: list[str], glue: str) -> None:
    text = glue.join(pieces)

    for part in _parts(parse(text)):
        assert 0 <= part.start <= part.end <= len(text)
        assert _letters(text[part.start : part.end]) == _letters(part.text)
