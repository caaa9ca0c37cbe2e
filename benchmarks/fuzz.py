"""Coverage-guided fuzzing of a reader or the formula parser: python benchmarks/fuzz.py TARGET [LIBFUZZER'S OPTIONS].

It begins with the cases in fixtures/korpus/TARGET and needs `iki-lint[fuzz]` (atheris). Of Word, Excel and PDF the
inside is fuzzed, in a file that is sound otherwise. A case that fails is written to the working folder as crash-…;
`python benchmarks/fuzz.py TARGET crash-…` runs it again.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.mutate import packages, pdf, structured, text, xml  # noqa: E402
from benchmarks.mutate.bases import first  # noqa: E402

CORPUS = ROOT / "fixtures" / "korpus"
_LARGEST = 20_000  # bytes of a case


_base = cache(first)


def _in_word(data: bytes) -> bytes:
    return packages.around(_base("docx"), packages.DOCUMENT, data)


def _in_sheet(data: bytes) -> bytes:
    return packages.around(_base("xlsx"), packages.FIRST_SHEET, data)


def _on_page(data: bytes) -> bytes:
    return pdf.drawing(_base("pdf"), data)


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="iki-lint-"))


def _read(suffix: str, wrap: Callable[[bytes], bytes], data: bytes) -> None:
    """A reader gives a document or says why it has none."""
    from iki_lint import readers
    from iki_lint.errors import InputError

    path = _folder() / f"kasus{suffix}"
    path.write_bytes(wrap(data))
    try:
        readers.read(path)
    except InputError as error:
        if error.kind == "failed":  # what no reader has foreseen
            raise AssertionError(str(error)) from error


def _formula(data: bytes) -> None:
    """Every part of a formula has a place in its text, and what is read twice is the same."""
    from iki_lint.language.formula import Part, parse

    said = data.decode("utf-8", "replace")
    found = parse(said)
    parts = [getattr(found, name) for name in ("numerator", "denominator", "multiplier", "other", "before", "notes")]
    parts += [found.operator, *(part for _, part in found.problems)]
    for part in parts:
        assert part is None or (isinstance(part, Part) and 0 <= part.start <= part.end <= len(said)), part
    parse.cache_clear()
    assert parse(said) == found


def _names(data: bytes) -> None:
    """The places of names, measure heads and regulations are places in the text."""
    from iki_lint.language.citations import citations
    from iki_lint.language.heads import measure
    from iki_lint.language.names import mentions
    from iki_lint.language.terms import terms

    said = data.decode("utf-8", "replace")
    places = [(each.start, each.end) for each in (*terms(said), *measure(said).heads)]
    places += [(each.start, each.end) for each in mentions(said, {})]
    list(citations(said))
    assert all(0 <= start <= end <= len(said) for start, end in places), places


TARGETS: dict[str, Callable[[bytes], None]] = {
    "yaml": partial(_read, ".yaml", bytes),
    "json": partial(_read, ".json", bytes),
    "text": partial(_read, ".md", bytes),
    "docx": partial(_read, ".docx", _in_word),
    "xlsx": partial(_read, ".xlsx", _in_sheet),
    "pdf": partial(_read, ".pdf", _on_page),
    "formula": _formula,
    "names": _names,
}


def _lines(rng: Random, data: bytes) -> bytes:
    return text.lined(rng, data.decode("utf-8", "replace")).encode()


GROWN: dict[str, Callable[[Random, bytes], bytes]] = {
    "yaml": lambda rng, data: structured.as_yaml(rng, [data]),
    "json": lambda rng, data: structured.as_json(rng, [data]),
    "text": _lines,
    "docx": partial(xml.changed, snippets=packages.WORD),
    "xlsx": partial(xml.changed, snippets=packages.SHEET),
    "pdf": pdf.redrawn,
    "formula": _lines,
    "names": _lines,
}
"""What makes another case of one, knowing what the target reads; libFuzzer's own changes come in turn with it."""


def main() -> None:
    """Fuzz, until libFuzzer's options end it or a case fails."""
    import atheris  # nobody else needs it

    target, *more = sys.argv[1:]
    with atheris.instrument_imports(include=["iki_lint"]):
        for data in (path.read_bytes() for path in sorted((CORPUS / target).iterdir())):
            TARGETS[target](data)  # whatever is loaded late is loaded now

    def another(data: bytes, most: int, seed: int) -> bytes:
        rng = Random(seed)
        try:
            made = GROWN[target](rng, data) if rng.random() < 0.7 else b""
        except Exception:  # what is no XML or YAML any more is changed as bytes
            made = b""
        return made if 0 < len(made) <= most else bytes(atheris.Mutate(data, most))

    found = tempfile.mkdtemp(prefix="iki-lint-")
    options = [f"-max_len={_LARGEST}", "-timeout=20", "-rss_limit_mb=2048", *more]
    folders = [] if any(Path(each).is_file() for each in more) else [found, str(CORPUS / target)]
    atheris.Setup([sys.argv[0], *options, *folders], TARGETS[target], custom_mutator=another)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
