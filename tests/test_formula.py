"""The formula parser, on a table of formulas as offices print them."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from iki_lint.calculation import calculation
from iki_lint.document.model import Rumus, Text
from iki_lint.language.formula import Part, parse
from tests.conftest import FIXTURES

TABLE: list[dict[str, Any]] = yaml.safe_load((FIXTURES / "formulas.yaml").read_text(encoding="utf-8"))


def _words(part: Part | None) -> str | None:
    return part.text if part else None


def test_the_table_is_large() -> None:
    assert len(TABLE) >= 80
    assert len({row["text"] for row in TABLE}) == len(TABLE)


@pytest.mark.parametrize("row", TABLE, ids=[row["text"][:60] for row in TABLE])
def test_formula(row: dict[str, Any]) -> None:
    found = parse(row["text"])
    got = {
        "pembilang": _words(found.numerator) if found.divides or row.get("pembilang") else None,
        "penyebut": _words(found.denominator),
        "pengali": _words(found.multiplier),
        "masalah": [name for name, _ in found.problems],
    }
    expected = {key: row.get(key, [] if key == "masalah" else None) for key in got}
    if "latex" in expected["masalah"]:  # what is left of broken LaTeX is anybody's guess
        got, expected = {"masalah": got["masalah"]}, {"masalah": expected["masalah"]}

    assert got == expected


def _letters(text: str) -> str:
    """The letters, digits and percent signs of a text, LaTeX commands left out."""
    return re.sub(r"[^\w%]", "", re.sub(r"\\[A-Za-z]+", "", text))


@pytest.mark.parametrize("row", TABLE, ids=[row["text"][:60] for row in TABLE])
def test_each_part_stands_where_it_says(row: dict[str, Any]) -> None:
    found = parse(row["text"])

    for part in (found.numerator, found.denominator, found.multiplier):
        if part and not {"latex"} & {name for name, _ in found.problems}:
            assert _letters(row["text"][part.start : part.end]) == _letters(part.text)


def test_the_line_of_a_latex_fraction_is_its_command() -> None:
    text = r"$= \frac{\text{Jumlah desa}}{}$"
    line = parse(text).operator

    assert line is not None
    assert text[line.start : line.end] == r"\frac"


def test_what_stands_behind_broken_latex_is_no_part_of_it() -> None:
    assert all(part.end <= len(r"\frac") for _, part in parse(r"\frac").problems)


def test_a_structured_formulasi_has_the_same_form() -> None:
    written = calculation(Text("Jumlah A yang baik / jumlah A x 100%", "/f"))
    taken_apart = calculation(
        Rumus(
            "/f", Text("Jumlah A yang baik", "/f/pembilang"), Text("jumlah A", "/f/penyebut"), Text("100", "/f/p"), None
        )
    )

    for formula in (written, taken_apart):
        assert formula is not None
        assert formula.numerator is not None
        assert formula.denominator is not None
        assert formula.numerator.excerpt == "Jumlah A yang baik"
        assert formula.denominator.excerpt == "jumlah A"
        assert formula.percent
        assert formula.divides
