"""Build rules/kata/kamus.txt: the forms of Indonesian words that hunspell-id accepts, and those that simplemma lists.

hunspell-id knows words by roots and affixes; asking it costs half a millisecond a word, and spelling out all that it
accepts gives millions of forms, most of them with clitics. So its roots (and those of Sastrawi) are put through the
affixes of Indonesian here, hunspell says which of the results are words, and only those are kept, without clitics.
Needs Debian's hunspell and hunspell-id, PySastrawi and simplemma; takes some minutes.

    python .ci/kamus.py > rules/kata/kamus.txt
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from Sastrawi.Stemmer.StemmerFactory import StemmerFactory
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

HUNSPELL = Path("/usr/share/hunspell/id_ID.dic")
SUFFIXES = ("", *"an kan i wan wati wi isasi iah asi is".split())  # noqa: SIM905
PREFIXES = """ber be bel di diper ke keber keter kese memper member per pember pe se seper ter te bersi berke berpe
    """.split()  # noqa: SIM905
OPEN_ROOTS = {"adu", "asa", "laga", "lari", "rangka", "sama", "serbu", "tumpu"}  # with -kan, beside one in -k with -an
TYPOS = {"dilalukan", "mengakhir", "mengantikannya", "perbaharuan", "padangan"}


def nasal(prefix: str, word: str) -> Iterator[str]:
    """The forms of meN- or peN- before a word, melted and not."""
    melts = {"p": "m", "t": "n", "k": "ng", "s": "ny"}
    joins = {"m": "bfvp", "n": "cdjzts", "ng": "aiueoghqxk", "": "lrmnwy"}
    first = word[0]
    yield from (prefix + sound + word for sound, letters in joins.items() if first in letters)
    yield prefix + "nge" + word  # mengecat, mengesampingkan
    if first in melts:
        yield prefix + melts[first] + word[1:]


def stems(word: str) -> Iterator[str]:
    """A word with every prefix, possible or not."""
    yield word
    yield from (prefix + word for prefix in PREFIXES)
    yield from nasal("me", word)
    for stem in nasal("pe", word):
        yield stem
        yield from (prefix + stem for prefix in ("ber", "ke", "se", "mem", "ter"))
    for inner in ("se", "ter", "per"):
        yield from nasal("me", inner + word)
        yield from nasal("pe", inner + word)


def accepted(words: Iterable[str]) -> set[str]:
    """Those of the words that hunspell knows."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
        file.write("\n".join(words))
        file.flush()
        command = ["hunspell", "-d", "id_ID", "-i", "utf-8", "-G", file.name]
        return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def impossible(words: set[str], stem: Callable[[str], str]) -> set[str]:
    """What hunspell lets through, but no verb or noun is made so: me-, di-, ter- with -an, pe- with -kan or -i.

    They are misspellings of words of this field: memeliharaan, memasukan, terlindungan, pelaksanakan, pengikuti.
    A word whose root itself begins or ends so is none of them: meteran, menekan, menyamakan, pembentukan, pencari.
    """
    return {word for word in words if _verbal(word, words, stem) or _nominal(word, words, stem)}


def _verbal(word: str, words: set[str], stem: Callable[[str], str]) -> bool:
    match = re.fullmatch("(me|di|ter).+an", word)
    if not match or word[:-2] not in words:
        return False
    if word.endswith("kan"):
        return f"{word[:-2]}kan" in words and stem(word) not in OPEN_ROOTS
    return not stem(word).startswith(match[1]) and not stem(word).endswith("an")


def _nominal(word: str, words: set[str], stem: Callable[[str], str]) -> bool:
    if not re.fullmatch("pe.+(kan|i)", word) or f"me{word[2:]}" not in words:
        return False
    if stem(word).endswith("i" if word.endswith("i") else "kan"):
        return False
    less = word[:-2]
    return word.endswith("i") or (less not in words and (stem(less) == less or not stem(less).endswith("k")))


def main() -> None:
    """Print the words, sorted, one a line."""
    factory = StemmerFactory()
    lines = HUNSPELL.read_text(encoding="latin-1").splitlines()[1:]
    roots = {line.split("/")[0].strip() for line in lines} | set(factory.get_words())
    plain = {root for root in roots if re.fullmatch("[a-z]{2,}", root)}
    found = accepted({stem + suffix for root in plain for stem in stems(root) for suffix in SUFFIXES})
    listed = DefaultDictionaryFactory().get_dictionary("id")
    more = {word for pair in listed.items() for word in pair}
    kept = found | {word for word in more if re.fullmatch("[a-z]{4,}", word)} - TYPOS
    kept -= impossible(kept, factory.create_stemmer().stem)
    sys.stdout.write("\n".join(sorted(word for word in kept if len(word) > 1)) + "\n")


if __name__ == "__main__":
    main()
