"""Reports: one function a format, in one dict."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from iki_lint.report.csv import render as render_csv
from iki_lint.report.github import render as render_github
from iki_lint.report.gitlab import render as render_gitlab
from iki_lint.report.html import render as render_html
from iki_lint.report.json import render as render_json
from iki_lint.report.junit import render as render_junit
from iki_lint.report.markdown import render as render_markdown
from iki_lint.report.model import (
    Compared,
    Goal,
    GroupBy,
    Measure,
    Owner,
    Recorded,
    Report,
    Style,
    Summary,
    exit_code,
)
from iki_lint.report.sarif import render as render_sarif
from iki_lint.report.text import render as render_text

FORMATS: Mapping[str, Callable[[Report, Style], str]] = {
    "text": render_text,
    "html": render_html,
    "json": render_json,
    "sarif": render_sarif,
    "github": render_github,
    "gitlab": render_gitlab,
    "junit": render_junit,
    "markdown": render_markdown,
    "csv": render_csv,
}

__all__ = [
    "FORMATS",
    "Compared",
    "Goal",
    "GroupBy",
    "Measure",
    "Owner",
    "Recorded",
    "Report",
    "Style",
    "Summary",
    "exit_code",
]
