"""From paragraphs and tables to a document: who stands where, by what the labels and headings mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from iki_lint.document.printed import Printed, join
from iki_lint.readers import decree, layout, lists, signatures, titles
from iki_lint.readers.blocks import Block, Note, Paragraph, Table, Unread, labelled, whole
from iki_lint.readers.cascade import Cascade, is_cascade
from iki_lint.readers.cells import bare
from iki_lint.readers.columns import rows, said
from iki_lint.readers.front import Front
from iki_lint.readers.headings import Columns, columns, is_foreign
from iki_lint.readers.holders import anew
from iki_lint.readers.owners import CONTEXT, Owners, is_owned
from iki_lint.readers.seams import Seams
from iki_lint.readers.unplaced import unplaced

_MOST_BETWEEN = 4


def read(blocks: Iterable[Block | Unread]) -> tuple[dict[str, Any], list[Note]]:
    """The document of a page's blocks, as tables and lists of its keys, and what was not placed."""
    reader = _Reader()
    given = list(reader.readable(blocks))
    front, annex = decree.split(list(layout.lines(given)))
    if front:
        reader.decree, reader.loose = decree.read(front, reader.front.instansi)
    for i, block in enumerate(annex):
        if isinstance(block, Table):
            reader.table(block)
        else:
            reader.paragraph(block, annex[i + 1 : i + 1 + _MOST_BETWEEN])
    document = reader.done()
    if decree.annexed(annex) and not (document.get("jabatan") or document.get("iku")):
        document.pop("keputusan", None)  # alone it is a document, beside an annex of which nothing was read it is none
    known = [note.text for note in reader.notes] + reader.noted
    return document, [*reader.notes, *(Note("text", text) for text in unplaced(given, document, known))]


