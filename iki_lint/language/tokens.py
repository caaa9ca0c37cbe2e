"""A text as tokens: words, numbers and signs, each with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

_PREFIX = re.compile(r"""(?:[("'“‘\[{<=+×÷*≥≤•–—-]|[-/:,;.])""")
_SUFFIX = re.compile(r"""(?:[)"'”’\]}>=+×÷*:,;?!/–—-]|(?<=[A-Za-z0-9]{2})\.)""")
_INFIX = re.compile(r"""[()/:,;+×÷*=“”"]|(?<=[a-z]{3})\.(?=[a-z])|(?<=[A-Z]{3})\.(?=[A-Z])""")
_PIECE = re.compile(r"\S+")


MOST_TOKENS = (10_000, 1_000, 200)
"""Of a text, by how many tokens of a pattern repeat (OP * or +): all ways to repeat them are tried."""


class Token(NamedTuple):
    """A word, a number or a sign as printed, and where it begins."""

    text: str
    start: int


def tokens(text: str) -> list[Token]:
    """The tokens of a text: signs are cut off the ends of what stands between spaces, then out of its middle."""
    found: list[Token] = []
    for piece in _PIECE.finditer(text):
        word = piece[0]
        if word.isalpha():
            found.append(Token(word, piece.start()))
        else:
            found += _parts(word, piece.start())
    return found


def _parts(word: str, at: int) -> Iterator[Token]:
    start, end = 0, len(word)
    while start < end:
        cut = bool(_PREFIX.match(word, start, end))
        off = start + cut < end and bool(_SUFFIX.match(word, end - 1, end))
        if not cut and not off:
            break
        if cut:
            yield Token(word[start], at + start)
        start, end = start + cut, end - off
    yield from _middle(word[start:end], at + start)
    for i in range(end, len(word)):
        yield Token(word[i], at + i)


def _middle(word: str, at: int) -> Iterator[Token]:
    done = 0
    for sign in _INFIX.finditer(word):
        if sign.start() == 0:
            continue
        if sign.start() > done:
            yield Token(word[done : sign.start()], at + done)
        yield Token(sign[0], at + sign.start())
        done = sign.end()
    if done < len(word):
        yield Token(word[done:], at + done)


def finder(
    patterns: Sequence[Sequence[Mapping[str, Any]]], lemma: Callable[[str], str]
) -> Callable[[str], Iterator[tuple[int, int]]]:
    """What finds spaCy token patterns in a text: the begin and end of each place. `lemma` gives a word's LEMMA.

    Raises ValueError where they are no patterns. What is found raises TimeoutError where a text is too long for how
    often they repeat.
    """
    from spacy.attrs import LOWER, NORM  # only where a rule has patterns: it takes longer to load than all else
    from spacy.matcher import Matcher
    from spacy.tokens import Doc
    from spacy.util import filter_spans
    from spacy.vocab import Vocab

    repeats = max(sum(token.get("OP") in ("*", "+") for token in pattern) for pattern in patterns)
    vocab = Vocab(lex_attr_getters={LOWER: str.lower, NORM: str.lower})
    matcher = Matcher(vocab, validate=True)
    matcher.add("pola", [list(map(dict, pattern)) for pattern in patterns])

    def find(text: str) -> Iterator[tuple[int, int]]:
        said = tokens(text)
        if len(said) > MOST_TOKENS[repeats]:
            raise TimeoutError
        doc = Doc(vocab, words=[token.text for token in said])
        for token in doc:
            token.lemma_ = lemma(token.lower_)
        for span in filter_spans(matcher(doc, as_spans=True)):
            last = said[span.end - 1]
            yield said[span.start].start, last.start + len(last.text)

    return find
