"""What there is to know of a rule, for a person."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator, Sequence

from iki_lint import examples
from iki_lint.examples import Verdict
from iki_lint.findings import Language
from iki_lint.report.text import snippet
from iki_lint.rules import Example, Rule

_WIDTH = 100
_WORDS: dict[Language, dict[str, str]] = {
    "id": {
        "error": "kesalahan",
        "warning": "peringatan",
        "info": "catatan",
        "why": "Mengapa",
        "basis": "Dasar",
        "options": "Pilihan",
        "suggestion": "Saran",
        "ok": "Contoh yang benar",
        "bad": "Contoh yang ditemukan",
        "fix": "Dapat diperbaiki dengan",
    },
    "en": {
        "error": "error",
        "warning": "warning",
        "info": "info",
        "why": "Why",
        "basis": "Basis",
        "options": "Options",
        "suggestion": "Suggestion",
        "ok": "Passes",
        "bad": "Found",
        "fix": "Can be mended with",
    },
}


def table(rules: Iterable[Rule], language: Language) -> str:
    """The rules, a line each: code, severity, name, summary."""
    rows = [(r.code, _WORDS[language][r.severity], r.name, r.summary[language]) for r in rules]
    widths = [max(len(row[i]) for row in rows) for i in range(3)]
    return "".join("  ".join((*(c.ljust(w) for c, w in zip(row, widths, strict=False)), row[3])) + "\n" for row in rows)


def explain(rule: Rule, language: Language) -> str:
    """A rule: what, why, basis, options, and its examples with what they really give."""
    return "\n".join(_parts(rule, language)) + "\n"


def _parts(rule: Rule, language: Language) -> Iterator[str]:
    words = _WORDS[language]
    yield f"{rule.code} {rule.name} ({words[rule.severity]})"
    yield f"  {rule.summary[language]}"
    if option := _mended_by(rule):
        yield f"  {words['fix']} {option}"
    yield from _section(words["why"], [rule.why[language]])
    yield from _section(words["basis"], rule.basis)
    yield from _section(words["options"], [f"{key}: {_brief(value)}" for key, value in rule.options.items()])
    yield from _section(words["suggestion"], [rule.suggestion[language]])
    for example in rule.examples:
        given = f" ({words['options']}: {json.dumps(example.options, ensure_ascii=False)})" if example.options else ""
        yield ""
        yield f"{words['bad' if example.expect else 'ok']}{given}:"
        yield from _example(rule, example, language)


def verdict_text(verdicts: Sequence[Verdict], bare: Iterable[Rule]) -> str:
    """What became of a pack's examples, a line for each that did not go as expected, and a count."""
    lines = [f"{rule.origin.path}: {rule.code} {rule.name}: belum ada contoh" for rule in bare]
    for verdict in verdicts:
        said = [f"tidak ditemukan: {place}" for place in verdict.missing]
        said += [f"ditemukan tanpa diharapkan: {place}" for place in verdict.extra]
        said += [verdict.problem] if verdict.problem else []
        lines += [f"{verdict.path}:{verdict.line}: {verdict.rule.code}: {each}" for each in said]
    good = sum(verdict.good for verdict in verdicts)
    return "".join(f"{line}\n" for line in (*lines, f"{good} dari {len(verdicts)} contoh sesuai."))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    filled = [row for line in lines for row in textwrap.wrap(line, _WIDTH, initial_indent="  ", subsequent_indent="  ")]
    if filled:
        yield ""
        yield f"{title}:"
        yield from filled


def _brief(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _example(rule: Rule, example: Example, language: Language) -> Iterator[str]:
    yield textwrap.indent(example.document.rstrip(), "    ")
    for lines in _found(rule, example, language):
        yield ""
        yield from (f"  {line}" for line in lines)


def _found(rule: Rule, example: Example, language: Language) -> Iterator[list[str]]:
    """What a rule really says of one of its examples, a block of lines a finding."""
    for finding in examples.run(rule, example, language).findings:
        span = finding.span
        document = finding.path.removesuffix(examples.NAME)
        place = f"{document}{span.line}:{span.column}: " if span else ""
        yield [f"{place}{finding.message}", *(f"  {row}" for row in snippet(finding, _WIDTH))]


def _mended_by(rule: Rule) -> str:
    """The options that mend what is found in one of a rule's examples; "" where none does."""
    found = (f.fix for example in rule.examples for f in examples.run(rule, example, "id").findings)
    safe = {fix.safe for fix in found if fix}
    return "--fix" if True in safe else "--fix --unsafe-fixes" if safe else ""


def index(rules: Iterable[Rule]) -> str:
    """The rules as a Markdown page that leads to their own."""
    words = _WORDS["id"]
    rows = (f"| [{r.code}]({r.code}.md) | {r.name} | {words[r.severity]} | {_marked(r)} |" for r in rules)
    return "\n".join(("# Aturan", "", "| kode | nama | tingkat | yang ditemukan |", "|---|---|---|---|", *rows)) + "\n"


def _marked(rule: Rule) -> str:
    option = _mended_by(rule)
    return f"{rule.summary['id']} (`{option}`)" if option else rule.summary["id"]


def page(rule: Rule) -> str:
    """A rule as a Markdown page: all that `explain` shows."""
    return "\n".join(_page(rule, _WORDS["id"])) + "\n"


def _page(rule: Rule, words: dict[str, str]) -> Iterator[str]:
    options = [f"`{key}`: {_brief(value) or '–'}" for key, value in rule.options.items()]
    sections = {"why": [rule.why["id"]], "basis": rule.basis, "options": options, "suggestion": [rule.suggestion["id"]]}
    yield f"# {rule.code} {rule.name}"
    option = _mended_by(rule)
    mended = f" {words['fix']} `{option}`." if option else ""
    yield f"\n{rule.summary['id']} ({words[rule.severity]}).{mended}"
    for title, lines in sections.items():
        if lines:
            yield f"\n## {words[title]}\n"
            yield from lines if len(lines) == 1 else (f"- {line}" for line in lines)
    for example in rule.examples:
        yield f"\n## {words['bad' if example.expect else 'ok']}"
        yield f"\n```yaml\n{example.document.rstrip()}\n```"
        if example.options:
            yield f"\n{words['options']}: `{json.dumps(example.options, ensure_ascii=False)}`"
        found = "\n\n".join("\n".join(lines) for lines in _found(rule, example, "id"))
        if found:
            yield f"\n```text\n{found}\n```"
