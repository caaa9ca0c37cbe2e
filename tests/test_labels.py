"""Accuracy on the labelled documents that the repository ships: a floor that must hold on a clone alone."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from iki_lint.engine import lint
from iki_lint.packs import built_in
from iki_lint.readers import read
from iki_lint.rules import Rule
from tests.conftest import FIXTURES

LABELS = sorted([*(FIXTURES / "dokumen").glob("*.labels.yaml"), *(FIXTURES / "iku").glob("*.labels.yaml")])
# Documents whose reviewer did not look for spelling and for defects of the decree's own text.
WITHOUT_SPELLING = {"disdik", "dukcapil", "kelurahan", "pupr", "dpmptsp"}


def _rules(path: Path) -> list[Rule]:
    """The rules that the reviewer of this document looked for."""
    unlabelled = ("EJA", "HKM") if path.name.split(".")[0] in WITHOUT_SPELLING else ()
    return [rule for rule in built_in() if not rule.code.startswith(unlabelled)]


def _labels(path: Path) -> list[dict[str, Any]]:
    codes = {rule.code for rule in _rules(path)}
    return [label for label in yaml.safe_load(path.read_text(encoding="utf-8")) or [] if label["rule"] in codes]


def _count(path: Path) -> Counter[str]:
    """Hits, misses and false alarms of one document, rule and address compared exactly; unsure labels are neutral."""
    labels = _labels(path)
    found = {
        (f.rule, f.pointer)
        for f in lint(read(path.with_name(path.name.replace(".labels.", ".iki."))), _rules(path)).findings
    }
    places = [{(label["rule"], at) for at in (label["at"], *label.get("or", ()))} for label in labels]
    sure = [place for place, label in zip(places, labels, strict=True) if label.get("sure", True)]
    known = set().union(*places)
    return Counter(
        hit=sum(bool(p & found) for p in sure), miss=sum(not p & found for p in sure), alarm=len(found - known)
    )


@pytest.mark.parametrize("path", LABELS, ids=[p.name for p in LABELS])
def test_each_document_holds_the_floor(path: Path) -> None:
    count = _count(path)

    assert count["hit"] >= 0.95 * (count["hit"] + count["miss"])
    assert count["alarm"] <= 0.05 * (count["hit"] + count["alarm"])


def test_the_labels_say_something() -> None:
    assert sum(len(_labels(path)) for path in LABELS) > 450


@pytest.mark.parametrize("path", sorted((FIXTURES / "bersih").glob("*.iki.yaml")), ids=lambda path: path.name)
def test_a_well_made_document_gets_no_error_and_no_warning(path: Path) -> None:
    found = lint(read(path), built_in()).findings

    assert [(f.rule, f.pointer, f.message) for f in found if f.severity != "info"] == []
