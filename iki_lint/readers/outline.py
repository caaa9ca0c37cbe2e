"""From paragraphs and tables to a document: who stands where, by what the labels and headings mean."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from iki_lint.document.printed import Printed, join
from iki_lint.language.names import Level, level, unit_name
from iki_lint.readers import decree, titles
from iki_lint.readers.blocks import Block, Paragraph, Table, closed, labelled, whole
from iki_lint.readers.cascade import Cascade, is_cascade
from iki_lint.readers.columns import Columns, Grouper, columns, rows


@dataclass(frozen=True, slots=True)
class Note:
    """Something on the page that found no place in the document."""

    kind: str
    text: Printed


def read(blocks: Iterable[Block]) -> tuple[dict[str, Any], list[Note]]:
    """The document of a page's blocks, as tables and lists of its keys, and what was not placed."""
    given = list(blocks)
    reader = _Reader()
    front, annex = decree.split(given)
    if front:
        reader.document["keputusan"] = decree.read(front, reader.instansi)
    for block in annex:
        if isinstance(block, Table):
            reader.table(block)
        else:
            reader.paragraph(block)
    return reader.done(), reader.notes


class _Reader:
    """What was read so far, and where the next line belongs."""

    def __init__(self) -> None:
        self.document: dict[str, Any] = {}
        self.instansi: dict[str, Printed] = {}
        self.notes: list[Note] = []
        self.jabatan: list[dict[str, Any]] = []
        self.iku: dict[str, Any] = {}
        self.owner: dict[str, Any] | None = None
        self.section = ""
        self.heading = True
        self.context: dict[str, Printed] = {}
        self.columns: Columns | None = None
        self.groups: dict[int, Grouper] = {}
        self.cascade = Cascade()
        self.loose: list[Paragraph] = []

    # -- paragraphs ------------------------------------------------------------------------------------------------

    def paragraph(self, paragraph: Paragraph) -> None:
        """One line: a label, a heading, an item of what stands open, or something loose."""
        text = paragraph.text
        if not text:
            return
        label = titles.LABEL.match(text.text)
        sentence = titles.SENTENCE.match(text.text)
        if label and (label.end() == len(text.text) or not paragraph.label or len(paragraph.label) < 3):
            self._label(label, text)
        elif sentence and len(text.text) < 200:
            self._open(sentence["what"].lower())
        elif titles.TITLE.match(text.text) and not (self.section and paragraph.label):
            self._title(text)
        elif self.heading and not paragraph.label and self._heading(text):
            return
        elif self.section and not decree.closes(text.text):
            self._item(paragraph)
        else:
            self.section = ""
            self.loose.append(paragraph)

    def _label(self, label: re.Match[str], text: Printed) -> None:
        name = next(key for key, value in label.groupdict().items() if value)
        rest = text.cut(label.end())
        self.heading = False
        if name == "jabatan":
            self._jabatan(rest)
        elif name in ("tugas", "fungsi"):
            self._open(name)
            if rest:
                self._item(labelled(rest))
        elif name in ("visi", "misi", "tujuan"):
            self.section = ""
            self._context(name, rest)
        elif name == "instansi":
            self.section = ""
            self.instansi.setdefault("nama", rest)
        elif name in ("unit", "atasan"):
            self._owner()[name] = rest
        else:
            self._year(rest)

    def _context(self, name: str, rest: Printed) -> None:
        """A visi, misi or tujuan holds for the tables below it; a new one ends what stood under the old."""
        order = ("visi", "misi", "tujuan")
        self.context = {key: value for key, value in self.context.items() if order.index(key) < order.index(name)}
        self.context[name] = rest

    def _jabatan(self, name: Printed) -> None:
        self.owner = {"nama": name} if name else {}
        self.jabatan.append(self.owner)
        self.section, self.context, self.columns = "" if name else "nama", {}, None

    def _owner(self) -> dict[str, Any]:
        return self.iku if self.owner is None else self.owner

    def _open(self, section: str) -> None:
        self.section, self.heading = section, False
        self._owner().setdefault(section, [])

    def _title(self, text: Printed) -> None:
        match = titles.TITLE.match(text.text)
        self.section, self.heading, self.columns = "", True, None
        kind = (match["kind"] or "").lower() if match else ""
        if match and match["office"] and titles.OFFICE.match(match["office"]):
            self.instansi.setdefault("nama", text.cut(match.start("office")))
        if kind == "utama":
            self.owner = None
        self.document.setdefault("judul", text)
        self._year(text)

    def _year(self, text: Printed) -> None:
        if year := titles.YEAR.search(text.text):
            self.document.setdefault("tahun", int(year[1]))

    def _heading(self, text: Printed) -> bool:
        """A line under a title: the region, the office, a jabatan, its unit."""
        if region := titles.REGION.match(text.text):
            self.instansi.setdefault("daerah", text.cut(*region.span("name")))
            self._year(text)
        elif titles.OFFICE.match(text.text):
            self.instansi.setdefault("nama", text)
        elif self.owner and self.owner.get("nama") and unit_name(text.text) and level(text.text) is not Level.PELAKSANA:
            self._unit(text)
        elif unit_name(text.text) and re.match(r"kepala|kasi|kasub|sekretaris|camat|lurah", text.text, re.IGNORECASE):
            self._jabatan(text)
            self.heading = True
        elif not self.owner or text.text.casefold() != self.owner["nama"].text.casefold():
            self._year(text)
            return bool(titles.YEAR.search(text.text)) or (text.text.isupper() and self.owner is not None)
        return True

    def _unit(self, text: Printed) -> None:
        """A unit's name under the jabatan's; the jabatan's own name again says nothing new."""
        owner = self._owner()
        if not re.match(r"kepala|kasi|kasub|sekretaris\b", text.text, re.IGNORECASE):
            owner.setdefault("unit", text)

    def _item(self, paragraph: Paragraph) -> None:
        if self.section == "nama":
            self._owner()["nama"] = paragraph.text
            self.section = ""
            return
        items: list[Printed] = self._owner().setdefault(self.section, [])
        text = paragraph.text
        if items and not paragraph.label and not re.search(r"[;.:]$", items[-1].text):
            items[-1] = join([items[-1], text])
        else:
            items.append(text)

    # -- tables ----------------------------------------------------------------------------------------------------

    def table(self, table: Table) -> None:
        """One table: its rows to whom it stands under."""
        self.section, self.heading = "", False
        known = columns(table, self.document.get("tahun"))
        if known is None and (self.cascade.boxes or (self.columns is None and is_cascade(table))):
            self.cascade.add(table)
            return
        if known is None and self._laid_out(table):
            return
        if known is None and self.columns and len(table.rows[0]) != len(self.columns.names):
            self.columns = None
        if known is None and self.columns is None:
            said = [part.text for row in table.rows for cell in row for part in cell]
            self.notes += [Note("table", join(said[:4]))] if said else []
            return
        if known:
            self.notes += [Note("column", heading) for heading in known.unknown]
        found = known or self.columns
        assert found is not None
        for row in rows(table, found, headed=known is not None):
            named = whole(row.pop("jabatan", ()))
            if named and (self.owner is None or self.owner.get("nama", named).text != named.text):
                self._jabatan(named)
            self._grouper().add(row)
        self.columns = found

    def _laid_out(self, table: Table) -> bool:
        """Whether a table only sets labels or signatures in place; what it says is then read as lines."""
        first = [whole(next((cell for cell in row if cell), ())).text for row in table.rows]
        if any(titles.BEGINS.match(text) for text in first):
            for row in table.rows:
                opening = whole(tuple(part for cell in row for part in cell[:1]))
                for paragraph in (labelled(opening), *(part for cell in row for part in cell[1:])):
                    self.paragraph(paragraph)
            return True
        columns = range(max(len(row) for row in table.rows))
        parts = [part for i in columns for row in table.rows if i < len(row) for part in row[i]]
        if any(decree.closes(part.text.text) for part in parts):
            self.loose += parts
            return True
        return False

    def _grouper(self) -> Grouper:
        """What gathers the rows of the one that stands open."""
        owner = self._owner()
        grouper = self.groups.setdefault(id(owner), Grouper(self.context))
        grouper.context = dict(self.context)
        owner["kinerja"] = grouper
        return grouper

    # -- the end ---------------------------------------------------------------------------------------------------

    def done(self) -> dict[str, Any]:
        """The document, its keys in the order of the form."""
        signatures, rest = decree.signatures(self.loose)
        self.notes += [Note("text", paragraph.text) for paragraph in rest]
        named = self.document.get("keputusan", {}).get("tentang")
        if named:
            self._year(named)
        self.document.setdefault("jenis", "iki" if self.jabatan else "iku")
        people = [_clean(post) for post in self.jabatan if post.get("nama")]
        if self.cascade.boxes:
            people += self.cascade.posts()
            self.document["jenis"] = "pohon-kinerja"
        self._office(people)
        found = {
            "skema": "iki/1",
            "jenis": self.document["jenis"],
            "judul": self.document.get("judul"),
            "instansi": {key: self.instansi[key] for key in ("nama", "daerah") if key in self.instansi},
            "tahun": self.document.get("tahun"),
            "keputusan": self.document.get("keputusan"),
            "pengesahan": signatures,
            "iku": _clean(self.iku),
            "jabatan": people,
        }
        return {key: value for key, value in found.items() if value}

    def _office(self, people: list[dict[str, Any]]) -> None:
        """Where no heading names the instansi: it stands in its leader's or its secretary's name."""
        for post in people:
            match = titles.LEADER.match(post["nama"].text)
            if match and "nama" not in self.instansi:
                self.instansi["nama"] = post["nama"].cut(match.end())


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
