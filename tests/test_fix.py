"""Mending: what fixes change, and that they change nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from iki_lint import fix
from iki_lint.document.model import Text, texts
from iki_lint.engine import lint
from iki_lint.errors import InputError
from iki_lint.findings import Edit, Finding, Fix
from iki_lint.packs import built_in
from iki_lint.readers import Loaded, read, structured
from tests.conftest import FIXTURES, HEADER
from tests.test_cli import run

DOCUMENTS = sorted((FIXTURES / "dokumen").glob("*.iki.yaml"))
RULES = tuple(rule for rule in built_in() if rule.code in {"EJA001", "EJA002", "EJA004", "FRM007", "SLN002"})
POST = HEADER + "jabatan:\n- nama: Kepala Seksi Terminal\n  tugas:\n"


def _find(loaded: Loaded) -> tuple[Finding, ...]:
    return lint(loaded, RULES).findings


def _all(loaded: Loaded) -> tuple[Finding, ...]:
    return lint(loaded, built_in()).findings


@pytest.fixture
def mended(load: Callable[..., Loaded]) -> Callable[..., str]:
    """The text of a document once it is mended."""

    def mend(text: str, name: str = "dokumen.iki.yaml", *, unsafe: bool = False) -> str:
        return fix.mend(load(text, name), _find, unsafe=unsafe).after

    return mend


# -- real documents ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_real_document_is_mended_once_and_for_all(path: Path) -> None:
    loaded = read(path)
    before = _all(loaded)
    first = fix.mend(loaded, _all)
    again = structured(first.after, path)
    after = _all(again)

    assert [f.rule for f in after if f.fix and f.fix.safe] == []
    assert fix.mend(again, _all) == fix.Mended(str(path), first.after, first.after, 0)
    assert first.count >= sum(bool(f.fix and f.fix.safe) for f in before)
    assert {(f.rule, f.pointer) for f in after} <= {(f.rule, f.pointer) for f in before}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_of_a_real_document_nothing_changes_but_what_was_complained_of(path: Path) -> None:
    loaded = read(path)
    safe, mendable = (
        {edit.pointer for f in _all(loaded) if f.fix and f.fix.safe >= least for edit in f.fix.edits}
        for least in (True, False)
    )
    after = structured(fix.mend(loaded, _all).after, path)
    pairs = list(zip(loaded.document.texts(), after.document.texts(), strict=True))

    assert safe <= {old.pointer for old, new in pairs if old != new} <= mendable
    assert [old.pointer for old, _ in pairs] == [new.pointer for _, new in pairs]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_unsafe_fixes_of_a_real_document_come_to_an_end(path: Path) -> None:
    loaded = read(path)
    first = fix.mend(loaded, _all, unsafe=True)
    again = structured(first.after, path)

    assert fix.mend(again, _all, unsafe=True).count == 0
    assert [f.rule for f in _all(again) if f.fix and f.fix.in_place] == []
    assert len(list(texts(again.document))) <= len(list(texts(loaded.document)))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_lines_without_a_fix_stay_byte_for_byte(path: Path) -> None:
    loaded = read(path)
    done = fix.mend(loaded, _all)
    before, after = done.before.splitlines(keepends=True), done.after.splitlines(keepends=True)
    mendable = {edit.span.line for f in _all(loaded) if f.fix for edit in f.fix.edits if edit.span}

    assert len(before) == len(after)
    assert {n for n, (old, new) in enumerate(zip(before, after, strict=True), 1) if old != new} <= mendable


# -- how values are written --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("- melaksanakan analisa data  # catatan: analisa", "- melaksanakan analisis data  # catatan: analisa"),
        ("- 'analisa data: \"tahunan\" milik ''dinas'''", "- 'analisis data: \"tahunan\" milik ''dinas'''"),
        (r'- "melaksanakan \"analisa\" data \u2013 tahunan"', r'- "melaksanakan \"analisis\" data \u2013 tahunan"'),
        (
            "- >-\n    melaksanakan analisa\n    data dan analisa",
            "- >-\n    melaksanakan analisis\n    data dan analisis",
        ),
        ("- |\n    melaksanakan\n      analisa data\n", "- |\n    melaksanakan\n      analisis data\n"),
        ("- melaksanakan analisa\n    data tahunan", "- melaksanakan analisis\n    data tahunan"),
        ("- melaksanakan kegiatan yang di\n    bina", "- melaksanakan kegiatan yang dibina"),
        ('- "melaksanakan \\\n    analisa data"', '- "melaksanakan \\\n    analisis data"'),
        ("- melaksanakan urusan parkir ,terminal", "- melaksanakan urusan parkir, terminal"),
        ("- MELAKSANAKAN ANALISA DATA", "- MELAKSANAKAN ANALISIS DATA"),
    ],
)
def test_a_value_is_mended_as_it_is_written(written: str, right: str, mended: Callable[..., str]) -> None:
    assert mended(f"# kop\n{POST}  {written}\n# kaki") == f"# kop\n{POST}  {right}\n# kaki"


@pytest.mark.parametrize(
    "written",
    [
        r'- "melaksanakan anal\u0069sa data"',  # part of the word is an escape
        "- !!str analisa data",
        "- &a analisa data\n  fungsi:\n  - *a",
        "- - analisa data",
    ],
)
def test_what_is_not_certain_to_write_is_left_alone(written: str, mended: Callable[..., str]) -> None:
    assert mended(f"{POST}  {written}\n") == f"{POST}  {written}\n"


def test_a_value_that_an_alias_repeats_is_left_alone(mended: Callable[..., str]) -> None:
    text = f"{POST}  - melaksanakan urusan\n  kinerja: &k\n  - sasaran: analisa data\n- nama: Camat\n  kinerja: *k\n"

    assert mended(text) == text


def test_a_flow_list_stays_one(mended: Callable[..., str]) -> None:
    text = f"{POST.rstrip()} [melaksanakan urusan parkir, 'analisa data, laporan', \"analisa data\"]\n"

    assert mended(text) == text.replace("analisa", "analisis")


def test_carriage_returns_stay(mended: Callable[..., str]) -> None:
    text = f"{POST}  - melaksanakan analisa\n    data  # analisa lama\n  - >-\n    analisa\n    data\n".replace(
        "\n", "\r\n"
    )

    assert mended(text) == text.replace("analisa\r", "analisis\r")


def test_json_is_mended_in_place(mended: Callable[..., str]) -> None:
    document = yaml.safe_load(f'{POST}  - melaksanakan "analisa" data\n  - analisa\\data\n')
    text = json.dumps(document, indent=1) + "\n"

    assert mended(text, "dokumen.iki.json") == text.replace("analisa", "analisis")


def test_overlapping_fixes_wait_for_each_other(mended: Callable[..., str]) -> None:
    words = "  - melaksanakan kepegawaian dan kepegawaian serta kepegawaian\n"
    text = f"{POST}{words}  - melaksanakan urusan kepegawaain ,analisa data\n"

    assert mended(text) == f"{POST}{words}  - melaksanakan urusan kepegawaian, analisis data\n"


# -- what each rule mends ----------------------------------------------------------------------------------------------


ROW = """  kinerja:
  - sasaran: Meningkatnya keselamatan
    indikator:
    - nama: Persentase kendaraan laik
      formulasi: {}
      sumber_data: Register uji
