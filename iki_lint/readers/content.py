"""What a file holds, or the error that says why it cannot be had."""

from __future__ import annotations

from pathlib import Path

from iki_lint.errors import InputError


def data(path: Path, count: int = -1) -> bytes:
    """The first bytes of a file, or all; with none it is only seen that the file can be read. Raises InputError."""
    try:
        with path.open("rb") as file:
            return file.read(count)
    except FileNotFoundError as error:
        raise InputError(str(path), "absent") from error
    except OSError as error:
        raise InputError(str(path), "unreadable", detail=error.strerror or "") from error


def text(path: Path) -> str:
    """The text of a file. Raises InputError."""
    found = data(path)
    try:
        return found.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = found.count(b"\n", 0, error.start) + 1
        raise InputError(str(path), "encoding", line) from error
