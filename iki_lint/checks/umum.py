"""Checks for anyone's house rules, that need no Python: each rule says in its options what it asks of which value.

A value is named by its part and its key ("isian"): `indikator.sumber_data`, `jabatan.tugas`, `keputusan.nomor`. What is
blank is the matter of `required` alone.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, get_args, get_type_hints

import regex

from iki_lint.analysis import Analysis
from iki_lint.checks.common import FORMATS, options
from iki_lint.checks.patterns import in_time, is_pattern, too_slow
from iki_lint.document import model
from iki_lint.document.model import Document, Text, texts
from iki_lint.hits import Change, Hit, Mark, RuleError, Value, whole
from iki_lint.language.compare import folded
from iki_lint.language.roots import root
from iki_lint.language.tokens import MOST_TOKENS, finder

_PARTS: dict[str, type] = {
    "dokumen": Document,
    "instansi": model.Instansi,
    "keputusan": model.Keputusan,
    "diktum": model.Diktum,
    "pengesahan": model.Pengesahan,
    "iku": model.Iku,
    "jabatan": model.Jabatan,
    "program": model.Program,
    "kinerja": model.Kinerja,
    "indikator": model.Indikator,
}
_NAMING = ("nama", "sasaran", "tujuan", "diktum", "jabatan", "judul")


def _isian() -> Iterator[str]:
    """Every value that a document may have: `part.key`."""
    for name, part in _PARTS.items():
        for key, kind in get_type_hints(part).items():
            if Text in {kind, *get_args(kind)}:
                yield f"{name}.{key}"


def _lists() -> Iterator[str]:
    """Every list that a document may have: `part.key`."""
    for name, part in _PARTS.items():
        yield from (f"{name}.{key}" for key, kind in get_type_hints(part).items() if Ellipsis in get_args(kind))
    yield from ("jabatan.indikator", "iku.indikator")


ONE = {"enum": sorted(_isian())}
SOME = {"type": "array", "items": ONE, "minItems": 1}
_LEAST = {"type": "integer", "minimum": 0, "default": 0}
_MOST = {"type": "integer", "minimum": 0, "default": 1_000_000}


def _words(**schema: Any) -> dict[str, Any]:
    """A word, or a choice of words, that a token pattern asks for."""
    word = {"type": "string", "minLength": 1, **schema}
    choice = {"type": "array", "items": word, "minItems": 1}
    table = {"type": "object", "properties": {"IN": choice, "NOT_IN": choice}, "additionalProperties": False}
    return {"if": {"type": "string"}, "then": word, "else": {**table, "minProperties": 1}}


_TOKEN = {
    "type": "object",
    "properties": {
        "TEXT": _words(),
        "LOWER": _words(pattern="^[^A-Z]+$"),
        "LEMMA": _words(format="akar"),
        "LENGTH": {"type": "integer", "minimum": 1},
        "OP": {"enum": ["!", "?", "+", "*"]},
    },
    "additionalProperties": False,
}
_REPEATED = {"properties": {"OP": {"enum": ["*", "+"]}}, "required": ["OP"]}
_TOKEN_PATTERN = {"type": "array", "items": _TOKEN, "minItems": 1, "maxItems": 12}
_SELDOM_REPEATED = {"contains": _REPEATED, "minContains": 0, "maxContains": len(MOST_TOKENS) - 1}
_TOKENS = {"type": "array", "items": _TOKEN_PATTERN | _SELDOM_REPEATED, "minItems": 1}
_PREFERRED = {
    "type": "object",
    "propertyNames": {"pattern": r"\w"},
    "additionalProperties": {"type": ["string", "null"]},
    "minProperties": 1,
}
_TEXT = {"type": "string", "minLength": 1}


def _is_root(given: object) -> bool:
    word = str(given)
    if root(word) != word:
        raise ValueError(f"LEMMA ialah kata dasar: tulis “{root(word)}”, bukan “{word}”")
    return True


FORMATS["pola"] = is_pattern, (regex.error, RecursionError, ValueError)
FORMATS["akar"] = _is_root, (ValueError,)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a document, and those that it stands in, the nearest first."""

    name: str
    value: Any
    above: tuple[_Part, ...]

    @property
    def mark(self) -> Mark | None:
        """What it is called."""
        named = (getattr(self.value, key, None) for key in _NAMING)
        return next((whole(text) for text in named if isinstance(text, Text) and text), None)

    @property
    def title(self) -> str:
        """What it is called, or else what it is."""
        return self.mark.excerpt if self.mark else self.name

    def holder(self, name: str) -> _Part | None:
        """The part of a kind that this one is, or stands in."""
        return next((part for part in (self, *self.above) if part.name == name), None)

    def items(self, key: str) -> Sequence[object]:
        """A list of the part; the indicators of a whole table."""
        if key == "indikator" and not isinstance(self.value, model.Kinerja):
            return [item for row in self.value.kinerja for item in row.indikator]
        return tuple(getattr(self.value, key))

    def values(self, key: str) -> list[Text]:
        """What is said under a key."""
        return [text for text in texts(getattr(self.value, key)) if text]


