"""Where rules come from: iki-lint's own, those of installed packages, and folders that a project names."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from importlib.resources import files
from pathlib import Path

from iki_lint import data
from iki_lint.errors import InputError
from iki_lint.rules import Rule, Tuning, read

GROUP = "iki_lint.packs"


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack's own rules, and what it changes in those of others."""

    rules: tuple[Rule, ...]
    tunings: tuple[Tuning, ...]


@cache
def built_in() -> tuple[Rule, ...]:
    """The rules that come with iki-lint, sorted by code."""
    return tuple(sorted(load_folder(data.folder(), proven=True).rules, key=lambda rule: rule.code))


def load_folder(folder: Path, package: str = "", *, proven: bool = False) -> Pack:
    """The pack in a folder of YAML files. Raises InputError for the first thing wrong with it.

    What is `proven` is not validated again.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix in (".yaml", ".yml") and path.is_file())
    except OSError as error:
        missing = isinstance(error, FileNotFoundError | NotADirectoryError)
        detail = "tidak ada folder seperti itu" if missing else error.strerror or ""
        raise InputError(str(folder), "pack", detail=detail) from error
    if not paths:
        raise InputError(str(folder), "pack", detail="tidak ada berkas *.yaml")
    read_all = [read(path, package, proven=proven) for path in paths]
    rules = tuple(one for one in read_all if isinstance(one, Rule))
    return Pack(rules, tuple(one for one in read_all if isinstance(one, Tuning)))


def installed() -> tuple[EntryPoint, ...]:
    """The packs that are installed as Python packages, by name."""
    return tuple(sorted(entry_points(group=GROUP), key=lambda point: point.name))


def load_installed(point: EntryPoint) -> Pack:
    """The pack of an installed package: the folder `rules` in the package that its entry point names.

    Raises InputError where the package cannot be imported or its rules cannot be read.
    """
    try:
        point.load()
        folder = Path(str(files(point.module) / "rules"))
    except (Exception, SystemExit) as error:  # an import may fail in any way
        raise InputError(point.value, "pack", detail=f"“{point.name}”: {type(error).__name__}: {error}") from error
    return load_folder(folder, point.module.partition(".")[0])


def folders(given: Iterable[Path]) -> tuple[str, ...]:
    """Where the files of the packs that `load` loads stand, beside the built-in ones."""
    return (*map(str, given), *(str(files(point.module)) for point in installed()))


def find(name: str) -> Pack:
    """The pack of a folder, or of an installed package by its entry point's name. Raises InputError."""
    found = next((point for point in installed() if point.name == name), None)
    return load_installed(found) if found else load_folder(Path(name))


def load(folders: Iterable[Path] = (), tunings: Iterable[Tuning] = ()) -> tuple[Rule, ...]:
    """Every rule, sorted by code: the built-in ones, those of installed packages and of folders, tuned in that order.

    Raises InputError where a pack is wrong, a code or name stands twice, or a tuning is of no rule.
    """
    packs = [*map(load_installed, installed()), *map(load_folder, folders)]
    return combine(packs, tunings)


def combine(packs: Iterable[Pack], tunings: Iterable[Tuning] = ()) -> tuple[Rule, ...]:
    """The built-in rules with those of packs, and all tunings applied."""
    rules: dict[str, Rule] = {}
    names: dict[str, Rule] = {}
    changes: list[Tuning] = []
    for pack in (Pack(built_in(), ()), *packs):
        for rule in pack.rules:
            other = rules.get(rule.code) or names.get(rule.name)
            if other:
                label, key = (rule.code, "code") if rule.code in rules else (rule.name, "name")
                raise rule.origin.error(f"/{key}", f"{label} sudah dipakai oleh {other.origin.path}")
            rules[rule.code] = names[rule.name] = rule
        changes += pack.tunings
    for tuning in (*changes, *tunings):
        meant = [rule for rule in rules.values() if tuning.of(rule)]
        if not meant:
            known = [*rules, *names, *(rule.family for rule in rules.values())]
            near = difflib.get_close_matches(tuning.rule, known, 1)
            hint = f"; mungkin maksudnya “{near[0]}”" if near else ""
            raise tuning.origin.error("" if tuning.origin.at else "/extends", f"aturan “{tuning.rule}” tidak ada{hint}")
        for rule in meant:
            rules[rule.code] = tuning.apply(rule)
    return tuple(sorted(rules.values(), key=lambda rule: rule.code))
