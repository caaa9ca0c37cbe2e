"""How a jabatan, a unit or a level that is written in a second way is written in the right one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from iki_lint.hits import Change, Mark

_HEAD = re.compile(r"^kepala\s+", re.IGNORECASE)
_HEADED = re.compile(r"kepala\b|ka\.|ka\s|kasi|kasub|kabid|kabag", re.IGNORECASE)
_BEHIND_HEAD = re.compile(r"\bkepala\s+$", re.IGNORECASE)


def renamed(marks: Iterable[Mark], title: str) -> Iterator[Change]:
    """Each mark as a jabatan is called, or its unit where the mark names a unit; none where the title opens otherwise.

    Never safe: which of two names is the official one, the document does not say.
    """
    unit = _HEAD.sub("", title)
    for mark in marks if unit != title else ():
        right = title if _HEADED.match(mark.excerpt) else unit
        yield Change(mark, right if right.isupper() == mark.excerpt.isupper() else _in_case(right, mark.excerpt))


def as_common(marks: Iterable[Mark], common: str) -> Iterator[Change]:
    """Each mark of a level in its commonest form: “Kasi X” is a “Kepala Seksi X”, but a “Seksi X” is no “Kasi X”."""
    for mark in marks if not _HEADED.match(common) else ():
        headed = _HEADED.match(mark.excerpt) and not _BEHIND_HEAD.search(mark.text.value[: mark.start])
        yield Change(mark, _in_case(f"kepala {common}" if headed else common, mark.excerpt))


def _in_case(name: str, printed: str) -> str:
    """A name in the capitals of what it replaces."""
    if printed.isupper() or printed.islower():
        return name.upper() if printed.isupper() else name.lower()
    return re.sub(r"(?<=\s)Dan\b", "dan", name.title())
