"""However a value is written, its words stand where their span says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iki_lint.readers import Loaded, read
from tests.writing import File, json_files, yaml_files


def _loaded(folder: Path, file: File, form: str) -> Loaded:
    path = folder / f"dokumen.iki.{form}"
    path.write_bytes(file.content.encode())
    return read(path)


def _part(text: str, data: Any) -> tuple[int, int]:
    """Begin and end of some words of a text: neither is white space."""
    visible = [at for at, char in enumerate(text) if char != " "]
    first, last = sorted(data.draw(st.tuples(*[st.sampled_from(visible)] * 2)))
    return first, last + 1


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tulisan")


def _holds(loaded: Loaded, file: File, data: Any) -> None:
    found = {text.pointer: text.value for text in loaded.document.texts()}
    source = loaded.places.root.source
    for pointer, (text, places) in file.texts.items():
        start, end = _part(text, data)
        first, count = len(text[:start].replace(" ", "")), len(text[start:end].replace(" ", ""))
        place = loaded.places.text(pointer, start, end)

        assert found[pointer] == text
        assert place.excerpt == text[start:end]
        assert source.offsets(place.span) == (places[first][0], places[first + count - 1][1])


@given(file=yaml_files(), data=st.data())
def test_words_of_a_yaml_file_stand_at_their_span(folder: Path, file: File, data: Any) -> None:
    _holds(_loaded(folder, file, "yaml"), file, data)


@given(file=json_files(), data=st.data())
def test_words_of_a_json_file_stand_at_their_span(folder: Path, file: File, data: Any) -> None:
    _holds(_loaded(folder, file, "json"), file, data)
