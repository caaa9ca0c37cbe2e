"""What is asked of every document of a run."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, field, replace
from pathlib import Path

from iki_lint import readers
from iki_lint.analysis import Analysis
from iki_lint.corpus.digest import digest, packed
from iki_lint.document.build import build
from iki_lint.document.places import Places
from iki_lint.engine import Result, lint, remark
from iki_lint.errors import InputError
from iki_lint.findings import Crash, Finding, Language
from iki_lint.hits import Remark
from iki_lint.language.kept import forget
from iki_lint.limits import DEFAULTS, Limits
from iki_lint.outcome import Outcome
from iki_lint.readers import Loaded
from iki_lint.rules import Rule
from iki_lint.selection import PerPath, narrow
from iki_lint.summary import summary
from iki_lint.suppress import Policy


@dataclass(frozen=True, slots=True)
class Plan:
    """The rules that run, the language of what they say, and the suppressions.

    Also what holds for some files only, and how much is read of a document.
    """

    rules: tuple[Rule, ...]
    language: Language = "id"
    policy: Policy = field(default_factory=Policy)
    per_path: tuple[PerPath, ...] = ()
    limits: Limits = DEFAULTS

    @property
    def across(self) -> bool:
        """Whether any of its rules is over several documents."""
        return any(rule.across for rule in self.rules)

    @property
    def alone(self) -> Plan:
        """The same without rules over several documents."""
        return replace(self, rules=tuple(rule for rule in self.rules if not rule.across))

    def read(self, path: Path) -> Loaded:
        """The document in a file. Raises InputError."""
        return readers.read(path, self.limits)

    def lint(self, loaded: Loaded, analysis: Analysis | None = None) -> Result:
        """What the rules that are for this document say of it."""
        rules = narrow(self.rules, self.per_path, Path(loaded.path))
        return lint(loaded, rules, self.language, self.policy, analysis, self.limits)

    def examine(self, path: Path, *, several: bool = False) -> Outcome:
        """What comes of the file at `path`, alone or among several; what fails in it stays with it."""
        forget()
        try:
            return self._examined(path, several)
        except InputError as error:
            return Outcome(str(path), errors=(error,))
        except Exception:
            return Outcome(str(path), crashes=(Crash("iki-lint", str(path), traceback.format_exc()),))

    def _examined(self, path: Path, several: bool) -> Outcome:
        loaded = self.read(path)
        analysis = Analysis(loaded.document, loaded.faults)
        result = self.lint(loaded, analysis)
        return Outcome(
            str(path),
            summary(loaded.path, loaded.document),
            result.findings,
            result.errors,
            loaded.notes,
            result.crashes,
            result.suppressed,
            result.used,
            result.ran if self.policy.external else frozenset(),
            packed(digest(analysis, loaded.path)) if several and self.across else b"",
        )

    def remark(self, remarks: tuple[Remark, ...]) -> tuple[Finding, ...]:
        """What the rules say of the configuration's suppressions; the place is in the configuration."""
        origin = self.policy.origin
        if origin is None:
            return ()
        loaded = Loaded(origin.path, build(origin.root), Places(origin.root), ())
        return remark(loaded, self.rules, remarks, self.language).findings
