"""What is kept of texts is let go of where it has grown large, and only there."""

from __future__ import annotations

import pytest

from iki_lint.language import kept


def test_what_is_kept_is_let_go_of_where_it_is_of_many_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_MANY", 3)
    monkeypatch.setattr(kept, "_all", [])
    length, letters = kept.kept(10)(len), kept.kept(10)(sorted)

    for text in ("a", "b", "c"):
        length(text)
    letters("abc")
    kept.forget()
    few = length.cache_info().currsize, letters.cache_info().currsize
    length("d")
    kept.forget()
    many = length.cache_info().currsize, letters.cache_info().currsize

    assert (few, many) == ((3, 1), (0, 0))
