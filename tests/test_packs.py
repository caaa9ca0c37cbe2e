"""Rules of one's own: checks without Python, tunings, packages, and what is wrong with them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from iki_lint import examples, packs
from iki_lint.checks import umum
from iki_lint.engine import lint
from iki_lint.errors import InputError
from iki_lint.packs import Pack, combine, load, load_folder
from iki_lint.readers import read
from tests.conftest import FIXTURES, HEADER, ROOT
from tests.test_cli import run

PACKAGE = FIXTURES / "paket-tirtamulya"
CHECKS = {"required", "words", "pattern", "tokens", "allowed", "length", "count", "same_as", "unique"}
RULE = """\
code: XYZ001
name: contoh-aturan
severity: warning
check: umum.required
summary: {id: a, en: a}
message: {id: 'x {nama}', en: a}
why: {id: a, en: a}
suggestion: {id: a, en: a}
options:
  isian: jabatan.tugas
"""
PATTERN = RULE.replace("{", "{{").replace("}", "}}").replace("required", "pattern")
PATTERN = PATTERN.replace("jabatan.tugas", "[jabatan.tugas]\n  pola: {}")


@pytest.fixture
def tirtamulya(monkeypatch: pytest.MonkeyPatch) -> Pack:
    """The example pack, as from an installed package."""
    monkeypatch.syspath_prepend(PACKAGE)
    yield load_folder(PACKAGE / "iki_lint_tirtamulya" / "rules", "iki_lint_tirtamulya")
    sys.modules.pop("iki_lint_tirtamulya.checks", None)


def test_every_example_of_the_example_pack_gives_what_it_expects(tirtamulya: Pack) -> None:
    verdicts = list(examples.verify(tirtamulya))

    assert [(v.path, v.line, v.missing, v.extra, v.problem) for v in verdicts if not v.good] == []
    assert len(verdicts) == 23


def test_every_check_without_python_is_used_and_documented(tirtamulya: Pack) -> None:
    used = {rule.check.__name__ for rule in tirtamulya.rules if rule.check.__module__ == umum.__name__}
    guide = (ROOT / "docs" / "paket.md").read_text(encoding="utf-8")

    assert used == CHECKS
    assert {name for name in dir(umum) if hasattr(getattr(umum, name), "options")} == CHECKS
    assert all(f"| `umum.{name}` |" in guide for name in CHECKS)


def test_a_tuning_changes_a_rule_without_copying_it(tirtamulya: Pack) -> None:
    before = {rule.code: rule for rule in packs.built_in()}
    after = {rule.code: rule for rule in combine([tirtamulya])}

    assert (before["SBR002"].severity, after["SBR002"].severity) == ("warning", "error")
    assert after["SBR002"].options == before["SBR002"].options
    assert after["EJA002"].options["kamus"] == [*before["EJA002"].options["kamus"], "angkutlah", "terminalisasi"]
    assert after["EJA002"].options["ulang"] == before["EJA002"].options["ulang"]


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (RULE.replace("jabatan.tugas", "jabatan.tugass"), 10, "jabatan.tugass"),
        (RULE.replace("isian: jabatan.tugas", "apa: 1"), 10, "apa"),
        (RULE.split("options")[0], 4, "isian"),
        (RULE.replace("umum.required", "umum.wajib"), 4, "umum.wajib"),
        (RULE.replace("umum.required", "os.path.join"), 4, "hanya dari paket yang dipasang"),
        (
            RULE.replace("required", "pattern").replace("jabatan.tugas", "[jabatan.tugas]\n  pola: 'a('"),
            11,
            "missing )",
        ),
        (PATTERN.replace("pattern", "tokens").format("[[{X: 1}]]"), 11, "X"),
        (RULE.replace("required", "count").replace("isian: jabatan.tugas", "dari: jabatan.nama"), 10, "jabatan.nama"),
        (PATTERN.replace("pattern", "tokens").format("[[{LEMMA: laporan}]]"), 11, "tulis “lapor”"),
        (PATTERN.replace("pattern", "tokens").format("[[{LOWER: Laporan}]]"), 11, "Laporan"),
        (PATTERN.replace("pattern", "tokens").format("[[{TEXT: {REGEX: '(a+)+$'}}]]"), 11, "REGEX"),
        (PATTERN.replace("pattern", "tokens").format("[[{TEXT: 5}]]"), 11, "5"),
        (PATTERN.replace("pattern", "tokens").format("[[{TEXT: ''}]]"), 11, ""),
        (PATTERN.replace("pattern", "tokens").format("[[{TEXT: {}}]]"), 11, ""),
        (PATTERN.replace("pattern", "tokens").format("[[{TEXT: {IN: []}}]]"), 11, ""),
        (PATTERN.replace("pattern", "tokens").format("[[{TEXT: {IN: [5]}}]]"), 11, "5"),
        (RULE.replace("jabatan.tugas", "jabatan.pointer"), 10, "jabatan.pointer"),
        (PATTERN.format("'" + "(" * 3000 + "'"), 11, ""),
        (RULE.replace("umum.required", "umum.difflib"), 4, "bukan pemeriksaan"),
        (RULE.replace("umum.required", "umum._parts"), 4, "bukan pemeriksaan"),
        (RULE + "severity: info\n", 11, "“severity” tertulis dua kali"),
        ("extends: XYZ999\nseverity: info\n", 1, "XYZ999"),
        ("extends: SBR002\nseverity: berat\n", 2, "berat"),
        ("extends: SBR002\noptions:\n  apa: 1\n", 3, "apa"),
        ("extends: SBR002\nadd:\n  umum: [1]\n", 3, "“1” bukan teks"),
        ("extends: SBR002\nadd: {lain: [a]}\n", 2, "lain"),
        ("extends: SBR002\ncode: XYZ001\n", 2, "code"),
    ],
)
def test_what_is_wrong_with_a_pack_is_said_with_its_place(tmp_path: Path, content: str, line: int, said: str) -> None:
    (tmp_path / "a.yaml").write_text(content, encoding="utf-8")

    with pytest.raises(InputError) as caught:
        load([tmp_path])

    assert (caught.value.path, caught.value.line) == (str(tmp_path / "a.yaml"), line)
    assert said in str(caught.value)


def _project(folder: Path, rule: str, document: str, settings: str = "packs: [aturan]\n") -> None:
    (folder / "aturan").mkdir()
    (folder / "aturan" / "a.yaml").write_text(rule, encoding="utf-8")
    (folder / "d.iki.yaml").write_text(HEADER + document, encoding="utf-8")
    (folder / "iki-lint.yaml").write_text(settings, encoding="utf-8")


@pytest.mark.parametrize("where", ["pack", "configuration"])
def test_a_pattern_that_runs_away_is_an_error_of_the_rule(where: str, tmp_path: Path) -> None:
    """It is tried on one document; all else goes on."""
    document = f"jabatan: [{{nama: Camat, tugas: [{'a' * 60}b, {'a' * 70}b]}}]\n"
    rule, tuned = PATTERN.format("'^(a|aa)+$'"), "packs: [aturan]\n"
    if where == "configuration":
        rule, tuned = PATTERN.format("'^b'"), tuned + "rules:\n  XYZ001:\n    options: {pola: '^(a|aa)+$'}\n"
    _project(tmp_path, rule, document, tuned)
    for name in ("e", "f"):
        (tmp_path / f"{name}.iki.yaml").write_text(HEADER + document, encoding="utf-8")

    done = run("check", ".", "--select", "XYZ,STR002", "--jobs", "1", cwd=tmp_path)

    said = [line for line in done.stderr.splitlines() if "terlalu lambat" in line]
    assert (done.returncode, len(said)) == (2, 1)
    assert said[0].startswith(f"{tmp_path}/{'aturan/a.yaml:11:3' if where == 'pack' else 'iki-lint.yaml:4:15'}: ")
    assert "/jabatan/0/tugas/0" in said[0]
    assert "(XYZ001, d.iki.yaml)" in said[0]
    assert done.stdout.count(" STR002 ") == 3


@pytest.mark.parametrize(
    "pattern",
    ["(((a{1000}){1000}){1000})", "(a|(?R))*$", "(?P<x>a|(?&x))*$", "(?1)(a)", "(?P>x)(?P<x>a)", "a" * 2_001],
)
def test_a_pattern_that_no_clock_stops_is_refused(pattern: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(PATTERN.format(f"'{pattern}'"), encoding="utf-8")

    with pytest.raises(InputError, match="terlalu rumit"):
        load([tmp_path])


def test_patterns_of_tokens_are_not_tried_in_all_ways_on_a_long_text(tmp_path: Path) -> None:
    rule = PATTERN.replace("umum.pattern", "umum.tokens").format("[[{{OP: '*'}}, {{OP: '*'}}, {{LOWER: zz}}]]".format())
    _project(tmp_path, rule, f"jabatan: [{{nama: Camat, tugas: [{'kata ' * 201}]}}]\n")

    done = run("check", "d.iki.yaml", "--select", "XYZ", cwd=tmp_path)
    (tmp_path / "aturan" / "a.yaml").write_text(rule.replace("{LOWER", "{OP: '+'}, {LOWER"), encoding="utf-8")
    refused = run("check", "d.iki.yaml", "--select", "XYZ", cwd=tmp_path)

    assert (done.returncode, "terlalu lambat" in done.stderr) == (2, True)
    assert (refused.returncode, "aturan/a.yaml:" in refused.stderr, "Traceback" in refused.stderr) == (2, True, False)


@pytest.mark.parametrize("pattern", ["*a*a*a*a*b", "**/a/**/a/**/b", "a" * 201])
@pytest.mark.parametrize("key", ["per-path", "abaikan"])
def test_a_pattern_of_files_that_takes_long_is_refused(key: str, pattern: str, tmp_path: Path) -> None:
    more = "ignore: [EJA]" if key == "per-path" else "aturan: EJA001, teks: a, alasan: b"
    _project(tmp_path, PATTERN.format("'^b'"), "", f"lang: id\n{key}:\n- {{berkas: '{pattern}', {more}}}\n")

    done = run("check", "d.iki.yaml", cwd=tmp_path)

    assert (done.returncode, "iki-lint.yaml:3:4: " in done.stderr) == (2, True)
    assert "terlalu rumit" in done.stderr


def test_a_message_that_asks_for_what_there_is_not_is_an_error_of_the_rule(tmp_path: Path) -> None:
    _project(tmp_path, RULE.replace("{nama}", "{nma}"), "jabatan: [{nama: Camat}]\n")

    done = run("check", "d.iki.yaml", "--select", "XYZ", cwd=tmp_path)

    assert done.returncode == 2
    assert "aturan/a.yaml:6:1: " in done.stderr
    assert "nma" in done.stderr


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        (("{nama}", "{nama:>1000000000}"), 6, "kurung kurawal"),
        (("{id: 'x {nama}', en: a}", "{lain: {id: x, en: y}}"), 6, "tulis satu pesan"),
    ],
)
def test_a_message_that_cannot_be_filled_is_an_error_of_the_rule(
    tmp_path: Path, change: tuple[str, str], line: int, said: str
) -> None:
    _project(tmp_path, RULE.replace(*change), "jabatan: [{nama: Camat}]\n")

    done = run("check", "d.iki.yaml", "--select", "XYZ", cwd=tmp_path)

    assert done.returncode == 2
    assert f"aturan/a.yaml:{line}:" in done.stderr
    assert said in done.stderr


@pytest.mark.parametrize(
    ("check", "options", "said"),
    [
        ("unique", "isian: jabatan.nama\n  dalam: indikator", "tidak memuat"),
        ("same_as", "isian: jabatan.nama\n  dengan: indikator.nama", "tidak berada di dalam"),
    ],
)
def test_a_rule_that_could_never_fire_is_an_error(tmp_path: Path, check: str, options: str, said: str) -> None:
    rule = RULE.replace("required", check).replace("isian: jabatan.tugas", options)
    _project(tmp_path, rule, "jabatan: [{nama: Camat}]\n")

    done = run("check", "d.iki.yaml", "--select", "XYZ", cwd=tmp_path)

    assert done.returncode == 2
    assert said in done.stderr


@pytest.mark.parametrize(
    ("counted", "found"),
    [("jabatan.tugas", ["/jabatan/1"]), ("iku.indikator", ["/iku"]), ("jabatan.indikator", ["/jabatan/0"])],
)
def test_the_items_of_every_list_can_be_counted(tmp_path: Path, counted: str, found: list[str]) -> None:
    rule = RULE.replace("required", "count").replace("isian: jabatan.tugas", f"dari: {counted}\n  paling_banyak: 1")
    (tmp_path / "aturan").mkdir()
    (tmp_path / "aturan" / "a.yaml").write_text(rule, encoding="utf-8")
    rows = "kinerja: [{indikator: [{nama: a}]}, {indikator: [{nama: b}]}]"
    posts = f"[{{nama: Camat, {rows}}}, {{nama: Lurah, tugas: [membina, menata]}}]"
    path = tmp_path / "d.iki.yaml"
    path.write_text(f"{HEADER}iku: {{{rows}}}\njabatan: {posts}\n", encoding="utf-8")

    report = lint(read(path), [rule for rule in load([tmp_path / "aturan"]) if rule.code == "XYZ001"])

    assert [finding.pointer for finding in report.findings] == found


def test_an_example_that_is_no_document_or_has_a_wrong_option_does_not_pass(tmp_path: Path) -> None:
    stranger = EXAMPLES.replace("skema: iki/1\n    jabatan: [{nama: Camat, tugas: [membina]}]", "halo: a")
    option = EXAMPLES + "  options: {apa: 1}\n"

    for examples_, said in ((stranger, "bukan dokumen indikator"), (option, "apa")):
        (tmp_path / "a.yaml").write_text(RULE + examples_, encoding="utf-8")
        done = run("test", tmp_path, cwd=tmp_path)
        assert done.returncode == 1
        assert said in done.stdout
        assert "1 dari 2 contoh sesuai" in done.stdout


def test_the_configuration_tunes_rules(tmp_path: Path) -> None:
    settings = "packs: [aturan]\nrules: {XYZ001: {severity: error}}\nkamus: [kegiatam]\n"
    document = "jabatan: [{nama: Camat}, {nama: Lurah, tugas: [mengawasi kegiatam, kegiatan kegiatan]}]\n"
    _project(tmp_path, RULE, document, settings)

    done = run("check", "d.iki.yaml", "--select", "XYZ,EJA002", cwd=tmp_path)
    (tmp_path / "iki-lint.yaml").write_text("rules:\n  SBR002:\n    add: {umum: 1}\n", encoding="utf-8")
    wrong = run("check", "d.iki.yaml", cwd=tmp_path)
    (tmp_path / "iki-lint.yaml").write_text("rules:\n  SBX002: {severity: info}\n", encoding="utf-8")
    unknown = run("check", "d.iki.yaml", cwd=tmp_path)

    assert "kesalahan XYZ001" in done.stdout
    assert "kegiatam" not in done.stdout.replace("mengawasi kegiatam", "")
    assert "kegiatan kegiatan → kegiatan" in done.stdout
    assert (wrong.returncode, unknown.returncode) == (2, 2)
    assert "iki-lint.yaml:3:11: " in wrong.stderr
    assert "iki-lint.yaml:2:3: " in unknown.stderr
    assert "SBX002" in unknown.stderr


EXAMPLES = """\
examples:
- ok: |
    skema: iki/1
    jabatan: [{nama: Camat, tugas: [membina]}]
