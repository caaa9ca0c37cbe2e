"""Baselines: what is new is shown, whatever moved; what is recorded is kept true."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft4Validator

from iki_lint import baseline
from iki_lint import run as runs
from iki_lint.errors import InputError
from iki_lint.packs import built_in
from iki_lint.plan import Plan
from iki_lint.report import Recorded, Report
from tests import layouts
from tests.conftest import FIXTURES, HEADER
from tests.test_cli import run
from tests.test_sarif import SCHEMA

SOURCE = FIXTURES / "dokumen" / "bkpsdm.iki.yaml"
TEXT = SOURCE.read_text(encoding="utf-8")
ORDERED = frozenset({"EJA003", "EJA004", "SLN006", "SLN007", "SLN005", "CAS003"})
"""Rules that report the first or the later of several places, and so another where these change places."""


def _write_yaml(document: dict[str, Any], folder: Path) -> Path:
    path = folder / "a.iki.yaml"
    path.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=60), encoding="utf-8")
    return path


def _write_word(document: dict[str, Any], folder: Path) -> Path:
    layouts.write(layouts.printed(document), folder / "a.docx", layouts.LAYOUTS["typed"])
    return folder / "a.docx"


WRITERS = pytest.mark.parametrize("write", [_write_yaml, _write_word], ids=["yaml", "word"])
Writer = Callable[[dict[str, Any], Path], Path]


def _run(path: Path) -> Report:
    return runs.check([path], lambda: Plan(built_in()))


def _recorded(path: Path) -> baseline.Baseline:
    return baseline.record(_run(path), baseline.Baseline(path.parent / baseline.NAME, {}))


# what stays known


def test_moved_lines_are_nothing_new(tmp_path: Path) -> None:
    path = tmp_path / "a.iki.yaml"
    path.write_text(TEXT, encoding="utf-8")
    old = _recorded(path)
    path.write_text("# catatan\n\n" + TEXT.replace("\n", "\n\n"), encoding="utf-8")
    compared = baseline.compare(_run(path), old)

    assert compared.findings == ()
    assert compared.baseline is not None
    assert (len(compared.baseline.known), compared.baseline.gone) == (sum(old.counts.values()), ())
    assert len(compared.baseline.known) > 50


@WRITERS
def test_jabatan_in_another_order_are_nothing_new(write: Writer, tmp_path: Path) -> None:
    document = yaml.safe_load(TEXT)
    old = _recorded(write(document, tmp_path))
    document["jabatan"] = [*document["jabatan"][2:], *document["jabatan"][:2]]
    compared = baseline.compare(_run(write(document, tmp_path)), old)

    assert compared.baseline is not None
    assert len(compared.baseline.known) > 50
    assert {finding.rule for finding in compared.findings} <= ORDERED
    assert len(compared.findings) <= 3


@WRITERS
def test_a_new_mistake_is_shown_and_a_mended_one_gone(write: Writer, tmp_path: Path) -> None:
    document = yaml.safe_load(TEXT)
    path = write(document, tmp_path)
    old = _recorded(path)
    first = next(f for f in _run(path).findings if f.rule == "SBR002")
    _, _, post, _, row, _, number = first.pointer.split("/")[:7]
    indicator = document["jabatan"][int(post)]["kinerja"][int(row)]["indikator"][int(number)]
    indicator["sumber_data"] = "Semua Bidang"
    compared = baseline.compare(_run(write(document, tmp_path)), old)

    assert compared.baseline is not None
    assert [(f.rule, f.pointer, f.excerpt) for f in compared.findings] == [("SBR004", first.pointer, "Semua Bidang")]
    assert Recorded(path.name, "SBR002", first.jabatan or "", first.excerpt, 1) in compared.baseline.gone
    assert {record.excerpt for record in compared.baseline.gone} == {first.excerpt}


def test_one_more_of_the_same_is_new(tmp_path: Path) -> None:
    path = tmp_path / "a.iki.yaml"
    post = "  - nama: Kepala Seksi Terminal\n    unit: {}\n"
    path.write_text(HEADER + "jabatan:\n" + post.format("UPTD Satu"))
    old = _recorded(path)
    path.write_text(HEADER + "jabatan:\n" + post.format("UPTD Satu") + post.format("UPTD Dua"))
    compared = baseline.compare(_run(path), old)

    assert [(f.rule, f.pointer) for f in compared.findings if f.rule == "STR002"] == [("STR002", "/jabatan/1")]


def test_only_what_was_looked_at_can_be_gone(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.iki.yaml", "b.iki.yaml", "c.iki.yaml")]
    for path in paths:
        shutil.copy(FIXTURES / "kecil" / "buruk.iki.yaml", path)
    report = runs.check(paths, lambda: Plan(built_in()))
    old = baseline.record(report, baseline.Baseline(tmp_path / baseline.NAME, {}))
    paths[0].write_text((FIXTURES / "kecil" / "baik.iki.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    paths[2].unlink()
    some = tuple(rule for rule in built_in() if rule.family == "SBR")
    compared = baseline.compare(runs.check(paths[:1], lambda: Plan(some)), old).baseline
    rewritten = baseline.record(runs.check(paths[:1], lambda: Plan(some)), old)

    assert compared is not None
    assert {(each.path, each.rule[:3]) for each in compared.gone} == {("a.iki.yaml", "SBR"), ("c.iki.yaml", "SBR")}
    assert set(old.counts) - set(rewritten.counts) == {key for key in old.counts if key[1][:3] == "SBR"} - {
        key for key in old.counts if key[0] == "b.iki.yaml"
    }


# the file


def test_the_file_is_sorted_and_the_same_for_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.iki.yaml"
    path.write_text(TEXT, encoding="utf-8")
    old = _recorded(path)
    text = baseline.written(old)
    records = json.loads(text)["findings"]
    old.file.write_text(text, encoding="utf-8")

    assert json.loads(text)["version"] == 1
    assert records == sorted(records, key=lambda r: (r["path"], r["rule"], r["jabatan"], r["excerpt"]))
    assert baseline.load(old.file).counts == old.counts
    assert not {"line", "pointer", "message"} & {key for record in records for key in record}


GOOD = '{"tool": "iki-lint baseline", "version": 1, "findings": []}'


@pytest.mark.parametrize(
    ("content", "kind", "line"),
    [
        ("", "foreign", None),
        ("[", "json", 1),
        ("[]", "foreign", 1),
        ('{"version": 1,\n "findings": []}', "foreign", 1),
        (GOOD.replace("1", "2"), "foreign", 1),
        (GOOD.replace("[]", '[\n{"path": "a"}]'), "foreign", 2),
        (GOOD.replace("[]", '[{"path": "a", "rule": "b", "jabatan": "", "excerpt": "",\n "count": 0}]'), "foreign", 2),
    ],
)
def test_a_damaged_or_foreign_file_is_named(tmp_path: Path, content: str, kind: str, line: int | None) -> None:
    path = tmp_path / "b.json"
    path.write_text(content)

    with pytest.raises(InputError) as caught:
        baseline.load(path)

    assert (caught.value.path, caught.value.kind, caught.value.line) == (str(path), kind, line)
    for language in ("id", "en"):
        assert "{" not in caught.value.message(language).replace("{'", "")


# the commands


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a document and its baseline in a folder of its own."""
    (tmp_path / "sk").mkdir()
    (tmp_path / "ci").mkdir()
    shutil.copy(SOURCE, tmp_path / "sk")
    done = run("baseline", "sk", "-o", "ci/lama.json", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    return tmp_path


def test_the_exit_code_counts_what_is_new(project: Path) -> None:
    plain = run("check", "sk", cwd=project)
    known = run("check", "sk", "--baseline", "ci/lama.json", cwd=project)
    (project / "sk" / "baru.iki.yaml").write_text(HEADER + "jabatan:\n  - nama: Kepala Seksi Terminal\n")
    new = run("check", "sk", "--baseline", "ci/lama.json", cwd=project)
    count = len(json.loads((project / "ci" / "lama.json").read_text(encoding="utf-8"))["findings"])

    assert (plain.returncode, known.returncode, new.returncode) == (1, 0, 1)
    assert known.stdout.startswith("1 dokumen diperiksa, tidak ada temuan baru. ")
    assert int(known.stdout.split()[7]) >= count
    assert "baru.iki.yaml:5:11: kesalahan STR002" in new.stdout
    assert "bkpsdm" not in new.stdout


def test_paths_are_those_below_the_folder_of_the_baseline(project: Path) -> None:
    said = json.loads((project / "ci" / "lama.json").read_text(encoding="utf-8"))
    elsewhere = run("check", ".", "--baseline", "../ci/lama.json", cwd=project / "sk")

    assert {record["path"] for record in said["findings"]} == {"../sk/bkpsdm.iki.yaml"}
    assert (elsewhere.returncode, "tidak ada temuan baru" in elsewhere.stdout) == (0, True)


def test_a_baseline_in_the_configuration(project: Path) -> None:
    (project / "iki-lint.yaml").write_text("baseline: ci/lama.json\n")

    assert run("check", "sk", cwd=project).returncode == 0
    assert run("check", cwd=project / "sk").returncode == 0
    (project / "ci" / "lama.json").unlink()
    done = run("check", "sk", cwd=project)
    assert (done.returncode, done.stdout) == (2, "")
    assert "lama.json: berkas baseline tidak ada. Buat dengan: iki-lint baseline" in done.stderr
    assert "lama.json: " in run("baseline", "sk", cwd=project).stdout
    assert run("check", "sk", cwd=project).returncode == 0


def test_rewriting_takes_in_what_is_new_and_removes_what_is_gone(project: Path) -> None:
    text = TEXT.replace("prosentase", "persentase").replace("Prosentase", "Persentase")
    (project / "sk" / "bkpsdm.iki.yaml").write_text(text, encoding="utf-8")
    before = run("check", "sk", "--baseline", "ci/lama.json", "--statistics", cwd=project)
    again = run("baseline", "sk", "-o", "ci/lama.json", "--lang", "en", cwd=project)
    after = run("check", "sk", "--baseline", "ci/lama.json", "--statistics", cwd=project)

    assert "Temuan lama yang sudah tidak ada:\n  ../sk/bkpsdm.iki.yaml: " in before.stdout
    assert "gone)" in again.stdout or "removed as they are gone)" in again.stdout
    assert "sudah tidak ada" not in after.stdout
    assert "tidak ada temuan baru" in after.stdout


def test_a_file_that_is_no_baseline_is_never_overwritten(project: Path) -> None:
    (project / "paket.json").write_text('{"name": "bukan"}')
    done = run("baseline", "sk", "-o", "paket.json", cwd=project)

    assert (done.returncode, done.stdout) == (2, "")
    assert "paket.json:1:3: bukan berkas baseline" in done.stderr
    assert (project / "paket.json").read_text() == '{"name": "bukan"}'


def test_a_file_that_cannot_be_read_keeps_its_records(project: Path) -> None:
    before = (project / "ci" / "lama.json").read_text(encoding="utf-8")
    (project / "sk" / "bkpsdm.iki.yaml").write_text("skema: [\n")
    done = run("baseline", "sk", "-o", "ci/lama.json", cwd=project)

    assert done.returncode == 2
    assert "YAML" in done.stderr
    assert (project / "ci" / "lama.json").read_text(encoding="utf-8") == before


def test_json_and_sarif_tell_old_from_new(project: Path) -> None:
    text = TEXT.replace("jabatan:\n", "jabatan:\n  - nama: Kepala Seksi Terminal\n", 1)
    lines = text.splitlines(keepends=True)
    finding = next(f for f in _run(project / "sk" / "bkpsdm.iki.yaml").findings if f.rule == "SBR002")
    at = finding.span.line if finding.span else 0
    lines.insert(at, "# iki-lint: abaikan SBR002 -- judul resmi\n")
    (project / "sk" / "bkpsdm.iki.yaml").write_text("".join(lines), encoding="utf-8")
    outputs = ("--output", "sarif:a.sarif", "--output", "json:a.json", "--output", "html:a.html")
    assert run("check", "sk", "--baseline", "ci/lama.json", *outputs, cwd=project).returncode == 1
    found = json.loads((project / "a.json").read_text(encoding="utf-8"))
    sarif = json.loads((project / "a.sarif").read_text(encoding="utf-8"))
    results = sarif["runs"][0]["results"]
    states = [result["baselineState"] for result in results]

    assert list(Draft4Validator(SCHEMA).iter_errors(sarif)) == []
    assert {f["jabatan"] for f in found["findings"]} <= {"Kepala Seksi Terminal", None}
    assert states.count("new") == len(found["findings"]) > 0
    assert states.count("unchanged") == found["baseline"]["known"] + len(found["suppressed"])
    assert [r["baselineState"] for r in results if "suppressions" in r] == ["unchanged"]
    assert f"{found['baseline']['known']} temuan lama tidak ditampilkan." in (project / "a.html").read_text("utf-8")
    assert "baselineState" not in run("check", "sk", "--format", "sarif", cwd=project).stdout


def test_findings_about_suppressions_are_never_old(tmp_path: Path) -> None:
    text = HEADER + "jabatan:\n  - nama: Kepala Seksi Terminal  # iki-lint: abaikan STR002\n"
    (tmp_path / "a.iki.yaml").write_text(text)
    run("baseline", cwd=tmp_path)
    found = json.loads(run("check", "--baseline", baseline.NAME, "--format", "json", cwd=tmp_path).stdout)

    assert [f["rule"] for f in found["findings"]] == ["LNT002"]
    assert found["baseline"] == {"known": 1, "gone": []}
