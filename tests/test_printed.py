"""Documents that people wrote for people: what is read, where it stands, and what is said of the rest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from iki_lint.document.nodes import plain
from iki_lint.engine import lint
from iki_lint.packs import built_in
from iki_lint.readers import read
from iki_lint.readers.headings import meaning
from tests.conftest import FIXTURES
from tests.test_cli import run

TEXTS = sorted((FIXTURES / "teks").glob("*.md"))
PLAIN = str.maketrans({"“": '"', "”": '"', "–": "-", "—": "-", "’": "'"})


def pairs(value: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a document with its address, white space and quotes made plain."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from pairs(item, f"{pointer}/{key}")
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from pairs(item, f"{pointer}/{i}")
    else:
        yield pointer, " ".join(str(value).translate(PLAIN).split()).rstrip(" ;.")


def f1(made: Any, expected: Any) -> float:
    """How well two documents agree, the title left out."""
    one, other = ({p for p in pairs(side) if not p[0].startswith("/judul")} for side in (made, expected))
    return 2 * len(one & other) / (len(one) + len(other))


def transcription(path: Path) -> Path:
    return FIXTURES / "dokumen" / f"{path.stem}.iki.yaml"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_converted_text_is_its_transcription(path: Path, tmp_path: Path) -> None:
    done = run("convert", path, "-o", tmp_path / "a.iki.yaml", cwd=tmp_path)
    again = run("convert", path, cwd=tmp_path)
    made = (tmp_path / "a.iki.yaml").read_text(encoding="utf-8")

    assert (done.returncode, done.stdout, again.stdout) == (0, "", made)
    assert f1(yaml.safe_load(made), yaml.safe_load(transcription(path).read_text(encoding="utf-8"))) >= 0.98


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_text_has_the_findings_of_its_transcription(path: Path) -> None:
    found = {(f.rule, f.pointer) for f in lint(read(path), built_in()).findings}

    assert found == {(f.rule, f.pointer) for f in lint(read(transcription(path)), built_in()).findings}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_finding_in_a_text_stands_where_it_says(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    findings = lint(read(path), built_in()).findings

    assert len(findings) > 50
    for finding in findings:
        span = finding.span
        assert span is not None
        begin, end = lines[span.line - 1][span.column - 1 :], lines[span.end_line - 1][: span.end_column - 1]
        first, last = finding.excerpt.split()[0], finding.excerpt.split()[-1]
        assert begin.startswith(first), finding
        assert end.endswith(last), finding


LETTER = """\
PEMERINTAH KABUPATEN TIRTAMULYA
DINAS PERHUBUNGAN

INDIKATOR KINERJA INDIVIDU

Jabatan : Kepala Seksi Terminal
Unit Kerja : Bidang Lalu Lintas

Tugas :
1) menata terminal;
2) memelihara sarana
   dan prasarana terminal.

