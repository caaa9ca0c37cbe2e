"""Every rule: its own examples, run as they stand, to the span."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from iki_lint import data, examples
from iki_lint.errors import InputError
from iki_lint.packs import built_in, load, load_folder
from iki_lint.rules import Example, Rule, fill

CASES = [(rule, example) for rule in built_in() for example in rule.examples]


@pytest.mark.parametrize(("rule", "example"), CASES, ids=[f"{r.code}:{e.line}" for r, e in CASES])
def test_example(rule: Rule, example: Example) -> None:
    result = examples.run(rule, example)

    assert result.crashes == ()
    assert [examples.place(finding) for finding in result.findings] == list(example.expect)


@pytest.mark.parametrize(("rule", "example"), CASES, ids=[f"{r.code}:{e.line}" for r, e in CASES])
def test_an_example_speaks_english_too(rule: Rule, example: Example) -> None:
    indonesian = examples.run(rule, example).findings
    english = examples.run(rule, example, "en").findings

    assert [f.pointer for f in english] == [f.pointer for f in indonesian]
    for one, other in zip(indonesian, english, strict=True):
        assert one.message != other.message
        assert "{" not in one.message + other.message + str(one.suggestion) + str(other.suggestion)


def test_our_own_rules_are_as_sound_as_we_ask_of_others() -> None:
    assert sorted(rule.code for rule in load_folder(data.folder()).rules) == [rule.code for rule in built_in()]


@pytest.mark.parametrize("rule", built_in(), ids=lambda rule: rule.code)
def test_a_rule_has_three_examples_each_way(rule: Rule) -> None:
    assert sum(not e.expect for e in rule.examples) >= 3
    assert sum(bool(e.expect) for e in rule.examples) >= 3


@pytest.mark.parametrize("rule", built_in(), ids=lambda rule: rule.code)
def test_every_message_of_a_rule_is_shown_by_an_example(rule: Rule) -> None:
    shown = {f.message for e in rule.examples for f in examples.run(rule, e).findings}

    for kind, words in rule.messages.items():
        opening = words["id"].split("{")[0]
        assert not opening or any(message.startswith(opening) for message in shown), kind


def test_a_rule_file_is_named_after_its_rule() -> None:
    names = {f"{rule.code}-{rule.name}.yaml" for rule in built_in()}

    assert names == {path.name for path in data.folder().glob("*.yaml")}


GOOD = """\
code: XYZ001
name: contoh-aturan
severity: error
check: struktur.bare_sasaran
summary: {id: a, en: a}
message: {id: a, en: a}
why: {id: a, en: a}
suggestion: {id: a, en: a}
"""


def _pack(folder: Path, **changes: str) -> Path:
    for name, content in changes.items():
        (folder / f"{name}.yaml").write_text(content)
    return folder


def test_a_pack_loads_through_the_same_door(tmp_path: Path) -> None:
    rules = load([_pack(tmp_path, a=GOOD)])

    assert [r.code for r in rules][-1] == "XYZ001"
    assert len(rules) == len(built_in()) + 1


@pytest.mark.parametrize(
    ("content", "line", "detail"),
    [
        (GOOD.replace("severity: error", "severity: parah"), 3, "parah"),
        (GOOD.replace("struktur.bare_sasaran", "struktur.tidak_ada"), 4, "tidak_ada"),
        (GOOD.replace("struktur.bare_sasaran", "tidakada.x"), 4, "tidakada.x"),
        (GOOD + "options: {apa: 1}\n", 9, "apa"),
        (GOOD + "lain: 1\n", 9, "lain"),
        (GOOD.replace("code: XYZ001", "code: xyz"), 1, "xyz"),
        (GOOD.replace("{id: a, en: a}\nwhy", "{id: a}\nwhy"), 6, "is not valid"),
        ("code: [", 1, "yaml"),
        ("", None, "kosong"),
    ],
)
def test_a_wrong_rule_file_is_named(tmp_path: Path, content: str, line: int | None, detail: str) -> None:
    with pytest.raises(InputError) as caught:
        load_folder(_pack(tmp_path, a=content))

    assert caught.value.path == str(tmp_path / "a.yaml")
    assert caught.value.line == line
    assert detail in f"{caught.value.kind} {caught.value}"


def test_a_code_or_name_is_used_once(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"b.yaml:1:1.*XYZ001 sudah dipakai oleh .*a.yaml"):
        load([_pack(tmp_path, a=GOOD, b=GOOD)])
    other = tmp_path / "lain"
    other.mkdir()
    with pytest.raises(InputError, match=r"SBR001 sudah dipakai oleh .*SBR001-"):
        load([_pack(other, a=GOOD.replace("XYZ001", "SBR001"))])


def test_a_folder_without_rules_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="tidak ada berkas"):
        load_folder(tmp_path)


def test_a_message_reaches_plain_names_only() -> None:
    assert fill("{a}", {"a": "x"}) == "x"
    with pytest.raises(KeyError):
        fill("{a.__class__}", {"a": "x"})
    with pytest.raises(KeyError):
        fill("{a[0]}", {"a": "x"})


def test_every_code_once() -> None:
    assert max(Counter(rule.code for rule in built_in()).values()) == 1
