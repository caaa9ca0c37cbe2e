"""What the rules say stays what it was, until someone has read the difference (`python -m tests.said`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from iki_lint.packs import built_in
from iki_lint.rules import Rule
from tests import said


def _kept(name: str) -> str:
    return (said.FOLDER / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("rule", built_in(), ids=lambda rule: rule.code)
def test_a_rule_says_of_its_examples_what_it_said(rule: Rule) -> None:
    assert said.of_rule(rule) == _kept(rule.code)


@pytest.mark.parametrize("path", said.DOCUMENTS, ids=lambda path: path.name)
def test_a_document_has_the_findings_it_had(path: Path) -> None:
    assert said.of_document(path) == _kept(path.name.split(".")[0])


def test_nothing_is_kept_of_what_is_gone() -> None:
    assert {path.stem for path in said.FOLDER.iterdir()} == {rule.code for rule in built_in()} | {
        path.name.split(".")[0] for path in said.DOCUMENTS
    }
