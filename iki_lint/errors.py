"""The exit codes, and the one error that a user sees in place of a traceback."""

from __future__ import annotations

from dataclasses import dataclass

CLEAN = 0
FINDINGS = 1
UNUSABLE = 2  # usage, configuration, rule pack or input
INTERNAL = 3


@dataclass
class InputError(Exception):
    """A file that cannot be used: which, where, what is wrong, and what to do about it.

    `line` and `column` count from 1; both are None where the file as a whole is meant.
    """

    path: str
    problem: str
    remedy: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        place = "".join(f":{n}" for n in (self.line, self.column) if n is not None)
        return f"{self.path}{place}: {self.problem}. {self.remedy}"
