"""Tokens: what is cut off and out of what stands between spaces, and where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from iki_lint import data
from iki_lint.language.roots import stem
from iki_lint.language.spelling import field_words
from iki_lint.language.tokens import tokens
from iki_lint.readers import read
from tests.conftest import FIXTURES

DOCUMENTS = sorted(FIXTURES.rglob("*.iki.yaml"))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Jumlah (orang) x 100%", ["Jumlah", "(", "orang", ")", "x", "100%"]),
        ("a/b=c", ["a", "/", "b", "=", "c"]),
        ("a//b", ["a", "/", "/", "b"]),
        ("No. 5, Tahun 2026.", ["No", ".", "5", ",", "Tahun", "2026", "."]),
        ("surat-menyurat –lain-", ["surat-menyurat", "–", "lain", "-"]),
        ("kerja.sama ke\n tiga", ["kerja", ".", "sama", "ke", "tiga"]),
        ("ADM.PERKANTORAN", ["ADM", ".", "PERKANTORAN"]),
        ("", []),
    ],
)
def test_signs_are_tokens_of_their_own(text: str, wanted: list[str]) -> None:
    assert [token.text for token in tokens(text)] == wanted


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_token_stands_where_it_says_and_none_is_lost(path: Path) -> None:
    for text in read(path).document.texts():
        found = tokens(text.value)

        assert all(text.value[token.start :].startswith(token.text) for token in found)
        assert "".join(token.text for token in found) == "".join(text.value.split())


def test_stems_made_beforehand_are_those_of_the_stemmer() -> None:
    lines = (data.folder() / "kata" / "akar.txt").read_text(encoding="utf-8").splitlines()

    assert lines == [f"{word} {stem(word)}" for word in sorted(field_words()) if word.isalpha()]
