"""What the reports of changes say in either language, and what they all show alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from iki_lint.comparison.model import Column, Comparison, Fate, IndicatorChange, OwnerChange, Seat
from iki_lint.findings import Language
from iki_lint.report.changes.model import Difference

FATES: Mapping[Fate, dict[Language, str]] = {
    "functional": {"id": "Seksi yang menjadi jabatan fungsional", "en": "Seksi that became jabatan fungsional"},
    "renamed": {"id": "Jabatan yang berganti nama", "en": "Jabatan renamed"},
    "gone": {"id": "Jabatan yang hilang", "en": "Jabatan gone"},
    "added": {"id": "Jabatan baru", "en": "New jabatan"},
}
KINDS: Mapping[str, dict[Language, str]] = {
    "reworded": {"id": "Indikator yang rumusannya diubah", "en": "Indicators reworded"},
    "changed": {"id": "Indikator yang isinya diubah", "en": "Indicators with other values"},
    "moved": {"id": "Indikator pindahan", "en": "Indicators moved"},
    "gone": {"id": "Indikator yang hilang", "en": "Indicators gone"},
    "added": {"id": "Indikator baru", "en": "New indicators"},
}
INFERRED: dict[Language, str] = {
    "id": "Disimpulkan dari atasan, jenjang, dan isi pekerjaannya; dokumennya sendiri tidak menyebutkan. "
    "Cocokkan dengan keputusan penyetaraan jabatan.",
    "en": "Inferred from atasan, level and work; the documents themselves do not say so. "
    "Compare the decree on the conversion of posts.",
}
_FIELDS = {"formulasi": "formula", "sumber_data": "data source", "penanggung_jawab": "responsible", "nama": "indicator"}
_FATE_COUNTS: Mapping[Fate, dict[Language, str]] = {
    "same": {"id": "tetap", "en": "kept"},
    "renamed": {"id": "berganti nama", "en": "renamed"},
    "functional": {"id": "seksi menjadi jabatan fungsional", "en": "seksi became jabatan fungsional"},
    "gone": {"id": "hilang", "en": "gone"},
    "added": {"id": "baru", "en": "new"},
}
_COUNTED: Mapping[str, dict[Language, str]] = {
    "same": {"id": "tetap", "en": "unchanged"},
    "reworded": {"id": "diubah rumusannya", "en": "reworded"},
    "changed": {"id": "diubah isinya", "en": "with other values"},
    "moved": {"id": "pindah jabatan", "en": "moved"},
    "gone": {"id": "hilang", "en": "gone"},
    "added": {"id": "baru", "en": "new"},
}
DUTIES: Mapping[str, dict[Language, str]] = {
    "gone": {"id": "hilang", "en": "gone"},
    "added": {"id": "baru", "en": "new"},
    "reworded": {"id": "diubah", "en": "reworded"},
}

FINDINGS: Mapping[str, dict[Language, str]] = {
    "mended": {"id": "selesai", "en": "mended"},
    "lost": {"id": "hilang bersama isinya", "en": "gone with their text"},
    "new": {"id": "baru", "en": "new"},
    "left": {"id": "masih ada", "en": "left"},
}
LOST: dict[Language, str] = {
    "id": "“Hilang bersama isinya”: jabatan, indikator, atau kolom yang dipersoalkan tidak ada lagi; "
    "belum tentu diperbaiki.",
    "en": "“Gone with their text”: the jabatan, indicator or column complained of is there no more; "
    "nothing need have been mended.",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A jabatan of either document and, by kind, what became of its indicators."""

    owner: OwnerChange
    kinds: Mapping[str, list[IndicatorChange]]

    @property
    def told(self) -> bool:
        """Whether something is to be said of it beyond its being new or gone."""
        stayed = self.owner.fate in ("same", "renamed")
        changed = any(self.kinds.values()) or self.owner.changes or self.owner.duties
        return bool(self.kinds.get("moved") or (stayed and changed))


def sections(comparison: Comparison) -> list[Section]:
    """Every jabatan; an indicator that moved stands under the one that it moved to."""
    found: dict[tuple[bool, str], dict[str, list[IndicatorChange]]] = {}
    for each in comparison.indicators:
        stands = each.new or each.old
        if stands and each.kind != "same":
            key = each.new is None, stands.owner.pointer
            found.setdefault(key, {}).setdefault(each.kind, []).append(each)
    return [Section(owner, _kinds(owner, found)) for owner in comparison.owners]


