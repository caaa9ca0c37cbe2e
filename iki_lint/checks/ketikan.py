"""EJA002: slips of the keyboard."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

from iki_lint import data
from iki_lint.analysis import Analysis
from iki_lint.checks.common import WORDS, options
from iki_lint.checks.ejaan import cased, forms, is_listed, names, prose, titled, within
from iki_lint.hits import Change, Hit, Mark
from iki_lint.language.roots import root
from iki_lint.language.spelling import Speller, core_words, field_words, is_built, near

_PLAIN = re.compile(r"(?<![\w\\'’.@-])[A-Za-z][a-z]{3,}(?![\w'’@-]|\.\w)")
_SHORT = re.compile(r"(?<![\w\\'’.@-])[a-z]{3,5}(?![\w'’@-]|\.\w)")
_CAPITALS = re.compile(r"(?<![\w\\'’.@-])[A-Z]{7,}(?![\w'’@-]|\.\w)")
_NAME = re.compile(r"[A-Z](?!(?:e[a-z]*(?:an|kan)|[a-z]*(?:nya|asi|itas))$)")
_LATIN = re.compile(r"[A-Za-z]+")
_LOOSE = re.compile(r"(?<![\w.'’-])[A-Za-z]?[a-z]+(?![\w.'’-])")
_COMMA = (
    re.compile(r"(?<![\w)%])([\w)%]+)\s+([,;])(\w*)"),
    re.compile(r"((?<![\w)])[\w)]*[A-Za-z)]|\d{4})([,;])([A-Za-z]{2,})"),
)
_TWICE = re.compile(r"(?<![\w-])(?P<word>[A-Za-z]{2,}) ?,? (?P=word)(?![\w-])", re.IGNORECASE)
_GLUED = re.compile(r"(?<![\w-])([A-Z]?[a-z]{3,})([A-Z][a-z]{3,})(?![\w-])")
_STRAY = re.compile(r"(?<!\w)([A-Za-z]{2,}) ([a-z])([A-Z][a-z]{2,})(?!\w)")
_PLACES = frozenset({"provinsi", "kabupaten", "kecamatan", "kelurahan"})
_BEGINNINGS = frozenset({"pe", "me", "ber", "ter", "pem", "pen", "peng", "mem", "men", "meng"})
_LOOSE_BEGINNINGS = frozenset({"ke", "di", "se", "per"})
_ENDINGS = frozenset({"an", "kan"})
_ADJECTIVE = re.compile(r"(?:[tgnm]is|[nr]al|ial|tif)$")
_ALL_BUT = 0.8
_MANY = 8
_NEAR = 200  # characters in which the two words before or after another stand
_SHORTEST = 4
_PART = 5
_WHOLE = 7
_OFTEN = 3

Runs: TypeAlias = Counter[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Slip:
    """A wrong stretch of a text, and what it ought to be: `sure` where it can be nothing else, `safe` to write."""

    start: int
    end: int
    right: str
    sure: bool = False
    safe: bool = False


@options(kamus=WORDS, ulang=WORDS)
def misspelt(analysis: Analysis, given: Mapping[str, Any]) -> Iterator[Hit]:
    """EJA002: misspellings, words run together or broken, spaces at commas, a word twice; one finding a value.

    `kamus` are words that are right though no dictionary has them; `ulang` words that are written twice with a hyphen.
    """
    texts = list(prose(analysis))
    said = [[word.lower() for word in _LATIN.findall(text.value)] for text in texts]
    speller = Speller(Counter(word for words in said for word in words), frozenset(map(str.lower, given["kamus"])))
    runs = Counter(run for words in said for n in (2, 3) for run in zip(*(words[i:] for i in range(n)), strict=False))
    for text in texts:
        listed = [(start, end) for start, end, _ in forms(text.value)]
        kept = listed + names(analysis, text.value)
        slips = [slip for slip in _words(text.value, speller, runs) if not within(slip.start, kept)]
        slips += [slip for slip in _spacing(text.value, speller, given["ulang"]) if not within(slip.start, listed)]
        slips = list(_outermost(slips))
        if slips:
            named = dict.fromkeys(f"{text.value[slip.start : slip.end]} → {slip.right}" for slip in slips)
            changes = tuple(Change(Mark(text, s.start, s.end), s.right, s.safe) for s in slips if s.sure)
            mark = Mark(text, slips[0].start, slips[0].end)
            yield Hit(text.pointer, mark, {"bentuk": "; ".join(named)}, changes=changes)


def _outermost(slips: list[_Slip]) -> Iterator[_Slip]:
    """The slips in their order, but for those that are a part of a longer one."""
    far = (0, -1)
    for slip in sorted(slips, key=lambda slip: (slip.start, -slip.end)):
        if slip.end > far[1] or (slip.start, slip.end) == far:
            far = (slip.start, slip.end)
            yield slip


def _words(text: str, speller: Speller, runs: Runs) -> Iterator[_Slip]:
    """Words that are none, words that are not the one meant, and two written as one."""
    found = list((_CAPITALS if text.isupper() else _PLAIN).finditer(text))
    unknown = [not (speller.knows(word) or is_listed(word)) for word in (match[0].lower() for match in found)]
    strangers = _strangers(found, unknown, text)
    plain = not titled(text)
    for i, match in enumerate(found):
        if unknown[i]:
            named = i in strangers or bool(plain and match.start() > 0 and _NAME.match(match[0]))
            parted, meant = _parted(match[0], speller, runs), speller.meant(match[0].lower(), named=named)
            meant = meant or ([] if named else _as_elsewhere(text, match, speller, runs))
            right = parted or _fitting(text, match, meant, runs)
            sure = {parted, *meant} - {""} == {right}
            safe = sure and not named and bool(parted or speller.counts[right] > 1 or right in core_words())
        else:  # a real word: which one was meant is for a person to say
            right, sure, safe = _misplaced(text, match, speller, runs), False, False
        if right:
            yield _Slip(*match.span(), cased(right, match[0]), sure, safe)
    for match in _SHORT.finditer(text):
        if right := data.words("ejaan")["pendek"].get(match[0]):
            yield _Slip(*match.span(), right, sure=True, safe=True)
    for match in _GLUED.finditer(text):
        one, two = (part.lower() for part in match.groups())
        if one in speller.usual and (speller.knows(two) or speller.counts[two] or one in _PLACES):
            yield _Slip(*match.span(), f"{match[1]} {match[2]}", sure=True, safe=True)


def _strangers(found: list[re.Match[str]], unknown: list[bool], text: str) -> set[int]:
    """The words that are none and stand beside another such: a name, or another language."""
    foreign = [
        none or match[0].lower() in data.word_set("ejaan", "inggris")
        for match, none in zip(found, unknown, strict=True)
    ]
    pairs = pairwise(range(len(found)))
    beside = [(i, j) for i, j in pairs if foreign[i] and foreign[j] and text[found[i].end() : found[j].start()] == " "]
    return {i for pair in beside for i in pair}


def _parted(printed: str, speller: Speller, runs: Runs) -> str:
    """Two words that were run together; "" where it is no such thing."""
    word = printed.lower()
    tasks = data.word_set("bahasa", "kata_tugas")
    best = ""
    for at in range(3, len(word) - 2):
        one, two = word[:at], word[at:]
        if two not in speller.usual or not (one in tasks or one in speller.usual):
            continue
        closes = two == "dan" or two in data.word_set("bahasa", "batas_nama")
        ends = closes and one in speller.usual and at >= _PART
        likely = not is_built(word) and printed[0].islower() and len(two) >= _PART and (one in tasks or at >= _PART)
        if runs[one, two] or likely or ends:
            best = f"{one} {two}"
    return best


def _fitting(text: str, match: re.Match[str], found: list[str], runs: Runs) -> str:
    """Of the words that one which is none may stand for, the likeliest of those that best fit the words around it."""
    before, after = _around(text, match)
    return max(
        found, key=lambda right: sum(run in runs for run in ((*before[-1:], right), (right, *after[:1]))), default=""
    )


def _as_elsewhere(text: str, match: re.Match[str], speller: Speller, runs: Runs) -> list[str]:
    """The words one slip from another that stand elsewhere in the document beside the same content word as it does."""
    before, after = _around(text, match)
    tasks = data.word_set("bahasa", "kata_tugas")
    one, two = ({*words} - tasks for words in (before[-1:], after[:1]))
    return [
        right
        for _, right in near(match[0].lower(), speller.usual, 1)
        if any(runs[word, right] for word in one) or any(runs[right, word] for word in two)
    ]


def _around(text: str, match: re.Match[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The two words before a match, and the two after it."""
    start, end = match.span()
    before, after = _LATIN.findall(text, max(0, start - _NEAR), start), _LATIN.findall(text, end, end + _NEAR)
    return tuple(map(str.lower, before[-2:])), tuple(map(str.lower, after[:2]))


