"""Runs rules over a document, stamps what they yield, and sorts it. A crashing check never takes others with it."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from iki_lint.analysis import Analysis
from iki_lint.document.places import Place
from iki_lint.edits import fix
from iki_lint.errors import InputError
from iki_lint.findings import Finding, Language, Quote, Related
from iki_lint.hits import Hit, Mark, RuleError, Value
from iki_lint.readers import Loaded
from iki_lint.rules import Rule, fill


@dataclass(frozen=True, slots=True)
class Crash:
    """A rule that failed on a document: an error of iki-lint, not of the document."""

    rule: str
    path: str
    trace: str


@dataclass(frozen=True, slots=True)
class Result:
    """What the rules said of one document, in the order of its file; `errors` are those of the rules' own files."""

    findings: tuple[Finding, ...]
    crashes: tuple[Crash, ...] = ()
    errors: tuple[InputError, ...] = ()


def lint(loaded: Loaded, rules: Iterable[Rule], language: Language = "id") -> Result:
    """Run the rules over one document."""
    analysis = Analysis(loaded.document, loaded.faults)
    findings: list[Finding] = []
    crashes: list[Crash] = []
    errors: list[InputError] = []
    for rule in rules:
        try:
            findings += _stamp(rule, rule.run(analysis), loaded, language)
        except RuleError as error:
            errors.append(rule.origin.error(f"/options/{error.option}", error.problem))
        except InputError as error:
            errors.append(error)
        except Exception:  # a rule may fail in any way; the others still have their say
            crashes.append(Crash(rule.code, loaded.path, traceback.format_exc()))
    return Result(tuple(sorted(findings, key=_order)), tuple(crashes), tuple(errors))


def _order(finding: Finding) -> tuple[int, int, str, str]:
    span = finding.span
    place = finding.place
    line, column = (span.line, span.column) if span else (place.order, place.row or 0) if place else (0, 0)
    return (line, column, finding.rule, finding.pointer)


def _stamp(rule: Rule, hits: Iterable[Hit], loaded: Loaded, language: Language) -> Iterator[Finding]:
    seen: set[str] = set()
    for hit in hits:
        if hit.pointer in seen:  # one finding per place and rule
            continue
        seen.add(hit.pointer)
        place = _place(loaded, hit)
        values = {"excerpt": place.excerpt, **hit.values}
        yield Finding(
            rule=rule.code,
            name=rule.name,
            severity=rule.severity,
            message=_filled(rule, "message", _message(rule, hit.kind)[language], values),
            path=loaded.path,
            pointer=hit.pointer,
            span=place.span,
            place=place.where,
            excerpt=place.excerpt,
            source=place.line,
            jabatan=_jabatan(loaded, hit.pointer),
            suggestion=_filled(rule, "suggestion", rule.suggestion[language], values),
            related=tuple(_related(loaded, other) for other in hit.related),
            quote=_quote(hit.mark) if hit.mark else None,
            fix=fix(hit.changes, loaded.places),
        )


def _message(rule: Rule, kind: str) -> Mapping[Language, str]:
    if kind not in rule.messages:
        raise rule.origin.error("/message", f"pesan untuk “{kind}” tidak ada; tulis satu pesan, {{id: …, en: …}}")
    return rule.messages[kind]


def _filled(rule: Rule, key: str, template: str, values: Mapping[str, Value]) -> str:
    try:
        return fill(template, values)
    except KeyError as error:
        raise rule.origin.error(f"/{key}", f"tidak ada nilai {error} untuk pesan ini") from error
    except (ValueError, IndexError) as error:
        raise rule.origin.error(f"/{key}", f"kurung kurawal di pesan ini tidak sah ({error})") from error


def _place(loaded: Loaded, hit: Hit) -> Place:
    if hit.mark:
        return loaded.places.text(hit.mark.text.pointer, hit.mark.start, hit.mark.end)
    return loaded.places.value(hit.pointer) if hit.on_value else loaded.places.key(hit.pointer)


def _quote(mark: Mark) -> Quote:
    return Quote(mark.text.pointer, mark.text.value, mark.start, mark.end)


def _related(loaded: Loaded, mark: Mark) -> Related:
    place = loaded.places.text(mark.text.pointer, mark.start, mark.end)
    line, column = (place.span.line, place.span.column) if place.span else (None, None)
    return Related(loaded.path, mark.text.pointer, line, column, place.excerpt, place.where)


def _jabatan(loaded: Loaded, pointer: str) -> str | None:
    """The name of the jabatan that a pointer stands under."""
    steps = pointer.split("/")
    if len(steps) < 3 or steps[1] != "jabatan" or not steps[2].isdigit():
        return None
    owner = next((j for j in loaded.document.jabatan if j.pointer == f"/jabatan/{steps[2]}"), None)
    return owner.nama.value if owner and owner.nama else None
