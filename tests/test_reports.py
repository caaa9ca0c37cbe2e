"""Reports for programs: each read by the schema or the parser of those who take it, with hostile documents too."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import docx
import pytest
import yaml
from jsonschema import Draft4Validator
from markdown_it import MarkdownIt

from iki_lint import __version__, run
from iki_lint.document.printed import Where
from iki_lint.document.source import Span
from iki_lint.engine import Crash
from iki_lint.errors import InputError
from iki_lint.findings import Finding, ReadingNote, Related
from iki_lint.packs import built_in
from iki_lint.report import FORMATS, Report, Style
from iki_lint.report.sarif import uri
from iki_lint.report.text import clean
from tests import layouts
from tests.conftest import FIXTURES, HEADER

SCHEMA = json.loads((FIXTURES / "skema" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
HOSTILE = [
    "=cmd|'/C calc'!A0",
    "@octocat <script>alert(1)</script> [klik](http://jahat.example) | `a` *b* #12 www.jahat.example $x$",
    "::error file=a,line=1::jahat",
    "-2+3 \x1b[2J\x1b]0;judul\x07 \u202e\u2066",
    "NUL \x00 dan \ufffe dan \x85::warning::jahat",
    "%0A::debug::jahat, a:b",
    "\t=tab",
    "]]> &amp; &#64;octocat </testcase>",
]
STYLE = Style()


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Real documents, the same as Word has them, a file that is none, and one that is clean."""
    folder = tmp_path_factory.mktemp("dokumen")
    source = FIXTURES / "dokumen" / "longkali.iki.yaml"
    word = folder / "SK IKI 100%.docx"
    layouts.write(layouts.printed(yaml.safe_load(source.read_text())), word, layouts.LAYOUTS["typed"])
    (folder / "rusak.iki.yaml").write_text("skema: [\n")
    (folder / "sk.md").write_text("Jabatan : Kepala Seksi Terminal\n\n| Warna | Rasa |\n|---|---|\n| biru | manis |\n")
    paths = [source, word, folder, FIXTURES / "dokumen" / "rsud.iki.yaml", FIXTURES / "kecil" / "baik.iki.yaml"]
    return run.check([*paths, folder / "sk.md"], built_in(), "id")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Findings whose every text a document could hold, whatever the reader; and files with such names."""
    rule = built_in()[0]
    found = tuple(
        Finding(
            rule=rule.code,
            name=rule.name,
            severity=("error", "warning", "info")[at % 3],
            message=f"{text}\r\n{text}",
            path=f"dok\\{text}.iki.yaml".replace("/", "_"),
            pointer=f"/jabatan/{at}",
            span=Span(at + 1, 1, at + 1 + at % 2, 9) if at % 4 else None,
            excerpt=text,
            source=text,
            jabatan=text,
            suggestion=text,
            related=(Related("lain.yaml", "/a", 1, 2, text), Related("b.docx", "/a", None, None, text, Where(table=1))),
            place=None if at % 4 else Where(sheet=text, row=2),
        )
        for at, text in enumerate(HOSTILE)
    )
    errors = (InputError("::error::a\nb.yaml", "yaml", 3, 4, detail="\n::error::jahat"),)
    notes = (
        ReadingNote("a.md", "text", "\n::error::jahat <b>", 3),
        ReadingNote("b.docx", "table", "=1", None, Where()),
    )
    crashes = (Crash(rule.code, "c.yaml", "Traceback …"),)
    return Report(found, errors, tuple(f.path for f in found), notes, built_in(), crashes)


@pytest.fixture(params=["real", "hostile"])
def report(request: pytest.FixtureRequest) -> Report:
    given: Report = request.getfixturevalue(request.param)
    return given


def rendered(form: str, report: Report, style: Style = STYLE) -> str:
    return FORMATS[form](report, style)


def sarif(report: Report) -> Any:
    return json.loads(rendered("sarif", report))["runs"][0]


@pytest.mark.parametrize("form", [form for form in sorted(FORMATS) if form not in ("json", "html")])
def test_no_report_holds_what_moves_a_cursor_or_cannot_be_written(form: str, hostile: Report) -> None:
    text = rendered(form, hostile)

    assert not set("\x1b\x07\x00\x85\u202e\u2066") & set(text)
    assert text.encode()


# SARIF


def test_sarif_satisfies_the_official_schema(report: Report) -> None:
    whole = json.loads(rendered("sarif", report))

    assert [error.message for error in Draft4Validator(SCHEMA).iter_errors(whole)] == []
    assert whole["$schema"] == SCHEMA["id"]


def test_sarif_without_findings_is_valid_too() -> None:
    whole = json.loads(rendered("sarif", Report((), (), ())))

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
        region = result["locations"][0]["physicalLocation"].get("region")
        if finding.path.endswith("longkali.iki.yaml") and region and region["startLine"] == region["endLine"]:
            words = lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
            checked += words == finding.excerpt
    assert checked > 40


def test_a_sarif_result_in_a_word_file_says_its_place_in_words(real: Report) -> None:
    results = zip(sarif(real)["results"], real.findings, strict=True)
    locations = [(r["locations"][0], f) for r, f in results if f.path.endswith(".docx")]

    assert len(locations) > 50
    assert all("region" not in location["physicalLocation"] for location, _ in locations)
    assert any("tabel 1, baris 2" in location["message"]["text"] for location, _ in locations)
    assert {location["physicalLocation"]["artifactLocation"]["uri"] for location, _ in locations} == {
        f"file://{locations[0][1].path}".replace("SK IKI 100%", "SK%20IKI%20100%25")
    }


def test_sarif_tells_of_files_that_were_not_used_or_not_read_as_a_whole(real: Report) -> None:
    (invocation,) = sarif(real)["invocations"]
    told = [(n["level"], n["message"]["text"]) for n in invocation["toolExecutionNotifications"]]

    assert invocation["executionSuccessful"] is False
    assert [level for level, _ in told] == ["error", "warning", "warning"]
    assert "YAML" in told[0][1]
    assert all("tidak dibaca" in text for _, text in told[1:])
    assert sarif(Report((), (), ("a.yaml",)))["invocations"] == [
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
    results = sarif(run.check([path], ALONE, "id"))["results"]
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
    in_gitlab = [issue["fingerprint"] for issue in json.loads(rendered("gitlab", report))]

    assert max(Counter(in_gitlab).values()) == 1
    assert in_gitlab[: len(in_sarif)] == in_sarif


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


# Markdown


def _tokens(text: str) -> list[Any]:
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    return [inner for token in tokens for inner in (token, *(token.children or ()))]


def _cells(text: str) -> list[list[str]]:
    """The rows of all tables but their headings, as they are shown."""
    page = MarkdownIt("commonmark").enable("table").render(text)
    rows = re.findall(r"<tr>\n(.*?)</tr>", page, re.DOTALL)
    shown = [[html.unescape(c) for c in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)] for row in rows]
    return [row for row in shown if row]


def test_markdown_from_documents_is_only_text(report: Report) -> None:
    kinds = {token.type for token in _tokens(rendered("markdown", report))}

    assert kinds <= {
        "heading_open", "heading_close", "inline", "text", "text_special", "softbreak", "paragraph_open",
        "paragraph_close", "table_open", "table_close", "thead_open", "thead_close", "tbody_open", "tbody_close",
        "tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close",
    }  # fmt: skip


def test_markdown_shows_what_the_documents_say_and_calls_nobody(hostile: Report) -> None:
    rows = [row for row in _cells(rendered("markdown", hostile)) if len(row) == 5 and " " in row[1]]

    assert [row[2].replace("\u200b", "") for row in rows] == [clean(text).strip() for text in HOSTILE]
    assert not re.search(r"[@#]\w|://|www\.", " ".join(cell for row in rows for cell in row))


def test_markdown_counts_by_family_and_severity(real: Report) -> None:
    counted = Counter((finding.rule[:3], finding.severity) for finding in real.findings)
    rows = [row for row in _cells(rendered("markdown", real)) if re.fullmatch("[A-Z]{3}", row[0])]

    assert {
        (row[0], severity): int(number)
        for row in rows
        for severity, number in zip(("error", "warning", "info"), row[1:4], strict=True)
        if number != "0"
    } == counted
    assert sum(int(row[4]) for row in rows) == len(real.findings)


def test_markdown_is_cut_where_a_comment_is_full(real: Report) -> None:
    text = rendered("markdown", real)
    shown = [row for row in _cells(text) if len(row) == 5 and not re.fullmatch("[A-Z]{3}", row[0])]
    told = len([row for row in _cells(text) if len(row) == 3])
    more = re.search(r"… dan (\d+) baris lagi", text)

    assert 55_000 < len(text) <= 60_000
    assert more
    assert len(shown) + told + int(more[1]) == len(real.findings) + len(real.errors) + len(real.notes)
    assert len(rendered("markdown", Report(real.findings[:2], (), ("a",)))) < 3_000


def test_one_finding_larger_than_a_comment_is_counted() -> None:
    finding = Finding("A", "b", "info", "x" * 70_000, "a", "", None, "", "", None, None)

    assert rendered("markdown", Report((finding,), (), ("a",))).endswith(
        "\n… dan 1 baris lagi yang tidak dimuat di sini.\n"
    )


# CSV


def _table(report: Report, style: Style = STYLE) -> list[dict[str, str]]:
    text = rendered("csv", report, style)
    assert text.encode().startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def test_csv_has_a_row_a_finding(report: Report) -> None:
    rows = _table(report)

    assert [row["Aturan"] for row in rows] == [finding.rule for finding in report.findings]
    assert [row["Baris"] for row in rows] == [str(f.span.line) if f.span else "" for f in report.findings]


def test_csv_speaks_the_language_asked_for(real: Report) -> None:
    assert list(_table(real)[0])[:4] == ["Berkas", "Baris", "Kolom", "Tempat"]
    assert list(_table(real, Style("en"))[0])[:4] == ["File", "Line", "Column", "Place"]
    assert {row["Severity"] for row in _table(real, Style("en"))} == {"error", "warning", "info"}


def test_no_cell_of_a_csv_is_a_formula(report: Report) -> None:
    cells = [cell for row in _table(report) for cell in row.values()]

    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_csv_says_what_the_document_says(hostile: Report) -> None:
    rows = _table(hostile)

    assert rows[0]["Kutipan"] == "'=cmd|'/C calc'!A0"
    assert rows[1]["Kutipan"] == f"'{HOSTILE[1]}"
    assert rows[2]["Kutipan"] == HOSTILE[2]
    assert rows[6]["Kutipan"] == "' =tab"


# what documents themselves can bring in


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

    report = run.check([tmp_path], built_in(), "id")

    assert (report.crashes, report.errors, len(report.paths)) == ((), (), 2)
    assert {(f.path[-4:], f.jabatan) for f in report.findings} >= {("json", names[0]), ("docx", names[0])}
    assert len(_commands(rendered("github", report))) == len(report.findings) + len(report.notes)
    assert list(Draft4Validator(SCHEMA).iter_errors(json.loads(rendered("sarif", report)))) == []
    assert len(list(ET.fromstring(rendered("junit", report)).iter("failure"))) == len(report.findings)
    assert not [token for token in _tokens(rendered("markdown", report)) if "html" in token.type]
    assert not [cell for row in _table(report) for cell in row.values() if cell.startswith("=")]