- bad: |
    skema: iki/1
    jabatan: [{nama: Camat}]
  expect: [/jabatan/0]
"""


def test_a_pack_is_tested_by_its_own_examples(tmp_path: Path) -> None:
    _project(tmp_path, RULE + EXAMPLES, "jabatan: []\n")

    good = run("test", "aturan", cwd=tmp_path)
    (tmp_path / "aturan" / "a.yaml").write_text(RULE + EXAMPLES.replace("/0]", "/1]").replace("[membina]", "[]"))
    wrong = run("test", "aturan", cwd=tmp_path)
    (tmp_path / "aturan" / "a.yaml").write_text(RULE)
    bare = run("test", "aturan", cwd=tmp_path)
    missing = run("test", "tidakada", cwd=tmp_path)

    assert (good.returncode, good.stdout) == (0, "2 dari 2 contoh sesuai.\n")
    assert wrong.returncode == 1
    assert wrong.stdout.splitlines() == [
        "aturan/a.yaml:12: XYZ001: ditemukan tanpa diharapkan: /jabatan/0 2:18-2:23",
        "aturan/a.yaml:15: XYZ001: tidak ditemukan: /jabatan/1",
        "aturan/a.yaml:15: XYZ001: ditemukan tanpa diharapkan: /jabatan/0 2:18-2:23",
        "0 dari 2 contoh sesuai.",
    ]
    assert bare.returncode == 1
    assert "belum ada contoh" in bare.stdout
    assert missing.returncode == 2
    assert "tidakada" in missing.stderr
