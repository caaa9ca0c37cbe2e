"""PDF: objects, operators and numbers changed under sound offsets; then offsets, streams and trailers that lie."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from random import Random

from benchmarks.mutate import raw

_OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb"(.*?)stream\r?\n(.*)\r?\nendstream\s*", re.DOTALL)
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_NAME = re.compile(rb"/[A-Za-z][A-Za-z0-9]*")
_OPERATOR = re.compile(
    rb"(?<=[\s\])>])(?:BT|ET|Tf|Td|TD|Tm|Tj|TJ|T\*|Tc|Tw|Tz|TL|Ts|q|Q|cm|re|m|l|c|h|S|f|B|W|n|Do|gs|w|BDC|EMC|rg|RG)(?=\s)"
)
_NUMBERS = (
    b"0", b"-1", b"1e9", b"99999999999999999999", b"-0.00001", b"65535", b"1.2.3", b"--5", b"2147483648", b".",
    b"nan", b"100000000", b"null", b"(a)", b"[]", b"<<>>", b"/X", b"1 0 R", b"3 0 R", b"9999 0 R", b"true",
)  # fmt: skip
_OPERATORS = (
    b"BT", b"ET", b"Tf", b"Tm", b"TJ", b"Tj", b"Td", b"q", b"Q", b"cm", b"re", b"l", b"S", b"f", b"W", b"n", b"Do",
    b"BI", b"ID", b"EI", b"'", b'"', b"T*", b"Tz", b"sh", b"d0", b"d1", b"BDC", b"MP", b"xx", b"q " * 500,
    b"1 0 0 1 0 0 cm " * 50, b"0 0 0 0 0 0 cm", b"1e6 0 0 1e6 0 0 cm", b"0 0 1e7 1e7 re S", b"-5 0 0 -5 0 0 cm",
    b"0 1 -1 0 0 0 Tm", b"BI /W 9999 /H 9999 /BPC 8 ID xx EI", b"/Fm0 Do", b"/X gs", b"<FFFF> Tj",
    b"[(a) -99999999 (b)] TJ", b"(\\777\\0) Tj",
)  # fmt: skip
_NAMES = (
    b"/Type", b"/Page", b"/Pages", b"/Kids", b"/Parent", b"/MediaBox", b"/CropBox", b"/Rotate", b"/Contents",
    b"/Font", b"/Length", b"/Filter", b"/FlateDecode", b"/ASCII85Decode", b"/LZWDecode", b"/RunLengthDecode",
    b"/DCTDecode", b"/Crypt", b"/ToUnicode", b"/W", b"/DW", b"/Encoding", b"/Identity-V", b"/Type3", b"/Encrypt",
    b"/DecodeParms", b"/Predictor", b"/Count", b"/XObject", b"/A#0",
)  # fmt: skip

Objects = dict[int, bytes]


def objects(base: bytes) -> Objects:
    """The objects of a PDF whose streams hold no such words, by number."""
    return {int(match[1]): match[2].strip() for match in _OBJECT.finditer(base)}


def written(parts: Objects, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, with offsets that are right."""
    out, offsets = bytearray(b"%PDF-1.7\n"), {}
    for number, body in parts.items():
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(parts, default=0) + 1
    out += b"xref\n0 %d\n" % size
    for number in range(size):
        out += b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 65535 f \n"
    return bytes(out + b"trailer\n<</Size %d %s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start))


def stream(data: bytes) -> bytes:
    """An object that is a stream."""
    return b"<</Length %d>>\nstream\n%s\nendstream" % (len(data), data)


def _substitute(rng: Random, body: bytes, pattern: re.Pattern[bytes], choices: Sequence[bytes]) -> bytes:
    found = list(pattern.finditer(body))
    if not found:
        return body
    match = rng.choice(found)
    return body[: match.start()] + rng.choice(choices) + body[match.end() :]


def _number(rng: Random, body: bytes) -> bytes:
    near = tuple(b"%d" % rng.randint(-50, 900) for _ in range(6))
    return _substitute(rng, body, _NUMBER, (*_NUMBERS, *near, *near))


def _name(rng: Random, body: bytes) -> bytes:
    return _substitute(rng, body, _NAME, _NAMES)


def _operator(rng: Random, body: bytes) -> bytes:
    return _substitute(rng, body, _OPERATOR, _OPERATORS)


def _lines(rng: Random, body: bytes) -> bytes:
    """Lines lost, doubled or moved."""
    lines = body.split(b"\n")
    at, count = rng.randrange(len(lines)), rng.choice((1, 1, 5, 40))
    taken = lines[at : at + count]
    if rng.random() < 0.6:
        del lines[at : at + count]
    if rng.random() < 0.6:
        to = rng.randint(0, len(lines))
        lines[to:to] = taken * rng.choice((1, 1, 3))
    return b"\n".join(lines)


def _damage(rng: Random, body: bytes) -> bytes:
    return raw.damaged(rng, body)


_KINDS: tuple[Callable[[Random, bytes], bytes], ...] = (
    _number,
    _number,
    _number,
    _name,
    _operator,
    _operator,
    _lines,
    _lines,
    _damage,
)


def _changed(rng: Random, body: bytes) -> bytes:
    """An object with something changed in it; a stream keeps its length and may be packed, and damaged then."""
    match = _STREAM.fullmatch(body)
    kind = rng.choice(_KINDS)
    if match is None or rng.random() < 0.15:
        return kind(rng, body)
    data = redrawn(rng, match[2])
    packed = rng.random() < 0.2
    data = zlib.compress(data) if packed else data
    data = raw.damaged(rng, data) if packed and rng.random() < 0.3 else data
    head = re.sub(rb"/Length\s+\d+", b"/Length %d" % len(data), match[1])
    head = head.replace(b"<<", b"<</Filter/FlateDecode ", 1) if packed else head
    return head + b"stream\n" + data + b"\nendstream"


def redrawn(rng: Random, data: bytes) -> bytes:
    """What a page draws, with something changed in it."""
    for _ in range(rng.choice((1, 2, 6))):
        data = rng.choice(_KINDS)(rng, data)
    return data


def drawing(base: bytes, data: bytes) -> bytes:
    """A PDF whose first page draws something else."""
    parts = objects(base)
    found = re.search(rb"/Contents (\d+) 0 R", base)
    parts[int(found[1]) if found else 0] = stream(data)
    return written(parts)


def drawn(base: bytes) -> bytes:
    """What the first page of a PDF draws."""
    found = re.search(rb"/Contents (\d+) 0 R", base)
    match = _STREAM.fullmatch(objects(base)[int(found[1])]) if found else None
    return match[2] if match else b""


def _lying(rng: Random, made: bytes) -> bytes:
    """The table of offsets, or where it stands, is wrong."""
    at = made.rfind(b"xref\n0 ")
    return made[:at] + _number(rng, made[at:])


def made(rng: Random, bases: Sequence[bytes]) -> bytes:
    """A PDF."""
    parts = objects(rng.choice(bases))
    streams = [number for number, body in parts.items() if b"stream" in body]
    for _ in range(rng.choice((1, 1, 2, 4))):
        number = rng.choice(streams) if rng.random() < 0.6 else rng.choice(list(parts))
        parts[number] = _changed(rng, parts[number])
    if rng.random() < 0.04:
        del parts[rng.choice(list(parts))]
    done = written(parts)
    return _lying(rng, done) if rng.random() < 0.05 else done
