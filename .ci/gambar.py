"""Make docs/gambar/laporan.png: the begin of the HTML report on an invented document. Needs chromium.

python .ci/gambar.py
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from iki_lint.packs import built_in
from iki_lint.report import FORMATS, Style
from iki_lint.run import check

ROOT = Path(__file__).parent.parent
DOCUMENT = Path("fixtures/dokumen/dinkes-cacat.iki.yaml")
SIZE = {"width": 1280, "height": 945}


if __name__ == "__main__":
    os.chdir(ROOT)
    target = Path("docs/gambar/laporan.png")
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "laporan.html"
        report = check([DOCUMENT], built_in(), "id")
        page_file.write_text(FORMATS["html"](report, Style()), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--disable-gpu"])
        page = browser.new_page(viewport=SIZE)
        page.goto(page_file.as_uri())
        page.screenshot(path=target)
        browser.close()
