"""`iki-lint review`: a Word document with the findings as comments."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import cast

import click

from iki_lint import output, readers
from iki_lint.cli.common import LANGUAGES, Unusable, choose, settings, split, told
from iki_lint.engine import lint
from iki_lint.errors import InputError
from iki_lint.findings import Language
from iki_lint.report import Report, Style, exit_code
from iki_lint.report.places import aside
from iki_lint.report.unchecked import unchecked
from iki_lint.rules import Rule

_WRITTEN = {"id": "{path}: {count} komentar", "en": "{path}: comments: {count}"}


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
def review(source: Path, target: Path, select: tuple[str, ...], ignore: tuple[str, ...], lang: str | None) -> None:
    """Tulis setiap temuan sebagai komentar pada salinan dokumen Word."""
    given, known = settings()
    language = cast(Language, lang or given.lang or "id")
    chosen = choose(known, split(select) or given.select, split(ignore) + given.ignore)
    try:
        report = _reviewed(source, target, chosen, language)
    except InputError as error:
        raise Unusable(told(error, language)) from error
    click.echo(_WRITTEN[language].format(path=target, count=len(report.findings)))
    for line in (
        *(aside(e, language) for e in unchecked(report, language)),
        *(crash.trace for crash in report.crashes),
    ):
        click.echo(line, err=True)
    sys.exit(exit_code(report, Style(language, fail_on=given.fail_on or "error")))


def _reviewed(source: Path, target: Path, rules: tuple[Rule, ...], language: Language) -> Report:
    """Write the document with its comments. Raises InputError where one of the two files will not do."""
    if source.suffix.lower() != ".docx":
        raise InputError(str(source), "unreviewed")
    if target.exists() and source.exists() and target.samefile(source):
        raise InputError(str(target), "source")
    loaded = readers.read(source)
    result = lint(loaded, rules, language)
    from iki_lint.review import review  # only where it is asked for: it loads lxml

    output.save(review(loaded, result.findings, rules, language), target)
    return Report(result.findings, result.errors, (), loaded.notes, rules, result.crashes)
