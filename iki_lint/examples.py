"""A rule's own examples: the same code runs them for our tests, for `explain`, and for a pack."""

from __future__ import annotations

from dataclasses import replace

from iki_lint import rules
from iki_lint.document.build import build
from iki_lint.document.faults import faults
from iki_lint.document.places import Places
from iki_lint.engine import Result, lint
from iki_lint.errors import InputError
from iki_lint.findings import Finding, Language
from iki_lint.readers import Loaded
from iki_lint.readers.tree import parse_yaml

NAME = "contoh.iki.yaml"


def run(rule: rules.Rule, example: rules.Example, language: Language = "id") -> Result:
    """What a rule says of one of its examples. Raises InputError where the example is no document."""
    root = parse_yaml(example.document, NAME)
    if root is None:
        raise InputError(NAME, "empty")
    loaded = Loaded(NAME, build(root), Places(root), faults(root))
    return lint(loaded, [replace(rule, options={**rule.options, **example.options})], language)


def place(finding: Finding) -> str:
    """A finding as an example's `expect` writes it: its address and its span."""
    span = finding.span
    where = f" {span.line}:{span.column}-{span.end_line}:{span.end_column}" if span else ""
    return f"{finding.pointer}{where}"
