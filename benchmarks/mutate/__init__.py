"""Documents with something wrong in them: the same for a format, a seed and a number, from bases that are sound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from benchmarks.mutate import packages, pdf, raw, structured, text

Maker = Callable[[Random, Sequence[bytes]], bytes]

MAKERS: dict[str, Maker] = {
    "yaml": structured.as_yaml,
    "json": structured.as_json,
    "text": text.made,
    "docx": packages.docx,
    "xlsx": packages.xlsx,
    "pdf": pdf.made,
}
SUFFIXES = {form: f".{form}" for form in MAKERS} | {"text": ".md"}
"""How the name of a file in the format ends."""

_BROKEN = 0.08  # of the documents are damaged as files too


def mutant(form: str, bases: Sequence[bytes], seed: int, number: int) -> bytes:
    """The document of that number."""
    rng = Random(f"{form}/{seed}/{number}")
    made = MAKERS[form](rng, bases)
    return raw.damaged(rng, made) if rng.random() < _BROKEN else made
