"""The peers: general linters for YAML and JSON Schema, installed into a folder of their own, and iki-lint itself."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from functools import cache
from pathlib import Path

from benchmarks.measuring import Command

ROOT = Path(__file__).parent.parent
PYTHON_TOOLS = ("yamllint", "check-jsonschema")
SPECTRAL = "@stoplight/spectral-cli@6.16"
YAMLLINT_CONFIG = "{extends: relaxed, rules: {line-length: disable}}"

FINDINGS = (0, 1)
"""How iki-lint may end: clean, or with findings; 2 and 3 are failures. A peer finds nothing in a clean corpus."""

Tool = Callable[[list[Path]], Command]
"""What checks these files."""


def installed(folder: Path) -> dict[str, Tool]:
    """The peers by name, installed where they are not yet; without npm there is no spectral, and stderr says so."""
    programs = folder / "venv" / "bin"
    if not all((programs / name).exists() for name in PYTHON_TOOLS):
        venv.create(folder / "venv", with_pip=True)
        _run([str(programs / "python"), "-m", "pip", "install", "-qq", *PYTHON_TOOLS])
    schema = ROOT / "iki_lint" / "document" / "iki-1.schema.json"
    yamllint = [str(programs / "yamllint"), "-d", YAMLLINT_CONFIG]
    by_schema = [str(programs / "check-jsonschema"), "--schemafile", str(schema)]
    tools: dict[str, Tool] = {"yamllint": _takes(yamllint), "check-jsonschema": _takes(by_schema)}
    if spectral := _spectral(folder / "npm"):
        ruleset = str(ROOT / "benchmarks" / "spectral.yaml")
        tools["spectral"] = _takes([spectral, "lint", "--ignore-unknown-format", "--ruleset", ruleset])
    return tools


def iki_lint(*options: str) -> Tool:
    """iki-lint with these options, as this Python has it."""
    command = [sys.executable, "-m", "iki_lint", "check", *options]
    return lambda files: Command([*command, *map(str, files)], FINDINGS)


@cache
def knows(option: str) -> bool:
    """Whether this iki-lint has the option; stderr says what is left out where it has not."""
    command = iki_lint("--help")([]).arguments
    usage = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    if option not in usage:
        print(f"left out: this iki-lint has no {option}", file=sys.stderr)
    return option in usage


def version(tool: Tool) -> str:
    """The number that a peer gives itself."""
    said = subprocess.run(
        [*tool([]).arguments, "--version"], capture_output=True, text=True, encoding="utf-8", check=True
    )
    return said.stdout.split()[-1]


def _takes(command: list[str]) -> Tool:
    return lambda files: Command([*command, *map(str, files)])


def _spectral(folder: Path) -> str | None:
    program = folder / "node_modules" / ".bin" / "spectral"
    if not program.exists():
        npm = shutil.which("npm")
        if npm is None:
            print("left out: spectral, since npm is not installed (it comes with Node.js)", file=sys.stderr)
            return None
        folder.mkdir(parents=True, exist_ok=True)
        _run([npm, "install", "--silent", "--no-fund", "--no-audit", "--prefix", str(folder), SPECTRAL])
    return str(program)


def _run(command: list[str]) -> None:
    if subprocess.run(command, stdout=sys.stderr, check=False).returncode:
        raise SystemExit(f"could not install: {' '.join(command)}")
