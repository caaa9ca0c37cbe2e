"""How many slips of the keyboard EJA002 finds, and how many of them it mends rightly, by kind of slip.

    python benchmarks/slips.py [--seed N] [--rounds N]

Each of the clean documents in `fixtures/bersih` gets two slips of each kind a round, each in a text of its own.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import yaml

from iki_lint.engine import lint
from iki_lint.packs import built_in
from iki_lint.readers import read

ROOT = Path(__file__).parent.parent
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
KINDS = ("a letter lost", "the first lost", "the last lost", "a letter twice", "two swapped")
KINDS += ("the key beside", "that key as well")
WORD = re.compile(r"(?<![\w-])[A-Za-z]?[a-z]{4,}(?![\w-])")
TEXTS = re.compile(r"/jabatan/\d+/(tugas|fungsi|kinerja/\d+/(sasaran|indikator/\d+/(nama|formulasi|sumber_data)))")


def _beside(letter: str, rng: Random) -> str:
    row = next((row for row in ROWS if letter in row), letter)
    at = row.find(letter)
    return rng.choice([row[i] for i in (at - 1, at + 1) if 0 <= i < len(row)] or [letter])


def slipped(word: str, kind: str, rng: Random) -> str:
    """The word with one slip of a kind."""
    at = rng.randrange(1, len(word) - 1)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    wrong = {
        "a letter lost": before + after,
        "the first lost": word[1:],
        "the last lost": word[:-1],
        "a letter twice": before + letter * 2 + after,
        "two swapped": before + after[0] + letter + after[1:],
        "the key beside": before + _beside(letter, rng) + after,
        "that key as well": before + _beside(letter, rng) + letter + after,
    }
    return wrong[kind]


def texts(value: Any, pointer: str = "") -> Iterator[tuple[str, Any, Any]]:
    """The pointer of each text of a document that slips are made in, with what holds it and its key there."""
    for key, each in value.items() if isinstance(value, dict) else enumerate(value):
        here = f"{pointer}/{key}"
        if isinstance(each, str) and TEXTS.match(here):
            yield here, value, key
        elif isinstance(each, dict | list):
            yield from texts(each, here)


def planted(document: Any, rng: Random) -> dict[str, tuple[str, str, str]]:
    """Makes the slips; kind, right word and wrong word by the pointer where each stands."""
    done: dict[str, tuple[str, str, str]] = {}
    left = list(KINDS) * 2
    places = list(texts(document))
    rng.shuffle(places)
    for pointer, holder, key in places:
        words = list(WORD.finditer(holder[key]))
        if not left or not words:
            continue
        word = rng.choice(words)
        wrong = slipped(word[0], left[-1], rng)
        if wrong != word[0]:
            holder[key] = holder[key][: word.start()] + wrong + holder[key][word.end() :]
            done[pointer] = (left.pop(), word[0], wrong)
    return done


def main() -> None:
    """Print a table, the slips that were not found, and what was found besides."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=4)
    given = parser.parse_args()
    rng, made, seen, mended = Random(given.seed), Counter[str](), Counter[str](), Counter[str]()
    rule = [rule for rule in built_in() if rule.code == "EJA002"]
    clean = sorted((ROOT / "fixtures" / "bersih").glob("*.iki.yaml")) * given.rounds
    with tempfile.TemporaryDirectory() as name:
        for path in clean:
            document = yaml.safe_load(path.read_text(encoding="utf-8"))
            slips = planted(document, rng)
            copy = Path(name) / path.name
            copy.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
            said = {finding.pointer: finding.message for finding in lint(read(copy), rule).findings}
            for pointer, (kind, right, wrong) in slips.items():
                message = said.pop(pointer, "")
                made[kind] += 1
                seen[kind] += f"{wrong} →" in message
                mended[kind] += f"{wrong} → {right}".lower() in message.lower()
                if not message:
                    print(f"missed: {wrong} ({right})")
            for pointer, message in said.items():
                print(f"besides: {path.name} {pointer} {message}")
    print("| slip | made | found | mended rightly |\n|---|---|---|---|")
    for kind in KINDS:
        print(f"| {kind} | {made[kind]} | {seen[kind]} | {mended[kind]} |")
    print(f"| all | {made.total()} | {seen.total()} | {mended.total()} |")


if __name__ == "__main__":
    main()