"""


@pytest.mark.parametrize(
    ("formula", "right"),
    [
        ("Jumlah kendaraan laik / jumlah kendaraan diuji", "Jumlah kendaraan laik / jumlah kendaraan diuji x 100%"),
        ("'Jumlah kendaraan laik : jumlah kendaraan diuji'", "'Jumlah kendaraan laik : jumlah kendaraan diuji x 100%'"),
        ("Kendaraan laik dibagi kendaraan diuji", "Kendaraan laik dibagi kendaraan diuji x 100%"),
        ("Kendaraan laik / (kendaraan diuji + kendaraan baru)", None),
        (r"\frac{Kendaraan laik}{kendaraan diuji}", None),
        ("{pembilang: Kendaraan laik, penyebut: kendaraan diuji}", None),
    ],
)
def test_a_factor_goes_behind_a_plain_division_only(
    formula: str, right: str | None, mended: Callable[..., str]
) -> None:
    text = f"{POST}  - melaksanakan uji\n{ROW}"

    assert mended(text.replace("{}", formula)) == text.replace("{}", right or formula)


def test_a_repeated_row_goes_only_where_asked_and_where_nothing_is_lost(mended: Callable[..., str]) -> None:
    row = ROW.replace("{}", "Kendaraan laik / kendaraan diuji x 100%")
    again = row.removeprefix("  kinerja:\n")
    behind = "  # berikutnya\n  - sasaran: Meningkatnya ketertiban\n"
    text = f"{POST}  - melaksanakan uji\n{row}{again}{behind}"
    other = text.replace(again + behind, again.replace("Register uji", "Register lain") + behind)
    noted = text.replace(again + behind, again.replace("Register uji", "Register uji  # lama") + behind)

    assert mended(text) == text
    assert mended(text, unsafe=True) == f"{POST}  - melaksanakan uji\n{row}{behind}"
    assert [mended(kept, unsafe=True) for kept in (other, noted)] == [other, noted]


def test_a_repeated_row_of_two_indicators_goes_as_a_whole(mended: Callable[..., str]) -> None:
    entry = ROW[ROW.index("    - nama") :].replace("{}", "Kendaraan laik / kendaraan diuji x 100%")
    row = ROW[: ROW.index("    - nama")] + entry + entry.replace("kendaraan", "bus").replace("Kendaraan", "Bus")
    text = f"{POST}  - melaksanakan uji\n{row}"

    assert mended(text + row.removeprefix("  kinerja:\n"), unsafe=True) == text


def test_of_several_fixes_of_one_finding_the_safe_ones_go_alone(mended: Callable[..., str]) -> None:
    text = f"{POST}  - melaksanakan urusan kota kota ,parkir dan terminal\n"

    assert mended(text) == text.replace(" ,parkir", ", parkir")
    assert mended(text, unsafe=True) == text.replace("kota kota ,parkir", "kota, parkir")


def test_a_space_in_a_number_is_for_a_person_to_judge(mended: Callable[..., str]) -> None:
    text = f"{POST}  - mengelola anggaran 1 ,500 juta\n"

    assert mended(text, unsafe=True) == text


def test_a_fix_that_would_change_more_is_refused(load: Callable[..., Loaded]) -> None:
    loaded = load(f"{POST}  - melaksanakan analisa data\n")
    found = next(f for f in _find(loaded) if f.fix)
    edit = found.fix.edits[0] if found.fix else None
    assert edit
    for written in ("analisis\n  - baru", "'analisis", "lain: x"):
        wrong = Fix((Edit(edit.pointer, edit.start, edit.end, "analisis", edit.span, written),), safe=True)
        finding = Finding(**{**{k: getattr(found, k) for k in Finding.__slots__}, "fix": wrong})

        with pytest.raises(InputError, match="berkas dibiarkan seperti semula"):
            fix.mend(loaded, lambda _, finding=finding: [finding])  # type: ignore[misc]


# -- the command -------------------------------------------------------------------------------------------------------


BAD = f"{POST}  - melaksanakan analisa data\n  - urusan terminal\n"
ONLY = ("--select", "EJA001")


def test_fix_writes_the_file_and_reports_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "sk.iki.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + BAD.replace("\n", "\r\n").encode())
    path.chmod(0o640)

    done = run("check", "--fix", *ONLY, "sk.iki.yaml", cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, "sk.iki.yaml: 1 temuan diperbaiki\n")
    assert done.stdout == "1 dokumen diperiksa, tidak ada temuan.\n"
    assert path.read_bytes() == b"\xef\xbb\xbf" + BAD.replace("\n", "\r\n").replace("analisa", "analisis").encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["sk.iki.yaml"]


def test_diff_shows_and_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "sk.iki.yaml"
    path.write_text(BAD.rstrip("\n"))

    done = run("check", "--diff", *ONLY, "sk.iki.yaml", cwd=tmp_path)

    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (
        "--- sk.iki.yaml\n+++ sk.iki.yaml\n@@ -4,5 +4,5 @@\n jabatan:\n - nama: Kepala Seksi Terminal\n   tugas:\n"
        "-  - melaksanakan analisa data\n+  - melaksanakan analisis data\n   - urusan terminal\n"
        "\\ No newline at end of file\n"
    )
    assert path.read_text() == BAD.rstrip("\n")


def test_diff_of_a_clean_document_is_empty(tmp_path: Path) -> None:
    (tmp_path / "sk.iki.yaml").write_text(BAD.replace("analisa", "analisis"))

    done = run("check", "--diff", *ONLY, "sk.iki.yaml", cwd=tmp_path)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_diff_tells_what_it_could_not_read(tmp_path: Path) -> None:
    (tmp_path / "sk.iki.yaml").write_text("skema: [\n")

    done = run("check", "--diff", "sk.iki.yaml", cwd=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert "sk.iki.yaml:2:1: bukan YAML yang sah" in done.stderr


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is unwritable here")
def test_a_folder_that_cannot_be_written_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "sk.iki.yaml"
    path.write_text(BAD)
    tmp_path.chmod(0o555)
    try:
        done = run("check", "--fix", *ONLY, "sk.iki.yaml", cwd=tmp_path)
    finally:
        tmp_path.chmod(0o755)

    assert (done.returncode, path.read_text()) == (2, BAD)
    assert "sk.iki.yaml: berkas tidak dapat ditulis" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="no such limit here")
def test_a_disk_that_is_full_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "sk.iki.yaml"
    path.write_text(BAD)
    limited = f"ulimit -f 0; exec {sys.executable} -m iki_lint check --fix {' '.join(ONLY)} sk.iki.yaml"

    done = subprocess.run(["sh", "-c", limited], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (done.returncode, path.read_text()) == (2, BAD)
    assert "sk.iki.yaml: berkas tidak dapat ditulis" in done.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["sk.iki.yaml"]


def test_a_printed_document_is_left_as_it_is(word: Path) -> None:
    before = word.read_bytes()

    done = run("check", "--fix", *ONLY, str(word))

    assert "hanya YAML dan JSON yang diperbaiki di tempat" in done.stderr
    assert word.read_bytes() == before


def test_unsafe_fixes_alone_mean_nothing() -> None:
    done = run("check", "--unsafe-fixes", ".")

    assert (done.returncode, done.stdout) == (2, "")
    assert "--unsafe-fixes berlaku bersama --fix atau --diff" in done.stderr


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "asli.yaml").write_text(BAD)
    (tmp_path / "sk.iki.yaml").symlink_to("asli.yaml")

    run("check", "--fix", *ONLY, "sk.iki.yaml", cwd=tmp_path)

    assert (tmp_path / "sk.iki.yaml").is_symlink()
    assert (tmp_path / "asli.yaml").read_text() == BAD.replace("analisa", "analisis")


# -- what reports say --------------------------------------------------------------------------------------------------


def _report(tmp_path: Path, form: str) -> Any:
    (tmp_path / "sk.iki.yaml").write_text(BAD)
    return run("check", "--format", form, *ONLY, "sk.iki.yaml", cwd=tmp_path).stdout


def test_the_text_report_says_what_can_be_mended(tmp_path: Path) -> None:
    lines = _report(tmp_path, "text").splitlines()

    assert lines[-1] == "1 dapat diperbaiki dengan --fix."
    assert "  = perbaikan: --fix" in lines


def test_json_tells_the_edits(tmp_path: Path) -> None:
    finding = json.loads(_report(tmp_path, "json"))["findings"][0]
    place = {"line": 7, "column": 18, "end_line": 7, "end_column": 25}
    edit = {"pointer": "/jabatan/0/tugas/0", "start": 13, "end": 20, "text": "analisis", **place, "written": "analisis"}

    assert finding["fix"] == {"safe": True, "edits": [edit]}


def test_sarif_tells_the_replacements(tmp_path: Path) -> None:
    result = json.loads(_report(tmp_path, "sarif"))["runs"][0]["results"][0]
    region = {"startLine": 7, "startColumn": 18, "endLine": 7, "endColumn": 25}
    change = {
        "artifactLocation": {"uri": "sk.iki.yaml"},
        "replacements": [{"deletedRegion": region, "insertedContent": {"text": "analisis"}}],
    }

    assert result["fixes"] == [
        {"description": {"text": "Ganti dengan bentuk bakunya: analisa → analisis."}, "artifactChanges": [change]}
    ]


def test_a_fix_of_a_printed_document_tells_words_and_no_lines(word: Path) -> None:
    fixes = [f.fix for f in lint(read(word), built_in()).findings if f.fix]

    assert fixes
    assert not any(each.in_place or edit.span for each in fixes for edit in each.edits)


def test_the_slice_of_an_edit_is_what_it_replaces() -> None:
    loaded = read(FIXTURES / "dokumen" / "longkali.iki.yaml")
    said = {text.pointer: text.value for text in loaded.document.texts() if isinstance(text, Text)}
    edits = [edit for f in _find(loaded) if f.fix for edit in f.fix.edits if edit.text is not None]

    assert len(edits) > 40
    assert [edit for edit in edits if said[edit.pointer][edit.start : edit.end].strip() == (edit.text or "")] == []
