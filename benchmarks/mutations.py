"""Mutated documents through iki-lint, many of them: python benchmarks/mutations.py --format docx --count 100000.

A worker runs the command line on one document after the other; one that takes more than ten seconds of the processor,
dies or takes more than 1 GB is recorded and the worker replaced. Format, seed and number make the same document each
time: what a run names can be made again (`--from NUMBER --count 1 --keep FOLDER`), and a run can go on where another
ended (`--from`).
"""

from __future__ import annotations

import argparse
import multiprocessing
import re
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.mutate import MAKERS, SUFFIXES, mutant
from benchmarks.mutate.bases import bases
from benchmarks.mutate.trial import SECONDS, Ran, serve

MEMORY = 1 << 30
_RENEWED = 5_000  # a worker has a life of so many documents
_EVERY = 1_000
_STILL = 120.0  # seconds by the clock after which a worker that does nothing is given up


class Worker:
    """A process that tries documents of one format, replaced when it hangs, dies or has grown too large."""

    def __init__(self, form: str, seed: int) -> None:
        self._given = (form, bases(form), seed)
        self._process: multiprocessing.process.BaseProcess | None = None
        self._tried = 0

    def run(self, number: int) -> Ran:
        """What comes of the document of that number."""
        if self._process is None or self._tried % _RENEWED == 0:
            self.stop()
            self._start()
        self._tried += 1
        try:
            self._pipe.send(number)
            if self._pipe.poll(_STILL):
                ran: Ran = self._pipe.recv()
                if ran.memory > MEMORY:
                    self.stop()
                return ran
            code = -signal.SIGPROF
        except (EOFError, OSError):
            self._process.join()
            code = self._process.exitcode or 0
        self.stop()
        trouble = f"more than {SECONDS:.0f} seconds" if code == -signal.SIGPROF else "died"
        return Ran(number, code, SECONDS, 0, trouble)

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, *self._given), daemon=True)
        self._process.start()
        theirs.close()

    def stop(self) -> None:
        """End the process, whatever it does."""
        if self._process:
            self._process.kill()
            self._process.join()
            self._pipe.close()
            self._process = None


@dataclass
class Tally:
    """What came of many documents."""

    codes: Counter[int] = field(default_factory=Counter)
    failed: dict[str, list[int]] = field(default_factory=dict)
    slowest: Ran | None = None
    memory: int = 0
    seconds: float = 0.0

    def add(self, ran: Ran) -> bool:
        """Take one in; whether it failed."""
        self.codes[ran.code] += 1
        self.seconds += ran.seconds
        self.memory = max(self.memory, ran.memory)
        if self.slowest is None or ran.seconds > self.slowest.seconds:
            self.slowest = ran
        why = _why(ran)
        if why:
            self.failed.setdefault(why, []).append(ran.number)
        return bool(why)

    def table(self, form: str, seed: int, elapsed: float) -> Iterator[str]:
        """The figures, and each kind of failure with the numbers of its documents."""
        count, slowest = sum(self.codes.values()), self.slowest
        yield "| format | seed | documents | exit 0 | 1 | 2 | failed | slowest | memory | hours | per second |"
        yield "|---|---|---|---|---|---|---|---|---|---|---|"
        ended = " | ".join(f"{self.codes[code]:,}" for code in (0, 1, 2))
        slow = f"{slowest.seconds:.2f} s ({slowest.number})" if slowest else "–"
        failed = sum(map(len, self.failed.values()))
        yield (
            f"| {form} | {seed} | {count:,} | {ended} | {failed:,} | {slow} | {self.memory >> 20} MB "
            f"| {elapsed / 3600:.2f} | {count / max(elapsed, 1e-9):.1f} |"
        )
        for why, numbers in sorted(self.failed.items(), key=lambda item: -len(item[1])):
            yield f"{len(numbers)} × {why}: {', '.join(map(str, numbers[:8]))}"


def _why(ran: Ran) -> str:
    """What was wrong with a run, short enough to count; nothing where nothing was."""
    if ran.trouble:
        lines = [line for line in ran.trouble.strip().splitlines() if line.strip()]
        places = re.findall(r'iki_lint/([\w/]+\.py)", line (\d+)', ran.trouble)
        where = ":".join(places[-1]) if places else ""
        return f"exit {ran.code} {where} {lines[-1].strip()[:100]}"
    if ran.memory > MEMORY:
        return "memory"
    return "" if ran.code in (0, 1, 2) else f"exit {ran.code}"


def tried(form: str, numbers: Iterable[int], seed: int, keep: Path | None = None) -> Tally:
    """Try the documents of these numbers; those that fail are kept in a folder, where there is one."""
    tally, begin = Tally(), time.perf_counter()
    worker = Worker(form, seed)
    try:
        for count, number in enumerate(numbers, 1):
            if tally.add(worker.run(number)) and keep:
                data = mutant(form, bases(form), seed, number)
                keep.joinpath(f"{form}-{seed}-{number}{SUFFIXES[form]}").write_bytes(data)
            if count % _EVERY == 0:
                print("\n".join(tally.table(form, seed, time.perf_counter() - begin)), file=sys.stderr, flush=True)
    finally:
        worker.stop()
    return tally


def main() -> None:
    """Print the table; exit 1 where a document failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--format", choices=MAKERS, required=True)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", dest="first", type=int, default=0, metavar="NUMBER")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="write documents that fail there")
    given = parser.parse_args()
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
    begin = time.perf_counter()
    tally = tried(given.format, range(given.first, given.first + given.count), given.seed, given.keep)
    print("\n".join(tally.table(given.format, given.seed, time.perf_counter() - begin)))
    sys.exit(1 if tally.failed else 0)


if __name__ == "__main__":
    main()
