"""A run: many paths, one report. A file that cannot be used never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from iki_lint import fix, readers
from iki_lint.analysis import Analysis
from iki_lint.corpus.digest import Digest, digest
from iki_lint.corpus.findings import compared
from iki_lint.document.build import build
from iki_lint.document.model import Document, Iku, Jabatan, Text
from iki_lint.document.places import Places
from iki_lint.engine import Crash, Result, remark
from iki_lint.errors import InputError
from iki_lint.findings import Finding, ReadingNote
from iki_lint.fix import Mended
from iki_lint.hits import Remark
from iki_lint.plan import Plan
from iki_lint.readers import Loaded
from iki_lint.report import Goal, Measure, Owner, Report, Summary


def check(
    paths: Iterable[Path],
    plan: Plan,
    watch: Callable[[list[Path | InputError]], Iterable[Path | InputError]] = iter,
    references: Iterable[Path] = (),
) -> Report:
    """Lint every document that the paths name or hold; `watch` gets them all and yields each in its turn.

    Several are also compared with each other, and with those of `references`, which are not reported on.
    """
    findings: list[Finding] = []
    errors: list[InputError] = []
    crashes: list[Crash] = []
    notes: list[ReadingNote] = []
    read: list[Summary] = []
    results: list[tuple[str, Result]] = []
    digests: list[Digest] = []
    seen: set[Path] = set()
    asked, others = (list(_documents(given, seen)) for given in (paths, references))
    together = plan if len(asked) + len(others) > 1 else plan.alone
    for item in watch(asked):
        try:
            loaded = _read(item)
        except InputError as error:
            errors.append(error)
            continue
        read.append(_summary(loaded.path, loaded.document))
        notes += loaded.notes
        result = plan.lint(loaded)
        results.append((loaded.path, result))
        digests += _digest(loaded, together)
    for item in watch(others):
        try:
            digests += _digest(_read(item), together)
        except InputError as error:
            errors.append(error)
    results = compared(results, digests, together, lambda path: readers.read(Path(path)))
    for _, result in results:
        findings += result.findings
        crashes += result.crashes
        errors += (error for error in result.errors if str(error) not in map(str, errors))
    findings += _unused(plan, results)
    suppressed = tuple(each for _, result in results for each in result.suppressed)
    return Report(tuple(findings), tuple(errors), tuple(read), tuple(notes), together.rules, tuple(crashes), suppressed)


def _read(item: Path | InputError) -> Loaded:
    if isinstance(item, InputError):
        raise item
    return readers.read(item)


def _digest(loaded: Loaded, plan: Plan) -> tuple[Digest, ...]:
    """What the rules over several documents need of one; nothing where none of them runs."""
    return (digest(Analysis(loaded.document), loaded.path),) if plan.across else ()


def _unused(plan: Plan, results: Sequence[tuple[str, Result]]) -> tuple[Finding, ...]:
    """What the configuration suppresses and no document that was read holds; its place is in the configuration."""
    origin = plan.policy.origin
    if origin is None:
        return ()
    used = {each for _, result in results for each in result.used}
    remarks: list[Remark] = []
    for each in plan.policy.external:
        ran = {code for path, result in results if each.scope.holds_in(path) for code in result.ran}
        remarks += each.unused(used, ran)
    loaded = Loaded(origin.path, build(origin.root), Places(origin.root), ())
    return remark(loaded, plan.rules, tuple(remarks), plan.language).findings


def mend(paths: Iterable[Path], plan: Plan, *, unsafe: bool) -> Iterator[Mended | InputError]:
    """What mending would make of every YAML and JSON document that the paths name or hold; nothing is written.

    An error for each that cannot be used, or that cannot be mended in place.
    """
    for item in _documents(paths, set()):
        try:
            loaded = _read(item)
            if not readers.is_structured(Path(loaded.path)):
                raise InputError(loaded.path, "printed")
            yield fix.mend(loaded, lambda each: plan.lint(each).findings, unsafe=unsafe)
        except InputError as error:
            yield error


def _summary(path: str, document: Document) -> Summary:
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


def _documents(paths: Iterable[Path], seen: set[Path]) -> Iterator[Path | InputError]:
    """Each document not `seen` yet once, in the order asked for; an error for a folder that holds none."""
    for path in paths:
        found = readers.find(path) if path.is_dir() else [path]
        if not found:
            yield InputError(str(path), "nothing")
        for file in found:
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file
