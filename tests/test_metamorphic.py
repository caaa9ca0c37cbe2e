"""How findings change with a document: where it is moved, respelt, grown or damaged, on real and on composed ones.

What a relation leaves out rests on the words of the rule, quoted beside it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from benchmarks import corpus, defects
from iki_lint import run
from iki_lint.findings import Finding
from iki_lint.packs import built_in
from iki_lint.plan import Plan
from tests.conftest import FIXTURES
from tests.generated import Content, found, written

REAL = sorted([*(FIXTURES / "dokumen").glob("*.iki.yaml"), *(FIXTURES / "bersih").glob("*.iki.yaml")])
COMPOSED = [(number, size) for number, size in ((0, 8), (3, 19), (5, 33))]
Said = Counter[tuple[str, ...]]


def _composed(number: int, size: int) -> Content:
    made = corpus.document(number, size, seed=number)
    defects.plant(Random(number), made, "", 0.5)
    return made


DOCUMENTS: dict[str, Content] = {path.name.split(".")[0]: yaml.safe_load(path.read_text("utf-8")) for path in REAL}
DOCUMENTS |= {f"composed-{size}": _composed(number, size) for number, size in COMPOSED}
CLEAN = {f"clean-{size}": corpus.document(number, size, seed=number) for number, size in COMPOSED[:2]}
CLEAN |= {name: DOCUMENTS[name] for name in ("dinsos", "perpustakaan", "pertanian")}
EVERY = pytest.mark.parametrize("name", DOCUMENTS)
WITH_JABATAN = pytest.mark.parametrize("name", [name for name, made in DOCUMENTS.items() if made.get("jabatan")])


@pytest.fixture(scope="session")
def before() -> Callable[[str], tuple[Finding, ...]]:
    """What is found in a document as it is."""
    known: dict[str, tuple[Finding, ...]] = {}

    def find(name: str) -> tuple[Finding, ...]:
        if name not in known:
            known[name] = found(written((DOCUMENTS | CLEAN)[name]))
        return known[name]

    return find


Before = Callable[[str], tuple[Finding, ...]]


def _at(findings: Iterable[Finding], without: Iterable[str] = ()) -> Said:
    """Rules and addresses."""
    return Counter((f.rule, f.pointer) for f in findings if f.rule not in without)


def _of(findings: Iterable[Finding], without: Iterable[str] = ()) -> Said:
    """Rules, jabatan and the address within it: what stays where jabatan change places."""
    return Counter(
        (f.rule, f.jabatan or "", re.sub(r"^/jabatan/\d+", "", f.pointer)) for f in findings if f.rule not in without
    )


def _texts(value: Any, change: Callable[[str], str]) -> Any:
    """A document with every text changed, but not its keys, nor the form's own words."""
    if isinstance(value, dict):
        return {key: item if key in ("skema", "jenis") else _texts(item, change) for key, item in value.items()}
    if isinstance(value, list):
        return [_texts(item, change) for item in value]
    return change(value) if isinstance(value, str) else value


# -- how it is written -------------------------------------------------------------------------------------------------


@EVERY
def test_white_space_of_another_kind_changes_no_finding(name: str, before: Before) -> None:
    other = _texts(DOCUMENTS[name], lambda text: text.replace(" ", "\u00a0 \n\t "))

    assert _at(found(written(other))) == _at(before(name))


class Literal(yaml.SafeDumper):
    """Writes every text as a literal block."""


Literal.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|"))


@EVERY
def test_the_style_of_scalars_changes_no_finding(name: str, before: Before) -> None:
    block = yaml.dump(DOCUMENTS[name], Dumper=Literal, allow_unicode=True, sort_keys=False)
    quoted = json.dumps(DOCUMENTS[name], indent=1, sort_keys=True)  # which is YAML, every text between double quotes

    assert _at(found(block)) == _at(before(name))
    assert _at(found(quoted)) == _at(before(name))


BY_CAPITALS = {
    "EJA002",  # "not abbreviations": capitals tell one, and a name
    "EJA004",  # "in two spellings": it does not fold case as "Same" does
    "FRM009",  # "words run together" (penyeAparatur): the capital within tells it
    *("SLN004", "SLN005", "JBT001"),  # where in running text a region's or unit's name begins and ends, capitals tell
}


