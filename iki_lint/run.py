"""A run: many paths, one report. A file that cannot be used never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from iki_lint import files, pool
from iki_lint.errors import InputError
from iki_lint.findings import Crash, Finding
from iki_lint.outcome import Again, Outcome, Shelf, decode, encode
from iki_lint.report.model import Report

if TYPE_CHECKING:  # where all is known from before, no rule is loaded
    from iki_lint.fix import Mended
    from iki_lint.plan import Plan

Watch = Callable[[list["Path | InputError"]], Iterable["Path | InputError"]]


class Store(Protocol):
    """What earlier runs made of files, encoded."""

    def name(self, path: Path) -> str | None:
        """What a file as it is now is known by; None where it cannot be read."""

    def get(self, name: str | None) -> bytes | None:
        """What was kept by a name; None where nothing was."""

    def put(self, name: str | None, data: bytes) -> None:
        """Keep it."""


@dataclass
class _Gathered:
    """What all documents say together."""

    shelf: Shelf = field(default_factory=Shelf)
    errors: dict[str, InputError] = field(default_factory=dict)
    crashes: list[Crash] = field(default_factory=list)
    ran: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    used: set[tuple[str, str]] = field(default_factory=set)

    def add(self, data: bytes) -> None:
        outcome = decode(data)
        assert outcome is not None
        self.shelf.add(data)
        self.errors |= {str(error): error for error in outcome.errors}  # a rule's come with every document
        self.crashes += outcome.crashes
        self.used |= outcome.used
        if outcome.ran:
            self.ran.append((outcome.path, outcome.ran))


def check(
    paths: Iterable[Path],
    plan: Callable[[], Plan],
    store: Store | None = None,
    jobs: int = 1,
    watch: Watch = iter,
) -> Report:
    """Lint every document that the paths name or hold, in several processes where `jobs` says so.

    `watch` gets all documents and yields each in its turn; `plan` is asked for only where the store does not have all.
    """
    gathered = _Gathered()
    items = list(files.documents(paths))
    work = partial(_known, store), lambda: partial(_examined, plan(), store)
    for data in pool.each(watch(items), *work, min(jobs, len(items))):
        gathered.add(data)
    shelf = gathered.shelf
    unused = _unused(plan(), gathered) if gathered.ran else ()
    return Report(
        findings=Again(lambda: chain((f for each in shelf for f in each.findings), unused)),
        errors=tuple(gathered.errors.values()),
        documents=Again(lambda: (each.summary for each in shelf if each.summary)),
        notes=Again(lambda: (note for each in shelf for note in each.notes)),
        rules=Again(lambda: plan().rules),
        crashes=tuple(gathered.crashes),
        suppressed=Again(lambda: (one for each in shelf for one in each.suppressed)),
    )


def _known(store: Store | None, item: Path | InputError) -> bytes | None:
    return store.get(store.name(item)) if store and isinstance(item, Path) else None


def _examined(plan: Plan, store: Store | None, item: Path | InputError) -> bytes:
    """What comes of a document, kept for the next time where it says all there is to say."""
    if isinstance(item, InputError):
        return encode(Outcome(item.path, errors=(item,)))
    name = store.name(item) if store else None
    outcome = plan.examine(item)
    data = encode(outcome)
    if store and outcome.whole and store.name(item) == name:  # the file may have changed meanwhile
        store.put(name, data)
    return data


def _unused(plan: Plan, gathered: _Gathered) -> tuple[Finding, ...]:
    """What the configuration suppresses and no document that was read holds; its place is in the configuration."""
    remarks = (
        remark
        for each in plan.policy.external
        for ran in [{code for path, codes in gathered.ran if each.scope.holds_in(path) for code in codes}]
        for remark in each.unused(gathered.used, ran)
    )
    return plan.remark(tuple(remarks))


def mend(paths: Iterable[Path], plan: Plan, *, unsafe: bool) -> Iterator[Mended | InputError]:
    """What mending would make of every YAML and JSON document that the paths name or hold; nothing is written.

    An error for each that cannot be used, or that cannot be mended in place.
    """
    from iki_lint import fix, readers

    for item in files.documents(paths):
        try:
            if isinstance(item, InputError):
                raise item
            loaded = readers.read(item)
            if not files.is_structured(item):
                raise InputError(str(item), "printed")
            yield fix.mend(loaded, lambda each: plan.lint(each).findings, unsafe=unsafe)
        except InputError as error:
            yield error