| No | Sasaran | Cara Perhitungan | Indikator Kinerja | Warna | Target |
|---|---|---|---|---|---|
| 1 | Tertatanya terminal | Jumlah terminal tertata / jumlah terminal x 100% |Persentase terminal tertata | biru | 80% |
"""


def test_columns_go_by_their_headings_and_the_unknown_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(LETTER)

    done = run("convert", "a.md", cwd=tmp_path)
    made = yaml.safe_load(done.stdout)

    (post,) = made["jabatan"]
    assert (post["nama"], post["unit"]) == ("Kepala Seksi Terminal", "Bidang Lalu Lintas")
    assert post["tugas"] == ["menata terminal", "memelihara sarana dan prasarana terminal"]
    assert post["kinerja"] == [
        {
            "sasaran": "Tertatanya terminal",
            "indikator": [
                {
                    "nama": "Persentase terminal tertata",
                    "formulasi": "Jumlah terminal tertata / jumlah terminal x 100%",
                    "target": "80%",
                }
            ],
        }
    ]
    assert done.stderr.startswith("a.md:14:1: kolom “Warna” tidak dikenal")
    assert done.stdout.startswith("# Yang tidak terbaca dari a.md")


def test_what_was_not_read_stands_above_the_jabatan_it_belongs_to(tmp_path: Path) -> None:
    other = LETTER[LETTER.index("Jabatan") :].replace("Terminal", "Parkir").replace("Warna", "Bentuk")
    (tmp_path / "a.md").write_text(LETTER.replace("\nJabatan", "\nBuku ini milik kita.\n\nJabatan") + "\n" + other)

    done = run("convert", "a.md", "--lang", "en", cwd=tmp_path)

    lines = done.stdout.splitlines()
    comments = [(line.split("“")[1].split("”")[0], i) for i, line in enumerate(lines) if line.startswith("# - ")]
    assert [(text, lines[i + 1]) for text, i in comments] == [
        ("Buku ini milik kita.", "skema: iki/1"),
        ("Warna", "- nama: Kepala Seksi Terminal"),
        ("Bentuk", "- nama: Kepala Seksi Parkir"),
    ]
    assert yaml.safe_load(done.stdout) == plain(read(tmp_path / "a.md").places.root)


def test_what_was_not_read_on_a_sheet_stands_above_a_jabatan_of_that_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in ("Parkir", "Terminal"):
        sheet = book.create_sheet(name)
        for row in ([f"Jabatan : Kepala Seksi {name}"], [], ["Sasaran", "Indikator", name], ["Tertib", "Jumlah", "1"]):
            sheet.append(row)
    book.create_sheet("Lain").append(["Buku ini milik kita."])
    book.save(tmp_path / "a.xlsx")

    lines = run("convert", "a.xlsx", cwd=tmp_path).stdout.splitlines()

    said = [(line.split("“")[1].split("”")[0], lines[i + 1]) for i, line in enumerate(lines) if line.startswith("# - ")]
    assert said == [
        ("Buku ini milik kita.", "skema: iki/1"),
        ("Parkir", "- nama: Kepala Seksi Parkir"),
        ("Terminal", "- nama: Kepala Seksi Terminal"),
    ]


def test_what_was_not_read_is_told_and_may_fail(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(LETTER)

    told = run("check", "a.md", "--fail-on", "never", "--format", "json", cwd=tmp_path)
    strict = run("check", "a.md", "--fail-on", "never", "--strict-reading", cwd=tmp_path)
    english = run("check", "a.md", "--lang", "en", "--fail-on", "never", cwd=tmp_path)

    assert told.returncode == 0
    assert json.loads(told.stdout)["notes"] == [
        {"path": "a.md", "kind": "column", "text": "Warna", "line": 14, "place": None}
    ]
    assert strict.returncode == 2
    assert "the column “Warna” is unknown" in english.stderr


@pytest.mark.parametrize("content", ["Rapat dinas hari Senin.\n", "Nama\tUmur\nSiti\t30\n", "x\n" * 10_000])
def test_a_text_without_jabatan_and_table_is_an_error(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.txt").write_text(content)

    done = run("check", "a.txt", cwd=tmp_path)

    assert done.returncode == 2
    assert re.match(r"a.txt: tidak ada jabatan dan tidak ada tabel", done.stderr)


DECREE = """\
PEMERINTAH KOTA SAMIRATA
DINAS SOSIAL
Jl. Melati No. 1 Telp. (0777) 12345

KEPUTUSAN KEPALA DINAS SOSIAL KOTA SAMIRATA
NOMOR : 12 TAHUN 2025

TENTANG
PENETAPAN INDIKATOR KINERJA INDIVIDU
TAHUN 2026

Menimbang : a. bahwa perlu alat ukur kinerja;
b. bahwa berdasarkan pertimbangan sebagaimana dimaksud
dalam huruf a, perlu menetapkan keputusan;

Mengingat : 1. Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah;
2. Peraturan Pemerintah Nomor 8 Tahun 2006;

MEMUTUSKAN :

Menetapkan :
KESATU : Menetapkan indikator kinerja individu, meliputi:
a. kepala dinas;
b. sekretaris.
KEDUA : Keputusan ini mulai berlaku pada tanggal ditetapkan.

Ditetapkan di : Samirata
Pada tanggal : 2 Januari 2026

Kepala Dinas Sosial,

Dra. Laksmi Wardhani, M.Si.
Pembina Utama Muda
NIP. 19700101 199503 2 001

Lampiran Keputusan

