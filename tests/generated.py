"""Documents that nobody wrote: composed of the words of this field, with faults planted in them where asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml
from hypothesis import Phase, settings
from hypothesis import strategies as st

from benchmarks import corpus, defects
from iki_lint.document.nodes import plain
from iki_lint.engine import lint
from iki_lint.findings import Finding
from iki_lint.packs import built_in
from iki_lint.readers import Loaded, structured

Content = dict[str, Any]
FEW = settings(max_examples=settings().max_examples // 8, phases=(Phase.explicit, Phase.generate))
"""For tests that lint or lay out whole documents; a failing one is told by its numbers, which are small already."""
SEEDS = st.integers(0, 2**32)


@dataclass(frozen=True)
class Made:
    """The decree of an office, `faults` the share of its jabatan that have one."""

    number: int
    size: int
    seed: int
    faults: float

    @property
    def content(self) -> Content:
        """What it says."""
        made = corpus.document(self.number, self.size, self.seed)
        defects.plant(Random(self.seed), made, "", self.faults)
        return made


def documents(least: int = 1, most: int = 12, faults: float = 0.0) -> st.SearchStrategy[Made]:
    """Decrees of so many jabatan."""
    return st.builds(Made, st.integers(0, 50), st.integers(least, most), SEEDS, st.just(faults))


_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def written(content: Content, width: int = 100) -> str:
    """A document as YAML."""
    text: str = yaml.dump(content, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=width)
    return text


def loaded(text: str) -> Loaded:
    """The document in a YAML text."""
    return structured(text, Path("dokumen.iki.yaml"))


def found(text: str) -> tuple[Finding, ...]:
    """What all rules say of the document in a YAML text."""
    result = lint(loaded(text), built_in())
    assert (result.crashes, result.errors) == ((), ())
    return result.findings


def content(read: Loaded) -> Any:
    """All that a document says."""
    return plain(read.places.root)
