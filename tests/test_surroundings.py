"""Where the disk is full, a folder cannot be written, a stream is closed, or somebody else works on the same files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from iki_lint import run
from iki_lint.cli import mend
from iki_lint.errors import InputError
from iki_lint.packs import built_in
from iki_lint.plan import Plan
from tests.conftest import FIXTURES, HEADER
from tests.test_cli import run as command

BAD = FIXTURES / "kecil" / "buruk.iki.yaml"
WRONG = HEADER + "jabatan: [{nama: Camat, tugas: [melaksanakan aktifitas], fungsi: [membina]}]\n"
FULL = """
import resource
from iki_lint import cli, outcome
outcome._IN_MEMORY = 1
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
cli.entry()
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A document with findings and one that can be mended in the working folder, and no cache yet."""
    shutil.copy(BAD, tmp_path / "a.iki.yaml")
    (tmp_path / "b.iki.yaml").write_text(WRONG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IKI_LINT_CACHE_DIR", str(tmp_path / "simpanan"))
    return tmp_path


def full(*args: str, **env: str) -> subprocess.CompletedProcess[str]:
    """A run where no file takes a byte, as on a full disk; nothing is held in memory for want of one."""
    return subprocess.run(
        [sys.executable, "-c", FULL, *args],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **env},
    )


def shell(line: str, **env: str) -> subprocess.CompletedProcess[str]:
    """A line for bash, in which `$iki` is the command."""
    line = f'set -o pipefail; iki="{sys.executable} -m iki_lint"; {line}'
    return subprocess.run(
        ["bash", "-c", line], capture_output=True, text=True, errors="replace", check=False, env={**os.environ, **env}
    )


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_on_a_full_disk_all_is_found_and_reports_in_files_stay_as_they_were(folder: Path, jobs: str) -> None:
    (folder / "lama.json").write_text("lama")
    whole = command("check", "--format", "json", "--no-cache", ".")
    before = files(folder)

    done = full(
        "check", "--format", "json", "--output", "json:lama.json", "--output", "html:baru.html", "-j", jobs, "."
    )

    assert (done.returncode, json.loads(done.stdout)) == (2, json.loads(whole.stdout))
    assert sorted(done.stderr.splitlines()) == [
        f"{name}: berkas tidak dapat ditulis (berkas terlalu besar). Periksa folder dan hak aksesnya."
        for name in ("baru.html", "lama.json")
    ]
    assert files(folder) == before
    assert [path for path in folder.rglob("simpanan/*/*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("args", "name"),
    [
        (("check", "--fix", "b.iki.yaml"), "b.iki.yaml"),
        (("baseline", "."), "iki-lint-baseline.json"),
        (("convert", "a.iki.yaml", "-o", "c.yaml"), "c.yaml"),
        (("diff", "a.iki.yaml", "b.iki.yaml", "-o", "c.txt"), "c.txt"),
        (("review", "SK-IKI.docx", "-o", "c.docx"), "c.docx"),
        (("init",), "iki-lint.yaml"),
    ],
)
def test_on_a_full_disk_every_command_says_so_and_leaves_all_as_it_was(
    folder: Path, word: Path, args: tuple[str, ...], name: str
) -> None:
    shutil.copy(word, folder)
    before = files(folder)

    done = full(*args)

    assert done.returncode == 2
    assert f"{name}: berkas tidak dapat ditulis (berkas terlalu besar)" in done.stderr
    assert "Traceback" not in done.stderr
    assert files(folder) == before


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no device that is always full")
@pytest.mark.parametrize("args", ["check a.iki.yaml", "rules", "convert a.iki.yaml", "check b.iki.yaml --diff"])
def test_standard_output_on_a_full_disk_is_an_error(folder: Path, args: str) -> None:
    done = shell(f"$iki {args} > /dev/full")

    assert done.returncode == 2
    assert "ruang penyimpanan penuh" in done.stderr
    assert "Exception" not in done.stderr


def test_a_report_to_what_is_no_file_does_not_take_its_place(folder: Path) -> None:
    os.mkfifo(folder / "pipa")

    done = shell("cat pipa > dibaca & $iki check a.iki.yaml --output json:pipa > /dev/null; wait; cat dibaca")

    assert (folder / "pipa").is_fifo()
    assert json.loads(done.stdout)["version"] == 1


def test_who_reads_enough_ends_it_quietly(folder: Path) -> None:
    done = shell(f"$iki check {FIXTURES / 'dokumen' / 'longkali.iki.yaml'} --format json | head -1")

    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (141, "", 1)


@pytest.mark.parametrize("closed", [">&-", "<&- >&- 2>&-"])
def test_closed_streams_change_no_verdict(folder: Path, closed: str) -> None:
    done = shell(f"$iki check a.iki.yaml b.iki.yaml --output json:laporan.json {closed}")

    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert len(json.loads((folder / "laporan.json").read_text())["findings"]) > 5


@pytest.mark.parametrize("env", [{"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "cp1252"}, {"LC_ALL": "C"}])
def test_reports_are_utf_8_whatever_the_system_speaks(folder: Path, env: dict[str, str]) -> None:
    text = shell("$iki check a.iki.yaml 2>&1", **env)
    absent = shell("$iki check “tidak”.yaml > /dev/null", **env)

    assert "“Laporan kegiatan”" in text.stdout
    assert absent.returncode == 2
    assert "berkas tidak ada" in absent.stderr


def test_a_name_that_is_no_text_is_an_error_of_its_file(folder: Path) -> None:
    shutil.copy(BAD, os.fsencode(folder) + b"/\xff.iki.yaml")

    done = command("check", "--format", "json", ".")

    assert done.returncode == 2
    assert [each["path"] for each in json.loads(done.stdout)["errors"]] == ["\\xff.iki.yaml"]
    assert json.loads(done.stdout)["summary"]["documents"] == 2


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become somebody else")
@pytest.mark.parametrize("home", ["HOME=/tidak/ada", "-u HOME"])
def test_somebody_without_a_home_gets_the_same_and_no_file_anywhere(folder: Path, home: str) -> None:
    """User 54321 is nobody that the system knows; the folder, what is above it are not his."""
    folder.chmod(0o555)
    before = sorted(folder.rglob("*"))

    done = shell(
        f"env -u IKI_LINT_CACHE_DIR {home} setpriv --reuid 54321 --regid 54321 --clear-groups "
        "$iki check a.iki.yaml --output json:laporan.json"
    )

    assert done.returncode == 2
    assert done.stdout.endswith("1 dokumen diperiksa, 5 temuan: 3 kesalahan, 1 peringatan, 1 catatan.\n")
    assert (
        done.stderr == "laporan.json: berkas tidak dapat ditulis (tidak diizinkan). Periksa folder dan hak aksesnya.\n"
    )
    assert sorted(folder.rglob("*")) == before


def test_runs_at_once_on_one_cache_one_report_and_one_document_do_no_damage(folder: Path) -> None:
    alone = shell("$iki check --fix . --format json --no-cache 2> /dev/null").stdout
    mended = files(folder)
    (folder / "b.iki.yaml").write_text(WRONG, encoding="utf-8")

    done = shell(
        "for i in 1 2 3; do $iki check --fix . --format json --output html:bersama.html > $i.json & done; wait"
    )

    assert done.returncode == 0
    assert {(folder / f"{number}.json").read_text(encoding="utf-8") for number in range(1, 4)} == {alone}
    assert mended.items() <= files(folder).items()
    assert (folder / "bersama.html").read_text(encoding="utf-8").endswith("</html>")
    assert [path.name for path in folder.rglob("tmp*")] == []


def test_a_document_that_has_changed_while_it_was_mended_is_left_alone(folder: Path) -> None:
    mended = next(run.mend([folder / "b.iki.yaml"], Plan(built_in()), unsafe=False))
    (folder / "b.iki.yaml").write_text("skema: iki/1\n", encoding="utf-8")

    with pytest.raises(InputError, match="berubah selama dikerjakan"):
        mend._save(mended)

    assert (folder / "b.iki.yaml").read_text(encoding="utf-8") == "skema: iki/1\n"
