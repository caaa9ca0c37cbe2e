"""How much of a structured document has been read so far, against its limits."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from iki_lint.document.nodes import fold
from iki_lint.document.source import SourceText
from iki_lint.errors import InputError, beyond
from iki_lint.limits import MB, Limits

_SHOWN = 40
State: TypeAlias = tuple[int, int, int]


def within(limits: Limits, text: str, path: Path, line: int | None = None) -> str:
    """A value as it is. Raises InputError, with the words it begins with, where it is longer than a value may be."""
    if len(text) <= limits.characters:
        return text
    raise beyond(limits, "characters", str(path), line, begin=fold(text[:_SHOWN]))


class Measure:
    """Counts values and characters, each as often as an alias repeats it, and the depth that they reach."""

    def __init__(self, limits: Limits, source: SourceText, path: str) -> None:
        self._limits, self._source, self._path = limits, source, Path(path)
        self._values, self._characters, self._deepest, self._repeats = 0, 0, 0, 0

    def repeat(self, at: int, depth: int, values: int, characters: int) -> None:
        """Count what an alias repeats. Raises InputError."""
        self._repeats += values
        if self._repeats > self._limits.repeats:
            raise self._beyond("repeats", at)
        self.take(at, depth, values, characters)

    def take(self, at: int, depth: int, values: int, characters: int = 0) -> None:
        """Count what is read at a place of the source. Raises InputError where that is more than a limit."""
        self._values += values
        self._characters += characters
        self._deepest = max(self._deepest, depth)
        limits = self._limits
        if depth > limits.depth:
            raise self._beyond("depth", at)
        if self._values > limits.values:
            raise self._beyond("values", at)
        if self._characters > limits.text_mb * MB:
            raise self._beyond("text_mb", at)

    def text(self, at: int, depth: int, text: str) -> None:
        """Count one text. Raises InputError where it, or all that was read, is more than a limit."""
        self.take(at, depth, 1, len(text))
        if len(text) > self._limits.characters:
            within(self._limits, text, self._path, self._source.span(at, at).line)

    def sized(self, name: str, at: int, count: int) -> None:
        """Look at how many keys or items a collection has. Raises InputError."""
        if count > getattr(self._limits, name):
            raise self._beyond(name, at)

    def begin(self, depth: int) -> State:
        """What has been read so far, before something that is measured by itself."""
        before = self._values, self._characters, self._deepest
        self._deepest = depth
        return before

    def since(self, before: State, depth: int) -> State:
        """The values and characters of that, and how many levels it has."""
        values, characters, height = self._values - before[0], self._characters - before[1], self._deepest - depth
        self._deepest = max(self._deepest, before[2])
        return values, characters, height

    def _beyond(self, name: str, at: int) -> InputError:
        span = self._source.span(at, at)
        return beyond(self._limits, name, str(self._path), span.line, span.column)
