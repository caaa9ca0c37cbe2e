"""Suppressions with a reason: what they cover, what they never cover, and who hears of them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft4Validator

from iki_lint import config
from iki_lint.document.comments import comments
from iki_lint.engine import Result, lint
from iki_lint.errors import InputError
from iki_lint.packs import built_in
from iki_lint.readers import Loaded
from iki_lint.readers.tree import parse_yaml
from iki_lint.suppress import Policy, suppressible
from tests import layouts
from tests.conftest import FIXTURES, HEADER
from tests.test_cli import run
from tests.test_sarif import SCHEMA

LONGKALI = (FIXTURES / "dokumen" / "longkali.iki.yaml").read_text(encoding="utf-8")
DOCUMENT = f"""{HEADER}jabatan:
  - nama: Kepala Seksi Terminal
    kinerja:
      - sasaran: Meningkatnya ketertiban terminal
        indikator:
          - nama: Jumlah bus yang masuk terminal
            formulasi: Jumlah bus yang masuk terminal dalam satu tahun
            sumber_data: Laporan kegiatan
          - nama: Jumlah agen perjalanan yang tertib
            formulasi: Jumlah agen perjalanan yang tertib dalam satu tahun
            sumber_data: Laporan bulanan
  - nama: Kepala Seksi Angkutan
