"""The command line: it parses, builds and runs, and holds no logic of its own."""

from __future__ import annotations

import sys

import click

from iki_lint import __version__
from iki_lint.cli.baseline import record
from iki_lint.cli.check import check
from iki_lint.cli.config import show_config
from iki_lint.cli.convert import convert, schema
from iki_lint.cli.diff import diff
from iki_lint.cli.init import init
from iki_lint.cli.review import review
from iki_lint.cli.rules import explain, list_rules, test_pack
from iki_lint.errors import INTERNAL


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="iki-lint")
def main() -> None:
    """Periksa dokumen indikator kinerja (IKI, IKU, pohon kinerja) sebelum ditandatangani."""


_COMMANDS = (check, convert, diff, explain, init, list_rules, record, review, schema, show_config, test_pack)
for _command in _COMMANDS:
    main.add_command(_command)


def entry() -> None:
    """Run the command; whatever goes wrong inside ends with exit 3, never with a traceback alone."""
    try:
        main()
    except Exception as error:
        click.echo(f"iki-lint: kesalahan di dalam ({type(error).__name__}: {error}). Mohon dilaporkan.", err=True)
        sys.exit(INTERNAL)
