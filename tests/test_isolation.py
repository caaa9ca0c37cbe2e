"""What fails stays with its rule and its document: a check, a reader, a process."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from iki_lint import run
from iki_lint.packs import built_in
from iki_lint.plan import Plan
from iki_lint.report import FORMATS
from tests import fussy
from tests.conftest import HEADER
from tests.test_cli import run as command

FUSSY = ("gagal", "setengah", "dalam", "memori", "keluar", "alamat")
DOCUMENT = HEADER + "jabatan: [{nama: Camat}]\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two documents in the working folder."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.iki.yaml").write_text(DOCUMENT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_checks_that_raise_are_one_error_each_and_all_else_goes_on(folder: Path, jobs: str) -> None:
    env = fussy.install(folder, *FUSSY)
    args = ("check", "--format", "json", "--select", "RWL,STR002", "--jobs", jobs)

    runs = [command(*args, **env) for _ in range(2)]

    told = json.loads(runs[0].stdout)
    assert [done.returncode for done in runs] == [3, 3]  # what failed is not kept
    assert runs[0].stdout == runs[1].stdout
    assert sorted((each["path"], each["message"].split()[0]) for each in told["errors"]) == [
        (f"{name}.iki.yaml", f"RWL00{number}") for name in "ab" for number in range(1, 6)
    ]
    assert {each["rule"] for each in told["findings"]} == {"RWL002", "RWL006", "STR002"}
    assert "RWL003 gagal (kesalahan di dalam iki-lint)" in runs[0].stderr
    assert "\x1b" not in runs[0].stderr


@pytest.mark.parametrize("form", FORMATS)
def test_every_report_names_the_rule_that_failed_or_that_one_did(folder: Path, form: str) -> None:
    env = fussy.install(folder, "gagal")

    done = command("check", "a.iki.yaml", "--format", form, **env)

    assert done.returncode == 3
    assert ("RWL001" in done.stdout) or (form == "text" and "Aturan gagal 1 kali" in done.stdout)


def test_a_pack_that_ends_the_program_when_it_is_loaded_is_an_error(folder: Path) -> None:
    env = fussy.install(folder, "gagal")
    (folder / "lib" / "rewel" / "__init__.py").write_text("raise SystemExit(0)")

    done = command("check", "a.iki.yaml", **env)

    assert done.returncode == 2
    assert "“rewel”: SystemExit" in done.stderr


def test_what_fails_around_the_checks_is_an_error_of_the_document(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No document is known that does this; a summary that raises stands for it."""
    monkeypatch.setattr("iki_lint.plan.summary", lambda path, _: {}[path])

    report = run.check([folder], lambda: Plan(built_in()))

    assert [(crash.rule, crash.path) for crash in report.crashes] == [
        ("iki-lint", str(folder / f"{name}.iki.yaml")) for name in "ab"
    ]


def test_a_reader_that_raises_is_an_error_of_its_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_: str) -> None:
        raise RuntimeError("isi\x1b[2J\n" * 100)

    monkeypatch.setattr("iki_lint.readers.on_paper._BLOCKS", {".md": failing, ".pdf": failing})
    (folder / "c.pdf").touch()
    report = run.check([folder], lambda: Plan(built_in()))

    assert [(error.kind, Path(error.path).name) for error in report.errors] == [("failed", "c.pdf")]
    assert len(list(report.documents)) == 2
    assert len(str(report.errors[0])) < 400
