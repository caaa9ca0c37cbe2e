"""Reports of what changed between two documents: one function a format, in one dict."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from iki_lint.report.changes.html import render as render_html
from iki_lint.report.changes.json import render as render_json
from iki_lint.report.changes.model import Difference
from iki_lint.report.changes.text import render as render_text
from iki_lint.report.model import Style

FORMATS: Mapping[str, Callable[[Difference, Style], str]] = {
    "text": render_text,
    "html": render_html,
    "json": render_json,
}
