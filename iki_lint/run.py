"""A run: many paths, one report. A file that cannot be used never stops the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from iki_lint import readers
from iki_lint.document.model import Document, Iku, Jabatan, Text
from iki_lint.engine import Crash, lint
from iki_lint.errors import CLEAN, FINDINGS, INTERNAL, UNUSABLE, InputError
from iki_lint.findings import Finding, Language, ReadingNote
from iki_lint.report import Goal, Measure, Owner, Report, RuleText, Summary, failing
from iki_lint.rules import Rule


@dataclass(frozen=True, slots=True)
class Outcome:
    """A run's report, and the rules that failed on a document."""

    report: Report
    crashes: tuple[Crash, ...]

    def exit_code(self, fail_on: str, *, strict_reading: bool = False) -> int:
        """What the command exits with; `fail_on` is the least severity that counts, or "never".

        With `strict_reading` a file that was not read as a whole counts as one that cannot be used.
        """
        if self.crashes:
            return INTERNAL
        if self.report.errors or (strict_reading and self.report.notes):
            return UNUSABLE
        return FINDINGS if any(f.severity in failing(fail_on) for f in self.report.findings) else CLEAN


def check(paths: Iterable[Path], rules: Sequence[Rule], language: Language) -> Outcome:
    """Lint every document that the paths name or hold."""
    findings: list[Finding] = []
    errors: list[InputError] = []
    crashes: list[Crash] = []
    notes: list[ReadingNote] = []
    read: list[Summary] = []
    for item in _documents(paths):
        try:
            if isinstance(item, InputError):
                raise item
            loaded = readers.read(item)
        except InputError as error:
            errors.append(error)
            continue
        read.append(summary(loaded.path, loaded.document))
        notes += loaded.notes
        result = lint(loaded, rules, language)
        findings += result.findings
        crashes += result.crashes
        errors += (error for error in result.errors if str(error) not in map(str, errors))
    report = Report(
        findings=tuple(findings),
        errors=tuple(errors),
        documents=len(read),
        notes=tuple(notes),
        rules={rule.code: _rule_text(rule, language) for rule in rules},
        documents_read=tuple(read),
        failed=tuple(sorted({crash.rule for crash in crashes})),
    )
    return Outcome(report, tuple(crashes))


def summary(path: str, document: Document) -> Summary:
    """What a reader of a report needs to know of a document."""
    instansi = document.instansi
    owners: tuple[Iku | Jabatan, ...] = ((document.iku,) if document.iku else ()) + document.jabatan
    return Summary(
        path=path,
        judul=_said(document.judul),
        instansi=_said(instansi.nama if instansi else None),
        daerah=_said(instansi.daerah if instansi else None),
        tahun=_said(document.tahun),
        owners=tuple(_owner(owner) for owner in owners),
    )


def _owner(owner: Iku | Jabatan) -> Owner:
    goals = (
        Goal(
            row.pointer,
            _said(row.sasaran or row.tujuan),
            tuple(Measure(i.pointer, _said(i.nama)) for i in row.indikator),
        )
        for row in owner.kinerja
    )
    return Owner(owner.pointer, _said(owner.nama) if isinstance(owner, Jabatan) else "", tuple(goals))


def _said(text: Text | None) -> str:
    return text.value if text else ""


def _rule_text(rule: Rule, language: Language) -> RuleText:
    return RuleText(rule.code, rule.name, rule.summary[language], rule.why[language], rule.basis)


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
