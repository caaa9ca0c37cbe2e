"""The engine stamps, sorts, and survives a check that fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from iki_lint.analysis import Analysis
from iki_lint.engine import lint
from iki_lint.findings import Finding
from iki_lint.hits import Hit
from iki_lint.packs import built_in
from iki_lint.readers import Loaded
from tests.conftest import HEADER

TWO = HEADER + "jabatan:\n- nama: Camat\n- nama: Lurah\n"


def _crashing(_: Analysis, __: Mapping[str, Any]) -> Iterator[Hit]:
    yield Hit("/jabatan/0", None, {"indikator": "x"})
    raise ZeroDivisionError


def test_a_crashing_check_takes_no_other_with_it(load: Callable[..., Loaded]) -> None:
    rules = [replace(rule, check=_crashing) if rule.code == "SBR001" else rule for rule in built_in()]

    result = lint(load(TWO), rules)

    assert [crash.rule for crash in result.crashes] == ["SBR001"]
    assert "ZeroDivisionError" in result.crashes[0].trace
    assert [f.pointer for f in result.findings if f.rule == "STR002"] == ["/jabatan/0", "/jabatan/1"]


def test_findings_stand_in_the_order_of_the_file(findings: Callable[..., tuple[Finding, ...]]) -> None:
    found = findings(TWO + "iku: {kinerja: [{sasaran: Meningkatnya mutu}]}\n")

    lines = [(f.span.line, f.span.column) for f in found]
    assert lines == sorted(lines)
    assert {f.jabatan for f in found} == {"Camat", "Lurah", None}


def test_one_finding_a_place_and_rule(findings: Callable[..., tuple[Finding, ...]]) -> None:
    found = findings(TWO)

    assert len({(f.rule, f.pointer) for f in found}) == len(found)
