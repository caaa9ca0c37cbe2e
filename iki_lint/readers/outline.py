"""From paragraphs and tables to a document: who stands where, by what the labels and headings mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from iki_lint.document.printed import Printed, join
from iki_lint.readers import decree, layout, lists, signatures, titles
from iki_lint.readers.blocks import Block, Paragraph, Table, Unread, labelled, whole
from iki_lint.readers.cascade import Cascade, is_cascade
from iki_lint.readers.cells import bare
from iki_lint.readers.columns import rows
from iki_lint.readers.headings import Columns, columns
from iki_lint.readers.owners import CONTEXT, Owners
from iki_lint.readers.unplaced import unplaced

_MOST_BETWEEN = 4


@dataclass(frozen=True, slots=True)
class Note:
    """Something on the page that found no place in the document."""

    kind: str
    text: Printed


def read(blocks: Iterable[Block | Unread]) -> tuple[dict[str, Any], list[Note]]:
    """The document of a page's blocks, as tables and lists of its keys, and what was not placed."""
    reader = _Reader()
    given = list(reader.readable(blocks))
    front, annex = decree.split(list(layout.lines(given)))
    if front:
        reader.document["keputusan"], reader.loose = decree.read(front, reader.instansi)
    for i, block in enumerate(annex):
        if isinstance(block, Table):
            reader.table(block)
        else:
            reader.paragraph(block, annex[i + 1 : i + 1 + _MOST_BETWEEN])
    document = reader.done()
    known = [note.text for note in reader.notes] + reader.noted
    return document, [*reader.notes, *(Note("text", text) for text in unplaced(given, document, known))]