Jabatan : Sekretaris
No\tSasaran\tIndikator
1\tTertibnya administrasi\tPersentase surat terjawab
"""


def test_a_decree_in_front_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DECREE)

    made = yaml.safe_load(run("convert", "a.txt", cwd=tmp_path).stdout)

    assert made["instansi"] == {"nama": "DINAS SOSIAL", "daerah": "KOTA SAMIRATA"}
    assert made["tahun"] == 2026
    assert made["keputusan"] == {
        "jenis": "KEPUTUSAN KEPALA DINAS SOSIAL KOTA SAMIRATA",
        "nomor": "12 TAHUN 2025",
        "tentang": "PENETAPAN INDIKATOR KINERJA INDIVIDU TAHUN 2026",
        "menimbang": [
            "bahwa perlu alat ukur kinerja",
            "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a, perlu menetapkan keputusan",
        ],
        "mengingat": [
            "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah",
            "Peraturan Pemerintah Nomor 8 Tahun 2006",
        ],
        "menetapkan": [
            {
                "diktum": "KESATU",
                "isi": "Menetapkan indikator kinerja individu, meliputi:",
                "rincian": ["kepala dinas", "sekretaris"],
            },
            {"diktum": "KEDUA", "isi": "Keputusan ini mulai berlaku pada tanggal ditetapkan"},
        ],
        "ditetapkan": {"tempat": "Samirata", "tanggal": "2 Januari 2026"},
        "penandatangan": {
            "jabatan": "Kepala Dinas Sosial",
            "nama": "Dra. Laksmi Wardhani, M.Si.",
            "pangkat": "Pembina Utama Muda",
            "nip": "19700101 199503 2 001",
        },
    }
    assert [post["nama"] for post in made["jabatan"]] == ["Sekretaris"]


def _decree(folder: Path, text: str) -> Any:
    (folder / "a.txt").write_text(text)
    return yaml.safe_load(run("convert", "a.txt", cwd=folder).stdout)


def test_the_title_of_the_annex_may_stand_in_a_sentence_of_the_decree(tmp_path: Path) -> None:
    said = DECREE.replace("perlu alat ukur kinerja;", "perlu alat ukur berupa\nIndikator Kinerja Individu;")

    made = _decree(tmp_path, said)

    assert made["keputusan"]["menimbang"][0] == "bahwa perlu alat ukur berupa Indikator Kinerja Individu"
    assert len(made["keputusan"]["mengingat"]) == 2


def test_a_decree_run_together_is_read_as_one_in_lines(tmp_path: Path) -> None:
    """As text copied from a page comes: labels alone, several parts and items in a line."""
    said = DECREE.replace("KOTA SAMIRATA\nNOMOR", "KOTA SAMIRATA NOMOR").replace("2025\n\nTENTANG", "2025 TENTANG")
    said = said.replace("Mengingat :", "Mengingat\n:").replace("Daerah;\n2.", "Daerah; 2.")
    said = said.replace("MEMUTUSKAN :\n\nMenetapkan :\nKESATU :", "MEMUTUSKAN : Menetapkan : KESATU\n:")

    assert _decree(tmp_path, said)["keputusan"] == _decree(tmp_path, DECREE)["keputusan"]


def test_a_peraturan_is_read_as_a_keputusan_is(tmp_path: Path) -> None:
    said = DECREE.replace("KEPUTUSAN KEPALA DINAS SOSIAL KOTA", "PERATURAN WALI KOTA", 1)

    assert _decree(tmp_path, said)["keputusan"]["jenis"] == "PERATURAN WALI KOTA SAMIRATA"


def test_a_subject_that_cites_another_decree_is_whole(tmp_path: Path) -> None:
    said = DECREE.replace("\nTENTANG\n", "\nTENTANG\nPERUBAHAN ATAS KEPUTUSAN NOMOR : 5 TENTANG ")

    tentang = _decree(tmp_path, said)["keputusan"]["tentang"]

    assert tentang.startswith("PERUBAHAN ATAS KEPUTUSAN NOMOR : 5 TENTANG PENETAPAN INDIKATOR")


def test_the_title_of_who_decides_has_the_whole_name_of_the_office(tmp_path: Path) -> None:
    said = DECREE.replace("\nDINAS SOSIAL\n", "\nDINAS SOSIAL DAN\nTENAGA KERJA\n", 1)
    said = said.replace("KEPALA DINAS SOSIAL KOTA", "KEPALA DINAS SOSIAL DAN TENAGA KERJA KOTA")

    assert _decree(tmp_path, said)["instansi"] == {"nama": "DINAS SOSIAL DAN TENAGA KERJA", "daerah": "KOTA SAMIRATA"}


@pytest.mark.parametrize(("rest", "code"), [("", 0), ("\nLampiran Keputusan\n\nTabel lain\n", 2)])
def test_a_decree_alone_is_a_document(tmp_path: Path, rest: str, code: int) -> None:
    """But one whose annex says nothing that could be read is none: it would pass for checked."""
    (tmp_path / "a.txt").write_text(DECREE.partition("\nLampiran Keputusan")[0] + rest)

    assert run("check", "a.txt", "--fail-on", "never", cwd=tmp_path).returncode == code


TREE = """\
CASCADING / POHON KINERJA DINAS PERHUBUNGAN
KOTA SAMIRATA TAHUN 2026

