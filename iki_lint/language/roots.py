"""Roots of Indonesian words: meningkatnya, peningkatan → tingkat; ketidakhadiran → tidak hadir.

The stemming is that of Sastrawi (enhanced confix stripping, Asian et al. 2007, with its dictionary of root words);
`rules/kata/bahasa.yaml` lists the words of this field for which its answer would join what must stay apart.
"""

from __future__ import annotations

from functools import cache

from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from iki_lint import data

NOT = "tidak"
_DENIED = ("ketidak", "ketak")


@cache
def _stemmer() -> tuple[object, frozenset[str]]:
    factory = StemmerFactory()
    return factory.create_stemmer(), frozenset(factory.get_words())


@cache
def root(word: str) -> str:
    """The root of one lower-case word; the word itself where none is known. A denied noun keeps its "tidak-"."""
    kept: dict[str, str] = data.words("bahasa")["akar"]
    if word in kept:
        return kept[word]
    halves = word.split("-")
    if len(halves) == 2 and root(halves[0]) == root(halves[1]):  # surat-menyurat
        return root(halves[0])
    for prefix in _DENIED:
        if word.startswith(prefix) and len(word) > len(prefix) + 4:
            return f"{NOT}-{root('ke' + word.removeprefix(prefix))}"
    if word.endswith("nya") and word[:-3] in kept:
        return kept[word[:-3]]
    found = _known().get(word) or (stem(word) if word.isalpha() else word)
    return kept.get(found, found)


def stem(word: str) -> str:
    """What Sastrawi makes of a word."""
    made: str = _stemmer()[0].stem(word)  # type: ignore[attr-defined]
    return made or word


@cache
def _known() -> dict[str, str]:
    """The stems of the words that documents of this field use: what Sastrawi makes of them, made beforehand."""
    lines = (data.folder() / "kata" / "akar.txt").read_text(encoding="utf-8").split()
    return dict(zip(lines[::2], lines[1::2], strict=True))


@cache
def is_word(word: str) -> bool:
    """Whether a lower-case word is, or comes from, a root word of the dictionary."""
    known = _stemmer()[1]
    return word in known or root(word) in known
