"""A run: many paths, one report. A file that cannot be used never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from iki_lint import files, pool
from iki_lint.errors import InputError
from iki_lint.findings import Crash, Finding, Suppressed, in_order
from iki_lint.messages import INTERRUPTION
from iki_lint.outcome import Again, Outcome, Shelf, decode, encode
from iki_lint.report.model import Report

if TYPE_CHECKING:  # where all is known from before, no rule is loaded
    from iki_lint.corpus.findings import Suspected
    from iki_lint.engine import Result
    from iki_lint.fix import Mended
    from iki_lint.plan import Plan

Watch = Callable[[list["Path | InputError"]], Iterable["Path | InputError"]]


class Store(Protocol):
    """What earlier runs made of files, encoded."""

    def name(self, path: Path, several: bool) -> str | None:
        """What a file as it is now is known by, alone or among several; None where it cannot be read."""

    def get(self, name: str | None) -> bytes | None:
        """What was kept by a name; None where nothing was."""

    def put(self, name: str | None, data: bytes) -> None:
        """Keep it."""


class Crew(Protocol):
    """Who examines documents in place of this computer (`cluster`)."""

    def each(
        self,
        items: Iterable[Path | InputError],
        ready: Callable[[Path | InputError], bytes | None],
        prepare: Callable[[], Callable[[Path | InputError], bytes]],
    ) -> Iterator[bytes]:
        """What comes of each, in order, as from `pool.each`; but the digests stay there."""

    def suspected(self, asked: tuple[str, ...], plan: Plan) -> Suspected:
        """What the rules over several documents suspect of those that are asked, from the digests that stay there."""


@dataclass
class _Gathered:
    """What all documents say together."""

    shelf: Shelf = field(default_factory=Shelf)
    read: int = 0
    errors: dict[str, InputError] = field(default_factory=dict)
    crashes: list[Crash] = field(default_factory=list)
    ran: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    used: set[tuple[str, str]] = field(default_factory=set)
    digests: Shelf = field(default_factory=Shelf)
    more: dict[str, Result] = field(default_factory=dict)

    def stop(self, items: Sequence[Path | InputError]) -> None:
        """Take in that the run was broken off: at which of its documents, and after how many."""
        at = items[min(self.read, len(items) - 1)]
        path = at.path if isinstance(at, InputError) else str(at)
        stopped = InputError(path, INTERRUPTION, count=str(self.read), total=str(len(items)))
        self._trouble([stopped], [])

    def refer(self, data: bytes) -> Outcome:
        """Take in what a document gives for others to be compared with."""
        outcome = decode(data)
        self.read += 1
        if outcome.digest:
            self.digests.add(outcome.digest)
        self._trouble(outcome.errors, outcome.crashes)
        return outcome

    def add(self, data: bytes) -> None:
        """Take in what comes of a document."""
        outcome = self.refer(data)
        self.shelf.add(data)
        self.used |= outcome.used
        if outcome.ran:
            self.ran.append((outcome.path, outcome.ran))

    def suspected(self, asked: tuple[str, ...], plan: Plan) -> Suspected:
        """What the rules over several documents suspect of those that are asked."""
        from iki_lint.corpus.findings import suspected
        from iki_lint.corpus.model import Corpus

        return suspected(Corpus.of(self.digests, asked), plan)

    def place(self, suspected: Suspected, plan: Plan) -> None:
        """Take in what is suspected, each at its place in its file."""
        from iki_lint.corpus.findings import findings

        self.more = findings(suspected, plan, lambda path: plan.read(Path(path)))
        for result in self.more.values():
            self.used |= result.used
            self._trouble(result.errors, result.crashes)

    def _trouble(self, errors: Iterable[InputError], crashes: Iterable[Crash]) -> None:
        self.errors |= {str(error): error for error in errors}  # a rule's come with every document
        self.crashes += crashes

    def outcomes(self) -> Iterator[Outcome]:
        """What came of each document, in order."""
        return map(decode, self.shelf)

    def findings(self) -> Iterator[Finding]:
        """All findings, those of a document in the order of its file."""
        for outcome in self.outcomes():
            more = self.more.get(outcome.path)
            yield from in_order(outcome.findings, more.findings) if more else outcome.findings

    def suppressed(self) -> Iterator[Suppressed]:
        """All findings that someone lets stand."""
        for outcome in self.outcomes():
            more = self.more.get(outcome.path)
            yield from (*outcome.suppressed, *(more.suppressed if more else ()))


def check(
    paths: Iterable[Path],
    plan: Callable[[], Plan],
    store: Store | None = None,
    jobs: int = 1,
    watch: Watch = iter,
    references: Iterable[Path] = (),
    crew: Crew | None = None,
) -> Report:
    """Lint every document that the paths name or hold, in several processes where `jobs` says so, or by a crew.

    Several are also compared with each other, and with those of `references`, which are not reported on. `watch` gets
    all documents and yields each in its turn; `plan` is asked for only where the store does not have all.

    Ctrl-C ends it with the report of what was found so far, which says so (`Report.interrupted`).
    """
    gathered, seen = _Gathered(), set[str]()
    asked, others = (list(files.documents(given, seen)) for given in (paths, references))
    several = len(asked) + len(others) > 1
    work = partial(_known, store, several), lambda: partial(_examined, plan(), store, several)
    unused: tuple[Finding, ...] = ()

    def each(items: list[Path | InputError]) -> Iterator[bytes]:
        return crew.each(watch(items), *work) if crew else pool.each(watch(items), *work, _lost, min(jobs, len(items)))

    try:
        for data in each(asked):
            gathered.add(data)
        for data in each(others):
            gathered.refer(data)
        if several and (crew or len(gathered.digests)):
            named = tuple(str(path) for path in asked if isinstance(path, Path))
            gathered.place((crew or gathered).suspected(named, plan()), plan())
        unused = _unused(plan(), gathered) if gathered.ran else ()
    except KeyboardInterrupt:
        gathered.stop([*asked, *others])
    return Report(
        findings=Again(lambda: chain(gathered.findings(), unused)),
        errors=tuple(gathered.errors.values()),
        documents=Again(lambda: (each.summary for each in gathered.outcomes() if each.summary)),
        notes=Again(lambda: (note for each in gathered.outcomes() for note in each.notes)),
        rules=Again(lambda: (plan() if several else plan().alone).rules),
        crashes=tuple(gathered.crashes),
        suppressed=Again(gathered.suppressed),
    )


def _known(store: Store | None, several: bool, item: Path | InputError) -> bytes | None:
    return store.get(store.name(item, several)) if store and isinstance(item, Path) else None


def _lost(item: Path | InputError) -> bytes:
    """What comes of a document that no process survives."""
    return encode(Outcome(str(item), errors=(InputError(str(item), "killed"),)))


def _examined(plan: Plan, store: Store | None, several: bool, item: Path | InputError) -> bytes:
    """What comes of a document, kept for the next time where it says all there is to say."""
    if isinstance(item, InputError):
        return encode(Outcome(item.path, errors=(item,)))
    name = store.name(item, several) if store else None
    outcome = plan.examine(item, several=several)
    data = encode(outcome)
    if store and outcome.whole and store.name(item, several) == name:  # the file may have changed meanwhile
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
    from iki_lint import fix

    for item in files.documents(paths, set()):
        try:
            if isinstance(item, InputError):
                raise item
            loaded = plan.read(item)
            if not files.is_structured(item):
                raise InputError(str(item), "printed")
            yield fix.mend(loaded, lambda each: plan.lint(each).findings, unsafe=unsafe, limits=plan.limits)
        except InputError as error:
            yield error
