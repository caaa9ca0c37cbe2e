"""The exit codes, and the one error that a user sees in place of a traceback."""

from __future__ import annotations

from iki_lint.findings import Language
from iki_lint.limits import Limits, exceeded
from iki_lint.messages import SYSTEM, TEXTS

CLEAN = 0
FINDINGS = 1
UNUSABLE = 2  # usage, configuration, rule pack or input
INTERNAL = 3
INTERRUPTED = 130  # by Ctrl-C or SIGTERM, as shells have it
PIPE = 141  # who reads standard output has read enough; as shells have it
_LIMIT = "limit"


class InputError(Exception):
    """A file that cannot be used: which, where, what is wrong, and what to do about it.

    `kind` names the words; `line` and `column` count from 1, None where the file as a whole is meant.
    """

    def __init__(self, path: str, kind: str, line: int | None = None, column: int | None = None, **values: str) -> None:
        super().__init__(path, kind)
        self.path, self.kind, self.line, self.column, self.values = path, kind, line, column, values

    def message(self, language: Language = "id") -> str:
        """What is wrong and what to do, without the place."""
        if self.kind == _LIMIT:
            return exceeded(**self.values, language=language)
        problem, remedy = TEXTS[self.kind][language]
        own = {name: SYSTEM.get(value, value) if language == "id" else value for name, value in self.values.items()}
        return f"{problem.format(**own)}. {remedy.format(**own)}"

    @property
    def place(self) -> str:
        """The file and, where known, line and column."""
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)

    def __str__(self) -> str:
        return f"{self.place}: {self.message()}"


def beyond(
    limits: Limits, name: str, path: str, line: int | None = None, column: int | None = None, begin: str = ""
) -> InputError:
    """The error of a document that does not keep a limit; `name` is the field's, `begin` how a text begins there."""
    return InputError(path, _LIMIT, line, column, name=name, most=str(getattr(limits, name)), begin=begin)


class UnknownRuleError(ValueError):
    """A name that is no rule's code, family or name. As a text: what is wrong, and the nearest that is."""

    def __init__(self, name: str, near: str) -> None:
        hint = f" Mungkin maksudnya {near}." if near else ""
        super().__init__(f"aturan “{name}” tidak dikenal.{hint} Daftarnya: iki-lint rules")
