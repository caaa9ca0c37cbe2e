"""What changed between two documents: compared, and as a reader has it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from iki_lint.comparison import compare
from iki_lint.comparison.matching import pieces
from iki_lint.comparison.model import Change, Comparison
from iki_lint.difference import difference
from iki_lint.packs import built_in
from iki_lint.plan import Plan
from iki_lint.readers import read
from iki_lint.report import Style
from iki_lint.report.changes import FORMATS
from tests import layouts
from tests.conftest import FIXTURES, HEADER, HOSTILE
from tests.test_html import ASTRAY, BEYOND, CUT

LAMONGAN = FIXTURES / "teks" / "lamongan-pmd.md"
LAIK: dict[str, Any] = {
    "nama": "Persentase kendaraan wajib uji yang laik jalan",
    "formulasi": "Jumlah kendaraan laik / jumlah kendaraan wajib uji x 100%",
    "sumber_data": "Register uji berkala",
    "target": "85%",
}
HALTE: dict[str, Any] = {
    "nama": "Jumlah halte yang dipelihara",
    "sumber_data": "Laporan pemeliharaan halte",
    "target": "12 unit",
}


def jabatan(nama: str, *measures: Mapping[str, Any], **others: Any) -> dict[str, Any]:
    rows = [{"sasaran": "Meningkatnya keselamatan angkutan", "indikator": list(measures)}] if measures else []
    return {"nama": nama, **others, "kinerja": rows}


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """A document of these jabatan, in a file."""

    def write(name: str, *given: Mapping[str, Any], **others: Any) -> Path:
        path = tmp_path / f"{name}.iki.yaml"
        document = {**yaml.safe_load(HEADER), **others, "jabatan": list(given)}
        path.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False), encoding="utf-8")
        return path

    return write


@pytest.fixture
def compared(written: Callable[..., Path]) -> Callable[..., Comparison]:
    """Two lists of jabatan compared."""

    def make(old: list[dict[str, Any]], new: list[dict[str, Any]], **others: Any) -> Comparison:
        paths = written("lama", *old, tahun=2025, **others), written("baru", *new, tahun=2026, **others)
        before, after = ((path.name, read(path).document) for path in paths)
        return compare(before, after)

    return make


def fates(found: Comparison) -> list[tuple[str, str, str]]:
    return [(o.fate, o.old.nama if o.old else "", o.new.nama if o.new else "") for o in found.owners]


def kinds(found: Comparison) -> list[str]:
    return [each.kind for each in found.indicators]


def run(*args: object, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "iki_lint", "diff", *map(str, args)],
        capture_output=True,
        text=True,
        env={**os.environ, **env},
        check=False,
    )


def test_a_document_beside_itself_has_not_changed(compared: Callable[..., Comparison]) -> None:
    same = [jabatan("Kepala Dinas Perhubungan", LAIK), jabatan("Kepala Seksi Terminal", HALTE, tugas=["menata halte"])]

    found = compared(same, same)

    assert {fate for fate, *_ in fates(found)} == {"same"}
    assert kinds(found) == ["same", "same"]
    assert (found.columns, [owner for owner in found.owners if owner.changes or owner.duties]) == ((), [])


@pytest.mark.parametrize(
    ("old", "new", "fate"),
    [
        ("Kasi Kerja sama Terminal", "Kepala Seksi Kerjasama Terminal", "same"),
        ("KEPALA SEKSI TERMINAL", "Kepala Seksi Terminal", "same"),
        ("Kepala Sub Bagian Program dan Evaluasi", "Kepala Sub Bagian Perencanaan dan Evaluasi", "renamed"),
        ("Kepala Seksi Angkutan", "Kepala Seksi Perizinan Trayek", "renamed"),
    ],
)
def test_a_jabatan_is_known_by_its_name_or_its_work(
    old: str, new: str, fate: str, compared: Callable[..., Comparison]
) -> None:
    work = ["menyusun rencana trayek angkutan pedesaan", "menguji kelaikan bus sekolah"]
    other = jabatan("Kepala Seksi Parkir", HALTE, tugas=["memungut retribusi parkir tepi jalan"])

    found = compared([jabatan(old, LAIK, tugas=work), other], [other, jabatan(new, LAIK, tugas=work)])

    assert fates(found) == [("same", "Kepala Seksi Parkir", "Kepala Seksi Parkir"), (fate, old, new)]
    assert kinds(found) == ["same", "same"]


def test_jabatan_without_a_likeness_are_gone_and_new(compared: Callable[..., Comparison]) -> None:
    old = jabatan("Kepala Seksi Terminal", HALTE, tugas=["memelihara halte dan terminal"])
    new = jabatan("Kepala Sub Bagian Keuangan", LAIK, tugas=["menyusun laporan pertanggungjawaban belanja"])

    found = compared([old], [new])

    assert fates(found) == [("added", "", "Kepala Sub Bagian Keuangan"), ("gone", "Kepala Seksi Terminal", "")]
    assert kinds(found) == ["added", "gone"]


def test_a_seksi_that_became_fungsional_is_an_ahli_muda_of_its_own_bidang(compared: Callable[..., Comparison]) -> None:
    bidang = [jabatan("Kepala Dinas Perhubungan"), jabatan("Kepala Bidang Angkutan"), jabatan("Kepala Bidang Parkir")]
    terminal = jabatan("Kepala Seksi Terminal", HALTE, atasan="Kepala Bidang Angkutan")
    juru = [
        jabatan("Analis Kebijakan Ahli Muda", LAIK, atasan="Kepala Bidang Parkir"),
        jabatan("Analis Kebijakan Ahli Pertama", LAIK, atasan="Kepala Bidang Angkutan"),
        jabatan("Analis Kebijakan Ahli Muda", LAIK, atasan="Kepala Bidang Angkutan"),
        jabatan("Pengadministrasi Perkantoran", LAIK, atasan="Kepala Bidang Angkutan"),
    ]

    found = compared([*bidang, terminal], [*bidang, *juru])

    heirs = [owner for owner in found.owners if owner.fate == "functional"]
    assert [(owner.old and owner.old.nama, owner.new and owner.new.pointer) for owner in heirs] == [
        ("Kepala Seksi Terminal", "/jabatan/5")
    ]
    assert [fate for fate, *_ in fates(found)].count("added") == 4


def test_a_seksi_stays_gone_where_no_fungsional_came_into_its_bidang(compared: Callable[..., Comparison]) -> None:
    bidang = [jabatan("Kepala Dinas Perhubungan"), jabatan("Kepala Bidang Angkutan"), jabatan("Kepala Bidang Parkir")]
    terminal = jabatan("Kepala Seksi Terminal", HALTE, atasan="Kepala Bidang Angkutan")
    analis = jabatan("Analis Kebijakan Ahli Muda", LAIK, atasan="Kepala Bidang Parkir")

    found = compared([*bidang, terminal], [*bidang, analis])

    assert fates(found)[-1] == ("gone", "Kepala Seksi Terminal", "")


def test_unit_and_atasan_that_changed_are_told_but_not_an_atasan_renamed(compared: Callable[..., Comparison]) -> None:
    duty = ["menyelenggarakan angkutan penumpang dan barang"]
    old = [
        jabatan("Kepala Bidang Angkutan", tugas=duty),
        jabatan("Kepala Bidang Parkir"),
        jabatan("Kepala Seksi Terminal", HALTE, atasan="Kepala Bidang Angkutan", unit="Bidang Angkutan"),
        jabatan("Kepala Seksi Trayek", LAIK, atasan="Kepala Bidang Angkutan"),
    ]
    new = [
        jabatan("Kepala Bidang Angkutan Jalan", tugas=duty),
        jabatan("Kepala Bidang Parkir"),
        jabatan("Kepala Seksi Terminal", HALTE, atasan="Kepala Bidang Parkir", unit="Bidang Parkir"),
        jabatan("Kepala Seksi Trayek", LAIK, atasan="Kepala Bidang Angkutan Jalan"),
    ]

    found = compared(old, new)

    assert [owner.changes for owner in found.owners] == [
        (),
        (),
        (
            Change("unit", "Bidang Angkutan", "Bidang Parkir"),
            Change("atasan", "Kepala Bidang Angkutan", "Kepala Bidang Parkir"),
        ),
        (),
    ]


def test_what_changed_in_an_indicator_is_told_value_by_value(compared: Callable[..., Comparison]) -> None:
    new = {
        **LAIK,
        "nama": "Persentase bus wajib uji yang laik jalan",
        "target": "90 %",
        "penanggung_jawab": "Seksi Uji",
    }
    del new["sumber_data"]

    found = compared(
        [jabatan("Kepala Seksi Uji", LAIK, HALTE)],
        [jabatan("Kepala Seksi Uji", new, {**HALTE, "penanggung_jawab": "Seksi Uji"})],
    )

    assert [column.name for column in found.columns] == ["penanggung_jawab"]
    assert [each.changes for each in found.indicators] == [
        (
            Change("nama", LAIK["nama"], new["nama"]),
            Change("sumber_data", "Register uji berkala", ""),
            Change("target", "85%", "90 %"),
        ),
        (),
    ]


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("85%", "85 %", False),
        ("≥ 85%", "≤ 85%", True),
        ("Laik : wajib uji x 100%", "laik / wajib uji X 100 %", False),
        ("laik + wajib uji", "laik × wajib uji", True),
        ("Prosentase laik", "Persentase laik", False),
    ],
)
def test_a_value_has_changed_only_where_it_says_something_else(
    old: str, new: str, changed: bool, compared: Callable[..., Comparison]
) -> None:
    found = compared(
        [jabatan("Kepala Seksi Uji", {**LAIK, "formulasi": old})],
        [jabatan("Kepala Seksi Uji", {**LAIK, "formulasi": new})],
    )

    assert found.indicators[0].kind == ("changed" if changed else "same")


def test_an_indicator_that_went_to_another_jabatan_has_moved(compared: Callable[..., Comparison]) -> None:
    uji, parkir = "Kepala Seksi Uji", "Kepala Seksi Parkir"

    found = compared([jabatan(uji, LAIK, HALTE), jabatan(parkir)], [jabatan(uji, LAIK), jabatan(parkir, HALTE)])

    moved = found.indicators[1]
    assert kinds(found) == ["same", "moved"]
    assert (moved.old and moved.old.owner.nama, moved.new and moved.new.owner.nama) == (uji, parkir)


def test_tugas_are_counted_as_gone_new_and_reworded(compared: Callable[..., Comparison]) -> None:
    old = ["menguji kelaikan bus sekolah", "memelihara halte dan rambu", "menyusun laporan bulanan uji berkala"]
    new = ["menguji kelaikan bus sekolah", "menyusun laporan triwulanan uji berkala", "membina juru parkir"]

    found = compared([jabatan("Kepala Seksi Uji", tugas=old)], [jabatan("Kepala Seksi Uji", tugas=new)])

    (duties,) = found.owners[0].duties
    assert (duties.gone, duties.added) == (("memelihara halte dan rambu",), ("membina juru parkir",))
    assert duties.reworded == (Change("tugas", old[2], new[1]),)


def test_words_that_are_gone_and_new_stand_in_their_places() -> None:
    found = [(p.kind, p.text) for p in pieces("Prosentase desa, yang tertib", "Persentase Desa yang sangat tertib")]

    assert found == [
        ("gone", "Prosentase"),
        ("new", "Persentase"),
        ("same", "Desa yang"),
        ("new", "sangat"),
        ("same", "tertib"),
    ]


def test_the_instansis_own_table_is_compared_too(compared: Callable[..., Comparison]) -> None:
    iku = {"kinerja": [{"sasaran": "Meningkatnya keselamatan", "indikator": [LAIK]}]}

    found = compared([], [jabatan("Kepala Seksi Uji", HALTE)], iku=iku)

    assert kinds(found) == ["same", "added"]


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real decree as it might be a year later: two columns gone, a jabatan renamed, one gone."""
    path = tmp_path_factory.mktemp("baru") / "tahun-depan.iki.yaml"
    convert = [sys.executable, "-m", "iki_lint", "convert", str(LAMONGAN)]
    document = yaml.safe_load(subprocess.run(convert, capture_output=True, check=True).stdout)
    for each in document["jabatan"]:
        for row in each["kinerja"]:
            for indikator in row["indikator"]:
                del indikator["formulasi"], indikator["sumber_data"]
    document["jabatan"][1]["nama"] = "Kepala Sub Bagian Perencanaan dan Evaluasi"
    del document["jabatan"][-1]
    path.write_text(yaml.safe_dump({**document, "tahun": 2026}, allow_unicode=True), encoding="utf-8")
    return path


