"""The changes as one HTML page to read and to print, in the manner of the report of findings."""

from __future__ import annotations

from markupsafe import Markup

from iki_lint import __version__
from iki_lint.comparison.matching import pieces
from iki_lint.report.changes.model import Difference
from iki_lint.report.changes.words import (
    DUTIES,
    FATES,
    FINDINGS,
    INFERRED,
    KINDS,
    LOST,
    Names,
    by_atasan,
    field,
    listed,
    sections,
    summary,
)
from iki_lint.report.html import environment, part, policy
from iki_lint.report.model import Style
from iki_lint.report.unchecked import unread


def render(difference: Difference, style: Style) -> str:
    """The changes as one HTML file; the same for the same documents."""
    css, language = Markup(part("laporan.css") + part("perubahan.css")), style.language
    return (
        environment(language)
        .get_template("perubahan.html")
        .render(
            version=__version__,
            css=css,
            policy=policy(css),
            compared=difference.comparison,
            documents=Names(difference.comparison, language),
            summary=list(summary(difference, language)),
            sections=sections(difference.comparison),
            fates=FATES,
            by_atasan=by_atasan,
            unread=list(unread(difference.notes, language)),
            kinds=KINDS,
            inferred=INFERRED[language],
            tallies=difference.tallies(),
            outcomes={kind: FINDINGS[kind][language] for kind in ("mended", "lost", "new")},
            lost=LOST[language],
            pieces=pieces,
            field=lambda name: field(name, language),
            duties=lambda each: listed({kind: len(getattr(each, kind)) for kind in DUTIES}, DUTIES, language),
        )
    )
