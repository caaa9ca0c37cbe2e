"""The report as one HTML page to read, to filter and to print: no network, and nothing in a document can act in it."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from iki_lint import __version__
from iki_lint.findings import SEVERITIES, Language, Severity
from iki_lint.report.model import Report, Style, exit_code, failing
from iki_lint.report.places import address, clean, spoken
from iki_lint.report.sheet import Group, Item, line_addresses, nearest, sheets
from iki_lint.report.text import NAMES, counted, hidden
from iki_lint.report.unchecked import unchecked
from iki_lint.suppress import FAMILY

if TYPE_CHECKING:
    from jinja2 import Environment

_FAMILIES: dict[str, dict[Language, str]] = {
    "SBR": {"id": "Sumber data", "en": "Data source"},
    "UKR": {"id": "Keterukuran", "en": "Measurability"},
    "FRM": {"id": "Formulasi", "en": "Formula"},
    "SLN": {"id": "Salinan", "en": "Copies"},
    "CAS": {"id": "Penjenjangan", "en": "Cascading"},
    "STR": {"id": "Struktur", "en": "Structure"},
    "JBT": {"id": "Jabatan", "en": "Posts"},
    "KRP": {"id": "Antardokumen", "en": "Across documents"},
    "EJA": {"id": "Ejaan dan istilah", "en": "Spelling and terms"},
    "HKM": {"id": "Naskah keputusan", "en": "Text of the decree"},
    FAMILY: {"id": "Pengecualian", "en": "Suppressions"},
}
_OF_THE_DECREE = "HKM"
_ROWS_SHOWN = 8
_NOTES_SHOWN = 6
_BAR_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart: its name, where it leads, its findings by severity, and each part's begin and width in %."""

    key: str
    name: str
    link: str
    counts: Counter[Severity]
    parts: tuple[tuple[Severity, float, float], ...]

    @property
    def total(self) -> int:
        """All its findings."""
        return sum(self.counts.values())


def render(report: Report, style: Style) -> Iterator[str]:
    """The report as one HTML file; the same for the same report."""
    parts = {name: Markup(part(name)) for name in ("laporan.css", "laporan.js")}
    documents = sheets(report)
    groups = [group for sheet in documents for group in sheet.groups]
    items = [item for group in groups for item in group.items]
    view: dict[str, Any] = {
        "report": report,
        "version": __version__,
        "css": parts["laporan.css"],
        "js": parts["laporan.js"],
        "policy": policy(*parts.values()),
        "verdict": verdict(report, style),
        "failing": failing(style.fail_on),
        "sheets": documents,
        "groups": groups,
        "families": _families(report),
        "left_out": [code for code in _FAMILIES if code not in (*_families(report), FAMILY)],
        "hidden": hidden(report, style.language),
        "unchecked": tuple(unchecked(report, style.language)),
        "by_family": _by_family(report, items, style.language),
        "by_owner": _by_owner(groups, style.language),
        "broken": {code: [i for i in items if i.rule.code == code] for code in sorted({i.rule.code for i in items})},
        "line_at": partial(nearest, line_addresses(groups)),
        "group_at": partial(nearest, {(group.path, group.pointer): group for group in groups if group.pointer}),
        "shown": {"rows": _ROWS_SHOWN, "notes": _NOTES_SHOWN},
    }
    yield environment(style.language).get_template("laporan.html").render(view)


def verdict(report: Report, style: Style) -> str:
    """What follows for who signs: "unfit", "unknown" (not all could be judged), "none" (nothing counts), or "fit"."""
    if any(report.counts()[severity] for severity in failing(style.fail_on)):
        return "unfit"
    if exit_code(report, style) or not report.documents:
        return "unknown"
    return "fit" if failing(style.fail_on) else "none"


def spot(pointer: str) -> str:
    """An address inside a jabatan or a decree as a person says it: "sasaran 2, indikator 1, sumber data"."""
    first, *steps = pointer.split("/")[1:] or [""]
    steps = steps[1:] if first == "jabatan" else steps if first == "iku" else [first, *steps]
    words: list[str] = []
    for step in steps:
        if step.isdigit() and words:
            words[-1] += f" {int(step) + 1}"
        elif step != "sasaran" or not words or not words[-1].startswith("sasaran"):
            words.append({"kinerja": "sasaran", "nip": "NIP"}.get(step, step.replace("_", " ")))
    return ", ".join(words)


