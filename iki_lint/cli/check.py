"""`iki-lint check`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TypeVar, cast

import click

from iki_lint import output, pool, run
from iki_lint.asked import Asked
from iki_lint.cache import Cache
from iki_lint.cli.common import (
    CACHE_DIR,
    LANGUAGES,
    SHOW_NIP,
    Unusable,
    asides,
    say,
    shaped,
    split,
    told,
    usable,
    write,
)
from iki_lint.errors import CLEAN, FINDINGS, UNUSABLE, InputError
from iki_lint.report import FORMATS, GroupBy, Report, Style, exit_code, render
from iki_lint.report.nip import without_nip

_SEVERITIES = click.Choice(["error", "warning", "info", "never"])
_GROUPS = click.Choice(["file", "jabatan", "rule"])
_Item = TypeVar("_Item")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="BERKAS_ATAU_FOLDER...")
@click.option("--select", multiple=True, metavar="ATURAN", help="Hanya aturan ini: kode, keluarga (FRM) atau nama.")
@click.option("--ignore", multiple=True, metavar="ATURAN", help="Tanpa aturan ini.")
@click.option("--fail-on", type=_SEVERITIES, help="Tingkat temuan yang menggagalkan (bawaan: error).")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="Bentuk laporan di layar.")
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
@SHOW_NIP
@click.option("--exit-zero", is_flag=True, help="Kode keluar 0 walau ada temuan.")
@click.option("--jobs", "-j", type=click.IntRange(1), help="Banyaknya proses (bawaan: sebanyak prosesor).")
@click.option("--cluster", metavar="ALAMAT", help="Periksa di klaster dask ini (tcp://host:8786), bukan di sini.")
@click.option("--no-cache", is_flag=True, help="Periksa semuanya dari awal.")
@CACHE_DIR
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
    show_nip: bool,
    exit_zero: bool,
    jobs: int | None,
    cluster: str | None,
    no_cache: bool,
    cache_dir: Path | None,
) -> None:
    """Periksa berkas atau folder (bawaan: folder ini)."""
    if unsafe_fixes and not (fix or diff):
        raise Unusable("--unsafe-fixes berlaku bersama --fix atau --diff.")
    cache = None if no_cache or cache_dir is None else Cache(cache_dir)
    asked = Asked(lang, split(select), split(ignore), cache)
    with usable():
        given = asked.basics
    language, paths = given.language, paths or (Path(),)
    recorded = record or given.baseline
    with usable(language):
        targets = output.targets(form, outputs)
        compare = _comparison(Path(recorded)) if recorded else None
    mended = True
    if fix or diff:
        from iki_lint.cli import mend  # as it is asked for: see _comparison

        if diff:
            sys.exit(mend.show(paths, asked.plan(), unsafe=unsafe_fixes, show_nip=show_nip))
        mended = mend.apply(paths, asked.plan(), unsafe=unsafe_fixes)
    with usable(language), _crew(cluster) as crew:
        report = run.check(paths, asked.plan, asked.kept, jobs or pool.processors(), _watched, references, crew)
    report = report if show_nip else without_nip(report)
    report = compare(report) if compare else report
    style = Style(
        language,
        group_by=cast(GroupBy, group_by),
        statistics=statistics,
        fail_on=fail_on or given.fail_on or "error",
        strict_reading=strict_reading,
    )
    lost = [error for target in targets if (error := _deliver(report, target, style))]
    for line in (*asides(report, language), *(told(error, language) for error in lost)):
        say(line, err=True)
    code = exit_code(report, style)
    code = CLEAN if exit_zero and code == FINDINGS else code
    sys.exit(code if mended and not lost else max(code, UNUSABLE))


def _crew(cluster: str | None) -> AbstractContextManager[run.Crew | None]:
    """Who examines the documents where it is not this computer. Raises InputError when entered."""
    if cluster is None:
        return nullcontext()
    from iki_lint.cluster import connected  # as it is asked for: see _comparison

    return connected(cluster)


def _comparison(file: Path) -> Callable[[Report], Report]:
    """What leaves the new findings. Raises InputError where the file is no baseline."""
    from iki_lint import baseline  # a run in which nothing has changed loads no more than it needs

    old = baseline.load(file)
    return lambda report: baseline.compare(report, old)


def _watched(items: list[_Item]) -> Iterator[_Item]:
    """Each item in turn, with a progress bar where a person watches and there are several."""
    if len(items) < 2 or not sys.stderr or not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, label="Memeriksa", file=sys.stderr) as bar:
        yield from bar


def _deliver(report: Report, target: output.Target, style: Style) -> InputError | None:
    """Write one report; a file that cannot be written is told, so that the others still are."""
    try:
        output.apart(target.path, (Path(each.path) for each in report.documents))
        pieces = render(target.form, report, shaped(style, target.path))
        write(pieces, target.path, commands=target.form == "github")
    except InputError as error:
        return error
    return None
