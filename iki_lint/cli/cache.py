"""`iki-lint cache`: what earlier runs have kept."""

from __future__ import annotations

from pathlib import Path

import click

from iki_lint.cache import Cache
from iki_lint.cli.common import CACHE_DIR, Unusable


@click.group("cache", subcommand_metavar="PERINTAH …")
def cache() -> None:
    """Urus simpanan hasil pemeriksaan. Berkas yang tidak berubah dijawab dari situ."""


@cache.command()
@CACHE_DIR
def clean(cache_dir: Path | None) -> None:
    """Hapus semua simpanan."""
    if cache_dir is None:
        raise Unusable("folder simpanan pengguna tidak diketahui; sebutkan dengan --cache-dir.")
    try:
        count = Cache(cache_dir).clean()
    except OSError as error:
        raise Unusable(f"{cache_dir}: simpanan tidak dapat dihapus ({error.strerror}).") from error
    click.echo(f"{cache_dir}: {count} simpanan dihapus.")
