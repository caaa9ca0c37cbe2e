"""The data that ships with iki-lint: rules and word lists."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any


@cache
def folder() -> Path:
    """The folder of the built-in rules: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


@cache
def words(name: str) -> dict[str, Any]:
    """The word list `kata/NAME.yaml`."""
    import yaml  # a run in which nothing has changed reads no list

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: dict[str, Any] = yaml.load((folder() / "kata" / f"{name}.yaml").read_bytes(), loader)
    return loaded


@cache
def word_set(name: str, key: str) -> frozenset[str]:
    """One entry of a word list, written as words between spaces, as a set."""
    return frozenset(words(name)[key].split())
