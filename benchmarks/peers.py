"""Time and memory of iki-lint against general linters on the same files, and how both grow.

    python benchmarks/peers.py --tools FOLDER [--cases …] [--runs N] [--large N] [--growth N N] [--files N N]

FOLDER takes the peers: yamllint, check-jsonschema with iki-lint's own schema, and spectral with three rules. All run
in turn on one machine; the figures are medians, and ratios of them; MB is the peak of the largest process, not the sum
of several. The defaults are small; the full run is

    python benchmarks/peers.py --tools FOLDER --runs 5 --large 2000 --growth 250 1000 4000 --files 200 2000
"""

from __future__ import annotations

import argparse
import math
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.measuring import Measured, in_turn, measure
from benchmarks.tools import ROOT, Tool, iki_lint, installed, knows, version

SMALL, DECREE, BRANCH = 20, 40, 50
"""Jabatan in a small file, in a decree, and in each file where growth is measured over files."""


def main() -> None:
    """Print the tables of the cases asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tools", type=Path, required=True, help="folder of the peers; they are installed into it")
    parser.add_argument("--cases", nargs="+", choices=CASES, default=list(CASES))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--large", type=int, default=100, help="jabatan in the one large file")
    parser.add_argument("--growth", type=int, nargs="+", default=[50, 200], help="jabatan, from few to many")
    parser.add_argument("--files", type=int, nargs=2, default=[5, 20], help="how many files, few and many")
    given = parser.parse_args()
    if min(given.runs, given.large, *given.growth, *given.files) < 1 or len(set(given.growth)) < 2:
        parser.error("counts are 1 or more, and --growth takes at least two")
    peers = installed(given.tools.absolute())
    print("Peers:", ", ".join(f"{name} {version(tool)}" for name, tool in peers.items()), end="\n\n")
    with tempfile.TemporaryDirectory() as name:
        for case in given.cases:
            print(*CASES[case](Path(name), given, peers), "", sep="\n", flush=True)


def decree(folder: Path, given: argparse.Namespace, peers: dict[str, Tool]) -> list[str]:
    """One decree, from scratch and with a warm cache."""
    files = _corpus(folder / "decree", DECREE)
    tools = {"iki-lint --no-cache": iki_lint("--no-cache"), **peers}
    if knows("--cache-dir"):
        warm = iki_lint("--cache-dir", str(folder / "cache"))
        measure(warm(files))
        tools = {"iki-lint with a warm cache": warm, **tools}
    return _table(f"One decree of {DECREE} jabatan", _run(tools, files, given.runs))


def large(folder: Path, given: argparse.Namespace, peers: dict[str, Tool]) -> list[str]:
    """One large file, in one process."""
    files = _corpus(folder / "large", given.large)
    title = f"One file of {given.large} jabatan, one process"
    return _table(title, _run({"iki-lint": _alone(), **peers}, files, given.runs))


def growth(folder: Path, given: argparse.Namespace, peers: dict[str, Tool]) -> list[str]:
    """The slope of log CPU time, wall time and memory over log jabatan, all in one file and spread over files."""
    tools = {"iki-lint": _alone(), **peers}
    lines: list[str] = []
    for title, spread in (("in one file", False), (f"over files of {BRANCH}", True)):
        taken = [_run(tools, _sized(folder, size, spread=spread), given.runs) for size in given.growth]
        sizes = " | ".join(f"{size}: CPU s" for size in given.growth)
        rule = "|---" * (len(given.growth) + 4) + "|"
        lines += [f"Growth, {title}", "", f"| tool | {sizes} | CPU exponent | wall exponent | memory exponent |", rule]
        for tool in tools:
            figures = [(each[tool].cpu, each[tool].seconds, each[tool].megabytes) for each in taken]
            slopes = [_slope(given.growth, column) for column in zip(*figures, strict=True)]
            cells = [f"{number:.2f}" for number in (*(cpu for cpu, *_ in figures), *slopes)]
            lines.append(f"| {tool} | {' | '.join(cells)} |")
        lines.append("")
    return lines[:-1]


def many(folder: Path, given: argparse.Namespace, peers: dict[str, Tool]) -> list[str]:
    """Many small files by one process and by two, and what the first process holds as the files grow in number."""
    few, more = (_corpus(folder / f"files-{count}", SMALL, count) for count in given.files)
    if knows("--jobs"):
        tools = {f"iki-lint --jobs {jobs}": iki_lint("--no-cache", "--jobs", str(jobs)) for jobs in (1, 2)}
    else:
        tools = {"iki-lint": iki_lint("--no-cache")}
    tools |= peers
    before, after = (_run(tools, files, given.runs) for files in (few, more))
    lines = _table(f"{len(more)} files of {SMALL} jabatan", after)
    lines += [
        "",
        f"| first process's own peak | {len(few)} files MB | {len(more)} files MB | ratio |",
        "|---" * 4 + "|",
    ]
    for tool in tools:
        small, great = before[tool].own, after[tool].own
        lines.append(f"| {tool} | {small:.0f} | {great:.0f} | {_ratio(great, small)} |")
    return lines


def _alone() -> Tool:
    """iki-lint from scratch, in one process."""
    return iki_lint("--no-cache", *(("--jobs", "1") if knows("--jobs") else ()))


def _sized(folder: Path, size: int, *, spread: bool) -> list[Path]:
    """So many jabatan, in one file or over files."""
    if spread:
        return _corpus(folder / f"spread-{size}", BRANCH, max(1, round(size / BRANCH)))
    return _corpus(folder / f"one-{size}", size)


def _corpus(folder: Path, size: int, count: int = 1) -> list[Path]:
    """Made by another process: a child's peak would begin at what this one holds."""
    arguments = [str(folder), "--jabatan", str(size), "--files", str(count)]
    subprocess.run([sys.executable, str(ROOT / "benchmarks" / "corpus.py"), *arguments], check=True)
    return sorted(folder.glob("*.iki.yaml"))


def _run(tools: dict[str, Tool], files: list[Path], runs: int) -> dict[str, Measured]:
    print(f"… {len(files)} files: {', '.join(tools)}", file=sys.stderr)
    return in_turn({name: tool(files) for name, tool in tools.items()}, runs)


def _table(title: str, taken: dict[str, Measured]) -> list[str]:
    """A line a tool, then one for each of iki-lint's and each peer: how many times the peer's figures."""
    lines = [title, "", "| tool | s | CPU s | MB |", "|---" * 4 + "|"]
    lines += [f"| {name} | {one.seconds:.2f} | {one.cpu:.2f} | {one.megabytes:.0f} |" for name, one in taken.items()]
    lines += ["", "| ratio | time | CPU | memory |", "|---" * 4 + "|"]
    ours = [name for name in taken if name.startswith("iki-lint")]
    for name, peer in product(ours, [name for name in taken if name not in ours]):
        one, other = taken[name], taken[peer]
        ratios = (one.seconds / other.seconds, one.cpu / other.cpu, one.megabytes / other.megabytes)
        lines.append(f"| {name} ÷ {peer} | {' | '.join(f'{ratio:.2f}' for ratio in ratios)} |")
    return lines


def _slope(sizes: Sequence[int], figures: Sequence[float]) -> float:
    """The exponent e of figure = c · size^e, by least squares on the logarithms."""
    return statistics.linear_regression([math.log(size) for size in sizes], [math.log(f) for f in figures]).slope


def _ratio(above: float, below: float) -> str:
    return f"{above / below:.2f}" if below else "–"


CASES = {"decree": decree, "large": large, "growth": growth, "files": many}

if __name__ == "__main__":
    main()
