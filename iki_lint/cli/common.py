"""What several commands do alike: options, the configuration, errors, writing."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click
from platformdirs import user_cache_dir

from iki_lint import output
from iki_lint.errors import UNUSABLE, InputError, UnknownRuleError
from iki_lint.findings import Language
from iki_lint.report import Report, Style
from iki_lint.report.nip import mask
from iki_lint.report.places import aside, clean, tame
from iki_lint.report.unchecked import unchecked

_PIPE_WIDTH = 120
LANGUAGES = click.Choice(["id", "en"])
SHOW_NIP = click.option("--show-nip", is_flag=True, help="Tampilkan NIP utuh, bukan tiga angka terakhirnya saja.")


def _cache_dir() -> str | None:
    """The user's own folder; None where the system knows none, which must not be one that stands among documents."""
    try:
        folder = user_cache_dir("iki-lint", appauthor=False)
    except RuntimeError:  # older ones of its versions give a folder "~" here
        return None
    return folder if Path(folder).is_absolute() else None


CACHE_DIR = click.option(
    "--cache-dir",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="IKI_LINT_CACHE_DIR",
    default=_cache_dir,
    help="Folder simpanan (bawaan: folder cache pengguna; juga IKI_LINT_CACHE_DIR).",
)


class Unusable(click.ClickException):
    """Anything that the user has to mend before a run is possible."""

    exit_code = UNUSABLE


@contextmanager
def usable(language: Language = "id") -> Iterator[None]:
    """What a user has to mend ends the command with its message and exit code 2."""
    try:
        yield
    except InputError as error:
        raise Unusable(told(error, language)) from error
    except UnknownRuleError as error:
        raise Unusable(str(error)) from error


def split(names: Sequence[str]) -> tuple[str, ...]:
    """Names given one by one or with commas between them."""
    return tuple(part.strip() for name in names for part in name.split(",") if part.strip())


def told(error: InputError, language: Language) -> str:
    """An error as one line, without an NIP."""
    return clean(f"{error.place}: {mask(error.message(language))}")


def asides(report: Report, language: Language) -> Iterator[str]:
    """What goes beside the reports: what was not checked, and how iki-lint failed."""
    yield from (aside(each, language) for each in unchecked(report, language))
    yield from (crash.trace for crash in report.crashes)


def shaped(style: Style, path: Path | None) -> Style:
    """The style for a report to a file, or to standard output with its colours and width."""
    terminal = path is None and bool(sys.stdout) and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal or "COLUMNS" in os.environ else _PIPE_WIDTH
    return replace(style, colour=terminal and not os.environ.get("NO_COLOR"), width=width)


def say(text: str, *, err: bool = False) -> None:
    """Lines for a person, wherever their words come from: none moves a cursor or is a command to a CI service."""
    click.echo(tame("\n".join(map(clean, text.split("\n")))), err=err)


def write(text: Iterable[str], path: Path | None, *, commands: bool = False) -> None:
    """To standard output, where a line may be a command to a CI service if asked, or to a file. Raises InputError."""
    if path is None:
        try:
            for piece in text:
                click.echo(piece if commands else tame(piece), nl=False)
        except BrokenPipeError:  # who reads has read enough: the command ends
            raise
        except OSError as error:
            raise InputError("stdout", "unwritable", detail=error.strerror or "") from error
    else:
        output.save((piece.encode(errors="backslashreplace") for piece in text), path)
