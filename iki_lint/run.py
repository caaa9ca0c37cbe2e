"""A run: many paths, one report. A file that cannot be used never stops the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from iki_lint import readers
from iki_lint.engine import Crash, lint
from iki_lint.errors import CLEAN, FINDINGS, INTERNAL, UNUSABLE, InputError
from iki_lint.findings import SEVERITIES, Finding, Language, ReadingNote
from iki_lint.report import Report
from iki_lint.rules import Rule


def exit_code(report: Report, fail_on: str, *, strict_reading: bool = False) -> int:
    """What the command exits with; `fail_on` is the least severity that counts, or "never".

    With `strict_reading` a file that was not read as a whole counts as one that cannot be used.
    """
    if report.crashes:
        return INTERNAL
    if report.errors or (strict_reading and report.notes):
        return UNUSABLE
    counted = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on in SEVERITIES else ()
    return FINDINGS if any(f.severity in counted for f in report.findings) else CLEAN


def check(paths: Iterable[Path], rules: Sequence[Rule], language: Language) -> Report:
    """Lint every document that the paths name or hold."""
    findings: list[Finding] = []
    errors: list[InputError] = []
    crashes: list[Crash] = []
    notes: list[ReadingNote] = []
    read: list[str] = []
    for item in _documents(paths):
        try:
            if isinstance(item, InputError):
                raise item
            loaded = readers.read(item)
        except InputError as error:
            errors.append(error)
            continue
        read.append(loaded.path)
        notes += loaded.notes
        result = lint(loaded, rules, language)
        findings += result.findings
        crashes += result.crashes
        errors += (error for error in result.errors if str(error) not in map(str, errors))
    return Report(tuple(findings), tuple(errors), tuple(read), tuple(notes), tuple(rules), tuple(crashes))


def _documents(paths: Iterable[Path]) -> Iterator[Path | InputError]:
    """Each document once, in the order asked for; an error for a folder that holds none."""
    seen: set[Path] = set()
    for path in paths:
        found = readers.find(path) if path.is_dir() else [path]
        if not found:
            yield InputError(str(path), "nothing")
        for file in found:
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file
