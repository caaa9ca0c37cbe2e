from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import settings

from iki_lint import run
from iki_lint.document.printed import Where
from iki_lint.document.source import Span
from iki_lint.engine import lint
from iki_lint.errors import InputError
from iki_lint.findings import Crash, Finding, Language, ReadingNote, Related
from iki_lint.packs import built_in
from iki_lint.plan import Plan
from iki_lint.readers import Loaded, read
from iki_lint.report import Report, Style, render
from iki_lint.summary import Summary
from tests import layouts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = """--disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync""".split()  # noqa: SIM905
ROOT = Path(__file__).parent.parent
settings.register_profile("same", derandomize=True, deadline=None, database=None, max_examples=100)
settings.register_profile("search", deadline=None, database=None, max_examples=5_000)
settings.load_profile("same")  # --hypothesis-profile=search looks further, from another seed each time
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


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A cache of the tests' own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IKI_LINT_CACHE_DIR", str(tmp_path_factory.mktemp("simpanan")))
        yield


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
def browser() -> Iterator[Browser]:
    """Chromium, without a word to any network of its own."""
    from playwright.sync_api import sync_playwright  # only where a browser is needed

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """The HTML report of documents, in a file."""
    known: dict[tuple[object, ...], Path] = {}

    def make(*paths: Path, language: Language = "id", **style: str) -> Path:
        key = (*paths, language, *style.values())
        if key not in known:
            report = run.check(paths, lambda: Plan(built_in(), language))
            known[key] = tmp_path_factory.mktemp("laporan") / "laporan.html"
            known[key].write_text("".join(render("html", report, Style(language, **style))), encoding="utf-8")
        return known[key]

    return make


@pytest.fixture
def show(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a report; at the end nothing was asked of any network, and the console is empty."""
    pages, asked, said = [], [], []

    def open_page(path: Path, width: int = 1280, *, scripts: bool = True) -> Page:
        page = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
        pages.append(page)
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.goto(path.as_uri())
        return page

    yield open_page

    assert (said, [url for url in asked if not url.endswith("/laporan.html")]) == ([], [])
    for page in pages:
        page.close()


@pytest.fixture(scope="session")
def word(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Word document with a column that no reader knows."""
    path = tmp_path_factory.mktemp("word") / "SK-IKI.docx"
    layout = layouts.Layout({**layouts.FULL, "paraf": "PARAF KOORDINATOR"}, merge=True)
    document = yaml.safe_load((FIXTURES / "dokumen" / "kelurahan.iki.yaml").read_text(encoding="utf-8"))
    document["jabatan"][0]["kinerja"][0]["indikator"][0]["paraf"] = "ya"
    layouts.write(layouts.printed(document), path, layout)
    return path


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
    return run.check([*paths, folder / "sk.md"], lambda: Plan(built_in()))


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
    return Report(found, errors, tuple(Summary(f.path) for f in found), notes, built_in(), crashes)


@pytest.fixture(params=["real", "hostile"])
def report(request: pytest.FixtureRequest) -> Report:
    given: Report = request.getfixturevalue(request.param)
    return given
