"""Reports for programs, read as those who take them do; and what hostile documents come to in all of them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
import pytest
import yaml
from jsonschema import Draft4Validator

from iki_lint import run
from iki_lint.packs import built_in
from iki_lint.plan import Plan
from iki_lint.report import Report, Style, render
from tests.conftest import HEADER
from tests.test_sarif import SCHEMA
from tests.test_tables import table, tokens


def rendered(form: str, report: Report) -> str:
    return "".join(render(form, report, Style()))


@pytest.mark.parametrize("form", ["csv", "github", "gitlab", "html", "junit", "markdown", "sarif", "text"])
def test_no_report_holds_what_moves_a_cursor_or_cannot_be_written(form: str, hostile: Report) -> None:
    text = rendered(form, hostile)

    assert not set("\x1b\x07\x00\x85\u202e\u2066") & set(text)
    assert text.encode()


# GitHub


def _commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Commands as the runner reads them: a line each, what is escaped put back."""

    def back(escaped: str) -> str:
        for code, sign in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
            escaped = escaped.replace(code, sign)
        return escaped

    found = []
    for line in re.split(r"\r\n|\r|\n", text.removesuffix("\n")):
        match = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line)
        assert match, line
        pairs = (pair.split("=", 1) for pair in match[2].split(","))
        found.append((match[1], {key: back(value) for key, value in pairs}, back(match[3])))
    return found


def test_every_line_for_github_is_a_command_of_ours(report: Report) -> None:
    commands = _commands(rendered("github", report))

    assert {name for name, _, _ in commands} <= {"error", "warning", "notice"}
    assert {key for _, properties, _ in commands for key in properties} <= {
        "file", "line", "endLine", "col", "endColumn", "title",
    }  # fmt: skip
    assert len(commands) == len(report.findings) + len(report.errors) + len(report.notes) + len(report.crashes)


def test_github_reads_what_the_document_says(hostile: Report) -> None:
    _, properties, message = _commands(rendered("github", hostile))[-3]

    assert properties["file"] == "dok/%0A::debug::jahat, a:b.iki.yaml"
    assert message.endswith("\n%0A::debug::jahat, a:b")


def test_github_gets_columns_within_one_line_only(hostile: Report) -> None:
    for _, properties, _ in _commands(rendered("github", hostile)):
        one = properties.get("line") is not None and properties["line"] == properties["endLine"]
        assert ("col" in properties, "endColumn" in properties) == (one, one)


# GitLab


def test_gitlab_issues_have_what_its_documentation_asks(report: Report) -> None:
    issues = json.loads(rendered("gitlab", report))

    assert len(issues) == len(report.findings) + len(report.errors) + len(report.notes) + len(report.crashes)
    for issue in issues:
        assert set(issue) == {"check_name", "description", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["description"]
        assert not issue["location"]["path"].startswith("./")
        assert issue["location"]["lines"]["begin"] >= 1


def test_gitlab_tells_the_place_on_paper(real: Report) -> None:
    issues = [i for i in json.loads(rendered("gitlab", real)) if i["location"]["path"].endswith(".docx")]

    assert {issue["location"]["lines"]["begin"] for issue in issues} == {1}
    assert any(issue["description"].startswith("tabel 1, baris 2, kolom ") for issue in issues)


# JUnit


def test_junit_counts_are_those_of_its_cases(report: Report) -> None:
    root = ET.fromstring(rendered("junit", report))

    assert root.tag == "testsuites"
    for part in (root, *root):
        assert int(part.get("tests", "")) == len(list(part.iter("testcase")))
        assert int(part.get("failures", "")) == len(list(part.iter("failure")))
        assert int(part.get("errors", "")) == len(list(part.iter("error")))
    assert int(root.get("failures", "")) == len(report.findings)
    assert int(root.get("errors", "")) == len(report.errors) + len(report.crashes)
    for suite in root:
        cases = [(case.get("classname"), case.get("name")) for case in suite.iter("testcase")]
        assert len(set(cases)) == len(cases) > 0


def test_a_clean_document_passes_a_junit_case(real: Report) -> None:
    root = ET.fromstring(rendered("junit", real))
    suite = next(s for s in root if s.get("name", "").endswith("baik.iki.yaml"))
    broken = next(s for s in root if s.get("name", "").endswith("rusak.iki.yaml"))

    assert [list(case) for case in suite] == [[]]
    assert [case[0].tag for case in broken] == ["error"]
    assert "YAML" in broken[0][0].get("message", "")


def test_junit_tells_what_was_not_read(hostile: Report) -> None:
    root = ET.fromstring(rendered("junit", hostile))

    assert [(s.get("name"), s.findtext("system-out")) for s in root if s.find("system-out") is not None] == [
        ("a.md", "teks ini tidak termasuk bagian mana pun dan tidak dibaca: “·::error::jahat <b>”"),
        ("b.docx", "tabel ini tidak dibaca, kepala kolomnya tidak dikenal: “=1”"),
    ]


def test_hostile_documents_all_the_way(tmp_path: Path) -> None:
    names = ["=cmd|A0", "@octocat <script>alert(1)</script>", "::error::x", "a\n::error file=b::x", "NUL \0 \x1b[2J"]
    (tmp_path / "a.iki.json").write_text(
        json.dumps({**yaml.safe_load(HEADER), "jabatan": [{"nama": n} for n in names]})
    )
    word = docx.Document()
    for name in names[:4]:
        word.add_paragraph(f"JABATAN : {name}")
        word.add_paragraph("TUGAS : memimpin")
    word.save(str(tmp_path / "b.docx"))

    report = run.check([tmp_path], lambda: Plan(built_in()))

    assert (report.crashes, report.errors, len(report.documents)) == ((), (), 2)
    assert {(f.path[-4:], f.jabatan) for f in report.findings} >= {("json", names[0]), ("docx", names[0])}
    assert len(_commands(rendered("github", report))) == len(report.findings) + len(report.notes)
    assert list(Draft4Validator(SCHEMA).iter_errors(json.loads(rendered("sarif", report)))) == []
    assert len(list(ET.fromstring(rendered("junit", report)).iter("failure"))) == len(report.findings)
    assert not [token for token in tokens(rendered("markdown", report)) if "html" in token.type]
    assert not [cell for row in table(report) for cell in row.values() if cell.startswith("=")]
