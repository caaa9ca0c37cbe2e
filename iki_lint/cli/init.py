"""`iki-lint init`: the files that a project begins with."""

from __future__ import annotations

from pathlib import Path

import click

from iki_lint.cli.common import Unusable
from iki_lint.errors import InputError
from iki_lint.starter import start

_NEXT = {
    "iki-lint.yaml": "periksa dokumen: iki-lint check .",
    ".pre-commit-config.yaml": "isi tempat repositori iki-lint di .pre-commit-config.yaml, lalu: pre-commit install",
    ".github/workflows/iki-lint.yml": "isi tempat repositori iki-lint di .github/workflows/iki-lint.yml, lalu commit",
    ".gitlab-ci.yml": "isi tempat repositori iki-lint di .gitlab-ci.yml, lalu commit",
}


@click.command()
@click.option("--github", "kinds", flag_value="github", multiple=True, help="Juga pemeriksaan di GitHub Actions.")
@click.option("--gitlab", "kinds", flag_value="gitlab", multiple=True, help="Juga pemeriksaan di GitLab CI.")
@click.option("--pre-commit", "kinds", flag_value="pre-commit", multiple=True, help="Juga pemeriksaan sebelum commit.")
def init(kinds: tuple[str, ...]) -> None:
    """Tulis konfigurasi awal di folder ini. Berkas yang sudah ada tidak diubah."""
    try:
        made = start(Path(), kinds)
    except InputError as error:
        raise Unusable(str(error)) from error
    for path in made:
        click.echo(f"Ditulis: {path}")
    for path in made:
        click.echo(f"Langkah berikut: {_NEXT[path]}")
