"""Files and folders that are not what they seem, and that change while they are worked on."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from iki_lint.cli import main, mend
from iki_lint.errors import InputError
from iki_lint.files import documents
from iki_lint.fix import Mended
from iki_lint.plan import Plan
from iki_lint.readers import read
from iki_lint.report import FORMATS
from tests.conftest import HEADER
from tests.test_cli import BAD, GOOD, run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes, devices and links of Unix")
ODD = [os.fsdecode(name) for name in (b"a\nb", b"\x1b[2J", b"=cmd", b"::error::x", b"<b>", "é".encode())]


def told(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    done = run(*args, cwd=cwd)
    assert "Traceback" not in done.stderr
    assert "kesalahan di dalam" not in done.stderr
    return done


@pytest.mark.parametrize("name", ["a.iki.yaml", "a.iki.json", "a.txt", "a.docx", "a.xlsx", "a.pdf", "a.odt"])
def test_a_pipe_is_never_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    shutil.copy(GOOD, tmp_path / "b.iki.yaml")

    by_name = told("check", name, cwd=tmp_path)
    in_folder = told("check", ".", cwd=tmp_path)

    assert (by_name.returncode, "bukan berkas biasa" in by_name.stderr) == (2, True)
    assert in_folder.returncode == 0


def test_a_device_and_a_socket_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "a.iki.yaml").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as bound, pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        bound.bind("b.iki.yaml")

        done = told("check", "a.iki.yaml", "b.iki.yaml", cwd=tmp_path)

    assert done.returncode == 2
    assert "a.iki.yaml: bukan berkas biasa" in done.stderr
    assert "b.iki.yaml: berkas tidak dapat dibaca" in done.stderr


@pytest.mark.parametrize("place", ["iki-lint.yaml", "pyproject.toml", "paket/ABC001-a.yaml", "lama.json"])
def test_a_pipe_in_place_of_what_a_run_needs_is_never_waited_for(tmp_path: Path, place: str) -> None:
    (tmp_path / "paket").mkdir()
    if place.startswith("paket"):
        (tmp_path / "iki-lint.yaml").write_text("packs: [paket]\n")
    os.mkfifo(tmp_path / place)
    more = ["--baseline", place] if place == "lama.json" else []

    assert told("check", GOOD, *more, cwd=tmp_path).returncode in (0, 2)


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    (folder / "naik").symlink_to("..", target_is_directory=True)
    (folder / "diri").symlink_to("diri")
    (folder / "x.iki.yaml").symlink_to("y.iki.yaml")
    (folder / "y.iki.yaml").symlink_to("x.iki.yaml")
    shutil.copy(GOOD, folder / "sk.iki.yaml")

    whole = told("check", ".", cwd=tmp_path)
    by_name = told("check", "a/x.iki.yaml", "a/diri", cwd=tmp_path)

    assert (whole.returncode, whole.stdout) == (0, "1 dokumen diperiksa, tidak ada temuan.\n")
    assert by_name.returncode == 2
    assert "a/x.iki.yaml: berkas tidak dapat dibaca" in by_name.stderr


def test_a_link_out_of_the_folder_is_told_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "luar").mkdir()
    (tmp_path / "dalam").mkdir()
    shutil.copy(BAD, tmp_path / "luar" / "rahasia.iki.yaml")
    (tmp_path / "dalam" / "sk.iki.yaml").symlink_to("../luar/rahasia.iki.yaml")
    shutil.copy(GOOD, tmp_path / "dalam" / "asli.iki.yaml")
    (tmp_path / "dalam" / "lagi.iki.yaml").symlink_to("asli.iki.yaml")

    whole = told("check", "dalam", cwd=tmp_path)
    by_name = told("check", "dalam/sk.iki.yaml", cwd=tmp_path)

    assert whole.returncode == 2
    assert "dalam/sk.iki.yaml: tautan ke luar folder" in whole.stderr
    assert whole.stdout == "1 dokumen diperiksa, tidak ada temuan.\n"
    assert by_name.returncode == 1


@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0 and not shutil.which("setpriv"), reason="root reads all")
def test_a_folder_and_a_file_that_may_not_be_read_are_told(tmp_path: Path) -> None:
    shutil.copy(GOOD, tmp_path / "a.iki.yaml")
    (tmp_path / "tutup").mkdir()
    shutil.copy(GOOD, tmp_path / "tutup" / "b.iki.yaml")
    shutil.copy(GOOD, tmp_path / "c.yaml")
    (tmp_path / "tutup").chmod(0)
    (tmp_path / "c.yaml").chmod(0)
    seen = "import sys, pathlib, iki_lint.files as f\nfor each in f.find(pathlib.Path(sys.argv[1])): print(each)"
    drop = ["setpriv", "--bounding-set", "-all", "--inh-caps", "-all"] if os.geteuid() == 0 else []

    done = subprocess.run([*drop, sys.executable, "-c", seen, tmp_path], capture_output=True, text=True, check=False)
    (tmp_path / "tutup").chmod(0o700)

    assert done.returncode == 0, done.stderr
    assert f"{tmp_path}/tutup: berkas tidak dapat dibaca (tidak diizinkan)" in done.stdout
    assert f"{tmp_path}/c.yaml" in done.stdout


@pytest.mark.parametrize("form", FORMATS)
def test_odd_names_pass_through_every_report(tmp_path: Path, form: str) -> None:
    for name in ODD:
        (tmp_path / name).mkdir()
        shutil.copy(BAD, tmp_path / name / f"{name}.iki.yaml")

    shown = told("check", ".", "--format", form, cwd=tmp_path)
    written = told("check", ".", "--output", f"{form}:laporan", cwd=tmp_path)

    assert (shown.returncode, written.returncode) == (1, 1)
    assert "\x1b[2J" not in shown.stdout + shown.stderr + written.stderr
    assert (tmp_path / "laporan").stat().st_size > 100


def test_a_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    name = os.fsdecode(b"rusak\xff.iki.yaml")
    shutil.copy(BAD, tmp_path / name)

    for args in (["check", "."], ["check", name], ["convert", name], ["baseline", "."], ["diff", name, name]):
        done = told(*args, cwd=tmp_path)

        assert (done.returncode, "rusak\\xff.iki.yaml: nama berkas bukan teks" in done.stderr) == (2, True), args


def test_a_path_that_is_too_long_is_told(tmp_path: Path) -> None:
    done = told("check", "a" * 5_000 + ".iki.yaml", "b/" * 3_000 + "c.iki.yaml", cwd=tmp_path)

    assert (done.returncode, len(done.stderr.splitlines())) == (2, 2)


def test_a_path_given_twice_or_by_another_way_counts_once(tmp_path: Path) -> None:
    shutil.copy(GOOD, tmp_path / "a.iki.yaml")
    (tmp_path / "b.iki.yaml").symlink_to("a.iki.yaml")

    done = told("check", "a.iki.yaml", "./a.iki.yaml", ".", "b.iki.yaml", cwd=tmp_path)

    assert done.stdout == "1 dokumen diperiksa, tidak ada temuan.\n"


def test_a_file_that_vanishes_after_it_was_listed_is_told(tmp_path: Path) -> None:
    shutil.copy(GOOD, tmp_path / "a.iki.yaml")
    shutil.copy(GOOD, tmp_path / "b.iki.yaml")
    listed = list(documents([tmp_path], set()))
    (tmp_path / "a.iki.yaml").unlink()

    with pytest.raises(InputError, match="berkas tidak ada"):
        read(Path(str(listed[0])))


def test_a_word_file_that_changes_meanwhile_gets_no_comments(
    tmp_path: Path, word: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copy(word, tmp_path / "a.docx"))
    lint = Plan.lint

    def slow(plan: Plan, *given: Any) -> Any:
        path.write_bytes(b"PK")
        return lint(plan, *given)

    monkeypatch.setattr(Plan, "lint", slow)
    done = CliRunner().invoke(main, ["review", str(path), "-o", str(tmp_path / "b.docx")])

    assert done.exit_code == 2
    assert "berkas berubah selama dikerjakan" in done.output
    assert not (tmp_path / "b.docx").exists()


def test_what_was_written_meanwhile_is_not_overwritten_by_a_fix(tmp_path: Path) -> None:
    path = tmp_path / "a.iki.yaml"
    path.write_text(HEADER + "judul: x\n")

    with pytest.raises(InputError, match="berubah"):
        mend._save(Mended(str(path), HEADER, HEADER + "judul: y\n", 1))

    assert path.read_text() == HEADER + "judul: x\n"
