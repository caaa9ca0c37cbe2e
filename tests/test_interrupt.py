"""Ctrl-C and SIGTERM, sent to real runs while a check waits."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from iki_lint import output, run
from iki_lint.corpus.model import across
from iki_lint.packs import built_in
from iki_lint.plan import Plan
from tests import fussy
from tests.conftest import FIXTURES, HEADER
from tests.test_cli import run as command

BAD = (FIXTURES / "kecil" / "buruk.iki.yaml").read_text(encoding="utf-8")
WAITING = HEADER.replace("Perhubungan", "Tunggu tunggu") + "jabatan: [{nama: Camat}]\n"
MARKS = {
    "csv": "pemeriksaan dihentikan di sini",
    "github": "pemeriksaan dihentikan di sini",
    "gitlab": "pemeriksaan dihentikan di sini",
    "html": "Pemeriksaan dihentikan: laporan ini tidak lengkap.",
    "json": '"interrupted": true',
    "junit": "pemeriksaan dihentikan di sini",
    "markdown": "Pemeriksaan dihentikan: laporan ini tidak lengkap.",
    "sarif": '"exitCode": 130',
    "text": "Pemeriksaan dihentikan: laporan ini tidak lengkap.",
}
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A document with findings, one at which a check waits for a minute, and another."""
    (tmp_path / "a.iki.yaml").write_text(BAD, encoding="utf-8")
    (tmp_path / "b.iki.yaml").write_text(WAITING, encoding="utf-8")
    (tmp_path / "c.iki.yaml").write_text(WAITING, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def start(folder: Path) -> Iterator[Start]:
    """Begin a command in a process group of its own, and wait until so many checks wait."""
    begun: list[subprocess.Popen[str]] = []
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored, where the tests run in the background

    def begin(*args: str, waiting: int = 1, check: str = "menunggu") -> subprocess.Popen[str]:
        env = {**os.environ, **fussy.install(folder, check)}
        command = [sys.executable, "-m", "iki_lint", *args]
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=env, start_new_session=True)
        begun.append(process)
        while len(list(folder.glob("mulai-*"))) < waiting:
            assert process.poll() is None
            time.sleep(0.02)
        time.sleep(0.5)  # what came before has been taken in
        return process

    yield begin
    signal.signal(signal.SIGINT, before)
    for process in begun:
        with process:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """What a process that was told to end says, well before the check that waits would let it."""
    out, err = process.communicate(timeout=30)
    return process.returncode, out, err


def workers(folder: Path) -> list[int]:
    """The processes in which a check waits that are still there."""
    numbers = (int(path.name.partition("-")[2]) for path in folder.glob("mulai-*"))
    return [number for number in numbers if alive(number)]


def alive(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def gone(folder: Path) -> bool:
    """Whether all of them end, within a while."""
    for _ in range(500):
        if not workers(folder):
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_was_found_so_far_is_told_as_incomplete(start: Start, folder: Path, jobs: str, number: int) -> None:
    args = [part for form in MARKS if form != "json" for part in ("--output", f"{form}:laporan.{form}")]
    process = start("check", "--format", "json", "--jobs", jobs, "--no-cache", *args, ".", waiting=int(jobs))

    os.killpg(process.pid, number)
    code, out, err = ended(process)

    report = json.loads(out)
    assert code == 130
    assert err == (
        "b.iki.yaml: pemeriksaan dihentikan di sini, sesudah 1 dari 3 dokumen; laporan ini tidak lengkap. "
        "Jalankan lagi sampai selesai.\n"
    )
    assert (report["interrupted"], {f["path"] for f in report["findings"]}) == (True, {"a.iki.yaml"})
    assert MARKS["json"] in out
    for form in MARKS.keys() - {"json"}:
        assert MARKS[form] in (folder / f"laporan.{form}").read_text(encoding="utf-8"), form
    assert gone(folder)


def test_a_report_that_is_complete_does_not_say_otherwise(folder: Path) -> None:
    args = [part for form in MARKS if form != "json" for part in ("--output", f"{form}:laporan.{form}")]
    done = command("check", "a.iki.yaml", "--format", "json", *args)

    assert json.loads(done.stdout)["interrupted"] is False
    assert [form for form in MARKS.keys() - {"json"} if MARKS[form] in (folder / f"laporan.{form}").read_text()] == []


def test_ctrl_c_while_documents_are_compared_leaves_what_was_found_in_each(folder: Path) -> None:
    @across
    def stop(*_: object) -> Iterator[None]:
        raise KeyboardInterrupt
        yield

    rules = [replace(rule, check=stop) if rule.code == "KRP004" else rule for rule in built_in()]

    report = run.check([folder], lambda: Plan(tuple(rules)))

    assert report.interrupted
    assert [error.message() for error in report.errors if "sesudah 3 dari 3 dokumen" in error.message()] != []
    assert len(report.findings) > 5


def test_a_file_that_is_being_written_stays_as_it_was(folder: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"baru"
        raise KeyboardInterrupt

    (folder / "hasil").write_text("lama")
    before = sorted(folder.iterdir())

    with pytest.raises(KeyboardInterrupt):
        output.save(pieces(), folder / "hasil")

    assert ((folder / "hasil").read_text(), sorted(folder.iterdir())) == ("lama", before)


def test_a_second_ctrl_c_ends_it_at_once(start: Start, folder: Path) -> None:
    """The check here does not heed the first."""
    process = start("check", "--no-cache", "--jobs", "1", "b.iki.yaml", check="keras")

    os.kill(process.pid, signal.SIGINT)
    while not list(folder.glob("pertama-*")):
        assert process.poll() is None
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGINT)

    assert ended(process)[0] == -signal.SIGINT


def test_workers_do_not_outlive_a_run_that_is_killed(start: Start, folder: Path) -> None:
    process = start("check", "--no-cache", "--jobs", "2", ".", waiting=2)

    process.kill()
    process.wait()

    assert gone(folder)


@pytest.mark.parametrize(
    "args",
    [
        ("check", "--fix", "b.iki.yaml"),
        ("check", "--diff", "b.iki.yaml"),
        ("baseline", "."),
        ("diff", "a.iki.yaml", "b.iki.yaml", "-o", "hasil"),
    ],
)
def test_every_command_ends_with_a_word_and_leaves_its_files_alone(
    start: Start, folder: Path, args: tuple[str, ...]
) -> None:
    (folder / "iki-lint-baseline.json").write_text(
        '{"tool": "iki-lint baseline", "version": 1, "findings": []}', encoding="utf-8"
    )
    (folder / "hasil").write_text("lama")
    process = start(*args)
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}

    os.killpg(process.pid, signal.SIGINT)
    code, out, err = ended(process)

    assert (code, out, err) == (130, "", "iki-lint: dihentikan sebelum selesai.\n")
    assert before.items() <= {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}.items()
    assert [path.name for path in folder.iterdir() if path.name.startswith("tmp")] == []


def test_a_program_that_a_reader_has_begun_ends_with_it(
    start: Start, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that stands in the place of LibreOffice and, as that does, leaves its work to another process."""
    (folder / "bin").mkdir()
    office = folder / "bin" / "soffice"
    office.write_text(f"#!/bin/sh\nsleep 60 &\ntouch {folder}/mulai-$!\nwait\n")
    office.chmod(0o755)
    (folder / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    monkeypatch.setenv("PATH", f"{folder / 'bin'}:{os.environ['PATH']}")
    process = start("check", "--no-cache", "--jobs", "2", "a.doc", "a.iki.yaml")

    os.kill(process.pid, signal.SIGTERM)

    assert ended(process)[0] == 130
    assert gone(folder)
