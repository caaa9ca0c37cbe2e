"""What was found before, kept for the same file, configuration, rules and version; lost, it costs only time.

A folder of the user's, not of the project: a file that comes with documents must not be able to stand there.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from iki_lint import atomic

LIMIT = 256 << 20
"""Bytes that it may take; the oldest entries go where there are more."""
_SHELVES = 256


@dataclass(frozen=True, slots=True)
class Cache:
    """Entries by their names, one file each; several processes may use a folder at once."""

    folder: Path

    def get(self, name: str) -> bytes | None:
        """What was kept by that name; None where nothing is, or it cannot be read."""
        try:
            data = self._path(name).read_bytes()
        except OSError:
            return None
        return data[32:] if hashlib.sha256(data[32:]).digest() == data[:32] else None

    def put(self, name: str, data: bytes) -> None:
        """Keep it; where that cannot be, it is not kept."""
        path = self._path(name)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            atomic.replace(path, [hashlib.sha256(data).digest(), data])
            if name.endswith("0"):  # now and then, whoever writes
                _prune(path.parent)

    def clean(self) -> int:
        """Remove everything that it keeps, and nothing else; how many entries that were."""
        count = 0
        for folder in self.folder.glob("[0-9a-f][0-9a-f]"):
            for file in folder.iterdir():
                file.unlink(missing_ok=True)
                count += 1
            folder.rmdir()
        return count

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / name[2:]


def _prune(folder: Path) -> None:
    """Drop the oldest entries of a folder that holds more than its share. Raises OSError."""
    entries = [(entry.stat().st_mtime, entry.stat().st_size, entry.path) for entry in os.scandir(folder)]
    size = sum(each for _, each, _ in entries)
    for _, each, path in sorted(entries):
        if size <= LIMIT // _SHELVES:
            break
        Path(path).unlink(missing_ok=True)
        size -= each
