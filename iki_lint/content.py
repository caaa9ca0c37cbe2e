"""What a file holds, or the error that says why it cannot be had."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from iki_lint.errors import InputError, beyond
from iki_lint.limits import MB, Limits


def data(path: Path, limits: Limits, name: str = "file_mb") -> bytes:
    """All that a file holds, read at once. Raises InputError where it is none, or larger than the limit of that name.

    A pipe, a device or a socket is never waited for.
    """
    most = getattr(limits, name) * MB
    try:
        with open(path, "rb", opener=_at_once) as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise InputError(str(path), "special")
            found = file.read(most + 1) if about.st_size <= most else None
    except FileNotFoundError as error:
        raise InputError(str(path), "absent") from error
    except OSError as error:
        raise InputError(str(path), "unreadable", detail=error.strerror or "") from error
    if found is None or len(found) > most:
        raise beyond(limits, name, str(path))
    return found


def _at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def text(path: Path, limits: Limits, name: str = "text_mb") -> str:
    """The text of a file. Raises InputError."""
    return decoded(data(path, limits, name), path)


def decoded(found: bytes, path: Path) -> str:
    """The text that bytes of a file hold. Raises InputError."""
    try:
        return found.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = found.count(b"\n", 0, error.start) + 1
        raise InputError(str(path), "encoding", line) from error
