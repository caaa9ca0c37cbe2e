"""Names of findings, for programs that follow them from one run to the next."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from iki_lint.findings import Finding
from iki_lint.report.places import from_here


def fingerprints(findings: Iterable[Finding]) -> Iterator[str]:
    """A name for each that no other of them has, and that stays where lines, tables or other jabatan move.

    Made of file (as seen from the working folder), rule, jabatan, the words complained of and, where all these are the
    same, a count from 1.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for finding in findings:
        excerpt = " ".join(finding.excerpt.split())
        key = (from_here(finding.path), finding.rule, finding.jabatan or "", excerpt)
        seen[key] += 1
        text = "\0".join((*key, str(seen[key])))
        yield hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
