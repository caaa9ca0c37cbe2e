"""Patterns that others write: none keeps a run busy for more than a moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import prod
from time import process_time

import regex

from iki_lint.document.model import Text
from iki_lint.hits import RuleError

_SECONDS = 2
"""Of the processor, for a rule's patterns in one document."""
_LONGEST = 2_000
_REPETITIONS = 10_000
_COUNTED = regex.compile(r"(\)?)\{(\d*),?(\d*)\}")
_RECURSIVE = regex.compile(r"(?<!\\)\(\?(?:R|[+-]?\d|&|P>)")


def is_pattern(given: object) -> bool:
    """Whether it is a pattern that can be made ready in a moment: before one is used no clock stops it."""
    text = str(given)
    counts = [(bool(group), max(int(least or 0), int(most or 0), 1)) for group, least, most in _COUNTED.findall(text)]
    copies = prod(count for group, count in counts if group) * max((count for _, count in counts), default=1)
    if len(text) > _LONGEST or copies > _REPETITIONS or _RECURSIVE.search(text):
        raise ValueError(f"pola terlalu rumit: paling panjang {_LONGEST} huruf, tanpa rekursi, pengulangan {{n}} kecil")
    return bool(regex.compile(text))


def in_time(given: Iterator[Text]) -> Iterator[tuple[Text, float]]:
    """Each text with the seconds that are left for it. Raises RuleError where none are."""
    end = process_time() + _SECONDS
    for text in given:
        with too_slow(text):
            if (left := end - process_time()) <= 0:
                raise TimeoutError
        yield text, left


@contextmanager
def too_slow(text: Text) -> Iterator[None]:
    """What takes too long on a text, or too much memory, is the fault of the rule's patterns."""
    try:
        yield
    except (TimeoutError, MemoryError) as error:
        problem = f"pola terlalu lambat (sampai “{text.value[:60]}” di {text.pointer}: lebih dari {_SECONDS} detik)"
        raise RuleError("pola", problem) from error