def test_columns_that_vanished_are_told_once_and_at_the_top(changed: Path) -> None:
    done = run(LAMONGAN, changed, COLUMNS="100")

    lines = done.stdout.splitlines()
    top = lines.index("") + 1
    assert done.returncode == 0
    assert [" ".join(line.split()) for line in lines[top : top + 3]] == [
        "Kolom Formulasi ada di 31 dari 31 indikator dokumen lama, tidak ada satu pun di tahun 2026.",
        "Sumber data ada di 31 dari 31 indikator dokumen lama, tidak ada satu pun di tahun 2026.",
        "Jabatan 20 menjadi 19: 18 tetap, 1 berganti nama, 1 hilang.",
    ]
    assert "    ~ Kepala Sub Bagian [-Program-] {+Perencanaan+} dan Evaluasi" in lines
    assert "    - Kepala Seksi Pengelolaan Keuangan dan Aset Desa: 1 indikator" in lines
    assert "formulasi:" not in done.stdout
    assert max(map(len, lines)) <= 100


def test_findings_about_a_column_that_is_gone_are_not_mended(changed: Path) -> None:
    found = json.loads(run(LAMONGAN, changed, "--format", "json").stdout)

    rules = {each["rule"]: (each["mended"], each["lost"], each["new"]) for each in found["findings"]["rules"]}
    assert rules["FRM002"] == (0, 31, 0)
    assert rules["SBR001"] == (0, 0, 1)
    assert found["findings"]["left"] > 0
    assert {each["fate"] for each in found["jabatan"]} == {"same", "renamed", "gone"}
    assert [column["name"] for column in found["columns"]] == ["formulasi", "sumber_data"]


