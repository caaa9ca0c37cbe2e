"""Write docs/rules: a page for each rule, from the same data as `iki-lint explain`. tests/test_docs.py compares."""

from __future__ import annotations

from pathlib import Path

from iki_lint.explain import index, page
from iki_lint.packs import built_in

FOLDER = Path(__file__).parent.parent / "docs" / "rules"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.md"):
        old.unlink()
    (FOLDER / "README.md").write_text(index(built_in()), encoding="utf-8")
    for rule in built_in():
        (FOLDER / f"{rule.code}.md").write_text(page(rule), encoding="utf-8")
