"""Bad input: which file, where, what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from iki_lint.errors import InputError
from iki_lint.files import find
from iki_lint.readers import Loaded, read

BAD = {
    "not YAML": (b"skema: iki/1\njenis: [iki\ninstansi: x: y\n", "a.iki.yaml", "yaml", 3),
    "tab": (b"skema: iki/1\n\tjenis: iki\n", "a.iki.yaml", "yaml", 2),
    "two documents": (b"skema: iki/1\n---\nskema: iki/1\n", "a.iki.yaml", "several", 2),
    "control character": (b"skema: \x00\n", "a.iki.yaml", "yaml", None),
    "not JSON": (b'{"skema": "iki/1",\n "jenis": }', "a.iki.json", "json", 2),
    "half a surrogate pair": (b'{"skema": "iki/1",\n "judul": "SK \\ud800"}', "a.iki.json", "unicode", 2),
    "half a pair behind a backslash": (b'{"skema": "iki/1",\n\n "\\\\ud83d\\ude00": 1}', "a.iki.json", "unicode", 3),
    "empty": (b"", "a.iki.yaml", "empty", None),
    "comments only": (b"# nanti\n", "a.iki.yaml", "empty", None),
    "empty JSON": (b" \n", "a.iki.json", "empty", None),
    "not UTF-8": ("skema: iki/1\njudul: é\n".encode("latin-1"), "a.iki.yaml", "encoding", 2),
    "another kind": (b"%PDF-1.7", "a.pages", "format", None),
    "an unknown kind": (b"x", "a.png", "format", None),
    "no document": (b"hooks:\n- id: x\n", "a.iki.yaml", "stranger", 1),
    "a list": (b"- skema: iki/1\n", "a.iki.yaml", "stranger", 1),
    "a scalar": (b"skema\n", "a.iki.yaml", "stranger", 1),
    "another form": (b"skema: iki/9\njenis: iki\n", "a.iki.yaml", "form", 1),
    "loop": (b"skema: iki/1\njabatan: &a [*a]\n", "a.iki.yaml", "loop", 2),
    "key that is no text": (b"skema: iki/1\n? [a]\n: b\n", "a.iki.yaml", "key", 2),
}


@pytest.mark.parametrize(("content", "name", "kind", "line"), BAD.values(), ids=BAD.keys())
def test_bad_input_is_named(tmp_path: Path, content: bytes, name: str, kind: str, line: int | None) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(InputError) as caught:
        read(path)

    assert (caught.value.kind, caught.value.path, caught.value.line) == (kind, str(path), line)
    assert str(caught.value).startswith(str(path))
    assert caught.value.message("en") != caught.value.message("id")


def test_a_billion_laughs_end_soon(tmp_path: Path) -> None:
    path = tmp_path / "a.iki.yaml"
    rows = "\n".join(f"{c}: &{c} [{', '.join([f'*{p}'] * 9)}]" for p, c in zip("abcdefgh", "bcdefghi", strict=True))
    path.write_text(f"skema: iki/1\na: &a [x]\n{rows}\n")

    with pytest.raises(InputError, match="alias mengulang lebih dari 100000 nilai"):
        read(path)


def test_missing_and_unreadable_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="tidak ada"):
        read(tmp_path / "tidak-ada.iki.yaml")
    (tmp_path / "folder.iki.yaml").mkdir()
    with pytest.raises(InputError, match="tidak dapat dibaca"):
        read(tmp_path / "folder.iki.yaml")


def test_a_folder_gives_its_documents_and_nothing_else(tmp_path: Path) -> None:
    for name, content in {
        "b.iki.yaml": "apa saja",
        "a.yml": "# IKI\nskema: iki/1\n",
        "c.json": '{\n  "skema": "iki/1"}',
        "lain.yaml": "hooks: []\n",
        ".git/x.iki.yaml": "skema: iki/1\n",
        "catatan.md": "skema: iki/1\n",
        "dalam/d.iki.yml": "skema: iki/1\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)

    found = [str(path.relative_to(tmp_path)) for path in find(tmp_path)]

    assert found == ["a.yml", "b.iki.yaml", "c.json", str(Path("dalam", "d.iki.yml"))]


def test_yaml_and_json_give_the_same_document(load: Callable[..., Loaded]) -> None:
    yaml = load("skema: iki/1\njenis: iki\ninstansi: {nama: Dinas}\njabatan: [{nama: Camat, tugas: [a, b]}]\n")
    json = load(
        '{"skema": "iki/1", "jenis": "iki", "instansi": {"nama": "Dinas"}, '
        '"jabatan": [{"nama": "Camat", "tugas": ["a", "b"]}]}',
        "d.iki.json",
    )

    assert yaml.document == json.document
