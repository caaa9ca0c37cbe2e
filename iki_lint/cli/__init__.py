"""The command line: it parses, builds and runs, and holds no logic of its own."""

from __future__ import annotations

import gc
import gettext
import io
import os
import re
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

import click

from iki_lint import __version__, interrupt
from iki_lint.errors import INTERNAL, INTERRUPTED, PIPE, InputError

_COMMANDS = {
    "baseline": "baseline",
    "cache": "cache",
    "check": "check",
    "config": "config",
    "convert": "convert",
    "diff": "diff",
    "explain": "rules",
    "init": "init",
    "review": "review",
    "rules": "rules",
    "schema": "convert",
    "test": "rules",
}
"""Each command and its module, which is loaded when it is asked for."""
_ENGLISH = re.compile(r"--lang[= ]en\b")


class _Group(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"iki_lint.cli.{_COMMANDS[cmd_name]}")
        commands = (each for each in vars(module).values() if isinstance(each, click.Command))
        found = next(each for each in commands if each.name == cmd_name)
        found.options_metavar = self.options_metavar
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; who gave a document for it, or mistyped it, is told what was perhaps meant."""
        from difflib import get_close_matches  # seldom needed

        name = args[0]
        if name not in _COMMANDS and not name.startswith("-"):
            meant = [f"check {name}"] if Path(name).exists() else get_close_matches(name, _COMMANDS)
            ctx.fail(" ".join([gettext.gettext("No such command {name!r}.").format(name=name), *_meant(meant)]))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what ends every command alike is told in one line, or not at all."""
        from iki_lint.cli.common import Unusable, told  # only --help and --version do without

        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("iki-lint: dihentikan sebelum selesai.", err=True)
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            _let_go(sys.stdout)
            ctx.exit(PIPE)
        except OSError as error:  # most often standard output on a full disk
            _let_go(sys.stdout)
            path = str(error.filename or "iki-lint")
            raise Unusable(told(InputError(path, "system", detail=error.strerror or str(error)), "id")) from error


def _meant(commands: Sequence[str]) -> Iterator[str]:
    """In the words that click has for it."""
    if commands:
        told = ", ".join(f"iki-lint {each}" for each in commands)
        one, several = "Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"
        yield gettext.ngettext(one, several, len(commands)).format(possibility=told, possibilities=told)


def _let_go(stream: TextIO | None) -> None:
    """What a stream still holds goes nowhere, so that nothing is said of it at the end."""
    if stream:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _speak() -> None:
    """Click's own words are Indonesian too, unless English is asked for."""
    gettext.bindtextdomain(gettext.textdomain(), Path(__file__).with_name("bahasa"))
    os.environ["LANGUAGE"] = "en" if _ENGLISH.search(" ".join(sys.argv)) else "id"


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"]},
    options_metavar="[PILIHAN]",
    subcommand_metavar="PERINTAH …",
)
@click.version_option(__version__, prog_name="iki-lint", help="Tampilkan versinya.")
def main() -> None:
    """Periksa dokumen indikator kinerja (IKI, IKU, pohon kinerja) sebelum ditandatangani."""


def entry() -> None:
    """Run the command; whatever goes wrong inside ends with exit 3, never with a traceback alone."""
    interrupt.heed()
    _speak()
    os.environ["PYTHONSAFEPATH"] = "1"  # processes that are started anew would look for modules in the working folder
    if isinstance(sys.stdout, io.TextIOWrapper):  # a report is UTF-8, and a terminal shows what it can
        sys.stdout.reconfigure(encoding=None if sys.stdout.isatty() else "utf-8", errors="backslashreplace")
    gc.set_threshold(50_000, 20, 20)  # most of what a run makes stays to its end: looking for garbage seldom finds some
    try:
        main()
    except Exception as error:
        from iki_lint.cli.common import say  # what it loads is seldom needed here
        from iki_lint.report.nip import mask

        say(mask(f"iki-lint: kesalahan di dalam ({type(error).__name__}: {error}). Mohon dilaporkan."), err=True)
        sys.exit(INTERNAL)
    finally:
        gc.freeze()  # what is left goes with the process: to look for garbage in it takes a tenth of a short run
