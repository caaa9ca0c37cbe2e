"""`iki-lint rules`, `explain` and `test`: the rules, and packs of them."""

from __future__ import annotations

import sys
from typing import cast

import click

from iki_lint import examples, packs
from iki_lint.cli.common import LANGUAGES, say, usable
from iki_lint.errors import CLEAN, FINDINGS
from iki_lint.explain import explain as explain_rule
from iki_lint.explain import table, verdict_text
from iki_lint.findings import Language
from iki_lint.selection import named
from iki_lint.settings import settings


@click.command("rules")
@click.option("--lang", type=LANGUAGES, default="id", help="Bahasa.")
def list_rules(lang: str) -> None:
    """Daftar semua aturan."""
    with usable():
        _, known = settings()
    say(table(known, cast(Language, lang)).removesuffix("\n"))


@click.command()
@click.argument("rule", metavar="ATURAN")
@click.option("--lang", type=LANGUAGES, default="id", help="Bahasa.")
def explain(rule: str, lang: str) -> None:
    """Jelaskan satu aturan, beserta contohnya."""
    with usable():
        for found in named(settings()[1], rule):
            say(explain_rule(found, cast(Language, lang)).removesuffix("\n"))


@click.command("test")
@click.argument("pack", metavar="PAKET")
def test_pack(pack: str) -> None:
    """Jalankan contoh-contoh sebuah paket aturan. PAKET ialah folder, atau nama paket yang dipasang."""
    with usable():
        found = packs.find(pack)
        verdicts = list(examples.verify(found))
    bare = [rule for rule in found.rules if not rule.examples]
    say(verdict_text(verdicts, bare).removesuffix("\n"))
    sys.exit(FINDINGS if bare or not all(verdict.good for verdict in verdicts) else CLEAN)
