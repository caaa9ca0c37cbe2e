"""Which rules run: codes, families (three letters) or names."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from iki_lint.errors import UnknownRuleError
from iki_lint.rules import Rule

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


@dataclass(frozen=True, slots=True)
class PerPath:
    """What is asked for some files: those of a pattern, as in .gitignore, that is seen from `folder`."""

    folder: Path
    pattern: str
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def fits(self, path: Path) -> bool:
        """Whether a file is one of them."""
        file, folder = path.resolve(), self.folder.resolve()
        return file.is_relative_to(folder) and _spec(self.pattern).match_file(file.relative_to(folder).as_posix())


@cache
def _spec(pattern: str) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec  # only where a configuration has patterns

    return GitIgnoreSpec.from_lines([pattern])


def choose(rules: Sequence[Rule], select: Iterable[str], ignore: Iterable[str]) -> tuple[Rule, ...]:
    """The rules that are selected (all where nothing is) and not ignored. Raises UnknownRuleError."""
    wanted = [rule for name in select for rule in named(rules, name)] or list(rules)
    unwanted = [rule for name in ignore for rule in named(rules, name)]
    return tuple(rule for rule in rules if rule in wanted and rule not in unwanted)


def narrow(rules: Sequence[Rule], asked: Iterable[PerPath], path: Path) -> Sequence[Rule]:
    """Those of the rules that also run on this file."""
    for each in asked:
        if each.fits(path):
            rules = [r for r in rules if (not each.select or _among(r, each.select)) and not _among(r, each.ignore)]
    return rules


def _among(rule: Rule, names: Iterable[str]) -> bool:
    return any(name.strip().casefold() in (rule.code.casefold(), rule.family.casefold(), rule.name) for name in names)


def named(rules: Sequence[Rule], name: str) -> list[Rule]:
    """The rules of a code, family or name, whatever its case. Raises UnknownRuleError."""
    found = [rule for rule in rules if _among(rule, [name])]
    if not found:
        known = [label for r in rules for label in (r.code, r.family, r.name)]
        near = difflib.get_close_matches(name, known, 1, 0.4) or difflib.get_close_matches(name.upper(), known, 1, 0.4)
        raise UnknownRuleError(name, near[0] if near else "")
    return found