def _parts(value: object, above: tuple[_Part, ...] = ()) -> Iterator[_Part]:
    """A part and every part below it."""
    if isinstance(value, tuple):
        for item in value:
            yield from _parts(item, above)
    elif is_dataclass(value):
        name = next((n for n, kind in _PARTS.items() if type(value) is kind), "")
        own = _Part(name, value, above)
        if name:
            yield own
        for field in fields(value):
            yield from _parts(getattr(value, field.name), (own, *above) if name else above)


def _named(analysis: Analysis, isian: str) -> Iterator[tuple[_Part, str]]:
    name, _, key = isian.partition(".")
    return ((part, key) for part in _parts(analysis.document) if part.name == name)


def _texts(analysis: Analysis, given: Mapping[str, Any]) -> Iterator[Text]:
    for isian in given["isian"]:
        for part, key in _named(analysis, isian):
            yield from part.values(key)


@options(isian=ONE)
def required(analysis: Analysis, given: Mapping[str, Any]) -> Iterator[Hit]:
    """A value that must not be blank. `{isian}` is its key, `{nama}` what the part without it is called."""
    for part, key in _named(analysis, given["isian"]):
        if not part.values(key):
            yield Hit(part.value.pointer, part.mark, {"isian": key, "nama": part.title})


@options(isian=SOME, kata=_PREFERRED)
def words(analysis: Analysis, given: Mapping[str, Any]) -> Iterator[Hit]:
    """Words not to use, each with the one to use instead, or null. `{bentuk}` names all of a value."""
    said: dict[str, str | None] = {" ".join(wrong.lower().split()): right for wrong, right in given["kata"].items()}
    wrongs = sorted(map(regex.escape, said), key=len, reverse=True)
    pattern = regex.compile(rf"(?<!\w)(?:{'|'.join(wrongs)})(?!\w)", regex.IGNORECASE)
    for text in _texts(analysis, given):
        found = list(pattern.finditer(text.value))
        if found:
            rights = [(match[0], said.get(match[0].lower())) for match in found]
            forms = [f"{wrong} → {right}" if right else wrong for wrong, right in rights]
            marks = [Mark(text, *match.span()) for match in found]
            changes = tuple(Change(mark, right) for mark, (_, right) in zip(marks, rights, strict=True) if right)
            yield Hit(text.pointer, marks[0], {"bentuk": "; ".join(dict.fromkeys(forms))}, changes=changes)


@options(isian=SOME, pola={"type": "string", "format": "pola"}, cocok={"type": "boolean", "default": True})
def pattern(analysis: Analysis, given: Mapping[str, Any]) -> Iterator[Hit]:
    """A regular expression that a value must match somewhere (`cocok: true`), or nowhere. `{nilai}` is the value."""
    compiled = regex.compile(given["pola"])
    for text, left in in_time(_texts(analysis, given)):
        with too_slow(text):
            match = compiled.search(text.value, timeout=left)
        if given["cocok"] != bool(match):
            yield Hit(text.pointer, Mark(text, *match.span()) if match else whole(text), {"nilai": text.value})


