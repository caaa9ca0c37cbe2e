"""Words in the narrow columns of a PDF: halves of one word, and words that only stand at the end of a line."""

from __future__ import annotations

import pytest

from iki_lint.document.printed import Where
from iki_lint.readers.blocks import whole
from iki_lint.readers.pdf.cells import cell
from iki_lint.readers.pdf.halves import Said, mended
from iki_lint.readers.pdf.lines import Word
from iki_lint.readers.pdf.tables import Box

LETTER, LIMIT = 6.0, 60.0


def _words(text: str, top: float = 0.0) -> list[Word]:
    """The words of a line, every letter as wide as the space between them."""
    begins = [i for i, letter in enumerate(text) if letter != " " and (i == 0 or text[i - 1] == " ")]
    return [
        Word(word, LETTER * i, LETTER * (i + len(word)), top, top + 10, 10)
        for i, word in zip(begins, text.split(), strict=True)
    ]


def _said(lines: list[str], elsewhere: str) -> str:
    """What a cell says that has room for ten letters, in a document that says something elsewhere."""
    words = [word for i, line in enumerate(lines) for word in _words(line, 12.0 * i)]
    box = mended(Box(tuple(words), LIMIT), Said.on([words, _words(f"- {elsewhere} -")]))
    return whole(cell(box, Where())).text


@pytest.mark.parametrize(
    ("lines", "elsewhere", "expected"),
    [
        (["sebelumnya", "tercapai"], "", "sebelumnya tercapai"),
        (["keterbukaa", "n"], "", "keterbukaan"),
        (["(sebelumny", "a) / luas"], "", "(sebelumnya) / luas"),
        (["IndonesiaS", "ehat"], "IndonesiaSehat", "IndonesiaSehat"),
        (["Tirtamulya", "x 100"], "", "Tirtamulya x 100"),
        (["Tirtamulya", "ari"], "Tirtamulya", "Tirtamulya ari"),
        (["Komunikasi", "/BKPM"], "", "Komunikasi/BKPM"),
        (["menurut n-", "1) / luas"], "", "menurut n-1) / luas"),
        (["dialihmedi", "akan"], "", "dialihmediakan"),
        (["formularia", "dibagi"], "", "formularia dibagi"),
        (["dua x 100", "%"], "", "dua x 100 %"),
        (["kartu (AK-", "I) itu"], "", "kartu (AK-I) itu"),
        (["Rp3.250.", "000"], "", "Rp3.250.000"),
        (["12.345.", "678 orang"], "", "12.345.678 orang"),
        (["Tahun 125.", "200 orang"], "", "Tahun 125. 200 orang"),
        (["FKDM(", "Kewaspadaan"], "", "FKDM(Kewaspadaan"),
    ],
)
def test_a_line_goes_on_inside_a_word_where_the_document_or_the_dictionary_knows_it(
    lines: list[str], elsewhere: str, expected: str
) -> None:
    assert _said(lines, elsewhere) == expected
