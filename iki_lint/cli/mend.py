"""`iki-lint check --fix` and `--diff`."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from pathlib import Path

import click

from iki_lint import output, run
from iki_lint.cli.common import say, told
from iki_lint.errors import CLEAN, FINDINGS, UNUSABLE, InputError
from iki_lint.findings import Language
from iki_lint.fix import Mended, diff
from iki_lint.plan import Plan
from iki_lint.report.nip import mask
from iki_lint.report.places import clean, tame

_DONE: dict[Language, str] = {"id": "{count} temuan diperbaiki", "en": "{count} mended"}


def apply(paths: Sequence[Path], plan: Plan, *, unsafe: bool) -> bool:
    """Mend documents in place, and tell on standard error what was done; whether all of that succeeded.

    A file that cannot be used is left to the report.
    """
    failed = False
    for each in run.mend(paths, plan, unsafe=unsafe):
        try:
            if isinstance(each, InputError):
                raise each
            if each.count:
                _save(each)
                say(f"{each.path}: {_DONE[plan.language].format(count=each.count)}", err=True)
        except InputError as error:
            if error.kind in ("printed", "unmended", "unwritable", "changed"):
                say(told(error, plan.language), err=True)
                failed = failed or error.kind != "printed"
    return not failed


def show(paths: Sequence[Path], plan: Plan, *, unsafe: bool, show_nip: bool) -> int:
    """Show as a unified diff what mending would change, and write nothing; the exit code."""
    changes = lost = False
    for each in run.mend(paths, plan, unsafe=unsafe):
        if isinstance(each, Mended):
            changes = changes or bool(each.count)
            _tell(diff(each) if show_nip else mask(diff(each)))
        else:
            lost = lost or each.kind != "printed"
            say(told(each, plan.language), err=True)
    return UNUSABLE if lost else FINDINGS if changes else CLEAN


def _tell(changes: str) -> None:
    """A diff as `say` would have it, but with the tabs and line ends of its file."""
    for line in changes.splitlines(keepends=True):
        said = line.rstrip("\r\n")
        click.echo(tame("\t".join(map(clean, said.split("\t")))) + line[len(said) :], nl=False)


def _save(mended: Mended) -> None:
    """Replace the file, a link's own; its byte order mark stays. Raises InputError where it is not what was read."""
    path = Path(mended.path).resolve()
    try:
        there = path.read_bytes()
    except OSError as error:
        raise InputError(mended.path, "changed") from error
    mark = codecs.BOM_UTF8 if there.startswith(codecs.BOM_UTF8) else b""
    if there.removeprefix(mark) != mended.before.encode():
        raise InputError(mended.path, "changed")
    output.save([mark + mended.after.encode()], path)
