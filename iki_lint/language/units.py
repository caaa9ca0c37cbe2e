"""Targets and their units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from iki_lint import data

_TARGET = re.compile(
    r"^\W*(?:(?:minimal|maksimal|min|maks|paling\s+\w+|lebih\s+dari|kurang\s+dari)\W+)?"
    r"(?:(?P<money>rp|rupiah)\.?\s*)?(?P<number>\d[\d.,]*(?:\s*[-–—]\s*\d[\d.,]*)?)\s*(?:\([^)]*\)\s*)?(?P<unit>.*)$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Target:
    """A target taken apart: the unit as written (lower case) and where it stands."""

    unit: str
    start: int
    end: int


@cache
def _classes() -> dict[str, str]:
    return {word: name for name, listed in data.words("satuan").items() for word in listed.split()}


def unit_class(word: str) -> str | None:
    """The class of a unit or of a counted noun, of several words by the first; None where the lists have none."""
    return _classes().get(word.replace(" ", "-")) or _classes().get(word.partition(" ")[0])


def read_target(text: str) -> Target | None:
    """The number's unit; None where the target is no number. A bare number has the unit ""."""
    match = _TARGET.match(text)
    if not match:
        return None
    if match["money"]:
        return Target("rp", *match.span("money"))
    unit = match["unit"].strip(" .;,-")
    return Target(unit.lower(), match.start("unit"), match.start("unit") + len(unit))
