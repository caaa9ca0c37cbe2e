"""`iki-lint convert` and `schema`: the structured document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import click

from iki_lint import config, config_file, readers
from iki_lint.cli.common import LANGUAGES, say, usable, write
from iki_lint.convert import to_yaml
from iki_lint.document.faults import schema as document_schema
from iki_lint.findings import Language
from iki_lint.output import apart
from iki_lint.report.nip import masked
from iki_lint.report.places import aside
from iki_lint.report.unchecked import unread


@click.command()
@click.argument("source", type=click.Path(path_type=Path), metavar="BERKAS")
@click.option("--output", "-o", "target", type=click.Path(path_type=Path, dir_okay=False), help="Tulis ke berkas ini.")
@click.option("--lang", type=LANGUAGES, default="id", help="Bahasa.")
def convert(source: Path, target: Path | None, lang: str) -> None:
    """Ubah dokumen (teks, Word, …) menjadi YAML terstruktur."""
    language = cast(Language, lang)
    with usable(language):
        apart(target, [source])
        loaded = readers.read(source, config.load(config_file.find(Path.cwd())).limits)
        write([to_yaml(loaded, language)], target)
    for each in unread(loaded.notes, language):
        say(aside(masked(each), language), err=True)


@click.command()
def schema() -> None:
    """Cetak JSON Schema dokumen terstruktur."""
    click.echo(json.dumps(document_schema(), ensure_ascii=False, indent=2))
