"""Names of findings, for programs that follow them from one run to the next."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from iki_lint.findings import Finding
from iki_lint.report.nip import masked
from iki_lint.report.places import from_here

Key: TypeAlias = tuple[str, str, str, str]
"""File, rule, jabatan and the words complained of."""


def key(finding: Finding, path: str) -> Key:
    """What stays of a finding where lines, tables or other jabatan move; `path` is its file, as the caller sees it.

    It holds no NIP, whether reports show it or not.
    """
    shown = masked(finding)
    return (path, finding.rule, shown.jabatan or "", " ".join(shown.excerpt.split()))


def fingerprints(findings: Iterable[Finding]) -> Iterator[str]:
    """A name for each that no other of them has, and that stays where lines, tables or other jabatan move.

    Made of file (as seen from the working folder), rule, jabatan, the words complained of and, where all these are the
    same, a count from 1.
    """
    seen: Counter[Key] = Counter()
    for finding in findings:
        one = key(finding, from_here(finding.path))
        seen[one] += 1
        text = "\0".join((*one, str(seen[one])))
        yield hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
