"""SARIF: by its official schema, and who a finding is from one run to the next."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from jsonschema import Draft4Validator

from iki_lint import __version__, run
from iki_lint.packs import built_in
from iki_lint.plan import Plan
from iki_lint.report import Report, Style, render
from iki_lint.report.sarif import uri
from iki_lint.summary import Summary
from tests import layouts
from tests.conftest import FIXTURES

SCHEMA = json.loads((FIXTURES / "skema" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))


def sarif(report: Report) -> Any:
    return json.loads("".join(render("sarif", report, Style())))["runs"][0]


def test_sarif_satisfies_the_official_schema(report: Report) -> None:
    whole = json.loads("".join(render("sarif", report, Style())))

    assert [error.message for error in Draft4Validator(SCHEMA).iter_errors(whole)] == []
    assert whole["$schema"] == SCHEMA["id"]


def test_sarif_without_findings_is_valid_too() -> None:
    whole = json.loads("".join(render("sarif", Report((), (), ()), Style())))

    assert list(Draft4Validator(SCHEMA).iter_errors(whole)) == []
    assert whole["runs"][0]["results"] == []


def test_sarif_names_the_tool_and_all_its_rules(real: Report) -> None:
    driver = sarif(real)["tool"]["driver"]
    rule = next(rule for rule in driver["rules"] if rule["id"] == "SBR002")
    ours = next(rule for rule in built_in() if rule.code == "SBR002")

    assert (driver["name"], driver["version"]) == ("iki-lint", __version__)
    assert [rule["id"] for rule in driver["rules"]] == [rule.code for rule in built_in()]
    assert rule["name"] == "sumber-data-terlalu-umum"
    assert rule["shortDescription"]["text"] == ours.summary["id"]
    assert rule["fullDescription"]["text"] == ours.why["id"]
    assert ours.suggestion["id"] in rule["help"]["text"]
    assert f"- {ours.basis[0]}" in rule["help"]["markdown"]
    assert rule["defaultConfiguration"] == {"level": "warning"}
    assert rule["properties"] == {"tags": ["SBR"]}


def test_every_sarif_result_is_a_finding_of_its_rule(real: Report) -> None:
    given = sarif(real)
    rules = given["tool"]["driver"]["rules"]
    levels = {"error": "error", "warning": "warning", "info": "note"}

    assert given["columnKind"] == "unicodeCodePoints"
    assert len(given["results"]) == len(real.findings) > 100
    for result, finding in zip(given["results"], real.findings, strict=True):
        (location,) = result["locations"]
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.rule
        assert result["level"] == levels[finding.severity]
        assert location["logicalLocations"] == [{"fullyQualifiedName": finding.pointer}]
        assert len(result.get("relatedLocations", ())) == len(finding.related)


def test_a_sarif_region_is_the_words_complained_of(real: Report) -> None:
    lines = (FIXTURES / "dokumen" / "longkali.iki.yaml").read_text(encoding="utf-8").splitlines()
    checked = 0

    for result, finding in zip(sarif(real)["results"], real.findings, strict=True):
        region = result["locations"][0]["physicalLocation"]["region"]
        if finding.path.endswith("longkali.iki.yaml") and region["startLine"] == region["endLine"]:
            words = lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
            checked += words == finding.excerpt
    assert checked > 40


def test_a_sarif_result_in_a_word_file_says_its_place_in_words(real: Report) -> None:
    results = [(r, f) for r, f in zip(sarif(real)["results"], real.findings, strict=True) if f.path.endswith(".docx")]
    told = [(r["message"]["text"], r["locations"][0]["physicalLocation"], f) for r, f in results]

    assert len(told) > 50
    assert all(physical["region"] == {"startLine": 1} for _, physical, _ in told)
    assert any(text.startswith("tabel 1, baris 2, kolom ") and text.endswith(f.message) for text, _, f in told)
    assert {physical["artifactLocation"]["uri"] for _, physical, _ in told} == {
        f"file://{told[0][2].path}".replace("SK IKI 100%", "SK%20IKI%20100%25")
    }


def test_sarif_tells_of_files_that_were_not_used_or_not_read_as_a_whole(real: Report) -> None:
    (invocation,) = sarif(real)["invocations"]
    told = [(n["level"], n["message"]["text"]) for n in invocation["toolExecutionNotifications"]]

    assert invocation["executionSuccessful"] is False
    assert [level for level, _ in told] == ["error", "warning", "warning"]
    assert "YAML" in told[0][1]
    assert all("tidak dibaca" in text for _, text in told[1:])
    assert sarif(Report((), (), (Summary("a.yaml"),)))["invocations"] == [
        {"executionSuccessful": True, "toolExecutionNotifications": []}
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("sk/iki 2026.docx", "sk/iki%202026.docx"),
        ("sk\\iki.yaml", "sk/iki.yaml"),
        ("a:b/100%#1?.yaml", "a%3Ab/100%25%231%3F.yaml"),
        ("dokumen/Ključ.yaml", "dokumen/Klju%C4%8D.yaml"),
        ("C:\\data\\iki.yaml", "file:///C:/data/iki.yaml"),
        ("/data/iki.yaml", "file:///data/iki.yaml"),
        ("rusak\udcff.yaml", "rusak%FF.yaml"),
    ],
)
def test_a_path_as_uri(path: str, expected: str) -> None:
    assert uri(path) == expected
    assert unquote(urlsplit(expected).path, errors="surrogateescape").endswith(path.replace("\\", "/"))


def test_a_document_makes_no_link_in_sarif(hostile: Report) -> None:
    assert not re.search(r"\]\(", json.dumps([r["message"] for r in sarif(hostile)["results"]]))


# fingerprints


ALONE = [rule for rule in built_in() if rule.code in ("UKR001", "UKR003", "FRM002", "EJA001")]  # each place by itself


def _fingerprints(path: Path) -> list[str]:
    results = sarif(run.check([path], lambda: Plan(ALONE)))["results"]
    return [result["partialFingerprints"]["ikiLint/v1"] for result in results]


def test_fingerprints_survive_moved_lines_and_a_jabatan_before(tmp_path: Path) -> None:
    path = tmp_path / "a.iki.yaml"
    text = (FIXTURES / "dokumen" / "longkali.iki.yaml").read_text(encoding="utf-8")
    assert "\njabatan:\n" in text
    found: list[list[str]] = []

    for changed in (
        text,
        f"# catatan\n\n{text}",
        text.replace("\njabatan:\n", "\njabatan:\n  - nama: Camat Satu\n", 1),
        text.replace("Tatalaksana", "Tata Laksana"),
    ):
        path.write_text(changed, encoding="utf-8")
        found.append(_fingerprints(path))

    old, moved, more, mended = found
    assert len(set(old)) == len(old) > 20
    assert moved == old
    assert set(old) <= set(more)
    assert set(mended) < set(old)


def test_fingerprints_are_the_same_wherever_the_folder_is_and_however_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []

    for folder in (tmp_path / "satu", tmp_path / "dua"):
        (folder / "sk").mkdir(parents=True)
        shutil.copy(FIXTURES / "dokumen" / "longkali.iki.yaml", folder / "sk" / "a.iki.yaml")
        monkeypatch.chdir(folder)
        found += [_fingerprints(Path("sk/a.iki.yaml")), _fingerprints(folder / "sk" / ".." / "sk" / "a.iki.yaml")]
    outside = _fingerprints(tmp_path / "satu" / "sk" / "a.iki.yaml")
    (folder / "a.iki.yaml").write_bytes((folder / "sk" / "a.iki.yaml").read_bytes())

    assert found == [found[0]] * 4
    assert not set(outside) & set(found[0])
    assert outside == _fingerprints(folder / "a.iki.yaml")


def test_fingerprints_of_word_files_survive_moved_tables(tmp_path: Path) -> None:
    document = layouts.printed(yaml.safe_load((FIXTURES / "dokumen" / "longkali.iki.yaml").read_text()))
    first = {"nama": "Camat Satu", "kinerja": [{"sasaran": "Tertibnya arsip", "indikator": [{"nama": "Jumlah arsip"}]}]}
    found: list[set[str]] = []

    for jabatan in (document["jabatan"], [first, *document["jabatan"]]):
        layouts.write({**document, "jabatan": jabatan}, tmp_path / "a.docx", layouts.LAYOUTS["typed"])
        found.append(set(_fingerprints(tmp_path / "a.docx")))

    assert len(found[0]) > 20
    assert found[0] <= found[1]


def test_no_two_findings_have_one_fingerprint(report: Report) -> None:
    in_sarif = [result["partialFingerprints"]["ikiLint/v1"] for result in sarif(report)["results"]]
    in_gitlab = [issue["fingerprint"] for issue in json.loads("".join(render("gitlab", report, Style())))]

    assert max(Counter(in_gitlab).values()) == 1
    assert in_gitlab[: len(in_sarif)] == in_sarif
