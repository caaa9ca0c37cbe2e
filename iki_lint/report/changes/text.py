"""The changes for a terminal: a short summary, the jabatan, then what changed in each, then the findings."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from iki_lint.comparison.matching import pieces
from iki_lint.comparison.model import Change, Duties, Fate, IndicatorChange
from iki_lint.report.changes.model import Difference
from iki_lint.report.changes.words import (
    DUTIES,
    FATES,
    FINDINGS,
    INFERRED,
    KINDS,
    LOST,
    Names,
    Section,
    by_atasan,
    field,
    listed,
    sections,
    summary,
)
from iki_lint.report.model import Style
from iki_lint.report.places import clean
from iki_lint.report.text import NAMES, paint

_MARKS = {"gone": "[-{}-]", "new": "{{+{}+}}", "same": "{}"}
_LEAST_WIDTH = 40
_MOST_INDENT = 16


def render(difference: Difference, style: Style) -> str:
    """The changes as text, in the style's width and, where it asks for them, colours."""
    compared = difference.comparison
    names, found = Names(compared, style.language), sections(compared)
    blocks = [
        _head(difference, style),
        *(_fated(fate, found, style) for fate in FATES),
        *(_section(section, names, style) for section in found if section.told),
        _findings(difference, style),
    ]
    return "\n\n".join("\n".join(lines) for block in blocks if (lines := list(block))) + "\n"


def _head(difference: Difference, style: Style) -> Iterator[str]:
    old, new = difference.comparison.old, difference.comparison.new
    yield from _title(f"{_t('Perubahan', 'Changes', style)}: {old.path} → {new.path}", style)
    yield from _wrap(", ".join(part for part in (new.judul, new.instansi) if part), "", style)
    yield ""
    said = list(summary(difference, style.language))
    width = max(len(label) for label, _ in said) + 2
    for at, (label, sentence) in enumerate(said):
        again = at > 0 and said[at - 1][0] == label
        yield from _wrap(sentence, f"{'' if again else label:{width}}", style)


def _fated(fate: Fate, given: Iterable[Section], style: Style) -> Iterator[str]:
    """The jabatan of which that became, those of one atasan together."""
    above = by_atasan(given, fate)
    if not above:
        return
    yield from _title(f"{FATES[fate][style.language]} ({sum(map(len, above.values()))})", style)
    for under, below in above.items():
        if under:
            yield from _wrap(f"{_t('di bawah', 'under', style)} {under}:", "  ", style)
        for section in below:
            yield from _became(section, style)
    if fate == "functional":
        yield from _wrap(INFERRED[style.language], "  ", style)


def _became(section: Section, style: Style) -> Iterator[str]:
    owner = section.owner
    if owner.fate == "renamed" and owner.old and owner.new:
        yield from _words(Change("nama", owner.old.nama, owner.new.nama), "    ~ ", style)
    elif owner.fate == "functional" and owner.new:
        yield from _wrap(f"{owner.seat.nama} → {owner.new.nama} (jabatan fungsional)", "    ~ ", style)
    else:
        sign, kind = ("+", "added") if owner.fate == "added" else ("-", "gone")
        count = f"{len(section.kinds[kind])} {_t('indikator', 'indicators', style)}"
        yield from _wrap(f"{owner.seat.nama or 'IKU'}: {count}", f"    {sign} ", style)


def _section(section: Section, names: Names, style: Style) -> Iterator[str]:
    """All that changed in one jabatan."""
    yield from _title(names.seat(section.owner.seat), style)
    for each in section.owner.changes:
        yield from _value(each, "  ", style)
    for kind, changes in section.kinds.items():
        if changes and (kind != "added" or section.owner.fate != "added"):
            yield f"  {KINDS[kind][style.language]} ({len(changes)})"
            for change in changes:
                yield from _indicator(change, names, style)
    for duties in section.owner.duties:
        yield from _wrap(_counts(duties, style), "  ", style)


def _indicator(change: IndicatorChange, names: Names, style: Style) -> Iterator[str]:
    if change.new is None or change.old is None:
        known = change.new or change.old
        yield from _wrap(known.nama if known else "", "    + " if change.new else "    - ", style)
        return
    first, rest = change.changes[:1], change.changes[1:]
    if first and first[0].name == "nama":
        yield from _words(first[0], "    ~ ", style)
    else:
        first, rest = (), change.changes
        yield from _wrap(change.new.nama, "    ~ ", style)
    if change.moved:
        yield from _wrap(f"{_t('dari', 'from', style)} {names.seat(change.old.owner)}", "      ", style)
    for each in rest:
        yield from _value(each, "      ", style)


def _value(change: Change, indent: str, style: Style) -> Iterator[str]:
    """A value that changed, after what it is called."""
    yield from _words(change, f"{indent}{field(change.name, style.language)}: ", style)


def _counts(duties: Duties, style: Style) -> str:
    """How many tugas or fungsi changed, and how."""
    counts = {"gone": len(duties.gone), "added": len(duties.added), "reworded": len(duties.reworded)}
    return f"{field(duties.name, style.language).capitalize()}: {listed(counts, DUTIES, style.language)}."


def _findings(difference: Difference, style: Style) -> Iterator[str]:
    """How many findings of each rule are mended and new."""
    tallies = difference.tallies()
    if not tallies:
        return
    heads = [FINDINGS[kind][style.language] for kind in ("mended", "lost", "new")]
    yield from _title(_t("Temuan menurut aturan", "Findings by rule", style), style)
    yield "  " + "  ".join(heads)
    for each in tallies:
        counts = zip((each.mended, each.lost, each.new), heads, strict=True)
        numbers = "  ".join(f"{count or '-':>{len(head)}}" for count, head in counts)
        yield clean(f"  {numbers}  {each.rule}  {NAMES[style.language][each.severity]}  {each.name}")
    yield from _wrap(LOST[style.language], "  ", style)


def _words(change: Change, first: str, style: Style) -> list[str]:
    """Both texts as one, the words that are gone and those that are new each in their marks."""
    marked = " ".join(_MARKS[piece.kind].format(piece.text) for piece in pieces(change.old, change.new))
    text = "\n".join(_wrap(marked, first, style))
    for begin, end, colour in (("[-", "-]", "error"), ("{+", "+}", "added")):
        on, off = paint("\0", colour, style).split("\0")
        text = text.replace(begin, on + begin).replace(end, end + off)
    return text.split("\n")


def _title(text: str, style: Style) -> list[str]:
    return [paint(line, "bold", style) for line in _wrap(text, "", style)]


def _wrap(text: str, first: str, style: Style) -> list[str]:
    """A paragraph that begins with `first`, its other lines under its own begin."""
    return textwrap.wrap(
        clean(text),
        max(style.width, _LEAST_WIDTH),
        initial_indent=first,
        subsequent_indent=" " * min(len(first), _MOST_INDENT),
        break_on_hyphens=False,
    )


def _t(indonesian: str, english: str, style: Style) -> str:
    return indonesian if style.language == "id" else english
