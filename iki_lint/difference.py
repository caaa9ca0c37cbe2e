"""Two documents read, linted and compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from iki_lint.comparison import compare
from iki_lint.comparison.model import Comparison
from iki_lint.findings import Finding
from iki_lint.plan import Plan
from iki_lint.report.changes.model import Difference, Findings
from iki_lint.report.fingerprints import fingerprints


def difference(old: Path, new: Path, plan: Plan) -> Difference:
    """What changed from one file to the other. Raises InputError where a file, or one of a rule, cannot be used."""
    before, after = plan.read(old), plan.read(new)
    comparison = compare((before.path, before.document), (after.path, after.document))
    was, now = (plan.lint(each) for each in (before, after))
    for error in was.errors + now.errors:
        raise error
    found = _findings(was.findings, now.findings, comparison)
    return Difference(comparison, found, before.notes + after.notes, was.crashes + now.crashes)


def _findings(old: Sequence[Finding], new: Sequence[Finding], comparison: Comparison) -> Findings:
    """The findings that only one of the documents has, told by their fingerprints without a file's name.

    Those of a jabatan that has another name stay with it.
    """
    renamed = {each.old.nama: each.new.nama for each in comparison.fated("renamed") if each.old and each.new}
    before = _named(old, [replace(f, jabatan=renamed.get(f.jabatan or "", f.jabatan)) for f in old])
    after = _named(new, new)
    gone = [finding for name, finding in before.items() if name not in after]
    lost = [finding for finding in gone if _lost(finding, comparison)]
    return Findings(
        mended=tuple(finding for finding in gone if finding not in lost),
        lost=tuple(lost),
        new=tuple(finding for name, finding in after.items() if name not in before),
        left=len(old) - len(gone),
    )


def _named(found: Iterable[Finding], keyed: Iterable[Finding]) -> dict[str, Finding]:
    names = fingerprints(replace(finding, path="") for finding in keyed)
    return dict(zip(names, found, strict=True))


def _lost(finding: Finding, comparison: Comparison) -> bool:
    """Whether what a finding of the old document spoke of is not in the new one at all: nobody has mended it."""
    owners = (owner.old for owner in comparison.fated("gone", "functional"))
    places = [each.old.pointer for each in comparison.indicators if each.old and not each.new]
    places += [seat.pointer for seat in owners if seat]
    at = finding.quote.pointer if finding.quote else finding.pointer
    columns = {column.name for column in comparison.columns if not column.new}
    return bool(columns.intersection(at.split("/"))) or any(f"{at}/".startswith(f"{place}/") for place in places)
