"""Abbreviations that a document explains itself: "Cadangan Pangan Pemerintah Daerah (CPPD)"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from iki_lint import data
from iki_lint.language.roots import root
from iki_lint.language.spelling import is_known

_EXPLAINED = re.compile(r"(?<![\w-])((?:[A-Za-z][\w-]*[ ,/]+){2,9})\(([A-Za-z][A-Za-z-]{1,11})\)")
_SHORT = re.compile(r"(?<![\w-])[A-Z]{3,8}(?![\w-])")
_LEAST = 2
_LONGEST = 2_000  # characters of two texts, more than those of an indicator have


def explained(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The abbreviations, lower case, each with the words that it stands for as first explained."""
    found: dict[str, tuple[str, ...]] = {}
    for text in texts:
        capitals = text.isupper()  # then they tell no initials
        for match in _EXPLAINED.finditer(text) if "(" in text else ():
            said = re.findall(r"[\w-]+", match[1].lower())
            short = match[2].lower().replace("-", "")
            spans = (tuple(said[at:]) for at in range(len(said) - _LEAST, -1, -1))
            initials = match[2].isupper() and not capitals
            whole = next((w for w in spans if _stands_for(short, w, initials=initials)), None)
            if whole:
                found.setdefault(match[2].lower(), whole)
    return found


def spelt_by(text: str, other: str) -> str:
    """A text, each of its abbreviations that words of another spell, by their first letters, replaced by these."""
    said = re.findall(r"[^\W_][\w-]*", other.lower())

    def spelt(match: re.Match[str]) -> str:
        short = match[0].lower()
        if text.isupper() and is_known(short):  # there capitals tell no abbreviation
            return match[0]
        spans = (tuple(said[at : at + n]) for n in range(_LEAST, len(short) + 2) for at in range(len(said) - n + 1))
        whole = (w for w in spans if _stands_for(short, w, initials=True) and _subsequence(_content(w), short))
        return " ".join(next(whole, (match[0],)))

    return text if len(text) + len(other) > _LONGEST else _SHORT.sub(spelt, text)


def _subsequence(words: tuple[str, ...], letters: str) -> bool:
    rest = iter(letters)
    return all(word[0] in rest for word in words)


def _stands_for(short: str, words: tuple[str, ...], *, initials: bool) -> bool:
    """Whether an abbreviation stands for words, the function words among them left out or, of initials, not."""
    content = _content(words)
    if _spells(short, content, initials=initials):
        return True
    return initials and words != content and _spells(short, words, initials=True)


def _content(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in data.word_set("bahasa", "kata_tugas"))


def _spells(short: str, words: tuple[str, ...], *, initials: bool) -> bool:
    """Whether each word gives one letter or more, in order, and together the abbreviation."""
    if not words:
        return not short
    return any(
        _gives(words[0], short[:count], initials=initials) and _spells(short[count:], words[1:], initials=initials)
        for count in range(1, len(short) + 1)
    )


def _gives(word: str, letters: str, *, initials: bool) -> bool:
    """Whether a word gives letters from its first on, its root's first, or two or more together: kelomPOK, Pokdakan."""
    if letters[0] != word[0]:
        return letters == root(word)[0] or (not initials and len(letters) > 1 and letters in word)
    return _subsequence(tuple(letters), word)
