"""Each finding points at words that stand there."""

from __future__ import annotations

from pathlib import Path

import pytest

from iki_lint.document.source import Span
from iki_lint.engine import lint
from iki_lint.packs import built_in
from iki_lint.readers import read
from tests.conftest import FIXTURES

DOCUMENTS = sorted(FIXTURES.rglob("*.iki.yaml")) + sorted(FIXTURES.rglob("*.iki.json"))


def _slice(path: Path, span: Span) -> str:
    lines = path.read_text(encoding="utf-8").split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return " ".join(" ".join(lines).split())


@pytest.mark.parametrize("path", DOCUMENTS, ids=[p.name for p in DOCUMENTS])
def test_the_excerpt_stands_at_its_place(path: Path) -> None:
    result = lint(read(path), built_in())

    assert result.crashes == ()
    for finding in result.findings:
        assert finding.span is not None
        assert _slice(path, finding.span).replace("''", "'") == finding.excerpt, finding
        for related in finding.related:
            line = path.read_text(encoding="utf-8").split("\n")[related.line - 1]
            assert line[related.column - 1 :].startswith(related.excerpt.split()[0]), related


def test_there_are_findings_to_look_at() -> None:
    assert sum(len(lint(read(path), built_in()).findings) for path in DOCUMENTS) > 200
