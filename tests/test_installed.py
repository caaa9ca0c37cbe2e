"""What is shipped: the wheel in an environment of its own, and the hooks under real pre-commit."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest
import yaml

from iki_lint import __version__
from tests.conftest import FIXTURES, ROOT

BAD = FIXTURES / "kecil" / "buruk.iki.yaml"
GOOD = FIXTURES / "kecil" / "baik.iki.yaml"
RULES = sorted(path.name for path in (ROOT / "rules").glob("*.yaml"))


def run(*args: object, cwd: Path, check: bool = True, **env: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [str(arg) for arg in args], cwd=cwd, env={**os.environ, **env}, capture_output=True, text=True, check=False
    )
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as a git repository of its own, as it stands in the working tree."""
    folder = tmp_path_factory.mktemp("project")
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    _commit(folder, "init")
    return folder


def _commit(folder: Path, message: str) -> None:
    if not (folder / ".git").exists():
        run("git", "init", "-q", "-b", "main", ".", cwd=folder)
        run("git", "config", "user.email", "uji@contoh.go.id", cwd=folder)
        run("git", "config", "user.name", "Uji", cwd=folder)
    run("git", "add", "-A", cwd=folder)
    run("git", "commit", "-q", "--no-verify", "-m", message, cwd=folder)


