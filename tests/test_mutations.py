"""Documents with something wrong in them: some of each format, the cases that were found, and what they share."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import fuzz, lines, mutations
from benchmarks.mutate import MAKERS, mutant, packages, trial
from benchmarks.mutate.bases import bases, first
from iki_lint.packs import built_in
from iki_lint.plan import Plan
from iki_lint.readers import Loaded
from tests.conftest import FIXTURES, HEADER

COUNTS = dict.fromkeys(MAKERS, 100) | {"pdf": 40}
CASES = [(target, path) for target in fuzz.TARGETS for path in sorted((fuzz.CORPUS / target).iterdir())]
RUNS = ("a", "A", "Aa", "1.", ",", "kata ", "A. ", "dan/atau ", "A / ", r"\frac{", "{", "(SD) ", "Kepala Seksi ")
LONG = 4_000
DOCUMENT = HEADER + (
    "jabatan: [{{nama: '{0}', tugas: ['{0}'], kinerja: [{{sasaran: '{0}', indikator: [{{nama: '{0}', formulasi: '{0}', "
    "sumber_data: '{0}', target: '{0}'}}]}}]}}]\n"
).replace("{0}", "RUN").replace("{{", "{").replace("}}", "}")
TREE = """\
KEPALA DINAS SOSIAL\t\t
INDIKATOR : Penurunan kemiskinan\t\t
KEPALA BIDANG SATU\tKEPALA BIDANG DUA\t
SASARAN : Naiknya mutu\tSASARAN : Turunnya angka\t
"""


@pytest.mark.parametrize("form", MAKERS)
def test_a_mutated_document_is_the_same_for_its_number_and_another_for_others(form: str) -> None:
    given = bases(form)
    one, same, other = (mutant(form, given, 1, number) for number in (7, 7, 8))

    assert (one == same, one == other) == (True, False)


@pytest.mark.parametrize("form", MAKERS)
def test_mutated_documents_end_in_a_report_or_an_error(form: str) -> None:
    tally = mutations.tried(form, range(COUNTS[form]), seed=6)

    assert tally.failed == {}
    assert sum(tally.codes.values()) == COUNTS[form]


def test_what_goes_wrong_with_a_document_is_counted_by_where_and_how() -> None:
    tally = mutations.Tally()
    trace = 'Traceback\n  File "/x/iki_lint/readers/word.py", line 7, in blocks\nKeyError: 1'
    ends = [(2, 0.1, 1, ""), (3, 0.1, 1, trace), (0, 0.1, 2 << 30, ""), (3, 0.1, 1, "")]
    failed = [tally.add(mutations.Ran(number, *end)) for number, end in enumerate(ends)]

    assert failed == [False, True, True, True]
    assert tally.failed == {"exit 3 readers/word.py:7 KeyError: 1": [1], "memory": [2], "exit 3": [3]}


@pytest.mark.parametrize(("target", "path"), CASES, ids=[f"{target}-{path.stem}" for target, path in CASES])
def test_a_case_of_the_corpus_holds(target: str, path: Path) -> None:
    fuzz.TARGETS[target](path.read_bytes())


@pytest.mark.parametrize("run", RUNS)
def test_a_long_run_of_anything_in_every_value_is_judged(run: str, tmp_path: Path) -> None:
    path = tmp_path / "panjang.yaml"
    path.write_text(DOCUMENT.replace("RUN", run * (LONG // len(run))), encoding="utf-8")
    outcome = Plan(built_in()).examine(path)

    assert (outcome.errors, outcome.crashes) == ((), ())
    assert outcome.findings


@pytest.mark.parametrize("span", ["x", "-5", "", "1"])
def test_a_column_span_that_is_no_number_counts_as_one(span: str, load: Callable[..., Loaded]) -> None:
    base = first("docx")
    xml = packages.part(base, packages.DOCUMENT)
    changed = re.sub(rb"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="%s"/>' % span.encode(), xml)
    documents = [load(data, "a.docx").document for data in (base, packages.around(base, packages.DOCUMENT, changed))]

    assert documents[0] == documents[1]


def test_words_outside_of_any_paragraph_hinder_no_comments(tmp_path: Path) -> None:
    base, path = first("docx"), tmp_path / "a.docx"
    xml = packages.part(base, packages.DOCUMENT).replace(b"</w:p>", b"</w:p><w:r><w:t>lepas</w:t></w:r>")
    path.write_bytes(packages.around(base, packages.DOCUMENT, xml))
    ran = trial.tried(path, ("review", "--output", str(tmp_path / "b.docx")))

    assert (ran.code, ran.trouble) == (0, "")
    assert (tmp_path / "b.docx").exists()


def test_a_document_without_relations_gets_its_comments(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(io.BytesIO(first("docx"))) as base, zipfile.ZipFile(path, "w") as made:
        for info in base.infolist():
            if info.filename != "word/_rels/document.xml.rels":
                made.writestr(info, base.read(info).replace(b"Kepala", b"kepala kepala"))
    ran = trial.tried(path, ("review", "--output", str(tmp_path / "b.docx")))

    assert ran.trouble == ""
    with zipfile.ZipFile(tmp_path / "b.docx") as reviewed:
        assert b"comments.xml" in reviewed.read("word/_rels/document.xml.rels")


def test_what_stands_in_no_box_of_a_tree_is_told(load: Callable[..., Loaded]) -> None:
    told = load(TREE, "pohon.md")

    assert [note.text for note in told.notes] == ["Penurunan kemiskinan"]


@pytest.mark.parametrize("path", sorted((FIXTURES / "teks").glob("*.md")), ids=lambda path: path.stem)
def test_a_line_lost_or_doubled_takes_no_other_words_with_it_untold(path: Path, tmp_path: Path) -> None:
    text = "\n".join(path.read_text(encoding="utf-8").split("\n")[:60])
    found = list(lines.cases(text, tmp_path / path.name, linted=True))

    assert [case.name for case in found if case.error or (case.silent and not case.told)] == []
