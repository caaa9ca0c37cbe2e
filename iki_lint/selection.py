"""Which rules run: codes, families (three letters) or names."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from iki_lint.rules import Rule


class UnknownRuleError(ValueError):
    """A name that is no rule's code, family or name; `near` is the nearest that is."""

    def __init__(self, name: str, near: str) -> None:
        super().__init__(name)
        self.name, self.near = name, near


def choose(rules: Sequence[Rule], select: Iterable[str], ignore: Iterable[str]) -> tuple[Rule, ...]:
    """The rules that are selected (all where nothing is) and not ignored. Raises UnknownRuleError."""
    wanted = [rule for name in select for rule in named(rules, name)] or list(rules)
    unwanted = [rule for name in ignore for rule in named(rules, name)]
    return tuple(rule for rule in rules if rule in wanted and rule not in unwanted)


def named(rules: Sequence[Rule], name: str) -> list[Rule]:
    """The rules of a code, family or name, whatever its case. Raises UnknownRuleError."""
    asked = name.strip().casefold()
    found = [r for r in rules if asked in (r.code.casefold(), r.family.casefold(), r.name)]
    if not found:
        known = [label for r in rules for label in (r.code, r.family, r.name)]
        near = difflib.get_close_matches(name, known, 1, 0.4) or difflib.get_close_matches(name.upper(), known, 1, 0.4)
        raise UnknownRuleError(name, near[0] if near else "")
    return found
