"""Limits inside the parser of PDF, which has none of its own: what a stream unpacks to, items and seconds of a page."""

from __future__ import annotations

import signal
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pdfplumber.page
from pdfminer import pdftypes
from pdfminer.lzw import LZWDecoder

from iki_lint.limits import DEFAULTS, MB, Limits

_LIMITS: ContextVar[Limits] = ContextVar("limits", default=DEFAULTS)
_PIECE = 256
_GROWTH = {"rldecode": 64, "ascii85decode": 4, "asciihexdecode": 1}  # bytes that one may become


class Exceeded(BaseException):
    """A limit that is met deep inside the parser, which catches every Exception there; `name` is the limit's field."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@contextmanager
def kept(limits: Limits) -> Iterator[None]:
    """While it lasts these limits hold for what is parsed."""
    token = _LIMITS.set(limits)
    try:
        yield
    finally:
        _LIMITS.reset(token)


@contextmanager
def clock(limits: Limits) -> Iterator[None]:
    """Raises Exceeded after some seconds of the processor.

    Only in the main thread, and where the system has such a clock (Windows has none).
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def over(*_: object) -> None:
        raise Exceeded("page_seconds")

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, limits.page_seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _most() -> int:
    return _LIMITS.get().stream_mb * MB


def _within(size: int) -> None:
    if size > _most():
        raise Exceeded("stream_mb")


def _inflate(data: bytes) -> bytes:
    """As zlib.decompress, but no more than the limit."""
    made = zlib.decompressobj().decompress(data, _most() + 1)
    _within(len(made))
    return made


def _recovered(data: bytes) -> bytes:
    """What can be had of damaged data: all of it where only its end is wrong, else nothing."""
    machine, made = zlib.decompressobj(), bytearray()
    for at in range(0, len(data), _PIECE):
        try:
            made += machine.decompress(data[at : at + _PIECE], _most() + 1)
        except zlib.error:
            return bytes(made) if at + 2 * _PIECE >= len(data) else b""
        _within(len(made))
    return bytes(made)


def _unlzw(data: bytes) -> bytes:
    made, size = [], 0
    for piece in LZWDecoder(BytesIO(data)).run():
        size += len(piece)
        _within(size)
        made.append(piece)
    return b"".join(made)


def _limited(decode: Callable[..., bytes], grows: int) -> Callable[..., bytes]:
    """A decoder that is not begun where its data could grow to more than the limit."""

    @wraps(decode)
    def limited(data: bytes, *more: Any) -> bytes:
        _within(len(data) * grows)
        return decode(data, *more)

    return limited


def _lined(apply: Callable[..., bytes]) -> Callable[..., bytes]:
    """A predictor that is not begun where one of its lines is longer than the limit; its data comes last."""

    @wraps(apply)
    def limited(*given: Any) -> bytes:
        *_, colors, columns, bits, _ = given
        _within(colors * columns * bits)
        return apply(*given)

    return limited


class _Counted(pdfplumber.page.PDFPageAggregatorWithMarkedContent):
    """Counts what a page draws."""

    items = 0

    def tag_cur_item(self) -> None:
        self.items += 1
        if self.items > _LIMITS.get().page_items:
            raise Exceeded("page_items")
        super().tag_cur_item()


def _watch() -> None:
    """Put the guards in the parser's place of what they guard; it knows no other way in."""
    known: Any = pdftypes
    known.zlib = SimpleNamespace(decompress=_inflate, error=zlib.error)
    known.decompress_corrupted = _recovered
    known.lzwdecode = _unlzw
    for name, grows in _GROWTH.items():
        setattr(known, name, _limited(getattr(known, name), grows))
    for name in ("apply_png_predictor", "apply_tiff_predictor"):
        setattr(known, name, _lined(getattr(known, name)))
    page: Any = pdfplumber.page
    page.PDFPageAggregatorWithMarkedContent = _Counted


_watch()
