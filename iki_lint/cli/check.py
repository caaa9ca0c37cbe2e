"""`iki-lint check`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar, cast

import click

from iki_lint import baseline, output, run
from iki_lint.cli import mend
from iki_lint.cli.common import LANGUAGES, Unusable, asides, planned, shaped, told, write
from iki_lint.errors import CLEAN, FINDINGS, UNUSABLE, InputError
from iki_lint.findings import Language
from iki_lint.report import FORMATS, GroupBy, Report, Style, exit_code

_SEVERITIES = click.Choice(["error", "warning", "info", "never"])
_GROUPS = click.Choice(["file", "jabatan", "rule"])
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
@click.option(
    "--baseline",
    "record",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Hanya temuan yang tidak tercatat di berkas ini (iki-lint baseline).",
)
@click.option(
    "--corpus",
    "references",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="BERKAS_ATAU_FOLDER",
    help="Bandingkan juga dengan dokumen ini, tanpa melaporkannya (aturan KRP). Dapat diulang.",
)
@click.option("--strict-reading", is_flag=True, help="Gagal bila ada isi berkas yang tidak terbaca.")
@click.option("--fix", is_flag=True, help="Perbaiki di tempat yang pasti aman (YAML dan JSON), lalu laporkan sisanya.")
@click.option("--unsafe-fixes", is_flag=True, help="Dengan --fix atau --diff: juga yang mungkin mengubah makna.")
@click.option("--diff", is_flag=True, help="Tampilkan perbaikan --fix sebagai diff, tanpa mengubah berkas.")
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
    record: Path | None,
    references: tuple[Path, ...],
    strict_reading: bool,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    exit_zero: bool,
    no_cache: bool,
) -> None:
    """Periksa berkas atau folder (bawaan: folder ini)."""
    if unsafe_fixes and not (fix or diff):
        raise Unusable("--unsafe-fixes berlaku bersama --fix atau --diff.")
    given, plan = planned(lang, select, ignore)
    language = plan.language
    targets = _targets(form, outputs, language)
    old = _baseline(record or given.baseline, language)
    paths = paths or (Path(),)
    if diff:
        sys.exit(mend.show(paths, plan, unsafe=unsafe_fixes))
    mended = mend.apply(paths, plan, unsafe=unsafe_fixes) if fix else True
    report = run.check(paths, plan, _watched, references)
    report = baseline.compare(report, old) if old else report
    style = Style(
        language,
        group_by=cast(GroupBy, group_by),
        statistics=statistics,
        fail_on=fail_on or given.fail_on or "error",
        strict_reading=strict_reading,
    )
    lost = [error for target in targets if (error := _deliver(report, target, style))]
    for line in (*asides(report, language), *(told(error, language) for error in lost)):
        click.echo(line, err=True)
    code = exit_code(report, style)
    code = CLEAN if exit_zero and code == FINDINGS else code
    sys.exit(code if mended and not lost else max(code, UNUSABLE))


def _baseline(file: Path | None, language: Language) -> baseline.Baseline | None:
    try:
        return baseline.load(file) if file else None
    except InputError as error:
        raise Unusable(told(error, language)) from error


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
    try:
        write(FORMATS[target.form](report, shaped(style, target.path)), target.path)
    except InputError as error:
        return error
    return None