def _kinds(
    owner: OwnerChange, found: Mapping[tuple[bool, str], dict[str, list[IndicatorChange]]]
) -> dict[str, list[IndicatorChange]]:
    """By kind, what stands under a jabatan now and what is gone from it."""
    kinds: dict[str, list[IndicatorChange]] = {}
    now = owner.new if owner.fate != "functional" else None
    for gone, seat in ((False, now), (True, owner.old)):
        kinds |= found.get((gone, seat.pointer), {}) if seat else {}
    return {kind: kinds.get(kind, []) for kind in KINDS}


def by_atasan(given: Iterable[Section], fate: Fate) -> dict[str, list[Section]]:
    """The jabatan of which that became, by the name of their atasan, in the order printed."""
    above: dict[str, list[Section]] = {}
    for section in given:
        if section.owner.fate == fate:
            above.setdefault(section.owner.seat.under, []).append(section)
    return above


class Names:
    """What jabatan and documents of a comparison are called, so that no two are called alike."""

    def __init__(self, comparison: Comparison, language: Language) -> None:
        self._language = language
        seats = {seat for owner in comparison.owners for seat in (owner.old, owner.new) if seat}
        self._shared = {nama for nama, count in Counter(seat.nama for seat in seats).items() if count > 2}
        self.old, self.new = _sides(comparison, language)

    def seat(self, seat: Seat) -> str:
        """A jabatan; one that shares its name with others with its atasan."""
        nameless = {"id": "Tabel IKU instansi", "en": "The instansi's own table (IKU)"}[self._language]
        if seat.nama not in self._shared or not seat.under:
            return seat.nama or nameless
        return f"{seat.nama} ({'di bawah' if self._language == 'id' else 'under'} {seat.under})"


def field(name: str, language: Language) -> str:
    """What a key of the document is called."""
    return _FIELDS.get(name, name) if language == "en" else {"nama": "indikator"}.get(name, name).replace("_", " ")


def _sides(comparison: Comparison, language: Language) -> tuple[str, str]:
    """The old and the new document by their years, or as such where a year does not tell them apart."""
    years = (comparison.old.tahun, comparison.new.tahun)
    plain = {"id": ("dokumen lama", "dokumen baru"), "en": ("the old document", "the new document")}[language]
    year = "tahun {}" if language == "id" else "{}"
    old, new = (year.format(y) if y and years[0] != years[1] else name for y, name in zip(years, plain, strict=True))
    return old, new


def column(each: Column, comparison: Comparison, language: Language) -> str:
    """A column that one of the documents does not have, as one sentence."""
    names = Names(comparison, language)
    has, total = (each.old, comparison.old.indicators) if each.old else (each.new, comparison.new.indicators)
    there, other = (names.old, names.new) if each.old else (names.new, names.old)
    name = field(each.name, language).capitalize()
    if language == "en":
        return f"{name}: given for {has} of {total} indicators in {there}, for none in {other}."
    return f"{name} ada di {has} dari {total} indikator {there}, tidak ada satu pun di {other}."


def summary(difference: Difference, language: Language) -> Iterator[tuple[str, str]]:
    """The most that can be said in a few lines: of what, and a sentence."""
    compared, found, english = difference.comparison, difference.findings, language == "en"
    for each in compared.columns:
        yield "Columns" if english else "Kolom", column(each, compared, language)
    old, new, became = compared.old, compared.new, "became" if english else "menjadi"
    fates = Counter(owner.fate for owner in compared.owners if owner.seat.pointer != "/iku")
    heirs = len({owner.new for owner in compared.fated("functional")})
    among = f" ({heirs} {'of them the jabatan fungsional' if english else 'di antaranya jabatan fungsional itu'})"
    counts = listed(fates, _FATE_COUNTS, language) + (among if heirs else "")
    yield "Jabatan", f"{old.jabatan} {became} {new.jabatan}: {counts}."
    kinds = Counter(change.kind for change in compared.indicators)
    counts = listed(kinds, _COUNTED, language)
    yield "Indicators" if english else "Indikator", f"{old.indicators} {became} {new.indicators}: {counts}."
    duties = [duty for owner in compared.owners for duty in owner.duties]
    items = {kind: sum(len(getattr(duty, kind)) for duty in duties) for kind in DUTIES}
    if duties:
        yield "Tugas, fungsi", listed(items, DUTIES, language) + "."
    numbers = {"mended": len(found.mended), "lost": len(found.lost), "new": len(found.new), "left": found.left}
    yield "Findings" if english else "Temuan", f"{listed(numbers, FINDINGS, language)}."


def listed(counts: Mapping[Any, int], names: Mapping[Any, dict[Language, str]], language: Language) -> str:
    """Numbers with what they are of, in the order of the names; those of nothing left out."""
    return ", ".join(f"{counts[key]} {said[language]}" for key, said in names.items() if counts.get(key)) or "0"
