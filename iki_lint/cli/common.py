"""What several commands do alike: options, the configuration, errors, writing."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import click

from iki_lint import config, config_file, output, packs, selection, suppress
from iki_lint.errors import UNUSABLE, InputError
from iki_lint.findings import Language
from iki_lint.plan import Plan
from iki_lint.report import Report, Style
from iki_lint.report.places import aside, clean
from iki_lint.report.unchecked import unchecked
from iki_lint.rules import Rule

_PIPE_WIDTH = 120
LANGUAGES = click.Choice(["id", "en"])


class Unusable(click.ClickException):
    """Anything that the user has to mend before a run is possible."""

    exit_code = UNUSABLE


def settings() -> tuple[config.Config, tuple[Rule, ...]]:
    """The configuration, and every rule that it gives."""
    try:
        given = config.load(config_file.find(Path.cwd()))
        known = packs.load(given.packs, given.tunings)
        config.verify(given, known)
        suppress.refuse_unknown(_policy(given, known))
    except InputError as error:
        raise Unusable(str(error)) from error
    return given, known


def planned(lang: str | None, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[config.Config, Plan]:
    """The configuration, and what it and the command line ask of a run. Raises Unusable."""
    given, known = settings()
    rules = _chosen(known, _split(select) or given.select, _split(ignore) + given.ignore)
    return given, Plan(rules, cast(Language, lang or given.lang or "id"), _policy(given, known), given.per_path)


def _policy(given: config.Config, known: Sequence[Rule]) -> suppress.Policy:
    return suppress.Policy(suppress.suppressible(rule.code for rule in known), given.suppressions, given.origin)


def _chosen(known: Sequence[Rule], select: Sequence[str], ignore: Sequence[str]) -> tuple[Rule, ...]:
    try:
        return selection.choose(known, select, ignore)
    except selection.UnknownRuleError as error:
        raise Unusable(str(error)) from error


def named(known: Sequence[Rule], name: str) -> list[Rule]:
    """The rules of a name. Raises Unusable where it is none."""
    try:
        return selection.named(known, name)
    except selection.UnknownRuleError as error:
        raise Unusable(str(error)) from error


def _split(names: Sequence[str]) -> tuple[str, ...]:
    """Names given one by one or with commas between them."""
    return tuple(part.strip() for name in names for part in name.split(",") if part.strip())


def told(error: InputError, language: Language) -> str:
    """An error as one line."""
    return clean(f"{error.place}: {error.message(language)}")


def asides(report: Report, language: Language) -> Iterator[str]:
    """What goes beside the reports: what was not checked, and how iki-lint failed."""
    yield from (aside(each, language) for each in unchecked(report, language))
    yield from (crash.trace for crash in report.crashes)


def shaped(style: Style, path: Path | None) -> Style:
    """The style for a report to a file, or to standard output with its colours and width."""
    terminal = path is None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal or "COLUMNS" in os.environ else _PIPE_WIDTH
    return replace(style, colour=terminal and not os.environ.get("NO_COLOR"), width=width)


def write(text: str, path: Path | None) -> None:
    """To standard output, or to a file. Raises InputError."""
    if path is None:
        click.echo(text, nl=False)
    else:
        output.save(text, path)