class _Reader:
    """What was read so far, and where the next line belongs."""

    def __init__(self) -> None:
        self.front = Front()
        self.decree: dict[str, Any] = {}
        self.notes: list[Note] = []
        self.noted: list[Printed] = []  # headings, and what stands in columns that are not read
        self.owners = Owners()
        self.seams = Seams(self.owners)
        self.section = ""
        self.heading = True
        self.columns: Columns | None = None
        self.cascade = Cascade()
        self.loose: list[Paragraph] = []

    def readable(self, blocks: Iterable[Block | Unread]) -> Iterator[Block]:
        """The blocks without a table of contents, and without the pages that hold no text, which are noted."""
        for block in blocks:
            if isinstance(block, Unread):
                self.notes.append(Note(block.kind, Printed(block.text, (), block.where)))
            elif isinstance(block, Table) or not titles.is_contents(block.text.text):
                yield block

    # -- paragraphs ------------------------------------------------------------------------------------------------

    def paragraph(self, paragraph: Paragraph, below: Sequence[Block]) -> None:
        """One line: a label, a heading, an item of what stands open, or something loose."""
        text = paragraph.text
        if not text:
            return
        self.seams.line(text.text)
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
            self.section, self.seams.explained = "", True
        elif self._post(paragraph, below) or (self.heading and not paragraph.label and self._heads(text)):
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
            self._open(name, text)
            if rest:
                self._item(labelled(rest))
        elif name in CONTEXT:
            self.section, self.seams.explained = "" if rest else name, True
            self.owners.stands_under(name, rest)
        elif name == "instansi":
            self.section = ""
            self.front.instansi.setdefault("nama", rest)
        elif name in ("unit", "atasan"):
            if said(rest):
                self.owners.open[name] = rest
        else:
            self.front.dated(text)

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
        self._open(sentence.what, paragraph.text)
        if sentence.rest not in ("", ":"):
            self._item(Paragraph(paragraph.text, "-"))
        return True

    def _jabatan(self, name: Printed) -> None:
        self.owners.begin(name)
        self.section, self.heading = "" if name else "nama", True

    def _open(self, section: str, text: Printed) -> None:
        self.section, self.heading = section, False
        if section in self.owners.open:
            self.seams.opens(text)
        self.owners.open.setdefault(section, [])

    def _title(self, text: Printed, below: Sequence[Block]) -> None:
        match = titles.TITLE.match(text.text)
        self.section, self.heading, self.columns = "", True, None
        if match and (match["kind"] or "").lower() == "utama":
            self.owners.post = None
        elif (post := titles.post_in(text)) and is_owned(below) and not self.owners.is_open(post.text):
            self._jabatan(post)
        elif not titles.heads_all(text.text):
            self.seams.opens(text)
        self.front.titled(text, match)

    def _heads(self, text: Printed) -> bool:
        return self.front.heads(text, self.owners.post or {})

    def _post(self, paragraph: Paragraph, below: Sequence[Block]) -> bool:
        """A jabatan's name alone, as a heading over what is its own."""
        text = paragraph.text
        if not titles.names_post(text.text):
            return False
        if self.owners.is_open(text.text):
            return self.heading or is_owned(below)
        if is_owned(below) or (paragraph.bold and any(isinstance(block, Table) for block in below[:2])):
            self._jabatan(text)
            return True
        return False

    def _item(self, paragraph: Paragraph) -> None:
        if self.section == "nama":
            self.owners.open["nama"] = paragraph.text
            self.section, self.heading = "", True
        elif self.section in CONTEXT:
            self.owners.goes_on(self.section, paragraph.text)
        else:
            self.notes += self.seams.item()
            lists.add(self.owners.open.setdefault(self.section, []), paragraph)

    # -- tables ----------------------------------------------------------------------------------------------------

    def table(self, table: Table) -> None:
        """One table: its rows to whom it stands under."""
        self.section, self.heading = "", False
        known = columns(table, self.front.year)
        if known is None and (self.cascade.boxes or (self.columns is None and is_cascade(table))):
            self.cascade.add(table)
            return
        if known is None and self.columns and (is_foreign(table) or len(table.rows[0]) != len(self.columns.names)):
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
        given = list(rows(table, found, headed=known is not None))
        plain = [row for row, _ in given]
        another = anew(plain, parted=self.seams.parted)
        self.notes += self.seams.table(table, plain, found.names, headed=known is not None)
        for (row, carried), begins in zip(given, another, strict=True):
            self._named(bare(whole(row.pop("jabatan", ()))), another=begins)
            row.pop("orang", None)
            for key in ("unit", "atasan", "tugas", "fungsi"):
                lists.put(self.owners.open, key, row.pop(key, ()))
            if row.keys() - {"no"}:
                self.owners.grouper().add(row, carried)
        self.columns = found
        self.seams.read(plain, found.names)

    def _named(self, name: Printed, *, another: bool) -> None:
        if name and (another or self.owners.name != name.text):
            self._jabatan(name)

    # -- the end ---------------------------------------------------------------------------------------------------

    def done(self) -> dict[str, Any]:
        """The document, its keys in the order of the form."""
        signed, rest = signatures.signatures(self.loose)
        self.notes += [Note("text", paragraph.text) for paragraph in rest]
        subject = self.decree.get("tentang")
        if subject:
            self.front.dated(subject)
        iku, people, unused = self.owners.done()
        self.notes += [Note("text", text) for text in unused]
        if self.cascade.boxes:
            people += self.cascade.posts()
            self.notes += [Note("text", text) for text in self.cascade.loose]
        titled = [each[key] for key, part in (("nama", people), ("jabatan", signed)) for each in part if key in each]
        found = {
            "skema": "iki/1",
            "jenis": "pohon-kinerja" if self.cascade.boxes else "iki" if people else "iku",
            "judul": self.front.title,
            "instansi": self.front.office(subject, titled),
            "tahun": self.front.year,
            "keputusan": self.decree,
            "pengesahan": signed,
            "iku": iku,
            "jabatan": people,
        }
        return {key: value for key, value in found.items() if value}
