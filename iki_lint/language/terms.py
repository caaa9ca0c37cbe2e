"""A text as terms: tokens with their place, spelling and synonyms folded, each by its root."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from iki_lint import data
from iki_lint.language.kept import kept
from iki_lint.language.roots import NOT, is_word, root
from iki_lint.language.tokens import Token, tokens

_NUMBER = re.compile(r"[\d.,]*\d[\d.,]*%?$")
_GLUED = re.compile(r"([A-Za-z][a-z]{3,})([A-Z][A-Za-z]{2,})$")
_STRAY = re.compile(r"(?<!\w)(\w+) ([a-z])(?=[A-Z][a-z])")
_BOUND = re.compile(r"se-(?=\w)")
DENIALS = frozenset({"tidak", "belum", "bukan", "non", "tanpa", "tak", "kurang", "nihil", "nol", "bebas"})


class Term(NamedTuple):
    """A word (or a phrase of the synonym list) of a text.

    `form` is the word as printed but for case and non-standard spelling; `key` what it counts as in comparisons (its
    root, or the name of its synonyms); `text[start:end]` where it stands. `kind` is "kata", "tugas" (a function word),
    "angka" or "tanda" (punctuation).
    """

    form: str
    key: str
    start: int
    end: int
    kind: str


@cache
def _phrases() -> dict[tuple[str, ...], tuple[str, bool]]:
    """The phrases of the word lists, by their words: what they count as, and whether they are misspelt."""
    wanted = {phrase: (group[0], False) for group in data.words("sinonim")["satu_benda"] for phrase in group}
    wanted |= {wrong.lower(): (right, True) for wrong, right in spellings().items() if " " in wrong}
    return {_spoken(phrase): said for phrase, said in wanted.items()}


def _spoken(phrase: str) -> tuple[str, ...]:
    words = phrase.lower().split()  # what has only letters needs no tokenizer
    return tuple(words if all(map(str.isalpha, words)) else (token.text.lower() for token in tokens(phrase)))


@cache
def _lengths() -> dict[str, list[int]]:
    """How many words the phrases have that begin with a word, the most first."""
    found: dict[str, set[int]] = {}
    for words in _phrases():
        found.setdefault(words[0], set()).add(len(words))
    return {first: sorted(lengths, reverse=True) for first, lengths in found.items()}


@cache
def spellings() -> dict[str, str]:
    """Non-standard forms, lower case, and their standard ones."""
    forms: dict[str, str] = data.words("ejaan")["bentuk"]
    return forms | {f"di {verb}": f"di{verb}" for verb in data.word_set("ejaan", "di_kerja")}


@kept(100_000)
def terms(text: str) -> tuple[Term, ...]:
    """The terms of a text, in order, punctuation included."""
    printed = tokens(_STRAY.sub(_mended, text))
    lower = [token.text.lower() for token in printed]
    found: list[Term] = []
    i = 0
    while i < len(printed):
        phrase = _phrase_at(lower, i)
        if phrase:
            found += _phrase(printed[i : i + len(phrase[0])], *phrase)
            i += len(phrase[0])
        else:
            at = printed[i].start
            for term in _readings(printed[i].text):
                found.append(Term(term.form, term.key, at + term.start, at + term.end, term.kind))
            i += 1
    return tuple(found)


def _mended(match: re.Match[str]) -> str:
    """A letter that strayed over a space, put back: "Bag iKepala" (the length stays, and so do the places)."""
    return f"{match[1]}{match[2]} " if is_word((match[1] + match[2]).lower()) else match[0]


def _phrase_at(lower: list[str], i: int) -> tuple[tuple[str, ...], str, bool] | None:
    """The longest phrase that begins there."""
    ahead = (tuple(lower[i : i + length]) for length in _lengths().get(lower[i], ()))
    return next(((words, *_phrases()[words]) for words in ahead if words in _phrases()), None)


def _phrase(printed: list[Token], said: tuple[str, ...], label: str, misspelt: bool) -> Iterator[Term]:
    start, stop = printed[0].start, printed[-1].start + len(printed[-1].text)
    if misspelt:
        for word in label.lower().split():
            yield Term(word, _key(word), start, stop, _kind(word))
    else:
        yield Term(" ".join(said), label, start, stop, "kata")


@lru_cache(maxsize=100_000)
def _readings(text: str) -> tuple[Term, ...]:
    """The terms of a token, their places counted from its begin."""
    return tuple(term for part, offset in _unglued(text) for term in _parts(part, offset))


def _unglued(text: str) -> Iterator[tuple[str, int]]:
    """The words that a token runs together ("KabupatenBanggai"), each with its offset."""
    match = _GLUED.match(text)
    if match and is_word(match[1].lower()):
        yield match[1], 0
        yield match[2], match.start(2)
    else:
        yield text, 0


def _parts(text: str, at: int) -> Iterator[Term]:
    low = text.lower()
    bound = _BOUND.match(low)
    if bound:
        yield Term("se", "se", at, at + bound.end(), "tugas")
        at, text, low = at + bound.end(), text[bound.end() :], low[bound.end() :]
    for word in spellings().get(low, low).lower().split():
        yield Term(word, _key(word), at, at + len(text), _kind(word))


def _key(word: str) -> str:
    """The root; for a word denied by non- its root with the denial kept."""
    word = word.removesuffix("-nya")  # PSU-nya
    bare = word.removeprefix("non").lstrip("-")
    return f"{NOT}-{root(bare)}" if bare != word and len(bare) > 4 else root(word)


def _kind(word: str) -> str:
    if not any(c.isalnum() for c in word):
        return "tanda"
    if _NUMBER.match(word):
        return "angka"
    return "tugas" if word in data.word_set("bahasa", "kata_tugas") else "kata"


def words(text: str) -> tuple[Term, ...]:
    """The terms of a text that are words or numbers."""
    return tuple(term for term in terms(text) if term.kind != "tanda")


def denied(found: tuple[Term, ...]) -> frozenset[str]:
    """The keys that a word of denial stands before, or that carry it ("ketidakhadiran", "nonperizinan").

    What is affirmed as well is not denied: "permukiman kumuh yang menjadi tidak kumuh".
    """
    carried = {term.key.removeprefix(f"{NOT}-") for term in found if term.key.startswith(f"{NOT}-")}
    spoken = [term for term in found if term.form != "dari"]  # "bebas dari temuan"
    before = [after for term, after in pairwise(spoken) if term.form in DENIALS]
    affirmed = Counter(term.form for term in found) - Counter(term.form for term in before)
    return frozenset(carried | {term.key for term in before if term.form not in affirmed})