@pytest.fixture(scope="module")
def wheel(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the sdist."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, project, cwd=out)
    (sdist,) = out.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {Path(name).name for name in archive.getnames() if "/rules/" in name}
    assert set(RULES) <= names
    (built,) = out.glob("*.whl")
    return built


def test_the_wheel_holds_every_rule(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    assert sorted(Path(n).name for n in names if n.startswith("iki_lint/rules/") and n.count("/") == 2) == RULES


def test_the_wheel_holds_the_package_its_rules_and_licences_and_nothing_else(wheel: Path, project: Path) -> None:
    names = run("git", "ls-files", "iki_lint", "rules", cwd=project).stdout.splitlines()
    licences = ["LICENSE", "docs/licences.md", "rules/kata/kamus.GPL-3.txt", "rules/kata/kamus.LGPL-3.txt"]
    about = ["METADATA", "RECORD", "WHEEL", "entry_points.txt", *(f"licenses/{name}" for name in licences)]
    expected = [name if name.startswith("iki_lint/") else f"iki_lint/{name}" for name in names]
    expected += [f"iki_lint-{__version__}.dist-info/{name}" for name in about]

    assert sorted(zipfile.ZipFile(wheel).namelist()) == sorted(expected)


def test_the_same_sources_give_the_same_bytes(wheel: Path, project: Path, tmp_path: Path) -> None:
    """Another folder, other times, other permissions, another zone."""
    run("git", "clone", "-q", project, tmp_path / "lain", cwd=tmp_path)
    for path in (tmp_path / "lain").rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
        os.utime(path, (1_500_000_000, 1_500_000_000))

    args = ("-m", "build", "--no-isolation", "--outdir", tmp_path / "dist", tmp_path / "lain")
    run(sys.executable, *args, cwd=tmp_path, TZ="Asia/Jayapura")

    made = {path.name: path.read_bytes() for path in (tmp_path / "dist").iterdir()}
    assert made == {path.name: path.read_bytes() for path in wheel.parent.iterdir()}
    assert len(made) == 2


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that has nothing but the wheel."""
    folder = tmp_path_factory.mktemp("env")
    venv.create(folder, with_pip=True)
    run(folder / "bin" / "python", "-m", "pip", "install", "-q", wheel, cwd=folder)
    return folder / "bin"


def test_the_wheel_runs_where_there_is_no_checkout(environment: Path, tmp_path: Path) -> None:
    command = environment / "iki-lint"

    done = run(command, "check", BAD, "--format", "json", cwd=tmp_path, check=False)
    listed = run(command, "rules", cwd=tmp_path).stdout.splitlines()
    page = run(command, "check", GOOD, "--format", "html", cwd=tmp_path).stdout

    assert done.returncode == 1
    assert {f["rule"] for f in json.loads(done.stdout)["findings"]} >= {"FRM004", "SBR001", "SBR002", "UKR001"}
    assert len(listed) == len(RULES)
    assert "Layak ditandatangani" in page


def test_a_pack_in_a_package_of_its_own_is_found_where_it_is_installed(environment: Path, tmp_path: Path) -> None:
    shutil.copytree(FIXTURES / "paket-tirtamulya", tmp_path / "paket")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path, tmp_path / "paket", cwd=tmp_path)
    (pack,) = tmp_path.glob("*.whl")
    command = environment / "iki-lint"
    (tmp_path / "rusak").mkdir()
    broken = {"rusak.py": "import tidak_ada\n", "rusak-1.dist-info/METADATA": "Name: rusak\nVersion: 1\n"}
    broken["rusak-1.dist-info/entry_points.txt"] = "[iki_lint.packs]\nrusak = rusak\n"

    run(environment / "python", "-m", "pip", "install", "-q", "--no-deps", pack, cwd=tmp_path)
    done = run(command, "check", BAD, "--select", "TMY,SBR002", "--format", "json", cwd=tmp_path, check=False)
    tested = run(command, "test", "tirtamulya", cwd=tmp_path)
    explained = run(command, "explain", "TMY010", cwd=tmp_path)
    for name, content in broken.items():
        (tmp_path / "rusak" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "rusak" / name).write_text(content)
    failed = run(command, "check", BAD, cwd=tmp_path, check=False, PYTHONPATH=str(tmp_path / "rusak"))
    run(environment / "python", "-m", "pip", "uninstall", "-q", "-y", "iki-lint-tirtamulya", cwd=tmp_path)

    findings = json.loads(done.stdout)["findings"]
    assert {f["rule"] for f in findings} == {"TMY001", "SBR002"}
    assert {f["severity"] for f in findings if f["rule"] == "SBR002"} == {"error"}
    assert tested.stdout == "23 dari 23 contoh sesuai.\n"
    assert "^^^^" in explained.stdout
    assert failed.returncode == 2
    assert "“rusak”: ModuleNotFoundError: No module named 'tidak_ada'" in failed.stderr


@pytest.fixture(scope="module")
def hooks(project: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A repository of documents with all hooks installed."""
    folder = tmp_path_factory.mktemp("dokumen")
    revision = run("git", "rev-parse", "HEAD", cwd=project).stdout.strip()
    config = {
        "repos": [
            {
                "repo": str(project),
                "rev": revision,
                "hooks": [{"id": "iki-lint"}, {"id": "iki-lint-word"}, {"id": "iki-lint-all", "stages": ["manual"]}],
            }
        ]
    }
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    env = {"PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("cache"))}
    _commit(folder, "init")
    run(sys.executable, "-m", "pre_commit", "install", cwd=folder, **env)
    return folder, env


def test_the_hook_refuses_a_bad_commit_and_lets_a_good_one_through(hooks: tuple[Path, dict[str, str]]) -> None:
    folder, env = hooks

    (folder / "sk.iki.yaml").write_text(BAD.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "lain.yaml").write_text("hooks: []\n")
    run("git", "add", "-A", cwd=folder)
    refused = run("git", "commit", "-m", "buruk", cwd=folder, check=False, **env)
    (folder / "sk.iki.yaml").write_text(GOOD.read_text(encoding="utf-8"), encoding="utf-8")
    run("git", "add", "-A", cwd=folder)
    accepted = run("git", "commit", "-m", "baik", cwd=folder, check=False, **env)

    assert refused.returncode == 1
    assert "sk.iki.yaml:11:76: kesalahan FRM004" in refused.stdout + refused.stderr
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    assert run("git", "log", "--format=%s", cwd=folder).stdout.split() == ["baik", "init"]


def test_the_other_hook_checks_every_document(hooks: tuple[Path, dict[str, str]]) -> None:
    folder, env = hooks
    (folder / "lama.iki.yaml").write_text(BAD.read_text(encoding="utf-8"), encoding="utf-8")
    _commit(folder, "lama")
    arguments = (sys.executable, "-m", "pre_commit", "run", "iki-lint-all", "--hook-stage", "manual", "--files")

    refused = run(*arguments, "sk.iki.yaml", cwd=folder, check=False, **env)
    (folder / "lama.iki.yaml").unlink()
    accepted = run(*arguments, "sk.iki.yaml", cwd=folder, check=False, **env)

    assert refused.returncode == 1
    assert "lama.iki.yaml" in refused.stdout
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr


def test_the_hook_for_printed_documents_refuses_a_bad_one(hooks: tuple[Path, dict[str, str]], word: Path) -> None:
    folder, env = hooks
    shutil.copy(word, folder / "SK IKI.docx")
    (folder / "lain.txt").write_text("bukan dokumen\n")
    run("git", "add", "-A", cwd=folder)

    refused = run("git", "commit", "-m", "word", cwd=folder, check=False, **env)
    run("git", "reset", "-q", cwd=folder)
    (folder / "SK IKI.docx").unlink()

    assert refused.returncode == 1
    assert "SK IKI.docx: tabel " in refused.stdout + refused.stderr
    assert "lain.txt" not in refused.stdout + refused.stderr


def test_the_readme_names_every_hook() -> None:
    ids = [hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())]

    assert ids == ["iki-lint", "iki-lint-word", "iki-lint-all"]
    assert all(f"id: {name}" in (ROOT / "README.md").read_text(encoding="utf-8") for name in ids)
