"""What the HTML report says, without a browser."""

from __future__ import annotations

import re

import pytest

from iki_lint.errors import InputError
from iki_lint.findings import Crash, ReadingNote
from iki_lint.packs import built_in
from iki_lint.plan import Plan
from iki_lint.report import Report, Style
from iki_lint.report.html import render, spot, verdict
from iki_lint.run import check
from iki_lint.summary import Summary
from tests.conftest import FIXTURES

DEFECTIVE = FIXTURES / "dokumen" / "dinkes-cacat.iki.yaml"
CLEAN = FIXTURES / "dokumen" / "dinkes-bersih.iki.yaml"
READ = (Summary("d.docx"),)
NOTE = (ReadingNote("d.docx", "text", "teks"),)
ERROR = (InputError("d.docx", "absent"),)


@pytest.mark.parametrize(
    ("report", "style", "expected"),
    [
        (Report((), (), READ), Style(), "fit"),
        (Report((), (), READ, NOTE), Style(), "fit"),
        (Report((), (), READ, NOTE), Style(strict_reading=True), "unknown"),
        (Report((), ERROR, READ), Style(), "unknown"),
        (Report((), (), READ, crashes=(Crash("FRM004", "d.docx", "…"),)), Style(), "unknown"),
        (Report((), (), ()), Style(), "unknown"),
        (Report((), (), READ), Style(fail_on="never"), "none"),
    ],
)
def test_the_verdict_of_what_was_read(report: Report, style: Style, expected: str) -> None:
    assert verdict(report, style) == expected


def test_a_clean_report_of_a_part_says_that_it_is_one() -> None:
    spelling = tuple(rule for rule in built_in() if rule.family == "EJA")

    page = "".join(render(check([CLEAN], lambda: Plan(spelling)), Style()))

    assert "Layak ditandatangani sejauh yang diperiksa" in page
    assert "Tidak diperiksa: Sumber data, Keterukuran, Formulasi, Salinan" in page


def test_a_report_is_the_same_for_the_same_input_and_speaks_english() -> None:
    report = check([DEFECTIVE], lambda: Plan(built_in(), "en"))

    english, again = ("".join(render(report, Style("en"))) for _ in range(2))

    assert english == again
    assert '<html lang="en">' in english
    assert "Not fit to be signed yet" in english
    assert "Belum layak" not in english


def test_an_address_as_a_person_says_it() -> None:
    assert spot("/jabatan/3/kinerja/1/indikator/0/sumber_data") == "sasaran 2, indikator 1, sumber data"
    assert spot("/jabatan/3/kinerja/1/sasaran") == "sasaran 2"
    assert spot("/keputusan/menimbang/0") == "keputusan, menimbang 1"


def test_of_several_files_each_is_named_beside_its_jabatan() -> None:
    pages = [
        "".join(render(check(paths, lambda: Plan(built_in())), Style())) for paths in ([CLEAN], [CLEAN, DEFECTIVE])
    ]

    leader = re.escape(next(iter(check([CLEAN], lambda: Plan(())).documents)).owners[0].nama)
    assert [len(re.findall(rf"{leader} \([\w-]+\.iki\.yaml\)", page)) > 0 for page in pages] == [False, True]
