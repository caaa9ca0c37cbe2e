"""Suppressions: findings that someone lets stand, with the reason. One that is not understood suppresses nothing."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, TypeAlias

from iki_lint.document.comments import Comment, comments
from iki_lint.document.faults import escape
from iki_lint.document.nodes import ListNode, MapNode, Node, ScalarNode, fold
from iki_lint.document.places import Places
from iki_lint.document.source import Span
from iki_lint.errors import InputError, beyond
from iki_lint.findings import Finding, Suppressed
from iki_lint.hits import Remark, Value
from iki_lint.limits import DEFAULTS, Limits
from iki_lint.origins import Origin
from iki_lint.readers import Loaded

FAMILY = "LNT"
"""The rules about suppressions; they run when all others have, and cannot be suppressed themselves."""
_OURS = re.compile(r"#+\s*iki-lint(?:\s*:|\s+(?=abaikan\b|ignore\b))\s*(.*)", re.IGNORECASE)
_VERB = re.compile(r"(?:abaikan|ignore)\b", re.IGNORECASE)
_YAML = frozenset({".yaml", ".yml"})
_OWNER = re.compile(r"/jabatan/\d+")

_Part: TypeAlias = "tuple[str, Node, Span]"


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a suppression holds; what is None does not limit it.

    `files` is a glob (matched from the right, as a path's end), `lines` the first and last line, `pointer` an address
    that holds for all below it, `words` what the excerpt must say.
    """

    files: str | None = None
    lines: tuple[int, int] | None = None
    pointer: str | None = None
    words: str | None = None

    def holds_in(self, path: str) -> bool:
        """Whether a file is among those meant."""
        return self.files is None or PurePath(path).match(self.files)

    def covers(self, finding: Finding) -> bool:
        """Whether a finding stands there."""
        line = finding.span.line if finding.span else 0
        return (
            self.holds_in(finding.path)
            and (self.lines is None or self.lines[0] <= line <= self.lines[1])
            and (self.pointer is None or f"{finding.pointer}/".startswith(f"{self.pointer}/"))
            and (self.words is None or _says(finding.excerpt, self.words))
        )


@dataclass(frozen=True, slots=True)
class Suppression:
    """Rules whose findings are let stand in a scope.

    It is written at `pointer`: of the document, as the comment `at`; or, where that is None, of the configuration.
    """

    codes: tuple[str, ...]
    reason: str
    scope: Scope
    pointer: str
    at: tuple[int, int] | None = None

    @property
    def name(self) -> str:
        """What tells it from others of the document and of the configuration."""
        return f"{self.pointer}@{self.at[0]}" if self.at else self.pointer

    def covers(self, finding: Finding) -> bool:
        """Whether it lets that finding stand."""
        return finding.rule in self.codes and self.scope.covers(finding)

    def unused(self, used: Collection[tuple[str, str]], ran: Collection[str]) -> Iterator[Remark]:
        """What there is to say where one of its rules ran and found nothing there."""
        idle = [code for code in self.codes if code in ran and (self.name, code) not in used]
        if idle:
            yield Remark("unused", self.pointer, self.at, {"kode": ", ".join(idle)})


@dataclass(frozen=True, slots=True)
class Policy:
    """What a run knows of suppressions: the codes of all rules (also of those not asked for), and the configured ones
    with the file that they stand in.

    Without codes only the rules that run are known.
    """

    codes: frozenset[str] = frozenset()
    external: tuple[Suppression, ...] = ()
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """Findings taken apart: those to report, those suppressed, and which suppressions were of use, by name and code."""

    kept: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]
    used: frozenset[tuple[str, str]]


def judge(findings: Iterable[Finding], suppressions: Iterable[Suppression]) -> Judged:
    """Take apart what is suppressed."""
    kept: list[Finding] = []
    suppressed: list[Suppressed] = []
    used: set[tuple[str, str]] = set()
    given = tuple(suppressions)
    for finding in findings:
        covering = [each for each in given if each.covers(finding)]
        used |= {(each.name, finding.rule) for each in covering}
        if covering:
            first = covering[0]
            suppressed.append(Suppressed(finding, "inSource" if first.at else "external", first.reason))
        else:
            kept.append(finding)
    return Judged(tuple(kept), tuple(suppressed), frozenset(used))


def in_source(
    loaded: Loaded, codes: Collection[str], limits: Limits = DEFAULTS
) -> tuple[tuple[Suppression, ...], tuple[Remark, ...]]:
    """The suppressions that a YAML document's comments ask for, and what is wrong with others."""
    good: list[Suppression] = []
    bad: list[Remark] = []
    root = loaded.places.root
    commented = PurePath(loaded.path).suffix.lower() in _YAML and "iki-lint" in root.source.text.casefold()
    parts = [(at, node, root.source.span(*ends)) for at, node, *ends in _parts(root, "")] if commented else []
    for comment in comments(root) if commented else ():
        match = _OURS.fullmatch(comment.text)
        if match:
            if len(good) + len(bad) == limits.suppressions:
                raise beyond(limits, "suppressions", loaded.path)
            pointer, scope = _target(parts, comment)
            at = (comment.start, comment.end)
            named, reason = _parsed(match[1])
            problem = _problem(match[1], named, reason, codes)
            if problem:
                bad.append(Remark(problem[0], pointer, at, problem[1]))
            else:
                good.append(Suppression(named, reason, scope, pointer, at))
    return tuple(good), tuple(bad)


