"""The corpora that speed and accuracy are measured on: the same for a seed, clean, and with only what was planted."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from argparse import Namespace
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import corpus, defects, found, peers
from benchmarks.measuring import Command, measure
from iki_lint.engine import lint
from iki_lint.packs import built_in
from iki_lint.readers import read
from tests.conftest import ROOT


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _findings(folder: Path) -> Counter[found.Fault]:
    return Counter(
        (path.name, finding.rule, finding.pointer)
        for path in folder.glob("*.iki.yaml")
        for finding in lint(read(path), built_in()).findings
    )


def test_a_corpus_is_the_same_for_the_same_seed_and_another_for_another(tmp_path: Path) -> None:
    for name, seed in (("one", 7), ("same", 7), ("other", 8)):
        corpus.write(tmp_path / name, 30, 2, seed, 0.5)
    one, same, other = (_contents(tmp_path / name) for name in ("one", "same", "other"))

    assert (one == same, one == other) == (True, False)


@pytest.mark.parametrize("size", [40, 61])
def test_a_clean_corpus_has_no_findings_and_is_valid(tmp_path: Path, size: int) -> None:
    corpus.write(tmp_path, size, seed=11)

    assert _findings(tmp_path) == Counter()


def test_every_fault_planted_is_found_and_nothing_else(tmp_path: Path) -> None:
    corpus.write(tmp_path, len(defects.KINDS) * 2, seed=3, rate=0.5)
    planted = found.planted(tmp_path)

    assert {code for _, code, _ in planted} == set(defects.KINDS)
    assert _findings(tmp_path) == planted


def test_no_text_of_an_indicator_stands_twice_in_a_clean_corpus() -> None:
    posts = corpus.document(0, 400, seed=1)["jabatan"]
    names = Counter(entry["nama"] for post in posts for row in post["kinerja"] for entry in row["indikator"])

    assert (len(posts), [name for name, count in names.items() if count > 1]) == (400, [])


def test_precision_and_recall_count_what_was_planted_and_what_was_said() -> None:
    right = Counter({("a", "X001", "/1"): 1, ("a", "X001", "/2"): 1})
    said = Counter({("a", "X001", "/1"): 1, ("a", "X002", "/3"): 2})

    assert found.table(right, said)[2:] == [
        "| X001 | 2 | 1 | 1 | 1.000 | 0.500 |",
        "| X002 | 0 | 2 | 0 | 0.000 | – |",
        "| all | 2 | 3 | 1 | 0.333 | 0.500 |",
    ]


def test_the_commands_write_a_corpus_and_compare_it(tmp_path: Path) -> None:
    for command in (["corpus.py", tmp_path, "--jabatan", "20", "--defects", "0.2"], ["found.py", tmp_path]):
        arguments = [str(argument) for argument in command[1:]]
        run = subprocess.run(
            [sys.executable, str(ROOT / "benchmarks" / str(command[0])), *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
    planted = json.loads((tmp_path / "planted.json").read_text(encoding="utf-8"))
    total = len(planted)

    assert run.stdout.splitlines()[-1] == f"| all | {total} | {total} | {total} | 1.000 | 1.000 |"


def test_a_corpus_larger_than_its_names_is_refused(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "corpus.py"), str(tmp_path), "--jabatan", "50001"]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)

    assert (run.returncode, "--jabatan from 1 to 50000" in run.stderr) == (2, True)


def test_an_exit_with_findings_is_measured_and_another_is_a_failure() -> None:
    ended = [Command([sys.executable, "-c", f"raise SystemExit({code})"], (0, 1)) for code in (1, 2)]
    seen = measure(ended[0])

    assert (seen.cpu > 0, seen.megabytes > 1) == (True, True)
    with pytest.raises(SystemExit, match="failed with 2"):
        measure(ended[1])


def test_memory_counts_children_and_tells_the_first_process_apart() -> None:
    child = "held = bytearray(100_000_000); import time; time.sleep(0.2)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}], check=True)"
    seen = measure(Command([sys.executable, "-c", parent]))

    assert (seen.megabytes > 95, seen.own < 95) == (True, True)


def test_iki_lint_and_a_peer_are_measured_on_the_same_decree(tmp_path: Path) -> None:
    def peer(files: list[Path]) -> Command:
        return Command([sys.executable, "-c", "import sys; open(sys.argv[1]).read()", *map(str, files)])

    lines = peers.decree(tmp_path, Namespace(runs=1), {"peer": peer})
    shape = [re.sub(r"\d+(\.\d+)?", "N", line) for line in lines]

    assert shape[0] == "One decree of N jabatan"
    assert {"| iki-lint --no-cache | N | N | N |", "| peer | N | N | N |"} <= set(shape)
    assert shape[-1] == "| iki-lint --no-cache ÷ peer | N | N | N |"


def test_time_that_grows_with_the_square_has_the_exponent_two() -> None:
    slope = peers._slope([250, 1000, 4000], [0.5, 8.0, 128.0])

    assert slope == pytest.approx(2.0)
