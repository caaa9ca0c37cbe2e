"""Places: begin and end of every value, however it is written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from iki_lint.readers import Loaded

STYLES = {
    "plain": ("  nama: Dinas  Sosial\n", "Dinas Sosial", (3, 9, 3, 22)),
    "plain over two lines": ("  nama: Dinas\n    Sosial\n", "Dinas Sosial", (3, 9, 4, 11)),
    "single quoted": ("  nama: 'Dinas ''Sosial'''\n", "Dinas 'Sosial'", (3, 10, 3, 26)),
    "double quoted": ('  nama: "Dinas \\"So\\u0073ial\\""\n', 'Dinas "Sosial"', (3, 10, 3, 31)),
    "double quoted, folded": ('  nama: "Dinas \\\n    Sosial"\n', "Dinas Sosial", (3, 10, 4, 11)),
    "double quoted with a line break": ('  nama: "Dinas\\nSosial"\n', "Dinas Sosial", (3, 10, 3, 23)),
    "double quoted, white space escaped": (
        '  nama: "\\u00a0Dinas\\x20Sosial\\U00002003"\n',
        "Dinas Sosial",
        (3, 16, 3, 31),
    ),
    "literal block": ("  nama: |\n    Dinas\n    Sosial\n\n", "Dinas Sosial", (4, 5, 5, 11)),
    "folded block": (
        "  nama: >-\n    Dinas\n    Sosial  # bukan komentar\n",
        "Dinas Sosial # bukan komentar",
        (4, 5, 5, 29),
    ),
    "block with indentation": ("  nama: |2-\n    Dinas\n", "Dinas", (4, 5, 4, 10)),
    "anchor": ("  nama: &a Dinas\n", "Dinas", (3, 12, 3, 17)),
    "tag": ("  nama: !!str Dinas\n", "Dinas", (3, 15, 3, 20)),
    "comment behind": ("  nama: Dinas # nama\n", "Dinas", (3, 9, 3, 14)),
    "wider than a byte": ("  nama: Dinas “Ñusantara” 😀 x\n", "Dinas “Ñusantara” 😀 x", (3, 9, 3, 30)),
    "number": ("  nama: 2026\n", "2026", (3, 9, 3, 13)),
}


@pytest.mark.parametrize(("written", "value", "span"), STYLES.values(), ids=STYLES.keys())
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_span_of_a_yaml_value(
    load: Callable[..., Loaded], written: str, value: str, span: tuple[int, ...], newline: str, mark: str
) -> None:
    loaded = load((mark + "skema: iki/1\ninstansi:\n" + written).replace("\n", newline).encode())
    text = loaded.document.instansi.nama

    place = loaded.places.text(text.pointer, 0, len(text.value))

    assert text.value == value
    assert (place.span.line, place.span.column, place.span.end_line, place.span.end_column) == span
    assert place.excerpt == value


@pytest.mark.parametrize(
    ("written", "start", "end", "span"),
    [
        ("  nama: Dinas  Sosial\n", 6, 12, (3, 16, 3, 22)),
        ("  nama: 'Dinas ''Sosial'''\n", 6, 14, (3, 16, 3, 26)),
        ('  nama: "Dinas \\"Sosial\\""\n', 7, 13, (3, 18, 3, 24)),
        ("  nama: |\n    Dinas\n    Sosial\n", 6, 9, (5, 5, 5, 8)),
        ("  nama: >\n    Dinas\n    Sosial\n", 3, 8, (4, 8, 5, 7)),
        ('  nama: "Dinas \\U0001F600 x"\n', 8, 9, (3, 27, 3, 28)),
    ],
)
def test_span_of_a_part(load: Callable[..., Loaded], written: str, start: int, end: int, span: tuple[int, ...]) -> None:
    loaded = load("skema: iki/1\ninstansi:\n" + written)

    place = loaded.places.text("/instansi/nama", start, end).span

    assert (place.line, place.column, place.end_line, place.end_column) == span


def test_span_of_a_json_value(load: Callable[..., Loaded]) -> None:
    text = '{\n\t"skema": "iki/1", "instansi": {"nama": "Dinas \\ud83d\\ude00 \\/ \\"Sosial\\""}}'
    loaded = load(text, "d.iki.json")

    place = loaded.places.text("/instansi/nama", 10, 18)

    assert loaded.document.instansi.nama.value == 'Dinas 😀 / "Sosial"'
    assert place.excerpt == '"Sosial"'
    assert text.splitlines()[1][place.span.column - 1 : place.span.end_column - 1] == '\\"Sosial\\"'


def test_white_space_that_json_escapes_has_no_place(load: Callable[..., Loaded]) -> None:
    loaded = load('{"skema": "iki/1", "instansi": {"nama": "Dinas\\u00a0Sosial"}}', "d.iki.json")

    span = loaded.places.text("/instansi/nama", 6, 12).span

    assert (span.column, span.end_column) == (53, 59)


def test_an_alias_stands_at_its_anchor(load: Callable[..., Loaded]) -> None:
    loaded = load("skema: iki/1\njabatan:\n- nama: &n Camat\n  unit: *n\n")

    assert loaded.document.jabatan[0].unit.value == "Camat"
    assert loaded.places.text("/jabatan/0/unit", 0, 5).span.line == 3


def test_the_key_of_what_is_missing_is_its_parents_first(load: Callable[..., Loaded]) -> None:
    loaded = load("skema: iki/1\njabatan:\n- unit: X\n")

    assert loaded.places.key("/jabatan/0/nama").excerpt == "unit"
    assert loaded.places.key("/jabatan").excerpt == "jabatan"
    assert loaded.places.key("/jabatan/0").span.line == 3
