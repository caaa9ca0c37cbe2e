"""What fixes, suppressions and baselines do to the findings of documents with faults, and what they leave alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from benchmarks import defects
from iki_lint import baseline, fix
from iki_lint.engine import Result, lint
from iki_lint.findings import Finding, Fix
from iki_lint.packs import built_in
from iki_lint.readers import Loaded
from iki_lint.report import Report
from iki_lint.summary import summary
from iki_lint.suppress import Policy, Scope, Suppression
from tests.generated import FEW, SEEDS, Content, Made, documents, found, loaded, written

FAULTY = documents(least=4, most=14, faults=0.6)
A_LINE = 10_000
"""The width at which every value stands on one line, so that no comment comes inside one."""
WIDTHS = st.integers(40, 200)


def _said(findings: Iterable[Finding]) -> Counter[tuple[str, str]]:
    return Counter((finding.rule, finding.pointer) for finding in findings)


# -- fixes -------------------------------------------------------------------------------------------------------------


def _all(read: Loaded) -> tuple[Finding, ...]:
    return lint(read, built_in()).findings


@FEW
@given(made=FAULTY, width=WIDTHS, unsafe=st.booleans())
def test_a_mended_document_has_nothing_left_to_mend(made: Made, width: int, unsafe: bool) -> None:
    before = loaded(written(made.content, width))
    once = fix.mend(before, _all, unsafe=unsafe)
    after = loaded(once.after)

    assert fix.mend(after, _all, unsafe=unsafe).after == once.after
    assert [f.rule for f in _all(after) if f.fix and f.fix.in_place and (f.fix.safe or unsafe)] == []
    assert _said(_all(after)) <= _said(_all(before))


@FEW
@given(made=FAULTY, width=WIDTHS, data=st.data())
def test_mending_one_finding_changes_its_words_and_takes_it_away(made: Made, width: int, data: Any) -> None:
    before = loaded(written(made.content, width))
    mendable = [finding for finding in _all(before) if finding.fix and finding.fix.in_place and _rewords(finding.fix)]
    assume(mendable)
    finding = data.draw(st.sampled_from(mendable))
    turns = iter([[finding]])
    after = fix.mend(before, lambda _: next(turns, []), unsafe=True).after
    source, left = before.places.root.source, after
    for edit in sorted(finding.fix.edits, key=lambda edit: edit.start, reverse=True):
        start, end = source.offsets(edit.span)
        left = left[:start] + source.text[start:end] + left[start + len(edit.written) :]

    assert left == source.text
    assert _said(found(after)) == _said(_all(before)) - _said([finding])


def _rewords(mending: Fix) -> bool:
    """Whether nothing is taken out, so that every address stays."""
    return all(edit.text is not None for edit in mending.edits)


# -- suppressions ------------------------------------------------------------------------------------------------------


def _commented(text: str, line: int, code: str) -> str:
    """The document with a comment above a line."""
    lines = text.splitlines(keepends=True)
    indent = re.match(r" *", lines[line - 1])
    assert indent
    return "".join([*lines[: line - 1], f"{indent[0]}# iki-lint: abaikan {code} -- dicoba\n", *lines[line - 1 :]])


@FEW
@given(made=FAULTY, data=st.data())
def test_a_comment_takes_away_just_the_findings_of_its_code_on_its_line(made: Made, data: Any) -> None:
    text = written(made.content, width=A_LINE)
    before = found(text)
    assume(before)
    chosen = data.draw(st.sampled_from(before))
    line = chosen.span.line
    result = lint(loaded(_commented(text, line, chosen.rule)), built_in())
    owner = chosen.pointer if re.fullmatch(r"/jabatan/\d+(/nama)?", chosen.pointer) else None
    there = [f for f in before if f.rule == chosen.rule and (f.span.line == line or _under(f, owner))]

    assert chosen in there
    assert _said(s.finding for s in result.suppressed) == _said(there)
    assert _said(result.findings) == _said(before) - _said(there)


def _under(finding: Finding, owner: str | None) -> bool:
    """Whether a finding is one of the jabatan whose entry a comment is written at."""
    return owner is not None and f"{finding.pointer}/".startswith(f"{owner.removesuffix('/nama')}/")


@FEW
@given(made=FAULTY, data=st.data())
def test_a_configured_suppression_takes_away_just_what_it_names_and_one_without_use_is_told(
    made: Made, data: Any
) -> None:
    text = written(made.content)
    before = found(text)
    assume(before)
    chosen = data.draw(st.sampled_from(before))
    scope = Scope(pointer=chosen.pointer, words=chosen.excerpt or None)
    used, idle = (Suppression((code,), "dicoba", scope, "/abaikan/0") for code in (chosen.rule, "LNT999"))
    result = _judged(text, used)
    there = [f for f in before if f.rule == chosen.rule and scope.covers(f)]

    assert chosen in there
    assert _said(result.findings) == _said(before) - _said(there)
    assert list(used.unused(result.used, result.ran)) == []
    assert _said(_judged(text, idle).findings) == _said(before)
    assert len(list(Suppression((chosen.rule,), "x", scope, "/abaikan/1").unused(frozenset(), result.ran))) == 1


def _judged(text: str, suppression: Suppression) -> Result:
    return lint(loaded(text), built_in(), policy=Policy(external=(suppression,)))


@FEW
@given(made=documents(least=2), data=st.data())
def test_a_comment_without_use_is_told_and_takes_nothing_away(made: Made, data: Any) -> None:
    text = written(made.content, width=A_LINE)
    before = found(text)
    line = data.draw(st.integers(6, text.count("\n")))
    code = data.draw(st.sampled_from(["SBR002", "FRM003", "UKR001", "EJA001"]))
    after = found(_commented(text, line, code))

    assert Counter(f.rule for f in after) == Counter([*(f.rule for f in before), "LNT001"])


# -- baselines ---------------------------------------------------------------------------------------------------------


def _report(content: Content) -> Report:
    read = loaded(written(content))
    result = lint(read, built_in())
    return Report(result.findings, (), (summary(read.path, read.document),), (), built_in(), ())


def _recorded(content: Content) -> baseline.Baseline:
    return baseline.record(_report(content), baseline.Baseline(Path(baseline.NAME), {}))


@FEW
@given(made=FAULTY, data=st.data())
def test_a_baseline_knows_all_that_was_there_whatever_moves(made: Made, data: Any) -> None:
    content = made.content
    old = _recorded(content)
    same = baseline.compare(_report(content), old)
    moved = {**content, "jabatan": data.draw(st.permutations(content["jabatan"]))}
    assume(_said_moved(moved) == _said_moved(content))
    other = baseline.compare(_report(moved), old)

    assert (same.findings, other.findings) == ((), ())
    assert same.baseline is not None
    assert other.baseline is not None
    assert (same.baseline.gone, other.baseline.gone) == ((), ())


def _said_moved(content: Content) -> Counter[tuple[str, str | None]]:
    """The findings without their addresses."""
    return Counter((finding.rule, finding.jabatan) for finding in found(written(content)))


@FEW
@given(made=documents(least=4, most=14), seed=SEEDS)
def test_a_baseline_shows_just_what_is_new(made: Made, seed: int) -> None:
    content = made.content
    old, before = _recorded(content), _said(found(written(content)))
    assume(defects.plant(Random(seed), content, "", 1 / len(content["jabatan"])))
    compared = baseline.compare(_report(content), old)
    new = _said(found(written(content))) - before
    assume(new)

    assert _said(compared.findings) >= new
