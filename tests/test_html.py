"""The HTML report as a reader has it: in Chromium, with real clicks and keys, on a screen, a phone and on paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from iki_lint.packs import built_in
from iki_lint.plan import Plan
from iki_lint.run import check
from tests.conftest import FIXTURES, HEADER

DEFECTIVE = FIXTURES / "dokumen" / "dinkes-cacat.iki.yaml"
CLEAN = FIXTURES / "dokumen" / "dinkes-bersih.iki.yaml"
SHOWN = ".temuan:visible"
BEYOND = """() => [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".lompat, .tersembunyi"))
    .map((one) => one.outerHTML.slice(0, 80))"""
CUT = """() => [...document.querySelectorAll("body *:not(.tersembunyi, option, select, rect, svg)")]
    .filter((one) => !["inline", "table-row"].includes(getComputedStyle(one).display) && one.checkVisibility())
    .filter((one) => !one.closest("thead") || getComputedStyle(one.closest("thead")).position !== "absolute")
    .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
    .filter((one) => one.clientHeight > 0)
    .map((one) => one.outerHTML.slice(0, 80))"""
ASTRAY = """() => [...document.querySelectorAll("a[href]")].map((one) => one.getAttribute("href"))
    .filter((to) => !to.startsWith("#") || !document.getElementById(to.slice(1)))"""
HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4")].filter((one) => one.checkVisibility())
    .map((one) => Number(one.tagName[1]))"""
WRAPPED = """() => [...document.querySelectorAll("dt, .kode, .tingkat")].filter((one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    const tops = [...range.getClientRects()].filter((box) => box.width > 1).map((box) => Math.round(box.top / 4));
    return one.checkVisibility() && new Set(tops).size > 1;
}).map((one) => one.outerHTML)"""
HOSTILE = (
    "<script>document.title='diambil'</script>",
    "\"'><img src=x onerror=\"document.title='diambil'\">",
    "</style></script><svg onload=alert(1)>",
    "<a href='javascript:alert(1)'>https://example.org/</a>",
    "{{ 7 * 7 }}{% raw %}",
    "</blockquote></article></main><base href='https://example.org/'><style>body{display:none}</style>",
    "\u202eterbalik\u202c \u2066x",
)


def severities(page: Page) -> dict[str, int]:
    """How many findings of each severity are seen."""
    seen = page.locator(SHOWN).evaluate_all("all => all.map((one) => one.dataset.tingkat)")
    return {name: seen.count(name) for name in ("error", "warning", "info")}


def test_a_click_hides_a_severity_and_the_counts_follow(made: Callable[..., Path], show: Callable[..., Page]) -> None:
    page = show(made(DEFECTIVE))
    before = severities(page)

    page.locator("#saringan").get_by_label("Catatan").click()
    page.locator("#saringan").get_by_label("Perihal").select_option("FRM")

    after = severities(page)
    option = page.locator("option", has_text="Keterukuran").text_content() or ""
    assert (before["info"], after["info"]) == (31, 0)
    assert page.locator("#jumlah").text_content() == f"{sum(after.values())} dari 136 temuan ditampilkan."
    assert (
        page.locator("#saringan").get_by_label("Kesalahan").locator("..").text_content()
        == f" Kesalahan ({after['error']})"
    )
    assert option == f"Keterukuran ({page.locator('[data-keluarga=UKR]:not([data-tingkat=info])').count()})"
    assert 0 < sum(after.values()) < before["error"] + before["warning"]


def test_the_filters_work_by_keyboard_alone(made: Callable[..., Path], show: Callable[..., Page]) -> None:
    page = show(made(DEFECTIVE))

    page.locator("#saringan").get_by_label("Kesalahan").focus()
    page.keyboard.press("Space")
    without = severities(page)["error"]
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#saringan").get_by_label("Perihal").input_value()
    families = set(page.locator(SHOWN).evaluate_all("all => all.map((one) => one.dataset.keluarga)"))
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("bobot tidak-ada-kata-ini")
    none = page.locator(SHOWN).count()
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    page.keyboard.press("Enter")

    assert without == 0
    assert families == {chosen}
    assert (none, outline) == (0, "solid")
    expect(page.locator(".tersaring")).to_have_count(0)


def test_the_search_wants_every_word(made: Callable[..., Path], show: Callable[..., Page]) -> None:
    page = show(made(DEFECTIVE))

    page.locator("#saringan").get_by_label("Cari kata").fill("  NIP pengangkatan")

    texts = page.locator(SHOWN).all_text_contents()
    assert texts
    assert all("nip" in text.lower() and "pengangkatan" in text.lower() for text in texts)


