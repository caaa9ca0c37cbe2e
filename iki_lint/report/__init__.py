"""Reports: one module a format, each with one function `render`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from iki_lint.report.model import Compared, GroupBy, Recorded, Report, Style, exit_code

FORMATS = ("csv", "github", "gitlab", "html", "json", "junit", "markdown", "sarif", "text")

__all__ = ["FORMATS", "Compared", "GroupBy", "Recorded", "Report", "Style", "exit_code", "render"]


def render(form: str, report: Report, style: Style) -> Iterator[str]:
    """The report in one of the formats, piece by piece; only the module of that format is loaded."""
    made: Callable[[Report, Style], Iterator[str]] = import_module(f"iki_lint.report.{form}").render
    return made(report, style)