def test_a_finding_stays_with_a_jabatan_that_moved_and_has_another_name(written: Callable[..., Path]) -> None:
    bare = {"nama": "Terlaksananya sosialisasi", "sumber_data": "Laporan kegiatan"}
    duty = ["menyelenggarakan sosialisasi keselamatan angkutan"]
    old = written("a", jabatan("Kepala Seksi Angkutan", bare, tugas=duty))
    new = written("b", jabatan("Kepala Seksi Parkir"), jabatan("Kepala Seksi Angkutan Jalan", bare, tugas=duty))

    found = difference(old, new, Plan(tuple(rule for rule in built_in() if rule.code in ("SBR002", "UKR001")))).findings

    assert (found.mended, found.lost, found.new, found.left) == ((), (), (), 2)


def test_word_stands_beside_yaml(tmp_path: Path) -> None:
    source = FIXTURES / "dokumen" / "kelurahan.iki.yaml"
    word = tmp_path / "SK.docx"
    layouts.write(layouts.printed(yaml.safe_load(source.read_text("utf-8"))), word, layouts.LAYOUTS["typed"])

    found = json.loads(run(source, word, "--format", "json").stdout)

    assert {each["fate"] for each in found["jabatan"]} == {"same"}
    assert [each["kind"] for each in found["indicators"]] == []


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    done = run(LAMONGAN, tmp_path / "tidak-ada.docx")

    assert (done.returncode, done.stdout) == (2, "")
    assert "tidak-ada.docx: berkas tidak ada" in done.stderr
    assert "Traceback" not in done.stderr