def test_the_chart_the_sheet_and_the_findings_lead_to_each_other(
    made: Callable[..., Path], show: Callable[..., Page]
) -> None:
    page = show(made(DEFECTIVE))

    page.locator(".bagan a", has_text="Sumber data").click()
    families = set(page.locator(SHOWN).evaluate_all("all => all.map((one) => one.dataset.keluarga)"))
    page.locator(".penilaian a.kode", has_text="FRM004").first.click()
    target = page.locator(":target")
    shown = target.is_visible()
    rule = target.get_attribute("data-keluarga")
    target.locator(".tempat a").click()

    assert families == {"SBR"}
    assert (shown, rule, page.locator(SHOWN).count()) == (True, "FRM", 136)
    assert "FRM004" in (page.locator("tr:target").text_content() or "")


def test_the_skip_link_is_the_first_stop(made: Callable[..., Path], show: Callable[..., Page]) -> None:
    page = show(made(CLEAN))

    page.keyboard.press("Tab")
    seen = page.locator(".lompat").bounding_box()
    page.keyboard.press("Enter")

    assert seen
    assert seen["x"] >= 0
    assert page.evaluate("document.activeElement.id") == "isi"


def test_without_scripts_everything_shows(made: Callable[..., Path], show: Callable[..., Page]) -> None:
    page = show(made(DEFECTIVE), scripts=False)

    assert page.locator(SHOWN).count() == 136
    assert not page.locator("#saringan").is_visible()


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("name", ["dinkes-cacat", "dinkes-bersih", "longkali", "word", "english"])
def test_a_page_fits_its_width_and_everyone_can_read_it(
    name: str, width: int, word: Path, made: Callable[..., Path], show: Callable[..., Page]
) -> None:
    others = {"word": made(word), "english": made(FIXTURES / "kecil" / "buruk.iki.yaml", language="en")}
    page = show(others.get(name) or made(FIXTURES / "dokumen" / f"{name}.iki.yaml"), width)
    page.locator("details").evaluate_all("all => all.forEach((one) => (one.open = true))")

    levels = page.evaluate(HEADINGS)
    unfair = Axe().run(page)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert (page.evaluate(BEYOND), page.evaluate(CUT), page.evaluate(ASTRAY)) == ([], [], [])
    assert page.evaluate(WRAPPED) == []
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert unfair.violations_count == 0, unfair.generate_report()


def test_paper_holds_every_finding_and_the_signature_but_no_filter(
    made: Callable[..., Path], show: Callable[..., Page]
) -> None:
    page = show(made(DEFECTIVE))
    page.locator("#saringan").get_by_label("Cari kata").fill("tidak-ada-kata-ini")
    on_screen = page.locator(SHOWN).count(), page.locator(".pengesahan").is_visible()

    page.emulate_media(media="print")

    rows = page.locator("details .bagan tbody tr")
    assert on_screen == (0, False)
    assert page.locator(SHOWN).count() == 136
    assert [page.locator(part).is_visible() for part in ("#saringan", "nav", ".pengesahan")] == [False, False, True]
    assert rows.count() > 0
    assert all(rows.nth(i).bounding_box()["height"] > 0 for i in range(rows.count()))
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF-")


def test_nothing_in_a_document_can_act(tmp_path: Path, made: Callable[..., Path], show: Callable[..., Page]) -> None:
    everything = " ".join(HOSTILE)
    measure = {"nama": everything, "formulasi": f"{everything} x 100%", "sumber_data": "-", "target": everything}
    row = {"sasaran": everything, "indikator": [measure, dict(measure)]}
    document = {
        **yaml.safe_load(HEADER),
        "judul": everything,
        "instansi": {"nama": everything, "daerah": HOSTILE[0]},
        HOSTILE[1]: everything,
        "jabatan": [{"nama": text, "tugas": [everything, "melakukan"], "kinerja": [row]} for text in HOSTILE],
    }
    path = tmp_path / "<img src=x onerror=alert(1)>.iki.yaml"
    path.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")

    report = made(path)
    page = show(report)
    page.locator("#saringan").get_by_label("Jabatan").select_option(index=1)

    kinds = page.evaluate("[...new Set([...document.querySelectorAll('*')].map((one) => one.localName))]")
    assert page.locator(".temuan").count() > 0
    assert page.title().endswith(everything.replace("\u202e", "·").replace("\u202c", "·").replace("\u2066", "·"))
    assert not {"img", "base"} & set(kinds)
    assert (page.locator("style").count(), page.locator("script").count()) == (1, 1)
    assert page.evaluate(ASTRAY) == []
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", report.read_text(encoding="utf-8"))


