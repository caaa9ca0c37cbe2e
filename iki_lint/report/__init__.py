"""Reports: one function a format, in one dict."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from iki_lint.report.html import render as render_html
from iki_lint.report.json import render as render_json
from iki_lint.report.model import Goal, Measure, Owner, Report, RuleText, Style, Summary, failing
from iki_lint.report.text import render as render_text

FORMATS: Mapping[str, Callable[[Report, Style], str]] = {
    "text": render_text,
    "json": render_json,
    "html": render_html,
}

__all__ = ["FORMATS", "Goal", "Measure", "Owner", "Report", "RuleText", "Style", "Summary", "failing"]