def external(said: Any, origin: Origin) -> Iterator[Suppression]:
    """The suppressions of a configuration (its key `abaikan`), sound by its schema. Raises InputError."""
    for number, each in enumerate(said):
        pointer = f"/abaikan/{number}"
        if "tempat" not in each and "teks" not in each:
            raise _wrong(origin, pointer, "tulis “tempat” atau “teks”, agar jelas temuan mana yang diabaikan")
        named = [each["aturan"]] if isinstance(each["aturan"], str) else each["aturan"]
        scope = Scope(each.get("berkas"), None, each.get("tempat"), each.get("teks"))
        yield Suppression(tuple(named), each["alasan"], scope, pointer)


def refuse_unknown(policy: Policy) -> None:
    """Raises InputError where a configured suppression names no rule, on its line."""
    for each in policy.external:
        problem = _unknown(each.codes, policy.codes)
        if problem and policy.origin:
            raise _wrong(policy.origin, f"{each.pointer}/aturan", "aturan “{kode}” tidak dikenal{dekat}", **problem)


def suppressible(codes: Iterable[str]) -> frozenset[str]:
    """The codes that a suppression may name."""
    return frozenset(code for code in codes if not code.startswith(FAMILY))


def _wrong(origin: Origin, pointer: str, problem: str, **values: Value) -> InputError:
    span = Places(origin.root).begin(pointer)
    return InputError(origin.path, "config", span.line, span.column, detail=problem.format(**values))


def _says(excerpt: str, words: str) -> bool:
    pattern = rf"(?<!\w){re.escape(fold(words).casefold())}(?!\w)"
    return re.search(pattern, fold(excerpt).casefold()) is not None


def _parsed(text: str) -> tuple[tuple[str, ...], str]:
    """The codes and the reason of `abaikan CODE, CODE -- reason`."""
    named, _, reason = _VERB.sub("", text, 1).partition("--")
    return tuple(part.strip() for part in named.split(",") if part.strip()), fold(reason)


def _problem(
    text: str, named: tuple[str, ...], reason: str, codes: Collection[str]
) -> tuple[str, dict[str, Value]] | None:
    if not _VERB.match(text):
        return "bentuk", {}
    if not named:
        return "kode", {}
    if not re.search(r"\w", reason):
        return "alasan", {}
    unknown = _unknown(named, codes)
    return ("asing", unknown) if unknown else None


def _unknown(named: Iterable[str], codes: Collection[str]) -> dict[str, Value]:
    """The first code that is none, and the one that it may be meant for; nothing where all are known."""
    code = next((code for code in named if code not in codes), "")
    near = difflib.get_close_matches(code.upper(), codes, 1, 0.7)
    return {"kode": code, "dekat": f" ({near[0]}?)" if near else ""} if code else {}


def _target(parts: Iterable[_Part], comment: Comment) -> tuple[str, Scope]:
    """What a comment is about: a whole jabatan, where its entry begins on that line, or the values on the line."""
    lines, first = [(comment.target, comment.target)], ""
    for pointer, node, span in parts:
        if not span.line <= comment.target <= span.end_line:
            continue
        if isinstance(node, ScalarNode):
            lines.append((span.line, span.end_line))
            first = first or pointer
        elif _OWNER.fullmatch(pointer) and span.line == comment.target and _opens_line(node):
            return pointer, Scope(pointer=pointer)
    return first, Scope(lines=(min(lines)[0], max(last for _, last in lines)))


def _opens_line(node: Node) -> bool:
    span = node.source.span(node.start, node.end)
    return not node.source.line(span.line)[: span.column - 1].strip(" \t-")


def _parts(node: Node, pointer: str) -> Iterator[tuple[str, Node, int, int]]:
    """Every value with its address, and the begin and end of it with its key; of a collection only the key's."""
    pairs = node.pairs if isinstance(node, MapNode) else ()
    items = node.items if isinstance(node, ListNode) else ()
    for key, value in pairs:
        at = f"{pointer}/{escape(key.text)}"
        whole = isinstance(value, ScalarNode) and value.start >= key.start
        end = max(key.end, _ending(value)) if whole else key.end
        yield at, value if whole else key, key.start, end
        yield from _parts(value, at)
    for number, item in enumerate(items):
        yield f"{pointer}/{number}", item, item.start, _ending(item)
        yield from _parts(item, f"{pointer}/{number}")


def _ending(node: Node) -> int:
    """The end of a value without the line breaks behind it."""
    return node.start + len(node.source.text[node.start : node.end].rstrip())