def test_english_is_english_and_the_file_holds_the_report(changed: Path, tmp_path: Path) -> None:
    target = tmp_path / "changes.txt"

    done = run(LAMONGAN, changed, "--lang", "en", "--output", target)

    assert (done.returncode, done.stdout) == (0, "")
    said = " ".join(target.read_text("utf-8").split())
    assert "Formula: given for 31 of 31 indicators in the old document, for none in 2026." in said
    assert "hilang" not in target.read_text("utf-8")


@pytest.fixture
def page_of(tmp_path: Path, show: Callable[..., Page]) -> Callable[..., Page]:
    """The HTML page of two files, opened."""

    def open_page(old: Path, new: Path, width: int = 1280) -> Page:
        path = tmp_path / "laporan.html"
        found = difference(old, new, Plan(built_in()))
        path.write_text(FORMATS["html"](found, Style("id")), encoding="utf-8")
        return show(path, width)

    return open_page


@pytest.mark.parametrize("width", [375, 1280])
def test_the_page_fits_its_width_and_everyone_can_read_it(
    width: int, changed: Path, page_of: Callable[..., Page]
) -> None:
    page = page_of(changed, LAMONGAN, width)
    page.locator("details").evaluate_all("all => all.forEach((one) => (one.open = true))")

    unfair = Axe().run(page)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert (page.evaluate(BEYOND), page.evaluate(CUT), page.evaluate(ASTRAY)) == ([], [], [])
    assert unfair.violations_count == 0, unfair.generate_report()
    assert page.locator("li:has(del) ins").first.inner_text() == "Program"


def test_nothing_in_a_document_can_act_in_the_page(written: Callable[..., Path], page_of: Callable[..., Page]) -> None:
    old = [jabatan(text, LAIK, {**HALTE, "nama": text}, tugas=[text], unit=text) for text in HOSTILE]
    new = [jabatan(f"{text} baru", {**LAIK, "target": text}, tugas=[f"{text} juga"]) for text in HOSTILE]

    page = page_of(written("a", *old), written("b", *new))

    names = page.evaluate("[...new Set([...document.querySelectorAll('*')].map((one) => one.localName))]")
    assert not {"img", "script", "base"} & set(names)
    assert page.title().startswith("Perubahan")
    assert "\u202e" not in page.content()
