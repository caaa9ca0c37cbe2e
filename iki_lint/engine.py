"""Runs rules over a document, stamps what they yield, and sorts it. A crashing check never takes others with it."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from iki_lint.analysis import Analysis
from iki_lint.document.places import Place
from iki_lint.edits import fix
from iki_lint.errors import InputError, beyond
from iki_lint.findings import Crash, Finding, Language, Quote, Related, Suppressed, in_order
from iki_lint.hits import Hit, Mark, Remark, RuleError, Value
from iki_lint.limits import DEFAULTS, Limits
from iki_lint.readers import Loaded
from iki_lint.rules import Rule, fill
from iki_lint.suppress import FAMILY, Policy, in_source, judge, suppressible

_refused: dict[tuple[str, str, str], InputError] = {}
"""What is wrong with rules of which a check could not do what they ask: they are not tried on each document again."""


@dataclass(frozen=True, slots=True)
class Result:
    """What the rules said of one document, in the order of its file; `errors` are those of the rules' own files.

    `used` are the suppressions that were of use, by name and code; `ran` the codes of the rules that did not fail.
    """

    findings: tuple[Finding, ...]
    crashes: tuple[Crash, ...] = ()
    errors: tuple[InputError, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    used: frozenset[tuple[str, str]] = frozenset()
    ran: frozenset[str] = frozenset()


def lint(
    loaded: Loaded,
    rules: Iterable[Rule],
    language: Language = "id",
    policy: Policy | None = None,
    analysis: Analysis | None = None,
    limits: Limits = DEFAULTS,
) -> Result:
    """Run the rules over one document; what is suppressed is set apart, and what is wrong with suppressions added.

    Rules over several documents are left to `iki_lint.corpus`. `analysis` is the document's, where there is one.
    """
    given, policy = tuple(rules), policy or Policy()
    chosen = tuple(rule for rule in given if not rule.across)
    written, bad = in_source(loaded, policy.codes or suppressible(rule.code for rule in given), limits)
    analysis = analysis or Analysis(loaded.document, loaded.faults)
    result = run(chosen, lambda rule: rule.run(analysis), loaded, language, limits)
    judged = judge(result.findings, (*written, *policy.external))
    unused = (remark for each in written for remark in each.unused(judged.used, result.ran))
    own = remark(loaded, chosen, (*bad, *unused), language)
    kept = replace(result, findings=judged.kept, suppressed=judged.suppressed, used=judged.used)
    return replace(joined(kept, own), ran=result.ran)


def joined(first: Result, more: Result) -> Result:
    """Both results of one document as one, in the order of its file."""
    return Result(
        findings=in_order(first.findings, more.findings),
        crashes=first.crashes + more.crashes,
        errors=first.errors + more.errors,
        suppressed=first.suppressed + more.suppressed,
        used=first.used | more.used,
        ran=first.ran | more.ran,
    )


def remark(loaded: Loaded, rules: Iterable[Rule], remarks: tuple[Remark, ...], language: Language) -> Result:
    """Run the rules about suppressions, on what is known of those in a file."""
    own = [rule for rule in rules if rule.family == FAMILY] if remarks else []
    analysis = Analysis(loaded.document, remarks=remarks)
    return run(own, lambda rule: rule.run(analysis), loaded, language)


def run(
    rules: Iterable[Rule],
    ask: Callable[[Rule], Iterable[Hit]],
    loaded: Loaded,
    language: Language,
    limits: Limits = DEFAULTS,
) -> Result:
    """Stamp the hits that each rule gives when asked, up to a limit; nothing is suppressed."""
    ran: set[str] = set()
    findings: list[Finding] = []
    crashes: list[Crash] = []
    errors: list[InputError] = []
    for rule in rules:
        if _refused and (refused := _refused.get(_name(rule))):
            errors.append(refused)
            continue
        try:
            findings += islice(_stamp(rule, ask(rule), loaded, language), limits.findings + 1 - len(findings))
            if len(findings) > limits.findings:
                errors.append(beyond(limits, "findings", loaded.path))
                break
            ran.add(rule.code)
        except RuleError as error:
            problem = f"{error.problem} ({rule.code}, {loaded.path})"
            _refused[_name(rule)] = rule.origin.error(f"/options/{error.option}", problem)
            errors.append(_refused[_name(rule)])
        except InputError as error:
            errors.append(error)
        except (Exception, SystemExit):  # a rule may fail in any way; the others still have their say
            crashes.append(Crash(rule.code, loaded.path, traceback.format_exc()))
    return Result(in_order(findings), tuple(crashes), tuple(errors), ran=frozenset(ran))


def _name(rule: Rule) -> tuple[str, str, str]:
    return rule.origin.path, rule.code, str(rule.options)


def _stamp(rule: Rule, hits: Iterable[Hit], loaded: Loaded, language: Language) -> Iterator[Finding]:
    seen: set[tuple[str, tuple[int, int] | None]] = set()
    names = {each.pointer: each.nama.value for each in loaded.document.jabatan if each.nama}
    for hit in hits:
        if (hit.pointer, hit.at) in seen:  # one finding per place and rule
            continue
        seen.add((hit.pointer, hit.at))
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
            cut=place.cut,
            jabatan=names.get("/".join(hit.pointer.split("/")[:3])),
            suggestion=_filled(rule, "suggestion", rule.suggestion[language], values),
            related=(*(related(loaded, other) for other in hit.related), *hit.elsewhere),
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
    if hit.at:
        return loaded.places.part(*hit.at)
    return loaded.places.value(hit.pointer) if hit.on_value else loaded.places.key(hit.pointer)


def _quote(mark: Mark) -> Quote:
    return Quote(mark.text.pointer, mark.text.value, mark.start, mark.end)


def related(loaded: Loaded, mark: Mark) -> Related:
    """A part of a document, with its place, as the other side of a comparison."""
    place = loaded.places.text(mark.text.pointer, mark.start, mark.end)
    line, column = (place.span.line, place.span.column) if place.span else (None, None)
    return Related(loaded.path, mark.text.pointer, line, column, place.excerpt, place.where)