def test_a_script_that_is_not_the_reports_own_is_refused(
    tmp_path: Path, browser: Browser, made: Callable[..., Path]
) -> None:
    path = tmp_path / "laporan.html"
    page_text = made(CLEAN).read_text(encoding="utf-8")
    inserted = "<script>document.title = 'diambil'</script><img src=x onerror=\"document.title = 'diambil'\">"
    path.write_text(page_text.replace("</main>", f"{inserted}</main>"), encoding="utf-8")
    page = browser.new_page()

    page.goto(path.as_uri())

    assert page.title().startswith("Laporan")
    page.close()


def test_the_sheet_has_a_row_an_indicator_and_says_which_are_clean(
    made: Callable[..., Path], show: Callable[..., Page]
) -> None:
    page = show(made(DEFECTIVE))
    document = next(iter(check([DEFECTIVE], lambda: Plan(built_in())).documents))
    goals = [goal for owner in document.owners for goal in owner.goals]

    rows = page.locator(".penilaian tbody:not(.jabatan) tr")
    clean = rows.filter(has=page.locator(".bersih"))

    assert rows.count() == sum(len(goal.measures) or 1 for goal in goals)
    assert rows.filter(has_text="(tanpa indikator)").count() == sum(not goal.measures for goal in goals) > 0
    assert 0 < clean.count() < rows.count()
    assert clean.locator(".kode").count() == 0
    assert rows.filter(has_not=page.locator(".bersih")).filter(has_not=page.locator(".kode")).count() == 0


def test_what_is_true_of_all_indicators_of_a_jabatan_stands_at_each(
    tmp_path: Path, made: Callable[..., Path], show: Callable[..., Page]
) -> None:
    measures = [{"nama": f"Persentase {x} yang laik", "formulasi": f"{x} laik / {x} x 100%"} for x in ("bus", "truk")]
    jabatan = {"nama": "Kepala Seksi", "kinerja": [{"sasaran": "Meningkatnya kelaikan bus", "indikator": measures}]}
    path = tmp_path / "d.iki.yaml"
    path.write_text(yaml.safe_dump({**yaml.safe_load(HEADER), "jabatan": [jabatan]}), encoding="utf-8")

    page = show(made(path))

    assert page.locator(".temuan", has_text="SBR001").count() == 1
    assert page.locator(".penilaian td a", has_text="SBR001").count() == 2
    assert page.locator(".bersih").count() == 0


def test_what_was_not_read_stands_under_the_verdict(
    word: Path, made: Callable[..., Path], show: Callable[..., Page]
) -> None:
    page = show(made(word, FIXTURES / "tidak-ada.iki.yaml", fail_on="never"))

    assert page.locator(".putusan h2").inner_text() == "Tidak dapat dinilai"
    told = page.locator(".putusan + .terlewat").inner_text()
    assert "tidak-ada.iki.yaml: berkas tidak ada" in told
    assert "PARAF KOORDINATOR" in told


def test_a_finding_in_word_stands_where_a_person_looks(
    word: Path, made: Callable[..., Path], show: Callable[..., Page]
) -> None:
    page = show(made(word))

    place = page.locator(".temuan:has(mark) .tempat", has_text="kolom SUMBER DATA").first.inner_text()

    assert re.match(r"tabel \d+, baris \d+, kolom SUMBER DATA · sasaran \d+, indikator \d+", place)


@pytest.mark.parametrize(
    ("fail_on", "said"),
    [
        ("error", "Ada 3 kesalahan yang harus diselesaikan lebih dahulu. Selain itu ada 1 peringatan dan 1 catatan"),
        ("info", "Ada 3 kesalahan, 1 peringatan dan 1 catatan yang harus diselesaikan lebih dahulu."),
    ],
)
def test_the_verdict_says_what_counts(
    fail_on: str, said: str, made: Callable[..., Path], show: Callable[..., Page]
) -> None:
    page = show(made(FIXTURES / "kecil" / "buruk.iki.yaml", fail_on=fail_on))

    assert page.locator(".putusan h2").inner_text() == "Belum layak ditandatangani"
    assert page.locator(".putusan p").first.inner_text().startswith(said)
