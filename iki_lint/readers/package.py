"""The zip packages of Word and Excel, before anything in them is opened."""

from __future__ import annotations

import zipfile
from pathlib import Path

from iki_lint.errors import InputError

_MAX_UNPACKED = 300_000_000


def checked(path: Path, program: str) -> None:
    """Raises InputError where a file is no package, is locked, or would unpack to too much."""
    try:
        with zipfile.ZipFile(path) as package:
            size = sum(info.file_size for info in package.infolist())
    except (zipfile.BadZipFile, ValueError) as error:
        raise InputError(str(path), "damaged", detail=_kind(path, program)) from error
    if size > _MAX_UNPACKED:
        raise InputError(str(path), "nesting")


def _kind(path: Path, program: str) -> str:
    """What a file that is no package seems to be, by its first bytes."""
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(b"%PDF"):
        return "isinya PDF"
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return "terkunci sandi, atau berkas bentuk lama"
    return f"rusak, atau bukan dokumen {program}" if start else "kosong"