def title(group: Group, language: Language) -> str:
    """What a group is called."""
    if group.pointer == "/iku":
        return "Tabel IKU instansi" if language == "id" else "The instansi's own table (IKU)"
    if not group.pointer:
        return "Naskah dan dokumen seluruhnya" if language == "id" else "The decree and the document as a whole"
    nameless = "Jabatan ke-{} (tanpa nama)" if language == "id" else "Jabatan no. {} (without a name)"
    return group.nama or nameless.format(int(group.pointer.rpartition("/")[2]) + 1)


def _plain(value: object) -> object:
    """Text from outside without characters that would hide or turn round what stands beside it."""
    return "\n".join(map(clean, value.split("\n"))) if type(value) is str else value


@cache
def part(name: str) -> str:
    """A file that pages are made of: a style or a script."""
    return (files("iki_lint.report") / name).read_text(encoding="utf-8")


def policy(style: str, script: str = "") -> str:
    """A Content-Security-Policy that lets a page's own style and script through and nothing else."""
    hashes = [base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def environment(language: Language) -> Environment:
    """What fills in a template, everything escaped and made harmless."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # only for this report: it takes a while to load

    made = Environment(
        loader=PackageLoader("iki_lint", "report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_plain,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        language=language,
        severities=SEVERITIES,
        names=NAMES[language],
        decree=_OF_THE_DECREE,
        t=lambda indonesian, english: indonesian if language == "id" else english,
        family=lambda code: _family(code, language),
        counted=lambda counts, of=SEVERITIES: _listed(counts, of, language),
        spoken=lambda place, line: spoken(place, language, line),
        address=lambda finding: address(finding, language),
        spot=spot,
        title=lambda group: title(group, language),
    )
    return made


def _family(code: str, language: Language) -> str:
    return _FAMILIES[code][language] if code in _FAMILIES else code


def _listed(counts: Mapping[Severity, int], of: Iterable[Severity], language: Language) -> str:
    """Numbers of findings in words: "2 kesalahan dan 1 catatan"."""
    *first, last = [counted(counts[severity], severity, language) for severity in of if counts[severity]] or [""]
    return (" dan " if language == "id" else " and ").join([", ".join(first), last] if first else [last])


def _families(report: Report) -> list[str]:
    """The families that were run, ours first; suppressions are no subject of a document, unless one is wrong."""
    broken = {finding.rule[:3] for finding in report.findings}
    run = {rule.family for rule in report.rules if rule.family != FAMILY or FAMILY in broken}
    return [code for code in _FAMILIES if code in run] + sorted(run - _FAMILIES.keys())


def _by_family(report: Report, items: Sequence[Item], language: Language) -> list[Bar]:
    rows = []
    for code in _families(report):
        mine = [item for item in items if item.rule.family == code]
        rows.append((code, _family(code, language), mine[0].anchor if mine else "", _counts(mine)))
    return sorted(_bars(rows), key=lambda bar: -bar.total)


def _by_owner(groups: Sequence[Group], language: Language) -> list[Bar]:
    """The most burdened first; at the same number the one with graver findings. Of several files each is named."""
    several = len({group.path for group in groups}) > 1
    rows = []
    for group in groups:
        name = title(group, language) + (f" ({Path(group.path).name})" if several else "")
        rows.append((group.anchor, name, group.anchor, group.counts()))
    bars = _bars(rows)
    return sorted(bars, key=lambda bar: (-bar.total, *(-bar.counts[severity] for severity in SEVERITIES)))


def _counts(items: Iterable[Item]) -> Counter[Severity]:
    return Counter(item.finding.severity for item in items)


def _bars(rows: Sequence[tuple[str, str, str, Counter[Severity]]]) -> Iterator[Bar]:
    longest = max((counts.total() for *_, counts in rows), default=0) or 1
    for key, name, link, counts in rows:
        parts, begin = [], 0.0
        for severity in SEVERITIES:
            width = round(counts[severity] / longest * _BAR_WIDTH, 2)
            parts.append((severity, round(begin, 2), width))
            begin += width
        yield Bar(key, name, link, counts, tuple(parts))
