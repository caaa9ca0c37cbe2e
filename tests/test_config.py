"""The configuration: where it is found, what it says, and how it is told."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from iki_lint.config_schema import SCHEMA
from tests.test_cli import BAD, GOOD, report, run

YAML = """\
ignore:
  - kata-kabur
fail-on: warning
severity: {FRM: warning, FRM004: info}
per-path:
  - berkas: arsip/
    ignore: [SBR, UKR]
  - berkas: "*.json"
    select: [JBT]
"""
TOML = """\
[project]
name = "dokumen"

[tool.iki-lint]
ignore = [
  "kata-kabur",
]
fail-on = "warning"
severity = { FRM = "warning", FRM004 = "info" }

[[tool.iki-lint.per-path]]
berkas = "arsip/"
ignore = ["SBR", "UKR"]

[[tool.iki-lint.per-path]]
berkas = "*.json"
select = ["JBT"]
"""
FILES = {"iki-lint.yaml": YAML, "pyproject.toml": TOML}


@pytest.fixture(params=FILES)
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder of documents with the same configuration in either form."""
    (tmp_path / request.param).write_text(FILES[request.param])
    for name in ("sk.iki.yaml", "arsip/sk.iki.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(Path(BAD).read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def test_both_forms_say_the_same(project: Path) -> None:
    found = report(".", cwd=project)["findings"]

    assert [(f["path"], f["rule"], f["severity"]) for f in found] == [
        ("arsip/sk.iki.yaml", "FRM004", "info"),
        ("sk.iki.yaml", "FRM004", "info"),
        ("sk.iki.yaml", "SBR002", "warning"),
        ("sk.iki.yaml", "SBR001", "error"),
        ("sk.iki.yaml", "UKR001", "error"),
        ("sk.iki.yaml", "UKR005", "info"),
    ]


def test_patterns_are_seen_from_the_configuration_wherever_the_command_runs(project: Path) -> None:
    found = report(".", cwd=project / "arsip")["findings"]

    assert [f["rule"] for f in found] == ["FRM004"]


def test_what_a_path_selects_narrows_what_runs(project: Path) -> None:
    (project / "d.json").write_text(json.dumps(yaml.safe_load(Path(BAD).read_text(encoding="utf-8"))))

    found = report("d.json", cwd=project)["findings"]
    asked = report("d.json", "--select", "SBR", cwd=project)["findings"]

    assert (found, asked) == ([], [])


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        ("{FRM004: warning}", "warning"),
        ("{pembilang-penyebut-berbeda: info}", "info"),
        ("{FRM: info}", "info"),
        ("{FRM004: warning, FRM: info}", "warning"),
    ],
)
def test_severity_of_a_rule_goes_before_that_of_its_family(tmp_path: Path, severity: str, expected: str) -> None:
    (tmp_path / "iki-lint.yaml").write_text(f"severity: {severity}\n")

    assert {f["severity"] for f in report(BAD, "--select", "FRM004", cwd=tmp_path)["findings"]} == {expected}


def test_the_nearest_configuration_wins(tmp_path: Path) -> None:
    (tmp_path / "iki-lint.yaml").write_text("select: [SBR]\n")
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "pyproject.toml").write_text('[tool.iki-lint]\nselect = ["FRM"]\n')
    (tmp_path / "a" / "b" / "pyproject.toml").write_text('[project]\nname = "x"\ndependencies = ["iki-lint"]\n')

    assert {f["rule"] for f in report(BAD, cwd=tmp_path / "a" / "b")["findings"]} == {"FRM004"}


def test_two_configurations_in_one_folder_are_an_error(tmp_path: Path) -> None:
    for name, content in FILES.items():
        (tmp_path / name).write_text(content)

    done = run("check", GOOD, cwd=tmp_path)

    assert done.returncode == 2
    assert "iki-lint.yaml: folder ini juga mempunyai [tool.iki-lint] di pyproject.toml" in done.stderr


