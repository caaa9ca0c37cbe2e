"""Many documents: in several processes, and again where nothing has changed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from iki_lint import cache, pool, run
from iki_lint.asked import Asked
from iki_lint.cache import Cache
from iki_lint.packs import built_in
from iki_lint.plan import Plan
from iki_lint.report import render
from iki_lint.report.model import Report, Style
from tests.conftest import FIXTURES
from tests.test_cli import run as command

SOURCES = sorted((FIXTURES / "dokumen").glob("*.iki.yaml"))[:3]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of documents, one of them broken, as the working folder; beside it the cache."""
    for path in (*SOURCES, FIXTURES / "kecil" / "buruk.iki.yaml"):
        shutil.copy(path, tmp_path)
    (tmp_path / "rusak.iki.yaml").write_text("jabatan: [\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IKI_LINT_CACHE_DIR", str(tmp_path / "simpanan"))
    return tmp_path


def said(*args: str) -> tuple[int, str, str]:
    done = command("check", "--format", "json", *args)
    return done.returncode, done.stdout, done.stderr


def known() -> list[Path]:
    return sorted(path for path in Path("simpanan").rglob("*") if path.is_file())


@pytest.mark.usefixtures("folder")
def test_the_same_is_said_with_and_without_a_cache_and_by_any_number_of_processes() -> None:
    plain = said("--no-cache", "--jobs", "1")

    assert plain[0] == 2
    assert not known()
    assert [said("--no-cache", "--jobs", "3"), said("--jobs", "2"), said("--jobs", "2"), said()] == [plain] * 4
    assert len(known()) == 5  # four documents, and what the configuration says


@pytest.mark.usefixtures("folder")
def test_what_has_not_changed_is_not_read_again() -> None:
    def forbidden() -> Plan:
        raise AssertionError

    def checked(plan: Callable[[], Plan]) -> Report:
        return run.check([Path("buruk.iki.yaml")], plan, Asked(None, cache=Cache(Path("simpanan"))).kept)

    first = checked(lambda: Plan(built_in()))
    again = checked(forbidden)

    assert len(first.findings) > 0
    assert list(again.findings) == list(first.findings)
    assert list(again.documents) == list(first.documents)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("changed", ["document", "language", "rules", "configuration", "pack"])
def test_what_a_finding_depends_on_is_part_of_its_name(changed: str) -> None:
    pack = yaml.safe_load((FIXTURES.parent / "rules" / "SBR002-sumber-data-terlalu-umum.yaml").read_text("utf-8"))
    pack |= {"code": "RMH001", "name": "rumah"}
    Path("rumah").mkdir()
    rule = Path("rumah", "RMH001.yaml")
    rule.write_text(yaml.safe_dump(pack))
    Path("iki-lint.yaml").write_text("packs: [rumah]\nignore: [FRM004]\n")
    before = said("buruk.iki.yaml")
    args: list[str] = []

    if changed == "document":
        text = Path("buruk.iki.yaml").read_text("utf-8")
        Path("buruk.iki.yaml").write_text(text.replace("sumber_data: Laporan", "sumber_data: Data"))
    elif changed == "language":
        args = ["--lang", "en"]
    elif changed == "rules":
        args = ["--select", "SBR,FRM"]
    elif changed == "configuration":
        Path("iki-lint.yaml").write_text("packs: [rumah]\nignore: [SBR002]\n")
    else:
        rule.write_text(yaml.safe_dump(pack | {"severity": "error"}))

    after = said("buruk.iki.yaml", *args)

    assert after != before
    assert after == said("buruk.iki.yaml", *args, "--no-cache")


@pytest.mark.usefixtures("folder")
def test_a_damaged_entry_costs_only_time() -> None:
    before = said()
    for number, path in enumerate(known()):
        path.write_bytes([b"", b"\x00" * 40, path.read_bytes()[:-1], b"x" * 10][number % 4])

    assert said() == before
    assert said() == before


@pytest.mark.usefixtures("folder")
def test_a_cache_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder")

    assert said("--cache-dir", str(tmp_path / "berkas" / "simpanan")) == said("--no-cache")


@pytest.mark.usefixtures("folder")
def test_what_the_configuration_lets_stand_in_vain_is_told_from_the_cache_too() -> None:
    asked = [
        {"aturan": "SBR002", "teks": "Laporan", "alasan": "a"},
        {"aturan": "FRM004", "teks": "tidak ada", "alasan": "b"},
    ]
    Path("iki-lint.yaml").write_text(yaml.safe_dump({"abaikan": asked}))

    first, again = said("buruk.iki.yaml"), said("buruk.iki.yaml")

    assert first == again
    assert first[1].count('"rule": "LNT001"') == 1


@pytest.mark.usefixtures("folder")
def test_clean_removes_what_is_kept_and_nothing_else() -> None:
    said()
    Path("simpanan", "milik-saya.txt").write_text("tetap")

    done = command("cache", "clean")

    assert (done.returncode, done.stdout) == (0, f"{Path('simpanan').resolve()}: 5 simpanan dihapus.\n")
    assert known() == [Path("simpanan", "milik-saya.txt")]


def test_the_oldest_entries_go_where_there_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "LIMIT", 256 * 1000)
    kept = Cache(tmp_path)

    for number in range(64):
        kept.put(f"aa{number:02x}0", bytes(100))

    assert sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()) <= 1000
    assert kept.get("aa3f0") == bytes(100)
    assert kept.get("aa000") is None


def test_only_patterns_of_words_load_spacy() -> None:
    program = f"import sys, runpy; sys.argv = ['iki-lint', 'check', '--no-cache', {str(SOURCES[0])!r}]\n"
    program += "try: runpy.run_module('iki_lint', run_name='__main__')\n"
    program += "finally: print('spacy' in sys.modules, file=sys.stderr)"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (1, "False\n")


def test_a_report_is_written_while_it_is_made(folder: Path) -> None:
    report = run.check([folder], lambda: Plan(built_in()))
    pieces = list(render("text", report, Style()))

    assert len(pieces) == len(report.findings) + 1


def _deadly(item: str) -> str:
    if item == "c":
        os.kill(os.getpid(), signal.SIGKILL)
    return item.upper()


def test_a_document_that_no_process_survives_takes_no_other_with_it() -> None:
    made = pool.each("abcdefghijklmnop", lambda _: None, lambda: _deadly, lambda item: f"{item} hilang", 2)

    assert "".join(made) == "ABc hilangDEFGHIJKLMNOP"
