"""The configuration of a project: what it asks for, and where it says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from iki_lint.config_file import read
from iki_lint.config_schema import SCHEMA
from iki_lint.document.nodes import plain
from iki_lint.errors import UnknownRuleError
from iki_lint.limits import DEFAULTS, NAMES, Limits
from iki_lint.origins import Origin, refuse_repeated, validate
from iki_lint.rules import Rule, Tuning, tuning
from iki_lint.selection import PerPath, named
from iki_lint.suppress import Suppression, external

_SHORT = {"jabatan-resmi": ("JBT003", "jabatan"), "kamus": ("EJA002", "kamus")}


@dataclass(frozen=True, slots=True)
class Config:
    """What a project asks for; None (or nothing) where it leaves a matter to the command line or the default.

    `packs` are folders of rules; `tunings` what it changes in rules: `rules`, then `severity` (of families before that
    of single rules), the instansi's official jabatan (`jabatan-resmi`, JBT003) and its own words (`kamus`, EJA002).
    `suppressions` are those that it lists (`abaikan`), `baseline` the file of old findings, `limits` how much
    is read of a document; `origin` is the file.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str | None = None
    lang: str | None = None
    packs: tuple[Path, ...] = ()
    tunings: tuple[Tuning, ...] = ()
    per_path: tuple[PerPath, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    baseline: Path | None = None
    limits: Limits = DEFAULTS
    origin: Origin | None = None


def load(path: Path | None) -> Config:
    """The configuration in a file, or the default. Raises InputError, with the line that is wrong."""
    root = read(path) if path else None
    if path is None or root is None:
        return Config()
    origin = Origin(str(path), root, kind="config")
    refuse_repeated(origin)
    validate(origin, SCHEMA)
    said: Any = plain(root)
    return Config(
        select=tuple(said.get("select", ())),
        ignore=tuple(said.get("ignore", ())),
        fail_on=said.get("fail-on"),
        lang=said.get("lang"),
        packs=tuple(path.parent / folder for folder in said.get("packs", ())),
        tunings=tuple(_tunings(said, origin)),
        per_path=tuple(_per_path(said, path.parent)),
        suppressions=tuple(external(said.get("abaikan", ()), origin)),
        baseline=path.parent / said["baseline"] if said.get("baseline") else None,
        limits=Limits(**{NAMES[key]: value for key, value in said.get("limits", {}).items()}),
        origin=origin,
    )


def verify(given: Config, rules: Sequence[Rule]) -> None:
    """Raises InputError, with the line, where a name in `select` or `ignore` is no rule's."""
    lists = [("", given.select, given.ignore)]
    lists += [(f"/per-path/{i}", each.select, each.ignore) for i, each in enumerate(given.per_path)]
    for at, select, ignore in lists:
        for key, names in (("select", select), ("ignore", ignore)):
            for i, name in enumerate(names):
                _known(given, rules, name, f"{at}/{key}/{i}")


def _known(given: Config, rules: Sequence[Rule], name: str, pointer: str) -> None:
    try:
        named(rules, name)
    except UnknownRuleError as error:
        assert given.origin is not None
        raise given.origin.error(pointer, str(error)) from error


def _tunings(said: Any, origin: Origin) -> Iterator[Tuning]:
    for code, changes in said.get("rules", {}).items():
        yield tuning(code, changes, origin.below(f"/rules/{code}"))
    for code in sorted(said.get("severity", {}), key=lambda code: len(code) != 3):
        yield Tuning(code, origin.below(f"/severity/{code}"), severity=said["severity"][code])
    for key, (code, option) in _SHORT.items():
        if said.get(key):
            yield Tuning(code, origin.below(f"/{key}"), add={option: said[key]})


def _per_path(said: Any, folder: Path) -> Iterator[PerPath]:
    for each in said.get("per-path", ()):
        yield PerPath(folder, each["berkas"], tuple(each.get("select", ())), tuple(each.get("ignore", ())))
