"""How much of what was planted in a corpus iki-lint finds: python benchmarks/found.py FOLDER."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

Fault = tuple[str, str, str]
"""File, code, pointer."""


def planted(folder: Path) -> Counter[Fault]:
    """What planted.json says."""
    entries = json.loads((folder / "planted.json").read_text(encoding="utf-8"))
    return Counter((entry["file"], entry["code"], entry["pointer"]) for entry in entries)


def found(folder: Path) -> Counter[Fault]:
    """What iki-lint says, of any severity."""
    command = [sys.executable, "-m", "iki_lint", "check", "--no-cache", "--format", "json", "--exit-zero", str(folder)]
    report = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if report.returncode:
        raise SystemExit(report.stderr)
    findings = json.loads(report.stdout)["findings"]
    return Counter((Path(f["path"]).name, f["rule"], f["pointer"]) for f in findings)


def table(right: Counter[Fault], said: Counter[Fault]) -> list[str]:
    """A line a rule, then one for all: planted, found, both, precision and recall."""
    codes = sorted({code for _, code, _ in right | said})
    lines = ["| rule | planted | found | right | precision | recall |", "|---|---|---|---|---|---|"]
    for name in [*codes, "all"]:
        there, here, both = (
            sum(n for fault, n in some.items() if name in (fault[1], "all")) for some in (right, said, right & said)
        )
        lines.append(f"| {name} | {there} | {here} | {both} | {_share(both, here)} | {_share(both, there)} |")
    return lines


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


def main() -> None:
    """Print the table, and each fault that was missed or not planted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    if not (folder / "planted.json").exists():
        parser.error(f"{folder} has no planted.json: make the corpus with corpus.py --defects")
    right, said = planted(folder), found(folder)
    print("\n".join(table(right, said)))
    for label, rest in (("missed", right - said), ("not planted", said - right)):
        for file, code, pointer in sorted(rest):
            print(f"{label}: {code} {file} {pointer}")


if __name__ == "__main__":
    main()
