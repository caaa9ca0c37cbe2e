"""EJA: spelling and terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from iki_lint import data
from iki_lint.analysis import Analysis
from iki_lint.checks.common import options
from iki_lint.document.model import Text, texts
from iki_lint.hits import Hit, Mark, Value
from iki_lint.language.names import mentions
from iki_lint.language.roots import is_word
from iki_lint.language.terms import spellings

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LAW = re.compile(
    r"\b(?:undang-undang|peraturan|keputusan|instruksi|permen\w*|perda|perbup|perwal|perpres)\b[^.;]*?"
    r"\b(?:nomor|no\.?|tahun)\s*\d.*$|\b(?:peraturan|keputusan)\s+\w+\s+[^.;]{0,80}\btentang\b.*$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bantar\s+(?P<word>[A-Za-z]+)", re.IGNORECASE)
_GLUED = re.compile(r"[A-Z]?[a-z]{2,}[A-Z]")
_VILLAGE = re.compile(r"\b(bum|apb|rpjm|rkp|lpp)[\s-]?(desa|des)\b", re.IGNORECASE)


def _prose(analysis: Analysis) -> Iterator[Text]:
    """Every text that is neither a law's citation nor a name of a jabatan, a unit or an office."""
    document = analysis.document
    decree = document.keputusan
    names: list[object] = [*document.pengesahan, document.instansi, document.skema, document.jenis]
    names += [decree.mengingat, decree.penandatangan, decree.jenis] if decree else []
    names += [part for post in analysis.posts for part in (post.jabatan.nama, post.jabatan.unit, post.jabatan.atasan)]
    names += [entry.indikator.penanggung_jawab for entry in analysis.entries]
    left_out = {text.pointer for name in names for text in texts(name)}
    return (text for text in document.texts() if text.pointer not in left_out)


def _protected(analysis: Analysis, text: str) -> list[tuple[int, int]]:
    """The stretches of a text that are titles of laws or names of units and of the instansi."""
    spans = [match.span() for match in _LAW.finditer(text)]
    spans += [(m.start, m.end) for m in mentions(text, analysis.unit_names)]
    for name in analysis.names:
        if len(name) > 1:
            spans += [m.span() for m in re.finditer(r"\W+".join(map(re.escape, name)), text, re.IGNORECASE)]
    return spans


def non_standard(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """EJA001: forms on the closed list; one finding a value, naming all."""
    for text in _prose(analysis):
        spans = _protected(analysis, text.value)
        found = [f for f in _forms(text.value) if not any(a <= f[0] < b for a, b in spans)]
        if found:
            named = dict.fromkeys(f"{text.value[a:b]} → {right}" for a, b, right in found)
            yield Hit(text.pointer, Mark(text, found[0][0], found[0][1]), {"bentuk": "; ".join(named)})


def _forms(text: str) -> list[tuple[int, int, str]]:
    """The non-standard forms in a text: begin, end, and the standard one."""
    listed, silent = spellings(), frozenset(data.words("ejaan")["hanya_lipat"])
    words = [(m.group().lower(), m.start(), m.end()) for m in _WORD.finditer(text)]
    found: list[tuple[int, int, str]] = []
    for i, (word, start, end) in enumerate(words):
        following = words[i + 1] if i + 1 < len(words) else None
        pair = f"{word} {following[0]}" if following and text[end : following[1]].isspace() else ""
        bare = word.removesuffix("nya")
        if pair in listed and pair not in silent and following:
            found.append((start, following[2], listed[pair]))
        elif word in listed and word not in silent:
            found.append((start, end, listed[word]))
        elif bare in listed and bare not in silent:
            found.append((start, end, listed[bare] + "nya"))
        elif word == "antar" and following and pair:
            found.append((start, following[2], f"antar{following[0]}"))
    return found


@options(istilah={"type": "array", "items": {"type": "object"}})
def outdated(analysis: Analysis, given: Mapping[str, Any]) -> Iterator[Hit]:
    """EJA003: terms that law has replaced; one finding a term, at its first place."""
    for term in given["istilah"]:
        pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, term['lama']))})(?![\w-])")
        places = [
            Mark(text, *match.span())
            for text in _prose(analysis)
            for match in pattern.finditer(text.value)
            if not any(m.start() <= match.start() for m in _LAW.finditer(text.value))
        ]
        if places:
            values = {"lama": places[0].excerpt, "baru": term["baru"], "dasar": term["dasar"], "count": len(places)}
            yield Hit(places[0].text.pointer, places[0], values, tuple(places[1:]))


def mixed_terms(analysis: Analysis, _: Mapping[str, Any]) -> Iterator[Hit]:
    """EJA004: one abbreviation or term in two spellings."""
    uses: dict[str, dict[str, list[Mark]]] = {}
    for text in _prose(analysis):
        spans = [match.span() for match in _LAW.finditer(text.value)]
        for key, mark in _terms(text):
            if not any(a <= mark.start < b for a, b in spans):
                form = " ".join(mark.excerpt.lower().split())
                uses.setdefault(key, {}).setdefault(form, []).append(mark)
    for forms in uses.values():
        if len(forms) < 2 or any(form in spellings() for form in forms):
            continue
        common = max(forms, key=lambda form: len(forms[form]))
        for form, marks in forms.items():
            if form != common:
                usual = forms[common][0]
                values: dict[str, Value] = {"bentuk": marks[0].excerpt, "lazim": usual.excerpt, "count": len(marks)}
                yield Hit(marks[0].text.pointer, marks[0], values, (usual, *marks[1:]))


def _terms(text: Text) -> Iterator[tuple[str, Mark]]:
    """Words, and pairs of words, that may be two spellings of one term, by what both would be written together."""
    taken: list[tuple[int, int]] = []
    for match in _VILLAGE.finditer(text.value):
        taken.append(match.span())
        yield f"{match[1].lower()}desa", Mark(text, *match.span())
    words = [m for m in _WORD.finditer(text.value) if not any(a <= m.start() < b for a, b in taken)]
    for first, second in pairwise(words):
        one, two = first.group(), second.group()
        beside = text.value[first.end() : second.start()] in (" ", "-") and one[0].isupper() and two[0].isupper()
        if beside and not is_word((one + two).lower()):
            yield (one + two).lower(), Mark(text, first.start(), second.end())
    for word in words:
        if word.group()[0].isupper() and not is_word(word.group().lower()) and not _GLUED.match(word.group()):
            yield word.group().lower().replace("-", ""), Mark(text, *word.span())
