"""What a run is asked, and what earlier runs that were asked the same have kept.

Loading the rules takes longer than finding out that nothing has changed: they are loaded where they are needed.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from iki_lint import __version__, content, data, files
from iki_lint.cache import Cache
from iki_lint.errors import InputError
from iki_lint.findings import Language
from iki_lint.limits import DEFAULTS, OWN

if TYPE_CHECKING:
    from iki_lint.config import Config
    from iki_lint.plan import Plan


@dataclass(frozen=True, slots=True)
class Basics:
    """What a run needs of its configuration where all findings are known; `folders` are those of rule packs."""

    language: Language
    fail_on: str | None
    baseline: str | None
    folders: tuple[str, ...]


class Asked:
    """The plan and the basics of a run, made when they are needed, and what is kept of earlier runs like it.

    Both raise InputError and UnknownRuleError. Without a cache nothing is kept.
    """

    def __init__(
        self, lang: str | None, select: Sequence[str] = (), ignore: Sequence[str] = (), cache: Cache | None = None
    ) -> None:
        self._words = (lang, tuple(select), tuple(ignore))
        self._cache = cache

    def plan(self) -> Plan:
        """The rules that run, and how."""
        return self._loaded[1]

    @cached_property
    def _loaded(self) -> tuple[Config, Plan]:
        from iki_lint.settings import planned  # what it loads takes most of a run in which nothing has changed

        return planned(*self._words)

    @cached_property
    def basics(self) -> Basics:
        """What the configuration says beside the rules."""
        known = self._cache.get(self._name) if self._cache else None
        try:
            return msgspec.msgpack.decode(known or b"", type=Basics)
        except msgspec.DecodeError:
            given, plan = self._loaded
            from iki_lint.packs import folders

            recorded = str(given.baseline) if given.baseline else None
            basics = Basics(plan.language, given.fail_on, recorded, folders(given.packs))
            if self._cache:
                self._cache.put(self._name, msgspec.msgpack.encode(basics))
            return basics

    @cached_property
    def _name(self) -> str:
        """Of the basics: the version, what is installed, the configuration, and what the command line says."""
        installed = [Path(entry) for entry in sys.path if entry.endswith("-packages")]
        return _hash(__version__, sys.version, self._words, _stamps(installed), _own(), _written(Path.cwd()))

    @cached_property
    def kept(self) -> Kept | None:
        """What was found in files by runs like this one; None without a cache."""
        if self._cache is None:
            return None
        return Kept(self._cache, _hash(self._name, _trees(map(Path, self.basics.folders))))


class Kept:
    """What was found in files, by all that it depends on: their place and content, and what the run is asked."""

    def __init__(self, cache: Cache, key: str) -> None:
        self._cache, self._key = cache, key

    def name(self, path: Path, several: bool) -> str | None:
        """What a file as it is now is known by, alone or among several; None where it cannot be read."""
        try:
            return _hash(self._key, several, str(path), os.path.realpath(path), content.data(path, DEFAULTS))
        except InputError:
            return None

    def get(self, name: str | None) -> bytes | None:
        """What was kept by a name; None where nothing was."""
        return self._cache.get(name) if name else None

    def put(self, name: str | None, data: bytes) -> None:
        """Keep what was found."""
        if name:
            self._cache.put(name, data)


def _hash(*parts: object) -> str:
    """A name for all of this together."""
    made = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else repr(part).encode("utf-8", "surrogatepass")
        made.update(b"%d:" % len(data) + data)
    return made.hexdigest()


def _written(start: Path) -> list[tuple[str, bytes]]:
    """Every file that may hold the configuration, with its content."""
    found = (folder / name for folder in (start, *start.parents) for name in files.CONFIGURATIONS)
    kept: list[tuple[str, bytes]] = []
    for file in found:
        with suppress(InputError):  # whether one that cannot be read matters is told where it is looked for
            kept.append((str(file), content.data(file, OWN, "text_mb")))
    return kept


def _own() -> object:
    """iki-lint itself: its code and its rules, which change where it is worked on."""
    return _trees([Path(__file__).parent, data.folder()])


def _trees(folders: Iterable[Path]) -> list[object]:
    return [_stamps(_below(folder)) for folder in folders]


def _below(folder: Path) -> Iterator[Path]:
    for path, inner, names in os.walk(folder):
        inner[:] = [name for name in inner if name != "__pycache__"]
        yield from (Path(path, name) for name in names)


def _stamps(paths: Iterable[Path]) -> list[tuple[str, int, int]]:
    """What tells that a file, or what a folder holds, is not what it was."""
    found: list[tuple[str, int, int]] = []
    for path in paths:
        with suppress(OSError):  # gone meanwhile, or a link to nothing
            stat = path.stat()
            found.append((str(path), stat.st_size, stat.st_mtime_ns))
    return sorted(found)
