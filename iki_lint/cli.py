"""The command line: it parses, builds and runs, and holds no logic of its own."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import click

from iki_lint import __version__, config, examples, output, packs, readers, run, selection
from iki_lint.convert import to_yaml
from iki_lint.document.faults import schema as document_schema
from iki_lint.errors import CLEAN, FINDINGS, INTERNAL, UNUSABLE, InputError
from iki_lint.explain import explain as explain_rule
from iki_lint.explain import table, verdict_text
from iki_lint.findings import Language
from iki_lint.report import FORMATS, GroupBy, Report, Style, exit_code
from iki_lint.report.places import aside, clean
from iki_lint.report.unchecked import unchecked, unread
from iki_lint.rules import Rule

_SEVERITIES = click.Choice(["error", "warning", "info", "never"])
_LANGUAGES = click.Choice(["id", "en"])
_GROUPS = click.Choice(["file", "jabatan", "rule"])
_PIPE_WIDTH = 120


class Unusable(click.ClickException):
    """Anything that the user has to mend before a run is possible."""

    exit_code = UNUSABLE


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="iki-lint")
def main() -> None:
    """Periksa dokumen indikator kinerja (IKI, IKU, pohon kinerja) sebelum ditandatangani."""


@main.command()
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
@click.option("--lang", type=_LANGUAGES, help="Bahasa pesan (bawaan: id).")
@click.option("--strict-reading", is_flag=True, help="Gagal bila ada isi berkas yang tidak terbaca.")
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
    no_cache: bool,
) -> None:
    """Periksa berkas atau folder (bawaan: folder ini)."""
    settings, known = _settings()
    language = cast(Language, lang or settings.lang or "id")
    chosen = _choose(known, _split(select) or settings.select, _split(ignore) + settings.ignore)
    targets = _targets(form, outputs, language)
    report = run.check(paths or (Path(),), chosen, language)
    style = Style(
        language,
        group_by=cast(GroupBy, group_by),
        statistics=statistics,
        fail_on=fail_on or settings.fail_on or "error",
        strict_reading=strict_reading,
    )
    lost = [error for target in targets if (error := _deliver(report, target, style))]
    for line in (*_asides(report, language), *(_told(error, language) for error in lost)):
        click.echo(line, err=True)
    code = exit_code(report, style)
    sys.exit(max(code, UNUSABLE) if lost else code)


@main.command("rules")
@click.option("--lang", type=_LANGUAGES, default="id", help="Bahasa.")
def list_rules(lang: str) -> None:
    """Daftar semua aturan."""
    click.echo(table(_settings()[1], cast(Language, lang)), nl=False)


@main.command()
@click.argument("rule", metavar="ATURAN")
@click.option("--lang", type=_LANGUAGES, default="id", help="Bahasa.")
def explain(rule: str, lang: str) -> None:
    """Jelaskan satu aturan, beserta contohnya."""
    for found in _named(_settings()[1], rule):
        click.echo(explain_rule(found, cast(Language, lang)), nl=False)


@main.command()
@click.argument("source", type=click.Path(path_type=Path), metavar="BERKAS")
@click.option("--output", "-o", "target", type=click.Path(path_type=Path, dir_okay=False), help="Tulis ke berkas ini.")
@click.option("--lang", type=_LANGUAGES, default="id", help="Bahasa.")
def convert(source: Path, target: Path | None, lang: str) -> None:
    """Ubah dokumen (teks, Word, …) menjadi YAML terstruktur."""
    language = cast(Language, lang)
    try:
        loaded = readers.read(source)
        _write(to_yaml(loaded, language), target)
    except InputError as error:
        raise Unusable(_told(error, language)) from error
    for each in unread(loaded.notes, language):
        click.echo(aside(each, language), err=True)


@main.command()
def schema() -> None:
    """Cetak JSON Schema dokumen terstruktur."""
    click.echo(json.dumps(document_schema(), ensure_ascii=False, indent=2))


@main.command("test")
@click.argument("pack", metavar="PAKET")
def test_pack(pack: str) -> None:
    """Jalankan contoh-contoh sebuah paket aturan: folder, atau nama paket yang dipasang."""
    try:
        found = packs.find(pack)
        verdicts = list(examples.verify(found))
    except InputError as error:
        raise Unusable(str(error)) from error
    bare = [rule for rule in found.rules if not rule.examples]
    click.echo(verdict_text(verdicts, bare), nl=False)
    sys.exit(FINDINGS if bare or not all(verdict.good for verdict in verdicts) else CLEAN)


def _settings() -> tuple[config.Config, tuple[Rule, ...]]:
    """The configuration, and every rule that it gives."""
    try:
        settings = config.load(config.find(Path.cwd()))
        return settings, packs.load(settings.packs, settings.tunings)
    except InputError as error:
        raise Unusable(str(error)) from error


def _choose(known: Sequence[Rule], select: Sequence[str], ignore: Sequence[str]) -> tuple[Rule, ...]:
    try:
        return selection.choose(known, select, ignore)
    except selection.UnknownRuleError as error:
        raise _unknown(error) from error


def _named(known: Sequence[Rule], name: str) -> list[Rule]:
    try:
        return selection.named(known, name)
    except selection.UnknownRuleError as error:
        raise _unknown(error) from error


def _unknown(error: selection.UnknownRuleError) -> Unusable:
    near = f" Mungkin maksudnya {error.near}." if error.near else ""
    return Unusable(f"aturan “{error.name}” tidak dikenal.{near} Daftarnya: iki-lint rules")


def _split(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(part.strip() for name in names for part in name.split(",") if part.strip())


def _targets(form: str, outputs: Sequence[str], language: Language) -> tuple[output.Target, ...]:
    try:
        return output.targets(form, outputs)
    except InputError as error:
        raise Unusable(_told(error, language)) from error


def _deliver(report: Report, target: output.Target, style: Style) -> InputError | None:
    """Write one report; a file that cannot be written is told, so that the others still are."""
    terminal = target.path is None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal or "COLUMNS" in os.environ else _PIPE_WIDTH
    style = replace(style, colour=terminal and not os.environ.get("NO_COLOR"), width=width)
    try:
        _write(FORMATS[target.form](report, style), target.path)
    except InputError as error:
        return error
    return None


def _asides(report: Report, language: Language) -> Iterator[str]:
    """What goes beside the reports: what was not checked, and how iki-lint failed."""
    yield from (aside(each, language) for each in unchecked(report, language))
    yield from (crash.trace for crash in report.crashes)


def _told(error: InputError, language: Language) -> str:
    return clean(f"{error.place}: {error.message(language)}")


def _write(text: str, path: Path | None) -> None:
    """To standard output, or to a file. Raises InputError."""
    if path is None:
        click.echo(text, nl=False)
    else:
        output.save(text, path)


def entry() -> None:
    """Run the command; whatever goes wrong inside ends with exit 3, never with a traceback alone."""
    try:
        main()
    except Exception as error:
        click.echo(f"iki-lint: kesalahan di dalam ({type(error).__name__}: {error}). Mohon dilaporkan.", err=True)
        sys.exit(INTERNAL)
