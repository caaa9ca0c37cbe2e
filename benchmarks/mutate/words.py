"""Changes to what a document says, in any format that holds text."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

_WORD = re.compile(r"\w+")
STRANGE = (
    "", " ", "-", "–", ":", "/", "%", "x 100%", "= ", "A / B / C x 100%", "A : B : C", "Jumlah", "Persentase", "1.",
    "a. b. c. d.", "((((", "))))", "[" * 300, "(" * 300, "{" * 200, "}", r"\frac{" * 150, r"$\frac{A}{B}$", "$$", "$",
    r"\text{", r"\left( \right]", "<u>A</u> B", "<p>" * 200, "</td>", "&amp;amp;", "&#0;", "&#99999999999;", "<!--",
    "٣٤٥", "Ⅳ", "²", "①", "½", "İ", "ß", "ﬁ", "é", "e\u0301" * 50, "\u202eA\u202c", "\u200b", "\ufeff", "\u2028",
    "\U0001f600", "漢字", "\xa0", "a" * 20_000, "kata " * 3_000, "1" * 5_000, "1.000.000,00", "-2+3", "=1+1", "9" * 400,
    "1e999", "nan", "31 Februari 2026", "Tahun 99999", "NIP. 19780514 199711 1 001", "Jabatan :", "JABATAN : KEPALA",
    "Tugas :", "Fungsi : 1. a; 2. b; 3. c", "Sasaran", "Indikator Kinerja", "Atasan :", "Kepala Seksi", "Sekretaris",
    "MEMUTUSKAN :", "KESATU :", "Menimbang : a. b;", "Undang-Undang Nomor 6 Tahun 2014", "Ditetapkan di", "ttd",
    "INDIKATOR KINERJA INDIVIDU", "TAHUN 2026", "tugas lain yang diberikan oleh Kepala Bidang", "\x0b", "----", "====",
    "dan/atau " * 100, "a.b.c.d." * 100, "1) 2) 3) 4)", "i) ii) iii)", "x" * 100 + " x 100 %", "______", "| a | b |",
    "dibagi dikali dibagi dikali 100 persen", "jumlah A per jumlah B per jumlah C", "A = B = C", "Σ(A×B)÷ΣB", "√2 ≥ π",
)  # fmt: skip
"""Texts that mean something to a reader or a rule, or that have broken one somewhere."""


def _swap(rng: Random, text: str) -> str:
    found = list(_WORD.finditer(text))
    if len(found) < 2:
        return text
    a, b = sorted(rng.sample(found, 2), key=lambda match: match.start())
    return text[: a.start()] + b[0] + text[a.end() : b.start()] + a[0] + text[b.end() :]


def _replace(rng: Random, text: str) -> str:
    found = list(_WORD.finditer(text))
    if not found:
        return rng.choice(STRANGE)
    match = rng.choice(found)
    return text[: match.start()] + rng.choice(STRANGE) + text[match.end() :]


def _insert(rng: Random, text: str) -> str:
    at = rng.randint(0, len(text))
    return text[:at] + rng.choice(STRANGE) + text[at:]


def _drop(rng: Random, text: str) -> str:
    at = rng.randint(0, len(text))
    return text[:at] + text[at + rng.choice((1, 5, 40)) :]


def _again(rng: Random, text: str) -> str:
    at = rng.randint(0, len(text))
    return text[:at] + text[at : at + rng.choice((3, 30))] * rng.choice((2, 3, 60)) + text[at:]


def _case(rng: Random, text: str) -> str:
    return rng.choice((text.upper(), text.lower(), text.title(), text.swapcase()))


def _digits(rng: Random, text: str) -> str:
    return re.sub(r"\d+", lambda match: rng.choice((match[0], "0", "00", "-1", "9" * 30, "٣", "1,5", "IV")), text)


def _anew(rng: Random, text: str) -> str:
    return rng.choice(STRANGE)


_KINDS: tuple[Callable[[Random, str], str], ...] = (
    _swap, _swap, _replace, _replace, _insert, _insert, _drop, _drop, _again, _case, _digits, _anew,
)  # fmt: skip


def changed(rng: Random, text: str) -> str:
    """The text with one thing in it changed."""
    return rng.choice(_KINDS)(rng, text)
