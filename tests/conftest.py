from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from iki_lint.engine import lint
from iki_lint.findings import Finding
from iki_lint.packs import built_in
from iki_lint.readers import Loaded, read

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"

HEADER = "skema: iki/1\njenis: iki\ninstansi: {nama: Dinas Perhubungan, daerah: Kabupaten Tirtamulya}\n"


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., Loaded]:
    """Read a document from a text."""

    def read_text(text: str | bytes, name: str = "dokumen.iki.yaml") -> Loaded:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return read(path)

    return read_text


@pytest.fixture
def findings(load: Callable[..., Loaded]) -> Callable[..., tuple[Finding, ...]]:
    """What the rules say of a document given as text."""

    def lint_text(text: str, **options: dict[str, object]) -> tuple[Finding, ...]:
        rules = [replace(rule, options={**rule.options, **options.get(rule.code, {})}) for rule in built_in()]
        result = lint(load(text), rules)
        assert result.crashes == ()
        return result.findings

    return lint_text