def _misplaced(text: str, match: re.Match[str], speller: Speller, runs: Runs) -> str:
    """A word that the document uses often, one letter from this rare one, which alone stands where this one does.

    A word of this field ("rawan" inap) may well stand there: the other must be all but the only one, many times over.
    """
    word = match[0].lower()
    of_field = word in field_words()
    if speller.counts[word] >= (2 if of_field else _OFTEN) or word in speller.given:
        return ""
    likely = [right for right in speller.often_beside(word) if root(right) != root(word)]
    if not likely or word in data.word_set("bahasa", "kata_tugas"):
        return ""
    before, after = _around(text, match)
    fits = [right for right in likely if _alone(before, right, after, speller, runs, of_field)]
    return max(fits, key=lambda right: speller.counts[right], default="")


def _alone(
    before: tuple[str, ...], word: str, after: tuple[str, ...], speller: Speller, runs: Runs, of_field: bool
) -> bool:
    """Whether a word is all but the only one before what follows ("rawat" inap), or behind the two words before it."""
    following = after[0] if after else ""
    says = following and following not in data.word_set("bahasa", "kata_tugas")
    beside = runs[word, following] if says else 0
    least = _MANY if of_field else _OFTEN
    if beside >= least and beside >= _ALL_BUT * speller.counts[following]:
        return True
    return not of_field and len(before) == 2 and runs[(*before, word)] >= max(_OFTEN, _ALL_BUT * runs[before])


