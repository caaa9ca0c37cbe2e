"""An NIP tells a date of birth: no report shows it, unless it is asked for."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import docx
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from iki_lint.report import FORMATS
from iki_lint.report.nip import mask
from tests.conftest import HEADER
from tests.test_cli import report, run

NIPS = (
    "19680909 199403 1 008",
    "19680919 199403 1 008",
    "197113051999032002",
    "1969051219920310 4",
    "130 123 456",
    "6170",
)
DOCUMENT = {
    **yaml.safe_load(HEADER),
    "judul": f"Indikator Kinerja ({NIPS[0]})",
    "keputusan": {
        "menetapkan": [{"diktum": "KESATU", "isi": f"menunjuk Drs. Wahyu, NIP. {NIPS[2]} untuk obyek ini ,"}],
        "penandatangan": {"jabatan": "Kepala Dinas", "nama": "Drs. Wahyu Setiabudi", "nip": NIPS[0]},
    },
    "pengesahan": [
        {"jabatan": "Kepala Dinas", "nama": "Drs. Wahyu Setiabudi", "nip": NIPS[1]},
        {"jabatan": f"Sekretaris N.I.P : {NIPS[4]}", "nama": f"Dra. Ratna {NIPS[2]}", "nip": NIPS[2]},
        {"jabatan": "Kepala Bidang", "nama": "Suparno", "nip": NIPS[3]},
        {"jabatan": "Kepala Bidang", "nama": "Endang", "nip": NIPS[5]},
    ],
    "jabatan": [
        {
            "nama": f"Kepala Seksi ({NIPS[0]})",
            "kinerja": [{"sasaran": "Data", "indikator": [{"nama": f"NIP {NIPS[4]}"}]}],
        }
    ],
}
NUMBERS = st.text(alphabet="0123456789 .-/NIPnip:“”\n", max_size=60)


def _shown(text: str) -> list[str]:
    """The beginnings of the document's NIP that a text holds."""
    digits = re.sub(r"[ .-]", "", text)
    return [nip for nip in NIPS if (re.sub(r"\D", "", nip)[:-3] in digits and len(nip) > 4) or f"“{nip}”" in text]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The document as YAML, and in Word with a paragraph that its reader cannot place; rules that quote its NIP."""
    path = tmp_path_factory.mktemp("nip")
    (path / "d.iki.yaml").write_text(yaml.safe_dump(DOCUMENT, allow_unicode=True, sort_keys=False), encoding="utf-8")
    word = docx.Document()
    word.add_paragraph(f"Berkas pegawai {NIPS[0]} terlampir")
    for line in ("JABATAN : KEPALA SEKSI TERMINAL", "TUGAS : menata terminal", f"Diperiksa oleh NIP. {NIPS[2]} obyek"):
        word.add_paragraph(line)
    table = word.add_table(rows=2, cols=4)
    for cell, text in zip(table._cells, ("Warna", NIPS[0], "Rasa", NIPS[2], "a", "b", "c", "d"), strict=True):
        cell.text = text
    word.save(str(path / "sk.docx"))
    (path / "aturan").mkdir()
    (path / "aturan" / "XYZ001-lahir.yaml").write_text(
        "code: XYZ001\nname: lahir\nseverity: error\ncheck: umum.pattern\nsummary: {id: a, en: a}\n"
        "message: {id: 'Angka “{excerpt}” pada {nilai}.', en: a}\n"
        "why: {id: a, en: a}\nsuggestion: {id: '{nilai}', en: a}\n"
        "options: {isian: [pengesahan.nip, keputusan.nomor], pola: '^\\d{8}', cocok: false}\n",
        encoding="utf-8",
    )
    (path / "iki-lint.yaml").write_text("packs: [aturan]\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def reports(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Where the reports of that folder are, and what stood beside them, with and without `--show-nip`."""
    made = {}
    for name, option in (("hidden", ()), ("shown", ("--show-nip",))):
        made[name] = tmp_path_factory.mktemp(name)
        outputs = [each for form in FORMATS for each in ("--output", f"{form}:{made[name] / form}")]
        done = run("check", ".", *outputs, *option, cwd=folder)
        (made[name] / "beside").write_text(done.stdout + done.stderr, encoding="utf-8")
    return made


@pytest.mark.parametrize("form", [*FORMATS, "beside"])
def test_no_report_shows_an_nip_unless_asked(form: str, reports: dict[str, Path]) -> None:
    hidden, shown = (reports[name].joinpath(form).read_text(encoding="utf-8") for name in ("hidden", "shown"))

    assert _shown(hidden) == []
    assert {NIPS[1], NIPS[3]} <= set(_shown(shown))
    assert {"JBT005", "JBT006", "XYZ001"} <= set(re.findall(r"\b[A-Z]{3}\d{3}\b", hidden))
    assert "Traceback" not in hidden


@pytest.mark.parametrize("form", ["text", "html", "json"])
def test_no_comparison_shows_an_nip_unless_asked(form: str, folder: Path, tmp_path: Path) -> None:
    changed = {**DOCUMENT, "jabatan": [{**DOCUMENT["jabatan"][0], "unit": f"Seksi {NIPS[1]}"}], "pengesahan": []}
    (tmp_path / "baru.iki.yaml").write_text(yaml.safe_dump(changed, allow_unicode=True), encoding="utf-8")
    command = ("diff", "d.iki.yaml", str(tmp_path / "baru.iki.yaml"), "--format", form)

    hidden, shown = run(*command, cwd=folder), run(*command, "--show-nip", cwd=folder)

    assert _shown(hidden.stdout + hidden.stderr) == []
    assert NIPS[1] in _shown(shown.stdout)