class _Reader:
    """What was read so far, and where the next line belongs."""

    def __init__(self) -> None:
        self.document: dict[str, Any] = {}
        self.instansi: dict[str, Printed] = {}
        self.notes: list[Note] = []
        self.noted: list[Printed] = []  # headings, and what stands in columns that are not read
        self.owners = Owners()
        self.section = ""
        self.heading = True
        self.columns: Columns | None = None
        self.cascade = Cascade()
        self.loose: list[Paragraph] = []

    def readable(self, blocks: Iterable[Block | Unread]) -> Iterator[Block]:
        """The blocks without the pages that hold no text, which are noted."""
        for block in blocks:
            if isinstance(block, Unread):
                self.notes.append(Note(block.kind, Printed(block.text, (), block.where)))
            else:
                yield block

    # -- paragraphs ------------------------------------------------------------------------------------------------

    def paragraph(self, paragraph: Paragraph, below: Sequence[Block]) -> None:
        """One line: a label, a heading, an item of what stands open, or something loose."""
        text = paragraph.text
        if not text:
            return
        label = titles.label(text.text)
        sentence = titles.sentence(text)
        if label and len(paragraph.label) < 3:
            self._label(label, text)
        elif sentence and self._sentence(sentence, paragraph):
            return
        elif titles.is_title(text.text) and not (self.section and paragraph.label):
            self._title(text, below)
        elif titles.names_superior(text.text) and self.owners.put_under_last():
            return
        elif titles.is_caption(text.text):
            self.section = ""
        elif self._post(paragraph, below) or (self.heading and not paragraph.label and self._heading(text)):
            return
        elif self.section and not (signatures.closes(text.text) or titles.is_person(text.text)):
            self._item(paragraph)
        else:
            self.section = ""
            self.heading &= not (titles.is_sentence(text.text) or signatures.closes(text.text))
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
        elif name in CONTEXT:
            self.section = "" if rest else name
            self.owners.stands_under(name, rest)
        elif name == "instansi":
            self.section = ""
            self.instansi.setdefault("nama", rest)
        elif name in ("unit", "atasan"):
            self.owners.open[name] = rest
        else:
            self._year(text)

    def _sentence(self, sentence: titles.Sentence, paragraph: Paragraph) -> bool:
        """Opens what a sentence tells of, with a list below it or the whole sentence as one item."""
        who, listed = sentence.who.text, paragraph.text.text.endswith(":")
        posted = titles.names_post(who)
        named = posted or titles.names_unit(who)
        if not (named or (listed and not paragraph.label)) or (self.section and paragraph.label and not listed):
            return False
        done = sentence.what in self.owners.open
        if posted and (not self.owners.name or (done and not self.owners.is_open(who))):
            self._jabatan(sentence.who)
        self._open(sentence.what)
        if sentence.rest not in ("", ":"):
            self._item(Paragraph(paragraph.text, "-"))
        return True

    def _jabatan(self, name: Printed) -> None:
        self.owners.begin(name)
        self.section, self.heading = "" if name else "nama", True

    def _open(self, section: str) -> None:
        self.section, self.heading = section, False
        self.owners.open.setdefault(section, [])

    def _title(self, text: Printed, below: Sequence[Block]) -> None:
        match = titles.TITLE.match(text.text)
        self.section, self.heading, self.columns = "", True, None
        kind = (match["kind"] or "").lower() if match else ""
        if match and match["office"] and (named := titles.office(text.cut(match.start("office")))):
            self._names(named)
        if kind == "utama":
            self.owners.post = None
        elif (post := titles.post_in(text)) and _is_owned(below) and not self.owners.is_open(post.text):
            self._jabatan(post)
        if not titles.is_furniture(text.text):
            self.document.setdefault("judul", text)
        self._year(text)

    def _year(self, text: Printed) -> None:
        if year := titles.year(text.text):
            self.document.setdefault("tahun", year)

    def _names(self, office: titles.Office) -> None:
        self.instansi.setdefault("nama", office.nama)
        if office.daerah:
            self.instansi.setdefault("daerah", office.daerah)

    def _post(self, paragraph: Paragraph, below: Sequence[Block]) -> bool:
        """A jabatan's name alone, as a heading over what is its own."""
        text = paragraph.text
        if not titles.names_post(text.text):
            return False
        if self.owners.is_open(text.text):
            return self.heading or _is_owned(below)
        if _is_owned(below) or (paragraph.bold and any(isinstance(block, Table) for block in below[:2])):
            self._jabatan(text)
            return True
        return False

    def _heading(self, text: Printed) -> bool:
        """A line under a title or a jabatan: the region, the office, the jabatan's unit, the year."""
        new = bool(self.owners.name) and "unit" not in self.owners.open
        if region := titles.REGION.match(text.text):
            self.instansi.setdefault("daerah", text.cut(*region.span("name")))
            self._year(text)
        elif self.instansi.get("nama", Printed("")).text.casefold() == text.text.casefold():
            return True
        elif new and titles.names_unit(text.text) and ("nama" in self.instansi or not titles.OFFICE.match(text.text)):
            self.owners.open["unit"] = text
        elif office := titles.office(text):
            self._names(office)
            self._year(text)
        elif titles.is_year(text.text):
            self._year(text)
        else:
            return titles.is_furniture(text.text)
        return True

    def _item(self, paragraph: Paragraph) -> None:
        if self.section == "nama":
            self.owners.open["nama"] = paragraph.text
            self.section, self.heading = "", True
        elif self.section in CONTEXT:
            self.owners.goes_on(self.section, paragraph.text)
        else:
            lists.add(self.owners.open.setdefault(self.section, []), paragraph)

    # -- tables ----------------------------------------------------------------------------------------------------

    def table(self, table: Table) -> None:
        """One table: its rows to whom it stands under."""
        self.section, self.heading = "", False
        known = columns(table, self.document.get("tahun"))
        if known is None and (self.cascade.boxes or (self.columns is None and is_cascade(table))):
            self.cascade.add(table)
            return
        if known is None and self.columns and len(table.rows[0]) != len(self.columns.names):
            self.columns = None
        if known is None and self.columns is None:
            said = [part.text for row in table.rows for cell in row for part in cell]
            self.notes += [Note("table", join(said))] if said else []
            return
        if known:
            self.notes += [Note("column", heading) for heading in known.unknown]
        found = known or self.columns
        assert found is not None
        self.noted += found.unsaid(table, headed=known is not None)
        for row, carried in rows(table, found, headed=known is not None):
            self._named(bare(whole(row.pop("jabatan", ()))))
            for key in ("unit", "atasan", "tugas", "fungsi"):
                lists.put(self.owners.open, key, row.pop(key, ()))
            if row.keys() - {"no"}:
                self.owners.grouper().add(row, carried)
        self.columns = found

    def _named(self, name: Printed) -> None:
        if name and self.owners.name != name.text:
            self._jabatan(name)

    # -- the end ---------------------------------------------------------------------------------------------------

    def done(self) -> dict[str, Any]:
        """The document, its keys in the order of the form."""
        signed, rest = signatures.signatures(self.loose)
        self.notes += [Note("text", paragraph.text) for paragraph in rest]
        named = self.document.get("keputusan", {}).get("tentang")
        if named:
            self._year(named)
        iku, people, unused = self.owners.done()
        self.notes += [Note("text", text) for text in unused]
        self.document.setdefault("jenis", "iki" if people else "iku")
        if self.cascade.boxes:
            people += self.cascade.posts()
            self.notes += [Note("text", text) for text in self.cascade.loose]
            self.document["jenis"] = "pohon-kinerja"
        self._office(people, signed)
        found = {
            "skema": "iki/1",
            "jenis": self.document["jenis"],
            "judul": self.document.get("judul"),
            "instansi": {key: self.instansi[key] for key in ("nama", "daerah") if key in self.instansi},
            "tahun": self.document.get("tahun"),
            "keputusan": self.document.get("keputusan"),
            "pengesahan": signed,
            "iku": iku,
            "jabatan": people,
        }
        return {key: value for key, value in found.items() if value}

    def _office(self, people: list[dict[str, Any]], signed: list[dict[str, Printed]]) -> None:
        """Where no heading names the instansi: it stands in a title, or in its leader's or its secretary's name.

        The region may stand in the name with which a leader signs.
        """
        titled = (self.document.get("judul"), self.document.get("keputusan", {}).get("tentang"))
        for text in filter(None, titled):
            if office := titles.office(text, inside=True):
                self._names(office)
        named = [post["nama"] for post in people] + [each["jabatan"] for each in signed if "jabatan" in each]
        for text in named:
            match = titles.LEADER.match(text.text)
            led = titles.office(text.cut(match.end())) if match else None
            if led and led.nama.text.casefold() == self.instansi.get("nama", led.nama).text.casefold():
                self._names(led)


def _is_owned(below: Sequence[Block]) -> bool:
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
