"""`iki-lint check`."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar, cast

import click

from iki_lint import output, run
from iki_lint.cli.common import LANGUAGES, Unusable, choose, settings, split, told, write
from iki_lint.errors import CLEAN, FINDINGS, UNUSABLE, InputError
from iki_lint.findings import Language
from iki_lint.report import FORMATS, GroupBy, Report, Style, exit_code
from iki_lint.report.places import aside
from iki_lint.report.unchecked import unchecked

_SEVERITIES = click.Choice(["error", "warning", "info", "never"])
_GROUPS = click.Choice(["file", "jabatan", "rule"])
_PIPE_WIDTH = 120
_Item = TypeVar("_Item")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="BERKAS_ATAU_FOLDER...")
@click.option("--select", multiple=True, metavar="ATURAN", help="Hanya aturan ini: kode, keluarga (FRM) atau nama.")
@click.option("--ignore", multiple=True, metavar="ATURAN", help="Tanpa aturan ini.")
@click.option("--fail-on", type=_SEVERITIES, help="Tingkat temuan yang menggagalkan (bawaan: error).")
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="text", help="Bentuk laporan di layar.")
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="[BENTUK:]BERKAS",
    help="Tulis laporan ke berkas ini; dengan BENTUK: di depannya, sebagai laporan tambahan. Dapat diulang.",
)
@click.option("--group-by", type=_GROUPS, default="file", help="Laporan teks: kelompokkan temuan.")
@click.option("--statistics", is_flag=True, help="Laporan teks: jumlah temuan per aturan.")
@click.option("--lang", type=LANGUAGES, help="Bahasa pesan (bawaan: id).")
@click.option("--strict-reading", is_flag=True, help="Gagal bila ada isi berkas yang tidak terbaca.")
@click.option("--exit-zero", is_flag=True, help="Kode keluar 0 walau ada temuan.")
@click.option("--no-cache", is_flag=True, help="Periksa semuanya dari awal.")
def check(
    paths: tuple[Path, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    form: str,
    outputs: tuple[str, ...],
    group_by: str,
    statistics: bool,
    lang: str | None,
    strict_reading: bool,
    exit_zero: bool,
    no_cache: bool,
) -> None:
    """Periksa berkas atau folder (bawaan: folder ini)."""
    given, known = settings()
    language = cast(Language, lang or given.lang or "id")
    chosen = choose(known, split(select) or given.select, split(ignore) + given.ignore)
    targets = _targets(form, outputs, language)
    report = run.check(paths or (Path(),), chosen, language, given.per_path, _watched)
    style = Style(
        language,
        group_by=cast(GroupBy, group_by),
        statistics=statistics,
        fail_on=fail_on or given.fail_on or "error",
        strict_reading=strict_reading,
    )
    lost = [error for target in targets if (error := _deliver(report, target, style))]
    for line in (*_asides(report, language), *(told(error, language) for error in lost)):
        click.echo(line, err=True)
    code = exit_code(report, style)
    code = CLEAN if exit_zero and code == FINDINGS else code
    sys.exit(max(code, UNUSABLE) if lost else code)


def _watched(items: list[_Item]) -> Iterator[_Item]:
    """Each item in turn, with a progress bar where a person watches and there are several."""
    if len(items) < 2 or not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, label="Memeriksa", file=sys.stderr) as bar:
        yield from bar


def _targets(form: str, outputs: Sequence[str], language: Language) -> tuple[output.Target, ...]:
    try:
        return output.targets(form, outputs)
    except InputError as error:
        raise Unusable(told(error, language)) from error


def _deliver(report: Report, target: output.Target, style: Style) -> InputError | None:
    """Write one report; a file that cannot be written is told, so that the others still are."""
    terminal = target.path is None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal or "COLUMNS" in os.environ else _PIPE_WIDTH
    style = replace(style, colour=terminal and not os.environ.get("NO_COLOR"), width=width)
    try:
        write(FORMATS[target.form](report, style), target.path)
    except InputError as error:
        return error
    return None


def _asides(report: Report, language: Language) -> Iterator[str]:
    """What goes beside the reports: what was not checked, and how iki-lint failed."""
    yield from (aside(each, language) for each in unchecked(report, language))
    yield from (crash.trace for crash in report.crashes)
