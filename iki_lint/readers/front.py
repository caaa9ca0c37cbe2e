"""What stands above it all: the title, the instansi and its region, the year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from iki_lint.document.printed import Printed
from iki_lint.readers import titles


class Front:
    """What the headings of a document have said so far."""

    def __init__(self) -> None:
        self.title = Printed("")
        self.instansi: dict[str, Printed] = {}
        self.year: int | None = None

    def titled(self, text: Printed, match: re.Match[str] | None) -> None:
        """A title of the document or of one of its parts."""
        if match and match["office"] and (named := titles.office(text.cut(match.start("office")))):
            self._names(named)
        if not titles.is_furniture(text.text):
            self.title = self.title or text
        self.dated(text)

    def dated(self, text: Printed) -> None:
        """A line that may tell the year of the document."""
        self.year = self.year or titles.year(text.text)

    def heads(self, text: Printed, post: dict[str, Any]) -> bool:
        """A line under a title or a jabatan: the region, the office, the jabatan's unit, the year."""
        if region := titles.REGION.match(text.text):
            self.instansi.setdefault("daerah", text.cut(*region.span("name")))
            self.dated(text)
        elif self.instansi.get("nama", Printed("")).text.casefold() == text.text.casefold():
            return True
        elif "nama" in post and "unit" not in post and self._is_unit(text):
            post["unit"] = text
        elif office := titles.office(text):
            self._names(office)
            self.dated(text)
        elif titles.is_year(text.text):
            self.dated(text)
        else:
            return titles.is_furniture(text.text)
        return True

    def _is_unit(self, text: Printed) -> bool:
        return titles.names_unit(text.text) and ("nama" in self.instansi or not titles.OFFICE.match(text.text))

    def _names(self, office: titles.Office) -> None:
        self.instansi.setdefault("nama", office.nama)
        if office.daerah:
            self.instansi.setdefault("daerah", office.daerah)

    def office(self, subject: Printed | None, posts: Iterable[Printed]) -> dict[str, Printed]:
        """The instansi; where no heading names it, by a title, a decree's subject, or its leader's name.

        The region may stand in the name with which a leader signs.
        """
        for text in filter(None, (self.title, subject)):
            if named := titles.office(text, inside=True):
                self._names(named)
        for text in posts:
            match = titles.LEADER.match(text.text)
            led = titles.office(text.cut(match.end())) if match else None
            if led and led.nama.text.casefold() == self.instansi.get("nama", led.nama).text.casefold():
                self._names(led)
        return {key: self.instansi[key] for key in ("nama", "daerah") if key in self.instansi}
