"""Is this a word of Indonesian, and if not, which one was meant?

The words are those of `rules/kata/kamus.txt` (hunspell-id and simplemma), the words of this field in
`rules/kata/bidang.yaml`, and what clitics and the freest prefixes make of them.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from functools import cache, cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from iki_lint import data
from iki_lint.language.terms import spellings

_CLITIC = re.compile(r"(.{3,}?)(?:nya|lah|kah|pun)$")
_FREE = re.compile(r"(?:non|antar|pasca|pra|multi|sub|semi|ultra|inter|makro|mikro|geo|agro|eko|bio|tele)(.{4,})")
_PASSIVE = re.compile(r"(?:di|ter)(.{3,})")
_JOINS = {"": "lmnrwy", "m": "bfpv", "n": "cdjstz", "ng": "aeghikoqu"}  # what me- takes before a letter
_MELTED = {"p": "m", "t": "n", "k": "ng", "s": "ny"}
_PREFIXES: tuple[str, ...] = ("ber", "be", "di", "ter", "ke", "keber", "keter", "se", "pe", "per", "pem", "pen", "peng")
_PREFIXES += ("me", "mem", "men", "meng", "memper", "diper", "kepeng", "kepe")
_SUFFIXES = ("", "an", "kan", "i")
_NEVER: dict[str, tuple[str, ...]] = {"an": ("me", "di", "ter"), "kan": ("pe",), "i": ("pe",)}  # no word is made so
_AFFIXED = re.compile(r"(?:(pe|me|di|ter|ke|ber|se).+(an|kan|nya|i)|(ter|ber|di).+|.+(nya|kan))$")
_LONG_BASE = 5
_STEM = 3
_SOUNDS = str.maketrans("vpz", "ffs")  # letters that are written for each other
_LETTERS = f"{string.ascii_lowercase}-"
_LONGEST = 40  # letters, more than any word has
_SHORT = 6
_LONG = 7
_MIDDLE = 9  # letters from which two slips are allowed
_FAR = 10  # letters from which three are
_OFTEN = 3
_SLIGHT = 0.5  # how much nearer two letters swapped, or one doubled, make a word


@cache
def dictionary() -> frozenset[str]:
    """The shipped words, without those that have a better spelling or are seldom more than a slip."""
    listed = (data.folder() / "kata" / "kamus.txt").read_text(encoding="utf-8").split()
    return (frozenset(listed) - data.word_set("bidang", "langka") | field_words()) - spellings().keys()


@cache
def field_words() -> frozenset[str]:
    """The words that documents of this field use, whether a dictionary has them or not."""
    return data.word_set("bidang", "lazim") | data.word_set("bidang", "baru") | data.word_set("ejaan", "inggris")


@cache
def core_words() -> frozenset[str]:
    """The words that nearly every document of this field uses."""
    return data.word_set("bidang", "inti")


@cache
def is_known(word: str) -> bool:
    """Whether a lower-case word is in the dictionary, or plainly made from one that is."""
    if word in dictionary() or word in spellings() or len(word) > _LONGEST:
        return word in dictionary()
    clitic = _CLITIC.match(word)
    if clitic and is_known(clitic[1]):
        return True
    free = _FREE.match(word)
    if free and is_known(free[1]):
        return True
    passive = _PASSIVE.match(word)
    stems = (passive[1], *(passive[1].removesuffix(end) for end in ("kan", "i"))) if passive else ()  # dipasangi
    return any(form in dictionary() for stem in stems if len(stem) >= _STEM for form in _active(stem))


def _active(stem: str) -> tuple[str, ...]:
    """What an active verb with this stem would be: ditetapkan ← menetapkan, memproses ← diproses."""
    whole = tuple(f"me{sound}{stem}" for sound, firsts in _JOINS.items() if stem[0] in firsts)
    return (*whole, f"me{_MELTED[stem[0]]}{stem[1:]}") if stem[0] in _MELTED else whole


def is_built(word: str) -> bool:
    """Whether a word can be taken apart into affixes and a word, one of this field or long enough not to be chance."""
    likely = (suffix for suffix in _SUFFIXES if word.endswith(suffix) and not word.startswith(_NEVER.get(suffix, ())))
    endings = (word.removesuffix(suffix) for suffix in likely)
    bases = [base for stem in endings for base in _bases(stem)]
    return any(base in (dictionary() if len(base) >= _LONG_BASE else field_words()) for base in bases)


def _bases(stem: str) -> Iterator[str]:
    """What is left of a stem when one prefix of it is taken off, and the sound that it melted put back."""
    yield stem
    yield from (stem.removeprefix(prefix) for prefix in _PREFIXES if stem.startswith(prefix))
    for sound, lost in (("m", "p"), ("n", "t"), ("ng", "k"), ("ny", "s")):
        for opening in ("pe", "me"):
            if stem.startswith(opening + sound):
                yield lost + stem.removeprefix(opening + sound)


@dataclass(frozen=True)
class Speller:
    """The words of one document, to judge its other words by: how often it uses each, and those given to it."""

    counts: Counter[str]
    given: frozenset[str]
    _meant: dict[tuple[str, bool], list[str]] = field(default_factory=dict)

    def knows(self, word: str) -> bool:
        """Whether a lower-case word is one."""
        return is_known(word) or word in self.given

    @cached_property
    def usual(self) -> frozenset[str]:
        """The words of the field, those given, and those of the document that are words."""
        return field_words() | self.given | {word for word in self.counts if is_known(word)}

    def meant(self, word: str, *, named: bool) -> list[str]:
        """The words that one in no dictionary may stand for, the likeliest first. `named`: it may be a name.

        A word of the document counts for more than one of the field, and that for more than any other. A short word, a
        frequent one and one that is built like a word need a better reason than others.
        """
        if len(word) > _LONGEST:
            return []
        if (word, named) not in self._meant:
            found = {
                right: distance + self._doubt(right) - (_SLIGHT if _finger_slip(word, right) else 0)
                for distance, right in self._candidates(word, named)
            }
            self._meant[word, named] = sorted(found, key=lambda right: (found[right], right))
        return self._meant[word, named]

    def _candidates(self, word: str, named: bool) -> Iterator[tuple[int, str]]:
        allowed = 3 if len(word) >= _FAR else 2 if len(word) >= _MIDDLE else 1
        often = self.counts[word] >= _OFTEN
        strict = named or is_built(word) or len(word) < _SHORT or (often and len(word) < _MIDDLE)
        for distance, right in near(word, self.usual, 1 if strict or often else allowed):
            used = self.counts[right]
            if distance > 1 and (right[0] != word[0] or not used):
                continue
            core = right in core_words() and len(word) >= _SHORT
            lost = not named and not often and (_one_letter_more(word, right) or _cut_short(word, right))
            near_by = distance == 1 and (core or lost)
            if used >= _OFTEN or near_by or _finger_slip(word, right) or (not strict and (used or _alike(word, right))):
                yield distance, right
        if not strict and len(word) >= _MIDDLE:
            yield from (found for found in near(word, dictionary(), 1) if _finger_slip(word, found[1]))

    def often_beside(self, word: str) -> list[str]:
        """The words that the document uses often and that are one slip from another, sorted."""
        found = {right for less in _less(word) for right in self._often.get(less, ())} - {word}
        return sorted(right for right in found if OSA.distance(word, right, score_cutoff=1) == 1)

    @cached_property
    def _often(self) -> dict[str, list[str]]:
        """The words that the document uses often, by what they are without one of their letters."""
        found: dict[str, list[str]] = {}
        for word, count in self.counts.items():
            for less in _less(word) if count >= _OFTEN and word in self.usual else ():
                found.setdefault(less, []).append(word)
        return found

    def _doubt(self, word: str) -> float:
        """How much farther a candidate counts for what it is: a word of the document, of the field, or another."""
        return -min(self.counts[word], _OFTEN) / 10 if self.counts[word] else 0.6 if word in self.usual else 1.2


def _one_letter_more(one: str, other: str) -> bool:
    """Whether of two long words, one slip apart, one has a letter more, neither at its begin nor at its end."""
    apart = abs(len(one) - len(other)) == 1 and max(len(one), len(other)) >= _LONG
    return apart and one[0] == other[0] and one[-2:] == other[-2:]


def _cut_short(word: str, right: str) -> bool:
    """Whether a word is one with affixes without its first letter, or without the n of its -an."""
    if len(word) >= _LONG and right[1:] == word:
        return bool(_AFFIXED.match(right))
    return len(word) >= _SHORT and word[-1] == "a" and right == f"{word}n"


def _less(word: str) -> set[str]:
    """A word, and what is left of it without one letter: two that are one slip apart have one of these in common."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def near(word: str, among: Set[str], allowed: int) -> list[tuple[int, str]]:
    """The words within so many slips (a letter more, less, other, or two swapped) of another, with how many."""
    if allowed == 1:  # to make them is quicker than to look at all
        return [(int(other != word), other) for other in {word, *_slips(word)} if other in among]
    found = process.extract_iter(word, among, scorer=OSA.distance, score_cutoff=allowed)
    return [(int(distance), right) for right, distance, _ in found]


def _slips(word: str) -> Iterator[str]:
    """Every word of letters and hyphens that is one slip from another."""
    for i in range(len(word) + 1):
        before, after = word[:i], word[i:]
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        for letter in _LETTERS:
            yield before + letter + after
            yield before + letter + after[1:]


def _finger_slip(word: str, right: str) -> bool:
    """Whether a word is another with two letters swapped, one doubled or not, or of one sound: what no new word is."""
    swapped = len(word) == len(right) and sorted(word) == sorted(right)
    return swapped or _once(word) == _once(right) or (len(word) >= _SHORT and _sound(word) == _sound(right))


def _once(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", word)


def _sound(word: str) -> str:
    return word.translate(_SOUNDS)


def _alike(word: str, right: str) -> bool:
    """Whether two words have the same native affix: one that has is seldom a new loan word."""
    one, other = _AFFIXED.match(word), _AFFIXED.match(right)
    return bool(one and other and one.groups() == other.groups())
