"""Nothing of a working folder is run: its documents, and its configuration, come from strangers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import FIXTURES, HEADER

PLANTED = (
    "yaml", "click", "regex", "jinja2", "spacy", "docx", "openpyxl", "pdfplumber", "lxml", "msgspec", "Sastrawi",
    "jsonschema", "distributed", "sitecustomize", "usercustomize", "conftest", "concurrent", "multiprocessing", "csv",
    "tempfile", "difflib", "pickle", "platformdirs", "strangers",
)  # fmt: skip
COMMANDS = {
    "iki-lint": (str(Path(sys.executable).with_name("iki-lint")),),
    "python -m": (sys.executable, "-m", "iki_lint"),
    "python -P -m": (sys.executable, "-P", "-m", "iki_lint"),
}
RUNS = (("check", ".", "--jobs", "2", "--no-cache", "--format", "html"), ("check", "a.docx"), ("init",))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of documents with modules that leave a mark when they are loaded, and the metadata of a pack."""
    mark = f"open({str(tmp_path / 'dijalankan')!r}, 'a').write(__name__ + '\\n')\n"
    for name in PLANTED:
        (tmp_path / f"{name}.py").write_text(mark)
    metadata = tmp_path / "strangers-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: strangers\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text("[iki_lint.packs]\nstrangers = strangers\n")
    (tmp_path / "strangers.pth").write_text("import strangers\n")
    for name in ("a", "b", "c"):
        shutil.copy(FIXTURES / "kecil" / "buruk.iki.yaml", tmp_path / f"{name}.iki.yaml")
    (tmp_path / "a.docx").write_bytes(b"PK")
    return tmp_path


def _run(*command: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=100, env={**os.environ, **env})


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_no_python_of_the_working_folder_is_loaded(command: tuple[str, ...], folder: Path) -> None:
    for args in RUNS if command[1:2] != ("-P",) else RUNS[:1]:
        done = _run(*command, *args, cwd=folder)

        assert (done.returncode in (0, 1, 2), "Traceback" in done.stderr) == (True, False)
        assert not (folder / "dijalankan").exists(), args


@pytest.mark.parametrize("way", ["spawn", "forkserver"])
def test_nor_by_processes_that_are_started_anew(way: str, folder: Path) -> None:
    """As macOS, Windows and later versions of Python start them: by `python -c`, which looks in the working folder."""
    program = folder.parent / f"{folder.name}.py"
    program.write_text(
        "import multiprocessing, sys\n"
        "from iki_lint.cli import entry\n"
        "if __name__ == '__main__':\n"
        f"    multiprocessing.set_start_method({way!r})\n"
        "    sys.argv[1:] = ['check', '.', '--jobs', '2', '--no-cache']\n"
        "    entry()\n"
    )

    done = _run(sys.executable, str(program), cwd=folder)

    assert done.stdout.count("\na.iki.yaml:") > 0, done.stderr
    assert not (folder / "dijalankan").exists()


def test_a_folder_of_rules_brings_no_python(folder: Path) -> None:
    rule = (
        "code: XYZ001\nname: asing\nseverity: error\ncheck: {check}\nsummary: {{id: a, en: a}}\n"
        "message: {{id: a, en: a}}\nwhy: {{id: a, en: a}}\nsuggestion: {{id: a, en: a}}\n{more}"
    )
    (folder / "iki-lint.yaml").write_text("packs: [aturan]\n")
    (folder / "aturan").mkdir()
    (folder / "aturan" / "strangers.py").write_text((folder / "strangers.py").read_text())
    shutil.copy(folder / "strangers.py", folder / "aturan" / "__init__.py")
    for check, more in (
        ("strangers.check", ""),
        ("aturan.strangers.check", ""),
        ("os.system", ""),
        ("..strangers.check", ""),
        ("umum.finder", ""),
        ("umum.required", "options: {isian: !!python/object/apply:os.system ['touch dijalankan']}\n"),
        ("umum.required", "options: !!python/name:strangers.check\n"),
    ):
        (folder / "aturan" / "a.yaml").write_text(rule.format(check=check, more=more))

        done = _run(*COMMANDS["iki-lint"], "check", "a.iki.yaml", cwd=folder)

        assert (done.returncode, "Traceback" in done.stderr) == (2, False), (check, done.stderr)
        assert not (folder / "dijalankan").exists(), check


@pytest.mark.parametrize("path", ["", ".", ":/usr/bin", "aturan"])
def test_no_program_of_the_working_folder_is_run_as_libreoffice(path: str, folder: Path) -> None:
    for place in (folder, folder / "aturan"):
        place.mkdir(exist_ok=True)
        (place / "soffice").write_text(f"#!/bin/sh\ntouch {folder / 'dijalankan'}\n")
        (place / "soffice").chmod(0o755)
    (folder / "x.rtf").write_text("{\\rtf1 " + HEADER + "}")

    _run(*COMMANDS["python -m"], "check", "x.rtf", cwd=folder, PATH=path)

    assert not (folder / "dijalankan").exists()
