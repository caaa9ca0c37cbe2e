"""What a command costs: wall time, CPU time and memory, several commands in turn."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import threading
import time
from dataclasses import astuple, dataclass
from pathlib import Path

INTERVAL = 0.02
"""Seconds between two looks at a process's own peak."""


@dataclass(frozen=True, slots=True)
class Command:
    """What to run, and the exit codes that are no failure."""

    arguments: list[str]
    accepted: tuple[int, ...] = (0,)


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of wall and of CPU time, children's included; megabytes at the peak of the largest process of all, and
    of the first one alone (0 where the system does not say)."""

    seconds: float
    cpu: float
    megabytes: float
    own: float


def measure(command: Command) -> Measured:
    """One run of a command; SystemExit where it fails."""
    begin = time.perf_counter()
    process = subprocess.Popen(command.arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak, ended = [0.0], threading.Event()
    watch = threading.Thread(target=_watch, args=(process.pid, peak, ended))
    watch.start()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    ended.set()
    watch.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in command.accepted:
        raise SystemExit(f"failed with {process.returncode}: {' '.join(command.arguments)[:400]}")
    return Measured(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, peak[0])


def in_turn(commands: dict[str, Command], runs: int) -> dict[str, Measured]:
    """The median of each command's runs: A B C A B C …, so that all see the same machine."""
    taken: dict[str, list[Measured]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            taken[name].append(measure(command))
    return {name: median(several) for name, several in taken.items()}


def median(runs: list[Measured]) -> Measured:
    """The middle of several runs, of each figure by itself."""
    return Measured(*(statistics.median(figures) for figures in zip(*map(astuple, runs), strict=True)))


def _watch(process: int, peak: list[float], ended: threading.Event) -> None:
    """Keep the high-water mark of one process, which rusage does not tell from its children's."""
    status = Path(f"/proc/{process}/status")
    while not ended.wait(INTERVAL):
        try:
            found = re.search(r"VmHWM:\s+(\d+)", status.read_text(encoding="utf-8"))
        except OSError:
            return
        if found:
            peak[0] = int(found[1]) / 1024
