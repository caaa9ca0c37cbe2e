"""Word documents and workbooks: their parts lost, doubled or exchanged, and the XML inside them changed."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections import defaultdict
from collections.abc import Sequence
from random import Random

from lxml import etree

from benchmarks.mutate import raw, xml

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
_TABLE = "<w:tbl {}><w:tr><w:tc><w:tcPr>{}</w:tcPr>{}</w:tc></w:tr></w:tbl>"
WORD: tuple[str, ...] = (
    *(f'<w:r {_W}><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end", "x", "begin")),
    *(f"<w:r {_W}><w:instrText>{said}</w:instrText></w:r>" for said in (r"EQ \F(A;B)", r"EQ \F(", r"EQ \O(\F(a,b),")),
    f'<w:numPr {_W}><w:ilvl w:val="99"/><w:numId w:val="77777"/></w:numPr>',
    f'<w:pPr {_W}><w:pStyle w:val="TidakAda"/><w:numPr><w:ilvl w:val="-1"/><w:numId w:val="1"/></w:numPr></w:pPr>',
    f'<w:tcPr {_W}><w:gridSpan w:val="99999999"/></w:tcPr>',
    f'<w:tcPr {_W}><w:gridSpan w:val="x"/><w:vMerge/></w:tcPr>',
    f'<w:gridSpan {_W} w:val="-5"/>',
    f'<w:gridSpan {_W}/>',
    f'<w:vMerge {_W} w:val="restart"/>',
    f"<w:tbl {_W}/>",
    f"<w:tr {_W}/>",
    f"<w:tc {_W}/>",
    _TABLE.format(_W, "", _PARAGRAPH.format("Indikator")),
    _TABLE.format(_W, '<w:gridSpan w:val="70000"/>', _TABLE.format("", "", _PARAGRAPH.format("a"))),
    f"<w:sdt {_W}><w:sdtContent>{_PARAGRAPH.format('Jabatan : A')}</w:sdtContent></w:sdt>",
    f"<w:del {_W}><w:r><w:delText>x</w:delText></w:r></w:del>",
    f"<w:ins {_W}>{_PARAGRAPH.format('x')}</w:ins>",
    f"<w:txbxContent {_W}>{_PARAGRAPH.format('kotak')}</w:txbxContent>",
    f"<w:r {_W}><w:br/><w:tab/><w:cr/><w:lastRenderedPageBreak/><w:noBreakHyphen/><w:sym/></w:r>",
    f'<w:sym {_W} w:char="ZZZZ" w:font="x"/>',
    f'<w:sym {_W} w:char="110000"/>',
    f"<w:rPr {_W}><w:u/><w:b w:val='x'/></w:rPr>",
    f"<m:oMath {_M}><m:f><m:num/><m:den/></m:f></m:oMath>",
    f"<m:f {_M}><m:num><m:r><m:t>A</m:t></m:r></m:num></m:f>",
    f'<m:d {_M}><m:dPr><m:begChr m:val=""/></m:dPr><m:e/></m:d>',
    f"<m:nary {_M}><m:sub/><m:sup/></m:nary>",
)  # fmt: skip
SHEET: tuple[str, ...] = (
    f'<c {_S} r="XFD1048576"><v>1</v></c>',
    f'<c {_S} r="A1" t="s"><v>99999</v></c>',
    f'<c {_S} r="B2" t="s"><v>-1</v></c>',
    f'<c {_S} r="C3" t="e"><v>#REF!</v></c>',
    f'<c {_S} r="C4" t="b"><v>7</v></c>',
    f'<c {_S} r="A5" t="d"><v>2026-13-45</v></c>',
    f'<c {_S} r="A6" t="n"><v>1e400</v></c>',
    f'<c {_S} r="A7" t="zz"><v>x</v></c>',
    f'<c {_S} r="0A0"><v>1</v></c>',
    f'<c {_S} s="99999"><v>-44000.5</v></c>',
    f'<c {_S} t="inlineStr"><is><t>Indikator</t></is></c>',
    f"<c {_S}><f>1+1</f></c>",
    f'<row {_S} r="1048577"><c r="A1"><v>1</v></c></row>',
    f'<row {_S} r="-1" hidden="1"/>',
    f'<dimension {_S} ref="A1:XFD1048576"/>',
    f'<dimension {_S} ref="Z"/>',
    f'<mergeCells {_S}><mergeCell ref="A1:C9"/><mergeCell ref="B2:D4"/></mergeCells>',
    f'<mergeCells {_S}><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    f'<mergeCell {_S} ref="C9:A1"/>',
    f'<mergeCell {_S} ref="#REF!"/>',
    f"<si {_S}><r><t>a</t></r><r><rPr/><t>b</t></r></si>",
    f"<si {_S}/>",
    f'<numFmt {_S} numFmtId="164" formatCode="[Red]#,##0.00;(0)&quot;"/>',
    f'<numFmt {_S} numFmtId="9" formatCode="0.{"0" * 300}%"/>',
    f'<sheet {_S} name="Lembar 99" sheetId="1"/>',
    f'<definedName {_S} name="a">#REF!</definedName>',
)
_NAMES = (
    "word/document.xml",
    "[Content_Types].xml",
    "../../jahat.xml",
    "/abs.xml",
    "xl/workbook.xml",
    "a" * 300,
    "_rels/.rels",
)
_KEPT = {
    "docProps/core.xml": (
        b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
    ),
    "docProps/thumbnail.jpeg": b"",
    "word/stylesWithEffects.xml": f"<w:styles {_W}/>".encode(),
}
_MAIN = _W.split('"')[1]
_INLINE = re.compile(rb't="inlineStr"><is>(.*?)</is>')
_TYPE = (
    b'<Override PartName="/xl/sharedStrings.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
_RELATION = defaultdict(
    bytes,
    {
        "xl/_rels/workbook.xml.rels": (
            b'<Relationship Id="rId99" Target="sharedStrings.xml" '
            b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/>'
        )
    },
)
DOCUMENT, FIRST_SHEET = "word/document.xml", "xl/worksheets/sheet1.xml"
_STAMP = (2026, 1, 2, 0, 0, 0)


def _parts(base: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(base)) as package:
        return [(info.filename, package.read(info)) for info in package.infolist()]


def _zipped(parts: Sequence[tuple[str, bytes]], method: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method) as package:
        warnings.simplefilter("ignore")  # a name may stand twice
        for name, data in parts:
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = method
            package.writestr(info, data)
    return out.getvalue()


def part(base: bytes, name: str) -> bytes:
    """The part of a package that has this name."""
    return dict(_parts(base))[name]


def around(base: bytes, name: str, data: bytes) -> bytes:
    """A package with something else in one of its parts."""
    return _zipped([(each, data if each == name else old) for each, old in _parts(base)])


def bare(base: bytes) -> bytes:
    """A package without the time at which it was made, pictures, and styles that no text needs: always the same."""
    parts = [(name, _KEPT.get(name, data)) for name, data in _parts(base)]
    return _zipped([(name, _few(data) if name == "word/styles.xml" else data) for name, data in parts])


def _few(styles: bytes) -> bytes:
    """Styles without those of tables, and without what is known of others."""
    root = etree.fromstring(styles)
    for style in root:
        kind, name = (style.get(f"{{{_MAIN}}}{key}") for key in ("type", "styleId"))
        if (kind == "table" and name not in ("TableGrid", "TableNormal")) or style.tag.endswith("latentStyles"):
            root.remove(style)
    return etree.tostring(root)


def shared(base: bytes) -> bytes:
    """A workbook that keeps its texts in a part of their own, as Excel does."""
    texts: list[bytes] = []

    def numbered(match: re.Match[bytes]) -> bytes:
        texts.append(match[1])
        return b't="s"><v>%d</v>' % (len(texts) - 1)

    parts = [(name, _INLINE.sub(numbered, data)) for name, data in _parts(base)]
    items = b"".join(b"<si>%s</si>" % text for text in texts)
    parts = [
        (
            name,
            data.replace(b"</Types>", _TYPE + b"</Types>").replace(
                b"</Relationships>", _RELATION[name] + b"</Relationships>"
            ),
        )
        for name, data in parts
    ]
    return _zipped([*parts, ("xl/sharedStrings.xml", b"<sst %s>%s</sst>" % (_S.encode(), items))])


def _rearranged(rng: Random, parts: list[tuple[str, bytes]]) -> None:
    """Something done to whole parts."""
    at = rng.randrange(len(parts))
    name, data = parts[at]
    kind = rng.randrange(6)
    if kind == 0:
        del parts[at]
    elif kind == 1:
        parts[at] = (name, b"")
    elif kind == 2:
        parts[at] = (rng.choice(_NAMES), data)
    elif kind == 3:
        parts[at] = (name, rng.choice(parts)[1])
    elif kind == 4:
        parts[at] = (name, raw.damaged(rng, data))
    else:
        parts.append((name, raw.damaged(rng, data)))


def _made(rng: Random, base: bytes, likely: str, snippets: Sequence[str]) -> bytes:
    parts = _parts(base)
    for _ in range(rng.choice((1, 1, 2))):
        wanted = [i for i, (name, _) in enumerate(parts) if name.startswith(likely)]
        others = [i for i, (name, _) in enumerate(parts) if name.endswith((".xml", ".rels"))]
        at = rng.choice(wanted if wanted and rng.random() < 0.85 else others)
        parts[at] = (parts[at][0], xml.changed(rng, parts[at][1], snippets))
    if rng.random() < 0.08:
        _rearranged(rng, parts)
    return _zipped(parts, zipfile.ZIP_DEFLATED if rng.random() < 0.05 else zipfile.ZIP_STORED)


def docx(rng: Random, bases: Sequence[bytes]) -> bytes:
    """A Word document."""
    return _made(rng, rng.choice(bases), DOCUMENT, WORD)


def xlsx(rng: Random, bases: Sequence[bytes]) -> bytes:
    """A workbook."""
    return _made(rng, rng.choice(bases), rng.choice(("xl/worksheets/", "xl/sharedStrings", "xl/styles")), SHEET)
