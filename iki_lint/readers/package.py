"""The zip packages of Word and Excel, before anything in them is opened."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from xml.etree.ElementTree import ParseError, iterparse

from openpyxl.worksheet.cell_range import CellRange

from iki_lint.errors import InputError, beyond
from iki_lint.limits import MB, Limits

_KINDS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BEFORE = b"\xef\xbb\xbf\xfe\xff \t\r\n"  # XML: byte order marks and white space
_MERGED = "mergeCell"
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s")
_UNREADABLE = (zipfile.BadZipFile, zlib.error, ValueError, EOFError, OSError, RuntimeError, NotImplementedError)


def checked(data: bytes, path: Path, program: str, limits: Limits) -> io.BytesIO:
    """The package in a file's bytes. Raises InputError where it is none, is locked, or is beyond a limit.

    Every part is unpacked once to see what it really holds: what a package says of its parts may be a lie.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _measure(package, path, limits)
    except _UNREADABLE as error:
        raise InputError(str(path), "damaged", detail=_kind(data, program)) from error
    return io.BytesIO(data)


def _measure(package: zipfile.ZipFile, path: Path, limits: Limits) -> None:
    parts = package.infolist()
    if len(parts) > limits.parts:
        raise beyond(limits, "parts", str(path))
    if sum(part.file_size for part in parts) > limits.unpacked_mb * MB:
        raise beyond(limits, "unpacked_mb", str(path))
    if any(part.compress_type not in _KINDS for part in parts):
        raise InputError(str(path), "damaged", detail="bagiannya dimampatkan dengan cara yang tidak lazim")
    counts = dict.fromkeys(("xml_mb", "elements", "sheets"), 0)
    for part in parts:
        content = package.read(part).replace(b"\0", b"")  # UTF-16, read as if it were ASCII
        if not content.lstrip(_BEFORE).startswith(b"<"):
            continue
        if b"<!ENTITY" in content:
            raise InputError(str(path), "damaged", detail="berisi entitas XML buatan sendiri")
        counts["xml_mb"] += len(content)
        counts["sheets"] += len(_SHEET.findall(content))
        counts["elements"] += content.count(b"<") - content.count(b"</")
        _keep(counts, path, limits)
        counts["elements"] += _covered(content) if _MERGED.encode() in content else 0
        _keep(counts, path, limits)


def _keep(counts: Mapping[str, int], path: Path, limits: Limits) -> None:
    for name, count in counts.items():
        if count > getattr(limits, name) * (MB if name.endswith("_mb") else 1):
            raise beyond(limits, name, str(path))


def _covered(sheet: bytes) -> int:
    """How many cells those of a sheet cover that are merged: each becomes one of its own."""
    count = 0
    with suppress(ParseError, LookupError, ValueError):  # damaged, or in no encoding known: found by who reads it
        for _, element in iterparse(io.BytesIO(sheet)):
            if element.tag.endswith(_MERGED):
                with suppress(TypeError, ValueError):
                    size = CellRange(element.get("ref", "")).size
                    count += size["rows"] * size["columns"]
    return count


def _kind(data: bytes, program: str) -> str:
    """What a file that is no package seems to be, by its first bytes."""
    if data.startswith(b"%PDF"):
        return "isinya PDF"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "terkunci sandi, atau berkas bentuk lama"
    return f"rusak, atau bukan dokumen {program}" if data else "kosong"
