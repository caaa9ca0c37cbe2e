"""What the rules say, word for word, of their own examples and of the documents that the repository ships.

`python -m tests.said` writes fixtures/temuan anew: read the difference before you keep it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from iki_lint import examples
from iki_lint.engine import lint
from iki_lint.findings import Finding
from iki_lint.packs import built_in
from iki_lint.readers import read
from iki_lint.rules import Rule

FIXTURES = Path(__file__).parent.parent / "fixtures"
FOLDER = FIXTURES / "temuan"
DOCUMENTS = sorted([*(FIXTURES / "dokumen").glob("*.iki.yaml"), *(FIXTURES / "bersih").glob("*.iki.yaml")])


def of_rule(rule: Rule) -> str:
    """What a rule says of its examples: the place, the message, the suggestion and the fix of each finding."""
    found = (finding for example in rule.examples for finding in examples.run(rule, example).findings)
    return "".join(f"{_place(each)}  {each.message}\n  {each.suggestion}\n{_fixed(each)}" for each in found)


def of_document(path: Path) -> str:
    """What is found in a document: rule and place, and the fix."""
    return "".join(f"{each.rule} {_place(each)}{_fixed(each)}" for each in lint(read(path), built_in()).findings)


def _place(finding: Finding) -> str:
    """Address and span, and the addresses of the other side of a comparison."""
    span = finding.span
    where = f" {span.line}:{span.column}-{span.end_line}:{span.end_column}" if span else ""
    return f"{finding.pointer}{where}{''.join(f' ~ {other.pointer}' for other in finding.related)}\n"


def _fixed(finding: Finding) -> str:
    if finding.fix is None:
        return ""
    sign = "=>" if finding.fix.safe else "?>"
    return "".join(f"  {sign} {edit.start}-{edit.end} {edit.text}\n" for edit in finding.fix.edits)


def everything() -> Iterator[tuple[Path, str]]:
    """Each file of the folder, and what belongs in it."""
    for rule in built_in():
        yield FOLDER / f"{rule.code}.txt", of_rule(rule)
    for path in DOCUMENTS:
        yield FOLDER / f"{path.name.split('.')[0]}.txt", of_document(path)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for file, text in everything():
        file.write_text(text, encoding="utf-8")
