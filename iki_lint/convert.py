"""A document as clean YAML that a person can go on with."""

from __future__ import annotations

import yaml

from iki_lint.document.nodes import plain
from iki_lint.findings import Language
from iki_lint.readers import Loaded
from iki_lint.report.places import aside
from iki_lint.report.unchecked import unread

_WIDTH = 120
_HEADS: dict[Language, str] = {
    "id": "Yang tidak terbaca dari {path}; periksa dan lengkapi:",
    "en": "What was not read from {path}; check and complete:",
}


def to_yaml(loaded: Loaded, language: Language) -> str:
    """The document as YAML, its keys in the order of the form; what its reader could not place stands in comments."""
    lines = (aside(each, language) for each in unread(loaded.notes, language))
    comments = [_HEADS[language].format(path=loaded.path), *(f"- {line}" for line in lines)]
    head = "".join(f"# {line}\n" for line in comments) if loaded.notes else ""
    body: str = yaml.safe_dump(plain(loaded.places.root), allow_unicode=True, sort_keys=False, width=_WIDTH)
    return head + body