@options(isian=SOME, pola=_TOKENS)
def tokens(analysis: Analysis, given: Mapping[str, Any]) -> Iterator[Hit]:
    """Words that must not stand so: spaCy token patterns, LEMMA being the root. `{bentuk}` is what was found."""
    find = finder(given["pola"], root)
    for text, _ in in_time(_texts(analysis, given)):
        with too_slow(text):
            span = next(iter(find(text.value)), None)
        if span:
            yield Hit(text.pointer, Mark(text, *span), {"bentuk": text.value[slice(*span)]})


@options(isian=SOME, nilai={"type": "array", "items": _TEXT, "minItems": 1})
def allowed(analysis: Analysis, given: Mapping[str, Any]) -> Iterator[Hit]:
    """The only values allowed, case and punctuation folded. `{nilai}` is the value, `{terdekat}` the nearest."""
    known = {folded(value): value for value in given["nilai"]}
    for text in _texts(analysis, given):
        if folded(text.value) not in known:
            near = difflib.get_close_matches(text.value, given["nilai"], 1, 0)[0]
            yield Hit(text.pointer, whole(text), {"nilai": text.value, "terdekat": near})


@options(isian=SOME, paling_sedikit=_LEAST, paling_banyak=_MOST)
def length(analysis: Analysis, given: Mapping[str, Any]) -> Iterator[Hit]:
    """How many words a value may have. `{jumlah}` is how many it has."""
    for text in _texts(analysis, given):
        count = len(folded(text.value))
        if not given["paling_sedikit"] <= count <= given["paling_banyak"]:
            yield Hit(text.pointer, whole(text), {"jumlah": count, **_limits(given)})


@options(dari={"enum": sorted(_lists())}, paling_sedikit=_LEAST, paling_banyak=_MOST)
def count(analysis: Analysis, given: Mapping[str, Any]) -> Iterator[Hit]:
    """How many items a list may have (`jabatan.indikator`: all of a jabatan). `{jumlah}` it has, `{nama}` has them."""
    for part, key in _named(analysis, given["dari"]):
        total = len(part.items(key))
        if not given["paling_sedikit"] <= total <= given["paling_banyak"]:
            yield Hit(part.value.pointer, part.mark, {"jumlah": total, "nama": part.title, **_limits(given)})


def _limits(given: Mapping[str, Any]) -> dict[str, Value]:
    return {key: given[key] for key in ("paling_sedikit", "paling_banyak")}


@options(isian=ONE, dengan=ONE)
def same_as(analysis: Analysis, given: Mapping[str, Any]) -> Iterator[Hit]:
    """A value that must be the same as another of its own part, or of one that it stands in. `{nilai}`, `{lain}`."""
    holder, _, other = given["dengan"].partition(".")
    for part, key in _named(analysis, given["isian"]):
        above = part.holder(holder)
        if above is None:
            raise RuleError("dengan", f"“{given['isian']}” tidak berada di dalam “{holder}”")
        wanted = above.values(other)
        for text in part.values(key):
            if wanted and folded(text.value) not in {folded(w.value) for w in wanted}:
                values: dict[str, Value] = {"nilai": text.value, "lain": wanted[0].value}
                yield Hit(text.pointer, whole(text), values, tuple(map(whole, wanted)))


@options(isian=ONE, dalam={"enum": sorted(_PARTS)})
def unique(analysis: Analysis, given: Mapping[str, Any]) -> Iterator[Hit]:
    """A value that may stand once in a part (`dalam`). `{nilai}` is what stands again."""
    first: dict[tuple[str, tuple[str, ...]], Text] = {}
    for part, key in _named(analysis, given["isian"]):
        within = part.holder(given["dalam"])
        if within is None:
            raise RuleError("dalam", f"“{given['dalam']}” tidak memuat “{given['isian']}”")
        for text in part.values(key):
            other = first.setdefault((within.value.pointer, folded(text.value)), text)
            if other is not text:
                yield Hit(text.pointer, whole(text), {"nilai": text.value}, (whole(other),))