@pytest.mark.parametrize(
    ("content", "place", "said"),
    [
        ("ignor: [SBR]\n", "1:1", "“ignor” tidak dikenal; mungkin maksudnya “ignore”"),
        ("lang: id\nxyz: 1\n", "2:1", "“xyz” tidak dikenal; yang ada: select, ignore"),
        ("lang: id\nfail-on: parah\n", "2:1", "“parah” bukan salah satu dari error, warning, info, never"),
        ("ignore: SBR\n", "1:1", "“SBR” bukan daftar"),
        ("ignore:\n  - SBR\n  - UKX\n", "3:5", "aturan “UKX” tidak dikenal. Mungkin maksudnya UKR"),
        ("severity:\n  FRM04: info\n", "2:3", "aturan “FRM04” tidak ada; mungkin maksudnya “FRM004”"),
        ("severity: {FRM004: berat}\n", "1:12", "“berat” bukan salah satu dari"),
        ("per-path:\n  - berkas: a\n    ignor: [SBR]\n", "3:5", "mungkin maksudnya “ignore”"),
        ("per-path:\n  - berkas: a\n    ignore: [SBR, XYZ]\n", "3:19", "aturan “XYZ” tidak dikenal"),
        ("per-path:\n  - ignore: [SBR]\n", "2:5", "berkas"),
        ("lang: id\nlang: en\n", "2:1", "konfigurasi: “lang” tertulis dua kali"),
        ("rules:\n  FRM: {options: {kata: []}}\n", "2:3", "aturan “FRM” tidak ada"),
    ],
)
def test_what_is_wrong_in_yaml_is_told_with_its_place(tmp_path: Path, content: str, place: str, said: str) -> None:
    (tmp_path / "iki-lint.yaml").write_text(content)

    done = run("check", GOOD, cwd=tmp_path)

    assert done.returncode == 2
    assert f"iki-lint.yaml:{place}: " in done.stderr
    assert said in done.stderr


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ('[tool.iki-lint]\nlang = "id"\nignor = ["SBR"]\n', 3, "mungkin maksudnya “ignore”"),
        ('[project]\nname = "iki-lint"\n[tool.iki-lint]\nfail-on = "parah"\n', 4, "“parah” bukan salah satu dari"),
        ('[tool.iki-lint]\nignore = [\n  "SBR",\n  "UKX",\n]\n', 4, "aturan “UKX” tidak dikenal"),
        ('[tool.iki-lint.severity]\nFRM = "info"\nFRM04 = "info"\n', 3, "aturan “FRM04” tidak ada"),
        ('[tool.iki-lint]\nrules.SBR002 = { severity = "x" }\n\n[tool.iki-lint.severity]\n', 2, "“x” bukan"),
        ('[[tool.iki-lint.per-path]]\nberkas = "a"\n\n[[tool.iki-lint.per-path]]\nberkas = 1\n', 5, "“1” bukan teks"),
        ('[tool]\niki-lint = { lang = "xx" }\n', 2, "“xx” bukan"),
        ("[tool]\niki-lint = 3\n", 1, "“3” bukan peta"),
        ("[tool.iki-lint]\nlang = \n", 2, "bukan TOML yang sah"),
    ],
)
def test_what_is_wrong_in_toml_is_told_with_its_line(tmp_path: Path, content: str, line: int, said: str) -> None:
    (tmp_path / "pyproject.toml").write_text(content)

    done = run("check", GOOD, cwd=tmp_path)

    assert done.returncode == 2
    assert f"pyproject.toml:{line}:" in done.stderr
    assert said in done.stderr


def test_a_pyproject_of_something_else_is_no_configuration(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool\n")

    assert run("check", GOOD, cwd=tmp_path).returncode == 0


def test_what_applies_is_shown_with_where_it_comes_from(tmp_path: Path) -> None:
    (tmp_path / "iki-lint.yaml").write_text(YAML)

    done = run("config", cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(
        """\
select: []                                # bawaan
ignore:
  - kata-kabur                            # iki-lint.yaml:2
severity:
  FRM: warning                            # iki-lint.yaml:4
  FRM004: info                            # iki-lint.yaml:4
per-path:
  - {berkas: arsip/, ignore: [SBR, UKR]}  # iki-lint.yaml:6
  - {berkas: '*.json', select: [JBT]}     # iki-lint.yaml:8
fail-on: warning                          # iki-lint.yaml:3
lang: id                                  # bawaan
packs: []                                 # bawaan
rules: {}                                 # bawaan
jabatan-resmi: []                         # bawaan
kamus: []                                 # bawaan
abaikan: []                               # bawaan
baseline: null                            # bawaan
limits:
  file-mb: 100                            # bawaan
"""
    )


def test_what_is_shown_of_a_file_is_what_runs_on_it(project: Path) -> None:
    rules = {line.split()[0] for line in run("rules").stdout.splitlines()}

    shown = run("config", "sk.iki.yaml", cwd=project / "arsip").stdout
    idle = set(shown.splitlines()[-1].rpartition(": ")[2].split(", "))

    assert "*.json" not in shown
    assert yaml.safe_load(shown)["per-path"] == [{"berkas": "arsip/", "ignore": ["SBR", "UKR"]}]
    assert idle == {code for code in rules if code.startswith(("SBR", "UKR"))}
    assert f": {len(rules - idle)} dari {len(rules)} aturan berjalan" in shown
    assert all(line.split("# ../")[1].partition(":")[2].isdigit() for line in shown.splitlines() if "# ../" in line)


def test_what_is_shown_is_itself_a_configuration(project: Path) -> None:
    shown = yaml.safe_load(run("config", cwd=project).stdout)

    Draft202012Validator(SCHEMA).validate(shown)
    assert list(shown) == list(SCHEMA["properties"])
    assert shown | yaml.safe_load(YAML) == shown


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = run("config", "tidak-ada.docx", cwd=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert "tidak-ada.docx: berkas tidak ada" in done.stderr


def test_the_schema_is_valid_and_describes_every_key(tmp_path: Path) -> None:
    schema = json.loads(run("config", "--schema").stdout)
    (tmp_path / "schema.json").write_text(json.dumps(schema))
    (tmp_path / "iki-lint.yaml").write_text(YAML)

    checked = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--schemafile", "schema.json", "iki-lint.yaml"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert schema == SCHEMA
    assert all(each["description"] and "default" in each for each in schema["properties"].values())
    assert checked.returncode == 0, checked.stdout
