"""Structured documents, configurations and rules that were made to do harm, or that broke on the way."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from iki_lint import engine
from iki_lint.document.nodes import plain
from iki_lint.errors import InputError
from iki_lint.hits import Hit
from iki_lint.limits import DEFAULTS, NAMES, WORDS, Limits
from iki_lint.packs import built_in
from iki_lint.readers import Loaded, read, structured
from iki_lint.readers.json_tree import parse_json
from iki_lint.readers.tree import parse_yaml
from tests.conftest import HEADER, ROOT
from tests.test_cli import GOOD, report, run

ROW = HEADER + "jabatan:\n- nama: Kepala Seksi\n  kinerja:\n  - sasaran: Meningkatnya uji\n    indikator:\n    - {}\n"


def row(indikator: str) -> str:
    """A document with this indikator."""
    return ROW.replace("{}", indikator)


def laughs(item: str, make: str, count: int = 20) -> str:
    """A value that names the one before it nine times, and so on."""
    rows = [f"a{i}: &a{i} {make.format(', '.join([f'*a{i - 1}'] * 9))}" for i in range(1, count)]
    return HEADER + "\n".join([f"a0: &a0 {item}", *rows, ""])


def chain(count: int) -> str:
    """Values, each with the one before it inside."""
    return HEADER + "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, count))


def refused(text: str, name: str = "a.iki.yaml", limits: Limits = DEFAULTS) -> InputError:
    with pytest.raises(InputError) as caught:
        structured(text, Path(name), limits)
    return caught.value


SMALL = Limits(values=20_000, repeats=10_000, items=5_000)
BOMBS = {
    "sequences": (laughs("[x]", "[{}]"), "repeats"),
    "mappings": (laughs("{x: y}", "{{k: [{}]}}"), "repeats"),
    "merge keys": (laughs("{x: y}", "{{<<: [{}]}}"), "repeats"),
    "a long text": (HEADER + f"judul: &a {'x ' * 9_000}\njabatan: [{', '.join(['*a'] * 3_000)}]\n", "text_mb"),
    "a chain of anchors": (chain(2_000), "depth"),
    "brackets": (HEADER + "jabatan: " + "[" * 1_000_000, "depth"),
    "closed brackets": (HEADER + f"jabatan: {'[' * 10_000}{']' * 10_000}\n", "depth"),
    "braces": (HEADER + "jabatan: " + "{a: " * 100_000, "depth"),
    "dashes": (HEADER + "jabatan:\n" + "- " * 100_000 + "x\n", "depth"),
    "question marks": (HEADER + "? " * 100_000 + "x\n", "depth"),
    "blocks": (HEADER + "".join(f"{' ' * i}a:\n" for i in range(1_000)), "depth"),
    "a long list": (HEADER + f"jabatan: [{'x,' * 6_000}]\n", "items"),
    "many keys": (HEADER + "".join(f"k{i}: 1\n" for i in range(2_000)), "keys"),
    "many values": (HEADER + "jabatan: [" + ("[" + "x," * 4_000 + "],") * 6 + "]\n", "values"),
    "a long value": (row(f"nama: {'Jumlah kendaraan ' * 2_000}"), "characters"),
    "a long key": (HEADER + f"? {'k' * 30_000}\n: x\n", "characters"),
}


@pytest.mark.parametrize(("text", "limit"), BOMBS.values(), ids=BOMBS)
def test_what_would_take_over_a_machine_is_refused_by_the_name_of_its_limit(text: str, limit: str) -> None:
    error = refused(text, limits=SMALL)

    assert (error.kind, error.values["name"]) == ("limit", limit)
    assert error.line is not None
    assert f"“{limit.replace('_', '-')}” di bawah “limits”" in error.message()
    assert error.values["most"] in error.message("en")


JSON = {
    "depth": "[" * 400 + "]" * 400,
    "depth beyond Python's own": "[" * 1_000_000 + "]" * 1_000_000,
    "items": "[" + ",".join("1" * 6_000) + "]",
    "keys": "{" + ",".join(f'"k{i}": 1' for i in range(2_000)) + "}",
    "characters": json.dumps("x" * 30_000),
    "values": "[" + ",".join(["[" + ",".join("1" * 4_000) + "]"] * 6) + "]",
}


@pytest.mark.parametrize("name", JSON)
def test_json_keeps_the_same_limits(name: str) -> None:
    error = refused(f'{{"skema": "iki/1", "jabatan": {JSON[name]}}}', "a.iki.json", SMALL)

    assert (error.kind, error.values["name"]) == ("limit", name.split()[0])


@pytest.mark.parametrize("form", ["iki.yaml", "iki.json", "txt", "md"])
def test_a_file_that_is_too_large_is_refused_before_it_is_taken_apart(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"a.{form}"
    with path.open("wb") as file:
        file.truncate(1 << 36)  # of which nothing is on the disk

    with pytest.raises(InputError) as caught:
        read(path)

    assert caught.value.values["name"] == "text_mb"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("jabatan: &a [*a]\n", "loop"),
        ("jabatan: &a {b: *a}\n", "loop"),
        ("jabatan: &a [[x, {k: *a}]]\n", "loop"),
        ("jabatan: *a\n", "yaml"),
        ("jabatan: [&a x, *b]\n", "yaml"),
        ("a: &a [x]\n? *a\n: y\n", "key"),
        ("---\nskema: iki/1\n", "several"),
        ("...\n---\nskema: iki/1\n", "several"),
    ],
)
def test_anchors_and_documents_that_cannot_be_are_told_with_their_line(text: str, kind: str) -> None:
    error = refused(HEADER + text)

    assert error.kind == kind
    assert error.line is not None
    assert error.line > 3


def test_an_anchor_that_is_named_twice_is_the_last_one() -> None:
    root = parse_yaml("a: &x 1\nb: &x 2\nc: *x\n", "a.yaml")

    assert root is not None
    assert plain(root) == {"a": 1, "b": 2, "c": 2}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026", 2026),
        ("-3.50", -3.5),
        ("02026", "02026"),
        ("0x7EA", "0x7EA"),
        ("2_026", "2_026"),
        ("1:30", "1:30"),
        ("007", "007"),
        ("2026-01-02", "2026-01-02"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("0b", "0b"),
        ("9" * 5_000, "9" * 5_000),
        ("!!str 12", "12"),
        ("!!int abc", "abc"),
        ("!!bool mungkin", "mungkin"),
        ("!!float ''", ""),
        ("!!binary aGk=", "aGk="),
        ("!asing x", "x"),
        ("=", "="),
        ("yes", True),
        ("~", None),
    ],
)
def test_a_plain_value_is_what_stands_there(written: str, meant: object) -> None:
    root = parse_yaml(f"a: {written}\n", "a.yaml")

    assert root is not None
    assert plain(root) == {"a": meant}


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ("tahun: 02026", "/tahun"),
        ("tahun: 0x7EA", "/tahun"),
        ("tahun: 2026-01-02", "/tahun"),
        ("tahun: .inf", "/tahun"),
        ("judul: yes", "/judul"),
        ("judul: 2026", "/judul"),
        ("1: x", "/1"),
        ("~: x", "/~0"),
        ("<<: {judul: x}", "/<<"),
        ("jenis: iku", "/jenis"),
    ],
)
def test_what_does_not_fit_the_form_is_told_and_nothing_is_run(tmp_path: Path, more: str, place: str) -> None:
    (tmp_path / "a.iki.yaml").write_text(f"{HEADER}{more}\njabatan: []\n")

    found = report("a.iki.yaml", "--select", "STR001", cwd=tmp_path)["findings"]

    assert [each["pointer"] for each in found] == [place]


def test_a_tag_that_names_python_runs_nothing(tmp_path: Path) -> None:
    tag = f"!!python/object/apply:os.system ['touch {tmp_path}/masuk']"
    (tmp_path / "a.iki.yaml").write_text(row(f"nama: {tag}"))

    done = run("check", "a.iki.yaml", cwd=tmp_path)

    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert not (tmp_path / "masuk").exists()


@pytest.mark.parametrize("value", ["NaN", "-Infinity", "[1, Infinity]"])
def test_what_only_python_takes_for_json_is_refused(value: str) -> None:
    assert refused(f'{{"skema": "iki/1", "tahun": {value}}}', "a.iki.json").kind == "json"


@pytest.mark.parametrize("value", ["1" * 5_000, "1e400"])
def test_a_number_that_no_machine_holds_is_a_text(value: str) -> None:
    root = parse_json(f"[{value}]", "a.json")

    assert root is not None
    assert plain(root) == [value]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("form", ["iki.yaml", "iki.json", "txt"])
def test_a_text_in_another_encoding_is_told(tmp_path: Path, encoding: str, form: str) -> None:
    (tmp_path / f"a.{form}").write_bytes(
        json.dumps({"skema": "iki/1", "judul": "é"}, ensure_ascii=False).encode(encoding)
    )

    done = run("check", f"a.{form}", cwd=tmp_path)

    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert done.stderr.startswith(f"a.{form}:")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_and_a_byte_order_mark_change_nothing_but_bytes(tmp_path: Path, end: str) -> None:
    text = row("nama: Terlaksananya uji")
    (tmp_path / "a.iki.yaml").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", end).encode())
    (tmp_path / "b.iki.yaml").write_text(text)

    found, wanted = (report(f"{name}.iki.yaml", cwd=tmp_path)["findings"] for name in "ab")

    assert found
    assert [(f["rule"], f["line"], f["column"]) for f in found] == [(f["rule"], f["line"], f["column"]) for f in wanted]


@pytest.mark.parametrize("text", ["a\0b", "a\x07b", "a\x1b[2Jb", "a\ufffeb"])
def test_a_control_character_is_an_error_and_never_printed(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.iki.yaml").write_text(row(f"nama: {text}"), encoding="utf-8")

    done = run("check", "a.iki.yaml", cwd=tmp_path)

    assert done.returncode == 2
    assert not set(done.stdout + done.stderr) & set("\0\x07\x1b")


def test_findings_end_at_their_limit_and_that_is_told(tmp_path: Path) -> None:
    (tmp_path / "iki-lint.yaml").write_text("limits: {findings: 3}\n")
    (tmp_path / "a.iki.yaml").write_text(row("{a1: 1, a2: 1, a3: 1, a4: 1, a5: 1}"))

    done = run("check", "a.iki.yaml", "--select", "STR001", cwd=tmp_path)

    assert done.returncode == 2
    assert "lebih dari 3 temuan" in done.stderr


def test_a_rule_that_never_ends_is_cut_short(load: Callable[..., Loaded]) -> None:
    endless = (Hit(f"/k{i}", None, {"key": "k", "near": "", "expected": ""}, kind="missing") for i in count())
    rule = next(rule for rule in built_in() if rule.code == "STR001")

    result = engine.run([rule], lambda _: endless, load(HEADER), "id", Limits(findings=3))

    assert [error.values["name"] for error in result.errors] == ["findings"]


def test_a_flood_of_suppressions_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.iki.yaml").write_text(HEADER + "# iki-lint: abaikan FRM001 -- x\n" * 50_000 + "jabatan: []\n")

    done = run("check", "a.iki.yaml", cwd=tmp_path)

    assert done.returncode == 2
    assert "lebih dari 500 komentar" in done.stderr


def test_a_finding_on_a_long_line_carries_no_more_of_it_than_is_shown(tmp_path: Path) -> None:
    (tmp_path / "a.iki.json").write_text(
        '{"skema": "iki/1", "jenis": "iki", "instansi": {"nama": "Dinas"}, "jabatan": ['
        + '{"nama": "Kepala"},' * 900
        + "1]}"
    )

    done = run("check", "a.iki.json", "--select", "STR001", cwd=tmp_path)

    assert done.returncode == 1
    assert "1 | …" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 120


# -- limits in the configuration ---------------------------------------------------------------------------------------

CONFIGURED = {
    "iki-lint.yaml": "limits: {{{key}: {value}}}\n",
    "pyproject.toml": "[tool.iki-lint.limits]\n{key} = {value}\n",
}


@pytest.mark.parametrize("file", CONFIGURED)
def test_a_limit_is_set_by_the_configuration_and_reaches_every_process_and_the_cache(tmp_path: Path, file: str) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.iki.yaml").write_text(row("nama: Jumlah kendaraan yang diuji"))
    before = run("check", ".", "--jobs", "2", cwd=tmp_path)

    (tmp_path / file).write_text(CONFIGURED[file].format(key="characters", value=20))
    done = run("check", ".", "--jobs", "2", cwd=tmp_path)

    assert before.returncode == 1
    assert done.returncode == 2
    assert done.stderr.count("satu nilai lebih panjang dari 20 huruf: “Jumlah kendaraan yang diuji…”") == 2


def test_every_command_keeps_the_limits(tmp_path: Path) -> None:
    (tmp_path / "a.iki.yaml").write_text(row("nama: Jumlah kendaraan yang diuji"))
    (tmp_path / "iki-lint.yaml").write_text("limits: {depth: 3}\n")

    for command in (
        ["convert", "a.iki.yaml"],
        ["diff", "a.iki.yaml", "a.iki.yaml"],
        ["baseline", "a.iki.yaml"],
        ["check", "a.iki.yaml", "--fix"],
        ["check", "a.iki.yaml", "--diff"],
    ):
        done = run(*command, cwd=tmp_path)

        assert (done.returncode, "bersarang lebih dari 3 tingkat" in done.stderr) == (2, True), command


@pytest.mark.parametrize(("value", "said"), [("0", "minimum"), ("banyak", "integer"), ("1000000", "maximum")])
def test_a_limit_that_is_none_is_told_with_its_line(tmp_path: Path, value: str, said: str) -> None:
    (tmp_path / "iki-lint.yaml").write_text(f"lang: id\nlimits:\n  depth: {value}\n")

    done = run("check", GOOD, cwd=tmp_path)

    assert done.returncode == 2
    assert done.stderr.startswith("Error: iki-lint.yaml:3:") or "iki-lint.yaml:3:" in done.stderr


def test_every_limit_is_shown_with_its_value_documented_and_said_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "iki-lint.yaml").write_text("limits:\n  pages: 7\n")
    shown = run("config", cwd=tmp_path).stdout
    documented = (ROOT / "docs" / "panduan" / "pemrogram.md").read_text(encoding="utf-8")

    assert "  pages: 7" in shown
    assert "# iki-lint.yaml:2" in shown
    for key, name in NAMES.items():
        assert key == "pages" or f"  {key}: {getattr(DEFAULTS, name)}" in shown
        assert f"| `{key}` | {getattr(DEFAULTS, name)} |" in documented
        assert "{most}" in WORDS[name]["id"]
        assert "{most}" in WORDS[name]["en"]


HARMFUL = {
    "bomb": laughs("[x]", "[{}]"),
    "brackets": "packs: " + "[" * 100_000,
    "loop": "packs: &a [*a]\n",
    "tag": "packs: !!python/object/apply:os.system [x]\n",
    "NUL": 'packs: ["a\\0b"]\n',
    "NUL in a path": 'baseline: "a\\0b"\n',
    "large": "# " + "x" * 3_000_000,
    "UTF-16": "packs: []\n",
}


@pytest.mark.parametrize("name", HARMFUL)
@pytest.mark.parametrize("place", ["iki-lint.yaml", "paket/ABC001-a.yaml"])
def test_a_harmful_configuration_or_rule_is_an_error(tmp_path: Path, name: str, place: str) -> None:
    (tmp_path / "paket").mkdir()
    (tmp_path / "iki-lint.yaml").write_text("packs: [paket]\n")
    (tmp_path / place).write_bytes(HARMFUL[name].encode("utf-16" if name == "UTF-16" else "utf-8"))

    done = run("check", GOOD, cwd=tmp_path)

    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "kesalahan di dalam" not in done.stderr


@pytest.mark.parametrize(
    "text", ["[tool.iki-lint]\npacks = " + "[" * 100_000, "[tool.iki-lint]\na" + ".a" * 10_000 + " = 1"]
)
def test_a_harmful_pyproject_is_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)

    done = run("check", GOOD, cwd=tmp_path)

    assert (done.returncode, "kesalahan di dalam" in done.stderr) == (2, False)


@pytest.mark.parametrize("text", ["[" * 100_000, '{"tool": NaN}', "\0", "{}", "[]"])
def test_a_harmful_baseline_is_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "lama.json").write_text(text)

    done = run("check", GOOD, "--baseline", "lama.json", cwd=tmp_path)

    assert (done.returncode, "kesalahan di dalam" in done.stderr) == (2, False)
    assert "lama.json" in done.stderr
