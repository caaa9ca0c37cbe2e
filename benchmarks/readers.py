"""Time and memory of reading a document of about 60 pages, by format, against a peer that only takes the text out.

    python benchmarks/readers.py [--runs N]

Needs LibreOffice, and docx2txt and xlsx2csv from PyPI. Peers and iki-lint run in turn, so that both see the same
machine; the figures are medians, and ratios of them.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.measuring import Command, in_turn

ROOT = Path(__file__).parent.parent
PEERS = {
    ".docx": ("docx2txt", ["-c", "import sys, docx2txt; print(docx2txt.process(sys.argv[1]))"]),
    ".pdf": ("pdfplumber", ["-m", "pdfplumber.cli", "--format", "text"]),
    ".xlsx": ("xlsx2csv", ["-m", "xlsx2csv", "--all"]),
    ".md": ("markdown-it", ["-m", "markdown_it.cli.parse"]),
    ".doc": ("soffice", []),
}


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
            peer, arguments = PEERS[path.suffix]
            command = [sys.executable, *arguments, str(path)] if arguments else _office(path)
            ours = [sys.executable, "-m", "iki_lint", "convert", str(path)]
            own, other = in_turn({"ours": Command(ours), "theirs": Command(command)}, runs).values()
            print(
                f"| {path.suffix} | {own.seconds:.2f} | {own.megabytes:.0f} | {peer} | {other.seconds:.2f} "
                f"| {other.megabytes:.0f} | {own.seconds / other.seconds:.1f} | {own.megabytes / other.megabytes:.1f} |"
            )


def _office(path: Path) -> list[str]:
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    return ["soffice", profile, "--headless", "--convert-to", "txt:Text", "--outdir", str(path.parent), str(path)]


if __name__ == "__main__":
    main()
