"""The findings of a report by whose they are and at which indicator they stand, with names to link them by."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from iki_lint.findings import Finding, Severity
from iki_lint.report.model import Report
from iki_lint.rules import Rule
from iki_lint.summary import Goal, Measure, Owner, Summary

T = TypeVar("T")
Address: TypeAlias = tuple[str, str]
"""A document's path and a pointer in it."""
_NOT_OF_INDICATORS = frozenset({"STR", "JBT", "SLN", "CAS", "HKM", "EJA", "LNT"})
"""Families whose findings at a jabatan are of it alone; those of the others are of every indicator that it has."""


@dataclass(frozen=True, slots=True)
class Item:
    """A finding, its rule, and its name in the page."""

    anchor: str
    finding: Finding
    rule: Rule


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator, and what was found at it, at its sasaran or at all of its jabatan's; "" where there is none."""

    anchor: str
    number: int
    pointer: str
    nama: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A sasaran and its indicators."""

    pointer: str
    sasaran: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """All of a jabatan, of the instansi's own table (`/iku`), or (pointer "") of the rest of a document.

    `items` are all its findings, `own` those that stand at none of its lines.
    """

    anchor: str
    path: str
    pointer: str
    nama: str
    items: tuple[Item, ...]
    own: tuple[Item, ...] = ()
    blocks: tuple[Block, ...] = ()

    def counts(self) -> Counter[Severity]:
        """Its findings by severity."""
        return Counter(item.finding.severity for item in self.items)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document and its groups, in the order printed; the rest of the document, where it has findings, first."""

    document: Summary
    groups: tuple[Group, ...]


def sheets(report: Report) -> tuple[Sheet, ...]:
    """The documents of a report, and a configuration complained of, with their findings; each is in one group."""
    rules = {rule.code: rule for rule in report.rules}
    by_path: dict[str, list[Item]] = defaultdict(list)
    for number, finding in enumerate(report.findings, 1):
        by_path[finding.path].append(Item(f"temuan-{number}", finding, rules[finding.rule]))
    read = {document.path: document for document in report.documents}
    documents = [*report.documents, *(Summary(path) for path in by_path if path not in read)]
    return tuple(
        Sheet(document, tuple(_groups(document, f"d{number}", by_path[document.path])))
        for number, document in enumerate(documents, 1)
    )


def line_addresses(groups: Iterable[Group]) -> dict[Address, Line]:
    """The lines of the sheet by the addresses of indicators and, for its first one, of a sasaran."""
    found: dict[Address, Line] = {}
    for group in groups:
        for block in group.blocks:
            found[group.path, block.pointer] = block.lines[0]
            found |= {(group.path, line.pointer): line for line in block.lines}
    return found


def nearest(known: Mapping[Address, T], path: str, pointer: str) -> T | None:
    """What is known of the nearest place at or above an address."""
    while pointer and (path, pointer) not in known:
        pointer = pointer.rpartition("/")[0]
    return known.get((path, pointer))


def _groups(document: Summary, name: str, items: Iterable[Item]) -> Iterator[Group]:
    known = {owner.pointer for owner in document.owners}
    by_owner: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        steps = item.finding.pointer.split("/")
        pointer = "/".join(steps[: 2 if steps[1:2] == ["iku"] else 3])
        by_owner[pointer if pointer in known else ""].append(item)
    rest = tuple(by_owner[""])
    if rest:
        yield Group(f"{name}-naskah", document.path, "", "", rest, rest)
    everywhere = [item for item in rest if item.finding.pointer == "/jabatan"]
    number = 0
    for index, owner in enumerate(document.owners, 1):
        blocks = []
        for goal in owner.goals:
            lines = tuple(_lines(owner, goal, [*by_owner[owner.pointer], *everywhere], name, number))
            number += len(lines)
            blocks.append(Block(goal.pointer, goal.sasaran, lines))
        mine = tuple(by_owner[owner.pointer])
        placed = {item.anchor for block in blocks for line in block.lines for item in line.items}
        own = tuple(item for item in mine if item.anchor not in placed)
        yield Group(f"{name}-j{index}", document.path, owner.pointer, owner.nama, mine, own, tuple(blocks))


def _lines(owner: Owner, goal: Goal, items: Iterable[Item], name: str, before: int) -> Iterator[Line]:
    for number, measure in enumerate(goal.measures or (Measure(goal.pointer, ""),), before + 1):
        found = tuple(item for item in items if _stands(item, owner, goal, measure))
        yield Line(f"{name}-no{number}", number, measure.pointer, measure.nama, found)


def _stands(item: Item, owner: Owner, goal: Goal, measure: Measure) -> bool:
    pointer = item.finding.pointer
    if pointer == measure.pointer or pointer.startswith(f"{measure.pointer}/"):
        return True
    if pointer in (owner.pointer, "/jabatan"):
        return item.rule.family not in _NOT_OF_INDICATORS
    return pointer in (goal.pointer, f"{goal.pointer}/sasaran", f"{goal.pointer}/tujuan")
