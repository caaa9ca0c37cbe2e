"""When two texts are the same, and when nearly the same (the catalogue's words)."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field

from rapidfuzz.distance import DamerauLevenshtein

from iki_lint import data
from iki_lint.language.kept import kept
from iki_lint.language.roots import is_word
from iki_lint.language.spelling import is_known
from iki_lint.language.terms import Term, terms, words

Name = tuple[str, ...]
_MOST_WORDS = 100
_MIN_MISSPELT = 5


@kept(100_000)
def folded(text: str) -> tuple[str, ...]:
    """A text with case, white space, punctuation and non-standard spelling folded: equal where texts are the same."""
    return tuple(part for term in words(text) for part in re.split(r"[\s-]+", term.form))


def same(one: str, other: str) -> bool:
    """Whether two texts are the same."""
    return folded(one) == folded(other)


@dataclass(frozen=True, slots=True)
class Gist:
    """What of a text counts for being nearly the same: its words in order, by their keys and as written."""

    keys: tuple[str, ...]
    forms: tuple[str, ...] = field(default=(), compare=False)

    def near(self, other: Gist) -> bool:
        """Whether the texts differ in nothing but a misspelling."""
        if self.keys == other.keys:
            return True
        if len(self.keys) != len(other.keys):
            return "".join(self.keys) == "".join(other.keys)
        pairs = zip(self.keys, other.keys, self.forms, other.forms, strict=True)
        differing = [(a, b, c, d) for a, b, c, d in pairs if a != b]
        return len(differing) == 1 and (misspelt(*differing[0][:2]) or misspelt(*differing[0][2:]))


def all_but_one(words: tuple[str, ...]) -> Iterator[Hashable]:
    """What two texts of as many words have one of in common where no more than one word differs.

    Where that one stands behind the first hundred words they have none: to make them all takes too long.
    """
    for i in range(min(len(words), _MOST_WORDS)):
        yield i, words[:i] + words[i + 1 :]


def is_right(word: str) -> bool:
    """Whether a lower-case word is one, and spelt as it ought to be: "pembinan" has a root, and is none."""
    return is_word(word) and is_known(word)


def misspelt(one: str, other: str) -> bool:
    """Whether one word is plainly the other, misspelt: one or two letters (by length) apart."""
    shorter = min(len(one), len(other))
    if shorter < _MIN_MISSPELT or any(c.isdigit() for c in one + other) or (is_right(one) and is_right(other)):
        return False
    allowed = 1 if shorter < 8 else 2
    return DamerauLevenshtein.distance(one, other, score_cutoff=allowed) <= allowed


def gist(text: str, names: Iterable[Name] = ()) -> Gist:
    """The gist of a text, the names of instansi, unit and region left out."""
    return _gist(text, tuple(names))


@kept(100_000)
def _gist(text: str, names: tuple[Name, ...]) -> Gist:
    found = without_names(terms(text), names)
    kept: list[Term] = []
    for term in found:
        empty = term.kind == "tugas" and term.form not in data.word_set("bahasa", "kata_tugas_bermakna")
        if not empty and term.kind != "tanda" and not (kept and _again(kept[-1], term)):
            kept.append(term)
    return Gist(tuple(term.key for term in kept), tuple(term.form for term in kept))


def _again(before: Term, term: Term) -> bool:
    """Whether a term is the one before it again, or the abbreviation of its words: "… Masyarakat (IKM)"."""
    return term.form == before.form or (term.key == before.key and " " in before.form)


def without_names(found: tuple[Term, ...], names: Iterable[Name]) -> tuple[Term, ...]:
    """The terms, every occurrence of a name taken out; the longest name first."""
    kept = list(found)
    said = {word for term in found for word in term.form.split()}
    for name in sorted((name for name in names if said.issuperset(name)), key=len, reverse=True):
        i = 0
        while i < len(kept):
            end = _match(kept, i, name)
            if end > i:
                del kept[i:end]
            else:
                i += 1
    return tuple(kept)


def _match(found: list[Term], start: int, name: Name) -> int:
    """The end of the occurrence of `name` that begins at `start`; `start` where none does."""
    i, parts = start, list(name)
    while parts:
        if i >= len(found):
            return start
        forms = found[i].form.split()
        if forms != parts[: len(forms)]:
            if found[i].kind == "tanda" and i > start:
                i += 1
                continue
            return start
        parts = parts[len(forms) :]
        i += 1
    return i
