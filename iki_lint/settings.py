"""The configuration and the rules that apply, from where the command is run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from iki_lint import config, config_file, packs, selection, suppress
from iki_lint.findings import Language
from iki_lint.plan import Plan
from iki_lint.rules import Rule


def settings() -> tuple[config.Config, tuple[Rule, ...]]:
    """The configuration, and every rule that it gives. Raises InputError."""
    given = config.load(config_file.find(Path.cwd()))
    known = packs.load(given.packs, given.tunings)
    config.verify(given, known)
    suppress.refuse_unknown(_policy(given, known))
    return given, known


def planned(lang: str | None, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[config.Config, Plan]:
    """The configuration, and what it and the command line ask of a run. Raises InputError and UnknownRuleError."""
    given, known = settings()
    rules = selection.choose(known, select or given.select, (*ignore, *given.ignore))
    language = cast(Language, lang or given.lang or "id")
    return given, Plan(rules, language, _policy(given, known), given.per_path, given.limits)


def _policy(given: config.Config, known: Sequence[Rule]) -> suppress.Policy:
    return suppress.Policy(suppress.suppressible(rule.code for rule in known), given.suppressions, given.origin)