@EVERY
def test_capitals_change_no_finding_but_of_what_they_tell(name: str, before: Before) -> None:
    """ "Same: texts are compared after folding case"; commands of LaTeX are no words."""
    other = deepcopy(DOCUMENTS[name])
    for post in other.get("jabatan", []):
        for key in ("tugas", "fungsi", "kinerja"):
            post[key] = _texts(post.get(key, []), lambda text: text if "\\" in text else text.upper())

    assert _at(found(written(other)), BY_CAPITALS) == _at(before(name), BY_CAPITALS)


# -- in which order ----------------------------------------------------------------------------------------------------

BY_ORDER = {
    "EJA003",  # "one finding a term, at its first place"
    "EJA004",  # "one finding for each rarer form (at a tie, the later one), at its first place"
    "JBT002",  # "one finding for each other way, at its first place"
    "JBT007",  # where: "later jabatan"
    "SLN006",  # where: "later jabatan"
    "SLN007",  # where: "later indikator"
    # "where nothing says who the atasan is … the nearest jabatan of the next higher level printed before it"
    *("CAS001", "CAS003", "SLN005"),
}


@WITH_JABATAN
def test_jabatan_in_another_order_have_the_same_findings(name: str, before: Before) -> None:
    other = deepcopy(DOCUMENTS[name])
    Random(1).shuffle(other["jabatan"])

    assert _of(found(written(other)), BY_ORDER) == _of(before(name), BY_ORDER)


# -- with more in it ---------------------------------------------------------------------------------------------------

POST = {
    "nama": "Kepala UPTD Planetarium",
    "tugas": ["melaksanakan pertunjukan bintang bagi pelajar", "mengevaluasi hasil pertunjukan bintang bagi pelajar"],
    "kinerja": [
        {
            "sasaran": "Meningkatnya mutu pertunjukan bintang bagi pelajar",
            "indikator": [
                {
                    "nama": "Persentase pelajar yang menonton pertunjukan bintang",
                    "formulasi": "Jumlah pelajar yang menonton pertunjukan bintang dibagi jumlah pelajar dikali 100%",
                    "sumber_data": "Buku tamu teropong",
                    "target": "80%",
                }
            ],
        }
    ],
}


@WITH_JABATAN
def test_an_unrelated_jabatan_adds_no_finding_and_takes_none_away(name: str, before: Before) -> None:
    """Whatever its unit is called; no document here has all its indicators at fault, so that none collapses less.

    It has tugas where others have them: where nobody has, it would be the one that others are to be like (STR003).
    """
    other = deepcopy(DOCUMENTS[name])
    unit = Random(name).choice(["Planetarium", "Observatorium", "Kebun Raya dan Herbarium"])
    more = {key: value for key, value in POST.items() if any(key in post for post in other["jabatan"])}
    other["jabatan"].append({**more, "nama": f"Kepala UPTD {unit}"})

    assert _at(found(written(other))) == _at(before(name))


def test_a_document_beside_its_copy_has_the_findings_it_has_alone(tmp_path: Path, before: Before) -> None:
    for name in ("rsud", "dinsos"):
        for copy in ("a", "b"):
            (tmp_path / f"{name}-{copy}.iki.yaml").write_text(written(DOCUMENTS[name]), encoding="utf-8")
    findings = list(run.check([tmp_path], lambda: Plan(built_in())).findings)

    for path in tmp_path.iterdir():
        mine = [finding for finding in findings if finding.path == str(path) and not finding.rule.startswith("KRP")]
        assert _at(mine) == _at(before(path.name.split("-")[0]))


# -- with a fault in it ------------------------------------------------------------------------------------------------


IN_COMPOSED = {
    # their planters know the words of a composed document only
    *("EJA002", "UKR001", "UKR008"),
    # a row more is a sasaran more, which may have faults of its own: no bawahan (CAS003), another's indicator (UKR005)
    *("SLN002", "SLN003", "STR006"),
}
PLANTED = [(name, code) for name in CLEAN for code in defects.KINDS if "clean" in name or code not in IN_COMPOSED]


@pytest.mark.parametrize(("name", "code"), PLANTED)
def test_a_fault_adds_its_own_findings_and_no_other(name: str, code: str, before: Before) -> None:
    other = deepcopy(CLEAN[name])
    whole = [spot for number, post in enumerate(other["jabatan"]) for spot in defects._spots(post, number)]
    spot = Random(f"{name}{code}").choice(whole)
    planted = Counter((code, pointer) for pointer in defects.KINDS[code](spot))

    assert _at(found(written(other))) - _at(before(name)) == planted
