from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from iki_lint import run
from iki_lint.document.printed import Where
from iki_lint.document.source import Span
from iki_lint.engine import Crash, lint
from iki_lint.errors import InputError
from iki_lint.findings import Finding, ReadingNote, Related
from iki_lint.packs import built_in
from iki_lint.readers import Loaded, read
from iki_lint.report import Report
from tests import layouts

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"

HEADER = "skema: iki/1\njenis: iki\ninstansi: {nama: Dinas Perhubungan, daerah: Kabupaten Tirtamulya}\n"

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


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., Loaded]:
    """Read a document from a text."""

    def read_text(text: str | bytes, name: str = "dokumen.iki.yaml") -> Loaded:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return read(path)

    return read_text


@pytest.fixture
def findings(load: Callable[..., Loaded]) -> Callable[..., tuple[Finding, ...]]:
    """What the rules say of a document given as text."""

    def lint_text(text: str, **options: dict[str, object]) -> tuple[Finding, ...]:
        rules = [replace(rule, options={**rule.options, **options.get(rule.code, {})}) for rule in built_in()]
        result = lint(load(text), rules)
        assert result.crashes == ()
        return result.findings

    return lint_text


@pytest.fixture(scope="session")
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


@pytest.fixture(scope="session")
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