def _spacing(text: str, speller: Speller, twice: list[str]) -> Iterator[_Slip]:
    """Spaces that are missing or too many, and a word that stands twice."""
    if "\\" in text:  # LaTeX has its own
        return
    for match in (match for pattern in _COMMA for match in pattern.finditer(text)):
        number = match[1][-1].isdigit() and match[3][:1].isdigit()
        yield _Slip(*match.span(), f"{match[1]}{match[2]} {match[3]}".rstrip(), sure=not number, safe=True)
    for match in _TWICE.finditer(text):
        word = match["word"].lower()
        if speller.knows(word) and not ("," in match[0] and _lists(word, text[match.end() :])):
            right = f"{match['word']}-{word}" if word in twice else match["word"]
            safe = "," not in match[0] and (word in twice or word in data.word_set("bahasa", "kata_tugas"))
            yield _Slip(*match.span(), right, sure=True, safe=safe)
    for match in _STRAY.finditer(text):
        if speller.knows((match[1] + match[2]).lower()) and speller.knows(match[3].lower()):
            yield _Slip(*match.span(), f"{match[1]}{match[2]} {match[3]}", sure=True, safe=True)
    yield from _broken(text, speller)


def _lists(word: str, rest: str) -> bool:
    """Whether a word behind a comma begins a new item: "dokter, dokter gigi"; "teknis, teknis pemilihan" is none."""
    following = re.match(r" ([A-Za-z]+)", rest)
    goes_on = following is not None and following[1].lower() not in data.word_set("bahasa", "kata_tugas")
    return goes_on and not _ADJECTIVE.search(word)


def _broken(text: str, speller: Speller) -> Iterator[_Slip]:
    """Two pieces, neither a word of its own, that are one word together."""
    for first, second in pairwise(_LOOSE.finditer(text)):
        joined = (first[0] + second[0]).lower()
        beside = text[first.end() : second.start()] == " " and second[0].islower()
        bound = first[0].lower() in _BEGINNINGS or second[0] in _ENDINGS
        none, other = not speller.knows(first[0].lower()), not speller.knows(second[0])
        broken = (
            bound
            or (none and (other or len(first[0]) >= _SHORTEST))
            or (other and first[0].lower() in _LOOSE_BEGINNINGS)
        )
        if beside and broken and len(joined) >= _WHOLE and joined in speller.usual:
            yield _Slip(first.start(), second.end(), first[0] + second[0], sure=True, safe=True)
