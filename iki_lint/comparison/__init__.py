"""What changed between two documents, last year's and this year's; formats and rules play no part in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from iki_lint.analysis import Analysis
from iki_lint.comparison.indicators import changes, columns, lines
from iki_lint.comparison.matching import alike
from iki_lint.comparison.model import Change, Comparison, Duties, Fate, OwnerChange, Side
from iki_lint.comparison.owners import Owner, functional, match, owners, same_name
from iki_lint.document.model import Document, Text
from iki_lint.language.compare import same

_LEAST_REWORDED = 0.7


def compare(old: tuple[str, Document], new: tuple[str, Document]) -> Comparison:
    """What changed from one document to the other, each given with the path of its file."""
    before, after = (owners(Analysis(document)) for _, document in (old, new))
    was, now = lines(before), lines(after)
    whole = columns(was, now)
    pairs = match(before, after)
    return Comparison(
        _side(*old, len(was)),
        _side(*new, len(now)),
        whole,
        tuple(_owners(before, after, {other: one for one, other in pairs})),
        changes(was, now, dict(pairs), whole),
    )


def _side(path: str, document: Document, indicators: int) -> Side:
    office = document.instansi
    named = ", ".join(text.value for text in (office.nama, office.daerah) if text) if office else ""
    return Side(path, _said(document.tahun), _said(document.judul), named, len(document.jabatan), indicators)


def _said(text: Text | None) -> str:
    return text.value if text else ""


def _owners(old: Sequence[Owner], new: Sequence[Owner], became: Mapping[int, int]) -> Iterator[OwnerChange]:
    """Those of the new document in its order, then those that are there no more."""
    pairs = [(one, other) for other, one in became.items()]
    named = set(same_name(old, new))
    gone = [at for at in range(len(old)) if at not in became.values()]
    added = [at for at in range(len(new)) if at not in became]
    heirs = dict(functional(old, new, pairs, gone, added))
    follows = {old[one].seat.pointer: new[other].seat.pointer for one, other in pairs}
    for at, owner in enumerate(new):
        if at in added:
            yield OwnerChange("added", None, owner.seat)
            continue
        before = old[became[at]]
        fate: Fate = "same" if (became[at], at) in named else "renamed"
        places = tuple(_places(before, owner, follows))
        yield OwnerChange(fate, before.seat, owner.seat, places, tuple(_duties(before, owner)))
    for at in gone:
        heir = new[heirs[at]].seat if at in heirs else None
        yield OwnerChange("functional" if heir else "gone", old[at].seat, heir)


def _places(old: Owner, new: Owner, follows: Mapping[str, str]) -> Iterator[Change]:
    """A unit or an atasan that is another; an atasan that only has another name is the same."""
    units = [_said(owner.post.jabatan.unit) if owner.post else "" for owner in (old, new)]
    if not same(*units):
        yield Change("unit", *units)
    above = (old.seat.under, new.seat.under)
    if all(above) and not same(*above) and (not old.above or follows.get(old.above) != new.above):
        yield Change("atasan", *above)


def _duties(old: Owner, new: Owner) -> Iterator[Duties]:
    for name in ("tugas", "fungsi"):
        before, after = ([text.value for text in getattr(owner.holder, name)] for owner in (old, new))
        pairs = alike(before, after, _LEAST_REWORDED)
        kept, known = ({pair[side] for pair in pairs} for side in (0, 1))
        duties = Duties(
            name,
            tuple(text for at, text in enumerate(before) if at not in kept),
            tuple(text for at, text in enumerate(after) if at not in known),
            tuple(Change(name, before[a], after[b]) for a, b in pairs if not same(before[a], after[b])),
        )
        if duties:
            yield duties
