"""Text documents with each line lost, and with each twice: python benchmarks/lines.py FILE... [--lint] [--worst N].

For each line it is seen what becomes of the others: how many of their words are no longer in the document that is
read, though no note tells of it. `--lint` runs all rules too. `--worst` lists the lines at which most changes.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from iki_lint import readers
from iki_lint.document.nodes import ListNode, MapNode, Node
from iki_lint.document.printed import PrintedNode
from iki_lint.engine import lint
from iki_lint.errors import InputError
from iki_lint.packs import built_in

_WORD = re.compile(r"[^\W\d_]{3,}")
_MARKUP = re.compile(r"<[^>]*>|\\[a-z]+")

Words = Counter[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What is left of a text: the words that it lost, the notes that tell of some, and its findings."""

    lost: Words
    notes: Counter[tuple[str, str]]
    findings: Counter[tuple[str, str]]
    error: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A text with a line more or less, beside the whole one: what else it loses, what is told of that, and findings."""

    name: str
    silent: Words
    told: int
    fewer: int
    more: int
    error: str = ""


def words(text: str) -> Words:
    """The words of a text, without its markup."""
    return Counter(word.lower() for word in _WORD.findall(_MARKUP.sub(_blank, text)))


def reading(text: str, path: Path, *, linted: bool) -> Reading:
    """What the reader makes of a text that is put at a path."""
    path.write_text(text, encoding="utf-8")
    try:
        loaded = readers.read(path)
    except InputError as error:
        return Reading(words(text), Counter(), Counter(), error.kind)
    notes = Counter((note.kind, note.text) for note in loaded.notes)
    read = {spot for node in _printed(loaded.places.root) for spot in node.printed.spots}
    shown = [(match.start(), match[0].lower()) for match in _WORD.finditer(_MARKUP.sub(_blank, text))]
    unread = Counter(word for at, word in shown if not read & {at, at + 1, at + 2})
    found = lint(loaded, built_in()) if linted else None
    if found and found.crashes:
        raise RuntimeError(found.crashes[0].trace)
    findings = Counter((each.rule, each.excerpt) for each in found.findings) if found else Counter[tuple[str, str]]()
    return Reading(unread - words(" ".join(note.text for note in loaded.notes)), notes, findings)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _printed(node: Node) -> Iterator[PrintedNode]:
    if isinstance(node, MapNode):
        yield from (each for _, value in node.pairs for each in _printed(value))
    elif isinstance(node, ListNode):
        yield from (each for item in node.items for each in _printed(item))
    elif isinstance(node, PrintedNode):
        yield node


def cases(text: str, path: Path, *, linted: bool) -> Iterator[Case]:
    """Each line that says something lost, then twice."""
    lines = text.split("\n")
    whole = reading(text, path, linted=linted)
    for number, line in enumerate(lines):
        if line.strip():
            for name, kept in (("lost", []), ("twice", [line, line])):
                changed = reading("\n".join([*lines[:number], *kept, *lines[number + 1 :]]), path, linted=linted)
                own = words(line) if kept else Words()
                yield Case(
                    f"{number + 1} {name}",
                    Words() if changed.error else changed.lost - whole.lost - own,
                    (changed.notes - whole.notes).total(),
                    (whole.findings - changed.findings).total(),
                    (changed.findings - whole.findings).total(),
                    changed.error,
                )


def main() -> None:
    """Print a line a file, and the cases at which most changes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--lint", action="store_true", help="run all rules too")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list so many cases a file")
    given = parser.parse_args()
    print("| file | cases | refused | lose other words untold | words | told | findings fewer | more |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for file in given.files:
            path = Path(folder, f"dokumen{file.suffix}")
            text = file.read_text(encoding="utf-8")
            found = list(cases(text, path, linted=given.lint))
            silent = [case for case in found if case.silent and not case.told]
            print(
                f"| {file.name} | {len(found)} | {sum(bool(case.error) for case in found)} | {len(silent)} "
                f"| {sum(case.silent.total() for case in silent)} | {sum(bool(case.told) for case in found)} "
                f"| {sum(bool(case.fewer) for case in found)} | {sum(bool(case.more) for case in found)} |",
                flush=True,
            )
            size = {case.name: case.silent.total() * (not case.told) * 10 + case.fewer + case.more for case in found}
            for case in sorted(found, key=lambda case: -size[case.name])[: given.worst]:
                line = text.split("\n")[int(case.name.split()[0]) - 1]
                print(f"  {case.name}: {line.strip()[:70]!r} +{case.more} -{case.fewer} told {case.told} {case.error}")
                print(f"    untold: {' '.join(case.silent.elements())[:150]}" if case.silent and not case.told else "")


if __name__ == "__main__":
    main()
