"""The command as a user runs it: in a process of its own, from a folder of its own."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from jsonschema import Draft202012Validator

from iki_lint import cli
from iki_lint.cli import main
from iki_lint.files import find
from tests.conftest import FIXTURES, HEADER

GOOD = str(FIXTURES / "kecil" / "baik.iki.yaml")
BAD = str(FIXTURES / "kecil" / "buruk.iki.yaml")
KEYS = {
    "rule", "name", "severity", "message", "path", "pointer", "line", "column", "end_line", "end_column", "place",
    "jabatan", "excerpt", "suggestion", "fix", "related",
}  # fmt: skip


def run(*args: str, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "iki_lint", *args],
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**{k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS")}, **env},
        check=False,
    )


def report(*args: str, cwd: Path | None = None) -> dict[str, Any]:
    done = run("check", "--format", "json", *args, cwd=cwd)
    loaded: dict[str, Any] = json.loads(done.stdout)
    return loaded


def test_a_clean_document_exits_0() -> None:
    done = run("check", GOOD)

    assert (done.returncode, done.stdout, done.stderr) == (0, "1 dokumen diperiksa, tidak ada temuan.\n", "")


def test_the_text_report_to_the_letter(tmp_path: Path) -> None:
    (tmp_path / "d.iki.yaml").write_text(Path(BAD).read_text())

    done = run("check", "d.iki.yaml", "--select", "FRM004,SBR002", cwd=tmp_path)

    assert done.returncode == 1
    assert (
        done.stdout
        == """\
d.iki.yaml:11:76: kesalahan FRM004 pembilang-penyebut-berbeda
  Pembilang menghitung “Jumlah kendaraan bermotor yang lulus uji berkala”, penyebut menghitung “jumlah kecamatan”:
  populasinya berbeda.
   |
11 |             formulasi: 'Jumlah kendaraan bermotor yang lulus uji berkala : jumlah kecamatan x 100%'
   |                                                                            ^^^^^^^^^^^^^^^^
  = terkait: d.iki.yaml:11:25: Jumlah kendaraan bermotor yang lulus uji berkala
  = saran: Jadikan penyebut keseluruhan dari yang dihitung pembilang, atau ganti kata ukurnya (misalnya rasio atau
    rata-rata) bila memang membandingkan dua hal.

d.iki.yaml:12:26: peringatan SBR002 sumber-data-terlalu-umum
  Sumber data “Laporan kegiatan” tidak menyebut data tertentu.
   |
12 |             sumber_data: Laporan kegiatan
   |                          ^^^^^^^^^^^^^^^^
  = saran: Sebutkan laporan atau survei apa: isinya, penyusunnya, atau periodenya, misalnya “Laporan SKM semester I dan
    II”.

