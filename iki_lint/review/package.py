"""Comments and changes in the package of a Word document; every part that need not change stays byte for byte."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from iki_lint.review.changes import Change, trackable
from iki_lint.review.runs import AUTHOR, Runs, W

_TYPES, _RELATION = "[Content_Types].xml", "rIdIkiLint"
_INITIALS = "IL"


@dataclass(frozen=True, slots=True)
class Remark:
    """What a comment is on, characters by their numbers (`readers.ink`), and its lines, the first one in bold.

    `changes` together mend what it is about.
    """

    spots: tuple[int, ...]
    lines: tuple[str, ...]
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A Word document, and how many comments and tracked changes were put into it."""

    data: bytes
    comments: int
    changes: int


def reviewed(path: str, remarks: Sequence[Remark]) -> Reviewed:
    """The Word document at `path` with the remarks as comments behind those it has, and with their changes.

    A comment of ours that it already has on the same words is not put there again. None carries a date, and files no
    new one, so that the same document always gives the same bytes.
    """
    with zipfile.ZipFile(path) as package:
        main = docx.Document(path).part
        there = [rel.target_part.partname for rel in main.rels.values() if rel.reltype == RELATIONSHIP_TYPE.COMMENTS]
        name = there[0] if there else PackURI(f"{main.partname.baseURI}/comments.xml")
        text = _parsed(package.read(main.partname.membername))
        comments = _parsed(package.read(name.membername) if there else f"<w:comments {nsdecls('w')}/>")
        said, mended = _marked(text.find(qn("w:body")), comments, remarks)
        parts = {main.partname.membername: text, name.membername: comments} if said or mended else {}
        if parts and not there:
            parts |= _announced(package, main.partname, name)
        return Reviewed(_copied(package, {part: _written(root) for part, root in parts.items()}), said, mended)


def _marked(body: Any, comments: Any, remarks: Sequence[Remark]) -> tuple[int, int]:
    """Put the remarks where they belong, and tell how many comments and changes that took."""
    changes = trackable(body, [remark.changes for remark in remarks])
    runs, ours = Runs(body), _ours(comments)
    new = [remark for remark in remarks if not runs.carry(remark.spots, ours[remark.lines])]
    first = 1 + max((int(each.get(qn("w:id"))) for each in comments.iter(qn("w:comment"))), default=-1)
    for number, remark in enumerate(new, first):
        runs.comment(remark.spots, str(number))
        comments.append(_comment(str(number), remark.lines))
    for change in changes:
        runs.replace(*change.differing())
    return len(new), len(changes)


def _ours(comments: Any) -> defaultdict[tuple[str, ...], list[str]]:
    """The numbers of the comments of iki-lint that are there, by their lines."""
    found = defaultdict[tuple[str, ...], list[str]](list)
    for each in comments.iter(qn("w:comment")):
        if each.get(qn("w:author")) == AUTHOR:
            lines = ("".join(text.text or "" for text in line.iter(qn("w:t"))) for line in each.iter(qn("w:p")))
            found[tuple(lines)].append(each.get(qn("w:id")))
    return found


_NONE = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'


def _copied(package: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    """The package with some parts changed, or added behind the others."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as copy:
        for info in package.infolist():
            data = changed.pop(info.filename) if info.filename in changed else package.read(info)
            copy.writestr(info, data, info.compress_type)
        for name, data in changed.items():
            copy.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _announced(package: zipfile.ZipFile, main: PackURI, comments: PackURI) -> dict[str, Any]:
    """The lists of the package's parts, with one of comments."""
    links = main.rels_uri.membername
    types = _parsed(package.read(_TYPES))
    relations = _parsed(package.read(links) if links in package.namelist() else _NONE)
    override = {"PartName": str(comments), "ContentType": CONTENT_TYPE.WML_COMMENTS}
    relation = {"Id": _RELATION, "Type": RELATIONSHIP_TYPE.COMMENTS, "Target": comments.relative_ref(main.baseURI)}
    for root, tag, given in ((types, "Override", override), (relations, "Relationship", relation)):
        etree.SubElement(root, etree.QName(etree.QName(root).namespace, tag), given)
    return {_TYPES: types, links: relations}


def _comment(number: str, lines: Sequence[str]) -> Any:
    comment = W.comment({qn("w:id"): number, qn("w:author"): AUTHOR, qn("w:initials"): _INITIALS})
    for i, line in enumerate(lines):
        words = [W.rPr(W.b())] if i == 0 else []
        head = [W.r(W.annotationRef())] if i == 0 else []
        comment.append(W.p(*head, W.r(*words, W.t(line))))
    return comment


def _parsed(data: bytes | str) -> Any:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False))


def _written(root: Any) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
