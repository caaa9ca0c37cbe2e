"""`iki-lint config`: what applies, and why."""

from __future__ import annotations

import json
from pathlib import Path

import click

from iki_lint.applied import applied
from iki_lint.cli.common import say, usable
from iki_lint.config_schema import SCHEMA
from iki_lint.errors import InputError
from iki_lint.settings import settings


@click.command("config")
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar="[BERKAS]")
@click.option("--schema", is_flag=True, help="Cetak JSON Schema konfigurasi.")
def show_config(file: Path | None, schema: bool) -> None:
    """Tunjukkan konfigurasi yang berlaku dan asalnya. Bagi BERKAS, bila disebut."""
    if schema:
        click.echo(json.dumps(SCHEMA, ensure_ascii=False, indent=2))
        return
    with usable():
        if file and not file.exists():
            raise InputError(str(file), "absent")
        given, known = settings()
    say(applied(given, known, file).removesuffix("\n"))
