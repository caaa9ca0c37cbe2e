"""`iki-lint init`, and the gates that it and the repository offer, against the schemas of those who read them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from iki_lint import __version__
from iki_lint.config_schema import SCHEMA
from tests.conftest import ROOT
from tests.test_cli import BAD, GOOD, run

GITHUB = ".github/workflows/iki-lint.yml"


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _check_schema(name: str, *files: Path) -> str:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{name}", *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


@pytest.mark.parametrize(
    ("args", "files"),
    [
        ([], {"iki-lint.yaml"}),
        (["--pre-commit"], {"iki-lint.yaml", ".pre-commit-config.yaml"}),
        (["--github"], {"iki-lint.yaml", GITHUB}),
        (["--gitlab", "--pre-commit"], {"iki-lint.yaml", ".gitlab-ci.yml", ".pre-commit-config.yaml"}),
    ],
)
def test_it_writes_what_is_asked_and_says_so(tmp_path: Path, args: list[str], files: set[str]) -> None:
    done = run("init", *args, cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert _files(tmp_path) == files
    assert set(re.findall(r"^Ditulis: (.*)$", done.stdout, re.MULTILINE)) == files
    assert done.stdout.count("Langkah berikut: ") == len(files)


def test_the_configuration_is_valid_as_it_is_and_with_every_line_in_use(tmp_path: Path) -> None:
    run("init", cwd=tmp_path)
    text = (tmp_path / "iki-lint.yaml").read_text(encoding="utf-8")
    used = yaml.safe_load(re.sub(r"^# (?=  |[a-z-]+:( |$))", "", text, flags=re.MULTILINE))

    checked = run("check", GOOD, cwd=tmp_path)
    Draft202012Validator(SCHEMA).validate(used)

    assert checked.returncode == 0
    assert set(used) == set(SCHEMA["properties"]) - {"lang", "packs", "rules"}


def test_nothing_is_written_where_one_file_is_there_already(tmp_path: Path) -> None:
    (tmp_path / ".gitlab-ci.yml").write_text("lama: {script: [ls]}\n")

    done = run("init", "--github", "--gitlab", cwd=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert ".gitlab-ci.yml: berkas sudah ada dan tidak diubah" in done.stderr
    assert "tambahkan sendiri:\ninclude:" in done.stderr
    assert _files(tmp_path) == {".gitlab-ci.yml"}


@pytest.mark.parametrize("name", ["iki-lint.yaml", "pyproject.toml"])
def test_a_configuration_is_kept_whatever_its_form(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("[tool.iki-lint]\n" if name == "pyproject.toml" else "lang: id\n")

    refused = run("init", cwd=tmp_path)
    more = run("init", "--pre-commit", cwd=tmp_path)

    assert refused.returncode == 2
    assert f"{name}: berkas sudah ada" in refused.stderr
    assert (more.returncode, _files(tmp_path)) == (0, {name, ".pre-commit-config.yaml"})


def test_what_was_written_is_taken_back_where_the_rest_cannot_be(tmp_path: Path) -> None:
    (tmp_path / ".github").write_text("sebuah berkas")

    done = run("init", "--github", cwd=tmp_path)

    assert done.returncode == 2
    assert "tidak dapat ditulis" in done.stderr
    assert "Traceback" not in done.stderr
    assert _files(tmp_path) == {".github"}


def test_the_gates_satisfy_the_schemas_of_those_who_read_them(tmp_path: Path) -> None:
    run("init", "--github", "--gitlab", "--pre-commit", cwd=tmp_path)

    assert _check_schema("github-workflows", tmp_path / GITHUB) == "ok -- validation done"
    assert _check_schema("gitlab-ci", tmp_path / ".gitlab-ci.yml") == "ok -- validation done"
    assert _check_schema("gitlab-ci", ROOT / "templates" / "iki-lint.yml") == "ok -- validation done"
    assert _check_schema("github-actions", ROOT / "action.yml") == "ok -- validation done"


def test_the_gates_name_this_version_and_hooks_that_are_there(tmp_path: Path) -> None:
    run("init", "--github", "--gitlab", "--pre-commit", cwd=tmp_path)
    (repo,) = yaml.safe_load((tmp_path / ".pre-commit-config.yaml").read_text())["repos"]
    hooks = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}

    assert repo["rev"] == f"v{__version__}"
    assert {hook["id"] for hook in repo["hooks"]} <= hooks
    assert all(f"v{__version__}" in (tmp_path / name).read_text() for name in (GITHUB, ".gitlab-ci.yml"))
    assert not any("{version}" in path.read_text() for path in tmp_path.rglob("*") if path.is_file())


def _run_action(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The last step of the action, as a runner would run it."""
    step = yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"][-1]
    env = {name: inputs.get(re.search(r"inputs\.(\w+)", value)[1], "") for name, value in step["env"].items()}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(
        shell, cwd=folder, env={**os.environ, **env, "PATH": path}, capture_output=True, text=True, check=False
    )


def test_the_action_annotates_and_writes_sarif(tmp_path: Path) -> None:
    (tmp_path / "dua kata").mkdir()
    (tmp_path / "dua kata" / "sk.iki.yaml").write_text(Path(BAD).read_text(encoding="utf-8"))

    plain = _run_action(tmp_path, paths=".")
    full = _run_action(tmp_path, paths="dua kata\n", args="--select FRM004 --exit-zero", sarif="iki.sarif")

    assert (plain.returncode, plain.stderr) == (1, "")
    assert plain.stdout.count("file=dua kata/sk.iki.yaml") == 5
    assert (full.returncode, full.stdout.count("\n::") + full.stdout.startswith("::")) == (0, 1)
    assert '"version": "2.1.0"' in (tmp_path / "iki.sarif").read_text()


def test_what_is_given_to_the_action_is_no_shell(tmp_path: Path) -> None:
    done = _run_action(tmp_path, paths="$(touch jahat); touch jahat", args="`touch jahat`")

    assert done.returncode == 2
    assert _files(tmp_path) == set()


def test_the_gitlab_job_writes_its_reports(tmp_path: Path) -> None:
    job = yaml.safe_load((ROOT / "templates" / "iki-lint.yml").read_text())["iki-lint"]
    (tmp_path / "sk.iki.yaml").write_text(Path(BAD).read_text(encoding="utf-8"))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, **job["variables"], "PATH": path}

    done = subprocess.run(["bash", "-ec", *job["script"]], cwd=tmp_path, env=env, capture_output=True, check=False)

    assert done.returncode == 1
    assert _files(tmp_path) == {"sk.iki.yaml", *job["artifacts"]["reports"].values()}
