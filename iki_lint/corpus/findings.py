"""From what is suspected over several documents to findings, each at its place in its file."""

from __future__ import annotations

import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias, cast

from iki_lint.analysis import Analysis
from iki_lint.corpus.model import Corpus, Spot, Survey, Suspicion
from iki_lint.document.model import Text
from iki_lint.engine import Result, related, run
from iki_lint.errors import InputError
from iki_lint.findings import Crash
from iki_lint.hits import Hit, Value, whole
from iki_lint.plan import Plan
from iki_lint.readers import Loaded
from iki_lint.rules import Rule
from iki_lint.selection import narrow
from iki_lint.suppress import in_source, judge, suppressible

_KEPT = 16


class _Again:
    """A document that is read again, to place what is suspected of it."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded, self.analysis = loaded, Analysis(loaded.document)

    def at(self, spot: Spot) -> tuple[str, Text]:
        """The address of a place, and its words. Raises LookupError where the file has changed meanwhile."""
        text: Text | None
        if spot.part == "instansi":
            instansi = self.loaded.document.instansi
            pointer, text = "/instansi", instansi.nama if instansi else None
        elif spot.part in ("jabatan", "nama"):
            post = self.analysis.posts[spot.number]
            pointer, text = post.pointer, post.jabatan.nama
        else:
            entry = self.analysis.entries[spot.number]
            pointer, text = entry.pointer, entry.nama
            text = entry.indikator.penanggung_jawab if spot.part == "penanggung_jawab" else text
        if text is None:
            raise LookupError(spot)
        return (text.pointer if spot.part in ("nama", "penanggung_jawab") else pointer), text

    @property
    def instansi(self) -> str:
        """The instansi and its region, as printed."""
        said = self.loaded.document.instansi
        return " ".join(text.value for text in (said and said.nama, said and said.daerah) if text)


_Known: TypeAlias = Callable[[str], _Again]


def suspicions(rule: Rule, corpus: Corpus) -> Iterator[Suspicion]:
    """What one rule over several documents suspects."""
    return cast(Survey, rule.check)(corpus, rule.options)


@dataclass(frozen=True, slots=True)
class Suspected:
    """What the rules over several documents suspect, with the code of each; and those that crashed (path "")."""

    suspicions: tuple[tuple[str, Suspicion], ...]
    crashes: tuple[Crash, ...]


def suspected(corpus: Corpus, plan: Plan) -> Suspected:
    """What all rules of a plan suspect; one that crashes does not stop the others."""
    said: list[tuple[str, Suspicion]] = []
    crashes: list[Crash] = []
    for rule in (rule for rule in plan.rules if rule.across):
        try:
            for each in suspicions(rule, corpus):
                said.append((rule.code, each))
        except (Exception, SystemExit):  # a rule may fail in any way; the others still have their say
            crashes.append(Crash(rule.code, "", traceback.format_exc()))
    return Suspected(tuple(said), tuple(crashes))


def findings(given: Suspected, plan: Plan, read: Callable[[str], Loaded]) -> dict[str, Result]:
    """What the rules over several documents say, by path; suppressions and `per-path` are heeded.

    No suppression of these rules is ever called unused: that hangs on the other documents that are given.
    Only documents that something is suspected of, and their counterparts, are read again (`read` gives that of a path).
    A file that can no longer be read does not stop the others.
    """
    by_path: defaultdict[str, defaultdict[str, list[Suspicion]]] = defaultdict(lambda: defaultdict(list))
    for code, each in given.suspicions:
        by_path[each.spot.path][code].append(each)
    known = lru_cache(_KEPT)(lambda path: _Again(read(path)))
    found = {path: _of_document(path, by_path[path], plan, known) for path in sorted(by_path)}
    return found | ({"": Result((), given.crashes)} if given.crashes else {})


def _of_document(path: str, suspected: Mapping[str, Iterable[Suspicion]], plan: Plan, known: _Known) -> Result:
    try:
        again = known(path)
    except InputError as error:
        return Result((), errors=(error,))
    rules = [rule for rule in narrow(plan.rules, plan.per_path, Path(path)) if rule.code in suspected]
    result = run(
        rules, lambda rule: (_hit(again, each, known) for each in suspected[rule.code]), again.loaded, plan.language
    )
    written, _ = in_source(again.loaded, plan.policy.codes or suppressible(rule.code for rule in plan.rules))
    judged = judge(result.findings, (*written, *plan.policy.external))
    return replace(result, findings=judged.kept, suppressed=judged.suppressed, used=judged.used, ran=frozenset())


def _hit(again: _Again, suspicion: Suspicion, known: _Known) -> Hit:
    pointer, text = again.at(suspicion.spot)
    other = known(suspicion.other.path)
    counterpart = whole(other.at(suspicion.other)[1])
    values: dict[str, Value] = {
        "berkas": suspicion.other.path,
        "instansi": other.instansi,
        "lain": counterpart.excerpt,
        **suspicion.values,
    }
    return Hit(pointer, whole(text), values, kind=suspicion.kind, elsewhere=(related(other.loaded, counterpart),))
