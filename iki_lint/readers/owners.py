"""Whose the lines and tables are: the instansi's own, or the jabatan's that stands open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from iki_lint.document.printed import Printed, join
from iki_lint.language.names import words_of
from iki_lint.readers import titles
from iki_lint.readers.blocks import Block, Table, closed
from iki_lint.readers.columns import Grouper

CONTEXT = ("visi", "misi", "tujuan")


class Owners:
    """The jabatan read so far and the instansi, and who of them stands open (`post`; None: the instansi)."""

    def __init__(self) -> None:
        self.iku: dict[str, Any] = {}
        self.posts: list[dict[str, Any]] = []
        self.post: dict[str, Any] | None = None
        self.shared: dict[str, Printed] = {}
        self.context: dict[str, Printed] = {}
        self.groups: dict[int, Grouper] = {}

    @property
    def open(self) -> dict[str, Any]:
        """Who stands open."""
        return self.iku if self.post is None else self.post

    @property
    def name(self) -> str:
        """The name of the jabatan that stands open; "" where none does."""
        return self.post["nama"].text if self.post and "nama" in self.post else ""

    def begin(self, name: Printed) -> None:
        """Another jabatan; one of whom only the name was read goes on where it is named again."""
        if self.post is None and self.iku.get("kinerja"):
            self.shared = {}
        if self.post is None or self.post.keys() != {"nama"} or self.name.casefold() != name.text.casefold():
            self.post = {"nama": name} if name else {}
            self.posts.append(self.post)
        self.context = dict(self.shared)

    def put_under_last(self) -> bool:
        """The jabatan named last is the atasan of the one named before it; False where there are no two such names."""
        if len(self.posts) < 2 or any(post.keys() != {"nama"} for post in self.posts[-2:]):
            return False
        superior = self.posts.pop()
        self.post = self.posts[-1]
        self.post["atasan"] = superior["nama"]
        return True

    def is_open(self, name: str) -> bool:
        """Whether a name is that of the jabatan that stands open; above its table a word more or less is the same."""
        apart = set(words_of(self.name)) ^ set(words_of(name))
        return bool(self.name) and (not apart or (len(apart) == 1 and "kinerja" not in self.open))

    def stands_under(self, key: str, text: Printed) -> None:
        """A visi, misi or tujuan holds for the tables below it; a new one ends what stood under the old.

        One that stands above the first jabatan and above no table holds for every jabatan.
        """
        kept = CONTEXT[: CONTEXT.index(key)]
        self.context = {name: value for name, value in self.context.items() if name in kept}
        self.goes_on(key, text)

    def goes_on(self, key: str, text: Printed) -> None:
        """Another line of a visi, misi or tujuan."""
        self.context[key] = join([self.context[key], text]) if key in self.context else text
        if not self.posts and not self.iku.get("kinerja"):
            self.shared = dict(self.context)

    def grouper(self) -> Grouper:
        """What gathers the rows of the one that stands open."""
        grouper = self.groups.setdefault(id(self.open), Grouper(self.context))
        grouper.context = dict(self.context)
        self.open["kinerja"] = grouper
        return grouper

    def done(self) -> tuple[dict[str, Any], list[dict[str, Any]], list[Printed]]:
        """The instansi's own, the jabatan, and each visi, misi and tujuan above which no table stands."""
        unused = [] if self.groups else list(self.context.values())
        return _clean(self.iku), [_clean(post) for post in self.posts if post.get("nama")], unused


def _clean(owner: dict[str, Any]) -> dict[str, Any]:
    """An owner's keys in order, items without their closing sign."""
    kept: dict[str, Any] = {}
    for key in ("nama", "unit", "atasan", "tugas", "fungsi", "kinerja"):
        value = owner.get(key)
        if isinstance(value, Grouper):
            value = value.done()
        if isinstance(value, list) and key != "kinerja":
            value = [closed(item) for item in value]
        if value:
            kept[key] = value
    return kept


def is_owned(below: Sequence[Block]) -> bool:
    """Whether what follows a name is its own: a table, its tugas or fungsi; a unit or a title may stand between."""
    for block in below:
        if isinstance(block, Table):
            return True
        text = block.text.text
        label = titles.label(text)
        if label or titles.is_caption(text) or titles.sentence(block.text):
            return not (label and label["jabatan"])
        between = titles.names_unit(text) or titles.OFFICE.match(text) or titles.REGION.match(text)
        if not between and not titles.is_year(text) and not titles.is_title(text):
            return False
    return False
