"""How long each rule takes on values as long as they may be, made of one thing over and over: what patterns fear most.

    python benchmarks/patterns.py [--least SECONDS]

Prints, for each kind of value and each repeated text, the seconds (of the processor) of all rules together, and the
rules that take longer than `--least`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path
from typing import Any

from iki_lint.engine import lint
from iki_lint.limits import DEFAULTS
from iki_lint.packs import built_in
from iki_lint.readers import read

BEGIN = {"skema": "iki/1", "jenis": "iki", "instansi": {"nama": "Dinas Perhubungan", "daerah": "Kabupaten Tirtamulya"}}
SIGNS = (
    "1",
    "1 ",
    "1.",
    ": ",
    ". ",
    "/ ",
    "- ",
    "= ",
    "( ",
    "((",
    ")",
    "{",
    "“",
    "_",
    "…",
    "\\frac{",
    "x 100% ",
    "(a) ",
)
LETTERS = ("a", "a ", "a,", "aB", "a_", "A B ", "I ", "ke", "pp ", "dan ", "yang ", "Kepala ", "Seksi ", "jumlah ")
REPEATED = (
    *SIGNS,
    *LETTERS,
    "x 100% ",
    "per jumlah ",
    "Pasal 1 ",
    "huruf a ",
    "Undang-Undang Nomor 1 Tahun 2001 tentang ",
)


def documents(text: str) -> dict[str, Any]:
    """A document by the kind of values that are that text."""
    measure = {"nama": "Persentase desa", "formulasi": text, "sumber_data": text, "target": text}
    row = {"sasaran": "Meningkatnya desa", "indikator": [{"nama": text, "formulasi": "a / b"}, measure]}
    post = {"nama": text, "unit": text, "atasan": text, "tugas": [text], "fungsi": [text]}
    person = {"jabatan": text, "nama": text, "pangkat": text, "nip": text}
    decree = dict.fromkeys(("jenis", "nomor", "tentang"), text) | {"menimbang": [text], "mengingat": [text]}
    decree |= {"menetapkan": [{"diktum": text, "isi": text, "rincian": [text]}], "penandatangan": person}
    return {
        "indikator": {"jabatan": [{"nama": "Camat", "kinerja": [row]}]},
        "jabatan": {"jabatan": [post, {"nama": "Camat"}]},
        "keputusan": {"keputusan": decree},
    }


def main() -> None:
    """Measure, and print a line for each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--least", type=float, default=1.0)
    least = parser.parse_args().least
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.iki.json"
        for repeated in REPEATED:
            text = (repeated * DEFAULTS.characters)[: DEFAULTS.characters - 2] + " z"
            for kind, document in documents(" ".join(text.split())).items():
                path.write_text(json.dumps({**BEGIN, **document}), encoding="utf-8")
                taken = {rule.code: seconds(path, rule) for rule in built_in()}
                slow = {code: round(each, 1) for code, each in taken.items() if each > least}
                print(f"{kind:10} {repeated!r:45} {sum(taken.values()):6.1f}  {slow or ''}", flush=True)


def seconds(path: Path, rule: Any) -> float:
    """What one rule takes on a document."""
    loaded, begin = read(path), time.process_time()
    lint(loaded, [rule])
    return time.process_time() - begin


if __name__ == "__main__":
    main()
