from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from iki_lint.engine import lint
from iki_lint.findings import Finding, Language
from iki_lint.packs import built_in
from iki_lint.readers import Loaded, read
from iki_lint.report import FORMATS, Style
from iki_lint.run import check
from tests.layouts import FULL, Layout, printed, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = """--disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync""".split()  # noqa: SIM905
ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"

HEADER = "skema: iki/1\njenis: iki\ninstansi: {nama: Dinas Perhubungan, daerah: Kabupaten Tirtamulya}\n"


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
            report = check(paths, built_in(), language).report
            known[key] = tmp_path_factory.mktemp("laporan") / "laporan.html"
            known[key].write_text(FORMATS["html"](report, Style(language, **style)), encoding="utf-8")
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
    layout = Layout({**FULL, "paraf": "PARAF KOORDINATOR"}, merge=True)
    document = yaml.safe_load((FIXTURES / "dokumen" / "kelurahan.iki.yaml").read_text(encoding="utf-8"))
    document["jabatan"][0]["kinerja"][0]["indikator"][0]["paraf"] = "ya"
    write(printed(document), path, layout)
    return path