"""
Load = Callable[..., Loaded]


def _changed(old: str, new: str) -> str:
    assert DOCUMENT.count(old) == 1
    return DOCUMENT.replace(old, new)


def _pairs(result: Result) -> set[tuple[str, str]]:
    return {(f.rule, f.pointer) for f in result.findings}


# comments


def test_a_comment_is_never_inside_a_value() -> None:
    root = parse_yaml(
        "a: |  # satu\n  # bukan\n\n  # bukan\n# dua\nb: 'x # bukan'  # tiga\nc: \"y\n  # bukan\"\n"
        "d: p#bukan\n# empat\n\n# lima\ne:\n  -  # enam\n    q: [1, # tujuh\n      2]\n",
        "a.yaml",
    )
    assert root is not None

    found = [(comment.text, comment.target) for comment in comments(root)]

    assert found == [
        ("# satu", 1), ("# dua", 6), ("# tiga", 6), ("# empat", 11), ("# lima", 13), ("# enam", 15), ("# tujuh", 15),
    ]  # fmt: skip


def test_the_header_of_a_block_has_a_comment_whatever_ends_its_line() -> None:
    root = parse_yaml("a: |  # satu\r  # bukan\rb: x\r", "a.yaml")
    assert root is not None

    assert [comment.text for comment in comments(root)] == ["# satu"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Laporan kegiatan\n", "Laporan kegiatan  # iki-lint: abaikan SBR002 -- judul resmi\n"),
        ("            sumber_data: Laporan k", "# iki-lint: ignore SBR002 -- x\n            sumber_data: Laporan k"),
        ("Laporan kegiatan\n", "Laporan kegiatan  # IKI-LINT abaikan SBR002,FRM001--judul resmi\n"),
        ("Laporan kegiatan\n", ">-  # iki-lint: abaikan SBR002 -- x\n              Laporan kegiatan\n"),
        ("Laporan kegiatan\n", "Laporan\n              kegiatan  # iki-lint: abaikan SBR002 -- judul resmi\n"),
        ("sumber_data: Laporan k", "\n# iki-lint: abaikan SBR002 -- x\n# y\n            sumber_data: Laporan k"),
    ],
)  # fmt: skip
def test_a_comment_covers_the_value_on_its_line_or_below_it(load: Load, old: str, new: str) -> None:
    before, after = lint(load(DOCUMENT), built_in()), lint(load(_changed(old, new)), built_in())
    gone = ("SBR002", "/jabatan/0/kinerja/0/indikator/0")

    assert gone in _pairs(before)
    assert {pair for pair in _pairs(after) if pair[0] != "LNT001"} == _pairs(before) - {gone}
    assert [(s.finding.rule, s.finding.pointer, s.kind) for s in after.suppressed] == [(*gone, "inSource")]


@pytest.mark.parametrize(
    "new",
    [
        "  # iki-lint: abaikan SBR002 -- laporan ditetapkan bupati\n  - nama: Kepala Seksi Terminal\n",
        "  - nama: Kepala Seksi Terminal  # iki-lint: abaikan SBR002 -- laporan ditetapkan bupati\n",
        "  -  # iki-lint: abaikan SBR002 -- laporan ditetapkan bupati\n    nama: Kepala Seksi Terminal\n",
    ],
)
def test_a_comment_at_its_entry_covers_a_whole_jabatan(load: Load, new: str) -> None:
    result = lint(load(_changed("  - nama: Kepala Seksi Terminal\n", new)), built_in())

    assert {s.finding.pointer for s in result.suppressed} >= {f"/jabatan/0/kinerja/0/indikator/{i}" for i in (0, 1)}
    assert {s.finding.rule for s in result.suppressed} == {"SBR002"}
    assert ("STR002", "/jabatan/1") in _pairs(result)
    assert not [f for f in result.findings if f.rule == "LNT001"]


@pytest.mark.parametrize(
    "comment",
    [
        "# iki-lint: abaikan SBR002",
        "# iki-lint: abaikan SBR002 -- ",
        "# iki-lint: abaikan SBR002 --- ...",
        "# iki-lint: abaikan -- semuanya",
        "# iki-lint: abaikan semua -- semuanya",
        "# iki-lint: abaikan SBR -- keluarga",
        "# iki-lint: abaikan SBR002, SBR999 -- satu tidak dikenal",
        "# iki-lint: abaikan SBR002 FRM001 -- tanpa koma",
        "# iki-lint: disable SBR002 -- bukan kata kita",
        "# iki-lint: SBR002 -- tanpa kata",
    ],
)
def test_what_is_not_understood_suppresses_nothing_and_is_a_finding(load: Load, comment: str) -> None:
    before = lint(load(DOCUMENT), built_in())
    result = lint(load(_changed("Laporan kegiatan\n", f"Laporan kegiatan  {comment}\n")), built_in())
    wrong = [f for f in result.findings if f.rule == "LNT002"]

    assert result.suppressed == ()
    assert [(f.severity, f.excerpt) for f in wrong] == [("error", comment.strip())]
    assert _pairs(result) - {("LNT002", wrong[0].pointer)} == _pairs(before)


def test_a_suppression_after_a_blank_line_or_of_another_value_covers_nothing(load: Load) -> None:
    text = _changed(
        "            sumber_data: Laporan k",
        "            # iki-lint: abaikan SBR002 -- jauh\n\n            sumber_data: Laporan k",
    )
    result = lint(load(text), built_in())

    assert ("SBR002", "/jabatan/0/kinerja/0/indikator/0") in _pairs(result)
    assert [f.excerpt for f in result.findings if f.rule == "LNT001"] == ["# iki-lint: abaikan SBR002 -- jauh"]


def test_unused_is_told_only_of_rules_that_ran(load: Load) -> None:
    loaded = load(_changed("Laporan kegiatan\n", "Register bus  # iki-lint: abaikan SBR002, FRM001 -- x\n"))
    policy = Policy(suppressible(rule.code for rule in built_in()))
    some = [rule for rule in built_in() if rule.code in ("FRM001", "LNT001", "LNT002")]
    none = [rule for rule in built_in() if rule.family in ("LNT", "EJA")]

    assert [f.message.split()[2] for f in lint(loaded, some, "id", policy).findings] == ["FRM001"]
    assert lint(loaded, none, "id", policy).findings == ()


def test_rules_about_suppressions_are_not_suppressed(load: Load) -> None:
    text = _changed("Laporan kegiatan\n", "Laporan kegiatan  # iki-lint: abaikan LNT001 -- agar diam\n")

    assert [f.rule for f in lint(load(text), built_in()).findings if f.rule.startswith("LNT")] == ["LNT002"]


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_text_has_no_comments(load: Load, name: str) -> None:
    text = "Jabatan : Kepala Seksi Terminal\n\n# iki-lint: abaikan STR002 -- x\n\nTugas :\na. memimpin terminal\n"
    result = lint(load(text, name), built_in())

    assert ("STR002", "/jabatan/0") in _pairs(result)
    assert not [f for f in result.findings if f.rule.startswith("LNT")]


def test_comments_in_a_real_document_take_away_what_they_name_and_nothing_else(load: Load) -> None:
    before = lint(load(LONGKALI), built_in())
    lines = LONGKALI.splitlines()
    wanted = [f for f in before.findings if f.rule in ("FRM004", "SBR003", "UKR001") and "/kinerja/" in f.pointer]
    for finding in sorted(wanted, key=lambda f: -f.span.line if f.span else 0):
        assert finding.span is not None
        lines.insert(finding.span.line - 1, f"# iki-lint: abaikan {finding.rule} -- disepakati tim penyusun")
    after = lint(load("\n".join(lines)), built_in())

    assert len(wanted) >= 10
    assert {(s.finding.rule, s.finding.pointer) for s in after.suppressed} >= {(f.rule, f.pointer) for f in wanted}
    assert _pairs(after) | {(s.finding.rule, s.finding.pointer) for s in after.suppressed} == _pairs(before)
    assert not [f for f in after.findings if f.rule.startswith("LNT")]


# the configuration


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a Word file and the YAML file that it was made of."""
    (tmp_path / "sk").mkdir()
    shutil.copy(FIXTURES / "dokumen" / "longkali.iki.yaml", tmp_path / "sk")
    layouts.write(layouts.printed(yaml.safe_load(LONGKALI)), tmp_path / "sk" / "SK.docx", layouts.LAYOUTS["typed"])
    return tmp_path


