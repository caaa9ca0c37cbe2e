"""A text as terms: tokens with their place, spelling and synonyms folded, each by its root.

spaCy supplies the tokens and finds the phrases of the word lists (PhraseMatcher), with a vocabulary and a tokenizer of
our own: its Indonesian defaults carry thousands of exceptions that this work does not need.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from spacy.attrs import LOWER, NORM
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import filter_spans
from spacy.vocab import Vocab

from iki_lint import data
from iki_lint.language.roots import NOT, is_word, root

_PREFIX = re.compile(r"""^(?:[("'“‘\[{<=+×÷*≥≤•–—-]|[-/:,;.])""")
_SUFFIX = re.compile(r"""(?:[)"'”’\]}>=+×÷*:,;?!/–—-]|(?<=[A-Za-z0-9]{2})\.)$""")
_INFIX = re.compile(r"""[()/:,;+×÷*=“”"]|(?<=[a-z]{3})\.(?=[a-z])|(?<=\s)[-–—](?=\s)""")
_NUMBER = re.compile(r"[\d.,]*\d[\d.,]*%?$")
_GLUED = re.compile(r"([A-Za-z][a-z]{3,})([A-Z][A-Za-z]{2,})$")
_STRAY = re.compile(r"(\w+) ([a-z])(?=[A-Z][a-z])")
_BOUND = re.compile(r"se-(?=\w)")
DENIALS = frozenset({"tidak", "belum", "bukan", "non", "tanpa", "tak", "kurang", "nihil", "nol", "bebas"})


@dataclass(frozen=True, slots=True)
class Term:
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
    capital: bool


@cache
def _tools() -> tuple[Tokenizer, PhraseMatcher]:
    vocab = Vocab(lex_attr_getters={LOWER: str.lower, NORM: str.lower})
    tokenizer = Tokenizer(
        vocab, prefix_search=_PREFIX.search, suffix_search=_SUFFIX.search, infix_finditer=_INFIX.finditer
    )
    matcher = PhraseMatcher(vocab, attr="LOWER")
    for group in data.words("sinonim")["satu_benda"]:
        matcher.add(group[0], [tokenizer(phrase) for phrase in group])
    for wrong in spellings():
        if " " in wrong:
            matcher.add(f"\0{wrong}", [tokenizer(wrong)])
    return tokenizer, matcher


def matcher(patterns: Sequence[Sequence[Mapping[str, Any]]]) -> Callable[[str], Iterator[tuple[int, int]]]:
    """What finds spaCy token patterns in a text, LEMMA being the root of a word: the begin and end of each place.

    Raises ValueError where they are no patterns.
    """
    tokenizer, _ = _tools()
    found = Matcher(tokenizer.vocab, validate=True)
    found.add("pola", [list(map(dict, pattern)) for pattern in patterns])

    def find(text: str) -> Iterator[tuple[int, int]]:
        doc = tokenizer(text)
        for token in doc:
            token.lemma_ = root(token.lower_)
        return ((span.start_char, span.end_char) for span in filter_spans(found(doc, as_spans=True)))

    return find


def spellings() -> dict[str, str]:
    """Non-standard forms, lower case, and their standard ones."""
    forms: dict[str, str] = data.words("ejaan")["bentuk"]
    return forms


@lru_cache(maxsize=100_000)
def terms(text: str) -> tuple[Term, ...]:
    """The terms of a text, in order, punctuation included."""
    tokenizer, matcher = _tools()
    doc = tokenizer(_STRAY.sub(_mended, text))
    phrases = {span.start: span for span in filter_spans(matcher(doc, as_spans=True))}
    found: list[Term] = []
    i = 0
    while i < len(doc):
        span = phrases.get(i)
        if span is not None:
            found += _phrase(doc, span.start, span.end, span.label_)
            i = span.end
        else:
            for part, offset in _unglued(doc[i].text):
                found += _token(part, doc[i].idx + offset)
            i += 1
    return tuple(found)


def _mended(match: re.Match[str]) -> str:
    """A letter that strayed over a space, put back: "Bag iKepala" (the length stays, and so do the places)."""
    return f"{match[1]}{match[2]} " if is_word((match[1] + match[2]).lower()) else match[0]


def _phrase(doc: Doc, first: int, end: int, label: str) -> Iterator[Term]:
    start, stop = doc[first].idx, doc[end - 1].idx + len(doc[end - 1])
    capital = doc[first].text[:1].isupper()
    if label.startswith("\0"):
        for word in spellings()[label[1:]].lower().split():
            yield Term(word, _key(word), start, stop, _kind(word), capital)
        return
    form = " ".join(token.lower_ for token in doc[first:end])
    yield Term(form, label, start, stop, "kata", capital)


def _unglued(text: str) -> Iterator[tuple[str, int]]:
    """The words that a token runs together ("KabupatenBanggai"), each with its offset."""
    match = _GLUED.match(text)
    if match and is_word(match[1].lower()):
        yield match[1], 0
        yield match[2], match.start(2)
    else:
        yield text, 0


def _token(text: str, at: int) -> Iterator[Term]:
    low = text.lower()
    bound = _BOUND.match(low)
    if bound:
        yield Term("se", "se", at, at + bound.end(), "tugas", False)
        at, text, low = at + bound.end(), text[bound.end() :], low[bound.end() :]
    for word in spellings().get(low, low).lower().split():
        yield Term(word, _key(word), at, at + len(text), _kind(word), text[:1].isupper())


def _key(word: str) -> str:
    """The root; for a word denied by non- its root with the denial kept."""
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
    """The keys that a word of denial stands before, or that carry it ("ketidakhadiran", "nonperizinan")."""
    carried = {term.key.removeprefix(f"{NOT}-") for term in found if term.key.startswith(f"{NOT}-")}
    before = {after.key for term, after in pairwise(found) if term.form in DENIALS}
    return frozenset(carried | before)