def test_comments_in_word_show_no_nip_unless_asked(folder: Path, tmp_path: Path) -> None:
    texts = {}
    for option in ((), ("--show-nip",)):
        done = run("review", "sk.docx", "-o", str(tmp_path / "a.docx"), *option, cwd=folder)
        comments = docx.Document(str(tmp_path / "a.docx")).comments
        texts[option] = "\n".join(p.text for comment in comments for p in comment.paragraphs)
        assert _shown(done.stdout + done.stderr) == ([] if not option else [NIPS[0], NIPS[2]])

    assert "obyek" in texts[()]
    assert _shown(texts[()]) == []


def test_notes_and_differences_beside_a_conversion_show_no_nip(folder: Path) -> None:
    converted = run("convert", "sk.docx", cwd=folder)
    mended = run("check", "d.iki.yaml", "--diff", cwd=folder)
    asked = run("check", "d.iki.yaml", "--diff", "--show-nip", cwd=folder)

    assert (_shown(converted.stderr), _shown(mended.stdout + mended.stderr)) == ([], [])
    assert NIPS[2] in _shown(asked.stdout)
    assert converted.stderr.count("•") > 0


def test_what_follows_findings_is_the_same_either_way(folder: Path, reports: dict[str, Path], tmp_path: Path) -> None:
    followed = []
    for where in reports.values():
        results = json.loads((where / "sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
        issues = json.loads((where / "gitlab").read_text(encoding="utf-8"))
        prints = [(result["partialFingerprints"], result["locations"]) for result in results]
        followed.append((prints, [issue["fingerprint"] for issue in issues]))
    baseline = tmp_path / "lama.json"
    run("baseline", ".", "-o", str(baseline), cwd=folder)
    left = [
        report(".", "--baseline", str(baseline), *option, cwd=folder)["findings"] for option in ((), ("--show-nip",))
    ]

    assert followed[0] == followed[1]
    assert left == [[], []]
    assert _shown(baseline.read_text(encoding="utf-8")) == []


def test_a_baseline_that_was_recorded_with_its_nip_still_holds(folder: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "lama.json"
    run("baseline", "d.iki.yaml", "-o", str(baseline), cwd=folder)
    known = json.loads(baseline.read_text(encoding="utf-8"))
    for record in known["findings"]:
        if record["rule"] == "EJA001" and "•" in record["excerpt"]:
            record["excerpt"] = DOCUMENT["keputusan"]["menetapkan"][0]["isi"]
    baseline.write_text(json.dumps(known), encoding="utf-8")

    assert report("d.iki.yaml", "--baseline", str(baseline), cwd=folder)["findings"] == []


def test_places_and_lengths_stay(folder: Path) -> None:
    """A span leads to the words of the file that the excerpt hides."""
    lines = (folder / "d.iki.yaml").read_text(encoding="utf-8").splitlines()
    hidden, shown = (report("d.iki.yaml", *option, cwd=folder)["findings"] for option in ((), ("--show-nip",)))

    assert [(f["rule"], f["line"], f["column"], f["end_column"], len(f["excerpt"])) for f in hidden] == [
        (f["rule"], f["line"], f["column"], f["end_column"], len(f["excerpt"])) for f in shown
    ]
    for one, whole in zip(hidden, shown, strict=True):
        if one["line"] == one["end_line"]:
            said = lines[one["line"] - 1][one["column"] - 1 : one["end_column"] - 1]
            assert said == whole["excerpt"]
            assert all(a == b or (a == "•" and b.isdigit()) for a, b in zip(one["excerpt"], said, strict=True))


def test_two_nip_that_look_alike_are_told_apart_by_the_digit(folder: Path) -> None:
    row = next(
        row
        for row in csv.DictReader(io.StringIO(run("check", "d.iki.yaml", "--format", "csv", cwd=folder).stdout))
        if row["Aturan"] == "JBT006"
    )

    assert row["Pesan"] == (
        "“Drs. Wahyu Setiabudi” ber-NIP •••••••• •••••• • 008 di sini, tetapi •••••••• •••••• • 008 di tempat lain; "
        "berbeda mulai angka ke-7."
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("19780514 199711 1 001", "•••••••• •••••• • 001"),
        ("NIP.197805141997111001, 2 Januari 2026", "NIP.•••••••••••••••001, 2 Januari 2026"),
        ("19731304 199903 2 002", "•••••••• •••••• • 002"),
        ("1968.0229.1994.03.1.005", "••••.••••.••••.••.•.005"),
        ("196802291994031005 197508172000122003", "•••••••••••••••005 •••••••••••••••003"),
        ("nip: '130 123 456'", "nip: '••• ••• 456'"),
        ("N I P : 130123456", "N I P : ••••••456"),
        ("NIP lama 130123456", "NIP lama ••••••456"),
        ("NIPPPK 199003142022211012", "NIPPPK •••••••••••••••012"),
        ("Rp 2.078.747.000.000 pada 2021 2022 2023 2024 2025", "Rp 2.078.747.000.000 pada 2021 2022 2023 2024 2025"),
        ("100.3.3.2/ 11 / KPTS / 413.108 / 2026", "100.3.3.2/ 11 / KPTS / 413.108 / 2026"),
        ("Nipah 130123456; NIP terdiri atas 18 angka", "Nipah 130123456; NIP terdiri atas 18 angka"),
    ],
)
def test_what_is_hidden(text: str, expected: str) -> None:
    assert mask(text) == expected


@given(NUMBERS)
def test_hiding_keeps_lengths_and_all_but_digits_and_is_done_once(text: str) -> None:
    hidden = mask(text)

    assert all(a == b or (a == "•" and b.isdigit()) for a, b in zip(hidden, text, strict=True))
    assert mask(hidden) == hidden
