"""`iki-lint review`: a Word document with the findings as comments and what mends them as tracked changes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from iki_lint import content, output
from iki_lint.cli.common import LANGUAGES, SHOW_NIP, asides, say, split, usable
from iki_lint.errors import InputError
from iki_lint.plan import Plan
from iki_lint.report import Report, Style, exit_code
from iki_lint.report.nip import without_nip
from iki_lint.settings import planned

if TYPE_CHECKING:
    from iki_lint.review.package import Reviewed

_WRITTEN = {
    "id": "{path}: {comments} komentar, {changes} perubahan yang dilacak",
    "en": "{path}: comments: {comments}, tracked changes: {changes}",
}


@click.command()
@click.argument("source", type=click.Path(path_type=Path), metavar="BERKAS.docx")
@click.option(
    "--output",
    "-o",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="Tulis ke berkas ini.",
)
@click.option("--select", multiple=True, metavar="ATURAN", help="Hanya aturan ini: kode, keluarga (FRM) atau nama.")
@click.option("--ignore", multiple=True, metavar="ATURAN", help="Tanpa aturan ini.")
@click.option("--lang", type=LANGUAGES, help="Bahasa komentar (bawaan: id).")
@SHOW_NIP
def review(
    source: Path, target: Path, select: tuple[str, ...], ignore: tuple[str, ...], lang: str | None, show_nip: bool
) -> None:
    """Tulis setiap temuan sebagai komentar pada salinan dokumen Word.

    Perbaikan yang aman menjadi perubahan yang dilacak, yang dapat diterima atau ditolak.
    """
    with usable():
        given, plan = planned(lang, split(select), split(ignore))
    language = plan.language
    with usable(language):
        made, report = _reviewed(source, target, plan, show_nip=show_nip)
    say(_WRITTEN[language].format(path=target, comments=made.comments, changes=made.changes))
    for line in asides(report, language):
        say(line, err=True)
    sys.exit(exit_code(report, Style(language, fail_on=given.fail_on or "error")))


def _reviewed(source: Path, target: Path, plan: Plan, *, show_nip: bool) -> tuple[Reviewed, Report]:
    """Write the document with its comments and changes. Raises InputError where one of the two files will not do."""
    if source.suffix.lower() != ".docx":
        raise InputError(str(source), "unreviewed")
    output.apart(target, [source])
    before = content.data(source, plan.limits)
    loaded = plan.read(source)
    result = plan.lint(loaded)
    if content.data(source, plan.limits) != before:  # the comments would stand at other words
        raise InputError(str(source), "changed")
    from iki_lint.review import review  # only where it is asked for: it loads lxml

    made = review(loaded, result.findings, plan.rules, plan.language, show_nip=show_nip)
    output.save([made.data], target)
    report = Report(result.findings, result.errors, (), loaded.notes, plan.rules, result.crashes)
    return made, report if show_nip else without_nip(report)
