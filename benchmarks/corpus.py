"""A corpus of realistic documents, the same for the same seed; with faults planted in it, where asked for.

    python benchmarks/corpus.py FOLDER --jabatan N [--files M] [--seed S] [--defects RATE]

Each file is the decree of one office with N jabatan, or of a whole kabupaten where N is more than one office has.
The texts are composed of what is in corpus.yaml; without --defects they are free of faults. With it, that share of
the jabatan has one fault each, and FOLDER/planted.json says which, and where.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from itertools import chain, islice
from pathlib import Path
from random import Random
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks import composing, defects

ONE_OFFICE, SEAT = 60, 19
"""The most jabatan that the decree of a single office has, and how many of them sit at the office itself."""
MOST = 50_000
"""The most jabatan in one file: for many more there are no names of kecamatan."""
YEAR = 2026
LAWS = (
    "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah (Lembaran Negara Republik Indonesia Tahun 2014 "
    "Nomor 244, Tambahan Lembaran Negara Republik Indonesia Nomor 5587) sebagaimana telah beberapa kali diubah "
    "terakhir dengan Undang-Undang Nomor 6 Tahun 2023 (Lembaran Negara Republik Indonesia Tahun 2023 Nomor 41, "
    "Tambahan Lembaran Negara Republik Indonesia Nomor 6856)",
    "Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara (Lembaran Negara Republik Indonesia Tahun 2023 "
    "Nomor 141, Tambahan Lembaran Negara Republik Indonesia Nomor 6897)",
    "Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi Pemerintah (Lembaran "
    "Negara Republik Indonesia Tahun 2014 Nomor 80)",
    "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 6 Tahun 2022 tentang Pengelolaan "
    "Kinerja Pegawai Aparatur Sipil Negara",
)


def document(number: int, size: int, seed: int) -> dict[str, Any]:
    """The decree of `size` jabatan that is the corpus's `number`th file."""
    rng = Random(f"{seed}/{number}")
    names = composing.VOCABULARY
    every = names["dinas"]
    offices = [every[number % len(every)]] if size <= ONE_OFFICE else every[: size // SEAT]
    region = rng.choice(names["awal"]) + rng.choice(names["akhir"])
    posts = chain(*(composing.office(rng, dinas) for dinas in offices), composing.branches(rng, offices))
    whole = size > ONE_OFFICE
    owner, signs = (f"Pemerintah Kabupaten {region}", "Bupati") if whole else (offices[0]["nama"], "Kepala")
    signatory = f"{signs} {region if whole else owner}"
    return {
        "skema": "iki/1",
        "jenis": "iki",
        "judul": "INDIKATOR KINERJA INDIVIDU",
        "instansi": {"nama": owner, "daerah": f"Kabupaten {region}"},
        "tahun": YEAR,
        "keputusan": _decree(rng, region, signatory, owner),
        "jabatan": list(islice(posts, size)),
    }


def _decree(rng: Random, region: str, signatory: str, owner: str) -> dict[str, Any]:
    subject = f"Indikator Kinerja Individu di Lingkungan {owner} Tahun {YEAR}"
    return {
        "jenis": f"Keputusan {signatory}",
        "nomor": f"100.3.3.2/{rng.randint(1, 400):03}/KEP/{YEAR}",
        "tentang": f"Penetapan {subject}",
        "menimbang": [
            "bahwa untuk menjabarkan sasaran strategis ke dalam kinerja setiap pejabat, perlu disusun indikator "
            "kinerja individu yang selaras, terukur, dan berjenjang",
            f"bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a, perlu menetapkan Keputusan {signatory}"
            f" tentang Penetapan {subject}",
        ],
        "mengingat": list(LAWS),
        "menetapkan": [
            {"diktum": "KESATU", "isi": f"{subject} sebagaimana tercantum dalam Lampiran Keputusan ini"},
            {"diktum": "KEDUA", "isi": "Keputusan ini mulai berlaku pada tanggal ditetapkan"},
        ],
        "ditetapkan": {"tempat": region, "tanggal": f"{rng.randint(2, 28)} Januari {YEAR}"},
    }


def write(folder: Path, size: int, files: int = 1, seed: int = 0, rate: float = 0.0) -> list[Path]:
    """The corpus as files; with a rate, planted.json beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"dokumen-{number + 1:05}.iki.yaml" for number in range(files)]
    planted = []
    for number, path in enumerate(paths):
        whole = document(number, size, seed)
        faults = defects.plant(Random(f"{seed}/{number}/cacat"), whole, path.name, rate)
        planted += [asdict(fault) for fault in faults]
        with path.open("w", encoding="utf-8") as file:
            yaml.dump(whole, file, yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=4_096)
    if rate:
        (folder / "planted.json").write_text(json.dumps(planted, indent=1), encoding="utf-8")
    return paths


def main() -> None:
    """Write a corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jabatan", type=int, required=True, help="jabatan in each file")
    parser.add_argument("--files", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--defects", type=float, default=0.0, help="share of the jabatan that has a fault")
    given = parser.parse_args()
    if not 1 <= given.jabatan <= MOST or given.files < 1 or not 0 <= given.defects <= 1:
        parser.error(f"--jabatan from 1 to {MOST}, --files from 1, --defects from 0 to 1")
    if given.folder.exists() and any(given.folder.iterdir()):
        parser.error(f"{given.folder} is not empty: give a new folder")
    write(given.folder, given.jabatan, given.files, given.seed, given.defects)


if __name__ == "__main__":
    main()
