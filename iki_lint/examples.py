"""A rule's own examples: the same code runs them for our tests, for `explain`, and for a pack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path

from iki_lint.analysis import Analysis
from iki_lint.corpus.digest import digest, packed
from iki_lint.corpus.findings import findings, suspected
from iki_lint.corpus.model import Corpus
from iki_lint.engine import Result, joined, lint
from iki_lint.errors import InputError
from iki_lint.findings import Finding, Language
from iki_lint.packs import Pack, built_in, combine
from iki_lint.plan import Plan
from iki_lint.readers import structured
from iki_lint.rules import Example, Rule, Tuning
from iki_lint.suppress import FAMILY

NAME = "contoh.iki.yaml"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one example: what it expects and is not found, what is found and not expected, what went wrong."""

    rule: Rule
    path: str
    line: int
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    problem: str = ""

    @property
    def good(self) -> bool:
        """Whether the rule says of the example what it ought to."""
        return not (self.missing or self.extra or self.problem)


def run(rule: Rule, example: Example, language: Language = "id") -> Result:
    """What a rule says of one of its examples. Raises InputError where the example is no document.

    A rule about suppressions has nothing to say unless the others run too.
    """
    tuned = replace(rule, options={**rule.options, **example.options})
    if rule.across:
        return _together(tuned, example, language)
    loaded = structured(example.document, Path(NAME))
    if rule.family != FAMILY:
        return lint(loaded, [tuned], language)
    result = lint(loaded, [*(each for each in built_in() if each.code != rule.code), tuned], language)
    return replace(result, findings=tuple(f for f in result.findings if f.rule == rule.code))


def _together(rule: Rule, example: Example, language: Language) -> Result:
    """What a rule over several documents says of those of an example, which a line `---` parts."""
    texts = re.split(r"^---\n", example.document, flags=re.MULTILINE)
    paths = (f"{number}:{NAME}" for number in range(1, len(texts) + 1))
    documents = {path: structured(text, Path(path)) for path, text in zip(paths, texts, strict=True)}
    digests = tuple(packed(digest(Analysis(each.document), path)) for path, each in documents.items())
    plan = Plan((rule,), language)
    found = findings(suspected(Corpus.of(digests, documents), plan), plan, documents.__getitem__)
    return reduce(joined, found.values(), Result(()))


def address(finding: Finding) -> str:
    """The address of a finding as an example's `expect` writes it; of several documents with the number of its own."""
    return f"{finding.path.removesuffix(NAME)}{finding.pointer}"


def place(finding: Finding) -> str:
    """A finding as an example's `expect` writes it: its address and its span."""
    span = finding.span
    where = f" {span.line}:{span.column}-{span.end_line}:{span.end_column}" if span else ""
    return f"{address(finding)}{where}"


def verify(pack: Pack) -> Iterator[Verdict]:
    """Run every example of a pack, of its rules and of its tunings. Raises InputError where the pack is wrong."""
    known = {label: rule for rule in combine([pack]) for label in (rule.code, rule.name)}
    parts: tuple[Rule | Tuning, ...] = (*pack.rules, *pack.tunings)
    for part in parts:
        rule = known[part.code if isinstance(part, Rule) else part.rule]
        for example in part.examples:
            yield _verdict(rule, example, part.origin.path)


def _verdict(rule: Rule, example: Example, path: str) -> Verdict:
    try:
        Tuning(rule.code, rule.origin, options=example.options).apply(rule)
        result = run(rule, example)
    except InputError as error:
        return Verdict(rule, path, example.line, problem=str(error))
    wrong = [*map(str, result.errors), *(crash.trace for crash in result.crashes)]
    found = [(place(finding), address(finding)) for finding in result.findings]
    said = {label for labels in found for label in labels}
    missing = tuple(expected for expected in example.expect if expected not in said)
    extra = tuple(labels[0] for labels in found if not set(labels) & set(example.expect))
    return Verdict(rule, path, example.line, missing, extra, "\n".join(wrong))