KEPALA DINAS PERHUBUNGAN\t\t\t
TUJUAN : Lancarnya lalu lintas\t\t\t
INDIKATOR : Kecepatan rata-rata\t\t\t
SASARAN 1 : Tertibnya terminal\t\tINDIKATOR : Persentase terminal tertib\t
KEPALA BIDANG ANGKUTAN\t\tSEKRETARIAT\t
1. Program angkutan (Rp. 1.500.000) SASARAN : Tertib INDIKATOR : 1. Jumlah trayek 2. Bus\t\t1. Program kantor\t
KASIE TRAYEK\tKASIE TERMINAL\tKASUBAG UMUM\tKASUBAG KEUANGAN
KEGIATAN : 1. Penataan trayek 2. Survei\tKEGIATAN : 1. Pemeliharaan terminal\tKEGIATAN : 1. Arsip\t

SASARAN : Tertatanya trayek INDIKATOR : 1. Jumlah izin\t2. Penerangan\t\tKEGIATAN : 1. Gaji
"""


def test_a_tree_is_read_box_by_box(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TREE)

    made = yaml.safe_load(run("convert", "a.txt", cwd=tmp_path).stdout)
    posts = {post["nama"]: post for post in made["jabatan"]}

    assert (made["jenis"], made["tahun"]) == ("pohon-kinerja", 2026)
    assert made["instansi"] == {"nama": "DINAS PERHUBUNGAN", "daerah": "KOTA SAMIRATA"}
    assert [post.get("atasan") for post in made["jabatan"]] == [
        None,
        "KEPALA DINAS PERHUBUNGAN",
        "KEPALA DINAS PERHUBUNGAN",
        "KEPALA BIDANG ANGKUTAN",
        "KEPALA BIDANG ANGKUTAN",
        "SEKRETARIAT",
        "SEKRETARIAT",
    ]
    assert posts["KEPALA DINAS PERHUBUNGAN"]["kinerja"] == [
        {"tujuan": "Lancarnya lalu lintas", "indikator": [{"nama": "Kecepatan rata-rata"}]},
        {"sasaran": "Tertibnya terminal", "indikator": [{"nama": "Persentase terminal tertib"}]},
    ]
    assert posts["KEPALA BIDANG ANGKUTAN"] == {
        "nama": "KEPALA BIDANG ANGKUTAN",
        "atasan": "KEPALA DINAS PERHUBUNGAN",
        "program": [{"nama": "Program angkutan", "anggaran": 1500000}],
        "kinerja": [{"sasaran": "Tertib", "indikator": [{"nama": "Jumlah trayek"}, {"nama": "Bus"}]}],
    }
    assert posts["SEKRETARIAT"]["program"] == [{"nama": "Program kantor"}]
    assert posts["KASIE TRAYEK"]["kegiatan"] == ["Penataan trayek", "Survei"]
    assert posts["KASIE TRAYEK"]["kinerja"] == [
        {"sasaran": "Tertatanya trayek", "indikator": [{"nama": "Jumlah izin"}]}
    ]
    assert posts["KASIE TERMINAL"]["kegiatan"] == ["Pemeliharaan terminal", "Penerangan"]
    assert posts["KASUBAG KEUANGAN"]["kegiatan"] == ["Gaji"]


YEARS = """\
INDIKATOR KINERJA INDIVIDU TAHUN 2026

Jabatan : Kepala Seksi Terminal

No\tSasaran\tIndikator Kinerja\tSatuan\tTarget\t\tKet
\t\t\t\t2025\t2026\t
1\tTertibnya terminal\tPersentase bus laik\t%\t80\t85\tx
2\tTertibnya parkir\tJumlah juru parkir\tOrang\t10\t12 Orang\t
"""


def test_the_documents_own_year_is_the_target_and_others_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(YEARS)

    done = run("convert", "a.txt", cwd=tmp_path)
    (post,) = yaml.safe_load(done.stdout)["jabatan"]

    assert [row["indikator"][0]["target"] for row in post["kinerja"]] == ["85 %", "12 Orang"]
    assert [line.split("kolom ")[1].split(" ")[0] for line in done.stderr.splitlines()] == ["“2025”", "“Ket”"]


def test_a_long_text_that_was_not_read_ends_with_a_sign(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(LETTER.replace("\nJabatan", f"\n{'Buku ini ' * 20}milik kita.\n\nJabatan", 1))

    done = run("convert", "a.md", cwd=tmp_path)

    assert f"dan tidak dibaca: “{('Buku ini ' * 20)[:119]}…”" in done.stderr


@pytest.mark.parametrize(
    ("heading", "wanted"),
    [
        ("Penanggu ngjawab", "penanggung_jawab"),
        ("SumberDa ta", "sumber_data"),
        ("Cara Perhitung an", "formulasi"),
        ("Indika tor", "indikator"),
        ("Keterang an", ""),
    ],
)
def test_a_heading_broken_inside_its_words_is_known(heading: str, wanted: str) -> None:
    assert meaning(heading) == wanted