def _checked(folder: Path, *args: str) -> Any:
    done = run("check", "sk", "--format", "json", *args, cwd=folder)
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


def _configured(folder: Path, text: str) -> None:
    (folder / "iki-lint.yaml").write_text(f"abaikan:\n{text}", encoding="utf-8")


def test_a_word_file_is_suppressed_by_address_or_by_words(project: Path) -> None:
    before = [f for f in _checked(project)["findings"] if f["path"].endswith(".docx")]
    first = next(f for f in before if f["rule"] == "FRM008")
    excerpt = first["excerpt"].upper().replace(" ", "   ")
    _configured(project, f"  - {{aturan: FRM008, berkas: '*.docx', teks: '{excerpt}', alasan: judul resmi}}\n"
                         "  - {aturan: [UKR001, EJA001], berkas: SK*, tempat: /jabatan/1, alasan: y}\n")  # fmt: skip
    found = _checked(project)
    suppressed = found["suppressed"]

    assert {(s["rule"], s["kind"], s["reason"]) for s in suppressed} <= {
        ("FRM008", "external", "judul resmi"), ("UKR001", "external", "y"), ("EJA001", "external", "y"),
    }  # fmt: skip
    assert (first["rule"], first["pointer"]) in {(s["rule"], s["pointer"]) for s in suppressed}
    assert all(s["pointer"].startswith("/jabatan/1/") for s in suppressed if s["rule"] != "FRM008")
    assert {s["path"] for s in suppressed} == {first["path"]}
    shown = [f for f in found["findings"] if f["path"].endswith(".docx")]
    assert len(shown) + len(suppressed) == len(before)
    assert not [s for s in shown if s["rule"] == "FRM008" and s["excerpt"] == first["excerpt"]]


def test_words_are_whole_words_and_addresses_whole_steps(project: Path) -> None:
    before = _checked(project)
    _configured(project, "  - {aturan: SBR002, teks: apor, alasan: x}\n"
                         "  - {aturan: EJA001, tempat: /jab, alasan: x}\n")  # fmt: skip
    after = _checked(project)
    unused = [f for f in after["findings"] if f["rule"] == "LNT001"]

    assert after["suppressed"] == []
    assert len(after["findings"]) == len(before["findings"]) + 2
    assert [(Path(f["path"]).name, f["line"]) for f in unused] == [("iki-lint.yaml", 2), ("iki-lint.yaml", 3)]


def test_a_configured_suppression_is_unused_only_where_its_rule_ran_on_its_file(project: Path) -> None:
    _configured(project, "  - {aturan: HKM001, berkas: lain.docx, teks: apa, alasan: x}\n"
                         "  - {aturan: HKM002, berkas: SK.docx, teks: apa, alasan: x}\n")  # fmt: skip

    assert [f["line"] for f in _checked(project)["findings"] if f["rule"] == "LNT001"] == [3]
    assert _checked(project, "--select", "FRM,LNT")["summary"]["warning"] > 0
    assert not [f for f in _checked(project, "--select", "FRM,LNT")["findings"] if f["rule"] == "LNT001"]


