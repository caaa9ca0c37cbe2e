"""`iki-lint baseline`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from iki_lint import baseline, pool, run
from iki_lint.cli.common import LANGUAGES, asides, say, usable, write
from iki_lint.findings import Language
from iki_lint.report import Report, Style, exit_code
from iki_lint.report.nip import without_nip
from iki_lint.settings import planned

_SAID: dict[Language, str] = {
    "id": "{file}: {total} temuan tercatat ({new} baru, {gone} dihapus karena sudah tidak ada).",
    "en": "{file}: {total} findings recorded ({new} new, {gone} removed as they are gone).",
}


@click.command("baseline")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="BERKAS_ATAU_FOLDER...")
@click.option("--output", "-o", "target", type=click.Path(path_type=Path, dir_okay=False), help="Tulis ke berkas ini.")
@click.option("--lang", type=LANGUAGES, help="Bahasa pesan (bawaan: id).")
def record(paths: tuple[Path, ...], target: Path | None, lang: str | None) -> None:
    """Catat temuan yang ada sebagai temuan lama. Sesudah itu check --baseline hanya menampilkan yang baru."""
    with usable():
        given, plan = planned(lang)
    file = target or given.baseline or Path(baseline.NAME)
    with usable(plan.language):
        old = baseline.load(file) if file.exists() else baseline.Baseline(file, {})
        report = run.check(paths or (Path(),), lambda: plan, jobs=pool.processors())
        if report.interrupted:  # what was not looked at would be missing
            raise KeyboardInterrupt
        report = without_nip(report)
        new = baseline.record(report, old)
        write([baseline.written(new)], file)
    _tell(report, old, new, plan.language)
    sys.exit(exit_code(report, Style(plan.language, fail_on="never")))


def _tell(report: Report, old: baseline.Baseline, new: baseline.Baseline, language: Language) -> None:
    for line in asides(report, language):
        say(line, err=True)
    before, after = Counter(old.counts), Counter(new.counts)
    counts = {"total": after.total(), "new": (after - before).total(), "gone": (before - after).total()}
    say(_SAID[language].format(file=new.file, **counts))
