"""What is asked of every document of a run."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from iki_lint.engine import Result, lint
from iki_lint.findings import Language
from iki_lint.readers import Loaded
from iki_lint.rules import Rule
from iki_lint.selection import PerPath, narrow
from iki_lint.suppress import Policy


@dataclass(frozen=True, slots=True)
class Plan:
    """The rules that run, the language of what they say, the suppressions, and what holds for some files only."""

    rules: tuple[Rule, ...]
    language: Language = "id"
    policy: Policy = field(default_factory=Policy)
    per_path: tuple[PerPath, ...] = ()

    @property
    def across(self) -> bool:
        """Whether any of its rules is over several documents."""
        return any(rule.across for rule in self.rules)

    @property
    def alone(self) -> Plan:
        """The same without rules over several documents."""
        return replace(self, rules=tuple(rule for rule in self.rules if not rule.across))

    def lint(self, loaded: Loaded) -> Result:
        """What the rules that are for this document say of it."""
        rules = narrow(self.rules, self.per_path, Path(loaded.path))
        return lint(loaded, rules, self.language, self.policy)