@pytest.mark.parametrize(
    ("entry", "line", "problem"),
    [
        ("  - aturan: SBR002\n    teks: x\n", 2, "alasan"),
        ("  - aturan: SBR002\n    teks: x\n    alasan: '  '\n", 4, "does not match"),
        ("  - aturan: SBR002\n    alasan: x\n", 2, "“tempat” atau “teks”"),
        ("  - aturan: SBR\n    teks: x\n    alasan: x\n", 2, "SBR"),
        ("  - aturan: SBR002\n    tempat: jabatan\n    alasan: x\n", 3, "jabatan"),
        ("  - aturan: SBR002\n    teks: x\n    alasan: x\n    sampai: 2027\n", 5, "sampai"),
        ("  - aturan: [SBR002, SBR999]\n    teks: x\n    alasan: x\n", 2, "SBR999"),
        ("  - aturan: LNT001\n    teks: x\n    alasan: x\n", 2, "LNT001"),
    ],
)
def test_a_wrong_entry_of_the_configuration_is_an_error_on_its_line(
    project: Path, entry: str, line: int, problem: str
) -> None:
    _configured(project, entry)
    done = run("check", "sk", cwd=project)

    assert (done.returncode, done.stdout) == (2, "")
    assert f"iki-lint.yaml:{line}:" in done.stderr
    assert problem in done.stderr


def test_a_configuration_without_suppressions_has_none(tmp_path: Path) -> None:
    path = tmp_path / "iki-lint.yaml"
    path.write_text("lang: en\n")

    assert config.load(path).suppressions == ()
    path.write_text("abaikan: [1]\n")
    with pytest.raises(InputError, match=r":1:11: konfigurasi"):
        config.load(path)


# reports


def test_every_report_of_a_run_with_suppressions(project: Path) -> None:
    text = LONGKALI.replace("\njabatan:\n", "\njabatan:\n  # iki-lint: abaikan EJA002 -- menurut naskah asli\n", 1)
    (project / "sk" / "longkali.iki.yaml").write_text(text, encoding="utf-8")
    _configured(project, "  - {aturan: FRM008, berkas: '*.docx', tempat: /jabatan, alasan: judul resmi}\n"
                         "  - {aturan: HKM001, teks: apa, alasan: x}\n")  # fmt: skip
    outputs = [
        arg for form in ("sarif", "json", "markdown", "html", "junit") for arg in ("--output", f"{form}:a.{form}")
    ]
    done = run("check", "sk", *outputs, cwd=project)
    found = json.loads((project / "a.json").read_text(encoding="utf-8"))
    sarif = json.loads((project / "a.sarif").read_text(encoding="utf-8"))
    results = sarif["runs"][0]["results"]
    said = f"{len(found['suppressed'])} temuan diabaikan dengan alasan."

    assert done.returncode == 1
    assert len(found["suppressed"]) > 3
    assert said in " ".join(done.stdout.split())
    assert said in (project / "a.markdown").read_text(encoding="utf-8")
    assert said in (project / "a.html").read_text(encoding="utf-8")
    assert "iki-lint.yaml" in (project / "a.html").read_text(encoding="utf-8")
    assert list(Draft4Validator(SCHEMA).iter_errors(sarif)) == []
    assert len(results) == len(found["findings"]) + len(found["suppressed"])
    assert [r["suppressions"] for r in results if "suppressions" in r] == [
        [{"kind": s["kind"], "justification": s["reason"]}] for s in found["suppressed"]
    ]
    assert {s["kind"] for s in found["suppressed"]} == {"inSource", "external"}


def test_a_suppressed_error_does_not_fail_the_run(tmp_path: Path) -> None:
    text = HEADER + "jabatan:\n  - nama: Kepala Seksi Terminal  # iki-lint: abaikan STR002 -- ditetapkan tersendiri\n"
    (tmp_path / "a.iki.yaml").write_text(text)
    done = run("check", "a.iki.yaml", cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "1 dokumen diperiksa, tidak ada temuan. 1 temuan diabaikan dengan alasan.\n"
    assert run("check", "a.iki.yaml", "--lang", "en", cwd=tmp_path).stdout.endswith("1 suppressed with a reason.\n")


def test_a_comment_that_stands_at_nothing_is_still_found(load: Load) -> None:
    result = lint(load(DOCUMENT + "\n# iki-lint: abaikan SBR002 -- di akhir berkas\n"), built_in())
    (unused,) = [f for f in result.findings if f.rule == "LNT001"]

    assert (unused.excerpt, unused.pointer, unused.jabatan) == (
        "# iki-lint: abaikan SBR002 -- di akhir berkas",
        "",
        None,
    )
