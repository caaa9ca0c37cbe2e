"""Comments in the package of a Word document; every part that need not change stays as it is, byte for byte."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from iki_lint.review.runs import Runs, W

_TYPES, _RELATION = "[Content_Types].xml", "rIdIkiLint"
_AUTHOR, _INITIALS = "iki-lint", "IL"


@dataclass(frozen=True, slots=True)
class Remark:
    """What a comment is on, characters by their numbers (`readers.ink`), and its lines, the first one in bold."""

    spots: tuple[int, ...]
    lines: tuple[str, ...]


def commented(path: str, remarks: Sequence[Remark]) -> bytes:
    """The Word document at `path` with the remarks as comments behind those it has.

    They carry no date, and files no new one, so that the same document always gives the same bytes.
    """
    with zipfile.ZipFile(path) as package:
        changed: dict[str, bytes] = _changed(path, package, remarks) if remarks else {}
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as copy:
            for info in package.infolist():
                data = changed.pop(info.filename) if info.filename in changed else package.read(info)
                copy.writestr(info, data, info.compress_type)
            for name, data in changed.items():
                copy.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _changed(path: str, package: zipfile.ZipFile, remarks: Sequence[Remark]) -> dict[str, bytes]:
    """The parts that are not as they were."""
    main = docx.Document(path).part
    there = [rel.target_part.partname for rel in main.rels.values() if rel.reltype == RELATIONSHIP_TYPE.COMMENTS]
    name = there[0] if there else PackURI(f"{main.partname.baseURI}/comments.xml")
    text = _parsed(package.read(main.partname.membername))
    comments = _parsed(package.read(name.membername) if there else f"<w:comments {nsdecls('w')}/>")
    first = 1 + max((int(each.get(qn("w:id"))) for each in comments.iter(qn("w:comment"))), default=-1)
    runs = Runs(text.find(qn("w:body")))
    for number, remark in enumerate(remarks, first):
        runs.comment(remark.spots, str(number))
        comments.append(_comment(str(number), remark.lines))
    parts = {main.partname.membername: text, name.membername: comments}
    if not there:
        parts |= _announced(package, main.partname, name)
    return {part: _written(root) for part, root in parts.items()}


def _announced(package: zipfile.ZipFile, main: PackURI, comments: PackURI) -> dict[str, Any]:
    """The lists of the package's parts, with one of comments."""
    links = main.rels_uri.membername
    types, relations = _parsed(package.read(_TYPES)), _parsed(package.read(links))
    override = {"PartName": str(comments), "ContentType": CONTENT_TYPE.WML_COMMENTS}
    relation = {"Id": _RELATION, "Type": RELATIONSHIP_TYPE.COMMENTS, "Target": comments.relative_ref(main.baseURI)}
    for root, tag, given in ((types, "Override", override), (relations, "Relationship", relation)):
        etree.SubElement(root, etree.QName(etree.QName(root).namespace, tag), given)
    return {_TYPES: types, links: relations}


def _comment(number: str, lines: Sequence[str]) -> Any:
    comment = W.comment({qn("w:id"): number, qn("w:author"): _AUTHOR, qn("w:initials"): _INITIALS})
    for i, line in enumerate(lines):
        words = [W.rPr(W.b())] if i == 0 else []
        head = [W.r(W.annotationRef())] if i == 0 else []
        comment.append(W.p(*head, W.r(*words, W.t(line))))
    return comment


def _parsed(data: bytes | str) -> Any:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False))


def _written(root: Any) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
