"""Time and memory of reading a document of about 60 pages, by format, against a peer that only takes the text out.

    python benchmarks/readers.py [--runs N]

Needs LibreOffice, and docx2txt and xlsx2csv from PyPI. Peers and iki-lint run in turn, so that both see the same
machine; the figures are medians, and ratios of them.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PEERS = {
    ".docx": ("docx2txt", ["-c", "import sys, docx2txt; print(docx2txt.process(sys.argv[1]))"]),
    ".pdf": ("pdfplumber", ["-m", "pdfplumber.cli", "--format", "text"]),
    ".xlsx": ("xlsx2csv", ["-m", "xlsx2csv", "--all"]),
    ".md": ("markdown-it", ["-m", "markdown_it.cli.parse"]),
    ".doc": ("soffice", []),
}


@dataclass(frozen=True)
class Measured:
    """Seconds of wall time and megabytes at the peak."""

    seconds: float
    megabytes: float


def measure(command: list[str]) -> Measured:
    """One run of a command."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"failed: {' '.join(command)}")
    return Measured(time.perf_counter() - begin, usage.ru_maxrss / 1024)


def median(runs: list[Measured]) -> Measured:
    """The middle of several runs."""
    return Measured(statistics.median(r.seconds for r in runs), statistics.median(r.megabytes for r in runs))


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    print("| file | convert s | MB | peer | s | MB | time ratio | memory ratio |\n|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        # made by another process: a child's peak would begin at what this one holds
        subprocess.run([sys.executable, str(ROOT / "benchmarks" / "documents.py"), name], check=True)
        for path in (Path(name) / f"a{suffix}" for suffix in PEERS):
            ours, theirs = [], []
            peer, arguments = PEERS[path.suffix]
            command = [sys.executable, *arguments, str(path)] if arguments else _office(path)
            for _ in range(runs):
                ours.append(measure([sys.executable, "-m", "iki_lint", "convert", str(path)]))
                theirs.append(measure(command))
            own, other = median(ours), median(theirs)
            print(
                f"| {path.suffix} | {own.seconds:.2f} | {own.megabytes:.0f} | {peer} | {other.seconds:.2f} "
                f"| {other.megabytes:.0f} | {own.seconds / other.seconds:.1f} | {own.megabytes / other.megabytes:.1f} |"
            )


def _office(path: Path) -> list[str]:
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    return ["soffice", profile, "--headless", "--convert-to", "txt:Text", "--outdir", str(path.parent), str(path)]


if __name__ == "__main__":
    main()
