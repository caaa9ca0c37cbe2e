"""The schema, and what in a file does not satisfy it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from jsonschema import Draft202012Validator

from iki_lint.document.faults import Fault, schema
from iki_lint.findings import Finding
from iki_lint.readers import Loaded
from tests.conftest import HEADER


def test_the_schema_is_one_of_draft_2020_12() -> None:
    Draft202012Validator.check_schema(schema())

    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ("jabatn: []\n", Fault("unknown", "/jabatn", "jabatn", "jabatan")),
        ("jabatan:\n- unit: X\n", Fault("missing", "/jabatan/0", "nama")),
        ("jabatan: Camat\n", Fault("type", "/jabatan", "jabatan", expected="array")),
        ("tahun: dua ribu\n", Fault("type", "/tahun", "tahun", expected="integer")),
        ("jabatan:\n- nama: [a]\n", Fault("type", "/jabatan/0/nama", "nama", expected="string")),
        (
            "jabatan:\n- nama: A\n  kinerja:\n  - indikator:\n    - nama: B\n      formulasi: {pembilng: x}\n",
            Fault("unknown", "/jabatan/0/kinerja/0/indikator/0/formulasi/pembilng", "pembilng", "pembilang"),
        ),
        ("jabatan:\n- nama: A\n  nama: B\n", Fault("repeated", "/jabatan/0/nama", "nama")),
        ("jabatan:\n- {nama: A, a/b~c: x}\n", Fault("unknown", "/jabatan/0/a~1b~0c", "a/b~c")),
    ],
)
def test_each_departure_is_named(load: Callable[..., Loaded], more: str, fault: Fault) -> None:
    found = load(HEADER + more).faults

    assert [(f.kind, f.pointer, f.key) for f in found] == [(fault.kind, fault.pointer, fault.key)]
    assert not fault.near or found[0].near == fault.near
    assert found[0].expected == fault.expected


def test_numbers_and_blanks_that_people_write_are_allowed(load: Callable[..., Loaded]) -> None:
    loaded = load(
        HEADER
        + "jabatan:\n- nama: A\n  tugas:\n  kinerja:\n  - sasaran: B\n    indikator:\n"
        + "    - {nama: C, formulasi: , sumber_data: null, target: 95}\n"
    )

    assert loaded.faults == ()
    assert loaded.document.jabatan[0].kinerja[0].indikator[0].target.value == "95"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("jabatan: Camat\n", "Isi “jabatan” salah bentuknya; seharusnya daftar (setiap butir diawali “- ”)."),
        ("tahun: dua ribu\n", "Isi “tahun” salah bentuknya; seharusnya bilangan bulat."),
        ("tahun: 1900\n", "Nilai “tahun” tidak diperbolehkan; seharusnya ≥ 1945."),
        ("jabatan:\n- nama: [a]\n", "Isi “nama” salah bentuknya; seharusnya satu teks."),
        (
            "jabatan:\n- Camat\n",
            "Isi “jabatan” salah bentuknya; seharusnya kunci dengan nilainya (“kunci: nilai”).",
        ),
    ],
)
def test_a_form_that_is_not_the_schemas_is_told_in_indonesian(
    findings: Callable[..., tuple[Finding, ...]], more: str, said: str
) -> None:
    assert said in [finding.message for finding in findings(HEADER + more) if finding.rule == "STR001"]
