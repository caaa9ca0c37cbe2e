"""Documents examined on a cluster: two worker processes, one of which is killed half way."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster

from iki_lint import cluster, run
from iki_lint.asked import Asked
from iki_lint.errors import InputError
from iki_lint.report import Style, render
from tests import test_cli
from tests.conftest import FIXTURES

SHORT = ("kecil/buruk", "kecil/baik", "bersih/dishub", "dokumen/kelurahan")


@pytest.fixture(scope="module")
def local() -> Iterator[LocalCluster]:
    with LocalCluster(processes=True, n_workers=2, threads_per_worker=1, dashboard_address=":0") as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Documents, a file that is none, and among them one that another region has taken over whole (KRP001)."""
    monkeypatch.chdir(tmp_path)
    Path("d").mkdir()
    for source in (FIXTURES / f"{name}.iki.yaml" for name in SHORT):
        text = source.read_text(encoding="utf-8")
        for number in range(6):
            Path("d", f"{number}-{source.name}").write_text(f"# {number}\n{text}", encoding="utf-8")
    taken = text.replace("Mandalawangi", "Rawajaya")
    Path("d", "diambil.iki.yaml").write_text(taken, encoding="utf-8")
    Path("d", "rusak.iki.yaml").write_text("skema: [\n", encoding="utf-8")
    return tmp_path


def _json(crew: run.Crew | None = None, watch: run.Watch = iter) -> str:
    report = run.check([Path("d")], Asked(None).plan, crew=crew, watch=watch)
    return "".join(render("json", report, Style("id")))


def _killing(victim: int) -> run.Watch:
    """Every item in its turn; half way a process is killed."""

    def watch(items: list[Any]) -> Iterator[Any]:
        for number, item in enumerate(items):
            if number == len(items) // 2:
                os.kill(victim, signal.SIGKILL)
            yield item

    return watch


def test_a_worker_that_dies_half_way_changes_nothing(
    local: LocalCluster, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_LEAST", 4)
    victim = local.workers[0].pid
    with cluster.connected(local.scheduler_address) as crew:
        found = _json(crew, _killing(victim))

    assert '"KRP001"' in found
    assert found == _json()
    assert local.workers[0].pid != victim


def test_the_command_says_the_same_wherever_the_documents_are_examined(local: LocalCluster, folder: Path) -> None:
    args = ("check", "d/diambil.iki.yaml", "--corpus", "d", "--format", "json")
    here, *there = (
        test_cli.run(*args, *more, cwd=folder)
        for more in (["--no-cache"], *[["--cluster", local.scheduler_address, "--cache-dir", str(folder / "c")]] * 2)
    )

    assert (here.returncode, '"KRP001"' in here.stdout) == (2, True)
    assert [each.stdout for each in there] == [here.stdout] * 2
    assert len([*(folder / "c").rglob("*")]) > len([*(folder / "d").iterdir()])


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "zzz://127.0.0.1:9", "x", ""])
def test_where_no_scheduler_is_reached_that_is_told(address: str, folder: Path) -> None:
    done = test_cli.run("check", "d", "--cluster", address, cwd=folder)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"Kesalahan: {address}: penjadwal dask tidak dapat dihubungi di alamat ini. "
        "Periksa alamatnya (tcp://host:8786) dan apakah dask scheduler berjalan di sana.\n"
    )


def test_where_dask_is_not_installed_that_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(InputError) as caught, cluster.connected("tcp://127.0.0.1:8786"):
        pass

    assert caught.value.message("en") == (
        "--cluster needs dask.distributed, which is not installed. Install it: pip install 'iki-lint[dask]'."
    )


def test_without_workers_there_is_nobody_to_wait_for(folder: Path) -> None:
    with (
        LocalCluster(n_workers=0, dashboard_address=":0") as empty,
        pytest.raises(InputError) as caught,
        cluster.connected(empty.scheduler_address),
    ):
        pass

    assert (caught.value.kind, caught.value.values["folder"]) == ("workers", str(folder))
