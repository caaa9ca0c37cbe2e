"""What the documents show is what the program does."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from iki_lint.config_schema import SCHEMA
from iki_lint.explain import index, page
from iki_lint.packs import built_in
from iki_lint.report import FORMATS
from tests.conftest import FIXTURES, ROOT
from tests.test_cli import run

README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "panduan.md").read_text(encoding="utf-8")
PAGES = sorted((ROOT / "docs" / "panduan").glob("*.md"))
REPORTS = (ROOT / "docs" / "laporan.md").read_text(encoding="utf-8")


def _output(command: str) -> str:
    args = shlex.split(command)
    assert args[0] == "iki-lint"
    done = subprocess.run(
        [sys.executable, "-m", "iki_lint", *args[1:]],
        cwd=ROOT,
        env={"COLUMNS": "100"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


def test_the_output_that_is_shown_is_real() -> None:
    pages = README + "".join(page.read_text(encoding="utf-8") for page in PAGES)
    shown = re.findall(r"<!-- output of: (.*?) -->\n```text\n(.*?)\n```", pages, re.DOTALL)

    assert len(shown) == 2
    for command, output in shown:
        assert _output(command).rstrip() == output


def test_the_readme_names_every_family() -> None:
    assert {rule.family for rule in built_in()} == set(re.findall(r"^\| ([A-Z]{3}) \|", README, re.MULTILINE))


def test_the_configuration_in_the_readme_is_valid() -> None:
    block = next(b for b in re.findall(r"```yaml\n(.*?)```", README, re.DOTALL) if "jabatan-resmi" in b)

    assert set(yaml.safe_load(block)) == set(SCHEMA["properties"])


@pytest.mark.parametrize("path", re.findall(r"\]\(([^)#:]+)\)", README))
def test_links_lead_somewhere(path: str) -> None:
    assert (ROOT / path).exists()


def test_commands_in_the_guide_exist() -> None:
    for command in re.findall(r"`iki-lint (\w+)", GUIDE):
        assert _output(f"iki-lint {command} --help")


@pytest.mark.parametrize("command", re.findall(r"^iki-lint (.*)", REPORTS, re.MULTILINE))
def test_commands_about_reports_do_what_is_said(command: str, tmp_path: Path) -> None:
    (tmp_path / "dokumen").mkdir()
    shutil.copy(FIXTURES / "kecil" / "buruk.iki.yaml", tmp_path / "dokumen")

    done = run(*shlex.split(command), cwd=tmp_path)

    assert (done.returncode, done.stderr) == (1, "")
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == set(
        re.findall(r"--output \w+:(\S+)", command)
    )


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_commands_of_a_page_work_one_after_another(path: Path, tmp_path: Path, word: Path) -> None:
    (tmp_path / "dokumen").mkdir()
    shutil.copy(FIXTURES / "kecil" / "buruk.iki.yaml", tmp_path / "dokumen" / "sk.iki.yaml")
    shutil.copy(word, tmp_path / "SK-IKI.docx")
    commands = re.findall(r"^ *iki-lint (.*)", path.read_text(encoding="utf-8"), re.MULTILINE)

    done = [run(*shlex.split(command), cwd=tmp_path) for command in commands]

    assert len(done) >= 4
    assert [each.args for each in done if each.returncode not in (0, 1) or "Error" in each.stderr] == []
    assert all((tmp_path / name).exists() for name in re.findall(r"(?:output |o |\w:)(\S+\.\w+)$", "\n".join(commands)))


def test_the_configuration_on_the_pages_is_valid() -> None:
    for path in PAGES:
        for block in re.findall(r"```yaml\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL):
            Draft202012Validator(SCHEMA).validate(yaml.safe_load(block))


def test_every_format_is_named() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", REPORTS, re.MULTILINE)) == set(FORMATS)


def test_every_key_of_the_json_report_is_told() -> None:
    report = json.loads(run("check", "fixtures/kecil/buruk.iki.yaml", "--format", "json", cwd=ROOT).stdout)

    assert set(re.findall(r"^- `(\w+)`:", REPORTS, re.MULTILINE)) == set(report)


def test_the_pages_of_the_rules_are_those_of_the_rules() -> None:
    """Where this fails, `python .ci/rule_docs.py` writes them anew."""
    written = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "rules").iterdir()}

    assert written == {"README.md": index(built_in()), **{f"{rule.code}.md": page(rule) for rule in built_in()}}
