"""Several reports of one run, where each of them goes, and findings in groups."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from iki_lint.errors import InputError
from iki_lint.output import Target, targets
from tests.test_cli import BAD, GOOD, run


@pytest.mark.parametrize(
    ("outputs", "expected"),
    [
        ([], [Target("text", None)]),
        (["json:a.json"], [Target("json", Path("a.json")), Target("text", None)]),
        (["a.txt"], [Target("text", Path("a.txt"))]),
        (["a.txt", "sarif:b"], [Target("text", Path("a.txt")), Target("sarif", Path("b"))]),
        (["C:\\laporan.json"], [Target("text", Path("C:\\laporan.json"))]),
        (["csv:C:\\laporan.csv"], [Target("csv", Path("C:\\laporan.csv")), Target("text", None)]),
        (["c:a", "Laporan:b", "2026-10:c"], [Target("text", Path(p)) for p in ("c:a", "Laporan:b", "2026-10:c")]),
        (["./json:a"], [Target("text", Path("json:a"))]),
    ],
)
def test_what_goes_where(outputs: list[str], expected: list[Target]) -> None:
    assert list(targets("text", outputs)) == expected


@pytest.mark.parametrize(("given", "near"), [("sarfi:x", "sarif"), ("markdwon:C:\\x", "markdown"), ("xml:a", "html")])
def test_a_misspelt_form_is_no_file(given: str, near: str, tmp_path: Path) -> None:
    done = run("check", BAD, "--output", given, cwd=tmp_path)

    assert (done.returncode, done.stdout, list(tmp_path.iterdir())) == (2, "", [])
    assert f"Mungkin maksudnya {near}. Berkas yang memang bernama begitu ditulis ./{given}." in done.stderr


def test_two_reports_never_share_a_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="dua laporan"):
        targets("text", ["json:a.json", "sarif:b/../a.json"])

    done = run("check", BAD, "--output", "json:a", "--output", "csv:a", "--lang", "en", cwd=tmp_path)

    assert (done.returncode, done.stdout, list(tmp_path.iterdir())) == (2, "", [])
    assert "two reports would be written to this file" in done.stderr


def test_several_reports_of_one_run(tmp_path: Path) -> None:
    args = [f"--output={form}:laporan.{form}" for form in ("json", "sarif", "junit")]

    done = run("check", BAD, "--format", "github", *args, cwd=tmp_path)

    assert done.returncode == 1
    assert done.stdout.count("\n::") == 4
    assert sorted(path.name for path in tmp_path.iterdir()) == ["laporan.json", "laporan.junit", "laporan.sarif"]
    assert len(json.loads((tmp_path / "laporan.json").read_text())["findings"]) == 5
    assert len(json.loads((tmp_path / "laporan.sarif").read_text())["runs"][0]["results"]) == 5
    assert ET.parse(tmp_path / "laporan.junit").getroot().get("failures") == "5"


def test_a_report_that_cannot_be_written_takes_no_other_with_it(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    args = ("--output", "json:tidak/ada.json", "--output", "csv:folder", "--output", "markdown:ada.md")

    done = run("check", GOOD, *args, cwd=tmp_path)

    assert done.returncode == 2
    assert done.stdout == "1 dokumen diperiksa, tidak ada temuan.\n"
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == ["tidak/ada.json", "folder"]
    assert done.stderr.count("berkas tidak dapat ditulis") == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ada.md", "folder"]


def test_a_file_that_cannot_be_written_is_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    (tmp_path / "a.csv" / "isi").write_text("lama")

    run("check", GOOD, "--output", "csv:a.csv", cwd=tmp_path)

    assert [path.name for path in tmp_path.rglob("*")] == ["a.csv", "isi"]


def test_a_document_starts_no_command_beside_the_report(tmp_path: Path) -> None:
    (tmp_path / "a.iki.yaml").write_text('skema: "iki/2\\n::error::jahat"\njenis: iki\n')

    done = run("check", "a.iki.yaml", "--format", "github", cwd=tmp_path)

    assert [line[:8] for line in done.stdout.splitlines()] == ["::error "]
    assert [line[:10] for line in done.stderr.splitlines()] == ["a.iki.yaml"]


def test_findings_by_rule_and_by_jabatan(tmp_path: Path) -> None:
    by_file = run("check", BAD).stdout
    by_rule = run("check", BAD, "--group-by", "rule").stdout
    by_jabatan = run("check", BAD, "--group-by", "jabatan").stdout
    titles = ["FRM004 pembilang-penyebut-berbeda (1)", "SBR001 sumber-data-kosong (1)"]

    assert [line for line in by_rule.splitlines() if line.endswith(" (1)")][:2] == titles
    assert by_jabatan == f"{BAD}: Kepala Seksi Pengujian Kendaraan Bermotor (5)\n\n{by_file}"
    assert run("check", BAD, "--group-by", "file").stdout == by_file


def test_statistics_count_the_rules(tmp_path: Path) -> None:
    text = Path(BAD).read_text()
    twice = text + text[text.index("          - nama: Terlaksananya") :].replace("sosialisasi", "rapat")
    (tmp_path / "d.iki.yaml").write_text(twice)

    done = run("check", "d.iki.yaml", "--select", "UKR001,SBR002", "--statistics", cwd=tmp_path)

    assert done.stdout.endswith(
        "\n\n2  UKR001  kesalahan   indikator-tidak-terukur\n1  SBR002  peringatan  sumber-data-terlalu-umum\n\n"
        "1 dokumen diperiksa, 3 temuan: 2 kesalahan, 1 peringatan.\n"
    )
    assert run("check", GOOD, "--statistics").stdout == "1 dokumen diperiksa, tidak ada temuan.\n"


@pytest.mark.parametrize(
    "command",
    [
        ("convert", "a.iki.yaml", "-o", "./a.iki.yaml"),
        ("diff", "a.iki.yaml", GOOD, "-o", "a.iki.yaml"),
        ("check", "a.iki.yaml", "--output", "html:a.iki.yaml"),
        ("check", ".", "--output", "a.iki.yaml"),
    ],
)
def test_no_report_replaces_the_document_it_is_about(command: tuple[str, ...], tmp_path: Path) -> None:
    source = tmp_path / "a.iki.yaml"
    source.write_bytes(Path(BAD).read_bytes())

    done = run(*command, cwd=tmp_path)

    assert done.returncode == 2
    assert "hasil hendak ditulis di atas dokumen sumbernya. Beri nama lain dengan -o." in done.stderr
    assert source.read_bytes() == Path(BAD).read_bytes()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize(("language", "words"), [("id", "ruang penyimpanan penuh"), ("en", "No space left on device")])
def test_a_report_that_does_not_fit_on_standard_output_is_told(language: str, words: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "iki_lint", "check", BAD, "--lang", language],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert done.returncode == 2
    assert words in done.stderr
