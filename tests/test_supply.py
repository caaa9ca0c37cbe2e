"""What iki-lint is made of: what it needs, what CI installs, and whose it is."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / ".ci" / "lock.txt").read_text(encoding="utf-8")
LICENCES = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")


def requirements(*lists: list[str]) -> list[Requirement]:
    return [Requirement(each) for given in lists for each in given]


def imported(path: Path) -> set[str]:
    """The names at the top of all modules that a file imports."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = [name.name for node in nodes if isinstance(node, ast.Import) for name in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    return {name.partition(".")[0] for name in names}


def test_every_package_that_is_needed_is_used_and_every_one_that_is_used_is_named() -> None:
    modules = set().union(*map(imported, (ROOT / "iki_lint").rglob("*.py")))
    known = packages_distributions()
    used = {canonicalize_name(known[name][0]) for name in modules - sys.stdlib_module_names - {"iki_lint"}}
    project = PROJECT["project"]
    named = requirements(project["dependencies"], project["optional-dependencies"]["dask"])

    assert used == {canonicalize_name(each.name) for each in named}
    assert [str(each) for each in named if not each.specifier] == []


def test_the_lock_holds_all_that_is_asked_for_in_a_version_that_fits() -> None:
    """Where this fails, `bash .ci/lock` writes it anew."""
    locked = dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", LOCK, re.MULTILINE))
    project = PROJECT["project"]
    extras = project["optional-dependencies"].values()
    asked = requirements(project["dependencies"], *extras, PROJECT["build-system"]["requires"])

    assert [str(each) for each in asked if not each.specifier.contains(locked[canonicalize_name(each.name)])] == []


def test_every_package_of_the_lock_has_its_hashes() -> None:
    entries = re.split(r"\n(?=[a-z0-9])", LOCK)

    assert [entry.split()[0] for entry in entries if "==" in entry and "--hash=sha256:" not in entry] == []


def test_every_file_of_data_has_its_licence() -> None:
    named = set(re.findall(r"`kata/([^`]+)`", LICENCES))

    assert named == {path.name for path in (ROOT / "rules" / "kata").iterdir()}


def test_every_file_of_the_tests_and_of_the_pages_has_its_licence() -> None:
    """By its name, or by a pattern that it falls under."""
    patterns = re.findall(r"`((?:fixtures|docs)/[^`]+)`", LICENCES)
    listed = subprocess.run(["git", "ls-files", "fixtures", "docs/gambar"], cwd=ROOT, capture_output=True, text=True)
    paths = [Path(name) for name in listed.stdout.splitlines()]
    folders = [Path(pattern).parent for pattern in patterns]

    assert [str(path) for path in paths if not any(path.is_relative_to(folder) for folder in folders)] == []
    assert len(paths) > 40


def test_what_it_needs_to_run_says_its_licence() -> None:
    said = subprocess.run([sys.executable, ".ci/licences.py"], cwd=ROOT, capture_output=True, text=True, check=True)
    rows = [row.split(" | ") for row in said.stdout.splitlines()[2:]]

    assert {row[0].removeprefix("| ") for row in rows} >= {"click", "lxml", "numpy", "spacy"}
    assert {row[0] for row in rows if "GPL" in row[2] or "see its files" in row[2]} == set()
