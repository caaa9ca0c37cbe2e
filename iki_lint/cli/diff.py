"""`iki-lint diff`: what changed between two documents."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from iki_lint.cli.common import LANGUAGES, SHOW_NIP, say, shaped, usable, write
from iki_lint.difference import difference
from iki_lint.errors import CLEAN, INTERNAL
from iki_lint.output import apart
from iki_lint.report import Style
from iki_lint.report.changes import FORMATS
from iki_lint.report.nip import masked
from iki_lint.report.places import aside
from iki_lint.report.unchecked import unread
from iki_lint.settings import planned


@click.command()
@click.argument("old", type=click.Path(path_type=Path), metavar="LAMA")
@click.argument("new", type=click.Path(path_type=Path), metavar="BARU")
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="text", help="Bentuk laporan.")
@click.option("--output", "-o", "target", type=click.Path(path_type=Path, dir_okay=False), help="Tulis ke berkas ini.")
@click.option("--lang", type=LANGUAGES, help="Bahasa (bawaan: id).")
@SHOW_NIP
def diff(old: Path, new: Path, form: str, target: Path | None, lang: str | None, show_nip: bool) -> None:
    """Bandingkan dua dokumen, misalnya tahun lalu dan tahun ini."""
    with usable():
        _, plan = planned(lang)
    language = plan.language
    with usable(language):
        apart(target, [old, new])
        found = difference(old, new, plan)
        found = found if show_nip else masked(found)
        write([FORMATS[form](found, shaped(Style(language), target))], target)
    for each in unread(found.notes, language):
        say(aside(each, language), err=True)
    for crash in found.crashes:
        say(crash.trace, err=True)
    sys.exit(INTERNAL if found.crashes else CLEAN)
