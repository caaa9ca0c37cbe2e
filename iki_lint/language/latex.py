"""LaTeX in formulas, read as plain text that still knows its places."""

from __future__ import annotations

import re
from dataclasses import dataclass

OPEN, CLOSE, OVER = "\ue000", "\ue001", "\ue002"  # a group's begin and end, and a fraction's line
_COMMANDS = {
    "times": " × ",
    "cdot": " × ",
    "div": " ÷ ",
    "over": OVER,
    "%": "%",
    "&": "&",
    "_": "_",
    "$": "",
    ",": " ",
    ";": " ",
    " ": " ",
    "quad": " ",
    "left": "",
    "right": "",
    "sum": "Σ",
    "leq": "≤",
    "geq": "≥",
}
_DEEPEST = 100  # groups inside each other; what is deeper is no formula
_COMMAND = re.compile(r"\\([A-Za-z]+|.)")
_RUN = re.compile(r"[^\\{}$]+")
_TEXT = frozenset({"text", "textbf", "textit", "mathrm", "mathbf", "mathit", "operatorname", "mbox", "rm"})


@dataclass(frozen=True, slots=True)
class Plain:
    """A text with its LaTeX resolved: `places[i]` is the stretch of the original that character i comes from."""

    text: str
    places: tuple[tuple[int, int], ...]
    broken: bool

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that `text[start:end]` comes from."""
        if start >= end:
            at = self.places[start][0] if start < len(self.places) else 0
            return at, at
        return self.places[start][0], self.places[end - 1][1]


def resolve(text: str) -> Plain:
    """The text with `\\frac{A}{B}` as A over B between marks, commands as their signs, `$` and braces gone."""
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text, self.at, self.depth = text, 0, 0
        self.out: list[tuple[str, tuple[int, int]]] = []
        self.broken = text.count("$") % 2 == 1 and "\\" in text

    def read(self) -> Plain:
        while self.at < len(self.text):
            self.step()
        return Plain("".join(c for c, _ in self.out), tuple(i for _, i in self.out), self.broken)

    def step(self) -> None:
        char = self.text[self.at]
        if char == "\\":
            self.command()
        elif char == "{":
            self.group("", "")
        elif char == "}":
            self.broken = True
            self.at += 1
        elif char == "$":
            self.at += 1
        elif run := _RUN.match(self.text, self.at):
            self.out += [(c, (i, i + 1)) for i, c in enumerate(run[0], self.at)]
            self.at = run.end()

    def emit(self, chars: str, place: tuple[int, int] | None = None) -> None:
        self.out += [(c, place or (self.at, self.at + 1)) for c in chars]

    def command(self) -> None:
        match = _COMMAND.match(self.text, self.at)
        if match is None:  # a backslash at the very end
            self.broken, self.at = True, len(self.text)
            return
        name = match[1]
        if name in ("frac", "dfrac", "tfrac"):
            self.at = match.end()
            self.emit(OPEN, match.span())
            complete = self.argument(OPEN, CLOSE)
            self.emit(OVER, match.span())
            complete = self.argument(OPEN, CLOSE) and complete
            self.emit(CLOSE, (self.at, self.at))
            self.broken = self.broken or not complete
            return
        self.emit(_COMMANDS.get(name, "" if name in _TEXT else " "), match.span())
        self.at = match.end()

    def argument(self, before: str, after: str) -> bool:
        while self.at < len(self.text) and self.text[self.at] == " ":
            self.at += 1
        if self.at >= len(self.text) or self.text[self.at] != "{":
            return False
        return self.group(before, after)

    def group(self, before: str, after: str) -> bool:
        if self.depth == _DEEPEST:
            self.broken, self.at = True, self.at + 1
            return False
        self.depth += 1
        self.emit(before)
        self.at += 1
        while self.at < len(self.text) and self.text[self.at] != "}":
            if self.text[self.at] == "$":
                break
            self.step()
        self.at = min(self.at, len(self.text) - 1)
        self.emit(after)
        closed = self.text[self.at] == "}"
        self.at += 1
        self.broken = self.broken or not closed
        return closed