1 dokumen diperiksa, 2 temuan: 1 kesalahan, 1 peringatan.
"""
    )


def test_english() -> None:
    done = run("check", BAD, "--lang", "en", "--select", "FRM004")

    assert "error FRM004" in done.stdout
    assert "The numerator counts" in done.stdout
    assert done.stdout.endswith("1 document checked, 1 finding: 1 error.\n")


def test_json_has_every_key_of_the_contract() -> None:
    found = report(BAD)

    assert found["version"] == 1
    assert found["summary"] == {"documents": 1, "error": 3, "warning": 1, "info": 1}
    assert all(set(finding) == KEYS for finding in found["findings"])
    assert [(f["rule"], f["pointer"], f["line"]) for f in found["findings"]] == [
        ("FRM004", "/jabatan/0/kinerja/0/indikator/0", 11),
        ("SBR002", "/jabatan/0/kinerja/0/indikator/0", 12),
        ("SBR001", "/jabatan/0/kinerja/0/indikator/1", 13),
        ("UKR001", "/jabatan/0/kinerja/0/indikator/1", 13),
        ("UKR005", "/jabatan/0/kinerja/0/indikator/1", 13),
    ]
    first = found["findings"][0]
    assert (first["column"], first["end_line"], first["end_column"]) == (76, 11, 92)
    assert first["jabatan"] == "Kepala Seksi Pengujian Kendaraan Bermotor"
    assert first["excerpt"] == "jumlah kecamatan"
    assert first["related"] == [
        {
            "path": BAD,
            "pointer": "/jabatan/0/kinerja/0/indikator/0/formulasi",
            "line": 11,
            "excerpt": "Jumlah kendaraan bermotor yang lulus uji berkala",
        }
    ]


@pytest.mark.parametrize(
    ("args", "rules"),
    [
        (["--select", "SBR"], {"SBR001", "SBR002"}),
        (["--select", "sbr002"], {"SBR002"}),
        (["--select", "sumber-data-kosong,FRM"], {"SBR001", "FRM004"}),
        (["--select", "SBR", "--select", "UKR001"], {"SBR001", "SBR002", "UKR001"}),
        (["--ignore", "SBR,UKR001"], {"FRM004", "UKR005"}),
        (["--select", "SBR", "--ignore", "SBR001"], {"SBR002"}),
    ],
)
def test_select_and_ignore(args: list[str], rules: set[str]) -> None:
    assert {f["rule"] for f in report(BAD, *args)["findings"]} == rules


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ([], 1),
        (["--fail-on", "error"], 1),
        (["--fail-on", "never"], 0),
        (["--select", "SBR002"], 0),
        (["--select", "SBR002", "--fail-on", "warning"], 1),
        (["--select", "SBR002", "--fail-on", "info"], 1),
        (["--no-cache"], 1),
    ],
)
def test_exit_codes(args: list[str], code: int) -> None:
    assert run("check", BAD, *args).returncode == code


def test_one_broken_file_never_stops_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.iki.yaml").write_text("skema: [\n")
    (tmp_path / "b.iki.yaml").write_text(Path(BAD).read_text())
    (tmp_path / "c.iki.json").write_text("{")

    done = run("check", ".", "tidak-ada.iki.yaml", "--format", "json", cwd=tmp_path)

    found = json.loads(done.stdout)
    assert done.returncode == 2
    assert found["summary"]["documents"] == 1
    assert len(found["findings"]) == 5
    assert [(e["path"], e["line"]) for e in found["errors"]] == [
        ("a.iki.yaml", 2),
        ("c.iki.json", 1),
        ("tidak-ada.iki.yaml", None),
    ]
    assert [line.split(": ")[0] for line in done.stderr.splitlines()] == [
        "a.iki.yaml:2:1",
        "c.iki.json:1:2",
        "tidak-ada.iki.yaml",
    ]
    assert "Traceback" not in done.stderr


def test_the_same_file_named_twice_is_checked_once() -> None:
    assert report(BAD, BAD, str(Path(BAD).parent))["summary"]["documents"] == 2


@pytest.mark.parametrize(
    ("name", "begin", "taken"),
    [
        ("a.yaml", "# IKI\n---\nskema: iki/1\n", True),
        ("a.yaml", "\ufeffskema: iki/1\n", True),
        ("a.yaml", "  skema: iki/1\n  tahun: 2026\n", True),
        ("a.json", '{\n  "skema": "iki/1"\n}', True),
        ("a.json", '{"skema": "iki/1"}', True),
        ("a.iki.yaml", "tahun: 2026\n", True),
        ("a.yaml", "code: XYZ001\nexamples:\n- ok: |\n    skema: iki/1\n", False),
        ("a.yaml", "on: push\n", False),
    ],
)
def test_a_document_in_a_folder_says_so_of_itself(tmp_path: Path, name: str, begin: str, taken: bool) -> None:
    (tmp_path / name).write_text(begin, encoding="utf-8")

    assert find(tmp_path) == [tmp_path / name] * taken


def test_a_folder_without_documents_is_an_error(tmp_path: Path) -> None:
    done = run("check", str(tmp_path))

    assert done.returncode == 2
    assert "tidak ada dokumen di folder ini" in done.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["check", GOOD, "--select", "FRM04"], "Mungkin maksudnya FRM004"),
        (["check", GOOD, "--ignore", "xyz"], "tidak dikenal"),
        (["check", GOOD, "--format", "xml"], "xml"),
        (["explain", "SBR999"], "SBR999"),
        (["lint"], "lint"),
        (["check", GOOD, "--output", "tidak/ada/laporan.txt"], "tidak dapat ditulis"),
    ],
)
def test_usage_errors_exit_2(args: list[str], said: str) -> None:
    done = run(*args)

    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_output_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "laporan.json"
    target.write_text("lama")

    done = run("check", BAD, "--format", "json", "--output", str(target))

    assert (done.returncode, done.stdout) == (1, "")
    assert json.loads(target.read_text())["version"] == 1
    assert [p.name for p in tmp_path.iterdir()] == ["laporan.json"]


def _in_terminal(*args: str, **env: str) -> str:
    """What the command prints on a terminal."""
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "iki_lint", *args],
        stdout=follower,
        stderr=follower,
        env={**{k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS")}, **env},
    )
    os.close(follower)
    said = b""
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:  # Linux says so at the end of a terminal
            break
        if not part:
            break
        said += part
    process.wait()
    os.close(leader)
    return said.decode()


def test_colour_on_a_terminal_only() -> None:
    assert "\033[31mkesalahan\033[0m" in _in_terminal("check", BAD)
    assert "\033" not in _in_terminal("check", BAD, NO_COLOR="1")
    assert "\033" not in run("check", BAD).stdout


@pytest.mark.parametrize("columns", [40, 60, 100])
def test_the_width_of_a_narrow_terminal_is_kept(columns: int) -> None:
    said = run("check", "longkali.iki.yaml", cwd=FIXTURES / "dokumen", COLUMNS=str(columns)).stdout

    assert len(said.splitlines()) > 200
    assert [line for line in said.splitlines() if len(line) > columns] == []


def test_carets_stand_under_the_fault() -> None:
    lines = run("check", BAD, "--select", "FRM004", COLUMNS="60").stdout.splitlines()
    carets = next(line for line in lines if "^" in line)
    source = lines[lines.index(carets) - 1]

    assert source[carets.index("^") : carets.rindex("^") + 1] == "jumlah kecamatan"


def test_text_from_a_document_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "d.iki.yaml"
    path.write_text(HEADER + 'jabatan:\n- nama: "Camat \\e[2J\\u202e\\a"\n')

    assert not set("\x1b\u202e\x07") & set(run("check", str(path)).stdout)


def test_rules_explain_and_schema() -> None:
    table = run("rules").stdout
    explained = run("explain", "frm004").stdout
    schema = json.loads(run("schema").stdout)

    assert len(table.splitlines()) >= 39
    assert "FRM004  kesalahan" in table
    assert explained.startswith("FRM004 pembilang-penyebut-berbeda (kesalahan)\n")
    assert "^^^" in explained
    assert run("explain", "JBT", "--lang", "en").stdout.count("\nWhy:") == 7
    Draft202012Validator.check_schema(schema)


def test_the_configuration_is_found_upward(tmp_path: Path) -> None:
    (tmp_path / "iki-lint.yaml").write_text(
        "ignore: [SBR, UKR]\nfail-on: never\nlang: en\njabatan-resmi: [Kepala Seksi Terminal]\n"
    )
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)

    done = run("check", BAD, cwd=below)

    assert done.returncode == 0
    assert "error FRM004" in done.stdout
    assert "warning JBT003" in done.stdout
    assert "Kepala Seksi Terminal" in " ".join(done.stdout.split())
    assert "SBR" not in done.stdout


@pytest.mark.parametrize(
    ("content", "place", "said"),
    [
        ("ignor: [SBR]\n", "iki-lint.yaml:1:1", "ignor"),
        ("lang: id\nfail-on: parah\n", "iki-lint.yaml:2:1", "parah"),
        ("a: [\n", "iki-lint.yaml:2:1", "YAML"),
        ("packs: [aturan]\n", "aturan", "tidak ada folder"),
    ],
)
def test_a_wrong_configuration_is_named(tmp_path: Path, content: str, place: str, said: str) -> None:
    (tmp_path / "iki-lint.yaml").write_text(content)

    done = run("check", GOOD, cwd=tmp_path)

    assert done.returncode == 2
    assert place in done.stderr
    assert said in done.stderr


def test_a_pack_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "iki-lint.yaml").write_text("packs: [aturan]\n")
    (tmp_path / "aturan").mkdir()
    (tmp_path / "aturan" / "a.yaml").write_text(
        "code: XYZ001\nname: tanpa-target\nseverity: error\ncheck: struktur.no_indicator\n"
        "summary: {id: a, en: a}\nmessage: {id: 'kantor kami: {jabatan}', en: a}\nwhy: {id: a, en: a}\n"
        "suggestion: {id: a, en: a}\n"
    )
    (tmp_path / "d.iki.yaml").write_text(HEADER + "jabatan: [{nama: Camat}]\n")

    found = report("d.iki.yaml", "--select", "XYZ", cwd=tmp_path)["findings"]
    (tmp_path / "aturan" / "a.yaml").write_text("code: XYZ001\nname: [\n")
    broken = run("check", "d.iki.yaml", cwd=tmp_path)

    assert [(f["rule"], f["message"]) for f in found] == [("XYZ001", "kantor kami: Camat")]
    assert broken.returncode == 2
    assert "a.yaml:3:1" in broken.stderr


def test_every_command_and_option_has_help() -> None:
    context = click.Context(main)
    commands = [main.get_command(context, name) for name in main.list_commands(context)]

    assert len(commands) == 12
    for command in filter(None, commands):
        assert command.help
        assert all(p.help for p in command.params if isinstance(p, click.Option)), command.name


def test_exit_zero_pardons_findings_only(tmp_path: Path) -> None:
    done = run("check", BAD, "--exit-zero")
    lost = run("check", BAD, str(tmp_path / "tidak-ada.iki.yaml"), "--exit-zero")

    assert (done.returncode, lost.returncode) == (0, 2)
    assert done.stdout == run("check", BAD).stdout


def test_progress_is_shown_on_a_terminal_and_for_several_documents_only() -> None:
    assert "Memeriksa" in _in_terminal("check", GOOD, BAD)
    assert "Memeriksa" not in _in_terminal("check", BAD)
    assert "Memeriksa" not in run("check", GOOD, BAD).stderr


def test_a_command_that_is_mistyped_is_told_in_the_language_of_the_messages() -> None:
    indonesian, english = run("check", "--jobs", "x", LANG="de_DE.UTF-8"), run("check", "--lang", "en", "--jobs", "x")

    assert (indonesian.returncode, english.returncode) == (2, 2)
    assert "Kesalahan: Nilai '--jobs' / '-j' tidak sah: 'x' bukan bilangan bulat." in indonesian.stderr
    assert "Error: Invalid value for '--jobs' / '-j': 'x' is not a valid" in english.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("chek", "."), "Tidak ada perintah 'chek'. Mungkin yang dimaksud: iki-lint check, "),
        (("rule", "--lang", "en"), "No such command 'rule'. Did you mean iki-lint rules?"),
        ((str(GOOD),), f"Mungkin yang dimaksud: iki-lint check {GOOD}."),
        (("xyz",), "Tidak ada perintah 'xyz'.\n"),
    ],
)
def test_a_command_that_is_not_there_is_told_with_what_was_meant(args: tuple[str, ...], said: str) -> None:
    done = run(*args)

    assert done.returncode == 2
    assert said in done.stderr


def test_the_words_of_the_command_line_are_compiled_from_their_source() -> None:
    folder = Path(cli.__file__).parent / "bahasa" / "id" / "LC_MESSAGES"
    with (folder / "messages.po").open("rb") as source, (folder / "messages.mo").open("rb") as compiled:
        written, held = (
            {str(list(m.id)): "".join(m.string) for m in c if m.id} for c in (read_po(source), read_mo(compiled))
        )

    assert held == written
    assert len(held) > 30
