"""Where reports go: standard output, and files that are replaced as a whole or not at all."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from iki_lint import atomic
from iki_lint.errors import InputError
from iki_lint.report import FORMATS


@dataclass(frozen=True, slots=True)
class Target:
    """One report: its form, and its file; None is standard output."""

    form: str
    path: Path | None


def targets(form: str, outputs: Sequence[str]) -> tuple[Target, ...]:
    """What is asked for: `FORM:FILE` is one report more, a plain `FILE` takes the place of standard output.

    A form is a word of small letters, so that `C:\\laporan.json` is a file. Raises InputError where that word is no
    form, or where two reports are to be written to one file.
    """
    found: list[Target] = []
    shown: tuple[Target, ...] = (Target(form, None),)
    for given in outputs:
        name, colon, path = given.partition(":")
        if colon and name in FORMATS:
            found.append(Target(name, Path(path)))
        elif colon and re.fullmatch("[a-z]{2,}", name):
            near = difflib.get_close_matches(name, FORMATS, 1, 0)[0]
            raise InputError(given, "report", detail=name, near=near, file=given)
        else:
            found.append(Target(form, Path(given)))
            shown = ()
    files = [target.path.resolve() for target in found if target.path]
    for target, file in zip(found, files, strict=True):
        if files.count(file) > 1:
            raise InputError(str(target.path), "twice")
    return (*found, *shown)


def apart(target: Path | None, sources: Iterable[Path]) -> None:
    """Raises InputError where the file to be written is one of those that it is made from."""
    if target and target.exists() and any(each.exists() and target.samefile(each) for each in sources):
        raise InputError(str(target), "source")


def save(content: Iterable[bytes], path: Path) -> None:
    """Replace a file by bytes, its mode kept. Raises InputError where that cannot be; the file then is as it was.

    What is no file but stands among files, such as `/dev/stdout` or a pipe, is written to.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as device:
                device.writelines(content)
        else:
            atomic.replace(path, content, path.stat().st_mode & 0o777 if path.exists() else 0o644)
    except OSError as error:
        raise InputError(str(path), "unwritable", detail=error.strerror or "") from error
