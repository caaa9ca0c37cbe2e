"""YAML and JSON: keys and values of other kinds, as a tree and in the way they are written."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import yaml

from benchmarks.mutate import text, words

_KEYS = (
    "nama", "jabatan", "kinerja", "indikator", "sasaran", "formulasi", "pembilang", "penyebut", "pengali", "tugas",
    "target", "iku", "keputusan", "menetapkan", "tahun", "jenis", "skema", "instansi", "tujuan", "program", "anggaran",
    "atasan", "unit", "sumber_data", "nmaa", "", "1", "true", "null", "<<", "=", "Nama", "n" * 3_000, "a: b", "#", "-",
)  # fmt: skip
_SCALARS = (
    None, True, False, 0, -1, 2026, 10**40, 1.5, 1e308, "", "-", "null", "02026", "0o17", "1_000", "12:30:45", "~",
    "iki", "iku", "pohon-kinerja", "iki/1", "iki/2", "!!int 3", "&a", "*a", "%", "@", "`", "? a", "- b", "|", ">",
)  # fmt: skip
_SIGNS = (
    "&a ", "*a", "<<: *a", "!!python/object/apply:os.system ", "!!binary ", "!!set ", "!!int ", "! ", "---\n", "...\n",
    "? ", "|\n", ">-\n", "'", '"', "\\", "{", "}", "[", "]", ",", ": ", " #", "# iki-lint: abaikan FRM001 -- alasan\n",
    "# iki-lint: abaikan\n", "  # iki-lint: ignore XXX999, SBR", "%YAML 9.9\n", "\t", "%TAG ! tag:x,2000:\n", "\\u0000",
    "\\ud800", "\ufeff", "[" * 2_000, "{a: " * 500, "- " * 300, "1" * 5_000, "1e99999", "NaN", "Infinity", "0x1F", "=",
    "2026-01-02", "2026-13-45", "12:99:99", "0b", "08", "1__0", ".inf", "on",
)  # fmt: skip

_BY_SIGNS = 0.2  # of the documents are changed as they are written; few of those are still YAML or JSON
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

Tree = dict[Any, Any] | list[Any]


def _holders(node: Any) -> list[Tree]:
    """Everything in a tree that holds something."""
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    own = [node] if node and isinstance(node, dict | list) else []
    return own + [each for value in inner for each in _holders(value)]


def _odd(rng: Random, value: Any) -> Any:
    """What may stand in place of a value."""
    wrapped: tuple[Any, ...] = ([value], [value, value], {"nama": value}, [], {}, [[]], [None], str(value), {"a": {}})
    kinds = (_SCALARS, wrapped, (datetime.date(2026, 1, 2), datetime.datetime(2026, 1, 2, 3, 4)))
    return words.changed(rng, value) if isinstance(value, str) and rng.random() < 0.6 else rng.choice(rng.choice(kinds))


def _change(rng: Random, holder: Tree, key: Any, top: Any) -> None:
    holder[key] = _odd(rng, holder[key])


def _remove(rng: Random, holder: Tree, key: Any, top: Any) -> None:
    del holder[key]


def _rename(rng: Random, holder: Tree, key: Any, top: Any) -> None:
    if isinstance(holder, dict):
        holder[rng.choice(_KEYS)] = holder.pop(key)


def _double(rng: Random, holder: Tree, key: Any, top: Any) -> None:
    if isinstance(holder, list):
        holder[key:key] = [holder[key]] * rng.choice((1, 1, 2, 30))


def _graft(rng: Random, holder: Tree, key: Any, top: Any) -> None:
    """A part of the document stands where another did; it may hold what it stands in, once."""
    copied = json.loads(json.dumps(rng.choice(_holders(top)), default=str))
    holder[key] = copied


def _deepen(rng: Random, holder: Tree, key: Any, top: Any) -> None:
    for _ in range(rng.choice((1, 5, 70))):
        holder[key] = rng.choice(([holder[key]], {rng.choice(_KEYS): holder[key]}))


_KINDS: tuple[Callable[[Random, Tree, Any, Any], None], ...] = (
    _change, _change, _change, _remove, _rename, _double, _graft, _deepen,
)  # fmt: skip


def _grown(rng: Random, base: bytes) -> Any:
    """The tree of a base with up to four changes."""
    top = yaml.load(base, Loader=_LOADER)
    for _ in range(rng.randint(0, 4)):
        holders = _holders(top)
        if holders:
            holder = rng.choice(holders)
            key = rng.choice(list(holder)) if isinstance(holder, dict) else rng.randrange(len(holder))
            rng.choice(_KINDS)(rng, holder, key, top)
    return top


def _signed(rng: Random, written: str) -> str:
    """Signs of the format where none belong, and lines that are moved or changed."""
    for _ in range(rng.choice((0, 1, 1, 2))):
        at = rng.randint(0, len(written))
        written = written[:at] + rng.choice(_SIGNS) + written[at:]
    return text.lined(rng, written) if rng.random() < 0.3 else written


def as_yaml(rng: Random, bases: Sequence[bytes]) -> bytes:
    """A YAML document, as its author wrote it or as a program writes it."""
    base = rng.choice(bases)
    if rng.random() < _BY_SIGNS:
        return text.encoded(rng, _signed(rng, text.lined(rng, base.decode())))
    style = {
        "default_flow_style": rng.choice((False, False, None, True)),
        "default_style": rng.choice((None, None, "'", '"', "|")),
    }
    tree = _grown(rng, base)
    if rng.random() < 0.1:
        tree = {**tree, "jabatan": [tree, tree]} if isinstance(tree, dict) else [tree, tree]  # written as an alias
    width = rng.choice((40, 120, 100_000))
    written = yaml.dump(tree, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=width, **style)
    return text.encoded(rng, _signed(rng, written) if rng.random() < _BY_SIGNS else written)


def as_json(rng: Random, bases: Sequence[bytes]) -> bytes:
    """A JSON document."""
    written = json.dumps(
        _grown(rng, rng.choice(bases)), ensure_ascii=rng.random() < 0.3, indent=rng.choice((None, 2)), default=str
    )
    return text.encoded(rng, _signed(rng, written) if rng.random() < _BY_SIGNS else written)
