"""What a check yields: where, and the values for the message. The engine adds the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from iki_lint.document.model import Text
from iki_lint.findings import Related

Value: TypeAlias = str | int


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a text, to underline: `text.value[start:end]`."""

    text: Text
    start: int
    end: int

    @property
    def excerpt(self) -> str:
        """The words themselves."""
        return self.text.value[self.start : self.end]


def whole(text: Text) -> Mark:
    """All of a text."""
    return Mark(text, 0, len(text.value))


@dataclass(frozen=True, slots=True)
class Change:
    """A way to mend: `text` in place of the words of `mark`. `safe` where that cannot change what is meant."""

    mark: Mark
    text: str
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Removal:
    """A way to mend: the item of a list at `pointer` taken out. Never safe."""

    pointer: str
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One place that a check complains of.

    `pointer` is the address of the finding; `mark` the words to underline; without one it is the key at that address,
    or with `on_value` the value there, or with `at` a part of the file that is no value: begin and end in its text.
    `kind` chooses among the messages of a rule that has several. `changes` together
    mend it; where some of them are safe, those alone. `elsewhere` is the other side of a comparison in other documents.
    """

    pointer: str
    mark: Mark | None
    values: Mapping[str, Value] = field(default_factory=dict)
    related: tuple[Mark, ...] = ()
    kind: str = ""
    on_value: bool = False
    at: tuple[int, int] | None = None
    changes: tuple[Change | Removal, ...] = ()
    elsewhere: tuple[Related, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """What is wrong with a suppression: `kind` is "unused", or says in which way it has no effect.

    `pointer` and `at` tell where it is written, as those of a Hit do.
    """

    kind: str
    pointer: str
    at: tuple[int, int] | None
    values: Mapping[str, Value]


class RuleError(Exception):
    """A check that cannot do what an option of its rule asks: the rule's file is wrong, not the document."""

    def __init__(self, option: str, problem: str) -> None:
        super().__init__(option, problem)
        self.option, self.problem = option, problem
