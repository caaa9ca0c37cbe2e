"""Fields of a Word paragraph, between the signs that Word's own text form has for them: what they show."""

from __future__ import annotations

import re

from iki_lint.document.printed import Printed

BEGIN, SEPARATE, END = "\x13", "\x14", "\x15"
GAP = re.compile(r"(?<=[(\[]) +| +(?=[)\]])")  # between brackets and a fraction, which stands between spaces

_DEEPEST = 8  # fields inside fields
_INSIDE = f"[^{BEGIN}{SEPARATE}{END}]*"
_FIELD = re.compile(f"{BEGIN}(?P<instruction>{_INSIDE})(?:{SEPARATE}(?P<result>{_INSIDE}))?{END}")
_OVER_PARAGRAPHS = re.compile(f"^[^{BEGIN}{END}]*{SEPARATE}|{BEGIN}[^{SEPARATE}{END}]*{SEPARATE}?|[{SEPARATE}{END}]")
_EQUATION = re.compile(r"\s*EQ\b", re.IGNORECASE)
_OPENING = {"over": " ", "b": "(", "(": "(", "r": "√(", "i": "∫ ", "su": "Σ ", "pr": "Π "}
_BETWEEN = {"over": " / ", "degree": "√("}
_CLOSING = {"over": " ", "b": ")", "(": ")", "r": ")", "degree": ")"}
_TOKEN = re.compile(
    r"\\\*\s*(?:\"[^\"]*\"|\S+)"  # \* MERGEFORMAT
    r"|\\(?P<name>[a-z]+)\s*+-?\d*+\s*+(?P<how>(?:\\(?:[a-z]++\s*+-?\d*+|[^a-z\s])\s*+){0,6}+)\("  # \f(  \s\up8(
    r"|\\(?P<sign>[^a-z\s])|(?P<open>\()|(?P<close>\))|(?P<next>[;,])",
    re.IGNORECASE,
)


def shown(text: Printed) -> Printed:
    """A paragraph's text with each field as it prints: an equation (EQ) in one line, any other field by its result."""
    for _ in range(_DEEPEST):
        parts: list[Printed] = []
        at = 0
        for field in _FIELD.finditer(text.text):
            parts += [_part(text, at, field.start()), _result(text, field)]
            at = field.end()
        text = _glued([*parts, _part(text, at)])
        if not parts:
            break
    return text.without(_OVER_PARAGRAPHS)


def _result(text: Printed, field: re.Match[str]) -> Printed:
    instruction = _part(text, *field.span("instruction"))
    equation = _EQUATION.match(instruction.text)
    return _equation(_part(instruction, equation.end())) if equation else _part(text, *field.span("result"))


def _equation(instruction: Printed) -> Printed:
    """An equation by its instruction, in one line: what stands over something as "A / B", roots, brackets, text."""
    between = ";" if ";" in instruction.text.replace("\\;", "") else ","
    kinds = _kinds(instruction.text, between)
    opened: list[str] = []

    def drawn(token: re.Match[str]) -> str:
        if token.start() in kinds:
            opened.append(kinds[token.start()])
            return _OPENING.get(opened[-1], "")
        if token["close"]:
            return _CLOSING.get(opened.pop() if opened else "(", "")
        if token["next"] == between and opened and opened[-1] not in "(l":
            return _BETWEEN.get(opened[-1], " ")
        return token["next"] or token["sign"] or ""

    return instruction.without(_TOKEN, drawn).without(GAP)


def _kinds(text: str, between: str) -> dict[int, str]:
    """What each bracket of an equation opens, by where it begins: a switch's letter, or what that draws here."""
    found: dict[int, str] = {}
    opened: list[int] = []
    for token in _TOKEN.finditer(text):
        if token["name"] or token["open"]:
            if opened and found[opened[-1]] == "o" and re.search("up|do", token["how"] or ""):
                found[opened[-1]] = "over"
            opened.append(token.start())
            found[token.start()] = _kind(token)
        elif token["close"] and opened:
            opened.pop()
        elif token["next"] == between and opened and found[opened[-1]] == "r":
            found[opened[-1]] = "degree"
    return found


def _kind(token: re.Match[str]) -> str:
    name = (token["name"] or "(").lower()
    sign = re.search("su|pr", token["how"]) if name == "i" else None
    return "over" if name == "f" else sign[0] if sign else name


def _part(text: Printed, start: int, end: int | None = None) -> Printed:
    """A part of a text with the white space around it; none where it begins nowhere."""
    return Printed(text.text[start:end], text.spots[start:end], text.where) if start >= 0 else Printed("")


def _glued(parts: list[Printed]) -> Printed:
    spots = tuple(spot for part in parts for spot in part.spots)
    return Printed("".join(part.text for part in parts), spots, parts[0].where)
